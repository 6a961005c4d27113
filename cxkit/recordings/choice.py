"""The heaviest choice of pairs, no row and no column twice.

Rows and columns are numbers; a pair has a weight above 0, a whole number. Where few rows want the
same columns, which is how people mark a recording, they are taken row by row. A crowd goes to
scipy's sparse assignment (LAPJVsp; Jonker and Volgenant 1987): it is loaded for that alone, since
loading it takes longer than many recordings. Both find the heaviest; of choices that weigh the
same, either is right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["CROWD", "heaviest"]

CROWD = 64  # sets of columns in play at once; people's marks make one or two


def heaviest(near: Sequence[Sequence[int]], weight: Callable[[int, int], int]) -> dict[int, int]:
    """Row -> column.

    Args:
        near: for each row the columns that it may have.
        weight: (row, column) -> above 0. The sum over all rows stays below 2 ** 53, so that it is
            exact in floating point.
    """
    found = _in_turn(near, weight)
    return _at_once(near, weight) if found is None else found


def _in_turn(
    near: Sequence[Sequence[int]], weight: Callable[[int, int], int]
) -> dict[int, int] | None:
    """Row by row. Of the choices before only this matters: which columns they took that a later
    row may have too. For each such set the heaviest is kept; None where the sets are a crowd."""
    last = {column: row for row, columns in enumerate(near) for column in columns}
    ways: dict[frozenset[int], tuple[int, Any]] = {frozenset(): (0, None)}
    for row, columns in enumerate(near):
        if not columns:
            continue
        weights = [(column, weight(row, column)) for column in columns]
        onward: dict[frozenset[int], tuple[int, Any]] = {}
        for taken, (total, before) in ways.items():
            left = frozenset(c for c in taken if last[c] > row)
            choices = [(left, total, before)]
            choices += [
                (left | {c} if last[c] > row else left, total + heavy, (before, row, c))
                for c, heavy in weights
                if c not in taken
            ]
            for kept, sum_, pairs in choices:
                if kept not in onward or sum_ > onward[kept][0]:
                    onward[kept] = sum_, pairs
        if len(onward) > CROWD:
            return None
        ways = onward
    ((_, pairs),) = ways.values()
    found = {}
    while pairs:
        pairs, row, column = pairs
        found[row] = column
    return found


def _at_once(near: Sequence[Sequence[int]], weight: Callable[[int, int], int]) -> dict[int, int]:
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    pairs = ((row, column) for row, columns in enumerate(near) for column in columns)
    weights = np.fromiter((weight(*pair) for pair in pairs), np.int64)
    rows, row = np.unique(np.repeat(np.arange(len(near)), [*map(len, near)]), return_inverse=True)
    columns, column = np.unique(
        np.concatenate([np.array(c, np.int64) for c in near]), return_inverse=True
    )
    n, width = len(rows), len(columns)
    # Every row may stay alone, with a column of its own; a cost of 0 would be no pair at all.
    alone = weights.max() + 1
    costs = np.concatenate([alone - weights, [alone] * n]).astype(float)
    row, column = np.append(row, np.arange(n)), np.append(column, width + np.arange(n))
    table = csr_array((costs, (row, column)), shape=(n, width + n))
    left, right = min_weight_full_bipartite_matching(table)
    return {
        int(rows[i]): int(columns[j]) for i, j in zip(left, right, strict=True) if j < width
    }
