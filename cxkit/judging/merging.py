"""Judgements into the gradebook, as if a person had typed them into formgrader.

A resolved level becomes the manual score of the task's cell, the comments its manual comment, and
the cell waits for nobody any more: `needs_manual_grade` is taken away, as formgrader's own save
does. What was merged is remembered, so that a second run changes nothing, a later judgement takes
the place of an earlier one, and what somebody typed into formgrader meanwhile is told from it and
kept: that is a conflict for people to settle.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from ..atomic import put
from ..classroom.closing import still_open
from ..classroom.findings import number
from ..classroom.folder import ClassFolder
from ..classroom.gradebook import Gradebook
from .agreement import Resolved
from .judgement import TOP, JudgingError
from .work import Desk

__all__ = ["Merged", "merge"]

Key = tuple[str, str]  # (task, learner)


@dataclass
class Merged:
    """What became of every answer that can be judged.

    Args:
        written: scores that are new or changed.
        same: scores that stood there already.
        alone: of these, those that rest on one marker.
        back: scores taken back, for their judgement was, or needs a third.
        open: answers without a judgement that counts.
        thirds: answers that wait for a third.
        kept: scores that somebody typed into formgrader, and that stand.
        told: conflicts and what else a person should know, each as a sentence.
    """

    written: int = 0
    same: int = 0
    alone: int = 0
    back: int = 0
    open: int = 0
    thirds: int = 0
    kept: int = 0
    told: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """What became of all, in a sentence or two."""
        parts = [f"{self.written} written, {self.same} as before"]
        parts += [f"{self.back} taken back"] if self.back else []
        parts += [f"{self.thirds} waiting for a third marker"] if self.thirds else []
        parts += [f"{self.open} without a judgement"] if self.open else []
        parts += [f"{self.kept} left to a person"] if self.kept else []
        text = f"Scores: {', '.join(parts)}."
        if self.alone:
            text += f" {self.alone} rest{'s' * (self.alone == 1)} on one marker alone."
        if self.written or self.back:
            text += " Run `cxkit grade` to bring feedback and report up to date."
        return text


@dataclass(frozen=True)
class _Row:
    """One task cell of one learner as the gradebook holds it."""

    grade: str
    notebook: str
    cell: str
    full: float
    manual: float | None
    waits: bool
    comment_id: str | None
    comment: str


class _Judged(Gradebook):
    """The gradebook, where a person's scores are written."""

    def task_rows(self, assignment: str) -> dict[tuple[str, Key], _Row]:
        """(learner, (notebook, grade id)) -> row."""
        return {
            (who, (book, name)): _Row(grade, notebook, cell, full, manual, bool(waits), comment, said or "")
            for who, book, name, grade, notebook, cell, full, manual, waits, comment, said in self._db.execute(
                "SELECT a.student_id, b.name, c.name, g.id, g.notebook_id, g.cell_id, t.max_score, "
                "g.manual_score, g.needs_manual_grade, k.id, k.manual_comment FROM grade g "
                "JOIN base_cell c ON c.id = g.cell_id JOIN task_cells t ON t.id = c.id "
                "JOIN notebook b ON b.id = c.notebook_id "
                "JOIN submitted_notebook n ON n.id = g.notebook_id "
                "JOIN submitted_assignment a ON a.id = n.assignment_id "
                "LEFT JOIN comment k ON k.notebook_id = n.id AND k.cell_id = g.cell_id "
                "WHERE a.assignment_id = ?", (self._assignment(assignment),),
            )
        }  # fmt: skip

    def decide(self, row: _Row, score: float | None, comment: str) -> None:
        """A person's score and comment; without a score the cell waits again."""
        self._db.execute("UPDATE grade SET manual_score = ?, needs_manual_grade = ? WHERE id = ?",
                         (score, score is None, row.grade))  # fmt: skip
        if row.comment_id:
            self._db.execute("UPDATE comment SET manual_comment = ? WHERE id = ?",
                             (comment or None, row.comment_id))  # fmt: skip
        elif comment:
            self._db.execute("INSERT INTO comment (id, notebook_id, cell_id, manual_comment) "
                             "VALUES (?, ?, ?, ?)", (uuid4().hex, row.notebook, row.cell, comment))  # fmt: skip


