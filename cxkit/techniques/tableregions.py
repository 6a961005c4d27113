"""Boxes of a decision table joined to regions, so that a gap is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from .tablegrid import Box, Grid, runs

__all__ = ["regions", "stretches", "unbroken"]


def regions(grid: Grid, boxes: Iterable[Box]) -> list[list[Box]]:
    """Boxes joined where they touch: they meet on every input but one, and lie side by side on
    that one. Values of a choice all lie side by side."""
    left = [part for box in boxes for part in unbroken(grid, box)]
    found = []
    while left:
        region = [left.pop(0)]
        for box in region:
            near = [_touch(grid, box, other) for other in left]
            region += [other for other, touches in zip(left, near, strict=True) if touches]
            left = [other for other, touches in zip(left, near, strict=True) if not touches]
        found.append(region)
    return found


def unbroken(grid: Grid, box: Box) -> Iterator[Box]:
    """A box without holes: on a line its pieces may lie in several stretches."""
    pairs = zip(grid.axes, box, strict=True)
    return product(*(stretches(mask) if axis.ordered else [mask] for axis, mask in pairs))


def stretches(mask: int) -> list[int]:
    """The stretches of neighbours in a mask, each a mask."""
    return [(1 << (last + 1)) - (1 << first) for first, last in runs(mask)]


def _touch(grid: Grid, a: Box, b: Box) -> bool:
    apart = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if not x & y]
    if len(apart) != 1:
        return not apart
    x, y = a[apart[0]], b[apart[0]]
    return not grid.axes[apart[0]].ordered or bool(x << 1 & y or y << 1 & x)
