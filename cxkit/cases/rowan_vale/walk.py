"""What people say they do, step by step: the material from which 5.1 draws the map.

The words are authored, the steps are those of `process`, and each step has its words. Row 26.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.files import json_bytes
from cxkit.cases.rowan_vale.documents import authored
from cxkit.cases.rowan_vale.process import STEPS
from cxkit.cases.rowan_vale.world import World

__all__ = ["make_walk", "walk_files"]


def make_walk() -> list[dict[str, Any]]:
    """Step id, what its performer says, and whether it stands on the map from the beginning."""
    source = authored("walk")
    return [
        {"id": s.id, "said": source["said"][s.id], "given": s.id in source["given"]} for s in STEPS
    ]


def walk_files(world: World) -> dict[str, bytes]:
    """File name to bytes."""
    return {"walk.json": json_bytes(make_walk())}
