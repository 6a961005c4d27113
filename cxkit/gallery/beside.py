"""The pictures that stand beside a form while it is filled in."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from ..desk import Desk
from ..forms.spec import Beside

__all__ = ["BESIDE", "beside"]

BESIDE: dict[str, str] = {"5.1": "activity", "6.3": "rules", "7.3": "measures", "8.4": "crown"}  # exercise -> the file here whose `beside(desk, data, mine)` draws it


def beside(desk: Desk, exercise: str, mine: bool) -> Callable[[dict[str, Any]], Beside | None] | None:
    """The answer's data -> its picture; None where an exercise has none."""
    if exercise not in BESIDE:
        return None
    draw = importlib.import_module(f"{__package__}.{BESIDE[exercise]}").beside
    return lambda data: draw(desk, data, mine)
