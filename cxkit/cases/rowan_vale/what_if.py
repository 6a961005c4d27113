"""What the half-year would have been without some rules: the same customers, the same draws.

Both runs meet the same visits with the same draws, so differences are due to the rules alone.
Intervals come from a bootstrap that draws whole weeks, because visits of one week share queues.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from cxkit.cases.case import CaseError
from cxkit.cases.rowan_vale.calendar import DAY, DAYS
from cxkit.cases.rowan_vale.event_log import effects
from cxkit.cases.rowan_vale.money import cost, revenue
from cxkit.cases.rowan_vale.process import known_rules, rules
from cxkit.cases.rowan_vale.rentals import hire_effects, hires
from cxkit.cases.rowan_vale.simulation import Run, Story, simulate
from cxkit.cases.rowan_vale.world import SEED
from cxkit.cases.stream import Stream

__all__ = ["MEASURES", "what_if"]

_WEEK = 7 * DAY
_HALF = DAYS // 2 * DAY


def _waiting(story: Story) -> float:
    # Minutes in the house in which nobody worked on the car; calls about it are no work on it.
    start = story.received
    worked = sum(e.minutes for e in story.events if e.start >= start and e.step != "Chase call")
    return max(0, story.handed - start - worked) / DAY


# Name to what is measured on one visit; units are in the name or said in `what_if`.
MEASURES: dict[str, Callable[[Story], float]] = {
    "elapsed_hours": lambda story: (story.handed - story.received) / 60,
    "waiting_days": _waiting,
    "contacts": lambda story: sum(event.contact for event in story.events),
    "cost": lambda story: cost(story) / 100,
    "revenue": lambda story: revenue(story) / 100,
    "rating": lambda story: story.rating,
}


def what_if(remove: Iterable[str], draws: int = 1000, seed: int = SEED) -> dict[str, Any]:
    """Compare the half-year as it was with one in which some rules do not hold.

    Args:
        remove: rule ids; none at all is a change that changes nothing.
        draws: bootstrap samples of whole weeks for the intervals (95 %).
        seed: of the case.

    Returns:
        `measures`: per visit, each with before, after, difference, low, high: elapsed hours from
        the desk back to the customer, waiting days within them, contacts, handling cost and next
        year's revenue in pounds, rating 1-5. `periods`: the same for the two halves, by day of
        arrival. `rules`: per obsolete rule its own measure, count and minutes, before and after.
        `removed`, `visits`, `draws`. Method rows 43 and 49.

    Raises:
        CaseError: a rule is not known or regulatory, or `draws` is less than 100.
    """
    if isinstance(remove, str):
        raise CaseError(
            f"Expected a list of rule ids, found the text {remove!r}. Give [{remove!r}]."
        )
    gone = sorted(known_rules(remove))
    bound = [id_ for id_ in gone if rules()[id_].type == "regulatory"]
    if bound:
        raise CaseError(
            f"{', '.join(bound)} is set by law and cannot be removed. Leave it out of the list."
        )
    if draws < 100:
        raise CaseError(f"Expected at least 100 draws for an interval, found {draws}. Give more.")
    before, after = simulate(seed, ()), simulate(seed, gone)
    own = [effects(run) | hire_effects(hires(seed, out)) for run, out in ((before, ()),)]
    own.append(effects(after) | hire_effects(hires(seed, gone)))
    early = [story.visit.arrives < _HALF for story in before]
    return {
        "removed": gone,
        "visits": len(before),
        "draws": draws,
        "measures": _compare(before, after, [True] * len(before), draws, seed),
        "periods": {
            "October to December": _compare(before, after, early, draws, seed),
            "January to March": _compare(before, after, [not e for e in early], draws, seed),
        },
        "rules": {
            id_: {
                "measure": own[0][id_]["measure"],
                "before": _own(id_, own[0], ()),
                "after": _own(id_, own[1], gone),
            }
            for id_ in own[0]
        },
    }


def _own(id_: str, found: dict[str, Any], gone: Iterable[str]) -> dict[str, int]:
    # One copy only: nobody spends a minute on copies two and three.
    if id_ == "R09" and id_ in gone:
        return {"count": 0, "minutes": 0}
    return {"count": found[id_]["count"], "minutes": found[id_]["minutes"]}


def _compare(
    before: Run, after: Run, chosen: list[bool], draws: int, seed: int
) -> dict[str, dict[str, float]]:
    pairs = [(a, b) for a, b, use in zip(before, after, chosen, strict=True) if use]
    weeks: dict[int, list[int]] = {}
    for place, (story, _) in enumerate(pairs):
        weeks.setdefault(story.visit.arrives // _WEEK, []).append(place)
    names = list(MEASURES)
    old = [[MEASURES[name](a) for name in names] for a, _ in pairs]
    new = [[MEASURES[name](b) for name in names] for _, b in pairs]
    change = [[y - x for x, y in zip(a, b, strict=True)] for a, b in zip(old, new, strict=True)]
    blocks = [
        (len(places), [sum(change[place][n] for place in places) for n in range(len(names))])
        for places in weeks.values()
    ]
    chance = Stream(seed, "what if")
    means: list[list[float]] = [[] for _ in names]
    for _ in range(draws):
        picked = [chance.pick(blocks) for _ in blocks]
        count = sum(size for size, _ in picked)
        for n, found in enumerate(means):
            found.append(sum(sums[n] for _, sums in picked) / count)
    made = {}
    for n, name in enumerate(names):
        ranked = sorted(means[n])
        made[name] = {
            "before": round(sum(row[n] for row in old) / len(pairs), 4),
            "after": round(sum(row[n] for row in new) / len(pairs), 4),
            "difference": round(sum(row[n] for row in change) / len(pairs), 4),
            "low": round(ranked[int(0.025 * draws)], 4),
            "high": round(ranked[int(0.975 * draws)], 4),
        }
    return made
