"""Module 08, redesign: exercises 8.1 to 8.9. Rows 27-30, 35, 49-53, 57, 58, 61, 63-65 and 80."""

from ..quiz import quiz
from . import aboard, boundary, crown, keep, news, pitch, rethink, wheel

__all__ = ["EXERCISES"]

_FILES = (boundary, wheel, news, keep, crown, pitch, rethink, aboard)
_ALL = (*(file.EXERCISE for file in _FILES), quiz("8.7", "08"))
EXERCISES = {e.id: e for e in sorted(_ALL, key=lambda e: e.id)}
