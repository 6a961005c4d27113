"""Customers by need: categories, the grid, want and need, need statements, the need gap.

Rows 1-6 and 17 of the method. Marketers segment by circumstance (age, income, postcode); this
technique categorises by what a customer needs, in the customer's words. The grid is our own
design, since none was ever published: columns are 3-6 categories, rows 8-15 needs, a cell holds
a strength (0 none, 1 some, 2 strong, 3 decisive) with the ids of the evidence for it, and three
foot rows say what each category asks of workflow, interactions and people skills.

Conventions: a profile is the tuple of a category's strengths in the order of the grid's needs.
Similarity is the cosine of two profiles, 0 (nothing in common) to 1 (same shape).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .artefact import Artefact, Ids, Row, Text

__all__ = [
    "Category",
    "Cell",
    "Dialogue",
    "GapScore",
    "Grid",
    "Need",
    "NeedStatements",
    "Pair",
    "Placed",
    "Sort",
    "WantNeedPairs",
    "coverage",
    "distances",
    "evidence_profiles",
    "nearest",
    "need_gap",
    "profiles",
    "similarity",
]

Strength = Annotated[int, Field(ge=0, le=3)]
Kind = Literal["", "want", "need", "expectation", "perception"]
Direction = Literal["", "less", "more", "no change"]
Measure = Literal["", "time", "chance", "number", "effort", "cost", "understanding"]


def _share(value: Any) -> Any:
    """A share as people type it: 0,41 and 41 % are 0.41. What is no number stays as typed: one
    slip in a column is for the check to tell, and costs no other row."""
    if not isinstance(value, str):
        plain = isinstance(value, (int, float)) and math.isfinite(value)
        return value if plain or value is None else f"{value!r:.20}"
    text = value.strip().replace(",", ".")
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return value.strip() or None
    return number if math.isfinite(number) else value.strip()




# ---- what a learner makes -------------------------------------------------------------------


class Category(Row):
    """One column of the grid: a kind of customer, named by need."""

    name: Text = ""
    line: Text = ""  # what such a customer would say
    role: Literal["", "funder", "watcher", "enabler"] = ""
    workflow: Text = ""
    interactions: Text = ""
    people: Text = ""


class Cell(Artefact):
    """How strongly a category has a need, and what shows it."""

    strength: Strength | None = None
    evidence: Ids = []


class Need(Row):
    """One row of the grid: a need in the customer's words."""

    need: Text = ""
    cells: dict[str, Cell] = {}

    def strength(self, category: str) -> int:
        cell = self.cells.get(category)
        return (cell.strength or 0) if cell else 0


class Placed(Row):
    """One item put under one label.

    An item of the case is known by its id. On the learner's own organisation the row's id is the
    form's, so the learner gives each person a short code to cite.
    """

    choice: Text = ""
    why: Text = ""
    code: Text = ""
    who: Text = ""

    @property
    def item(self) -> str:
        return self.code.upper() or self.id


class Sort(Artefact):
    """A sorting of items: exercises 2.1 and 2.4."""

    labels: list[Placed] = []


class Grid(Artefact):
    """The categorisation grid and a hand-sorting of customers into its categories (2.3)."""

    categories: list[Category] = []
    needs: list[Need] = []
    sort: list[Placed] = []


class Pair(Row):
    """What a customer says, and the need behind it (2.2)."""

    kind: Kind = ""
    want: Text = ""
    need: Text = ""
    evidence: Ids = []


class WantNeedPairs(Artefact):
    pairs: list[Pair] = []


class Statement(Row):
    """A need as direction, measure, object, context: "less time, to get the car back, on a day
    I work"."""

    direction: Direction = ""
    measure: Measure = ""
    object: Text = ""
    context: Text = ""


class GapScore(Row):
    """A need-gap score worked out by hand, a share from 0 to 1; text where it is no number."""

    score: Annotated[float | str | None, BeforeValidator(_share)] = None
    top: Literal["", "yes"] = ""


class NeedStatements(Artefact):
    """Eight needs in four fields, and their need-gap scores (2.5)."""

    statements: list[Statement] = []
    scores: list[GapScore] = []


class Heard(Row):
    need: Text = ""
    sentence: Text = ""


class Part(Row):
    text: Text = ""


class Dialogue(Artefact):
    """A 30-second dialogue: what was heard, then need, action and plan (2.6)."""

    heard: list[Heard] = []
    parts: list[Part] = []


