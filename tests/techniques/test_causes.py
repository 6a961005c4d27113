from __future__ import annotations

from typing import Any

import pytest

from cxkit.cases import Case
from cxkit.techniques.activity import ActivityMap
from cxkit.techniques.breaks import breaks
from cxkit.techniques.causes import (
    CauseTree,
    behind,
    cause_faults,
    nearest_moments,
    places,
    points,
    relation,
    untraced,
)

# 1 customer -> 2 desk -> 3 shop -> 5 desk; 3 -> 4 buyer -> 3; 6 is done every Monday, for nobody.
MAP = ActivityMap.read(
    {
        "steps": [
            {"id": "1", "lane": "customer", "performer": "customer", "step": "Ask for it", "next": "2"},
            {"id": "2", "lane": "frontstage", "performer": "ann", "counterpart": "customer",
             "channel": "desk", "goal": "ask", "step": "Take order", "next": "3", "rule": "R1"},
            {"id": "3", "lane": "backstage", "performer": "bob", "step": "Make it", "next": "4 5"},
            {"id": "4", "lane": "support", "performer": "cy", "step": "Buy parts", "next": "3", "rule": "R2"},
            {"id": "5", "lane": "frontstage", "performer": "ann", "counterpart": "customer",
             "channel": "desk", "goal": "have it", "step": "Hand over"},
            {"id": "6", "lane": "support", "performer": "dee", "step": "File report", "next": "7"},
            {"id": "7", "lane": "support", "performer": "eve", "step": "Read report", "rule": "R1"},
        ]
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("cause", "step", "wanted"),
    [("2", "4", "before"), ("4", "4", "before"), ("5", "3", "after"), ("6", "3", "apart"),
     ("2-3", "3", "before"), ("2-3", "2", "before"), ("3-5", "4", "before"), ("3-5", "2", "after"),
     ("6-7", "3", "apart"), ("R2", "2", "after"), ("r1", "3", "before"), ("R1", "7", "before"),
     ("R2", "7", "apart"), ("R9", "3", "unknown"), ("3-2", "3", "unknown"), ("2", "99", "unknown")],
)  # fmt: skip
def test_where_a_cause_lies(cause: str, step: str, wanted: str) -> None:
    assert relation(MAP, cause, step) == wanted


def test_behind_work_lie_the_moments_met_last() -> None:
    assert nearest_moments(MAP) == {
        "1": (), "2": ("2",), "3": ("2",), "4": ("2",), "5": ("5",), "6": (), "7": (),
    }  # fmt: skip
    assert behind(MAP) == {
        "2-3": ("2",), "3-4": ("2",), "3-5": ("2",), "4-3": ("2",), "6-7": (),
    }  # fmt: skip
    assert untraced(MAP) == ["6", "7"]


TREES: dict[str, tuple[list[dict[str, Any]], list[tuple[str, str, bool]]]] = {
    "whole": ([{"id": "F1", "causes": "2-3 R1"}], []),
    "typed by its name": ([{"id": "r1", "failure": "f1", "causes": "2-3"}], []),
    "in two rows": ([{"id": "a", "failure": "F1", "causes": "2"}, {"id": "b", "failure": "F1", "causes": "R2"}], []),
    "untouched": ([], [("F1", "open", False)]),
    "a row without causes": ([{"id": "F1", "why": "who knows"}], [("F1", "open", False)]),
    "no such failure": ([{"id": "F7", "causes": "2"}], [("F7", "unknown", False), ("F1", "open", False)]),
    "no such place": ([{"id": "F1", "causes": "2 9-9"}], [("F1", "cause", False)]),
    "on no way to it": ([{"id": "F1", "causes": "2 6-7"}], [("F1", "apart", False)]),
    "after it": ([{"id": "F1", "causes": "2 5"}], [("F1", "later", True)]),
    "no moment behind": ([{"id": "F1", "causes": "6"}], [("F1", "apart", False), ("F1", "moment", True)]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), TREES.values(), ids=TREES)
def test_what_is_wrong_with_a_tree(
    rows: list[dict[str, Any]], wanted: list[tuple[str, str, bool]]
) -> None:
    found = cause_faults(CauseTree.read({"failures": rows}), MAP, {"F1": "4"})
    assert [(f.failure, f.kind, f.asks) for f in found] == wanted
    assert all(f.text.startswith(f.failure) for f in found)


def test_points_of_failure_are_cited_by_several() -> None:
    rows = [{"id": "F1", "causes": "2-3 r1"}, {"id": "F2", "causes": "R1 R1"}, {"id": "F3"}]
    assert points(CauseTree.read({"failures": rows})) == [("R1", 2), ("2-3", 1)]


def test_the_key_of_the_case_is_a_good_tree(case: Case) -> None:
    activity = ActivityMap.read({"steps": list(case.steps.values())})
    codes = {s["step"]: id_ for id_, s in case.steps.items()}
    shown = {id_: codes[f["step"]] for id_, f in case.failures.items()}
    rows = [{"id": id_, "causes": causes} for id_, causes in case.exercises["5.4"].items()]
    found = cause_faults(CauseTree.read({"failures": rows}), activity, shown)
    # What comes too late is asked about: the ring that should have spared the chase call.
    assert [(f.failure, f.kind) for f in found] == [("F1", "later")]


def test_every_break_point_of_the_case_is_caused_by_a_moment(case: Case) -> None:
    activity = ActivityMap.read({"steps": list(case.steps.values())})
    assert {b.id for b in breaks(activity)} == set(behind(activity))
    assert all(behind(activity).values())
    assert untraced(activity) == []
    assert {"T01", "T01-T03", "R17"} <= set(places(activity))
