"""The outcome map: six boxes around what must be true for a customer in the end.

Rows 9-17 and 2.1 of the method. The questions are the sources'; the layout (six boxes, the line
and the change log in the middle, evidence beneath each box) is our own, since none was published:
1 who pays, 2 what they expect today, 3 what they think they are doing, 4 what we do that helps or
hurts, 5 statements of intent, 6 the one-liner. A map goes through two or three cycles; each change
says what it rests on, a piece of evidence or a colleague.

Conventions: boxes are known by their number as text, "1" to "6". Ids of evidence are compared in
capitals. Two rows say the same where their words are the same, whatever their ids or order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from .artefact import Artefact, Ids, Row, Text
from .smart import Gap, Intent, gap, sentence

__all__ = [
    "BOXES",
    "CYCLES",
    "LONGEST_BUSINESS",
    "LONGEST_LINE",
    "About",
    "Change",
    "Impact",
    "Line",
    "OutcomeMap",
    "Said",
    "box_evidence",
    "box_texts",
    "gaps",
    "told",
    "words",
]

BOXES = {
    "1": "payer",
    "2": "expectation",
    "3": "process",
    "4": "impacts",
    "5": "statements",
    "6": "line",
}
CYCLES = 3
LONGEST_LINE = 6  # words
LONGEST_BUSINESS = 4  # words
_JOINED = 3  # by hyphens: "door-to-door"

# ---- what a learner makes -------------------------------------------------------------------


class About(Row):
    """What the map is about, and for whom on paper: a journey and an objective it serves."""

    journey: Text = ""
    objective: Text = ""


class Said(Row):
    """One entry of box 1, 2 or 3, and what shows it."""

    text: Text = ""
    evidence: Ids = []


class Impact(Said):
    """Something we do that helps ("+") or hurts ("-") (box 4)."""

    sign: Literal["", "+", "-"] = ""


class Line(Row):
    """The one-liner (box 6)."""

    text: Text = ""


class Change(Row):
    """One line of the change log: the box, what is new in it, and what the change rests on."""

    box: Literal["", "1", "2", "3", "4", "5", "6"] = ""
    what: Text = ""
    evidence: Ids = []
    colleague: Text = ""


class OutcomeMap(Artefact):
    """One cycle of the map: exercise 3.4 is the first, 7.5 the second."""

    version: Annotated[int, Field(ge=1, le=CYCLES)] = 1
    about: list[About] = []
    payer: list[Said] = []
    expectation: list[Said] = []
    process: list[Said] = []
    impacts: list[Impact] = []
    statements: list[Intent] = []
    line: list[Line] = []
    changes: list[Change] = []

    @property
    def oneliner(self) -> str:
        """Box 6; empty where it is open."""
        return next((row.text for row in self.line if row.text), "")

    @property
    def journey(self) -> str:
        return next((row.journey for row in self.about if row.journey), "")

    @property
    def objective(self) -> str:
        return next((row.objective for row in self.about if row.objective), "")

    @property
    def blank(self) -> bool:
        """Whether nothing has been written into any box."""
        return not any(box_texts(self).values())


# ---- what can be computed from it -----------------------------------------------------------


def box_texts(one: OutcomeMap) -> dict[str, list[str]]:
    """Box -> what stands in it, row by row; statements as sentences, impacts with their sign."""
    return {box: [words_ for _, words_ in told(one, box)] for box in BOXES}


def box_evidence(one: OutcomeMap) -> dict[str, list[str]]:
    """Box -> the ids that its rows cite, each once, in capitals. A statement cites its source."""
    found = {}
    for box, section in BOXES.items():
        ids = [i.upper() for row in getattr(one, section) for i in getattr(row, "evidence", ())]
        found[box] = list(dict.fromkeys(ids))
    found["5"] = list(dict.fromkeys(s.source for s in one.statements if s.source))
    return found


def gaps(one: OutcomeMap) -> list[Gap]:
    """The gap table: one entry for each statement whose baseline and target are numbers."""
    return [g for g in map(gap, one.statements) if g]


def words(text: str) -> int:
    """How many words a line has; a hyphen joins up to three into one, and no more."""
    joined = (re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*", word) for word in text.split())
    return sum(len(parts) if len(parts) > _JOINED else min(1, len(parts)) for parts in joined)


def told(one: OutcomeMap, box: str) -> Iterator[tuple[str, str]]:
    """(row id, words) of the rows of a box that say something; an impact begins with its sign."""
    for row in getattr(one, BOXES[box]):
        if isinstance(row, Intent):
            said = (
                "" if row.blank else ", ".join(filter(None, (sentence(row), row.source, row.owner)))
            )
        elif isinstance(row, Impact):
            said = f"{row.sign} {row.text}".strip() if row.text else ""
        else:
            said = row.text
        if said:
            yield row.id, said
