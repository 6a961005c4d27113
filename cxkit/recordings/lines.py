"""The lines of a script and who speaks them, read with every fault told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["SCENES", "SIDES", "SLOTS", "SOUNDS", "Line", "Voice", "read_lines", "read_voices"]

SIDES = ("customer", "staff", "system", "partner")
SLOTS = ("a", "b", "c", "d", "e", "f")
SCENES = ("desk", "phone", "menu", "back", "road", "home")

# A sound, and what a person who cannot hear it reads.
SOUNDS = {
    "hold": "hold music",
    "ring": "a telephone rings",
    "tone": "a tone",
    "door": "a door",
    "keys": "typing",
    "printer": "a printer",
    "engine": "an engine",
    "rain": "rain",
    "drip": "water drips",
}


@dataclass(frozen=True)
class Voice:
    """Somebody, or something, that speaks. `voice` is the slot of a timbre, `a` to `f`."""

    id: str
    name: str
    role: str
    side: str
    voice: str


@dataclass(frozen=True)
class Line:
    """One thing said, or one sound heard.

    Args:
        pause: ms of silence before it.
        speaker: a voice's id; "" where a sound is all there is.
        sound: one of `SOUNDS` or "". With a speaker it lies under the voice.
        length: ms of the sound where nobody speaks, else 0.
        start, end: ms from the beginning; 0 until the script is timed.
    """

    id: str
    speaker: str
    scene: str
    text: str
    pause: int = 0
    sound: str = ""
    length: int = 0
    start: int = 0
    end: int = 0


def read_voices(name: str, data: Any, faults: list[str]) -> dict[str, Voice]:
    """Who speaks, by id. What is wrong is added to `faults`, with `name` in front."""
    if not isinstance(data, Mapping) or not data:
        faults.append(f'{name}: "voices" is missing. Write who speaks, by id.')
        return {}
    voices: dict[str, Voice] = {}
    for id, item in data.items():
        at = f"{name}, voice {id}"
        item = item if isinstance(item, Mapping) else {}
        for field, allowed in (("side", SIDES), ("voice", SLOTS)):
            if item.get(field) not in allowed:
                faults.append(_not_one_of(at, field, item.get(field), allowed))
        if not _text(item.get("name")):
            faults.append(f'{at}: "name" is missing. Write what the captions call this voice.')
        if any(v.voice == item.get("voice") for v in voices.values()):
            faults.append(f"{at}: slot {item['voice']} is taken. Give every voice its own.")
        fields = ("name", "role", "side", "voice")
        voices[id] = Voice(id, *(str(item.get(field, "")) for field in fields))
    return voices


def read_lines(name: str, data: Any, voices: Mapping[str, Voice], faults: list[str]) -> list[Line]:
    """What is said, in order. What is wrong is added to `faults`, with `name` in front."""
    if not isinstance(data, Sequence) or not data:
        faults.append(f'{name}: "lines" is missing. Write what is said, in order.')
        return []
    lines: list[Line] = []
    seen: set[str] = set()
    for number, item in enumerate(data, start=1):
        item = item if isinstance(item, Mapping) else {}
        id = str(item.get("id") or "")
        at = f"{name}, line {id or number}"
        if not id or id in seen:
            faults.append(f'{at}: "id" is {"used twice" if id else "missing"}. Give it its own.')
        seen.add(id)
        faults.extend(_line_faults(at, item, voices))
        whole = {f: item.get(f) or 0 for f in ("pause", "length")}
        said = {f: str(item.get(f) or "") for f in ("speaker", "scene", "text", "sound")}
        lines.append(Line(id, **said, **whole))
    return lines


def _line_faults(at: str, item: Mapping[str, Any], voices: Mapping[str, Voice]) -> list[str]:
    found = []
    if item.get("scene") not in SCENES:
        found.append(_not_one_of(at, "scene", item.get("scene"), SCENES))
    if item.get("sound") and item["sound"] not in SOUNDS:
        found.append(_not_one_of(at, "sound", item["sound"], SOUNDS))
    for field in ("pause", "length"):
        value = item.get(field) or 0
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            found.append(f'{at}: "{field}" is {value!r}. Write whole milliseconds, 0 or more.')
    if item.get("speaker"):
        if item["speaker"] not in voices:
            found.append(f"{at}: nobody is called {item['speaker']}. Name one of the voices.")
        if not _text(item.get("text")):
            found.append(f'{at}: "text" is missing. Write what is said.')
        if item.get("length"):
            found.append(f'{at}: "length" is for a sound alone. A spoken line has its own.')
    elif not item.get("sound") or not item.get("length"):
        found.append(f"{at}: nobody speaks. Name the speaker, or a sound and its length.")
    return found


def _not_one_of(at: str, field: str, value: Any, allowed: Sequence[str]) -> str:
    return f'{at}: "{field}" is {value!r}. Write one of {", ".join(allowed)}.'


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
