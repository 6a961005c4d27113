"""Random decision tables, and two oracles that share nothing with the kit but the table's data:
every combination tried on probes of its own, and z3 on the cells as formulas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

DAY = date(2026, 3, 1)
WORLD = {
    "number": {"name": "hours", "type": "number", "from": 0, "to": 6},
    "endless": {"name": "miles", "type": "number"},
    "whole": {"name": "age", "type": "whole", "from": 0, "to": 6},
    "date": {"name": "day", "type": "date", "from": str(DAY), "to": str(DAY + timedelta(6))},
    "choice": {"name": "vehicle", "type": "choice", "values": ["car", "van", "bus"]},
    "open": {"name": "town", "type": "choice"},
    "boolean": {"name": "trade", "type": "boolean"},
}
NAMES = {"choice": ["car", "van", "bus"], "open": ["Ayr", "Bath", "Cork"], "boolean": ["true", "false"]}
TESTS = ["<", "<=", ">", ">=", "=", "[]", "(]", "[)", "()"]


@dataclass(frozen=True)
class Drawn:
    """A cell as it was drawn: tests on a line (sign, low, high), or names."""

    tests: tuple[tuple[str, int, int], ...] = ()
    names: tuple[str, ...] = ()
    negated: bool = False

    def text(self, kind: str) -> str:
        parts = [*self.names, *(_test_text(t, kind) for t in self.tests)]
        inner = ", ".join(parts) or "-"
        return f"not({inner})" if self.negated else inner

    def holds(self, value: Any) -> bool:
        if not self.tests and not self.names:
            return True
        return (value in self.names or any(_holds(t, value) for t in self.tests)) != self.negated


@dataclass
class DrawnTable:
    """A table as it was drawn: kinds of input, rows of (cells, result), policy."""

    policy: str
    kinds: list[str]
    rows: list[tuple[list[Drawn], str]]
    data: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        outputs = [{"name": "result", "values": ["a", "b", "c"]}]
        rules = [
            {"id": f"R{n}", "when": [c.text(k) for c, k in zip(cells, self.kinds, strict=True)],
             "then": [then]}
            for n, (cells, then) in enumerate(self.rows)
        ]  # fmt: skip
        self.data = {"id": "T", "name": "", "hit_policy": self.policy, "outputs": outputs,
                     "inputs": [WORLD[k] for k in self.kinds], "rules": rules}  # fmt: skip


def _test_text(test: tuple[str, int, int], kind: str) -> str:
    sign, low, high = test
    a, b = (str(DAY + timedelta(n)) if kind == "date" else str(n) for n in (low, high))
    if sign == "=":
        return a
    return f"{sign[0]}{a}..{b}{sign[1]}" if sign[0] in "[(" else f"{sign}{a}"


def _holds(test: tuple[str, int, int], v: Any) -> Any:
    """Works on numbers and on z3's terms alike."""
    sign, low, high = test
    if sign == "=":
        return v == low
    if sign[0] in "<>":
        return {"<": lambda: v < low, "<=": lambda: v <= low,
                ">": lambda: v > low, ">=": lambda: v >= low}[sign]()  # fmt: skip
    above, below = (v >= low if sign[0] == "[" else v > low), (v <= high if sign[1] == "]" else v < high)
    return above & below if isinstance(above, bool) else [above, below]


@st.composite
def cells(draw: Any, kind: str) -> Drawn:
    if draw(st.integers(0, 2)) == 0:
        return Drawn()
    negated = draw(st.integers(0, 5)) == 0
    if kind in NAMES:
        names = draw(st.lists(st.sampled_from(NAMES[kind]), min_size=1, max_size=2, unique=True))
        return Drawn(names=tuple(names), negated=negated)
    tests = []
    for _ in range(draw(st.sampled_from([1, 1, 1, 2]))):
        sign, low = draw(st.sampled_from(TESTS)), draw(st.integers(0, 6))
        # An interval that no value could lie in is refused, so at least two apart.
        tests.append((sign, low, low + draw(st.integers(2, 4))))
    return Drawn(tuple(tests), negated=negated)


@st.composite
def tables(draw: Any, policies: str = "UAPFC", most: int = 6) -> DrawnTable:
    kinds = draw(st.lists(st.sampled_from(sorted(WORLD)), min_size=1, max_size=3, unique=True))
    row = st.tuples(st.tuples(*(cells(k) for k in kinds)).map(list), st.sampled_from("abc"))
    rows = draw(st.lists(row, min_size=1, max_size=most))
    return DrawnTable(draw(st.sampled_from(policies)), kinds, rows)


# ---- every combination ----------------------------------------------------------------------


def probes(kind: str) -> list[Any]:
    """Values of which one lies in each part of the line that cells with bounds 0 to 10 tell apart."""
    if kind in NAMES:
        return NAMES[kind] + ["elsewhere"] * (kind == "open")
    if kind == "number":
        return [Fraction(n, 2) for n in range(13)]
    return [Fraction(n, 2) for n in range(-1, 22)] if kind == "endless" else list(range(7))


def grid(table: DrawnTable) -> list[tuple[int, ...]]:
    return list(product(*(range(len(probes(k))) for k in table.kinds)))


def covered(table: DrawnTable) -> list[set[tuple[int, ...]]]:
    """Of each row the combinations that it covers."""
    axes = [probes(k) for k in table.kinds]
    good = [[{n for n, v in enumerate(axis) if c.holds(v)} for c, axis in zip(cells, axes, strict=True)]
            for cells, _ in table.rows]  # fmt: skip
    return [set(product(*rows)) for rows in good]


