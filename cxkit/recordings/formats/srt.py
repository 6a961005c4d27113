"""SubRip, .srt: numbered subtitles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..events import MOST, Event, EventsError
from . import webvtt
from .cue import add, escaped, text_of, unread
from .found import Found

__all__ = ["CARRIES", "NAME", "captions", "read", "sniff", "write"]

NAME = "SubRip (.srt)"
CARRIES = (
    "kind, label (60 signs, no colon), start, end, note on one line; "
    "a point as a flagged range of 1 s"
)
_HEAD = re.compile(rb"\s*\d+[ \t]*\n[ \t]*\d+:\d+:\d+[.,]\d+[ \t]*-->")
_ANY = re.compile(rb"^[^\n]*\d[ \t]*-->[ \t]*\d", re.MULTILINE)


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    return bool(_HEAD.match(head)) or bool(_ANY.search(head[:2000]))


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """Every subtitle: what stands before a colon is the label, the rest the note."""
    found = Found()
    text = data.decode("utf-8")
    cues = captions(text)
    add(found, cues, ids=False)
    unread(found, text, len(cues))
    return found


def write(events: tuple[Event, ...], duration: int | None = None) -> bytes:
    """One subtitle an event, in order."""
    rows = []
    for number, event in enumerate(events, 1):
        end, text = text_of(event)
        rows.append(f"{number}\n{_stamp(event.start)} --> {_stamp(end)}\n{escaped(text)}\n")
    return "\n".join(rows).encode("utf-8")


def captions(text: str) -> list[Any]:
    """The library's captions of an SRT file, or of WebVTT that lost its first line.

    Raises:
        EventsError: more cues than a recording has events.
    """
    from webvtt import srt

    if text.count("-->") > MOST:
        raise EventsError([f"Expected at most {MOST:,} cues, found more."])
    found = list(srt.parse_captions(text.lstrip().split("\n")))
    return found or webvtt.captions(f"WEBVTT\n\n{text}")


def _stamp(ms: int) -> str:
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"
