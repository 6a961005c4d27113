"""Whether a box says anything at all: words that a reader could see. What they are worth a person judges.

A word has two signs or more and a letter among them, so that neither a row of single letters nor one
of numbers is a sentence. Signs that count as letters and show as nothing are none.
"""

from __future__ import annotations

from .artefact import tokens

__all__ = ["said_enough", "shown", "words"]

_WORDS = 3  # different ones: fewer name a thing, and nothing to do
_BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0"))  # letters by class, shown as nothing


def shown(text: str) -> list[str]:
    """The words and numbers of a text, without what shows as nothing."""
    return " ".join(tokens(text)).translate(_BLANK).split()


def words(text: str) -> list[str]:
    """The words alone, in lower case."""
    return [w for w in shown(text) if len(w) > 1 and any(map(str.isalpha, w))]


def said_enough(text: str, least: int = _WORDS) -> bool:
    """Whether a text has so many different words."""
    return len(set(words(text))) >= least
