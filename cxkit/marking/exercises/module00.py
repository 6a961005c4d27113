"""Module 00, start here: one process and ten measures of the learner's own.

There is no key to somebody's own work, so these checks say only that the rows are whole and
differ from each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ...techniques.artefact import Row, tokens
from ...techniques.process import KpiList, OwnProcess, Subject
from ..criterion import Context, Criterion, Measured
from ..exercise import Exercise
from ..finding import LOOK_AGAIN, Finding
from ..sorting import listed, met

__all__ = ["EXERCISES"]

STEPS, KPIS = 5, 10


def _whole(rows: Sequence[Row], fields: dict[str, str], lead: str, wanted: int) -> Measured:
    """How many rows have every field, with a lead field that no other row repeats."""
    why = "Later modules work on these rows."
    seen = Counter(" ".join(tokens(getattr(r, lead))) for r in rows)
    good, faults = 0, []
    for number, row in enumerate(rows, 1):
        if not any(getattr(row, f) for f in fields):
            continue
        open_ = [words for f, words in fields.items() if not tokens(getattr(row, f))]
        values = {" ".join(tokens(getattr(row, f))) for f in fields}
        if open_:
            faults.append(_again(f"Still open: {', '.join(open_)}.", number, "Complete it"))
        elif seen[" ".join(tokens(getattr(row, lead)))] > 1:
            faults.append(_again("This repeats another row.", number, "Write what differs"))
        elif len(values) < len(fields) - 1:
            faults.append(_again("The same words stand in several columns.", number,
                                 "Answer each column by itself"))
        else:
            good += 1
    if good < wanted:
        step = "Add the next one that comes to mind; you can change it at any time."
        faults.insert(0, Finding(LOOK_AGAIN, f"{good} of {wanted} rows are whole.", why=why,
                                 next="" if faults else step))  # fmt: skip
    told = listed(faults, "Further rows to look at: {n}.") or met(f"{good} rows are whole.")
    return Measured(min(1.0, good / wanted), told)


def _again(what: str, number: int, then: str) -> Finding:
    return Finding(LOOK_AGAIN, what, f"Row {number}", next=f"{then}, or remove the row.")


def _about(answer: OwnProcess, context: Context) -> Measured:
    subject = answer.about[0] if answer.about else Subject()
    fields = {
        "organisation": "your organisation",
        "process": "the process",
        "customer": "who it is for",
    }
    open_ = [words for f, words in fields.items() if not tokens(getattr(subject, f))]
    if not open_:
        return Measured(1.0, met(f"You chose \u201c{subject.process}\u201d."))
    return Measured(
        1 - len(open_) / 3,
        (
            Finding(
                LOOK_AGAIN,
                f"Still open: {', '.join(open_)}.",
                where="The process",
                why="The customer is whoever the work is done for and who pays for it in the end.",
                next="Fill in the first table of the form. Choose what you could draw from memory.",
            ),
        ),
    )


def _steps(answer: OwnProcess, context: Context) -> Measured:
    fields = {
        "step": "step",
        "who": "who does it",
        "other": "who is on the other side",
        "wants": "what the customer wants here",
    }
    return _whole(answer.steps, fields, "step", STEPS)


def _kpis(answer: KpiList, context: Context) -> Measured:
    fields = {
        "name": "name",
        "unit": "unit",
        "reader": "who looks at it",
        "effect": "what it makes people do",
    }
    return _whole(answer.kpis, fields, "name", KPIS)


def _any(rows: Sequence[Row]) -> bool:
    return any(v for row in rows for k, v in _fields(row) if k != "id")


def _fields(row: Row) -> Any:
    return row.model_dump().items()


PROCESS = Exercise(
    "0.1",
    OwnProcess,
    lambda a: _any(a.about) or _any(a.steps),
    (
        Criterion("about", "The process has a name and a customer", _about, weight=1),
        Criterion("steps", "Five steps are described", _steps, weight=4),
    ),
)

MEASURES = Exercise(
    "0.2",
    KpiList,
    lambda a: _any(a.kpis),
    (Criterion("kpis", "Ten measures are listed", _kpis, weight=5),),
)

EXERCISES = {e.id: e for e in (PROCESS, MEASURES)}
