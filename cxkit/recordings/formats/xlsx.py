"""Excel, .xlsx: the first sheet with start times, or the one asked for; formulas stay unread."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from ..events import MOST, Event, EventsError
from . import boristable
from .found import Found
from .table import HEADERS, from_rows, row_of

__all__ = ["CARRIES", "NAME", "read", "sniff", "write"]

NAME = "Excel (.xlsx)"
CARRIES = "everything but the duration"
_UNPACKED = 200_000_000  # bytes of all parts: a file is a ZIP, and may be a bomb
_WIDE = 200  # columns


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    return head.startswith(b"PK\x03\x04") and (b"xl/" in head or name.lower().endswith(".xlsx"))


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """Every row of a sheet.

    Args:
        mapping: besides columns, {"sheet": its name}.

    Raises:
        EventsError: no spreadsheet, or no sheet with start times.
    """
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _UNPACKED:
                raise EventsError([f"Unpacks to more than {_UNPACKED // 1_000_000} MB."])
            if "xl/workbook.xml" not in archive.namelist():
                raise EventsError(["A ZIP archive that holds no spreadsheet; unpack it first."])
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheets = {sheet.title: _rows(sheet) for sheet in book.worksheets}
    except EventsError:
        raise
    except Exception as error:  # openpyxl lets through whatever a damaged part provokes
        raise EventsError(
            [f"The spreadsheet is damaged ({type(error).__name__}); does it open in Excel?"]
        ) from None
    return _first(sheets, dict(mapping or {}))


def write(events: tuple[Event, ...], duration: int | None = None) -> bytes:
    """One sheet of events; texts are texts, whatever they begin with."""
    from datetime import datetime

    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    sheet = book.create_sheet("Events")
    sheet.append(HEADERS)
    for event in events:
        cells = []
        for value in row_of(event):
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(sheet: Any) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for row in sheet.iter_rows(max_row=MOST + 100, max_col=_WIDE):
        cells = [_Formula(c.value) if c.data_type == "f" else c.value for c in row]
        rows.append(cells)
    while rows and not any(_filled(cell) for cell in rows[-1]):
        rows.pop()
    return rows


class _Formula(str):
    """A formula's text, told apart from a text that begins with "="."""


def _filled(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())


def _first(sheets: dict[str, list[list[Any]]], mapping: dict[str, Any]) -> Found:
    wanted = mapping.pop("sheet", None)
    if wanted is not None and wanted not in sheets:
        shown = ", ".join(repr(s[:30]) for s in sheets)
        raise EventsError([f"mapping, sheet: expected {shown}, found {str(wanted)[:40]!r}."])
    told: list[EventsError] = []
    for name, rows in sheets.items():
        header = next((n for n, row in enumerate(rows) if any(map(_filled, row))), None)
        if header is None or (wanted is not None and name != wanted):
            continue
        found = Found()
        try:
            if boristable.header_of(rows) is not None:
                boristable.from_rows(rows, mapping, found)
            else:
                from_rows(rows, mapping, found, header)
        except EventsError as error:
            told.append(error)
            continue
        if len(sheets) > 1:
            found.told.append(f"Read from the sheet {name!r}.")
        return found
    raise told[0] if told else EventsError(["The spreadsheet is empty."])
