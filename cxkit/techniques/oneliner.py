"""The one-liner: what it is all for, in six words at most; and the business one is in.

Rows 13 and 53 of the method. A line stands when a customer would say it, it could be missed, and
it names nothing that is sold. What can be counted is checked; the rest is asked.
"""

from __future__ import annotations

from .artefact import Artefact, Row, Text, tokens
from .needs import Placed
from .outcomes import LONGEST_BUSINESS, LONGEST_LINE, words

__all__ = ["Business", "Candidate", "OneLiner", "business_fault", "line_faults"]


class Candidate(Row):
    """One line that was tried."""

    text: Text = ""


class Business(Row):
    """Which line is kept, the objective it serves, and the business: as it is called today, and
    by its outcome."""

    keep: Text = ""
    serves: Text = ""
    today: Text = ""
    business: Text = ""

    @property
    def blank(self) -> bool:
        return not (self.keep or self.serves or self.today or self.business)


class OneLiner(Artefact):
    """Exercise 3.5: lines of others tested, lines of one's own, and the choice."""

    tests: list[Placed] = []
    lines: list[Candidate] = []
    choice: list[Business] = []

    @property
    def chosen(self) -> Business:
        return self.choice[0] if self.choice else Business()

    @property
    def kept(self) -> str:
        """The line that was kept; empty where none was, or it is gone."""
        return next((c.text for c in self.lines if c.id == self.chosen.keep and c.text), "")


def line_faults(one: OneLiner) -> dict[str, str]:
    """Candidate's row id -> what cannot stand: too long, or the same as one before it. Empty rows
    are left out."""
    found, seen = {}, set()
    for line in one.lines:
        told = " ".join(sorted(tokens(line.text)))
        if not told:
            continue
        if words(line.text) > LONGEST_LINE:
            found[line.id] = f"has {words(line.text)} words; at most {LONGEST_LINE} are allowed"
        elif told in seen:
            found[line.id] = "has the same words as another"
        seen.add(told)
    return found


def business_fault(business: str) -> str:
    """What cannot stand in the name of a business; empty where nothing is wrong."""
    if not words(business):
        return "is open"
    if words(business) > LONGEST_BUSINESS:
        return f"has {words(business)} words; at most {LONGEST_BUSINESS} are allowed"
    return ""
