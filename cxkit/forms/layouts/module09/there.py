"""What stands in a form while the paper is not there, and the box that a person reads."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any

from ...spec import Column, Item, Section
from ..parts import Layout

__all__ = ["box", "with_paper"]


def with_paper(layout: Layout) -> Layout:
    """A layout that says what to do where the paper is missing."""

    @functools.wraps(layout)
    def sections(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
        if not case.missing:
            return layout(data, case, mine)
        told = {"id": "told", "told": case.missing}
        return [Section("paper", "The paper", columns=(Column("told", "", "label", width="40em"),),
                        fixed=(told,))]  # fmt: skip

    return sections


def box(title: str, intro: str, columns: tuple[Column, ...], material: Iterable[Item]) -> Section:
    """The box that a person reads: named fields, and the ids that it rests on."""
    cited = Column("evidence", "What it rests on", "ids",
                   help="Ids from the paper, with a space between. Material shows them.")  # fmt: skip
    return Section("said", title, intro, shape="boxes", columns=(*columns, cited),
                   fixed=({"id": "said"},), material=tuple(material))  # fmt: skip
