"""An exercise as the marker sees it: an artefact, criteria, questions."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..techniques.artefact import Artefact
from .criterion import Context, Criterion

__all__ = ["Exercise", "Question", "UnknownExercise", "exercise"]

_NUMBER = re.compile(r"\d+[a-z]?")  # 9.1a is a task of the paper


class UnknownExercise(LookupError):
    """No exercise has this id; the message names those of the module."""


@dataclass(frozen=True)
class Question:
    """Something to think about, never a fault and never marked.

    Args:
        section, row, column: where in the answer; `row` is the row's id.
    """

    section: str
    row: str
    column: str
    text: str


def _no_questions(artefact: Any, context: Context) -> list[Question]:
    return []


@dataclass(frozen=True)
class Exercise:
    """Args:
    artefact: the model that reads the answer.
    started: whether anything was filled in that the form did not put there.
    criteria: in the order in which they are told.
    questions: formative lints, shown live.
    sealed: its key may be kept from this machine. Then what needs it is left out, and the mark
        has no score but waits.
    """

    id: str
    artefact: type[Artefact]
    started: Callable[[Any], bool]
    criteria: Sequence[Criterion]
    questions: Callable[[Any, Context], list[Question]] = _no_questions
    sealed: bool = False

    def context(self, case: Any, *, mine: bool = False) -> Context:
        key: Mapping[str, Any] = {} if mine else case.exercises.get(self.id, {})
        return Context(case, key, mine)


def exercise(name: str) -> Exercise:
    """The exercise with an id such as "2.3", from `exercises/module02.py`.

    Raises:
        UnknownExercise: there is none.
    """
    module, _, number = name.partition(".")
    if module.isdigit() and len(module) <= 2 and _NUMBER.fullmatch(number):
        place = f"{__package__}.exercises.module{int(module):02}"
        try:
            found = importlib.import_module(place).EXERCISES
        except ModuleNotFoundError as error:
            if error.name != place:
                raise
            found = {}
        if name in found:
            return found[name]
        if found:
            raise UnknownExercise(f"Exercise {name} is not there. Try {', '.join(found)}.")
    raise UnknownExercise(f"Expected an exercise such as 2.3, found {name!r:.30}.")
