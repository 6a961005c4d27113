"""Thresholds: what an answer without thought reaches, and what a sensible one does.

`trivial` is the best that a constant answer reaches, or 95 % of random ones, whichever is more:
credit begins above it. The threshold of a grouping is the least that sensible sorts reach.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from cxkit.cases.rowan_vale.profile import vector
from cxkit.cases.stream import Stream
from cxkit.techniques.agreement import together

__all__ = ["Grouping", "calibrate_grouping", "trivial_labels"]

DRAWS = 2000
_STEP = 0.05

Groups = dict[str, str]


def trivial_labels(
    truth: Sequence[str],
    labels: Sequence[str],
    measure: Callable[[Sequence[str], Sequence[str]], float],
    chance: Stream,
) -> float:
    """The best that a constant or random labelling of `truth` reaches in `measure` (0-1).

    Args:
        truth: the true labels.
        labels: what may be answered.
        measure: called as measure(truth, given).
        chance: the stream for 2,000 random answers, whose 95th percentile counts.
    """
    constant = max(measure(truth, [label] * len(truth)) for label in labels)
    random = [measure(truth, [chance.pick(labels) for _ in truth]) for _ in range(DRAWS)]
    return round(max(0.0, constant, _percentile95(random)), 4)


@dataclass(frozen=True)
class Grouping:
    """How well groupings of the same items hold together, as shares of the true grouping's."""

    threshold: float
    trivial: float
    sensible: dict[str, float]
    by_circumstance: dict[str, float]


def calibrate_grouping(
    needs: Mapping[str, Mapping[str, int]],
    truth: Groups,
    circumstances: Mapping[str, Groups],
    chance: Stream,
) -> Grouping:
    """Set threshold and trivial for `together` on these items.

    Args:
        needs: item id to its need profile.
        truth: item id to true category.
        circumstances: a name such as `age` to a grouping by it, for comparison only.
        chance: the stream for random sorts into 3-6 groups.
    """
    vectors = {item: vector(felt) for item, felt in needs.items()}
    full = together(vectors, truth)

    def share(groups: Groups) -> float:
        return round(together(vectors, groups) / full, 4)

    sensible = {
        name: min(map(share, sorts)) for name, sorts in _sensible(vectors, truth, chance).items()
    }
    items = list(vectors)
    random = []
    for draw in range(DRAWS):
        piles = [str(n) for n in range(3 + draw % 4)]
        random.append(share({item: chance.pick(piles) for item in items}))
    return Grouping(
        # The tiny extra keeps a value that lies on a step from slipping below it.
        threshold=round(floor(min(sensible.values()) / _STEP + 1e-9) * _STEP, 2),
        trivial=round(max(0.0, _percentile95(random)), 4),
        sensible=sensible,
        by_circumstance={name: share(groups) for name, groups in circumstances.items()},
    )


def _sensible(
    vectors: Mapping[str, Sequence[int]], truth: Groups, chance: Stream
) -> dict[str, list[Groups]]:
    """Sorts that a careful person might hand in, by what they did."""
    groups = list(dict.fromkeys(truth.values()))
    swapped = []
    for _ in range(200):
        mixed = dict(truth)
        for _ in range(2):
            one = chance.pick(list(mixed))
            other = chance.pick([item for item in mixed if mixed[item] != mixed[one]])
            mixed[one], mixed[other] = mixed[other], mixed[one]
        swapped.append(mixed)
    five = [_split(truth, group, chance) for group in groups for _ in range(10)]
    six = [
        _split(_split(truth, one, chance), other, chance)
        for one in groups
        for other in groups
        if one < other
        for _ in range(10)
    ]
    pairs = [(one, other) for one in groups for other in groups if one < other]
    merged = [{i: one if g == other else g for i, g in truth.items()} for one, other in pairs]
    # Whoever makes three groups of four joins the two that are most alike.
    best = max(merged, key=lambda groups: round(together(vectors, groups), 9))
    return {
        "the true four": [dict(truth)],
        "the true four, two pairs swapped (worst of 200, 5 % left out)": _upper95(vectors, swapped),
        "five, one group split in halves (worst of 40)": five,
        "six, two groups split in halves (worst of 60)": six,
        "three, the two most alike joined": [best],
    }


def _upper95(vectors: Mapping[str, Sequence[int]], sorts: list[Groups]) -> list[Groups]:
    ranked = sorted(sorts, key=lambda groups: round(together(vectors, groups), 9))
    return ranked[len(ranked) // 20 :]


def _split(groups: Groups, group: str, chance: Stream) -> Groups:
    members = chance.shuffled([item for item, label in groups.items() if label == group])
    half = members[: len(members) // 2]
    return {item: f"{label}'" if item in half else label for item, label in groups.items()}


def _percentile95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]
