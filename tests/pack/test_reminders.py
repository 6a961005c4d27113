"""The plan as an .ics file: read back by a calendar, the same each time, nothing personal in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from cxkit.pack.reminders import calendar
from cxkit.techniques.thirtydays import ThirtyDays
from tests.marking.made09 import PLAN
from tests.marking.truth import every, put

SAVED = "2026-11-20T18:30:15+01:00"


def _plan(data: dict[str, Any] = PLAN) -> ThirtyDays:
    return ThirtyDays.read(data)


def _events(raw: bytes) -> list[Any]:
    return Calendar.from_ical(raw).walk("VEVENT")


def test_due_days_and_days_of_measuring_again_are_in_it() -> None:
    events = _events(calendar(_plan(), saved=SAVED, revision=4))
    first = datetime(2026, 11, 30, 9)
    days = [(e["dtstart"].dt - first).days for e in events]
    assert days == [7, 10, 24, 30, 60, 90]
    for event in events:
        assert event["dtstart"].dt.tzinfo is None, "nine in the morning wherever one is"
        assert event["dtstamp"].dt.isoformat() == "2026-11-20T17:30:15+00:00"
        assert event["sequence"] == 4 and event["duration"].dt == timedelta(minutes=30)
        alarm = event.walk("VALARM")[0]
        assert alarm["trigger"].dt == timedelta(days=-1) and alarm["action"] == "DISPLAY"
    assert "Lead receptionist" in events[1]["description"]
    assert "days until a new patient is seen: 19 to 6 days" in events[3]["description"]


def test_lines_are_as_the_standard_has_them() -> None:
    raw = calendar(_plan(), saved=SAVED)
    lines = raw.split(b"\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert {b"VERSION:2.0", b"PRODID:-//cxkit//thirty days//EN", b"CALSCALE:GREGORIAN"} <= set(lines)
    assert b"TZID" not in raw and b"ATTENDEE" not in raw and b"ORGANIZER" not in raw


def test_an_event_keeps_its_identity() -> None:
    def uids(plan: ThirtyDays, **more: Any) -> list[str]:
        return sorted(str(e["uid"]) for e in _events(calendar(plan, **more)))

    later = _plan(put(put(PLAN, "actions", 0, due=20), "about", 0, begins="7 December 2026"))
    assert uids(_plan()) == uids(later, saved=SAVED, revision=9)
    assert len(set(uids(_plan()))) == 6
    assert not set(uids(_plan())) & set(uids(_plan(), whose="another process"))
    assert calendar(_plan(), saved=SAVED) == calendar(_plan(), saved=SAVED)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (put(PLAN, "about", 0, begins="soon"), "no day on which it begins"),
        ({"about": PLAN["about"]}, "No action has a last day"),
        (every(PLAN, "actions", due="later"), "No action has a last day"),
        (every(PLAN, "actions", due=1e9), "No action has a last day"),
    ],
)
def test_a_plan_without_a_day_is_told(data: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        calendar(_plan(data))


def test_blanks_and_joiners_are_kept_as_words_need_them() -> None:
    owner = "\u0645\u06cc\u200c\u0631\u0648\u0645 10\u00a0%\u202e"
    event = _events(calendar(_plan(put(PLAN, "actions", 1, owner=owner)), saved=SAVED))
    told = "\n".join(str(e.get("description")) for e in event)
    assert "\u0645\u06cc\u200c\u0631\u0648\u0645 10 %\n" in told and "\u202e" not in told


@settings(max_examples=40)
@given(st.text(max_size=80), st.text(max_size=200))
def test_whatever_is_typed_is_read_back(action: str, owner: str) -> None:
    plan = _plan(put(PLAN, "actions", 0, action=f"{action} x", owner=owner))
    events = _events(calendar(plan, saved="no time"))
    assert len(events) == 6
    assert {str(e["uid"]) for e in events} == {str(e["uid"]) for e in _events(calendar(_plan()))}
