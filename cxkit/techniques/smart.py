"""Statements of intent: what shall be true for a customer, in fields that can be checked.

Rows 11, 12 and 16 of the method. Specific, measurable, attainable, relevant and time-bound are
eight fields: what is measured, the side of the target (at least, at most), today's value, the
target, the unit, where the figure comes from, who answers for it, and the day it is due. A time
that each customer waits ("within two hours") is part of the measure; the day comes once.

Conventions: baseline and target are in the same unit. The bound is the best value there can be:
nothing goes below none, a share not above all. A gap is target less baseline, with its sign.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from .artefact import Artefact, Row, Text, tokens
from .due import day, response_time
from .needs import Placed

__all__ = [
    "Amount",
    "Comparator",
    "Fault",
    "Gap",
    "Intent",
    "Repair",
    "Repairs",
    "amount",
    "bound",
    "gap",
    "due_faults",
    "intent_faults",
    "repeated",
    "same_unit",
    "sentence",
    "share_unit",
    "target_faults",
]

Comparator = Literal["", "at least", "at most"]

_SHARE = re.compile(
    r"%|\b(?:per ?cent|percent(?:age)?|pct|in (?:a|one|each|every) hundred|of (?:a )?(?:hundred|100))\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def amount(value: Any) -> float | str | None:
    """A number as people type it: 60, 60 %, 2,400, 12,5 and £30 are numbers. What is none stays
    as typed, so that a check can say so."""
    if value is None or isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None if value is None else f"{value!r:.20}"
    if not isinstance(value, str):
        return value if math.isfinite(value) else str(value)
    typed = value.strip()
    plain = typed.replace("\u2212", "-").strip("£€$ ").removesuffix("%")
    plain = re.sub(r"\s*per ?cent$", "", plain, flags=re.IGNORECASE).replace(" ", "")
    plain = plain.replace(",", "") if _PARTS.fullmatch(plain) else plain.replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,12}(?:\.\d{1,6})?", plain):
        return typed or None
    return float(plain)


Amount = Annotated[float | str | None, BeforeValidator(amount)]


# ---- what a learner makes -------------------------------------------------------------------


class Intent(Row):
    """One statement of intent (box 5 of the outcome map).

    `measure` is words, or the id of a figure of the case; `serves` the id of the outcome or
    objective that it is for.
    """

    measure: Text = ""
    comparator: Comparator = ""
    baseline: Amount = None
    target: Amount = None
    unit: Text = ""
    source: Text = ""
    owner: Text = ""
    due: Text = ""
    serves: Text = ""

    @property
    def blank(self) -> bool:
        """Whether nothing has been written yet."""
        told = (
            self.measure,
            self.comparator,
            self.unit,
            self.source,
            self.owner,
            self.due,
            self.serves,
        )
        return not any(told) and self.baseline is None and self.target is None


class Repair(Row):
    """One statement repaired; `response` is the time that each customer waits (3.3)."""

    measure: Text = ""
    comparator: Comparator = ""
    target: Amount = None
    unit: Text = ""
    source: Text = ""
    due: Text = ""
    response: Text = ""

    @property
    def blank(self) -> bool:
        told = (self.measure, self.comparator, self.unit, self.source, self.due, self.response)
        return not any(told) and self.target is None


class Repairs(Artefact):
    """Exercise 3.3: of each statement its response time, then its fields."""

    times: list[Placed] = []
    statements: list[Repair] = []


# ---- what can be computed from it -----------------------------------------------------------


@dataclass(frozen=True)
class Gap:
    """How far it is from today to the target (row 16).

    Args:
        statement: the row's id.
        size: target less baseline, in `unit`, with its sign.
        way: the size as a share of all that is possible, 0 to 1; None without a bound.
    """

    statement: str
    baseline: float
    target: float
    unit: str
    size: float
    way: float | None


def share_unit(unit: str) -> bool:
    """Whether a unit is a share of a hundred, which cannot go above all of them."""
    return bool(_SHARE.search(unit)) and not re.search(r"\bcalls?\b|\btimes\b", unit, re.IGNORECASE)


def same_unit(a: str, b: str) -> bool:
    """Whether two ways of writing a unit mean one: both a share of a hundred, or the same word
    first ("calls in a hundred visits", "call per 100 visits")."""
    first = [next(iter(tokens(u)), "").removesuffix("s") for u in (a, b)]
    if share_unit(a) or share_unit(b):
        return share_unit(a) and share_unit(b)
    return bool(first[0]) and first[0] == first[1]


def bound(comparator: Comparator, unit: str) -> float | None:
    """The best value there can be on the target's side; None where there is none."""
    if comparator == "at most":
        return 0.0
    return 100.0 if comparator == "at least" and share_unit(unit) else None


