"""The pictures of module 02: the categorisation grid and the survey's counts."""

from __future__ import annotations

from typing import Any

from ..desk import Desk
from ..screen import Page
from .shown import Shown, artefact

__all__ = ["PICTURES", "survey_counts"]


def _grid(desk: Desk, mine: bool) -> Any:
    from ..techniques.needs import Grid

    return artefact(desk, Grid, "2.3", mine)


def _grid_picture(desk: Desk, mine: bool) -> Any:
    from ..drawing import draw_grid

    return draw_grid(_grid(desk, mine), "Yours" if mine else "")


def _grid_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import grid_tables

    return grid_tables(_grid(desk, mine))


_SURVEY_HEADER = (
    "need",
    "rated it",
    "important (4-5)",
    "important and not well served (3 or less)",
)


def survey_counts(rows: list[dict[str, Any]], needs: Any) -> list[tuple[str, int, int, int]]:
    """Per need: how many rated both, how many call it important, how many of those are not
    well served."""
    found = []
    for need in needs:
        rated = [
            (r["importance"], r["satisfaction"])
            for r in rows
            if r["need"] == need and r["importance"] is not None and r["satisfaction"] is not None
        ]
        important = [r for r in rated if r[0] >= 4]
        found.append((need, len(rated), len(important), sum(r[1] <= 3 for r in important)))
    return found


def _survey(desk: Desk, mine: bool) -> Page:
    case = desk.case
    people = len({r["respondent"] for r in case.survey})
    rows = [
        (f"{need} {case.survey_needs[need]['text']}", *counts)
        for need, *counts in survey_counts(case.survey, case.survey_needs)
    ]
    page = Page().table(f"{people} customers, asked about eight needs", _SURVEY_HEADER, rows)
    return page.line(
        "Need gap = last column divided by \u201crated it\u201d. Synthetic data.", quiet=True
    )


def _survey_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    counts = survey_counts(desk.case.survey, desk.case.survey_needs)
    rows = [(n, desk.case.survey_needs[n]["text"], *c) for n, *c in counts]
    return [Table("Survey", ("id", *_SURVEY_HEADER), rows)]


PICTURES = {
    "grid": Shown("2.3", _grid_picture, _grid_tables),
    "survey": Shown("2.5", _survey, _survey_tables, page=True),
}
