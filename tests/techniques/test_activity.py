from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.cases import Case
from cxkit.techniques.activity import ActivityMap, met_below, minutes
from cxkit.techniques.activity_faults import faults

GOOD: list[dict[str, Any]] = [
    {"id": "1", "lane": "customer", "performer": "customer", "step": "Ask for help", "next": ["2"]},
    {"id": "2", "lane": "frontstage", "performer": "clerk", "counterpart": "customer", "channel": "desk",
     "goal": "be understood", "step": "Write note", "next": ["3"], "touch_minutes": 5, "rule": "R1"},
    {"id": "3", "lane": "backstage", "performer": "fitter", "step": "Mend pump", "next": ["4"],
     "touch_minutes": 40, "wait_minutes": 600, "evidence": ["V01"]},
    {"id": "4", "lane": "system", "performer": "web", "counterpart": "customer", "channel": "message",
     "goal": "know that it is done", "step": "Send word", "touch_minutes": 1},
]  # fmt: skip


def read(
    *, drop: str = "", more: list[dict[str, Any]] | None = None, **change: dict
) -> ActivityMap:
    """The good map without one step, with fields of others changed (`_2={...}`), with more."""
    rows = [{**r, **change.get(f"_{r['id']}", {})} for r in GOOD if r["id"] != drop]
    return ActivityMap.read({"steps": rows + (more or [])})


def test_a_good_map_has_no_fault_and_no_question() -> None:
    assert faults(read(), evidence=["V01"], rules=["R1"]) == []


def test_the_untouched_form_has_none_either() -> None:
    assert faults(ActivityMap.read({"steps": [{"id": "r1"}, {"id": "r2"}]})) == []


LOST = [{"id": "5", "lane": "support", "performer": "buyer", "step": "Buy parts"}]
FAULTS = {
    "two steps of one code": (read(_4={"id": "3"}), "code", ("3",), "Rows 3, 4 have one code, 3."),
    "no code": (read(more=[{"step": "Do it", "performer": "x", "lane": "partner"}]), "code", (),
                "Row 5: no code, so that no step can lead here."),
    "a code of two words": (read(_4={"id": "step 4"}), "code", ("STEP 4",), "Row 4: the code “STEP 4”, so"),
    "one of the firm in the customer's lane": (
        read(_2={"lane": "customer", "performer": "fitter"}), "lane", ("2", "3"),
        "fitter stands in the customer's lane and in others (customer: 2; backstage: 3).",
    ),
    "no words": (read(_3={"step": " "}), "step", ("3",), "Row 3 (3): no words yet."),
    "nobody": (read(_3={"performer": ""}), "performer", ("3",), "Row 3 (3 Mend pump): nobody does it"),
    "the customer inside": (read(_3={"performer": "Customer"}), "performer", ("3",),
                            "Row 3 (3 Mend pump): the customer does it, and it stands in the lane"),
    "a lane of one's own": (read(_3={"lane": "workshop"}), "lane", ("3",),
                            "Row 3 (3 Mend pump): the lane is “workshop”. Choose customer,"),
    "no lane": (read(_3={"lane": ""}), "lane", ("3",), "Row 3 (3 Mend pump): the lane is nothing."),
    "one name on both sides": (read(_3={"counterpart": "Fitter"}), "counterpart", ("3",),
                               "Row 3 (3 Mend pump): fitter stands on both sides."),
    "a step that is not there": (read(_3={"next": "4 9"}), "next", ("3",),
                                 "Row 3 (3 Mend pump): leads to 9, which is no step"),
    "less than no time": (read(_3={"touch_minutes": -5}), "minutes", ("3",),
                          "Row 3 (3 Mend pump): -5 touch minutes; 0 to 10080"),
    "a year and more": (read(_3={"wait_minutes": 9e6}), "minutes", ("3",),
                        "Row 3 (3 Mend pump): 9e+06 wait minutes"),
    "time in words": (read(_3={"touch_minutes": "long"}), "minutes", ("3",),
                      "Row 3 (3 Mend pump): touch minutes are “long”."),
    "evidence made up": (read(_3={"evidence": "V99"}), "evidence", ("3",), "Row 3 (3 Mend pump): V99 is not"),
    "a rule made up": (read(_3={"rule": "R1 R9"}), "rule", ("3",), "Row 3 (3 Mend pump): R9 is not"),
    "a circle all round": (read(_4={"next": "1"}), "start", (), "No step starts the process"),
    "no end": (read(_4={"next": "3"}), "end", (), "No step ends the process"),
    "joined to nothing": (read(more=LOST), "orphan", ("5",),
                          "Row 5 (5 Buy parts): no start leads here and no end can be reached."),
    "a blind alley": (read(_3={"next": "4 5"}, more=[{**LOST[0], "next": "6"}, {**LOST[0], "id": "6", "next": "5"}]),
                      "orphan", ("5",), "Row 5 (5 Buy parts): no end can be reached."),
}  # fmt: skip


