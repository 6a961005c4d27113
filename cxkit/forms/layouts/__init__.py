"""What stands in the form of each exercise: a pure function of the answer and the case.

A layout is computed again after each save, so the columns of one section may follow the rows of
another: the grid has a column for each category that has been named.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..spec import Section
from . import module00, module02

__all__ = ["LAYOUTS", "layout"]

LAYOUTS = {**module00.LAYOUTS, **module02.LAYOUTS}


def layout(
    exercise: str, data: Mapping[str, Any], case: Any, *, mine: bool = False
) -> list[Section]:
    """The sections of an exercise's form.

    Args:
        data: the answer so far; damaged rows are passed over.
        mine: the form is on the learner's own organisation.

    Raises:
        KeyError: the exercise has no form.
    """
    return LAYOUTS[exercise](data, case, mine)
