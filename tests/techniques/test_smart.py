"""Statements of intent: fields, bounds, gaps; days and times that are no days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.techniques.due import day, response_time, spelt
from cxkit.techniques.smart import (
    Intent,
    amount,
    bound,
    gap,
    intent_faults,
    repeated,
    same_unit,
    sentence,
    target_faults,
)

GOOD: dict[str, Any] = {
    "id": "s1", "measure": "Cars back by five", "comparator": "at least", "baseline": 15.7,
    "target": 60, "unit": "per cent", "source": "event log", "owner": "Service manager",
    "due": "2026-09-30", "serves": "O1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-09-30", date(2026, 9, 30)),
        ("2026-09-30 00:00:00", date(2026, 9, 30)),
        ("30/9/2026", date(2026, 9, 30)),
        ("30.9.26", date(2026, 9, 30)),
        ("30 Sept 2026", date(2026, 9, 30)),
        ("9/30/2026", date(2026, 9, 30)),
        ("3/4/2026", date(2026, 4, 3)),
        ("20260930", date(2026, 9, 30)),
        ("end-September 2026", date(2026, 9, 30)),
        ("year end 2026", date(2026, 12, 31)),
        ("Q3/26", date(2026, 9, 30)),
        ("by the 30th of September 2026", date(2026, 9, 30)),
        ("September 30, 2026", date(2026, 9, 30)),
        ("Friday 30 October 2026", date(2026, 10, 30)),
        ("31-Oct-26", date(2026, 10, 31)),
        ("end of February 2028", date(2028, 2, 29)),
        ("Sept 2026", date(2026, 9, 30)),
        ("Q3 2026", date(2026, 9, 30)),
        ("end 2026", date(2026, 12, 31)),
        ("2026", date(2026, 12, 31)),
        ("31 February 2026", None),
        ("13/13/2026", None),
        ("30 September", None),
        ("may", None),
        ("spring 2027", None),
        ("soon", None),
        ("within 2 hours", None),
        ("10 minutes", None),
        ("30 2026", None),
        ("1 1926", None),
        ("", None),
    ],
)
def test_days_are_read_in_the_british_order(text: str, expected: date | None) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within two hours", True),
        ("within 2h of the call", True),
        ("the same day", True),
        ("by five the same day", True),
        ("by 5pm", True),
        ("ten minutes", True),
        ("in half a day", True),
        ("next working day", True),
        ("immediately", True),
        ("30 September 2026", False),
        ("by 5 May 2026", False),
        ("in 2026", False),
        ("soon", False),
        ("", False),
    ],
)
def test_a_time_that_each_customer_waits_is_told_from_a_day(text: str, expected: bool) -> None:
    assert response_time(text) is expected


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from(
    ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "by %d %B %Y", "%d.%m.%Y"]))  # fmt: skip
def test_a_day_is_read_back_from_whatever_way_it_is_written(when: date, form: str) -> None:
    assert day(when.strftime(form)) == when
    assert not response_time(when.strftime(form))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (60, 60), ("60", 60.0), ("60 %", 60.0), ("60 per cent", 60.0), ("12,5", 12.5),
        ("2,400", 2400.0), ("1,234,567.5", 1234567.5), ("£30", 30.0), ("-3", -3.0),
        ("\u22123", -3.0), ("", None), (None, None), (True, "True"), ("about half", "about half"),
        ("within 2 hours", "within 2 hours"), ("1e9", "1e9"), ("nan", "nan"), (float("inf"), "inf"),
        (["x"], "['x']"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_type_them(typed: Any, expected: Any) -> None:
    assert amount(typed) == expected


@pytest.mark.parametrize(
    ("comparator", "unit", "expected"),
    [
        ("at least", "per cent", 100), ("at least", "%", 100), ("at least", "percentage of cars", 100),
        ("at least", "calls in a hundred visits", None), ("at least", "minutes", None),
        ("at most", "per cent", 0), ("at most", "minutes", 0), ("", "per cent", None),
    ],
)  # fmt: skip
def test_the_bound_is_the_best_there_can_be(comparator: Any, unit: str, expected: Any) -> None:
    assert bound(comparator, unit) == expected


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("%", "per cent", True), ("Percent", "per cent", True), ("calls per 100 visits",
        "calls in a hundred visits", True), ("call", "calls in a hundred visits", True),
        ("hours", "per cent", False), ("hours", "calls in a hundred visits", False),
        ("", "", False), ("", "per cent", False), ("minutes", "Minute", True),
    ],
)  # fmt: skip
def test_units_are_the_same_however_they_are_written(a: str, b: str, same: bool) -> None:
    assert same_unit(a, b) is same_unit(b, a) is same


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"unit": "%"}, []),
        ({"measure": ""}, ["measure"]),
        ({"comparator": ""}, ["comparator"]),
        ({"baseline": None}, ["baseline"]),
        ({"baseline": "low"}, ["baseline"]),
        ({"target": "within 2 hours"}, ["target"]),
        ({"target": 15.7}, ["target"]),
        ({"target": 15}, ["target"]),
        ({"target": 100}, ["target"]),
        ({"target": 120}, ["target"]),
        ({"target": 100, "unit": "minutes"}, []),
        ({"comparator": "at most", "target": 10}, []),
        ({"comparator": "at most", "target": 0}, ["target"]),
        ({"comparator": "at most", "target": -1}, ["target"]),
        ({"unit": " "}, ["unit"]),
        ({"source": ""}, ["source"]),
        ({"owner": ""}, ["owner"]),
        ({"due": ""}, ["due"]),
        ({"due": "within a week"}, ["due"]),
        ({"due": "soon"}, ["due"]),
        ({"owner": "", "due": "", "target": None}, ["owner", "target", "due"]),
    ],
)
def test_a_statement_lacks_what_it_lacks(changes: Any, fields: list[str]) -> None:
    found = intent_faults(Intent(**(GOOD | changes)))
    assert [f.field for f in found] == fields
    assert all(f.what and f.next for f in found)


def test_a_response_time_under_due_is_called_one() -> None:
    (fault,) = intent_faults(Intent(**(GOOD | {"due": "within two hours"})))
    assert "runs anew for each customer" in fault.what


NUMBER = st.floats(0.5, 99.5).map(lambda x: round(x, 2))


@given(NUMBER, NUMBER, st.sampled_from(["at least", "at most"]))
def test_a_target_holds_strictly_between_today_and_the_bound(a: float, b: float, side: Any) -> None:
    better = b > a if side == "at least" else b < a
    assert (not target_faults(side, a, b, "per cent")) is better


@given(NUMBER, NUMBER, st.sampled_from(["at least", "at most"]))
def test_a_gap_is_arithmetic(a: float, b: float, side: Any) -> None:
    found = gap(Intent(**(GOOD | {"baseline": a, "target": b, "comparator": side})))
    assert found is not None and found.way is not None
    assert found.baseline + found.size == pytest.approx(found.target)
    assert (found.way > 0) is (b > a if side == "at least" else b < a)


@pytest.mark.parametrize(
    ("changes", "size", "way"),
    [
        ({}, 44.3, 0.5255), ({"comparator": "at most", "baseline": 87, "target": 20}, -67, 0.7701),
        ({"unit": "minutes"}, 44.3, None), ({"baseline": 90, "target": 95}, 5, 0.5),
    ],
)  # fmt: skip
def test_gaps_have_a_sign_and_a_share_of_the_way(changes: Any, size: float, way: Any) -> None:
    found = gap(Intent(**(GOOD | changes)))
    assert found is not None
    assert found.size == pytest.approx(size)
    assert found.way == (None if way is None else pytest.approx(way, abs=1e-4))


@pytest.mark.parametrize("changes", [{"baseline": None}, {"target": "more"}])
def test_without_two_numbers_there_is_no_gap(changes: Any) -> None:
    assert gap(Intent(**(GOOD | changes))) is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Cars back by five: at least 60 per cent, today 15.7, by 2026-09-30"),
        ({"baseline": None, "due": "soon"}, "Cars back by five: at least 60 per cent, soon"),
        ({"measure": "", "comparator": "", "target": None, "baseline": None, "due": ""}, ""),
    ],
)
def test_a_statement_is_read_as_a_sentence(changes: Any, told: str) -> None:
    assert sentence(Intent(**(GOOD | changes))) == told


def test_the_second_of_two_alike_is_told() -> None:
    rows = [Intent(**GOOD), Intent(**(GOOD | {"id": "s2", "measure": "cars back, by FIVE"})),
            Intent(**(GOOD | {"id": "s3", "comparator": "at most"})), Intent(id="s4"), Intent(id="s5")]  # fmt: skip
    assert repeated(rows) == ["s2"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("2026-09-30", "30 Sep 2026"), ("1/5/2027", "1 May 2027"), ("soon", "soon"), ("", "")],
)
def test_a_day_is_spelt_for_a_reader(text, told):
    assert spelt(text) == told
