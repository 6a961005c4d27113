"""5.6: the share of failure demand in eight weeks of contacts. Method 2.7, after Seddon; row 33."""

from __future__ import annotations

from typing import Any

from ....techniques.agreement import kappa
from ....techniques.demand import DemandSort, demand, kinds, wilson
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import agreement, filled, kappa_interval
from .sayings import sayings

__all__ = ["DEMAND"]

CLOSE = 0.01  # one point
_TRIVIAL = 0.27  # kappa that 5 in 100 blind sortings of 38 sayings reach


def _truth(context: Context) -> dict[str, str]:
    words, sort = context.key["words"], context.key["kinds"]
    return {item: sort[words[said]] for item, said in sayings(context.case).items()}


def _filled(answer: DemandSort, context: Context) -> Measured:
    return filled(list(_truth(context)), kinds(answer), "sayings",
                  "Would they have rung, had all gone right before?")  # fmt: skip


def _sorted(answer: DemandSort, context: Context) -> Measured:
    said = sayings(context.case)

    def tell(item: str, kind: Any) -> Finding:
        return Finding(
            LOOK_AGAIN,
            f"You take it for {'a failure' if kind == 'failure' else 'value'}.",
            where=f"\u201c{said[item]:.70}\u201d",
            why="Failure demand is a call that would not have come, had we done something, or done "
            "it right.",
            next="Had all gone as promised, would this customer still have rung?",
        )

    return agreement(_truth(context), kinds(answer), kappa, kappa_interval, tell,
                     "All sayings are sorted as in the key.")  # fmt: skip


def _share(answer: DemandSort, context: Context) -> Measured:
    truth = context.key["share"]
    given = next((s.share for s in answer.stated if s.share is not None), None)
    contacts = [k["words"] for k in context.case.contacts]
    item = {said: i for i, said in sayings(context.case).items()}
    own = demand([item[w] for w in contacts], kinds(answer))
    if isinstance(given, float) and abs(given - truth) <= CLOSE + 1e-9:
        text = f"{given:.1%} of {own.contacts} contacts are failure demand; the key has {truth:.1%}."
        low, high = wilson(truth * own.contacts, own.contacts)
        why = f"Another eight weeks might have given {low:.0%} to {high:.0%} (95 % interval)."
        return Measured(1.0, (Finding(DONE, text, why=why),))
    if given is None:
        text, then = "No share yet.", "Add up the contacts of the failures; divide by all contacts."
    elif isinstance(given, str):
        text, then = f"\u201c{given:.20}\u201d is not a share.", "Write it as 24 % or 0.24."
    elif not own.open and abs(given - own.share) > CLOSE:
        text = f"You have {given:.1%}, and your own sorting makes another share."
        then = "Weigh each saying by its contacts. Draw \u201ccontacts\u201d: it adds them up."
    else:
        text = f"You have {given:.1%}. The sorting beneath it is not settled yet."
        then = "Look again at the sayings that the check names, the most frequent first."
    why = "The share says how much of the work comes from work that went wrong."
    return Measured(0.0, (Finding(LOOK_AGAIN, text, "The share", why, then),))


DEMAND = Exercise(
    "5.6",
    DemandSort,
    lambda a: any(p.choice for p in a.labels) or any(s.share is not None for s in a.stated),
    (
        Criterion("filled", "Every saying is sorted", _filled, keyed=True),
        Criterion("sorted", "Failure and value are told apart", _sorted, Bounds(0.8, _TRIVIAL), 6,
                  keyed=True),
        Criterion("share", "The share is within one point", _share, Bounds(1.0), 6, gate="sorted",
                  keyed=True),
    ),
)  # fmt: skip
