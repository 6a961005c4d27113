from __future__ import annotations

from cxkit.cases import Case
from cxkit.techniques.activity import ActivityMap
from cxkit.techniques.swimlanes import Arrow, Box, Change, changes, swimlanes

ROWS = [
    {"id": "1", "lane": "customer", "performer": "customer", "step": "Ask for it", "next": "2 3"},
    {"id": "2", "lane": "Frontstage", "performer": "ann", "counterpart": "customer", "channel": "desk",
     "goal": "ask", "step": "Take order", "next": "4"},
    {"id": "3", "lane": "system", "performer": "web", "step": "Store order", "next": "4", "rule": "R1"},
    {"id": "4", "lane": "workshop", "performer": "bob", "step": "Make it", "next": "4", "rule": "R2 R1"},
]  # fmt: skip


def test_a_map_becomes_lanes_and_columns() -> None:
    found = swimlanes(ActivityMap.read({"steps": ROWS}))
    assert found.lanes == {"customer": 1, "frontstage": 1, "system": 1, "workshop": 1}
    assert (found.above, found.columns) == (2, 3)
    assert found.boxes == (
        Box("1", "Ask for it", "customer", "customer", 0, 0, ()),
        Box("2", "Take order", "ann", "frontstage", 1, 0, ("M1",)),
        Box("3", "Store order", "web", "system", 1, 0, ("R1",)),
        Box("4", "Make it", "bob", "workshop", 2, 0, ("R1", "R2")),
    )
    assert found.arrows == (
        Arrow("1", "2", "", False),
        Arrow("1", "3", "", False),
        Arrow("2", "4", "B1", False),
        Arrow("3", "4", "B2", False),
        Arrow("4", "4", "", True),
    )


def test_an_empty_map_is_an_empty_picture() -> None:
    found = swimlanes(ActivityMap.read({}))
    assert (found.lanes, found.columns, found.boxes, found.arrows) == ({}, 0, (), ())


def test_steps_of_one_place_are_stacked() -> None:
    rows = [
        {"id": n, "lane": "support", "performer": n, "step": "Do it", "next": "9"} for n in "123"
    ]
    found = swimlanes(ActivityMap.read({"steps": [*rows, {"id": "9", "step": "End it"}]}))
    assert found.lanes == {"support": 3, "": 1}
    assert [b.stack for b in found.boxes if b.lane == "support"] == [0, 1, 2]


def test_the_picture_of_the_case_has_every_mark_once(case: Case) -> None:
    found = swimlanes(ActivityMap.read({"steps": list(case.steps.values())}))
    marks = [m for box in found.boxes for m in box.marks] + [a.mark for a in found.arrows if a.mark]
    key = case.exercises["5.2"]
    assert {m for m in marks if m[0] == "M"} == {f"M{n + 1}" for n in range(len(key["moments"]))}
    assert sorted(m for m in marks if m[0] == "B") == sorted(
        f"B{n + 1}" for n in range(len(key["break_points"]))
    )
    assert {m for m in marks if m[0] == "R"} == {f"R{n + 1}" for n in range(len(key["rules"]))}
    places = [(b.lane, b.column, b.stack) for b in found.boxes]
    assert len(set(places)) == len(places)
    column = {b.step: b.column for b in found.boxes}
    assert all(a.closes == (column[a.last] <= column[a.first]) for a in found.arrows)
    assert sum(a.closes for a in found.arrows) == 3


def test_what_differs_between_two_maps() -> None:
    later = [
        ROWS[0],
        {**ROWS[1], "goal": "be sure"},
        {**ROWS[3], "next": "5"},
        {"id": "5", "step": "Hand over"},
    ]
    found = changes(ActivityMap.read({"steps": ROWS}), ActivityMap.read({"steps": later}))
    assert found == Change(
        gone=("3",),
        new=("5",),
        altered=("2",),
        arrows_gone=(("1", "3"), ("3", "4"), ("4", "4")),
        arrows_new=(("4", "5"),),
    )


def test_a_map_does_not_differ_from_itself(case: Case) -> None:
    activity = ActivityMap.read({"steps": list(case.steps.values())})
    assert changes(activity, activity) == Change((), (), (), (), ())
