"""Module 01, outside-in or inside-out: exercises 1.1 to 1.6."""

from __future__ import annotations

from ..parts import Layout, quiz
from .claims import claims
from .definitions import definitions
from .language import language
from .stances import stances
from .story import story

__all__ = ["LAYOUTS"]

LAYOUTS: dict[str, Layout] = {
    "1.1": stances,
    "1.2": story,
    "1.3": claims,
    "1.4": definitions,
    "1.5": language,
    "1.6": quiz("01"),
}
