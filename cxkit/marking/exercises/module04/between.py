"""The differences between a learner's marks and a partner's: what 4.3 settles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ....recordings.events import KINDS, Event
from ....recordings.gold import Gold
from ....recordings.matching import Matching
from ....recordings.scores import macro, tallies
from ....techniques.remembered import remembered
from .heard import ALONE, agreed, marked_before, paired

__all__ = ["MOST", "NOTHING", "Between", "Difference", "between"]

MOST = 14  # that a pair can settle in the minutes there are
NOTHING = "none"


@dataclass(frozen=True)
class Difference:
    """One place that two people marked differently.

    Args:
        id: made of the two marks' ids, so that it stays while both stand.
        at: where to listen, ms.
        mine, theirs: the marks, None where one marked nothing.
        accepted: the decisions that the agreed marks bear out; `NOTHING` where none is agreed.
    """

    id: str
    at: int
    mine: Event | None
    theirs: Event | None
    accepted: frozenset[str]


@dataclass(frozen=True)
class Between:
    """Two people's marks of one recording.

    Args:
        by: the partner's name. same: places on which both agree. all: every place that differs.
    """

    recording: str
    by: str
    mine: tuple[Event, ...]
    gold: tuple[Gold, ...]
    tolerance: int
    same: int
    all: tuple[Difference, ...]

    @property
    def asked(self) -> tuple[Difference, ...]:
        """The first of them: what is put before the learner."""
        return self.all[:MOST]

    def settled(self, decisions: Mapping[str, str]) -> float:
        """Macro F of the learner's marks against the agreed ones, decisions carried out."""
        left = {e.id: e for e in self.mine}
        for d in self.all:
            choice = decisions.get(d.id)
            if not choice:
                continue
            if d.mine:
                left.pop(d.mine.id, None)
            if choice in KINDS:  # any other word marks nothing
                left[d.id] = Event(d.id, choice, d.at, d.at)
        return macro(tallies(self._held(tuple(left.values()))))

    def _held(self, marks: tuple[Event, ...]) -> Matching:
        return paired(self.gold, marks, self.tolerance)


def between(case: Any) -> Between | None:
    """The learner's marks of 4.2 beside the partner's; None where there are none to compare."""
    asked = case.exercises[ALONE]
    recording = asked["alone"]
    return _between(marked_before(case), agreed(case, recording), case.recordings[recording], asked)


@remembered
def _between(
    mine: tuple[Event, ...], gold: tuple[Gold, ...], built: Any, asked: Any
) -> Between | None:
    if not mine:
        return None
    partner, tolerance = built["partner"], asked["tolerance"]
    theirs = tuple(Event(e["id"], e["kind"], e["start"], e["end"]) for e in partner["events"])
    here, there = (
        {p.given.id: p.gold for p in paired(gold, m, tolerance).pairs
         if p.given and p.gold}
        for m in (mine, theirs)
    )  # fmt: skip
    both = paired(mine, theirs, tolerance)
    found = []
    for pair in both.pairs:
        if pair.outcome == "hit":
            continue
        one, other = pair.gold, pair.given
        found.append(
            Difference(
                f"{one.id if one else '-'}~{other.id if other else '-'}",
                pair.at,
                one,
                other,
                _accepted(one and here.get(one.id), other and there.get(other.id)),
            )
        )
    same = sum(p.outcome == "hit" for p in both.pairs)
    return Between(asked["alone"], partner["by"], mine, gold, tolerance, same, tuple(found))


def _accepted(*events_: Gold | None) -> frozenset[str]:
    there = [g for g in events_ if g]
    kinds = {k for g in there for k in g.accepted}
    return frozenset(kinds | ({NOTHING} if all(g.optional for g in there) else set()))
