"""Module 06, business rules: exercises 6.1 to 6.6. Rows 40-44 and 70."""

from ..quiz import quiz
from .clinic import CLINIC
from .court import COURT
from .hunt import HUNT
from .register import REGISTER
from .shorter import SHORTER

__all__ = ["EXERCISES"]

_ALL = (HUNT, REGISTER, CLINIC, SHORTER, COURT, quiz("6.6", "06"))
EXERCISES = {e.id: e for e in _ALL}
