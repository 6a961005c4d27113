"""Module 07, measures, line of sight and the map's second cycle: exercises 7.1 to 7.7."""

from ..parts import Layout, quiz
from .figures import gaps, tree
from .measures import audit, replaced
from .second import second
from .sight import sight

__all__ = ["LAYOUTS"]

LAYOUTS: dict[str, Layout] = {
    "7.1": audit,
    "7.2": replaced,
    "7.3": sight,
    "7.4": tree,
    "7.5": second,
    "7.6": gaps,
    "7.7": quiz("07"),
}
