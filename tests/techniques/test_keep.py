"""Remove, improve, keep: what decisions make of a map."""

from __future__ import annotations

from typing import Any

import pytest

from cxkit.techniques.activity import ActivityMap
from cxkit.techniques.keep import Keep, items, redrawn

# A path with a side way: A1 customer, A2 met, A3 A4 inside, A5 met, A6 met at the end; A7 a side way.
STEPS = [
    ("A1", "customer", "customer", "", "A2", ""),
    ("A2", "clerk", "frontstage", "customer", "A3 A7", "R1"),
    ("A3", "typist", "backstage", "", "A4", "R2"),
    ("A4", "buyer", "support", "", "A5", ""),
    ("A5", "clerk", "frontstage", "customer", "A6", "R1"),
    ("A6", "cashier", "frontstage", "customer", "", "R3"),
    ("A7", "agent", "frontstage", "customer", "A5", ""),
]


def a_map() -> ActivityMap:
    return ActivityMap.read(
        {"steps": [
            {"code": c, "performer": p, "lane": lane, "counterpart": w, "next": n, "rule": r, "step": f"do {c}"}
            for c, p, lane, w, n, r in STEPS
        ]}
    )  # fmt: skip


def answer(red: Any = (), blue: Any = (), green: Any = (), **more: Any) -> Keep:
    gone = {"red": red, "blue": blue, "green": green}
    made = {
        c: [{"id": m, "choice": "remove", "why": "w"} for m in marks] for c, marks in gone.items()
    }
    return Keep.read({**made, **more})


def test_marks_are_those_of_the_map() -> None:
    assert items(a_map()) == {
        "red": ["A2", "A5", "A6", "A7"],
        "blue": ["A2-A3", "A2-A7", "A3-A4", "A4-A5", "A5-A6", "A7-A5"],
        "green": ["R1", "R2", "R3"],
    }


GONE: dict[str, tuple[Keep, bool, list[str]]] = {
    "nothing": (answer(), True, []),
    "the side way": (answer(red=["A7"]), True, []),
    "on the only way": (answer(red=["A5"]), False, ["A5"]),
    "the same, bridged": (answer(red=["A5"], joins=[{"first": "a4", "last": "A6"}]), True, ["A5"]),
    "the end": (answer(red=["A6"]), False, ["A6"]),
    "the beginning of it": (answer(red=["A2"]), False, ["A2"]),
    "a step inside, on one of two ways": (answer(also=[{"steps": "A3"}]), True, []),
    "both ways": (answer(red=["A7"], also=[{"steps": "A4"}]), False, []),
    "only hand-offs and rules": (answer(blue=["A3-A4", "A4-A5"], green=["R1", "R2"]), True, []),
}  # fmt: skip


@pytest.mark.parametrize(("keep", "reached", "cut"), GONE.values(), ids=GONE)
def test_whether_the_end_is_reached(keep: Keep, reached: bool, cut: list[str]) -> None:
    made = redrawn(a_map(), keep)
    assert made.reaches() is reached
    if not reached:
        assert made.cutting() == cut


def test_a_leap_is_no_bridge_and_a_strange_step_is_told() -> None:
    joins = [
        {"first": "A1", "last": "A6"},
        {"first": "A4", "last": "A9"},
        {"first": "A4", "last": "A6"},
    ]
    made = redrawn(a_map(), answer(red=["A5"], joins=joins))
    assert made.leaping == (("A1", "A6"),)
    assert made.unknown == (("A4", "A9"),)
    assert "A6" in made.after.rows["A4"].next and "A6" not in made.after.rows["A1"].next


def test_a_new_arrow_may_be_a_hand_off_of_its_own() -> None:
    made = redrawn(a_map(), answer(red=["A5"], joins=[{"first": "A4", "last": "A6"}]))
    # Gone with A5: A4-A5, A5-A6, A7-A5. New: A4-A6.
    assert made.counts["blue"] == (6, 4)
    assert made.counts["red"] == (4, 3)


def test_rules_that_go_decide_nowhere_and_leave_steps_to_ask_about() -> None:
    made = redrawn(a_map(), answer(red=["A2"], green=["R1"]))
    assert made.after.rows["A5"].rule == ""
    assert made.bare == {"R1": ["A5"]}
    assert made.counts["green"] == (3, 2)


def test_a_kept_rule_is_lost_with_its_last_step() -> None:
    made = redrawn(a_map(), answer(red=["A6"]))
    assert made.lost(["R1", "R3", "R9"]) == {"R3": ["A6"]}


def test_a_moment_is_no_step_inside() -> None:
    made = redrawn(a_map(), answer(also=[{"steps": ["A3", "A5", "X1"]}]))
    assert made.met == ("A5",)
    assert set(made.after.rows) == {"A1", "A2", "A4", "A5", "A6", "A7"}


def test_the_rest_is_settled_in_one_go_and_never_removed() -> None:
    keep = answer(red=["A7"], rest=[{"id": "red", "choice": "keep"}])
    marks = items(a_map())["red"]
    assert {m: d.choice for m, d in keep.decided("red", marks).items()} == {
        "A2": "keep", "A5": "keep", "A6": "keep", "A7": "remove"}  # fmt: skip
    assert keep.decided("blue", ["A2-A3"]) == {}
    with pytest.raises(ValueError, match="rest"):
        Keep.read({"rest": [{"id": "red", "choice": "remove"}]})


def test_own_marks_are_known_by_their_code() -> None:
    own = [{"id": "o1", "colour": "blue", "code": " a2 \u2013 a3 ", "choice": "remove", "why": "w"}]
    keep = Keep.read({"own": own})
    assert redrawn(a_map(), keep).gone["blue"] == ("A2-A3",)


def test_an_empty_map_has_nothing_to_decide_and_reaches_nothing() -> None:
    made = redrawn(ActivityMap(), answer(red=["A1"]))
    assert items(made.before) == {"red": [], "blue": [], "green": []}
    assert not made.reaches() and made.cutting() == []
