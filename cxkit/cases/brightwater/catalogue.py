"""What could be done about break points: a catalogue with a budget, and the best plan in it.

Costs and days are drawn again until no rule of thumb comes near the best plan, so that a plan has
to be worked out in every paper. Method rows 36 and 2.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from cxkit.cases.brightwater.firm import StreamFor
from cxkit.cases.brightwater.pool import authored
from cxkit.cases.brightwater.process import Process
from cxkit.cases.stream import Stream

__all__ = ["ACTIONS", "LONGEST", "SHALLOW", "Catalogue", "draw_catalogue"]

ACTIONS = 9
LONGEST = 90  # days: an action that takes longer is no part of the plan
SHALLOW = 0.76  # of the best plan: more, no rule of thumb may reach
_SLOW = 2  # of the nine
_RANDOM = 60
_ATTEMPTS = 1000

Action = Mapping[str, Any]


@dataclass(frozen=True)
class Catalogue:
    """Nine actions with a budget in pounds.

    Args:
        actions: id to text, cost, days and the break points that it does away with.
        best, plan: the most break points that a plan may do away with, and the cheapest such plan.
        trivial: the share of `best` that no thought reaches, nor a plan with an action left out.
    """

    budget: int
    actions: dict[str, dict[str, Any]]
    best: int
    plan: list[str]
    trivial: float

    def shown(self, process: Process, passed: Mapping[str, int]) -> dict[str, Any]:
        """What a learner sees; `passed` has the times of each break point in the log.

        Of the break points only those that an action does away with: all of them, in a file of the
        paper, would be what another task asks to be counted.
        """
        named = {id_ for action in self.actions.values() for id_ in action["breaks"]}
        return {
            "note": "Synthetic: costs and days are invented.",
            "budget": self.budget,
            "longest_days": LONGEST,
            "break_points": [
                {
                    "id": id_,
                    "text": f"{a.name} ({a.performer}) to {b.name} ({b.performer})",
                    "times": passed[id_],
                }
                for id_, (a, b) in process.breaks.items()
                if id_ in named
            ],
            "actions": [{"id": id_, **action} for id_, action in self.actions.items()],
        }


def draw_catalogue(process: Process, stream_for: StreamFor) -> Catalogue:
    """The catalogue of one paper."""
    chance = stream_for("actions")
    found = [_attempt(process, chance)]
    while found[-1].trivial > SHALLOW and len(found) < _ATTEMPTS:
        found.append(_attempt(process, chance))
    return min(found, key=lambda catalogue: max(SHALLOW, catalogue.trivial))


def _attempt(process: Process, chance: Stream) -> Catalogue:
    useful = []
    for item in authored("actions")["action"]:
        breaks = [
            id_
            for id_, (one, other) in process.breaks.items()
            if one.key in item["steps"] and other.key in item["steps"]
        ]
        if breaks:
            useful.append((item["text"], breaks))
    slow = set(chance.shuffled(range(ACTIONS))[:_SLOW])
    actions = {}
    for place, (text, breaks) in enumerate(chance.shuffled(useful)[:ACTIONS]):
        actions[f"X{place + 1}"] = {
            "text": text,
            "breaks": breaks,
            "cost": 100 * (4 + 2 * len(breaks) + chance.below(16)),
            "days": LONGEST * (place in slow) + 5 * chance.between(2, 16),
        }
    total = sum(action["cost"] for action in actions.values())
    return _solved(actions, total * 45 // 10000 * 100, chance)


def _solved(actions: dict[str, dict[str, Any]], budget: int, chance: Stream) -> Catalogue:
    fit = [id_ for id_, action in actions.items() if action["days"] <= LONGEST]
    best = (0, 0, [""])
    for size in range(len(fit) + 1):
        for plan in combinations(fit, size):
            spent = sum(actions[id_]["cost"] for id_ in plan)
            # Of two plans worth the same, the cheaper.
            if spent <= budget and (_worth(actions, plan), -spent) > best[:2]:
                best = (_worth(actions, plan), -spent, list(plan))
    cheap = sorted(fit, key=lambda id_: actions[id_]["cost"])
    wide = sorted(fit, key=lambda id_: -len(actions[id_]["breaks"]))
    quick = sorted(fit, key=lambda id_: actions[id_]["days"])
    thrifty = sorted(fit, key=lambda id_: -len(actions[id_]["breaks"]) / actions[id_]["cost"])
    orders = (fit, cheap, wide, quick, thrifty)
    shallow = [_worth(actions, _bought(actions, order, budget)) for order in orders]
    random = []
    for _ in range(_RANDOM):
        plan = [id_ for id_ in actions if chance.unit() < 0.5]
        fits = set(plan) <= set(fit) and sum(actions[i]["cost"] for i in plan) <= budget
        random.append(_worth(actions, plan) if fits else 0)
    # Each action of the best plan carries weight: whoever leaves one out is no longer near it.
    less = [_worth(actions, [i for i in best[2] if i != gone]) for gone in best[2]]
    trivial = max(*shallow, *less, sorted(random)[int(0.95 * (_RANDOM - 1))]) / best[0]
    return Catalogue(budget, actions, best[0], best[2], round(trivial, 4))


def _worth(actions: Mapping[str, Action], plan: Iterable[str]) -> int:
    return len({point for id_ in plan for point in actions[id_]["breaks"]})


def _bought(actions: Mapping[str, Action], order: list[str], budget: int) -> list[str]:
    """One after the other, whatever the money still reaches for."""
    bought, left = [], budget
    for id_ in order:
        if actions[id_]["cost"] <= left:
            bought.append(id_)
            left -= actions[id_]["cost"]
    return bought
