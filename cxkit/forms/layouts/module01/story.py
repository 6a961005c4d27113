"""1.2: ten steps to be put in order, and looked for in one's own firm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...spec import Column, Item, Section
from ..parts import laid_once, options
from .named import named

__all__ = ["story"]

HERE = {"yes": "yes", "partly": "partly", "no": "no", "unknown": "do not know"}
_SEEN = "One thing you saw or heard, and where. Roles, no names."


@laid_once
def story(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """Cards in a mixed order and a box for the firm; on one's own firm the steps one by one."""
    steps = {step["id"]: step["text"] for step in case.story["steps"]}
    if mine:
        return [_ladder(case, steps), _after()]
    return [
        Section(
            "order",
            "Ten steps, mixed",
            "Put them in order, the first at the top. Three pairs may stand "
            "either way round. " + case.story["note"],
            kind="order",
            items=tuple(Item(id_, text) for id_, text in steps.items()),
        ),
        Section(
            "firm",
            "Your firm",
            "At which step did you last see your own firm, or one you know from within?",
            shape="boxes",
            columns=(
                Column("choice", "The step", "choice", named(steps), width="30em"),
                Column("seen", "What you saw", "long", help=_SEEN),
            ),
            fixed=({"id": "firm"},),
        ),
    ]


def _ladder(case: Any, steps: Mapping[str, str]) -> Section:
    told = case.exercises["1.2"]["told"]
    return Section(
        "steps",
        "Ten steps, looked for in your firm",
        "In the order of the story. Which of them have you seen? \u201cDo not know\u201d is an answer.",
        columns=(
            Column("text", "Step", "label", width="12em"),
            Column("here", "In your firm", "choice", options(HERE), width="8.5em"),
            Column("seen", "What shows it", "long", width="17em",
                   help="For yes and partly. Roles, no names."),
        ),
        fixed=tuple({"id": i, "text": f"{n}. {steps[i]}"} for n, i in enumerate(told, start=1)),
    )


def _after() -> Section:
    seen = Column("seen", "Whom you will ask, and what", "long",
                  help="One person you can reach this week, one question.")  # fmt: skip
    return Section("after", "What next", shape="boxes", columns=(seen,), fixed=({"id": "after"},))
