"""The rest of a plan: who listens for news, which lever is pulled, and who is aboard.

Rows 30, 51, 58, 63, 65 and 80 of the method. A trigger is a number at which somebody named does
something by a time; it stands beyond today's value, or it would ring all day. A lever is one of four
ways to rethink a process. Aboard are an owner for each department, an ambassador at each level, and
what has to be at hand where a critical moment happens.

Conventions: a trigger's number is in the unit of its signal; `within` is in hours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .artefact import Artefact, Ids, Row, Text
from .needs import Placed
from .said import said_enough, words
from .smart import Amount, Comparator

__all__ = [
    "LEVELS",
    "LEVERS",
    "NEWS",
    "Aboard",
    "Idea",
    "Listening",
    "Named",
    "Number",
    "Rethink",
    "Signal",
    "Trigger",
    "first_voice",
    "levels",
    "trigger_faults",
]

NEWS = ("good", "bad")  # amplify the one, warn of the other before it is a crisis
LEVERS = {
    "diagnose": "Take the process apart: its moments, hand-offs and rules",
    "outcome": "Aim it at the customer's outcome",
    "boundary": "Move where it starts and ends",
    "business": "Ask what business you are in",
}
LEVELS = {
    "top": "Answers to nobody in the firm",
    "head": "Heads a part of it, and answers to the top",
    "lead": "Leads those who do the work",
    "hands": "Does the work, and leads nobody",
}
_LONGEST = 24 * 31  # hours; later than a month nobody calls it a reaction


# ---- listening ------------------------------------------------------------------------------


class Trigger(Row):
    """What is listened for, and what happens then; the row's id is `good` or `bad`."""

    signal: Text = ""
    today: Amount = None
    side: Comparator = ""
    number: Amount = None
    owner: Text = ""
    within: Amount = None
    act: Text = ""

    @property
    def blank(self) -> bool:
        words = (self.signal, self.side, self.owner, self.act)
        return not any(words) and self.number is None and self.within is None


class Number(Row):
    """A number that somebody works out."""

    number: Amount = None


class Listening(Artefact):
    """Exercise 8.3: news sorted, two figures of the last contact, a trigger for each kind of news."""

    tests: list[Placed] = []
    figures: list[Number] = []
    triggers: list[Trigger] = []


@dataclass(frozen=True)
class Signal:
    """Something that can be listened for.

    Args:
        today: its value as it is, None where nobody has counted.
        bad: the side on which it is bad news, "at least" or "at most"; empty where it may be both.
        low, high: what it can be; `high` is also what is too late, where it is no bound.
    """

    id: str
    name: str
    unit: str
    today: float | None = None
    bad: str = ""
    low: float = 0.0
    high: float | None = None


def trigger_faults(trigger: Trigger, signal: Signal | None) -> list[str]:
    """What keeps a trigger from ringing at the right time, as sentences.

    Args:
        signal: what it listens to; None where nothing is known of it but what the row says.
    """
    found = []
    number, within = trigger.number, trigger.within
    if not signal and not said_enough(trigger.signal, 2):
        found.append("What is listened for is open.")
    if not isinstance(number, (int, float)):
        came = f"\u201c{number:.20}\u201d is no number" if number else "It has no number"
        found.append(f"{came}, so nobody knows when it rings.")
    elif not trigger.side:
        found.append("Whether it rings above or below its number is open.")
    elif signal:
        found += _beyond(trigger.id, trigger.side, float(number), signal)
    elif isinstance(trigger.today, (int, float)):
        found += _rings(trigger.side, float(number), float(trigger.today))
    if not words(trigger.owner):
        found.append("Nobody answers for it.")
    if not isinstance(within, (int, float)) or not 0 < within <= _LONGEST:
        found.append(f"By when somebody acts is open, or not between 1 hour and {_LONGEST}.")
    if not said_enough(trigger.act):
        found.append("What is done when it rings is open.")
    return found


def _beyond(kind: str, side: str, number: float, signal: Signal) -> list[str]:
    if signal.bad and (side == signal.bad) != (kind == "bad"):
        news = "good" if kind == "bad" else "bad"
        return [f"{signal.name}, {side} {number:g}: that would be {news} news."]
    if number < signal.low or (signal.high is not None and number > signal.high):
        top = "" if signal.high is None else f" to {signal.high:,g}"
        return [f"{number:,g} lies outside {signal.low:,g}{top} {signal.unit}."]
    return _rings(side, number, signal.today) if signal.today is not None else []


def _rings(side: str, number: float, today: float) -> list[str]:
    ringing = today >= number if side == "at least" else today <= number
    return [f"Today it is {today:g}: a trigger at {side} {number:g} rings already."] * ringing


# ---- rethinking -----------------------------------------------------------------------------


class Idea(Row):
    """One idea; the row's id is the lever."""

    idea: Text = ""
    evidence: Ids = []


class Rethink(Artefact):
    """Exercise 8.8: ideas of others put under the lever they pull, and one of one's own for each."""

    tests: list[Placed] = []
    ideas: list[Idea] = []


# ---- aboard ---------------------------------------------------------------------------------


class Named(Row):
    """A department, a level or a moment (the row's id) with a role or what is needed there."""

    unit: Text = ""
    role: Text = ""
    note: Text = ""


class Aboard(Artefact):
    """Exercise 8.9: owners, ambassadors, what must be at hand, and the way to a person."""

    owners: list[Named] = []
    ambassadors: list[Named] = []
    able: list[Named] = []
    voices: list[Number] = []
    instead: list[Named] = []


def levels(roles: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Role -> its level, from who reports to whom; who belongs to another firm has none.

    Args:
        roles: each with id, title, reports_to and perhaps performer, as in an org chart.
    """
    above = {r["id"]: r["reports_to"] for r in roles}
    leading = set(above.values())
    found = {}
    for role, boss in above.items():
        if not boss:
            found[role] = "top" if role in leading else ""
        elif not above.get(boss):
            found[role] = "head"
        else:
            found[role] = "lead" if role in leading else "hands"
    return found


def first_voice(lines: Sequence[Mapping[str, Any]], voices: Mapping[str, Mapping[str, Any]]) -> int:
    """How often a machine speaks before the first person of the firm does (row 65)."""
    turns = 0
    for line in lines:
        side = voices.get(line["speaker"], {}).get("side", "")
        if side == "staff":
            return turns
        turns += side == "system"
    return turns
