"""Rules: what is read, how stale they are, what a register must not say, what a log shows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.cases import Case
from cxkit.marking.exercises.module06.material import EFFECTS, effect
from cxkit.techniques.artefact import ArtefactError
from cxkit.techniques.rules import (
    Rule,
    RuleRegister,
    dropped_laws,
    faults,
    informed,
    recall_precision,
    standing,
)
from cxkit.techniques.rules_clinic import (
    Clinic,
    Shorter,
    Shown,
    case_of,
    checked,
    gap_region,
    own_table,
    piece_cases,
    shorter_table,
    witness,
)
from cxkit.techniques.rules_effect import Effect, held, lasted, refused, waited_before, within
from cxkit.techniques.tables import Table
from tests.marking import rule_truth as m

WHOLE = {
    "code": "a1", "text": "No keys after twelve.", "type": "operational", "way": "manual",
    "origin": "the bank hall", "year": 1987, "owner": "desk", "effect": "two days",
    "decision": "keep", "reason": "One person alone should not hand over.", "challenged": 2020,
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "year"),
    [(1996, 1996), (1996.0, 1996), ("1996", 1996), ("June 1996", 1996), ("about 1996", 1996),
     ("unknown", None), ("?", None), ("", None), (None, None), ("long ago", "long ago"),
     ("1996 or 1998", "1996 or 1998"), (True, "True"), (19.5, "19.5")],
)  # fmt: skip
def test_a_year_may_be_typed_as_people_do(typed: object, year: object) -> None:
    assert Rule.read({"year": typed}).year == year


@pytest.mark.parametrize(
    ("typed", "number"),
    [(63, 63.0), ("63 %", 63.0), ("4,5 h", 4.5), ("2.6 days", 2.6), ("8 minutes", 8.0), ("", None),
     (None, None), ("about three", "about three"), (float("nan"), "nan"), (True, "True"), ("1e5", "1e5")],
)  # fmt: skip
def test_an_amount_may_be_typed_as_people_do(typed: object, number: object) -> None:
    assert Rule.read({"amount": typed}).amount == number


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({}, set()),
        ({"type": "regulatory", "citation": "Act 5", "decision": "retire"}, {"law"}),
        ({"type": "regulatory"}, {"citation"}),
        ({"type": "regulatory", "citation": " - "}, {"citation"}),
        ({"origin": "unknown", "challenged": None}, {"unexamined"}),
        ({"origin": "Nobody knows.", "challenged": None}, {"unexamined"}),
        ({"origin": "unknown"}, set()),  # somebody has challenged it since
        ({"origin": "unknown", "challenged": None, "decision": "change"}, set()),
        ({"origin": ""}, {"origin"}),
        ({"type": "", "way": ""}, {"type"}),
        ({"owner": "?"}, {"owner"}),
        ({"effect": ""}, {"effect"}),
        ({"reason": "It is old."}, {"reason"}),
        ({"year": 2022}, {"year"}),  # made after it was challenged
        ({"challenged": 2031}, {"year"}),
        ({"year": "long ago"}, {"year"}),
    ],
)
def test_what_cannot_stand_in_a_register(change: dict[str, Any], kinds: set[str]) -> None:
    found = faults([Rule.read(WHOLE | change)], 2026)
    assert {d.kind for d in found} == kinds
    assert all(d.rule == "A1" and d.text for d in found)


def test_a_blank_row_is_no_rule() -> None:
    assert faults([Rule(), Rule(code="B2")], 2026) == []


def test_a_law_is_known_by_its_type_or_by_the_key() -> None:
    rules = [Rule(id="a", type="regulatory", decision="retire"), Rule(id="b", decision="retire"),
             Rule(id="c", type="regulatory", decision="change")]  # fmt: skip
    assert [r.id for r in dropped_laws(rules)] == ["a"]
    assert [r.id for r in dropped_laws(rules, {"b", "c"})] == ["a", "b"]


def test_what_nobody_remembers_comes_first_and_then_the_longest_unlooked() -> None:
    rules = [Rule(code="new", year=2020), Rule(code="old", year=1987), Rule(code="lost"),
             Rule(code="law", year=1950, challenged=2024)]  # fmt: skip
    found = standing(rules, 2026)
    assert [s.rule for s in found] == ["LOST", "OLD", "NEW", "LAW"]
    assert [(s.age, s.unlooked, s.ever) for s in found] == [
        (None, None, False), (39, 39, False), (6, 6, False), (76, 2, True)]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "free", "both", "youden"),
    [("abc", "", (1.0, 1.0), 1.0), ("abcdef", "", (1.0, 0.5), 0.0), ("", "", (0.0, 0.0), 0.0),
     ("ab", "", (2 / 3, 1.0), 2 / 3), ("abcd", "d", (1.0, 1.0), 2 / 3), ("def", "", (0.0, 0.0), -1.0)],
)  # fmt: skip
def test_found_and_right(marked: str, free: str, both: tuple[float, float], youden: float) -> None:
    assert recall_precision("abc", marked, free) == pytest.approx(both)
    assert informed("abc", "def", marked) == pytest.approx(youden)


@pytest.mark.parametrize("rule", EFFECTS)
def test_an_effect_read_off_the_log_is_the_keys(case: Case, rule: str) -> None:
    truth, found = case.exercises["6.2"]["effects"][rule], effect(case, rule)
    assert (found.count, found.minutes) == (truth["count"], truth["minutes"])
    assert found.of == truth["of"]


LOG = [
    {"case": "1", "activity": "ready", "start": "2026-01-05T09:00", "end": "2026-01-05T09:10"},
    {"case": "1", "activity": "call", "start": "2026-01-05T10:00", "end": "2026-01-05T10:05"},
    {"case": "1", "activity": "sign", "start": "2026-01-05T11:00", "end": "2026-01-05T11:10"},
    {"case": "2", "activity": "refuse", "start": "2026-01-05T09:00", "end": "2026-01-05T09:01"},
]


def test_effects_by_hand() -> None:
    assert waited_before(LOG, "sign", passing=("call",)) == Effect(1, 2, 120)
    assert waited_before(LOG, "sign") == Effect(1, 2, 65)
    assert waited_before(LOG, "ready", until="sign") == Effect(1, 2, 120)
    assert refused(LOG, "refuse", "sign") == Effect(1, 2)
    assert lasted(LOG, "sign", (2, 3)) == Effect(1, 2, 6)
    assert held(LOG, "start", "end", longer=5) == Effect(2, 4, 26)
    assert (Effect(0, 0).share, Effect(0, 0).mean, Effect(1, 4, 8).share) == (0.0, 0.0, 0.25)


@pytest.mark.parametrize(
    ("said", "right"),
    [(100, True), (105, True), (95, True), (105.2, False), (None, False), ("100", False), (True, False)],
)
def test_within_five_per_cent(said: object, right: bool) -> None:
    assert within(said, 100) is right


# ---- tables ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["D1", "D2"])
def test_the_keys_witnesses_hold_and_show_only_what_they_show(case: Case, name: str) -> None:
    table = Table.read(case.tables[name])
    report = checked(table)
    for kind, rows in case.exercises["6.3"][name].items():
        for row in rows:
            held_ = {k for k in ("gaps", "conflicts", "overlaps", "subsumed")
                     if witness(report, k, row["witness"]).holds}  # type: ignore[arg-type]
            assert held_ == {kind}


def test_gaps_are_told_apart(case: Case) -> None:
    table = Table.read(case.tables["D1"])
    at = [gap_region(table, {"booked hours": h, "day": d, "customer": "trade"})
          for h, d in ((5, "weekday"), (8, "weekday"), (9, "Saturday"), (9, "weekday"))]  # fmt: skip
    assert at[0] == at[1] != at[2] and None not in at[:3] and at[3] is None


@settings(max_examples=30)
@given(st.data())
def test_a_witness_agrees_with_counting_rows(case: Case, data: st.DataObject) -> None:
    table = Table.read(case.tables[data.draw(st.sampled_from(["D1", "D2"]))])
    one = data.draw(st.sampled_from(piece_cases(table)))
    met, report = table.hits(one), checked(table)
    assert witness(report, "gaps", one).holds == (not met)
    assert witness(report, "conflicts", one).holds == (len({r.then for r in met}) > 1)
    agree = witness(report, "overlaps", one).holds or witness(report, "subsumed", one).holds
    assert agree == (len(met) > 1 and len({r.then for r in met}) == 1) or len(met) > 2


@pytest.mark.parametrize(
    ("given_", "words"),
    [({}, "Still open"), ({"booked hours": 3, "day": "weekday"}, "customer"),
     ({"booked hours": 41, "day": "weekday", "customer": "trade"}, "outside"),
     ({"booked hours": "many", "day": "weekday", "customer": "trade"}, "booked hours"),
     ({"booked hours": 3, "day": "Sunday", "customer": "trade"}, "day")],
)  # fmt: skip
def test_a_case_that_is_none_is_told(case: Case, given_: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        case_of(Table.read(case.tables["D1"]), Shown(case=given_))


def test_seven_and_a_half_hours_may_have_a_comma(case: Case) -> None:
    """As people type seven and a half in much of Europe."""
    one = Shown(case={"booked hours": "7,5", "day": "weekday", "customer": "trade"})
    assert case_of(Table.read(case.tables["D1"]), one)["booked hours"] == "7.5"


def test_ones_own_table_is_read_and_its_faults_are_placed() -> None:
    table = own_table(Clinic.read(m.own_table()))
    assert [i.kind for i in table.inputs] == ["number", "choice"] and checked(table).sound
    broken = m.own_table([("soon", "new", "x"), ("-", "nobody", "")])
    broken["inputs"][0]["values"] = "some"
    with pytest.raises(ArtefactError) as told:
        own_table(Clinic.read(broken))
    assert all(word in str(told.value) for word in ("value: expected bounds", "Row 1, value", "Row 2"))


def test_an_open_cell_of_ones_own_table_means_any() -> None:
    table = own_table(Clinic.read(m.own_table([("", "new", "a"), ("<=9", "known", "b")])))
    assert table.rules[0].when[0].any and not checked(table).sound


@pytest.mark.parametrize("data", [{}, {"inputs": [{"id": "i", "name": "x", "kind": "number"}]}])
def test_no_table_yet_is_told(data: dict[str, Any]) -> None:
    with pytest.raises(ArtefactError, match="at least one input and one row"):
        own_table(Clinic.read(data))


def test_a_shorter_table_keeps_inputs_and_bounds(case: Case) -> None:
    like = Table.read(case.tables["D2"])
    table = shorter_table(Shorter.read(m.shorter(case)), like)
    assert table.inputs == like.inputs and len(table.rules) == case.exercises["6.4"]["minimal"]


def test_a_register_knows_its_year() -> None:
    assert RuleRegister.read({"frame": [{"now": "2026"}]}).now == 2026
    assert RuleRegister.read({"frame": [{"now": "today"}]}).now is None
