"""Exercise 8.6: twelve sentences told apart, and a pitch of 75 words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module08.pitch import measures
from ....techniques.pitch import LONGEST
from ...spec import Column, Section
from ..parts import Layout, laid_once, options
from .parts import sorted_section

__all__ = ["LAYOUTS"]


@laid_once
def _pitch(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    measure = Column("measure", "The measure it names", "choice", options({} if mine else measures(case)),
                     help="It can be true only if customers are better off.")  # fmt: skip
    if mine:
        measure = Column("measure", "The measure it names", "text",
                         help="What comes of the work for a customer.")  # fmt: skip
    own = Section(
        "pitch",
        "Your half minute",
        f"At most {LONGEST} words, to somebody who has never heard of the plan.",
        shape="boxes",
        columns=(
            Column("text", "What you say", "long",
                   help="Whom it is for, what is different for them, by how much, what you need."),
            measure,
            Column("number", "Its number, as you say it", "number", placeholder="60",
                   help="In figures, as it stands in the text."),
        ),
        fixed=({"id": "pitch"},),
    )  # fmt: skip
    if mine:
        return [own]
    return [
        sorted_section("8.6", "Twelve sentences from twelve lifts",
                       "Does it say what comes of the work, or how the work goes?"),
        own,
    ]  # fmt: skip


LAYOUTS: dict[str, Layout] = {"8.6": _pitch}
