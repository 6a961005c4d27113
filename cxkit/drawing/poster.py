"""One's own organisation on one sheet for the wall: what it is for, what is met, what is done next.

The outcome map with its line, the counts of the three marks, and the plan of thirty days with the
three days on which it is measured again. Rows 9, 20, 32, 40 and 53; the sheet is a design of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..techniques.outcomes import OutcomeMap
from ..techniques.thirtydays import MARKS as WHAT
from ..techniques.thirtydays import Action, ThirtyDays, written
from .canvas import canvas_of
from .canvaspanel import Column, Panel, Part
from .canvastable import canvas_html, canvas_tables, canvas_text
from .lanepage import PAPERS
from .palette import ACCENT, GREY, INK
from .picture import Picture
from .posterpage import Poster, lay_out
from .postertable import poster_html, poster_tables, poster_text
from .text import drawable
from .typeface import missing, no_font

__all__ = ["draw_poster"]

_EMPTY = "There is nothing for a poster yet. Begin your outcome map (3.4) or your plan (9.2)."
# Shorter than the map's own questions, so that they are read from across a room.
_TITLES = {
    "1": "Who pays?",
    "2": "They expect today",
    "3": "They think they are",
    "4": "What helps, what hurts",
    "5": "True in the end",
}
_OPEN = (Part("body", "Not written yet", GREY),)
_FOOT = "Made with a course on outside-in work. Counts and figures are the author's own."


def draw_poster(
    one: OutcomeMap,
    counts: Mapping[str, int],
    plan: ThirtyDays,
    who: str = "",
    *,
    paper: str = "A3",
) -> Picture:
    """Draw the poster on one landscape page.

    Never raises on what a learner wrote. With nothing at all, or in a script for which this machine
    has no font, it comes back without a figure and with a sentence that says so.

    Args:
        counts: "M", "B", "R" -> how many; what is not counted is left out.
        who: organisation and process; small above the title.
        paper: "A3" or "A4".

    Raises:
        ValueError: another paper.
    """
    if paper not in PAPERS:
        raise ValueError(f"Expected paper {' or '.join(PAPERS)}, found {paper!r:.20}.")
    actions = written(plan)
    if one.blank and not actions and not counts:
        return Picture(None, f"<p>{_EMPTY}</p>", f"{_EMPTY}\n", "Nothing for a poster yet", _EMPTY)
    title = _title(counts, len(actions))
    canvas = canvas_of(one)
    poster = Poster(
        title,
        who,
        one.oneliner or "What is it all for? Not written yet",
        {letter: counts.get(letter) for letter in "MBR"},
        tuple(replace(p, title=_TITLES[p.number]) for p in (*canvas.upper, *canvas.lower)),
        Panel("30", "What we do in thirty days", (_plan(plan, actions),)),
        tuple(_again(plan, number) for number in ("30", "60", "90")),
        _FOOT,
    )
    full = f"{who}: {title}" if who else title
    tables = (*canvas_tables(one), *poster_tables(counts, plan))
    html = canvas_html(one, full, "") + poster_html(counts, plan)
    text = canvas_text(one, full, "") + poster_text(counts, plan)
    lost = missing(drawable(t) for t in poster.words())
    if lost:
        return Picture.in_words(no_font(lost, "the poster is"), html, text, full, tables)
    sheet = lay_out(poster, paper)
    notes = ("Some text is shortened on the poster; the table holds every word.",) * sheet.cut
    alt = f"Poster. {full}. The table with it holds every word."
    return Picture(sheet.page.figure(), html, text, full, alt, notes, (sheet.page,), tables)


def _title(counts: Mapping[str, int], actions: int) -> str:
    names = {"M": ("moment", "moments"), "B": ("break point", "break points"), "R": ("rule", "rules")}
    told = [f"{n:,} {names[x][n != 1]}" for x in "MBR" if (n := counts.get(x)) is not None]
    first = ", ".join(told) or "Moments are not counted yet"
    if not actions:
        return f"{first}; no action is planned yet"
    return f"{first}; {actions} {'actions' if actions > 1 else 'action'} in thirty days"


def _plan(plan: ThirtyDays, actions: list[Action]) -> Column:
    return Column(tuple(_action(plan, a) for a in actions) or (_OPEN,))


def _action(plan: ThirtyDays, a: Action) -> tuple[Part, ...]:
    """What is done; by whom and when; what will tell."""
    mark = f"{WHAT[a.mark]}: " if a.mark else ""
    days = f"day {_plain(a.start)} to {_plain(a.due)}" if a.due is not None else "no days yet"
    until = plan.on(a.due) if isinstance(a.due, float) else None
    when = f"{days} (until {until:%d %b %Y})" if until else days
    tell = f"{a.measure}: {_plain(a.baseline)} \u2192 {_plain(a.target)} {a.unit}".strip()
    return (
        Part("strong", a.action or "Action still open", INK if a.action else GREY),
        Part("small", f"{mark}{a.owner or 'nobody answers for it yet'}, {when}", GREY),
        *((Part("body", tell, ACCENT),) if a.measure else ()),
    )


def _again(plan: ThirtyDays, number: str) -> Panel:
    row = next((a for a in plan.again if a.id == f"d{number}"), None)
    day = plan.on(float(number))
    title = f"{day:%d %b %Y}" if day else f"Day {number}"
    said = row.expect if row and row.expect else "What do we expect to find?"
    who = (Part("small", row.who, GREY),) if row and row.who else ()
    part = Part("body", said, INK if row and row.expect else GREY)
    return Panel(number, title, (Column(((part, *who),)),))


def _plain(value: float | str | None) -> str:
    return f"{value:,.6g}" if isinstance(value, (int, float)) else value or "?"
