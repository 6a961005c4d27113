"""A page of management's report with the firm's own figures, and the language of it (1.5, row 59).

The word lists are data of `techniques/words/`; how they are matched is said in
`techniques/industrial.py`.
"""

from __future__ import annotations

import re
from typing import Any

from cxkit.cases.rowan_vale.documents import authored, numbered
from cxkit.cases.rowan_vale.measures import make_finance, make_measures
from cxkit.cases.rowan_vale.rentals import hires
from cxkit.cases.rowan_vale.simulation import simulate
from cxkit.cases.rowan_vale.world import World
from cxkit.techniques.artefact import tokens
from cxkit.techniques.industrial import LISTS, spoken

__all__ = ["make_report", "report_truth"]

_KPIS = {
    "visits": "Visits handed over",
    "rework": "Repairs done again before hand-over",
    "ping_pong": "Job sheets sent back to the desk",
    "chase_calls": "Chase calls taken",
    "lent": "Courtesy cars lent",
    "stars": "Average of the stars given at hand-over",
    "granted": "One-way hires within the limit",
}


def make_report(world: World) -> dict[str, Any]:
    """Title, writer, the numbered paragraphs, the one to rewrite and the lists to count by."""
    source = authored("stated/report")
    return {
        "note": "Synthetic: the firm and its figures are invented. The figures are those of the case.",
        "title": source["title"],
        "writer": source["writer"],
        "paragraphs": [{"id": id_, "text": text} for id_, text in _told(_figures(world)).items()],
        "rewrite": _rewritten(),
        "lists": list(LISTS),
    }


def report_truth(world: World) -> dict[str, Any]:
    """The key of 1.5: words by list and paragraph, counts and shares; where the figures are from.

    `rewrite` holds the figures that the paragraph to rewrite must not lose.
    """
    figures = _figures(world)
    told = _told(figures)
    words = sum(len(tokens(text)) for text in told.values())
    found = {id_: {name: spoken(text, name) for name in LISTS} for id_, text in told.items()}
    counts = {name: sum(len(item[name]) for item in found.values()) for name in LISTS}
    placed = [
        {"paragraph": id_, **figures[slot]}
        for id_, item in _paragraphs().items()
        for slot in re.findall(r"\{(\w+)\}", item["text"])
    ]
    return {
        "found": found,
        "words": words,
        "counts": counts,
        "per_thousand": {name: round(1000 * counts[name] / words, 1) for name in LISTS},
        "tolerance": 0.1,
        "figures": placed,
        "rewrite": [item["text"] for item in placed if item["paragraph"] == _rewritten()],
    }


def _paragraphs() -> dict[str, dict[str, Any]]:
    return numbered("r", authored("stated/report")["paragraph"], 2)


def _rewritten() -> str:
    wanted = authored("stated/report")["rewrite"]
    return next(id_ for id_, item in _paragraphs().items() if item["id"] == wanted)


def _told(figures: dict[str, dict[str, Any]]) -> dict[str, str]:
    slots = {name: figure["text"] for name, figure in figures.items()}
    return {id_: item["text"].format(**slots) for id_, item in _paragraphs().items()}


def _figures(world: World) -> dict[str, dict[str, Any]]:
    # Slot to the figure as printed, its value, and the file and place where the case has it.
    run = simulate(world.seed)
    kpis = {k["name"]: k for k in make_measures(world, run, hires(world.seed))["kpis"]}
    finance = make_finance(run)
    found = {
        slot: ("measures.json", kpis[name]["id"], kpis[name]["value"])
        for slot, name in _KPIS.items()
    }
    half, visit = finance["half_year"], finance["per_visit"]
    found |= {
        "handling": ("finance.json", "half_year.handling", round(half["handling"])),
        "per_visit": ("finance.json", "per_visit.handling", visit["handling"]),
        "taxis": ("finance.json", "half_year.taxis.number", half["taxis"]["number"]),
        "taxi_pounds": ("finance.json", "half_year.taxis.pounds", half["taxis"]["pounds"]),
        "refused": ("event-log.csv", "Refuse car", sum(story.refused_car for story in run)),
    }
    return {
        slot: {"text": _printed(value), "value": value, "file": file, "at": at}
        for slot, (file, at, value) in found.items()
    }


def _printed(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
