"""1.3: claims to be paired in four groups and graded; claims of one's own firm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....techniques.claims import GROUPS
from ...spec import Column, Item, Section
from ..parts import laid_once, options
from .named import named

__all__ = ["claims"]

GRADES = {
    "A": "A: independent data",
    "B": "B: the claimant's data",
    "C": "C: a case to check",
    "D": "D: a named opinion",
    "E": "E: neither",
}


@laid_once
def claims(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """Four tables of claims and eight cards; on one's own firm a box for each claim."""
    told = case.claims
    if mine:
        return [_own_claims(told)]
    texts = {c["id"]: c for c in told["claims"]}
    sources = {s["id"]: s["text"] for s in told["sources"]}
    found = []
    for n, group in enumerate(GROUPS, start=1):
        here = [c for c in texts.values() if c["group"] == group]
        partners = named({c["id"]: f"{c['id']}: {c['text']}" for c in here}, 8)
        intro = (
            "Choose the claim beside which this one cannot stand. Most have one; leave the others "
            "open. To choose a pair at one of its two claims is enough. Dates stand under Source. "
            "A claim may clash with two others: then choose it at each of those."
        )
        found.append(
            Section(
                group,
                f"Contradictions {n} of {len(GROUPS)}: {told['groups'][group]}",
                intro if n == 1 else "",
                columns=(
                    Column("text", "Claim", "label", width="13em"),
                    Column("source", "Source", "label", width="8em"),
                    Column("choice", "Cannot stand beside", "choice", partners, width="11em"),
                ),
                fixed=tuple(
                    {"id": c["id"], "text": f"{c['id']}  {c['text']}", "source": f"{c['source']}: {c['place']}"}
                    for c in here
                ),
                material=_sources(told),
            )
        )
    graded = tuple(
        Item(i, texts[i]["text"], f"{i} \u00b7 {texts[i]['source']}, {texts[i]['place']}",
             sources[texts[i]["source"]])
        for i in told["to_grade"]
    )  # fmt: skip
    grades = "\n".join(f"{grade}: {text}." for grade, text in told["grades"].items())
    return [
        *found,
        Section(
            "grades",
            "Eight claims, graded",
            "What does the claim rest on? Whether you believe it is another question.\n" + grades,
            kind="choices",
            items=graded,
            options=options(GRADES),
            why="What it rests on, and what would lift it",
            material=_sources(told),
        ),
    ]


def _own_claims(told: Mapping[str, Any]) -> Section:
    grades = "\n".join(f"{grade}: {text}." for grade, text in told["grades"].items())
    return Section(
        "own",
        "Claims that are made in your firm, or to it",
        "Three or more: from an advert, a tender, a board paper, a supplier.\n" + grades,
        shape="boxes",
        columns=(
            Column("claim", "What is said", "long", help="With its figure, where it has one."),
            Column("place", "Where, and by whom", "long", help="The role, no names."),
            Column("choice", "What it rests on", "choice", options(GRADES)),
            Column("why", "Why, and what would lift it", "long",
                   help="Who counted? Who could look it up?"),
        ),
        min_rows=3,
        max_rows=20,
        row_name="claim",
    )  # fmt: skip


def _sources(told: Mapping[str, Any]) -> tuple[Item, ...]:
    critique = told["critique"]
    return (
        *(Item(s["id"], s["text"], s["id"], s.get("url", "")) for s in told["sources"]),
        Item("X6", critique["about"], f"X6: {critique['title']}", critique["url"]),
    )
