"""The process activity map: who does what, with whom, and what follows.

Rows 26 and 54 of the method; the columns are a design of ours (2.5), since none was published.
One row is one step. Everything else is worked out from the rows: the ways through (`routes`), the
red, blue and green marks (`breaks`), where things go wrong (`causes`), and what does not hold
together (`activity_faults`).

Conventions: a step is known by its code, or by its row's id where no code was given, in any case.
Minutes are whole or broken numbers; times are medians, one pass through the step. The line of
visibility runs below the lanes that customers see, `customer` and `frontstage`.
"""

from __future__ import annotations

import math
import re
from functools import cached_property, lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from .artefact import Artefact, Ids, Row, Text, tokens
from .routes import Routes

__all__ = ["LANES", "VISIBLE", "ActivityMap", "Step", "met_below", "minutes", "name"]

LANES = ("customer", "frontstage", "backstage", "support", "system", "partner")
VISIBLE = LANES[:2]

_SEPARATORS = re.compile("[,;]")
_TIME = re.compile(r"(-?\d+(?:\.\d+)?)\s*(h|hr|hrs|hours?|min|mins|minutes?|m)?\.?", re.IGNORECASE)


def _minutes(value: Any) -> Any:
    """Minutes as people type them: 12, 12,5, 12 min and 2 h. What is no number stays as typed."""
    if value is None or isinstance(value, (int, float)) and not isinstance(value, bool):
        return value if value is None or math.isfinite(value) else str(value)
    if not isinstance(value, str):
        return f"{value!r:.20}"
    text = value.strip()
    found = _TIME.fullmatch(text.replace(",", "."))
    if not found:
        return text or None
    hours = (found[2] or "m").lower().startswith("h")
    return float(found[1]) * (60 if hours else 1)


Minutes = Annotated[float | str | None, BeforeValidator(_minutes)]


# ---- what a learner makes -------------------------------------------------------------------


class Step(Row):
    """One step: a verb and an object, who does it, who is on the other side, what follows.

    `goal` is what the customer wants at that point, `next` the codes of the steps that may
    follow, `rule` the rule that decides here, `evidence` what shows the step.
    """

    code: Text = ""
    lane: Text = ""
    performer: Text = ""
    counterpart: Text = ""
    channel: Text = ""
    goal: Text = ""
    step: Text = ""
    next: Ids = []
    rule: Text = ""
    evidence: Ids = []
    touch_minutes: Minutes = None
    wait_minutes: Minutes = None

    @property
    def ref(self) -> str:
        """What other rows call this step."""
        return (self.code or self.id).upper()

    @property
    def who(self) -> str:
        """The performer, written so that two spellings of one name are equal."""
        return name(self.performer)

    @property
    def by_customer(self) -> bool:
        """Whether the customer does it: by lane, or by name."""
        return self.lane.lower() == LANES[0] or self.who == LANES[0]

    @property
    def rules(self) -> list[str]:
        """The rules that decide here, each once, in capitals."""
        return list(dict.fromkeys(_SEPARATORS.sub(" ", self.rule).upper().split()))

    @property
    def blank(self) -> bool:
        """Whether nothing has been written yet."""
        return not (self.step or self.performer or self.lane or self.next or self.counterpart)


class ActivityMap(Artefact):
    """Exercise 5.1, and the map of one's own process."""

    steps: list[Step] = []

    @cached_property
    def rows(self) -> dict[str, Step]:
        """The steps that say something, by what they are called; of two of one name the first."""
        found: dict[str, Step] = {}
        for step in self.steps:
            if not step.blank:
                found.setdefault(step.ref, step)
        return found

    @cached_property
    def routes(self) -> Routes:
        """The ways through the map; steps that are not there are left out."""
        return Routes({ref: [n.upper() for n in s.next] for ref, s in self.rows.items()})

    @cached_property
    def customers(self) -> frozenset[str]:
        """The names under which the customer appears: "customer", and who stands in the
        customer's lane and in no other."""
        inside = {s.who for s in self.rows.values() if not s.by_customer}
        met = {s.who for s in self.rows.values() if s.by_customer and s.who}
        return frozenset({LANES[0]} | met - inside)


# ---- what can be computed from it -----------------------------------------------------------


def minutes(activity: ActivityMap) -> dict[str, dict[str, float]]:
    """Steps, touch and wait minutes above and below the line of visibility (row 54).

    Returns:
        `above` and `below`, each with steps, touch, wait; minutes that are no number count 0.
    """
    found = {side: {"steps": 0.0, "touch": 0.0, "wait": 0.0} for side in ("above", "below")}
    for step in activity.rows.values():
        side = found["above" if step.lane.lower() in VISIBLE else "below"]
        side["steps"] += 1
        side["touch"] += _number(step.touch_minutes)
        side["wait"] += _number(step.wait_minutes)
    return found


def met_below(activity: ActivityMap) -> list[str]:
    """Steps at which the customer is met although their lane lies below the line of visibility:
    the legs of the duck that show (row 54)."""
    return [
        ref
        for ref, step in activity.rows.items()
        if name(step.counterpart) in activity.customers and step.lane.lower() not in VISIBLE
    ]


def name(text: str) -> str:
    """A role or a system, written so that two spellings of one name are equal."""
    return _name(text) if len(text) <= 200 else " ".join(tokens(text))


@lru_cache(maxsize=4096)
def _name(text: str) -> str:
    return " ".join(tokens(text))


def _number(value: float | str | None) -> float:
    return value if isinstance(value, (int, float)) and value >= 0 else 0.0
