"""What the layouts of several modules share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from ...marking.together import of_case
from ..spec import Item, Option, Section

__all__ = ["Layout", "Rows", "laid_once", "options", "quiz", "rows_of"]

Rows = list[dict[str, Any]]
Layout = Callable[[Mapping[str, Any], Any, bool], list[Section]]  # (data, case, mine)


def laid_once(layout: Layout) -> Layout:
    """A layout that no answer changes, whether to its own exercise or to another: made once for a
    case, and shown to the whole class."""
    kept = {
        False: of_case(lambda case: layout({}, case, False)),
        True: of_case(lambda case: layout({}, case, True)),
    }

    @wraps(layout)
    def sections(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
        return [*kept[mine](case)]

    return sections


def rows_of(data: Mapping[str, Any], section: str) -> Rows:
    """The rows of a section; damaged ones are passed over."""
    rows = data.get(section, [])
    return [r for r in rows if isinstance(r, dict)] if isinstance(rows, list) else []


def options(pairs: Mapping[str, str]) -> tuple[Option, ...]:
    """Value -> label as options."""
    return tuple(Option(value, label) for value, label in pairs.items())


def quiz(module: str) -> Layout:
    """The layout of a module's exit quiz."""

    @laid_once
    def sections(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
        items = case.quiz[module]["items"]
        return [
            Section(
                "labels",
                f"{len(items)} questions",
                kind="choices",
                items=tuple(
                    Item(i["id"], i["text"], f"Question {n}", options=options(
                        {o["id"]: o["text"] for o in i["options"]}))
                    for n, i in enumerate(items, start=1)
                ),
            )
        ]  # fmt: skip

    return sections
