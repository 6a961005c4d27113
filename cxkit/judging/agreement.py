"""How far markers agree, who needs a third, and the level that counts.

Levels are 0 to 3 and their order is meant: two levels apart is worse than one. So both measures
weigh a difference by its square.
- Weighted kappa, for two markers over what both judged: 1 for the same levels throughout, 0 for
  what two people with these habits would reach by chance, below 0 for less.
- Krippendorff's alpha with the interval metric, for any number of markers: the same idea over
  all pairs, where answers that one alone judged drop out.
Where everybody gave one and the same level, chance explains it all: neither is defined, and None
is returned.

The interval is the jackknife's: each measure is computed anew without each answer in turn, and
1.96 standard errors of that lie to either side. It needs no chance and is the same everywhere.

Sources: Cohen, Weighted kappa (1968); Krippendorff, Computing Krippendorff's Alpha-Reliability
(2011); Fleiss and Davies, Jackknifing functions of multinomial frequencies, with an application
to a measure of concordance (1982). Row 24 of the method.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, sqrt

from .judgement import TOP, Judgement

__all__ = ["APART", "PASS", "Agreement", "Resolved", "agreement", "alpha", "interval",
           "needs_third", "resolve", "weighted_kappa"]  # fmt: skip

PASS = 2  # the lowest level that does what was asked
APART = 2  # levels between two markers from which a third is asked
_FEWEST = 5  # answers below which an interval says nothing

Unit = tuple[int, ...]  # the levels that one answer got
Measure = Callable[[Mapping[Unit, int]], "float | None"]


def weighted_kappa(units: Mapping[Unit, int]) -> float | None:
    """Cohen's kappa with quadratic weights, -1 to 1; None where it is not defined.

    Args:
        units: (first marker's level, second's) -> number of answers.
    """
    n = sum(units.values())
    first, second = Counter[int](), Counter[int]()
    for (a, b), count in units.items():
        first[a] += count
        second[b] += count
    chance = fsum(x * y * (a - b) ** 2 for a, x in first.items() for b, y in second.items())
    seen = fsum(count * (a - b) ** 2 for (a, b), count in units.items())
    return 1 - n * seen / chance if chance else None


def alpha(units: Mapping[Unit, int]) -> float | None:
    """Krippendorff's alpha, interval metric; None where it is not defined.

    Args:
        units: the levels of an answer, in any order -> number of answers. Answers with fewer
            than two levels say nothing about agreement and are left out.
    """
    total, within = Counter[int](), 0.0
    for levels, count in units.items():
        if len(levels) > 1:
            for level in levels:
                total[level] += count
            apart = sum((a - b) ** 2 for a in levels for b in levels)
            within += count * apart / (len(levels) - 1)
    between = fsum(x * y * (a - b) ** 2 for a, x in total.items() for b, y in total.items())
    return 1 - (total.total() - 1) * within / between if between else None


def interval(units: Mapping[Unit, int], measure: Measure) -> tuple[float, float] | None:
    """From and to of a measure at 95 per cent, within -1 and 1.

    None where there are fewer than five answers, where the measure is not defined without one
    of them, or where all are alike: then it would say nothing and look like certainty.
    """
    n, whole = sum(units.values()), measure(units)
    if n < _FEWEST or whole is None:
        return None
    without = []
    for unit, count in units.items():
        found = measure({**units, unit: count - 1})
        if found is None:
            return None
        without.append((found, count))
    mean = fsum(v * c for v, c in without) / n
    error = sqrt((n - 1) / n * fsum(c * (v - mean) ** 2 for v, c in without))
    return (max(-1.0, whole - 1.96 * error), min(1.0, whole + 1.96 * error)) if error else None


@dataclass(frozen=True)
class Agreement:
    """Two markers over what both judged, or all markers together.

    Args:
        who: the markers.
        count: answers that at least two of them judged.
        same, near: shares of pairs with equal levels, and within one level.
        value: weighted kappa for two, alpha for all; None where not defined.
    """

    who: tuple[str, ...]
    count: int
    same: float
    near: float
    value: float | None
    interval: tuple[float, float] | None


def agreement(
    levels: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[Agreement, ...], Agreement | None]:
    """Every two markers who share an answer, by weighted kappa, and all together, by alpha.

    Args:
        levels: marker -> learner -> level, of one task.

    Returns:
        (pairs, all together); None for all together where no answer was judged twice.
    """
    pairs = []
    for one, other in combinations(sorted(levels), 2):
        met = levels[one].keys() & levels[other]
        both = Counter[Unit]((levels[one][who], levels[other][who]) for who in met)
        if both:
            pairs.append(_told((one, other), both, weighted_kappa))
    learners = sorted({who for held in levels.values() for who in held})
    every = Counter(tuple(sorted(held[who] for held in levels.values() if who in held)) for who in learners)
    shared = Counter({unit: count for unit, count in every.items() if len(unit) > 1})
    return tuple(pairs), _told(tuple(sorted(levels)), shared, alpha) if shared else None


def _told(who: tuple[str, ...], units: Mapping[Unit, int], measure: Measure) -> Agreement:
    gaps = Counter[int]()
    for unit, count in units.items():
        for a, b in combinations(unit, 2):
            gaps[abs(a - b)] += count
    n = gaps.total()
    return Agreement(who, sum(units.values()), gaps[0] / n, (gaps[0] + gaps[1]) / n, measure(units),
                     interval(units, measure))  # fmt: skip


def needs_third(a: int, b: int) -> bool:
    """Whether two levels are too far apart to take their mean."""
    return abs(a - b) >= APART or (a >= PASS) != (b >= PASS)


@dataclass(frozen=True)
class Resolved:
    """What came of the judgements of one answer.

    Args:
        level: what counts, in steps of a half; None while it is open.
        comment: what the learner is told.
        by: the markers on whom it rests, in the order in which they judged.
        third: a third person is needed.
    """

    level: float | None = None
    comment: str = ""
    by: tuple[str, ...] = ()
    third: bool = False


def resolve(judgements: Mapping[str, Judgement], digest: str) -> Resolved:
    """The level of an answer: one person's, the mean of the first two, or the third's.

    The first two are those who gave this answer its first levels; whoever came next is the third
    and is asked only where the two are apart. Judgements of an earlier state of the answer do
    not count.

    Args:
        judgements: marker -> judgement of this answer.
        digest: of the answer as it is.
    """
    held = {who: one for who, one in judgements.items() if one.level is not None and one.digest == digest}
    order = sorted(held, key=lambda who: (held[who].begun, who))
    levels = [held[who].level for who in order]
    assert all(level is not None and 0 <= level <= TOP for level in levels)
    if len(order) < 2:
        return Resolved(levels[0] if levels else None, _joined(held, order), tuple(order))
    first, second = levels[:2]
    if not needs_third(first, second):  # type: ignore[arg-type]
        return Resolved((first + second) / 2, _joined(held, order[:2]), tuple(order[:2]))  # type: ignore[operator]
    if len(order) == 2:
        return Resolved(None, "", tuple(order), third=True)
    return Resolved(levels[2], held[order[2]].comment or _joined(held, order[:2]), tuple(order[:3]))


def _joined(held: Mapping[str, Judgement], order: Sequence[str]) -> str:
    return "\n\n".join(dict.fromkeys(held[who].comment for who in order if held[who].comment))
