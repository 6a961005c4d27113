"""Module 05, break points and the activity map: exercises 5.1 to 5.7. Rows 26 and 32-38."""

from ..quiz import quiz
from .activity import MAP
from .causes import CAUSES
from .counts import COUNTS
from .demand import DEMAND
from .names import NAMES
from .plan import PLAN

__all__ = ["EXERCISES"]

_ALL = (MAP, COUNTS, NAMES, CAUSES, PLAN, DEMAND, quiz("5.7", "05"))
EXERCISES = {e.id: e for e in _ALL}
