"""The desk: a mark is the same wherever it is asked for."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cxkit.course import Course, CourseError
from cxkit.desk import Desk, mark_answer, points
from cxkit.marking import DONE, LOOK_AGAIN, NOT_STARTED, mark
from cxkit.workbook import Answer, Workbook

EXERCISES = ["0.1", "0.2", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7"]


@pytest.fixture(params=["a learner's copy", "a class's submission"])
def folder(request: pytest.FixtureRequest, root: Path, tmp_path: Path) -> Path:
    """Where notebooks and answers lie: beside the course, or deep in a class folder."""
    course = tmp_path / "course"
    for name in ("cases", "quiz"):
        shutil.copytree(root / "course" / name, course / name)
    shutil.copy(root / "course/course.toml", course)
    place = {"a learner's copy": "course/modules", "a class's submission": "submitted/ana/modules"}
    (tmp_path / place[request.param]).mkdir(parents=True)
    return tmp_path / place[request.param]


def _model(root: Path, name: str, *, mine: bool = False) -> dict[str, Any]:
    path = root / "course/source/models" / ("mine" if mine else "") / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def _half(data: dict[str, Any]) -> dict[str, Any]:
    """The first half of every section."""
    return {section: rows[: (len(rows) + 1) // 2] for section, rows in data.items()}


@pytest.mark.parametrize("name", EXERCISES)
def test_points_are_the_mark_to_the_cent(
    folder: Path, root: Path, case: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    full = Course.find().exercise(name).points
    mine = name.startswith("0.")
    book, data = Workbook(folder), _model(root, name, mine=mine)
    assert points(name) == 0.0 and type(points(name)) is float, "a bare 0 is not started"
    for rev, given in enumerate((_half(data), data)):
        book.write(name, given, rev, mine=mine)
        found = points(name)
        expected = mark(name, given, case, mine=mine)
        assert type(found) is float, "anything else is full marks in nbgrader"
        assert found == round(expected.share * full, 2) == expected.points(full)
        assert 0 <= found <= full
    assert found == full


def test_own_work_on_a_case_exercise_earns_no_points(
    folder: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    Workbook(folder).write("2.3", _model(root, "2.3", mine=True), 0, mine=True)
    assert points("2.3") == 0.0
    assert Desk.find().mark("2.3", mine=True).state == DONE
    assert Desk.find().mark("2.3").state == NOT_STARTED


def test_a_damaged_answer_earns_nothing_and_says_so(folder: Path, case: Any) -> None:
    (folder / "answers").mkdir()
    (folder / "answers/2.1.json").write_text("{", encoding="utf-8")
    found = Desk.find(folder).mark("2.1")
    assert (found.state, found.share, found.results) == (LOOK_AGAIN, 0.0, ())
    assert "not complete JSON" in found.faults[0].what and "2.1" in found.faults[0].where
    assert found == mark_answer(Answer("2.1", problem=found.faults[0].what), case)


@pytest.mark.parametrize("name", ["9.9", "", "grid"])
def test_an_unknown_exercise_is_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(CourseError, match="There is no exercise"):
        points(name)


def test_no_course_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="No course was found"):
        Desk.find(tmp_path)


def test_asking_for_points_writes_nothing_and_says_nothing(folder: Path, root: Path) -> None:
    """A word on stderr in a graded cell is a 0 in nbgrader."""
    Workbook(folder).write("2.5", _model(root, "2.5"), 0)
    before = sorted(p.relative_to(folder) for p in folder.rglob("*"))
    said = subprocess.run(
        [sys.executable, "-W", "always", "-c", 'from cxkit.desk import points\nprint(points("2.5"))'],
        cwd=folder, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(root), "NBGRADER_EXECUTION": "autograde", "PATH": ""},
    )  # fmt: skip
    assert (said.stdout, said.stderr) == ("15.0\n", "")
    assert sorted(p.relative_to(folder) for p in folder.rglob("*")) == before
