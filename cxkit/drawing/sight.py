"""The line of sight as a picture: which tasks reach which objective through which outcome.

Rows 47, 48, 62 and 76 of the method. `draw_sight` is the picture for paper and screen,
`sketch_sight` the same layout as bare SVG, quick enough to stand beside a form.
"""

from __future__ import annotations

from ..techniques.sight import Seen, Sight, seen
from .lanetable import lane_html
from .picture import Picture
from .scene import Scene, moved
from .sheet import Table
from .sightpage import PORTRAIT, lay_out
from .text import clean, drawable
from .typeface import missing, no_font

__all__ = ["draw_sight", "sight_tables", "sight_title", "sketch_sight"]

_EMPTY = "There is nothing to draw yet. Give at least one task a test, then draw again."
_MOST = 300  # tasks; with more nobody reads a picture
_SKETCH = 1.35  # of natural size: as wide as a form


def draw_sight(sight: Sight, title_prefix: str = "", *, paper: str = "A4") -> Picture:
    """Draw the lines from tasks through outcomes to objectives.

    Never raises on what a learner wrote. Where nothing is judged yet, or this machine has no font
    for a script, there is no figure and a sentence that says so.

    Args:
        title_prefix: whose lines they are; small above the title.
        paper: "A4" or "A3", portrait; more tasks make the page longer, not the type smaller.

    Raises:
        ValueError: another paper.
    """
    if paper not in PORTRAIT:
        raise ValueError(f"Expected paper {' or '.join(PORTRAIT)}, found {paper!r:.20}.")
    found = seen(sight)
    title = sight_title(found)
    if _nothing(found):
        return Picture(None, f"<p>{_EMPTY}</p>", f"{_EMPTY}\n", title, _EMPTY)
    kicker = title_prefix.strip().rstrip(":").strip()
    full = f"{kicker}: {title}" if kicker else title
    tables = sight_tables(sight)
    html, text = lane_html(tables, full), _text(tables, full)
    lost = missing(drawable(t) for t in _words(sight, kicker))
    note = ""
    if lost:
        note = no_font(lost, "the lines are")
    elif found.tasks > _MOST:
        note = f"{found.tasks:,} tasks are shown as a table; at most {_MOST} can be drawn."
    if note:
        return Picture.in_words(note, html, text, full, tables)
    laid = lay_out(sight, found, title, kicker)
    sheet = _on_paper(lay_out(sight, found, title, kicker, PORTRAIT["A4"][1]).page, paper)
    notes = ("Some text is shortened in the picture; the table holds every word.",) * laid.cut
    alt = f"{_alt(found)} The table with it holds every task."
    return Picture(laid.page.figure(), html, text, full, alt, notes, (sheet,), tuple(tables))


def sketch_sight(sight: Sight) -> tuple[str, str]:
    """The lines as SVG text, and the same in words, for a picture beside a form.

    Returns:
        (svg, alt); the SVG is empty where nothing is judged yet, or there are too many tasks.
    """
    found = seen(sight)
    if _nothing(found) or found.tasks > _MOST:
        return "", _EMPTY
    alt = _alt(found)
    page = lay_out(sight, found).page
    return _scaled(page, _SKETCH, page.width * _SKETCH, page.height * _SKETCH).svg(alt), alt


def sight_title(found: Seen) -> str:
    """What the lines show, as a title."""
    if not found.tasks:
        return "No task is named yet"
    title = f"{len(found.lines)} of {found.tasks} have a line to an objective"
    if found.orphans:
        title += f"; {_many(len(found.orphans), 'serves', 'serve')} nothing"
    if found.unserved:
        title += f"; nothing serves {' and '.join(found.unserved)}"
    return title


def sight_tables(sight: Sight) -> list[Table]:
    """Tasks, outcomes and objectives with their links as sheets; none where there is no task."""
    found = seen(sight)
    if not sight.tasks:
        return []
    aims = {o.ref: [b.upper() for b in o.objectives] for o in sight.outcomes}
    rows = []
    for t in sight.tasks:
        met = found.lines.get(t.ref, ())
        ends = sorted({b for o in met for b in aims[o]})
        state = ("no line of sight" if t.ref in found.orphans else "not judged yet" if t.ref in found.open
                 else f"demanded by {found.ruled[t.ref]}" if t.ref in found.ruled else "")  # fmt: skip
        hours = t.hours if isinstance(t.hours, (int, float)) else None
        rows.append((t.ref, t.text, t.kind or "task", t.test, ", ".join(met), ", ".join(ends), state, hours))
    header = ("Code", "Task", "Kind", "Contribution", "Outcomes", "Objectives", "Remark", "Hours a week")
    first = sorted(rows, key=lambda r: r[6] != "no line of sight")
    by_outcome = {o.ref: sum(o.ref in met for met in found.lines.values()) for o in sight.outcomes}
    outcomes = tuple(
        (o.ref, o.text, ", ".join(aims[o.ref]), by_outcome[o.ref],
         f"hangs on {found.single[o.ref]} alone" if o.ref in found.single else
         "no task serves it" if o.ref in found.idle else "")
        for o in sight.outcomes
    )  # fmt: skip
    objectives = tuple(
        (b.ref, b.text, ", ".join(o for o in aims if b.ref in aims[o]),
         sum(any(b.ref in aims[o] for o in met) for met in found.lines.values()),
         "nothing serves it" if b.ref in found.unserved else
         f"hangs on {found.thin[b.ref]} alone" if b.ref in found.thin else
         f"hangs on {found.single[b.ref]} alone" if b.ref in found.single else "")
        for b in sight.objectives
    )  # fmt: skip
    return [
        Table("Line of sight", header, tuple(first)),
        Table("Outcomes", ("Code", "Outcome", "Moves", "Tasks", "Remark"), outcomes),
        Table("Objectives", ("Code", "Objective", "Through", "Tasks", "Remark"), objectives),
    ]


def _nothing(found: Seen) -> bool:
    return len(found.open) == found.tasks


def _on_paper(page: Scene, paper: str) -> Scene:
    """The page at the size of a sheet; one too long for it is made smaller."""
    wide, high = PORTRAIT[paper]
    scale = min(wide / page.width, high / page.height)
    return _scaled(page, scale, wide, high, (wide - page.width * scale) / 2)


def _scaled(page: Scene, scale: float, wide: float, high: float, dx: float = 0.0) -> Scene:
    return Scene(
        wide, high,
        *(tuple(moved(thing, dx, 0, scale) for thing in things)
          for things in (page.boxes, page.rules, page.strokes, page.shapes)),
    )  # fmt: skip


def _alt(found: Seen) -> str:
    said = f"Line of sight: {len(found.lines)} of {found.tasks} tasks reach an objective"
    said += f", {len(found.ruled)} are demanded by law" if found.ruled else ""
    said += f". No line: {', '.join(found.orphans)}" if found.orphans else ""
    return said + (f". Nothing serves {', '.join(found.unserved)}." if found.unserved else ".")


def _text(tables: list[Table], title: str) -> str:
    lines = [f"{title}."]
    for table in tables:
        lines += ["", table.name]
        lines += ["  " + "; ".join(clean(str(v)).replace("\n", " ") for v in row if v not in ("", None))
                  for row in table.rows]  # fmt: skip
    return "\n".join(lines) + "\n"


def _words(sight: Sight, kicker: str) -> list[str]:
    rows = (*sight.tasks, *sight.outcomes, *sight.objectives)
    return [kicker, *(t for r in rows for t in (r.ref, r.text))]


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