def gap(intent: Intent) -> Gap | None:
    """The gap of a statement; None where baseline or target is no number."""
    a, b = intent.baseline, intent.target
    if not (isinstance(a, (int, float)) and isinstance(b, (int, float))):
        return None
    best = bound(intent.comparator, intent.unit)
    way = None if best is None or math.isclose(best, a) else (b - a) / (best - a)
    return Gap(intent.id, a, b, intent.unit, round(b - a, 6), way)


def sentence(intent: Intent) -> str:
    """The statement read as one sentence, as far as it is written."""
    target = intent.target if isinstance(intent.target, str) else _plain(intent.target)
    goal = " ".join(filter(None, (intent.comparator, target, intent.unit if target else "")))
    today = _plain(intent.baseline) if isinstance(intent.baseline, (int, float)) else ""
    parts = [
        f"{intent.measure}: {goal}" if intent.measure and goal else intent.measure or goal,
        f"today {today}" if today else "",
        f"by {intent.due}" if day(intent.due) else intent.due,
    ]
    return ", ".join(filter(None, parts))


# ---- what can be wrong with it --------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """A field that does not hold: the field's name, what is wrong, what to do."""

    field: str
    what: str
    next: str


_OPEN = {
    "measure": ("nothing is measured", "Say what is counted or timed."),
    "comparator": ("the side of the target is open", "Choose at least or at most."),
    "unit": ("the unit is open", "Say per cent of what, or minutes, or calls in a hundred visits."),
    "source": ("the source is open", "Name the list or system the figure is read from."),
    "owner": ("nobody answers for it", "Name one role."),
}


def intent_faults(intent: Intent) -> list[Fault]:
    """What keeps a statement from being specific, measurable, attainable and time-bound."""
    found = [
        Fault(field, *words) for field, words in _OPEN.items() if not tokens(getattr(intent, field))
        and getattr(intent, field) != "%"
    ]  # fmt: skip
    found += target_faults(intent.comparator, intent.baseline, intent.target, intent.unit)
    return found + due_faults(intent.due)


def target_faults(
    comparator: Comparator, baseline: float | str | None, target: float | str | None, unit: str
) -> list[Fault]:
    """Whether the target lies between today's value and the best there can be."""
    found = [
        _no_number(field, value)
        for field, value in (("baseline", baseline), ("target", target))
        if not isinstance(value, (int, float))
    ]
    if found or not comparator:
        return found
    assert isinstance(baseline, (int, float)) and isinstance(target, (int, float))
    told, best = f"{_plain(target)}", bound(comparator, unit)
    better = target < baseline if comparator == "at most" else target > baseline
    if not better:
        side = "below" if comparator == "at most" else "above"
        found.append(Fault("target", f"{comparator} {told} is no better than today's {_plain(baseline)}",
                           f"A target that is {comparator} lies {side} the baseline."))  # fmt: skip
    elif best is not None and (target <= best if comparator == "at most" else target >= best):
        limit = "none at all" if comparator == "at most" else "all of them"
        found.append(Fault("target", f"{told} means {limit}",
                           "Leave room for the one case that goes wrong, and say so."))  # fmt: skip
    return found


def due_faults(due: str) -> list[Fault]:
    """Whether a due date is a day."""
    if day(due):
        return []
    if response_time(due):
        return [Fault("due", f"\u201c{due:.40}\u201d runs anew for each customer, so it is no deadline",
                      "Put that time into the measure, and a day such as 2026-09-30 here.")]  # fmt: skip
    if due:
        return [Fault("due", f"\u201c{due:.40}\u201d is not a day",
                      "Write it as 2026-09-30 or 30 September 2026.")]  # fmt: skip
    return [Fault("due", "no day is given", "Give the day on which it shall hold.")]


def repeated(intents: Iterable[Intent]) -> list[str]:
    """The ids of statements that measure the same as one before them, on the same side."""
    seen, found = set(), []
    for intent in intents:
        what = (" ".join(tokens(intent.measure)), intent.comparator)
        if what[0] and what in seen:
            found.append(intent.id)
        seen.add(what)
    return found


def _no_number(field: str, value: float | str | None) -> Fault:
    told = (
        f"the {field} \u201c{value:.30}\u201d is not a number" if value else f"the {field} is open"
    )
    step = (
        "Read today's value from the source."
        if field == "baseline"
        else "Write a number; a day goes under due."
    )
    if isinstance(value, str) and response_time(value):
        step = (
            "A number alone stands here; the time that each customer waits belongs to the measure."
        )
    return Fault(field, told, step)


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"
