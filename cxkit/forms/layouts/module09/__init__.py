"""Module 09, the assessment: the five tasks of the paper, the own plan, the quiz."""

from __future__ import annotations

from ..parts import Layout
from .breaks import breaks
from .measures import measures
from .moments import moments
from .needs import needs
from .ownplan import own_plan
from .quiz import quiz
from .rules import rules

__all__ = ["LAYOUTS"]

LAYOUTS: dict[str, Layout] = {
    "9.1a": needs,
    "9.1b": moments,
    "9.1c": breaks,
    "9.1d": rules,
    "9.1e": measures,
    "9.2": own_plan,
    "9.3": quiz,
}
