"""3.2: find the sentences that promise nothing. Row 12 of the method.

What a lint could only ask about is here a sorting against a key, so it can be marked. Both sides
count: naming every sentence a weasel finds them all and says nothing.
"""

from __future__ import annotations

from ....techniques.needs import Sort
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import filled, keyed_bounds, labels, listed, met, share_interval

__all__ = ["WEASELS"]


def _filled(sort: Sort, context: Context) -> Measured:
    return filled(list(context.case.weasels), labels(sort.labels), "sentences",
                  "Choose one for each sentence.")  # fmt: skip


def _hunted(sort: Sort, context: Context) -> Measured:
    given, true = labels(sort.labels), set(context.key["weasels"])
    named = {i for i, choice in given.items() if choice == "weasel" and i in context.key["why"]}
    hits = named & true
    precision = len(hits) / len(named) if named else 0.0
    recall = len(hits) / len(true)
    wrong = [i for i in context.key["why"] if (i in named) != (i in true) and given.get(i)]
    faults = [
        Finding(
            LOOK_AGAIN,
            f"\u201c{context.case.weasels[i]['text']}\u201d: you said {given[i]}.",
            where=i,
            why=context.key["why"][i],
            next="Ask: could anybody ever show that it was not so?",
        )
        for i in wrong
    ]
    told = f"{len(hits)} of {len(true)} found; {len(named - true)} named that are none."
    worse = len(named) if precision <= recall else len(true)
    return Measured(
        min(precision, recall),
        (Finding(LOOK_AGAIN, told), *listed(faults, "Further sentences to look at: {n}."))
        if faults
        else met(told),
        share_interval(len(hits), worse),
    )


WEASELS = Exercise(
    "3.2",
    Sort,
    lambda sort: bool(labels(sort.labels)),
    (
        Criterion("filled", "Every sentence is sorted", _filled),
        Criterion("hunted", "Weasels are found, and only weasels", _hunted, keyed_bounds, 10,
                  keyed=True),
    ),
)  # fmt: skip
