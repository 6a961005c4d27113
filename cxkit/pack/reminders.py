"""The plan of thirty days as reminders for a calendar: an .ics file (RFC 5545).

Each action is due on its last day, and on days 30, 60 and 90 it is time to measure again. Times
float: nine in the morning wherever the calendar is. Nothing is in the file but what its author
typed into the plan; who they are is not. An event keeps its identity from one export to the next, so
that a calendar renews it and does not show it twice.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from unicodedata import category

from ..techniques.thirtydays import AGAIN, Action, ThirtyDays, written

__all__ = ["calendar"]

_SPACE = uuid.UUID("6d3c0d0e-5f5b-5b0a-9a55-0c7d09e1b209")  # ours alone; drawn once
_AT = time(9, 0)
_LONG = timedelta(minutes=30)
_BEFORE = timedelta(days=-1)  # a reminder on the day before
_JOINERS = "\u200c\u200d"
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def calendar(plan: ThirtyDays, *, saved: str = "", revision: int = 0, whose: str = "") -> bytes:
    """The plan as the bytes of an .ics file; the same plan gives the same bytes.

    Args:
        saved: when the plan was saved, ISO 8601; the time stamp of its events.
        revision: of the answer; a later one replaces the events of an earlier.
        whose: what parts this plan from another in one calendar, such as the process. It is
            hashed into the events' ids.

    Raises:
        ValueError: no day on which the plan begins, or nothing that has a day.
    """
    from icalendar import Calendar

    if plan.begins is None:
        raise ValueError("The plan has no day on which it begins. Write one into 9.2, then export.")
    made = Calendar()
    made.add("prodid", "-//cxkit//thirty days//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for name, at, summary, text in _events(plan):
        made.add_component(_event(name, at, summary, text, saved, revision, whose))
    if not made.subcomponents:
        raise ValueError("No action has a last day yet. Write one into 9.2, then export.")
    return bytes(made.to_ical())


def _events(plan: ThirtyDays) -> list[tuple[str, date, str, str]]:
    """(name, day, summary, description), by day, then as in the plan."""
    found = []
    for n, a in enumerate(written(plan), start=1):
        on = plan.on(a.due) if isinstance(a.due, float) else None
        if on and a.action:
            found.append((f"action {a.id or n}", on, f"Due: {a.action}", _told(a)))
    if found:
        rows = {row.id: row for row in plan.again}
        for number in AGAIN:
            row, on = rows.get(f"d{number}"), plan.on(number)
            if on:
                lines = [f"Who: {row.who}"] * bool(row and row.who) if row else []
                lines += [f"Expected: {row.expect}"] * bool(row.expect) if row else []
                lines += [_measure(a) for a in written(plan) if a.measure]
                found.append((f"again {number}", on, f"Measure again: day {number}", "\n".join(lines)))
    return sorted(found, key=lambda event: event[1])


def _event(name: str, on: date, summary: str, text: str, saved: str, revision: int,
           whose: str) -> Any:  # fmt: skip
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{uuid.uuid5(_SPACE, f'{whose}/{name}')}@cxkit.invalid")
    event.add("dtstamp", _stamp(saved))
    event.add("sequence", max(0, revision))
    event.add("dtstart", datetime.combine(on, _AT))
    event.add("duration", _LONG)
    event.add("summary", _plain(summary))
    if text:
        event.add("description", _plain(text))
    event.add("transp", "TRANSPARENT")  # a reminder keeps nobody from being asked
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(summary))
    alarm.add("trigger", _BEFORE)
    event.add_component(alarm)
    return event


def _told(a: Action) -> str:
    lines = [f"Who: {a.owner}"] if a.owner else []
    return "\n".join([*lines, *([_measure(a)] if a.measure else [])])


def _measure(a: Action) -> str:
    numbers = [f"{n:,.6g}" for n in (a.baseline, a.target) if isinstance(n, float)]
    return f"{a.measure}: {' to '.join(numbers)} {a.unit}".rstrip(": ")


def _plain(text: str) -> str:
    """Without characters that no calendar takes: controls but the line end. Blanks of every kind
    become plain ones; joiners stay, since words in Persian or Hindi are misspelt without them."""
    kept = (" " if category(c) == "Zs" else c for c in text)
    return "".join(c for c in kept if c == "\n" or c.isprintable() or c in _JOINERS)


def _stamp(saved: str) -> datetime:
    try:
        when = datetime.fromisoformat(saved)
    except ValueError:
        return _EPOCH
    return when.astimezone(UTC).replace(microsecond=0) if when.tzinfo else _EPOCH
