"""A room: a shared folder in which learners save as their forms do."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxkit.course import Course
from cxkit.workbook import Workbook

Save = Callable[..., Path]


@pytest.fixture(scope="session")
def course(root: Path) -> Course:
    return Course(root / "course")


@pytest.fixture(scope="session")
def models(root: Path) -> Callable[[str], dict[str, Any]]:
    """The model answer of an exercise; "mine/0.1" for one on the learner's own organisation."""
    return lambda name: json.loads((root / f"course/source/models/{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "room").mkdir()
    return tmp_path / "room"


@pytest.fixture
def save(place: Path) -> Save:
    """save("ana", "2.1", data): as ana's form does; `when` is the file's time."""

    def put(who: str, exercise: str, data: dict[str, Any], *, mine: bool = False, when: float = 0) -> Path:
        book = Workbook(place / who)
        book.write(exercise, data, book.read(exercise, mine=mine).rev, mine=mine)
        path = book.path(exercise, mine=mine)
        if when:
            os.utime(path, (when, when))
        return path

    return put
