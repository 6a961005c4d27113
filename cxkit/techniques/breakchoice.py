"""A plan against break points beside the best one: what it is worth, what it gives up, and why.

Row 38 and 2.6 of the method; the catalogue and the learner's plan are those of `breakplan`. Each
remark has its reason, and a reason that the learner gives is set beside it and stands.

Conventions: `worth` maps a break point to what its removal is worth, a whole number: 1 each, or
the times it is passed. What two actions remove counts once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .breakplan import Action, Catalogue
from .optimum import Choosing

__all__ = [
    "NEAR",
    "Best",
    "Comparison",
    "Remark",
    "TradeOff",
    "best",
    "compare",
    "dominated",
    "in_order",
    "trade_offs",
]

NEAR = 0.85  # of the best: a choice within 15 % of it is as good as anybody can tell

# ---- what can be computed from it -----------------------------------------------------------


@dataclass(frozen=True)
class Best:
    """A best plan: actions in the order of the catalogue, what it is worth, what it costs.

    `exact` is False where the search was cut short and a better one may exist.
    """

    actions: tuple[str, ...]
    value: int
    cost: int
    exact: bool = True


@dataclass(frozen=True)
class TradeOff:
    """What deciding the other way about one action gives up.

    Args:
        chosen: whether the best plan holds the action.
        other: the best plan without it, or, if it is not in the best, with it; None where that
            cannot be (over budget, or too long).
        loss: what that plan is worth less than the best.
    """

    chosen: bool
    other: Best | None
    loss: int


def best(
    catalogue: Catalogue,
    worth: Mapping[str, int],
    must: Sequence[str] = (),
    never: Sequence[str] = (),
) -> Best | None:
    """The best plan that holds all of `must` and none of `never`; None where there is none.

    Of two plans worth the same: the cheaper, then the shorter, then the first in the catalogue.
    """
    fit = catalogue.fit
    place = {a.id: n for n, a in enumerate(fit)}
    if any(a not in place for a in must):
        return None
    costs = [a.cost or 0 for a in fit]
    choosing = Choosing([a.breaks for a in fit], costs, worth, catalogue.budget)
    found = choosing.best([place[a] for a in must], [place[a] for a in never if a in place])
    if found is None:
        return None
    value, cost = choosing.value(found.options), choosing.cost(found.options)
    return Best(tuple(fit[o].id for o in found.options), value, cost, found.exact)


def trade_offs(catalogue: Catalogue, worth: Mapping[str, int]) -> dict[str, TradeOff]:
    """Of each action of the catalogue what the other decision about it would give up."""
    top = best(catalogue, worth) or Best((), 0, 0)
    found = {}
    for action in catalogue.actions:
        inside = action.id in top.actions
        one = (action.id,)
        other = best(catalogue, worth, *(((), one) if inside else (one, ())))
        found[action.id] = TradeOff(inside, other, top.value - other.value if other else 0)
    return found


def dominated(catalogue: Catalogue) -> dict[str, str]:
    """Action -> another that removes as much and more, or the same for less, and in no respect
    costs more: choosing the first instead needs a reason that the catalogue does not hold."""
    found: dict[str, str] = {}
    for a in catalogue.fit:
        for b in catalogue.fit:
            if a.id == b.id or not a.breaks <= b.breaks:
                continue
            mine, other = (a.cost or 0, a.days or 0), (b.cost or 0, b.days or 0)
            no_more = other[0] <= mine[0] and other[1] <= mine[1]
            if no_more and (a.breaks < b.breaks or other != mine):
                found.setdefault(a.id, b.id)
    return found


def in_order(catalogue: Catalogue, worth: Mapping[str, int], chosen: Sequence[str]) -> list[str]:
    """The chosen actions in the order in which to begin them: each time the one that adds most for
    its money, of equals the one that is done sooner, then the first in the catalogue. Actions that
    no plan can hold are left out."""
    left, done, gone = [a for a in catalogue.fit if a.id in chosen], [], set[str]()

    def gain(action: Action) -> tuple[float, int]:
        added = sum(worth.get(b, 0) for b in action.breaks - gone)
        return added / max(1, action.cost or 0), -(action.days or 0)

    while left:
        following = max(left, key=gain)
        left.remove(following)
        gone |= following.breaks
        done.append(following.id)
    return done


# ---- what can be said about it --------------------------------------------------------------


@dataclass(frozen=True)
class Remark:
    """One thing to look at in a plan, and why.

    Args:
        action: what it is about; empty for the plan as a whole.
        kind: `unknown`, `long`, `open` (cost or days not known), `dominated`, `nothing` (adds
            no break point), `budget`, `spare` (money left that would buy more).
        text: what is so, and why it matters.
        reason: what the learner gave as a reason; where there is one, the remark is for
            information and the choice stands.
    """

    action: str
    kind: str
    text: str
    reason: str = ""


@dataclass(frozen=True)
class Comparison:
    """A learner's plan beside the best one.

    Args:
        value, cost: of the learner's plan, each break point counted once.
        best: the best plan.
        share: value / best value, 1 where nothing can be had; more than 1 is possible for a plan
            over budget or too long.
        near: whether it is within 15 % of the best, within the budget and the days.
        remarks: what to look at, in the order of the catalogue, then the plan as a whole.
    """

    value: int
    cost: int
    best: Best
    share: float
    near: bool
    remarks: tuple[Remark, ...]


def compare(
    catalogue: Catalogue,
    worth: Mapping[str, int],
    reasons: Mapping[str, str],
    top: Best | None = None,
) -> Comparison:
    """Compare a choice with the best plan.

    Args:
        reasons: the actions chosen -> why, perhaps empty.
        top: the best plan where it is known, as it is of a case; else it is worked out. Of a long
            list the solver does it, and the first time in a session it has to be loaded.
    """
    top = top or best(catalogue, worth) or Best((), 0, 0)
    known = {a.id: a for a in catalogue.actions}
    chosen = [a for a in known if a in reasons]
    removed = catalogue.removed(chosen)
    value, cost = sum(worth.get(b, 0) for b in removed), catalogue.cost(chosen)
    share = value / top.value if top.value else 1.0
    remarks = [
        Remark(a, "unknown", f"{a:.20} is no action of the catalogue. Choose one that is.", why)
        for a, why in reasons.items()
        if a not in known
    ]
    better = dominated(catalogue)
    for a in chosen:
        remarks += _about(catalogue, chosen, known[a], better.get(a, ""), reasons[a])
    remarks += _whole_plan(catalogue, worth, chosen, value, cost)
    fits = {a.id for a in catalogue.fit}
    held = set(chosen) <= fits and (catalogue.budget is None or cost <= catalogue.budget)
    return Comparison(
        value, cost, top, share, bool(chosen) and held and share >= NEAR, tuple(remarks)
    )


def _about(
    catalogue: Catalogue, chosen: list[str], action: Action, instead: str, why: str
) -> list[Remark]:
    id_, found = action.id, []
    if action.cost is None or action.days is None:
        text = f"{id_}: cost or days are not known, so it cannot be weighed. Make an estimate."
        found.append(Remark(id_, "open", text, why))
    elif action.days > catalogue.longest:
        text = f"{id_} takes {action.days} days. Within {catalogue.longest} people still see it happen."
        found.append(Remark(id_, "long", text, why))
    if instead:
        text = f"{instead} removes all that {id_} does, for no more money and in no more days."
        found.append(Remark(id_, "dominated", text, why))
    if not action.breaks - catalogue.removed([c for c in chosen if c != id_]):
        text = f"{id_} adds nothing: the other actions remove all its break points already."
        found.append(Remark(id_, "nothing", text, why))
    return found


def _whole_plan(
    catalogue: Catalogue, worth: Mapping[str, int], chosen: list[str], value: int, cost: int
) -> list[Remark]:
    if catalogue.budget is None:
        return []
    if cost > catalogue.budget:
        over = cost - catalogue.budget
        text = f"The plan costs £{cost:,}, which is £{over:,} more than there is. Leave one out."
        return [Remark("", "budget", text)]
    removed, left = catalogue.removed(chosen), catalogue.budget - cost
    more = {
        a.id: sum(worth.get(b, 0) for b in a.breaks - removed)
        for a in catalogue.fit
        if a.id not in chosen and (a.cost or 0) <= left
    }
    extra = max(more, key=lambda a: more[a], default="")
    if not extra or not more[extra]:
        return []
    text = f"Money is left, and {extra} would still fit: it adds {more[extra]:,}."
    return [Remark("", "spare", text)]
