"""7.2: replace five outputs by measures of outcomes. Row 46 of the method.

Ten proposals of other firms are put to the test first; that gates the rest, since fields are
quickly filled with words. How well a measure withstands being gamed is for a person to judge.
"""

from __future__ import annotations

from typing import Any

from ....techniques.agreement import kappa
from ....techniques.measures import OUTCOME, OUTPUT, Replacement, Replacements, replacements_faults
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import agreement, kappa_interval, labels, listed, met
from ...together import of_case
from .texts import texts

__all__ = ["COUNTS", "OUT_OF", "REPLACED", "WANTED", "WANTED_OWN"]

# The library's measure, as the form shows it; and its way round, as the lesson does.
COUNTS, OUT_OF = "readers who had the book by their day", "all who asked for a book with a day"
_LESSON = (COUNTS, "readers who had the book by the day they needed it",
           "the assistant leaves the day blank whenever it looks tight")  # fmt: skip

WANTED, WANTED_OWN = 5, 3


def _bounds(context: Context) -> Bounds:
    found = texts("proposals")
    return Bounds(found["threshold"], found["trivial"])


def _tested(answer: Replacements, context: Context) -> Measured:
    given = {p["id"]: p for p in texts("proposals")["proposal"]}
    words = texts("proposals")["labels"]

    def tell(item: str, label: Any) -> Finding:
        one = given[item]
        return Finding(LOOK_AGAIN, f"{one['firm']}: you said \u201c{words.get(label, label)}\u201d.", item,
                       one["why"], "Ask in turn: whom does it count, out of whom, and who could read it?")  # fmt: skip

    truth = {item: p["put"] for item, p in given.items()}
    return agreement(truth, labels(answer.tests), kappa, kappa_interval, tell,
                     f"All {len(truth)} proposals are told apart.")  # fmt: skip


def _rows(answer: Replacements) -> list[Replacement]:
    rows = [r for r in answer.replaced if not r.blank]
    return [r.model_copy(update={"id": str(n)}) for n, r in enumerate(rows, start=1)]


@of_case
def _taken(case: Any) -> tuple[dict[str, str], list[str]]:
    """The outputs by id, and texts that are nobody's own. An outcome that is counted already, and
    read by nobody, may well take an output's place."""
    kinds = case.exercises["7.1"]["kinds"]
    names = {k["id"]: k["name"] for k in case.measures["kpis"] if kinds[k["id"]] == OUTPUT}
    whole = [p["text"] for p in texts("proposals")["proposal"]]
    theirs = [*whole, *(text.split(", of all")[0] for text in whole)]
    return names, [*_LESSON, *theirs, *(o["text"] for o in case.measures["outcomes"])]


def _whole(answer: Replacements, context: Context) -> Measured:
    """Rows all of whose fields hold; the least asked for, or all that were begun."""
    rows = _rows(answer)
    names, shown = ({}, list(_LESSON)) if context.mine else _taken(context.case)
    faults: dict[str, list[tuple[str, str]]] = {}
    for f in replacements_faults(rows, names, shown):
        faults.setdefault(f.row, []).append((f.what, f.next))
    if not context.mine:
        outcomes = {o["id"] for o in context.case.measures["outcomes"]}
        for row in rows:
            if row.serves and row.serves.upper() not in outcomes:
                faults.setdefault(row.id, []).append(
                    (f"{row.serves:.20} is no outcome of the case", "Choose one of O1 to O6."))  # fmt: skip
    told = [
        Finding(LOOK_AGAIN, f"Replacement {row}: {'; '.join(what for what, _ in found[:2])}"
                f"{f'; and {len(found) - 2} more' if len(found) > 2 else ''}.",
                why="What cannot be read, or can be read in two ways, will be.", next=found[0][1])
        for row, found in faults.items()
    ]  # fmt: skip
    least = WANTED_OWN if context.mine else WANTED
    good, wanted = len(rows) - len(faults), max(least, len(rows))
    if len(rows) < least:
        told.append(Finding(LOOK_AGAIN, f"Replacements: {len(rows)} of {least}.",
                            next="Take the output that people hurry most for."))  # fmt: skip
    return Measured(
        good / wanted,
        listed(told, "Further replacements to look at: {n}.") or met(f"All {good} could be read."),
    )


def _outputs(answer: Replacements, context: Context) -> Measured:
    """Is it an output that was replaced? A disputed measure may be."""
    rows = [r for r in _rows(answer) if r.output]
    kinds = context.case.exercises["7.1"]["kinds"]
    names = {k["id"]: k["name"] for k in context.case.measures["kpis"]}
    wrong = [r for r in rows if kinds.get(r.output.upper(), OUTCOME) == OUTCOME]
    told = [
        Finding(LOOK_AGAIN, f"\u201c{names.get(r.output.upper(), r.output)}\u201d need not be replaced.",
                f"Replacement {r.id}", "It tells of an outcome already.", "Choose an output.")
        for r in wrong
    ]  # fmt: skip
    good = f"{len(rows)} outputs are on their way out."
    return Measured(float(bool(rows) and not wrong), listed(told, "Further ones: {n}.") or met(good))


REPLACED = Exercise(
    "7.2",
    Replacements,
    lambda a: bool(labels(a.tests)) or any(not r.blank for r in a.replaced),
    (
        Criterion("tested", "Proposals that stand are told from those that do not", _tested, _bounds, 5,
                  keyed=True),
        Criterion("outputs", "What is replaced is an output", _outputs, keyed=True),
        Criterion("whole", "Each replacement could be read, and serves an outcome", _whole,
                  Bounds(1.0), 10, gate="tested"),
    ),
)  # fmt: skip
