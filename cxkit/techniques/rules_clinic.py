"""A decision table in the clinic: a case that shows a fault, one's own table, a shorter one.

Row 42 of the method, exercises 6.3 and 6.4. Nobody is asked to name rows: whoever can say a case
("a 7-hour job on a Saturday") has understood the fault, and whether the case shows it is a matter
of fact. `tableverify` finds the faults, `tablesame` holds two tables against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from .artefact import Artefact, ArtefactError, Row, Text
from .rules_cells import bounds_of, names_of, typed
from .tablecell import parse
from .tablecover import Budget, Cover
from .tablegrid import Grid
from .tableregions import regions
from .tables import Table
from .tabletold import case_text, listed
from .tableverify import Report, verify

__all__ = [
    "FAULTS",
    "MOST_OWN",
    "Clinic",
    "OwnInput",
    "Shorter",
    "Shown",
    "TableName",
    "TableRow",
    "Verdict",
    "case_of",
    "checked",
    "gap_region",
    "own_table",
    "piece_cases",
    "shorter_table",
    "witness",
]

FAULTS = ("gaps", "conflicts", "overlaps", "subsumed")
FaultKind = Literal["gaps", "conflicts", "overlaps", "subsumed"]
_PARTS = 400
MOST_OWN = (8, 60)  # inputs and rows of a table that is typed into a form
_STEPS = 20_000  # of a check that may not keep a class waiting


def _cells(value: Any) -> Any:
    return {} if value in (None, "") else value


# A row that was never touched has no cells, or a blank in their place.
Cells = Annotated[dict[str, str | int | float | None], BeforeValidator(_cells)]


# ---- what a learner makes -------------------------------------------------------------------


class Shown(Row):
    """One case that is to show a fault: input name -> value, as typed or chosen."""

    case: Cells = {}


class OwnInput(Row):
    """One input of one's own table: a number with bounds ("0 to 40"), whole or not, or names with
    commas."""

    name: Text = ""
    kind: Literal["", "number", "whole", "choice"] = ""
    values: Text = ""


class TableRow(Row):
    """One rule of a table: input (its name, or its row's id in one's own table) -> cell."""

    when: Cells = {}
    then: Text = ""

    def cell(self, key: str) -> str:
        """The cell as text; one left open means any value."""
        value = self.when.get(key)
        text = "" if value is None else str(value).strip()
        return text or "-"

    @property
    def begun(self) -> bool:
        return bool(self.then or any(v not in (None, "") for v in self.when.values()))


class TableName(Row):
    """What one's own table decides."""

    name: Text = ""


class Clinic(Artefact):
    """Exercise 6.3: cases that show the faults of two tables, or one's own table."""

    first: list[Shown] = []
    second: list[Shown] = []
    about: list[TableName] = []
    inputs: list[OwnInput] = []
    rows: list[TableRow] = []


class Shorter(Artefact):
    """Exercise 6.4: a table written anew."""

    rows: list[TableRow] = []


# ---- what can be computed from it -----------------------------------------------------------


@dataclass(frozen=True)
class Verdict:
    """Whether a case shows a fault, and what the table says of it, in a sentence."""

    holds: bool
    text: str


def case_of(table: Table, row: Shown) -> dict[str, Any]:
    """The case of a row, its values checked.

    Raises:
        ValueError: a value is missing, of another kind, or outside the table's bounds.
    """
    given = {name: value for name, value in row.case.items() if value not in (None, "")}
    for column in table.inputs:
        value = given.get(column.name)
        if isinstance(value, str) and column.kind in ("number", "whole"):
            given[column.name] = value.replace(",", ".")  # 7,5 hours
    missing = [i.name for i in table.inputs if i.name not in given]
    if missing:
        raise ValueError(f"Still open: {listed(missing)}.")
    for column in table.inputs:
        column.value(given[column.name])
    return {i.name: given[i.name] for i in table.inputs}


def witness(report: Report, kind: FaultKind, case: Mapping[str, Any]) -> Verdict:
    """Whether `case` truly shows a fault of a kind in the table that was verified.

    Raises:
        ValueError: the case lacks an input or lies outside the bounds.
    """
    table = report.table
    met = table.hits(case)
    said = case_text(case)
    ids = [r.id for r in met]
    if not met:
        return Verdict(kind == "gaps", f"No rule covers {said}.")
    result = listed(sorted({listed(r.then) for r in met}))
    if len(met) == 1:
        return Verdict(False, f"{ids[0]} alone covers {said}, and says {result}.")
    there = [pair for pair in report.pairs(kind) if set(pair) <= set(ids)] if kind != "gaps" else []
    agree = len({r.then for r in met}) == 1
    text = f"{listed(ids)} cover {said}: {'both say ' if agree and len(ids) == 2 else ''}{result}."
    return Verdict(bool(there), text)


