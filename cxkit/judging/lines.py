"""A marker's sheet as it came back: every row as texts, each with its address.

Files come through other people's programs. So CSV is read in UTF-8, UTF-16 and Windows text,
parted by comma, semicolon or tab, and the columns are found by name, wherever they stand.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .judgement import JudgingError
from .sheet import COLUMNS, FORMULA

__all__ = ["Line", "SheetError", "read_sheet"]

_LIMIT = 50_000_000  # bytes
_UNPACKED = 300_000_000
_ROWS = 200_000
_HEAD = 10  # rows among which the one with the names is looked for


class SheetError(JudgingError):
    """The file cannot be read as a sheet of judgements; nothing was imported."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path.name} cannot be read: {what} Nothing was imported.")


@dataclass(frozen=True)
class Line:
    """One row: column -> text, for the columns that the sheet has.

    Args:
        place: of the row, such as "line 7" or "'2.2h' row 7".
        letters: column -> its letter.
        odd: columns that hold a formula or a date, with what they hold.
    """

    sheet: str
    number: int
    cells: dict[str, str]
    letters: dict[str, str]
    odd: dict[str, str] = field(default_factory=dict)

    def at(self, column: str) -> str:
        """The address of a cell, such as C7 or '2.2h'!C7."""
        address = f"{self.letters.get(column, '')}{self.number}"
        return f"'{self.sheet}'!{address}" if self.sheet else address

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


def read_sheet(path: Path) -> tuple[list[Line], list[str]]:
    """The rows of a file that hold anything, and notes on how it was read.

    Raises:
        SheetError: no file, too large, damaged, or without the columns answer and level.
    """
    try:
        if path.stat().st_size > _LIMIT:
            raise SheetError(path, f"it holds more than {_LIMIT // 1_000_000} MB.")
        raw = path.read_bytes()
    except OSError as error:
        raise SheetError(path, f"{error.strerror or error}.") from None
    if raw[:4] == b"PK\x03\x04":
        return _from_xlsx(path, raw)
    if raw[:4] == b"\xd0\xcf\x11\xe0":
        raise SheetError(path, "it is of the old Excel, or locked with a password. Save it as .xlsx or CSV.")
    return _from_csv(path, raw)


# ---- CSV ------------------------------------------------------------------------------------


def _from_csv(path: Path, raw: bytes) -> tuple[list[Line], list[str]]:
    text, note = _decoded(path, raw)
    lines = text.splitlines()
    if lines and re.fullmatch(r"\"?sep=.\"?", lines[0].strip(), re.IGNORECASE):
        text = text.partition("\n")[2]  # Excel's own first line, which it does not count
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    limit = csv.field_size_limit(2_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SheetError(path, f"{error}. Does it open in a spreadsheet? Save it as CSV again.") from None
    finally:
        csv.field_size_limit(limit)
    table = [[(_bare(cell), "") for cell in row] for row in rows]
    found = _lines("", table)
    if found is None:
        raise SheetError(path, f"expected columns named answer and level, found {first[:100]!r}.")
    return found, note


def _decoded(path: Path, raw: bytes) -> tuple[str, list[str]]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-16"
    elif raw[1:2] == b"\x00":
        codec = "utf-16-le"
    elif raw[:1] == b"\x00":
        codec = "utf-16-be"
    else:
        codec = "utf-8-sig"
    try:
        return raw.decode(codec).replace("\x00", ""), []
    except UnicodeDecodeError:
        note = ("Read as Windows text (cp1252). Letters that it lacks were lost when the file was "
                "saved; CSV UTF-8 or .xlsx keeps them.")  # fmt: skip
        return raw.decode("cp1252", "replace").replace("\x00", ""), [note]


def _bare(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


# ---- Excel ----------------------------------------------------------------------------------


def _from_xlsx(path: Path, raw: bytes) -> tuple[list[Line], list[str]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _UNPACKED:
                raise SheetError(path, f"it unpacks to more than {_UNPACKED // 1_000_000} MB.")
        book = load_workbook(io.BytesIO(raw))
        tables = [(s.title, s.max_row, s.iter_rows) for s in book.worksheets]
        found, read = list[Line](), False
        for title, rows, every in tables:
            if rows > _ROWS:
                raise SheetError(path, f"sheet {title!r} has {rows} rows; at most {_ROWS} are read.")
            lines = _lines(title, [[_cell(c) for c in row] for row in every(max_col=50)])
            read |= lines is not None
            found += lines or []
    except SheetError:
        raise
    except Exception as error:  # openpyxl lets through whatever a damaged part provokes
        raise SheetError(path, f"the workbook is damaged ({type(error).__name__}). Does it open in "
                         "Excel? Save it again.") from None  # fmt: skip
    if not read:
        raise SheetError(path, "no sheet has columns named answer and level.")
    return found, []


def _cell(cell: Any) -> tuple[str, str]:
    """(text, what is odd about it)."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", f"a formula ({getattr(value, 'text', None) or value!s:.40})"
    if cell.data_type == "e":
        return "", f"an error ({value!s:.40})"
    if isinstance(value, bool):
        return str(value).lower(), ""
    if isinstance(value, datetime | date):
        return "", f"a date ({value!s:.10})"
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), ""
    return str(value), ""


# ---- both -----------------------------------------------------------------------------------


def _lines(sheet: str, table: list[list[tuple[str, str]]]) -> list[Line] | None:
    """The rows below the names; None where no row names the columns."""
    for top, row in enumerate(table[:_HEAD]):
        names = [" ".join(text.split()).casefold() for text, _ in row]
        if {"answer", "level"} <= set(names):
            places = {name: names.index(name) for name in COLUMNS if name in names}
            return list(_below(sheet, table, top, places))
    return None


def _below(
    sheet: str, table: list[list[tuple[str, str]]], top: int, places: dict[str, int]
) -> Iterator[Line]:
    letters = {name: _letter(x) for name, x in places.items()}
    for y, row in enumerate(table[top + 1:], start=top + 2):
        found = {name: row[x] for name, x in places.items() if x < len(row)}
        if any(text.strip() or odd for text, odd in found.values()):
            yield Line(sheet, y, {n: text for n, (text, _) in found.items()}, letters,
                       {n: odd for n, (_, odd) in found.items() if odd})  # fmt: skip


def _letter(place: int) -> str:
    return chr(65 + place) if place < 26 else f"A{chr(65 + place % 26)}"
