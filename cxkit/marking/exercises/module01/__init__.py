"""Module 01, outside-in or inside-out: exercises 1.1 to 1.6. Rows 7, 8, 55, 56, 59, 67, 73, 74."""

from ..quiz import quiz
from .claims import CLAIMS
from .definitions import DEFINITIONS
from .language import LANGUAGE
from .stances import STANCES
from .story import STORY

__all__ = ["EXERCISES"]

_ALL = (STANCES, STORY, CLAIMS, DEFINITIONS, LANGUAGE, quiz("1.6", "01"))
EXERCISES = {e.id: e for e in _ALL}
