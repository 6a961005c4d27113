"""A mark as HTML and as text: in the notebook, the feedback and the report it reads the same.

It is what `cx.check` shows, with what only the office knows before it: why a person decides, and
where an answer came from. Everything is escaped; nothing needs a script or a style sheet.
"""

from __future__ import annotations

from ..screen import Page, mark_page
from .outcome import ExerciseResult

__all__ = ["findings_page", "headline", "number"]


def number(value: float | None) -> str:
    """A figure without needless zeros: 7, 7.5, 0.62; a dash for none."""
    return "\u2013" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def headline(result: ExerciseResult) -> str:
    """The exercise, its title and its points."""
    full = number(result.exercise.points)
    score = "no score yet" if result.score is None else f"{number(result.score)} of {full} points"
    return f"{result.exercise.id} {result.exercise.title}: {score}"


def findings_page(result: ExerciseResult) -> Page:
    """What was found in an exercise, criterion by criterion; `.html` and `.text`."""
    if result.waiting:
        page = Page().heading(headline(result))
        if not result.person:
            page.line("This exercise waits for a person; it is not scored as nothing.")
        page.line(result.waiting)
    elif not result.started or result.mark is None:
        page = Page().heading(headline(result)).line("Nothing was filled in.")
    else:
        page = mark_page(result.mark, headline(result), result.exercise.points)
    if result.person:
        ours = "none" if result.points is None else number(result.points)
        page.line(f"A person gave this score; the program's was {ours}. {result.waits}".strip())
    return page.line(result.note, quiet=True) if result.note else page
