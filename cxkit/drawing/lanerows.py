"""An activity map broken into rows: which step stands in which row, column and slot.

A slot is one line of steps; a lane has as many as its fullest column needs, three at most, the
rest moves to columns of its own. Rows break where the fewest arrows have to be cut.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .lanecards import Card, Link, Story

__all__ = ["MOST_COLUMNS", "Lined", "broken"]

MOST_COLUMNS = 12  # a row longer than this is not read as one
_TALLEST = 3  # steps on one another
_ROW_COST = 3.0  # what one more row may save in cut arrows
_UNEVEN = 0.06


@dataclass
class Lined:
    """One row of the picture.

    Args:
        cards: reference to card; `column` from 0, `slot` from 0.
        slots: the lane of each slot, from top to bottom; lanes without a step are left out.
        links: arrows within the row.
        leaving: step to the steps in other rows that follow it.
        coming: step to the arrows that come from other rows.
    """

    cards: dict[str, Card]
    column: dict[str, int]
    slot: dict[str, int]
    slots: list[str]
    columns: int
    links: list[Link]
    leaving: dict[str, list[str]] = field(default_factory=dict)
    coming: dict[str, list[Link]] = field(default_factory=dict)


def broken(told: Story, most: int) -> list[Lined]:
    """The rows of a picture, each of at most `most` columns."""
    column, stack = _columns(told)
    count = max(column.values(), default=-1) + 1
    first = _breaks(count, most, [(column[k.first], column[k.last]) for k in told.links])
    row_of = {ref: sum(c >= start for start in first[1:]) for ref, c in column.items()}
    rows = []
    for n, start in enumerate(first):
        cards = {c.ref: c for c in told.cards if row_of[c.ref] == n}
        deep = {
            lane: max((stack[r] for r, c in cards.items() if c.lane == lane), default=-1) + 1
            for lane in told.lanes
        }
        base, slots = {}, []
        for lane in told.lanes:
            base[lane] = len(slots)
            slots += [lane] * deep[lane]
        rows.append(
            Lined(
                cards,
                {r: column[r] - start for r in cards},
                {r: base[c.lane] + stack[r] for r, c in cards.items()},
                slots,
                max((column[r] for r in cards), default=start) - start + 1,
                [k for k in told.links if row_of[k.first] == row_of[k.last] == n],
            )
        )
    for link in told.links:
        here, there = rows[row_of[link.first]], rows[row_of[link.last]]
        if here is not there and link.state != "out":  # what is gone needs no continuation
            here.leaving.setdefault(link.first, []).append(link.last)
            there.coming.setdefault(link.last, []).append(link)
    return rows


def _columns(told: Story) -> tuple[dict[str, int], dict[str, int]]:
    """Step to column and to its place in the stack; a crowded rank takes several columns."""
    ranks: dict[int, dict[str, list[str]]] = {}
    for card in told.cards:
        ranks.setdefault(card.rank, {}).setdefault(card.lane, []).append(card.ref)
    column: dict[str, int] = {}
    stack: dict[str, int] = {}
    at = 0
    for _, lanes in sorted(ranks.items()):
        wide = max(-(-len(refs) // _TALLEST) for refs in lanes.values())
        for refs in lanes.values():
            for n, ref in enumerate(refs):
                column[ref], stack[ref] = at + n // _TALLEST, n % _TALLEST
        at += wide
    return column, stack


def _breaks(count: int, most: int, spans: list[tuple[int, int]]) -> list[int]:
    """The first column of each row, chosen so that few arrows are cut and rows are alike."""
    cut = [sum(min(s) < at <= max(s) for s in spans) for at in range(count + 1)]
    even = count / max(1, -(-count // most))
    best = [0.0] + [float("inf")] * count
    came = [0] * (count + 1)
    for end in range(1, count + 1):
        for start in range(max(0, end - most), end):
            cost = best[start] + (cut[start] + _ROW_COST if start else 0.0)
            cost += _UNEVEN * (end - start - even) ** 2
            if cost < best[end]:
                best[end], came[end] = cost, start
    found, at = [], count
    while at > 0:
        at = came[at]
        found.append(at)
    return found[::-1]
