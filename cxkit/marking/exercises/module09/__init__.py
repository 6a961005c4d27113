"""Module 09, the assessment: the paper's five tasks, the own plan, the quiz. See `marking/paper.py`."""

from .breaks import BREAKS
from .measures import MEASURES
from .moments import MOMENTS
from .needs import NEEDS
from .plan import PLAN
from .quiz import QUIZ
from .rules import RULES

__all__ = ["EXERCISES"]

_ALL = (NEEDS, MOMENTS, BREAKS, RULES, MEASURES, PLAN, QUIZ)
EXERCISES = {e.id: e for e in _ALL}
