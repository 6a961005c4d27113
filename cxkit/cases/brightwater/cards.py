"""Authored texts of customers: cards, the parts that turn them, and the needs marked in them.

A card is a line that begins with "@", its fields parted by "|"; below it stands what is always
said, then parts headed "= name" of which one is taken. A marker `{{n03:2|some words}}` says that
these words show need n03 with strength 2, so the gold lives where the words are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cxkit.cases.brightwater.firm import Firm
from cxkit.cases.brightwater.pool import TEXTS
from cxkit.cases.case import CaseError
from cxkit.cases.stream import Stream

__all__ = ["NEEDS", "Card", "filled", "needs_of", "read_cards", "said_of"]

NEEDS = {
    "n01": "The water has to stop before it gets any further.",
    "n02": "What can still be saved has to be saved while it can.",
    "n03": "We have to be safe in here, tonight as well.",
    "n04": "I have to know what happens next, and when.",
    "n05": "I want to understand why, in words that I would use.",
    "n06": "Once is enough to tell it.",
    "n07": "Nothing of mine is touched unless I have said so.",
    "n08": "It has to end up right for the way we live in it.",
    "n09": "It has to fit round the days we have.",
    "n10": "I must know my share before I say yes.",
    "n11": "I can't be the one who lays out the money.",
    "n12": "I don't want to end up worse off for what others did.",
}

_MARKER = re.compile(r"\{\{(n\d\d):([1-3])\|((?:[^{}]|\{[^{}]*\})*)\}\}")
_OPEN = re.compile(r"\{[^{}]*\}")
_PART = re.compile(r"^= (\w+)\n", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class Card:
    """One authored text: its fields, what is always said, and parts of which one is taken, each
    with the author's reason (may be empty)."""

    fields: tuple[str, ...]
    text: str
    parts: dict[str, tuple[str, str]]


@cache
def read_cards(name: str, width: int) -> tuple[Card, ...]:
    """The cards of `texts/voices/<name>.txt`, each with `width` fields.

    Raises:
        CaseError: a card has another number of fields, or no text.
    """
    cards = []
    text = (TEXTS / "voices" / f"{name}.txt").read_text(encoding="utf-8")
    for block in text.split("\n@ ")[1:]:
        head, _, body = block.partition("\n")
        fields = tuple(part.strip() for part in head.split("|"))
        first, *rest = _PART.split(body)
        parts = {key: _read_part(part) for key, part in zip(rest[::2], rest[1::2], strict=True)}
        if len(fields) != width or not first.strip():
            raise CaseError(
                f"{name}.txt: expected {width} fields and a text, found {len(fields)} fields at "
                f"the card {head!r}. Mend the card and build again."
            )
        cards.append(Card(fields, _read_part(first)[0], parts))
    return tuple(cards)


def _read_part(part: str) -> tuple[str, str]:
    lines = part.strip().splitlines()
    told = " ".join(line.strip() for line in lines if not line.startswith("%"))
    return told, " ".join(line[1:].strip() for line in lines if line.startswith("%"))


def needs_of(text: str) -> dict[str, int]:
    """Need id to strength (1-3), the strongest marker of each need counting.

    Raises:
        CaseError: a marker names a need that does not exist.
    """
    found: dict[str, int] = {}
    for need, strength, words in _MARKER.findall(text):
        if need not in NEEDS:
            raise CaseError(f"The marker {need} names no need, near {words[:60]!r}.")
        found[need] = max(found.get(need, 0), int(strength))
    return dict(sorted(found.items()))


def said_of(text: str) -> dict[str, str]:
    """Need id to the words that show it: of those marked, the longest run that holds no slot."""
    found: dict[str, str] = {}
    for need, _, words in _MARKER.findall(text):
        run = max(_OPEN.split(words), key=len).strip()
        found[need] = max(found.get(need, ""), run, key=len)
    return dict(sorted(found.items()))


def filled(firm: Firm, chance: Stream, text: str, **more: str) -> str:
    """The text without markers, its slots filled; `{town}` is any town of the firm, and `more`
    names further slots.

    Raises:
        CaseError: a slot is not known, or a marker is not closed.
    """
    bare = _MARKER.sub(r"\3", text)
    for name, words in {"town": chance.pick(firm.towns), **more}.items():
        bare = bare.replace("{" + name + "}", words)
    return firm.fill(bare)
