"""The marks in a recording as the kernel keeps them, whoever wrote them.

A mark is {"id", "kind": "MOT", "BP" or "BR", "start", "end": whole milliseconds, "note"}; start
and end are equal for a point. Where the recording is the learner's own, one row more says which
file it was: {"id": "recording", "name", "duration"}; the file itself stays in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...recordings.events import KINDS, LONGEST, NAMES
from ..spec import Section

__all__ = ["OWN", "file_of", "mark_cells", "mark_name", "marked", "marks_of", "tape"]

OWN = "recording"  # the id of the row that names an own file
Row = dict[str, Any]


def tape(ms: int) -> str:
    """Milliseconds as a tape counter shows them: 1:02.4, and 1:01:02.4 from an hour on."""
    tenths = (ms + 50) // 100
    minutes, rest = divmod(tenths, 600)
    head = f"{minutes // 60}:{minutes % 60:02d}" if minutes >= 60 else f"{minutes}"
    return f"{head}:{rest // 10:02d}.{rest % 10}"


def marks_of(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows that are marks, without the one that names an own file."""
    return [row for row in rows if row.get("id") != OWN]


def file_of(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The row that names an own file: {"name", "duration"}, None where none was opened."""
    return next((row for row in rows if row.get("id") == OWN), None)


def mark_name(marks: list[Mapping[str, Any]], place: int) -> str:
    """What a mark is called on screen: "Moment of Truth 3", the third of its kind in time."""
    kind = marks[place]["kind"]
    number = sum(mark["kind"] == kind for mark in marks[: place + 1])
    return f"{NAMES[kind]} {number}"


def marked(section: Section, raw: Any) -> tuple[list[Row], list[str]]:
    """The marks in `raw`, in order of time, each within the recording.

    Returns:
        The rows, and a sentence for all that could not be kept as it was: a mark that is none is
        left out, one that ends before it starts is turned round, one beyond the end is brought
        back to it.
    """
    if raw is None:
        return [], []
    if not isinstance(raw, list):
        return [], [
            f"The saved marks of {section.title} cannot be read: expected a list, "
            f"found {type(raw).__name__}. The file is unchanged until you write here."
        ]
    faults: list[str] = []
    own = next((r for r in raw if isinstance(r, dict) and r.get("id") == OWN), None)
    file = _file(own, faults) if own is not None and section.recording is None else None
    duration = section.recording.duration if section.recording else file and file["duration"]
    seen: set[str] = set()
    rows = [
        mark
        for number, row in enumerate((r for r in raw if r is not own), start=1)
        if (mark := _mark(row, f"Mark {number}", duration, seen, faults))
    ]
    rows.sort(key=lambda m: (m["start"], m["end"], m["kind"], m["id"]))
    return ([file] if file else []) + rows, faults


def mark_cells(section: Section, rows: list[Row]) -> tuple[list[str], list[list[str]]]:
    """Column titles and cells as text, for the static twin."""
    found, _ = marked(section, rows)
    file, marks = file_of(found), marks_of(found)
    cells = [["File", file["name"], tape(0), tape(file["duration"]), ""]] if file else []
    for place, mark in enumerate(marks):
        times = [tape(mark["start"]), tape(mark["end"]) if mark["end"] > mark["start"] else ""]
        cells.append([str(place + 1), mark_name(marks, place), *times, mark["note"]])
    return ["No.", "Mark", "Start", "End", "Note"], cells


def _mark(row: Any, place: str, duration: int | None, seen: set[str], faults: list[str]) -> Row | None:
    if not isinstance(row, dict):
        faults.append(f"{place} is left out: expected fields, found {row!r:.40}.")
        return None
    if row.get("kind") not in KINDS:
        faults.append(
            f"{place} is left out: expected one of {', '.join(KINDS)}, found {row.get('kind')!r:.40}."
        )
        return None
    start = _ms(row.get("start"))
    end = start if row.get("end") is None else _ms(row["end"])
    if start is None or end is None:
        bad = row.get("start") if start is None else row["end"]
        faults.append(f"{place} is left out: expected a time in milliseconds, found {bad!r:.40}.")
        return None
    if end < start:
        faults.append(f"{place} ended before it started, at {tape(start)}; its ends changed places.")
        start, end = end, start
    last = LONGEST if duration is None else duration
    if start < 0 or end > last:
        faults.append(f"{place} lay outside the recording; it was brought back into it.")
        start, end = min(max(start, 0), last), min(max(end, 0), last)
    note = row.get("note")
    note = note if isinstance(note, str) else "" if note is None else str(note)
    return {"id": _own_id(row.get("id"), seen), "kind": row["kind"], "start": start, "end": end,
            "note": note}  # fmt: skip


def _file(row: Row, faults: list[str]) -> Row | None:
    duration = _ms(row.get("duration"))
    if duration is None or not 0 < duration <= LONGEST or not isinstance(row.get("name"), str):
        faults.append("The name or length of your recording cannot be read. Choose the file again.")
        return None
    return {"id": OWN, "name": row["name"][:200], "duration": duration}


def _ms(value: Any) -> int | None:
    """A time in whole milliseconds; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value) if abs(value) <= 10 * LONGEST else None  # NaN is not, either


def _own_id(given: Any, seen: set[str]) -> str:
    """The row's own id, or a free one; the same rows get the same ids each time they are read."""
    name = given if isinstance(given, str) and given and given not in seen else ""
    number = len(seen)
    while not name or name in seen or name == OWN:
        number += 1
        name = f"m{number}"
    seen.add(name)
    return name
