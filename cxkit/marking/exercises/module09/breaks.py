"""9.1c: moments, break points and rules counted; failure demand; work that goes back. Rows 26, 32-38."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....techniques.papertask import BreaksTask
from ...exercise import Exercise
from ...sorting import labels
from ...together import of_case
from .shared import Asked, complete, evidence_gate, parts, reasoned

__all__ = ["BREAKS", "COUNTS", "break_ids", "calls"]

COUNTS = ("moments", "break_points", "rules", "low", "high", "ping_pong")


@of_case
def calls(case: Any) -> dict[str, tuple[str, int]]:
    """Each different thing that callers say, by an id in order of the alphabet: words, how often."""
    found: dict[str, int] = {}
    for row in case.contacts:
        found[row["words"]] = found.get(row["words"], 0) + 1
    return {f"S{n:02d}": (words, found[words]) for n, words in enumerate(sorted(found), start=1)}


@of_case
def break_ids(case: Any) -> list[str]:
    """What a reasoning may cite: steps, arrows between them, rules, sayings."""
    steps = case.steps
    arrows = [f"{id_}-{after}" for id_, step in steps.items() for after in step["next"]]
    rules = {step["rule"] for step in steps.values()} - {""}
    return [*steps, *arrows, *rules, *calls(case)]


def _asked(answer: BreaksTask, case: Any) -> Sequence[Asked]:
    counts = {name: isinstance(answer.count(name), int) for name in COUNTS}
    share = {"share": isinstance(_share(answer), float)}
    said = reasoned(answer.said)
    return (
        ("Counts, as whole numbers", COUNTS, counts),
        ("The share of failure demand, as a number", ["share"], share),
        ("The box for a person", list(said), said),
    )


def _share(answer: BreaksTask) -> float | str | None:
    return next((s.share for s in answer.stated if s.share is not None), None)


def _given(answer: BreaksTask, case: Any) -> dict[str, Any]:
    found = {name: answer.count(name) for name in ("moments", "break_points", "rules", "ping_pong")}
    return found | {
        "expected": [answer.count("low"), answer.count("high")],
        "share": _share(answer),
    }


_PARTS = {
    "moments": "Moments of Truth are counted",
    "break_points": "Break Points are counted",
    "rules": "Business Rules are counted",
    "expected": "The range that the sources expect follows from the count",
    "share": "The share of failure demand is worked out",
    "ping_pong": "What goes back is counted",
}
BREAKS = Exercise(
    "9.1c",
    BreaksTask,
    lambda a: any(c.number is not None for c in a.counts) or bool(labels(a.calls))
    or any(s.share is not None for s in a.stated) or any(not r.blank for r in a.said),
    (
        complete(_asked),
        evidence_gate(break_ids),
        *parts("breaks", _given, _PARTS),
    ),
    sealed=True,
)  # fmt: skip
