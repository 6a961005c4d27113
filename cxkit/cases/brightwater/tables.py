"""The decision table of a paper, with one gap, one conflict and one row that says nothing new.

Which matter it decides, its bounds and outcomes are drawn. The table is whole before the faults
go in: a row is taken out, a row that contradicts is put within another, and a row that repeats
within a third. So what is wrong is known without looking for it; the audit looks for it all the
same. Method row 42.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from cxkit.cases.brightwater.firm import Firm, StreamFor
from cxkit.cases.stream import Stream

__all__ = ["make_table", "table_truth"]

_WATER = {"name": "water", "type": "choice", "values": ["clean", "foul"]}
_HOME = {"name": "home", "type": "choice", "values": ["owned", "rented"]}
_CHILD = {"name": "young children", "type": "choice", "values": ["yes", "no"]}
_CLAIMS = {"name": "claims before", "type": "choice", "values": ["none", "some"]}


@dataclass(frozen=True)
class _Matter:
    name: str
    output: str
    line: str  # what the number line measures
    top: int
    bounds: tuple[tuple[int, int], tuple[int, int]]  # low and high of either bound
    step: int
    first: dict[str, Any]
    second: dict[str, Any]
    outcomes: tuple[str, ...]


_MATTERS = (
    _Matter("Emergency accommodation", "accommodation", "days without kitchen", 60,
            ((3, 8), (14, 24)), 1, _WATER, _CHILD,
            ("none", "hotplate lent", "guest house", "furnished flat")),
    _Matter("Cash advance", "advance", "damage in pounds", 20000,
            ((10, 24), (50, 90)), 100, _HOME, _CLAIMS,
            ("none", "£{advance}", "twice £{advance}", "manager decides")),
    _Matter("Waiver of the excess", "excess", "years a member", 50,
            ((2, 5), (10, 18)), 1, _WATER, _CLAIMS,
            ("£{excess} in full", "half of £{excess}", "waived", "manager decides")),
)  # fmt: skip


@dataclass(frozen=True)
class _Row:
    """A box of the table and its outcome; `kind` is empty or the fault that it is."""

    when: tuple[str, str, str]
    then: str
    kind: str = ""
    host: int = -1


@dataclass(frozen=True)
class _Drawn:
    matter: _Matter
    bounds: tuple[int, int]
    rows: tuple[_Row, ...]  # as shown
    whole: tuple[_Row, ...]
    gap: _Row


def make_table(firm: Firm, stream_for: StreamFor) -> dict[str, Any]:
    """The table `D1` in the shape of `tables.json`. `-` in a cell means any value."""
    drawn = _draw(stream_for)
    matter = drawn.matter
    line = {"name": matter.line, "type": "whole", "from": 0, "to": matter.top}
    if matter.step > 1:
        line["type"] = "number"
    return {
        "id": "D1",
        "name": matter.name,
        "hit_policy": "U",
        "inputs": [line, matter.first, matter.second],
        "outputs": [{"name": matter.output}],
        "rules": [
            {"id": f"C{n}", "when": list(row.when), "then": [firm.fill(row.then)]}
            for n, row in enumerate(drawn.rows, start=1)
        ],
    }


def table_truth(stream_for: StreamFor) -> dict[str, list[dict[str, Any]]]:
    """The faults: rows concerned, and a witness, a case that shows the fault."""
    drawn = _draw(stream_for)
    ids = {row: f"C{n}" for n, row in enumerate(drawn.rows, start=1)}
    made: dict[str, list[dict[str, Any]]] = {
        "gaps": [{"rows": [], "witness": _inside(drawn, drawn.gap)}],
        "conflicts": [],
        "overlaps": [],
        "subsumed": [],
    }
    for row in drawn.rows:
        if row.kind:
            rows = sorted([ids[row], ids[drawn.whole[row.host]]])
            made[row.kind].append({"rows": rows, "witness": _inside(drawn, row)})
    return made


def _draw(stream_for: StreamFor) -> _Drawn:
    chance = stream_for("table")
    matter = chance.pick(_MATTERS)
    low, high = (chance.between(*ends) * matter.step for ends in matter.bounds)
    one, other = chance.shuffled(matter.first["values"])
    here, there = chance.shuffled(matter.second["values"])
    small, middle, large = f"<={low}", f"({low}..{high}]", f">{high}"
    boxes = [
        (small, one, "-"), (middle, one, "-"), (large, one, "-"),
        (f"<={high}", other, here), (large, other, here),
        (small, other, there), (f">{low}", other, there),
    ]  # fmt: skip
    whole = tuple(
        _Row(when, then) for when, then in zip(boxes, _outcomes(chance, matter), strict=True)
    )
    # The gap and the two hosts lie in different blocks in every paper, and in different rows.
    gap, clash, again = chance.shuffled([chance.below(3), 3 + chance.below(2), 5 + chance.below(2)])
    added = (
        _narrow(
            whole[clash],
            low,
            high,
            matter,
            _another(chance, matter, whole[clash].then),
            "conflicts",
            clash,
        ),
        _narrow(whole[again], low, high, matter, whole[again].then, "subsumed", again),
    )
    shown = chance.shuffled([*(row for n, row in enumerate(whole) if n != gap), *added])
    return _Drawn(matter, (low, high), tuple(shown), whole, whole[gap])


def _outcomes(chance: Stream, matter: _Matter) -> list[str]:
    # Along each number line the outcome grows, so that the table makes sense to a reader.
    least, more, much, most = matter.outcomes
    lift = chance.below(2)
    ladder = [least, more, much, most]
    return [
        ladder[lift],
        ladder[1 + lift],
        ladder[2 + lift],
        more,
        much,
        least,
        chance.pick((more, most)),
    ]


def _another(chance: Stream, matter: _Matter, then: str) -> str:
    return chance.pick([outcome for outcome in matter.outcomes if outcome != then])


def _narrow(
    row: _Row, low: int, high: int, matter: _Matter, then: str, kind: str, host: int
) -> _Row:
    cell = row.when[0]
    if cell.startswith("<="):
        inner = f"<={int(cell[2:]) // 2 // matter.step * matter.step}"
    elif cell.startswith(">"):
        inner = f">{int(cell[1:]) + 5 * matter.step}"
    else:
        inner = f"({low}..{(low + high) // 2 // matter.step * matter.step}]"
    return replace(row, when=(inner, *row.when[1:]), then=then, kind=kind, host=host)


def _inside(drawn: _Drawn, row: _Row) -> dict[str, Any]:
    cell, low = row.when[0], drawn.bounds[0]
    number = 0 if cell.startswith("<=") else drawn.matter.top if cell.startswith(">") else low + 1
    inputs = (drawn.matter.first, drawn.matter.second)
    words = [i["values"][0] if c == "-" else c for i, c in zip(inputs, row.when[1:], strict=True)]
    names = (drawn.matter.line, *(i["name"] for i in inputs))
    return dict(zip(names, (number, *words), strict=True))
