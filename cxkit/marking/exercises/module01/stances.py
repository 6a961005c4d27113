"""1.1: sort what people say in firms by where they stand. Row 7 of the method."""

from __future__ import annotations

from typing import Any

from ....techniques.agreement import kappa
from ....techniques.needs import Sort
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import agreement, filled, kappa_interval, keyed_bounds, labels, met
from .reason import given, repeats

__all__ = ["STANCES"]

_DISPUTED = "disputed"
_LEAST = 4  # different words of a reason


def _filled(sort: Sort, context: Context) -> Measured:
    return filled(
        list(context.case.statements), labels(sort.labels), "statements", "Choose one for each card."
    )


def _agrees(sort: Sort, context: Context) -> Measured:
    kinds, why = context.key["kinds"], context.key["why"]

    def tell(item: str, given: Any) -> Finding:
        return Finding(
            LOOK_AGAIN,
            f"\u201c{context.case.statements[item]['text']}\u201d: you said {given}.",
            where=item,
            why=why[item],
            next="Ask: from where does this person look, from the firm or from the customer?",
        )

    truth = {s: kind for s, kind in kinds.items() if kind != _DISPUTED}
    good = f"All {len(truth)} agree."
    return agreement(truth, labels(sort.labels), kappa, kappa_interval, tell, good)


def _reasons(sort: Sort, context: Context) -> Measured:
    disputed = [s for s, kind in context.key["kinds"].items() if kind == _DISPUTED]
    why = {p.id: p.why for p in sort.labels if p.choice}
    texts = {s: context.case.statements[s]["text"] for s in disputed}
    open_ = [s for s in disputed
             if not given(why.get(s, ""), _LEAST) or repeats(why[s], texts[s])]  # fmt: skip
    if not open_:
        ours = " ".join(f"{s}: {context.key['why'][s]}" for s in disputed)
        return Measured(1.0, met("Both disputed statements have a reason; either side counts.", ours))
    told = [
        Finding(
            LOOK_AGAIN,
            f"\u201c{texts[s]}\u201d is disputed, and has no reason of your own yet.",
            where=s,
            why="Two careful readers part over it, so the reason is the answer.",
            next="Choose either side, and write your reason in a short sentence.",
        )
        for s in open_
    ]
    return Measured(1 - len(open_) / len(disputed), tuple(told))


STANCES = Exercise(
    "1.1",
    Sort,
    lambda sort: bool(labels(sort.labels)),
    (
        Criterion("filled", "Every statement is sorted", _filled),
        Criterion("agrees", "Inside-out and outside-in are told apart", _agrees, keyed_bounds, 8,
                  keyed=True),
        Criterion("reasons", "Disputed statements have a reason", _reasons, weight=2,
                  gate="agrees", keyed=True),
    ),
)  # fmt: skip
