"""9.3: thirty questions, in blocks of six."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...spec import Item, Section
from ..parts import laid_once, options
from .there import with_paper

__all__ = ["quiz"]


@with_paper
@laid_once
def quiz(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The section of 9.3."""
    return [
        Section(
            "labels",
            f"{len(case.items)} questions",
            "One option is right in each. A question left open earns nothing; a guess earns little.",
            kind="choices",
            items=tuple(
                Item(i["id"], i["text"], f"Question {n}",
                     options=options({o["id"]: o["text"] for o in i["options"]}))
                for n, i in enumerate(case.items, start=1)
            ),
        )
    ]  # fmt: skip
