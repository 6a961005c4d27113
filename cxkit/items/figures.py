"""Figures about items: how hard, how well they part learners, how far a class's marks hang together.

Shares run from 0 to 1. Every figure comes with its 95 % interval or not at all, and is None where
it is not defined: one learner, or all alike. Conventions:

- The interval of a mean share is Wilson's, with the sum of the shares as hits. For right-or-wrong
  it is exact enough; for shares between, which vary less, it is rather too wide than too narrow.
- Discrimination is the correlation of an item with the rest of the assignment, the item's own
  exercise left out of the rest (corrected item-rest correlation); its interval is Fisher's z.
- The interval of a median is the sign test's, between two of the values: no shape is assumed.
- Cronbach's alpha with Feldt's interval, over learners and exercises without a gap.

Sources: Crocker and Algina, Introduction to Classical and Modern Test Theory (1986); Feldt,
The approximate sampling distribution of KR-20 (1965); row 24 of the method for the caveats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, comb, fsum, sqrt, tanh

from ..marking.sorting import share_interval

__all__ = ["FEW", "FEWEST", "Figure", "alpha", "alpha_said", "discrimination", "mean_share", "median",
           "median_range"]  # fmt: skip

FEWEST = 5  # learners below which a correlation or an alpha says nothing
FEW = 30    # below: read the interval, not the figure
_Z = 1.959964
_FLAT = 1e-12


@dataclass(frozen=True)
class Figure:
    """A value with its 95 % interval, and how many learners it rests on."""

    value: float
    low: float
    high: float
    count: int


def mean_share(shares: Sequence[float]) -> Figure | None:
    """Difficulty: the mean of shares, each 0 to 1; None for nobody."""
    if not shares:
        return None
    total = fsum(min(1.0, max(0.0, s)) for s in shares)
    low, high = share_interval(total, len(shares))
    return Figure(total / len(shares), low, high, len(shares))


def discrimination(item: Sequence[float], rest: Sequence[float]) -> Figure | None:
    """Pearson's r of an item and the rest, learner by learner, -1 to 1.

    None for fewer than five learners, or where either is the same for all.
    """
    n = len(item)
    if n < FEWEST or n != len(rest):
        return None
    mx, my = fsum(item) / n, fsum(rest) / n
    xx = fsum((x - mx) ** 2 for x in item)
    yy = fsum((y - my) ** 2 for y in rest)
    if xx / n < _FLAT or yy / n < _FLAT:
        return None
    r = fsum((x - mx) * (y - my) for x, y in zip(item, rest, strict=True)) / sqrt(xx * yy)
    r = max(-1.0, min(1.0, r))
    if abs(r) > 1 - _FLAT:
        return Figure(r, r, r, n)
    z, half = atanh(r), _Z / sqrt(n - 3)
    return Figure(r, tanh(z - half), tanh(z + half), n)


def alpha(rows: Sequence[Sequence[float]]) -> Figure | None:
    """Cronbach's alpha of a table without gaps: a row a learner, a column an exercise.

    None for fewer than five learners, fewer than two exercises, or where all have the same sum.
    """
    n, k = len(rows), len(rows[0]) if rows else 0
    if n < FEWEST or k < 2:
        return None
    sums = _variance([fsum(row) for row in rows])
    if sums < _FLAT:
        return None
    parts = fsum(_variance([row[c] for row in rows]) for c in range(k))
    value = k / (k - 1) * (1 - parts / sums)
    from scipy.special import fdtri  # not before there is something to compute

    free = (n - 1) * (k - 1)
    left = 1 - value
    return Figure(
        value, 1 - left * float(fdtri(n - 1, free, 0.975)),
        1 - left * float(fdtri(n - 1, free, 0.025)), n,
    )


def alpha_said(found: Figure | None, exercises: int) -> str:
    """Alpha in words: the figure, its interval, and what it means."""
    if found is None:
        return (
            "Alpha is not given: it takes at least five learners who began the same exercises, and "
            "who did not all end with the same sum."
        )
    head = (
        f"Cronbach's alpha over {exercises} exercises and {found.count} learners is "
        f"{found.value:.2f}, 95 % interval {found.low:.2f} to {found.high:.2f}: "
    )
    if found.value <= 0:
        return head + (
            "the exercises do not order the learners alike at all, so the sum says no more than "
            "each exercise by itself."
        )
    head += (
        f"of the differences between learners' sums, about {100 * found.value:.0f} % would come back with "
        "other exercises of the same kind, and the rest is chance."
    )
    if found.low < 0.7:
        head += " It may well lie below 0.7: do not rank learners by this sum."
    return head


def median(values: Sequence[float]) -> float | None:
    """The middle value; None for nothing."""
    if not values:
        return None
    held, half = sorted(values), len(values) // 2
    return held[half] if len(held) % 2 else (held[half - 1] + held[half]) / 2


def median_range(values: Sequence[float]) -> tuple[float, float] | None:
    """The 95 % interval of the median; None for fewer than six values, as there is none."""
    n, left_out, tail = len(values), 0, 0.0
    while (tail := tail + comb(n, left_out) / 2**n) <= 0.025:
        left_out += 1
    held = sorted(values)
    return (held[left_out - 1], held[-left_out]) if left_out else None


def _variance(values: Sequence[float]) -> float:
    mean = fsum(values) / len(values)
    return fsum((v - mean) ** 2 for v in values) / (len(values) - 1)
