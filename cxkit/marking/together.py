"""A case with the learner's other answers beside it, for what must agree across exercises.

A register is held against the learner's own marks, a difference against a partner's. Whoever
marks or lays out passes a `Together` where else a case would do; all of the case is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from ..techniques.artefact import Artefact
from ..techniques.remembered import remembered

__all__ = ["Together", "of_case", "other_answer", "other_artefact"]

Answered = Callable[[str, bool], Mapping[str, Any]]
A = TypeVar("A", bound=Artefact)
T = TypeVar("T")
_NONE = object()


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


def other_artefact(case: Any, exercise: str, artefact: type[A], *, mine: bool = False) -> A:
    """The learner's answer to another exercise, read; blank where there is none, or a bare case.
    Until something is saved it is the same object, so that more can be remembered of it.

    Raises:
        ArtefactError: as `Artefact.read`.
    """
    data = other_answer(case, exercise, mine=mine)
    found: A = _read(artefact, *(data.get(section, _NONE) for section in artefact.model_fields))
    return found


@remembered
def _read(artefact: type[Artefact], *sections: Any) -> Any:
    there = zip(artefact.model_fields, sections, strict=True)
    return artefact.read({section: rows for section, rows in there if rows is not _NONE})


def of_case(compute: Callable[[Any], T]) -> Callable[[Any], T]:
    """A function of what a case itself holds, computed once for a case however many learners stand
    beside it. It must not ask for their answers; nobody may change what it gives."""
    kept = remembered(compute)

    @wraps(compute)
    def once(case: Any) -> T:
        return kept(case._case if isinstance(case, Together) else case)

    return once
