"""What a learner marked, as events of a recording, held against what was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from ....recordings.events import Event, Events, EventsError
from ....recordings.gold import Gold, read_gold
from ....recordings.matching import Matching, match
from ....techniques.annotation import Annotation, Mark
from ....techniques.artefact import ArtefactError
from ....techniques.remembered import remembered
from ...criterion import Context
from ...together import other_artefact

__all__ = ["ALONE", "Unheard", "agreed", "events", "held", "marked_before", "paired", "said"]

ALONE = "4.2"  # the exercise whose marks others rest on
_PRESS = 500  # ms from hearing to pressing


class Unheard(Exception):
    """Marks that cannot be those of the recording; the message is a sentence or two."""


def events(marks: Iterable[Mark], duration: int | None) -> tuple[Event, ...]:
    """The finished marks, those without a kind or a time left out.

    Raises:
        Unheard: a mark lies outside the recording, or ends before it begins.
    """
    rows = [
        {"id": m.id, "kind": m.kind, "start": m.start, "end": m.start if m.end is None else m.end}
        for m in marks
        if m.whole
    ]
    try:
        return Events.check(rows, duration).events
    except EventsError as error:
        raise Unheard(str(error)) from None


def agreed(case: Any, recording: str) -> tuple[Gold, ...]:
    """The agreed events of a recording."""
    return _gold(case.recordings[recording]["agreed"])


_gold = remembered(read_gold)


def held(context: Context, marks: Iterable[Mark], recording: str) -> Matching:
    """Marks against what was agreed, the reaction time taken off.

    Raises:
        Unheard: as for `events`, or more marks than can be matched.
    """
    case: Any = context.case
    return _held(marks, case.recordings[recording], case.exercises[ALONE])


@remembered
def _held(marks: Iterable[Mark], built: Any, asked: Any) -> Matching:
    return paired(_gold(built["agreed"]), _heard(marks, built), asked["tolerance"])


@remembered
def _heard(marks: Iterable[Mark], built: Any) -> tuple[Event, ...]:
    return events(marks, built["duration"])


@lru_cache(maxsize=32)
def paired(gold: tuple[Event, ...], given: tuple[Event, ...], tolerance: int) -> Matching:
    """Marks against others, the reaction time taken off. One exercise after the other asks for
    the same matching.

    Raises:
        Unheard: more marks than can be matched.
    """
    try:
        return match(gold, given, tolerance, remove_offset=True)
    except EventsError as error:
        raise Unheard(str(error)) from None


def marked_before(case: Any) -> tuple[Event, ...]:
    """The learner's own marks of the recording heard alone; none where 4.2 cannot be read, or
    holds marks that are not of that recording."""
    built = case.recordings[case.exercises[ALONE]["alone"]]
    try:
        return _heard(other_artefact(case, ALONE, Annotation).alone, built)
    except (ArtefactError, Unheard):
        return ()


def said(built: Any, at: int) -> str:
    """What is heard where somebody pressed a key: who, and the words."""
    lines = [line for line in built["lines"] if line["text"]]
    if not lines:
        return ""
    # People press a little after a line has begun, some before it: the nearest beginning counts.
    line = min(lines, key=lambda one: abs(one["start"] - (at - _PRESS)))
    voice = built["voices"].get(line["speaker"], {})
    return f"{voice.get('name', '')}: \u201c{line['text']}\u201d"
