"""A smaller decision table that says the same: rules dropped and joined, then proven equal.

Row 42 of the method, exercise 6.4. What never decides, is doubled or lies within another goes;
rules that differ in one input are joined, again and again, in several orders of the inputs, of
which the smallest table stands. Equivalence is proven by `tablesame` before anything is given
back; that no smaller table exists is not promised. Gaps and conflicts stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from .tablecover import Budget, Cover
from .tablegrid import Grid, bits
from .tablemerge import merges_along
from .tables import Rule, Table
from .tablesame import Same, same

__all__ = ["Simpler", "simplify"]

_ORDERS = 8  # orders of the inputs that are tried
_LARGE = 300  # rules from which on one order has to do


@dataclass(frozen=True)
class Simpler:
    """The smaller table, what was done, and the proof that it says the same.

    Where that could not be proven within the budget, the table is the original.
    """

    table: Table
    steps: tuple[str, ...]
    proof: Same


def simplify(table: Table, budget: Budget | None = None) -> Simpler:
    """An equivalent table with fewer rows, where one is found."""
    budget = budget or Budget()
    count = len(table.inputs)
    orders = [[(n + k) % count for n in range(count)] for k in range(min(count, _ORDERS))]
    orders += [order[::-1] for order in orders[: _ORDERS - len(orders)]]
    if len(table.rules) > _LARGE:
        orders = orders[:1]
    tried = [_smaller(table, order, budget) for order in orders]
    best, steps = min(tried, key=lambda found: len(found[0].rules))
    proof = same(table, best, Budget(budget.steps))  # the search shall not eat up the proof
    return Simpler(best, tuple(steps), proof) if proof.state == "same" else Simpler(table, (), proof)


def _smaller(table: Table, order: list[int], budget: Budget) -> tuple[Table, list[str]]:
    rules, steps = list(table.rules), list[str]()
    if table.policy == "P":
        rules.sort(key=lambda r: table.rank(r.then))
    before = -1
    while len(steps) != before:
        before = len(steps)
        rules = _dropped(table, rules, steps, budget)
        for axis in order:
            rules = _joined(table, rules, axis, steps)
    if table.policy == "P":
        place = {r.id: n for n, r in enumerate(table.rules)}
        rules.sort(key=lambda r: place[r.id])
    return table.with_rules(rules), steps


def _dropped(table: Table, rules: list[Rule], steps: list[str], budget: Budget) -> list[Rule]:
    """Without the rules whose going changes nothing: the narrow go first, the last before the
    first."""
    grid = Grid(table.inputs, rules)
    cover, agree = Cover(grid), _agreement(rules)
    left = grid.everyone
    narrow: Sequence[int] = range(len(rules))[::-1]
    if table.policy in "UA":
        narrow = sorted(narrow, key=lambda n: prod(m.bit_count() for m in grid.boxes[n]))
    for n in narrow:
        box = grid.boxes[n]
        if not all(box):
            left &= ~(1 << n)
            steps.append(f"{rules[n].id} goes: it covers no case within the bounds.")
            continue
        if table.policy == "C":
            continue
        others = left & agree[n] & ~(1 << n)
        if table.policy in "FP":
            others = left & ((1 << n) - 1)  # any that win before it
        if not others & grid.meeting(box):
            continue
        if grid.holding(box) & others or _covered(cover, box, others, budget):
            left &= ~(1 << n)
            steps.append(f"{rules[n].id} goes: other rules cover its cases.")
    if table.policy in "FP":
        left = _followed(grid, agree, left, rules, steps)
    return [rules[n] for n in bits(left)]


def _covered(cover: Cover, box: tuple[int, ...], others: int, budget: Budget) -> bool:
    got = cover.uncovered(box, others, budget)
    return got.complete and not got.boxes


def _followed(grid: Grid, agree: list[int], left: int, rules: list[Rule], steps: list[str]) -> int:
    """Under F and P a rule goes if a later one that agrees covers it, none between disagreeing."""
    for n in bits(left):
        box = grid.boxes[n]
        later = grid.holding(box) & agree[n] & left & (-1 << (n + 1))
        if not later:
            continue
        next_ = (later & -later).bit_length() - 1
        if not grid.meeting(box) & left & ~agree[n] & ((1 << next_) - (1 << (n + 1))):
            left &= ~(1 << n)
            steps.append(f"{rules[n].id} goes: {rules[next_].id} says the same of its cases.")
    return left


def _joined(table: Table, rules: list[Rule], axis: int, steps: list[str]) -> list[Rule]:
    grid = Grid(table.inputs, rules)
    gone: set[int] = set()
    rules = list(rules)
    taken: list[tuple[int, ...]] = []
    for merge in merges_along(axis, grid, _agreement(rules), table.policy):
        if table.policy in "FP" and taken:
            break  # a move may bar the next: one at a time
        taken.append(merge.rules)
        first, *rest = merge.rules
        cells = list(rules[first].when)
        cells[axis] = grid.axes[axis].cell(merge.box[axis])
        names = ", ".join(rules[n].id for n in rest)
        rules[first] = Rule(rules[first].id, tuple(cells), rules[first].then)
        steps.append(f"{rules[first].id} takes in {names}: {table.inputs[axis].name} {cells[axis].text}.")
        gone |= set(rest)
    return [r for n, r in enumerate(rules) if n not in gone]


def _agreement(rules: list[Rule]) -> list[int]:
    said: dict[tuple[str, ...], int] = {}
    for n, rule in enumerate(rules):
        said[rule.then] = said.get(rule.then, 0) | 1 << n
    return [said[r.then] for r in rules]
