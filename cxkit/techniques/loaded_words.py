"""Lists of words that give something away, and where they stand in a text.

Row 12 of the method and its like. A list is data, `words/NAME.json`, which a trainer can edit:
`words` (or several tiers, such as `strict` and `mild`), `safe` phrases that exempt a word in them,
and a `note` that says what the list is for.

Conventions: words are matched whole, in any case, with a plural s, the longest first, and none
twice; a `*` in a phrase stands for one to three words. Spelling, UK or US, makes no difference, nor
a hyphen or a blank between the words of a phrase, nor whether an accent comes as part of its letter
or after it. A place is [start, end) in the text as it was given.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["Found", "Match", "folded", "found", "listed", "phrases", "quoted", "stored", "within"]

_HYPHENS = "\u2010\u2011-"
_GAP = rf"[\s{_HYPHENS}]+"
_ANY = rf"[\w'\u2019]+(?:{_GAP}[\w'\u2019]+){{0,2}}?"
_MARKS = {"'": "['\u2019]"}
_QUOTED = re.compile(
    '\u201c[^\u201d\n]*\u201d|\u201e[^\u201c\u201d\n]*[\u201c\u201d]|"[^"\n]*"'
    "|(?<!\\w)\u2018[^\u2018\n]*?\u2019(?!\\w)"
)
# As spelt in the UK or the US -> a pattern that fits both; for words of lists, not for any word.
_SPELLINGS = (
    (re.compile(r"(?<=\w\w[iy])[sz](?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)"), "[sz]"),
    (re.compile(r"(?<=\w\w)ou?r(?=(?:s|ed|ing|al|able)?$)"), "ou?r"),
    (re.compile(r"(?<=cent)(?:re|er)(?=s?$)"), "(?:re|er)"),
    (re.compile(r"(?<=program)(?:me)?(?=s?$)"), "(?:me)?"),
    (re.compile(r"(?<=fulfi)ll?(?=(?:s|ment|ments)?$)"), "ll?"),
    (re.compile(r"(?<=[aeiou])ll?(?=(?:ed|ing)$)"), "ll?"),
)


@dataclass(frozen=True)
class Match:
    """A word in a text, at [start, end), and the question it raises.

    Args:
        tier: the part of the list that it stands in; empty where a list has one part.
    """

    word: str
    start: int
    end: int
    question: str
    tier: str = ""


@dataclass(frozen=True)
class Found:
    """A place in a text, and the part of the list that its word stands in."""

    start: int
    end: int
    tier: str


def found(text: str, name: str, more: Collection[str] = ()) -> list[Found]:
    """Where words of a list stand in `text`, in order; those in a safe phrase are left out.

    Args:
        name: of a list in `words/`.
        more: further words, for instance those of a case; their tier is "more".
    """
    plain, places = folded(text)
    tiers, safe = _patterns(name)
    if more:
        tiers = {**tiers, "more": phrases(more), "": phrases((*listed(name), *more))}
    exempt = [m.span() for m in safe.finditer(plain)]
    return [
        Found(places[m.start()], places[m.end()], _tier(m.group(), tiers))
        for m in tiers[""].finditer(plain)
        if not within(exempt, m.start(), m.end())
    ]


def listed(name: str) -> list[str]:
    """All words of a list, from A to Z."""
    return sorted(word for words in _tiers(name).values() for word in words)


@cache
def stored(name: str) -> dict[str, Any]:
    """What `words/NAME.json` holds."""
    source = files(__package__).joinpath(f"words/{name}.json").read_text(encoding="utf-8")
    return json.loads(source)


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words and phrases, in any case and either spelling, the longest first.

    A list that was emptied matches nothing, and blank words are passed over.
    """
    return _compiled(tuple(unicodedata.normalize("NFC", w.strip()) for w in words if w.strip()))


@lru_cache(maxsize=128)
def _compiled(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    if not longest_first:
        return re.compile(r"(?!)")
    either = "|".join(map(_phrase, longest_first))
    return re.compile(rf"(?<![\w{_HYPHENS}])(?:{either})s?(?![\w{_HYPHENS}])", re.IGNORECASE)


def folded(text: str) -> tuple[str, list[int]]:
    """A text with each accent in its letter (NFC), and for each place in it, the end included,
    its place in `text`."""
    if unicodedata.is_normalized("NFC", text):
        return text, list(range(len(text) + 1))
    starts = [i for i, c in enumerate(text) if not i or not unicodedata.combining(c)]
    plain, places = "", []
    for a, b in zip(starts, [*starts[1:], len(text)], strict=True):
        letter = unicodedata.normalize("NFC", text[a:b])
        plain += letter
        places += [a] * len(letter)
    return plain, [*places, len(text)]


def quoted(text: str) -> list[tuple[int, int]]:
    """Where a text quotes, marks included; a quotation ends with its line."""
    return [m.span() for m in _QUOTED.finditer(text)]


def within(spans: Sequence[tuple[int, int]], a: int, b: int) -> bool:
    """Whether one of `spans`, in order and none over another, holds all of [a, b)."""
    at = bisect_right(spans, a, key=lambda span: span[0])
    return at > 0 and b <= spans[at - 1][1]


def _phrase(phrase: str) -> str:
    parts = re.split(r"[\s-]+", phrase)
    return _GAP.join(_ANY if part == "*" else _spelt(part) for part in parts)


def _spelt(word: str) -> str:
    for as_spelt, either in _SPELLINGS:
        if m := as_spelt.search(word):
            return re.escape(word[: m.start()]) + either + re.escape(word[m.end() :])
    return "".join(_MARKS.get(c, re.escape(c)) for c in word)


def _tiers(name: str) -> dict[str, list[str]]:
    data = stored(name)
    return {t: data[t] for t in ("words", "strict", "mild") if t in data}


@cache
def _patterns(name: str) -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    """A pattern a tier, and under "" that of all; the safe phrases."""
    tiers = {tier: phrases(words) for tier, words in _tiers(name).items()}
    return {**tiers, "": phrases(listed(name))}, phrases(stored(name)["safe"])


def _tier(word: str, tiers: dict[str, re.Pattern[str]]) -> str:
    return next(t for t, pattern in tiers.items() if t and pattern.fullmatch(word))
