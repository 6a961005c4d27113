"""Rowan & Vale Mobility, the running case: a firm that sells, rents and services vehicles.

`world` holds what is true, `documents`, `material` and `survey` what is said, `key` what follows;
`service` does the same for the service process, `stated` and `heard` for what is said about it.
"""

from __future__ import annotations

from cxkit.cases.files import json_bytes, text_bytes
from cxkit.cases.rowan_vale.documents import make_promises, make_verbatims, make_vignettes
from cxkit.cases.rowan_vale.heard import heard_files, make_heard_provenance
from cxkit.cases.rowan_vale.key import make_gold
from cxkit.cases.rowan_vale.material import make_dialogue, make_other_grid, make_segments
from cxkit.cases.rowan_vale.profile import nearest
from cxkit.cases.rowan_vale.provenance import provenance
from cxkit.cases.rowan_vale.service import make_service_key, service_files
from cxkit.cases.rowan_vale.stated import make_stated_key, stated_files
from cxkit.cases.rowan_vale.stated_provenance import stated_provenance
from cxkit.cases.rowan_vale.survey import make_survey, rating_shares, survey_needs, survey_table
from cxkit.cases.rowan_vale.walk import walk_files
from cxkit.cases.rowan_vale.world import SEED, make_world

__all__ = ["files"]


def files(seed: int = SEED) -> dict[str, bytes]:
    """Every file of the case: name to bytes, the same on every machine."""
    world = make_world(seed)
    vignettes, verbatims = make_vignettes(world), make_verbatims(world)
    segments, survey = make_segments(world), make_survey(world)
    grid, dialogue = make_other_grid(), make_dialogue(world)
    gold = make_gold(world, vignettes, verbatims, segments, survey, grid, dialogue)
    others = [v for v in vignettes if v.use == "other"]
    other_margin = min(nearest(grid.seen(v.needs), grid.profiles())[1] for v in others)
    service = make_service_key(world)
    saved = service["exercises"]["8.5"]["share"]
    text = provenance(
        world, gold.key, gold.grouping, vignettes, other_margin, rating_shares(survey), saved
    )
    text = "\n".join(
        [text, stated_provenance(make_stated_key(world)), make_heard_provenance(world)]
    )
    made = service_files(world, service) | stated_files(world) | heard_files(world)
    made |= walk_files(world)
    return made | {
        "PROVENANCE.md": text_bytes(text),
        "dialogue.json": json_bytes(dialogue.shown()),
        "key.json": json_bytes(gold.key),
        "other-grid.json": json_bytes(grid.shown([v.id for v in others])),
        "promises.json": json_bytes(make_promises()),
        "segments.json": json_bytes([s.shown() for s in segments]),
        "survey-needs.json": json_bytes(
            [{"id": id_, "text": need["text"]} for id_, need in survey_needs().items()]
        ),
        "survey.csv": text_bytes(survey_table(survey)),
        "verbatims.json": json_bytes([v.shown() for v in verbatims]),
        "vignettes.json": json_bytes([v.shown() for v in vignettes]),
    }
