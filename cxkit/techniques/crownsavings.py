"""Savings from several lists, each thing counted once.

Row 49 of the method: benefits are counted on the union of what is removed. Two lists that both
count on the same thing do not save it twice. Amounts are pounds, of one period for all lists.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Combined", "Saving", "combined"]


@dataclass(frozen=True)
class Saving:
    """One line of a list: which list, the thing that is no longer done, pounds."""

    source: str
    item: str
    pounds: float


@dataclass(frozen=True)
class Combined:
    """Several lists together.

    Args:
        added: their plain sum, each line as it stands.
        union: each thing once, at the largest amount that a list gives for it.
        twice: the things that stand in more than one list, in order of first mention.
    """

    added: float
    union: float
    twice: tuple[str, ...]

    @property
    def overlap(self) -> float:
        """What the plain sum counts too much."""
        return self.added - self.union

    def share(self, of: float) -> float:
        """The union as a share of what it all costs today; 0 where that is nothing."""
        return self.union / of if of > 0 else 0.0


def combined(savings: Iterable[Saving]) -> Combined:
    """Add lists up without counting anything twice. Items are the same where their letters are,
    in any case; lines of one list on one item belong together and are added."""
    lists: dict[tuple[str, str], float] = {}
    for s in savings:
        key = (" ".join(s.item.casefold().split()), s.source)
        lists[key] = lists.get(key, 0.0) + s.pounds
    items: dict[str, list[float]] = {}
    for (item, _), pounds in lists.items():
        items.setdefault(item, []).append(pounds)
    return Combined(
        math.fsum(lists.values()),
        math.fsum(max(amounts) for amounts in items.values()),
        tuple(item for item, amounts in items.items() if len(amounts) > 1),
    )
