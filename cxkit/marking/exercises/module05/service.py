"""The service process of the case as the exercises of module 05 see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ....techniques.activity import LANES, ActivityMap
from ....techniques.breakplan import Catalogue
from ....techniques.breaks import Break
from ....techniques.causes import behind
from ....techniques.drawn import Drawn, joined
from ....techniques.remembered import remembered
from ...together import of_case

__all__ = [
    "asked",
    "bounced_visit",
    "catalogue",
    "drawn_map",
    "lanes_accepted",
    "named_breaks",
    "told",
    "true_map",
    "worth",
]

_NAMED = 8  # break points of 5.3
_INSIDE = ("backstage", "support")  # a line that careful people draw in two ways


@of_case
def asked(case: Any) -> list[str]:
    """The steps of 5.1 that are not on the map yet, in the order of the table."""
    return [step for step, told in case.walk.items() if not told["given"]]


@of_case
def true_map(case: Any) -> ActivityMap:
    """The map as it is."""
    return ActivityMap.read({"steps": [{**s, "code": s["id"]} for s in case.steps.values()]})


def drawn_map(drawn: Drawn, case: Any) -> ActivityMap:
    """The map as a learner has it: the given part and their own."""
    return _drawn_map(drawn, case.steps, asked(case))


@remembered
def _drawn_map(
    drawn: Drawn, steps: Mapping[str, Mapping[str, Any]], asked_: Sequence[str]
) -> ActivityMap:
    return joined(drawn, list(steps.values()), asked_)


@of_case
def lanes_accepted(case: Any) -> dict[str, set[str]]:
    """Performer -> the lanes in which they can stand. Backstage and support shade into each other,
    and whoever meets a customer may stand in front."""
    found: dict[str, set[str]] = {}
    for step in case.steps.values():
        who = step["performer"]
        if who == LANES[0]:
            continue
        lanes = found.setdefault(who, {step["lane"]})
        if step["lane"] in _INSIDE:
            lanes |= {*_INSIDE}
            if step["counterpart"] == LANES[0]:
                lanes.add("frontstage")
    return found


@of_case
def named_breaks(case: Any) -> dict[str, tuple[str, ...]]:
    """The break points of 5.3, in the order of the map, each with the moments behind it: of those
    that different moments cause the ones most often passed, and then the next."""
    activity = true_map(case)
    near = behind(activity)
    times = worth(case, "times")
    chosen: dict[tuple[str, ...], str] = {}
    for one in sorted(near, key=lambda b: -times.get(b, 0)):
        chosen.setdefault(near[one], one)
    kept = set(sorted(chosen.values(), key=lambda b: -times.get(b, 0))[:_NAMED])
    return {one: near[one] for one in near if one in kept}


@remembered
def bounced_visit(log: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The events of the first visit whose work goes back and is done again, nobody asking."""
    from ....techniques.flow import traces

    for rows in traces(log).values():
        done = [row["activity"] for row in rows]
        twice = {a for a in done if done.count(a) > 1}
        if len(twice) == 1 and not any("Chase" in a for a in done):
            return rows
    return []


@of_case
def catalogue(case: Any) -> Catalogue:
    """What could be done, and the money there is."""
    return Catalogue.read(case.actions)


def worth(case: Any, aim: str) -> dict[str, int]:
    """Break point -> 1, or the times it is passed in the log."""
    return {b["id"]: b["times"] if aim == "times" else 1 for b in case.actions["break_points"]}


def told(one: Break, activity: ActivityMap) -> str:
    """A break point in words: who hands to whom after what."""
    first, last = (activity.rows[step] for step in one.steps)
    return f"{first.step} ({first.performer}) to {last.step} ({last.performer})"
