"""A case with the learner's other answers beside it, for what must agree across exercises.

A register is held against the learner's own marks, a difference against a partner's. Whoever
marks or lays out passes a `Together` where else a case would do; all of the case is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["Together", "other_answer"]

Answered = Callable[[str, bool], Mapping[str, Any]]


class Together:
    """Args:
    case: any case; its attributes are those of this object too.
    answered: (exercise, mine) -> section -> rows, {} where nothing can be read.
    """

    def __init__(self, case: Any, answered: Answered) -> None:
        self._case, self._answered = case, answered

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # a copy is asked for these before it has a case
            raise AttributeError(name)
        return getattr(self._case, name)

    def answered(self, exercise: str, mine: bool) -> Mapping[str, Any]:
        """The data of another exercise of the same learner."""
        return self._answered(exercise, mine)


def other_answer(case: Any, exercise: str, *, mine: bool = False) -> Mapping[str, Any]:
    """The learner's answer to another exercise; {} where there is none, or a bare case."""
    answered = getattr(case, "answered", None)
    return answered(exercise, mine) if answered else {}
