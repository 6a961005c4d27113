"""Praat, .TextGrid: interval tiers and point tiers, as long or short text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..events import Event, EventsError
from .encoding import printable
from .found import Found, named
from .tiers import UNNAMED, laid, unlaid

__all__ = ["CARRIES", "NAME", "read", "sniff", "write"]

NAME = "Praat TextGrid (.TextGrid)"
CARRIES = "kind, label, start, end, note, duration; an empty note as the tier's own name"
_VALUE = re.compile(
    r'"(?P<text>[^"]*(?:""[^"]*)*)"'
    r"|(?<!\S)(?P<number>[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)(?!\S)"
    r"|(?<!\S)<(?P<flag>exists|absent)>|(?<!\S)![^\n]*"
)
_LEAST = 1  # milliseconds: Praat knows no file without a length


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    start = head.lstrip()[:200]
    return b"ooTextFile" in start and b"TextGrid" in start


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """Every interval with a text and every point; a tier's name is the label.

    Raises:
        EventsError: the file breaks off, or is no TextGrid.
    """
    found = Found()
    try:
        end, tiers = _tiers(data.decode("utf-8"))
    except ValueError:
        raise EventsError(["The TextGrid is damaged or breaks off; does Praat open it?"]) from None
    found.duration = found.time(end, "The file's end (xmax)")
    names = {name for name, _ in tiers}
    for name, entries in tiers:
        label = unlaid(name, names)
        for number, (*times, text) in enumerate(entries, 1):
            text = text.strip()
            if len(times) == 2 and not text:
                continue  # silence between intervals
            place = f"Tier {name!r}, entry {number}"
            start = found.time(times[0], f"{place}, start")
            stop = found.time(times[-1], f"{place}, end") if len(times) == 2 else start
            note = "" if text == (label or UNNAMED) else text
            found.add(place, start, stop, label=label, note=note)
    return found


def write(events: tuple[Event, ...], duration: int | None = None) -> bytes:
    """Interval tiers and point tiers as long text; no tier overlaps itself."""
    from praatio.utilities.textgrid_io import getTextgridAsStr

    last = max([duration or 0, _LEAST, *(e.end for e in events)])
    tiers = []
    for point in (False, True):
        some = [e for e in events if e.point is point]
        ends = (lambda e: e.end + 1) if point else (lambda e: e.end)  # no two points at one time
        for (name, _), tier in laid(some, ends, by=False).items():
            texts = [printable(e.note) if e.note.strip() else _label(e) for e in tier]
            entries = [
                (e.start / 1000, text) if point else (e.start / 1000, e.end / 1000, text)
                for e, text in zip(tier, texts, strict=True)
            ]
            tiers.append(
                {"class": "TextTier" if point else "IntervalTier", "name": name,
                 "xmin": 0, "xmax": last / 1000, "entries": entries}
            )  # fmt: skip
    grid = {"xmin": 0, "xmax": last / 1000, "tiers": tiers}
    return getTextgridAsStr(grid, "long_textgrid", True).encode("utf-8")


def _tiers(text: str) -> tuple[str, list[tuple[str, list[tuple[str, ...]]]]]:
    """The end of the file, and each tier's name and entries, as texts.

    Praat reads the values alone, quoted texts, free-standing numbers and flags, and takes the rest
    for comments: so one reader serves the long and the short form. praatio 6.2 leaves doubled
    quotes in the marks of points, and loses its way where a text holds "item [".
    """
    values = (match for match in _VALUE.finditer(text) if match.lastgroup)

    def take(kind: str) -> str:
        match = next(values, None)
        if match is None or match.lastgroup != kind:
            raise ValueError(f"expected a {kind}, found something else or the end")
        return match[kind].replace('""', '"') if kind == "text" else match[kind]

    take("text"), take("text"), take("number")
    end, tiers = take("number"), []
    if take("flag") != "exists":
        return end, tiers
    for _ in range(int(take("number"))):
        times = {"IntervalTier": 2, "TextTier": 1}.get(take("text"))
        if times is None:
            raise ValueError("a tier of neither kind")
        name = take("text")
        take("number"), take("number")
        shape = ("number",) * times + ("text",)
        count = int(take("number"))
        tiers.append((name, [tuple(map(take, shape)) for _ in range(count)]))
    return end, tiers


def _label(event: Event) -> str:
    return " ".join(printable(named(event.kind, event.label)).split()) or UNNAMED
