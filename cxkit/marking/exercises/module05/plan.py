"""5.5: which actions to take against break points, within a budget. Row 38 and 2.6 of the method.

What is best can be worked out; what is right cannot. A plan near the best is done, and a choice
that looks worse than another stands where its author gives a reason. What the plan costs and is
worth is for its author to add up: the checks before that one tell neither until it is right.
"""

from __future__ import annotations

from typing import Any

from ....techniques.artefact import tokens
from ....techniques.breakchoice import NEAR, Best, Comparison, compare
from ....techniques.breakplan import Catalogue, Plan, own_catalogue
from ....techniques.optimum import MOST_OPTIONS
from ....techniques.remembered import remembered
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import listed, met
from .service import catalogue, worth

__all__ = ["PLAN"]

AIMS = {"number": "the number of break points", "times": "the times they are passed"}
_TRIVIAL = 0.65  # of the best: half of the plans that are filled blindly up to the budget reach .62
_REASON = 3  # words
_HARD = ("unknown", "long", "open", "budget")


def _shelf(plan: Plan, context: Context) -> Catalogue:
    return _own(plan) if context.mine else catalogue(context.case)


@remembered
def _own(plan: Plan) -> Catalogue:
    """One's own list; of one too long to be weighed up, what can be."""
    return own_catalogue(plan.model_copy(update={"actions": plan.actions[:MOST_OPTIONS]}))


def _aim(plan: Plan) -> str:
    return next((f.aim for f in plan.frame if f.aim), "")


def _worth(plan: Plan, context: Context) -> dict[str, int]:
    if context.mine:  # nobody knows how often one's own break points are passed
        return dict.fromkeys((b for a in _own(plan).actions for b in a.breaks), 1)
    return worth(context.case, _aim(plan))


def _compared(plan: Plan, context: Context) -> Comparison:
    return context.once(_comparison, plan)


def _comparison(plan: Plan, context: Context) -> Comparison:
    top = None
    if not context.mine:
        known = context.key[f"by_{_aim(plan) or 'number'}"]
        actions = tuple(known["plan"])
        top = Best(actions, known["best"], catalogue(context.case).cost(actions))
    return compare(_shelf(plan, context), _worth(plan, context), plan.reasons, top)


def _held(plan: Plan, context: Context) -> Measured:
    """Whether it keeps to the money and the days, and is made of actions that are there."""
    found = _compared(plan, context)
    hard = [r for r in found.remarks if r.kind in _HARD]
    told = [
        Finding(LOOK_AGAIN, r.text, where=r.action,
                why="A plan that cannot be paid for or seen within 90 days is a wish.")
        for r in hard
    ]  # fmt: skip
    if not plan.reasons:
        told = [Finding(LOOK_AGAIN, "No action is chosen yet.", next="Choose one to begin with.")]
    if context.mine and len(plan.actions) > MOST_OPTIONS:
        text = f"Of {len(plan.actions)} actions the first {MOST_OPTIONS} are weighed up."
        told.append(Finding(LOOK_AGAIN, text, next="Keep those that could be begun this year."))
    budget = _shelf(plan, context).budget
    money = f"Within £{budget:,}" if budget is not None else "No budget is set"
    return Measured(float(not told), listed(told, "Further actions to look at: {n}.")
                    or met(f"{money}, and no action takes longer than 90 days."))  # fmt: skip


def _near(plan: Plan, context: Context) -> Measured:
    if not context.mine and not _aim(plan):
        text = "What the plan is to reduce is not chosen yet."
        return Measured(0.0, (Finding(LOOK_AGAIN, text, why="Two good plans differ by what they "
                        "count.", next="Choose: the number, or the times passed."),))  # fmt: skip
    found = _compared(plan, context)
    what = AIMS[_aim(plan) or "number"]
    if not found.best.value:
        text = "No action removes a break point yet."
        return Measured(0.0, (Finding(LOOK_AGAIN, text, next="Name those that each removes."),))
    fits = not any(r.kind in _HARD for r in found.remarks) and bool(plan.reasons)
    text = f"By {what} the plan reaches {found.share:.0%} of the best that the money can buy."
    if _stated(plan, "worth") == found.value:
        text = text[:-1] + f": {found.value:,} of {found.best.value:,}."
    spare = [r.text for r in found.remarks if r.kind == "spare"]
    if found.near:
        return Measured(min(1.0, found.share), (Finding(DONE, text, why=_given_up(found, plan)),))
    then = spare[0] if spare else "Exchange the action that adds least for its money."
    if not fits:
        then = "Keep to the money and the days first."
    return Measured(
        found.share if fits else 0.0,
        (Finding(LOOK_AGAIN, text, why=f"Within {1 - NEAR:.0%} of the best is as near as the "
                 "estimates are.", next=then),),
    )  # fmt: skip


