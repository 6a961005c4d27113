"""What belongs to the journey of the six-box map: voices, promises and figures (3.4, rows 10-13).

A map may say what its makers see. What it cites has to be about the journey, and today's values
are those of the case's own tables.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.rowan_vale.calendar import clock
from cxkit.cases.rowan_vale.documents import (
    authored,
    make_promises,
    make_verbatims,
    make_vignettes,
    numbered,
)
from cxkit.cases.rowan_vale.simulation import simulate
from cxkit.cases.rowan_vale.stated_goals import baselines
from cxkit.cases.rowan_vale.world import World

__all__ = ["journey_truth"]

JOURNEY = "A workshop visit, from the first trouble with the car until its owner is on the road again"
_SOURCE = "event-log.csv"  # it holds workshop visits and nothing else
_LINE = "service"
# Repairs and what surrounds them; what is said of money, keys or the telephone may be about a visit.
_TOPICS = frozenset(
    {"access", "booking", "courtesy", "electric", "keys", "paperwork", "parts", "phone", "price",
     "repair", "service", "staff", "test", "breakdown"}
)  # fmt: skip
_ELSEWHERE = ("local radio", "rental", "student")  # where hires are advertised


def journey_truth(world: World) -> dict[str, Any]:
    """The key of 3.4: ids that are about the journey, those that tell what was expected, and
    the figures with today's value and their better side, and the last day that was counted."""
    verbatims = [v for v in make_verbatims(world) if v.topic in _TOPICS]
    people = [v.id for v in make_vignettes(world) if v.circumstance["line"] == _LINE]
    promises = [
        p["id"] for p in make_promises() if not any(place in p["where"] for place in _ELSEWHERE)
    ]
    values = baselines(world)
    return {
        "journey": JOURNEY,
        "voices": [*people, *(v.id for v in verbatims), *promises],
        "expected": [*(v.id for v in verbatims if v.kind == "expectation"), *promises],
        "figures": {
            id_: {
                "baseline": values[item["id"]],
                "comparator": "at least" if item["better"] == "higher" else "at most",
                "unit": item["unit"],
                "source": item["source"],
            }
            for id_, item in numbered("L", authored("stated/data")["figure"]).items()
            if item["source"] == _SOURCE
        },
        # A target is met later than today's value was counted.
        "counted": clock(max(story.handed for story in simulate(world.seed)))[:10],
        "metric": "share of the statements that agree with the data, three at least",
        # One figure copied into three statements; three are asked for.
        "threshold": 1.0,
        "trivial": round(1 / 3, 4),
    }
