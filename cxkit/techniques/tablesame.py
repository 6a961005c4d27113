"""Whether two decision tables say the same of every case: proven, or shown by a case.

Row 42 of the method, exercise 6.4. By hit policy the same is: under U and A the same results,
each once; under F and P the result that wins; under C the results as often as they are given.

How it is known. Under U, A and C by counting first: with f the times that a table gives a result
to a combination of pieces, the sum of (f - g)^2 over all combinations is a sum over pairs of rules
of the combinations they share, and it is 0 only if f = g everywhere. Where that leaves it open
(U, A), and under F and P, by covering: what one table gives, the other must give there too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod
from typing import Any, Literal

from .artefact import ArtefactError
from .tablecover import Budget, Cover
from .tablegrid import Box, Grid, bits
from .tables import Rule, Table

__all__ = ["Same", "same"]


@dataclass(frozen=True)
class Same:
    """The answer.

    Args:
        case: where they differ, a case in which they do: input name -> value.
        proof: what makes the answer certain, or why it is open.
    """

    state: Literal["same", "different", "not settled within budget"]
    case: dict[str, Any] | None = None
    proof: str = ""


def same(one: Table, other: Table, budget: Budget | None = None) -> Same:
    """Whether two tables of the same inputs and hit policy say the same of every case.

    The order of inputs and of rows under U, A, C, and the spelling of cells, make no difference.

    Raises:
        ArtefactError: the tables cannot be compared.
    """
    other = _aligned(one, other)
    return _Comparison(one, other, budget or Budget()).answer()


def _aligned(one: Table, other: Table) -> Table:
    faults = []
    mine, theirs = ({i.name: i for i in t.inputs} for t in (one, other))
    if mine != theirs:
        names = sorted(n for n in mine.keys() | theirs.keys() if mine.get(n) != theirs.get(n))
        faults.append(f"Expected the same inputs with the same bounds; they differ in {', '.join(names)}.")
    if [o.name for o in one.outputs] != [o.name for o in other.outputs]:
        faults.append("Expected the same outputs in the same order.")
    if one.policy != other.policy and {one.policy, other.policy} != {"U", "A"}:
        faults.append(f"Expected the same hit policy, found {one.policy} and {other.policy}.")
    if faults:
        raise ArtefactError(faults)
    order = [list(theirs).index(name) for name in mine]
    rules = [Rule(r.id, tuple(r.when[n] for n in order), r.then) for r in other.rules]
    return replace(other, inputs=one.inputs, rules=tuple(rules))


class _Comparison:
    def __init__(self, one: Table, other: Table, budget: Budget) -> None:
        self.tables, self.budget = (one, other), budget
        sides = [
            sorted(t.rules, key=lambda r, t=t: t.rank(r.then)) if t.policy == "P" else list(t.rules)
            for t in (one, other)
        ]
        rules = [r for side in sides for r in side]
        self.grid = Grid(one.inputs, rules)
        self.cover = Cover(self.grid)
        self.first = (1 << len(sides[0])) - 1
        self.side = (self.first, self.grid.everyone & ~self.first)
        self.by_result: dict[tuple[str, ...], int] = {}
        for n, rule in enumerate(rules):
            if not self.grid.empty >> n & 1:
                self.by_result[rule.then] = self.by_result.get(rule.then, 0) | 1 << n

    def answer(self) -> Same:
        policy = self.tables[0].policy
        if policy not in "FP":
            uneven = [then for then in self.by_result if self._norm(self.grid.whole, then)]
            if not uneven:
                return Same("same", proof="Counting: the sum of squared differences is 0.")
            if policy == "C":
                return self._differ(self._narrowed(uneven[0]))
        queries = self._ranked() if policy in "FP" else self._sets()
        open_ = 0
        for box, rules in queries:
            got = self.cover.uncovered(box, rules, self.budget)
            if got.boxes:
                return self._differ(got.boxes[0])
            open_ += not got.complete
        if open_:
            proof = f"{open_} parts not settled within {self.budget.steps:,} steps."
            return Same("not settled within budget", proof=proof)
        return Same("same", proof="Covering: what one gives, the other gives there too.")

    def _differ(self, box: Box) -> Same:
        case = self.grid.case(box)
        said = [t.outcome(case) for t in self.tables]
        assert said[0] != said[1]
        texts = [" and ".join(", ".join(r) for r in s) or "nothing" for s in said]
        return Same("different", case, f"One says {texts[0]}, the other {texts[1]}.")

    # ---- covering ----

    def _sets(self) -> Iterator[tuple[Box, int]]:
        for rules in self.by_result.values():
            for mine, theirs in (self.side, self.side[::-1]):
                for n in bits(rules & mine):
                    if not self.grid.holding(self.grid.boxes[n]) & rules & theirs:
                        yield self.grid.boxes[n], rules & theirs

    def _ranked(self) -> Iterator[tuple[Box, int]]:
        grid, (ours, theirs) = self.grid, self.side
        for rules, others in ((ours, theirs), (theirs, ours)):
            for n in bits(rules & ~grid.empty):
                if not grid.holding(grid.boxes[n]) & others:
                    yield grid.boxes[n], others
        for a in bits(ours & ~grid.empty):
            before = (1 << a) - 1
            box = grid.boxes[a]
            if grid.holding(box) & before:
                continue
            for b in bits(grid.meeting(box) & theirs & ~self.by_result[grid.rules[a].then]):
                shared = tuple(x & y for x, y in zip(box, grid.boxes[b], strict=True))
                sooner = before | ((1 << b) - 1) & theirs
                if not grid.holding(shared) & sooner:
                    yield shared, sooner

    # ---- counting ----

    def _norm(self, box: Box, then: tuple[str, ...]) -> int:
        """The sum of squared differences over the combinations of a box."""
        grid, rules = self.grid, self.by_result[then]
        total = 0
        for a in bits(rules & grid.meeting(box)):
            inner = tuple(x & y for x, y in zip(box, grid.boxes[a], strict=True))
            for b in bits(rules & grid.meeting(inner)):
                shared = prod((x & y).bit_count() for x, y in zip(inner, grid.boxes[b], strict=True))
                total += shared if (self.first >> a & 1) == (self.first >> b & 1) else -shared
        return total

    def _narrowed(self, then: tuple[str, ...]) -> Box:
        """A single combination on which the two differ: halve, and keep a half that differs."""
        box = list(self.grid.whole)
        for n, mask in enumerate(box):
            pieces = [1 << p for p in bits(mask)]
            while len(pieces) > 1:
                half = pieces[: len(pieces) // 2]
                box[n] = sum(half)
                if not self._norm(tuple(box), then):
                    half = pieces[len(pieces) // 2 :]
                pieces = half
            box[n] = pieces[0]
        return tuple(box)
