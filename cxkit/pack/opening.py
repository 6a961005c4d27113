"""Opening a workbook that came from somewhere: what it holds, or one sentence why not.

Nothing in it is run. Of a formula the result is taken that the program stored beside it.
"""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .cell import Cell
from .fault import PackError

__all__ = ["MOST_ROWS", "Sheet", "opened"]

MOST_ROWS = 12_000  # of a sheet: the largest table of a course has some dozens
_MOST_COLUMNS = 100
_PACKED, _UNPACKED = 20_000_000, 25_000_000  # bytes; a full pack unpacks to less than 1 MB
_SPAN = 100_000  # cells of one merged area or link: openpyxl makes an object of each
_AREA = re.compile(rb'<[^<>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"[^<>]*>')
_LITERAL = re.compile(r'"[^"]*"|\\.')  # in a number's format: shown, but no part of the number
_OLD = b"\xd0\xcf\x11\xe0"
_OTHER = (("word/document.xml", "a Word document"), ("ppt/presentation.xml", "a presentation"),
          ("xl/workbook.bin", "a binary workbook (.xlsb)"),
          ("content.xml", "an OpenDocument file"))  # fmt: skip


@dataclass
class Sheet:
    """A sheet's cells. Args: rows: row number -> column number -> cell, blank ones left out;
    merged: addresses with the rows and columns they cover; beyond: a row that was not read."""

    title: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[str, int, int, int, int]] = field(default_factory=list)
    beyond: int = 0

    def text(self, y: int, x: int) -> str:
        """What stands in a cell, "" where nothing does."""
        from .cell import words

        cell = self.rows.get(y, {}).get(x)
        return words(cell) if cell else ""

    def at(self, y: int, x: int) -> Cell:
        """The cell, blank where nothing stands."""
        from openpyxl.utils import get_column_letter

        return self.rows.get(y, {}).get(x) or Cell(f"{get_column_letter(x)}{y}")


def opened(path: Path) -> list[Sheet]:
    """The sheets of a workbook.

    Raises:
        PackError: it is no workbook, is locked, damaged, or larger than any pack.
    """
    name = path.name
    try:
        if path.stat().st_size > _PACKED:
            raise PackError(f"{name} holds {path.stat().st_size / 1e6:.0f} MB; "
                            f"a pack is at most {_PACKED / 1e6:.0f} MB.")  # fmt: skip
        raw = path.read_bytes()
    except OSError as error:
        raise PackError(
            f"{name} cannot be opened: {error.strerror or error}. Close it in other programs, "
            "then run this again."
        ) from None
    _known(raw, name)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():  # what a kit does not need of a workbook is no news
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(raw), keep_links=False)
            results = load_workbook(io.BytesIO(raw), data_only=True, keep_links=False) \
                if any(_formulas(s) for s in book.worksheets) else None  # fmt: skip
            return [_sheet(s, results[s.title] if results else None) for s in book.worksheets]
    except Exception as error:  # a damaged part can provoke anything
        raise PackError(
            f"{name} is damaged ({type(error).__name__}). Open it in Excel or LibreOffice, save "
            "it as .xlsx, then read it again."
        ) from None


def _known(raw: bytes, name: str) -> None:
    """Raise what is wrong with a file that is no workbook."""
    if raw.startswith(_OLD):
        locked = "EncryptedPackage".encode("utf-16-le") in raw
        raise PackError(
            f"{name} is locked with a password. Save it without one, then read it again."
            if locked else
            f"{name} is in an old format (.xls). Save it as an Excel workbook (.xlsx), then read "
            "it again."
        )  # fmt: skip
    save = "Save the pack as an Excel workbook (.xlsx), then read it again."
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
            size = sum(n for part, n in parts.items() if part.endswith((".xml", ".rels")))
            if max(size, sum(parts.values()) // 10) > _UNPACKED:
                raise PackError(f"{name} unpacks to {sum(parts.values()) / 1e6:.0f} MB; a pack "
                                "is far smaller. It was not opened.")  # fmt: skip
            if "xl/workbook.xml" not in parts:
                kind = next((k for part, k in _OTHER if part in parts), "a ZIP archive")
                raise PackError(f"{name} is {kind}, not an Excel workbook. {save}")
            for part in parts:
                if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                    _spans(archive.read(part), name)
            if b"purl.oclc.org/ooxml" in archive.read("xl/workbook.xml"):
                raise PackError(f"{name} is saved as \u201cStrict Open XML\u201d. {save}")
    except PackError:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, RuntimeError, ValueError):
        whole = not raw or raw.startswith(b"PK")
        what = "is not complete" if whole else "is not an Excel workbook"
        then = "Send or copy it once more." if whole else save
        raise PackError(f"{name} {what}. {then}") from None


def _spans(part: bytes, name: str) -> None:
    from openpyxl.utils import range_boundaries

    for found in _AREA.finditer(part):
        if not found[0].startswith((b"<mergeCell", b"<hyperlink")):
            continue
        left, top, right, bottom = range_boundaries(found[1].decode())
        if (right - left + 1) * (bottom - top + 1) > _SPAN:
            raise PackError(f"{name}: the cells {found[1].decode()} are merged or one link, more than "
                            f"a pack holds. Unmerge them, then read it again.")  # fmt: skip


def _formulas(sheet: Any) -> bool:
    return any(cell.data_type == "f" for row in _cells(sheet) for cell in row)


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    last = min(sheet.max_row, MOST_ROWS)
    yield from sheet.iter_rows(max_row=last, max_col=min(sheet.max_column, _MOST_COLUMNS))


def _sheet(sheet: Any, results: Any) -> Sheet:
    found = Sheet(sheet.title, beyond=max(0, sheet.max_row - MOST_ROWS))
    for row in _cells(sheet):
        for cell in row:
            if cell.value is not None:
                found.rows.setdefault(cell.row, {})[cell.column] = _cell(cell, results)
    for area in sheet.merged_cells.ranges:
        found.merged.append((area.coord, area.min_row, area.max_row, area.min_col, area.max_col))
    return found


def _cell(cell: Any, results: Any) -> Cell:
    value, kind = cell.value, cell.data_type
    if kind == "f":
        stored = results[cell.coordinate]
        value, kind = stored.value, stored.data_type
        if value is None:
            return Cell(cell.coordinate, trouble="holds a formula without a stored result. Open "
                        "the pack, save it, or type the value.")  # fmt: skip
    if kind == "e":
        return Cell(cell.coordinate, trouble=f"shows the error {value}. Type the value.")
    if isinstance(value, float) and not math.isfinite(value):
        return Cell(cell.coordinate, trouble=f"expected a number or words, found {value}.")
    return Cell(cell.coordinate, value, percent="%" in _LITERAL.sub("", str(cell.number_format)))
