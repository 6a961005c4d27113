"""A decision table on a sheet: which cell holds what, for XLSX and CSV alike.

    table       D1             Courtesy car
    hit policy  U
    rule        input          input               output
    name        booked hours   day                 courtesy car
    type        number         choice
    values      [0..40]        weekday, Saturday
    C1          <=8            -                   no car

The first column says what a row is; what is no such word is the id of a rule. `values` are the
bounds of a number or a date ([0..40], >=0, <=40 or nothing) or the values of a choice, and of an
output in order of priority. Blank rows, and columns after the last that is named, are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..techniques.artefact import ArtefactError
from ..techniques.tablecell import Kind, join, parse, plain
from ..techniques.tables import Table
from .error import DecisionsError

__all__ = ["Cells", "address", "from_cells", "to_cells"]

Cells = Sequence[Sequence[str]]

_HEADS = ("table", "hit policy", "rule", "name", "type", "values")
_LINES: tuple[Kind, ...] = ("number", "whole", "date")


def address(row: int, column: int, sheet: str = "") -> str:
    """Row and column from 0 as a spreadsheet names the cell: C7, or 'Sheet1'!C7."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{sheet!r}!{letters}{row + 1}" if sheet else f"{letters}{row + 1}"


def to_cells(table: Table) -> list[list[str]]:
    """The table as rows of texts."""
    data = table.data()
    ranges = [_bounds_text(c) for c in data["inputs"]]
    ranks = [join(o.get("values", ())) for o in data["outputs"]]
    columns = [*data["inputs"], *data["outputs"]]
    roles = ["input"] * len(ranges) + ["output"] * len(ranks)
    return [
        ["table", table.id, table.name],
        ["hit policy", table.policy],
        ["rule", *roles],
        ["name", *(c["name"] for c in columns)],
        ["type", *(c.get("type", "") for c in columns)],
        ["values", *ranges, *ranks],
        *([r["id"], *r["when"], *r["then"]] for r in data["rules"]),
    ]


def from_cells(rows: Cells, sheet: str = "") -> Table:
    """The table on a sheet.

    Raises:
        DecisionsError: every fault with the address of its cell.
    """
    return _Sheet(rows, sheet).table()


def _bounds_text(column: Mapping[str, Any]) -> str:
    low, high = column.get("from"), column.get("to")
    if low is not None and high is not None:
        return f"[{low}..{high}]"
    if low is not None or high is not None:
        return f">={low}" if high is None else f"<={high}"
    return join(column.get("values", ()))


class _Sheet:
    def __init__(self, rows: Cells, sheet: str) -> None:
        self.rows = [[c.strip() for c in row] for row in rows]
        self.sheet, self.faults = sheet, list[str]()
        self.heads: dict[str, int] = {}
        for n, row in enumerate(self.rows):
            word = " ".join(row[0].lower().split()) if row else ""
            if word in _HEADS and len(self.heads) < len(_HEADS):
                if word in self.heads:
                    first = self.at(self.heads[word], 0)
                    self.faults.append(f"{self.at(n, 0)}: {word!r} stands at {first} already.")
                self.heads.setdefault(word, n)

    def at(self, row: int, column: int) -> str:
        return address(row, column, self.sheet)

    def cell(self, head: str, column: int) -> str:
        row = self.rows[self.heads[head]] if head in self.heads else []
        return row[column] if column < len(row) else ""

    def table(self) -> Table:
        missing = [h for h in _HEADS if h not in self.heads]
        if missing:
            start = self.at(0, 0)
            self.faults.append(
                f"{start}: expected rows that begin with {', '.join(_HEADS)}; "
                f"there is none for {', '.join(missing)}."
            )
            raise DecisionsError(self.faults)
        roles = self.rows[self.heads["rule"]]
        inputs = [n for n, r in enumerate(roles) if n and r.lower() == "input"]
        outputs = [n for n, r in enumerate(roles) if n and r.lower() == "output"]
        for n, role in enumerate(roles):
            named = role or self.cell("name", n)
            if n and named and n not in inputs + outputs:
                here = self.at(self.heads["rule"], n)
                self.faults.append(f"{here}: expected input or output, found {role[:40]!r}.")
        rules = self._rules(inputs, outputs)
        data = {
            "id": self.cell("table", 1),
            "name": self.cell("table", 2),
            "hit_policy": self.cell("hit policy", 1).upper(),
            "inputs": [self._column(n) for n in inputs],
            "outputs": [
                {"name": self.cell("name", n), "values": self._names(n)} for n in outputs
            ],
            "rules": [
                {"id": self.rows[n][0], "when": [self._get(n, c) for c in inputs],
                 "then": [self._get(n, c) for c in outputs]}
                for n in rules
            ],
        }  # fmt: skip

        def place(part: str, row: int, column: int) -> str:
            columns = inputs + outputs
            if part == "rule":
                return self.at(rules[row], columns[column] if column >= 0 else 0)
            if part in ("input", "output"):
                return self.at(self.heads["name"], (inputs if part == "input" else outputs)[column])
            return self.at(self.heads["hit policy"], 1) if part == "policy" else self.at(0, 0)

        found = None
        try:
            found = Table.read(data, place)
        except ArtefactError as error:
            self.faults += error.faults
        if self.faults or found is None:
            raise DecisionsError(self.faults)
        return found

    def _rules(self, inputs: list[int], outputs: list[int]) -> list[int]:
        found = []
        known = {0, *inputs, *outputs}
        heads = set(self.heads.values())
        for n, row in enumerate(self.rows):
            if n in heads or not any(row):
                continue
            if n < max(heads):
                self.faults.append(f"{self.at(n, 0)}: expected one of {', '.join(_HEADS)}; found {row[0][:40]!r}.")
                continue
            if not row[0]:
                self.faults.append(f"{self.at(n, 0)}: expected the id of a rule, found nothing.")
            for column, text in enumerate(row):
                if text and column not in known:
                    here = self.at(n, column)
                    self.faults.append(f"{here}: found {text[:40]!r} in a column without a name.")
            found.append(n)
        return found

    def _get(self, row: int, column: int) -> str:
        return self.rows[row][column] if column < len(self.rows[row]) else ""

    def _column(self, n: int) -> dict[str, Any]:
        kind, text = self.cell("type", n).lower(), self.cell("values", n)
        found: dict[str, Any] = {"name": self.cell("name", n), "type": kind}
        here = self.at(self.heads["values"], n)
        if kind == "choice":
            return found | {"values": self._names(n)}
        if kind in _LINES and text:
            try:
                spans = parse(text, kind).spans  # type: ignore[arg-type]
                if len(spans) != 1 or spans[0].open_low or spans[0].open_high:
                    raise ValueError(f"expected bounds such as [0..40], found {text[:40]!r}")
            except ValueError as error:
                self.faults.append(f"{here}: {error}.")
                return found
            for key, bound in (("from", spans[0].low), ("to", spans[0].high)):
                found |= {} if bound is None else {key: plain(bound, kind)}  # type: ignore[arg-type]
        return found

    def _names(self, n: int) -> list[str]:
        text = self.cell("values", n)
        try:
            return list(parse(text, "choice").names) if text else []
        except ValueError as error:
            self.faults.append(f"{self.at(self.heads['values'], n)}: {error}.")
            return []
