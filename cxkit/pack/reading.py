"""Reading one sheet of a pack: tables by their marks or titles, columns by their names.

Every cell that can be read is read. One that cannot keeps what was saved, and is told with its
address; so does a column, a table or a row that is no longer there to be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..forms.spec import at
from .cell import norm, taken
from .fault import Unread
from .opening import MOST_ROWS, Sheet
from .plan import Block, Head, Line, planned
from .probe import Layout, Row, clean, slot_name

__all__ = ["Read", "read"]

_ID = re.compile(r"[A-Za-z][\w.-]{0,39}")
_LEFT = 2  # titles stand in one of so many columns
_BELOW = 6  # rows between the title of a table and its header


@dataclass
class Read:
    """Args:
    data: section -> rows as a form keeps them, for each table that was found.
    told: what could not be read, a sentence each.
    places: section -> row id -> row number.
    slots: (section, row id) -> what the row is called elsewhere in the sheet.
    filled: whether anything stands in the cells that are for writing.
    """

    data: dict[str, list[Row]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    places: dict[str, dict[str, int]] = field(default_factory=dict)
    slots: dict[tuple[str, str], str] = field(default_factory=dict)
    filled: bool = False


def read(sheet: Sheet, layout: Layout, saved: Mapping[str, Any]) -> Read:
    """What a sheet holds.

    Args:
        layout: data -> sections, of the exercise of this sheet.
        saved: the answer's data as it is on the disk.
    """
    # What is written decides which columns and lists there are, so it is read twice: first what
    # stands for itself, then all of it.
    written = planned(layout, saved)[0]
    found = Read()
    _tables(sheet, written, found)
    now = planned(layout, {**saved, **found.data}, found.slots)[0]
    found = Read()
    _tables(sheet, _since(now, written), found)
    if sheet.beyond:
        found.told.append(f"{sheet.beyond:,} rows at the end were not read: a sheet may have "
                          f"{MOST_ROWS:,}.")  # fmt: skip
    final = {s.key: s for s in layout({**saved, **found.data})}
    found.data = {k: clean(final[k], rows) if k in final else rows for k, rows in found.data.items()}
    return found


def _since(now: tuple[Block, ...], written: tuple[Block, ...]) -> tuple[Block, ...]:
    """The tables that were written, as what stands in the sheet has made them."""
    lines = {block.key: block.lines for block in written}
    return tuple(
        replace(b, lines=lines[b.key]) if b.grows else b for b in now if b.key in lines
    )


def _tables(sheet: Sheet, blocks: tuple[Block, ...], found: Read) -> None:
    starts = {block.key: _start(sheet, block) for block in blocks}
    begun = sorted(y for y in starts.values() if y)
    for block in blocks:
        y = starts[block.key]
        end = next((other for other in begun if y and other > y), max(sheet.rows, default=0) + 1)
        header = _header(sheet, block, y, end) if y else 0
        if not header:
            found.told.append(f"the table \u201c{block.section.title}\u201d was not found. What was "
                              "saved of it stays.")  # fmt: skip
            continue
        found.data[block.key] = _Table(sheet, block, header, end, found).rows()


def _start(sheet: Sheet, block: Block) -> int:
    """The row of a table's title: by the hidden mark, else by the title itself."""
    titles = (norm(block.section.title),)
    for wanted in ((f"({block.key})",), (f"[{block.key}]",), titles):
        for y in sorted(sheet.rows):
            if any(sheet.text(y, x) in wanted for x in range(1, _LEFT + 1)):
                return y
    return 0


def _header(sheet: Sheet, block: Block, y: int, end: int) -> int:
    """The header's row: where most of the columns' names stand."""
    names = {_key(title) for head in block.heads for title in head.titles | head.also}
    best, most = 0, 0
    for row in range(y, min(end, y + _BELOW)):
        count = sum(not names.isdisjoint(_keys(sheet.text(row, x))) for x in sheet.rows.get(row, {}))
        if count > most:
            best, most = row, count
    return best


def _key(title: str) -> str:
    return " ".join(norm(title).casefold().split())


def _keys(title: str) -> list[str]:
    """A column that follows a row is called "Category 1: its name"; the first part will do."""
    return [_key(title), _key(title.split(":")[0])]


