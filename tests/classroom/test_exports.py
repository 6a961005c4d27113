from __future__ import annotations

import csv
import sqlite3
from datetime import UTC, datetime

import pytest

from cxkit.classroom.exportsfile import FORMS, marks_file, write_marks
from cxkit.classroom.exportsmarks import Given, Marks, read_marks
from cxkit.classroom.folder import ClassError
from cxkit.classroom.grade import grade
from cxkit.classroom.roster import Learner

ANA = Learner("ana-01", "Ana", "Lima", "ana@example.org")
BEN = Learner("=ben", "=HYPERLINK(1)", "@Odum")
CHO = Learner("cho", "", "Cho")
MARKS = Marks(
    ("modules", "paper"), {"modules": 80.0, "paper": 200.0},
    (
        (ANA, (Given(ANA, "modules", "marked", 60.5, 80.0, "60.5 of 80 points."),
               Given(ANA, "paper", "waits for a person", None, 200.0, "One part waits for a person."))),
        (BEN, (Given(BEN, "modules", "set aside", None, 80.0, "+cmd"),
               Given(BEN, "paper", "not handed in", None, 200.0, ""))),
        (CHO, (Given(CHO, "modules", "marked", 0.0, 80.0, "0 of 80 points."),
               Given(CHO, "paper", "marked", 200.0, 200.0, "200 of 200 points."))),
    ),
)  # fmt: skip


def rows(raw: bytes) -> list[list[str]]:
    return list(csv.reader(raw.decode("utf-8-sig").splitlines()))


@pytest.mark.parametrize(
    ("form", "full", "expected"),
    [
        ("moodle", 100.0, [
            ["ID number", "Email address", "First name", "Last name", "modules", "Feedback: modules",
             "Status: modules", "paper", "Feedback: paper", "Status: paper"],
            ["ana-01", "ana@example.org", "Ana", "Lima", "75.62", "60.5 of 80 points.", "marked",
             "-", "One part waits for a person.", "waits for a person"],
            ["'=ben", "", "'=HYPERLINK(1)", "'@Odum", "-", "'+cmd", "set aside", "-", "", "not handed in"],
            ["cho", "", "", "Cho", "0.00", "0 of 80 points.", "marked", "100.00", "200 of 200 points.", "marked"],
        ]),
        ("canvas", 0.0, [
            ["Student", "ID", "SIS Login ID", "Section", "modules", "paper"],
            ["Points Possible", "", "", "", "80.00", "200.00"],
            ["Lima, Ana", "", "ana-01", "", "60.50", ""],
            ["'@Odum, =HYPERLINK(1)", "", "'=ben", "", "", ""],
            ["Cho", "", "cho", "", "0.00", "200.00"],
        ]),
        ("csv", 0.0, [
            ["id", "first name", "last name", "email", "assignment", "status", "points", "of", "comment"],
            ["ana-01", "Ana", "Lima", "ana@example.org", "modules", "marked", "60.50", "80.00", "60.5 of 80 points."],
            ["ana-01", "Ana", "Lima", "ana@example.org", "paper", "waits for a person", "", "200.00",
             "One part waits for a person."],
            ["'=ben", "'=HYPERLINK(1)", "'@Odum", "", "modules", "set aside", "", "80.00", "'+cmd"],
            ["'=ben", "'=HYPERLINK(1)", "'@Odum", "", "paper", "not handed in", "", "200.00", ""],
            ["cho", "", "Cho", "", "modules", "marked", "0.00", "80.00", "0 of 80 points."],
            ["cho", "", "Cho", "", "paper", "marked", "200.00", "200.00", "200 of 200 points."],
        ]),
    ],
)  # fmt: skip
def test_each_system_gets_its_own_table(form, full, expected):
    assert rows(marks_file(MARKS, form, full)) == expected


def test_only_the_spreadsheet_gets_a_mark_of_its_encoding():
    assert {form: marks_file(MARKS, form).startswith(b"\xef\xbb\xbf") for form in FORMS} == {
        "moodle": False, "canvas": False, "csv": True}


@pytest.mark.parametrize(("form", "full", "most"), [("canvas", 10.0, "10.00"), ("csv", 10.0, "10.00")])
def test_points_are_scaled_with_what_they_are_out_of(form, full, most):
    found = rows(marks_file(MARKS, form, full))
    assert most in found[1]
    assert "7.56" in found[2] + found[1]


@pytest.fixture(scope="module")
def graded(made, tmp_path_factory, course, answers):
    """ana: everything judged; ben: set aside; cho: nothing handed in."""
    import shutil

    from cxkit.classroom.folder import ClassFolder
    from cxkit.classroom.sample import hand_in

    root = tmp_path_factory.mktemp("marks") / "class"
    shutil.copytree(made, root)
    folder = ClassFolder(root)
    hand_in("good", "ana", root / "handins", course, folder.release, answers)
    hand_in("zip cut off", "ben", root / "handins", course, folder.release, answers)
    grade(folder)
    return folder


