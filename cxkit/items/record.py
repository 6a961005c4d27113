"""What a report keeps of one learner: what each exercise and each criterion earned, as shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum

from .figures import Figure, discrimination

__all__ = ["Record", "against"]

_OTHERS = 2  # exercises that a learner must have begun besides, to have a rest


@dataclass
class Record:
    """One learner's marks.

    Args:
        shares: exercise -> share of its points, 0 to 1, and its points; only what was begun.
        credits: (exercise, criterion) -> credit, 0 to 1.
    """

    shares: dict[str, tuple[float, float]] = field(default_factory=dict)
    credits: dict[tuple[str, str], float] = field(default_factory=dict)

    def rest(self, without: str) -> float | None:
        """The share of the points of all other exercises that were begun."""
        share, points = self.shares.get(without, (0.0, 0.0))
        earned, full = self._sums
        others = len(self.shares) - (without in self.shares)
        left = full - points
        return (earned - share * points) / left if others >= _OTHERS and left > 0 else None

    @cached_property
    def _sums(self) -> tuple[float, float]:
        return fsum(s * p for s, p in self.shares.values()), fsum(p for _, p in self.shares.values())


def against(held: Mapping[str, float], seen: Mapping[str, Record], exercise: str) -> Figure | None:
    """How an item parts learners: its values against the rest of their marks.

    Args:
        held: learner -> value of the item.
        exercise: the item's own, which is left out of the rest.
    """
    pairs = [(value, rest) for who, value in held.items()
             if (rest := seen[who].rest(exercise)) is not None]  # fmt: skip
    return discrimination([p[0] for p in pairs], [p[1] for p in pairs])
