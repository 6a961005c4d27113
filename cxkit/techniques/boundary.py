"""Where a process starts and ends: at the firm's gate, or in the customer's life.

Rows 52 and 53 of the method. The boundary is moved out on both sides: it starts in the customer's
lane, before anybody at the firm knows, and ends in a state of the customer, after the firm's work
is done. The steps added are joined to the map of today, so that everything a map can be asked can
be asked of the longer one.

Conventions: added steps stand in the order in which they happen. They are called `S1`, `S2` before
the map's first step and `E1`, `E2` after its last.
"""

from __future__ import annotations

from typing import Literal

from .activity import LANES, ActivityMap, Step
from .artefact import Artefact, Row, Text, tokens
from .needs import Placed
from .said import said_enough

__all__ = ["OWN_WORDS", "Added", "Boundary", "Reach", "boundary_faults", "extended"]

OWN_WORDS = 2  # in a step: one word alone is a heading
_CUSTOMER = LANES[0]


class Added(Row):
    """A step beyond today's boundary: what happens, in whose lane, and whether the firm is met."""

    step: Text = ""
    lane: Text = ""
    met: Literal["", "no", "yes"] = ""

    @property
    def blank(self) -> bool:
        return not (tokens(self.step) or self.lane or self.met)


class Reach(Row):
    """What it comes to: the outcome in which the process ends, what would show it, and the
    business one is in when it reaches that far."""

    outcome: Text = ""
    seen: Text = ""
    business: Text = ""
    link: Text = ""

    @property
    def blank(self) -> bool:
        return not (self.outcome or tokens(self.seen + self.business + self.link))


class Boundary(Artefact):
    """Exercise 8.1: events of others sorted, steps added on both sides, and the outcome."""

    tests: list[Placed] = []
    before: list[Added] = []
    after: list[Added] = []
    reach: list[Reach] = []

    @property
    def aim(self) -> Reach:
        return self.reach[0] if self.reach else Reach()

    @property
    def start(self) -> list[Added]:
        """The steps before today's first, without empty rows."""
        return [a for a in self.before if not a.blank]

    @property
    def end(self) -> list[Added]:
        """The steps after today's last, without empty rows."""
        return [a for a in self.after if not a.blank]


def boundary_faults(boundary: Boundary) -> list[tuple[str, str]]:
    """What does not hold about the boundary, as (place, sentence). Empty where it stands.

    The first step is the customer's and happens before the firm is met; so is the last, after it.
    """
    found: list[tuple[str, str]] = []
    for side, rows, edge in (("start", boundary.start, 0), ("end", boundary.end, -1)):
        if not rows:
            found.append((side, f"No step is added at the {side} yet."))
            continue
        for row in rows:
            if not said_enough(row.step, OWN_WORDS):
                found.append((side, "A step has no words that somebody could do or see."))
            elif not row.lane:
                found.append((side, f"\u201c{row.step}\u201d stands in no lane."))
        outer = rows[edge]
        if outer.lane and outer.lane.lower() != _CUSTOMER:
            found.append((side, f"The {_outer(side)} is \u201c{outer.step}\u201d, in the lane "
                                f"\u201c{outer.lane}\u201d."))  # fmt: skip
        elif outer.met != "no":
            said = "meets the firm already" if outer.met else "leaves open whether the firm is met"
            found.append((side, f"The {_outer(side)}, \u201c{outer.step}\u201d, {said}."))
    told = [" ".join(sorted(tokens(a.step))) for a in (*boundary.start, *boundary.end)]
    found += [("start", "Two of the steps say the same.")] * (len(set(told)) < len(told))
    return found


def _outer(side: str) -> str:
    return "first step" if side == "start" else "last step"


def extended(activity: ActivityMap, boundary: Boundary) -> ActivityMap:
    """The map with the added steps joined on: the last of those before leads to every start of
    the map, each end of the map to the first of those after."""
    before = [_step(f"S{n}", a) for n, a in enumerate(boundary.start, start=1)]
    after = [_step(f"E{n}", a) for n, a in enumerate(boundary.end, start=1)]
    into = {n.upper() for s in activity.rows.values() for n in s.next if n.upper() != s.ref}
    starts = [ref for ref in activity.rows if ref not in into]
    steps = [
        s.model_copy(update={"next": [after[0].code]}) if after and not s.next else s
        for s in activity.rows.values()
    ]
    chain = [*_joined(before, starts), *steps, *_joined(after, [])]
    return ActivityMap(steps=chain)


def _step(code: str, added: Added) -> Step:
    met = _CUSTOMER if added.met == "yes" and added.lane.lower() != _CUSTOMER else ""
    return Step(id=code, code=code, lane=added.lane, performer=added.lane, step=added.step,
                counterpart=met)  # fmt: skip


def _joined(steps: list[Step], last: list[str]) -> list[Step]:
    ahead = [[s.code] for s in steps[1:]] + [last]
    return [s.model_copy(update={"next": n}) for s, n in zip(steps, ahead, strict=True)]
