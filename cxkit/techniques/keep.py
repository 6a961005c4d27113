"""Remove, improve or keep: a decision on every red, blue and green mark of a map, and what is left.

Row 35 of the method. A moment of truth that is removed takes its steps out of the map, and their
arrows with them; steps inside that have nothing left to do may go as well; what follows instead is said as a new arrow. A new arrow bridges a gap only where
all that it leaps over is removed. A break point that is removed leaves its arrow: the same
performer does both steps, or the thing no longer changes hands. A rule that is removed decides
nowhere any more.

Conventions: marks are called as `breaks` calls them: a moment by its first step, a break point by
its two, a rule by its number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from .activity import ActivityMap, Step
from .artefact import Artefact, Ids, Row, Text, tokens
from .breaks import breaks, moments, rules

__all__ = [
    "COLOURS",
    "DECISIONS",
    "Also",
    "Decision",
    "Join",
    "Keep",
    "OwnDecision",
    "Redrawn",
    "Rest",
    "items",
    "redrawn",
]

COLOURS = ("red", "blue", "green")
DECISIONS = ("remove", "improve", "keep")

Choice = Literal["", "remove", "improve", "keep"]


# ---- what a learner makes -------------------------------------------------------------------


class Decision(Row):
    """One mark, what becomes of it, and why."""

    choice: Choice = ""
    why: Text = ""


class OwnDecision(Decision):
    """A mark of one's own map: its colour, its code, and whether a law stands behind it."""

    colour: Literal["", "red", "blue", "green"] = ""
    code: Text = ""
    law: Literal["", "yes"] = ""


class Rest(Row):
    """What becomes of all marks of one colour that have no decision of their own. Removing is
    never decided for a whole rest."""

    choice: Literal["", "improve", "keep"] = ""


class Join(Row):
    """A new arrow: after one step comes another."""

    first: Text = ""
    last: Text = ""

    @property
    def pair(self) -> tuple[str, str]:
        return self.first.upper(), self.last.upper()


class Also(Row):
    """Steps inside that have nothing left to do once marks are gone."""

    steps: Ids = []


class Keep(Artefact):
    """Exercise 8.4; `own` is for one's own map, the three colours for the case's."""

    red: list[Decision] = []
    blue: list[Decision] = []
    green: list[Decision] = []
    rest: list[Rest] = []
    joins: list[Join] = []
    also: list[Also] = []
    own: list[OwnDecision] = []

    def decided(self, colour: str, among: Iterable[str]) -> dict[str, Decision]:
        """Mark -> its decision, its own or that of the rest; marks without one are left out."""
        given = {d.id.upper(): d for d in getattr(self, colour) if d.choice}
        given |= {_plain(d.code): d for d in self.own if d.colour == colour and d.choice and d.code}
        rest = next((r.choice for r in self.rest if r.id == colour and r.choice), "")
        found = {}
        for mark in among:
            if mark in given:
                found[mark] = given[mark]
            elif rest:
                found[mark] = Decision(id=mark, choice=rest)  # type: ignore[arg-type]
        return found

    def removed(self, colour: str, among: Iterable[str]) -> dict[str, str]:
        """The marks that go, each with the reason given."""
        found = self.decided(colour, among)
        return {mark: d.why for mark, d in found.items() if d.choice == "remove"}

    @property
    def arrows(self) -> list[tuple[str, str]]:
        """The new arrows that name two steps, each once."""
        return list(dict.fromkeys(j.pair for j in self.joins if tokens(j.first) and tokens(j.last)))


# ---- what can be computed from it -----------------------------------------------------------


def items(activity: ActivityMap) -> dict[str, list[str]]:
    """Colour -> the marks of a map, in the order of the map."""
    return {
        "red": [m.id for m in moments(activity)],
        "blue": [b.id for b in breaks(activity)],
        "green": list(rules(activity)),
    }


