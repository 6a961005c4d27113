"""7.1: which measures count what the firm produces, and which tell what became true for customers?
Rows 45, 57 and 60 of the method.

Two measures of the case are disputed: either answer stands. The share is the learner's own count,
so it is held against the learner's own sorting, on the case and at home alike.
"""

from __future__ import annotations

from typing import Any

from ....techniques.agreement import kappa
from ....techniques.artefact import tokens
from ....techniques.demand import wilson
from ....techniques.measures import CLAIMED, OUTCOME, OUTPUT, KpiAudit, judged, output_share
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import agreement, filled, kappa_interval, keyed_bounds
from ...together import other_answer

__all__ = ["AUDIT", "LEAST_OWN", "ROAD", "own_measures"]

LEAST_OWN = 5  # measures of one's own organisation
CLOSE = 0.005  # half a point: the share is exact, and may be written in whole per cents
ROAD = {  # row 60, in our words
    "last": "Do people here do their work in another way than twenty years ago?",
    "flow": "Does work still flow from top to bottom, and from left to right between departments?",
    "connect": "Could each of us say how their process helps a customer to succeed?",
    "outside": "Does the world of our customers change sooner than we do?",
}


def own_measures(case: Any) -> list[dict[str, Any]]:
    """The learner's measures of 0.2 that have a name; damaged rows are passed over."""
    rows = other_answer(case, "0.2", mine=True).get("kpis", [])
    return [r for r in (rows if isinstance(rows, list) else []) if isinstance(r, dict)
            and isinstance(r.get("id"), str) and r["id"] and str(r.get("name") or "").strip()]


def _wanted(answer: KpiAudit, context: Context) -> list[str]:
    if not context.mine:
        return [k["id"] for k in context.case.measures["kpis"]]
    theirs = [r["id"] for r in own_measures(context.case)]
    own = [r.id for r in answer.labels if tokens(r.name)]
    return [*theirs, *(i for i in own if i not in theirs)]


def _filled(answer: KpiAudit, context: Context) -> Measured:
    wanted, given = _wanted(answer, context), judged(answer)
    if context.mine and len(wanted) < LEAST_OWN:
        text = f"Measures so far: {len(wanted)}; {LEAST_OWN} are asked for."
        return Measured(len(wanted) / LEAST_OWN, (Finding(
            LOOK_AGAIN, text, next="Fill in 0.2, or add rows here."),))  # fmt: skip
    return filled(wanted, given, "measures", "Choose output or outcome for each.")


def _agrees(answer: KpiAudit, context: Context) -> Measured:
    names = {k["id"]: k["name"] for k in context.case.measures["kpis"]}
    truth = {k: v for k, v in context.key["kinds"].items() if v != "disputed"}

    def tell(item: str, given: Any) -> Finding:
        article = "an output" if given == OUTPUT else "an outcome"
        return Finding(LOOK_AGAIN, f"\u201c{names[item]}\u201d: you call it {article}.", where=item,
                       why=context.key["why"][item],
                       next="Could it be true, and yet no customer be where they needed to be?")  # fmt: skip

    free = [k for k, v in context.key["kinds"].items() if v == "disputed"]
    told = [k for k in context.case.measures["kpis"] if truth.get(k["id"]) == OUTCOME]
    unread = sum(k["reader"] == "nobody yet" for k in told)
    good = (f"All {len(truth)} agree. {' and '.join(free)} can be read both ways, and either stands. "
            f"Outcomes among them: {len(told)}; read by nobody yet: {unread}.")  # fmt: skip
    return agreement(truth, judged(answer), kappa, kappa_interval, tell, good)


def _share(answer: KpiAudit, context: Context) -> Measured:
    there = _wanted(answer, context)
    kinds = {k: v for k, v in judged(answer).items() if k in there}
    own = output_share(kinds)
    given = next((s.share for s in answer.stated if s.share is not None), None)
    whole = bool(there) and len(kinds) == len(there)
    if whole and own is not None and isinstance(given, float) and abs(given - own) <= CLOSE + 1e-9:
        n = len(kinds)
        outputs = sum(v == OUTPUT for v in kinds.values())
        low, high = wilson(outputs, n)
        side = "inside" if low <= CLAIMED <= high else "outside"
        why = (f"The sources say 80 %, and give no data. {CLAIMED:.0%} lies {side} the interval that {n} "
               f"measures allow ({low:.0%} to {high:.0%}).")  # fmt: skip
        return Measured(1.0, (Finding(DONE, f"{outputs} of {n} are outputs: {own:.0%}.", why=why),))
    if given is None:
        text, then = "No share yet.", "Count your outputs, and divide by all measures."
    elif isinstance(given, str):
        text, then = f"\u201c{given:.20}\u201d is not a share.", "Write it as 80 % or 0.80."
    elif not whole:
        text, then = f"{len(there) - len(kinds)} measures are not judged yet.", "The share is of all of them."
    else:
        text = f"You have {given:.1%}, and your own sorting makes another share."
        then = "Count your outputs once more, and divide by all measures."
    why = "A share that does not follow from the list convinces nobody who has the list."
    return Measured(0.0, (Finding(LOOK_AGAIN, text, "The share", why, then),))


def _questions(answer: KpiAudit, context: Context) -> list[Question]:
    """On one's own organisation: a list without a single outcome, or without an output."""
    kinds = set(judged(answer).values())
    if not context.mine or len(answer.labels) < LEAST_OWN or len(kinds) != 1:
        return []
    text = {
        OUTCOME: "Not one output? Try each: could it be true, and yet nobody be better off?",
        OUTPUT: "Not one outcome. Which figure would a customer ask you for?",
    }[kinds.pop()]
    return [Question("stated", "", "", text)]


AUDIT = Exercise(
    "7.1",
    KpiAudit,
    lambda a: bool(judged(a)) or any(s.share is not None for s in a.stated)
    or any(r.name or r.why for r in a.labels),
    (
        Criterion("filled", "Every measure is judged", _filled),
        Criterion("agrees", "Outputs and outcomes are told apart", _agrees, keyed_bounds, 8,
                  keyed=True),
        Criterion("share", "The share of outputs follows from your list", _share, Bounds(1.0), 4,
                  gate="agrees"),
    ),
    _questions,
)  # fmt: skip
