"""1.4: six definitions, their authors and what each of them names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...spec import Column, Item, Section
from ..parts import laid_once, options

__all__ = ["definitions"]


@laid_once
def definitions(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """Two tables over the same six rows."""
    told = case.definitions
    quotes = {
        author: case.exercises["1.4"]["quotes"][id_]
        for id_, author in case.exercises["1.4"]["authors"].items()
    }
    open_ = sum(cell == "free" for row in case.exercises["1.4"]["matrix"].values() for cell in row.values())
    fixed = tuple({"id": d["id"], "said": f"{d['id']}  {d['text']}"} for d in told["definitions"])
    said = Column("said", "The definition, in our words", "label", width="24em")
    return [
        Section(
            "authors",
            "Whose definition?",
            "Open Material: beside each author stands one line as they wrote it.",
            columns=(
                said,
                Column("choice", "Author", "choice",
                       options({a["id"]: a["text"] for a in told["authors"]}), width="14em"),
            ),
            fixed=fixed,
            material=tuple(
                Item(str(n), f"\u201c{quotes[a['id']]}\u201d", a["text"])
                for n, a in enumerate(told["authors"], start=1)
            ),
        ),
        Section(
            "matrix",
            "What each of them names",
            f"Yes where the words of the definition say so. {open_} cells can be argued either way.\n"
            + "\n".join(f"{_QUALITIES[a['id']]}: {a['text']}" for a in told["attributes"]),
            columns=(
                Column("said", "Definition", "label", width="11em"),
                *(Column(f"cells/{a['id']}", _QUALITIES[a["id"]], "choice",
                         options({"yes": "yes", "no": "no"}), width="4.6em")
                  for a in told["attributes"]),
            ),
            fixed=fixed,
        ),
    ]  # fmt: skip


_QUALITIES = {
    "perception": "Perception",
    "interactions": "Contacts",
    "journey": "Whole journey",
    "design": "Design",
    "emotion": "Feelings",
    "value": "Value",
}
