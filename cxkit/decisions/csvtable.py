"""Decision tables as CSV: UTF-8, one table a file, laid out as `layout` says."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from ..techniques.tables import Table
from .error import DecisionsError
from .layout import from_cells, to_cells

__all__ = ["NAME", "read", "write"]

NAME = "CSV (.csv)"


def read(data: bytes) -> list[Table]:
    """The table in a file; commas, semicolons (as Excel writes in much of Europe) or tabs part
    the cells, whichever the first line has most of.

    Raises:
        DecisionsError: with addresses as a spreadsheet would show them.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DecisionsError(["Expected UTF-8. Save it as CSV UTF-8, or as XLSX."]) from None
    head = text.splitlines()[0] if text.strip() else ""
    mark = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise DecisionsError([f"The CSV is damaged: {error}."]) from None
    return [from_cells(rows)]


def write(tables: Sequence[Table]) -> bytes:
    """One table.

    Raises:
        DecisionsError: there is not exactly one.
    """
    if len(tables) != 1:
        raise DecisionsError([f"Expected one table for a CSV file, found {len(tables)}. Use XLSX or DMN."])
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(to_cells(tables[0]))
    return out.getvalue().encode("utf-8")
