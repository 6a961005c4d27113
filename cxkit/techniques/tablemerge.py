"""Rules that one rule can stand for: the same results, and the same cells but for one input.

On that input their cells are joined: values of a choice always, stretches of a line if they touch
or overlap. Under F and P a rule may only move up past rules that say the same or share no case
with it; under C rules that share a case stay apart, for each counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .tablegrid import Box, Grid

__all__ = ["Merge", "merges", "merges_along"]


@dataclass(frozen=True)
class Merge:
    """Rules (their numbers in the grid, the first to stay first), the input on which they
    differ, and the box they make."""

    rules: tuple[int, ...]
    axis: int
    box: Box


def merges(grid: Grid, agree: Sequence[int], policy: str) -> list[Merge]:
    """The mergeable rules on every input; a rule may be in several groups, but once an input.

    Args:
        grid: the rules in the order in which they win.
        agree: of each rule those with the same results, itself among them.
    """
    return [m for axis in range(len(grid.axes)) for m in merges_along(axis, grid, agree, policy)]


def merges_along(axis: int, grid: Grid, agree: Sequence[int], policy: str) -> list[Merge]:
    """The mergeable rules on one input."""
    alike: dict[tuple[int, Box], list[int]] = defaultdict(list)
    for n, box in enumerate(grid.boxes):
        if not grid.empty >> n & 1:
            alike[agree[n], box[:axis] + box[axis + 1 :]].append(n)
    found = []
    for group in alike.values():
        if len(group) > 1:
            for chain in _chains(group, axis, grid, agree, policy):
                mask = 0
                for n in chain:
                    mask |= grid.boxes[n][axis]
                box = grid.boxes[chain[0]]
                found.append(Merge(tuple(sorted(chain)), axis, (*box[:axis], mask, *box[axis + 1 :])))
    return sorted(found, key=lambda m: m.rules)


def _chains(
    group: list[int], axis: int, grid: Grid, agree: Sequence[int], policy: str
) -> list[list[int]]:
    masks = {n: grid.boxes[n][axis] for n in group}
    if policy != "C":  # what lies within another is told as subsumed, and is not joined
        inner = {
            n for n in group for o in group
            if n != o and masks[n] | masks[o] == masks[o] and (masks[n] != masks[o] or o < n)
        }  # fmt: skip
        group = [n for n in group if n not in inner]
    chains: list[tuple[list[int], int]] = []
    for n in sorted(group, key=lambda n: (masks[n] & -masks[n], n)):
        for at, (chain, mask) in enumerate(chains):
            if _joins(mask, masks[n], grid.axes[axis].ordered, policy) and _free(
                [*chain, n], grid, agree, policy
            ):
                chains[at] = ([*chain, n], mask | masks[n])
                break
        else:
            chains.append(([n], masks[n]))
    return [chain for chain, _ in chains if len(chain) > 1]


def _joins(a: int, b: int, ordered: bool, policy: str) -> bool:
    if policy == "C" and a & b:
        return False
    return not ordered or bool(a & b or a << 1 & b or b << 1 & a)


def _free(chain: list[int], grid: Grid, agree: Sequence[int], policy: str) -> bool:
    """Whether all may move up to the first of them and no result changes."""
    if policy not in "FP":
        return True
    first = min(chain)
    for n in chain:
        between = (1 << n) - (1 << (first + 1)) if n > first else 0
        if grid.meeting(grid.boxes[n]) & between & ~agree[n]:
            return False
    return True
