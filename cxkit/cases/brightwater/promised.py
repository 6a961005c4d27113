"""What the firm promised against what the log shows: one fact, seen from two sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxkit.cases.brightwater.calendar import DAY, SATURDAY
from cxkit.cases.brightwater.firm import Firm
from cxkit.cases.brightwater.simulation import Run

__all__ = ["PROMISED", "kept_promises", "promise_truth"]

_SELDOM = 0.05  # of the claims: a promise broken no oftener is kept

# Promise to the steps between which it holds (end of the last of one to the start of the first of
# the other), its unit, and how much was promised.
PROMISED = {
    "plumber": ("call", "stop", "hours"),
    "visit": ("call", "visit", "working days"),
    "answer": ("quotes", "approve", "working days"),
    "pay": ("inspect", "pay", "days"),
}


def promise_truth(
    firm: Firm, run: Run, promises: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Of each promise that can be measured: unit, limit, claims it was made to, claims broken."""
    limits = {
        "plumber": firm.counts["plumber_hours"],
        "visit": firm.counts["notice"] - 1,
        "answer": firm.counts["hold"] - 1,
        "pay": firm.counts["hold"] - 1,
    }
    found = {}
    for id_, promise in promises.items():
        name = promise["key"]
        if name not in PROMISED:
            continue
        one, other, unit = PROMISED[name]
        taken = []
        for story in run:
            ends = [event.end for event in story.events if event.step.key == one]
            starts = [event.start for event in story.events if event.step.key == other]
            if ends and starts:
                taken.append(_taken(ends[-1], starts[0], unit))
        steps = {event.step.key: event.step.name for event in run[0].events}
        found[id_] = {
            "from": steps[one],
            "to": steps.get(other, "Stop leak"),
            "unit": unit,
            "limit": limits[name],
            "claims": len(taken),
            "broken": sum(time > limits[name] for time in taken),
        }
    return found


def kept_promises(firm: Firm, run: Run) -> frozenset[str]:
    """Promises that hold although a rule stands in the way, as when two weekly days happen to
    follow each other. An advert that was kept is no fact for four documents to tell."""
    found = promise_truth(firm, run, {name: {"key": name} for name in PROMISED})
    return frozenset(n for n, f in found.items() if f["broken"] <= _SELDOM * f["claims"])


def _taken(start: int, end: int, unit: str) -> float:
    if unit == "hours":
        return (end - start) / 60
    days = range(start // DAY + 1, end // DAY + 1)
    return len(days) if unit == "days" else sum(day % 7 < SATURDAY for day in days)
