"""Small material of module 04: interactions to be typed, and who reports to whom.

Method rows 19 and 39; exercise 4.1.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.rowan_vale.calibration import trivial_labels
from cxkit.cases.rowan_vale.documents import authored, numbered
from cxkit.cases.rowan_vale.process import BRANCH, PERFORMERS, STEPS, breaks
from cxkit.cases.rowan_vale.world import World
from cxkit.techniques.agreement import kappa

__all__ = ["interaction_truth", "make_chart", "make_interactions", "supply_truth"]

_THRESHOLD = 0.7


def make_interactions(world: World) -> list[dict[str, str]]:
    """The 24 interactions as shown: id, text, in an order that gives nothing away."""
    return [{"id": id_, "text": item["text"]} for id_, item in _mixed(world).items()]


def interaction_truth(world: World) -> dict[str, Any]:
    """The key of 4.1: types, the alternatives that are as good and why, threshold and trivial."""
    items = _mixed(world)
    types = [item["type"] for item in items.values()]
    debatable = {id_: item for id_, item in items.items() if "also" in item}
    return {
        "types": {id_: item["type"] for id_, item in items.items()},
        "also": {id_: [item["also"]] for id_, item in debatable.items()},
        "why": {id_: item["why"] for id_, item in debatable.items()},
        "threshold": _THRESHOLD,
        "trivial": trivial_labels(types, sorted(set(types)), kappa, world.stream("trivial 4.1")),
    }


def _mixed(world: World) -> dict[str, dict[str, Any]]:
    items = authored("recordings/interactions")["interaction"]
    return numbered("I", world.stream("interactions").shuffled(items), 2)


def make_chart() -> dict[str, Any]:
    """The organisation chart: units, roles with numbers of people, and who supplies whom."""
    told = authored("recordings/org")
    units = [
        {"department": ""} | unit | {"name": unit["name"].replace("[[branch]]", BRANCH)}
        for unit in told["unit"]
    ]
    roles = []
    for item in told["role"]:
        performer = PERFORMERS.get(item.get("performer", ""))
        people = performer.number if performer and performer.kind == "person" else 1
        roles.append({"performer": ""} | item | {"number": people})
    return {
        "note": "Synthetic: the firm and its people are invented.",
        "units": units,
        "roles": roles,
        "supplies": told["supply"],
    }


def supply_truth() -> dict[str, list[list[str]]]:
    """Pairs of performers between whom work is handed over on the map of the visit.

    `seen` are those that the chart names as supplier and customer, `unseen` all others.
    """
    performer = {step.id: step.performer for step in STEPS}
    pairs = sorted({tuple(performer[id_] for id_ in edge.split("-")) for edge in breaks()})
    named = {(item["from"], item["to"]) for item in authored("recordings/org")["supply"]}
    return {
        "seen": [list(pair) for pair in pairs if pair in named],
        "unseen": [list(pair) for pair in pairs if pair not in named],
    }
