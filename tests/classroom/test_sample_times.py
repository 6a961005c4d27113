"""The times of generated answers: made up, and the same each time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cxkit.classroom.sample import SAVED
from cxkit.classroom.sampletimes import sample_times


def test_times_are_the_same_each_time_and_in_order():
    for who in ("ana", "ben"):
        for exercise in ("0.1", "1.1a", "2.3", "8.6", "9.2"):
            began, done = sample_times(who, exercise, 20, True)
            assert (began, done) == sample_times(who, exercise, 20, True)
            assert began < done < SAVED
            assert datetime.fromisoformat(done).utcoffset() == timedelta(0)
    assert sample_times("ana", "2.3", 20, True) != sample_times("ben", "2.3", 20, True)


@pytest.mark.parametrize(("exercise", "done"), [("2.3", False), ("9.1b", True)])
def test_what_no_check_found_done_was_only_begun(exercise, done):
    began, never = sample_times("ana", exercise, 0, done)
    assert began and never == ""
