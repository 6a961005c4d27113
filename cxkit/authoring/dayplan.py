"""A day's sections with breaks between them: where a pause costs the room least.

Pauses stand between sections, never inside one, and rather between modules; a module that is an
assignment of its own is not interrupted. Among all ways to
set them the one is chosen whose stretches of work come nearest to the length aimed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..course import Module, Section

__all__ = ["Layout", "Slot", "lay", "share"]

_INSIDE = 300  # what a pause inside a module costs, in squared minutes
_TOO_LONG = 100
_NEVER = 10**9  # an assessment is sat in one piece
_LUNCH_AT = 12 * 60 + 30
_LUNCH_FROM = 11 * 60 + 30  # a day that begins later has had its lunch


@dataclass(frozen=True)
class Layout:
    """How days are laid out, in minutes.

    Args:
        stretch: work without a pause that is aimed at.
        most: what it goes beyond only where sections leave no other way.
        hungry: the time of day, in minutes from midnight, after which work needs a lunch before.
        end: the time of day after which a day is long.
    """

    days: int
    pause: int
    lunch: int
    buffer: int
    stretch: int
    most: int
    hungry: int
    end: int


@dataclass(frozen=True)
class Slot:
    """A stretch of the day.

    Args:
        start: minutes from midnight.
        minutes: how long.
        kind: "section", "break", "lunch" or "buffer".
        module: of a section; None for the others.
        section: of a section, with the minutes of the plan.
    """

    start: int
    minutes: int
    kind: str
    module: Module | None = None
    section: Section | None = None

    @property
    def end(self) -> int:
        return self.start + self.minutes


def share(minutes: Sequence[int], days: int) -> list[list[int]]:
    """Share blocks out over days, in order, so that the longest day is as short as it can be.

    Args:
        minutes: of each block.
        days: at most one a block.

    Returns:
        For each day the places of its blocks. Of equal ways, the one with longer first days.
    """
    best: tuple[int, list[list[int]]] | None = None
    if days == 1:
        return [list(range(len(minutes)))]
    for first in range(len(minutes) - days + 1, 0, -1):
        rest = share(minutes[first:], days - 1)
        made = [list(range(first)), *([first + n for n in day] for day in rest)]
        longest = max(sum(minutes[n] for n in day) for day in made)
        if best is None or longest < best[0]:
            best = (longest, made)
    assert best is not None
    return best[1]


def lay(work: Sequence[tuple[Module, Section]], start: int, layout: Layout) -> tuple[Slot, ...]:
    """The slots of one day: the sections in order, the pauses, a buffer at the end."""
    pauses = _pauses(work, layout)
    net = sum(section.minutes for _, section in work)
    begins = {}  # pause -> when it would begin without lunch
    for place in pauses:
        before = sum(s.minutes for _, s in work[:place])
        begins[place] = start + before + layout.pause * pauses.index(place)
    ends = start + net + layout.pause * len(pauses)
    lunch = None
    if begins and start < _LUNCH_FROM and ends > layout.hungry:
        lunch = min(begins, key=lambda place: abs(begins[place] - _LUNCH_AT))
    slots, clock = [], start
    for place, (module, section) in enumerate(work):
        if place in begins:
            kind, minutes = ("lunch", layout.lunch) if place == lunch else ("break", layout.pause)
            slots.append(Slot(clock, minutes, kind))
            clock += minutes
        slots.append(Slot(clock, section.minutes, "section", module, section))
        clock += section.minutes
    return (*slots, Slot(clock, layout.buffer, "buffer"))


def _pauses(work: Sequence[tuple[Module, Section]], layout: Layout) -> list[int]:
    """The places before which a pause stands, cheapest in sum."""
    best: list[tuple[float, list[int]]] = [(0.0, [])]
    for end in range(1, len(work) + 1):
        ways = []
        for begin in range(end):
            cost, places = best[begin]
            length = sum(s.minutes for _, s in work[begin:end])
            over = max(0, length - layout.most)
            cost += (length - layout.stretch) ** 2 + _TOO_LONG * over**2
            if begin and work[begin - 1][0] is work[begin][0]:
                cost += _NEVER if work[begin][0].assignment else _INSIDE
            ways.append((cost, [*places, begin] if begin else places))
        best.append(min(ways, key=lambda way: (way[0], way[1])))
    return best[-1][1]
