"""What words give away: questions, never faults and never marks.

Rows 2, 4, 10, 12, 59 and 61 of the method. A need names what a customer is after; a word such as
"app" names one way to serve it and closes the others off. A word of the production line looks at
the firm from within. The name of a step is known to nobody outside. "On budget" tells how a project
went, not what came of it.

Each lint gives places in a text, with a question. The lists are data in `words/`, so that a trainer
can edit them; how they are matched is said in `loaded_words.py`. Weasel words and the share of
clauses that speak of the firm are files of their own. How often each is right is measured by
`cxkit bench language`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from .artefact import tokens
from .loaded_words import Match, found

__all__ = [
    "Match",
    "Runs",
    "closed_opener",
    "copied",
    "delivery_words",
    "echoed",
    "inside_out_words",
    "process_words",
    "runs",
    "solution_words",
    "taken",
]

Runs = frozenset[tuple[str, ...]]  # four words each

_CLOSED = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|can|could|will|would|shall|should|have|has|had|may|might)"
    r"(?:n['\u2019]t)?\s+(?:i|you|we|he|she|it|they|that|this|there|the|your|our|my)\b",
    re.IGNORECASE,
)


def solution_words(text: str) -> list[Match]:
    """The words of `text` that name a solution rather than a need, in order (rows 2 and 4)."""
    return _asked(text, "solutions", _solution_question)


def inside_out_words(text: str) -> list[Match]:
    """The words of the production line in `text`, in order (row 59); their share in 1,000 words is
    in `industrial.py`."""
    return _asked(text, "inside-out", "{Name}: would a customer say it? What would they say?")


def process_words(text: str, more: Collection[str] = ()) -> list[Match]:
    """The names of steps and departments inside a firm that stand in `text`, in order (row 10).

    Args:
        more: the names of a case, or of one's own firm.
    """
    asked = "{Name} is a name of our own. What does the customer think is going on?"
    return _asked(text, "process", asked, more)


def delivery_words(text: str) -> list[Match]:
    """The words of time, budget and deliverables in `text`, in order (row 61)."""
    return _asked(text, "delivery", "{Name} says how the work goes. What does the customer get?")


def closed_opener(text: str) -> str:
    """A question about an opener that can be answered with yes or no; empty where it cannot."""
    first = re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]
    if first.endswith("?") and _CLOSED.match(first):
        return "This opener can be answered with yes or no. What would let the customer tell you?"
    return ""


def copied(text: str, source: str | Runs) -> float:
    """Share of the four-word runs of `text` that stand in `source` too, 0 to 1."""
    given = runs(text)
    if not given:
        return 0.0
    there = runs(source) if isinstance(source, str) else source
    return len(given & there) / len(given)


def echoed(text: str, sources: Iterable[str], share: float = 0.5) -> bool:
    """Whether more than a share of the four-word runs of `text` stands in one of the sources."""
    given = runs(text)
    return bool(given) and any(len(given & runs(s)) / len(given) > share for s in sources)


def taken(text: str, sources: Iterable[str], share: float = 0.5) -> bool:
    """The same of texts of any length: one too short for such a run is taken where all of its
    words are those of a source."""
    if runs(text):
        return echoed(text, sources, share)
    plain = tokens(text)
    return any(plain == tokens(s) for s in sources)


def runs(text: str) -> Runs:
    """The four-word runs of a text. Those of a long one are not kept here: whoever holds many
    others against it keeps them."""
    return _kept_runs(text) if len(text) <= 2_000 else _kept_runs.__wrapped__(text)


def _asked(
    text: str, name: str, question: str | Callable[[str], str], more: Collection[str] = ()
) -> list[Match]:
    ask = question if callable(question) else lambda w: question.format(Name=f"\u201c{w}\u201d")
    return [
        Match(word, place.start, place.end, ask(word))
        for place in found(text, name, more)
        for word in (text[place.start : place.end],)
    ]


@lru_cache(maxsize=8192)
def _kept_runs(text: str) -> Runs:
    """A case's texts are held against those of every learner."""
    words = tokens(text)
    return frozenset(tuple(words[i : i + 4]) for i in range(len(words) - 3))


def _solution_question(word: str) -> str:
    article = "an" if word[0].lower() in "aeiou" and word.lower() != "uniform" else "a"
    name = f"\u201c{word}\u201d" if word.lower().endswith("s") else f"{article} \u201c{word}\u201d"
    return (
        f"{name[0].upper()}{name[1:]} is one way to serve a need. What would it give the customer?"
    )
