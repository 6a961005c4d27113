"""What is wrong with the decision tables of a file, in words, each with the cells it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..techniques.tablecover import Budget
from ..techniques.tables import POLICIES, Table
from ..techniques.tableverify import HINTS, Finding, Report, verify
from .layout import address
from .reading import read_tables

__all__ = ["Checked", "check_file"]

_WORDS = {"gaps": "gap", "conflicts": "conflict", "overlaps": "overlap", "subsumed": "subsumed",
          "duplicates": "duplicate", "unreachable": "never decides", "mergeable": "hint"}  # fmt: skip
_ROWS = 5100  # of a sheet, as the reader of workbooks has it


@dataclass(frozen=True)
class Checked:
    """One table of a file, verified.

    Args:
        cells: rule -> where its row begins, such as 'D1'!A7; empty for a format without cells.
    """

    table: Table
    report: Report
    cells: dict[str, str]

    @property
    def title(self) -> str:
        """What was checked, in a line."""
        rows, policy = len(self.table.rules), self.table.policy
        name = " ".join(x for x in (self.table.id, self.table.name) if x) or "A table"
        return f"{name}: {rows} rows, hit policy {policy} ({POLICIES[policy]})"

    @property
    def faults(self) -> list[str]:
        """What is wrong, or could not be settled."""
        found = [self._said(f) for f in self.report.findings if f.kind not in HINTS]
        for kind, verdict in self.report.verdicts.items():
            if kind in HINTS:
                continue
            if verdict.state == "not settled within budget":
                found.append(f"{_WORDS[kind]}: {verdict.proof}")
            elif verdict.count > len(verdict.findings):
                found.append(f"{_WORDS[kind]}: {verdict.count} in all; the first are told above.")
        return found

    @property
    def hints(self) -> list[str]:
        """What could be shorter."""
        return [self._said(f) for f in self.report.findings if f.kind in HINTS]

    def _said(self, finding: Finding) -> str:
        at = [self.cells[r] for r in finding.rules if r in self.cells]
        return f"{_WORDS[finding.kind]}: {finding.text}" + (f" ({', '.join(at)})" if at else "")


def check_file(path: str | Path, steps: int = 100_000) -> list[Checked]:
    """Every table of a file, verified.

    Args:
        steps: the budget of what may take long; what it does not settle is told so.

    Raises:
        DecisionsError: no such file, none of the formats, or cells that cannot be read.
    """
    path = Path(path)
    tables = read_tables(path)
    sheets = list(_sheets(path))
    return [Checked(t, verify(t, Budget(steps)), _cells(t, sheets, len(tables) == 1)) for t in tables]


Column = Sequence[tuple[str, str]]  # the first two cells of each row of a sheet


def _cells(table: Table, sheets: list[tuple[str, Column]], alone: bool) -> dict[str, str]:
    for name, rows in sheets:
        heads = {first.lower(): second for first, second in rows if first}
        if "hit policy" in heads and (alone or heads.get("table", "") == table.id):
            at = {first: address(n, 0, name) for n, (first, _) in enumerate(rows)}
            return {r.id: at[r.id] for r in table.rules if r.id in at}
    return {}


def _sheets(path: Path) -> Iterator[tuple[str, Column]]:
    """Name and first two columns of each sheet; nothing for a format without cells."""
    if path.suffix.lower() == ".csv":
        import csv
        import io

        text = path.read_bytes().decode("utf-8-sig")
        mark = max(",;\t", key=text.splitlines()[0].count)
        rows = [([*row, "", ""])[:2] for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
        yield "", [(a.strip(), b.strip()) for a, b in rows]
    elif path.suffix.lower() == ".xlsx":
        from openpyxl import load_workbook

        for sheet in load_workbook(path).worksheets:
            found = sheet.iter_rows(max_row=_ROWS, max_col=2, values_only=True)
            yield sheet.title, [
                (_text(row[0]), _text(row[1]) if len(row) > 1 else "") for row in found
            ]


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
