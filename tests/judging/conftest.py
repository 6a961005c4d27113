"""One graded class for the whole run, with three answers to judge; each test works on a copy."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from cxkit.classroom.folder import ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.sample import hand_in
from tests.classroom.conftest import answers, course, made

__all__ = ["answers", "course", "made"]


@pytest.fixture(scope="session")
def graded(made, course, answers, tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("judging") / "class"
    shutil.copytree(made, root)
    folder = ClassFolder(root)
    for who, kind in (("ana", "expert"), ("ben", "good"), ("cho", "fair")):
        hand_in(kind, who, root / "handins", course, folder.release, answers)
    grade(folder)
    return root


def _copied(graded: Path, target: Path, *gone: str) -> Path:
    def put(source, place):
        # What nothing here writes is linked: copying it a hundred times is half a minute.
        still = {"cases", "recordings", "release", "source", "submitted"} & set(Path(source).parts)
        return os.link(source, place) if still else shutil.copy2(source, place)

    shutil.copytree(graded, target, copy_function=put, ignore=shutil.ignore_patterns(*gone))
    return target


@pytest.fixture
def judged(graded, tmp_path) -> Path:
    """The class's folder, to be judged in; what only grading needs is left out."""
    return _copied(graded, tmp_path / "class", "handins", "submitted", "release", "source", "*.ipynb",
                   "recordings", "quiz", "mine")  # fmt: skip


@pytest.fixture
def whole(graded, judged) -> Path:
    """The same folder with all that grading needs."""
    shutil.rmtree(judged)
    return _copied(graded, judged)


@pytest.fixture
def change(judged):
    """change("ana", "2.2", act): act(data) on the answer as it was graded."""

    def go(who, exercise, act):
        path = judged / "autograded" / who / "modules" / "answers" / f"{exercise}.json"
        held = json.loads(path.read_text(encoding="utf-8"))
        act(held["data"])
        path.write_text(json.dumps(held), encoding="utf-8")

    return go


@pytest.fixture
def database(judged):
    """database(who, task) -> (manual score, waits, manual comment); with `put`, set first."""

    def go(who, task, put=None, says=None):
        cell = f"task-{task.replace('.', '-')}"
        among = ("notebook_id IN (SELECT n.id FROM submitted_notebook n JOIN submitted_assignment a "
                 "ON a.id = n.assignment_id WHERE a.student_id = ?) AND cell_id IN "
                 "(SELECT id FROM base_cell WHERE name = ?)")
        db = sqlite3.connect(judged / "gradebook.db")
        try:
            with db:
                if put is not None:
                    db.execute(f"UPDATE grade SET manual_score = ?, needs_manual_grade = 0 WHERE {among}",
                               (put, who, cell))
                if says is not None:
                    db.execute(f"UPDATE comment SET manual_comment = ? WHERE {among}", (says, who, cell))
            row = db.execute(f"SELECT manual_score, needs_manual_grade FROM grade WHERE {among}",
                             (who, cell)).fetchone()
            said = db.execute(f"SELECT manual_comment FROM comment WHERE {among}", (who, cell)).fetchone()
        finally:
            db.close()
        return row[0], bool(row[1]), said[0]

    return go


@pytest.fixture
def say(judged):
    """say("anna", "2.2h", ana=2, ben=(3, "Well said.")): levels and comments of a marker."""
    from cxkit.judging.sitting import Judging

    def go(marker, task, **levels):
        judging = Judging(judged, marker)
        for code, ticket in judging.tickets(task).items():
            given = levels.get(ticket.work.learner)
            if given is not None:
                level, comment = given if isinstance(given, tuple) else (given, "")
                judging.judge(task, code, level, comment)
        return judging

    return go
