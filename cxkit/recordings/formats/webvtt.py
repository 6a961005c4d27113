"""WebVTT, .vtt: captions and cues; the transcripts of Zoom and Teams are of this kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..events import MOST, Event, EventsError
from .cue import add, escaped, one_line, text_of, unread
from .found import Found

__all__ = ["CARRIES", "NAME", "captions", "read", "sniff", "write"]

NAME = "WebVTT (.vtt)"
CARRIES = (
    "id, kind, label (60 signs, no colon), start, end, note on one line, by (as a voice); "
    "a point as a flagged range of 1 s"
)


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    return head.lstrip().startswith(b"WEBVTT")


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """Every cue: what stands before a colon is the label, the rest the note, a voice is `by`."""
    found = Found()
    text = data.decode("utf-8")
    cues = captions(text)
    add(found, cues, ids=True)
    unread(found, text, len(cues))
    return found


def write(events: tuple[Event, ...], duration: int | None = None) -> bytes:
    """One cue an event, with its id and a voice for who marked it."""
    from webvtt import Caption, WebVTT

    file = WebVTT()
    for event in events:
        end, text = text_of(event)
        who = one_line(event.by)
        name = one_line(event.id).replace("-->", "")
        voice = f"<v {escaped(who)}>" if who else ""
        file.captions.append(Caption(_stamp(event.start), _stamp(end), voice + escaped(text), name))
    return file.content.encode("utf-8") + b"\n"


def captions(text: str) -> list[Any]:
    """The library's captions of a WebVTT file.

    Raises:
        EventsError: more cues than a recording has events, or the library gives up.
    """
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    if text.count("-->") > MOST:
        raise EventsError([f"Expected at most {MOST:,} cues, found more."])
    try:
        return list(WebVTT.from_string(text.lstrip()).captions)
    except (MalformedCaptionError, MalformedFileError, ValueError) as error:
        raise EventsError([f"The captions cannot be read: {str(error)[:120]}."]) from None


def _stamp(ms: int) -> str:
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"
