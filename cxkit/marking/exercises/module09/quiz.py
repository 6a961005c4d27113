"""9.3: thirty questions of the bank, six an area. Without the key a check counts answers alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ....techniques.needs import Sort
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...paper import AREAS, score_quiz
from ...paperspread import quiz_spread
from ...sorting import labels
from .shared import Asked, complete

__all__ = ["QUIZ"]

_TITLES = {
    "needs": "Needs and outcome map",
    "moments": "Moments and annotation",
    "breaks": "Break points and map",
    "rules": "Rules",
    "measures": "Measures and plan",
}


def _asked(answer: Sort, case: Any) -> Sequence[Asked]:
    return (("Questions", [item["id"] for item in case.items], labels(answer.labels)),)


def _area(area: str) -> Callable[[Any, Context], Measured]:
    def measure(answer: Sort, context: Context) -> Measured:
        chosen = labels(answer.labels)
        earned = score_quiz(chosen, context.key)[area]
        what = f"This area earns {earned:.0%}."
        spread = quiz_spread(chosen, context.key).get(area)
        return Measured(earned, (Finding(DONE if earned >= 1 else LOOK_AGAIN, what),), spread)

    return measure


QUIZ = Exercise(
    "9.3",
    Sort,
    lambda answer: bool(labels(answer.labels)),
    (
        complete(_asked),
        *(Criterion(a, _TITLES[a], _area(a), Bounds(1.0), 1, keyed=True) for a in AREAS),
    ),
    sealed=True,
)
