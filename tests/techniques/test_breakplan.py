from __future__ import annotations

from typing import Any

import pytest

from cxkit.cases import Case
from cxkit.techniques.artefact import ArtefactError
from cxkit.techniques.breakchoice import Best, best, compare, dominated, in_order, trade_offs
from cxkit.techniques.breakplan import Catalogue, Plan, own_catalogue

ACTIONS: list[dict[str, Any]] = [
    {"id": "A1", "text": "Stand together", "breaks": ["1-2", "2-1"], "cost": 100, "days": 10},
    {"id": "A2", "text": "Tick boxes", "breaks": ["1-2"], "cost": 120, "days": 10},
    {
        "id": "A3",
        "text": "One system",
        "breaks": ["1-2", "2-1", "2-3", "3-4"],
        "cost": 50,
        "days": 200,
    },
    {"id": "A4", "text": "A board", "breaks": ["2-3"], "cost": 60, "days": 90},
    {"id": "A5", "text": "Ring at noon", "breaks": ["3-4"], "cost": 80, "days": 5},
]
WORTH = {"1-2": 10, "2-1": 5, "2-3": 8, "3-4": 2}
CATALOGUE = Catalogue.read({"actions": ACTIONS, "budget": 200})


def test_a_break_point_removed_twice_counts_once() -> None:
    assert CATALOGUE.removed(["A1", "A2", "A4"]) == {"1-2", "2-1", "2-3"}
    assert CATALOGUE.cost(["A1", "A4"]) == 160


def test_the_best_plan_keeps_to_money_and_days() -> None:
    found = best(CATALOGUE, WORTH)
    assert found is not None
    assert (found.actions, found.value, found.cost, found.exact) == (("A1", "A4"), 23, 160, True)


def test_what_is_dominated_and_by_what() -> None:
    # A3 would beat all and takes 200 days, so nothing is measured against it.
    assert dominated(CATALOGUE) == {"A2": "A1"}


EQUALS = {
    "all equal": ((10, 10), {}),
    "cheaper": ((9, 10), {"A": "B"}),
    "sooner": ((10, 9), {"A": "B"}),
    "cheaper and later": ((9, 11), {}),
}


@pytest.mark.parametrize(("other", "wanted"), EQUALS.values(), ids=EQUALS)
def test_of_two_that_do_the_same(other: tuple[int, int], wanted: dict[str, str]) -> None:
    made = [
        {"id": i, "text": "Do it", "breaks": "1-2", "cost": cost, "days": days}
        for i, (cost, days) in (("A", (10, 10)), ("B", other))
    ]
    assert dominated(Catalogue.read({"actions": made, "budget": 9})) == wanted


def test_each_decision_gives_something_up() -> None:
    found = trade_offs(CATALOGUE, WORTH)
    assert {a: (t.chosen, t.loss) for a, t in found.items()} == {
        "A1": (True, 5), "A2": (False, 5), "A3": (False, 0), "A4": (True, 6), "A5": (False, 6),
    }  # fmt: skip
    without = found["A1"].other
    assert without is not None and without.actions == ("A2", "A4")
    assert found["A3"].other is None


def test_the_plan_is_begun_with_what_adds_most_for_its_money() -> None:
    assert in_order(CATALOGUE, WORTH, ["A5", "A2", "A4", "A1"]) == ["A1", "A4", "A5", "A2"]
    assert in_order(CATALOGUE, WORTH, ["A3", "A5"]) == ["A5"]


PLANS = {
    "untouched": ({}, (0, 0), False, [("", "spare")]),
    "the best": ({"A1": "", "A4": ""}, (23, 160), True, []),
    "nearly": ({"A2": "the desk asked for it", "A4": ""}, (18, 180), False, [("A2", "dominated")]),
    "near enough": ({"A4": "", "A1": "x"}, (23, 160), True, []),
    "money left": ({"A1": ""}, (15, 100), False, [("", "spare")]),
    "too dear": ({"A1": "", "A4": "", "A5": ""}, (25, 240), False, [("", "budget")]),
    "to the last pound": ({"A2": "", "A5": ""}, (12, 200), False, [("A2", "dominated")]),
    "too long": ({"A3": "it is ordered already"}, (25, 50), False, [("A3", "long")]),
    "twice the same": ({"A1": "", "A2": ""}, (15, 220), False,
                       [("A2", "dominated"), ("A2", "nothing"), ("", "budget")]),
    "made up": ({"A9": "", "A1": "", "A4": ""}, (23, 160), True, [("A9", "unknown")]),
}  # fmt: skip


