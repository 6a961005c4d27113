"""What a picture of an activity map shows, before anybody decides where on the paper.

Rows 26, 32 and 54 of the method: steps by lane and order, numbered marks for moments (M), break
points (B) and rules (R), the line of visibility, and what differs between two maps.

Conventions: lanes stand in the order of `activity.LANES`, then others by name; empty ones are left
out. A column is a rank, 0 for the starts. Steps of one lane and column are stacked in the order of
the table. Numbers run from left to right, then from top to bottom.
"""

from __future__ import annotations

from dataclasses import dataclass

from .activity import LANES, VISIBLE, ActivityMap, Step
from .breaks import breaks, moments, rules

__all__ = ["Arrow", "Box", "Change", "Swimlanes", "changes", "swimlanes"]


@dataclass(frozen=True)
class Box:
    """One step: where it stands, what it says, its marks such as `M3`, `R1`."""

    step: str
    text: str
    performer: str
    lane: str
    column: int
    stack: int
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Arrow:
    """One arrow between two steps; `mark` such as `B7` if it is a break point, else empty;
    `closes` where it leads back and closes a loop."""

    first: str
    last: str
    mark: str
    closes: bool


@dataclass(frozen=True)
class Swimlanes:
    """A map as it is to be drawn.

    Args:
        lanes: name to the most steps that stand on one another in it, top to bottom.
        above: how many of the lanes lie above the line of visibility.
        columns: how many there are.
        boxes, arrows: in the order of their columns, then of the lanes.
    """

    lanes: dict[str, int]
    above: int
    columns: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True)
class Change:
    """What differs between two maps: codes of steps and pairs of codes, each in table order."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    altered: tuple[str, ...]
    arrows_gone: tuple[tuple[str, str], ...]
    arrows_new: tuple[tuple[str, str], ...]


def swimlanes(activity: ActivityMap) -> Swimlanes:
    """The picture of a map as plain data."""
    rows, routes = activity.rows, activity.routes
    used = {step.lane.lower() for step in rows.values()}
    lanes = [lane for lane in LANES if lane in used] + sorted(used - {*LANES})
    ranks = routes.ranks
    order = sorted(rows, key=lambda r: (ranks[r], lanes.index(rows[r].lane.lower())))
    place = {ref: n for n, ref in enumerate(order)}
    met = sorted((m.id for m in moments(activity)), key=place.__getitem__)
    marks: dict[str, list[str]] = {ref: [] for ref in rows}
    for n, ref in enumerate(met, start=1):
        marks[ref].append(f"M{n}")
    decided = sorted(rules(activity).items(), key=lambda rule: min(place[r] for r in rule[1]))
    for n, (_, at) in enumerate(decided, start=1):
        for ref in at:
            marks[ref].append(f"R{n}")
    stack: dict[tuple[str, int], int] = {}
    boxes = []
    for ref in order:
        lane = rows[ref].lane.lower()
        on = stack.setdefault((lane, ranks[ref]), 0)
        stack[lane, ranks[ref]] += 1
        step = rows[ref]
        told = tuple(marks[ref])
        boxes.append(Box(ref, step.step, step.performer, lane, ranks[ref], on, told))
    arrows = [(a, b) for a in order for b in sorted(routes.links[a], key=place.__getitem__)]
    broken = {b.steps for b in breaks(activity)}
    number = {pair: n for n, pair in enumerate((p for p in arrows if p in broken), start=1)}
    closing = set(routes.closing)
    return Swimlanes(
        lanes={lane: max(n for (at, _), n in stack.items() if at == lane) for lane in lanes},
        above=sum(lane in VISIBLE for lane in lanes),
        columns=max(ranks.values(), default=-1) + 1,
        boxes=tuple(boxes),
        arrows=tuple(
            Arrow(*pair, f"B{number[pair]}" if pair in number else "", pair in closing)
            for pair in arrows
        ),
    )


def changes(before: ActivityMap, after: ActivityMap) -> Change:
    """What differs between a map and a later one. A step is the same where its code is; it is
    altered where anything but its arrows and its code is other than it was."""
    old, new = before.rows, after.rows
    arrows = [[(a, b) for a, to in m.routes.links.items() for b in to] for m in (before, after)]
    return Change(
        gone=tuple(r for r in old if r not in new),
        new=tuple(r for r in new if r not in old),
        altered=tuple(r for r in old if r in new and _said(old[r]) != _said(new[r])),
        arrows_gone=tuple(a for a in arrows[0] if a not in set(arrows[1])),
        arrows_new=tuple(a for a in arrows[1] if a not in set(arrows[0])),
    )


def _said(step: Step) -> dict[str, object]:
    return step.model_dump(exclude={"id", "code", "next"})
