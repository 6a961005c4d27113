"""Exit quizzes: a few questions with one right option each, every other wrong for a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...techniques.needs import Sort
from ...techniques.remembered import remembered
from ..criterion import Bounds, Context, Criterion, Measured
from ..exercise import Exercise
from ..finding import LOOK_AGAIN, Finding
from ..sorting import met, share_interval

__all__ = ["quiz"]


def quiz(name: str, module: str) -> Exercise:
    """The exit quiz of a module as an exercise. Its answer is a sorting: item -> option."""

    def items(context: Context) -> list:
        return context.case.quiz[module]["items"]

    def right(answer: Sort, context: Context) -> Measured:
        given = {p.id: p.choice for p in answer.labels}
        hits, faults = 0, []
        for item in items(context):
            chosen = next((o for o in item["options"] if o["id"] == given.get(item["id"])), None)
            if chosen and chosen["right"]:
                hits += 1
                continue
            told = f"\u201c{chosen['text']}\u201d" if chosen else "No answer yet"
            why = chosen["why"] if chosen else ""
            faults.append(Finding(LOOK_AGAIN, f"{told}.", item["text"], why, "Choose again."))
        n = len(items(context))
        return Measured(
            hits / n, tuple(faults) or met(f"{hits} of {n} right."), share_interval(hits, n)
        )

    return Exercise(
        name,
        Sort,
        lambda answer: any(p.choice for p in answer.labels),
        (Criterion("right", "The questions are answered", right, lambda c: _bounds(items(c)), 1,
                   keyed=True),),
    )  # fmt: skip


@remembered
def _bounds(items: Sequence[Mapping[str, Any]]) -> Bounds:
    """A constant letter, or a guess: one in as many as there are options."""
    options = [i["options"] for i in items]
    letters = {o["id"] for group in options for o in group}
    best = max(
        sum(any(o["right"] and o["id"] == x for o in group) for group in options) for x in letters
    )
    return Bounds(1.0, min(best / len(options), 0.67))