@pytest.mark.parametrize(("reasons", "sums", "near", "remarks"), PLANS.values(), ids=PLANS)
def test_a_choice_is_set_beside_the_best(
    reasons: dict[str, str], sums: tuple[int, int], near: bool, remarks: list[tuple[str, str]]
) -> None:
    found = compare(CATALOGUE, WORTH, reasons)
    assert (found.value, found.cost) == sums
    assert found.share == pytest.approx(sums[0] / 23)
    assert found.near is near
    assert [(r.action, r.kind) for r in found.remarks] == remarks
    for remark in found.remarks:
        assert remark.reason == reasons.get(remark.action, "")
        assert remark.text.endswith(".")


def test_within_fifteen_in_a_hundred_is_near() -> None:
    made = [{"id": i, "text": "Do it", "breaks": f"{i}-1", "cost": 1, "days": 1} for i in "ABC"]
    catalogue = Catalogue.read({"actions": made, "budget": 1})
    near = {i: compare(catalogue, {"A-1": 100, "B-1": 85, "C-1": 84}, {i: ""}).near for i in "ABC"}
    assert near == {"A": True, "B": True, "C": False}


def test_a_plan_where_nothing_can_be_had_is_neither_good_nor_bad() -> None:
    found = compare(Catalogue(()), {}, {})
    assert (found.share, found.near, found.remarks) == (1.0, False, ())


@pytest.mark.parametrize(
    ("typed", "known"),
    [(2400, 2400), ("£2,400", 2400), ("2400.00", 2400), ("2 400", 2400), ("0.5", 1), (0, 0),
     ("", None), (None, None), ("about 5", "about 5"), (-3, "-3"), ("nan", "nan"), ("1e99", "1e99"),
     (True, "True"), ([1], "[1]")],
)  # fmt: skip
def test_an_amount_may_be_typed_as_people_do(typed: object, known: object) -> None:
    assert Plan.read({"actions": [{"cost": typed}]}).actions[0].cost == known


OWN: dict[str, Any] = {
    "actions": [
        {"id": "r1", "code": "a", "text": "Stand together", "breaks": "1-2", "cost": "£100", "days": "9"},
        {"id": "r2", "code": "A", "text": "Another of that name", "breaks": "2-3", "cost": 1, "days": 1},
        {"id": "r3", "text": "Nobody has asked yet", "breaks": "2-3", "cost": "unknown"},
        {"id": "r4"},
    ],
    "frame": [{"budget": "£150"}],
    "chosen": [{"id": "c1", "action": "a", "chosen": "yes", "owner": "Ann"}, {"id": "r3", "chosen": "yes"}, {"id": "A9"}],
}  # fmt: skip


def test_a_plan_of_ones_own_needs_no_case() -> None:
    plan = Plan.read(OWN)
    catalogue = own_catalogue(plan)
    assert [(a.id, a.cost, a.days) for a in catalogue.actions] == [
        ("A", 100, 9),
        ("R3", None, None),
    ]
    assert catalogue.budget == 150
    assert plan.reasons == {"A": "", "R3": ""}
    assert plan.unowned == ["R3"]
    found = compare(catalogue, {"1-2": 1, "2-3": 1}, plan.reasons)
    assert [(r.action, r.kind) for r in found.remarks] == [("R3", "open")]


def test_more_actions_than_anybody_weighs_up_are_refused() -> None:
    rows = [{"id": f"r{n}", "text": "Do it", "breaks": "1-2"} for n in range(61)]
    with pytest.raises(ArtefactError) as error:
        own_catalogue(Plan.read({"actions": rows}))
    assert error.value.faults == ["actions: expected at most 60, found 61. Keep the likely ones."]


def test_the_best_plans_of_the_case_are_those_of_its_key(case: Case) -> None:
    catalogue, key = Catalogue.read(case.actions), case.exercises["5.5"]
    times = {p["id"]: p["times"] for p in case.actions["break_points"]}
    for worth, name in ((dict.fromkeys(times, 1), "by_number"), (times, "by_times")):
        found = best(catalogue, worth)
        assert found is not None and found.exact
        assert {"best": found.value, "plan": list(found.actions)} == key[name]
    assert list(dominated(catalogue)) == key["dominated"]
    found = compare(catalogue, times, dict.fromkeys(key["by_times"]["plan"], ""))
    assert (found.share, found.near, found.remarks) == (1.0, True, ())
    top = Best(tuple(key["by_times"]["plan"]), key["by_times"]["best"], found.cost)
    assert compare(catalogue, times, {"X05": ""}, top) == compare(catalogue, times, {"X05": ""})
