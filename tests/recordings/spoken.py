"""A small script for tests, and a speaker that hums instead of speaking."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cxkit.recordings.sound.cast import Timbre
from cxkit.recordings.sound.wave import RATE, band, noise

VOICES = {
    "ann": {"name": "Ann & Sons", "role": "customer", "side": "customer", "voice": "a"},
    "menu": {"name": "the menu", "role": "voice menu", "side": "system", "voice": "f"},
    "lee": {"name": "Lee", "role": "desk", "side": "staff", "voice": "b"},
}
LINES = [
    {"id": "L01", "speaker": "", "scene": "phone", "text": "", "sound": "ring", "length": 1200},
    {"id": "L02", "speaker": "menu", "scene": "menu", "text": "For hire, press one.", "pause": 300},
    {"id": "L03", "speaker": "ann", "scene": "phone", "text": "A < B, I say.", "sound": "keys"},
    {"id": "L04", "speaker": "lee", "scene": "back", "text": "Right.", "pause": 700},
]
SCRIPT = {
    "id": "x1",
    "title": "A test",
    "about": "Somebody rings.",
    "note": "Synthetic: a test.",
    "voices": VOICES,
    "lines": LINES,
}
KEY: dict[str, Any] = {
    "events": [
        {"id": "e2", "kind": "BR", "from": "L03", "to": "L03", "what": "decides"},
        {"id": "e1", "kind": "MOT", "from": "L01", "to": "L02", "what": "rings", "also": ["BP"],
         "optional": True},
    ],
    "annotators": {"A": [{"kind": "MOT", "line": "L01", "shift": -5000},
                         {"kind": "BR", "line": "L03", "shift": 450}]},
}  # fmt: skip


class Hum:
    """Stands in for a voice: noise shaped like one, 60 ms a letter."""

    def say(self, text: str, timbre: Timbre) -> Any:
        return band(noise(60 * len(text), f"{text}/{timbre}"), 120, 4000) * 0.1


def course_with(folder: Path, *, apart: bool = False) -> Path:
    """A course that holds the script, its key beside it or apart."""
    case = folder / "cases" / "firm"
    key = folder / "trainer" / "firm-key" if apart else case
    for place in (case, key):
        place.mkdir(parents=True, exist_ok=True)
    (case / "scripts.json").write_text(json.dumps([SCRIPT]), encoding="utf-8")
    keys = {"schema": 1, "recordings": {"x1": KEY}}
    (key / "key-recordings.json").write_text(json.dumps(keys), encoding="utf-8")
    return folder


__all__ = ["KEY", "LINES", "RATE", "SCRIPT", "VOICES", "Hum", "course_with"]
