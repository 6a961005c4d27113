"""A plan of thirty days for one's own organisation, and three days on which to measure again.

Rows 36, 53, 57 and 80 of the method: actions that people still see happen, each owned, each with a
number that will tell; and a look back after 30, 60 and 90 days, since a result that is not measured
again is a memory. The form is ours.

Conventions: days are counted from the day on which the plan begins, which is day 0. An action lasts
from its first to its last day, both within 30.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .artefact import Artefact, Ids, Row, Text, tokens
from .due import day
from .smart import Amount

__all__ = [
    "AGAIN",
    "COSTS",
    "FAR",
    "LAST",
    "LEAST",
    "MARKS",
    "Action",
    "Again",
    "Begin",
    "Doubt",
    "ThirtyDays",
    "doubts",
    "written",
]

LAST = 30  # days
AGAIN = (30, 60, 90)  # days on which to measure again
LEAST = 3  # actions; fewer are a task, not a plan
MARKS = {"MOT": "Moment of Truth", "BP": "Break Point", "BR": "Business Rule"}
COSTS = {"none": "nothing but time", "low": "within my own budget", "high": "somebody must approve"}
FAR = 366  # days; beyond it nothing is a reminder
_WORDS = 3  # different ones; fewer name a wish


# ---- what a learner makes -------------------------------------------------------------------


class Begin(Row):
    """The process that the plan is for, and the day on which it begins, as typed."""

    process: Text = ""
    begins: Text = ""


class Action(Row):
    """One action.

    `mark` says what it changes for the customer, `evidence` the codes of own work that it rests on.
    """

    action: Text = ""
    mark: Literal["", "MOT", "BP", "BR"] = ""
    evidence: Ids = []
    owner: Text = ""
    start: Amount = None
    due: Amount = None
    measure: Text = ""
    baseline: Amount = None
    target: Amount = None
    unit: Text = ""
    cost: Literal["", "none", "low", "high"] = ""

    @property
    def blank(self) -> bool:
        words = (self.action, self.mark, self.owner, self.measure, self.unit, self.cost)
        numbers = (self.start, self.due, self.baseline, self.target)
        return not any(words) and not self.evidence and all(n is None for n in numbers)


class Again(Row):
    """Measuring again: who does it, what they expect to find. The id is the day: d30, d60, d90."""

    who: Text = ""
    expect: Text = ""


class ThirtyDays(Artefact):
    """The plan (9.2)."""

    about: list[Begin] = []
    actions: list[Action] = []
    again: list[Again] = []

    @property
    def begins(self) -> date | None:
        """Day 0; None where no day is named."""
        return next((found for b in self.about if (found := day(b.begins))), None)

    def on(self, number: float) -> date | None:
        """The day of the calendar that lies so many days after day 0; None without a day 0, and for
        a number that is no day of such a plan."""
        if self.begins is None or not 0 <= number <= FAR:
            return None
        return self.begins + timedelta(days=int(number))


# ---- what can be computed from it -----------------------------------------------------------


def written(plan: ThirtyDays) -> list[Action]:
    """The actions in which something stands, in their order."""
    return [a for a in plan.actions if not a.blank]


# ---- what can be wrong with it --------------------------------------------------------------


@dataclass(frozen=True)
class Doubt:
    """One thing that keeps an action from being one.

    Args:
        kind: "wish", "twice", "mark", "owner", "days" or "measure".
        number: which action, from 1.
    """

    kind: str
    number: int
    text: str


def doubts(plan: ThirtyDays) -> list[Doubt]:
    """Every doubt, by action, then in the order of the form."""
    found, seen = [], list[set[str]]()
    for n, a in enumerate(written(plan), start=1):
        words = set(tokens(a.action))
        if len(words) < _WORDS:
            found.append(Doubt("wish", n, "Say who does what, in three words or more."))
        elif words in seen:
            found.append(Doubt("twice", n, "It says what another action says already."))
        seen.append(words)
        if not a.mark:
            found.append(Doubt("mark", n, "Choose what it changes: a moment, a break point, a rule."))
        if not tokens(a.owner) or set(tokens(a.owner)) == words:
            found.append(Doubt("owner", n, "Nobody answers for it yet."))
        found += [Doubt("days", n, text) for text in _days(a)]
        found += [Doubt("measure", n, text) for text in _measure(a, words)]
    return found


def _days(a: Action) -> list[str]:
    start, due = a.start, a.due
    if not isinstance(start, float) or not isinstance(due, float):
        return [f"It needs two days, as numbers from 0 to {LAST}."]
    if not 0 <= start <= due <= LAST:
        return [f"Day {start:g} to day {due:g}: expected 0 to {LAST}, the first before the last."]
    return []


def _measure(a: Action, words: set[str]) -> list[str]:
    said = set(tokens(a.measure))
    if not said or said == words:
        return ["It has no measure yet: what would tell that it worked?"]
    if not isinstance(a.baseline, float) or not isinstance(a.target, float):
        return ["The measure needs two numbers: today's, and the one you aim at."]
    if a.baseline == a.target:
        return ["Today's number and the one you aim at are the same."]
    return [] if tokens(a.unit) or a.unit.strip() in ("%", "\u00a3", "\u20ac", "$") else [
        "The numbers need a unit, such as calls a week."]  # fmt: skip
