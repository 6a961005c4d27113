"""The events of a recording: what happens when, in whole milliseconds from its start.

What always holds (method.md rows 18-24, traps.md "Recordings"):
- start and end are whole numbers, 0 <= start <= end, and end <= duration where it is known;
- start = end is a point; events may overlap;
- ids are there and unique; a kind is one of `KINDS`, or "" while a label is not mapped;
- the order is by start, end, kind, id; no wall-clock time anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

__all__ = ["KINDS", "LONGEST", "MOST", "NAMES", "Event", "Events", "EventsError", "clock", "faults_of"]

KINDS = ("MOT", "BP", "BR")
NAMES = {"MOT": "Moment of Truth", "BP": "Break Point", "BR": "Business Rule"}
LONGEST = 360_000_000  # 100 hours: a later time is a date, or a wrong unit
MOST = 100_000  # events of a recording
_TOLD = 10  # faults in one message; `EventsError.faults` holds them all


class EventsError(ValueError):
    """Events that cannot be meant, or a file of them that cannot be read.

    Args:
        faults: every fault at once, each a sentence that names the place, what was expected
            and what came.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        rest = len(self.faults) - _TOLD
        super().__init__(
            " ".join(self.faults[:_TOLD] + [f"{rest} more faults follow."] * (rest > 0))
        )


@dataclass(frozen=True)
class Event:
    """One thing that happens in a recording.

    Args:
        kind: one of `KINDS`, or "" where `label` is not mapped to one yet.
        start, end: milliseconds from the start of the recording; equal for a point.
        note: what the annotator wrote.
        by: who marked it, "" where nobody is named.
        label: what the file called it, such as a tier's name.
    """

    id: str
    kind: str
    start: int
    end: int
    note: str = ""
    by: str = ""
    label: str = ""

    @property
    def point(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True)
class Events:
    """The events of one recording, checked and in order.

    Args:
        duration: of the recording in milliseconds, None where it is not known.
        source: the file they came from, for messages.
        told: what a reader has to say about the file, though nothing was wrong enough to
            refuse it: states never stopped, labels not known.

    Raises:
        EventsError: what this module promises does not hold; every fault at once.
    """

    events: tuple[Event, ...] = ()
    duration: int | None = None
    source: str = field(default="", compare=False)
    told: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        events = tuple(self.events)
        if found := faults_of(events, self.duration):
            raise EventsError(found)
        object.__setattr__(
            self, "events", tuple(sorted(events, key=lambda e: (e.start, e.end, e.kind, e.id)))
        )

    @classmethod
    def check(
        cls,
        rows: Iterable[Event | Mapping[str, Any]],
        duration: int | None = None,
        source: str = "",
    ) -> Self:
        """The events in `rows`: Events, or mappings with an Event's fields (others are passed
        over). A row without an id is given one that is free.

        Raises:
            EventsError: with every fault of every row.
        """
        events, places, faults = [], [], []
        for number, row in enumerate(rows, 1):
            if isinstance(row, Event):
                events.append(row)
                places.append(number)
            elif isinstance(row, Mapping):
                given = {name: row[name] for name in _FIELDS if row.get(name) is not None}
                events.append(Event(**{"id": "", "kind": "", "start": None, "end": None} | given))
                places.append(number)
            else:
                faults.append(
                    f"Row {number}: expected an event with start and end, found {_came(row)}."
                )
        events = _numbered(events)
        if not faults:
            with suppress(EventsError):  # told below, with the rows' own numbers
                return cls(tuple(events), duration, source)
        names = [f"Row {n} ({e.id})" for n, e in zip(places, events, strict=True)]
        raise EventsError(faults + faults_of(events, duration, names))

    def rows(self) -> list[dict[str, Any]]:
        """The events as plain mappings, for JSON; `check` reads them back."""
        return [asdict(event) for event in self.events]

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The labels that name no kind, each once, in alphabetical order."""
        return tuple(sorted({e.label for e in self.events if not e.kind}))

    def __len__(self) -> int:
        return len(self.events)


_FIELDS = tuple(f.name for f in fields(Event))


def clock(ms: int) -> str:
    """Milliseconds as people say them: 02:31.400, and 1:02:31.400 from an hour on."""
    sign, ms = ("-", -ms) if ms < 0 else ("", ms)
    hours, rest = divmod(ms, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    head = f"{hours}:" if hours else ""
    return f"{sign}{head}{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def _numbered(events: list[Event]) -> list[Event]:
    """Ids for those without: e1, e2 and so on, past those taken."""
    taken, number, named = {e.id for e in events if isinstance(e.id, str)}, 0, []
    for event in events:
        if event.id == "":
            number += 1
            while f"e{number}" in taken:
                number += 1
            event = replace(event, id=f"e{number}")
        named.append(event)
    return named


def faults_of(
    events: Iterable[Event], duration: Any = None, places: Sequence[str] = ()
) -> list[str]:
    """What keeps `events` from being those of a recording, a sentence each.

    Args:
        places: where each event stands in its file, for the sentences; "Row 1" and so on where
            there is none.
    """
    faults, seen = [], set()
    if duration is not None and not (_whole(duration) and 0 <= duration <= LONGEST):
        faults.append(
            f"Duration: expected whole milliseconds up to {LONGEST}, found {_came(duration)}."
        )
        duration = None
    for number, event in enumerate(events, 1):
        if number > MOST:
            return [*faults, f"Expected at most {MOST:,} events, found more."]
        place = f"Row {number}" + (f" ({event.id})" if event.id else "")
        if number <= len(places):
            place = places[number - 1]
        faults += [
            f"{place}, {name}: expected text, found {_came(getattr(event, name))}."
            for name in ("id", "kind", "note", "by", "label")
            if not isinstance(getattr(event, name), str)
        ]
        if event.id == "":
            faults.append(f"{place}, id: expected a name, found nothing.")
        elif isinstance(event.id, str) and event.id in seen:
            faults.append(f"{place}, id: two events are called {event.id!r}; rename one.")
        elif isinstance(event.id, str):
            seen.add(event.id)
        if isinstance(event.kind, str) and event.kind not in ("", *KINDS):
            faults.append(
                f"{place}, kind: expected {', '.join(KINDS)} or nothing, found {_came(event.kind)}."
            )
        faults += [f"{place}, {fault}" for fault in _times(event.start, event.end, duration)]
    return faults


def _times(start: Any, end: Any, duration: int | None) -> list[str]:
    faults = []
    for name, time in (("start", start), ("end", end)):
        if not _whole(time):
            faults.append(f"{name}: expected whole milliseconds, found {_came(time)}.")
        elif time < 0:
            faults.append(f"{name}: {clock(max(time, -LONGEST))} lies before the recording.")
        elif time > LONGEST:
            faults.append(f"{name}: lies beyond 100 hours; is the unit right?")
        elif duration is not None and time > duration:
            faults.append(
                f"{name}: {clock(time)} lies beyond the recording, which ends at {clock(duration)}."
            )
    if not faults and end < start:
        faults.append(f"end: {clock(end)} lies before the start, {clock(start)}.")
    return faults


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _came(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, int) and abs(value) > 10**30:
        return "a number of more than 30 digits"
    return repr(value)[:40]
