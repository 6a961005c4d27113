"""Matching: which marks are which agreed events.

Conventions: whole milliseconds; onsets (starts) are compared; a difference is mark minus gold,
so that late is positive. A pair lies within tolerance where |difference| <= tolerance, the
convention of mir_eval.onset.

Stage 1 pairs marks with agreed events that accept their kind: the most pairs within tolerance,
among these the most that are not optional, then the least total difference, then the most of
the event's own kind, then no crossing pairs. Stage 2 pairs what is left, whatever the kinds, in
the same way: right place, wrong kind. One mark is at most one event.

The optimum is found in `choice.py`, on whole numbers. Events that can be matched at once form a
matroid, so any weights above 0 give the most pairs, and then the most of the heavier. Row 24 of the
method.
"""

from __future__ import annotations

import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .choice import heaviest
from .events import KINDS, Event, Events, EventsError
from .gold import LARGEST, Gold, agreed

__all__ = ["CAP", "MOST", "TOLERANCE", "Matching", "Pair", "match"]

TOLERANCE = 2000  # ms: random marks then score .16, a typical learner .77
CAP = 1500  # ms of reaction time that are taken off, where asked
MOST = 3000  # events a side: beyond, costs would not be exact


@dataclass(frozen=True, slots=True)
class Pair:
    """One agreed event, one mark, or both.

    Args:
        gold: the agreed event; None for an extra mark.
        given: the mark; None for an event that was not found.
        off: mark minus gold in ms, where there are both; without the offset taken off.
    """

    gold: Gold | None
    given: Event | None
    off: int | None = None

    @property
    def outcome(self) -> str:
        """One of hit, wrong kind, missed, extra; for an optional event also "optional" and
        "passed over", which count for nothing."""
        if self.gold is None:
            return "extra"
        if self.given is None:
            return "passed over" if self.gold.optional else "missed"
        if self.given.kind != self.gold.kind and self.given.kind not in self.gold.also:
            return "wrong kind"
        return "optional" if self.gold.optional else "hit"

    @property
    def at(self) -> int:
        """Where it is in the recording, in ms: the agreed start, or the mark's."""
        one = self.gold or self.given
        return one.start if one else 0


@dataclass(frozen=True)
class Matching:
    """Every agreed event and every mark once, in order of time.

    Args:
        tolerance: ms, where an event has none of its own.
        offset: the median difference of hits before anything was taken off, in ms: a reaction
            time; None where nothing was hit.
        removed: what was taken off each mark, in ms.
    """

    pairs: tuple[Pair, ...]
    tolerance: int
    offset: int | None = None
    removed: int = 0

    def within(self, start: int, end: int) -> Matching:
        """The part from `start` up to, not including, `end` (ms). A pair lies where its agreed
        event lies, so a mark just outside still counts for an event inside."""
        return replace(self, pairs=tuple(p for p in self.pairs if start <= p.at < end))


def match(
    gold: Events | Iterable[Event],
    given: Events | Iterable[Event],
    tolerance: int = TOLERANCE,
    *,
    remove_offset: bool = False,
    cap: int = CAP,
) -> Matching:
    """Pair marks with agreed events.

    Args:
        gold: agreed events; plain events stand for their own kind only.
        given: marks; one of kind "" can only be a wrong kind or an extra.
        tolerance: ms either side of an agreed start, 1 to 60,000.
        remove_offset: take the median difference of the hits off every mark, once, and match
            again. It is one constant for the recording, so it mends slow fingers only.
        cap: the most that is taken off, ms.

    Raises:
        EventsError: more than `MOST` events on a side, or a tolerance out of bounds.
    """
    agreed_, marks = agreed(gold), _marks(given)
    _admit(agreed_, marks, tolerance)
    found = _match(agreed_, marks, tolerance, 0)
    offset = found.offset
    if not remove_offset or not offset:
        return found
    shift = max(-cap, min(cap, offset))
    return replace(_match(agreed_, marks, tolerance, shift), offset=offset, removed=shift)


