"""Module 07, measures, line of sight and the map's second cycle: exercises 7.1 to 7.7.

Rows 14, 16, 45-48, 57, 60, 62 and 76 of the method.
"""

from ..quiz import quiz
from .audit import AUDIT
from .gaps import GAPS
from .replaced import REPLACED
from .second import SECOND
from .sight import SIGHT
from .tree import TREE

__all__ = ["EXERCISES"]

_ALL = (AUDIT, REPLACED, SIGHT, TREE, SECOND, GAPS, quiz("7.7", "07"))
EXERCISES = {e.id: e for e in _ALL}
