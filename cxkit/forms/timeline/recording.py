"""A recording as a form needs it: who says what and when, its loudness, where its sound lies.

Sound goes to the browser in parts, when the form asks, and never into the notebook file.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...recordings.events import LONGEST
from ...recordings.lines import SOUNDS
from ...workbook import WorkbookError

__all__ = ["PART", "Line", "Recording", "RecordingError", "part_of"]

PART = 256 * 1024  # bytes of sound in one message: a server drops more than 1 MB a second
_TYPES = {".webm": "audio/webm", ".ogg": "audio/ogg", ".mp3": "audio/mpeg", ".wav": "audio/wav"}


class RecordingError(WorkbookError):
    """A recording of the course is missing or damaged; the message says what to do."""


@dataclass(frozen=True)
class Line:
    """What is said, or heard in [brackets], from `start` to `end` in milliseconds."""

    start: int
    end: int
    who: str
    text: str


@dataclass(frozen=True)
class Recording:
    """One recording.

    Args:
        duration: milliseconds.
        note: that it is synthetic, or whatever else must be said about it.
        peaks: loudness from 0 to 255, `rate` values a second, as base64; "" where not known.
        sound: the file of its sound; None where there is none, and captions run without.
    """

    id: str
    title: str
    duration: int
    lines: tuple[Line, ...] = ()
    note: str = ""
    about: str = ""
    peaks: str = ""
    rate: int = 20
    sound: Path | None = field(default=None, compare=False)

    @classmethod
    def read(cls, folder: Path, id: str) -> Recording:
        """The recording `id` as it was built into `folder` (`<id>.json`, `.peaks.json`, `.webm`).

        Raises:
            RecordingError: `<id>.json` is missing, or does not hold a recording.
        """
        path = Path(folder, f"{id}.json")
        try:
            stamp = path.stat().st_mtime_ns
        except OSError:
            raise RecordingError(
                f"Recording {id}: expected {path.name} in the course's folder {path.parent.name}, "
                "found none. Copy the course again."
            ) from None
        return _read(path, stamp)

    def plain(self) -> dict[str, Any]:
        """What the browser is told: no path of this machine."""
        return {
            "id": self.id, "title": self.title, "duration": self.duration, "note": self.note,
            "about": self.about, "lines": [vars(line) for line in self.lines],
            "peaks": self.peaks, "rate": self.rate, "sound": self.sound is not None,
        }  # fmt: skip


def part_of(recordings: Iterable[Recording], message: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """The part of a sound that a form asks for, and what to say with it.

    Args:
        message: {"recording": id, "part": number from 0}.

    Returns:
        {"op": "media", "recording", "part", "parts", "type"} and the bytes; `parts` 0 where the
        sound cannot be read: marks and captions work without.
    """
    wanted, part = message.get("recording"), message.get("part")
    part = part if isinstance(part, int) and part >= 0 else 0
    told = {"op": "media", "recording": wanted, "part": part, "parts": 0, "type": ""}
    sound = next((r.sound for r in recordings if r.id == wanted), None)
    if sound is None:
        return told, []
    try:
        size = sound.stat().st_size
        with sound.open("rb") as file:
            file.seek(part * PART)
            content = file.read(PART)
    except OSError:
        return told, []
    kind = _TYPES.get(sound.suffix, "application/octet-stream")
    return {**told, "parts": -(-size // PART), "type": kind}, [content]


@functools.lru_cache(maxsize=16)
def _read(path: Path, _stamp: int) -> Recording:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        names = {key: voice["name"] for key, voice in data["voices"].items()}
        lines = tuple(
            Line(line["start"], line["end"], names.get(line["speaker"], ""), _heard(line))
            for line in data["lines"]
        )
        duration = data["duration"]
        if type(duration) is not int or not 0 < duration <= LONGEST:
            raise ValueError(f"its duration is {duration!r:.20}")
        title, note, about = data["title"], data.get("note", ""), data.get("about", "")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordingError(
            f"Recording {path.stem}: {path.name} is damaged ({type(error).__name__}: "
            f"{str(error)[:80]}). Copy the course again."
        ) from None
    sounds = (path.with_suffix(kind) for kind in _TYPES)
    sound = next((one for one in sounds if one.is_file()), None)
    peaks, rate = _peaks(path.with_suffix(".peaks.json"))
    return Recording(path.stem, title, duration, lines, note, about, peaks, rate, sound)


def _heard(line: dict[str, Any]) -> str:
    """Words, and the sound under or instead of them for who cannot hear it."""
    sound = line.get("sound", "")
    return f"{line['text']} [{SOUNDS.get(sound, sound)}]".strip() if sound else line["text"]


def _peaks(path: Path) -> tuple[str, int]:
    """A comfort: without it the timeline is a plain one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return str(data["peaks"]), int(data["rate"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", 20
