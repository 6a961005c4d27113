"""Red, blue and green on an activity map: moments of truth, break points, business rules.

Rows 32 and 36-38 of the method. All three are derived from the rows of the map, so that two
people with one map have one count.

Conventions:
- A step is met by the customer where one side is the customer and the other is not. A moment of
  truth (MOT) is one such step, or several in a row: a new one starts when the counterpart, the
  channel or the customer's goal changes, or when work inside comes between. What several ways
  lead to starts anew unless all of them bring the same moment with them.
- A break point (BP) is an arrow between two performers, neither of them the customer. It is
  called by its two steps, such as `T01-T03`.
- A business rule (BR) stands at each step that names one; a step may name several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from .activity import ActivityMap, Step, name
from .artefact import Artefact, Row, Text, tokens
from .remembered import remembered

__all__ = [
    "PLAUSIBLE",
    "TOLD",
    "TYPES",
    "Break",
    "BreakCount",
    "BreakName",
    "BreakNames",
    "Counted",
    "MapMoment",
    "breaks",
    "expected",
    "moments",
    "open_names",
    "ratio",
    "rules",
    "types",
]

TOLD = (3, 4)  # break points a moment, as the sources have it (row 38); shown, never judged
PLAUSIBLE = (1.5, 8.0)  # outside it a second look is worth while
TYPES = ("person to person", "person to system", "system to person", "system to system")


def _count(value: Any) -> Any:
    """A count as people type it: 13,261 and 13 261 are 13261. No number stays as typed."""
    if not isinstance(value, str):
        return value if value is None or type(value) is int else f"{value!r:.20}"
    digits = "".join(value.split()).replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) < 12 else value.strip() or None


# ---- what a learner makes -------------------------------------------------------------------


class Counted(Row):
    """One count, by the id of its row, and how it was come by; text where it is no number."""

    number: Annotated[int | str | None, BeforeValidator(_count)] = None
    how: Text = ""


class BreakCount(Artefact):
    """Break points expected, on the map, and in the log, and why the three differ (5.2)."""

    counts: list[Counted] = []
    said: list[Counted] = []


class BreakName(Row):
    """A break point as "do something, to something, to get something" (2.6), and the moment of
    truth that lies behind it, by its step (row 33)."""

    at: Text = ""
    moment: Text = ""
    do: Text = ""
    to: Text = ""
    get: Text = ""

    @property
    def item(self) -> str:
        """The break point it names: what was typed, or the row that was given."""
        return (self.at or self.id).upper().replace(" ", "").replace("\u2013", "-")

    @property
    def sentence(self) -> str:
        """The name in one line; empty while a field is open."""
        parts = (self.do, self.to, self.get)
        return f"{self.do} to {self.to} to get {self.get}" if all(map(tokens, parts)) else ""


class BreakNames(Artefact):
    """Exercise 5.3."""

    names: list[BreakName] = []


# ---- what can be computed from it -----------------------------------------------------------


@dataclass(frozen=True)
class MapMoment:
    """One moment of truth: its first step, all its steps, whom the customer meets, how, what for."""

    id: str
    steps: tuple[str, ...]
    counterpart: str
    channel: str
    goal: str


@dataclass(frozen=True)
class Break:
    """One break point: the two steps, the two performers as written, one of `TYPES`."""

    id: str
    steps: tuple[str, str]
    performers: tuple[str, str]
    type: str


@remembered
def moments(activity: ActivityMap) -> list[MapMoment]:
    """The moments of truth of a map, in the order of the table by their first step."""
    rows, routes = activity.rows, activity.routes
    before: dict[str, list[str]] = {ref: [] for ref in rows}
    for ref, after in routes.onward.items():
        for follow in after:
            before[follow].append(ref)
    part: dict[str, str] = {}  # a step met by the customer -> the first step of its moment
    for ref in routes.order:
        meeting = _meeting(activity, rows[ref])
        if meeting is None:
            continue
        brought = {part.get(b) for b in before[ref]}
        first = brought.pop() if len(brought) == 1 else None
        same = first is not None and _meeting(activity, rows[first]) == meeting
        part[ref] = first if same and first is not None else ref
    found = []
    for first in rows:
        if part.get(first) == first:
            step = rows[first]
            other = step.counterpart if step.by_customer else step.performer
            steps = tuple(ref for ref in routes.order if part.get(ref) == first)
            found.append(MapMoment(first, steps, other, step.channel, step.goal))
    return found


@remembered
def breaks(activity: ActivityMap) -> list[Break]:
    """The break points of a map, in the order of its arrows. A step without performer makes none."""
    rows, customers = activity.rows, activity.customers
    inside = {
        r: s for r, s in rows.items() if s.who and s.who not in customers and not s.by_customer
    }
    return [
        Break(
            f"{ref}-{follow}",
            (ref, follow),
            (one.performer, inside[follow].performer),
            f"{_kind(one)} to {_kind(inside[follow])}",
        )
        for ref, one in inside.items()
        for follow in activity.routes.links[ref]
        if follow in inside and one.who != inside[follow].who
    ]


def rules(activity: ActivityMap) -> dict[str, list[str]]:
    """Rule -> the steps at which it decides, both in the order of the table."""
    found: dict[str, list[str]] = {}
    for ref, step in activity.rows.items():
        for rule in step.rules:
            found.setdefault(rule, []).append(ref)
    return found


def types(found: Collection[Break]) -> dict[str, int]:
    """How many break points there are of each of the four types, all four told (row 37)."""
    count = Counter(b.type for b in found)
    return {t: count[t] for t in TYPES}


def ratio(activity: ActivityMap) -> float | None:
    """Break points a moment of truth; None without a moment (row 38)."""
    met = len(moments(activity))
    return len(breaks(activity)) / met if met else None


def expected(met: int) -> tuple[int, int]:
    """How many break points the sources would expect for so many moments, from and to."""
    return TOLD[0] * met, TOLD[1] * met


# ---- what can be wrong with it --------------------------------------------------------------


def open_names(
    names: BreakNames, there: Collection[str]
) -> list[tuple[str, Literal["unknown", "open", "same"], str]]:
    """What a naming of break points still lacks. That it makes sense is for a person to say.

    Args:
        there: ids of the break points that can be named.

    Returns:
        (break point, kind, sentence): `unknown`, no such break point; `open`, a field has no
        words, or only the word "something"; `same`, two of the fields have the same words.
    """
    found: list[tuple[str, Literal["unknown", "open", "same"], str]] = []
    known = {i.upper() for i in there}
    for row in names.names:
        said = {f: name(getattr(row, f)) for f in ("do", "to", "get")}
        if not any(said.values()) and not row.at:
            continue
        item = row.item or "A row"
        if row.item not in known:
            found.append(
                (item, "unknown", f"{item} is no break point of the map. Check the two codes.")
            )
        empty = [f for f, words in said.items() if words in ("", "something")]
        if empty:
            found.append((item, "open", f"{item}: still open: {', '.join(empty)}."))
        elif len(set(said.values())) < 3:
            found.append((item, "same", f"{item}: two of the three fields say the same. What is done, to what, to get what?"))  # fmt: skip
    return found


def _meeting(activity: ActivityMap, step: Step) -> tuple[str, str, str] | None:
    """Whom the customer meets at a step, how and what for; None where there is no meeting."""
    other = name(step.counterpart)
    if step.by_customer:
        met = other if other not in activity.customers else ""
    else:
        met = step.who if other in activity.customers else ""
    return (met, name(step.channel), name(step.goal)) if met else None


def _kind(step: Step) -> str:
    return "system" if step.lane.lower() == "system" else "person"
