"""Timelines small enough to read: with sound, half an hour without, and one's own file."""

from __future__ import annotations

import base64
import json
import math
import struct
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

from cxkit.forms.editor import Editor
from cxkit.forms.spec import Section
from cxkit.forms.timeline.recording import Line, Recording
from cxkit.workbook import Workbook

SECONDS = 20
AGREED = (
    {"id": "e1", "kind": "MOT", "start": 2000, "end": 4000, "what": "meets the desk", "optional": False},
    {"id": "e2", "kind": "BR", "start": 9000, "end": 9500, "what": "the deposit rule", "optional": True},
)
LONG = Recording(
    "long", "Half an hour", 1_800_000,
    tuple(Line(n * 6000, n * 6000 + 5000, "Ann", f"Sentence {n}") for n in range(300)),
    peaks=base64.b64encode(bytes(n % 120 for n in range(36_000))).decode(),
)


def build(folder: Path) -> None:
    """A recording of 20 seconds, as `cxkit recordings build` would leave it."""
    folder.mkdir(exist_ok=True)
    lines = [
        {"id": f"L{n}", "speaker": "ann" if n else "", "scene": "desk", "start": n * 4000 + 500,
         "end": n * 4000 + 3500, "text": f"Sentence {n}." if n else "", "sound": "" if n else "ring"}
        for n in range(5)
    ]  # fmt: skip
    data = {"id": "t1", "title": "A test", "about": "A desk.", "note": "Synthetic: invented.",
            "duration": SECONDS * 1000, "voices": {"ann": {"name": "Ann"}}, "lines": lines}  # fmt: skip
    (folder / "t1.json").write_text(json.dumps(data), encoding="utf-8")
    with wave.open(str(folder / "t1.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"".join(
            struct.pack("<h", int(3000 * math.sin(n / 5))) for n in range(8000 * SECONDS)
        ))


def heard(data: dict[str, Any]) -> list[Section]:
    return [
        Section("t1", "A short recording", intro="Press a key.", kind="timeline",
                recording=Recording.read(Path("recordings"), "t1"), agreed=AGREED),
    ]


def long(data: dict[str, Any]) -> list[Section]:
    return [Section("long", "A long recording", kind="timeline", recording=LONG)]


def both(data: dict[str, Any]) -> list[Section]:
    """The same recording twice; its sound is found when it is read first."""
    one = Recording.read(Path("recordings"), "t1")
    one = replace(one, sound=Path("recordings", "t1.wav").absolute())
    return [Section(key, f"The {key}", kind="timeline", recording=one) for key in ("first", "second")]


def own(data: dict[str, Any]) -> list[Section]:
    return [Section("mine", "Your recording", kind="timeline")]


LAYOUTS = {"4.2": heard, "4.3": long, "4.8": own, "4.9": both}


def editor(exercise: str, folder: Path | str = ".", mine: bool = False) -> Editor:
    return Editor(
        Workbook(folder), exercise, mine, layout=LAYOUTS[exercise], questions=lambda data: [],
        title="A sample timeline",
    )


def edit(exercise: str) -> None:
    editor(exercise).display()
