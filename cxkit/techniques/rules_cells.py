"""A cell of a decision table as a person types it: "up to 500" is `<=500`, "any" is `-`.

Row 42 of the method. What cannot be read in one way is left as it was typed, so that the table's
own reader tells what it expected. Nothing is guessed: a cell in the table's own notation stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["bounds_of", "names_of", "typed"]

_ANY = {"any", "all", "either", "every", "any value", "*", "\u2013", "\u2014"}
_NUMBER = r"-?\d+(?:\.\d+)?"
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?:,\d{3})+)(?![\d,])")
_RANGE = re.compile(rf"(?:from\s+|between\s+)?({_NUMBER})\s*(?:to|and|-|\u2013|\u2026)\s*({_NUMBER})")
_SIGNS = (
    ("<=", rf"(?:up to|at most|no more than|not more than|until|\u2264)\s*({_NUMBER})"),
    ("<=", rf"({_NUMBER})\s*(?:or less|or fewer|and less|or below)"),
    (">=", rf"(?:at least|not less than|no less than|\u2265)\s*({_NUMBER})"),
    (">=", rf"({_NUMBER})\s*(?:\+|or more|and more|and over|or over|and above|or above)"),
    ("<", rf"(?:below|under|less than|fewer than)\s*({_NUMBER})"),
    (">", rf"(?:above|over|more than)\s*({_NUMBER})"),
)  # fmt: skip
_WORDS = tuple((sign, re.compile(pattern)) for sign, pattern in _SIGNS)


def typed(text: str, kind: str, values: Sequence[str] = ()) -> str:
    """The cell in the table's notation, where it can be read in one way.

    Args:
        kind: "number", "whole" or "choice".
        values: the names of a choice, which are found whatever their case.
    """
    plain = " ".join(text.split())
    if plain.lower() in _ANY:
        return "-"
    if kind == "choice":
        known = {v.lower(): v for v in values}
        names = [n.lower() for n in names_of(plain)]
        return ", ".join(known[n] for n in names) if names and set(names) <= set(known) else text
    number = _bare(plain.lower())
    for sign, pattern in _WORDS:
        found = pattern.fullmatch(number)
        if found:
            return f"{sign}{found[1]}"
    both = _RANGE.fullmatch(number)
    return f"[{both[1]}..{both[2]}]" if both else number


def bounds_of(text: str) -> tuple[str, str] | None:
    """The lower and the upper bound of "0 to 5,000" or "\u00a30-\u00a35000"; None where there are none."""
    found = _RANGE.fullmatch(_bare(" ".join(text.lower().split())).replace("..", " to "))
    return (found[1], found[2]) if found else None


def names_of(text: str) -> list[str]:
    """The names in "new, known", "new; known" or "new or known"."""
    apart = r"[;,]" if re.search(r"[;,]", text) else r"\s+or\s+"
    return [n.strip() for n in re.split(apart, text) if n.strip()]


def _bare(text: str) -> str:
    """Without signs of money, and thousands without their commas."""
    return _THOUSANDS.sub(lambda m: m[1] + m[2].replace(",", ""), re.sub("[\u00a3$\u20ac]", "", text))
