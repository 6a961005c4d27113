"""The ABACUS plan: staging, coverage both ways, and what an action lacks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.techniques.abacus import (
    STAGES,
    Abacus,
    Action,
    Moment,
    action_faults,
    empty_stages,
    staged,
    unstaged,
)

WHOLE = {
    "id": "care", "moments": "m1, m2", "action": "Text them the hour", "owner": "planner",
    "due": "2027-03-31", "measure": "calls in a hundred visits: 33 to 15", "band": "low",
}  # fmt: skip
SIX = [{"id": f"m{n}", "choice": key} for n, key in enumerate(STAGES)]


def _plan(**changes: Any) -> Abacus:
    actions = [{**WHOLE, "id": key} for key in STAGES]
    return Abacus.read({"stages": SIX, "actions": actions} | changes)


def test_the_stages_spell_the_name() -> None:
    assert "".join(s.letter for s in STAGES.values()) == "ABACUS"
    assert all(s.title.startswith(s.letter) for s in STAGES.values())


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"due": "30 Sept 2027"}, []),
        ({"action": "Do it"}, ["action"]),
        ({"action": "calls calls calls"}, ["action"]),
        ({"owner": " "}, ["owner"]),
        ({"due": "within two hours"}, ["due"]),
        ({"due": "31 February 2027"}, ["due"]),
        ({"measure": "calls go down"}, ["measure"]),
        ({"measure": "42"}, ["measure"]),
        ({"band": ""}, ["band"]),
        ({"action": "", "owner": "", "due": "", "measure": "", "band": ""},
         ["action", "owner", "due", "measure", "band"]),
    ],
)  # fmt: skip
def test_an_action_tells_what_it_lacks(changes: dict[str, str], fields: list[str]) -> None:
    assert [f.field for f in action_faults(Action.read({**WHOLE, **changes}))] == fields


@pytest.mark.parametrize(
    ("changes", "empty"),
    [
        ({}, []),
        ({"stages": SIX[1:]}, ["Awareness"]),
        ({"actions": []}, [s.title for s in STAGES.values()]),
        ({"actions": [{**WHOLE, "id": k} for k in STAGES if k != "share"]}, ["Share"]),
        ({"stages": [{"id": "m1", "choice": "somewhere"}]}, [s.title for s in STAGES.values()]),
    ],
)
def test_a_stage_is_empty_without_a_moment_or_an_action(
    changes: dict[str, Any], empty: list[str]
) -> None:
    assert empty_stages(_plan(**changes)) == empty


def test_own_moments_go_by_their_code() -> None:
    rows = [Moment(id="r1", code="M1", text="waits", choice="care"), Moment(id="r2", text="pays")]
    assert staged(rows)["care"] == ["M1"]
    assert unstaged(rows, ["M1", "r2"]) == ["r2"]
    assert [r.blank for r in (*rows, Moment(id="r3"))] == [False, False, True]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from([*STAGES, "", "other"]))))
def test_a_moment_stands_where_it_was_put_and_nowhere_twice(rows: list[tuple[str, str]]) -> None:
    moments = [Moment(id=i, choice=c) for i, c in rows]
    held = staged(moments)
    assert list(held) == list(STAGES)
    assert all(len(set(found)) == len(found) for found in held.values())
    here = {i for i, c in rows if c in STAGES}
    assert {m for found in held.values() for m in found} == here
    assert unstaged(moments, list("abcdef")) == [i for i in "abcdef" if i not in here]
