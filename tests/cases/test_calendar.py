"""Hours of work in whole minutes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.cases.rowan_vale import calendar as cal

times = st.integers(0, 180 * cal.DAY)
roles = st.sampled_from([*cal.HOURS, "web"])


def at(text):
    return cal.minutes_of(text)


@pytest.mark.parametrize(
    ("time", "role", "opens"),
    [
        ("2025-10-01T07:00", "adviser", "2025-10-01T08:00"),
        ("2025-10-01T08:30", "adviser", "2025-10-01T08:30"),
        ("2025-10-01T18:00", "adviser", "2025-10-02T08:00"),
        ("2025-10-04T16:00", "adviser", "2025-10-06T08:00"),  # Saturday, over Sunday
        ("2025-10-01T11:00", "manager", "2025-10-01T15:00"),
        ("2025-10-04T09:00", "fleet", "2025-10-06T09:00"),
        ("2025-12-24T19:00", "fitter", "2025-12-27T08:00"),  # over Christmas
        ("2025-10-05T03:00", "web", "2025-10-05T03:00"),
    ],
)
def test_opening(time, role, opens):
    assert cal.clock(cal.opening(at(time), role)) == opens


@pytest.mark.parametrize(
    ("time", "minutes", "role", "start", "end"),
    [
        ("2025-10-01T17:55", 10, "adviser", "2025-10-02T08:00", "2025-10-02T08:10"),
        ("2025-10-01T17:00", 90, "fitter", "2025-10-01T17:00", "2025-10-02T09:00"),
        ("2025-10-01T17:00", 30, "fitter", "2025-10-01T17:00", "2025-10-01T17:30"),
    ],
)
def test_finish(time, minutes, role, start, end):
    assert tuple(map(cal.clock, cal.finish(at(time), minutes, role))) == (start, end)


@pytest.mark.parametrize(
    ("back", "days", "free"),
    [
        ("2025-10-01T15:00", 2, "2025-10-03T09:00"),
        ("2025-10-03T15:00", 2, "2025-10-07T09:00"),
        ("2025-12-24T10:00", 2, "2025-12-30T09:00"),
    ],
)
def test_bank_days(back, days, free):
    assert cal.clock(cal.plus_working_days(at(back), days)) == free


@given(times, st.integers(1, 900), roles)
def test_work_takes_as_long_as_it_takes_within_hours(time, minutes, role):
    start, end = cal.finish(time, minutes, role)
    assert start >= time and cal.worked(start, end, role) == minutes
    assert cal.opening(start, role) == start


@given(times)
def test_a_time_survives_being_written(time):
    assert at(cal.clock(time)) == time