def tried(table: DrawnTable) -> dict[str, Any]:
    """The faults, from every combination."""
    rows, then = covered(table), [t for _, t in table.rows]
    order = list(range(len(rows)))
    if table.policy == "P":
        order.sort(key=lambda n: then[n])
    found: dict[str, Any] = {k: set() for k in ("conflicts", "overlaps", "subsumed", "duplicates")}
    for x, y in combinations(range(len(order)), 2):
        a, b = order[x], order[y]
        if not rows[a] & rows[b]:
            continue
        pair = frozenset((f"R{a}", f"R{b}"))
        if then[a] != then[b]:
            found["conflicts"].add(pair)
        elif rows[a] == rows[b]:
            found["duplicates"].add(pair)
        elif table.policy in "FP":
            between = [order[z] for z in range(x + 1, y)]
            if rows[a] < rows[b] and not any(rows[a] & rows[n] and then[n] != then[a] for n in between):
                found["subsumed"].add(pair)
        else:
            found["subsumed" if rows[a] < rows[b] or rows[b] < rows[a] else "overlaps"].add(pair)
    doubled = {f"R{order[y]}" for x, y in combinations(range(len(order)), 2)
               if rows[order[x]] == rows[order[y]] and then[order[x]] == then[order[y]]}  # fmt: skip
    unreached = {f"R{n}" for n, row in enumerate(rows) if not row}
    if table.policy in "FP":
        for x, n in enumerate(order):
            sooner = set().union(*(rows[m] for m in order[:x]))
            if rows[n] <= sooner and f"R{n}" not in doubled:
                unreached.add(f"R{n}")
    bare = set(grid(table)) - set().union(*rows)
    return found | {"unreachable": unreached, "gaps": _regions(table, bare)}


def _regions(table: DrawnTable, left: set[tuple[int, ...]]) -> int:
    left, count = set(left), 0
    lines = [k not in NAMES for k in table.kinds]
    while left:
        count += 1
        ahead = [left.pop()]
        while ahead:
            here = ahead.pop()
            near = {o for o in left if _beside(here, o, lines)}
            left -= near
            ahead += near
    return count


def _beside(a: tuple[int, ...], b: tuple[int, ...], lines: list[bool]) -> bool:
    apart = [(abs(x - y), line) for x, y, line in zip(a, b, lines, strict=True) if x != y]
    return len(apart) == 1 and (not apart[0][1] or apart[0][0] == 1)


def said(table: DrawnTable) -> dict[tuple[int, ...], Any]:
    """What the table says of every combination."""
    rows = covered(table)
    found = {}
    for place in grid(table):
        met = [t for (_, t), row in zip(table.rows, rows, strict=True) if place in row]
        if table.policy == "C":
            found[place] = sorted(met)
        elif table.policy in "FP":
            found[place] = (min(met) if table.policy == "P" else met[0]) if met else None
        else:
            found[place] = set(met)
    return found


# ---- z3 -------------------------------------------------------------------------------------


class Solver:
    """A table as formulas."""

    def __init__(self, table: DrawnTable) -> None:
        import z3

        self.z3, self.table = z3, table
        self.names = [z3.Real(k) if k in ("number", "endless") else z3.Int(k) for k in table.kinds]
        self.world = []
        for kind, x in zip(table.kinds, self.names, strict=True):
            top = len(probes(kind)) - 1 if kind in NAMES else 6
            self.world += [] if kind == "endless" else [x >= 0, x <= top]
        self.rows = [
            z3.And(*(self._cell(c, k, x) for c, k, x in zip(cells, table.kinds, self.names, strict=True)))
            for cells, _ in table.rows
        ]
        self.signs = [z3.Bool(f"row {n}") for n in range(len(self.rows))]
        self.solver = z3.Solver()
        self.solver.add(*self.world, *(s == r for s, r in zip(self.signs, self.rows, strict=True)))

    def _cell(self, cell: Drawn, kind: str, x: Any) -> Any:
        parts = [x == NAMES[kind].index(n) for n in cell.names]
        for test in cell.tests:
            sides = _holds(test, x)
            parts.append(self.z3.And(*sides) if isinstance(sides, list) else sides)
        if not parts:
            return self.z3.BoolVal(True)
        return self.z3.Not(self.z3.Or(*parts)) if cell.negated else self.z3.Or(*parts)

    def possible(self, yes: Iterable[int] = (), no: Iterable[int] = ()) -> bool:
        """Whether a case is covered by all rows of `yes` and by none of `no`."""
        z3 = self.z3
        asked = [self.signs[n] for n in yes] + [z3.Not(self.signs[n]) for n in no]
        return self.solver.check(*asked) == z3.sat

    def verdicts(self) -> dict[str, Any]:
        """Whether there is a gap; pairs that share a case; those of which the first lies within
        the second; rows that those before leave nothing of."""
        ask, count = self.possible, range(len(self.rows))
        meet = {pair for pair in combinations(count, 2) if ask(pair)}
        alive = {n for n in count if ask([n])}
        return {
            "gap": ask(no=count),
            "meet": meet,
            "within": {(a, b) for x, y in meet for a, b in ((x, y), (y, x))
                       if a in alive and not ask([a], [b])},
            "hidden": {n for n in count if not ask([n], range(n))},
        }  # fmt: skip
