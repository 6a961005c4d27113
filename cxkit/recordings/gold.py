"""Gold: what annotators agreed happens in a recording, and how freely it may be found.

Rows 18-24 of the method. An event of gold may have other kinds that are accepted (`also`), may
be optional (finding it is no merit, missing it no fault), and may have a tolerance of its own.
Marks are held against onsets, the starts of events; where an event ends is not marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .events import KINDS, Event, Events, EventsError

__all__ = ["LARGEST", "Gold", "agreed", "gold_rows", "read_gold"]

LARGEST = 60_000  # ms; a wider tolerance would accept anything


@dataclass(frozen=True)
class Gold(Event):
    """One agreed event.

    Args:
        what: what happens, in a few words.
        also: other kinds that are accepted for it.
        optional: debatable: neither a hit nor a fault when marked, no miss when not.
        tolerance: ms either side of `start`, in place of the default; None keeps the default.
    """

    what: str = ""
    also: tuple[str, ...] = ()
    optional: bool = False
    tolerance: int | None = None

    @property
    def accepted(self) -> tuple[str, ...]:
        """The kinds that count as found: its own first, then the others."""
        return (self.kind, *(k for k in self.also if k != self.kind))


def agreed(events: Events | Iterable[Event]) -> tuple[Gold, ...]:
    """Plain events taken as gold, in order of time: one annotator held against another."""
    rows = events.events if isinstance(events, Events) else events
    found = [
        e if isinstance(e, Gold) else Gold(e.id, e.kind, e.start, e.end, e.note, e.by, e.label)
        for e in rows
    ]
    return tuple(sorted(found, key=lambda g: (g.start, g.end, g.kind, g.id)))


def read_gold(data: Mapping[str, Any]) -> tuple[Gold, ...]:
    """The gold of one recording, in order of time.

    Args:
        data: {"duration": ms or nothing, "events": a list of the fields of `Gold`}, as in
            `<id>.gold.json`.

    Raises:
        EventsError: with every fault of every event.
    """
    rows = data.get("events") if isinstance(data, Mapping) else None
    if not isinstance(rows, list):
        raise EventsError(["Gold: expected a list of events under 'events', found none."])
    faults, plain = [], None
    try:
        plain = Events.check(rows, data.get("duration"))
    except EventsError as error:
        faults += error.faults
    for number, row in enumerate(rows, 1):
        if isinstance(row, Mapping):
            name = f" ({row['id']})" if row.get("id") else ""
            faults += [f"Row {number}{name}, {fault}" for fault in _faults(row)]
    if faults or plain is None:
        raise EventsError(faults)
    more = {str(row.get("id", "")): row for row in rows}
    return tuple(
        Gold(
            **asdict(event),
            what=more[event.id].get("what") or "",
            also=tuple(more[event.id].get("also") or ()),
            optional=bool(more[event.id].get("optional")),
            tolerance=more[event.id].get("tolerance"),
        )
        for event in plain.events
    )


def gold_rows(gold: Iterable[Gold]) -> list[dict[str, Any]]:
    """Gold as plain mappings, for JSON; `read_gold` reads them back."""
    return [asdict(g) | {"also": list(g.also)} for g in gold]


def _faults(row: Mapping[str, Any]) -> list[str]:
    faults = []
    if not row.get("id"):
        faults.append("id: expected a name, found nothing.")
    if row.get("kind") not in KINDS:
        faults.append(f"kind: gold has one of {', '.join(KINDS)}, found {row.get('kind')!r:.40}.")
    if not isinstance(row.get("what") or "", str):
        faults.append(f"what: expected text, found {row['what']!r:.40}.")
    also = row.get("also") or []
    if not isinstance(also, list | tuple) or any(k not in KINDS for k in also):
        faults.append(f"also: expected a list of {', '.join(KINDS)}, found {also!r:.40}.")
    if not isinstance(row.get("optional") or False, bool):
        faults.append(f"optional: expected true or false, found {row['optional']!r:.40}.")
    width = row.get("tolerance")
    whole = isinstance(width, int) and not isinstance(width, bool)
    if width is not None and not (whole and 0 < width <= LARGEST):
        faults.append(f"tolerance: expected 1 to {LARGEST} ms or nothing, found {width!r:.40}.")
    return faults
