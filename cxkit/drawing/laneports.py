"""Where arrows touch a step: one port for each arrow that comes in, one for those that leave.

Heights are points from the middle of the step. An arrow from the next step on its left comes in
at the middle, so that it is straight; nothing else may use the middle there, or two arrows would
lie on one another.
"""

from __future__ import annotations

from dataclasses import dataclass

from .lanecards import SMALL, Link
from .lanerows import Lined

__all__ = ["APART", "MOST_PORTS", "Port", "Tag", "beyond", "left_of", "ports"]

APART = 19.0  # points between two ports: a diamond and a little air
MOST_PORTS = 6  # of each kind: from the row, from others, back; what is more shares the last
_TAG_LINES = 4


@dataclass(frozen=True)
class Port:
    """One way in: its height, the arrows that share it, the mark shown there, and the code of
    the step it comes from where that stands in another row."""

    y: float
    links: tuple[Link, ...]
    mark: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Tag:
    """What leaves for another row: the lines of its label, its height above the middle."""

    lines: tuple[str, ...]
    y: float
    width: float
    height: float
    cut: bool


def left_of(row: Lined, ref: str) -> str | None:
    """The nearest step on the left in the same slot."""
    at = (row.column[ref], row.slot[ref])
    found = [r for r in row.cards if row.slot[r] == at[1] and row.column[r] < at[0]]
    return max(found, key=row.column.__getitem__, default=None)


def ports(row: Lined, ref: str) -> list[Port]:
    """The ways into a step, from top to bottom."""
    neighbour = left_of(row, ref)
    inner = [k for k in row.links if k.last == ref]
    straight = [k for k in inner if k.first == neighbour and not k.closes]
    rest = [k for k in inner if k not in straight]
    rest.sort(key=lambda k: (row.slot[k.first], row.column[k.first]))
    groups = _grouped([k for k in rest if not k.closes])
    groups += _grouped(row.coming.get(ref, []))
    groups += _grouped([k for k in rest if k.closes])
    slot = row.slot[ref]
    above = [g for g in groups if _from_above(row, g[0], slot)]
    below = [g for g in groups if g not in above]
    if straight:
        spread = [-APART * (len(above) - n) for n in range(len(above))]
        spread += [0.0, *(APART * (n + 1) for n in range(len(below)))]
        ordered = [*above, tuple(straight), *below]
    else:
        ordered = [*above, *below]
        kept = neighbour is not None and _leaves(row, neighbour)  # its line runs at the middle
        shift = APART / 2 if kept and len(ordered) % 2 else 0.0
        spread = [APART * (n - (len(ordered) - 1) / 2) + shift for n in range(len(ordered))]
    return [_port(row, y, links) for y, links in zip(spread, ordered, strict=True)]


def beyond(row: Lined, ref: str) -> Tag | None:
    """The label at a step whose arrows go on in another row; None where none do."""
    codes = row.leaving.get(ref)
    if not codes:
        return None
    widest = 46.0
    found = SMALL.wrap("to " + ", ".join(codes), widest, _TAG_LINES)
    width = max((SMALL.width(line) for line in found.lines), default=0.0) + 7
    height = SMALL.height(len(found.lines)) + 3
    y = 7 + height / 2 if any(k.first == ref and not k.closes for k in row.links) else 0.0
    return Tag(found.lines, y, width, height, found.cut)


def _grouped(links: list[Link]) -> list[tuple[Link, ...]]:
    """The arrows that share a port: one each, but for what is too many."""
    alone: list[tuple[Link, ...]] = [(k,) for k in links]
    if len(alone) <= MOST_PORTS:
        return alone
    return [*alone[: MOST_PORTS - 1], tuple(links[MOST_PORTS - 1 :])]


def _from_above(row: Lined, link: Link, slot: int) -> bool:
    return not link.closes and link.first in row.cards and row.slot[link.first] < slot


def _leaves(row: Lined, ref: str) -> bool:
    tag = beyond(row, ref)
    return (tag is not None and not tag.y) or any(
        k.first == ref and not k.closes for k in row.links
    )


def _port(row: Lined, y: float, links: tuple[Link, ...]) -> Port:
    marks = [k.mark for k in links if k.mark]
    mark = marks[0] if len(marks) == 1 else f"B+{len(marks)}" if marks else ""
    outside = [k.first for k in links if k.first not in row.cards]
    origin = outside[0] if outside else ""
    return Port(y, links, mark, f"{origin}+{len(outside) - 1}" if len(outside) > 1 else origin)