@pytest.mark.parametrize(("activity", "kind", "steps", "text"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_row(
    activity: ActivityMap, kind: str, steps: tuple[str, ...], text: str
) -> None:
    found = [f for f in faults(activity, ["V01"], ["R1"]) if not f.asks]
    assert [f for f in found if (f.kind, f.steps) == (kind, steps) and f.text.startswith(text)], (
        found
    )


QUESTIONS = {
    "one word": (read(_3={"step": "Mend"}), "step", "Row 3 (3 Mend): what is it done to?"),
    "two starts": (read(more=[{**LOST[0], "next": ["3"]}]), "start", "The process starts in 2 places: 1, 5."),
    "a loop to the start": (read(_2={"next": "3 1"}), "start", "1, 2 follow one another in a circle."),
    "one role in two lanes": (read(_3={"performer": "clerk"}), "lane", "clerk stands in several lanes"),
    "a meeting without a goal": (read(_2={"goal": ""}), "counterpart", "Row 2 (2 Write note): the customer"),
}  # fmt: skip


@pytest.mark.parametrize(("activity", "kind", "text"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_may_well_be_right_is_only_asked(activity: ActivityMap, kind: str, text: str) -> None:
    found = faults(activity)
    assert [(f.kind, f.asks) for f in found] == [(kind, True)]
    assert found[0].text.startswith(text)


def test_a_lane_that_is_none_is_told_once() -> None:
    found = faults(read(_3={"lane": "workshop", "performer": "clerk"}))
    assert [(f.kind, f.steps, f.asks) for f in found] == [("lane", ("3",), False)]


@pytest.mark.parametrize(
    ("typed", "known"),
    [(12, 12), ("12", 12), ("12,5", 12.5), ("12 min", 12), ("2 h", 120), ("1.5 hours", 90),
     ("", None), (None, None), ("soon", "soon"), ("3 days", "3 days"), (True, "True"),
     (float("nan"), "nan"), ([1], "[1]")],
)  # fmt: skip
def test_minutes_may_be_typed_as_people_do(typed: object, known: object) -> None:
    step = ActivityMap.read({"steps": [{"touch_minutes": typed}]}).steps[0]
    assert step.touch_minutes == known


def test_a_code_is_found_in_any_case_and_before_the_id_of_the_row() -> None:
    rows = [
        {"id": "r1", "code": "a", "step": "Do it", "next": "B"},
        {"id": "r2", "code": "b", "step": "End it"},
    ]
    assert ActivityMap.read({"steps": rows}).routes.links == {"A": ("B",), "B": ()}


def test_the_duck() -> None:
    found = minutes(read(_4={"touch_minutes": "long"}))
    assert found["above"] == {"steps": 2, "touch": 5, "wait": 0}
    assert found["below"] == {"steps": 2, "touch": 40, "wait": 600}
    assert met_below(read()) == ["4"]


def test_the_map_of_the_case_has_no_fault(case: Case) -> None:
    activity = ActivityMap.read({"steps": list(case.steps.values())})
    known = {*case.promises, *case.verbatims, *case.vignettes}
    rules = case.service_key["rules"]
    assert [f.text for f in faults(activity, known, rules) if not f.asks] == []
    assert met_below(activity) == ["T02", "T05"]


words = st.sampled_from(
    ["", "a", "customer", "Clerk", "system", "frontstage", "1", "2", "3", "-1", "x y"]
)
fields = ("id", "code", "lane", "performer", "counterpart", "step", "next", "touch_minutes", "rule")


@settings(deadline=None)  # the first map loads networkx
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(fields, words)), max_size=6))
def test_any_map_that_can_be_typed_is_told_about(rows: list[dict[str, str]]) -> None:
    activity = ActivityMap.read({"steps": rows})
    for fault in faults(activity, [], []):
        assert fault.text.endswith((".", "?"))
        assert set(fault.steps) <= set(activity.rows) | {""}
