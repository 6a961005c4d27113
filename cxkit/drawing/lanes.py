"""The activity map as swimlanes: customer on top, what nobody sees below, numbered marks.

Rows 26, 32 and 54 of the method. `draw_map` is the picture for paper and screen, `sketch_map` the
same layout as bare SVG, quick enough to stand beside a form while it is filled in.
"""

from __future__ import annotations

from ..techniques.activity import ActivityMap
from ..techniques.breaks import breaks, moments
from .lanecards import Story, story
from .lanepage import PAPERS, lay_out, sketched
from .lanetable import lane_html, lane_tables, lane_text, map_title
from .picture import Picture
from .sheet import Table
from .text import clean, drawable
from .typeface import missing, no_font

__all__ = ["draw_map", "map_tables", "sketch_map"]

_EMPTY = (
    "There is nothing to draw yet. Write at least one step with its lane and its performer, "
    "then draw again."
)
_MOST = 1500  # arrows; with more nobody could follow one, and drawing would take too long
_SKETCH = 6  # columns of a row beside a form: about as wide as a notebook at full size


def draw_map(
    activity: ActivityMap,
    title_prefix: str = "",
    *,
    before: ActivityMap | None = None,
    paper: str = "A4",
) -> Picture:
    """Draw an activity map, or what became of the one `before`.

    Lanes run across, rows break where few arrows are cut, M stands on the step where the customer
    is met, B on the arrow of a hand-off, R on the step where a rule decides. Never raises on what
    a learner wrote. An empty map, and one in a script for which this machine has no font, come
    back without a figure and with a sentence that says so.

    Args:
        title_prefix: whose map it is; small above the title.
        before: drawn with it: its steps that are gone are hatched and labelled "out", steps that
            are not in it are labelled "new".
        paper: "A4" or "A3", landscape.

    Raises:
        ValueError: another paper.
    """
    if paper not in PAPERS:
        raise ValueError(f"Expected paper {' or '.join(PAPERS)}, found {paper!r:.20}.")
    title = map_title(activity, before)
    kicker = title_prefix.strip().rstrip(":").strip()
    full = f"{kicker}: {title}" if kicker else title
    crowd = _crowd(activity) or (_crowd(before) if before else "")
    if crowd:
        return Picture(None, f"<p>{crowd}</p>", f"{crowd}\n", full, crowd)
    told = story(activity, before)
    if not told.cards:
        return Picture(None, f"<p>{_EMPTY}</p>", f"{_EMPTY}\n", title, _EMPTY)
    tables = lane_tables(activity, told)
    html, text = lane_html(tables, full), lane_text(activity, told, full)
    shown = [kicker, *(t for c in told.cards for t in (c.ref, c.words, c.about_words, c.lane))]
    lost = missing(drawable(t) for t in shown)
    if lost:
        return Picture.in_words(no_font(lost, "the map is"), html, text, full, tables)
    laid = lay_out(told, title, kicker, paper)
    notes = ("Some text is shortened in the picture; the table holds every word.",) * laid.cut
    alt = f"{_alt(activity, told)} The table with it holds every step."
    return Picture(laid.screen.figure(), html, text, full, alt, notes, laid.pages, tuple(tables))


def map_tables(activity: ActivityMap) -> list[Table]:
    """The map, its break points, moments and rules as sheets; none for an empty map."""
    return lane_tables(activity, story(activity))


def sketch_map(activity: ActivityMap) -> tuple[str, str]:
    """The map as SVG text, and the same in words, for a picture beside a form.

    Returns:
        (svg, alt); the SVG is empty where there is no step yet, or far too many arrows.
    """
    if crowd := _crowd(activity):
        return "", crowd
    told = story(activity)
    if not told.cards:
        return "", _EMPTY
    alt = _alt(activity, told)
    return sketched(told, _SKETCH).svg(alt), alt


def _crowd(activity: ActivityMap) -> str:
    """What to say of a map with too many arrows; empty for any that a person would write."""
    arrows = sum(len(after) for after in activity.routes.links.values())
    if arrows <= _MOST:
        return ""
    return (
        f"The map has {arrows:,} arrows, and at most {_MOST:,} can be drawn. Name in \u201cnext\u201d "
        "only the steps that follow at once."
    )


def _alt(activity: ActivityMap, told: Story) -> str:
    steps, met, handed = len(told.cards), len(moments(activity)), len(breaks(activity))
    lanes = ", ".join(clean(lane) or "no lane yet" for lane in told.lanes)
    return (
        f"Swimlanes of {steps} step{'s' if steps != 1 else ''} in the lanes {lanes}: "
        f"{met} moment{'s' if met != 1 else ''} of truth, {handed} break "
        f"point{'s' if handed != 1 else ''}."
    )
