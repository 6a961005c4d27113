"""The gold: what is true about the documents, worked out from the markers in their texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cxkit.cases.rowan_vale.calibration import Grouping, calibrate_grouping, trivial_labels
from cxkit.cases.rowan_vale.documents import KINDS, Verbatim, Vignette
from cxkit.cases.rowan_vale.material import Dialogue, OtherGrid, Segment
from cxkit.cases.rowan_vale.profile import nearest
from cxkit.cases.rowan_vale.survey import Row, gap_scores, survey_needs
from cxkit.cases.rowan_vale.world import CATEGORIES, NEEDS, World
from cxkit.techniques.agreement import kappa, macro_f1

__all__ = ["Gold", "make_gold"]

PROFILES = {id_: category.strengths for id_, category in CATEGORIES.items()}

# How many of each kind exercise 2.2 asks for: fifteen, and every kind often enough to be learnt.
_ASKED = {"want": 4, "need": 4, "expectation": 4, "perception": 3}


@dataclass(frozen=True)
class Gold:
    """The key, and the calibration of 2.3 that PROVENANCE.md reports."""

    key: dict[str, Any]
    grouping: Grouping


def make_gold(
    world: World,
    vignettes: list[Vignette],
    verbatims: list[Verbatim],
    segments: list[Segment],
    survey: list[Row],
    grid: OtherGrid,
    dialogue: Dialogue,
) -> Gold:
    """Work out the key of every exercise from the documents' own sources."""
    people = {v.id: _person(v) for v in vignettes}
    sorting, grouping = _grouping(world, vignettes, people)
    key = {
        "schema": 1,
        "case": "rowan-vale",
        "note": "Synthetic: the firm, its people and all they say are invented. "
        "Every answer here is worked out by the generator; see PROVENANCE.md.",
        "needs": dict(NEEDS),
        "categories": {
            id_: {"name": c.name, "strengths": dict(c.strengths)} for id_, c in CATEGORIES.items()
        },
        "vignettes": people,
        "verbatims": {v.id: _voice(v) for v in verbatims},
        "segments": {s.id: {"kind": s.kind, "debated": s.debated, "why": s.why} for s in segments},
        "exercises": {
            "2.1": _relabel(world, segments),
            "2.2": _kinds(world, verbatims),
            "2.3": sorting,
            "2.4": _other(world, vignettes, grid),
            "2.5": _statements(survey),
            "2.6": {
                "need": dialogue.need,
                "sentences": dialogue.showing,
                "words": dialogue.words,
            },
        },
    }
    return Gold(key, grouping)


def _person(vignette: Vignette) -> dict[str, Any]:
    category, margin = nearest(vignette.needs, PROFILES)
    return {
        "category": category,
        "needs": vignette.needs,
        "margin": margin,
        "circumstance": vignette.circumstance,
    }


def _voice(verbatim: Verbatim) -> dict[str, Any]:
    return {
        "kind": verbatim.kind,
        "needs": verbatim.needs,
        "category": nearest(verbatim.needs, PROFILES)[0],
        "topic": verbatim.topic,
    }


def _relabel(world: World, segments: list[Segment]) -> dict[str, Any]:
    truth = [s.kind for s in segments if not s.debated]
    kinds = ("circumstance", "need")
    return {
        "threshold": 0.8,
        "trivial": trivial_labels(truth, kinds, macro_f1, world.stream("trivial 2.1")),
        "metric": "macro F1 over both kinds, debated items left out",
    }


def _kinds(world: World, verbatims: list[Verbatim]) -> dict[str, Any]:
    # Only voices for which the author could say why are clear enough to be marked.
    chance = world.stream("choice 2.2")
    asked: list[Verbatim] = []
    for kind in KINDS:
        clear = [v for v in verbatims if v.kind == kind and v.why]
        asked += chance.shuffled(clear)[: _ASKED[kind]]
    asked.sort(key=lambda v: v.id)
    truth = [v.kind for v in asked]
    return {
        "items": [v.id for v in asked],
        "threshold": 0.6,
        "trivial": trivial_labels(truth, KINDS, kappa, world.stream("trivial 2.2")),
        "metric": "Cohen's kappa",
        "why": {v.id: v.why for v in asked},
    }


def _grouping(
    world: World, vignettes: list[Vignette], people: Mapping[str, Any]
) -> tuple[dict[str, Any], Grouping]:
    items = [v.id for v in vignettes if v.use == "sort"]
    shown = {v.id: v.circumstance for v in vignettes if v.use == "sort"}
    grouping = calibrate_grouping(
        needs={i: people[i]["needs"] for i in items},
        truth={i: people[i]["category"] for i in items},
        circumstances={
            name: {i: shown[i][name] for i in items} for name in ("age", "family", "region", "line")
        },
        chance=world.stream("trivial 2.3"),
    )
    key = {
        "items": items,
        "agreement": 0.8,
        "coverage": 0.9,
        "together": {"threshold": grouping.threshold, "trivial": grouping.trivial},
    }
    return key, grouping


def _other(world: World, vignettes: list[Vignette], grid: OtherGrid) -> dict[str, Any]:
    items = [v for v in vignettes if v.use == "other"]
    truth = {v.id: nearest(grid.seen(v.needs), grid.profiles())[0] for v in items}
    labels = list(grid.profiles())
    return {
        "items": [v.id for v in items],
        "truth": truth,
        "threshold": 0.6,
        "trivial": trivial_labels(list(truth.values()), labels, kappa, world.stream("trivial 2.4")),
        "metric": "Cohen's kappa",
    }


def _statements(survey: list[Row]) -> dict[str, Any]:
    scores = gap_scores(survey)
    ranked = sorted(scores, key=lambda need: (-scores[need], need))
    return {
        "tolerance": 0.05,
        "scores": scores,
        "top": ranked[:3],
        "fields": {
            id_: {"direction": need["direction"], "measure": need["measure"]}
            for id_, need in survey_needs().items()
        },
    }
