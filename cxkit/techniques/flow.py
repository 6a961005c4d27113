"""What an event log says of the work between people: hand-offs, ping-pong, rework, chasing.

Rows 33, 36 and 38 of the method. A log has one row an event; the events of one case in order of
their start are its trace. The same counts are to be had from any log with these columns, the
course's or one's own.

Conventions: rows are mappings with `case`, `activity`, `performer`, `start` (text that sorts as
time does, or a datetime). Events that start together keep the order of the file. A call to ask
how far things are interrupts a trace without being part of the work, so activities can be set
aside before the work is counted. Counts are exact; nothing is estimated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

__all__ = [
    "Count",
    "Flow",
    "Pair",
    "flow",
    "follows",
    "hand_offs",
    "passed",
    "ping_pong",
    "repeats",
    "times",
    "traces",
]

Event = Mapping[str, Any]
Traces = Mapping[str, Sequence[Event]]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Count:
    """How often something happens, in how many cases, and how often in each of these.

    `cases` holds only cases in which it happens.
    """

    cases: Mapping[str, int]

    @property
    def times(self) -> int:
        """In all."""
        return sum(self.cases.values())

    @property
    def visits(self) -> int:
        """Cases in which it happens at least once."""
        return len(self.cases)


@dataclass(frozen=True)
class Flow:
    """The counts of one log.

    Args:
        visits, events: cases and rows in all.
        hand_offs: two events of a case, one after the other, of different performers.
        chases: events of the activities set aside as chasing.
        ping_pong: (A, B) -> work that went from performer A to B and straight back.
        rework: activity -> its second and later times in a case.
        follows: (activity, next activity) -> how often; with `hand_offs` over all events.

    All but `hand_offs` and `follows` leave the chasing out of the line.
    """

    visits: int
    events: int
    hand_offs: Count
    chases: Count
    ping_pong: Mapping[Pair, Count]
    rework: Mapping[str, Count]
    follows: Mapping[Pair, int]


def traces(log: Iterable[Event], aside: Collection[str] = ()) -> dict[str, list[Event]]:
    """Case -> its events by start, activities in `aside` left out; a case without any is empty."""
    found: dict[str, list[Event]] = {}
    for row in log:
        kept = found.setdefault(row["case"], [])
        if row["activity"] not in aside:
            kept.append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row["start"])
    return found


def flow(log: Sequence[Event], chasing: Collection[str] = ()) -> Flow:
    """All counts of a log at once; 17,000 events take a tenth of a second.

    Args:
        chasing: the activities in which a customer asks how far things are.
    """
    whole, work = traces(log), traces(log, chasing)
    return Flow(
        visits=len(whole),
        events=sum(map(len, whole.values())),
        hand_offs=hand_offs(whole),
        chases=times(whole, chasing),
        ping_pong=ping_pong(work),
        rework=repeats(work),
        follows=follows(whole),
    )


def times(found: Traces, activities: Collection[str]) -> Count:
    """How often any of these activities occurs."""
    return Count(_by_case(found, lambda rows: sum(r["activity"] in activities for r in rows)))


def hand_offs(found: Traces) -> Count:
    """Two events, one after the other, of different performers."""
    return Count(
        _by_case(found, lambda rows: sum(a["performer"] != b["performer"] for a, b in _two(rows)))
    )


def follows(found: Traces) -> dict[Pair, int]:
    """How often each activity directly follows each other: the edges of the map in the log."""
    return dict(
        Counter((a["activity"], b["activity"]) for rows in found.values() for a, b in _two(rows))
    )


def passed(found: Traces, codes: Mapping[str, str]) -> dict[str, int]:
    """How often each break point is passed, by its id on the map.

    Args:
        codes: activity -> the code of its step; events of other activities are passed over.

    Returns:
        Ids such as `T01-T03`, in no given order; those never passed are not there.
    """
    count: Counter[str] = Counter()
    for rows in found.values():
        line = [row for row in rows if row["activity"] in codes]
        for a, b in _two(line):
            if a["performer"] != b["performer"]:
                count[f"{codes[a['activity']]}-{codes[b['activity']]}"] += 1
    return dict(count)


def ping_pong(found: Traces) -> dict[Pair, Count]:
    """(A, B) -> how often work goes from performer A to B and straight back to A.

    Events of one performer in a row are one stay. A-B-A-B holds one of (A, B) and one of (B, A).
    Some of it is the way the work is meant to go; which, is for a person to say.
    """
    counts: dict[Pair, Counter[str]] = {}
    for case, rows in found.items():
        stays = [who for who, _ in groupby(row["performer"] for row in rows)]
        for a, b, c in zip(stays, stays[1:], stays[2:], strict=False):
            if a == c:
                counts.setdefault((a, b), Counter())[case] += 1
    return {pair: Count(dict(cases)) for pair, cases in counts.items()}


def repeats(found: Traces) -> dict[str, Count]:
    """Activity -> how often it is done once more in a case that has had it already."""
    counts: dict[str, dict[str, int]] = {}
    for case, rows in found.items():
        for activity, n in Counter(row["activity"] for row in rows).items():
            if n > 1:
                counts.setdefault(activity, {})[case] = n - 1
    return {activity: Count(cases) for activity, cases in counts.items()}


def _by_case(found: Traces, count: Callable[[Sequence[Event]], int]) -> dict[str, int]:
    return {case: n for case, rows in found.items() if (n := count(rows))}


def _two(rows: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    return zip(rows, rows[1:], strict=False)
