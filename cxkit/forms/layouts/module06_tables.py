"""Exercises 6.3 and 6.4: cases that show what is wrong with a table, and a table written anew."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from ...marking.exercises.module06.clinic import NAMES, TABLES
from ...marking.exercises.module06.material import decision_table
from ...marking.together import of_case
from ...techniques.tables import Input, Table
from ...techniques.tabletold import listed
from ..spec import Column, Item, Section
from .parts import laid_once, options, rows_of

__all__ = ["clinic", "shorter"]

_WHOLE = {"number": "any number", "whole": "a whole number"}
_TELL = {
    "gaps": "A case that no row covers",
    "conflicts": "A case for which two rows say different things",
    "overlaps": "A case that two rows cover, which agree, and neither lies within the other",
    "subsumed": "A case of a row that could go: another covers it and all else that it covers",
}
_TESTS = "<=8, >8, [8..16], (8..16], or - for any"


def clinic(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 6.3."""
    return _own(data) if mine else [*_clinic(case)]


@of_case
def _clinic(case: Any) -> list[Section]:
    return [_cases(section, decision_table(case, name), case.exercises["6.3"][name])
            for section, name in TABLES.items()]  # fmt: skip


def _cases(section: str, table: Table, key: Mapping[str, Any]) -> Section:
    rows = [
        {"id": f"{kind}{n}", "show": f"{NAMES[kind].capitalize()}{_number(n, len(key[kind]))}. {tell}."}
        for kind, tell in _TELL.items()
        for n in range(1, len(key[kind]) + 1)
    ]
    return Section(
        section,
        f"{table.id}: {table.name}",
        f"Every customer should meet one row, and one only. Make up a case for each fault. "
        f"{'; '.join(_bounds(i) for i in table.inputs)}.",
        columns=(
            Column("show", "Make up", "label", width="22em"),
            *(_value(i) for i in table.inputs),
        ),
        fixed=tuple(rows),
    )


def _number(n: int, of: int) -> str:
    return f" {n} of {of}" if of > 1 else ""


def _bounds(column: Input) -> str:
    if column.kind == "choice":
        return f"{column.name.capitalize()}: {' or '.join(column.values)}"
    return f"{column.name.capitalize()}: {_WHOLE[column.kind]} from {column.low} to {column.high}"


def _value(column: Input) -> Column:
    key = f"case/{column.name}"
    title = column.name.capitalize()
    if column.kind == "choice":
        return Column(key, title, "choice", options({v: v for v in column.values}), width="8em")
    return Column(key, title, "number", width="7em")


def _row_text(table: Table, rule: Any) -> str:
    cells = [f"{i.name} {c.text if c.text != '-' else 'any'}" for i, c in zip(table.inputs, rule.when, strict=True)]
    return f"{', '.join(cells)}: {', '.join(rule.then)}."


def _own(data: Mapping[str, Any]) -> list[Section]:
    inputs = [r for r in rows_of(data, "inputs") if r.get("id") and (r.get("name") or r.get("values"))]
    columns = tuple(_own_cell(r) for r in inputs)
    return [
        Section("about", "What is decided", shape="boxes",
                columns=(Column("name", "The table decides", "text", placeholder="who gets a rush order"),),
                fixed=({"id": "about"},)),
        Section(
            "inputs",
            "What it depends on",
            "Two or three inputs. The table below has a column for each.",
            columns=(
                Column("name", "Input", "text", placeholder="order value"),
                Column("kind", "It is", "choice", options({"number": "a number", "whole": "a whole number", "choice": "one of some names"}),
                       width="12em", help="Whole: days, pieces, people."),
                Column("values", "From which to which, or which names", "text",
                       placeholder="0 to 5000, or: new, known"),
            ),
            min_rows=2,
            max_rows=6,
            row_name="input",
        ),
        Section(
            "rows",
            "The rows",
            f"In a cell: {_TESTS}. \u201cUp to 8\u201d, \u201cmore than 8\u201d and \u201c8 to 16\u201d will do as well. Names with a "
            "comma between mean either. An open cell means any.",
            columns=(*columns, Column("then", "Then", "text", placeholder="same day")),
            min_rows=3,
            max_rows=40,
            row_name="row",
        ),
    ]  # fmt: skip


def _own_cell(row: Mapping[str, Any]) -> Column:
    example = "<=500" if row.get("kind") in ("number", "whole") else "new"
    name = str(row.get("name") or "Input")
    return Column(f"when/{row['id']}", name, "text", placeholder=example)


@laid_once
def shorter(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The section of 6.4."""
    key = case.exercises["6.4"]
    table = decision_table(case, key["table"])
    results = sorted({r.then[0] for r in table.rules})
    changes = "; ".join(
        f"{listed([f'{k} {v}' for k, v in c['when'].items()])} is to say {c['then']}"
        for c in key["changes"]
    )
    return [
        Section(
            "rows",
            f"{table.id} written anew",
            f"The change: {changes}. All else as it is. Open Material for the rows of today.",
            columns=(
                *(_cell(i) for i in table.inputs),
                Column("then", table.outputs[0].name.capitalize(), "choice",
                       options({r: r for r in results}), width="8em"),
            ),
            min_rows=4,
            max_rows=20,
            row_name="row",
            material=tuple(Item(r.id, _row_text(table, r), r.id) for r in table.rules),
        )
    ]  # fmt: skip


def _cell(column: Input) -> Column:
    key, title = f"when/{column.name}", column.name.capitalize()
    if column.kind != "choice":
        return Column(key, title, "text", placeholder="<25", help="<25, >=25, [25..30) or - for any.", width="9em")
    some = [", ".join(c) for n in range(1, len(column.values)) for c in combinations(column.values, n)]
    return Column(key, title, "choice", options({"-": "any", **{s: s.replace(", ", " or ") for s in some}}),
                  width="11em")  # fmt: skip
