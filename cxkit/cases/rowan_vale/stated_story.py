"""Ten steps by which an effort for customers fails, shown in a mixed order (1.2, row 56).

The truth is a partial order: some steps may stand either way round.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from cxkit.cases.rowan_vale.documents import authored, numbered
from cxkit.cases.rowan_vale.stated_chance import trivial
from cxkit.cases.rowan_vale.world import World
from cxkit.techniques.order import order_tau

__all__ = ["make_story", "story_truth"]


def make_story(world: World) -> dict[str, Any]:
    """Title, a note on where the story is from, and the steps: id, text."""
    source = authored("stated/story")
    return {
        "title": source["title"],
        "note": source["note"],
        "steps": [{"id": id_, "text": item["text"]} for id_, item in _mixed(world).items()],
    }


def story_truth(world: World) -> dict[str, Any]:
    """The key of 1.2: every pair that must hold, and those that may swap."""
    source = authored("stated/story")
    ids = {item["id"]: id_ for id_, item in _mixed(world).items()}
    told = [ids[item["id"]] for item in source["step"]]
    free = [[ids[a], ids[b]] for a, b in source["may_swap"]]
    before = [[a, b] for a, b in combinations(told, 2) if [a, b] not in free]
    chance = world.stream("trivial 1.2")
    return {
        "before": before,
        "may_swap": free,
        "told": told,
        "metric": "partial-order tau: pairs as told less pairs turned round, of those that must hold",
        "threshold": 0.8,
        "trivial": trivial(
            [order_tau(before, list(_mixed(world)))],
            lambda: order_tau(before, chance.shuffled(told)),
        ),
    }


def _mixed(world: World) -> dict[str, dict[str, Any]]:
    steps = world.stream("stated story").shuffled(authored("stated/story")["step"])
    return numbered("Y", steps, 2)
