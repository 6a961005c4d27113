"""Marks as a file for another system: Moodle's grade import, Canvas's gradebook, plain CSV.

What the systems do, read in their importers, and what follows from it:

- Moodle (grade/import/csv) takes "-" for no grade, an empty cell of a new item for a grade; feedback
  without a grade beside it clears the grade; above 100 it refuses the whole file unless the site
  allows more. So no grade is "-", each grade has its feedback beside it, and points are scaled to
  100 unless another number is asked for. Who it is comes from a column of the file's: map
  "ID number" or "Email address". Columns that are not mapped are left alone, so a status is there.
- Canvas (GradebookImporter) wants Student, ID, SIS Login ID, Section in this order, then one column
  an assignment, and the row "Points Possible". Any other column becomes an assignment, so there is
  no status in it: it stands in a second file beside. An empty cell empties a grade that is there.
- Plain CSV is one row a learner and assignment, for a spreadsheet.

No cell is a formula to a spreadsheet: a quote stands before what looks like one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..atomic import put
from .exportsmarks import WAITS, Given, Marks, read_marks
from .folder import ClassError, ClassFolder
from .outcome import MARKED
from .report import safe_cell

__all__ = ["FORMS", "Exported", "marks_file", "write_marks"]

_NONE = "-"  # Moodle's own word for no grade
_ROOM = 100.0  # Moodle refuses more, unless the site allows it
Rows = list[list[object]]


@dataclass(frozen=True)
class Exported:
    """The files that were written, and sentences on what to know about them."""

    files: tuple[Path, ...]
    said: tuple[str, ...]


def write_marks(
    folder: ClassFolder, form: str, target: Path | None = None, *, assignments: Sequence[str] = (),
    learners: Sequence[str] = (), full: float | None = None, tasks: bool = True,
) -> Exported:
    """Write the marks of a class for another system.

    Args:
        form: "moodle", "canvas" or "csv".
        target: the file; `report/marks-FORM.csv` in the class if not given.
        full: scale each assignment to so many points; 0 leaves them as they are; None does what
            the system takes: 100 for Moodle, as they are for the others.
        tasks: count what a person judges.

    Raises:
        ClassError: an assignment or learner that the class does not have, or a place that cannot
            be written.
        GradebookError: the gradebook cannot be read.
    """
    marks = read_marks(folder, assignments, learners, tasks=tasks)
    scale = (_ROOM if form == "moodle" else 0.0) if full is None else full
    target = target or folder.report.parent / f"marks-{form}.csv"
    files = {target: marks_file(marks, form, scale)}
    if form == "canvas":
        files[target.with_name(f"{target.stem}-status.csv")] = marks_file(marks, "csv", scale)
    try:
        for path, raw in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            put(path, raw)
    except OSError as error:
        raise ClassError(
            f"{target} could not be written: {error.strerror or error}. Close it in other programs, "
            "or give another file with --out."
        ) from None
    return Exported(tuple(files), tuple(_said(marks, form, tuple(files), scale)))


def marks_file(marks: Marks, form: str, full: float = 0.0) -> bytes:
    """The marks as the bytes of one file.

    Args:
        full: scale to so many points; 0 for the points as they are.
    """
    rows = FORMS[form](marks, full)
    out = io.StringIO(newline="")
    # A lone "-" is no formula to any spreadsheet, and Moodle knows it as it is.
    safe = [[c if c == _NONE else safe_cell(c) for c in row] for row in rows]
    csv.writer(out, lineterminator="\r\n").writerows(safe)
    # A spreadsheet needs the mark to see UTF-8; an importer may take it for a part of the first name.
    return out.getvalue().encode("utf-8-sig" if form == "csv" else "utf-8", "replace")


def _moodle(marks: Marks, full: float) -> Rows:
    head: list[object] = ["ID number", "Email address", "First name", "Last name"]
    for name in marks.assignments:
        head += [name, f"Feedback: {name}", f"Status: {name}"]
    rows = [head]
    for learner, given in marks.rows:
        row: list[object] = [learner.id, learner.email, learner.first, learner.last]
        for one in given:
            row += [_points(one, full) or _NONE, one.comment, one.status]
        rows.append(row)
    return rows


def _canvas(marks: Marks, full: float) -> Rows:
    rows: Rows = [["Student", "ID", "SIS Login ID", "Section", *marks.assignments]]
    most = [f"{full or marks.full[name]:.2f}" for name in marks.assignments]
    rows.append(["Points Possible", "", "", "", *most])
    for learner, given in marks.rows:
        name = f"{learner.last}, {learner.first}" if learner.first and learner.last else learner.name
        rows.append([name, "", learner.id, "", *(_points(one, full) for one in given)])
    return rows


def _plain(marks: Marks, full: float) -> Rows:
    rows: Rows = [["id", "first name", "last name", "email", "assignment", "status", "points", "of", "comment"]]
    for one in marks.given:
        who = one.learner
        rows.append([who.id, who.first, who.last, who.email, one.assignment, one.status,
                     _points(one, full), f"{full or one.full:.2f}", one.comment])  # fmt: skip
    return rows


FORMS: Mapping[str, Callable[[Marks, float], Rows]] = {"moodle": _moodle, "canvas": _canvas, "csv": _plain}


def _points(one: Given, full: float) -> str:
    """Points to a hundredth; nothing where there are none yet."""
    if one.points is None:
        return ""
    scaled = one.points * full / one.full if full and one.full else one.points
    return f"{scaled:.2f}"


def _said(marks: Marks, form: str, files: Sequence[Path], full: float) -> list[str]:
    said = [f"Written: {', '.join(str(f) for f in files)}."]
    given = marks.given
    open_ = [g for g in given if g.status != MARKED]
    said.append(f"{len(given) - len(open_)} of {len(given)} marks are final"
                + (f"; {_counted(open_)}: left empty, never zero." if open_ else "."))  # fmt: skip
    if form == "moodle":
        said.append('Moodle: map "ID number" or "Email address" to the learner, and each grade together '
                    "with its feedback; unmapped columns are ignored.")  # fmt: skip
    elif form == "canvas":
        said.append("Canvas: learners are found by SIS Login ID. An empty cell empties a grade that is "
                    "there; take the row out to keep it.")  # fmt: skip
    if form == "moodle" and (full or max(marks.full.values(), default=0.0)) > _ROOM:
        said.append("Moodle refuses grades above 100 unless the site allows them.")
    quoted = [learner.id for learner, _ in marks.rows if safe_cell(learner.id) != learner.id]
    if quoted:
        said.append(f"A quote was put before {', '.join(quoted[:5])}, which a spreadsheet would run as a "
                    "formula. The other system will not find them: enter them by hand.")  # fmt: skip
    return said


def _counted(given: Sequence[Given]) -> str:
    names = dict.fromkeys(g.status for g in given)
    return ", ".join(f"{sum(g.status == n for g in given)} {'wait for a person' if n == WAITS else n}" for n in names)
