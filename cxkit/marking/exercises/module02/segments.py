"""2.1: sort segments by circumstance and need. Row 1 of the method."""

from __future__ import annotations

from typing import Any

from ....techniques import needs
from ....techniques.agreement import macro_f1
from ....techniques.artefact import tokens
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import agreement, f1_interval, filled, keyed_bounds, labels, met

__all__ = ["SEGMENTS"]


def _segments_filled(sort: needs.Sort, context: Context) -> Measured:
    return filled(
        list(context.case.segments), labels(sort.labels), "labels", "Choose one for each card."
    )


def _segments_agree(sort: needs.Sort, context: Context) -> Measured:
    key = context.case.key["segments"]
    truth = {s: k["kind"] for s, k in key.items() if not k["debated"]}

    def tell(item: str, given: Any) -> Finding:
        return Finding(
            LOOK_AGAIN,
            f"\u201c{context.case.segments[item]['text']}\u201d: you said {given}.",
            where=item,
            why=key[item]["why"],
            next="Ask: does this say what someone needs, or only where they stand in life?",
        )

    return agreement(
        truth, labels(sort.labels), macro_f1, f1_interval, tell, f"All {len(truth)} agree."
    )


def _debated_reasoned(sort: needs.Sort, context: Context) -> Measured:
    key = context.case.key["segments"]
    debated = [s for s, k in key.items() if k["debated"]]
    given = {p.id: p for p in sort.labels if p.choice}
    open_ = [s for s in debated if s not in given or len(set(tokens(given[s].why))) < 4]
    value = 1 - len(open_) / len(debated)
    if not open_:
        return Measured(1.0, met("Each disputed label has a reason; either side is accepted."))
    return Measured(
        value,
        tuple(
            Finding(
                LOOK_AGAIN,
                f"\u201c{context.case.segments[s]['text']}\u201d is disputed; your reason is missing.",
                where=s,
                why="It names a circumstance and hints at a need, so the reason is the answer.",
                next="Choose either side, and write your reason in a short sentence.",
            )
            for s in open_
        ),
    )


SEGMENTS = Exercise(
    "2.1",
    needs.Sort,
    lambda sort: bool(labels(sort.labels)),
    (
        Criterion("filled", "Every label is sorted", _segments_filled),
        Criterion("agrees", "Circumstance and need are told apart", _segments_agree, keyed_bounds, 8,
                  keyed=True),
        Criterion("reasons", "Disputed labels have a reason", _debated_reasoned, weight=2,
                  gate="agrees", keyed=True),
    ),
)  # fmt: skip