# ---- what can be computed from it -----------------------------------------------------------


def profiles(grid: Grid) -> dict[str, tuple[int, ...]]:
    """Category id -> strengths, one for each need of the grid, 0 where a cell is blank."""
    return {c.id: tuple(n.strength(c.id) for n in grid.needs) for c in grid.categories}


def evidence_profiles(grid: Grid, items: Collection[str]) -> dict[str, tuple[int, ...]]:
    """Item id -> 1 for each need in whose row the item is cited at strength 1 or more, else 0.

    The category under which it is cited plays no part: that is what the hand-sorting says, and
    the two are compared. Cells of a category that is gone do not count.
    """
    here = {c.id for c in grid.categories}
    cited = [
        {
            e.upper()
            for category, cell in n.cells.items()
            if category in here and (cell.strength or 0) > 0
            for e in cell.evidence
        }
        for n in grid.needs
    ]
    return {item: tuple(int(item.upper() in row) for row in cited) for item in items}


def similarity(a: Sequence[float], b: Sequence[float]) -> float:
    """Cosine of two profiles of equal length; 0 where either is empty."""
    size = math.hypot(*a) * math.hypot(*b)
    return math.fsum(x * y for x, y in zip(a, b, strict=True)) / size if size else 0.0


def nearest(
    profile: Sequence[float], columns: Mapping[str, Sequence[float]]
) -> tuple[list[str], float]:
    """The categories that a profile resembles most, and how much.

    Returns:
        (ids, similarity): several ids where they tie, none where nothing is shared.
    """
    found = {c: similarity(profile, column) for c, column in columns.items()}
    best = max(found.values(), default=0.0)
    if best <= 0:
        return [], 0.0
    return [c for c, s in found.items() if math.isclose(s, best, abs_tol=1e-9)], best


def coverage(grid: Grid, items: Collection[str]) -> float:
    """Share of the items that resemble some category of the grid, 0 to 1."""
    if not items:
        return 0.0
    columns = profiles(grid)
    found = evidence_profiles(grid, items)
    return sum(bool(nearest(p, columns)[0]) for p in found.values()) / len(items)


def distances(grid: Grid) -> dict[tuple[str, str], float]:
    """1 - similarity of every two categories; 0 means that needs do not tell them apart."""
    columns = list(profiles(grid).items())
    return {
        (a, b): max(0.0, 1 - similarity(p, q)) if any(p) and any(q) else 0.0
        for i, (a, p) in enumerate(columns)
        for b, q in columns[i + 1 :]
    }


def need_gap(
    ratings: Mapping[str, Sequence[tuple[int, int] | None]], *, draws: int = 2000, seed: int = 17
) -> dict[str, dict[str, float]]:
    """The need-gap score of each need, with what chance alone could make of it.

    The score is our own: of the people who rated a need, the share who call it important (4 or
    5 of 5) and are not well served (3 or less of 5).

    Args:
        ratings: need id -> (importance, satisfaction), one for each respondent in a fixed
            order, None where one of the two is blank.
        draws: bootstrap samples of respondents.

    Returns:
        need id -> score, low and high (95 % percentile interval), and `top3`, the share of
        samples in which the need is among the first three.
    """
    import numpy as np  # a form must not wait for it

    ids = list(ratings)
    rated = np.array([[r is not None for r in ratings[i]] for i in ids], dtype=float)
    unmet = np.array(
        [[r is not None and r[0] >= 4 and r[1] <= 3 for r in ratings[i]] for i in ids], dtype=float
    )
    people = rated.shape[1]
    # How often each respondent is drawn: a redrawn survey is a weighting of the one there is.
    drawn = np.random.default_rng(seed).multinomial(people, [1 / people] * people, size=draws)
    with np.errstate(invalid="ignore"):
        samples = (unmet @ drawn.T) / (rated @ drawn.T)
        scores = unmet.sum(axis=1) / rated.sum(axis=1)
    ranks = (-samples).argsort(axis=0, kind="stable").argsort(axis=0)
    low, high = np.nanpercentile(samples, [2.5, 97.5], axis=1)
    return {
        need: {
            "score": float(scores[i]),
            "low": float(low[i]),
            "high": float(high[i]),
            "top3": float((ranks[i] < 3).mean()),
        }
        for i, need in enumerate(ids)
    }
