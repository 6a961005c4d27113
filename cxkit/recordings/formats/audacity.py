"""Audacity's exported labels: start, end and text between tabs, in seconds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..events import Event
from .cue import labelled, text_of
from .found import Found

__all__ = ["CARRIES", "NAME", "read", "sniff", "write"]

NAME = "Audacity labels (.txt)"
CARRIES = "kind, label (60 signs, no colon), start, end, note on one line"
_LINE = re.compile(r"[ ]*([^\t]*)\t([^\t]*)(?:\t(.*))?")
_HEAD = re.compile(rb"\s*-?\d+([.,]\d+)?\t-?\d+([.,]\d+)?(\t[^\t\n]*)?\n?")


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    first = head.lstrip(b"\n").split(b"\n", 1)[0]
    return bool(_HEAD.fullmatch(first))


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """Every label; "MOT: asks" is a label and a note. Lines that begin with a backslash give
    the frequencies of the label above, and are passed over."""
    found = Found()
    for number, line in enumerate(data.decode("utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("\\"):
            continue
        place = f"Line {number}"
        if not (match := _LINE.fullmatch(line)):
            found.faults.append(f"{place}: expected start, end and a text between tabs.")
            continue
        text = (match[3] or "").strip()
        label, note = labelled(text)
        if not label and text:
            label, note = text, ""
        start = found.time(match[1], f"{place}, start")
        found.add(place, start, found.time(match[2], f"{place}, end"), label=label, note=note)
    return found


def write(events: tuple[Event, ...], duration: int | None = None) -> bytes:
    """One line an event, in seconds with three decimals."""
    rows = [
        f"{e.start / 1000:.3f}\t{e.end / 1000:.3f}\t{text_of(e, flag=False)[1]}\n" for e in events
    ]
    return "".join(rows).encode("utf-8")
