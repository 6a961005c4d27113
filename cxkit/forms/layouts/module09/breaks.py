"""9.1c: counts on the steps of a claim, callers sorted, work that goes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module09.breaks import calls
from ....techniques.demand import FAILURE, VALUE
from ...spec import Column, Item, Section
from ..parts import laid_once, options
from .there import box, with_paper

__all__ = ["breaks", "step_line"]

_COUNTS = {
    "moments": "Moments of Truth: steps at which the customer is met",
    "break_points": "Break Points: arrows between two different performers, neither the customer",
    "rules": "Business Rules: each rule once",
    "low": "Break Points that the sources would expect, at the least",
    "high": "Break Points that the sources would expect, at the most",
    "ping_pong": "Times that a report went back to the adjuster",
}


@with_paper
@laid_once
def breaks(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 9.1c: counts, calls, the share, the box."""
    material = tuple(Item(i, step_line(step), i) for i, step in case.steps.items())
    said = calls(case)
    total = sum(often for _, often in said.values())
    return [
        Section(
            "counts",
            f"A claim in {len(case.steps)} steps",
            "Draw \u201cclaim\u201d, or open Material: each step has its performer, who is met, its "
            "rule, what may follow, and how often the log has it. A step of the customer's own is "
            "no meeting yet.",
            columns=(
                Column("what", "Count", "label", width="28em"),
                Column("number", "How many", "number", width="8em"),
            ),
            fixed=tuple({"id": i, "what": what} for i, what in _COUNTS.items()),
            material=material,
        ),
        Section(
            "calls",
            f"{total} calls, {len(said)} sayings",
            "Had all gone as promised before, would they still have called? Sort, then draw "
            "\u201ccalls\u201d: it adds up by your sorting. The share is marked, the sorting is yours.",
            kind="choices",
            items=tuple(Item(i, words, i, f"{often} times") for i, (words, often) in said.items()),
            options=options({VALUE: "they would: value", FAILURE: "they would not: failure"}),
        ),
        Section(
            "stated",
            "The share of failure demand",
            shape="boxes",
            columns=(Column("share", "Share of all calls", "number", placeholder="0.31",
                            help="As a share, or with a per cent sign."),),
            fixed=({"id": "share"},),
        ),
        box(
            "One hand-off, for a person to read",
            "Your count and the sources' range differ, or they do not. And one hand-off has to go.",
            (
                Column("subject", "The hand-off", "text", placeholder="T07-T08",
                       help="Two steps with a hyphen between."),
                Column("text", "Why the counts differ or agree", "long",
                       help="What does each take in, and leave out?"),
                Column("more", "What its end would change", "long",
                       help="For whom, and how would you know?"),
            ),
            (*material, *_arrows(case)),
        ),
    ]  # fmt: skip


def _arrows(case: Any) -> tuple[Item, ...]:
    """Every arrow of the map, whoever stands at its ends, so that it can be cited."""
    steps = case.steps
    return tuple(
        Item(f"{i}-{after}", f"from {step['step']} to {steps[after]['step']}", f"{i}-{after}")
        for i, step in steps.items()
        for after in step["next"]
    )


def step_line(step: Mapping[str, Any]) -> str:
    """A step as one line to read."""
    met = f"; the customer is met ({step['channel']})" if step["counterpart"] else ""
    rule = f"; rule {step['rule']}" if step["rule"] else ""
    then = f"; then {', '.join(step['next'])}" if step["next"] else "; the end"
    often = f"; {step['times']} times in the log" if step["times"] else ""
    return f"{step['step']}, {step['performer']}{met}{rule}{then}{often}."
