"""The scripts of the recordings, and the events that their words are.

A script is authored as text, in which an event stands in front of the lines that it covers: the
gold lives where the words are. Rules are cited by id, figures and names are slots filled from the
world, written out as they are said. Method rows 18, 19, 24 and 36.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from cxkit.cases.case import CaseError
from cxkit.cases.rowan_vale.markup import TEXTS, fill, plain
from cxkit.cases.rowan_vale.process import known_rules
from cxkit.cases.rowan_vale.speech import setting_at, spoken
from cxkit.cases.rowan_vale.world import World

__all__ = ["RECORDINGS", "Heard", "make_script", "make_scripts"]

RECORDINGS = ("rv1", "rv2", "rv3", "rv4")

_KINDS = ("MOT", "BP", "BR")
_PARTIES = {"p": "person", "s": "system", "x": "product"}
_NOTE = "Synthetic: the firm, its people and what they say are invented; the voices are made."
_HEAD = re.compile(r"^([a-z]+)(?: (\d+))?(?: \[([a-z]+)\])?: (.+)$")
_SOUND = re.compile(r"^~ ([a-z]+) (\d+)(?: \| (\d+))?$")


@dataclass(frozen=True)
class Heard:
    """A recording before there is sound: what is said, and what happens in it.

    Args:
        script: an item of `scripts.json`.
        events: the events of the key, in order; `from` and `to` are ids of lines.
        things: who acts but does not speak: id to name and kind (person, system, product).
    """

    script: dict[str, Any]
    events: list[dict[str, Any]]
    things: dict[str, dict[str, str]]

    @property
    def id(self) -> str:
        """The recording's id, such as `rv1`."""
        return self.script["id"]

    def kind_of(self, actor: str) -> str:
        """`person`, `system` or `product`."""
        if actor in self.things:
            return self.things[actor]["kind"]
        return "system" if self.script["voices"][actor]["side"] == "system" else "person"


def make_scripts(world: World) -> list[Heard]:
    """The four recordings of the case."""
    return [make_script(world, id_) for id_ in RECORDINGS]


def make_script(world: World, name: str) -> Heard:
    """Read `texts/recordings/<name>.txt` and fill it from the world.

    Raises:
        CaseError: a line is in no known form, an event covers lines that are not there, or
            names a rule or an actor that nobody knows. The message names the file and the line.
    """
    head, _, body = _text(name).partition("\n= ")
    fields = [line.partition(": ") for line in head.splitlines()]
    told = {key: value for key, _, value in fields if key in ("title", "about", "branch")}
    setting = setting_at(world, told["branch"])

    def say(text: str) -> str:
        return plain(fill(spoken(text, world, setting), world, setting))

    voices, things = {}, {}
    for key, _, value in fields:
        if key == "voice":
            id_, who, role, side, slot = value.split(" | ")
            voices[id_] = {"name": say(who), "role": role, "side": side, "voice": slot}
        elif key == "thing":
            id_, who, kind = value.split(" | ")
            things[id_] = {"name": say(who), "kind": kind}
    lines, events = _read_body(name, f"= {body}", say)
    script = {
        "id": name,
        "title": told["title"],
        "about": say(told["about"]),
        "note": _NOTE,
        "voices": voices,
        "lines": lines,
    }
    heard = Heard(script, events, things)
    _check(heard)
    return heard


@cache
def _text(name: str) -> str:
    return (TEXTS / "recordings" / f"{name}.txt").read_text(encoding="utf-8")


def _read_body(name: str, body: str, say: Any) -> tuple[list[Any], list[Any]]:
    lines: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    waiting: tuple[dict[str, Any], int] | None = None
    scene = ""
    for row in filter(None, map(str.strip, body.splitlines())):
        if row.startswith("= "):
            scene = row[2:]
        elif row.startswith("! "):
            if waiting:
                raise CaseError(f"{name}: two events begin at one line, near {row!r}. Split it.")
            waiting = _event(name, row)
        else:
            line = _line(name, row, scene, say) | {"id": f"L{len(lines) + 1:02d}"}
            lines.append(line)
            if waiting:
                event, more = waiting
                events.append(event | {"from": line["id"], "to": f"L{len(lines) + more:02d}"})
                waiting = None
    known = {line["id"] for line in lines}
    for number, event in enumerate(events, start=1):
        event["id"] = f"e{number:02d}"
        if event["to"] not in known:
            raise CaseError(f"{name}: {event['what']!r} runs on to {event['to']}, past the end.")
    if waiting:
        raise CaseError(f"{name}: an event stands after the last line: {waiting[0]['what']!r}.")
    return lines, events


def _line(name: str, row: str, scene: str, say: Any) -> dict[str, Any]:
    if found := _SOUND.match(row):
        sound, length, pause = found.groups()
        made = {"speaker": "", "text": "", "length": int(length)}
    elif found := _HEAD.match(row):
        speaker, pause, sound, words = found.groups()
        made = {"speaker": speaker, "text": say(words)}
    else:
        raise CaseError(
            f"{name}: expected a scene, a sound, an event or 'speaker: words', found {row!r}."
        )
    more = {"pause": int(pause or 0), "sound": sound}
    return made | {"scene": scene} | {name: value for name, value in more.items() if value}


def _event(name: str, row: str) -> tuple[dict[str, Any], int]:
    parts = [part.strip() for part in row[2:].split("|")]
    kind, _, code = parts[0].partition(" ")
    more = parts[3].split() if len(parts) > 3 else []
    if kind not in _KINDS or len(parts) not in (3, 4):
        raise CaseError(f"{name}: expected '! KIND type | who | what | more', found {row!r}.")
    return {
        "kind": kind,
        "type": (" to " if kind == "BP" else "-").join(_PARTIES[letter] for letter in code),
        "actors": parts[1].split(),
        "what": parts[2],
        "rule": next((word for word in more if re.fullmatch(r"R\d\d", word)), ""),
        "optional": "optional" in more,
        "also": [word for word in more if word in _KINDS],
    }, sum(int(word) for word in more if word.startswith("+"))


def _check(heard: Heard) -> None:
    known_rules(event["rule"] for event in heard.events if event["rule"])
    actors = {*heard.script["voices"], *heard.things}
    for event in heard.events:
        if strangers := sorted(set(event["actors"]) - actors):
            raise CaseError(f"{heard.id}, {event['what']!r}: nobody is called {strangers[0]}.")
        if event["kind"] == "BR":
            continue
        parties = [heard.kind_of(actor) for actor in event["actors"]]
        if parties != re.split(" to |-", event["type"]):
            raise CaseError(
                f"{heard.id}, {event['what']!r}: the type is {event['type']}, but the actors "
                f"are {' and '.join(parties)}. Mend one of them."
            )
        if ("customer" in event["actors"]) != (event["kind"] == "MOT"):
            raise CaseError(
                f"{heard.id}, {event['what']!r}: the customer is one party of every MOT and of no BP."
            )
