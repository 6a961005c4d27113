"""Exercise 5.5: choosing among actions against break points, on the case and on one's own list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..spec import Column, Option, Section
from .parts import laid_once, options

__all__ = ["plan"]

_CHOSEN = (
    Column("chosen", "Do it?", "choice", (Option("yes", "yes"),), width="6em"),
    Column("owner", "Who answers for it", "text", width="10em", placeholder="service manager"),
    Column("why", "Why, where another looks better", "long"),
)
_AIM = {"number": "the number of break points", "times": "the times they are passed"}


@laid_once
def plan(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 5.5."""
    sums = (
        Column("cost", "What the plan costs", "number", unit="\u00a3", placeholder="4800"),
        Column("worth", "What it is worth, in what it reduces", "number", placeholder="17",
               help="Each break point once, also where two actions remove it."),
    )  # fmt: skip
    if mine:
        return [
            Section("actions", "What you could do", "Which break points would each remove?",
                    columns=(
                        Column("code", "Code", "text", placeholder="X1", width="5em"),
                        Column("text", "Action", "long"),
                        Column("breaks", "Removes", "ids", placeholder="A2-A3", width="10em"),
                        Column("cost", "Cost", "number", unit="\u00a3", width="7em"),
                        Column("days", "Days", "number", width="6em"),
                    ), min_rows=4, max_rows=30, row_name="action"),
            Section("chosen", "What you choose", "By code.",
                    columns=(Column("action", "Action", "text", placeholder="X1", width="6em"),
                             *_CHOSEN), min_rows=2, max_rows=30, row_name="choice"),
            _frame((Column("budget", "Your budget", "number", unit="\u00a3"), *sums)),
        ]  # fmt: skip
    pounds = case.actions["budget"]
    return [
        Section(
            "chosen",
            f"{len(case.actions['actions'])} actions, and \u00a3{pounds:,} to spend",
            f"No action may take longer than {case.actions['longest_days']} days. Draw "
            "\u201cactions\u201d for the break points that each removes.",
            columns=(Column("said", "Action", "label", width="22em"), *_CHOSEN),
            fixed=tuple({"id": a["id"], "said": _action(a)} for a in case.actions["actions"]),
        ),
        _frame((Column("aim", "What the plan reduces", "choice", options(_AIM)), *sums)),
    ]


def _frame(columns: tuple[Column, ...]) -> Section:
    return Section(
        "frame",
        "What it comes to",
        shape="boxes",
        columns=columns,
        fixed=({"id": "frame"},),
    )


def _action(a: Mapping[str, Any]) -> str:
    return (
        f"{a['id']}  {a['text']} \u00a3{a['cost']:,}, {a['days']} days, "
        f"{len(a['breaks'])} break point{'s' * (len(a['breaks']) > 1)}."
    )
