"""Module 08, redesign: exercises 8.1 to 8.9. Each file has `LAYOUTS`, exercise -> layout."""

from ..parts import Layout, quiz
from . import aboard, boundary, crown, keep, news, pitch, rethink, wheel

__all__ = ["LAYOUTS"]

_FILES = (boundary, wheel, news, keep, crown, pitch, rethink, aboard)
LAYOUTS: dict[str, Layout] = {"8.7": quiz("08")}
for _file in _FILES:
    LAYOUTS |= _file.LAYOUTS
