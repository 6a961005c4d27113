"""An activity map that is drawn on: a part is given, the rest is read off what people say.

Row 26 of the method. The given part of a step says what is done, by whom and for how long; the
learner says where its performer stands, whether the customer is there, and what may follow. The
two together are an `ActivityMap` like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .activity import LANES, ActivityMap, Step
from .breaks import Counted, breaks, moments, rules
from .needs import Placed

__all__ = ["MARKS", "Drawn", "joined", "marks"]

MARKS = ("red", "blue", "green")  # moments of truth, break points, business rules


class Drawn(ActivityMap):
    """Exercise 5.1: the steps; or, where they are given, the lane of each performer and what is
    said of single steps; and the marks as their author counts them."""

    arrows: list[Step] = []
    lanes: list[Placed] = []
    counts: list[Counted] = []


def joined(drawn: Drawn, given: Sequence[Mapping[str, Any]], asked: Collection[str]) -> ActivityMap:
    """The given part and the learner's as one map.

    Args:
        given: one mapping a step, with the fields of `activity.Step`; its id is its code.
        asked: ids of the steps whose `next` and counterpart the learner says.
    """
    lane = {p.id: p.choice for p in drawn.lanes if p.choice}
    said = {step.ref: step for step in drawn.arrows}
    steps = []
    for row in given:
        step = {**row, "code": row["id"], "lane": lane.get(row["performer"], "")}
        if row["performer"] == LANES[0]:
            step["lane"] = LANES[0]
        if row["id"] in asked:
            mine = said.get(row["id"])
            met = mine is not None and mine.counterpart == LANES[0]
            step["next"] = mine.next if mine else []
            step |= {} if met else dict.fromkeys(("counterpart", "channel", "goal"), "")
            if met:
                step["counterpart"] = LANES[0]
        steps.append(step)
    return ActivityMap.read({"steps": steps})


def marks(activity: ActivityMap) -> dict[str, int]:
    """How many red, blue and green marks the rows of a map make."""
    counts = (len(moments(activity)), len(breaks(activity)), len(rules(activity)))
    return dict(zip(MARKS, counts, strict=True))
