"""3.3: repair six statements of intent, and tell a deadline from a response time. Row 11."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ....techniques.due import day
from ....techniques.smart import (
    Intent,
    Repair,
    Repairs,
    due_faults,
    repeated,
    same_unit,
    target_faults,
)
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import keyed_bounds, labels, listed, met, share_interval

__all__ = ["REPAIRS"]

_PARTS = 6
_TIMES = 5 / 6  # one slip
_WAITS = "Which of the two times does each customer wait?"
_OWN = ("measure", "comparator", "target", "unit", "source", "due")


def _faults(
    given: Repair, response: str, key: Mapping[str, Any], figures: Mapping[str, float]
) -> Iterator[tuple[str, str]]:
    """(what is wrong, what to do) of each of the six parts that does not hold."""
    if given.measure.upper() not in key["measures"]:
        told = "another measure says what was meant" if given.measure else "the measure is open"
        yield (
            told,
            "Ask what must become rarer or more common for a customer, then look for its figure.",
        )
    yield from _target(given, key, figures)
    if not same_unit(given.unit, key["unit"]):
        told = (
            f"\u201c{given.unit}\u201d is not the unit of it" if given.unit else "the unit is open"
        )
        yield told, "Take the unit from the figure."
    if given.source.lower() != key["source"].lower():
        told = (
            f"the figure is not read from {given.source}" if given.source else "the source is open"
        )
        yield told, "Each figure in the material names its file."
    found = day(given.due)
    if not found:
        yield from ((f.what, f.next) for f in due_faults(given.due))
    elif not key["days"][0] <= found.isoformat() <= key["days"][1]:
        yield (
            f"{found.isoformat()} is not the day that was set",
            "Read the sentence again for a day that comes once.",
        )
    if response != key["response"]:
        told = (
            "that time comes once, so it is the deadline"
            if response
            else "the response time is open"
        )
        yield told, _WAITS


def _target(
    given: Repair, key: Mapping[str, Any], figures: Mapping[str, float]
) -> Iterator[tuple[str, str]]:
    if not given.comparator:
        yield "the side of the target is open", "Choose at least or at most."
        return
    baseline = figures.get(given.measure.upper())
    if baseline is None:  # a measure that nobody takes yet
        baseline = 100.0 if key["comparator"] == "at most" else 0.0
    found = target_faults(given.comparator, baseline, given.target, key["unit"])
    if found:
        yield found[0].what, found[0].next
    elif given.comparator != key["comparator"]:
        yield (
            f"\u201c{given.comparator}\u201d would be reached by getting worse",
            "Which side is better for the customer?",
        )


def _held(answer: Repairs, context: Context) -> Measured:
    given = {r.id: r for r in answer.statements}
    times = labels(answer.times)
    figures = {f["id"]: f["value"] for f in context.case.smart["figures"]}
    goals, right, told = context.key["goals"], 0, []
    for goal, key in goals.items():
        repair = given.get(goal, Repair(id=goal))
        faults = list(_faults(repair, times.get(goal, ""), key, figures))
        right += _PARTS - len(faults)
        faults = [f for f in faults if f[1] != _WAITS]  # told by the other criterion
        if faults and (goal in times or not repair.blank):
            what = "; ".join(w for w, _ in faults[:2])
            more = f"; and {len(faults) - 2} more" if len(faults) > 2 else ""
            told.append(
                Finding(LOOK_AGAIN, f"{goal}: {what}{more}.", goal, key["why"], faults[0][1])
            )
    open_ = [g for g in goals if g not in times and (g not in given or given[g].blank)]
    if open_:
        told.append(Finding(LOOK_AGAIN, f"{len(open_)} of {len(goals)} statements still open.",
                            ", ".join(open_), next="Begin with the measure: what would a customer notice?"))  # fmt: skip
    total = _PARTS * len(goals)
    return Measured(
        right / total,
        listed(told, "Further statements to look at: {n}.")
        or met(f"{right} of {total} parts hold."),
        share_interval(right, total),
    )


def _times(answer: Repairs, context: Context) -> Measured:
    """Which of two times each customer waits. It decides whether the exercise is done; its marks
    are in the thirty-six parts, since a coin gets most of them right."""
    goals, given = context.key["goals"], labels(answer.times)
    right = [g for g, key in goals.items() if given.get(g) == key["response"]]
    told = [
        Finding(LOOK_AGAIN, f"{g}: \u201c{given[g]}\u201d comes once, so it is the deadline.", g,
                key["why"], "Choose the time that runs anew for each customer.")
        for g, key in goals.items() if given.get(g) and g not in right
    ]  # fmt: skip
    if open_ := [g for g in goals if not given.get(g)]:
        told.append(Finding(LOOK_AGAIN, "No response time is chosen yet.", ", ".join(open_),
                            next="Which of the two times does each customer wait?"))  # fmt: skip
    return Measured(
        len(right) / len(goals),
        listed(told, "Further statements to look at: {n}.")
        or met("Every response time is told from its deadline."),
    )


def _complete(answer: Repairs, context: Context) -> Measured:
    """On one's own organisation: three statements whose six fields hold, and a time that is none."""
    rows = [r for r in answer.statements if not r.blank]
    intents = [Intent(id=str(n), **{f: getattr(r, f) for f in _OWN}) for n, r in enumerate(rows)]
    again = repeated(intents)
    told = []
    for n, (r, intent) in enumerate(zip(rows, intents, strict=True), start=1):
        open_ = [f for f in ("measure", "comparator", "unit", "source") if not getattr(intent, f)]
        open_ += ["target"] * (not isinstance(r.target, (int, float)))
        faults = [f"the {f} is open" for f in open_] + [f.what for f in due_faults(r.due)]
        faults += ["it measures the same as one before it"] * (intent.id in again)
        if faults:
            told.append(Finding(LOOK_AGAIN, f"Statement {n}: {'; '.join(faults[:3])}.", f"statement {n}",
                                "What cannot be missed cannot be kept.", "Fill these fields."))  # fmt: skip
    good = len(rows) - len(told)
    if len(rows) < 3:
        told.append(Finding(LOOK_AGAIN, f"Statements: {len(rows)}; three are asked for.",
                            next="Take one from a plan that hangs on a wall."))  # fmt: skip
    return Measured(
        good / max(3, len(rows)),
        listed(told, "Further statements to look at: {n}.")
        or met(f"All {good} have their fields."),
    )


def _measured(answer: Repairs, context: Context) -> Measured:
    return _complete(answer, context) if context.mine else _held(answer, context)


REPAIRS = Exercise(
    "3.3",
    Repairs,
    lambda a: bool(labels(a.times)) or any(not r.blank for r in a.statements),
    (
        Criterion("times", "Response times are told from deadlines", _times, Bounds(_TIMES), keyed=True),
        Criterion("parts", "Each statement has its five fields and its response time", _measured,
                  lambda c: Bounds(1.0) if c.mine else keyed_bounds(c), 10),
    ),
)  # fmt: skip
