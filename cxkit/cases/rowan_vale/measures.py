"""What the branch measures, wants and does, and the tree of what a visit costs to handle.

Method rows 45-48; exercises 7.1 to 7.4. The tree's leaves are the money of the simulation, so
it reconciles with the log. The tree as the finance office reported it has two slips.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.rowan_vale.calibration import trivial_labels
from cxkit.cases.rowan_vale.documents import authored
from cxkit.cases.rowan_vale.event_log import log_truth
from cxkit.cases.rowan_vale.markup import Card, read_cards
from cxkit.cases.rowan_vale.money import LEAVES, total
from cxkit.cases.rowan_vale.process import PERFORMERS
from cxkit.cases.rowan_vale.rentals import Hire
from cxkit.cases.rowan_vale.simulation import TAXI, Run
from cxkit.cases.rowan_vale.world import World
from cxkit.techniques.agreement import kappa

__all__ = ["BRANCHES_OF_TREE", "cost_tree", "make_finance", "make_measures", "measure_truth"]

# Node of the cost tree to its children; what has no children is a leaf of `money.LEAVES`.
BRANCHES_OF_TREE = {
    "handling": ("talking", "moving the job", "consequences"),
    "talking": ("booking", "approval", "calls"),
    "moving the job": ("desk", "planning", "parts", "checking"),
    "consequences": ("courtesy", "yard"),
}


def make_measures(world: World, run: Run, hires: list[Hire]) -> dict[str, Any]:
    """What a learner sees: KPIs, objectives, outcomes, activities, the tree as reported."""
    figures = _figures(run, hires)
    kpis = []
    for id_, item in _kpis(world).items():
        shown = {"id": id_, "name": item["name"], "unit": item["unit"], "reader": item["reader"]}
        if "from" in item:
            shown["value"] = figures[item["from"]]
        kpis.append(shown)
    authored_ = authored("measures")
    return {
        "note": "Synthetic: the firm and its figures are invented.",
        "kpis": kpis,
        "objectives": authored_["objective"],
        "outcomes": [{"id": o["id"], "text": o["text"]} for o in authored_["outcome"]],
        "activities": [
            {
                "id": id_,
                "text": card.text,
                "department": card.fields[0],
                "hours_a_week": int(card.fields[1]),
            }
            for id_, card in _activities(world).items()
        ],
        "tree": [
            {"id": node, "parent": parent, "pence": pence}
            for node, (parent, pence) in _reported(run).items()
        ],
    }


def measure_truth(world: World, run: Run) -> dict[str, Any]:
    """The key of 7.1, 7.3 and 7.4."""
    kpis, activities = _kpis(world), _activities(world)
    links = {o["id"]: o["objectives"] for o in authored("measures")["outcome"]}
    truth = {
        id_: {
            "test": card.fields[2],
            "serves": [card.fields[3]] if card.fields[3].startswith("O") else [],
            "rule": card.fields[3] if card.fields[3].startswith("R") else "",
        }
        for id_, card in activities.items()
    }
    clear = [item["truth"] for item in kpis.values() if item["truth"] != "disputed"]
    orphans = sorted(id_ for id_, item in truth.items() if item["test"] == "none")
    served = {objective for ends in links.values() for objective in ends}
    reported, right = _reported(run), cost_tree(run)
    return {
        "7.1": {
            "metric": "kappa over outputs and outcomes, disputed items left out",
            "trivial": trivial_labels(
                clear, ("output", "outcome"), kappa, world.stream("trivial 7.1")
            ),
            "threshold": 0.6,
            "kinds": {id_: item["truth"] for id_, item in kpis.items()},
            "why": {id_: item["why"] for id_, item in kpis.items()},
        },
        "7.3": {
            "activities": truth,
            "outcomes": links,
            "orphans": orphans,
            "metric": "F1 of the orphan set",
            # Whoever calls every activity an orphan has them all, and many more.
            "trivial": round(2 * len(orphans) / (len(truth) + len(orphans)), 4),
            "threshold": 0.8,
            "unserved": [
                o["id"] for o in authored("measures")["objective"] if o["id"] not in served
            ],
        },
        "7.4": {
            "pence": {node: pence for node, (_, pence) in right.items()},
            "wrong": sorted(n for n in right if n in LEAVES and reported[n] != right[n]),
        },
    }


def cost_tree(run: Run) -> dict[str, tuple[str, int]]:
    """Node to its parent (empty for the root) and pence in the half-year; children sum up."""
    return _tree(total(run))


def make_finance(run: Run) -> dict[str, Any]:
    """The finance baseline: pounds of the half-year and per visit, and the taxi ledger."""
    handling = sum(total(run).values())
    taxis = sum(story.refused_car and story.visit.goodwill for story in run)
    hours10 = sum(story.visit.hours10 for story in run)
    extra = sum(story.visit.extra for story in run)
    return {
        "note": "Synthetic. Pounds, half-year, one branch.",
        "half_year": {
            "visits": len(run),
            "labour_sold": hours10 * 9,
            "extra_work_sold": extra,
            "handling": handling / 100,
            "taxis": {"number": taxis, "pounds": taxis * TAXI // 100},
        },
        "per_visit": {"handling": round(handling / 100 / len(run), 2)},
        "leaves": {leaf: list(steps) for leaf, steps in LEAVES.items()},
        "objective": "B2: handling a visit costs a quarter less.",
    }


def _kpis(world: World) -> dict[str, dict[str, Any]]:
    items = world.stream("kpis").shuffled(authored("measures")["kpi"])
    return {f"K{n:02d}": item for n, item in enumerate(items, start=1)}


def _activities(world: World) -> dict[str, Card]:
    cards = world.stream("activities").shuffled(read_cards("activities.txt", 4))
    return {f"A{n:02d}": card for n, card in enumerate(cards, start=1)}


def _figures(run: Run, hires: list[Hire]) -> dict[str, Any]:
    log = log_truth(run)
    return {
        "visits": len(run),
        "chase_calls": log["chase_calls"]["times"],
        "rework": log["rework"]["times"],
        "ping_pong": log["ping_pong"]["times"],
        "lent": sum(story.loan for story in run),
        "granted": sum(hire.miles > 0 and not hire.refused for hire in hires),
        "stars": round(log["rating_total"] / len(run), 2),
    }


def _tree(leaves: dict[str, int]) -> dict[str, tuple[str, int]]:
    parents = {child: node for node, children in BRANCHES_OF_TREE.items() for child in children}

    def worth(node: str) -> int:
        children = BRANCHES_OF_TREE.get(node)
        return sum(map(worth, children)) if children else leaves[node]

    return {node: (parents.get(node, ""), worth(node)) for node in (*BRANCHES_OF_TREE, *leaves)}


def _reported(run: Run) -> dict[str, tuple[str, int]]:
    # The office forgot the chase calls, and booked the nights of lent cars to the yard as well.
    # The upper figures come from the ledger and are right, so two sums do not agree.
    right = cost_tree(run)
    chased = sum(e.minutes for story in run for e in story.events if e.step == "Chase call")
    nights = right["courtesy"][1] - _desk_and_taxis(run)
    wrong = {
        "calls": right["calls"][1] - chased * PERFORMERS["agent"].pence,
        "yard": right["yard"][1] + nights,
    }
    return {node: (parent, wrong.get(node, pence)) for node, (parent, pence) in right.items()}


def _desk_and_taxis(run: Run) -> int:
    minutes = sum(e.minutes for story in run for e in story.events if e.step in LEAVES["courtesy"])
    taxis = sum(story.refused_car and story.visit.goodwill for story in run)
    return minutes * PERFORMERS["fleet"].pence + taxis * TAXI
