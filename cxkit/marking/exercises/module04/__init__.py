"""Module 04, moments of truth and recordings: exercises 4.1 to 4.7. Rows 18-24 of the method."""

from ..quiz import quiz
from .annotation import ANNOTATION
from .critical import CRITICAL
from .levels import LEVELS
from .register import REGISTER
from .settled import SETTLED
from .types import TYPES

__all__ = ["EXERCISES"]

_ALL = (TYPES, ANNOTATION, SETTLED, REGISTER, CRITICAL, LEVELS, quiz("4.7", "04"))
EXERCISES = {e.id: e for e in _ALL}
