"""Module 03, the outcome map: exercises 3.1 to 3.7. Rows 9-17 of the method."""

from ..quiz import quiz
from .boxes import BOXES
from .oneliner import ONELINER
from .outcome_map import MAP
from .repairs import REPAIRS
from .review import REVIEW
from .weasels import WEASELS

__all__ = ["EXERCISES"]

_ALL = (BOXES, WEASELS, REPAIRS, MAP, ONELINER, REVIEW, quiz("3.7", "03"))
EXERCISES = {e.id: e for e in _ALL}
