"""Exercise 8.2: moments under six stages, and an action a stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module08.moments import moments
from ....techniques.abacus import BANDS, STAGES
from ...spec import Column, Item, Section
from ..parts import Layout, laid_once, options

__all__ = ["LAYOUTS"]

_STAGES = {s.key: s.title for s in STAGES.values()}


def _stages(case: Any, mine: bool) -> Section:
    told = "\n".join(f"\u2022 {s.title}: {s.told}" for s in STAGES.values())
    if mine:
        return Section(
            "stages",
            "Your moments of truth",
            f"One at least for each stage.\n{told}",
            columns=(
                Column("code", "Code", "text", placeholder="M1", width="4em"),
                Column("text", "What happens, for the customer", "long"),
                Column("choice", "Stage", "choice", options(_STAGES), width="9em"),
            ),
            min_rows=6,
            max_rows=30,
            row_name="moment",
        )
    held = moments(case)
    return Section(
        "stages",
        f"{len(held)} moments, six stages",
        f"In which stage is the customer then? Some could stand in two; either will do.\n{told}",
        kind="choices",
        items=tuple(Item(m, text, m) for m, text in held.items()),
        options=options(_STAGES),
    )


@laid_once
def _abacus(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    material = () if mine else tuple(Item(m, text, "moment") for m, text in moments(case).items())
    example = "M1 M3" if mine else "m06 m08"
    return [
        _stages(case, mine),
        Section(
            "actions",
            "One action a stage",
            "Which moments answer its question? Then one action that changes one of them.",
            shape="boxes",
            columns=(
                Column("stage", "Stage", "label"),
                Column("moments", "Moments that answer it", "ids", placeholder=example),
                Column("action", "What you do", "long", help="A verb, and a thing that can be seen done."),
                Column("owner", "Who answers for it", "text", placeholder="service manager"),
                Column("due", "By when", "text", placeholder="2027-03-31", help="A day that comes once."),
                Column("measure", "What would move", "text",
                       placeholder="chase calls in a hundred visits: 33 to 15", help="With a number."),
                Column("band", "What it costs, roughly", "choice", options(BANDS)),
            ),
            fixed=tuple({"id": s.key, "stage": f"{n}  {s.title}. {s.asks}"}
                        for n, s in enumerate(STAGES.values(), start=1)),
            material=material,
        ),
    ]  # fmt: skip


LAYOUTS: dict[str, Layout] = {"8.2": _abacus}
