"""Final marks as a table, with names or so that nobody can be told.

Without names each learner has a code drawn by chance, the rows stand in the codes' order, and
which code is whose is kept nowhere. That hides who somebody is only as far as others have the
same marks: what is rare stays rare, so `telling` says how many could be told by their marks alone.
"""

from __future__ import annotations

import csv
import io
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .outcome import LearnerResult
from .report import safe_cell

__all__ = ["COLUMNS", "ENOUGH", "codes", "table", "telling"]

COLUMNS = ("learner", "name", "assignment", "status", "exercise", "title", "part", "state", "points", "of", "note")
ENOUGH = 5  # learners alike, from which nobody stands out
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"


def codes(results: Sequence[LearnerResult]) -> dict[str, str]:
    """id -> a code that says nothing; other ones each time."""
    drawn: list[str] = []
    while len(drawn) < len(results):
        code = "".join(secrets.choice(_LETTERS) for _ in range(6))
        if code not in drawn:
            drawn.append(code)
    return {one.learner.id: code for one, code in zip(results, drawn, strict=True)}


def table(
    results: Sequence[LearnerResult], *, hidden: Mapping[str, str] | None = None, text: bool = True
) -> bytes:
    """One row an exercise and one a rubric task, as CSV that Excel opens.

    Args:
        hidden: id -> code; then there are no names, and the rows are in the codes' order.
        text: with what people wrote: comments, and sentences that may repeat an answer.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    shown = [c for c in COLUMNS if not (hidden and c == "name") and (text or c != "note")]
    writer.writerow(shown)
    ordered = sorted(results, key=lambda one: hidden[one.learner.id]) if hidden else results
    for one in ordered:
        who = {"learner": hidden[one.learner.id] if hidden else one.learner.id, "name": one.learner.name}
        for row in _rows(one):
            writer.writerow([safe_cell((who | row).get(column)) for column in shown])
    return out.getvalue().encode("utf-8-sig", "replace")


def telling(results: Sequence[LearnerResult]) -> list[str]:
    """What a table without names still gives away, as sentences."""
    marked = [one for one in results if one.marked]
    alike = Counter(_marks(one) for one in marked)
    alone = sum(alike[_marks(one)] == 1 for one in marked)
    said = []
    if marked and len(marked) < ENOUGH:
        said.append(f"Only {len(marked)} were marked: in so small a class most who were there know "
                    "whose marks these are. Hand on totals, or nothing.")
    if alone:
        said.append(f"{alone} of {len(marked)} have points that nobody else has, exercise by exercise; "
                    "whoever knows one learner's points finds the row. Before you publish, leave "
                    f"out columns until at least {ENOUGH} are alike.")
    return said


def _marks(one: LearnerResult) -> tuple[Any, ...]:
    return tuple((e.exercise.id, e.score) for e in one.exercises)


def _rows(one: LearnerResult) -> Iterator[dict[str, Any]]:
    for part in one.parts:
        base = {"assignment": part.assignment, "status": part.status}
        if not part.exercises:
            yield base | {"note": part.why}
        for e in part.exercises:
            row = base | {"exercise": e.exercise.id, "title": e.exercise.title}
            yield row | {"part": "program", "state": e.state, "points": _points(e.score),
                         "of": e.exercise.points, "note": e.waits or e.note}
            for task, score in sorted(e.judgements.items()):
                waits = "waits for a person" if score.waits else "judged"
                yield row | {"part": task, "state": waits, "of": f"{score.full:g}",
                             "points": None if score.waits else _points(score.score),
                             "note": score.comment}


def _points(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"
