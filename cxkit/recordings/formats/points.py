"""Points in formats that know only ranges: a flagged range of one second, and back."""

from __future__ import annotations

from ..events import Event

__all__ = ["SPREAD", "gathered", "spread"]

SPREAD = 1000  # milliseconds that a point takes where a range must have a length
_POINT, _RANGE = "[point]", "[range]"


def spread(event: Event) -> tuple[int, str]:
    """The end and the text under which an event is written."""
    if event.point:
        return event.start + SPREAD, f"{_POINT} {event.note}" if event.note else _POINT
    if event.note.startswith((_POINT, _RANGE)):
        return event.end, f"{_RANGE} {event.note}"
    return event.end, event.note


def gathered(start: int, end: int, text: str) -> tuple[int, str]:
    """The end and the note behind a text that may bear a flag."""
    for flag, there in ((_POINT, start), (_RANGE, end)):
        if text == flag or text.startswith(f"{flag} "):
            return there, text[len(flag) + 1 :]
    return end, text
