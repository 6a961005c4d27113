"""The assessment's mark: what each part earns, and that nothing odd earns anything or breaks it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.marking.paper import AREAS, PaperError, score
from cxkit.marking.witness import covers, shows
from tests.cases.brightwater.answers import every, model
from tests.cases.brightwater.conftest import opened

COURSE = Path(__file__).resolve().parents[2] / "course"
SHOWN = {p.stem: json.loads(p.read_text("utf-8")) for p in (COURSE / "cases/brightwater").glob("*.json")}
KEY = json.loads((COURSE / "trainer/brightwater-key/key.json").read_text("utf-8"))
TASKS = KEY["tasks"]


@pytest.fixture
def right() -> dict[str, Any]:
    return copy.deepcopy(model(SHOWN, KEY))


def _part(answers: dict[str, Any], area: str, part: str) -> float:
    return score(answers, SHOWN, KEY).parts[area][part]


def test_the_model_earns_every_part(right: dict[str, Any]) -> None:
    mark = score(right, SHOWN, KEY)
    assert mark.total == 100 and mark.paper == SHOWN["paper"]["paper"]
    assert {value for parts in mark.parts.values() for value in parts.values()} == {1.0}
    assert tuple(mark.areas) == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_each_area_is_worth_twenty(area: str, right: dict[str, Any]) -> None:
    assert score({area: right[area]}, SHOWN, KEY).total == 20
    del right[area]
    assert score(right, SHOWN, KEY).total == 80


def test_a_key_of_another_paper_is_refused(right: dict[str, Any]) -> None:
    _, other = opened(b"a secret of class number 1")
    with pytest.raises(PaperError, match="made with this paper"):
        score(right, SHOWN, other)
    with pytest.raises(PaperError, match="none"):
        score(right, SHOWN, {})


def test_the_order_of_lists_and_the_names_of_piles_do_not_matter(right: dict[str, Any]) -> None:
    right["needs"]["groups"] = {i: f"pile {g}" for i, g in reversed(right["needs"]["groups"].items())}
    right["rules"]["obsolete"].reverse()
    right["moments"]["marks"].reverse()
    right["measures"]["plan"] = right["measures"]["plan"][::-1] * 2
    assert score(right, SHOWN, KEY).total == 100


def test_marks_half_a_second_late_count_and_a_mark_every_second_does_not(
    right: dict[str, Any],
) -> None:
    for mark in right["moments"]["marks"]:
        mark["ms"] += 500
    assert _part(right, "moments", "annotation") == 1
    for seconds in (1, 2, 4, 6, 8, 12):
        right["moments"]["marks"] = every(seconds, KEY)
        assert _part(right, "moments", "annotation") == 0


def test_half_the_marks_earn_something_in_between(right: dict[str, Any]) -> None:
    right["moments"]["marks"] = right["moments"]["marks"][::3]
    assert 0 < _part(right, "moments", "annotation") < 1


@pytest.mark.parametrize(
    ("part", "change", "credit"),
    [
        ("moments", 0, 1), ("moments", 1, "part"), ("moments", 9, 0),
        ("break_points", -1, "part"), ("break_points", 30, 0),
        ("ping_pong", 0, 1), ("ping_pong", 3, "part"), ("ping_pong", -60, 0),
        ("share", 0.01, 1), ("share", 0.03, "part"), ("share", -0.2, 0),
    ],
)  # fmt: skip
def test_a_count_earns_by_its_distance(
    right: dict[str, Any], part: str, change: float, credit: float | str
) -> None:
    right["breaks"][part] += change
    found = _part(right, "breaks", part)
    assert 0 < found < 1 if credit == "part" else found == credit


def test_the_expected_count_rests_on_ones_own(right: dict[str, Any]) -> None:
    own = right["breaks"]["moments"] + 5
    right["breaks"] |= {"moments": own, "expected": [3 * own, 4 * own]}
    assert _part(right, "breaks", "expected") == 1 and _part(right, "breaks", "moments") == 0
    right["breaks"]["expected"] = [own, own]
    assert _part(right, "breaks", "expected") == 0


def test_one_rule_of_the_law_retired_costs_all_decisions(right: dict[str, Any]) -> None:
    law = TASKS["rules"]["court"]["regulatory"]
    right["rules"]["decisions"][law[0]] = "change"
    assert _part(right, "rules", "decisions") == 1
    right["rules"]["decisions"][law[0]] = "retire"
    assert _part(right, "rules", "decisions") == 0


def test_to_call_every_rule_obsolete_earns_nothing(right: dict[str, Any]) -> None:
    right["rules"]["obsolete"] = list(TASKS["rules"]["rules"])
    assert _part(right, "rules", "obsolete") == 0
    right["rules"]["obsolete"] = TASKS["rules"]["obsolete"]["truth"][:3]
    assert _part(right, "rules", "obsolete") == 1


def test_disputed_kpis_are_free(right: dict[str, Any]) -> None:
    disputed = [k for k, kind in TASKS["measures"]["kpis"]["truth"].items() if kind == "disputed"]
    for kpi in disputed:
        right["measures"]["kpis"][kpi] = "outcome"
    right["measures"]["share"] += len(disputed) / 24
    assert score(right, SHOWN, KEY).areas["measures"] == 1


def test_a_share_without_an_audit_is_a_guess(right: dict[str, Any]) -> None:
    del right["measures"]["kpis"]
    assert _part(right, "measures", "share") == 0


def test_a_plan_over_budget_too_slow_or_of_unknown_actions_is_none(right: dict[str, Any]) -> None:
    catalogue = SHOWN["actions"]
    slow = next(a["id"] for a in catalogue["actions"] if a["days"] > catalogue["longest_days"])
    quick = [a["id"] for a in catalogue["actions"] if a["days"] <= catalogue["longest_days"]]
    for plan in (quick, [slow], [*right["measures"]["plan"], "X99"], [], "X1"):
        right["measures"]["plan"] = plan
        assert _part(right, "measures", "plan") == 0, plan


TABLE = {
    "inputs": [
        {"name": "days", "type": "whole", "from": 0, "to": 20},
        {"name": "water", "type": "choice", "values": ["clean", "foul"]},
    ],
    "rules": [
        {"id": "C1", "when": ["<=5", "clean"], "then": ["a"]},
        {"id": "C2", "when": ["(5..10]", "-"], "then": ["b"]},
        {"id": "C3", "when": [">10", "-"], "then": ["c"]},
        {"id": "C4", "when": [">15", "foul"], "then": ["c"]},
        {"id": "C5", "when": ["(5..7]", "clean"], "then": ["d"]},
    ],
}


@pytest.mark.parametrize(
    ("kind", "case", "truly"),
    [
        ("gap", {"days": 5, "water": "foul"}, True),
        ("gap", {"days": 5, "water": "clean"}, False),
        ("gap", {"days": 50, "water": "clean"}, False),
        ("gap", {"days": 4.5, "water": "foul"}, False),
        ("gap", {"days": 3, "water": "salt"}, False),
        ("gap", {"days": True, "water": "foul"}, False),
        ("gap", {"days": float("nan"), "water": "foul"}, False),
        ("gap", {"days": 3}, False),
        ("gap", "days", False),
        ("conflict", {"days": 6, "water": "clean"}, True),
        ("conflict", {"days": 6, "water": "foul"}, False),
        ("subsumed", {"days": 16, "water": "foul"}, True),
        ("subsumed", {"days": 15, "water": "foul"}, False),
        ("subsumed", {"days": 6, "water": "clean"}, False),
    ],
)
def test_a_witness_counts_if_it_truly_is_one(kind: str, case: Any, truly: bool) -> None:
    assert shows(TABLE, kind, case) is truly


@pytest.mark.parametrize(
    ("cell", "value", "inside"),
    [("-", "x", True), ("<=8", 8, True), ("<8", 8, False), (">=8", 8, True), (">8", 8, False),
     (">8", 9, True), ("(8..16]", 8, False), ("(8..16]", 16, True), ("[8..16)", 8, True),
     ("[8..16)", 16, False), ("clean", "clean", True), ("clean", "foul", False), ("<8", "x", False)],
)  # fmt: skip
def test_a_cell_covers_what_it_says(cell: str, value: Any, inside: bool) -> None:
    assert covers(cell, value) is inside


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
_NAMES = ("groups", "kinds", "marks", "types", "moments", "break_points", "rules", "expected", "share",
          "ping_pong", "obsolete", "witnesses", "decisions", "kpis", "orphans", "plan")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(AREAS), _JUNK | st.dictionaries(st.sampled_from(_NAMES), _JUNK)))
def test_junk_never_breaks_the_mark(answers: dict[str, Any]) -> None:
    assert 0 <= score(answers, SHOWN, KEY).total <= 100


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(list(TASKS["needs"]["kinds"]["truth"])), unique=True), st.data())
def test_taking_a_right_answer_away_never_earns(gone: list[str], data: st.DataObject) -> None:
    right = copy.deepcopy(model(SHOWN, KEY))
    for id_ in gone:
        del right["needs"]["kinds"][id_]
    fewer = _part(right, "needs", "kinds")
    if gone:
        right["needs"]["kinds"][gone[0]] = TASKS["needs"]["kinds"]["truth"][gone[0]]
    assert _part(right, "needs", "kinds") >= fewer
