"""What would have been without a rule: exactly nothing for no rule, less of its own harm for one."""

from __future__ import annotations

import dataclasses

import pytest

from cxkit import cases
from cxkit.cases import CaseError
from cxkit.cases.rowan_vale.what_if import MEASURES

ALL = ("R02", "R03", "R05", "R07", "R09", "R13")


@pytest.fixture(scope="module")
def without_all(case):
    return cases.what_if(case, ALL)


def blocks(result):
    return [result["measures"], *result["periods"].values()]


@pytest.mark.parametrize("remove", [(), ("R08",), ("R12", "R18")])
def test_a_change_that_changes_nothing_is_exactly_nothing(case, remove):
    for block in blocks(cases.what_if(case, remove, draws=200)):
        for name in MEASURES:
            found = block[name]
            assert (found["low"], found["difference"], found["high"]) == (0, 0, 0)
            assert found["before"] == found["after"]


def test_all_six_gone_reach_cost_revenue_and_service_in_both_periods(without_all):
    for block in blocks(without_all):
        assert block["cost"]["high"] < 0 < block["revenue"]["low"]
        assert block["rating"]["low"] > 0 and block["elapsed_hours"]["high"] < 0
        assert block["contacts"]["high"] < 0 and block["waiting_days"]["high"] < 0


@pytest.mark.parametrize("rule", ALL)
def test_each_rule_alone_takes_its_own_harm_away_and_no_other_rules(case, rule):
    found = cases.what_if(case, [rule], draws=100)["rules"]
    before, after = found[rule]["before"], found[rule]["after"]
    assert after["count"] < before["count"] and after["minutes"] <= before["minutes"]
    # Other rules may act a little more or less, as cars are ready at other hours.
    assert all(found[other]["after"]["count"] > 0 for other in ALL if other != rule)


@pytest.mark.parametrize(
    ("rule", "measure"),
    [("R03", "contacts"), ("R07", "elapsed_hours"), ("R09", "cost"), ("R13", "elapsed_hours")],
)
def test_each_obsolete_rule_leaves_a_mark_that_can_be_told_from_chance(case, rule, measure):
    found = cases.what_if(case, [rule])["measures"][measure]
    assert found["low"] <= found["difference"] <= found["high"] < 0


def test_order_of_the_rules_and_a_second_call_make_no_difference(case, without_all):
    assert cases.what_if(case, reversed(ALL)) == without_all


def test_before_is_what_the_log_says(case, without_all):
    ratings = [row["rating"] for row in case.event_log if row["rating"]]
    assert without_all["measures"]["rating"]["before"] == pytest.approx(sum(ratings) / 1200, abs=1e-4)
    contacts = sum(row["customer_contact"] for row in case.event_log)
    assert without_all["measures"]["contacts"]["before"] == pytest.approx(contacts / 1200, abs=1e-4)


@pytest.mark.parametrize(
    ("remove", "draws", "said"),
    [
        (["R99"], 1000, "found R99"),
        ("R03", 1000, "Expected a list of rule ids"),
        (["R06"], 1000, "R06 is set by law"),
        (["R03"], 5, "at least 100 draws"),
    ],
)
def test_what_cannot_be_asked_is_said(case, remove, draws, said):
    with pytest.raises(CaseError, match=said):
        cases.what_if(case, remove, draws)


def test_a_case_without_a_simulation_is_named(case):
    with pytest.raises(CaseError, match="elsewhere.*rowan-vale"):
        cases.what_if(dataclasses.replace(case, name="elsewhere"), [])
