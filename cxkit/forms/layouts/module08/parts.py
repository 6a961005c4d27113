"""What the forms of module 08 share: the cards that are sorted before anything is written."""

from __future__ import annotations

from typing import Any

from ....marking.exercises.module08.cards import cards
from ...spec import Item, Section
from ..parts import options

__all__ = ["sorted_section"]


def sorted_section(exercise: str, title: str, intro: str, texts: dict[str, Any] | None = None,
                   key: str = "tests") -> Section:  # fmt: skip
    """The cards of an exercise with their labels.

    Args:
        texts: card -> its words, where they stand in the case.
    """
    held = cards(exercise)
    return Section(
        key,
        title,
        intro,
        kind="choices",
        items=tuple(Item(c["id"], (texts or {}).get(c["id"]) or c["text"], c["id"])
                    for c in held["card"]),
        options=options(held["labels"]),
    )  # fmt: skip
