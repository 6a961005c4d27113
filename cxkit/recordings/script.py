"""The script of a recording: who speaks, what is said, and when, before there is any sound.

A script is written once; the sound, its captions, the gold events and the annotators' marks are
all computed from it, so they cannot drift apart. Every line is spoken by itself, and an event
begins at the start of a line and ends at the end of one: the times are exact, not estimated.

Conventions: whole milliseconds. A recording opens with `LEAD` and closes with `TAIL` of room
tone; a line's pause comes before it, and nobody comes in sooner than `BREATH`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .events import Event
from .gold import Gold
from .lines import SOUNDS, Line, Voice, read_lines, read_voices

__all__ = [
    "BREATH",
    "LEAD",
    "TAIL",
    "Line",
    "Script",
    "ScriptError",
    "Timed",
    "Voice",
    "annotators",
    "captions",
    "gold_events",
    "timed",
]

LEAD, BREATH, TAIL = 600, 240, 900
WORDS_A_MINUTE, SHORTEST = 155, 350


class ScriptError(ValueError):
    """A script or its key cannot be used; `faults` holds every reason, a sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class Script:
    """What is said in one recording, in order."""

    id: str
    title: str
    about: str
    note: str
    voices: dict[str, Voice]
    lines: tuple[Line, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Script:
        """A script from one item of `scripts.json`.

        Raises:
            ScriptError: with every fault, each naming the recording and the line.
        """
        name = str(data.get("id") or "a recording without an id")
        faults = [
            f'{name}: "{field}" is missing or empty. Write it as text.'
            for field in ("id", "title", "about", "note")
            if not (isinstance(data.get(field), str) and data[field].strip())
        ]
        voices = read_voices(name, data.get("voices"), faults)
        lines = read_lines(name, data.get("lines"), voices, faults)
        if faults:
            raise ScriptError(faults)
        return cls(data["id"], data["title"], data["about"], data["note"], voices, tuple(lines))


@dataclass(frozen=True)
class Timed:
    """A script whose lines have a start and an end.

    Args:
        lines: in order, each starting at or after the end of the one before.
        duration: ms of the whole recording.
    """

    script: Script
    lines: tuple[Line, ...]
    duration: int


def timed(script: Script, lengths: Mapping[str, int] | None = None) -> Timed:
    """Put every line in its place.

    Args:
        lengths: line id -> ms that the spoken line lasts, measured from its sound. Without it,
            and for a line it does not name, 155 words a minute, 350 ms at least.
    """
    placed, now = [], LEAD
    for line in script.lines:
        start = now + max(line.pause, BREATH if placed else 0)
        now = start + ((lengths or {}).get(line.id) or line.length or _estimate(line.text))
        placed.append(replace(line, start=start, end=now))
    return Timed(script, tuple(placed), now + TAIL)


def gold_events(script: Timed, key: Mapping[str, Any]) -> tuple[Gold, ...]:
    """The events of a recording's key, at their times.

    Args:
        key: one item of `recordings` in `key-recordings.json`.

    Raises:
        ScriptError: an event names a line that is not there, or ends before it begins.
    """
    lines = {line.id: line for line in script.lines}
    faults, found = [], []
    for row in key["events"]:
        first, last = lines.get(row["from"]), lines.get(row["to"])
        if first is None or last is None or last.end < first.start:
            faults.append(
                f"{script.script.id}: event {row['id']} runs from {row['from']} to {row['to']}. "
                "Name two lines of the script, the first before the second."
            )
            continue
        found.append(
            Gold(
                id=row["id"],
                kind=row["kind"],
                start=first.start,
                end=last.end,
                what=row["what"],
                also=tuple(row.get("also") or ()),
                optional=bool(row.get("optional")),
                tolerance=row.get("tolerance"),
            )
        )
    if faults:
        raise ScriptError(faults)
    return tuple(sorted(found, key=_order))


def annotators(script: Timed, key: Mapping[str, Any]) -> dict[str, tuple[Event, ...]]:
    """Each annotator's marks, as points at their times: name -> marks in order of time.

    A shift that leads out of the recording is cut at its border.

    Raises:
        ScriptError: a mark names a line that is not there.
    """
    lines = {line.id: line for line in script.lines}
    faults: list[str] = []
    made: dict[str, tuple[Event, ...]] = {}
    for who, marks in key.get("annotators", {}).items():
        points = []
        for number, mark in enumerate(marks, start=1):
            if mark["line"] not in lines:
                faults.append(
                    f"{script.script.id}: mark {number} of annotator {who} is at line "
                    f"{mark['line']}, which is not in the script. Name a line that is."
                )
                continue
            at = min(max(lines[mark["line"]].start + mark["shift"], 0), script.duration)
            points.append(Event(f"{who}{number:02d}", mark["kind"], at, at, by=who))
        made[who] = tuple(sorted(points, key=_order))
    if faults:
        raise ScriptError(faults)
    return made


def captions(script: Timed) -> str:
    """The captions as WebVTT: one cue a line, its id the line's, the speaker as a voice span."""
    from html import escape

    parts = ["WEBVTT", f"NOTE\n{_one_line(script.script.note)}"]
    for line in script.lines:
        voice = script.script.voices.get(line.speaker)
        text = escape(_one_line(line.text or f"[{SOUNDS[line.sound]}]"), quote=False)
        if voice:
            text = f"<v {escape(voice.name, quote=False)}>{text}</v>"
        parts.append(f"{line.id}\n{_clock(line.start)} --> {_clock(line.end)}\n{text}")
    return "\n\n".join(parts) + "\n"


def _estimate(text: str) -> int:
    return max(SHORTEST, len(text.split()) * 60_000 // WORDS_A_MINUTE)


def _clock(at: int) -> str:
    seconds, ms = divmod(at, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{ms:03d}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _order(event: Event) -> tuple[int, int, str, str]:
    return event.start, event.end, event.kind, event.id
