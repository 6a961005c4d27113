"""A reason in a learner's own words: is there one, and is it more than the text it is about?

Whether it is a good one, a person judges.
"""

from __future__ import annotations

from ....techniques.artefact import tokens
from ....techniques.language import copied

__all__ = ["given", "repeats"]

_MOSTLY = 0.5  # of its four-word runs
_BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0"))  # letters by class, shown as nothing


def given(text: str, least: int) -> bool:
    """Whether `text` has so many different words. A single letter is none, nor is a blank sign."""
    return sum(len(word) > 1 for word in {w.translate(_BLANK) for w in tokens(text)}) >= least


def repeats(text: str, source: str) -> bool:
    """Whether most of `text` stands in `source`."""
    return copied(text, source) > _MOSTLY
