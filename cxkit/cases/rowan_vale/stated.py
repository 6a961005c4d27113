"""What is stated, by firms, by sources and by ourselves: the material of modules 01 and 03.

It stands apart from the other files and draws from streams of its own, so that nothing here can
move an id or a byte there.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.files import json_bytes
from cxkit.cases.rowan_vale.stated_claims import claims_truth, make_claims
from cxkit.cases.rowan_vale.stated_goals import goals_truth, make_goals
from cxkit.cases.rowan_vale.stated_journey import journey_truth
from cxkit.cases.rowan_vale.stated_map import (
    make_colleague_map,
    make_internal_roles,
    make_process_words,
    map_truth,
)
from cxkit.cases.rowan_vale.stated_report import make_report, report_truth
from cxkit.cases.rowan_vale.stated_sorting import (
    boxes_truth,
    definitions_truth,
    make_boxes,
    make_definitions,
    make_statements,
    make_weasels,
    statements_truth,
    weasels_truth,
)
from cxkit.cases.rowan_vale.stated_story import make_story, story_truth
from cxkit.cases.rowan_vale.world import World

__all__ = ["make_stated_key", "stated_files"]


def make_stated_key(world: World) -> dict[str, Any]:
    """The truth about the material, as `key-stated.json` holds it."""
    return {
        "schema": 1,
        "case": "rowan-vale",
        "note": "Synthetic: the firm, its people and its figures are invented. "
        "The claims in 1.3 and 1.4 are those of the sources named there.",
        "exercises": {
            "1.1": statements_truth(world),
            "1.2": story_truth(world),
            "1.3": claims_truth(world),
            "1.4": definitions_truth(world),
            "1.5": report_truth(world),
            "3.1": boxes_truth(world),
            "3.2": weasels_truth(world),
            "3.3": goals_truth(world),
            "3.4": journey_truth(world),
            "3.6": map_truth(world),
        },
    }


def stated_files(world: World) -> dict[str, bytes]:
    """File name to bytes."""
    content = {
        "boxes": make_boxes(world),
        "claims": make_claims(world),
        "colleague-map": make_colleague_map(world),
        "definitions": make_definitions(world),
        "internal-roles": make_internal_roles(),
        "key-stated": make_stated_key(world),
        "process-words": make_process_words(),
        "report": make_report(world),
        "smart": make_goals(world),
        "statements": make_statements(world),
        "story": make_story(world),
        "weasels": make_weasels(world),
    }
    return {f"{name}.json": json_bytes(value) for name, value in content.items()}
