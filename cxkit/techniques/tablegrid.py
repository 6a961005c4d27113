"""A decision table as boxes: every input cut into the fewest pieces that its cells tell apart.

A number line is cut at each bound that a cell names: the bound itself is a piece, and so is what
lies between two. No cell parts a piece, so one case of it stands for all, and what holds for the
finitely many combinations of pieces holds for all cases, of which there is no end.

Conventions: a *mask* is a set of pieces of one input, bit n for piece n, pieces in order of the
line; a *box* is one mask an input; a set of rules is an integer too, bit n for rule n. A `Grid`
may hold the rules of several tables over the same inputs.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

from .tablecell import ANY, Cell, Span, join, plain, spell
from .tables import Input, Rule

__all__ = ["Axis", "Box", "Grid", "bits", "runs"]

Box = tuple[int, ...]

_ELSE = "something else"
_DAYS = (date.min.toordinal(), date.max.toordinal())


def bits(mask: int) -> Iterable[int]:
    """The numbers in a set, smallest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def runs(mask: int) -> list[tuple[int, int]]:
    """The stretches of neighbours in a mask: (first, last)."""
    found = []
    while mask:
        first = (mask & -mask).bit_length() - 1
        length = (~(mask >> first) & ((mask >> first) + 1)).bit_length() - 1
        found.append((first, first + length - 1))
        mask &= ~(((1 << length) - 1) << first)
    return found


@dataclass(frozen=True)
class Axis:
    """One input in pieces: spans of a line, or names of a choice."""

    column: Input
    spans: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, column: Input, cells: Iterable[Cell]) -> Axis:
        """The fewest pieces that these cells tell apart."""
        if column.kind in ("choice", "boolean"):
            named = column.values or tuple(dict.fromkeys(n for c in cells for n in c.names))
            other = _ELSE
            while other in named:
                other += "."
            return cls(column, names=named + ((other,) if not column.values else ()))
        stretches = {s for c in cells for s in c.spans}
        cut = _points if column.kind == "number" else _steps
        return cls(column, spans=tuple(cut(column, stretches)))

    @property
    def ordered(self) -> bool:
        """Whether neighbouring pieces lie side by side."""
        return bool(self.spans)

    @property
    def size(self) -> int:
        return len(self.spans or self.names)

    @property
    def full(self) -> int:
        return (1 << self.size) - 1

    def mask(self, cell: Cell) -> int:
        """The pieces that a cell covers."""
        if cell.any:
            return self.full
        if self.names:
            found = sum(1 << n for n, name in enumerate(self.names) if name in cell.names)
        else:
            found = reduce(or_, (self._stretch(s) for s in cell.spans))
        return self.full ^ found if cell.negated else found

    def _stretch(self, span: Span) -> int:
        starts, ends = self._edges
        begin, end = _edges_of(span, self.column.kind)
        first, last = bisect_left(starts, begin), bisect_right(ends, end) - 1
        return ((1 << (last - first + 1)) - 1) << first if last >= first else 0

    @cached_property
    def _edges(self) -> tuple[list[Any], list[Any]]:
        both = [_edges_of(s, self.column.kind) for s in self.spans]
        return [b for b, _ in both], [e for _, e in both]

    def pick(self, mask: int) -> Any:
        """A value of the first stretch of a mask that a person finds easy: JSON's kind of value."""
        first, last = runs(mask)[0]
        if self.names:
            name = self.names[first]
            return name == "true" if self.column.kind == "boolean" else name
        value = _easy(self._run(first, last), self.column.kind == "number")
        return plain(value, self.column.kind)

    def cell(self, mask: int) -> Cell:
        """The cell that covers these pieces and no more.

        Raises:
            ValueError: an empty mask, which no cell says.
        """
        if not mask:
            raise ValueError("Expected at least one piece, found none.")
        if mask == self.full:
            return Cell(ANY)
        if not self.names:
            spans = tuple(self._outward(first, last) for first, last in runs(mask))
            return Cell(spell(spans, self.column.kind), spans)
        other = not self.column.values and mask >> (self.size - 1) & 1
        chosen = tuple(self.names[n] for n in bits(self.full ^ mask if other else mask))
        return Cell(f"not({join(chosen)})" if other else join(chosen), names=chosen, negated=bool(other))

    def _run(self, first: int, last: int) -> Span:
        low, high = self.spans[first], self.spans[last]
        return Span(low.low, high.high, low.open_low, high.open_high)

    def _outward(self, first: int, last: int) -> Span:
        span = self._run(first, last)
        if first == 0:
            return Span(None, span.high, False, span.open_high)
        return Span(span.low, None, span.open_low) if last == self.size - 1 else span


