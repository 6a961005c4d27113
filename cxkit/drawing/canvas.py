"""The outcome map as a canvas to pin on a wall: five boxes around the line.

Rows 9-17 and 2.1 of the method; the layout is a design of ours, since none was published: six
numbered boxes, the line in the middle with the cycle and its changes, evidence beneath each box.
"""

from __future__ import annotations

from ..techniques.due import spelt
from ..techniques.outcomes import CYCLES, Impact, OutcomeMap, Said, box_evidence
from ..techniques.smart import Intent
from .canvaspage import Canvas, lay_out
from .canvaspanel import Column, Panel, Part
from .canvastable import TITLES, canvas_html, canvas_tables, canvas_text, canvas_title
from .lanepage import PAPERS
from .palette import ACCENT, GREY, INK, MARKS
from .picture import Picture
from .text import clean, drawable
from .typeface import missing, no_font

__all__ = ["canvas_of", "draw_canvas"]

_EMPTY = "There is nothing to draw yet. Fill in a box of the outcome map, then draw again."
_SIGNS = {"+": "+", "-": "\N{MINUS SIGN}", "": "?"}
_OPEN = (Part("body", "Not written yet", GREY),)
_FOOT = (
    "Outcome map. The ids beneath each box are its evidence; the table with it holds every word."
)


def draw_canvas(
    one: OutcomeMap,
    title_prefix: str = "",
    *,
    paper: str = "A4",
) -> Picture:
    """Draw one cycle of the outcome map on one landscape page.

    Never raises on what a learner wrote. An empty map, and one in a script for which this machine
    has no font, come back without a figure and with a sentence that says so.

    Args:
        title_prefix: whose map it is; small above the title.
        paper: "A4" or "A3".

    Raises:
        ValueError: another paper.
    """
    if paper not in PAPERS:
        raise ValueError(f"Expected paper {' or '.join(PAPERS)}, found {paper!r:.20}.")
    title = canvas_title(one)
    if one.blank:
        return Picture(None, f"<p>{_EMPTY}</p>", f"{_EMPTY}\n", title, _EMPTY)
    canvas = canvas_of(one, title_prefix)
    prefix = title_prefix.strip().rstrip(":").strip()
    full = f"{prefix}: {title}" if prefix else title
    about = _about(one)
    tables = tuple(canvas_tables(one))
    html, text = canvas_html(one, full, about), canvas_text(one, full, about)
    lost = missing(drawable(t) for t in _words(canvas))
    if lost:
        return Picture.in_words(no_font(lost, "the map is"), html, text, full, tables)
    sheet = lay_out(canvas, paper)
    notes = ("Some text is shortened in the picture; the table holds every word.",) * sheet.cut
    alt = (
        f"Outcome map, cycle {one.version}: {clean(canvas.line)}. {title}. "
        "The table with it holds every box."
    )
    return Picture(sheet.page.figure(), html, text, full, alt, notes, (sheet.page,), tables)


def canvas_of(one: OutcomeMap, title_prefix: str = "") -> Canvas:
    """A map as the content of a sheet, before it is measured."""
    cited = {box: tuple(drawable(i) for i in ids) for box, ids in box_evidence(one).items()}
    said = {"1": one.payer, "2": one.expectation, "3": one.process}
    upper = [Panel(box, TITLES[box], (_column(rows),), cited[box]) for box, rows in said.items()]
    helps = [i for i in one.impacts if i.text and i.sign != "-"]
    hurts = [i for i in one.impacts if i.text and i.sign == "-"]
    stated = tuple(_statement(s) for s in one.statements if not s.blank)
    lower = (
        Panel("4", TITLES["4"], (_impacts(helps, "Helps", MARKS["R"].colour),
                                 _impacts(hurts, "Hurts", MARKS["M"].colour)),
              cited["4"]),
        Panel("5", TITLES["5"], _halves(stated)),  # each statement names its own source
    )  # fmt: skip
    logged = tuple(
        (
            Part("small", f"Box {c.box or '?'}: {c.what or 'changed'}"),
            *_rests(c.evidence, c.colleague),
        )
        for c in one.changes
        if c.box or c.what
    )
    first = (
        "First cycle: nothing has changed yet." if one.version == 1 else "No change is logged yet."
    )
    log = Column(logged or ((Part("small", first, GREY),),))
    prefix = title_prefix.strip().rstrip(":").strip()
    kicker = "  |  ".join(filter(None, (prefix, _about(one))))
    return Canvas(canvas_title(one), kicker, tuple(upper), lower, one.oneliner or "Not written yet",
                  f"Cycle {one.version} of at most {CYCLES}: what changed", log, _FOOT)  # fmt: skip


def _column(rows: list[Said]) -> Column:
    return Column(tuple((Part("body", r.text),) for r in rows if r.text) or (_OPEN,))


def _impacts(rows: list[Impact], heading: str, colour: str) -> Column:
    # A plus, a minus or a question mark on each, so that nobody needs the heading's colour.
    entries = tuple((Part("body", f"{_SIGNS[r.sign]} {r.text}"),) for r in rows)
    return Column(entries or ((Part("body", "Nothing yet", GREY),),), heading, colour)


def _statement(s: Intent) -> tuple[Part, ...]:
    """A statement in four lines: what is measured, the target, from where by when, who and where
    it is read."""
    target = " ".join(filter(None, (s.comparator, _plain(s.target), s.unit)))
    today = f"today {_plain(s.baseline)}" if s.baseline is not None else "no baseline yet"
    small = (", ".join(filter(None, line)) for line in (
        (today, s.due and f"by {spelt(s.due)}"), (s.owner, s.source)))  # fmt: skip
    return (
        Part("body", s.measure or "Measure still open", INK if s.measure else GREY),
        Part("strong", target or "target still open", ACCENT),
        *(Part("small", line, GREY) for line in small if line),
    )


def _halves(entries: tuple[tuple[Part, ...], ...]) -> tuple[Column, ...]:
    """One column, or two from three statements on."""
    if len(entries) < 3:
        return (Column(entries or (_OPEN,)),)
    half = -(-len(entries) // 2)
    return Column(entries[:half]), Column(entries[half:])


def _rests(evidence: list[str], colleague: str) -> tuple[Part, ...]:
    said = ", ".join(filter(None, (*evidence, colleague)))
    return (Part("small", said, GREY),) if said else ()


def _plain(value: float | str | None) -> str:
    return f"{value:,.6g}" if isinstance(value, (int, float)) else value or ""


def _about(one: OutcomeMap) -> str:
    parts = (
        one.journey and f"Journey: {one.journey}",
        one.objective and f"Objective: {one.objective}",
    )
    return "  |  ".join(filter(None, parts))


def _words(canvas: Canvas) -> list[str]:
    panels = (*canvas.upper, *canvas.lower)
    columns = (*(c for p in panels for c in p.columns), canvas.log)
    parts = [part.text for c in columns for entry in c.entries for part in entry]
    return [canvas.kicker, canvas.line, *parts, *(e for p in panels for e in p.evidence)]
