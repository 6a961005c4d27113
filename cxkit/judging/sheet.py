"""A sheet for judging away from the class: CSV, or Excel with one sheet a question.

The columns are the same in both. Two are for the marker, level and comment; the others say which
answer it is and what was written, and are never read back but to find the row. Whatever a learner
wrote stays a text: no cell can become a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..atomic import put
from ..classroom.folder import ClassFolder
from ..drawing.sheet import legal, set_cell, undated
from .judgement import TOP, JudgingError
from .sitting import Judging, Ticket

__all__ = ["COLUMNS", "FORMULA", "Row", "export", "rows_of", "to_csv", "to_xlsx"]

COLUMNS = ("answer", "written", "level", "comment", "task", "version", "marker")
# What a spreadsheet would take for a formula; the wide forms in some languages.
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "'")
_WIDTHS = (12, 80, 8, 50, 8, 16, 12)
_GUIDE = "How to judge"


@dataclass(frozen=True)
class Row:
    """One answer on a sheet; the fields are the columns."""

    answer: str
    written: str
    level: int | None
    comment: str
    task: str
    version: str
    marker: str

    @property
    def cells(self) -> tuple[str | int | None, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)


def export(
    folder: Path | str | ClassFolder, target: Path, marker: str, *, third: bool = False,
    tasks: Iterable[str] = (),
) -> int:
    """Write a marker's sheet, with what they have said so far.

    Args:
        target: a file that ends in .csv or .xlsx.
        third: only answers on which two markers are apart.
        tasks: only these; all that anybody answered if empty.

    Returns:
        The number of answers.

    Raises:
        JudgingError: another ending, no such task, or nothing to judge.
        ClassError, GradebookError: the class cannot be read.
        OSError: the file cannot be written.
    """
    writers = {".csv": to_csv, ".xlsx": to_xlsx}
    if target.suffix.lower() not in writers:
        raise JudgingError(f"Expected a file that ends in .xlsx or .csv, found {target.name!r}.")
    judging = Judging(folder, marker, third=third)
    names = [judging.desk.place(task).task for task in tasks] or list(judging.desk.places)
    rows = [row for task in names for row in rows_of(judging, task)]
    if not rows:
        raise JudgingError("There is nothing to judge: no such answer was handed in and graded. "
                           "Run `cxkit grade` on the class first.")  # fmt: skip
    guide = [(task, judging.desk.rubric(task)) for task in names if any(r.task == task for r in rows)]
    put(target, writers[target.suffix.lower()](rows, guide))
    return len(rows)


def rows_of(judging: Judging, task: str) -> Iterator[Row]:
    """The rows of a task in the marker's own order."""
    for code, ticket in judging.tickets(task).items():
        yield Row(code, _written(judging, task, ticket), ticket.level, ticket.comment, task,
                  ticket.work.digest, judging.marker)  # fmt: skip


def _written(judging: Judging, task: str, ticket: Ticket) -> str:
    """The answer as text, a line a row of its form."""
    lines = list[str]()
    for table in judging.tables(task, ticket.code):
        lines += ["", table["title"]] if lines else [table["title"]]
        for row in table["rows"]:
            heads = table["heads"] or [""] * len(row)
            lines.append("; ".join(f"{h}: {' / '.join(c.splitlines())}".removeprefix(": ")
                                   for h, c in zip(heads, row, strict=True) if c))  # fmt: skip
    return legal("\n".join(lines))


def to_csv(rows: Iterable[Row], guide: Any = ()) -> bytes:
    """UTF-8 with the mark by which Excel knows it; every text that a spreadsheet might compute
    begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in row.cells] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def to_xlsx(rows: Iterable[Row], guide: Iterable[tuple[str, Any]] = ()) -> bytes:
    """A workbook: how to judge, then one sheet a question; the same rows make the same bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    book.properties.creator, book.properties.created = "cxkit", datetime(2020, 1, 1)
    _guide(book.active, list(guide))
    sheets: dict[str, Any] = {}
    wrap = Alignment("left", "top", wrap_text=True)
    grey, fill = Font("Calibri", 11, color="6B6B6B"), PatternFill("solid", fgColor="FFF6D6")
    for row in rows:
        if row.task not in sheets:
            sheet = sheets[row.task] = book.create_sheet(row.task)
            for x, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True), 1):
                set_cell(sheet.cell(1, x), name)
                sheet.cell(1, x).font = Font("Calibri", 11, bold=True)
                sheet.column_dimensions[get_column_letter(x)].width = width
            sheet.freeze_panes = "B2"
            one = DataValidation(type="whole", operator="between", formula1="0", formula2=str(TOP), allow_blank=True,
                                 showErrorMessage=True, errorTitle="Level",
                                 error=f"A whole number from 0 to {TOP}.")  # fmt: skip
            sheet.add_data_validation(one)
            one.add("C2:C1048576")
        sheet = sheets[row.task]
        y = sheet.max_row + 1
        for x, value in enumerate(row.cells, 1):
            cell = sheet.cell(y, x)
            set_cell(cell, value)
            cell.alignment = wrap
            if COLUMNS[x - 1] in ("level", "comment"):
                cell.fill = fill
            elif COLUMNS[x - 1] != "written":
                cell.font = grey
    out = io.BytesIO()
    book.save(out)
    return undated(out.getvalue())


def _guide(sheet: Any, guide: list[tuple[str, Any]]) -> None:
    """The first sheet: what to do, and the levels of each question side by side."""
    from openpyxl.styles import Alignment, Font

    sheet.title = _GUIDE
    lines: list[list[Any]] = [
        ["Fill the yellow columns of each sheet: level (0 to 3, or nothing) and, if you like, a comment."],
        ["Leave the other columns. Rows may be sorted or removed. What you leave empty stays as it was."],
        [],
    ]
    for task, told in guide:
        lines += [[task, told.title, told.question], ["", "Read", told.look],
                  ["", *[f"{x.score}: {x.text}" for x in told.levels]],
                  ["", *[f"Such as: {x.exemplar}" for x in told.levels]],
                  ["", "Comments to use", "\n".join(text for _, text in told.comments)], []]  # fmt: skip
    for y, line in enumerate(lines, 1):
        for x, value in enumerate(line, 1):
            cell = sheet.cell(y, x)
            set_cell(cell, value)
            if y > 2:
                cell.alignment = Alignment("left", "top", wrap_text=True)
            if line and line[0] and y > 2:
                cell.font = Font("Calibri", 11, bold=True)
    sheet.column_dimensions["A"].width = 8
    for letter in "BCDE":
        sheet.column_dimensions[letter].width = 44
