"""Which moments are critical, where each stands against what was expected, and one redesign.

Rows 21, 27 and 35 of the method. "Above, met, below" are plain words for perceived minus expected;
the sources' own words for it are trade marks of others. The fields of a redesign are a design of
ours.
"""

from __future__ import annotations

from typing import Literal

from .artefact import Artefact, Row, Text

__all__ = ["WORDS", "Critical", "Levels", "Pick", "Redesign", "Stand"]

WORDS = ("above", "met", "below")


class Pick(Row):
    """A moment, and whether it is one of the critical ones."""

    critical: Literal["", "yes"] = ""


class Critical(Artefact):
    """The moments that decide the experience (4.5)."""

    moments: list[Pick] = []

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those that were chosen, each once."""
        return tuple(dict.fromkeys(p.id for p in self.moments if p.critical))


class Stand(Row):
    """A moment against what was expected."""

    choice: Literal["", "above", "met", "below"] = ""


class Redesign(Row):
    """One moment made anew.

    Args:
        moment: its id. expected: what the customer counts on. change: what will be done instead.
        stop: what is no longer done. owner: who sees to it. measure: how one would notice.
    """

    moment: Text = ""
    expected: Text = ""
    change: Text = ""
    stop: Text = ""
    owner: Text = ""
    measure: Text = ""

    @property
    def blank(self) -> bool:
        """Whether nothing has been written yet."""
        return not (
            self.moment or self.expected or self.change or self.stop or self.owner or self.measure
        )


class Levels(Artefact):
    """Above, met or below for each moment, and one "below" redesigned (4.6)."""

    labels: list[Stand] = []
    redesign: list[Redesign] = []
