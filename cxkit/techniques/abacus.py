"""The ABACUS plan: six stages of a customer's dealings with a firm, each with moments and an action.

Rows 28 and 29 of the method: Awareness, Buy-In, Acquisition, Care, Use and Share, and at each stage
the moments of truth that count. The sources name the stages and ask a question or two at each; the
form is ours: every moment is staged, and every stage has a moment, an answer to its question, and
an action with an owner, a day, a measure with a number, and a band of cost.

Conventions: a stage is called by its key in `STAGES`. Bands of cost are words for pounds: see `BANDS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .artefact import Artefact, Ids, Row, Text, tokens
from .due import day, response_time
from .said import said_enough, words

__all__ = [
    "BANDS",
    "STAGES",
    "Abacus",
    "Action",
    "Fault",
    "Moment",
    "Stage",
    "action_faults",
    "empty_stages",
    "staged",
    "unstaged",
]


@dataclass(frozen=True)
class Stage:
    """A stage: its letter in the name, its title, what happens in it, and what it asks."""

    key: str
    letter: str
    title: str
    told: str
    asks: str


STAGES = {s.key: s for s in (
    Stage("awareness", "A", "Awareness", "They come to know that you exist, and what for.",
          "Where do people first hear of you, and what do they then expect?"),
    Stage("buyin", "B", "Buy-In", "They make up their mind to trust you, before or beyond the money.",
          "At which moment do they commit, rather than merely pay?"),
    Stage("acquisition", "A", "Acquisition", "They order, hand over, sign or pay.",
          "What is harder than it need be when they say yes?"),
    Stage("care", "C", "Care", "You look after them while something is under way, or has gone wrong.",
          "What shows them, unasked, that their trust is returned?"),
    Stage("use", "U", "Use", "They live with what they came for.",
          "Does it do in their life what they came for, and not only work?"),
    Stage("share", "S", "Share", "They tell others, good news or bad.",
          "Where do they tell others, and who of you hears it first?"),
)}  # fmt: skip
BANDS = {"low": "under £1,000", "middle": "£1,000 to £10,000", "high": "over £10,000"}
_LEAST = 3  # words and numbers of a measure


class Moment(Row):
    """A moment of truth with its stage; `text` and `code` are for one's own organisation."""

    choice: Text = ""
    code: Text = ""
    text: Text = ""

    @property
    def ref(self) -> str:
        """What actions call it."""
        return self.code or self.id

    @property
    def blank(self) -> bool:
        return not (self.choice or tokens(self.text))


class Action(Row):
    """What is done at a stage; the row's id is the stage. `moments` answer the stage's question."""

    moments: Ids = []
    action: Text = ""
    owner: Text = ""
    due: Text = ""
    measure: Text = ""
    band: Literal["", "low", "middle", "high"] = ""

    @property
    def blank(self) -> bool:
        texts = (self.action, self.owner, self.due, self.measure)
        return not (self.moments or self.band or any(tokens(t) for t in texts))


class Abacus(Artefact):
    """Exercise 8.2: the moments under their stages, and an action a stage."""

    stages: list[Moment] = []
    actions: list[Action] = []

    @property
    def by_stage(self) -> dict[str, Action]:
        """The action of each stage; an empty one where none is written."""
        given = {a.id: a for a in self.actions if a.id in STAGES}
        return {key: given.get(key, Action(id=key)) for key in STAGES}


@dataclass(frozen=True)
class Fault:
    """What is missing from a stage's action: `field` of the form, and a sentence."""

    stage: str
    field: str
    text: str


def staged(moments: Sequence[Moment]) -> dict[str, list[str]]:
    """Stage -> the moments put there, in their order; every stage is there."""
    found: dict[str, list[str]] = {key: [] for key in STAGES}
    for m in moments:
        if m.choice in found and m.ref not in found[m.choice]:
            found[m.choice].append(m.ref)
    return found


def unstaged(moments: Sequence[Moment], wanted: Sequence[str]) -> list[str]:
    """The moments of `wanted` that stand under no stage."""
    placed = {m.ref for m in moments if m.choice in STAGES}
    return [m for m in wanted if m not in placed]


def empty_stages(plan: Abacus) -> list[str]:
    """The titles of the stages that lack a moment or an action, in order."""
    held = staged(plan.stages)
    return [s.title for s in STAGES.values()
            if not held[s.key] or not tokens(plan.by_stage[s.key].action)]  # fmt: skip


def action_faults(action: Action) -> list[Fault]:
    """What is missing before somebody could be asked whether the action was done."""
    asked = (
        ("action", not said_enough(action.action), "No action is written."),
        ("owner", not words(action.owner), "Nobody answers for it."),
        ("due", not day(action.due), _due_text(action.due)),
        ("measure", not any(c.isdigit() for c in action.measure) or not words(action.measure)
         or len(tokens(action.measure)) < _LEAST,
         "Its measure has no number, or nothing that is counted."),
        ("band", not action.band, "What it costs, roughly, is not chosen."),
    )  # fmt: skip
    return [Fault(action.id, field, text) for field, wrong, text in asked if wrong]


def _due_text(due: str) -> str:
    if not due:
        return "It has no day."
    if response_time(due):
        return (
            f"\u201c{due:.30}\u201d is a time that each customer waits, and no day that comes once."
        )
    return f"\u201c{due:.30}\u201d names no day."
