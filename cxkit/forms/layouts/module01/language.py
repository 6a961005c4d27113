"""1.5: a report to be counted and a paragraph to be told anew; a text of one's own firm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....techniques.industrial import listed
from ...spec import Column, Item, Section
from ..parts import laid_once

__all__ = ["language"]


@laid_once
def language(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """Counts, a score and a box; on one's own firm the text itself and a box."""
    anew = Column("text", "Told anew", "long",
                  help="Begin with the customer: who asked, what for, what came of it?")  # fmt: skip
    if mine:
        text = Column("text", "A paragraph as it stands", "long",
                      help="From a report, a letter or your web site; 60 words or more in all.")  # fmt: skip
        return [
            Section("own", "A text of your firm", "Paste it; do not tidy.", shape="boxes",
                    columns=(text,), min_rows=1, max_rows=12, row_name="paragraph"),
            Section("rewrite", "The same, told anew", shape="boxes", columns=(anew,),
                    fixed=({"id": "rewrite"},)),
        ]  # fmt: skip
    report, key = case.report, case.exercises["1.5"]
    texts = {p["id"]: p["text"] for p in report["paragraphs"]}
    old = report["rewrite"]
    return [
        Section(
            "counts",
            report["title"],
            "How many expressions of each list stand in the paragraph? Open Material for the lists. "
            "Whole expressions, the longest first, none twice; a plural s counts as well.",
            columns=(
                Column("said", "Paragraph", "label", width="30em"),
                Column("inside", "Inside-out", "number", width="6em", placeholder="0"),
                Column("outside", "Outside-in", "number", width="6em", placeholder="0"),
            ),
            fixed=tuple({"id": i, "said": f"{i}  {text}"} for i, text in texts.items()),
            material=_lists(report["lists"]),
        ),
        Section(
            "score",
            "The score",
            f"The report has {key['words']} words. Expressions in 1,000 words, to one place.",
            shape="boxes",
            columns=(
                Column("inside", "Inside-out in 1,000 words", "number", placeholder="12.5"),
                Column("outside", "Outside-in in 1,000 words", "number", placeholder="12.5"),
            ),
            fixed=({"id": "score"},),
        ),
        Section(
            "rewrite",
            f"Paragraph {old}, told anew",
            "For the same board, with the same figures.",
            shape="boxes",
            columns=(Column("said", "As it stands", "label"), anew),
            fixed=({"id": old, "said": texts[old]},),
        ),
    ]


def _lists(names: list[str]) -> tuple[Item, ...]:
    return tuple(
        Item(name.split("-")[0], ", ".join(words), f"The {name} list", f"Left alone: {', '.join(safe)}")
        for name, (words, safe) in ((name, listed(name)) for name in names)
    )
