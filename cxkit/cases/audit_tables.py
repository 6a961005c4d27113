"""Faults of a decision table, found by trying every case that can differ.

Each number line is cut at the bounds that the table names: one probe on every bound and one
between each two. The cells of that grid are all there is to know about a small table. For
the tables of a case only; it grows with the product of the inputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, product
from typing import Any

__all__ = ["faults", "hits", "outcome"]

Table = Mapping[str, Any]
Probe = tuple[Any, ...]


def hits(table: Table, case: Mapping[str, Any]) -> list[str]:
    """The ids of the rows that cover `case` (input name to value), in their order."""
    values = [case[column["name"]] for column in table["inputs"]]
    return [r["id"] for r in table["rules"] if all(map(_holds, r["when"], values))]


def outcome(table: Table, case: Mapping[str, Any]) -> set[str]:
    """The first output of every row that covers `case`."""
    rows = set(hits(table, case))
    return {row["then"][0] for row in table["rules"] if row["id"] in rows}


def faults(table: Table) -> dict[str, list[list[str]]]:
    """Rows concerned by kind: gaps, conflicts, overlaps, subsumed.

    A gap is a connected region that no row covers, with no rows to name. Two rows that share a
    case are a conflict if their outputs differ, subsumed if one lies within the other and says
    the same, an overlap otherwise.
    """
    axes = [_probes(table, place) for place in range(len(table["inputs"]))]
    covered: dict[str, set[Probe]] = {row["id"]: set() for row in table["rules"]}
    bare = []
    for place in product(*(range(len(axis)) for axis in axes)):
        probe = [axis[n] for axis, n in zip(axes, place, strict=True)]
        rows = [r["id"] for r in table["rules"] if all(map(_holds, r["when"], probe))]
        for row in rows:
            covered[row].add(place)
        if not rows:
            bare.append(place)
    found: dict[str, list[list[str]]] = {
        "gaps": [[] for _ in range(_regions(table, bare))],
        "conflicts": [],
        "overlaps": [],
        "subsumed": [],
    }
    for one, other in combinations(table["rules"], 2):
        a, b = covered[one["id"]], covered[other["id"]]
        if not a & b:
            continue
        kind = "subsumed" if a <= b or b <= a else "overlaps"
        kind = "conflicts" if one["then"] != other["then"] else kind
        found[kind].append([one["id"], other["id"]])
    return found


def _regions(table: Table, cells: list[Probe]) -> int:
    # Neighbours differ in one input only; on a number line they lie side by side.
    left, regions = set(cells), 0
    ordered = [column["type"] != "choice" for column in table["inputs"]]
    while left:
        regions += 1
        edge = [left.pop()]
        while edge:
            cell = edge.pop()
            near = {other for other in left if _touch(cell, other, ordered)}
            left -= near
            edge += near
    return regions


def _touch(a: Probe, b: Probe, ordered: list[bool]) -> bool:
    apart = [(x, y, line) for x, y, line in zip(a, b, ordered, strict=True) if x != y]
    return len(apart) == 1 and (not apart[0][2] or abs(apart[0][0] - apart[0][1]) == 1)


def _probes(table: Table, place: int) -> list[Any]:
    column = table["inputs"][place]
    if column["type"] == "choice":
        return list(column["values"])
    low, high = column["from"], column["to"]
    if column["type"] == "whole":
        return list(range(low, high + 1))
    bounds = {low, high, *_numbers(row["when"][place] for row in table["rules"])}
    marks = sorted(bound for bound in bounds if low <= bound <= high)
    between = [(a + b) / 2 for a, b in zip(marks, marks[1:], strict=False)]
    return sorted([*marks, *between])


def _numbers(cells: Iterable[str]) -> list[float]:
    found = []
    for cell in cells:
        for part in cell.strip("<>=()[] ").split(".."):
            if part.replace(".", "", 1).isdigit():
                found.append(float(part))
    return found


def _holds(cell: str, value: Any) -> bool:
    if cell == "-":
        return True
    if cell[0] in "([":
        low, high = (float(part) for part in cell[1:-1].split(".."))
        above = value > low if cell[0] == "(" else value >= low
        return bool(above and (value < high if cell[-1] == ")" else value <= high))
    for sign, test in (
        ("<=", lambda a, b: a <= b),
        (">=", lambda a, b: a >= b),
        ("<", lambda a, b: a < b),
        (">", lambda a, b: a > b),
    ):
        if cell.startswith(sign):
            return bool(test(value, float(cell[len(sign) :])))
    return cell == str(value)
