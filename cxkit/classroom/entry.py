"""What the gradebook is to hold of a learner: scores, who is to look, what is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from .findings import findings_page
from .gradebook import Cell, Entry
from .outcome import ExerciseResult
from .roster import Learner

__all__ = ["entry_of"]


def entry_of(
    learner: Learner, when: datetime | None, results: Iterable[ExerciseResult],
    cells: Mapping[tuple[str, str], float], receipt: Mapping[str, Any],
) -> Entry:
    """An assignment's entry; a cell that the course does not know waits for a person.

    Args:
        cells: every graded and task cell of the assignment.
        receipt: of the run before, to know which answers a person has not seen.
    """
    held: dict[tuple[str, str], Cell] = {key: Cell(None, manual=True) for key in cells}
    seen = receipt.get("answers", {})
    for one in results:
        fresh = seen.get(one.exercise.id, one.digest) != one.digest
        if one.cell in held:
            told = findings_page(one).text.encode("utf-8", "replace").decode()
            held[one.cell] = Cell(one.points, bool(one.waiting), told, fresh)
        for key in one.tasks.values():
            if key in held:  # what was never begun needs nobody's judgement
                held[key] = (Cell(None, True, fresh=fresh) if one.started
                             else Cell(0.0, False, "Nothing was written.", fresh))
    return Entry(learner, when, held)
