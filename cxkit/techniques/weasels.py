"""Weasel words: they promise, and nobody could ever show that the promise was missed.

Row 12 of the method: the four words of the sources and their forms (`strict`), and others of the
same kind (`mild`). The words are data, `words/weasels.json`; what counts as a measure is in
`words/units.json`.

A word is left alone where
- it stands in a safe phrase ("the effective date");
- a customer is quoted with it; a quoted slogan of the firm is no customer;
- a number with a unit defines it: one that follows in the same sentence within 8 words
  ("fast, that is within 4 hours"), one just before it ("20 per cent faster"), or, for words that
  compare, a change from a number to a number. A time that is a period or a deadline defines only
  words about speed: "better within 12 months" still does not say how much better. Nothing defines
  "where possible".

What it cannot see: a listed word in a plain meaning that nobody listed ("a flexible hose"), a
promise in words that nobody listed, and a number that only happens to stand there. Hence questions,
no marks; how often it is right is measured by `cxkit bench language`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache

from .loaded_words import Match, folded, found, phrases, quoted, stored, within

__all__ = ["NEAR", "weasel_words"]

NEAR = 8  # words from a weasel word to the number that defines it, as in row 12
_BEFORE, _AFTER = 60, 400  # characters of a sentence that are looked at

_END = re.compile(r"[.!?;](?=[\s\"'\u2019\u201d)]|$)|\n")
_DIGITS = r"(?<![\w.])\d+(?:[ ,.\u00a0]\d+)*"
_PERIOD = (
    r"(?:within|in|over|after|for|during|by|until|every|each|last|next|past|first|than)\s+"
    r"(?:the\s+)?(?:(?:next|last|past|first)\s+)?"
)
_CHANGE = re.compile(rf"\bfrom\s+\S{{0,3}}?{_DIGITS}.*?\bto\s+\S{{0,3}}?{_DIGITS}", re.IGNORECASE)


def weasel_words(text: str) -> list[Match]:
    """The weasel words of `text` in order, each with its tier, `strict` or `mild`, and a question.

    An empty text has none.
    """
    plain, places = folded(text)
    ends = [0, *(m.end() for m in _END.finditer(plain)), len(plain)]
    speech = [(c, d) for c, d in quoted(plain) if not _promised(plain, ends, c)]
    matches = []
    for word in found(plain, "weasels"):
        a, b = word.start, word.end
        kind, question = _asked(plain[a:b])
        if not within(speech, a, b) and not _defined(*_around(plain, ends, a, b), kind):
            start, end = places[a], places[b]
            matches.append(Match(text[start:end], start, end, question, word.tier))
    return matches


def _around(plain: str, ends: list[int], a: int, b: int) -> tuple[str, str]:
    """What stands in a sentence before [a, b), and after it."""
    at = bisect_right(ends, a)
    stop = max(b, ends[at] if at < len(ends) else b)
    return plain[max(ends[at - 1], a - _BEFORE) : a], plain[b : min(stop, b + _AFTER)]


def _promised(plain: str, ends: list[int], start: int) -> bool:
    """Whether what is quoted from `start` is a promise of the firm, told by a word before it."""
    before, _ = _around(plain, ends, start, start)
    return bool(phrases(stored("weasels")["promises"]).search(before))


def _defined(before: str, after: str, kind: str) -> bool:
    """Whether a number in the sentence says what is meant by a word of this kind."""
    if kind == "hedge":
        return False
    time, other = _measures()
    following = " ".join(after.lstrip(" ,:").split()[: NEAR + 4])  # a measure has up to five words
    near = [m for m in other.finditer(following) if following.count(" ", 0, m.start()) < NEAR]
    near += [
        m
        for m in time.finditer(following)
        if following.count(" ", 0, m.start()) < NEAR and (kind == "speed" or not m["period"])
    ]
    if kind in ("than", "speed"):
        last = before.rstrip()
        near += [m for p in (time, other) for m in p.finditer(last) if m.end() == len(last)]
    return bool(near) or (kind == "than" and bool(_CHANGE.search(after)))


@lru_cache(maxsize=1024)
def _asked(word: str) -> tuple[str, str]:
    """The kind of a word, and the question that it raises."""
    kinds = stored("weasels")["ask"]
    kind = next((k for k, ask in kinds.items() if phrases(ask["words"]).fullmatch(word)), "other")
    return kind, kinds[kind]["question"]


@cache
def _measures() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A number with a unit of time, and what may make it a period; a number with another unit."""
    units = {
        k: "|".join(r"\s+".join(map(re.escape, unit.split())) for unit in v)
        for k, v in stored("units").items()
        if k != "note"
    }
    words = units["numbers"]
    number = (
        rf"(?:{_DIGITS}|\b(?:{words}|an?)\b)(?:\s+(?:{words}|and\s+a\s+half|or\s+more|to\s+\d+))*"
    )
    time = rf"(?P<period>\b{_PERIOD})?{number}[\s-]*(?:(?:{units['between']})\s+)*(?:{units['time']})s?\b"
    other = rf"[\u00a3\u20ac$]\s?\d|{number}\s*(?:%|(?:{units['other']})s?\b)"
    return re.compile(time, re.IGNORECASE), re.compile(other, re.IGNORECASE)
