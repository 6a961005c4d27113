"""Where the rows of a register lie in a recording, and who is met there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ....recordings.gold import Gold
from ....techniques.moments import Actor, Register, moment_at
from .heard import ALONE, agreed, marked_before, paired

__all__ = ["NEAR", "Place", "at_of", "cast_of", "met_at", "places", "with_cast"]

NEAR = 3000  # ms that a typed time may be off the mark it means


@dataclass(frozen=True)
class Place:
    """A Moment of Truth that somebody marked.

    Args:
        id: the mark's. at: its start in ms. event: the agreed event there, None where none is.
        own: whether the learner marked it; else it is an agreed one that stands in.
    """

    id: str
    at: int
    event: Gold | None
    own: bool


def places(case: Any) -> tuple[Place, ...]:
    """The learner's red marks of 4.2; where there are none, the agreed ones stand in."""
    key = case.exercises[ALONE]
    gold, given = agreed(case, key["alone"]), marked_before(case)
    red = tuple(e for e in given if e.kind == "MOT")
    if not red:
        return tuple(Place(g.id, g.start, g, False) for g in gold if "MOT" in g.accepted)
    found = paired(gold, given, key["tolerance"])
    there = {p.given.id: p.gold for p in found.pairs if p.given and p.gold}
    return tuple(Place(e.id, e.start, there.get(e.id), True) for e in red)


def at_of(text: str, known: tuple[Place, ...]) -> Place | None:
    """The place that a row names: the id of a mark, or a time near one."""
    for place in known:
        if text.strip().lower() == place.id.lower():
            return place
    at = moment_at(text)
    near = [p for p in known if at is not None and abs(p.at - at) <= NEAR]
    return min(near, key=lambda p: abs(p.at - (at or 0)), default=None)


def cast_of(case: Any) -> dict[str, Actor]:
    """Everybody and everything that a customer may meet in the recording, by name."""
    rows = case.moments["actors"]
    return {a["name"]: Actor(name=a["name"], kind=a["kind"], side=a["side"]) for a in rows}


def with_cast(register: Register, case: Any, mine: bool) -> Register:
    """On the case the actors are given; on the own organisation the learner names them."""
    if mine:
        return register
    return Register(moments=register.moments, actors=list(cast_of(case).values()))


def met_at(case: Any, event: Gold) -> Mapping[str, Any]:
    """The key's row of an agreed event: type and actors."""
    key = case.exercises[ALONE]["alone"]
    return next(e for e in case.recordings_key[key]["events"] if e["id"] == event.id)
