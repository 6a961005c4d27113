"""Matching: which marks are which agreed events.

Conventions: whole milliseconds; onsets (starts) are compared; a difference is mark minus gold,
so that late is positive. A pair lies within tolerance where |difference| <= tolerance, the
convention of mir_eval.onset.

Stage 1 pairs marks with agreed events that accept their kind: the most pairs within tolerance,
among these the most that are not optional, then the least total difference, then the most of
the event's own kind, then no crossing pairs. Stage 2 pairs what is left, whatever the kinds, in
the same way: right place, wrong kind. One mark is at most one event.

The optimum is scipy's sparse assignment (LAPJVsp; Jonker and Volgenant 1987) on whole-number
costs small enough to be exact in floating point. Row 24 of the method.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .events import KINDS, Event, Events, EventsError
from .gold import LARGEST, Gold, agreed

if TYPE_CHECKING:
    import numpy as np

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
    import numpy as np

    at = np.array([g.start for g in gold], dtype=np.int64)
    wide = np.array([tolerance if g.tolerance is None else g.tolerance for g in gold], np.int64)
    free = np.array([g.optional for g in gold], dtype=bool)
    heard = np.array([m.start - shift for m in marks], dtype=np.int64)
    kinds = np.array([m.kind for m in marks], dtype="U3")

    near = [_near(at, wide, heard, _which(gold, k), np.flatnonzero(kinds == k)) for k in KINDS]
    rows, columns = (np.concatenate(side) for side in zip(*near, strict=True))
    own = np.array([g.kind for g in gold], dtype="U3")[rows] == kinds[columns]
    paired = _uncross(_assign(at, heard, free, rows, columns, own), gold, marks, at, heard, wide)

    lone = np.setdiff1d(np.arange(len(gold)), list(paired))
    rest = np.setdiff1d(np.arange(len(marks)), list(paired.values()))
    rows, columns = _near(at, wide, heard, lone, rest)
    astray = _assign(at, heard, free, rows, columns, np.ones(len(rows), dtype=bool))

    off = [int(heard[j] - at[i]) for i, j in paired.items() if not gold[i].optional]
    both = paired | astray
    pairs = [Pair(gold[i], marks[j], int(heard[j] - at[i])) for i, j in both.items()]
    pairs += [Pair(g, None) for i, g in enumerate(gold) if i not in both]
    taken = set(both.values())
    pairs += [Pair(None, m) for j, m in enumerate(marks) if j not in taken]
    pairs.sort(key=_order)
    return Matching(tuple(pairs), tolerance, round(statistics.median(off)) if off else None)


def _order(pair: Pair) -> tuple[int, bool, str, str]:
    one = pair.gold or pair.given
    return pair.at, pair.gold is None, one.kind if one else "", one.id if one else ""


def _which(gold: Sequence[Gold], kind: str) -> np.ndarray:
    import numpy as np

    return np.array(
        [i for i, g in enumerate(gold) if kind == g.kind or kind in g.also], dtype=np.int64
    )


def _near(
    at: np.ndarray, wide: np.ndarray, heard: np.ndarray, some: np.ndarray, marks: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """All pairs within tolerance of the events `some` and the marks `marks`, as two columns of
    indices. Marks are in order of time, so each event's are a run."""
    import numpy as np

    first = np.searchsorted(heard[marks], at[some] - wide[some], side="left")
    last = np.searchsorted(heard[marks], at[some] + wide[some], side="right")
    count = last - first
    begins = np.repeat(first - np.cumsum(count) + count, count)
    return np.repeat(some, count), marks[begins + np.arange(count.sum())]


def _assign(
    at: np.ndarray,
    heard: np.ndarray,
    free: np.ndarray,
    rows: np.ndarray,
    columns: np.ndarray,
    own: np.ndarray,
) -> dict[int, int]:
    """Event index -> mark index, the best choice among the pairs (rows[k], columns[k]).

    A pair costs its difference times more than there can be pairs, and 1 where the kind is an
    alternative: so the latter only breaks ties. A pair is worth more than all differences
    together, and twice that unless it is optional. Events that can be matched at once form a
    matroid, so any weights above 0 give the most pairs, and then the most of the heavier.
    """
    if not len(rows):
        return {}
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    (events, row), (marks, column) = (np.unique(s, return_inverse=True) for s in (rows, columns))
    n, most = len(events), min(len(events), len(marks))
    cost = np.abs(at[rows] - heard[columns]) * (most + 1) + ~own
    worth = int(cost.max()) * most + 1
    # Every event may stay alone, with a column of its own; costs of 0 would be no pair at all.
    alone = 2 * worth + 1
    weights = np.concatenate([alone - worth * np.where(free[rows], 1, 2) + cost, [alone] * n])
    row, column = np.append(row, np.arange(n)), np.append(column, len(marks) + np.arange(n))
    table = csr_array((weights.astype(float), (row, column)), shape=(n, len(marks) + n))
    left, right = min_weight_full_bipartite_matching(table)
    return {
        int(events[i]): int(marks[j]) for i, j in zip(left, right, strict=True) if j < len(marks)
    }


def _uncross(
    paired: dict[int, int],
    gold: Sequence[Gold],
    marks: Sequence[Event],
    at: np.ndarray,
    heard: np.ndarray,
    wide: np.ndarray,
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