def gap_region(table: Table, case: Mapping[str, Any]) -> int | None:
    """Which gap of the table a case lies in, None if a rule covers it. Gaps that touch are one."""
    for n, cells in enumerate(_regions(table)):
        for box in cells:
            if all(c.holds(i.value(case[i.name])) for i, c in zip(table.inputs, box, strict=True)):
                return n
    return None


@lru_cache(maxsize=8)
def _regions(table: Table) -> list[list[tuple[Any, ...]]]:
    grid = Grid(table.inputs, list(table.rules))
    got = Cover(grid).uncovered(grid.whole, grid.everyone, Budget(), _PARTS)
    return [
        [
            tuple(
                parse(grid.cells(box).get(i.name, "-"), i.kind, i.values) for i in table.inputs
            )
            for box in part
        ]
        for part in regions(grid, got.boxes)
    ]


def piece_cases(table: Table) -> list[dict[str, Any]]:
    """One case for each combination of pieces between which some rule of the table tells apart."""
    grid = Grid(table.inputs, list(table.rules))
    masks = [[1 << n for n in range(m.bit_length()) if m >> n & 1] for m in grid.whole]
    return [grid.case(tuple(box)) for box in product(*masks)]


def own_table(clinic: Clinic) -> Table:
    """One's own table as it was typed, hit policy U.

    Raises:
        ArtefactError: with every fault; the places are rules and inputs by name.
    """
    faults, inputs, keys = [], [], []
    for n, column in enumerate((i for i in clinic.inputs if i.name or i.kind or i.values), 1):
        keys.append(column.id)
        made: dict[str, Any] = {"name": column.name or f"input {n}", "type": column.kind}
        if column.kind in ("number", "whole"):
            bounds = bounds_of(column.values)
            if column.values and not bounds:
                faults.append(f"{made['name']}: expected bounds such as 0 to 40, found {column.values!r:.30}.")
            if bounds:
                made |= {"from": bounds[0], "to": bounds[1]}
        elif column.kind == "choice":
            made["values"] = names_of(column.values)
        else:
            faults.append(f"{made['name']}: say whether it is a number or one of some names.")
            made["type"] = "choice"
        inputs.append(made)
    rules = [
        {"id": f"Row {n}", "when": [typed(row.cell(k), i["type"], i.get("values", ()))
                                    for k, i in zip(keys, inputs, strict=True)], "then": [row.then]}
        for n, row in enumerate((r for r in clinic.rows if r.begun), 1)
    ]  # fmt: skip
    for count, most, what in ((len(inputs), MOST_OWN[0], "inputs"), (len(rules), MOST_OWN[1], "rows")):
        if count > most:
            raise ArtefactError([f"Expected at most {most} {what} of one's own, found {count}. Make two tables of it."])
    if not inputs or not rules:
        raise ArtefactError([*faults, "Expected at least one input and one row."])
    name = next((a.name for a in clinic.about if a.name), "Own table")
    return _read({"id": "own", "name": name, "hit_policy": "U", "inputs": inputs,
                  "outputs": [{"name": "then"}], "rules": rules}, faults)  # fmt: skip


def shorter_table(answer: Shorter, like: Table) -> Table:
    """The table that was written anew, with the inputs of another.

    Raises:
        ArtefactError: with every fault, each with its row.
    """
    data = like.data()
    data["rules"] = [
        {"id": f"Row {n}", "when": [typed(row.cell(i.name), i.kind, i.values) for i in like.inputs],
         "then": [row.then]}
        for n, row in enumerate((r for r in answer.rows if r.begun), 1)
    ]  # fmt: skip
    return _read(data, [])


# ---- what can be wrong with it --------------------------------------------------------------


@lru_cache(maxsize=8)
def checked(table: Table) -> Report:
    """Everything wrong with a table, worked out once."""
    return verify(table, Budget(_STEPS))


def _read(data: dict[str, Any], faults: list[str]) -> Table:
    try:
        table = Table.read(data)
    except ArtefactError as error:
        raise ArtefactError([*faults, *error.faults]) from None
    if faults:
        raise ArtefactError(faults)
    return table
