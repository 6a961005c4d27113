"""What words give away: questions, never faults and never marks.

Rows 2, 4 and 12 of the method. A need names what a customer is after; a word such as "app"
names one way to serve it and closes the others off. Word lists are data in `words/`, so that a
trainer can edit them.

Conventions: words are matched whole, in any case, with a plural s; a safe phrase around a word
exempts it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .artefact import tokens

__all__ = ["Match", "closed_opener", "copied", "solution_words"]

_CLOSED = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|can|could|will|would|shall|should|have|has|had|may|might)"
    r"(?:n['\u2019]t)?\s+(?:i|you|we|he|she|it|they|that|this|there|the|your|our|my)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Match:
    """A word in a text, at [start, end), and the question it raises."""

    word: str
    start: int
    end: int
    question: str


def solution_words(text: str) -> list[Match]:
    """The words of `text` that name a solution rather than a need, in order."""
    words, safe = _solutions()
    exempt = [m.span() for m in safe.finditer(text)] if safe else []
    return [
        Match(m.group(), *m.span(), _solution_question(m.group()))
        for m in words.finditer(text)
        if not any(a <= m.start() and m.end() <= b for a, b in exempt)
    ]


def closed_opener(text: str) -> str:
    """A question about an opener that can be answered with yes or no; empty where it cannot."""
    first = re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]
    if first.endswith("?") and _CLOSED.match(first):
        return "This opener can be answered with yes or no. What would let the customer tell you?"
    return ""


def copied(text: str, source: str) -> float:
    """Share of the four-word runs of `text` that stand in `source` too, 0 to 1."""
    runs = _runs(text)
    return len(runs & _runs(source)) / len(runs) if runs else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = tokens(text)
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def _solution_question(word: str) -> str:
    article = "an" if word[0].lower() in "aeiou" and word.lower() != "uniform" else "a"
    name = f"\u201c{word}\u201d" if word.lower().endswith("s") else f"{article} \u201c{word}\u201d"
    return (
        f"{name[0].upper()}{name[1:]} is one way to serve a need. What would it give the customer?"
    )


@cache
def _solutions() -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    source = files(__package__).joinpath("words/solutions.json").read_text(encoding="utf-8")
    data = json.loads(source)
    return _pattern(data["words"]), _pattern(data["safe"]) if data["safe"] else None


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")s?(?![\w-])", re.IGNORECASE
    )
