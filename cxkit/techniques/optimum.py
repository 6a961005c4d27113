"""The choice that covers most within a budget: exact, and the same on every machine.

Method 2.6: choosing actions that remove break points is a covering problem with weights and a
budget. Of a few options every choice is gone through; more are solved as an integer programme by
HiGHS through `scipy.optimize.milp`. Both give the same choice, to the last tie.

Conventions: options are known by their place in a list. Costs and worths are whole numbers, so
that what is best can be told exactly. Of two choices worth the same the cheaper is taken, then
the one of fewer options, then the one whose options come first in the list.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["MOST_OPTIONS", "Choosing", "Chosen"]

MOST_OPTIONS = 60  # more is no catalogue that anybody weighs up
_FEW = 15  # options to be decided: going through them takes less than loading a solver
_NODES = 5000  # of the search: a plan a person could write takes a few
_AGAIN = 20
_NONE = 2  # the status by which scipy says that nothing fits


@dataclass(frozen=True)
class Chosen:
    """A choice: the places of its options, and whether it is known to be the best."""

    options: tuple[int, ...]
    exact: bool = True


@dataclass(frozen=True)
class Choosing:
    """What there is to choose from.

    Args:
        covers: of each option what it covers.
        costs: of each option what it costs, not negative.
        worth: what is covered -> its worth, positive; what is not here is worth nothing.
        budget: the most that may be spent, or None.
    """

    covers: Sequence[Collection[str]]
    costs: Sequence[int]
    worth: Mapping[str, int]
    budget: int | None = None
    _items: list[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.covers) > MOST_OPTIONS:
            raise ValueError(f"Expected at most {MOST_OPTIONS} options, found {len(self.covers)}.")
        there = dict.fromkeys(i for c in self.covers for i in sorted(c) if self.worth.get(i, 0) > 0)
        object.__setattr__(self, "_items", list(there))

    def value(self, options: Collection[int]) -> int:
        """What these options cover is worth; what two of them cover counts once."""
        return sum(self.worth.get(i, 0) for i in {i for o in options for i in self.covers[o]})

    def cost(self, options: Collection[int]) -> int:
        """What these options cost together."""
        return sum(self.costs[o] for o in options)

    def best(self, must: Collection[int] = (), never: Collection[int] = ()) -> Chosen | None:
        """The best choice that holds all of `must` and none of `never`; None where there is none.

        Where the search is cut short, the best choice found so far, marked as not exact.
        """
        if self.budget is not None and self.cost(set(must)) > self.budget or set(must) & set(never):
            return None
        few = len(self.covers) - len({*must, *never}) <= _FEW
        return self.tried(must, never) if few else self.solved(must, never)

    def tried(self, must: Collection[int] = (), never: Collection[int] = ()) -> Chosen:
        """`best` of few options, by going through the choices; `must` is within the budget."""
        worths = [{i: w for i in c if (w := self.worth.get(i, 0)) > 0} for c in self.covers]
        beyond = [0]  # what all options from here on are worth, had nothing been covered
        for worth in reversed(worths):
            beyond.append(beyond[-1] + sum(worth.values()))
        beyond.reverse()
        start = sum(self.costs[o] for o in set(must))
        most = self.budget if self.budget is not None else sum(self.costs)
        top: tuple[tuple[int, int, int], tuple[int, ...]] | None = None

        # An option is taken before it is left, so that of equals the first of the list comes first.
        def go(option: int, taken: tuple[int, ...], gone: frozenset[str], value: int, cost: int) -> None:
            nonlocal top
            if top is not None and value + beyond[option] < top[0][0]:
                return
            if option == len(worths):
                rank = (value, -cost, -len(taken))
                if top is None or rank > top[0]:
                    top = rank, taken
                return
            there = option in must
            spent = cost + (0 if there else self.costs[option])
            if option not in never and spent <= most:
                new = worths[option].keys() - gone
                more = sum(worths[option][i] for i in new)
                if there or more:  # what adds nothing is never among the best
                    go(option + 1, (*taken, option), gone | new, value + more, spent)
            if not there:
                go(option + 1, taken, gone, value, cost)

        go(0, (), frozenset(), 0, start)
        assert top is not None
        return Chosen(top[1])

    def solved(self, must: Collection[int] = (), never: Collection[int] = ()) -> Chosen | None:
        """`best` by the solver; None where it finds none."""
        fixed = dict.fromkeys(must, 1) | dict.fromkeys(never, 0)
        limits: list[tuple[str, int]] = []
        now = self._solve("value", limits, fixed)
        if now is None:
            return None
        if not now.exact and not now.options:
            now = Chosen(tuple(sorted(set(must))), exact=False)
        for measure, aim in (("value", "cost"), ("cost", "size"), ("size", "")):
            bound = {"value": self.value, "cost": self.cost, "size": len}[measure](now.options)
            limits.append((measure, bound))
            if aim:
                now = self._better(now, self._solve(aim, limits, fixed))
        for option in range(len(self.covers)):
            if option in fixed:
                continue
            if option not in now.options:
                other = self._solve("size", limits, fixed | {option: 1})
                now = self._better(now, other)
                if other is None or option not in now.options:
                    fixed[option] = 0
                    continue
            fixed[option] = 1
        return now

    def _better(self, now: Chosen, new: Chosen | None) -> Chosen:
        # None: there is none better. Nothing taken and not exact: the search was cut short.
        if new is None:
            return now
        cut = not new.exact and not new.options
        return Chosen(now.options if cut else new.options, now.exact and new.exact)

    def _solve(
        self, aim: str, limits: Sequence[tuple[str, int]], fixed: Mapping[int, int]
    ) -> Chosen | None:
        """The choice that is best by one measure, within the limits that others have set.

        Raises:
            ArithmeticError: the solver gives choices that break the budget, again and again.
        """
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        n, m = len(self.covers), len(self._items)
        if not n:
            return Chosen(())
        worth = np.array([self.worth[i] for i in self._items], dtype=float)
        # One column an option (taken or not), then one an item (covered or not).
        rows = {
            "value": np.concatenate([np.zeros(n), worth]),
            "cost": np.concatenate([np.array(self.costs, dtype=float), np.zeros(m)]),
            "size": np.concatenate([np.ones(n), np.zeros(m)]),
        }
        covered = np.zeros((m, n + m))
        for row, item in enumerate(self._items):
            covered[row, n + row] = 1
            covered[row, [o for o in range(n) if item in self.covers[o]]] = -1
        # Half a unit of room on each side: all numbers are whole, the solver's are nearly so.
        sides = [LinearConstraint(covered, -np.inf, 0)] if m else []
        spent = [("cost", self.budget)] if self.budget is not None else []
        for measure, bound in (*spent, *limits):
            scale = math.gcd(*map(int, rows[measure])) or 1
            low, high = (
                (bound, math.inf) if measure == "value" else (-math.inf, bound // scale * scale)
            )
            sides.append(
                LinearConstraint(rows[measure] / scale, low / scale - 0.5, high / scale + 0.5)
            )
        lower, upper = np.zeros(n + m), np.ones(n + m)
        for option, taken in fixed.items():
            lower[option] = upper[option] = taken
        whole = np.concatenate([np.ones(n), np.zeros(m)])
        goal = -rows["value"] if aim == "value" else rows[aim]
        for _ in range(_AGAIN):
            found: Any = milp(
                goal / (math.gcd(*map(int, goal)) or 1),
                integrality=whole,
                bounds=Bounds(lower, upper),
                constraints=sides,
                options={"mip_rel_gap": 0, "node_limit": _NODES},
            )
            if found.x is None:
                return None if found.status == _NONE else Chosen((), exact=False)
            taken = tuple(o for o in range(n) if found.x[o] > 0.5)
            if self._within(taken, limits):
                return Chosen(taken, found.status == 0)
            # Nearly within is not within: this very choice is barred and the search goes on.
            apart = np.zeros(n + m)
            apart[:n] = [1 if o in taken else -1 for o in range(n)]
            sides.append(LinearConstraint(apart, -np.inf, len(taken) - 1))
        raise ArithmeticError("Expected a choice within the budget, found none. Use whole pounds.")

    def _within(self, taken: Sequence[int], limits: Sequence[tuple[str, int]]) -> bool:
        if self.budget is not None and self.cost(taken) > self.budget:
            return False
        holds = {
            "value": lambda bound: self.value(taken) >= bound,
            "cost": lambda bound: self.cost(taken) <= bound,
            "size": lambda bound: len(taken) <= bound,
        }
        return all(holds[measure](bound) for measure, bound in limits)
