"""Tiers: what overlaps cannot share one, and a name may be borne by one only."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from ..events import Event
from .encoding import printable
from .found import named

__all__ = ["UNNAMED", "laid", "unlaid"]

UNNAMED = "(no label)"
_LANE = re.compile(r"(.+) \(([2-9]|[1-9]\d{1,3})\)", re.DOTALL)


def laid(
    events: Iterable[Event], end: Callable[[Event], int], by: bool
) -> dict[tuple[str, str], list[Event]]:
    """Events on tiers, none overlapping its neighbour: (tier's name, annotator) -> events.

    Args:
        end: where an event ends on the tier; a point may take some room.
        by: whether each annotator has tiers of their own; the name then ends in "@" and theirs.
    """
    tiers: dict[tuple[str, str, int], list[Event]] = {}
    for event in events:
        base = " ".join(printable(named(event.kind, event.label)).split()) or UNNAMED
        who = " ".join(printable(event.by).split()) if by else ""
        lane = 1
        while (tier := tiers.get((base, who, lane))) and end(tier[-1]) > event.start:
            lane += 1
        tiers.setdefault((base, who, lane), []).append(event)
    return {
        (base + (f" ({lane})" if lane > 1 else "") + (f"@{who}" if who else ""), who): tier
        for (base, who, lane), tier in sorted(tiers.items())
    }


def unlaid(name: str, names: Collection[str], who: str = "") -> str:
    """The label behind a tier's name: without the annotator, and without the number of a
    second tier of a name that is there."""
    tail = f"@{who}" if who and name.endswith(f"@{who}") else ""
    label = name[: len(name) - len(tail)]
    if (lane := _LANE.fullmatch(label)) and lane[1] + tail in names:
        label = lane[1]
    return "" if label == UNNAMED else label
