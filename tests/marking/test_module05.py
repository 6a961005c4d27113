"""Module 05: what the checks say at their edges, and on one's own process."""

from __future__ import annotations

from typing import Any

import pytest

from cxkit.marking import DONE, LOOK_AGAIN, Mark, mark
from cxkit.marking.exercises.module05.service import (
    asked,
    bounced_visit,
    catalogue,
    lanes_accepted,
    named_breaks,
    true_map,
    worth,
)
from cxkit.marking.together import Together
from cxkit.techniques.breakchoice import best
from cxkit.techniques.breaks import breaks, moments
from cxkit.techniques.drawn import Drawn, marks

from . import map_truth as m
from . import truth as t


def told(found: Mark, criterion: str) -> str:
    rows = next(r for r in found.results if r.id == criterion).findings
    return " ".join(f"{f.where}: {f.what} {f.why} {f.next}" for f in rows)


def own(data: dict[str, Any], case: Any) -> Mark:
    return mark("5.1", data, case, mine=True)


def _counted(data: dict[str, Any]) -> dict[str, Any]:
    numbers = marks(Drawn.read(data))
    return {**data, "counts": [{"id": k, "number": n} for k, n in numbers.items()]}


# ---- 5.1 ------------------------------------------------------------------------------------


def test_the_map_as_it_is_agrees_with_the_key(case: Any) -> None:
    activity, key = true_map(case), case.exercises["5.2"]
    assert [b.id for b in breaks(activity)] == key["break_points"]
    assert [x.id for x in moments(activity)] == key["moments"]


def test_each_performer_has_a_lane_and_nobody_has_all(case: Any) -> None:
    accepted = lanes_accepted(case)
    assert set(accepted) == {s["performer"] for s in case.steps.values()} - {"customer"}
    assert all(1 <= len(lanes) <= 3 for lanes in accepted.values())


OWN = {
    "nine steps in a row": (_counted(m.own_map()), DONE, "holds", "All 9 steps"),
    "seven steps": (_counted(m.own_map(7)), LOOK_AGAIN, "filled", "Steps so far: 7"),
    "counts of another map": (
        {**m.own_map(), "counts": _counted(m.own_map(8))["counts"]}, LOOK_AGAIN, "counts", "You count"),
    "a way that leads nowhere": (
        _counted(t.put(m.own_map(), "steps", 3, next=["A99"])), LOOK_AGAIN, "holds", "A99"),
    "a step without a performer": (
        _counted(t.put(m.own_map(), "steps", 3, performer="")), LOOK_AGAIN, "filled", "1 of 9 steps"),
    "a lane of one's own": (
        _counted(t.put(m.own_map(), "steps", 2, lane="workshop")), LOOK_AGAIN, "holds", "workshop"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "state", "criterion", "words"), OWN.values(), ids=OWN)
def test_ones_own_map_is_checked_without_a_key(
    case: Any, data: dict[str, Any], state: str, criterion: str, words: str
) -> None:
    found = own(data, case)
    assert found.state == state
    assert words in told(found, criterion)
    assert {r.id for r in found.results} == {"filled", "holds", "counts"}


def test_the_check_says_what_lies_below_the_line_of_visibility(case: Any) -> None:
    text = told(mark("5.1", m.drawn(case), case), "holds")
    assert "Steps below the line of visibility: 12" in text
    assert "Customers are met there at" in text


def test_a_question_names_the_row_that_it_is_about(case: Any) -> None:
    data = m.own_map()
    data["steps"][1] |= {"channel": "", "goal": ""}
    found = own(_counted(data), case)
    assert [(q.section, q.row, q.column) for q in found.questions] == [("steps", "s1", "counterpart")]


# ---- 5.2 and 5.3 ----------------------------------------------------------------------------


def test_the_visit_shown_goes_back_once_and_nobody_asks(case: Any) -> None:
    rows = bounced_visit(case.event_log)
    done = [r["activity"] for r in rows]
    assert len({r["case"] for r in rows}) == 1
    assert len(done) - len(set(done)) == 1
    assert bounced_visit([]) == []


def test_break_points_to_name_have_different_causes(case: Any) -> None:
    chosen = named_breaks(case)
    assert len(chosen) == len(set(chosen.values())) == 8
    assert set(chosen) <= set(case.exercises["5.2"]["break_points"])


def _own_names(*at: str) -> dict[str, Any]:
    return {"names": [{"id": f"n{n}", "at": a, "do": f"carry {n}", "to": f"sheet {n}",
                       "get": f"a day {n}"} for n, a in enumerate(at)]}  # fmt: skip