def judge(folder) -> None:
    """Let a person have judged everything that waits."""
    with sqlite3.connect(folder.gradebook) as db:
        db.execute("UPDATE grade SET manual_score = 2 WHERE needs_manual_grade AND auto_score IS NULL")
        db.execute("UPDATE grade SET needs_manual_grade = 0")
    db.close()


def statuses(marks: Marks) -> dict[tuple[str, str], str]:
    return {(g.learner.id, g.assignment): g.status for g in marks.given}


def test_what_is_not_final_is_empty_and_never_zero(graded):
    marks = read_marks(graded)
    assert statuses(marks) == {
        ("ana", "modules"): "waits for a person", ("ana", "paper"): "waits for a person",
        ("ben", "modules"): "set aside", ("ben", "paper"): "set aside",
        ("cho", "modules"): "not handed in", ("cho", "paper"): "not handed in"}  # fmt: skip
    assert {g.points for g in marks.given} == {None}


def test_without_tasks_the_program_s_points_are_final(graded):
    one = read_marks(graded, ["modules"], ["ana"], tasks=False).given[0]
    course = graded.parts["modules"]
    assert one.status == "marked"
    assert one.full == sum(e.points for e in course.exercises.values())
    assert 0 < one.points < one.full
    assert one.full < read_marks(graded, ["modules"]).full["modules"]
    assert "02-customers-by-need: " in one.comment


def test_a_judged_class_has_nbgrader_s_own_scores(graded):
    from nbgrader.api import Gradebook

    judge(graded)
    write = {f: write_marks(graded, f) for f in FORMS}
    found = {g.assignment: g for g in read_marks(graded, ["modules"], ["ana"]).given}["modules"]
    with Gradebook(f"sqlite:///{graded.gradebook.as_posix()}") as book:
        theirs = book.find_submission("modules", "ana")
        assert (found.points, found.full) == (pytest.approx(theirs.score), theirs.max_score)
    assert found.status == "marked"
    assert [p.name for p in write["canvas"].files] == ["marks-canvas.csv", "marks-canvas-status.csv"]
    assert "2 set aside" in write["csv"].said[1]
    canvas = rows(write["canvas"].files[0].read_bytes())
    assert canvas[1][4] == f"{found.full:.2f}"
    assert canvas[2][:5] == ["Lima, Ana", "", "ana", "", f"{found.points:.2f}"]
    moodle = rows(write["moodle"].files[0].read_bytes())
    assert moodle[1][4] == f"{100 * found.points / found.full:.2f}"


@pytest.mark.parametrize(("form", "name"), [("moodle", "Moodle"), ("canvas", "Canvas"), ("csv", "Csv")])
def test_nbgrader_s_export_writes_what_ours_does(graded, tmp_path, monkeypatch, form, name):
    from nbgrader.apps.exportapp import ExportApp

    monkeypatch.chdir(graded.root)
    theirs, ours = tmp_path / "theirs.csv", tmp_path / "ours.csv"
    words = [f"--exporter=cxkit.classroom.exports.{name}Exporter", f"--to={theirs}", "--student=['ana']"]
    app = ExportApp()
    app.initialize(words)
    app.start()
    write_marks(graded, form, ours, learners=["ana"])
    assert theirs.read_bytes() == ours.read_bytes()
    app = ExportApp()
    app.initialize([*words, "--assignment=['nothing']"])
    with pytest.raises(SystemExit):
        app.start()


def test_a_hand_in_that_came_later_is_told(graded, course, answers):
    import os

    from cxkit.classroom.sample import hand_in

    path = hand_in("zip cut off", "ana", graded.root / "handins", course, graded.release, answers)
    late = datetime(2031, 1, 1, tzinfo=UTC).timestamp()
    os.utime(path, (late, late))
    given = read_marks(graded, ["modules"], ["ana"]).given[0]
    assert "A later hand-in is not in these marks" in given.comment


@pytest.mark.parametrize(
    ("which", "words"),
    [({"assignments": ["modul"]}, "Expected an assignment of this class (modules, paper), found 'modul'"),
     ({"learners": ["zoe"]}, "Expected a learner of this class (ana, ben, cho), found 'zoe'")],
)  # fmt: skip
def test_what_the_class_does_not_have_is_told(graded, which, words):
    with pytest.raises(ClassError) as told:
        read_marks(graded, **which)
    assert words in str(told.value)


def test_a_place_that_cannot_be_written_is_told(graded, tmp_path):
    (tmp_path / "there").mkdir()
    with pytest.raises(ClassError, match="give another file with --out"):
        write_marks(graded, "csv", tmp_path / "there")
