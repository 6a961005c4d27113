"""9.1e: measures audited, activities that serve nothing, a plan within a budget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...spec import Column, Item, Option, Section
from ..parts import laid_once, options
from .there import with_paper

__all__ = ["measures"]


@with_paper
@laid_once
def measures(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 9.1e: measures, the share, activities, the plan."""
    book, shelf = case.measures, case.actions
    goals = tuple(Item(o["id"], o["text"], o["id"]) for o in (*book["objectives"], *book["outcomes"]))
    # Papers of an earlier kit name every break point, which would answer another task.
    removed = {b for action in shelf["actions"] for b in action["breaks"]}
    arrows = tuple(
        Item(b["id"], f"{b['text']}, {b['times']} times", b["id"])
        for b in shelf["break_points"]
        if b["id"] in removed
    )
    return [
        Section(
            "audit",
            f"{len(book['kpis'])} measures",
            "Output: what the firm does. Outcome: what is true for the member.",
            kind="choices",
            items=tuple(
                Item(k["id"], k["name"], k["id"], f"in {k['unit']}; read by {k['reader']}")
                for k in book["kpis"]
            ),
            options=options({"output": "output", "outcome": "outcome"}),
        ),
        Section(
            "stated",
            "The share of outputs",
            shape="boxes",
            columns=(Column("share", "Share of all measures", "number", placeholder="0.8",
                            help="As a share, or with a per cent sign."),),
            fixed=({"id": "share"},),
        ),
        Section(
            "activities",
            f"{len(book['activities'])} activities",
            "Which serve none of the outcomes and objectives in Material, and so could stop?",
            columns=(
                Column("said", "Activity", "label", width="26em"),
                Column("stop", "Could it stop?", "choice",
                       options({"no": "no, it serves one", "yes": "yes, it serves none"}),
                       width="12em"),
            ),
            fixed=tuple({"id": a["id"], "said": _activity(a)} for a in book["activities"]),
            material=goals,
        ),
        Section(
            "plan",
            f"{len(shelf['actions'])} actions, and \u00a3{shelf['budget']:,} to spend",
            f"No action may take longer than {shelf['longest_days']} days. Do away with as many break "
            "points as the money allows: each counts once. Their names stand in Material.",
            columns=(
                Column("said", "Action", "label", width="28em"),
                Column("chosen", "Do it?", "choice", (Option("yes", "yes"),), width="6em"),
                Column("owner", "Who answers for it", "text", width="12em",
                       placeholder="head of the claims desk"),
            ),
            fixed=tuple({"id": a["id"], "said": _action(a)} for a in shelf["actions"]),
            material=arrows,
        ),
    ]  # fmt: skip


def _activity(a: Mapping[str, Any]) -> str:
    return f"{a['id']}  {a['text']} ({a['department']}, {a['hours_a_week']} hours a week)"


def _action(a: Mapping[str, Any]) -> str:
    return f"{a['id']}  {a['text']} \u00a3{a['cost']:,}, {a['days']} days. Removes {', '.join(a['breaks'])}."
