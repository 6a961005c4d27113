"""The way of each arrow through a row of steps, before anybody knows a point on paper.

Between two columns runs a gutter, between two slots a channel; arrows keep to them, or pass where
a slot is empty, so that none crosses a step. All arrows that leave one step share their first
part; two that have nothing in common never lie on one another: in a gutter or a channel each has
a track of its own.

Places are symbolic. Along: column c is 2c + 1, the gutter before it 2c. Down: slot s is 2s + 1,
plus a little for a port's height, the channel above it 2s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .lanecards import Link
from .laneports import Port, ports
from .lanerows import Lined

__all__ = ["Leg", "Routed", "Way", "routed"]

Net = tuple[str, bool]  # the step that arrows leave, and whether they close a loop
_FINE = 1e-4  # a point in a port's height, as a share of a slot


@dataclass(frozen=True)
class Leg:
    """A stretch of a way: `gutter` n runs down, `channel` n runs along, `slot` n runs along at
    the height of a port."""

    kind: Literal["gutter", "channel", "slot"]
    at: int
    y: float = 0.0


@dataclass(frozen=True)
class Way:
    """The way of one arrow: from its step through `legs` to a port."""

    net: Net
    link: Link
    port: Port
    legs: tuple[Leg, ...]


@dataclass(frozen=True)
class Routed:
    """All ways of a row, and the track of each net in each gutter and channel.

    Args:
        ports: step to its ways in.
        tracks: (kind, number, net) to a track, from 0.
        counts: (kind, number) to how many tracks there are.
    """

    ways: tuple[Way, ...]
    ports: dict[str, list[Port]]
    tracks: dict[tuple[str, int, Net], int]
    counts: dict[tuple[str, int], int]


def routed(row: Lined) -> Routed:
    """Find a way for every arrow within the row."""
    found = {ref: ports(row, ref) for ref in row.cards}
    taken = {(row.slot[r], row.column[r]) for r in row.cards}
    load: dict[int, set[Net]] = {}
    ways = []
    for link in row.links:
        port = next(p for p in found[link.last] if link in p.links)
        ways.append(_way(row, taken, load, link, port))
    tracks, counts = _tracks(row, ways)
    return Routed(tuple(ways), found, tracks, counts)


def _way(
    row: Lined, taken: set[tuple[int, int]], load: dict[int, set[Net]], link: Link, port: Port
) -> Way:
    c1, s1 = row.column[link.first], row.slot[link.first]
    c2, s2 = row.column[link.last], row.slot[link.last]
    net = (link.first, link.closes)
    if link.closes:  # out below, back along the channel, and in at the left like all others
        load.setdefault(s1 + 1, set()).add(net)
        return Way(net, link, port, (Leg("channel", s1 + 1), Leg("gutter", c2)))
    between = range(c1 + 1, c2)
    if s1 == s2 and not port.y and not any((s1, c) in taken for c in between):
        return Way(net, link, port, (Leg("slot", s1),))
    if c2 == c1 + 1:
        return Way(net, link, port, (Leg("gutter", c2),))
    if not any((s1, c) in taken for c in between):
        return Way(net, link, port, (Leg("slot", s1), Leg("gutter", c2)))
    if not any((s2, c) in taken for c in between):
        return Way(net, link, port, (Leg("gutter", c1 + 1), Leg("slot", s2, port.y)))
    y1, y2 = 2 * s1 + 1, 2 * s2 + 1

    def cost(channel: int) -> tuple[float, int]:
        on = load.get(channel, set())
        far = abs(2 * channel - y1) + abs(2 * channel - y2)
        return far + 0.4 * len(on - {net}) - 0.5 * (net in on), channel

    channel = min(range(len(row.slots) + 1), key=cost)
    load.setdefault(channel, set()).add(net)
    return Way(net, link, port, (Leg("gutter", c1 + 1), Leg("channel", channel), Leg("gutter", c2)))


def _tracks(
    row: Lined, ways: Iterable[Way]
) -> tuple[dict[tuple[str, int, Net], int], dict[tuple[str, int], int]]:
    """A track for each net in each gutter and channel that it uses."""
    reach: dict[tuple[str, int], dict[Net, list[float]]] = {}
    for way in ways:
        for kind, at, ends in _reaches(row, way):
            reach.setdefault((kind, at), {}).setdefault(way.net, []).extend(ends)
    tracks: dict[tuple[str, int, Net], int] = {}
    counts: dict[tuple[str, int], int] = {}
    for place, nets in reach.items():
        ends: list[float] = []  # where the last net on each track ends
        spans = sorted((min(at), max(at), net) for net, at in nets.items())
        for low, high, net in spans:
            track = next((n for n, end in enumerate(ends) if end < low), len(ends))
            ends[track:] = [high, *ends[track + 1 :]]
            tracks[*place, net] = track
        counts[place] = len(ends)
    return tracks, counts


def _reaches(row: Lined, way: Way) -> list[tuple[str, int, list[float]]]:
    """From where to where a way runs in each gutter and channel, in symbolic places."""
    c1, s1 = row.column[way.link.first], row.slot[way.link.first]
    c2, s2 = row.column[way.link.last], row.slot[way.link.last]
    x: float = 2 * c1 + 1
    y: float = 2 * s1 + 1
    goal = 2 * s2 + 1 + way.port.y * _FINE
    found: list[tuple[str, int, list[float]]] = []
    for n, leg in enumerate(way.legs):
        follow = way.legs[n + 1] if n + 1 < len(way.legs) else None
        if leg.kind == "gutter":
            to = 2.0 * follow.at if follow and follow.kind == "channel" else goal
            found.append(("gutter", leg.at, [y, to]))
            x, y = 2.0 * leg.at, to
        elif leg.kind == "channel":
            to = 2.0 * follow.at if follow else 2.0 * c2
            found.append(("channel", leg.at, [x, to]))
            x, y = to, 2.0 * leg.at
    return found
