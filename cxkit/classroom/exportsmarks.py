"""The marks of a class as they stand in its gradebook, with what became of each submission.

Nothing is marked here and nothing is written. Points are given where they are final and nowhere
else: an empty place is never a zero, and its status says why it is empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from .findings import number
from .folder import ClassError, ClassFolder
from .gradebook import Gradebook, Score
from .handin import Handins, find_handins, stamp
from .outcome import ABSENT, ASIDE, MARKED
from .receipts import Receipts, read_receipts
from .roster import Learner

__all__ = ["WAITS", "Given", "Marks", "read_marks"]

WAITS = "waits for a person"
_ASIDE = "It was handed in and has no marks: it was set aside, or `cxkit grade` has not run since."
_LATER = "A later hand-in is not in these marks: it was set aside, or `cxkit grade` has not run since."


@dataclass(frozen=True)
class Given:
    """One learner's mark in one assignment.

    Args:
        status: "marked", "waits for a person", "set aside" or "not handed in".
        points: None unless marked.
        full: the points that can be earned.
        comment: a few sentences for the learner: the sum, and that of each notebook.
    """

    learner: Learner
    assignment: str
    status: str
    points: float | None
    full: float
    comment: str


@dataclass(frozen=True)
class Marks:
    """All marks of a class: assignments in order, and for each learner one mark in each."""

    assignments: tuple[str, ...]
    full: Mapping[str, float]
    rows: tuple[tuple[Learner, tuple[Given, ...]], ...]

    @property
    def given(self) -> tuple[Given, ...]:
        return tuple(one for _, row in self.rows for one in row)


def read_marks(
    folder: ClassFolder, assignments: Sequence[str] = (), learners: Sequence[str] = (), *,
    tasks: bool = True,
) -> Marks:
    """Read the marks of a class.

    Args:
        assignments, learners: only these; all of them if empty.
        tasks: count what a person judges; without it nobody waits for that, and the full points
            are those that the program gives.

    Raises:
        ClassError: an assignment or a learner that the class does not have.
        GradebookError: the gradebook cannot be read.
    """
    _known("assignment", assignments, folder.parts)
    _known("learner", learners, folder.roster.ids)
    names = tuple(n for n in folder.parts if not assignments or n in assignments)
    receipts = read_receipts(folder)
    found = find_handins(folder.root, folder.roster.ids, folder.parts, receipts, folder.release)
    scores, cells = {}, {}
    with Gradebook(folder.gradebook) as book:
        for name in names:
            scores[name] = book.scores(name)
            cells[name] = {k: p for k, p in book.cells(name).items() if tasks or not _is_task(k)}
    full = {name: fsum(cells[name].values()) for name in names}
    rows = []
    for learner in folder.roster:
        if not learners or learner.id in learners:
            rows.append((learner, tuple(
                _given(learner, name, scores[name].get(learner.id), cells[name], found, receipts)
                for name in names
            )))  # fmt: skip
    return Marks(names, full, tuple(rows))


def _known(noun: str, asked: Sequence[str], there: Any) -> None:
    strange = [name for name in asked if name not in there]
    if strange:
        shown = ", ".join(sorted(there)[:8])
        raise ClassError(f"Expected an {noun} of this class ({shown}), found {strange[0]!r:.60}."
                         .replace("an learner", "a learner"))  # fmt: skip


def _is_task(cell: tuple[str, str]) -> bool:
    return cell[1].startswith("task-")


def _given(
    learner: Learner, name: str, scores: Mapping[Any, Score] | None, cells: Mapping[Any, float],
    found: Handins, receipts: Receipts,
) -> Given:
    full = fsum(cells.values())
    handin = found.by_learner.get(learner.id, {}).get(name)
    noted = receipts.get(learner.id, {})
    if not scores:
        seen = handin and any(r.get("when") == stamp(handin.when) for r in noted.values())
        if handin and not seen:
            return Given(learner, name, ASIDE, None, full, _ASIDE)
        return Given(learner, name, ABSENT, None, full, "Nothing of it was handed in.")
    later = handin and noted.get(name, {}).get("when", stamp(handin.when)) != stamp(handin.when)
    held = {key: scores[key] for key in cells if key in scores}
    waiting = [key for key in cells if key not in held or held[key].waits
               or (held[key].auto is None and held[key].manual is None)]  # fmt: skip
    said = f" {_LATER}" if later else ""
    if waiting:
        count = "One part waits" if len(waiting) == 1 else f"{len(waiting)} parts wait"
        return Given(learner, name, WAITS, None, full, f"{count} for a person.{said}")
    points = round(fsum(score.score for score in held.values()), 2)
    return Given(learner, name, MARKED, points, full, _told(points, full, held, cells) + said)


def _told(
    points: float, full: float, held: Mapping[Any, Score], cells: Mapping[Any, float]
) -> str:
    books = dict.fromkeys(sorted(book for book, _ in cells))
    parts = []
    for book in books:
        earned = fsum(s.score for (b, _), s in held.items() if b == book)
        parts.append(f"{book}: {number(earned)} of {number(fsum(p for (b, _), p in cells.items() if b == book))}")
    head = f"{number(points)} of {number(full)} points."
    return f"{head} {'; '.join(parts)}." if len(parts) > 1 else head
