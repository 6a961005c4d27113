"""Decision tables: reading cells and tables, the faults of the case's tables, the budget."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from cxkit.bench.tables import pigeons, realistic
from cxkit.techniques.artefact import ArtefactError
from cxkit.techniques.tablecell import parse, show, value_of
from cxkit.techniques.tablecover import Budget
from cxkit.techniques.tables import Table
from cxkit.techniques.tablesame import same
from cxkit.techniques.tablesimplify import simplify
from cxkit.techniques.tableverify import KINDS_OF, verify

CASE = Path(__file__).resolve().parents[2] / "course/cases/rowan-vale"
KEY = json.loads((CASE / "key-service.json").read_text("utf-8"))["exercises"]
TABLES = {t["id"]: t for t in json.loads((CASE / "tables.json").read_text("utf-8"))}


def _table(rows: list[tuple[str, ...]], policy: str = "U", **inputs: dict[str, Any]) -> Table:
    """Rows of cells with the result last; inputs by name."""
    columns = [{"name": n, **given} for n, given in inputs.items()]
    rules = [{"id": f"R{n}", "when": r[:-1], "then": [r[-1]]} for n, r in enumerate(rows, 1)]
    return Table.read({"id": "T", "hit_policy": policy, "inputs": columns, "rules": rules,
                       "outputs": [{"name": "result", "values": ["a", "b", "c"]}]})  # fmt: skip


HOURS = {"type": "number", "from": 0, "to": 40}
AGE = {"type": "whole", "from": 21, "to": 80}
DAY = {"type": "choice", "values": ["weekday", "Saturday"]}
TOWN = {"type": "choice"}


# ---- cells ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "spelt"),
    [
        (" - ", "number", "-"), ("8", "number", "8"), ("= 8.0", "number", "8"), ("<= 8", "number", "<=8"),
        ("]8..16]", "number", "(8..16]"), ("[8 .. 16[", "number", "[8..16)"), ("+.50", "number", "0.5"),
        ("<2,>8", "number", "<2, >8"), ("not( 3 )", "whole", "not(3)"), ("-3", "whole", "-3"),
        ("[-3..-1]", "whole", "[-3..-1]"), ("1, 500", "whole", "1, 500"),
        ('date("2026-03-01")', "date", "2026-03-01"), (">=2026-03-01", "date", ">=2026-03-01"),
        ("Yes", "boolean", "true"), ("not(no)", "boolean", "not(false)"),
        ('"van"', "choice", "van"), ("van,car", "choice", "van, car"), ('"a, b"', "choice", '"a, b"'),
        ('"-"', "choice", '"-"'),
    ],
)  # fmt: skip
def test_a_cell_has_one_spelling(text: str, kind: Any, spelt: str) -> None:
    cell = parse(text, kind)
    assert cell.text == spelt
    assert parse(spelt, kind) == cell


@pytest.mark.parametrize(
    ("text", "kind", "value", "holds"),
    [
        ("<=8", "number", "8", True), ("<8", "number", "8", False), ("(8..16]", "number", "8", False),
        ("(8..16]", "number", "16", True), ("0.1", "number", ".10", True), ("not(3)", "whole", "3", False),
        ("<2, >8", "whole", "5", False), (">2026-02-28", "date", "2026-03-01", True),
        ("-", "boolean", "true", True), ("van, car", "choice", "car", True),
        ("not(van, car)", "choice", "car", False),
    ],
)  # fmt: skip
def test_a_cell_holds_what_it_says(text: str, kind: Any, value: str, holds: bool) -> None:
    assert parse(text, kind).holds(value_of(value, kind)) is holds


@pytest.mark.parametrize(("value", "kind"), [("-0.05", "number"), ("12", "whole"), ("2026-03-01", "date"), ("é", "choice")])
def test_a_value_comes_back(value: str, kind: Any) -> None:
    assert show(value_of(value, kind), kind) == value


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("", "number", "found nothing"), ("8.5", "whole", "expected a whole number"),
        ("1e9", "number", "expected a number"), ("inf", "number", "expected a number"),
        ("2026-02-30", "date", "there is no day 2026-02-30"), ("8", "boolean", "expected true or false"),
        ("[2..2)", "number", "nothing lies in the interval"), ("(2..3)", "whole", "nothing lies in"),
        ("[3..2]", "whole", "reversed"), ("==3", "number", "operator"), ("!=3", "number", "operator"),
        ("9" * 1001, "number", "at most 1000 characters"), (">5", "choice", "expected a name"),
    ],
)  # fmt: skip
def test_a_cell_that_says_nothing_is_told(text: str, kind: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse(text, kind)


# ---- tables ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("rules", 1, "when", 0), "eight", "Rule C2, booked hours: expected a number"),
        (("rules", 1, "when"), ["-"], "Rule C2: expected 3 conditions, found 1"),
        (("rules", 1, "then"), [], "Rule C2: expected 1 results, found 0"),
        (("rules", 1, "id"), "C1", "Rule C1: expected an id of its own"),
        (("rules",), "C1", "expected a list of rules"),
        (("rules", 0), 7, "rules, number 1: expected a group of fields"),
        (("inputs", 0, "from"), 50, "Input 1: the bounds are reversed"),
        (("inputs", 0, "from"), "x", "Input 1: from: expected a number"),
        (("inputs", 1, "values"), ["a", "a"], "Input 2: expected values that differ"),
        (("inputs", 1, "type"), None, "Input 2: expected a type among"),
        (("inputs",), [], "a column is missing"),
        (("hit_policy",), "P", "every output lists its values"),
        (("outputs", 0, "values"), ["van"], "expected one of van; found 'no car'"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(path: tuple[Any, ...], value: Any, told: str) -> None:
    data = copy.deepcopy(TABLES["D1"])
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ArtefactError) as found:
        Table.read(data)
    assert told in str(found.value)


def test_a_table_is_data_and_back() -> None:
    for data in TABLES.values():
        assert Table.read(data).data() == data


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("U", [("a",), ("b",)]), ("A", [("a",), ("b",)]), ("F", [("b",)]), ("P", [("a",)]),
     ("C", [("a",), ("a",), ("b",)])],
)  # fmt: skip
def test_what_follows_where_several_rules_cover_a_case(policy: str, expected: list[Any]) -> None:
    table = _table([("-", "b"), ("<8", "a"), ("<9", "a")], policy, hours=HOURS)
    assert table.outcome({"hours": 5}) == expected


@pytest.mark.parametrize(
    ("case", "told"),
    [({}, "lacks hours"), ({"hours": 41}, "outside the table's bounds"), ({"hours": "x"}, "expected a number"),
     ({"hours": float("nan")}, "expected a number"), ({"hours": True}, "expected a number")],
)  # fmt: skip
def test_a_case_outside_the_table_is_told(case: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        _table([("-", "a")], hours=HOURS).hits(case)


# ---- faults ---------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", sorted(TABLES))
def test_the_tables_of_the_case_have_the_faults_of_the_key_and_no_others(id_: str) -> None:
    report, key = verify(Table.read(TABLES[id_])), KEY["6.3"][id_]
    assert report.verdicts["gaps"].count == len(key["gaps"])
    for kind in ("conflicts", "overlaps", "subsumed"):
        expected = {frozenset(fault["rows"]) for fault in key[kind]}
        assert {frozenset(pair) for pair in report.pairs(kind)} == expected
    assert report.verdicts["duplicates"].count == report.verdicts["unreachable"].count == 0
    assert all(v.exact for v in report.verdicts.values()) and not report.sound


def test_a_gap_is_told_in_a_sentence() -> None:
    gap = verify(Table.read(TABLES["D1"])).verdicts["gaps"].findings[0]
    assert gap.text == (
        "No rule covers a case with booked hours 6, day weekday and customer trade. "
        "The gap: booked hours (4..8], day weekday and customer trade."
    )


FAULTY = [
    ("U", [("<=20", "a"), (">20", "b")], {}),
    ("U", [("<20", "a"), (">20", "b")], {"gaps": [()]}),
    ("U", [("<=20", "a"), (">=20", "b")], {"conflicts": [("R1", "R2")]}),
    ("A", [("<=20", "a"), (">=20", "b")], {"conflicts": [("R1", "R2")]}),
    ("F", [("<=20", "a"), (">=20", "b")], {}),
    ("U", [("<=20", "a"), (">=20", "a")], {"overlaps": [("R1", "R2")], "mergeable": [("R1", "R2")]}),
    ("U", [("-", "a"), (">=20", "a")], {"subsumed": [("R2", "R1")]}),
    ("F", [(">=20", "a"), ("-", "a")], {"subsumed": [("R1", "R2")]}),
    ("F", [(">=20", "a"), (">30", "b"), ("-", "a")],
     {"unreachable": [("R2", "R1")]}),
    ("F", [(">=30", "a"), (">20", "b"), ("-", "a")], {}),
    ("F", [("-", "a"), (">=20", "b")], {"unreachable": [("R2", "R1")]}),
    ("F", [("<20", "a"), (">=20", "b"), ("-", "c")], {"unreachable": [("R3", "R1", "R2")]}),
    ("P", [("-", "c"), ("<20", "a"), (">=20", "b")], {"unreachable": [("R1", "R2", "R3")]}),
    ("U", [("-", "a"), ("not(<=40)", "b")], {"unreachable": [("R2",)]}),
    ("U", [("-", "a"), (">40", "b")], {"unreachable": [("R2",)]}),
    ("C", [("-", "a"), ("[0..40]", "a")], {"duplicates": [("R1", "R2")]}),
    ("C", [("-", "a"), ("<8", "a")], {}),
    ("U", [], {"gaps": [()]}),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "rows", "expected"), FAULTY)
def test_each_kind_of_fault(policy: str, rows: list[Any], expected: dict[str, Any]) -> None:
    report = verify(_table(rows, policy, hours=HOURS))
    assert {k: report.pairs(k) for k in KINDS_OF[policy] if report.pairs(k)} == expected
    assert report.sound == (not expected.keys() - {"mergeable"})


@pytest.mark.parametrize(
    ("inputs", "row", "case"),
    [
        ({"hours": {"type": "number"}}, ("<=0.1",), {"hours": 1}),
        ({"hours": {"type": "number"}}, (">0.1",), {"hours": -1}),
        ({"hours": {"type": "number", "from": 0, "to": 0.001}}, ("<0.001",), {"hours": 0.001}),
        ({"hours": HOURS}, ("not((0.1..0.2))",), {"hours": 0.15}),
        ({"age": {"type": "whole"}}, ("<3",), {"age": 3}),
        ({"age": AGE}, ("not(30)",), {"age": 30}),
        ({"day": {"type": "date"}}, (">=2026-03-01",), {"day": "2026-02-28"}),
        ({"town": TOWN}, ("Ayr, Bath",), {"town": "something else"}),
        ({"card": {"type": "boolean"}}, ("true",), {"card": False}),
    ],
)
def test_the_case_of_a_gap_is_easy_to_read(inputs: Any, row: Any, case: dict[str, Any]) -> None:
    table = _table([(*row, "a")], **inputs)
    gap = verify(table).verdicts["gaps"].findings[0]
    assert gap.case == case and not table.hits(case)


# ---- budget ---------------------------------------------------------------------------------


def test_a_table_made_to_take_long_is_left_open_and_settled_with_more_steps() -> None:
    table = Table.read(pigeons(4))
    short = verify(table, Budget(50))
    assert short.verdicts["gaps"].state == "not settled within budget" and not short.sound
    assert "50 steps" in short.verdicts["gaps"].proof and short.steps == 50
    assert verify(table).verdicts["gaps"].state == "none"
    less = table.with_rules(table.rules[1:])
    gap = verify(less).verdicts["gaps"].findings[0]
    assert not less.hits(gap.case or {})


def test_an_open_equivalence_keeps_the_table() -> None:
    table = Table.read(pigeons(4))
    wider = table.with_rules([*table.rules, _rule_of_all(table)])
    assert same(table, wider, Budget(50)).state == "not settled within budget"
    assert same(table, wider).state == "same"
    assert simplify(wider).table.rules[0].when == wider.rules[-1].when


def _rule_of_all(table: Table) -> Any:
    from cxkit.techniques.tables import Rule

    return Rule("all", tuple(parse("-", i.kind) for i in table.inputs), ("no",))


def test_a_realistic_table_of_two_thousand_rows_is_settled() -> None:
    report = verify(Table.read(realistic(2000, 8, seed=1)))
    assert {k: v.count for k, v in report.verdicts.items() if k in ("gaps", "subsumed")} == {
        "gaps": 3, "subsumed": 2}  # fmt: skip
    assert all(v.exact for v in report.verdicts.values()) and report.steps < 100_000


# ---- simpler --------------------------------------------------------------------------------


def test_the_table_of_exercise_six_four_comes_down_to_its_minimum() -> None:
    key = KEY["6.4"]
    data = copy.deepcopy(TABLES[key["table"]])
    for n, change in enumerate(key["changes"]):
        when = [change["when"].get(i["name"], "-") for i in data["inputs"]]
        data["rules"].append({"id": f"N{n}", "when": when, "then": [change["then"]]})
    found = simplify(Table.read(data))
    assert len(found.table.rules) == key["minimal"] and found.proof.state == "same"
    assert verify(found.table).sound
    assert any("takes in" in step for step in found.steps)


@pytest.mark.parametrize(
    ("policy", "rows", "left"),
    [
        ("U", [("<=8", "weekday", "a"), (">8", "weekday", "a"), ("-", "Saturday", "a")], [("-", "-")]),
        ("U", [("<8", "-", "a"), (">30", "-", "a")], [("<8", "-"), (">30", "-")]),
        ("F", [("<8", "-", "a"), ("-", "-", "b"), (">8", "-", "a")], [("<8", "-"), ("-", "-")]),
        ("F", [("<8", "-", "a"), ("-", "Saturday", "b"), ("[8..40]", "-", "a")],
         [("<8", "-"), ("-", "Saturday"), ("[8..40]", "-")]),
        ("C", [("-", "-", "a"), ("<8", "-", "a")], [("-", "-"), ("<8", "-")]),
        ("A", [("<9", "-", "a"), ("<20", "-", "b"), (">8", "-", "a")], [("-", "-"), ("<20", "-")]),
    ],
)  # fmt: skip
def test_what_is_left_of_a_table(policy: str, rows: list[Any], left: list[Any]) -> None:
    found = simplify(_table(rows, policy, hours=HOURS, day=DAY))
    assert [tuple(c.text for c in r.when) for r in found.table.rules] == left


def test_tables_compare_whatever_the_order_of_inputs() -> None:
    one = _table([("<8", "weekday", "a")], hours=HOURS, day=DAY)
    two = _table([("weekday", "[0..8)", "a")], day=DAY, hours=HOURS)
    assert same(one, two).state == "same"
    less = same(one, _table([("weekday", "<=8", "a")], day=DAY, hours=HOURS))
    assert (less.state, less.case) == ("different", {"hours": 8, "day": "weekday"})


@pytest.mark.parametrize(
    ("policy", "inputs", "told"),
    [("F", {"hours": HOURS}, "same hit policy, found U and F"), ("U", {"hours": AGE}, "they differ in hours"),
     ("U", {"age": HOURS}, "they differ in age, hours")],
)  # fmt: skip
def test_tables_that_cannot_be_compared_are_told(policy: str, inputs: Any, told: str) -> None:
    with pytest.raises(ArtefactError, match=told):
        same(_table([("-", "a")], hours=HOURS), _table([("-", "a")], policy, **inputs))
