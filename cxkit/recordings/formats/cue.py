"""What WebVTT and SRT share: a cue's text as label and note, and cues that a library passes over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import escape, unescape
from typing import TYPE_CHECKING

from ..events import Event
from .encoding import printable
from .found import Found, named
from .points import gathered, spread

if TYPE_CHECKING:
    from webvtt import Caption

__all__ = ["add", "escaped", "labelled", "one_line", "spoken", "text_of", "unread"]

_LABEL = re.compile(r"([^:\n]{1,60}):(?: (.*))?", re.DOTALL)
_TIME = r"(?:\d+:)?\d+:\d+[.,]\d+"
_ARROW = re.compile(rf"\s*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:\s.*)?")


def one_line(text: str) -> str:
    """`text` with every run of space and line ends as one space."""
    return " ".join(printable(text).split())


def labelled(text: str) -> tuple[str, str]:
    """ "MOT: asks for the price" -> the label and the note; without a colon all is note."""
    match = _LABEL.fullmatch(text)
    return (match[1].strip(), match[2] or "") if match else ("", text)


def text_of(event: Event, flag: bool = True) -> tuple[int, str]:
    """The end of an event's cue and its text, on one line.

    Args:
        flag: whether a point becomes a flagged range.
    """
    end, note = spread(event) if flag else (event.end, event.note)
    label = one_line(named(event.kind, event.label).replace(":", " "))[:60].strip()
    note = one_line(note)
    if label:
        return end, f"{label}: {note}".rstrip()
    return end, note or ":"


def spoken(caption: Caption) -> tuple[str, str]:
    """Who speaks, where a voice span says so, and the words; entities are characters again."""
    return unescape(caption.voice or "").strip(), unescape(caption.text).strip()


def add(found: Found, captions: Sequence[Caption], ids: bool) -> None:
    """The captions as marks. An id that stands twice is no id: files are often joined."""
    names = Counter(caption.identifier or "" for caption in captions)
    for number, caption in enumerate(captions, 1):
        who, text = spoken(caption)
        label, note = labelled(text)
        start = caption.start_time.in_milliseconds()
        end, note = gathered(start, caption.end_time.in_milliseconds(), note)
        name = caption.identifier or ""
        name = name if ids and names[name] == 1 else ""
        place = f"Cue {number} ({name})" if name else f"Cue {number}"
        found.add(place, start, end, label=label, note=note, by=who, id=name)


def unread(found: Found, text: str, captions: int) -> None:
    """Note what the library passes over without a word: times it cannot read, cues with no
    text."""
    bad = 0
    lines = text.split("\n")
    arrows = [(n, line) for n, line in enumerate(lines, 1) if "-->" in line]
    for number, line in arrows:
        if not _ARROW.fullmatch(line):
            bad += 1
            found.faults.append(
                f"Line {number}: expected a start, an arrow and an end, found {line.strip()[:60]!r}."
            )
    if rest := len(arrows) - bad - captions:
        found.told.append(f"{rest} cues have no text and are left out.")


def escaped(text: str) -> str:
    """`text` as a cue holds it: no tag can begin in it."""
    return escape(text, quote=False)