def _given_up(found: Comparison, plan: Plan) -> str:
    mine, best = set(plan.reasons), set(found.best.actions)
    if mine == best:
        return "No other plan within the money removes more."
    parts = [f"not {', '.join(sorted(best - mine))}"] * bool(best - mine)
    parts += [f"but {', '.join(sorted(mine - best))}"] * bool(mine - best)
    return f"The best one differs from yours: yours has {' '.join(parts)}." if parts else ""


def _summed(plan: Plan, context: Context) -> Measured:
    """What the learner says it comes to: each break point once, however many actions remove it."""
    found = _compared(plan, context)
    cost, value = _stated(plan, "cost"), _stated(plan, "worth")
    told = []
    if cost != found.cost or not plan.reasons:
        told.append(_off("cost", cost, "Add up the pounds of the actions that you chose."))
    if value != found.value or not plan.reasons:
        told.append(_off("worth", value, "Count each break point once, also where two of your "
                         "actions remove it."))  # fmt: skip
    return Measured(1 - len(told) / 2, tuple(told) or met(
        f"It costs £{found.cost:,} and is worth {found.value:,}, each break point counted once."))  # fmt: skip


def _stated(plan: Plan, which: str) -> Any:
    return next((v for f in plan.frame if (v := getattr(f, which)) is not None), None)


def _off(which: str, came: Any, then: str) -> Finding:
    text = "No sum yet." if came is None else f"You have {came:,}." if isinstance(came, int) else (
        f"\u201c{came:.20}\u201d is not a number.")  # fmt: skip
    why = "Whoever signs the plan will ask for both numbers."
    return Finding(LOOK_AGAIN, text, where=f"The {which} of the plan", why=why, next=then)


def _owned(plan: Plan, context: Context) -> Measured:
    chosen, open_ = list(plan.reasons), plan.unowned
    if not chosen:
        return Measured(0.0, (Finding(LOOK_AGAIN, "No action is chosen yet."),))
    told = [Finding(LOOK_AGAIN, "Nobody answers for it yet.", where=", ".join(open_[:6]),
                    why="An action without an owner is an intention.",
                    next="Name a role, not a department.")] if open_ else []  # fmt: skip
    return Measured(1 - len(open_) / len(chosen), tuple(told) or met("Every action has an owner."))


def _sensible(plan: Plan, context: Context) -> Measured:
    """Choices that another action beats, or that add nothing: a reason lets them stand."""
    found = _compared(plan, context)
    doubts = [r for r in found.remarks if r.kind in ("dominated", "nothing")]
    told = [
        Finding(LOOK_AGAIN, r.text, where=r.action, why="You may know what the list does not.",
                next="Write your reason beside it, or choose the other.")
        for r in doubts
        if len(tokens(r.reason)) < _REASON
    ]  # fmt: skip
    if not plan.reasons:
        told = [Finding(LOOK_AGAIN, "No action is chosen yet.")]
    stands = [f"{r.action} stands, for the reason you give: {r.reason:.80}" for r in doubts]
    return Measured(
        float(not told),
        tuple(told)
        or met(stands[0] if stands else "No action in it is beaten by another of the list."),
    )


PLAN = Exercise(
    "5.5",
    Plan,
    lambda p: bool(p.reasons) or any(c.owner or c.why for c in p.chosen)
    or any(a.text or a.breaks for a in p.actions)
    or any(f.aim or f.cost is not None or f.worth is not None for f in p.frame),
    (
        Criterion("held", "The plan keeps to the money and to 90 days", _held),
        Criterion("near", "It comes near the best that the money can buy", _near,
                  Bounds(NEAR, _TRIVIAL), 7),
        Criterion("summed", "Its cost and its worth are added up", _summed, Bounds(1.0), 4,
                  gate="near"),
        Criterion("owned", "Every action has an owner", _owned, Bounds(1.0), 2, gate="near"),
        Criterion("sensible", "What looks weaker than another action has a reason", _sensible,
                  Bounds(1.0), 2, gate="near"),
    ),
)  # fmt: skip
