"""The syllabus: every row of the method, and where the course teaches it.

`course/syllabus.toml` holds the 80 rows in our own words. Each names its places and, for each
place, a few words that stand there. A place whose words have gone from the lesson is a fault: so
no row can fall out of the course unseen, and none is claimed that is not there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..course import Course
from .notebook import lesson
from .source import SourceError
from .stretches import Stretch, stretches

__all__ = ["ROWS", "Place", "Row", "SyllabusError", "faults", "listed", "read", "table"]

ROWS = 80  # rows of the method
_ENTRY = {"at", "says"}


class SyllabusError(ValueError):
    """The syllabus cannot be read; each line of the message is one fault."""


@dataclass(frozen=True)
class Place:
    """Where a row is taught.

    Args:
        module: such as "05".
        section: the title of a section of the module, or of a heading in its lesson.
        exercise: such as "5.1"; empty where the section has none.
        says: words of the lesson at this place, for learner or trainer.
    """

    module: str
    section: str
    exercise: str
    says: str


@dataclass(frozen=True)
class Row:
    """A row of the method: its number, 1 to 80, what it is, and where it stands."""

    row: int
    technique: str
    where: tuple[Place, ...]


def read(course: Course) -> tuple[Row, ...]:
    """The rows of `course/syllabus.toml`, in its order. What they claim is for `faults` to see.

    Raises:
        SyllabusError: the file cannot be read, or an entry lacks a field or names no exercise.
    """
    path = course.root / "syllabus.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SyllabusError(f"{path} cannot be read: {error.strerror or error}.") from None
    except ValueError as error:
        raise SyllabusError(f"{path.name} is not whole TOML: {error}.") from None
    rows, wrong = [], []
    for number, entry in enumerate(data.get("row", ()), start=1):
        try:
            rows.append(_row(entry, course))
        except SyllabusError as error:
            wrong.append(f"{path.name}, entry {number}: {error}")
    if wrong:
        raise SyllabusError("\n".join(wrong))
    return tuple(rows)


def listed(rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    """The rows as JSON: row, technique, where (module, section, exercise)."""
    return [
        {
            "row": row.row,
            "technique": row.technique,
            "where": [
                {"module": p.module, "section": p.section, "exercise": p.exercise}
                for p in row.where
            ],
        }
        for row in rows
    ]


def table(rows: tuple[Row, ...]) -> str:
    """The rows as lines for a terminal: number and technique, then a line for each place."""
    lines = []
    for row in rows:
        lines.append(f"{row.row:>2}  {row.technique}")
        lines += [f"      {p.module}  {f'{p.exercise} {p.section}'.strip()}" for p in row.where]
    return "\n".join(lines)


def faults(course: Course, rows: tuple[Row, ...] | None = None) -> list[str]:
    """What the syllabus claims and the course does not hold, as sentences; empty if it is sound."""
    rows = read(course) if rows is None else rows
    numbers = [row.row for row in rows]
    found = [f"Row {n} stands nowhere. Add it to syllabus.toml." for n in range(1, ROWS + 1) if n not in numbers]
    found += [f"Row {n} stands {numbers.count(n)} times; expected once." for n in sorted(set(numbers)) if numbers.count(n) > 1]
    found += [f"Row {n} is no row of the method, 1 to {ROWS}." for n in numbers if not 1 <= n <= ROWS]
    known: dict[str, tuple[Stretch, ...]] = {}
    for row in rows:
        if not row.where:
            found.append(f"Row {row.row} names no place. Add a section or an exercise.")
        found += [f"Row {row.row}: {fault}" for p in row.where for fault in _place(course, p, known)]
    return found


def _place(course: Course, place: Place, known: dict[str, tuple[Stretch, ...]]) -> Iterator[str]:
    module = next((m for m in course.modules if m.id == place.module), None)
    if module is None:
        yield f"there is no module {place.module!r} in course.toml."
        return
    if module.id not in known:
        try:
            known[module.id] = stretches(lesson(course, module))
        except SourceError as error:
            known[module.id] = ()
            yield error.faults[0]
    spot = next((s for s in known[module.id] if s.level > 1 and _is(s, place)), None)
    if spot is None:
        yield f"module {module.id} has no section {place.section!r} {place.exercise}".rstrip() + "."
    elif not place.says.strip():
        yield f"{place.section!r} in module {module.id}: say by which words it is taught there."
    elif _plain(place.says) not in _plain(spot.text("text", "trainer")):
        yield (
            f"the words {place.says!r} no longer stand in {place.section!r} of module {module.id}. "
            "Teach the row there again, or name another place in syllabus.toml."
        )


def _is(stretch: Stretch, place: Place) -> bool:
    if place.exercise:
        return stretch.exercise == place.exercise
    return not stretch.exercise and stretch.title == place.section


def _plain(text: str) -> str:
    """Words alone: case, emphasis, quotation marks and line ends do not matter."""
    return " ".join(re.sub(r"[*_`“”\"‘’']", "", text).casefold().split())


def _row(entry: Any, course: Course) -> Row:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("where"), list):
        raise SyllabusError("expected row, technique and where.")
    number, technique = entry.get("row"), entry.get("technique")
    if type(number) is not int or not isinstance(technique, str) or not technique.strip():
        raise SyllabusError(f"expected a row's number and its technique, found {number!r}.")
    return Row(number, technique, tuple(_placed(one, number, course) for one in entry["where"]))


def _placed(entry: Any, number: int, course: Course) -> Place:
    """A place from { at = "05 The idea", says = "..." }, or at = "5.1" for an exercise."""
    if not isinstance(entry, Mapping) or set(entry) != _ENTRY:
        raise SyllabusError(f"row {number}: expected at and says for each place, found {entry!r:.60}.")
    at = str(entry["at"]).strip()
    exercise = course.exercises.get(at)
    if exercise is not None:
        module = next(m.id for m in course.modules if exercise in m.exercises)
        return Place(module, exercise.title, at, str(entry["says"]))
    module, _, section = at.partition(" ")
    if re.fullmatch(r"\d+\.\d+[a-z]?", at):
        raise SyllabusError(f"row {number}: there is no exercise {at} in course.toml.")
    return Place(module, section.strip(), "", str(entry["says"]))
