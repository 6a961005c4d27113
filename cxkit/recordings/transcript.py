"""What was said and when: captions and the transcripts of Zoom, Teams and Otter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .events import LONGEST, EventsError, clock
from .formats import otter, srt, webvtt
from .formats.cue import spoken, unread
from .formats.encoding import decode, looks_binary
from .formats.found import Found
from .reading import content

__all__ = ["Cue", "Transcript", "read_transcript"]

_SPEAKER = re.compile(r"([^\W\d_][^:\n]{0,59}):[ \n]\s*(.+)", re.DOTALL)


@dataclass(frozen=True)
class Cue:
    """Words on the screen from `start` to `end`, in milliseconds."""

    start: int
    end: int
    speaker: str
    text: str


@dataclass(frozen=True)
class Transcript:
    """A recording's words, sorted by time.

    Args:
        told: what could not be kept, a sentence each.
    """

    cues: tuple[Cue, ...] = ()
    source: str = ""
    told: tuple[str, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everyone who speaks, in the order in which they first do."""
        return tuple(dict.fromkeys(cue.speaker for cue in self.cues if cue.speaker))


def read_transcript(path: str | Path) -> Transcript:
    """The words in a WebVTT, SRT or Otter file; Zoom and Teams write WebVTT.

    Speakers come from voice spans, or from a name and a colon before the words (Zoom), where
    a file does so in at least two cues.

    Raises:
        EventsError: no such file, none of these formats, or times that cannot be meant.
    """
    path = Path(path)
    try:
        data = content(path)
        text = "" if looks_binary(data) else decode(data)[0]
        head = text[:65_536].encode("utf-8", "replace")
        found = Found()
        if webvtt.sniff(head, path.name):
            cues = _cues(webvtt.captions(text), text, found)
        elif srt.sniff(head, path.name):
            cues = _cues(srt.captions(text), text, found)
        elif otter.sniff(head, path.name):
            cues = _turns(text)
        else:
            raise EventsError(
                ["No transcript. Known are: WebVTT (Zoom, Teams), SubRip and Otter's text."]
            )
        if faults := found.faults + _faults(cues):
            raise EventsError(faults)
    except EventsError as error:
        raise EventsError([f"{path.name}: {error.faults[0]}", *error.faults[1:]]) from None
    cues.sort(key=lambda cue: (cue.start, cue.end))
    return Transcript(tuple(cues), path.name, tuple(found.told))


def _cues(captions: list[Any], text: str, found: Found) -> list[Cue]:
    unread(found, text, len(captions))
    rows = [(c, *spoken(c)) for c in captions]
    named = [_SPEAKER.fullmatch(words) for _, who, words in rows if not who]
    names = len(named) > 1 and sum(map(bool, named)) >= max(2, len(named) / 2)
    cues = []
    for caption, who, words in rows:
        if not who and names and (match := _SPEAKER.fullmatch(words)):
            who, words = match[1], match[2]
        start, end = caption.start_time.in_milliseconds(), caption.end_time.in_milliseconds()
        cues.append(Cue(start, end, who, words))
    return cues


def _turns(text: str) -> list[Cue]:
    said = list(otter.turns(text))
    ends = [start for start, _, _ in said[1:]] + [said[-1][0]]
    return [
        Cue(start, max(start, end), who, words)
        for (start, who, words), end in zip(said, ends, strict=True)
    ]


def _faults(cues: list[Cue]) -> list[str]:
    return [
        f"Cue {number}: expected an end after {clock(cue.start)}, found {clock(cue.end)}."
        for number, cue in enumerate(cues, 1)
        if cue.end < cue.start or cue.end > LONGEST
    ]
