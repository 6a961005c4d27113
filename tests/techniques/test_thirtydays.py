"""The own plan: its days, and what keeps an action from being one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cxkit.techniques.thirtydays import ThirtyDays, doubts, written

GOOD = {
    "id": "a1", "action": "Reception rings back before noon", "mark": "MOT", "owner": "Reception",
    "start": 0, "due": 30, "measure": "calls asking for a date", "baseline": 11, "target": 3,
    "unit": "a week",
}  # fmt: skip


def _kinds(**changes: Any) -> list[str]:
    return [d.kind for d in doubts(ThirtyDays.read({"actions": [GOOD | changes]}))]


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, []),
        ({"start": "0", "due": "14"}, []),
        ({"baseline": "11 %", "target": "3 %", "unit": "%"}, []),
        ({"action": "be better"}, ["wish"]),
        ({"action": "better better better"}, ["wish"]),
        ({"mark": ""}, ["mark"]),
        ({"owner": "  "}, ["owner"]),
        ({"owner": GOOD["action"]}, ["owner"]),
        ({"due": 31}, ["days"]),
        ({"start": -1}, ["days"]),
        ({"start": 9, "due": 8}, ["days"]),
        ({"due": "next week"}, ["days"]),
        ({"due": None}, ["days"]),
        ({"measure": ""}, ["measure"]),
        ({"measure": GOOD["action"]}, ["measure"]),
        ({"baseline": None}, ["measure"]),
        ({"target": "many"}, ["measure"]),
        ({"target": 11}, ["measure"]),
        ({"unit": ""}, ["measure"]),
    ],
)
def test_each_doubt_has_its_reason(changes: dict[str, Any], kinds: list[str]) -> None:
    assert _kinds(**changes) == kinds


def test_one_action_twice_is_told_once_and_blank_rows_count_for_nothing() -> None:
    again = GOOD | {"id": "a2", "action": "Before noon RINGS reception back."}
    plan = ThirtyDays.read({"actions": [GOOD, {"id": "a9", "action": "", "due": None}, again]})
    assert [(d.kind, d.number) for d in doubts(plan)] == [("twice", 2)]
    assert [a.id for a in written(plan)] == ["a1", "a2"]


@pytest.mark.parametrize(
    ("begins", "number", "day"),
    [("30 November 2026", 0, date(2026, 11, 30)), ("2026-11-30", 90, date(2027, 2, 28)),
     ("30.11.26", 30.0, date(2026, 12, 30)), ("soon", 30, None), ("2026-11-30", -1, None),
     ("2026-11-30", 1e12, None)],
)  # fmt: skip
def test_days_are_counted_from_the_first(begins: str, number: float, day: date | None) -> None:
    plan = ThirtyDays.read({"about": [{"id": "about", "begins": begins}]})
    assert plan.on(number) == day
