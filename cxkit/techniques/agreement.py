"""How far two sortings of the same items agree, and whether a sorting holds together.

All measures are 1 where two sorters agree on everything and near 0 where chance alone would
do as well. Missing labels count as a label of their own: leaving items out never helps.

Sources: Cohen (1960) for kappa; the adjusted share of variance is the usual adjusted R2.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

__all__ = ["kappa", "macro_f1", "share_equal", "together"]


def share_equal(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Share of items with equal labels, 0 to 1; 0 for no items."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a) if a else 0.0


def kappa(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Cohen's kappa of two label lists of equal length, -1 to 1; 0 for no items.

    Where both sorters use one and the same label throughout, chance explains everything and
    kappa is undefined; 0 is returned, so that a constant answer never scores.
    """
    n = len(a)
    if not n:
        return 0.0
    seen = share_equal(a, b)
    left, right = Counter(a), Counter(b)
    chance = sum(left[label] * right[label] for label in left) / n**2
    return 0.0 if math.isclose(chance, 1) else (seen - chance) / (1 - chance)


def macro_f1(truth: Sequence[Hashable], given: Sequence[Hashable]) -> float:
    """Mean over the true labels of F1 = 2TP / (2TP + FP + FN); 0 for no items."""
    labels = dict.fromkeys(truth)
    found = []
    for label in labels:
        hit = sum(t == g == label for t, g in zip(truth, given, strict=True))
        wrong = sum((t == label) != (g == label) for t, g in zip(truth, given, strict=True))
        found.append(2 * hit / (2 * hit + wrong))
    return math.fsum(found) / len(found) if found else 0.0


def together(vectors: Mapping[str, Sequence[float]], groups: Mapping[str, Hashable]) -> float:
    """Share of the items' variety that a grouping explains, adjusted for the number of groups.

    Args:
        vectors: item id -> its true profile; all of one length.
        groups: item id -> the group it was put in; items left out each stay alone, which the
            adjustment makes worthless.

    Returns:
        1 - (1 - R2)(n - 1)/(n - k): 1 where each group is of one mind, about 0 for a grouping
        by chance, negative for worse; 0 where there are as many groups as items.
    """
    items = list(vectors)
    piles: dict[Hashable, list[Sequence[float]]] = {}
    for item in items:
        piles.setdefault(("group", groups[item]) if item in groups else ("alone", item), []).append(
            vectors[item]
        )
    n, k = len(items), len(piles)
    total = _scatter([vectors[i] for i in items])
    if n <= k or not total:
        return 0.0
    within = math.fsum(_scatter(pile) for pile in piles.values())
    return 1 - within / total * (n - 1) / (n - k)


def _scatter(rows: Sequence[Sequence[float]]) -> float:
    """Sum of squared distances of the rows from their mean."""
    means = [math.fsum(column) / len(rows) for column in zip(*rows, strict=True)]
    return math.fsum((x - m) ** 2 for row in rows for x, m in zip(row, means, strict=True))
