"""A class with two assignments, as modules and paper are: each task is judged and merged where it stands."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from cxkit.judging.merging import merge
from cxkit.judging.sitting import Judging


@pytest.fixture
def parted(judged):
    """The class, module 02 handed in as an assignment of its own."""
    toml = judged / "course" / "course.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace('id = "02"\n', 'id = "02"\nassignment = "second"\n', 1), encoding="utf-8")
    db = sqlite3.connect(judged / "gradebook.db")
    with db:
        db.execute("INSERT INTO assignment (id, name, course_id) "
                   "SELECT 'p', 'second', course_id FROM assignment WHERE name = 'modules'")  # fmt: skip
        db.execute("UPDATE notebook SET assignment_id = 'p' WHERE name LIKE '02-%'")
        db.execute("INSERT INTO submitted_assignment (id, assignment_id, student_id) SELECT 'p' || a.id, 'p', "
                   "a.student_id FROM submitted_assignment a JOIN assignment m ON m.id = a.assignment_id "
                   "WHERE m.name = 'modules'")  # fmt: skip
        db.execute("UPDATE submitted_notebook SET assignment_id = 'p' || assignment_id "
                   "WHERE notebook_id IN (SELECT id FROM notebook WHERE assignment_id = 'p')")  # fmt: skip
    db.close()
    for who in ("ana", "ben", "cho"):
        place = judged / "autograded" / who
        shutil.copytree(place / "modules", place / "second", dirs_exist_ok=True)
        (place / "modules" / "answers" / "2.2.json").unlink()
    return judged


def test_a_task_of_another_assignment_is_read_and_merged_there(parted, say, database):
    judging = Judging(parted, "anna")
    assert judging.desk.place("2.2").assignment == "second"
    code = next(iter(judging.tickets("2.2")))
    assert judging.tables("2.2h", code)[0]["rows"]
    say("anna", "2.2h", ana=(2, "Good."), ben=3, cho=0)
    assert merge(parted).written == 3
    assert [database(who, "2.2h")[0] for who in ("ana", "ben", "cho")] == [2.0, 3.0, 0.0]
