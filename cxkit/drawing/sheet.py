"""Tables as an Excel workbook that opens ready to print and never computes what was typed.

A text stays a text, also where it begins with = + - or @: it is stored as a string and marked
so that Excel keeps it one when the cell is edited.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .file import NothingToExport, put
from .palette import ACCENT, HAIRLINE, PAPER
from .text import Face, clean

__all__ = [
    "CELL_LIMIT",
    "STAMP",
    "Table",
    "Value",
    "legal",
    "on_a4",
    "row_height",
    "set_cell",
    "sheet_name",
    "undated",
    "write_xlsx",
    "xlsx",
]

CELL_LIMIT = 32_767  # characters that Excel holds in one cell
STAMP = datetime(2020, 1, 1)
_NAME_LIMIT = 31
_WIDEST, _NARROWEST = 60.0, 8.0  # column widths, in Excel's characters
_PAPER = 130.0  # characters across A4 landscape in a size that can be read
_LINE, _TALLEST = 15.0, 409.0  # points of a line, and the tallest row that Excel allows
_LOOK = 2000  # characters of a cell that are measured
_UNIT = Face(1)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CUT = " [cut: Excel holds no more in one cell]"

Value = str | int | float | None


@dataclass(frozen=True)
class Table:
    """One sheet: its name, its header, its rows; a row may be shorter than the header."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = ()


def write_xlsx(path: Path, tables: Sequence[Table], note: str = "") -> Path:
    """Write the tables as sheets of one workbook.

    Args:
        note: a sentence for a last sheet, "About".

    Raises:
        NothingToExport: there is no table.
        CannotWrite: the file is open elsewhere, or its folder cannot be written.
    """
    return put(Path(path), xlsx(tables, note))


def xlsx(tables: Sequence[Table], note: str = "") -> bytes:
    """The bytes of `write_xlsx`, the same for the same tables."""
    if not tables:
        raise NothingToExport("There is no table to export yet. Fill in a row, then export.")
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "cxkit"
    book.properties.created = STAMP
    taken: set[str] = set()
    for table in tables:
        _fill(book.create_sheet(sheet_name(table.name, taken)), table)
    if note:
        about = Table("About", ("About this workbook",), ((note,),))
        _fill(book.create_sheet(sheet_name(about.name, taken)), about)
    file = io.BytesIO()
    book.save(file)
    return undated(file.getvalue())


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    head = PatternFill("solid", fgColor=ACCENT.lstrip("#"))
    line = Border(bottom=Side("hair", color=HAIRLINE.lstrip("#")))
    for y, row in enumerate((table.header, *table.rows), 1):
        for x, value in enumerate(row, 1):
            cell = sheet.cell(y, x)
            set_cell(cell, value)
            cell.alignment = Alignment("left", "top", wrap_text=True)
            cell.border = line
            if y == 1:
                cell.font = Font("Calibri", 11, bold=True, color=PAPER.lstrip("#"))
                cell.fill = head
    rows = (table.header, *table.rows)
    columns = max(len(row) for row in rows)
    widths = [_width([row[x] for row in rows if x < len(row)], x, columns) for x in range(columns)]
    for x, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(x)].width = width
    for y, row in enumerate(rows, 1):
        sheet.row_dimensions[y].height = row_height(row, widths)
    sheet.freeze_panes = "B2" if columns > 1 else "A2"
    on_a4(sheet)


def on_a4(sheet: Any) -> None:
    """Print landscape on A4, as wide as the paper, the first row on every page."""
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P / &N"


def set_cell(cell: Any, value: Value) -> None:
    """Put a value into a cell; a text stays a text."""
    if isinstance(value, str):
        text = legal(value)
        if text:
            cell.value = text
            cell.data_type = "s"  # openpyxl takes "=1" for a formula, "#N/A" for an error
            cell.quotePrefix = text[0] in "=+-@"
    elif value is not None:
        cell.value = value


def legal(text: str) -> str:
    """The text as one cell can hold it; a limit counts as Excel counts, in UTF-16 units."""
    text = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _units(text) <= CELL_LIMIT:
        return text
    room = 2 * (CELL_LIMIT - len(_CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, none of []:*?/\\, once in the book."""
    name = re.sub(r"[\[\]:*?/\\]", " ", _ILLEGAL.sub("", clean(name)))
    name = " ".join(name.split()).strip("' ")
    name = "Table" if not name or name.lower() == "history" else name
    short, count = _short(name, _NAME_LIMIT), 1
    while short.lower() in taken:
        count += 1
        short = f"{_short(name, _NAME_LIMIT - len(str(count)) - 1)} {count}"
    taken.add(short.lower())
    return short


def _short(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").strip("' ")


def _width(values: Sequence[Value], column: int, columns: int) -> float:
    """Excel characters that a column needs, so that all fit on the paper; the first gets more."""
    share = _PAPER / (columns + 0.8) * (1.8 if column == 0 else 1.0)
    lines = [line for v in values if v is not None for line in str(v)[:_LOOK].split("\n")]
    widest = max((_UNIT.width(_ILLEGAL.sub("", line)) / _digit() for line in lines), default=0.0)
    return round(max(_NARROWEST, min(_WIDEST, share, widest + 2)), 1)


def row_height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """Points that a row needs: not every program works it out when it opens a file."""
    counts = [
        len(_UNIT.wrap(str(value)[:_LOOK], (width - 0.5) * _digit(), 40).lines)
        for value, width in zip(row, widths, strict=False)
        if value is not None
    ]
    return min(_TALLEST, _LINE * max([1, *counts]) + 2)


def _digit() -> float:
    return _UNIT.width("0")


def undated(book: bytes) -> bytes:
    """The workbook packed again with a fixed time in every entry: same tables, same bytes."""
    packed = io.BytesIO()
    stamp = f"{STAMP:%Y-%m-%dT%H:%M:%SZ}".encode()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            entry = zipfile.ZipInfo(name, STAMP.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on Windows and elsewhere
            new.writestr(entry, content)
    return packed.getvalue()
