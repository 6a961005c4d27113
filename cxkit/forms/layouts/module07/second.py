"""7.5: the second cycle of the outcome map, beside the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ....marking.exercises.module07.second import first_cycle, since
from ....marking.together import of_case
from ....techniques.second_cycle import KEEP, STRIKE, entries
from ...spec import Column, Item, Section
from ..module03 import figures
from ..outcome_boxes import next_cycle, outcome_map, voices
from ..parts import laid_once, options

__all__ = ["second"]

_INTROS = {
    "statements": "One new statement at least, on a figure that the first cycle did not use, or one "
    "that you have struck out and set anew.",
    "line": "Only if it changes. Six words at most.",
}


def second(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 7.5."""
    before = first_cycle(case, mine=mine)
    evidence = Column("evidence", "Shown by", "ids", width="9em",
                      placeholder="letter-3 A2-A3" if mine else "T09 R03 V05")  # fmt: skip
    *shown, log = next_cycle(_boxes(data, case, mine), before, evidence)
    said = entries(before)
    struck = Section(
        "struck",
        "What the first cycle said",
        "Keep or strike out. What you do not judge is kept."
        if said
        else "Nothing yet. Fill in exercise 3.4; it appears here.",
        kind="choices",
        items=tuple(Item(e, words, f"box {e[0]}") for e, words in said.items()),
        options=options({KEEP: "keep", STRIKE: "strike out"}),
    )
    return [struck, *shown, replace(log, material=() if mine else _citable(case))]


@laid_once
def _boxes(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        replace(s, min_rows=1, intro=_INTROS.get(s.key, "Write only what is new; the rest stays."))
        for s in outcome_map(case, mine, () if mine else figures(case))
        if s.key != "about"
    ]


@of_case
def _citable(case: Any) -> tuple[Item, ...]:
    return (*voices(case), *(Item(i, text) for i, text in since(case).items()))
