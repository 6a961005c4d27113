"""Rows of cells as marks: what CSV and spreadsheets share."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ..events import MOST, Event, EventsError
from .columns import Columns, columns
from .encoding import printable
from .found import Found, named

__all__ = ["HEADERS", "from_rows", "row_of"]

HEADERS = ("id", "kind", "label", "start (ms)", "end (ms)", "note", "by")


def from_rows(
    rows: Sequence[Sequence[Any]], mapping: Mapping[str, Any], found: Found, header: int = 0
) -> None:
    """Add a mark for each row below the headers; blank rows are passed over.

    Raises:
        EventsError: no column of start times, or more rows than a recording has events.
    """
    if len(rows) > MOST + 100:
        raise EventsError([f"Expected at most {MOST:,} rows, found more."])
    where = columns(rows, mapping, found, header)
    for number, row in enumerate(rows[where.first :], where.first + 1):
        if any(cell is not None and str(cell).strip() for cell in row):
            _add(row, f"Row {number}", where, mapping.get("fps"), found)


def row_of(event: Event) -> list[Any]:
    """The cells of an event, in the order of `HEADERS`."""
    texts = (printable(t) for t in (event.id, event.kind, event.label))
    return [*texts, event.start, event.end, printable(event.note), printable(event.by)]


def _add(
    row: Sequence[Any], place: str, where: Columns, fps: float | None, found: Found
) -> None:
    def text(what: str) -> str:
        at = where.at.get(what, len(row))
        cell = row[at] if at < len(row) else None
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return "" if cell is None else str(cell).strip()

    def time(what: str) -> int | None:
        at = where.at[what]
        cell = _clock(row[at] if at < len(row) else None)
        if isinstance(cell, str) and cell.lstrip().startswith("="):
            found.faults.append(f"{place}, {what}: found a formula; put its value in its place.")
            return None
        return found.time(cell, f"{place}, {what}", where.units[what], fps)

    start = time("start")
    end = start
    if "end" in where.at and _given(row, where.at["end"]):
        end = time("end")
    elif "duration" in where.at and _given(row, where.at["duration"]):
        length = time("duration")
        end = None if start is None or length is None else start + length
    found.add(
        place, start, end, label=named(text("kind"), text("label")), note=text("note"),
        by=text("by"), id=text("id"),
    )  # fmt: skip


def _given(row: Sequence[Any], at: int) -> bool:
    cell = row[at] if at < len(row) else None
    return cell is not None and str(cell).strip() not in ("", "NA", "N/A", "-")


def _clock(cell: Any) -> Any:
    """A spreadsheet's times as seconds; a date has no place in a recording and stays as text."""
    if isinstance(cell, datetime.timedelta):
        return f"{cell.total_seconds():.3f}" if cell.days < 10 else str(cell)
    if isinstance(cell, datetime.time):
        return f"{cell.hour}:{cell.minute:02d}:{cell.second:02d}.{cell.microsecond:06d}"
    return str(cell) if isinstance(cell, (datetime.date, datetime.datetime)) else cell
