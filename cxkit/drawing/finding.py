"""What a categorisation grid says, computed and put into sentences (row 3 of the method).

The need that divides most is the one with the largest mean difference of strength between two
categories; where needs tie, the one without which the categories would look most alike. Only
what the cells hold is used, so that a sentence is never more than the grid shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import isclose

from ..techniques.needs import Grid, Need, distances, profiles
from .text import clean

__all__ = ["Finding", "find"]

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve")  # fmt: skip
_LONGEST = 64  # characters of a learner's words quoted in a sentence


@dataclass(frozen=True)
class Finding:
    """A grid in sentences.

    Args:
        title: the main finding, without a full stop.
        sentences: what else is worth knowing: the pair most alike, thin evidence, gaps.
        dividers: ids of the needs that the title names.
    """

    title: str
    sentences: tuple[str, ...] = ()
    dividers: tuple[str, ...] = ()


def find(grid: Grid) -> Finding:
    """The finding of a grid; an unfinished grid is told what it has and what comes next."""
    kinds, needs = len(grid.categories), len(grid.needs)
    if not kinds or not needs:
        have = [_count(kinds, "kind", "kinds") + " of customer", _count(needs, "need", "needs")]
        return Finding(f"The grid is not begun: {have[0]}, {have[1]}")
    filled = [p for p in profiles(grid).values() if any(p)]
    start = f"{_count(kinds, 'kind', 'kinds').capitalize()} of customer"
    if not filled:
        return Finding(f"{start}, {_count(needs, 'need', 'needs')}, no strengths yet")
    sentences = (*_alike(grid), *_empty(grid), *_evidence(grid))
    if kinds == 1:
        top = max(grid.needs, key=lambda n: n.strength(grid.categories[0].id))
        return Finding(f"{start} so far; {_quote(top.need)} weighs most", sentences, (top.id,))
    tops = _dividers(grid)
    if not tops:
        return Finding(f"{start}, and no need tells them apart yet", sentences)
    if len(tops) > 2:
        return Finding(f"{start}; {_count(len(tops), '', 'needs')} divide them equally", sentences)
    names = " and ".join(_quote(n.need) for n in tops)
    verb = "divides" if len(tops) == 1 else "divide"
    return Finding(f"{start}; {names} {verb} them most", sentences, tuple(n.id for n in tops))


def _dividers(grid: Grid) -> list[Need]:
    """The need, or the needs alike, that tell categories apart best; none where none does."""
    ids = [c.id for c in grid.categories]

    def gap(need: Need) -> float:
        pairs = list(combinations([need.strength(i) for i in ids], 2))
        return sum(abs(a - b) for a, b in pairs) / len(pairs)

    most = max(gap(n) for n in grid.needs)
    if not most:
        return []
    first = [n for n in grid.needs if isclose(gap(n), most)]
    if len(first) == 1:
        return first

    def without(need: Need) -> float:
        rest = [n for n in grid.needs if n is not need]
        return sum(distances(grid.model_copy(update={"needs": rest})).values())

    left = [without(n) for n in first]
    return [n for n, d in zip(first, left, strict=True) if isclose(d, min(left), abs_tol=1e-9)]


def _alike(grid: Grid) -> list[str]:
    shapes = profiles(grid)
    pairs = {p: d for p, d in distances(grid).items() if any(shapes[p[0]]) and any(shapes[p[1]])}
    if not pairs:
        return []
    (a, b), distance = min(pairs.items(), key=lambda item: item[1])
    names = {c.id: _quote(c.name) for c in grid.categories}
    if distance < 0.005:
        return [f"{names[a]} and {names[b]} have the same profile: needs do not part them."]
    if len(pairs) == 1:
        return [f"The two resemble each other by {1 - distance:.2f} of 1."]
    return [f"Most alike: {names[a]} and {names[b]}, {1 - distance:.2f} of 1."]


def _empty(grid: Grid) -> list[str]:
    bare = [c for c in grid.categories if not any(profiles(grid)[c.id])]
    if not bare:
        return []
    if len(bare) == 1:
        return [f"{_quote(bare[0].name)} has no strength above 0 yet."]
    return [f"{_count(len(bare), '', 'kinds').capitalize()} have no strength above 0 yet."]


def _evidence(grid: Grid) -> list[str]:
    known = {c.id for c in grid.categories}
    cells = [
        cell for n in grid.needs for c, cell in n.cells.items() if c in known and cell.strength
    ]
    bare = sum(not cell.evidence for cell in cells)
    thin = sum(len(set(cell.evidence)) == 1 for cell in cells)
    total = f"{len(cells)} strength{'s' if len(cells) > 1 else ''}"
    if bare == len(cells):
        return [f"Evidence is still to come: none of the {total} cites any."]
    if bare:
        rest = f", and {thin} on a single id" if thin else ""
        return [f"Thin evidence: of {total}, {bare} {_rest(bare)} on none{rest}."]
    if thin:
        return [f"All {total} cite evidence, {thin} of them a single id."]
    return [f"All {total} cite evidence, two ids or more."]


def _rest(count: int) -> str:
    return "rests" if count == 1 else "rest"


def _count(number: int, one: str, many: str) -> str:
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {one if number == 1 else many}"


def _quote(words: str) -> str:
    """A learner's words in quotation marks, shortened at a word; a blank is named as one."""
    words = clean(words).replace("\n", " ").strip(" .\"'“”‘’")
    if not words:
        return "one without a name"
    if len(words) > _LONGEST:
        head = words[:_LONGEST]
        words = (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:") + "…"
    return f"‘{words}’"
