"""Adjudication: the marks of several annotators brought together to gold.

Marks of different annotators that lie within the tolerance of each other are taken as one
event, the nearest first, those of one kind before those of several; an annotator is at most
once in an event. Then, whatever the order of annotators and of their marks:
- two or more (`least`) marked it: an event; fewer: an optional event;
- its kind is the one marked most often, on a tie the first of MOT, BP, BR; the other kinds that
  were marked are accepted too;
- it starts and ends at the medians of their starts and ends.
Row 24 of the method; the rule of optional and alternative events is our own.
"""

from __future__ import annotations

import statistics
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .events import KINDS, Event, Events, EventsError
from .gold import LARGEST, Gold
from .matching import TOLERANCE, Matching

__all__ = ["adjudicate", "beyond", "sharing"]


def adjudicate(
    marks: Mapping[str, Events | Iterable[Event]],
    tolerance: int = TOLERANCE,
    *,
    least: int = 2,
    offsets: Mapping[str, int] | None = None,
) -> tuple[Gold, ...]:
    """Gold from the marks of several annotators, in order of time, with ids e01, e02, ...

    Args:
        marks: annotator -> marks; those without a kind are passed over.
        tolerance: ms; the starts of one event lie no further apart.
        least: the annotators that make an event one that must be found; fewer, and it is
            optional. Two of three; for a class it is better half of them.
        offsets: annotator -> reaction time in ms to take off first, where it is known.

    Returns:
        Events whose `by` names the annotators who marked them, in alphabetical order, and
        whose `note` holds what they wrote.

    Raises:
        EventsError: a tolerance out of bounds.
    """
    if not 1 <= tolerance <= LARGEST:
        raise EventsError([f"Tolerance: expected 1 to {LARGEST:,} ms, found {tolerance}."])
    groups = _groups(_marks(marks, offsets or {}), tolerance)
    found = [_gold(group, least) for group in groups]
    found.sort(key=lambda g: (g.start, g.end, g.kind, g.by))
    width = max(2, len(str(len(found))))
    return tuple(replace(g, id=f"e{n:0{width}d}") for n, g in enumerate(found, 1))


def beyond(
    matchings: Mapping[str, Matching], tolerance: int = TOLERANCE, *, least: int = 2
) -> tuple[Gold, ...]:
    """What `least` or more marked though it is not agreed: worth hearing again with the class,
    since gold is a judgement too.

    Args:
        matchings: annotator -> matching, all against the same gold.
        tolerance, least: as for `adjudicate`.
    """
    extra = {
        who: [p.given for p in matching.pairs if p.given and p.gold is None]
        for who, matching in matchings.items()
    }
    return tuple(g for g in adjudicate(extra, tolerance, least=least) if not g.optional)


def sharing(gold: Iterable[Gold]) -> dict[int, int]:
    """Of adjudicated gold: number of annotators -> how many events that many marked."""
    return dict(sorted(Counter(len(g.by.split(", ")) for g in gold).items()))


@dataclass(frozen=True, order=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    by: str
    id: str
    note: str


def _marks(
    marks: Mapping[str, Events | Iterable[Event]], offsets: Mapping[str, int]
) -> list[_Mark]:
    found = []
    for by, given in marks.items():
        off = offsets.get(by, 0)
        for e in given.events if isinstance(given, Events) else given:
            if e.kind:
                start, end = max(0, e.start - off), max(0, e.end - off)
                found.append(_Mark(start, end, e.kind, by, e.id, e.note))
    return sorted(found)


def _groups(marks: list[_Mark], tolerance: int) -> list[list[_Mark]]:
    """The marks of each event. Two groups are joined where no annotator is in both and all
    starts stay within the tolerance: nearest first, so that a chain of marks does not become
    one event."""
    group = list(range(len(marks)))
    members = {n: [n] for n in group}
    for _, _, one, other in _near(marks, tolerance):
        a, b = group[one], group[other]
        if a == b:
            continue
        joined = members[a] + members[b]
        starts = [marks[n].start for n in joined]
        people = {marks[n].by for n in joined}
        if max(starts) - min(starts) > tolerance or len(people) < len(joined):
            continue
        members[a] = joined
        for n in members.pop(b):
            group[n] = a
    return [[marks[n] for n in sorted(group)] for group in members.values()]


def _near(marks: list[_Mark], tolerance: int) -> list[tuple[bool, int, int, int]]:
    """Pairs of marks of different annotators: one kind before two, then the nearest, then the
    earliest."""
    starts = [m.start for m in marks]
    pairs = []
    for n, mark in enumerate(marks):
        for other in range(n + 1, bisect_right(starts, mark.start + tolerance)):
            if marks[other].by != mark.by:
                differs = marks[other].kind != mark.kind
                pairs.append((differs, starts[other] - mark.start, n, other))
    return sorted(pairs)


def _gold(group: list[_Mark], least: int) -> Gold:
    votes = Counter(m.kind for m in group)
    kind, *others = sorted(votes, key=lambda k: (-votes[k], KINDS.index(k)))
    start = _median(m.start for m in group)
    notes = dict.fromkeys(m.note for m in group if m.note)
    return Gold(
        id="",
        kind=kind,
        start=start,
        end=max(start, _median(m.end for m in group)),
        note=" / ".join(notes),
        by=", ".join(sorted(m.by for m in group)),
        what=next(iter(notes), ""),
        also=tuple(others),
        optional=len(group) < least,
    )


def _median(times: Iterable[int]) -> int:
    """The lower whole millisecond, so that nothing depends on rounding."""
    return int(statistics.median(times))
