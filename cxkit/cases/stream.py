"""A stream of chance that is the same on every platform and Python.

Only `Random.random` is promised to stay the same between versions of Python, so every draw
here is made from it and from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from random import Random
from typing import TypeVar

__all__ = ["Stream"]

T = TypeVar("T")


class Stream:
    """Seeded draws. Each purpose takes a stream of its own, so that adding one moves no other.

    Args:
        seed: the case's seed.
        purpose: a name such as `"survey"`.
    """

    def __init__(self, seed: int, purpose: str) -> None:
        self._random = Random(f"{seed}/{purpose}")

    def unit(self) -> float:
        """A number from 0 up to, not including, 1."""
        return self._random.random()

    def below(self, count: int) -> int:
        """A whole number from 0 to count - 1."""
        return int(self.unit() * count)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def pick(self, items: Sequence[T]) -> T:
        """One of `items`."""
        return items[self.below(len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """`items` in another order; the original is left alone."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def bell(self) -> float:
        """Roughly normal, mean 0, standard deviation 1, made from sums so as to be portable."""
        return fsum(self.unit() for _ in range(12)) - 6.0
