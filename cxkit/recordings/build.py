"""Recordings are built: each script becomes sound, captions, lines, gold and marks.

A rebuild on one machine gives the same bytes. On another machine the voice model may round
otherwise: so a line whose words have not changed keeps the length it had, and durations, event
times and level stay equal.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Collection
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxkit.atomic import put

from .script import Script, Timed, annotators, captions, gold_events, timed
from .shelf import Shelved, folder, shelved
from .sound import SoundError
from .thoughtless import floor

if TYPE_CHECKING:
    from .sound.speech import Speaker
    from .sound.wave import Wave

__all__ = ["FILMS", "PEAKS", "build", "sound_of", "title_of"]

PEAKS = 20  # a second
FILMS = ("rv1",)  # recordings that have a storyboard too
NEAR = 120  # ms: how far a line may be from the length it had to be the same line


def build(
    course_root: Path,
    ids: Collection[str] | None = None,
    *,
    kept: Path | None = None,
    told: Callable[[str], None] = lambda line: None,
) -> list[Path]:
    """Build the recordings of a course from the scripts of its cases.

    Needs the extra `sound`, and about a third of the time that the recordings last.

    Args:
        ids: only these; all where None.
        kept: a folder in which spoken lines wait for the next build.
        told: is told a line about each recording when it is done.

    Returns:
        The files that have changed.

    Raises:
        ScriptError, SoundError: what is wrong, and what to do.
    """
    from .sound.speech import Speaker

    speaker = Speaker(folder(course_root) / "voices.npy", kept)
    shelf = list(shelved(course_root))
    known = {item.script.id for item in shelf}
    if unknown := sorted(set(ids or ()) - known):
        raise SoundError(
            f"No script is called {', '.join(unknown)}. Name some of {', '.join(sorted(known))}."
        )
    changed: list[Path] = []
    for item in shelf:
        if ids is not None and item.script.id not in ids:
            continue
        made = _files(course_root, item, speaker)
        changed += [path for path, content in made.items() if put(path, content)]
        size = len(made[folder(course_root) / f"{item.script.id}.webm"])
        told(f"{item.script.id}: {item.script.title}, {size / 1000:.0f} kB")
    return changed


def title_of(script: Script) -> str:
    """What a player shows: nobody shall take it for the real thing."""
    return f"{script.title} (synthetic recording)"


def sound_of(script: Script, speaker: Speaker, earlier: dict[str, Any]) -> tuple[Timed, Wave]:
    """The script in time, and its sound.

    Args:
        earlier: the `<id>.json` of the last build, or {}.
    """
    from .sound.cast import cast
    from .sound.mix import mixed
    from .sound.speech import fitted
    from .sound.wave import RATE

    timbres = cast(script)
    spoken = {
        line.id: speaker.say(line.text, timbres[line.speaker])
        for line in script.lines
        if line.speaker
    }
    lengths = {id: round(len(sound) * 1000 / RATE) for id, sound in spoken.items()}
    words = {line.id: (line.speaker, line.text) for line in script.lines}
    for line in earlier.get("lines", ()):
        had = line["end"] - line["start"]
        same = words.get(line["id"]) == (line["speaker"], line["text"])
        if same and line["id"] in lengths and abs(had - lengths[line["id"]]) <= NEAR:
            lengths[line["id"]] = had
    placed = timed(script, lengths)
    return placed, mixed(placed, {id: fitted(spoken[id], lengths[id]) for id in spoken})


def _files(course_root: Path, item: Shelved, speaker: Speaker) -> dict[Path, bytes]:
    from .sound.storyboard import storyboard_bytes
    from .sound.webm import sound_bytes

    script, home = item.script, folder(course_root)
    placed, sound = sound_of(script, speaker, _earlier(home / f"{script.id}.json"))
    whole = {"id": script.id, "duration": placed.duration}
    marks = annotators(placed, item.key)
    gold = gold_events(placed, item.key)
    more = {}
    if script.id in FILMS:
        film = storyboard_bytes(placed, gold, sound, title_of(script))
        more[item.answers / f"{script.id}.storyboard.webm"] = film
    if item.partner:
        by = item.partner["by"]
        events = annotators(placed, {"annotators": {by: item.partner["marks"]}})[by]
        rows = {"by": by, "events": [asdict(event) for event in events]}
        more[home / f"{script.id}.partner.json"] = _json(whole | rows)
    return more | {
        home / f"{script.id}.webm": sound_bytes(sound, title_of(script)),
        home / f"{script.id}.vtt": captions(placed).encode("utf-8"),
        home / f"{script.id}.json": _json(_told(placed)),
        home / f"{script.id}.peaks.json": _json(whole | {"rate": PEAKS, "peaks": _peaks(sound)}),
        item.answers / f"{script.id}.gold.json": _json(
            whole
            | {
                "events": [asdict(event) for event in gold],
                # It follows from the times, so it stands with them: counted once, not at each check.
                "floor": floor(gold, placed.duration),
            }
        ),
        item.answers / f"{script.id}.annotators.json": _json(
            whole
            | {
                "note": "Synthetic annotators: no person made these marks.",
                "annotators": {who: [asdict(e) for e in events] for who, events in marks.items()},
            }
        ),
    }


def _told(placed: Timed) -> dict[str, Any]:
    """What a player needs of the script."""
    script = placed.script
    shown = ("id", "speaker", "scene", "text", "sound", "start", "end")
    return {
        "id": script.id,
        "title": script.title,
        "about": script.about,
        "note": script.note,
        "duration": placed.duration,
        "voices": {
            id: {"name": voice.name, "role": voice.role, "side": voice.side}
            for id, voice in script.voices.items()
        },
        "lines": [{field: getattr(line, field) for field in shown} for line in placed.lines],
    }


def _peaks(sound: Wave) -> str:
    """The highest point of each twentieth of a second, 0-255, as base64."""
    import numpy as np

    from .sound.wave import RATE

    size = RATE // PEAKS
    padded = np.concatenate([np.abs(sound), np.zeros(-len(sound) % size, np.float32)])
    highest = padded.reshape(-1, size).max(axis=1)
    return b64encode(np.minimum(highest * 255, 255).astype(np.uint8).tobytes()).decode("ascii")


def _earlier(path: Path) -> dict[str, Any]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8")
