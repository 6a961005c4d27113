"""Module 06: what the checks say at their edges, what no thought earns, and one's own rules."""

from __future__ import annotations

import random
from typing import Any

import pytest

from cxkit.cases.stream import Stream
from cxkit.marking import DONE, LOOK_AGAIN, NOT_STARTED, Mark, mark
from cxkit.marking.exercise import exercise
from cxkit.marking.exercises.module06 import hunt
from cxkit.marking.exercises.module06.clinic import TABLES, asked
from cxkit.marking.exercises.module06.court import court_rules, worth
from cxkit.marking.exercises.module06.hunt import places
from cxkit.marking.exercises.module06.material import (
    EFFECTS,
    decision_table,
    heard_debated,
    heard_lines,
    heard_rules,
    notices,
    old_rules,
)
from cxkit.marking.exercises.module06.shorter import changed, constant
from cxkit.techniques.rules import informed
from cxkit.techniques.rules_clinic import checked, gap_region, witness
from cxkit.techniques.tablesimplify import simplify

from . import rule_truth as m
from . import truth as t


def told(found: Mark, criterion: str) -> str:
    rows = next(r for r in found.results if r.id == criterion).findings
    return " ".join(f"{f.where}: {f.what} {f.why} {f.next}" for f in rows)


def _best(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[int(0.95 * len(values))]


# ---- 6.1 ------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["manual", "heard"])
def test_what_chance_earns_in_the_hunt_is_drawn_again(case: Any, section: str) -> None:
    true, wrong, _ = places(exercise("6.1").context(case))[section]
    lot, items = Stream(1, f"trivial 6.1 {section}"), sorted(true | wrong)
    values = [informed(true, wrong, [i for i in items if lot.pick((True, False))]) for _ in range(2000)]
    assert _best(values) == pytest.approx(hunt.TRIVIAL[section], abs=1e-3)


def test_the_rules_of_the_conversation_lie_in_what_is_shown(case: Any) -> None:
    lines, rules = heard_lines(case), heard_rules(case)
    assert set(rules) <= set(lines) and len(rules) >= 8
    assert heard_debated(case) <= set(lines) and not heard_debated(case) & set(rules)


def test_a_mark_beside_the_rules_is_told_and_so_is_a_rule_that_is_missing(case: Any) -> None:
    found = mark("6.1", m.hunt(case, missed=3, extra=2), case)
    said = told(found, "manual")
    assert "Marked as a rule" in said and "Not marked" in said and "Further places" in said


# ---- 6.2 ------------------------------------------------------------------------------------


def test_every_notice_names_the_year_of_its_rule(case: Any) -> None:
    truth, text = case.service_key["rules"], notices(case)
    for rule, notice in old_rules(case).items():
        year = str(truth[rule]["year"])
        assert year in text[notice] or f"/{year[2:]}" in text[notice]
    assert set(EFFECTS) == {i for i, r in truth.items() if r["obsolete"]}


@pytest.mark.parametrize(
    ("amount", "right"),
    [(62.9, True), (0.629, True), ("63 %", True), (63, True), (59, False), (170, False), ("most", False),
     (None, False), (0, False)],
)  # fmt: skip
def test_an_effect_is_right_within_five_per_cent(case: Any, amount: object, right: bool) -> None:
    found = mark("6.2", m.register(case, R02=amount), case)
    assert (next(r for r in found.results if r.id == "effect").state == DONE) == right


def test_a_notice_without_its_year_is_half(case: Any) -> None:
    data = t.every(m.register(case), "old", year=None)
    found = mark("6.2", data, case)
    assert next(r for r in found.results if r.id == "origin").value == pytest.approx(0.5)
    assert "no year" in told(found, "origin")


# ---- 6.3 ------------------------------------------------------------------------------------


def test_every_fault_of_the_tables_is_asked_for_once(case: Any) -> None:
    rows = asked(exercise("6.3").context(case))
    for section, name in TABLES.items():
        verdicts = checked(decision_table(case, name)).verdicts
        found = {k: v.count for k, v in verdicts.items() if k not in ("mergeable",) and v.count}
        kinds = list(rows[section].values())
        assert {k: kinds.count(k) for k in kinds} == found


def test_cases_by_lot_earn_next_to_nothing(case: Any) -> None:
    context, lot = exercise("6.3").context(case), random.Random(6)
    rows = asked(context)

    def drawn(table: Any) -> dict[str, Any]:
        return {i.name: lot.choice(i.values) if i.values else lot.randint(int(i.low), int(i.high))
                for i in table.inputs}  # fmt: skip

    values = []
    for _ in range(300):
        right, whole = 0, 0
        for section, name in TABLES.items():
            table, gaps = decision_table(case, name), set()
            for kind in rows[section].values():
                one, whole = drawn(table), whole + 1
                region = gap_region(table, one) if kind == "gaps" else None
                right += witness(checked(table), kind, one).holds and region not in gaps
                gaps |= {region} - {None}
        values.append(right / whole)
    assert _best(values) <= 1 / 3 + 1e-9


OWN = {
    "sound": (None, DONE, "sound", "by one row only"),
    "a gap": ([("<=500", "new", "a"), ("<=500", "known", "b"), (">600", "-", "c")], LOOK_AGAIN, "sound", "No rule covers"),
    "a conflict": ([("<=500", "-", "a"), (">500", "-", "b"), (">=500", "new", "c")], LOOK_AGAIN, "sound", "both cover"),
    "two rows": ([("<=500", "-", "a"), (">500", "-", "b")], LOOK_AGAIN, "readable", "3 are asked for"),
    "more rows than a person types": ([("<=500", "new", "a")] * 61, LOOK_AGAIN, "readable", "at most 60 rows"),
    "a cell that is none": ([("soon", "new", "a"), ("-", "known", "b"), ("-", "-", "c")], LOOK_AGAIN, "readable", "Row 1, value"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "state", "criterion", "words"), OWN.values(), ids=OWN)
def test_ones_own_table_is_verified(
    case: Any, rows: Any, state: str, criterion: str, words: str
) -> None:
    found = mark("6.3", m.own_table(rows), case, mine=True)
    assert found.state == state and words in told(found, criterion)


def test_a_hint_to_join_rows_is_no_fault(case: Any) -> None:
    rows = [("<=500", "new", "a"), ("<=500", "known", "a"), (">500", "-", "b")]
    found = mark("6.3", m.own_table(rows), case, mine=True)
    assert found.state == DONE and "One rule with customer -" in told(found, "sound")


# ---- 6.4 ------------------------------------------------------------------------------------


def test_the_change_leaves_one_table_and_six_rows_suffice(case: Any) -> None:
    context = exercise("6.4").context(case)
    table = changed(context)
    assert checked(table).verdicts["gaps"].state == "none"
    assert len(simplify(table).table.rules) == context.key["minimal"]
    assert constant(context) < 0.9


@pytest.mark.parametrize(
    ("place", "row", "words"),
    [(1, (">=25", "car", "credit", "\u00a3328"), "yours says \u00a3328"), (5, ("-", "van", "-", "\u00a3378"), "They differ"),
     (0, ("", "car", "", "\u00a3378"), "yours says"), (3, ("-", "van", "credit", ""), "expected a result")],
)  # fmt: skip
def test_where_a_table_differs_a_case_is_told(case: Any, place: int, row: Any, words: str) -> None:
    rows = m.six_rows(case)
    rows[place] = row
    found = mark("6.4", m.shorter(case, rows), case)
    assert found.state == LOOK_AGAIN and words in told(found, "same")


# ---- 6.5 ------------------------------------------------------------------------------------


def test_verdicts_without_thought_stay_below_the_bound(case: Any) -> None:
    context, lot = exercise("6.5").context(case), Stream(1, "trivial 6.5")
    rules, bounds = court_rules(context), exercise("6.5").criteria[1].bounds
    verdicts = ("keep", "change", "retire")
    for one in verdicts:
        assert sum(worth(r, one) for r in rules.values()) / len(rules) <= bounds.trivial  # type: ignore[union-attr]
    values = []
    for _ in range(2000):
        said = {i: lot.pick(verdicts) for i in rules}
        dropped = any(said[i] == "retire" and r["type"] == "regulatory" for i, r in rules.items())
        value = sum(worth(r, said[i]) for i, r in rules.items()) / len(rules)
        values.append(0.0 if dropped else value)
    assert _best(values) <= bounds.trivial  # type: ignore[union-attr]


def test_a_dropped_law_closes_everything(case: Any) -> None:
    law = next(i for i, r in court_rules(exercise("6.5").context(case)).items()
               if r["type"] == "regulatory")  # fmt: skip
    found = mark("6.5", m.court(case, **{law: "retire"}), case)
    assert found.share == 0 and "(invented)" in told(found, "law")


def test_what_stands_beside_the_key_is_a_remark(case: Any) -> None:
    found = mark("6.5", m.court(case, softened=1), case)
    assert found.state == DONE and "last challenged" in told(found, "verdicts")


OWN_RULES = {
    "three rules": ({}, DONE, "filled", "3 rules"),
    "a law retired": ({"type": "regulatory", "citation": "Act 5", "decision": "retire"}, LOOK_AGAIN, "law", "cannot be retired"),
    "a law without a name": ({"type": "regulatory"}, LOOK_AGAIN, "law", "no law is named"),
    "unknown and kept": ({"origin": "unknown"}, LOOK_AGAIN, "law", "it is kept"),
    "unknown and changed": ({"origin": "unknown", "decision": "change"}, DONE, "law", "No law is retired"),
    "unknown, and challenged since": ({"origin": "unknown", "challenged": 2020}, DONE, "law", "No law"),
    "no owner": ({"owner": ""}, LOOK_AGAIN, "filled", "Nobody answers"),
    "no reason": ({"reason": "old"}, LOOK_AGAIN, "reasons", "too short"),
    "a year to come": ({"year": 2031}, LOOK_AGAIN, "filled", "after 2026"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "state", "criterion", "words"), OWN_RULES.values(), ids=OWN_RULES)
def test_ones_own_register_is_held_against_itself(
    case: Any, change: dict[str, Any], state: str, criterion: str, words: str
) -> None:
    found = mark("6.5", m.own_register(**change), case, mine=True)
    assert found.state == state and words in told(found, criterion)
    assert {r.id for r in found.results} == {"law", "filled", "reasons"}


def test_ones_own_form_untouched_is_not_started(case: Any) -> None:
    for name in ("6.3", "6.5"):
        assert mark(name, {"frame": [{"id": "frame", "now": None}]}, case, mine=True).state == NOT_STARTED