@pytest.mark.parametrize(
    ("at", "mapped", "state"),
    [
        (("A1-A2", "A2-A3", "A3-A4", "A4-A5", "A7-A8"), True, DONE),
        (("A1-A2", "A2-A3", "A3-A4", "A4-A5", "A0-A1"), True, LOOK_AGAIN),  # the customer's arrow
        (("B1-B2", "B2-B3", "B3-B4", "B4-B5", "B5-B6"), False, DONE),  # there is no map to ask
        (("A1-A2", "A2-A3"), True, LOOK_AGAIN),
    ],
    ids=["on the map", "one is not", "no map", "two"],
)
def test_own_names_are_held_against_the_own_map(
    case: Any, at: tuple[str, ...], mapped: bool, state: str
) -> None:
    beside = Together(case, lambda name, mine: m.own_map() if mapped and name == "5.1" else {})
    assert mark("5.3", _own_names(*at), beside, mine=True).state == state


# ---- 5.5 ------------------------------------------------------------------------------------


@pytest.mark.parametrize("aim", ["number", "times"])
def test_the_best_plan_of_the_key_is_the_best(case: Any, aim: str) -> None:
    top = best(catalogue(case), worth(case, aim))
    assert top is not None and top.value == case.exercises["5.5"][f"by_{aim}"]["best"]


@pytest.mark.parametrize("sums", [{"cost": 1, "worth": 2}, {}], ids=["wrong", "right"])
def test_the_sums_are_told_only_to_whoever_has_them(case: Any, sums: dict[str, int]) -> None:
    right, found = m.plan(case)["frame"][0], mark("5.5", m.plan(case, **sums), case)
    words = told(found, "held") + told(found, "near") + told(found, "summed")
    assert (f"{right['worth']:,}" in words) is (f"\u00a3{right['cost']:,}" in words) is (not sums)


def test_a_choice_that_looks_worse_stands_with_its_reason(case: Any) -> None:
    text = told(mark("5.5", m.beaten(case, "The till is to go next year."), case), "sensible")
    assert "stands, for the reason you give: The till is to go next year." in text


def _own_plan(**frame: Any) -> dict[str, Any]:
    return {
        "actions": [
            {"id": "a", "code": "X1", "text": "one form", "breaks": ["A1-A2", "A2-A3"], "cost": 500, "days": 20},
            {"id": "b", "code": "X2", "text": "one desk", "breaks": ["A2-A3"], "cost": 400, "days": 120},
            {"id": "c", "code": "X3", "text": "one call", "breaks": ["A4-A5"], "cost": 300, "days": 10},
        ],
        "chosen": [{"id": "d", "action": "X1", "chosen": "yes", "owner": "reception", "why": ""},
                   {"id": "e", "action": "X3", "chosen": "yes", "owner": "nurse", "why": ""}],
        "frame": [{"id": "frame", "budget": 800, "cost": 800, "worth": 3} | frame],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("frame", "state"),
    [({}, DONE), ({"budget": 700}, LOOK_AGAIN), ({"worth": 4}, LOOK_AGAIN), ({"budget": None}, DONE),
     ({"cost": "\u00a3800.00"}, DONE)],
    ids=["within the money", "too dear", "counted twice", "no budget yet", "as people type it"],
)  # fmt: skip
def test_ones_own_plan_is_weighed_against_the_best_of_ones_own_list(
    case: Any, frame: dict[str, Any], state: str
) -> None:
    assert mark("5.5", _own_plan(**frame), case, mine=True).state == state


def test_a_list_too_long_to_be_weighed_up_is_said_to_be(case: Any) -> None:
    data = _own_plan()
    data["actions"] += [{"id": f"z{n}", "code": f"Z{n}", "text": "more", "breaks": [f"B{n}-C{n}"],
                         "cost": 10**6, "days": 5} for n in range(70)]  # fmt: skip
    found = mark("5.5", data, case, mine=True)
    assert "Of 73 actions the first 60 are weighed up." in told(found, "held")


# ---- 5.6 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.9, "your own sorting makes another share"), ("a third", "is not a share"), ("", "No share yet")],
    ids=["another share", "in words", "open"],
)
def test_a_share_is_held_against_the_learners_own_sorting(case: Any, share: Any, words: str) -> None:
    data = t.put(m.demand(case), "stated", 0, share=share)
    assert words in told(mark("5.6", data, case), "share")


def test_the_steps_that_are_asked_for_are_told_by_somebody(case: Any) -> None:
    assert set(case.walk) == set(case.steps)
    assert len(asked(case)) == 15
    assert all(len(told_["said"].split()) >= 8 for told_ in case.walk.values())
