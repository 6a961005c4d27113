"""The agenda: when what happens, computed from the minutes of the sections.

Data first: minutes from `course.toml`, breaks and the one-day choice from
`trainer/guide/agenda.toml`, what can be left out from the lessons' words to the trainer. Module
00 is done before the class and stands in no day.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..course import Course, Module, Section
from .cuts import Cut, choose, cuts, kept
from .dayplan import Layout, Slot, lay, share

__all__ = ["PRE_WORK", "Agenda", "AgendaError", "clock", "minutes_of", "plan", "settings"]

PRE_WORK = "00"
_WHOLE = ("days", "break", "lunch", "buffer", "stretch", "most")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
Work = tuple[Module, Section]


class AgendaError(ValueError):
    """The agenda cannot be made as asked; the message says what would do."""


@dataclass(frozen=True)
class Agenda:
    """A class by the clock.

    Args:
        kind: "room", "remote" or "one-day".
        days: the slots of each day.
        cuts: what was left out to save the minutes asked for, first the least missed.
        spare: what could be left out besides, in the same order.
        notes: what does not fit, as sentences.
    """

    kind: str
    days: tuple[tuple[Slot, ...], ...]
    cuts: tuple[Cut, ...] = ()
    spare: tuple[Cut, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def net(self) -> int:
        """Minutes of work, without breaks and buffers."""
        return sum(s.minutes for day in self.days for s in day if s.kind == "section")


def plan(
    course: Course,
    start: str = "09:00",
    *,
    days: int | None = None,
    minus: int = 0,
    late: str = "",
    remote: bool = False,
    one_day: bool = False,
) -> Agenda:
    """Lay the class out.

    Args:
        start: time of day at which each day begins, such as "09:00".
        days: two in a room, four half days on a call, unless given.
        minus: minutes to save on the day of module `late`, from this module on.
        late: the module that is about to begin; the first if empty.
        remote: a break each hour, and shorter days.
        one_day: the selection of agenda.toml, without the assessment.

    Raises:
        AgendaError: the time cannot be read, or there are more days than modules.
        CourseError: `late` is no module.
        SourceError: a lesson cannot be read.
    """
    first = minutes_of(start)
    if minus < 0:
        raise AgendaError(f"Expected 0 or more minutes to save, got {minus}.")
    data = settings(course)
    kind = "one-day" if one_day else "remote" if remote else "room"
    layout = _layout(data, "remote" if remote else kind)
    if one_day and days not in (None, 1):
        raise AgendaError(f"One day or {days}? Leave --one-day or --days out.")
    count = 1 if one_day else layout.days if days is None else days
    blocks = _blocks(course, data["one-day"] if one_day else None)
    if not 1 <= count <= len(blocks):
        raise AgendaError(f"Expected 1 to {len(blocks)} days, one module a day at least; got {count}.")
    lengths = [sum(section.minutes for _, section in block) for block in blocks]
    work = [[w for n in day for w in blocks[n]] for day in share(lengths, count)]
    short = _shortened(course, work) if one_day else ()
    chosen, spare = _cut(course, work, minus, late, data.get("rests", ()), short)
    laid = tuple(lay(day, first, layout) for day in work)
    return Agenda(kind, laid, (*short, *chosen), spare, tuple(_notes(laid, layout, minus, chosen)))


def clock(minutes: int) -> str:
    """Minutes from midnight as "09:05"."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def minutes_of(time: str) -> int:
    """Minutes from midnight of a time of day such as "9:05".

    Raises:
        AgendaError: it is none.
    """
    match = _CLOCK.fullmatch(time.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise AgendaError(f"Expected a time of day such as 09:00, found {time!r:.20}.")
    return int(match[1]) * 60 + int(match[2])


def settings(course: Course) -> dict[str, Any]:
    """What `trainer/guide/agenda.toml` says.

    Raises:
        AgendaError: it is missing or no TOML.
    """
    path = course.root / "trainer" / "guide" / "agenda.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise AgendaError(
            f"{path} cannot be read: {error.strerror or error}. The agenda is the trainer's: run "
            "this in the course's repository, not in a learner's bundle."
        ) from None
    except ValueError as error:
        raise AgendaError(f"{path} is not whole TOML: {error}.") from None


def _layout(data: dict[str, Any], kind: str) -> Layout:
    try:
        given = data[kind]
        whole = [int(given[name]) for name in _WHOLE]
        return Layout(*whole, minutes_of(given["hungry"]), minutes_of(given["end"]))
    except (KeyError, TypeError, ValueError) as error:
        raise AgendaError(f"agenda.toml, {kind}: {error} is missing or no number.") from None


def _blocks(course: Course, chosen: dict[str, Any] | None) -> list[list[Work]]:
    """The sections of each module that has a place in class."""
    modules = [m for m in course.modules if m.id != PRE_WORK]
    if chosen is None:
        return [[(m, s) for s in m.sections] for m in modules]
    picked: dict[str, list[Work]] = {m.id: [] for m in modules}
    for entry in chosen.get("pick", ()):
        at, minutes = str(entry.get("at", "")), entry.get("minutes")
        found = next(((m, s) for m in modules for s in m.sections if at in (s.exercise or None, f"{m.id} {s.title}")), None)
        if found is None:
            raise AgendaError(f"agenda.toml, pick: there is no section {at!r} in course.toml.")
        module, section = found
        picked[module.id].append((module, replace(section, minutes=minutes or section.minutes)))
    return [[w for block in picked.values() for w in block]]


def _shortened(course: Course, work: list[list[Work]]) -> tuple[Cut, ...]:
    """The lessons' cuts that account for sections with fewer minutes than in course.toml.

    Raises:
        AgendaError: a section is shorter than its lesson's cuts can make it.
    """
    chosen = []
    for module, section in (w for day in work for w in day):
        whole = next(s for s in module.sections if s.title == section.title)
        short = whole.minutes - section.minutes
        for cut in cuts(course, module):
            if short > 0 and cut.section == whole:
                chosen.append(cut)
                short -= cut.saves
        if short > 0:
            raise AgendaError(
                f"agenda.toml, pick: {section.exercise or section.title} of module {module.id} is "
                f"{short} minutes shorter than its lesson says how to. Give it more minutes."
            )
    return tuple(sorted(chosen, key=lambda c: (c.module, c.rank)))


def _cut(
    course: Course, work: list[list[Work]], minus: int, late: str, rests: Collection[str],
    taken: Collection[Cut],
) -> tuple[tuple[Cut, ...], tuple[Cut, ...]]:  # fmt: skip
    """Shrink the day of the module `late` by its cuts; what was cut, and what could be.

    With nothing to save, what could be is told for every day.
    """
    begin = course.module(late).id if late else work[0][0][0].id
    day = next((d for d in work if any(m.id == begin for m, _ in d)), None)
    if day is None:
        raise AgendaError(f"Module {begin} stands in no day of this agenda.")
    seen = [w for d in work for w in d] if minus <= 0 else day
    ahead = {m.id: m for m, _ in seen if m.id >= begin}
    found = [c for m in ahead.values() for c in cuts(course, m) if c not in taken]
    # half of the minutes in course.toml, even where one day has shortened the section already
    whole = {(m.id, s.title): s for m in ahead.values() for s in m.sections}
    spare = {(m.id, s.title): s.minutes - kept(whole[m.id, s.title], rests)
             for m, s in seen if m.id in ahead}  # fmt: skip
    chosen = choose(found, minus, spare) if minus > 0 else ()
    for place, (module, section) in enumerate(day):
        saved = sum(c.saves for c in chosen if (c.module, c.section.title) == (module.id, section.title))
        day[place] = (module, replace(section, minutes=section.minutes - saved))
    every = choose(found, 10**6, spare)
    return chosen, tuple(c for c in every if c not in chosen)


def _stretches(day: Sequence[Slot]) -> list[tuple[int, int]]:
    """(begin, minutes) of each stretch of work without a pause."""
    made: list[tuple[int, int]] = []
    work = False
    for slot in day:
        if slot.kind == "section" and work:
            made[-1] = (made[-1][0], made[-1][1] + slot.minutes)
        elif slot.kind == "section":
            made.append((slot.start, slot.minutes))
        work = slot.kind == "section"
    return made


def _notes(
    days: Sequence[tuple[Slot, ...]], layout: Layout, minus: int, chosen: Sequence[Cut]
) -> list[str]:
    found = []
    for number, day in enumerate(days, start=1):
        if day[-1].end >= 24 * 60:
            raise AgendaError("The day would run past midnight. Start earlier, or take more days.")
        late = day[-1].end - layout.end
        if late > 0:
            found.append(
                f"Day {number} ends at {clock(day[-1].end)}, {late} minutes after "
                f"{clock(layout.end)}. Start earlier, take more days, or leave out what is below."
            )
        found += [
            f"Day {number}, {clock(begin)}: {length} minutes without a break. Say so before, and offer one."
            for begin, length in _stretches(day)
            if length > layout.most
        ]
    saved = sum(c.saves for c in chosen)
    if saved < minus:
        found.append(
            f"All that can be left out on this day saves {saved} minutes, not {minus}. The rest is the "
            "buffer's, or the day ends later."
        )
    return found
