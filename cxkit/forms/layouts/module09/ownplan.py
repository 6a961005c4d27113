"""9.2: thirty days on one's own organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module09.plan import own_work
from ....techniques.thirtydays import AGAIN, COSTS, LAST, LEAST, MARKS
from ...spec import Column, Item, Section
from ..parts import options

__all__ = ["own_plan"]

_CODES = {"M": "a moment of 4.4", "B": "a break point of 5.3", "R": "a rule of 6.5",
          "K": "a measure of 0.2"}  # fmt: skip


def own_plan(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 9.2: where it begins, actions, days to measure again."""
    own = tuple(Item(code, text, code, _CODES[code[0]]) for code, text in own_work(case).items())
    rests = "Codes of your own work, from Material." if own else "Leave it empty: no own work yet."
    day = f"A number from 0 to {LAST}."
    return [
        Section(
            "about",
            "Your plan",
            shape="boxes",
            columns=(
                Column("process", "The process", "text", placeholder="new patients"),
                Column("begins", "It begins on", "text", placeholder="30 November 2026",
                       help="This day is day 0."),
            ),
            fixed=({"id": "about"},),
        ),
        Section(
            "actions",
            f"Actions of {LAST} days",
            f"{LEAST} are enough to begin with. Small ones that people see happen come first.",
            shape="boxes",
            columns=(
                Column("action", "What is done", "long",
                       placeholder="Reception calls back before noon, on the day of the call"),
                Column("mark", "What it changes for the customer", "choice",
                       options({k: f"{k} {name}" for k, name in MARKS.items()})),
                Column("evidence", "Rests on", "ids", placeholder="M2 B1" if own else "", help=rests),
                Column("owner", "Who answers for it", "text", help="A role or a name."),
                Column("start", "First day", "number", placeholder="0", help=day),
                Column("due", "Last day", "number", placeholder="14", help=day),
                Column("measure", "What will tell", "text", placeholder="calls asking for a date",
                       help="Something that a customer does, or no longer does."),
                Column("baseline", "Today's number", "number", unit_beside=True),
                Column("target", "The number you aim at", "number", unit_beside=True),
                Column("unit", "Unit", "text", placeholder="calls a week"),
                Column("cost", "Cost", "choice", options(COSTS)),
            ),
            min_rows=LEAST,
            max_rows=12,
            row_name="action",
            material=own,
        ),
        Section(
            "again",
            "Measure again",
            "A result that is not measured again is a memory.",
            columns=(
                Column("day", "Day", "label", width="6em"),
                Column("who", "Who measures", "text"),
                Column("expect", "What they expect to find", "text", placeholder="4 calls a week"),
            ),
            fixed=tuple({"id": f"d{d}", "day": f"Day {d}"} for d in AGAIN),
        ),
    ]  # fmt: skip