@dataclass(frozen=True)
class Redrawn:
    """A map and what a set of decisions makes of it.

    Args:
        before: as it was.
        gone: colour -> the marks removed.
        steps: the steps that went with their moments, and those inside that go as well.
        met: steps named as going inside that belong to a moment which stays: they stay too.
        arrows: new arrows that were asked for.
    """

    before: ActivityMap
    gone: dict[str, tuple[str, ...]]
    steps: frozenset[str]
    met: tuple[str, ...]
    arrows: tuple[tuple[str, str], ...]

    @cached_property
    def unknown(self) -> tuple[tuple[str, str], ...]:
        """New arrows from or to a step that is not there, or is removed."""
        there = set(self.before.rows) - self.steps
        return tuple(a for a in self.arrows if not set(a) <= there)

    @cached_property
    def leaping(self) -> tuple[tuple[str, str], ...]:
        """New arrows that leap over steps which stay: they bridge nothing."""
        return tuple(a for a in self.arrows if a not in self.unknown and not self._bridges(*a))

    @cached_property
    def after(self) -> ActivityMap:
        """The map as it would be; arrows that leap are not in it."""
        new: dict[str, list[str]] = {}
        for first, last in self.arrows:
            if (first, last) not in self.unknown and (first, last) not in self.leaping:
                new.setdefault(first, []).append(last)
        rules_gone = set(self.gone["green"])
        steps: list[Step] = []
        for ref, step in self.before.rows.items():
            if ref in self.steps:
                continue
            after = [n.upper() for n in step.next if n.upper() not in self.steps]
            steps.append(
                step.model_copy(
                    update={
                        "next": list(dict.fromkeys((*after, *new.get(ref, ())))),
                        "rule": " ".join(r for r in step.rules if r not in rules_gone),
                    }
                )
            )
        return ActivityMap(steps=steps)

    @cached_property
    def counts(self) -> dict[str, tuple[int, int]]:
        """Colour -> marks before and after. A new arrow may be a hand-off of its own."""
        old, new = items(self.before), items(self.after)
        left = {
            colour: [m for m in new[colour] if m not in self.gone[colour]] for colour in COLOURS
        }
        return {colour: (len(old[colour]), len(left[colour])) for colour in COLOURS}

    def reaches(self, goals: Collection[str] = ()) -> bool:
        """Whether one of the goals, or an end of the map before, can still be reached from a start
        of the map before."""
        ends = set(goals or self.before.routes.ends) - self.steps
        links = {r: [n.upper() for n in s.next] for r, s in self.after.rows.items()}
        found = {s for s in self.before.routes.starts if s in links}
        ahead = list(found)
        while ahead:
            for follow in links[ahead.pop()]:
                if follow in links and follow not in found:
                    found.add(follow)
                    ahead.append(follow)
        return bool(found & ends)

    def cutting(self, goals: Collection[str] = ()) -> list[str]:
        """The removed steps that every way to a goal has passed so far, in the order of the way:
        where a new arrow is wanted."""
        routes = self.before.routes
        found: list[str] = []
        for goal in goals or routes.ends:
            found += [s for s in routes.needed(goal) if s in self.steps and s not in found]
        return found

    @cached_property
    def bare(self) -> dict[str, list[str]]:
        """Removed rule -> the steps that stay although the rule that decided there is gone."""
        at = rules(self.before)
        return {
            rule: [s for s in at[rule] if s not in self.steps]
            for rule in self.gone["green"]
            if rule in at
        }

    def lost(self, kept: Collection[str]) -> dict[str, list[str]]:
        """Rule -> its steps, for each of `kept` all of whose steps are removed."""
        at = rules(self.before)
        return {r: at[r] for r in kept if r in at and set(at[r]) <= self.steps}

    def _bridges(self, first: str, last: str) -> bool:
        links = self.before.routes.links
        seen: set[str] = set()
        ahead = [first]
        while ahead:
            for follow in links.get(ahead.pop(), ()):
                if follow == last:
                    return True
                if follow in self.steps and follow not in seen:
                    seen.add(follow)
                    ahead.append(follow)
        return False


def redrawn(activity: ActivityMap, answer: Keep) -> Redrawn:
    """What a learner's decisions make of a map."""
    marks = items(activity)
    gone = {c: tuple(answer.removed(c, marks[c])) for c in COLOURS}
    steps = {s for m in moments(activity) if m.id in gone["red"] for s in m.steps}
    inside = {s.upper() for also in answer.also for s in also.steps} & set(activity.rows) - steps
    met = inside & {s for m in moments(activity) for s in m.steps}
    return Redrawn(
        activity, gone, frozenset(steps | inside - met), tuple(sorted(met)), tuple(answer.arrows)
    )


def _plain(code: str) -> str:
    return code.upper().replace(" ", "").replace("\u2013", "-")
