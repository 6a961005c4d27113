"""How far a paper's marks may be off, by the few items that they rest on.

A dozen texts or eight moments are a sample of what somebody can tell apart. The interval is the
delete-one jackknife: each item is left out in turn, and 1.96 standard errors stand on either side of
the credit. A task without items of one kind (a count, a plan) has none. Whoever got all or
nothing right shows no spread, which is less than is true; a pass line is far from both.

Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 11.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

from .paper import AREAS, agreed, kept_or_retired

__all__ = ["area_spread", "jackknife", "quiz_spread"]

# (area, part) -> where its labels stand in the answer and in the key
_LABELLED = {
    ("needs", "kinds"): ("kinds", "kinds"),
    ("moments", "types"): ("types", "types"),
    ("rules", "types"): ("types", "types"),
    ("rules", "decisions"): ("decisions", "court"),
    ("measures", "kpis"): ("kpis", "kpis"),
}
_WIDE = 1.96


def jackknife(value: float, without: Sequence[float]) -> tuple[float, float]:
    """The interval of a credit, within 0 and 1.

    Args:
        value: the credit of all items.
        without: the credit with each item left out in turn.
    """
    count = len(without)
    mean = sum(without) / count
    half = _WIDE * sqrt((count - 1) / count * sum((x - mean) ** 2 for x in without))
    return min(1.0, max(0.0, value - half)), min(1.0, max(0.0, value + half))


def area_spread(
    area: str, part: str, given: Mapping[str, Any], key: Mapping[str, Any]
) -> tuple[float, float] | None:
    """The interval of a part's credit; None for a part that rests on no labels.

    Args:
        given: the answer of this area, as `marking.paper` reads it.
        key: this area's part of `tasks` in `key.json`.
    """
    if (area, part) not in _LABELLED:
        return None
    field, name = _LABELLED[area, part]
    said, told = given.get(field), key[name]
    truth = {i: label for i, label in told["truth"].items() if label != "disputed"}
    if part == "decisions":
        said = kept_or_retired(said)
    credits = [
        agreed(said, {**told, "truth": {i: label for i, label in truth.items() if i != gone}})
        for gone in truth
    ]
    return jackknife(agreed(said, {**told, "truth": truth}), credits)


def quiz_spread(given: Mapping[str, str], key: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """The interval of each area's credit in the quiz.

    Args:
        given: question -> the option chosen.
        key: `quiz` of `key.json`.
    """
    span = key["threshold"] - key["trivial"]
    found = {}
    for area in AREAS:
        right = [given.get(i) == told["right"] for i, told in key["items"].items() if told["area"] == area]
        total, count = sum(right), len(right)
        if count > 1:
            shares = [(total - one) / (count - 1) for one in right]
            credits = [(share - key["trivial"]) / span for share in shares]
            found[area] = jackknife((total / count - key["trivial"]) / span, credits)
    return found
