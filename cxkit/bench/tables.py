"""Verifying decision tables: cost and growth, beside trying every combination and beside z3.

The realistic tables are made as people make them: the whole world of cases is split again and
again on one input, at an eighth of the line or between values, until there are as many parts as rows, so
that most cells stay `-`; then faults go in (rows taken out, widened, copied narrower) and the rows
are shuffled. The adversarial one is the pigeonhole principle: h + 1 pigeons, h holes, one
yes-or-no input a pair; its rules leave no gap, and no short proof by splitting is known of that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from itertools import combinations, product
from math import prod
from typing import Any

from ..cases.stream import Stream
from ..techniques.tablecell import Cell
from ..techniques.tablecover import Budget
from ..techniques.tablegrid import Grid
from ..techniques.tables import Input, Table
from ..techniques.tablesimplify import simplify
from ..techniques.tableverify import verify

__all__ = ["bench_tables", "pigeons", "realistic"]

SIZES = (125, 250, 500, 1000, 2000)
_SMALL = ((10, 3), (20, 4), (40, 4), (40, 5))  # rows, inputs: what trying everything can bear
_COLUMNS: tuple[dict[str, Any], ...] = (
    {"name": "booked hours", "type": "number", "from": 0, "to": 80},
    {"name": "customer", "type": "choice", "values": ["private", "trade", "fleet", "insurer"]},
    {"name": "age of driver", "type": "whole", "from": 18, "to": 99},
    {"name": "courtesy cover", "type": "boolean"},
    {"name": "price", "type": "number", "from": 0, "to": 20000},
    {"name": "vehicle", "type": "choice", "values": ["small", "family", "large", "van", "minibus"]},
    {"name": "first registered", "type": "date", "from": "2010-01-01", "to": "2026-12-31"},
    {"name": "channel", "type": "choice", "values": ["branch", "call", "web"]},
)


def bench_tables() -> dict[str, Any]:
    """Verify growing tables on one core.

    Returns:
        rows (125 to 2,000, 8 inputs) -> {verify_s, steps, faults, open (kinds not settled)};
        the bound for 2,000 is 10 s;
        simplify_s, simplified: of 500 rows, the seconds and the rows left;
        small: rows x inputs -> {ours_ms, all_ms (every combination tried), z3_ms where z3 is
        installed, combinations, agree (on whether there is a gap and on the pairs)};
        pigeons: holes -> {rows, inputs, s, steps, verdict}.
    """
    found: dict[str, Any] = {}
    for rows in SIZES:
        table = Table.read(realistic(rows, 8, seed=1))
        seconds, report = _timed(lambda table=table: verify(table))
        states = report.verdicts
        found[str(rows)] = {
            "verify_s": round(seconds, 2),
            "steps": report.steps,
            "faults": {k: v.count for k, v in states.items() if v.count},
            "open": [k for k, v in states.items() if not v.exact],
        }
    table = Table.read(realistic(500, 8, seed=1))
    seconds, simpler = _timed(lambda: simplify(table))
    found |= {"simplify_s": round(seconds, 2), "simplified": len(simpler.table.rules)}
    found["small"] = {f"{r} x {i}": _beside(realistic(r, i, seed=2)) for r, i in _SMALL}
    found["pigeons"] = {}
    for holes in (3, 4, 5, 6, 7):
        table = Table.read(pigeons(holes))
        seconds, report = _timed(lambda table=table: verify(table, Budget(20_000)))
        found["pigeons"][str(holes)] = {
            "rows": len(table.rules), "inputs": len(table.inputs), "s": round(seconds, 2),
            "steps": report.steps, "verdict": report.verdicts["gaps"].state,
        }  # fmt: skip
    return found


def realistic(rows: int, inputs: int, seed: int, faults: int = 3) -> dict[str, Any]:
    """A table as people make them, hit policy U, as plain data.

    Args:
        inputs: 1 to 8.
        faults: of each kind so many: gaps, conflicts, subsumed rows.
    """
    chance = Stream(seed, f"table {rows} {inputs}")
    columns = _COLUMNS[:inputs]
    parts: list[dict[int, Any]] = [{}]
    while len(parts) < rows:
        at = max(chance.below(len(parts)), chance.below(len(parts)))
        halves = _split(parts[at], chance.below(inputs), columns, chance)
        if halves:
            parts[at : at + 1] = halves
    results = [f"result {chance.below(6)}" for _ in parts]
    made = [[part, result] for part, result in zip(parts, results, strict=True)]
    made = chance.shuffled(made)
    for part, _ in made[:faults]:
        part[-1] = True  # taken out
    for row in made[faults : 2 * faults]:
        narrowed = [c for c in row[0] if c >= 0]
        if narrowed:
            row[0] = {k: v for k, v in row[0].items() if k != chance.pick(narrowed)}
    for part, result in made[2 * faults : 3 * faults]:
        halves = _split(part, chance.below(inputs), columns, chance)
        made += [[halves[0], result]] if halves else []
    rules = [
        {"when": [_cell(part.get(n), c) for n, c in enumerate(columns)], "then": [result]}
        for part, result in chance.shuffled(made)
        if -1 not in part
    ]
    for n, rule in enumerate(rules, 1):
        rule["id"] = f"R{n}"
    return {"id": "T", "name": "Realistic", "hit_policy": "U", "inputs": list(columns),
            "outputs": [{"name": "result"}], "rules": rules}  # fmt: skip


def pigeons(holes: int) -> dict[str, Any]:
    """Each case seats pigeons in holes; a rule says "this one sits nowhere" or "these two share"."""
    seats = list(product(range(holes + 1), range(holes)))
    place = {seat: n for n, seat in enumerate(seats)}
    marks = [{place[p, h]: "false" for h in range(holes)} for p in range(holes + 1)]
    marks += [
        {place[a, h]: "true", place[b, h]: "true"}
        for h in range(holes)
        for a, b in combinations(range(holes + 1), 2)
    ]
    rules = [
        {"id": f"R{n}", "when": [m.get(i, "-") for i in range(len(seats))], "then": ["no"]}
        for n, m in enumerate(marks, 1)
    ]
    inputs = [{"name": f"pigeon {p} in hole {h}", "type": "boolean"} for p, h in seats]
    return {"id": "P", "name": "Pigeons", "hit_policy": "A", "inputs": inputs,
            "outputs": [{"name": "seated"}], "rules": rules}  # fmt: skip


def _beside(data: dict[str, Any]) -> dict[str, Any]:
    """One small table three ways: whether there is a gap, and which rows share a case."""
    table = Table.read(data)
    grid = Grid(table.inputs, table.rules)
    ways = {"ours": lambda: _ours(table), "all": lambda: _all(grid)}
    if find_spec("z3"):
        ways["z3"] = lambda: _z3(table)
        ways["z3"]()  # its import is not its cost
    found: dict[str, Any] = {"combinations": prod(a.size for a in grid.axes)}
    answers = []
    for name, way in ways.items():
        seconds, answer = _timed(way)
        answers.append(answer)
        found[f"{name}_ms"] = round(1000 * seconds, 1)
    return found | {"agree": all(a == answers[0] for a in answers)}


def _ours(table: Table) -> tuple[bool, set[frozenset[str]]]:
    report = verify(table)
    kinds = ("conflicts", "overlaps", "subsumed", "duplicates")
    met = {frozenset(pair) for kind in kinds for pair in report.pairs(kind)}
    return report.verdicts["gaps"].state == "found", met


def _all(grid: Grid) -> tuple[bool, set[frozenset[str]]]:
    gap, met = False, set[tuple[int, ...]]()
    for place in product(*(range(a.size) for a in grid.axes)):
        rows = tuple(
            n for n, box in enumerate(grid.boxes)
            if all(mask >> p & 1 for mask, p in zip(box, place, strict=True))
        )  # fmt: skip
        gap = gap or not rows
        met |= set(combinations(rows, 2))
    return gap, {frozenset((grid.rules[a].id, grid.rules[b].id)) for a, b in met}


def _z3(table: Table) -> tuple[bool, set[frozenset[str]]]:
    import z3

    names = [z3.Real(i.name) if i.kind == "number" else z3.Int(i.name) for i in table.inputs]
    world = []
    for column, x in zip(table.inputs, names, strict=True):
        top = len(column.values) - 1 if column.values else column.high
        world += [x >= int(column.low or 0), x <= int(top or 0)]

    def holds(cell: Cell, column: Input, x: Any) -> Any:
        parts = [x == column.values.index(n) for n in cell.names]
        for s in cell.spans:
            sides = [] if s.low is None else [x > int(s.low) if s.open_low else x >= int(s.low)]
            if s.high is not None:
                sides.append(x < int(s.high) if s.open_high else x <= int(s.high))
            parts.append(z3.And(*sides))
        return z3.BoolVal(True) if cell.any else z3.Or(*parts)

    rows = {
        r.id: z3.And(*map(holds, r.when, table.inputs, names)) for r in table.rules
    }

    def possible(*formulas: Any) -> bool:
        solver = z3.Solver()
        solver.add(*world, *formulas)
        return solver.check() == z3.sat

    met = {frozenset(p) for p in combinations(rows, 2) if possible(*(rows[id_] for id_ in p))}
    return possible(*(z3.Not(r) for r in rows.values())), met


def _split(
    part: dict[int, Any], at: int, columns: tuple[dict[str, Any], ...], chance: Stream
) -> list[dict[int, Any]]:
    column = columns[at]
    if column["type"] in ("choice", "boolean"):
        values = part.get(at) or list(column.get("values", ("true", "false")))
        if len(values) < 2:
            return []
        mixed = chance.shuffled(values)
        cut = chance.between(1, len(mixed) - 1)
        return [{**part, at: sorted(side)} for side in (mixed[:cut], mixed[cut:])]
    low, high = part.get(at) or _bounds(column)
    step = max(1, (high - low) // 8)
    cut = low + step * chance.between(1, 7)
    if not low < cut < high:
        return []
    return [{**part, at: (low, cut)}, {**part, at: (cut, high)}]


def _bounds(column: Mapping[str, Any]) -> tuple[int, int]:
    if column["type"] == "date":
        return 2010 * 12, 2027 * 12  # months
    return column["from"], column["to"]


def _cell(side: Any, column: Mapping[str, Any]) -> str:
    if side is None:
        return "-"
    if isinstance(side, list):
        return ", ".join(side)
    (low, high), (first, last) = side, _bounds(column)
    text = [str(m) if column["type"] != "date" else f"{m // 12}-{m % 12 + 1:02}-01" for m in side]
    if low == first:
        return f"<{text[1]}" if high < last else "-"
    return f">={text[0]}" if high == last else f"[{text[0]}..{text[1]})"


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found