def _marks(given: Events | Iterable[Event]) -> list[Event]:
    rows = given.events if isinstance(given, Events) else given
    return sorted(rows, key=lambda e: (e.start, e.end, e.kind, e.id))


def _admit(gold: Sequence[Gold], marks: Sequence[Event], tolerance: int) -> None:
    faults = [
        f"{side}: expected at most {MOST:,} events to match, found {len(rows):,}."
        for side, rows in (("Agreed", gold), ("Marked", marks))
        if len(rows) > MOST
    ]
    widths = [("Tolerance", tolerance)]
    widths += [(f"{g.id}, tolerance", g.tolerance) for g in gold if g.tolerance is not None]
    faults += [
        f"{place}: expected 1 to {LARGEST:,} ms, found {width}."
        for place, width in widths
        if not 1 <= width <= LARGEST
    ]
    if faults:
        raise EventsError(faults)


def _match(gold: Sequence[Gold], marks: Sequence[Event], tolerance: int, shift: int) -> Matching:
    at, heard = [g.start for g in gold], [m.start - shift for m in marks]
    wide = [tolerance if g.tolerance is None else g.tolerance for g in gold]
    kinds = [m.kind for m in marks]
    # Marks are in order of time, so those within reach of an event are a run.
    reach = [range(bisect_left(heard, a - w), bisect_right(heard, a + w))
             for a, w in zip(at, wide, strict=True)]  # fmt: skip
    # A difference outweighs all alternatives, a pair all differences; twice that, if it must be.
    more = min(len(gold), len(marks)) + 1
    worth = more * more * LARGEST

    def weight(i: int, j: int) -> int:
        cost = abs(heard[j] - at[i]) * more + (kinds[j] != gold[i].kind)
        return (worth if gold[i].optional else 2 * worth) - cost

    near = [[j for j in there if kinds[j] and kinds[j] in accepted]
            for accepted, there in zip((g.accepted for g in gold), reach, strict=True)]  # fmt: skip
    paired = _uncross(heaviest(near, weight), gold, marks, at, heard, wide)

    taken = set(paired.values())
    rest = [[] if i in paired else [j for j in there if j not in taken]
            for i, there in enumerate(reach)]  # fmt: skip
    both = paired | heaviest(rest, weight)

    off = [heard[j] - at[i] for i, j in paired.items() if not gold[i].optional]
    pairs = [Pair(gold[i], marks[j], heard[j] - at[i]) for i, j in both.items()]
    pairs += [Pair(g, None) for i, g in enumerate(gold) if i not in both]
    taken = set(both.values())
    pairs += [Pair(None, m) for j, m in enumerate(marks) if j not in taken]
    pairs.sort(key=_order)
    return Matching(tuple(pairs), tolerance, round(statistics.median(off)) if off else None)


def _order(pair: Pair) -> tuple[int, bool, str, str]:
    one = pair.gold or pair.given
    return pair.at, pair.gold is None, one.kind if one else "", one.id if one else ""


def _uncross(
    paired: dict[int, int],
    gold: Sequence[Gold],
    marks: Sequence[Event],
    at: Sequence[int],
    heard: Sequence[int],
    wide: Sequence[int],
) -> dict[int, int]:
    """The same total difference with marks of a kind in the order of their events, which is how
    a reader would pair them."""
    for kind in KINDS:
        row = sorted(i for i, j in paired.items() if marks[j].kind == kind)
        changed = True
        while changed:
            changed = False
            for i, k in zip(row, row[1:], strict=False):
                a, b = paired[i], paired[k]
                if a < b:
                    continue
                now = abs(heard[a] - at[i]), abs(heard[b] - at[k])
                then = abs(heard[b] - at[i]), abs(heard[a] - at[k])
                fits = then[0] <= wide[i] and then[1] <= wide[k]
                if fits and sum(then) <= sum(now):
                    paired[i], paired[k] = b, a
                    changed = True
    return dict(sorted(paired.items()))
