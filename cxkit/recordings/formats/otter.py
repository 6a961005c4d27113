"""Otter's text transcripts: a line with a speaker and a time, then what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..events import MOST
from .found import Found, milliseconds

__all__ = ["CARRIES", "NAME", "read", "sniff", "turns"]

NAME = "an Otter transcript (.txt)"
CARRIES = ""  # read only
_HEAD = re.compile(r"(?:(\S.{0,79}?)[ \t]+)?\(?((?:\d{1,2}:)?\d{1,3}:\d{2})\)?[ \t]*")


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    lines = [line for line in head.decode("utf-8", "replace").split("\n")[:12] if line.strip()]
    return len(lines) > 1 and bool(_HEAD.fullmatch(lines[0])) and not _HEAD.fullmatch(lines[1])


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """Every turn, from its time to the next one's; the last is a point, for nothing says how
    long it takes."""
    found = Found()
    said = list(islice(turns(data.decode("utf-8")), MOST + 1))
    for number, (start, who, text) in enumerate(said, 1):
        end = said[number][0] if number < len(said) else start
        found.add(f"Turn {number}", start, max(start, end), note=text, by=who)
    return found


def turns(text: str) -> Iterator[tuple[int, str, str]]:
    """Start in milliseconds, speaker and words of each turn."""
    start, who, words = None, "", list[str]()
    for line in text.split("\n"):
        if head := _HEAD.fullmatch(line):
            if start is not None:
                yield start, who, " ".join(words)
            start, who, words = milliseconds(head[2]), head[1] or "", []
        elif line.strip() and not line.startswith(("Transcribed by http", "SUMMARY KEYWORDS")):
            words.append(line.strip())
    if start is not None:
        yield start, who, " ".join(words)
