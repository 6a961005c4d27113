"""1.4: six definitions of customer experience, their authors and what they name. Rows 8 and 55."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from ....techniques.agreement import kappa
from ....techniques.claims import Definitions
from ....techniques.remembered import remembered
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import agreement, filled, kappa_interval, listed, met, share_interval

__all__ = ["DEFINITIONS"]

_ROOM = 0.15  # kappa between what costs no thought and the threshold, in any trainer's matrix


def _attributed(answer: Definitions, context: Context) -> Measured:
    truth = context.key["authors"]
    given = {row.id: row.choice for row in answer.authors if row.choice}
    names = {a["id"]: a["text"] for a in context.case.definitions["authors"]}
    right = sum(given.get(d) == a for d, a in truth.items())
    told = [
        Finding(
            LOOK_AGAIN,
            f"You chose {names.get(given[d], given[d])}.",
            where=d,
            why="Their line and this definition do not name the same things.",
            next="Open Material: beside each author stands a line of theirs. Compare nouns.",
        )
        for d in truth
        if d in given and given[d] != truth[d]
    ]
    if open_ := [d for d in truth if d not in given]:
        told.append(Finding(LOOK_AGAIN, "No author yet.", ", ".join(open_),
                            next="Choose one from the list."))  # fmt: skip
    n = len(truth)
    return Measured(
        right / n,
        listed(told, "Further ones to look at: {n}.") or met(f"All {n} have their author."),
        share_interval(right, n),
    )


def _cells(answer: Definitions) -> dict[str, str]:
    return {
        f"{row.id} {quality}": value
        for row in answer.matrix
        for quality, value in row.cells.items()
        if value in ("yes", "no")
    }


def _all_cells(answer: Definitions, context: Context) -> Measured:
    wanted = [f"{d} {q}" for d, row in context.key["matrix"].items() for q in row]
    return filled(wanted, _cells(answer), "cells", "Choose yes or no in each.")


def _matrix(answer: Definitions, context: Context) -> Measured:
    texts = {q["id"]: q["text"] for q in context.case.definitions["attributes"]}
    truth = {
        f"{d} {q}": value
        for d, row in context.key["matrix"].items()
        for q, value in row.items()
        if value != "free"
    }

    def tell(cell: str, given: object) -> Finding:
        definition, quality = cell.split()
        return Finding(
            LOOK_AGAIN,
            f"\u201c{texts[quality]}\u201d: you said {given}.",
            where=definition,
            why=context.key["why"][definition],
            next="Point at the word in the definition that says so. If there is none, it is no.",
        )

    good = f"All {len(truth)} cells that can be settled agree; the others may stand either way."
    return agreement(truth, _cells(answer), kappa, kappa_interval, tell, good)


def _author_bounds(context: Context) -> Bounds:
    key = context.key["attribution"]
    return Bounds(key["threshold"], key["trivial"])


def _cell_bounds(context: Context) -> Bounds:
    """Chance, or the same answer all down each column, whichever reaches further."""
    key, best = context.key["cells"], _columns(context.key["matrix"])
    return Bounds(key["threshold"], min(max(key["trivial"], best), key["threshold"] - _ROOM))


@remembered
def _columns(matrix: Mapping[str, Mapping[str, str]]) -> float:
    """The best that the same answer all down each column reaches."""
    settled = [(q, value) for row in matrix.values() for q, value in row.items() if value != "free"]
    truth, columns = [value for _, value in settled], sorted({q for q, _ in settled})
    same = (dict(zip(columns, answers, strict=True)) for answers in product(("yes", "no"), repeat=len(columns)))
    return max(kappa(truth, [column[q] for q, _ in settled]) for column in same)


DEFINITIONS = Exercise(
    "1.4",
    Definitions,
    lambda a: any(row.choice for row in a.authors) or bool(_cells(a)),
    (
        Criterion("authors", "Each definition has its author", _attributed, _author_bounds, 5,
                  keyed=True),
        Criterion("filled", "Every cell of the matrix is answered", _all_cells, keyed=True),
        Criterion("matrix", "Yes and no are told apart", _matrix, _cell_bounds, 7, keyed=True),
    ),
)  # fmt: skip
