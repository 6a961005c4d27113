"""1.1: what people say in firms, to be sorted by where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...spec import Item, Section
from ..parts import laid_once, options

__all__ = ["stances"]

STANCES = {"inside-out": "Inside-out", "outside-in": "Outside-in"}


@laid_once
def stances(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """Twenty cards with two labels."""
    return [
        Section(
            "labels",
            "20 things people say in firms",
            "From where does this person look: from the firm, or from the customer?",
            kind="choices",
            items=tuple(
                Item(s["id"], s["text"], f"{s['id']} \u00b7 {s['who']}")
                for s in case.statements.values()
            ),
            options=options(STANCES),
            why="Your reason (asked for where you could argue either side)",
        )
    ]
