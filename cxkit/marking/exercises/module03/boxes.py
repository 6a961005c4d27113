"""3.1: put misplaced answers into the six boxes of the outcome map. Row 10 of the method."""

from __future__ import annotations

from typing import Any

from ....techniques.agreement import kappa
from ....techniques.needs import Sort
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import agreement, filled, kappa_interval, keyed_bounds, labels

__all__ = ["BOXES"]


def _filled(sort: Sort, context: Context) -> Measured:
    items = [a["id"] for a in context.case.boxes["answers"]]
    return filled(items, labels(sort.labels), "answers", "Choose a box for each.")


def _agrees(sort: Sort, context: Context) -> Measured:
    texts = {a["id"]: a["text"] for a in context.case.boxes["answers"]}
    truth = context.key["boxes"]

    def tell(item: str, given: Any) -> Finding:
        return Finding(
            LOOK_AGAIN,
            f"\u201c{texts[item]}\u201d: you put it into box {given}.",
            where=item,
            why=context.key["why"][item],
            next="Say it aloud after the question of the box. Which question does it answer?",
        )

    good = f"All {len(truth)} stand under the question they answer."
    return agreement(truth, labels(sort.labels), kappa, kappa_interval, tell, good)


BOXES = Exercise(
    "3.1",
    Sort,
    lambda sort: bool(labels(sort.labels)),
    (
        Criterion("filled", "Every answer is in a box", _filled),
        Criterion("agrees", "Each answers the question of its box", _agrees, keyed_bounds, 10,
                  keyed=True),
    ),
)  # fmt: skip
