"""A mark: a pure function of the answer, the case and its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..techniques.artefact import ArtefactError
from .criterion import Result
from .exercise import Question, exercise
from .finding import DONE, LOOK_AGAIN, NOT_STARTED, Finding, State

__all__ = ["AWAY", "Mark", "mark", "questions"]

AWAY = "The key of the paper is with whoever marks, so no score is given here."


@dataclass(frozen=True)
class Mark:
    """What a check found in one exercise.

    Args:
        share: what it earned of the exercise's points, 0 to 1.
        results: one for each criterion, in order; empty where nothing was started.
        faults: why the answer could not be read, as findings; then share is 0.
        waits: why there is no score although something was answered: the key is elsewhere. Then
            share is 0 and says nothing; empty where the share is a score.
    """

    exercise: str
    state: State
    share: float = 0.0
    results: tuple[Result, ...] = ()
    questions: tuple[Question, ...] = ()
    faults: tuple[Finding, ...] = ()
    waits: str = ""

    def points(self, full: float) -> float:
        """The points earned of `full`, to the cent."""
        return round(float(self.share * full), 2)


def mark(name: str, data: Mapping[str, Any], case: Any, *, mine: bool = False) -> Mark:
    """Mark an answer.

    Args:
        name: the exercise, such as "2.3".
        data: section -> rows, as the workbook holds it; may be empty.
        case: the case with its key.
        mine: the answer is on the learner's own organisation; criteria that need a key are
            left out.

    Raises:
        UnknownExercise: no exercise has this id.
    """
    one = exercise(name)
    try:
        artefact = one.artefact.read(data)
    except ArtefactError as error:
        return Mark(name, LOOK_AGAIN, faults=tuple(_fault(f) for f in error.faults))
    if not one.started(artefact):
        return Mark(name, NOT_STARTED)
    context = one.context(case, mine=mine)
    away = one.sealed and not mine and not context.key
    asked = [c for c in one.criteria if not ((mine or away) and c.keyed)]
    results = _gated([c.apply(artefact, context) for c in asked])
    weight = sum(r.weight for r in results)
    share = sum(r.weight * r.credit for r in results) / weight if weight and not away else 0.0
    state = DONE if all(r.state == DONE for r in results) else LOOK_AGAIN
    asks = tuple(one.questions(artefact, context))
    return Mark(name, state, share, tuple(results), asks, waits=AWAY if away else "")


def questions(name: str, data: Mapping[str, Any], case: Any, *, mine: bool) -> list[Question]:
    """The live questions alone; none where the answer cannot be read."""
    one = exercise(name)
    try:
        return one.questions(one.artefact.read(data), one.context(case, mine=mine))
    except ArtefactError:
        return []


def _gated(results: list[Result]) -> list[Result]:
    credit = {r.id: r.credit for r in results}
    return [_capped(r, credit.get(r.criterion.gate, 1.0)) for r in results]


def _capped(result: Result, cap: float) -> Result:
    if max((result.credit, *result.spread)) <= cap:
        return result
    spread = tuple(min(x, cap) for x in result.spread)
    return replace(result, credit=min(result.credit, cap), spread=spread)


def _fault(sentence: str) -> Finding:
    return Finding(
        LOOK_AGAIN,
        sentence,
        why="The answer could not be read, so nothing was marked.",
        next="Open the form, correct this field, and check again.",
    )
