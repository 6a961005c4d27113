"""The gap table: today, what must be true, and how far it is from one to the other.

Row 16 of the method, and the first of the three things of row 57. What can be computed from it is
`smart.gap`: target less today, with its sign, both in one unit.
"""

from __future__ import annotations

from .artefact import Artefact, Row, Text
from .smart import Amount, Comparator

__all__ = ["Farthest", "GapRow", "GapTable"]


class GapRow(Row):
    """One goal beside today's value. `name`, `today` and the units are the learner's own."""

    name: Text = ""
    today: Amount = None
    unit: Text = ""
    comparator: Comparator = ""
    target: Amount = None
    target_unit: Text = ""
    gap: Amount = None


class Farthest(Row):
    goal: Text = ""


class GapTable(Artefact):
    """Gaps of an outcome map (7.6)."""

    rows: list[GapRow] = []
    stated: list[Farthest] = []
