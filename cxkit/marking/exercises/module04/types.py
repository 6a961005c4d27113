"""4.1: put 24 interactions under the six types. Row 19 of the method."""

from __future__ import annotations

from typing import Any

from ....techniques.agreement import kappa
from ....techniques.needs import Sort
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import agreement, filled, kappa_interval, keyed_bounds, labels

__all__ = ["TYPES"]

WHY = {
    "person": "A person turns to somebody or something here.",
    "system": "Nobody's hand is on it: a system acts by itself here.",
    "product": "The thing itself acts here, and nobody asked it to.",
}


def _filled(sort: Sort, context: Context) -> Measured:
    return filled(
        list(context.case.interactions), labels(sort.labels), "cards", "Choose a type for each."
    )


def _agree(sort: Sort, context: Context) -> Measured:
    given = labels(sort.labels)
    also = context.key["also"]
    truth = {
        item: given[item] if given.get(item) in also.get(item, ()) else kind
        for item, kind in context.key["types"].items()
    }

    def tell(item: str, choice: Any) -> Finding:
        first = context.key["types"][item].partition("-")[0]
        start = str(choice).partition("-")[0] == first
        return Finding(
            LOOK_AGAIN,
            f"\u201c{context.case.interactions[item]['text']}\u201d: you said {choice}.",
            where=item,
            why="Who begins is right; look at what is on the other side." if start else WHY[first],
            next="Ask two questions in this order. Who or what begins? Whom or what does it meet?",
        )

    good = f"All {len(truth)} agree. Two could be read in another way, and either was accepted."
    return agreement(truth, given, kappa, kappa_interval, tell, good)


TYPES = Exercise(
    "4.1",
    Sort,
    lambda sort: bool(labels(sort.labels)),
    (
        Criterion("filled", "Every interaction has a type", _filled),
        Criterion("agrees", "Who turns to whom is told apart", _agree, keyed_bounds, 10,
                  keyed=True),
    ),
)  # fmt: skip
