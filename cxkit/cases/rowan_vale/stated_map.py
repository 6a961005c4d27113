"""A colleague's outcome map with five seeded flaws (3.6, rows 10 and 15), and names to beware of.

Evidence is authored by what it says, so that its ids follow the documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cxkit.cases.rowan_vale.documents import (
    authored,
    make_promises,
    make_verbatims,
    make_vignettes,
    numbered,
)
from cxkit.cases.rowan_vale.measures import make_measures
from cxkit.cases.rowan_vale.process import rules
from cxkit.cases.rowan_vale.rentals import hires
from cxkit.cases.rowan_vale.simulation import simulate
from cxkit.cases.rowan_vale.stated_chance import trivial
from cxkit.cases.rowan_vale.stated_goals import figure_ids
from cxkit.cases.rowan_vale.world import World

__all__ = ["make_colleague_map", "make_internal_roles", "make_process_words", "map_truth"]

_MISSING = "missing"


def make_colleague_map(world: World) -> dict[str, Any]:
    """The map as the colleague left it: six boxes with items, each with evidence; five prompts."""
    source = authored("stated/colleague_map")
    questions, items = authored("stated/boxes")["box"], _items()
    cited = _cited(world)
    figures = figure_ids(world)
    boxes = []
    for box in questions:
        shown = []
        for id_, item in items.items():
            if item["box"] != box["id"]:
                continue
            made: dict[str, Any] = {
                "id": id_,
                "text": item["text"],
                "evidence": [cited[e] for e in item["evidence"]],
            }
            if "goal" in item:
                goal = item["goal"]
                made["goal"] = goal | {"figure": figures.get(goal["figure"], "")}
            shown.append(made)
        boxes.append({"id": box["id"], "question": box["question"], "items": shown})
    return {
        "note": "Synthetic: the firm, the colleague and the customers are invented.",
        "journey": source["journey"],
        "author": source["author"],
        "cycle": 1,
        "serves": source["serves"],
        "boxes": boxes,
        "prompts": [{"id": id_, "text": item["text"]} for id_, item in _prompts(world).items()],
    }


def map_truth(world: World) -> dict[str, Any]:
    """The key of 3.6: by prompt, the item with its flaw, why it is one, and a way to mend it."""
    items, flaws = _items(), {}
    for prompt, asked in _prompts(world).items():
        ((id_, item),) = [(i, x) for i, x in items.items() if x.get("flaw") == asked["id"]]
        flaws[prompt] = {
            "flaw": asked["id"],
            "box": item["box"],
            "item": id_,
            "why": item["why"],
            "repair": item["repair"],
        }
    truth = [flaw["item"] for flaw in flaws.values()]
    chance, every = world.stream("trivial 3.6"), list(items)
    return {
        "flaws": flaws,
        "missing": authored("stated/colleague_map")["missing"],
        "metric": "share of the prompts under which the flawed item is named",
        "threshold": 0.8,
        "trivial": trivial(
            [sum(item == same for item in truth) / len(truth) for same in every],
            lambda: sum(chance.pick(every) == item for item in truth) / len(truth),
        ),
    }


def make_internal_roles() -> dict[str, Any]:
    """Who is inside the firm and so pays nothing: the customer of box 1 is none of these."""
    return _names("roles", "Roles inside a firm. Whoever pays, in box 1, is none of them.")


def make_process_words() -> dict[str, Any]:
    """What only the firm calls it: no word for what a customer is doing, in box 3."""
    return _names(
        "process", "Names of our own steps. A customer, in box 3, would use none of them."
    )


def _names(kind: str, note: str) -> dict[str, Any]:
    lists = authored("stated/names")[kind]
    return {
        "note": f"{note} Words under alone count only where they are the whole answer. "
        "A trainer may edit this list.",
        **lists,
    }


def _items() -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for item in authored("stated/colleague_map")["item"]:
        number = sum(other["box"] == item["box"] for other in made.values())
        made[f"{item['box']}{'abcdef'[number]}"] = item
    return made


def _prompts(world: World) -> dict[str, dict[str, Any]]:
    source = authored("stated/colleague_map")["prompt"]
    return numbered("q", world.stream("stated prompts").shuffled(source))


def _cited(world: World) -> dict[str, str]:
    # What was authored ("Q:words that it contains") to the id of the one item that fits.
    source = authored("stated/colleague_map")
    kpis = make_measures(world, simulate(world.seed), hires(world.seed))["kpis"]
    places: dict[str, Iterable[tuple[str, str]]] = {
        "V": [(v.id, v.shown()["text"]) for v in make_vignettes(world)],
        "Q": [(v.id, v.shown()["text"]) for v in make_verbatims(world)],
        "P": [(p["id"], p["text"]) for p in make_promises()],
        "R": [(rule.id, rule.text) for rule in rules().values()],
        "K": [(kpi["id"], kpi["name"]) for kpi in kpis],
    }
    found = {_MISSING: source["missing"]}
    for item in source["item"]:
        for cite in item["evidence"]:
            if cite == _MISSING:
                continue
            kind, words = cite.split(":", 1)
            (found[cite],) = [id_ for id_, text in places[kind] if words in text]
    return found
