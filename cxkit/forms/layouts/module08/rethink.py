"""Exercise 8.8: ideas of others under four ways, and one of one's own for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module08.rethink import CITES, citable
from ....techniques.plan import LEVERS
from ...spec import Column, Item, Section
from ..parts import Layout, laid_once
from .parts import sorted_section

__all__ = ["LAYOUTS"]


@laid_once
def _rethink(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    evidence = Column("evidence", "It starts from", "ids", width="10em",
                      placeholder="a code of yours" if mine else "m06 R03")  # fmt: skip
    material: tuple[Item, ...] = ()
    if not mine:
        material = tuple(Item(i, text, CITES[way]) for way, ids in citable(case).items()
                         for i, text in ids.items())  # fmt: skip
    own = Section(
        "ideas",
        "One idea each",
        "What it starts from is cited by id, and fits the way it takes.",
        shape="boxes",
        columns=(
            Column("way", "Way", "label"),
            Column("idea", "Your idea", "long", help="One sentence: what would be done, or counted?"),
            evidence,
        ),
        fixed=tuple({"id": k, "way": f"{words}. Cite {CITES[k]}." if not mine else f"{words}."}
                    for k, words in LEVERS.items()),
        material=material,
    )  # fmt: skip
    if mine:
        return [own]
    return [
        sorted_section("8.8", "Eight ideas of others", "Which of the four ways does each take?"),
        own,
    ]  # fmt: skip


LAYOUTS: dict[str, Layout] = {"8.8": _rethink}
