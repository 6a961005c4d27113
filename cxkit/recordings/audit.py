"""The audit of the recordings: each file is decoded and held against what is promised of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .events import KINDS
from .gold import Gold, read_gold
from .lines import SOUNDS
from .shelf import folder, shelved

if TYPE_CHECKING:
    from .sound.wave import Wave

__all__ = ["Checked", "audit"]

LENGTH = (180.0, 360.0)  # seconds
LEVEL = (-25.0, -21.0)  # LUFS
PEAK = -1.0  # dB, true peak, at most
SILENCE = 4.0  # seconds, at most
QUIET = -45.0  # dB: below this nothing happens
EVENTS = (25, 60)
FEWEST = 6  # of each kind
EACH, FILM, ALL = 1_500_000, 2_000_000, 12_000_000  # bytes
OFF = 0.04  # seconds that the decoded length may differ: two frames of Opus


@dataclass(frozen=True)
class Checked:
    """One fact about one recording, and whether it is within its bounds."""

    recording: str
    what: str
    found: str
    bounds: str
    ok: bool

    def __str__(self) -> str:
        mark = "ok" if self.ok else "LOOK"
        return f"{mark:4} {self.recording:10} {self.what:12} {self.found}  ({self.bounds})"


def audit(course_root: Path) -> list[Checked]:
    """Every recording of the course, decoded and measured.

    Needs the extra `sound` (or `dev`).

    Raises:
        ScriptError: the scripts cannot be read.
        SoundError: a sound cannot be read.
    """
    home, found = folder(course_root), []
    for item in shelved(course_root):
        found += _one(home, item.answers, item.script.id, item.script.lines)
        if (film := item.answers / f"{item.script.id}.storyboard.webm").is_file():
            found += _film(film, item.script.id, home / f"{item.script.id}.json")
    size = sum(p.stat().st_size for p in home.glob("*.webm"))
    found.append(
        Checked("all", "size", f"{size / 1e6:.2f} MB", f"at most {ALL / 1e6:.0f}", size <= ALL)
    )
    return found


def _one(home: Path, answers: Path, id: str, script: tuple[Any, ...]) -> Iterator[Checked]:
    paths = [home / f"{id}{end}" for end in (".webm", ".vtt", ".json", ".peaks.json")]
    paths += [answers / f"{id}{end}" for end in (".gold.json", ".annotators.json")]
    missing = [path.name for path in paths if not path.is_file()]
    yield _check(id, "files", ", ".join(missing) or "all there", "none missing", not missing)
    if missing:
        return
    told = _json(home / f"{id}.json")
    words = [(line.id, line.speaker, line.text) for line in script]
    shown = [(line["id"], line["speaker"], line["text"]) for line in told["lines"]]
    alike = sum(a == b for a, b in zip(words, shown, strict=False))
    yield _check(id, "script", f"{alike} of {len(words)} lines", "as written", words == shown)
    yield from _sound(home / f"{id}.webm", id, told)
    yield from _captions(home / f"{id}.vtt", id, told)
    yield from _events(answers, id, told)


def _sound(path: Path, id: str, told: dict[str, Any]) -> Iterator[Checked]:
    from .sound.mix import lufs, true_peak
    from .sound.wave import RATE
    from .sound.webm import read_sound

    sound = read_sound(path)
    seconds, said = len(sound) / RATE, told["duration"] / 1000
    yield _check(
        id, "length", f"{seconds:.2f} s", f"{LENGTH[0]:.0f} to {LENGTH[1]:.0f}",
        LENGTH[0] <= seconds <= LENGTH[1],
    )  # fmt: skip
    off = seconds - said
    yield _check(id, "duration", f"{off:+.3f} s", "as the lines say", abs(off) <= OFF)
    level, peak = lufs(sound), true_peak(sound)
    yield _check(id, "level", f"{level:.1f} LUFS", "-23 +/- 2", LEVEL[0] <= level <= LEVEL[1])
    yield _check(id, "true peak", f"{peak:.1f} dB", f"below {PEAK:g}", peak < PEAK)
    quiet = _longest_silence(sound, RATE)
    yield _check(id, "silence", f"{quiet:.1f} s", f"at most {SILENCE:g}", quiet <= SILENCE)
    mute = [line["id"] for line in told["lines"] if not _heard(sound, RATE, line)]
    yield _check(id, "heard", ", ".join(mute) or "every line", "none mute", not mute)
    size = path.stat().st_size
    rate = size * 8 / seconds / 1000
    yield _check(
        id, "size", f"{size / 1000:.0f} kB, {rate:.1f} kbit/s", f"at most {EACH / 1000:.0f} kB",
        size <= EACH,
    )  # fmt: skip


def _film(path: Path, id: str, told: Path) -> Iterator[Checked]:
    from .sound.webm import seen

    pictures, seconds = seen(path)
    off, size = seconds - _json(told)["duration"] / 1000, path.stat().st_size
    yield _check(
        id,
        "storyboard",
        f"{pictures} pictures, {off:+.2f} s, {size / 1e6:.2f} MB",
        f"as long as the sound, at most {FILM / 1e6:g} MB",
        abs(off) < 0.5 and size <= FILM,
    )


def _captions(path: Path, id: str, told: dict[str, Any]) -> Iterator[Checked]:
    from html import unescape

    import webvtt

    wrong = []
    cues = list(webvtt.read(str(path)))
    for cue, line in zip(cues, told["lines"], strict=False):
        name = told["voices"].get(line["speaker"], {}).get("name")
        words = " ".join(line["text"].split()) or f"[{SOUNDS[line['sound']]}]"
        times = (_ms(cue.start), _ms(cue.end)) == (line["start"], line["end"])
        said = unescape(cue.text) == words and (cue.voice and unescape(cue.voice)) == name
        if not (times and said and line["end"] <= told["duration"]):
            wrong.append(line["id"])
    ok = not wrong and len(cues) == len(told["lines"])
    yield _check(id, "captions", ", ".join(wrong) or f"{len(cues)} cues", "equal to the lines", ok)


def _events(answers: Path, id: str, told: dict[str, Any]) -> Iterator[Checked]:
    gold: tuple[Gold, ...] = read_gold(_json(answers / f"{id}.gold.json"))
    starts = {line["start"] for line in told["lines"]}
    ends = {line["end"] for line in told["lines"]}
    astray = [e.id for e in gold if e.start not in starts or e.end not in ends]
    yield _check(id, "event times", ", ".join(astray) or "exact", "at lines' borders", not astray)
    counts = Counter(event.kind for event in gold)
    yield _check(
        id,
        "events",
        f"{len(gold)}: " + ", ".join(f"{counts[kind]} {kind}" for kind in KINDS),
        f"{EVENTS[0]} to {EVENTS[1]}, {FEWEST} of a kind",
        EVENTS[0] <= len(gold) <= EVENTS[1] and min(counts[kind] for kind in KINDS) >= FEWEST,
    )
    marks = _json(answers / f"{id}.annotators.json")["annotators"]
    inside = all(0 <= m["start"] <= told["duration"] for row in marks.values() for m in row)
    yield _check(
        id,
        "annotators",
        ", ".join(f"{who} {len(row)}" for who, row in sorted(marks.items())),
        "three, within the media",
        len(marks) == 3 and inside,
    )


def _longest_silence(sound: Wave, rate: int) -> float:
    """Seconds of the longest stretch in which no tenth of a second reaches `QUIET`."""
    import numpy as np

    size = rate // 10
    pieces = sound[: len(sound) // size * size].reshape(-1, size).astype(np.float64)
    loud = np.flatnonzero((pieces**2).mean(axis=1) > 10 ** (QUIET / 10))
    borders = np.concatenate([[-1], loud, [len(pieces)]])
    return float((np.diff(borders) - 1).max() / 10)


def _heard(sound: Wave, rate: int, line: dict[str, Any]) -> bool:
    """Whether something is heard while the line lasts."""
    piece = sound[line["start"] * rate // 1000 : line["end"] * rate // 1000]
    return len(piece) > 0 and float((piece.astype("float64") ** 2).mean()) > 10 ** (QUIET / 10)


def _ms(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)


def _check(id: str, what: str, found: str, bounds: str, ok: bool) -> Checked:
    return Checked(id, what, found, bounds, bool(ok))


def _json(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))
