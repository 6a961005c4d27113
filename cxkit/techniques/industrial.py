"""The language of the production line: how much of a text looks at a firm from within.

Row 59 of the method. Words are matched whole, in any case, with a plural s, the longest first and
none twice; a phrase in `safe` is left alone. The two lists are data in `words/`, so that a trainer
can edit them.

What the count cannot say: whether the firm acts as it talks. It raises questions, and a person
answers them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from pydantic import BeforeValidator

from .artefact import Artefact, Row, Text, tokens

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
    words, safe = _list(name)
    exempt = [m.span() for m in safe.finditer(text)]
    return [
        m.group().lower()
        for m in words.finditer(text)
        if not any(a <= m.start() and m.end() <= b for a, b in exempt)
    ]


def shares(texts: Sequence[str]) -> Tally:
    """What stands in several paragraphs together."""
    return Tally(
        sum(len(tokens(text)) for text in texts),
        {name: [word for text in texts for word in spoken(text, name)] for name in LISTS},
    )


@cache
def listed(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The expressions of a list and its safe phrases, each from A to Z.

    Args:
        name: one of `LISTS`.
    """
    source = files(__package__).joinpath(f"words/{name}.json").read_text(encoding="utf-8")
    data = json.loads(source)
    return tuple(sorted(data["words"])), tuple(sorted(data["safe"]))


@cache
def _list(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words, safe = listed(name)
    return _pattern(words), _pattern(safe)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    if not words:  # a trainer may empty a list
        return re.compile(r"(?!)")
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")s?(?![\w-])", re.IGNORECASE
    )
