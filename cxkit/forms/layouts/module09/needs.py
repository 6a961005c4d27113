"""9.1a: letters into groups, verbatims into kinds, one group argued."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module09.needs import GROUPS, KINDS
from ...spec import Column, Item, Section
from ..parts import options, rows_of
from .there import box, with_paper

__all__ = ["needs"]


@with_paper
def needs(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 9.1a: groups, letters, sayings, the box."""
    letters = {row["id"]: row for row in case.paper["letters"]}
    verbatims = {row["id"]: row for row in case.paper["verbatims"]}
    task = case.tasks["needs"]
    named = {r["id"]: str(r.get("name") or "").strip() for r in rows_of(data, "names") if "id" in r}
    groups = options({g: named.get(g) or f"Group {n}" for n, g in enumerate(GROUPS, start=1)})
    said = [verbatims[i] for i in task["kind"]]
    cards = [Item(i, letters[i]["text"], i, letters[i]["who"]) for i in task["sort"]]
    return [
        Section(
            "names",
            "Your groups",
            "Name as many groups as the letters call for. A name says what is needed, as its "
            "writers would.",
            columns=(Column("slot", "", "label", width="6em"),
                     Column("name", "What they need", "text", placeholder="tell me the truth")),
            fixed=tuple({"id": g, "slot": f"Group {n}"} for n, g in enumerate(GROUPS, start=1)),
        ),
        Section(
            "groups",
            f"{len(cards)} letters",
            "Put together whoever needs the same, whatever their age, home or trade.",
            kind="choices",
            items=tuple(cards),
            options=groups,
        ),
        Section(
            "kinds",
            f"{len(said)} things members said",
            "Want: asks for a thing. Need: what must come out. Expectation: what they thought would "
            "happen. Perception: how they judge what did.",
            kind="choices",
            items=tuple(Item(v["id"], v["text"], v["id"], f"{v['channel']}, {v['from']}") for v in said),
            options=options({k: k for k in KINDS}),
        ),
        box(
            "One group, for a person to read",
            "Choose the group that would surprise the firm most. Two or three sentences in each box.",
            (
                Column("subject", "The group", "choice", groups),
                Column("text", "What all of them need", "long",
                       help="In their words, without a solution."),
                Column("more", "What they do not share", "long",
                       help="What else about them differs, and would have misled you?"),
            ),
            (*cards, *(Item(v["id"], v["text"], v["id"]) for v in said)),
        ),
    ]  # fmt: skip
