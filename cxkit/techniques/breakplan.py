"""The break point action plan: which actions to take within a budget, and what each gives up.

Row 38 and 2.6 of the method: each action removes break points, costs money and takes days, 90 at
most. Removing one break point twice counts once. What is best can be told exactly (`optimum`); what
is right cannot, since a firm knows things that no catalogue holds; `breakchoice` sets a learner's
choice beside the best.

Conventions: money in whole pounds, time in days. An action that takes too long, or whose cost or
days are not known, is never part of the best plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from .artefact import Artefact, ArtefactError, Ids, Row, Text, tokens
from .optimum import MOST_OPTIONS

__all__ = [
    "LONGEST",
    "Action",
    "Catalogue",
    "Choice",
    "Frame",
    "OwnAction",
    "Plan",
    "own_catalogue",
]

LONGEST = 90  # days
_MOST = 10**9  # pounds or days; more is a slip of the hand


def _whole(value: Any) -> Any:
    """A whole amount as people type it: £2,400 and 2400.00 are 2400; parts are rounded up."""
    if value is None or isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None if value is None else f"{value!r:.20}"
    typed = str(value).strip()
    plain = "".join(typed.split()).strip("£").replace(",", "")
    try:
        number = float(plain)
    except ValueError:
        return typed or None
    return -int(-number // 1) if 0 <= number <= _MOST else typed


Whole = Annotated[int | str | None, BeforeValidator(_whole)]


# ---- what a learner makes -------------------------------------------------------------------


class Choice(Row):
    """One action of the catalogue: chosen or not, who answers for it, and why."""

    action: Text = ""
    chosen: Literal["", "yes"] = ""
    owner: Text = ""
    why: Text = ""

    @property
    def item(self) -> str:
        """The action: what was typed, or the row that was given."""
        return (self.action or self.id).upper()


class OwnAction(Row):
    """An action of one's own: what is done, which break points it removes, pounds and days."""

    code: Text = ""
    text: Text = ""
    breaks: Ids = []
    cost: Whole = None
    days: Whole = None

    @property
    def item(self) -> str:
        """What choices call it."""
        return (self.code or self.id).upper()


class Frame(Row):
    """What the plan has to keep to, pounds and what is counted; and what it comes to, as whoever
    made it adds it up."""

    budget: Whole = None
    aim: Literal["", "number", "times"] = ""
    cost: Whole = None
    worth: Whole = None


class Plan(Artefact):
    """Exercise 5.5; `actions` and the budget of `frame` are for one's own organisation."""

    chosen: list[Choice] = []
    actions: list[OwnAction] = []
    frame: list[Frame] = []

    @property
    def reasons(self) -> dict[str, str]:
        """The actions chosen, each with the reason given, which may be empty."""
        return {c.item: c.why for c in self.chosen if c.chosen}

    @property
    def unowned(self) -> list[str]:
        """The actions chosen for which nobody answers."""
        return [c.item for c in self.chosen if c.chosen and not tokens(c.owner)]


@dataclass(frozen=True)
class Action:
    """An action that can be weighed: None where cost or days are not known."""

    id: str
    breaks: frozenset[str]
    cost: int | None
    days: int | None


@dataclass(frozen=True)
class Catalogue:
    """The actions, the budget (None for no limit) and the most days an action may take."""

    actions: tuple[Action, ...]
    budget: int | None = None
    longest: int = LONGEST

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Catalogue:
        """The catalogue of a case: `actions`, `budget` and perhaps `longest_days`.

        Raises:
            ArtefactError: an action cannot be read, or there are too many.
        """
        plan = Plan.read({"actions": data["actions"], "frame": [{"budget": data["budget"]}]})
        made = own_catalogue(plan)
        return cls(made.actions, made.budget, data.get("longest_days", LONGEST))

    @cached_property
    def fit(self) -> tuple[Action, ...]:
        """Actions that a plan can hold: cost and days known, days within the limit."""
        return tuple(
            a for a in self.actions if a.cost is not None and a.days is not None
            and a.days <= self.longest
        )  # fmt: skip

    def cost(self, chosen: Sequence[str]) -> int:
        """What these actions cost together; an unknown cost counts nothing."""
        return sum(a.cost or 0 for a in self.actions if a.id in chosen)

    def removed(self, chosen: Sequence[str]) -> frozenset[str]:
        """The break points that these actions remove between them."""
        return frozenset(b for a in self.actions if a.id in chosen for b in a.breaks)


def own_catalogue(plan: Plan) -> Catalogue:
    """The catalogue that a learner has written: of two actions of one name the first.

    Raises:
        ArtefactError: there are more actions than can be weighed up.
    """
    made: dict[str, Action] = {}
    for a in plan.actions:
        if a.breaks or tokens(a.text):
            breaks = frozenset(b.upper() for b in a.breaks)
            made.setdefault(a.item, Action(a.item, breaks, _known(a.cost), _known(a.days)))
    if len(made) > MOST_OPTIONS:
        raise ArtefactError(
            [f"actions: expected at most {MOST_OPTIONS}, found {len(made)}. Keep the likely ones."]
        )
    budget = next((_known(f.budget) for f in plan.frame if f.budget is not None), None)
    return Catalogue(tuple(made.values()), budget)


def _known(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None
