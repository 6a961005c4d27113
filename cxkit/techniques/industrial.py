"""The language of the production line: how much of a text looks at a firm from within.

Row 59 of the method. The two lists are data in `words/`, so that a trainer can edit them; how they
are matched is said in `loaded_words.py`: whole words, the longest first and none twice.

What the count cannot say: whether the firm acts as it talks. It raises questions, and a person
answers them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator

from .artefact import Artefact, Row, Text, tokens
from .loaded_words import found, stored

__all__ = ["LISTS", "Count", "LanguageScore", "Passage", "Share", "Tally", "listed", "shares", "spoken"]

LISTS = ("inside-out", "outside-in")


def _number(value: Any) -> Any:
    """A number as people type it, with a comma or a blank in it; what is none stays as typed."""
    if not isinstance(value, str):
        return value
    text = value.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return value.strip() or None
    return number if abs(number) < 1e9 else value.strip()


Number = Annotated[float | str | None, BeforeValidator(_number)]


# ---- what a learner makes -------------------------------------------------------------------


class Count(Row):
    """How many expressions of each list stand in a paragraph."""

    inside: Number = None
    outside: Number = None


class Share(Row):
    """The same of the whole text, in a thousand words."""

    inside: Number = None
    outside: Number = None


class Passage(Row):
    """A paragraph: as it stands, or written anew."""

    text: Text = ""
    said: Text = ""


class LanguageScore(Artefact):
    """A report's language counted, and one paragraph written anew (1.5). On the learner's own
    organisation `own` holds the text as it stands, and nothing is counted by hand."""

    counts: list[Count] = []
    score: list[Share] = []
    own: list[Passage] = []
    rewrite: list[Passage] = []


# ---- what can be computed -------------------------------------------------------------------


@dataclass(frozen=True)
class Tally:
    """What the two lists find in a text.

    Args:
        words: how many words it has.
        found: list -> its expressions in order, in lower case.
    """

    words: int
    found: dict[str, list[str]]

    def per_thousand(self, name: str) -> float:
        """Expressions of a list in a thousand words, to one place; 0 for an empty text."""
        return round(1000 * len(self.found[name]) / self.words, 1) if self.words else 0.0


def spoken(text: str, name: str) -> list[str]:
    """The expressions of a list that stand in `text`, in order and in lower case.

    Args:
        name: one of `LISTS`.
    """
    return [text[place.start : place.end].lower() for place in found(text, name)]


def shares(texts: Sequence[str]) -> Tally:
    """What stands in several paragraphs together."""
    return Tally(
        sum(len(tokens(text)) for text in texts),
        {name: [word for text in texts for word in spoken(text, name)] for name in LISTS},
    )


def listed(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The expressions of a list and its safe phrases, each from A to Z.

    Args:
        name: one of `LISTS`.
    """
    data = stored(name)
    return tuple(sorted(data["words"])), tuple(sorted(data["safe"]))
