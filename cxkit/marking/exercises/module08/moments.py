"""The moments of the case as 8.2 stages them: the register's, and a few beyond its ends."""

from __future__ import annotations

from typing import Any

from .cards import cards

__all__ = ["moments"]


def moments(case: Any) -> dict[str, str]:
    """Moment -> what happens, the register's first, then those that no register holds yet."""
    told = {m["id"]: m["description"] for m in case.moments["moments"]}
    found = {}
    for card in cards("8.2")["card"]:
        cited = f" ({card['cites']})" if card.get("cites") else ""
        found[card["id"]] = told.get(card["id"]) or f"{card['text']}{cited}"
    return found
