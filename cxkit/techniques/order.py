"""Things put in order where only some pairs have a right order, and one's own place in them.

Row 56 of the method: ten steps by which an effort for customers runs into the sand. Some steps may
stand either way round, so the truth is a partial order: the pairs of which the first must come
before the second.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from .artefact import Artefact, Row, Text

__all__ = ["Card", "Place", "Seen", "StepOrder", "arranged", "order_tau", "turned"]


def _blank(value: Any) -> Any:
    return None if value == "" else value


# ---- what a learner makes -------------------------------------------------------------------


class Card(Row):
    """One card of an order; `place` counts from 1."""

    place: Annotated[int | None, BeforeValidator(_blank)] = None


class Place(Row):
    """The step at which the learner's own firm stands, and what shows it."""

    choice: Text = ""
    seen: Text = ""


class Seen(Row):
    """One step, looked for in the learner's own firm."""

    here: Literal["", "yes", "partly", "no", "unknown"] = ""
    seen: Text = ""


class StepOrder(Artefact):
    """Ten steps in order, and where one's own firm is (1.2).

    On the learner's own organisation the steps are looked for one by one (`steps`), and the next
    thing to do is written down (`after`).
    """

    order: list[Card] = []
    firm: list[Place] = []
    steps: list[Seen] = []
    after: list[Place] = []


# ---- what can be computed -------------------------------------------------------------------


def arranged(order: Sequence[Card]) -> list[str]:
    """The ids of the cards, first to last: by place, and as they come where places are missing or
    equal. A card that stands twice counts where it stands first."""
    known = enumerate(order, start=1)
    cards = sorted(known, key=lambda nc: nc[0] if nc[1].place is None else nc[1].place)
    return list(dict.fromkeys(card.id for _, card in cards))


def order_tau(before: Collection[Sequence[str]], order: Sequence[str]) -> float:
    """Kendall's tau over the pairs that must hold, -1 to 1; 0 where there is none.

    Args:
        before: pairs of items, the first to stand before the second.
        order: the items as arranged; a pair with an item left out counts as turned round.
    """
    return 1 - 2 * len(turned(before, order)) / len(before) if before else 0.0


def turned(before: Collection[Sequence[str]], order: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs that must hold and do not, in the order in which they were given."""
    place = {item: number for number, item in enumerate(order)}
    return [
        (a, b) for a, b in before if a not in place or b not in place or place[a] >= place[b]
    ]
