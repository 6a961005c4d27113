"""The pictures of module 08: the ABACUS wheel of 8.2, and the stars of 8.3 to count in."""

from __future__ import annotations

from typing import Any

from ..desk import Desk
from ..marking.exercises.module08.moments import moments
from ..marking.exercises.module08.news import stars
from ..screen import Page
from ..techniques.abacus import Abacus
from .shown import Shown, artefact

__all__ = ["PICTURES"]


def _named(desk: Desk, plan: Abacus, mine: bool) -> dict[str, str]:
    return {m.ref: m.text for m in plan.stages} if mine else moments(desk.case)


def _wheel(desk: Desk, mine: bool) -> Any:
    from ..drawing.wheel import draw_wheel

    plan = artefact(desk, Abacus, "8.2", mine)
    return draw_wheel(plan, _named(desk, plan, mine), "Yours" if mine else "")


def _wheel_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing.wheel import wheel_tables

    plan = artefact(desk, Abacus, "8.2", mine)
    return wheel_tables(plan, _named(desk, plan, mine))


def _counts(desk: Desk) -> list[tuple[Any, ...]]:
    """Visits by stars, of each group that is asked about."""
    found = stars(desk.case)
    rows: list[tuple[Any, ...]] = [
        (n, *(f"{counts[n]:,}" for counts in found.values())) for n in range(5, 0, -1)
    ]
    return [*rows, ("all", *(f"{sum(counts.values()):,}" for counts in found.values()))]


def _stars(desk: Desk, mine: bool) -> Page:
    page = Page().line("Stars that customers gave at hand-over, the last contact of a visit.")
    page.table("Visits by stars", ("stars", "all visits", "visits in which they had to ring and ask"),
               _counts(desk))  # fmt: skip
    page.line("Mean: each number of stars times its visits, added up, divided by all visits.")
    return page.line("Synthetic data, counted in event-log.csv.", quiet=True)


def _stars_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    return [Table("Stars", ("stars", "all visits", "had to ring and ask"), tuple(_counts(desk)))]


PICTURES = {
    "wheel": Shown("8.2", _wheel, _wheel_tables),
    "stars": Shown("8.3", _stars, _stars_tables, page=True),
}
