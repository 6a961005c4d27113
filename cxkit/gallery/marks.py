"""Marks taken along: an annotation exercise as files that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..desk import Desk
from ..recordings.events import Events, EventsError
from ..recordings.formats import WRITTEN
from ..screen import Refused

__all__ = ["TOOLS", "write_marks"]

TOOLS = tuple(end.lstrip(".") for end in WRITTEN if end != ".xlsx")  # xlsx: the form's own table


def write_marks(desk: Desk, name: str, suffix: str, mine: bool) -> list[Path]:
    """Write each marked recording of an exercise into `exports/`, in the format that files of
    that ending have.

    Raises:
        Refused: the exercise holds no marks, or they cannot be written; the sentence says why.
    """
    from ..recordings.reading import write_events

    exercise = desk.course.exercise(name)
    answer = desk.answer(name, mine=mine)
    if answer.problem:
        raise Refused(answer.problem)
    sections = [s for s in desk.layout(name, answer.data, mine=mine) if s.kind == "timeline"]
    if not sections:
        raise Refused(f"Exercise {name} holds no marks. Export it to xlsx.")
    folder = desk.workbook.folder / "exports"
    written = []
    try:
        for section in sections:
            events, part = _events(section, answer.data.get(section.key))
            if events.events:
                folder.mkdir(parents=True, exist_ok=True)
                target = folder / f"{exercise.slug}-{part}{'-mine' if mine else ''}.{suffix}"
                write_events(events, target)
                written.append(target)
    except (EventsError, OSError) as error:
        raise Refused(f"{error} Nothing was written.") from None
    if not written:
        raise Refused("There is nothing to export yet. Mark the recording, then export again.")
    return written


def _events(section: Any, rows: Any) -> tuple[Events, str]:
    """The marks of a section, and what its file is called after."""
    from ..forms.timeline.marks import file_of, marked, marks_of

    found, _ = marked(section, rows)
    file = file_of(found)
    duration = section.recording.duration if section.recording else file and file["duration"]
    part = section.recording.id if section.recording else section.key
    return Events.check(marks_of(found), duration), part
