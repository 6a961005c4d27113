"""CSV and TSV: a table of events, its columns known by header, by value or by what is said."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from itertools import islice
from typing import Any

from ..events import MOST, Event, EventsError
from .columns import is_header
from .found import Found
from .table import HEADERS, from_rows, row_of

__all__ = ["CARRIES", "NAME", "read", "rows_of", "sniff", "write"]

NAME = "a table (.csv, .tsv)"
CARRIES = "everything but the duration"
_BETWEEN = ",;\t|"
_WIDEST = 1_000_000  # characters of a cell
_FORMULA = ("=", "+", "-", "@", "\t", "'")  # what a spreadsheet would take for a formula


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    lines = [line for line in head.decode("utf-8", "replace").split("\n") if line.strip()][:5]
    if not lines or lines[0].lstrip()[:1] in ("{", "[", "<"):
        return False
    sign = _sign(lines[0])
    if not all(sign in line for line in lines):
        return False
    rows = list(csv.reader(lines, delimiter=sign, strict=False))
    return is_header(rows[0]) or len({len(row) for row in rows}) == 1  # prose has no columns


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """Every row.

    Raises:
        EventsError: no column of start times, or a table that cannot be taken apart.
    """
    found = Found()
    from_rows(rows_of(data.decode("utf-8")), mapping or {}, found)
    return found


def write(events: tuple[Event, ...], duration: int | None = None) -> bytes:
    """A table that opens in a spreadsheet; no cell of it can become a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADERS)
    writer.writerows([_safe(cell) for cell in row_of(event)] for event in events)
    return out.getvalue().encode("utf-8")


def rows_of(text: str) -> list[list[str]]:
    """The cells of a table, quotes and the mark before a would-be formula taken off.

    Raises:
        EventsError: a quote never ends, or a cell is too large.
    """
    first = next((line for line in text.split("\n") if line.strip()), "")
    limit = csv.field_size_limit(_WIDEST)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_sign(first))
        rows = list(islice(reader, MOST + 200))  # more is refused by `table`
    except csv.Error as error:
        raise EventsError([f"The table cannot be taken apart: {error}."]) from None
    finally:
        csv.field_size_limit(limit)
    while rows and not any(cell.strip() for cell in rows[0]):
        rows.pop(0)
    if not rows:
        raise EventsError(["The table is empty."])
    return [[_bare(cell) for cell in row] for row in rows]


def _sign(line: str) -> str:
    return max(_BETWEEN, key=lambda sign: (line.count(sign), sign == ","))


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell
