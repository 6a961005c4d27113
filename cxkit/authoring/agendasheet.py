"""An agenda to read: as lines for a terminal, as a page for the wall, as a calendar file.

The calendar floats: its times are those of the room, wherever the file is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from ..atomic import put
from .agenda import Agenda, clock
from .cuts import Cut
from .dayplan import Slot
from .typeset import escape, pdf, table

__all__ = ["calendar", "lines", "next_monday", "overview", "page", "working_days", "write"]

_NAMES = {"break": "Break", "lunch": "Lunch", "buffer": "Buffer: what took longer, open questions"}
_KINDS = {"room": "In a room", "remote": "On a call", "one-day": "One day"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_CUT = "Left out to save {} minutes, what is missed least first"
_SPARE = "If it gets late{}: what can be left out, in this order"


def lines(agenda: Agenda) -> str:
    """The agenda for a terminal: modules, their sections, pauses, cuts and notes."""
    made = []
    for number, day in enumerate(agenda.days, start=1):
        made += [f"Day {number}, {clock(day[0].start)} to {clock(day[-1].end)}", ""]
        made += [_line(slot, head) for slot, head in _headed(day)]
        made.append("")
    for title, cuts in _cut_lists(agenda) if agenda.cuts else ():
        made += [title, "", *(f"  {_cut(cut)}" for cut in cuts), ""]
    made += [f"Note. {note}" for note in agenda.notes]
    return "\n".join(made).rstrip()


def overview(agenda: Agenda) -> str:
    """The agenda as Markdown: a table a day, a row for each stretch of a module and each pause."""
    made = []
    for number, day in enumerate(agenda.days, start=1):
        made += ["", f"### Day {number}, {clock(day[0].start)} to {clock(day[-1].end)}", ""]
        made += ["| from | what | minutes |", "| --- | --- | --- |"]
        for block in _blocks(day):
            what = _what(block[0], bool(block[0].module))
            named = ", ".join(s.section.exercise for s in block if s.section and s.section.exercise)
            minutes = sum(s.minutes for s in block)
            made.append(f"| {clock(block[0].start)} | {what}{f' ({named})' * bool(named)} | {minutes} |")
    return "\n".join(made).strip() + "\n"


def page(agenda: Agenda, title: str, first: date | None = None) -> bytes:
    """The agenda as a PDF, a page a day.

    Args:
        title: of the course.
        first: the date of day one; without it days have numbers alone.

    Raises:
        PrintError: typst is not installed.
    """
    dates = working_days(first, len(agenda.days)) if first else [None] * len(agenda.days)
    body = []
    for number, (day, on) in enumerate(zip(agenda.days, dates, strict=True), start=1):
        heading = f"Day {number}" + (f", {_date(on)}" if on else "")
        rows = [_row(slot, head) for slot, head in _headed(day)]
        body += [
            "#pagebreak(weak: true)\n" * (number > 1),
            f"#heading(level: 1)[{escape(heading)}]\n",
            f"{escape(f'{_KINDS[agenda.kind]}, {clock(day[0].start)} to {clock(day[-1].end)}')}\n\n",
            table(["Time", "What", "Minutes"], rows, "(auto, 1fr, auto)", align="(left, left, right)"),
        ]
    lists = list(_cut_lists(agenda))
    if lists or agenda.notes:
        body.append("#pagebreak(weak: true)\n#heading(level: 1)[When time runs short]\n")
    body += [f"{escape(note)}\n\n" for note in agenda.notes]
    for heading, cuts in lists:
        body.append(f"#heading(level: 2)[{escape(heading)}]\n")
        rows = [[escape(c.module), escape(_short(c)), escape(c.words), str(c.saves)] for c in cuts]
        body.append(table(["Module", "Section", "What to do", "Saves"], rows, "(auto, 32%, 1fr, auto)"))
    return pdf("".join(body), title=f"Agenda: {title}", size=9, foot=title)


def calendar(agenda: Agenda, title: str, first: date) -> bytes:
    """The agenda as RFC 5545: an event for each stretch of a module between two pauses.

    Args:
        first: the date of day one; weekends are skipped.
    """
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//cxkit//agenda//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", title)
    dates = working_days(first, len(agenda.days))
    for day, on in zip(agenda.days, dates, strict=True):
        midnight = datetime(on.year, on.month, on.day)
        for block in (b for b in _blocks(day) if b[0].module):
            event = Event()
            module = block[0].module
            start = midnight + timedelta(minutes=block[0].start)
            event.add("uid", sha256(f"{title}/{start}".encode()).hexdigest()[:32] + "@cxkit")
            event.add("dtstamp", datetime(first.year, first.month, first.day))
            event.add("dtstart", start)
            event.add("dtend", midnight + timedelta(minutes=block[-1].end))
            event.add("summary", f"{module.id} {module.title}")
            event.add("description", "\n".join(f"{clock(s.start)} {_what(s, False)}" for s in block))
            made.add_component(event)
    return made.to_ical()


def write(
    agenda: Agenda, title: str, first: date, folder: Path, *, dated: bool = True
) -> tuple[Path, Path]:
    """Write agenda.pdf and agenda.ics; the page names dates where `dated`.

    Raises:
        PrintError: typst is not installed.
        OSError: the folder cannot be written.
    """
    paper, days = folder / "agenda.pdf", folder / "agenda.ics"
    put(paper, page(agenda, title, first if dated else None))
    put(days, calendar(agenda, title, first))
    return paper, days


def next_monday(today: date) -> date:
    """The first Monday after a day."""
    return today + timedelta(days=7 - today.weekday())


def working_days(first: date, count: int) -> list[date]:
    """`count` days from `first` on, without Saturdays and Sundays."""
    found = []
    day = first
    while len(found) < count:
        if day.weekday() < 5:
            found.append(day)
        day += timedelta(days=1)
    return found


def _headed(day: tuple[Slot, ...]) -> Iterator[tuple[Slot, bool]]:
    """Each slot, and before the first of a module one that stands for it (True)."""
    module = None
    for slot in day:
        if slot.module is not None and slot.module is not module:
            module = slot.module
            total = sum(s.minutes for s in day if s.module is module)
            yield Slot(slot.start, total, "section", module), True
        yield slot, False


def _what(slot: Slot, head: bool) -> str:
    if head and slot.module:
        return f"{slot.module.id} {slot.module.title}"
    if slot.section:
        return f"{slot.section.exercise} {slot.section.title}".strip()
    return _NAMES[slot.kind]


def _line(slot: Slot, head: bool) -> str:
    inner = "  " * (slot.kind == "section" and not head)
    words = f"  {clock(slot.start)}  {inner}{_what(slot, head)}"
    return f"{words:<60} {slot.minutes:>3} min"


def _row(slot: Slot, head: bool) -> list[str]:
    what = escape(_what(slot, head))
    if head:
        what = f"#strong[{what}]"
    elif slot.kind == "section":
        what = f"#h(1em){what}"
    else:
        what = f"#text(fill: luma(90))[{what}]"
    return ["" if head else escape(clock(slot.start)), what, str(slot.minutes) if not head else f"#strong[{slot.minutes}]"]


def _date(on: date) -> str:
    """Such as "Monday 30 November 2026", whatever the machine's language."""
    return f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]} {on.year}"


def _cut_lists(agenda: Agenda) -> Iterator[tuple[str, tuple[Cut, ...]]]:
    if agenda.cuts:
        yield _CUT.format(sum(c.saves for c in agenda.cuts)), agenda.cuts
    if agenda.spare:
        yield _SPARE.format("r still" if agenda.cuts else ""), agenda.spare


def _short(cut: Cut) -> str:
    return f"{cut.section.exercise} {cut.section.title}".strip()


def _cut(cut: Cut) -> str:
    return f"{cut.module}  {_short(cut)}: {cut.words} ({cut.saves} min)"


def _blocks(day: tuple[Slot, ...]) -> list[list[Slot]]:
    """Slots that follow each other in one module, and each pause by itself."""
    return [list(found) for _, found in groupby(day, key=lambda s: (s.module and s.module.id, s.kind))]
