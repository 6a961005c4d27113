"""Authored text: cards, markers and slots.

A card is a line that begins with "@", its fields parted by "|", and the text below it. In the
text a marker `{{n03:2|some words}}` says that these words show need n03 with strength 2, and a
slot `[[price:clutch]]` is filled from the world. So the gold lives where the words are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cxkit.cases.case import CaseError
from cxkit.cases.rowan_vale.world import BRANCHES, FACTS, MILES, NEEDS, World

__all__ = ["Card", "Setting", "fill", "needs_of", "plain", "read_cards"]

TEXTS = Path(__file__).with_name("texts")

_MARKER = re.compile(r"\{\{(n\d\d):([1-3])\|([^{}]*)\}\}")
_SLOT = re.compile(r"\[\[([a-z0-9]+)(?::([^\[\]+]+))?(?:\+(\d+))?\]\]")
# Not strftime: the names of days follow the locale of the machine.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TOWNS = {town for group in BRANCHES.values() for town in group}


@dataclass(frozen=True)
class Card:
    """One authored text: its fields, the text with markers and slots, and why (may be empty)."""

    fields: tuple[str, ...]
    text: str
    why: str = ""


@dataclass(frozen=True)
class Setting:
    """Where and when a text plays: what its slots without an argument refer to."""

    branch: str
    woman: str
    man: str
    day: date
    promises: dict[str, str] = field(default_factory=dict)


def read_cards(name: str, width: int) -> list[Card]:
    """Read the cards of `texts/name`, each with `width` fields.

    A line that begins with "%" is the author's reason, told to learners. Lines above the first
    card are notes to the next author.

    Raises:
        CaseError: a card has another number of fields or no text.
    """
    cards: list[Card] = []
    for block in (TEXTS / name).read_text(encoding="utf-8").split("\n@ ")[1:]:
        head, _, body = block.partition("\n")
        fields = tuple(part.strip() for part in head.split("|"))
        lines = body.strip().splitlines()
        text = " ".join(line.strip() for line in lines if not line.startswith("%")).strip()
        why = " ".join(line[1:].strip() for line in lines if line.startswith("%"))
        if len(fields) != width or not text:
            raise CaseError(
                f"{name}: expected {width} fields and a text, found {len(fields)} fields "
                f"at the card {head!r}. Mend the card and build again."
            )
        cards.append(Card(fields, text, why))
    return cards


def needs_of(text: str) -> dict[str, int]:
    """Need id to strength (1-3), the strongest marker of each need counting.

    Raises:
        CaseError: a marker names a need that does not exist.
    """
    found: dict[str, int] = {}
    for need, strength, _ in _MARKER.findall(text):
        if need not in NEEDS:
            raise CaseError(f"The marker {need} names no need, near {text[:60]!r}.")
        found[need] = max(found.get(need, 0), int(strength))
    return dict(sorted(found.items()))


def plain(text: str) -> str:
    """The text without its markers.

    Raises:
        CaseError: something that looks like a marker or a slot is left over.
    """
    bare = _MARKER.sub(r"\3", text)
    for left in ("{", "}", "[[", "]]"):
        if left in bare:
            raise CaseError(f"A marker or slot is not closed, near {bare[:80]!r}.")
    return bare


def fill(text: str, world: World, setting: Setting) -> str:
    """The text with every slot filled from the world; markers stay.

    Raises:
        CaseError: a slot names something the world does not have.
    """

    def one(match: re.Match[str]) -> str:
        kind, argument, more = match.group(1), match.group(2), int(match.group(3) or 0)
        try:
            return _FILLERS[kind](world, setting, argument, more)
        except KeyError:
            raise CaseError(
                f"The slot {match.group(0)} names nothing in the world, near {text[:60]!r}."
            ) from None

    return _SLOT.sub(one, text)


def _branch(world: World, setting: Setting, argument: str | None, more: int) -> str:
    town = argument or setting.branch
    if town not in _TOWNS:
        raise KeyError(town)
    return town


def _price(world: World, setting: Setting, argument: str | None, more: int) -> str:
    pounds = world.prices[argument or ""] + more
    return f"£{pounds:,.2f}" if pounds != int(pounds) else f"£{int(pounds):,}"


_FILLERS: dict[str, Callable[[World, Setting, str | None, int], str]] = {
    "branch": _branch,
    "woman": lambda world, setting, argument, more: setting.woman,
    "man": lambda world, setting, argument, more: setting.man,
    "price": _price,
    "fact": lambda world, setting, argument, more: FACTS[argument or ""],
    "miles": lambda world, setting, argument, more: str(MILES[argument or ""]),
    "promise": lambda world, setting, argument, more: setting.promises[argument or ""],
    "weekday": lambda world, setting, argument, more: _DAYS[setting.day.weekday()],
}
