"""9.1b: a transcript to annotate on a reading clock, moments to type, one of them made anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module09.moments import script
from ....recordings.events import clock
from ....recordings.lines import SOUNDS
from ....recordings.script import Script, Timed, timed
from ....techniques.moments import TYPES
from ...spec import Column, Item, Section
from ...timeline.recording import Line, Recording
from ..parts import laid_once, options
from .there import box, with_paper

__all__ = ["moments"]


@with_paper
@laid_once
def moments(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 9.1b: the transcript, the types, the box."""
    task = case.tasks["moments"]
    read = timed(Script.read(script(case, task["annotate"])))
    typed = timed(Script.read(script(case, task["type"]["recording"])))
    lines = tuple(
        Item(one.id, one.text, one.id, f"{clock(one.start)[:5]} {_who(read, one)}")
        for one in read.lines
        if one.text
    )
    return [
        Section(
            "marks",
            read.script.title,
            "A transcript on a clock; it has no sound. Read it, or let it run. Press M, B or R where "
            "a moment, a break point or a rule begins: M is red, B is blue, R is green.",
            kind="timeline",
            recording=_recording(read),
        ),
        Section(
            "types",
            f"{len(task['type']['moments'])} moments of another recording",
            "Who or what begins, and whom or what does it meet? The first word is who begins. In "
            "brackets stands what came just before.",
            kind="choices",
            items=tuple(
                Item(name, _passage(typed, span), name, typed.script.title)
                for name, span in task["type"]["moments"].items()
            ),
            options=options({t: t for t in TYPES}),
        ),
        box(
            "One moment, for a person to read",
            "Choose the moment of the transcript above on which most depends.",
            (
                Column("subject", "The moment", "text", placeholder="L12 asks who will pay",
                       help="Its line, and what happens in a few words."),
                Column("text", "Why this one", "long", help="What hangs on it for the customer?"),
                Column("more", "What would happen instead", "long",
                       help="What somebody would do, and what they would no longer do."),
            ),
            lines,
        ),
    ]  # fmt: skip


def _recording(read: Timed) -> Recording:
    one = read.script
    lines = tuple(Line(p.start, p.end, _who(read, p), _heard(p)) for p in read.lines)
    return Recording(one.id, one.title, read.duration, lines, one.note, one.about)


def _passage(typed: Timed, span: Mapping[str, str]) -> str:
    """What is said from one line to another, after the line before it: who begins may show there."""
    ids = [line.id for line in typed.lines]
    first, last = ids.index(span["from"]), ids.index(span["to"])
    told = [f"{_who(typed, p) or 'One hears'}: {_heard(p)}" for p in typed.lines[max(0, first - 1) : last + 1]]
    return " / ".join([f"({told[0]})", *told[1:]] if first else told)


def _who(read: Timed, line: Any) -> str:
    voice = read.script.voices.get(line.speaker)
    return voice.name if voice else ""


def _heard(line: Any) -> str:
    sound = f"[{SOUNDS.get(line.sound, line.sound)}]" if line.sound else ""
    return f"{line.text} {sound}".strip()
