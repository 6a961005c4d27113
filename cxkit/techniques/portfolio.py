"""A portfolio of actions: benefit, cost and time under weights, and how firm the order is.

A design of ours: no row of the method ranks actions. Each score runs from 0, the worst of the
list, to 1, the best: benefit as it is, cost and time turned round. Weights are shares. An order
that a small change of weights turns over is a tie, and is said to be one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

__all__ = ["EVEN", "SHAKE", "Offer", "Place", "rank"]

EVEN = {"benefit": 1 / 3, "cost": 1 / 3, "time": 1 / 3}
SHAKE = 0.2  # weights up and down by a fifth
_STEPS = 5  # weights each way: -20, -10, 0, 10, 20 per cent; the corners are among them


@dataclass(frozen=True)
class Offer:
    """One action: benefit in any unit, more is better; cost and days, less is better."""

    id: str
    benefit: float
    cost: float
    days: float


@dataclass(frozen=True)
class Place:
    """Where an action stands.

    Args:
        score: 0 to 1. rank: 1 for the best; ties by id.
        keeps: share of all shaken weights under which it keeps this rank.
        stays: share under which it is among the first k, whichever rank it has there.
        best, worst: the highest and the lowest rank that any of them gives it.
        scores: benefit, cost and time, each 0 to 1.
    """

    score: float
    rank: int
    keeps: float
    stays: float
    best: int
    worst: int
    scores: Mapping[str, float]


def rank(
    offers: Sequence[Offer], weights: Mapping[str, float] = EVEN, k: int = 3, shake: float = SHAKE
) -> dict[str, Place]:
    """The actions, best first, and how firm each place is when weights move by up to `shake`.

    Every combination of five steps a weight is tried, corners with them, so nothing is left to
    chance: 125 in all.

    Raises:
        ValueError: a weight is missing or negative, or all are 0; or k is less than 1.
    """
    if set(weights) != set(EVEN) or min(weights.values()) < 0 or not sum(weights.values()):
        raise ValueError(
            f"Expected weights of 0 or more for {', '.join(EVEN)}, found {dict(weights)}."
        )
    if k < 1:
        raise ValueError(f"Expected k of 1 or more, found {k}.")
    scores = _scores(offers)
    order = _order(scores, weights)
    steps = [1 + shake * (2 * n / (_STEPS - 1) - 1) for n in range(_STEPS)]
    tried = [
        _order(scores, {name: weights[name] * f for name, f in zip(EVEN, by, strict=True)})
        for by in product(steps, repeat=len(EVEN))
    ]
    places: dict[str, list[int]] = {id_: [] for id_ in order}
    for shaken in tried:
        for n, id_ in enumerate(shaken, start=1):
            places[id_].append(n)
    total = sum(weights.values())
    return {
        id_: Place(
            sum(scores[id_][name] * weights[name] for name in EVEN) / total,
            n,
            places[id_].count(n) / len(tried),
            sum(p <= k for p in places[id_]) / len(tried),
            min(places[id_]),
            max(places[id_]),
            scores[id_],
        )
        for n, id_ in enumerate(order, start=1)
    }


def _scores(offers: Sequence[Offer]) -> dict[str, dict[str, float]]:
    benefit = _scaled([o.benefit for o in offers])
    cost = _scaled([-o.cost for o in offers])
    days = _scaled([-o.days for o in offers])
    return {
        o.id: {"benefit": b, "cost": c, "time": t}
        for o, b, c, t in zip(offers, benefit, cost, days, strict=True)
    }


def _scaled(values: list[float]) -> list[float]:
    """0 for the least, 1 for the most; 1 for all where they are alike."""
    least, most = min(values, default=0), max(values, default=0)
    return [(v - least) / (most - least) if most > least else 1.0 for v in values]


def _order(scores: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> list[str]:
    total = sum(weights.values()) or 1.0
    worth = {
        id_: round(sum(of[name] * weights[name] for name in EVEN) / total, 12)
        for id_, of in scores.items()
    }
    return sorted(worth, key=lambda id_: (-worth[id_], id_))
