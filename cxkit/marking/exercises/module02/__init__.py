"""Module 02, customers by need: exercises 2.1 to 2.7. Rows 1-6 and 17 of the method."""

from ..quiz import quiz
from .dialogue import DIALOGUE
from .grid import GRID
from .other_grid import OTHER
from .pairs import PAIRS
from .segments import SEGMENTS
from .statements import STATEMENTS

__all__ = ["EXERCISES"]

_ALL = (SEGMENTS, PAIRS, GRID, OTHER, STATEMENTS, DIALOGUE, quiz("2.7", "02"))
EXERCISES = {e.id: e for e in _ALL}
