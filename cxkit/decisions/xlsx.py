"""Decision tables as an Excel workbook: one sheet a table, laid out as `layout` says.

Formulas and merged cells are refused with their address: what a formula shows is not in the file
for certain, and of merged cells only one holds anything. Texts are written as texts, so that no
`=8` becomes a formula and no 1-2 a date.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ..techniques.tables import Table
from .error import DecisionsError
from .layout import address, from_cells, to_cells

__all__ = ["NAME", "read", "write"]

NAME = "Excel (.xlsx)"
_UNPACKED = 200_000_000  # bytes of all parts: a file is a ZIP, and may be a bomb
_ROWS, _COLUMNS = 5100, 80
_STAMP = datetime(2020, 1, 1)


def read(data: bytes) -> list[Table]:
    """The tables of a workbook, one from each sheet whose first column names one.

    Raises:
        DecisionsError: no workbook, no table in it, or faults, each with sheet and address.
    """
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _UNPACKED:
                raise DecisionsError([f"Unpacks to more than {_UNPACKED // 1_000_000} MB."])
        book = load_workbook(io.BytesIO(data))
        sheets = [(s.title, _cells(s), _merged(s)) for s in book.worksheets]
    except DecisionsError:
        raise
    except Exception as error:  # openpyxl lets through whatever a damaged part provokes
        raise DecisionsError(
            [f"The workbook is damaged ({type(error).__name__}); does it open in Excel?"]
        ) from None
    found, faults = [], list[str]()
    for title, cells, merged in sheets:
        words = {str(row[0][0]).strip().lower() for row in cells if row}
        if "hit policy" not in words and (len(sheets) > 1 or not words - {""}):
            continue  # a sheet of notes
        told = [f"{title!r}!{m}: cells are merged. Part them and fill each." for m in merged]
        told += [
            f"{address(y, x, title)}: found a formula. Put its value in its place."
            for y, row in enumerate(cells) for x, (_, formula) in enumerate(row) if formula
        ]  # fmt: skip
        if told:
            faults += told
            continue
        try:
            found.append(from_cells([[text for text, _ in row] for row in cells], title))
        except DecisionsError as error:
            faults += error.faults
    if not found and not faults:
        faults = ["No sheet holds a decision table: none has 'hit policy' in its first column."]
    if faults:
        raise DecisionsError(faults)
    return found


def write(tables: Sequence[Table]) -> bytes:
    """One sheet a table; the same tables make the same bytes."""
    from openpyxl import Workbook

    from ..drawing.sheet import set_cell, sheet_name, undated

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "cxkit"
    book.properties.created = _STAMP
    taken: set[str] = set()
    for table in tables:
        sheet = book.create_sheet(sheet_name(table.id or table.name or "Table", taken))
        for y, row in enumerate(to_cells(table), 1):
            for x, text in enumerate(row, 1):
                set_cell(sheet.cell(y, x), text)
        sheet.freeze_panes = "B7"
    out = io.BytesIO()
    book.save(out)
    return undated(out.getvalue())


def _cells(sheet: Any) -> list[list[tuple[str, bool]]]:
    """Text of each cell, and whether it is a formula."""
    if sheet.max_row > _ROWS or sheet.max_column > _COLUMNS:
        raise DecisionsError(
            [f"{sheet.title!r}: expected at most {_ROWS} rows and {_COLUMNS} columns, "
             f"found {sheet.max_row} and {sheet.max_column}."]
        )  # fmt: skip
    return [[(_text(c.value), c.data_type == "f") for c in row] for row in sheet.iter_rows()]


def _merged(sheet: Any) -> list[str]:
    return sorted(str(area) for area in sheet.merged_cells.ranges)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        midnight = value.time() == datetime.min.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
