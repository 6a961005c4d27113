"""Who acts in a text: the share of its clauses whose subject is the firm.

Rows 7 and 59 of the method. A text that begins every sentence with "we" tells what the firm does; a
text about customers tells what they can do, get and know.

Conventions, kept plain because no grammar is loaded: a text is cut into clauses at `.`, `!`, `?`,
`:`, `;`, brackets and line ends; before a joining word (and, because, when, ...) or after a comma
where a subject follows (a pronoun, or, but not after a bare "and", a word such as the, our, every).
A clause is the firm's where
- its subject is "we" or "I";
- it begins with a name of the firm, or with its people or units (`words/firm.json`) behind our, the,
  all, a number or such a word: "our fitters", "the board", "staff".
What customers are quoted to have said belongs to them, and counts as no clause of the firm.

What it cannot see: the firm behind a passive ("is processed"), people whom no list names, and that
the same "the company" may be the customer's. Hence a share to talk about, and no mark.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from .loaded_words import Match, folded, phrases, quoted, stored

__all__ = ["Voice", "firm_voice"]

_QUESTION = "Here the firm acts. What does the customer do, get or know?"
_PRONOUN = r"(?:i|we|you|he|she|it|they|there|somebody|someone|nobody|everybody|everyone)\b"
_OPENER = r"(?:the|our|your|my|his|her|their|its|every|each|all|no|any|this|that|these|those)\b"
_JOINS = (
    r"because|since|if|when|while|where|who|which|that|what|whatever|whenever|until|before|after|as|"
    r"than|although|though|unless|whether|so"
)
_CUT = re.compile(
    r"[.!?](?=[\s\"'\u2019\u201d)]|$)|[:;()\n]|\s[\u2013\u2014-]\s"
    rf"|,?(?<!\s)\s+(?=(?:and|but|or|nor)\s+{_PRONOUN})"
    rf"|,?(?<!\s)\s+(?=(?:{_JOINS}|but)\s+(?:{_PRONOUN}|{_OPENER}))"
    rf"|,\s+(?={_PRONOUN}|{_OPENER})",
    re.IGNORECASE,
)
_LEAD = rf"(?:(?:and|but|or|nor|then|also|today|now|here|{_JOINS})\s+)*"
# "Ask staff" is what a customer does.
_ASKING = r"(?:ask|tell|contact|see|thank|help|let|show|call|please)\b"
_WE = re.compile(r"(?<![\w-])(?:we|i)(?![\w.-])", re.IGNORECASE)


@dataclass(frozen=True)
class Voice:
    """Who acts in a text.

    Args:
        clauses: how many clauses it has.
        firm: the subjects of those in which the firm acts, in order, each with a question.
    """

    clauses: int
    firm: tuple[Match, ...]

    @property
    def share(self) -> float:
        """Clauses of the firm among all, 0 to 1; 0 for an empty text."""
        return len(self.firm) / self.clauses if self.clauses else 0.0


def firm_voice(text: str, names: Collection[str] = ()) -> Voice:
    """Which clauses of `text` have the firm as their subject.

    Args:
        names: what the firm is called, for instance "Rowan & Vale"; in any case.
    """
    plain, places = folded(text)
    heard = plain
    for a, b in quoted(plain):
        heard = heard[:a] + " " * (b - a) + heard[b:]
    clauses = [(a, b) for a, b in _clauses(plain) if any(c.isalnum() for c in plain[a:b])]
    found = []
    for start, end in clauses:
        if span := _subject(heard[start:end], tuple(names)):
            a, b = places[start + span[0]], places[start + span[1]]
            found.append(Match(text[a:b], a, b, _QUESTION))
    return Voice(len(clauses), tuple(found))


def _clauses(text: str) -> list[tuple[int, int]]:
    """The places of the clauses of a text."""
    cuts = [(m.start(), m.end()) for m in _CUT.finditer(text)]
    starts = [0, *(b for _, b in cuts)]
    return list(zip(starts, [*(a for a, _ in cuts), len(text)], strict=True))


def _subject(clause: str, names: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the firm stands as the subject of a clause; None where it does not."""
    if m := _opening(names).match(clause):
        return m.span(1)
    m = _WE.search(clause)
    return m.span() if m else None


@cache
def _opening(names: tuple[str, ...]) -> re.Pattern[str]:
    """The beginning of a clause whose subject is the firm; group 1 is the subject."""
    words = stored("firm")
    units, alone = phrases(words["units"]).pattern, phrases([*words["alone"], *names]).pattern
    some_of = r"(?:one|each|all|some|most|many)\s+of\s+(?:our|the)"
    one = rf"(?:{some_of}|our|the|this|all|every|each|most|some|both|no|an?|\d[\d,]*)"
    more = r"(?:\s+(?:our|the|\d[\d,]*))?(?:\s+(?!(?:of|in|at|and|to)\b)[\w-]+){0,2}?"
    unit = rf"{one}{more}\s+{units}|(?=\w+s\b){units}"
    known = rf"(?:(?!{_ASKING})[\w-]+\s+)?{alone}"
    return re.compile(
        rf"[\s\"'\u2018\u201c*-]*{_LEAD}({unit}|{known})(?!['\u2019]s?\b)", re.IGNORECASE
    )