class _Table:
    """One table of a sheet, between its header and the title of the next."""

    def __init__(self, sheet: Sheet, block: Block, header: int, end: int, found: Read) -> None:
        self.sheet, self.block, self.found = sheet, block, found
        self.header, self.end = header, end
        self.lines = {line.id: line for line in block.lines}
        self.columns = self._columns()

    def rows(self) -> list[Row]:
        self._merged()
        rows: list[Row] = []
        places: dict[str, int] = {}
        astray: list[int] = []
        for y in range(self.header + 1, self.end):
            if not any(c != 1 for c in self.sheet.rows.get(y, {})):
                continue
            line = self._line(y, places)
            if line is None:
                astray += [y] * self._written(y)
                continue
            row = self._row(y, line)
            places[row["id"]] = y
            rows.append(row)
            if self.block.grows:
                self._call(row["id"], self.sheet.text(y, 2))
        rows = self._few(rows, places)
        self.found.told.extend([f"row {y} is no line of \u201c{self.block.section.title}\u201d and was not "
                    "read." for y in astray])  # fmt: skip
        self.found.places[self.block.key] = places
        return self._shaped(rows)

    def _call(self, id_: str, number: str) -> None:
        """The name of a row, by the number that is shown beside it; a copied row has none."""
        name = slot_name(self.block.section, number)
        here = {slot for (key, _), slot in self.found.slots.items() if key == self.block.key}
        if number and name not in here:
            self.found.slots[self.block.key, id_] = name

    def _columns(self) -> dict[int, Head]:
        """Column number -> its head. A name that stands twice counts where it stands first."""
        named = {_key(title): head for head in self.block.heads for title in head.also}
        named |= {_key(title): head for head in self.block.heads for title in head.titles}
        columns: dict[int, Head] = {}
        for x in sorted(self.sheet.rows.get(self.header, {})):
            keys = _keys(self.sheet.text(self.header, x))
            head = named.get(keys[0]) or named.get(keys[1])
            if head is None or x == 1:
                continue
            first = next((n for n, h in columns.items() if h is head), None)
            if first is None:
                columns[x] = head
            else:
                self.found.told.append(
                    f"the column \u201c{head.title}\u201d stands in "
                    f"{self.sheet.at(self.header, first).address} and "
                    f"{self.sheet.at(self.header, x).address}; the first was read."
                )
        there = {h.column.key for h in columns.values()}
        for head in self.block.heads:
            if head.column.kind != "label" and head.column.key not in there:
                self.found.told.append(
                    f"row {self.header} has no column \u201c{head.title}\u201d. What was saved "
                    "in it stays."
                )
        return columns

    def _line(self, y: int, places: Mapping[str, int]) -> Line | None:
        """The line that a row is of; a new one where rows are free."""
        id_ = self.sheet.text(y, 1)
        if id_ in self.lines and id_ not in places:
            return self.lines[id_]
        if not self.block.grows:
            free = [line for line in self.lines.values() if line.id not in places]
            given = {_key(self.sheet.text(y, x)) for x, head in self.columns.items()
                     if head.column.kind == "label"} - {""}  # fmt: skip
            if len(self.lines) == 1 and free:
                return free[0]
            return next((line for line in free
                         if given and given <= {_key(t) for t in line.given.values()}), None)  # fmt: skip
        number, name = 1, id_ if _ID.fullmatch(id_) else f"{self.block.key[:1]}{y}"
        while name in self.lines or name in places:
            number += 1
            name = f"{self.block.key[:1]}{y}-{number}"
        return Line(name, {"id": name}, {})

    def _row(self, y: int, line: Line) -> Row:
        row: Row = {**line.saved, "id": line.id}
        faults = []
        for x, head in self.columns.items():
            if head.column.kind == "label":
                continue
            cell, before = self.sheet.at(y, x), at(line.saved, head.column.key)
            self.found.filled |= not cell.blank
            try:
                value = taken(head, cell, before, line.labels)
            except Unread as error:
                faults.append(f"cell {cell.address}: {error}" if str(error).startswith("expected")
                              else f"cell {cell.address} {error}")  # fmt: skip
                value = before
            if value is not None or before is not None:
                row = _put(row, head.column.key.split("/"), value)
        self.found.told.extend(faults)
        return row

    def _written(self, y: int) -> bool:
        return any(not self.sheet.at(y, x).blank for x, head in self.columns.items()
                   if head.column.kind != "label")  # fmt: skip

    def _few(self, rows: list[Row], places: dict[str, int]) -> list[Row]:
        """No more rows than a form takes; the blank ones do not count."""
        section = self.block.section
        if not self.block.grows:
            return rows
        written = [row for row in rows if self._written(places[row["id"]])]
        most = max(section.max_rows, sum(len(line.saved) > 1 for line in self.block.lines))
        if len(written) > most:
            first = places[written[most]["id"]]
            self.found.told.append(
                f"\u201c{section.title}\u201d holds {len(written):,} rows; at most {most} fit. "
                f"Those from row {first} on were not read."
            )
            rows = [row for row in rows if places[row["id"]] < first]
        return rows

    def _merged(self) -> None:
        for address, top, bottom, left, right in self.sheet.merged:
            inside = any(left <= x <= right for x in self.columns)
            if inside and top < self.end and bottom >= self.header:
                self.found.told.append(
                    f"cells {address} are merged: what they hold was read for the first of them "
                    "alone. Unmerge them to fill each."
                )

    def _shaped(self, rows: list[Row]) -> list[Row]:
        if self.block.section.kind != "order":
            return rows
        placed = [row for row in rows if isinstance(row.get("place"), (int, float))]
        count = len(self.lines)
        twice = len(placed) - len({row["place"] for row in placed})
        if placed and (twice or len(placed) < count):
            self.found.told.append(f"\u201c{self.block.section.title}\u201d: expected the places 1 to "
                                   f"{count}, each once. It was read as far as it goes.")  # fmt: skip
        return [{"id": r["id"], "place": n} for n, r in
                enumerate(sorted(placed, key=lambda r: r["place"]), 1)]  # fmt: skip


def _put(row: Mapping[str, Any], path: list[str], value: Any) -> Row:
    if len(path) == 1:
        return {**row, path[0]: value}
    inner = row.get(path[0])
    return {**row, path[0]: _put(inner if isinstance(inner, Mapping) else {}, path[1:], value)}
