"""The calendar of the branch: who works when, in whole minutes.

Time is an integer: minutes since midnight before 1 October 2025, a Wednesday, the first day of
the log. Whole numbers keep the simulation the same on every machine.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta
from functools import cache

__all__ = [
    "DAY",
    "DAYS",
    "HOLIDAYS",
    "HOURS",
    "SATURDAY",
    "clock",
    "closed",
    "finish",
    "minutes_of",
    "opening",
    "plus_working_days",
    "weekday",
    "worked",
]

DAY = 1440
DAYS = 182
SATURDAY, SUNDAY = 5, 6

_START = datetime(2025, 10, 1)
_HORIZON = 400  # days for which opening hours are laid out: no visit lasts that long
HOLIDAYS = frozenset({85, 86, 92})  # 25 and 26 December, 1 January

# Role to its windows on Monday-Friday and on Saturday; nobody works on Sunday.
HOURS: dict[str, tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]] = {
    "branch": (((480, 1080),), ((480, 960),)),
    "agent": (((480, 1140),), ((480, 1020),)),
    "adviser": (((480, 1080),), ((480, 960),)),
    "cashier": (((480, 1080),), ((480, 960),)),
    "planner": (((480, 1050),), ((480, 780),)),
    "fitter": (((480, 1050),), ((480, 780),)),
    "checker": (((480, 1050),), ((480, 780),)),
    "clerk": (((480, 1050),), ((480, 720),)),
    "fleet": (((540, 1020),), ()),
    "manager": (((540, 660), (900, 990)), ()),
    "supplier": (((450, 1020),), ()),
}


def weekday(time: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (time // DAY + 2) % 7


def closed(time: int) -> bool:
    """Whether the branch is shut all of that day."""
    return weekday(time) == SUNDAY or time // DAY in HOLIDAYS


def clock(time: int) -> str:
    """As the log shows it: `2025-10-01T08:05`, local time."""
    return (_START + timedelta(minutes=time)).isoformat(timespec="minutes")


def minutes_of(text: str) -> int:
    """The time that `clock` wrote as `text`.

    Raises:
        ValueError: `text` is no such time.
    """
    return int((datetime.fromisoformat(text) - _START).total_seconds()) // 60


def opening(time: int, role: str) -> int:
    """The first minute from `time` on at which `role` works. The web never sleeps."""
    if role == "web":
        return time
    starts, ends = _windows(role)
    at = bisect_right(ends, time)
    return max(time, starts[at])


def finish(time: int, minutes: int, role: str) -> tuple[int, int]:
    """Start and end of `minutes` of work that may begin at `time`.

    Work of an hour or less is not left lying over a closing time; longer work is, and goes on
    when the doors open again.
    """
    start = opening(time, role)
    if role == "web":
        return start, start + minutes
    starts, ends = _windows(role)
    at = bisect_right(ends, start)
    if minutes <= 60:
        while max(start, starts[at]) + minutes > ends[at]:
            at += 1
        start = max(start, starts[at])
        return start, start + minutes
    now, left = start, minutes
    while now + left > ends[at]:
        left -= ends[at] - now
        at += 1
        now = starts[at]
    return start, now + left


def worked(start: int, end: int, role: str) -> int:
    """The minutes between `start` and `end` in which `role` was at work."""
    if role == "web":
        return end - start
    starts, ends = _windows(role)
    at, minutes = bisect_right(ends, start), 0
    while starts[at] < end:
        minutes += min(end, ends[at]) - max(start, starts[at])
        at += 1
    return minutes


def plus_working_days(time: int, days: int) -> int:
    """Nine o'clock, `days` bank days (Monday to Friday) after the day of `time`."""
    day = time // DAY
    while days:
        day += 1
        if weekday(day * DAY) < SATURDAY and day not in HOLIDAYS:
            days -= 1
    return day * DAY + 540


@cache
def _windows(role: str) -> tuple[list[int], list[int]]:
    week, saturday = HOURS[role]
    starts, ends = [], []
    for day in range(_HORIZON):
        if closed(day * DAY):
            continue
        for begin, end in saturday if weekday(day * DAY) == SATURDAY else week:
            starts.append(day * DAY + begin)
            ends.append(day * DAY + end)
    return starts, ends
