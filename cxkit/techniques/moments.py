"""Moments of truth: the register, and when to stop collecting.

Rows 18-20, 23 and 69 of the method. A Moment of Truth (MOT) is any interaction of a customer with
the organisation. The sources name three fields (description, method of interaction, expectation);
the rest of the row is a design of ours, from their types, causes of work and points of failure.

A type says who turns to whom: person-system is a customer at a voice menu, system-person the menu
that reads out a balance. Actors are people, systems or products, on the customer's side or not;
from them the type can be recomputed.

Conventions: times are whole milliseconds from the start of a recording; an impact is 1 (little)
to 3 (much); a moment is known by its code, or by its row's id where no code was given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import comb, fsum
from typing import Annotated, Literal

from pydantic import Field

from .artefact import Artefact, Ids, Row, Text, tokens

__all__ = [
    "METHODS",
    "NOT_PROMISED",
    "TYPES",
    "Actor",
    "Moment",
    "Register",
    "Saturation",
    "moment_at",
    "moment_type",
    "off_the_marks",
    "saturation",
]

TYPES = (
    "person-person",
    "person-system",
    "system-person",
    "system-system",
    "person-product",
    "product-person",
)
# Channels that a form offers; an organisation's own are as good.
METHODS = (
    "in person",
    "phone",
    "voice menu",
    "web",
    "app",
    "e-mail",
    "message",
    "letter",
    "machine",
    "product in use",
)
NOT_PROMISED = "not promised"

_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?")

Type = Literal[
    "",
    "person-person",
    "person-system",
    "system-person",
    "system-system",
    "person-product",
    "product-person",
]
Impact = Annotated[int, Field(ge=1, le=3)]


# ---- what a learner makes -------------------------------------------------------------------


class Actor(Row):
    """Who or what takes part: its name, what it is, whose side it is on."""

    name: Text = ""
    kind: Literal["", "person", "system", "product"] = ""
    side: Literal["", "customer", "organisation", "partner"] = ""


class Moment(Row):
    """One Moment of Truth.

    Args:
        at: the id of its mark in an annotation, or a time such as 02:31.
        method: the channel, see `METHODS`.
        expectation: what the customer expects, in the customer's voice.
        promise: the id of the promise it rests on, or "not promised".
        by, to: who turns to whom, names from the table of actors.
        work: the work it causes inside. failure: what goes wrong here.
        outcomes: ids of the customer outcomes it serves.
    """

    code: Text = ""
    at: Text = ""
    description: Text = ""
    method: Text = ""
    expectation: Text = ""
    promise: Text = ""
    type: Type = ""
    by: Text = ""
    to: Text = ""
    work: Text = ""
    failure: Text = ""
    owner: Text = ""
    customer_impact: Impact | None = None
    organisation_impact: Impact | None = None
    outcomes: Ids = []
    evidence: Ids = []

    @property
    def ref(self) -> str:
        """What other tables call this moment."""
        return (self.code or self.id).upper()

    @property
    def blank(self) -> bool:
        """Whether nothing has been written yet."""
        return not (self.description or self.at or self.method or self.expectation or self.type)

    @property
    def impact(self) -> int | None:
        """Impact on the customer times impact on the organisation, 1 to 9."""
        if self.customer_impact is None or self.organisation_impact is None:
            return None
        return self.customer_impact * self.organisation_impact


class Register(Artefact):
    """The MOT register of a recording or a process (4.4), with the actors that its rows name."""

    moments: list[Moment] = []
    actors: list[Actor] = []

    @property
    def rows(self) -> list[Moment]:
        """The moments that say something."""
        return [m for m in self.moments if not m.blank]

    @cached_property
    def cast(self) -> dict[str, Actor]:
        """The actors by name, in lower case; of two of one name the first. A customer is always
        known."""
        found = {"customer": Actor(name="customer", kind="person", side="customer")}
        found |= {_name(a.name): a for a in reversed(self.actors) if a.name}
        return found


# ---- what can be computed from it -----------------------------------------------------------


def moment_type(register: Register, moment: Moment) -> str:
    """The type that the kinds of its two actors make; "" where one is not known, or where the
    two make none of the six."""
    first, second = (register.cast.get(_name(n)) for n in (moment.by, moment.to))
    made = f"{first.kind}-{second.kind}" if first and second else ""
    return made if made in TYPES else ""


def moment_at(text: str) -> int | None:
    """The time in `text` in ms: 02:31, 2:31.4, 1:02:31; None where it is none."""
    found = _TIME.fullmatch(text.strip())
    if not found or int(found[3]) > 59 or (found[1] and int(found[2]) > 59):
        return None
    seconds = (int(found[1] or 0) * 60 + int(found[2])) * 60 + int(found[3])
    return 1000 * seconds + int((found[4] or "").ljust(3, "0"))


def off_the_marks(
    register: Register, marks: Iterable[tuple[str, int, int]], slack: int = 2000
) -> list[Moment]:
    """The rows that lie on no mark of an annotation; rows without a place are not among them.

    Args:
        marks: id, start and end in ms of the marks of kind MOT.
        slack: ms before the start and after the end that still count.
    """
    spans = list(marks)
    ids = {i.upper() for i, _, _ in spans}

    def on(place: str) -> bool:
        at = moment_at(place)
        return place.strip().upper() in ids or (
            at is not None and any(a - slack <= at <= b + slack for _, a, b in spans)
        )

    return [m for m in register.rows if m.at and not on(m.at)]


@dataclass(frozen=True)
class Saturation:
    """What one more recording brought.

    Args:
        number: of the recording, from 1.
        new: moments that no recording before it held.
        expected: the same as a mean over every order of the recordings, so that a lucky order
            does not decide when to stop.
    """

    number: int
    new: int
    expected: float


def saturation(recordings: Sequence[Collection[str]]) -> tuple[Saturation, ...]:
    """How much each further recording adds: the curve that says when to stop (row 69).

    Args:
        recordings: the names of the moments that each one held, in the order of work. A moment
            has the same name wherever it is met.

    Returns:
        One row a recording. The sources warn against analysis without end; a rule of ours:
        stop when `expected` falls under 1.
    """
    sets = [set(r) for r in recordings]
    n = len(sets)
    held = [sum(name in s for s in sets) for name in set().union(*sets)]

    def seen(k: int) -> float:
        """Different moments in k recordings, on average: one is absent from a choice that
        avoids all recordings that hold it."""
        return fsum(1 - comb(n - times, k) / comb(n, k) for times in held)

    known: set[str] = set()
    found = []
    for number, names in enumerate(sets, start=1):
        found.append(Saturation(number, len(names - known), seen(number) - seen(number - 1)))
        known |= names
    return tuple(found)


def _name(text: str) -> str:
    return " ".join(tokens(text))
