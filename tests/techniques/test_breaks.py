from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.cases import Case
from cxkit.techniques.activity import ActivityMap
from cxkit.techniques.breaks import (
    TYPES,
    BreakCount,
    BreakNames,
    breaks,
    expected,
    moments,
    open_names,
    ratio,
    rules,
    types,
)


def step(id_: str, who: str, to: str = "", met: str = "", **more: Any) -> dict[str, Any]:
    """A step; `met` is "channel/goal" where the customer is on the other side."""
    channel, _, goal = met.partition("/")
    other = "customer" if met else ""
    lane = {"web": "system", "till": "system", "customer": "customer"}.get(who, "frontstage")
    return {"id": id_, "performer": who, "next": to, "lane": lane, "step": "Do it",
            "counterpart": other, "channel": channel, "goal": goal} | more  # fmt: skip


def read(*rows: dict[str, Any]) -> ActivityMap:
    return ActivityMap.read({"steps": list(rows)})


MOMENTS = {
    "nothing": ([], []),
    "work inside only": ([step("1", "ann", "2"), step("2", "bob")], []),
    "one step": ([step("1", "ann", met="desk/pay")], [("1",)]),
    "two steps of one meeting": ([step("1", "ann", "2", "desk/pay"), step("2", "ann", met="desk/pay")], [("1", "2")]),
    "in other letters": ([step("1", "Ann", "2", "Desk/pay"), step("2", "ann ", met="desk/Pay.")], [("1", "2")]),
    "another counterpart": ([step("1", "ann", "2", "desk/pay"), step("2", "bob", met="desk/pay")], [("1",), ("2",)]),
    "another channel": ([step("1", "ann", "2", "desk/pay"), step("2", "ann", met="phone/pay")], [("1",), ("2",)]),
    "another goal": ([step("1", "ann", "2", "desk/pay"), step("2", "ann", met="desk/go")], [("1",), ("2",)]),
    "work inside between": (
        [step("1", "ann", "2", "desk/pay"), step("2", "ann", "3"), step("3", "ann", met="desk/pay")],
        [("1",), ("3",)],
    ),
    "two ways bring the same": (
        [step("1", "ann", "2 3", "desk/pay"), step("2", "ann", "4", "desk/pay"),
         step("3", "ann", "4", "desk/pay"), step("4", "ann", met="desk/pay")],
        [("1", "2", "3", "4")],
    ),
    "two ways, of which one brings another": (
        [step("1", "ann", "2 3", "desk/pay"), step("2", "ann", "3", "desk/go"), step("3", "ann", met="desk/go")],
        [("1",), ("2",), ("3",)],
    ),
    "a step that repeats itself": ([step("1", "ann", "1 2", "desk/pay"), step("2", "ann")], [("1",)]),
    "the customer does it": ([step("1", "customer", counterpart="web", channel="web")], [("1",)]),
    "the customer alone": ([step("1", "customer")], []),
    "the customer with the customer": ([step("1", "customer", met="home/talk")], []),
    "the customer not named": ([step("1", "", "2", lane="customer"), step("2", "ann")], []),
    "under another name": (
        [step("1", "guest", "2", lane="customer"), step("2", "ann", counterpart="Guest")], [("2",)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), MOMENTS.values(), ids=MOMENTS)
def test_a_new_moment_starts_where_something_changes(
    rows: list[dict[str, Any]], wanted: list[tuple[str, ...]]
) -> None:
    found = moments(read(*rows))
    assert [m.steps for m in found] == wanted
    assert [m.id for m in found] == [steps[0] for steps in wanted]


def test_a_moment_says_whom_the_customer_meets() -> None:
    (by_firm,) = moments(read(step("1", "ann", met="desk/pay")))
    (by_customer,) = moments(read(step("1", "customer", counterpart="web", channel="app")))
    assert (by_firm.counterpart, by_firm.channel, by_firm.goal) == ("ann", "desk", "pay")
    assert (by_customer.counterpart, by_customer.channel) == ("web", "app")


BREAKS = {
    "person to person": (("ann", "bob"), ["1-2"]),
    "person to system": (("ann", "web"), ["1-2"]),
    "system to person": (("web", "ann"), ["1-2"]),
    "system to system": (("web", "till"), ["1-2"]),
    "one and the same": (("ann", "Ann"), []),
    "from the customer": (("customer", "ann"), []),
    "to the customer": (("ann", "Customer"), []),
    "to nobody": (("ann", ""), []),
}


@pytest.mark.parametrize(("performers", "wanted"), BREAKS.values(), ids=BREAKS)
def test_a_break_point_lies_between_two_of_the_firm(
    performers: tuple[str, str], wanted: list[str]
) -> None:
    found = breaks(read(step("1", performers[0], "2"), step("2", performers[1])))
    assert [b.id for b in found] == wanted


def test_break_points_are_of_four_types() -> None:
    for kind in TYPES:
        (found,) = breaks(
            read(*(step(n, w, t) for n, w, t in zip("12", BREAKS[kind][0], "2 ", strict=True)))
        )
        assert found.type == kind
        assert types([found]) == {t: int(t == kind) for t in TYPES}


def test_a_step_may_have_several_rules_and_a_rule_several_steps() -> None:
    found = rules(
        read(step("1", "ann", rule="r1, R2"), step("2", "bob", rule="R2 R2"), step("3", "x"))
    )
    assert found == {"R1": ["1"], "R2": ["1", "2"]}


def test_a_map_without_moments_has_no_ratio() -> None:
    assert ratio(read(step("1", "ann", "2"), step("2", "bob"))) is None
    assert expected(10) == (30, 40)


def test_the_counts_of_the_case_are_those_of_its_key(case: Case) -> None:
    activity, key = ActivityMap.read({"steps": list(case.steps.values())}), case.exercises["5.2"]
    assert [m.id for m in moments(activity)] == key["moments"]
    assert [b.id for b in breaks(activity)] == key["break_points"]
    assert sorted(rules(activity)) == key["rules"]
    assert ratio(activity) == pytest.approx(31 / 11)
    kinds = {who: about["kind"] for who, about in case.branch["performers"].items()}
    for found in breaks(activity):
        assert found.type == " to ".join(kinds[who] for who in found.performers)


@settings(deadline=None)  # the first map loads networkx
@given(st.randoms())
def test_neither_order_nor_names_nor_letters_change_a_count(
    case: Case, chance: random.Random
) -> None:
    rows = [dict(s) for s in case.steps.values()]
    codes = {s["id"]: f"x{n}" for n, s in enumerate(chance.sample(rows, len(rows)))}
    for row in rows:
        row["id"], row["next"] = codes[row["id"]], [codes[n].upper() for n in row["next"]]
        row["performer"] = chance.choice([str.upper, str.title])(row["performer"])
    chance.shuffle(rows)
    activity = ActivityMap.read({"steps": rows})
    assert (len(moments(activity)), len(breaks(activity)), len(rules(activity))) == (11, 31, 12)


@pytest.mark.parametrize(
    ("typed", "number"),
    [(31, 31), ("31", 31), ("13,261", 13261), ("13 261", 13261), ("", None), (None, None),
     ("many", "many"), ("3.5", "3.5"), (3.5, "3.5"), (True, "True"), ("9" * 20, "9" * 20)],
)  # fmt: skip
def test_a_count_may_be_typed_as_people_do(typed: object, number: object) -> None:
    assert (
        BreakCount.read({"counts": [{"id": "breaks", "number": typed}]}).counts[0].number == number
    )


NAMES = {
    "untouched": ({"id": "1-2"}, []),
    "whole": ({"id": "1-2", "do": "hand the sheet", "to": "the planner", "get": "a slot"}, []),
    "by its code": ({"id": "r1", "at": "1 \u2013 2", "do": "hand it", "to": "the planner", "get": "a slot"}, []),
    "half of it": ({"id": "1-2", "do": "hand the sheet"}, ["open"]),
    "a word that says nothing": ({"id": "1-2", "do": "do it", "to": "Something", "get": "a slot"}, ["open"]),
    "one thing twice": ({"id": "1-2", "do": "a slot", "to": "planner", "get": "A slot."}, ["same"]),
    "no such break point": ({"id": "r1", "at": "2-9", "do": "a", "to": "b", "get": "c"}, ["unknown"]),
    "no break point at all": ({"do": "a", "to": "b", "get": "c"}, ["unknown"]),
    "two things at once": ({"id": "r1", "at": "2-9"}, ["unknown", "open"]),
}  # fmt: skip


@pytest.mark.parametrize(("row", "kinds"), NAMES.values(), ids=NAMES)
def test_what_a_name_still_lacks(row: dict[str, str], kinds: list[str]) -> None:
    names = BreakNames.read({"names": [row]})
    found = open_names(names, ["1-2", "2-3"])
    assert [kind for _, kind, _ in found] == kinds
    assert all(text.startswith(item) and item for item, _, text in found)
    whole = bool(row.get("do") and row.get("to") and row.get("get"))
    assert bool(names.names[0].sentence) is whole
