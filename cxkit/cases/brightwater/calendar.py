"""Who works when at the firm, in whole minutes since midnight before the first day, a Monday.

Whole numbers keep the simulation the same on every machine. There are no holidays: the half-year
of a paper may begin in any week.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

__all__ = ["DAY", "DAYS", "HOURS", "SATURDAY", "clock", "finish", "next_day", "opening",
           "plus_working_days", "weekday"]  # fmt: skip

DAY = 1440
DAYS = 182
SATURDAY = 5

_OFFICE = ((480, 1080), None)
# Performer to the window of Monday-Friday and of Saturday; nobody of these works on Sunday.
HOURS: dict[str, tuple[tuple[int, int], tuple[int, int] | None]] = {
    "agent": ((480, 1200), (540, 1020)),
    "triage": ((480, 1080), (540, 780)),
    "planner": _OFFICE,
    "adjuster": ((510, 1050), None),
    "clerk": _OFFICE,
    "surveyor": ((480, 1020), None),
    "drying": ((450, 1020), (450, 780)),
    "supplier": _OFFICE,
    "builder": ((480, 1020), None),
    "manager": ((540, 1020), None),
    "payments": ((480, 1020), None),
    "premiums": ((540, 960), None),
    "postroom": ((480, 930), None),
}
_NEVER_SHUT = ("plumber",)


def weekday(at: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return at // DAY % 7


def clock(first_day: date, at: int) -> str:
    """As the log shows it: `2025-03-03T08:05`."""
    start = datetime.combine(first_day, time())
    return (start + timedelta(minutes=at)).isoformat(timespec="minutes")


def _window(day: int, role: str) -> tuple[int, int] | None:
    week, saturday = HOURS[role]
    place = day % 7
    hours = week if place < SATURDAY else saturday if place == SATURDAY else None
    return (day * DAY + hours[0], day * DAY + hours[1]) if hours else None


def opening(at: int, role: str) -> int:
    """The first minute from `at` on at which `role` works."""
    if role in _NEVER_SHUT:
        return at
    day = at // DAY
    while True:
        window = _window(day, role)
        if window and at < window[1]:
            return max(at, window[0])
        day += 1


def finish(at: int, minutes: int, role: str) -> tuple[int, int]:
    """Start and end of `minutes` of work that may begin at `at`.

    Work of two hours or less is not left lying over a closing time; longer work is.
    """
    start = opening(at, role)
    if role in _NEVER_SHUT:
        return start, start + minutes
    now, left = start, minutes
    while True:
        window = _window(now // DAY, role)
        assert window is not None
        if now + left <= window[1]:
            return start, now + left
        if minutes <= 120:
            now = start = opening(window[1], role)
            continue
        left -= window[1] - now
        now = opening(window[1], role)


def plus_working_days(at: int, days: int) -> int:
    """Nine o'clock, `days` working days (Monday to Friday) after the day of `at`."""
    day = at // DAY
    while days:
        day += 1
        days -= day % 7 < SATURDAY
    return day * DAY + 540


def next_day(at: int, weekdays: tuple[int, ...], minute: int) -> int:
    """The next `minute` of the day, from `at` on, on one of `weekdays`."""
    day = at // DAY
    while day % 7 not in weekdays or day * DAY + minute < at:
        day += 1
    return day * DAY + minute
