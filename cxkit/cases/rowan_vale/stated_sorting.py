"""Supplied material to be sorted: what people say, answers in boxes, weasels, definitions.

Exercises 1.1, 1.4, 3.1 and 3.2; method rows 7, 10, 12 and 55. Each pair of functions gives what
learners see and what is true, from one authored file under `texts/stated/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cxkit.cases.rowan_vale.calibration import trivial_labels
from cxkit.cases.rowan_vale.documents import authored, numbered
from cxkit.cases.rowan_vale.stated_chance import trivial
from cxkit.cases.rowan_vale.world import World
from cxkit.techniques.agreement import kappa, share_equal

__all__ = [
    "boxes_truth",
    "definitions_truth",
    "make_boxes",
    "make_definitions",
    "make_statements",
    "make_weasels",
    "statements_truth",
    "weasels_truth",
]

Items = dict[str, dict[str, Any]]

KINDS = ("inside-out", "outside-in")


def make_statements(world: World) -> list[dict[str, str]]:
    """Twenty sentences said in firms: id, text, who."""
    return _shown(_statements(world), "text", "who")


def statements_truth(world: World) -> dict[str, Any]:
    """The key of 1.1; a disputed statement is free, with a reason."""
    items = _statements(world)
    clear = [item["kind"] for item in items.values() if item["kind"] != "disputed"]
    return {
        "kinds": {id_: item["kind"] for id_, item in items.items()},
        "why": _whys(items),
        "metric": "Cohen's kappa, disputed items left out",
        "threshold": 0.6,
        "trivial": trivial_labels(clear, KINDS, kappa, world.stream("trivial 1.1")),
    }


def make_definitions(world: World) -> dict[str, Any]:
    """Six definitions in our words, the authors in order of year, six qualities."""
    authors = sorted(authored("stated/definitions")["definition"], key=lambda d: d["author"][-4:])
    return {
        "note": "The definitions are told in our own words; each is quoted in S3 of the sources.",
        "definitions": _shown(_definitions(world), "text"),
        "authors": [{"id": item["id"], "text": item["author"]} for item in authors],
        "attributes": authored("stated/definitions")["attribute"],
    }


def definitions_truth(world: World) -> dict[str, Any]:
    """The key of 1.4: who wrote what, a line quoted, and which quality each definition names."""
    items = _definitions(world)
    names = [item["id"] for item in items.values()]
    cells = [cell for item in items.values() for cell in item["matrix"].values() if cell != "free"]
    chance = world.stream("trivial 1.4")
    return {
        "authors": {id_: item["id"] for id_, item in items.items()},
        "quotes": {id_: item["quote"] for id_, item in items.items()},
        "why": _whys(items),
        "matrix": {id_: item["matrix"] for id_, item in items.items()},
        "attribution": {
            "metric": "share of the six",
            "threshold": 0.8,
            "trivial": trivial(
                [share_equal(names, [name] * len(names)) for name in names],
                lambda: share_equal(names, chance.shuffled(names)),
            ),
        },
        "cells": {
            "metric": "Cohen's kappa over yes and no, free cells left out",
            "threshold": 0.6,
            "trivial": trivial_labels(cells, ("yes", "no"), kappa, chance),
        },
    }


def make_boxes(world: World) -> dict[str, Any]:
    """The six questions of the outcome map and twelve answers, each in the box it was put in."""
    return {
        "note": "Synthetic: the firm and its customers are invented.",
        "journey": authored("stated/boxes")["journey"],
        "boxes": authored("stated/boxes")["box"],
        "answers": _shown(_answers(world), "text", "put"),
    }


def boxes_truth(world: World) -> dict[str, Any]:
    """The key of 3.1. An answer left where it was put counts as one without thought."""
    items = _answers(world)
    truth = [item["box"] for item in items.values()]
    labels = sorted(set(truth))
    left = kappa(truth, [item["put"] for item in items.values()])
    chance = trivial_labels(truth, labels, kappa, world.stream("trivial 3.1"))
    return {
        "boxes": {id_: item["box"] for id_, item in items.items()},
        "why": _whys(items),
        "metric": "Cohen's kappa over six boxes",
        "threshold": 0.7,
        "trivial": round(max(left, chance), 4),
    }


def make_weasels(world: World) -> list[dict[str, str]]:
    """Twenty-five sentences: id, text."""
    return _shown(_weasels(world), "text")


def weasels_truth(world: World) -> dict[str, Any]:
    """The key of 3.2: the words in question by sentence, and why a decoy is none."""
    items = _weasels(world)
    truth = {id_: bool(item.get("weasel")) for id_, item in items.items()}
    chance = world.stream("trivial 3.2")
    return {
        "weasels": {id_: item["weasel"] for id_, item in items.items() if truth[id_]},
        "why": _whys(items),
        "metric": "the lower of precision and recall over sentences",
        "threshold": 0.8,
        "trivial": trivial(
            [_lower(truth, lambda: True)], lambda: _lower(truth, lambda: chance.unit() < 0.5)
        ),
    }


def _lower(truth: Mapping[str, bool], mark: Callable[[], bool]) -> float:
    marked = {id_ for id_ in truth if mark()}
    right = sum(truth[id_] for id_ in marked)
    return min(right / len(marked), right / sum(truth.values())) if marked else 0.0


def _statements(world: World) -> Items:
    return _mixed(world, "statements", "statement", "U")


def _definitions(world: World) -> Items:
    return _mixed(world, "definitions", "definition", "F", 1)


def _answers(world: World) -> Items:
    return _mixed(world, "boxes", "answer", "E")


def _weasels(world: World) -> Items:
    return _mixed(world, "weasels", "sentence", "W")


def _mixed(world: World, name: str, table: str, prefix: str, width: int = 2) -> Items:
    # Numbered after mixing, so that neither place nor id tells what an item is.
    items = world.stream(f"{name} for learners").shuffled(authored(f"stated/{name}")[table])
    return numbered(prefix, items, width)


def _shown(items: Items, *fields: str) -> list[dict[str, str]]:
    return [{"id": id_, **{f: item[f] for f in fields}} for id_, item in items.items()]


def _whys(items: Items) -> dict[str, str]:
    return {id_: item["why"] for id_, item in items.items()}
