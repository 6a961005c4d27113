"""One class of the hostile for the whole run; it is graded three times, and looked at after each."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cxkit.classroom.tree import remove

from .room import Room, make

_ROWS = """SELECT a.student_id, s.name, b.name, g.auto_score, g.manual_score, g.needs_manual_grade
    FROM grade g JOIN base_cell b ON b.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id
    JOIN submitted_assignment a ON a.id = n.assignment_id JOIN assignment s ON s.id = a.assignment_id
    ORDER BY 1, 2, 3"""


@dataclass
class Graded:
    """What a run told, and how the class's folder stood after it."""

    told: dict[str, Any]
    state: dict[str, str]
    rows: list[tuple]
    faults: str

    def __getitem__(self, who: str) -> dict[str, Any]:
        return self.told["learners"][who]


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    made = make(tmp_path_factory.mktemp("hostile"))
    yield made
    remove(made.place)


@pytest.fixture(scope="session")
def around(room) -> dict[str, bytes]:
    """What lies beside the class before anything is graded."""
    return beside(room)


@pytest.fixture(scope="session")
def first(room, around) -> Graded:
    """Graded by one process."""
    return _graded(room, 1)


@pytest.fixture(scope="session")
def second(room, first) -> Graded:
    """The same again: there is nothing left to do."""
    return _graded(room, 1)


@pytest.fixture(scope="session")
def third(room, second) -> Graded:
    """Without the journal, and by two workers."""
    (room.root / ".cxkit" / "journal").unlink()
    return _graded(room, 2)


def _graded(room: Room, workers: int) -> Graded:
    told = room.grade(room.root, workers)
    faults = room.log.read_text(encoding="utf-8") if room.log.exists() else "nobody watched"
    return Graded(told, room.state(room.root), rows_of(room.root / "gradebook.db"), faults)


def rows_of(path: Path) -> list[tuple]:
    db = sqlite3.connect(path)
    try:
        return db.execute(_ROWS).fetchall()
    finally:
        db.close()


def beside(room: Room) -> dict[str, bytes]:
    """Every file outside the class, but for the record of the watch."""
    found = {}
    for folder, subfolders, files in os.walk(room.place):
        subfolders[:] = [name for name in subfolders if Path(folder, name) != room.root]
        found |= {str(Path(folder, name)): Path(folder, name).read_bytes() for name in files}
    found.pop(str(room.log), None)
    return found