class Grid:
    """Rules as boxes over common pieces.

    Args:
        inputs: the inputs that the rules share.
        rules: their rows; rule n is bit n of every set of rules.
    """

    def __init__(self, inputs: Sequence[Input], rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self.axes = tuple(Axis.of(c, [r.when[n] for r in rules]) for n, c in enumerate(inputs))
        known: list[dict[str, int]] = [{} for _ in self.axes]
        for rule in rules:
            for seen, axis, cell in zip(known, self.axes, rule.when, strict=True):
                if cell.text not in seen:
                    seen[cell.text] = axis.mask(cell)
        self.boxes: tuple[Box, ...] = tuple(
            tuple(seen[c.text] for seen, c in zip(known, r.when, strict=True)) for r in rules
        )
        self.whole: Box = tuple(a.full for a in self.axes)
        self.everyone = (1 << len(rules)) - 1
        self.empty = sum(1 << n for n, box in enumerate(self.boxes) if not all(box))
        # Of every input and piece the rules that cover it.
        self.at = [[0] * a.size for a in self.axes]
        for n, box in enumerate(self.boxes):
            for place, mask in zip(self.at, box, strict=True):
                for piece in bits(mask):
                    place[piece] |= 1 << n
        self._met: list[dict[int, int]] = [{} for _ in self.axes]
        self._held: list[dict[int, int]] = [{} for _ in self.axes]

    def meeting(self, box: Box) -> int:
        """The rules that share a case with a box."""
        found = self.everyone
        for mask, at, met in zip(box, self.at, self._met, strict=True):
            if mask not in met:
                met[mask] = reduce(or_, (at[p] for p in bits(mask)), 0)
            found &= met[mask]
        return found

    def holding(self, box: Box) -> int:
        """The rules that cover all of a box, which is not empty."""
        found = self.everyone
        for mask, at, held in zip(box, self.at, self._held, strict=True):
            if mask not in held:
                held[mask] = reduce(and_, (at[p] for p in bits(mask)), self.everyone)
            found &= held[mask]
        return found

    def case(self, box: Box) -> dict[str, Any]:
        """One case of a box that is not empty: input name -> value."""
        return {a.column.name: a.pick(m) for a, m in zip(self.axes, box, strict=True)}

    def cells(self, box: Box) -> dict[str, str]:
        """A box as a person writes it: input name -> cell."""
        return {a.column.name: a.cell(m).text for a, m in zip(self.axes, box, strict=True)}


def _points(column: Input, stretches: Iterable[Span]) -> Iterable[Span]:
    low, high = column.low, column.high
    bounds = {b for s in stretches for b in (s.low, s.high) if b is not None} | {low, high} - {None}
    marks = sorted(b for b in bounds if b is not None and _inside(b, low, high))
    if not marks:
        return [Span()]
    found = [Span(marks[0], marks[0])]
    for a, b in zip(marks, marks[1:], strict=False):
        found += [Span(a, b, True, True), Span(b, b)]
    head = [Span(None, marks[0], False, True)] if low is None else []
    return head + found + ([Span(marks[-1], None, True)] if high is None else [])


def _steps(column: Input, stretches: Iterable[Span]) -> Iterable[Span]:
    low, high = column.low, column.high
    if column.kind == "date":
        low, high = low or _DAYS[0], high or _DAYS[1]
    starts = set()
    for first, last in (s.days() for s in stretches):
        starts |= {first} if first is not None else set()
        starts |= {last + 1} if last is not None else set()
    marks = sorted(s for s in starts if _inside(s, low, high) and s != low)
    edges = [low, *marks]
    return [Span(a, b - 1) for a, b in zip(edges, marks, strict=False)] + [Span(edges[-1], high)]


def _inside(value: Any, low: Any, high: Any) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _edges_of(span: Span, kind: str) -> tuple[tuple[Any, int], tuple[Any, int]]:
    """Where a span begins and ends, so that both can be compared with others' in order."""
    low, high = (span.low, span.high) if kind == "number" else span.days()
    begin = (-math.inf, 0) if low is None else (low, int(span.open_low and kind == "number"))
    end = (math.inf, 0) if high is None else (high, -int(span.open_high and kind == "number"))
    return begin, end


def _easy(span: Span, fractions: bool) -> Fraction | int:
    """The whole number nearest the middle, or the shortest decimal that there is."""
    low, high = span.low, span.high
    if not fractions:
        low, high = None if low == _DAYS[0] else low, None if high == _DAYS[1] else high
    if low is None or high is None:
        if low is None:
            near = 0 if high is None else high - 1 if fractions else high
        else:
            near = low + 1 if fractions else low
        return _shortest(near, span) if fractions else near
    return _shortest((low + high) / Fraction(2), span) if fractions else (low + high) // 2


def _shortest(near: Fraction | int, span: Span) -> Fraction:
    scale = 1
    while True:
        for step in (0, 1):
            value = Fraction(int(near * scale // 1) + step, scale)
            if span.holds(value):
                return value
        scale *= 10
