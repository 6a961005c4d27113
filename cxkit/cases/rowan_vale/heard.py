"""What is heard at Rowan & Vale: four recordings with their key, and module 04's material.

The scripts are authored, the rest is drawn; each has a module of its own, and here they become
files. Method rows 17-24, 39 and 64.
"""

from __future__ import annotations

import json
from typing import Any

from cxkit.cases.files import json_bytes, text_bytes
from cxkit.cases.rowan_vale.heard_marks import make_marks, make_partner, partner_truth
from cxkit.cases.rowan_vale.heard_material import (
    interaction_truth,
    make_chart,
    make_interactions,
    supply_truth,
)
from cxkit.cases.rowan_vale.heard_provenance import heard_provenance
from cxkit.cases.rowan_vale.heard_ratings import (
    make_moments,
    make_ratings,
    rating_table,
    rating_truth,
)
from cxkit.cases.rowan_vale.scripts import Heard, make_scripts
from cxkit.cases.rowan_vale.speech import quotes
from cxkit.cases.rowan_vale.world import World

__all__ = ["SERVICE", "heard_files", "make_heard_key", "make_heard_provenance"]

SERVICE = "rv2"  # the recording of the service visit: 4.3 to 4.6 work on it

# What marking without listening reaches follows from the built sound, and stands beside it.
_ANNOTATED = {
    "guided": "rv1",
    "alone": SERVICE,
    "tolerance": 2000,
    "threshold": {"MOT": 0.7, "BP": 0.6, "BR": 0.6},
}


def heard_files(world: World) -> dict[str, bytes]:
    """File name to bytes."""
    heard = make_scripts(world)
    return {
        "interactions.json": json_bytes(make_interactions(world)),
        "key-heard.json": _bytes(make_heard_key(world)),
        "key-recordings.json": _bytes(_recordings(world, heard)),
        "moment-ratings.csv": text_bytes(rating_table(make_ratings(world))),
        "moments.json": _bytes(make_moments(world, _service(heard))),
        "org-chart.json": _bytes(make_chart()),
        "partner-rv2.json": _bytes(make_partner(world, _service(heard))),
        "scripts.json": _bytes([one.script for one in heard]),
    }


def make_heard_key(world: World) -> dict[str, Any]:
    """The truth about module 04's material, as `key-heard.json` holds it."""
    return {
        "schema": 1,
        "case": "rowan-vale",
        "note": "Synthetic: the firm, its people and its figures are invented.",
        "exercises": {
            "4.1": interaction_truth(world),
            "4.2": _ANNOTATED,
            "4.3": partner_truth(_service(make_scripts(world))),
            **rating_truth(world, make_ratings(world)),
        },
        "supplies": supply_truth(),
        "quotes": quotes(world),
    }


def make_heard_provenance(world: World) -> str:
    """The section of PROVENANCE.md about these files."""
    return heard_provenance(make_scripts(world), make_heard_key(world))


def _service(heard: list[Heard]) -> Heard:
    return next(one for one in heard if one.id == SERVICE)


def _recordings(world: World, heard: list[Heard]) -> dict[str, Any]:
    return {
        "schema": 1,
        "note": (
            "Synthetic. The events are authored with the scripts; the three annotators are "
            "invented, and the events are the adjudication of their marks."
        ),
        "recordings": {
            one.id: {
                "events": one.events,
                "things": one.things,
                "annotators": make_marks(world, one),
            }
            for one in heard
        },
    }


def _bytes(value: Any) -> bytes:
    # A line an item, not a line a field: a third of the size, and a change shows as one line.
    return text_bytes(_laid_out(value, ""))


def _laid_out(value: Any, indent: str) -> str:
    inner = indent + " "
    if not isinstance(value, dict | list) or not _deep(value):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if isinstance(value, dict):
        rows = [f"{json.dumps(key)}: {_laid_out(value[key], inner)}" for key in sorted(value)]
        opening, closing = "{", "}"
    else:
        rows = [_laid_out(item, inner) for item in value]
        opening, closing = "[", "]"
    return f"{opening}\n{inner}" + f",\n{inner}".join(rows) + f"\n{indent}{closing}"


def _deep(value: dict[str, Any] | list[Any]) -> bool:
    """Whether it holds more than one level, lists of plain values aside."""
    children = list(value.values()) if isinstance(value, dict) else value
    return any(isinstance(c, dict) or (isinstance(c, list) and _nested(c)) for c in children)


def _nested(value: list[Any]) -> bool:
    return any(isinstance(item, dict | list) for item in value)
