"""What a set of rules leaves uncovered of a box: exact, within a budget of steps.

The box is split along one input into groups of pieces that the same rules cover; on that input the
rules left over then agree, and it is done with. So a part is known by the rules alive in it, and
what was found covered once need not be looked at again. A part is covered if one rule covers all
of it, or if its rules share no case and together have as many combinations as the part; it is a
gap if no rule is left.

That a box is covered is a question as hard as whether a DNF is a tautology (co-NP complete): a table can be
made that takes longer than anybody can wait. Hence the budget, and three answers instead of two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import prod

from .tablegrid import Box, Grid, bits
from .tableregions import stretches, unbroken

__all__ = ["Budget", "Cover", "OutOfBudget", "Uncovered"]

_Groups = dict[int, list[tuple[int, int]]]  # input -> [(rules, pieces that just these cover)]


class OutOfBudget(Exception):
    """The steps allowed are spent, and the question is open."""


@dataclass
class Budget:
    """Steps that may still be taken; one step looks at one part of the table."""

    steps: int = 100_000
    spent: int = field(default=0, init=False)

    def spend(self) -> None:
        """Take one step.

        Raises:
            OutOfBudget: there is none left.
        """
        if self.spent >= self.steps:
            raise OutOfBudget
        self.spent += 1


@dataclass(frozen=True)
class Uncovered:
    """What is not covered: boxes, each as wide as it can be; two of them may share cases.

    `complete` says that there are no others; `settled` is False where the steps ran out.
    """

    boxes: tuple[Box, ...]
    complete: bool
    settled: bool = True
    counted: bool = False  # settled by counting alone


class Cover:
    """Asks about the rules of one grid."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._clash: dict[int, int] = {}

    def uncovered(self, box: Box, rules: int, budget: Budget, most: int = 1) -> Uncovered:
        """What `rules` leave of `box`, which is not empty: the first `most` boxes.

        Args:
            rules: a set of rules, as an integer.
        """
        alive = rules & self.grid.meeting(box)
        if self._fills(box, tuple(range(len(box))), alive):
            return Uncovered((), complete=True, counted=True)
        found: list[Box] = []
        groups: _Groups = {}
        for n, (mask, at) in enumerate(zip(box, self.grid.at, strict=True)):
            groups[n] = _grouped([(at[piece], 1 << piece) for piece in bits(mask)], alive)
        try:
            for split in _Search(self, box, budget).parts(list(box), groups, alive):
                for part in unbroken(self.grid, split):
                    if any(_within(part, known) for known in found):
                        continue
                    if len(found) == most:
                        return Uncovered(tuple(found), complete=False)
                    found.append(self._widened(part, box, rules))
        except OutOfBudget:
            return Uncovered(tuple(found), complete=False, settled=False)
        return Uncovered(tuple(found), complete=True)

    def _widened(self, part: Box, box: Box, rules: int) -> Box:
        """An uncovered box made as wide within `box` as it can be, input by input."""
        wide = list(part)
        for n, axis in enumerate(self.grid.axes):
            others = rules & self.grid.meeting((*wide[:n], axis.full, *wide[n + 1 :]))
            at = self.grid.at[n]
            free = sum(1 << piece for piece in bits(box[n]) if not at[piece] & others)
            if axis.ordered:
                free = next(s for s in stretches(free) if s & wide[n])
            wide[n] = free
        return tuple(wide)

    def disjoint(self, rules: int) -> bool:
        """Whether no two of these rules share a case."""
        return not any(self._clashing(n) & rules for n in bits(rules))

    def _clashing(self, rule: int) -> int:
        if rule not in self._clash:
            box = self.grid.boxes[rule]
            self._clash[rule] = self.grid.meeting(box) & ~(1 << rule)
        return self._clash[rule]

    def _fills(self, box: Box, inputs: Sequence[int], alive: int) -> bool:
        """Whether rules that share no case are as many combinations as these inputs of a box."""
        if not self.disjoint(alive):
            return False
        whole = prod(box[a].bit_count() for a in inputs)
        total = 0
        for n in bits(alive):
            rule = self.grid.boxes[n]
            total += prod((rule[a] & box[a]).bit_count() for a in inputs)
            if total > whole:
                return False
        return total == whole


class _Search:
    def __init__(self, cover: Cover, box: Box, budget: Budget) -> None:
        self.cover, self.box, self.budget = cover, box, budget
        self.covered: set[tuple[int, ...]] = set()

    def parts(self, part: list[int], groups: _Groups, alive: int) -> Iterator[Box]:
        """The uncovered boxes of a part, in which only the inputs of `groups` are still open."""
        if not alive:
            yield tuple(part)
            return
        open_ = {a: g for a, g in groups.items() if len(g) > 1}
        part_of = (alive, *open_)  # open inputs are open in full: this is all there is to know
        if part_of in self.covered:
            return
        self.budget.spend()
        if self._one_covers(open_, alive) or self.cover._fills(self.box, tuple(open_), alive):
            self.covered.add(part_of)
            return
        axis = min(open_, key=lambda a: (sum(r.bit_count() for r, _ in open_[a]), -len(open_[a]), a))
        gaps = False
        for rules, mask in open_[axis]:
            rest = {a: _grouped(g, rules) for a, g in open_.items() if a != axis}
            inner = part.copy()
            inner[axis] = mask
            for box in self.parts(inner, rest, rules):
                gaps = True
                yield box
        if not gaps:
            self.covered.add(part_of)

    def _one_covers(self, open_: _Groups, alive: int) -> bool:
        wide = alive
        for groups in open_.values():
            for rules, _ in groups:
                wide &= rules
        return bool(wide)


def _within(inner: Box, outer: Box) -> bool:
    return all(a & b == a for a, b in zip(inner, outer, strict=True))


def _grouped(groups: list[tuple[int, int]], alive: int) -> list[tuple[int, int]]:
    merged: dict[int, int] = {}
    for rules, mask in groups:
        key = rules & alive
        merged[key] = merged.get(key, 0) | mask
    return list(merged.items())
