"""BORIS, exported events: tabular (a row a start, stop or point) and aggregated (a row a state)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..events import EventsError
from ..labels import plain
from .boris import paired
from .csvtable import rows_of
from .found import Found

__all__ = ["CARRIES", "NAME", "from_rows", "header_of", "read", "sniff"]

NAME = "BORIS export (.tsv, .csv)"
CARRIES = ""  # read only
_MARK = ("behavior", "behaviour")
_NONE = ("no focal subject", "none", "na")


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    return header_of(_cells(head.decode("utf-8", "replace"))) is not None


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """Every event of one observation: the behaviour is the label, modifiers and comments the
    note, the subject `by`.

    Args:
        mapping: {"observation": its name}, where the file holds several.

    Raises:
        EventsError: several observations and none chosen.
    """
    found = Found()
    from_rows(_cells(data.decode("utf-8")), mapping or {}, found)
    return found


def from_rows(rows: list[list[Any]], mapping: Mapping[str, Any], found: Found) -> None:
    """Add what the rows of an export hold, be they of a text or of a spreadsheet."""
    header = header_of(rows)
    if header is None:
        raise EventsError(["Expected a BORIS export with a column Behavior, found none."])
    heads = [plain(_text(cell)) for cell in rows[header]]
    records = [
        (f"Row {n}", dict(zip(heads, map(_text, row), strict=False)))
        for n, row in enumerate(rows[header + 1 :], header + 2)
        if any(map(_text, row))
    ]
    records = _of_one(records, mapping.get("observation"))
    steps = []
    for place, row in records:
        behaviour = row.get("behavior") or row.get("behaviour", "")
        subject = row.get("subject", "")
        subject = "" if subject.casefold() in _NONE else subject
        modifiers = "; ".join(
            v for k, v in row.items() if k.startswith("modifier") and v and v != "None"
        )
        notes = dict.fromkeys(
            row.get(k, "") for k in ("comment", "comment start", "comment stop") if row.get(k)
        )
        if "start s" in row:
            note = "; ".join([modifiers] * bool(modifiers) + list(notes))
            start = found.time(row["start s"], f"{place}, start")
            end = found.time(row.get("stop s", ""), f"{place}, stop")
            found.add(place, start, end, label=behaviour, note=note, by=subject)
            continue
        at = found.time(row.get("time", ""), f"{place}, time")
        status = (row.get("status") or row.get("behavior type") or "").upper()
        if at is not None:
            state = status in ("START", "STOP")
            steps.append((place, behaviour, subject, modifiers, at, state, "; ".join(notes)))
    paired(found, steps)
    found.duration = _length([row for _, row in records])


def _cells(text: str) -> list[list[str]]:
    """Cells of a table whose delimiter is that of its header, which stands below a preamble."""
    lines = text.split("\n")
    for number, line in enumerate(lines[:80]):
        if any(word in line.lower() for word in _MARK) and ("\t" in line or "," in line):
            rows = rows_of("\n".join(lines[number:]))
            return [[""]] * number + rows
    return []


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def header_of(rows: list[list[Any]]) -> int | None:
    """The number of the row that holds an export's headers, below its preamble."""
    for number, row in enumerate(rows[:80]):
        heads = {plain(_text(cell)) for cell in row}
        if heads & set(_MARK) and (
            {"time"} <= heads and heads & {"status", "behavior type"} or {"start s", "stop s"} <= heads
        ):
            return number
    return None


def _of_one(
    records: list[tuple[str, dict[str, str]]], wanted: Any
) -> list[tuple[str, dict[str, str]]]:
    names = list(dict.fromkeys(row.get("observation id", "") for _, row in records))
    if wanted is None and len(names) < 2:
        return records
    if wanted not in names:
        shown = ", ".join(repr(n[:40]) for n in names[:8])
        raise EventsError(
            [f"The file holds {len(names)} observations: {shown}. "
             "Say which: mapping={'observation': name}."]
        )  # fmt: skip
    return [r for r in records if r[1].get("observation id", "") == wanted]


def _length(rows: list[dict[str, str]]) -> int | None:
    said = {row.get("total length", "") or row.get("media duration s", "") for row in rows}
    total = Found()
    only = said.pop() if len(said) == 1 else ""
    return total.time(only, "length") if only else None
