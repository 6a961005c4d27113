"""The Triple Crown gate: cost down, revenue up, service up, together, for two periods or more.

Row 49 of the method. A change is what one measure did in one period, with an interval; the gate
asks that the interval of each of the three leaves out 0 on the good side, in the same two periods
at least. Which savings may be added is told in `crownsavings`.

Conventions: a difference is after minus before, in the measure's own unit. Intervals are 95 %
unless said otherwise. `paired` compares unit by unit (the same visits under both rules, the same
customers asked twice), so what the units have in common falls out; units of one block, such as a
week, may move together.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from .artefact import ArtefactError

__all__ = ["LEAST_PERIODS", "MEASURES", "Change", "Fault", "Interval", "Verdict", "gate", "paired"]

# The three, and which way is good.
MEASURES = {"cost": -1, "revenue": 1, "service": 1}
LEAST_PERIODS = 2

How = Literal["t", "bootstrap"]
Kind = Literal["missing", "periods", "wrong", "zero"]


@dataclass(frozen=True)
class Interval:
    """A mean difference with its interval; `how` says in words how the interval was made."""

    before: float
    after: float
    difference: float
    low: float
    high: float
    how: str


@dataclass(frozen=True)
class Change:
    """What one measure did in one period.

    Args:
        measure: a key of `MEASURES`.
        period: its name; the same name is the same period.
        low, high: ends of the interval of the difference.
    """

    measure: str
    period: str
    before: float
    after: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def holds_zero(self) -> bool:
        """Whether 0 lies in the interval; an end that is 0 belongs to it."""
        return self.low <= 0 <= self.high

    @property
    def good(self) -> bool:
        """Whether the whole interval lies on the good side of 0."""
        return self.low > 0 if MEASURES[self.measure] > 0 else self.high < 0


@dataclass(frozen=True)
class Fault:
    """One thing that keeps the gate shut.

    Args:
        kind: "missing" no figures for a measure, "periods" too few periods with all three,
            "wrong" the whole interval on the bad side, "zero" 0 lies in the interval.
        measure, period: where; either may be empty.
        text: the same in words.
    """

    kind: Kind
    measure: str
    period: str
    text: str


@dataclass(frozen=True)
class Verdict:
    """Whether the gate is open, the periods that have all three measures, and what keeps it shut.

    A period in which something is wrong keeps it shut also where two others are well: sustained
    means without a gap.
    """

    periods: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> bool:
        return not self.faults

    @property
    def first(self) -> str:
        """The kind of the weightiest fault, empty where there is none: what is not measured
        weighs more than what is measured too seldom, a loss more than a doubt."""
        order = ("missing", "periods", "wrong", "zero")
        return min((f.kind for f in self.faults), key=order.index, default="")


def gate(changes: Iterable[Change], least: int = LEAST_PERIODS) -> Verdict:
    """The verdict on what was measured. Of two figures for one measure and period the first.

    Raises:
        ArtefactError: a measure that is none of the three, or an interval that is turned round or
            does not hold its difference.
    """
    found: dict[tuple[str, str], Change] = {}
    wrong = []
    for c in changes:
        if c.measure not in MEASURES:
            wrong.append(f"Expected one of {', '.join(MEASURES)}, found {c.measure!r:.20}.")
        elif not all(map(math.isfinite, (c.before, c.after, c.low, c.high))) or not (
            c.low - 0.01 <= c.difference <= c.high + 0.01
        ):
            wrong.append(
                f"{c.measure}, {c.period}: expected an interval that holds the difference "
                f"{c.difference:.2f}, found {c.low:g} to {c.high:g}."
            )
        else:
            found.setdefault((c.measure, c.period), c)
    if wrong:
        raise ArtefactError(wrong)
    named = list(dict.fromkeys(p for _, p in found))
    whole = tuple(p for p in named if all((m, p) in found for m in MEASURES))
    faults = [
        Fault("missing", m, "", f"Nothing is measured for {m}.")
        for m in MEASURES
        if not any(m == other for other, _ in found)
    ]
    if not faults and len(whole) < least:
        text = f"Periods with all three measures: {len(whole)}; at least {least} are asked for."
        faults.append(Fault("periods", "", "", text))
    for c in found.values():
        span = f"{c.low:.2f} to {c.high:.2f}"
        if c.holds_zero:
            text = f"{c.measure.capitalize()}, {c.period}: the interval, {span}, holds 0."
            faults.append(Fault("zero", c.measure, c.period, text))
        elif not c.good:
            text = (
                f"{c.measure.capitalize()}, {c.period}: the interval, {span}, is on the wrong side."
            )
            faults.append(Fault("wrong", c.measure, c.period, text))
    return Verdict(whole, tuple(faults))


def paired(
    before: Sequence[float],
    after: Sequence[float],
    blocks: Sequence[Hashable] | None = None,
    how: How = "t",
    level: float = 0.95,
    draws: int = 1000,
    seed: int = 0,
) -> Interval:
    """The mean difference of two figures of the same units, with its interval.

    Args:
        before, after: one figure a unit, in the same order.
        blocks: the block of each unit; units of one block are drawn, or counted, together.
        how: "t" for Student's t over blocks (Liang and Zeger's spread of the sums, blocks minus one
            degrees of freedom), "bootstrap" for whole blocks drawn with replacement (Efron's
            percentile interval), the same on every machine for one `seed`.

    Raises:
        ArtefactError: the lists differ in length, or there are fewer than two blocks.
    """
    n = len(before)
    key = list(blocks) if blocks is not None else list(range(n))
    sums: dict[Hashable, list[float]] = {}
    for a, b, block in zip(before, after, key, strict=False):
        one = sums.setdefault(block, [0.0, 0.0])
        one[0] += b - a
        one[1] += 1
    if not len(before) == len(after) == len(key) or len(sums) < 2:
        raise ArtefactError(
            [
                f"Expected one figure before and after for each unit of two blocks or more, found "
                f"{len(before)} before, {len(after)} after, {len(sums)} blocks."
            ]
        )
    mean = math.fsum(s for s, _ in sums.values()) / n
    what = "blocks" if blocks is not None else "units"
    if how == "t":
        from scipy.special import stdtrit  # loads slowly, and only intervals need it

        g = len(sums)
        squares = math.fsum((s - mean * size) ** 2 for s, size in sums.values())
        spread = math.sqrt(squares * g / (g - 1)) / n
        reach = float(stdtrit(g - 1, (1 + level) / 2)) * spread
        low, high = mean - reach, mean + reach
        words = f"paired t over {g} {what}"
    else:
        low, high = _drawn(list(sums.values()), level, draws, seed)
        words = f"{draws} bootstrap draws of {len(sums)} whole {what}"
    start = math.fsum(before) / n
    return Interval(start, start + mean, mean, low, high, words)


def _drawn(
    blocks: list[list[float]], level: float, draws: int, seed: int
) -> tuple[float, float]:  # fmt: skip
    chance = Random(f"{seed}/crown")  # only `random` is the same on every Python
    means = []
    for _ in range(draws):
        picked = [blocks[int(chance.random() * len(blocks))] for _ in blocks]
        means.append(math.fsum(s for s, _ in picked) / sum(size for _, size in picked))
    means.sort()
    tail = (1 - level) / 2
    return means[int(tail * draws)], means[min(draws - 1, int((1 - tail) * draws))]
