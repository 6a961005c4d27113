"""The rules as they are, as the firm knows them, and as the manual tells them."""

from __future__ import annotations

from collections import Counter

import pytest

from cxkit.cases.audit_tables import faults, hits, outcome
from cxkit.cases.rowan_vale import process
from cxkit.cases.rowan_vale.register import COURT

OBSOLETE = {"R02", "R03", "R05", "R07", "R09", "R13"}


@pytest.fixture(scope="module")
def truth(case):
    return case.service_key["rules"]


def test_eighteen_rules_six_obsolete_four_by_law(truth):
    assert len(truth) == 18
    assert {id_ for id_, rule in truth.items() if rule["obsolete"]} == OBSOLETE
    assert Counter(rule["type"] for rule in truth.values())["regulatory"] == 4
    assert {rule["type"] for rule in truth.values()} == {"operational", "strategic", "regulatory"}


def test_the_law_is_cited_as_invented_and_never_retired(truth):
    for id_, rule in truth.items():
        assert rule["citation"].endswith("(invented)") == (rule["type"] == "regulatory"), id_
        assert not (rule["type"] == "regulatory" and rule["decision"] == "retire")


def test_every_kind_of_rule_occurs_often_enough_to_be_told_apart(truth):
    for field in ("way", "seen"):
        assert min(Counter(rule[field] for rule in truth.values()).values()) >= 6, field


def test_the_register_shows_the_obvious_rules_without_their_forgotten_origins(case, truth):
    assert set(case.rules) == {id_ for id_, rule in truth.items() if rule["seen"] == "obvious"}
    for id_, shown in case.rules.items():
        assert shown["text"] == truth[id_]["text"]
        for field in ("type", "way", "owner", "citation"):
            assert shown[field] in ("", truth[id_][field])
        if truth[id_]["obsolete"]:
            assert (shown["origin"], shown["year"], shown["challenged"]) == ("", "", "")


@pytest.mark.parametrize("field", ["origin", "year", "challenged"])
def test_an_empty_field_alone_does_not_give_an_obsolete_rule_away(case, truth, field):
    empty = {id_ for id_, shown in case.rules.items() if not shown[field]}
    assert empty - OBSOLETE


def test_the_manual_states_every_rule_and_much_that_is_none(case, truth):
    stated = case.service_key["exercises"]["6.1"]["paragraphs"]
    assert set(stated.values()) == set(truth)
    assert set(stated) < set(case.manual)
    assert len(case.manual) - len(stated) >= 15
    debated = set(case.service_key["exercises"]["6.1"]["debated"])
    assert debated < set(case.manual) and not debated & set(stated)
    for id_, rule in truth.items():
        assert [n for n, r in stated.items() if r == id_] == rule["paragraphs"]


def test_the_origin_of_each_obsolete_rule_is_in_an_old_notice(case, truth):
    notices = [p["text"] for p in case.manual.values() if p["page"].startswith("7")]
    assert len(notices) == 6
    for id_ in OBSOLETE:
        year = str(truth[id_]["year"])
        assert sum(year in n or f"/{year[2:]}," in n for n in notices) == 1, id_


def test_rules_on_the_map_are_rules_of_the_house(case, truth):
    assert {step.rule for step in process.STEPS} - {""} < set(truth)
    assert set(process.BRANCH_RULES) < OBSOLETE


def test_the_court_tries_rules_of_every_sort(truth):
    assert len(COURT) == 8
    assert Counter(truth[id_]["decision"] for id_ in COURT) == {"retire": 4, "keep": 4}
    assert sum(truth[id_]["type"] == "regulatory" for id_ in COURT) == 2


@pytest.mark.parametrize(
    ("table", "counts"),
    [
        ("D1", {"gaps": 2, "conflicts": 1, "subsumed": 1, "overlaps": 0}),
        ("D2", {"gaps": 1, "conflicts": 0, "subsumed": 0, "overlaps": 1}),
    ],
)
def test_the_tables_have_the_seeded_faults_and_no_other(case, table, counts):
    found = faults(case.tables[table])
    assert {kind: len(rows) for kind, rows in found.items()} == counts
    stated = case.service_key["exercises"]["6.3"][table]
    for kind, items in stated.items():
        assert sorted(item["rows"] for item in items) == sorted(found[kind])
        for item in items:
            assert hits(case.tables[table], item["witness"]) == item["rows"], (kind, item)


def test_cases_that_no_two_rows_can_share_say_what_the_table_says(case):
    key = case.service_key["exercises"]["6.4"]
    assert len(key["apart"]) == key["minimal"]
    for item in key["apart"]:
        said = outcome(case.tables[key["table"]], item["case"])
        assert said == {item["then"]}


@pytest.mark.parametrize(
    ("cell", "value", "covered"),
    [
        ("-", 3, True), ("<=8", 8, True), ("<8", 8, False), (">8", 8, False), (">=8", 8, True),
        ("(8..16]", 8, False), ("[8..16)", 8, True), ("(8..16]", 16, True), ("[8..16)", 16, False),
        ("car", "car", True), ("car", "van", False),
    ],
)  # fmt: skip
def test_cells(cell, value, covered):
    table = {
        "inputs": [{"name": "x", "type": "number", "from": 0, "to": 40}],
        "rules": [{"id": "1", "when": [cell], "then": ["y"]}],
    }
    assert hits(table, {"x": value}) == (["1"] if covered else [])


def test_no_axis_of_the_rules_can_be_guessed(case):
    found = case.service_key["exercises"]["6.2"]
    assert set(found["trivial"]) == {"type", "way", "seen"}
    assert all(0 <= value < found["threshold"] for value in found["trivial"].values())
