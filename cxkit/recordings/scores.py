"""Scores of a matching: precision, recall and F by kind, their mean, their interval, confusion.

Conventions: shares from 0 to 1; an F of kinds that neither side holds is not defined and left
out. A hit by an accepted alternative counts for the kind that was marked. A wrong kind is a
miss of the agreed kind and an extra of the marked one; optional events count for nothing, a
wrong kind on one is an extra only. Marks without a kind are in no tally.

Never score recall alone: a mark every 4 s finds nearly all and means nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .events import KINDS
from .matching import Matching, Pair

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Tally", "confusion", "intervals", "macro", "tallies"]

DRAWS = 2000


@dataclass(frozen=True)
class Tally:
    """Counts for one kind: found, marked without reason, not found."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the marks that are right; 0 where there are none."""
        marked = self.hits + self.extra
        return self.hits / marked if marked else 0.0

    @property
    def recall(self) -> float:
        """Share of the agreed events that were found; 0 where there are none."""
        there = self.hits + self.missed
        return self.hits / there if there else 0.0

    @property
    def f(self) -> float:
        """2 PR / (P + R), written so that it is 0 rather than undefined."""
        total = 2 * self.hits + self.extra + self.missed
        return 2 * self.hits / total if total else 0.0

    @property
    def counted(self) -> bool:
        """Whether either side holds anything of the kind."""
        return bool(self.hits or self.extra or self.missed)


def tallies(matching: Matching) -> dict[str, Tally]:
    """The counts of each kind, in the order of `KINDS`."""
    count = {kind: [0, 0, 0] for kind in KINDS}
    for pair in matching.pairs:
        for kind, what in _counts(pair):
            count[kind][what] += 1
    return {kind: Tally(*found) for kind, found in count.items()}


def macro(found: Mapping[str, Tally]) -> float:
    """Mean F over the kinds that either side holds, each kind alike; 0 where there are none."""
    counted = [t.f for t in found.values() if t.counted]
    return math.fsum(counted) / len(counted) if counted else 0.0


def intervals(
    matching: Matching, *, draws: int = DRAWS, seed: int = 17, level: float = 0.95
) -> dict[str, tuple[float, float]]:
    """What chance makes of the F values: had other events happened, as likely as these.

    Events are redrawn with replacement (a percentile bootstrap); an extra mark and an agreed
    event, found or not, are each one event. Marks stay with their events, so matching is not
    done again.

    Args:
        draws: bootstrap samples.
        seed: of the samples; the same figures each time.
        level: share of the samples inside the interval.

    Returns:
        kind -> (low, high) for each kind that either side holds, and "macro".
    """
    import numpy as np

    counts = [_counts(p) for p in matching.pairs]
    units = [c for c in counts if c]
    there = [k for k, t in tallies(matching).items() if t.counted]
    if not units:
        return {"macro": (0.0, 0.0)}
    table = np.zeros((len(there), 3, len(units)))
    for unit, count in enumerate(units):
        for kind, what in count:
            table[there.index(kind), what, unit] += 1
    hits, extra, missed = np.moveaxis(table @ _drawn(len(units), draws, seed).T, 1, 0)
    with np.errstate(invalid="ignore"):
        f = 2 * hits / (2 * hits + extra + missed)
    held = np.isfinite(f)
    mean = np.where(held, f, 0).sum(axis=0) / np.maximum(held.sum(axis=0), 1)
    ends = [50 * (1 - level), 50 * (1 + level)]
    found = {}
    for kind, row in zip([*there, "macro"], [*f, mean], strict=True):
        low, high = np.percentile(row[np.isfinite(row)], ends)
        found[kind] = (float(low), float(high))
    return found


@lru_cache(maxsize=32)
def _drawn(units: int, draws: int, seed: int) -> np.ndarray:
    """How often each event is drawn, samples x events: a redrawn recording is a weighting of the
    one there is. It takes longer than all the rest, and the recordings of a class are about as
    long as each other."""
    import numpy as np

    drawn = np.random.default_rng(seed).multinomial(units, [1 / units] * units, size=draws)
    return drawn.astype(np.int16)


def confusion(matching: Matching) -> dict[str, dict[str, int]]:
    """Agreed kind -> marked kind -> how often. The row "" is what nobody agreed on, the column
    "" what was not marked; optional events are left out, an accepted alternative stands under
    the kind that was marked."""
    table = {row: dict.fromkeys((*KINDS, ""), 0) for row in (*KINDS, "")}
    for pair in matching.pairs:
        if pair.gold is not None and pair.gold.optional:
            continue
        given = pair.given.kind if pair.given else ""
        if pair.outcome == "hit":
            table[given][given] += 1
        else:
            table[pair.gold.kind if pair.gold else ""][given] += 1
    return table


HIT, EXTRA, MISSED = range(3)


def _counts(pair: Pair) -> list[tuple[str, int]]:
    """What a pair adds to: kinds, and the place in their tally."""
    outcome = pair.outcome
    if outcome in ("optional", "passed over"):
        return []
    marked = pair.given.kind if pair.given else ""
    if outcome == "hit":
        return [(marked, HIT)]
    found = [(marked, EXTRA)] if marked else []
    if pair.gold is not None and not pair.gold.optional:
        found.append((pair.gold.kind, MISSED))
    return found
