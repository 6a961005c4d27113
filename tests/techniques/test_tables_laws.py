"""Verdicts on random decision tables: those of trying every combination, and those of z3."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxkit.techniques.tablecell import parse
from cxkit.techniques.tables import Rule, Table
from cxkit.techniques.tablesame import same
from cxkit.techniques.tablesimplify import simplify
from cxkit.techniques.tableverify import KINDS_OF, verify

from .table_oracles import DAY, WORLD, DrawnTable, Solver, grid, probes, said, tables, tried

Test = Callable[..., None]


def _laws(count: int) -> Callable[[Test], Test]:
    return settings(
        max_examples=count, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@_laws(150)
@given(tables())
def test_verdicts_are_those_of_every_combination_tried(drawn: DrawnTable) -> None:
    _as_tried(drawn)


@_laws(40)
@given(tables())
def test_verdicts_are_those_of_z3(drawn: DrawnTable) -> None:
    _as_solved(drawn)


@_laws(150)
@given(tables())
def test_a_simpler_table_says_the_same(drawn: DrawnTable) -> None:
    _simpler(drawn)


@_laws(150)
@given(tables(most=4), st.data())
def test_two_tables_are_the_same_if_they_say_the_same_of_every_combination(
    drawn: DrawnTable, data: Any
) -> None:
    _compared(drawn, data)


@pytest.mark.long
@pytest.mark.timeout(1800)
@_laws(5000)
@given(tables(most=8), st.data())
def test_five_thousand_tables(drawn: DrawnTable, data: Any) -> None:
    _as_tried(drawn)
    _as_solved(drawn)
    _simpler(drawn)
    _compared(drawn, data)


def _as_tried(drawn: DrawnTable) -> None:
    table = Table.read(drawn.data)
    report, truth = verify(table), tried(drawn)
    for kind in KINDS_OF[drawn.policy]:
        verdict = report.verdicts[kind]
        assert verdict.exact
        if kind == "gaps":
            assert verdict.count == truth["gaps"]
        elif kind == "unreachable":
            assert {f.rules[0] for f in verdict.findings} == truth[kind]
        elif kind != "mergeable":
            assert {frozenset(f.rules) for f in verdict.findings} == truth[kind], kind
    for finding in report.findings:
        _shown(table, finding)
        if finding.kind == "mergeable":
            _merged(drawn, table, finding)


def _shown(table: Table, finding: Any) -> None:
    """The case of a finding truly shows it, by the table's own reading of the case."""
    if finding.case is None:
        return
    met = {r.id for r in table.hits(finding.case)}
    if finding.kind == "gaps":
        assert not met
    elif finding.kind == "unreachable":
        assert len(met) > 1 and finding.rules[0] in met and met & set(finding.rules[1:])
    elif finding.kind == "mergeable":
        assert met & set(finding.rules)
    else:
        assert set(finding.rules) <= met


def _merged(drawn: DrawnTable, table: Table, finding: Any) -> None:
    """One rule in the place of the first truly says what the mergeable ones say."""
    old = [r for r in table.rules if r.id in finding.rules]
    cells = [parse(finding.where[i.name], i.kind, i.values) for i in table.inputs]
    one = Rule(old[0].id, tuple(cells), old[0].then)
    rules = [one if r is old[0] else r for r in table.rules if r is old[0] or r not in old]
    joined = table.with_rules(rules)
    for place in grid(drawn):
        case = _case(drawn, place)
        assert joined.outcome(case) == table.outcome(case)


def _as_solved(drawn: DrawnTable) -> None:
    truth = Solver(drawn).verdicts()
    unique, first = (
        verify(Table.read({**drawn.data, "hit_policy": policy})) for policy in ("U", "F")
    )
    assert (unique.verdicts["gaps"].state == "found") == truth["gap"]
    meet = {p for k in ("conflicts", "overlaps", "subsumed", "duplicates") for p in unique.pairs(k)}
    assert {frozenset(p) for p in meet} == {frozenset((f"R{a}", f"R{b}")) for a, b in truth["meet"]}
    assert set(unique.pairs("subsumed")) <= {(f"R{a}", f"R{b}") for a, b in truth["within"]}
    hidden = {f.rules[0] for f in first.verdicts["unreachable"].findings}
    doubled = {f.rules[1] for f in first.verdicts["duplicates"].findings}
    assert hidden | doubled == {f"R{n}" for n in truth["hidden"]}


def _simpler(drawn: DrawnTable) -> None:
    table = Table.read(drawn.data)
    found = simplify(table)
    assert found.proof.state == "same"
    assert len(found.table.rules) <= len(table.rules)
    for place, expected in said(drawn).items():
        got = found.table.outcome(_case(drawn, place))
        assert got == table.outcome(_case(drawn, place))
        plain = [r for (r,) in got]
        assert plain == (sorted(expected or []) if drawn.policy in "UAC" else [expected] * bool(expected))
    again = verify(found.table).verdicts
    assert "subsumed" not in again or again["subsumed"].count == 0


def _case(drawn: DrawnTable, place: tuple[int, ...]) -> dict[str, Any]:
    values = {}
    for kind, n in zip(drawn.kinds, place, strict=True):
        value = probes(kind)[n]
        if kind == "date":
            value = str(DAY + timedelta(value))
        values[WORLD[kind]["name"]] = float(value) if kind in ("number", "endless") else value
    return values


def _compared(drawn: DrawnTable, data: Any) -> None:
    """Against itself with rows shuffled, taken out or given another result."""
    rows = list(drawn.rows)
    match data.draw(st.integers(0, 3)):
        case 0:
            rows = data.draw(st.permutations(rows))
        case 1:
            rows.pop(data.draw(st.integers(0, len(rows) - 1)))
        case 2:
            at = data.draw(st.integers(0, len(rows) - 1))
            rows[at] = (rows[at][0], data.draw(st.sampled_from("abc")))
        case _:
            at = data.draw(st.integers(0, len(rows) - 1))
            rows.insert(data.draw(st.integers(0, len(rows))), rows[at])
    other = DrawnTable(drawn.policy, drawn.kinds, rows)
    truth = said(drawn) == said(other)
    one, two = Table.read(drawn.data), Table.read(other.data)
    found = same(one, two)
    assert found.state == ("same" if truth else "different")
    if found.case is not None:
        assert one.outcome(found.case) != two.outcome(found.case)
