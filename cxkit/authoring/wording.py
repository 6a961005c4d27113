"""What our own instructions may not say, and how it is found: weasel words, long sentences.

Data first. A word is not a fault inside quotation marks, code, or one of the safe phrases; our
lessons teach these words, so they must be able to name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["LONGEST", "SAFE", "WEASELS", "long_sentences", "prose", "weasels"]

LONGEST = 30  # words in a sentence

# word or stem (a trailing * stands for any ending) -> what to write instead
WEASELS = {
    "fast*": "say in how many minutes or days",
    "efficien*": "say what it takes less of",
    "effective*": "say what it brings about",
    "timel*": "say by when",
    "robust*": "say what it withstands",
    "seamless*": "say which step is gone",
    "leverag*": "write use",
    "best-in-class": "say better than whom, at what",
    "world-class": "say better than whom, at what",
    "cutting-edge": "say what is new",
    "optimal*": "say best at what",
    "intuitive*": "say what the reader will see",
    "user-friendly": "say what the reader will see",
    "utili?e*": "write use",
    "simply": "leave it out",
    "just": "leave it out, or write only",
    "easy": "leave it out: it blames whoever finds it hard",
    "easily": "leave it out: it blames whoever finds it hard",
    "obvious*": "leave it out: it blames whoever does not see it",
    "clearly": "leave it out, or say how it shows",
    "of course": "leave it out",
}
SAFE = ("effective date", "effective from", "fasten", "fastened", "breakfast", "steadfast",
        "just-in-time", "just enough", "just there", "just before", "just after")  # fmt: skip

_FENCED = re.compile(r"^(```|~~~).*?^\1\s*$", re.M | re.S)
_HIDDEN = (
    re.compile(r"`[^`\n]*`"),
    re.compile(r"“[^”]*”"),
    re.compile(r'"[^"\n]*"'),
    re.compile(r"(?<!\w)‘[^’\n]*’(?!\w)"),
    re.compile(r"<[^>\n]+>"),
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_END = re.compile(r"(?<=[.!?:;])[*_)”\"’]*\s+")
_START = re.compile(r"\s*(?:[-*+]|\d+[.)]|>|#{1,6})\s+")


def _pattern(stem: str) -> re.Pattern[str]:
    body = re.escape(stem).replace(r"\*", r"\w*").replace(r"\?", r"[sz]")
    return re.compile(rf"(?<![\w-]){body}(?![\w-])", re.I)


_PATTERNS = {word: _pattern(word) for word in WEASELS}
_SAFE = re.compile("|".join(rf"(?<!\w){re.escape(s)}(?!\w)" for s in SAFE), re.I)


def prose(markdown: str) -> str:
    """The text with all that is not our own wording blanked out, line breaks kept."""
    text = _FENCED.sub(_blank, markdown)
    for pattern in _HIDDEN:
        text = pattern.sub(_blank, text)
    return _LINK.sub(lambda m: m[1], text)


def weasels(markdown: str) -> Iterator[tuple[int, str, str]]:
    """(line from 0, the word as written, what to do) for each weasel word."""
    text = _SAFE.sub(_blank, prose(markdown))
    for word, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            yield text.count("\n", 0, match.start()), match[0], WEASELS[word]


def long_sentences(markdown: str) -> Iterator[tuple[int, int, str]]:
    """(line from 0, words, first words) of each sentence of more than `LONGEST` words.

    Rows of a table are not sentences; each item of a list begins a new one. A quotation counts.
    """
    text = _LINK.sub(lambda m: m[1], _FENCED.sub(_blank, markdown))
    for line, block in _blocks(text):
        for sentence in _END.split(block):
            words = [w for w in sentence.split() if any(c.isalnum() for c in w)]
            if len(words) > LONGEST:
                yield line, len(words), " ".join(words[:6])


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """(first line, words) of each paragraph or list item."""
    start, lines = 0, []
    for number, line in enumerate([*text.split("\n"), ""]):
        table = line.lstrip().startswith("|")
        if not line.strip() or table or _START.match(line):
            if lines:
                yield start, " ".join(lines)
            lines = []
        if line.strip() and not table:
            if not lines:
                start = number
            lines.append(_START.sub("", line, count=1).strip())


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
