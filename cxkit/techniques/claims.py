"""A claims audit: which claims cannot both stand, and how good the evidence for one is.

Rows 50, 55, 67, 73 and 74 of the method, and its section 1.2. The grades are our own: A independent
data that anybody can look up again; B data published by the one who claims; C a case told with
numbers and names that can be checked; D the opinion of a named expert; E neither data nor source.

Conventions: a grade says what a claim rests on. It does not say whether the claim is true.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence

from .artefact import Artefact, Row, Text
from .needs import Placed

__all__ = [
    "GRADES",
    "GROUPS",
    "Claimed",
    "ClaimsAudit",
    "Definitions",
    "Matched",
    "Qualities",
    "grades_apart",
    "overlap",
    "paired",
]

GRADES = "ABCDE"
GROUPS = ("dates", "figures", "terms", "customers")


# ---- what a learner makes -------------------------------------------------------------------


class Matched(Row):
    """One item, and the one that was chosen for it from a list."""

    choice: Text = ""


class Claimed(Row):
    """A claim of the learner's own choice: what is said, where, and what it rests on."""

    claim: Text = ""
    place: Text = ""
    choice: Text = ""
    why: Text = ""


class ClaimsAudit(Artefact):
    """Claims in four groups, each with one beside which it cannot stand, and grades (1.3).

    On the learner's own organisation `own` holds claims that are made there, with grades.
    """

    figures: list[Matched] = []
    dates: list[Matched] = []
    terms: list[Matched] = []
    customers: list[Matched] = []
    grades: list[Placed] = []
    own: list[Claimed] = []

    @property
    def matched(self) -> list[Matched]:
        """The rows of all groups."""
        return [row for group in GROUPS for row in getattr(self, group)]


class Qualities(Row):
    """A definition, and what it names: quality -> "yes" or "no"."""

    cells: dict[str, Text] = {}


class Definitions(Artefact):
    """Six definitions with their authors and what each of them names (1.4)."""

    authors: list[Matched] = []
    matrix: list[Qualities] = []


# ---- what can be computed -------------------------------------------------------------------


def paired(rows: Sequence[Matched]) -> set[tuple[str, str]]:
    """The pairs that were chosen, each once and with the smaller id first.

    It does not matter at which of the two a pair was chosen. An item beside itself is no pair.
    """
    chosen = {(row.id, row.choice) for row in rows if row.choice and row.choice != row.id}
    return {(min(pair), max(pair)) for pair in chosen}


def overlap(truth: Collection[Hashable], given: Collection[Hashable]) -> float:
    """F1 of two sets, 0 to 1; 0 where both are empty."""
    both = len(truth) + len(given)
    return 2 * len(set(truth) & set(given)) / both if both else 0.0


def grades_apart(truth: Mapping[str, str], given: Mapping[str, str]) -> dict[str, int]:
    """Item -> steps between the two grades; an item without a grade from A to E is left out."""
    return {
        item: abs(GRADES.index(given[item]) - GRADES.index(grade))
        for item, grade in truth.items()
        if len(given.get(item, "")) == 1 and given[item] in GRADES
    }
