"""The categorisation grid as a heat grid: its finding as title, its text twin beside it."""

from __future__ import annotations

from ..techniques.needs import Grid
from .finding import Finding, find
from .gridpage import Layout, lay_out
from .gridtable import FOOT, grid_html, grid_tables, grid_text
from .picture import Picture
from .text import drawable
from .typeface import missing, no_font

__all__ = ["draw_grid", "grid_layout"]


def draw_grid(grid: Grid, title_prefix: str = "") -> Picture:
    """Draw the grid of exercise 2.3 (row 3 of the method) on one page of A4 landscape.

    Columns are kinds of customer, rows needs, a cell its strength from 0 to 3 with evidence
    ids, and beneath stand workflow, interactions and people skills. Never raises on what a
    learner wrote. A grid without categories or needs, and one in a script for which this
    machine has no font, come back without a figure and with a sentence that says so.

    Args:
        title_prefix: whose grid it is, such as "Rowan & Vale"; small above the title.
    """
    finding = find(grid)
    kicker = title_prefix.strip().rstrip(":").strip()
    title = f"{kicker}: {finding.title}" if kicker else finding.title
    tables = tuple(grid_tables(grid))
    if not grid.categories or not grid.needs:
        said = (
            "There is nothing to draw yet. Name at least one kind of customer and one need in "
            "the form of exercise 2.3, then draw again."
        )
        return Picture(None, f"<p>{said}</p>", f"{said}\n", finding.title, said, tables=tables)
    html, text = grid_html(grid, finding, title), grid_text(grid, finding, title)
    lost = missing(_texts(grid, kicker))
    if lost:
        return Picture.in_words(no_font(lost, "the grid is"), html, text, title, tables)
    layout = grid_layout(grid, kicker, finding)
    pages = () if layout.pages == (layout.screen,) else layout.pages
    notes = (
        ("Some text is shortened in the picture; the table holds every word.",)
        if layout.cut
        else ()
    )
    alt = (
        f"Heat grid of {_many(len(grid.needs), 'need')} by "
        f"{_many(len(grid.categories), 'kind')} of customer. {title}. "
        "The table with it holds every value."
    )
    return Picture(layout.screen.figure(), html, text, title, alt, notes, pages, tables)


def grid_layout(grid: Grid, kicker: str = "", finding: Finding | None = None) -> Layout:
    """The grid's boxes in points, before anything is drawn; at least one category and need."""
    return lay_out(grid, finding or find(grid), kicker)


def _texts(grid: Grid, kicker: str) -> list[str]:
    parts = [kicker]
    for c in grid.categories:
        parts += [c.name, c.line, *(getattr(c, key) for key, _ in FOOT)]
    for n in grid.needs:
        parts.append(n.need)
        parts += [e for cell in n.cells.values() for e in cell.evidence]
    return [drawable(p) for p in parts]


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
