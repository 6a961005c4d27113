"""What stands in the form of each exercise: a pure function of the answer and the case.

A layout is computed again after each save, so the columns of one section may follow the rows of
another: the grid has a column for each category that has been named.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from ..spec import Section

__all__ = ["layout"]


def layout(
    exercise: str, data: Mapping[str, Any], case: Any, *, mine: bool = False
) -> list[Section]:
    """The sections of an exercise's form, from `module02.py` for "2.3".

    Args:
        data: the answer so far; damaged rows are passed over.
        mine: the form is on the learner's own organisation.

    Raises:
        KeyError: the exercise has no form.
    """
    module = importlib.import_module(f"{__package__}.module{exercise.partition('.')[0]:0>2}")
    return module.LAYOUTS[exercise](data, case, mine)
