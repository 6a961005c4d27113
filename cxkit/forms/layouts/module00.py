"""Module 00, start here: one process and ten measures of the learner's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..spec import Column, Section
from .parts import Layout, laid_once

__all__ = ["LAYOUTS"]


@laid_once
def _own_process(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        Section(
            "about",
            "The process",
            columns=(
                Column("organisation", "Your organisation", "long", help="A short name will do."),
                Column("process", "The process", "long", placeholder="as people call it"),
                Column("customer", "Who it is for", "long", help="Who pays for it in the end?"),
            ),
            fixed=({"id": "about"},),
        ),
        Section(
            "steps",
            "Five steps",
            "Five rows are enough. Start where the customer starts.",
            columns=(
                Column("step", "Step", "text", placeholder="take the call"),
                Column("who", "Who does it", "long"),
                Column("other", "Who is on the other side", "long"),
                Column("wants", "What the customer wants here", "long"),
            ),
            min_rows=5,
            max_rows=20,
            row_name="step",
        ),
    ]


@laid_once
def _own_kpis(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        Section(
            "kpis",
            "Ten measures",
            "Copy them as they are called. Do not improve them yet.",
            columns=(
                Column("name", "Measure", "long", placeholder="calls answered in 20 s"),
                Column("unit", "Unit", "text", placeholder="% a week"),
                Column("reader", "Who looks at it", "long"),
                Column("effect", "What it makes people do", "long"),
            ),
            min_rows=10,
            max_rows=30,
            row_name="measure",
        )
    ]


LAYOUTS: dict[str, Layout] = {"0.1": _own_process, "0.2": _own_kpis}