def merge(
    folder: Path | str | ClassFolder, *, tasks: Iterable[str] = (), both: bool = False, replace: bool = False
) -> Merged:
    """Write what markers agreed into the gradebook.

    Args:
        tasks: only these; all of them if empty.
        both: only answers that two have judged.
        replace: write over what somebody typed into formgrader, too; it is still told.

    Raises:
        ClassError: the folder is no class, or another run holds it.
        GradebookError: the gradebook cannot be written; then nothing was.
        JudgingError: a judgement cannot be read, or there is no such task.
    """
    desk = Desk(folder)
    still_open(desk.folder)
    names = [desk.place(task).task for task in tasks] or list(desk.places)
    with desk.folder.alone():
        before = _remembered(desk.root)
        found = {task: desk.resolved(task) for task in names}
        merged, after = Merged(), dict(before)
        with _Judged(desk.folder.gradebook) as book:
            rows = {a: book.task_rows(a) for a in {desk.place(t).assignment for t in names}}
            for task, held in found.items():
                place = desk.place(task)
                for who, one in held.items():
                    row = rows[place.assignment][who, place.cell]
                    if both and len(one.by) < 2:
                        one = Resolved(None, "", one.by)
                    _one(book, merged, after, (task, who), row, one, replace)
        # After the gradebook: a cut in between makes a later merge ask, never overwrite.
        _remember(desk.root, after)
    return merged


def _one(
    book: _Judged, merged: Merged, after: dict[Key, dict[str, Any]], key: Key, row: _Row,
    one: Resolved, replace: bool,
) -> None:
    ours = after.get(key)
    merged.thirds += one.third
    if one.level is None:
        _open(book, merged, after, key, row, one, ours)
        return
    score = round(one.level * row.full / TOP, 2)
    if row.manual is not None and row.manual != score and not (ours and row.manual == ours["score"]):
        merged.told.append(_conflict(key, row, score, replace))
        if not replace:
            merged.kept += 1
            return
    comment = one.comment
    if row.comment and row.comment != comment and not (ours and row.comment == ours["comment"]):
        merged.told.append(
            f"{key[0]}, {key[1]}: the comment that stands in the gradebook was "
            f"{'written over' if replace else 'kept'}: {row.comment!r:.80}"
        )
        comment = comment if replace else row.comment
    if not comment and row.comment and not (ours and row.comment == ours["comment"]):
        comment = row.comment
    merged.alone += len(one.by) == 1
    if (row.manual, row.waits, row.comment) == (score, False, comment):
        merged.same += 1
        return
    if row.manual is None and ours:
        merged.told.append(f"{key[0]}, {key[1]}: the score had been taken out in formgrader; it was written again.")
    book.decide(row, score, comment)
    merged.written += 1
    if row.manual != score or ours:  # a score that a person typed stays theirs
        after[key] = {"score": score, "comment": comment}


def _open(
    book: _Judged, merged: Merged, after: dict[Key, dict[str, Any]], key: Key, row: _Row,
    one: Resolved, ours: dict[str, Any] | None,
) -> None:
    """Nothing counts: what we wrote for an earlier judgement of this same answer goes."""
    merged.open += not one.third
    if ours and row.manual == ours["score"] and not row.waits:
        book.decide(row, None, "" if row.comment == ours["comment"] else row.comment)
        del after[key]
        merged.back += 1


def _conflict(key: Key, row: _Row, score: float, replace: bool) -> str:
    stale = " It is about an earlier answer." if row.waits else ""
    end = ("It was written over." if replace else
           "It was kept; settle it in formgrader, or run this again with --replace.")  # fmt: skip
    return (f"{key[0]}, {key[1]}: somebody entered {number(row.manual)} in formgrader, the judgement "
            f"says {number(score)}.{stale} {end}")  # fmt: skip


def _remembered(root: Path) -> dict[Key, dict[str, Any]]:
    path = root / "judgements" / "merged.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {(task, who): {"score": float(one["score"]), "comment": str(one["comment"])}
                for task, held in found.items() for who, one in held.items()}  # fmt: skip
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise JudgingError(
            f"{path} cannot be read ({error!s:.80}). Restore it from a copy, or remove it: then every "
            "score that differs from a judgement is told as a conflict and kept."
        ) from None


def _remember(root: Path, merged: dict[Key, dict[str, Any]]) -> None:
    told: dict[str, dict[str, Any]] = {}
    for (task, who), one in sorted(merged.items()):
        told.setdefault(task, {})[who] = one
    if told or (root / "judgements" / "merged.json").exists():
        put(root / "judgements" / "merged.json", json.dumps(told, indent=0, sort_keys=True).encode(), flush=True)
