"""Exercise 8.1: events sorted, steps added on both sides of the process, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module08.boundary import kept_line
from ....techniques.activity import LANES
from ...spec import Column, Section
from ..parts import Layout, options
from .parts import sorted_section

__all__ = ["LAYOUTS"]

_MET = {"no": "no", "yes": "yes"}


def _added(key: str, title: str, intro: str, example: str) -> Section:
    return Section(
        key,
        title,
        intro,
        columns=(
            Column("step", "What happens", "long", placeholder=example),
            Column("lane", "In whose lane", "choice", options({x: x for x in LANES}), width="9em"),
            Column("met", "Do they meet us?", "choice", options(_MET), width="8em"),
        ),
        min_rows=2,
        max_rows=6,
        row_name="step",
    )


def _boundary(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    first = "today's first step" if mine else "T00, ask for a day"
    last = "today's last step" if mine else "T22, hand over"
    outcome = Column("outcome", "The outcome in which it ends", "long",
                     help="As your customer would say it.")  # fmt: skip
    if not mine:
        named = {o["id"]: f"{o['id']} {o['text']}" for o in case.measures["outcomes"]}
        outcome = Column("outcome", "The outcome in which it ends", "choice", options(named))
    line = kept_line(case, mine)
    own = [
        _added("before", f"Steps before {first}",
               "In the order in which they happen. The first one is the customer's, and nobody of us "
               "knows of it.", "the light comes on, on the motorway"),
        _added("after", f"Steps after {last}",
               "The last one is the customer's, and our work is done by then.",
               "she is at her desk at eight"),
        Section(
            "reach",
            "What it comes to",
            f"Your line was \u201c{line}\u201d." if line else "",
            shape="boxes",
            columns=(
                outcome,
                Column("seen", "What would show that it came true", "long",
                       help="Something that somebody could see or count a week later."),
                Column("business", "The business you are in", "text",
                       help="At most four words, and nothing that is sold. Sharpen the one of 3.5."),
                Column("link", "How it joins your one-liner", "long",
                       help="One sentence: how would the line come true in this business?"),
            ),
            fixed=({"id": "reach"},),
        ),
    ]  # fmt: skip
    if mine:
        return own
    return [
        sorted_section("8.1", "Twelve events", "Where does each stand: before they come to us, inside "
                       "our process, or after it, in a life?"),
        *own,
    ]  # fmt: skip


LAYOUTS: dict[str, Layout] = {"8.1": _boundary}
