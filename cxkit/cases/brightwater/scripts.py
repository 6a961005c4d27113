"""The two transcripts of a paper, and the events that their words are.

A recording is a row of scenes, each authored in versions that differ in what happens: another
hand-off, another rule, another channel. A version that cites a rule plays only where the paper has
drawn that rule, so a transcript and the manual tell one fact. All versions of a scene hold as many
events of each kind, and so do all papers. Method rows 18, 19, 24, 36 and 40.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cxkit.cases.brightwater.firm import Firm, StreamFor
from cxkit.cases.brightwater.pool import TEXTS
from cxkit.cases.case import CaseError
from cxkit.cases.rowan_vale.heard_marks import make_marks
from cxkit.cases.rowan_vale.scripts import Heard
from cxkit.cases.stream import Stream

__all__ = ["RECORDINGS", "Scene", "make_recordings", "read_scenes"]

RECORDINGS = ("bw1", "bw2")

_KINDS = ("MOT", "BP", "BR")
_PARTIES = {"p": "person", "s": "system", "x": "product"}
_NOTE = "Synthetic: the firm, its people and what they say are invented; the voices are made."
_HEAD = re.compile(r"([a-z]+)(?: (\d+))?(?: \[([a-z]+)\])?: (.+)")
_SOUND = re.compile(r"~ ([a-z]+) (\d+)")
_LASTING, _WAITS = ("hold", "ring", "drip", "engine", "printer"), (60, 170)  # in per cent
_CAPITAL = re.compile(r"\{([A-Z][a-z0-9_]*)\}")
# Slots of timbre that suit a name, the best first; a customer's slot is authored.
_TIMBRES = {True: "acebd", False: "bdeac"}


@dataclass(frozen=True)
class Scene:
    """One version of a scene, as authored.

    Args:
        name: of the scene of which this is a version.
        place: where it begins: a scene of the script format.
        rule: key of the rule without which it does not play, or empty.
        rows: its lines and events.
    """

    name: str
    place: str
    rule: str = ""
    rows: tuple[str, ...] = field(default=(), repr=False)


def make_recordings(
    firm: Firm, stream_for: StreamFor
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """The scripts of both recordings, and their key by id: events, things, annotators.

    Raises:
        CaseError: an authored line is in no known form. The message names the file and the line.
    """
    heard = [_make(firm, stream_for, name) for name in RECORDINGS]
    chances = _Chances(stream_for)
    key = {
        h.id: {"events": h.events, "things": h.things, "annotators": make_marks(chances, h)}
        for h in heard
    }
    return [h.script for h in heard], key


@dataclass(frozen=True)
class _Chances:
    """What `make_marks` asks of a world."""

    stream: StreamFor


@cache
def read_scenes(name: str) -> tuple[tuple[tuple[str, str], ...], tuple[Scene, ...]]:
    """The fields above the first scene of `texts/voices/<name>.txt`, and every version of every
    scene in order.

    Raises:
        CaseError: a scene's head is in no known form.
    """
    text = (TEXTS / "voices" / f"{name}.txt").read_text(encoding="utf-8")
    head, *bodies = text.split("\n= ")
    rows = [line.partition(": ") for line in head[head.index("\ntitle: ") :].split("\n")]
    scenes = []
    for body in bodies:
        first, *lines = body.splitlines()
        found = re.fullmatch(r"([a-z]+) ([a-z]+)(?: : ([a-z-]+))?", first)
        if not found:
            raise CaseError(f"{name}: expected '= scene place : rule', found '= {first}'.")
        kept = tuple(line.strip() for line in lines if line.strip())
        scenes.append(Scene(found[1], found[2], found[3] or "", kept))
    return tuple((key, value) for key, _, value in rows if value), tuple(scenes)


def _make(firm: Firm, stream_for: StreamFor, name: str) -> Heard:
    chance = stream_for(f"script {name}")
    fields, scenes = read_scenes(name)
    told = dict(fields)
    voices: dict[str, dict[str, str]] = {}
    things: dict[str, dict[str, str]] = {}
    for key, value in fields:
        if key == "voice":
            id_, who, role, side, slot = value.split(" | ")
            shown = _say(firm, chance.pick(who.split("; ")))
            voices[id_] = {"name": shown, "role": role, "side": side, "voice": slot}
        elif key == "thing":
            id_, who, kind = value.split(" | ")
            things[id_] = {"name": _say(firm, who), "kind": kind}
    _give_timbres(firm, voices)
    drawn = []
    for scene in dict.fromkeys(scene.name for scene in scenes):
        fit = [s for s in scenes if s.name == scene and (not s.rule or firm.rule(s.rule))]
        if not fit:
            raise CaseError(f"{name}: no version of the scene {scene!r} fits the drawn rules.")
        drawn.append(chance.pick(fit))
    lines, events = _play(firm, name, drawn, chance)
    script = {
        "id": name,
        "title": _say(firm, told["title"]),
        "about": _say(firm, told["about"]),
        "note": _NOTE,
        "voices": voices,
        "lines": lines,
    }
    heard = Heard(script, events, things)
    _check(heard)
    return heard


def _say(firm: Firm, text: str) -> str:
    """`text` with its slots filled; a slot with a capital is filled with one."""

    def capital(match: re.Match[str]) -> str:
        words = firm.fill("{" + match[1].lower() + "}")
        return words[0].upper() + words[1:]

    return firm.fill(_CAPITAL.sub(capital, text))


def _give_timbres(firm: Firm, voices: dict[str, dict[str, str]]) -> None:
    taken = {voice["voice"] for voice in voices.values()}
    for id_, voice in voices.items():
        if voice["voice"] == "-":
            voice["voice"] = next(s for s in _TIMBRES[id_ in firm.women] if s not in taken)
            taken.add(voice["voice"])


def _play(
    firm: Firm, name: str, scenes: list[Scene], chance: Stream
) -> tuple[list[Any], list[Any]]:
    lines: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for scene in scenes:
        place = scene.place
        waiting: tuple[dict[str, Any], int] | None = None
        for row in scene.rows:
            if row.startswith("@ "):
                place = row[2:]
            elif row.startswith("! "):
                if waiting:
                    raise CaseError(f"{name}: two events begin at one line, near {row!r}.")
                waiting = _event(firm, name, row)
            else:
                lines.append(
                    _line(firm, name, row, chance) | {"id": f"L{len(lines) + 1:02d}", "scene": place}
                )
                if waiting:
                    event, more = waiting
                    span = {"from": f"L{len(lines):02d}", "to": f"L{len(lines) + more:02d}"}
                    events.append({"id": f"e{len(events) + 1:02d}"} | event | span)
                    waiting = None
        if waiting or (events and events[-1]["to"] > lines[-1]["id"]):
            raise CaseError(f"{name}, scene {scene.name}: an event runs past the end of its scene.")
    return lines, events


def _line(firm: Firm, name: str, row: str, chance: Stream) -> dict[str, Any]:
    if found := _SOUND.fullmatch(row):
        # A wait is not as long in every paper: another paper's times are of little use in this one.
        length = int(found[2]) * chance.between(*_WAITS) // 100 if found[1] in _LASTING else int(found[2])
        return {"speaker": "", "text": "", "sound": found[1], "length": length}
    if found := _HEAD.fullmatch(row):
        speaker, pause, sound, words = found.groups()
        more = {"pause": int(pause or 0), "sound": sound}
        made = {"speaker": speaker, "text": _say(firm, words)}
        return made | {key: value for key, value in more.items() if value}
    raise CaseError(
        f"{name}: expected a sound, an event, a place or 'speaker: words', found {row!r}."
    )


def _event(firm: Firm, name: str, row: str) -> tuple[dict[str, Any], int]:
    """The event, and how many lines it runs on after its first."""
    parts = [part.strip() for part in row[2:].split("|")]
    kind, _, code = parts[0].partition(" ")
    more = parts[3].split() if len(parts) > 3 else []
    if kind not in _KINDS or len(parts) not in (3, 4):
        raise CaseError(f"{name}: expected '! KIND type | who | what | more', found {row!r}.")
    rule = firm.rule(more[more.index("rule") + 1]) if "rule" in more else None
    if "rule" in more and not rule:
        raise CaseError(f"{name}: the scene cites a rule that this paper has not drawn: {row!r}.")
    return {
        "kind": kind,
        "type": (" to " if kind == "BP" else "-").join(_PARTIES[letter] for letter in code),
        "actors": parts[1].split(),
        "what": _say(firm, parts[2]),
        "rule": rule.id if rule else "",
        "optional": "optional" in more,
        "also": [word for word in more if word in _KINDS],
    }, sum(int(word) for word in more if word.startswith("+"))


def _check(heard: Heard) -> None:
    """Every actor is known and of the kind that the type says; see `Heard.kind_of`."""
    known = {*heard.script["voices"], *heard.things}
    for event in heard.events:
        at = f"{heard.id}, {event['what']!r}"
        if strangers := sorted(set(event["actors"]) - known):
            raise CaseError(f"{at}: nobody is called {strangers[0]}.")
        if event["kind"] == "BR":
            continue
        parties = [heard.kind_of(actor) for actor in event["actors"]]
        if parties != re.split(" to |-", event["type"]):
            raise CaseError(
                f"{at}: the type is {event['type']}, but the actors are {' and '.join(parties)}."
            )
        if ("customer" in event["actors"]) != (event["kind"] == "MOT"):
            raise CaseError(f"{at}: the customer is one party of every MOT and of no BP.")
