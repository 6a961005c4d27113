"""The class itself: made whole or not at all, pinned to its course."""

from __future__ import annotations

import pytest

from cxkit.classroom.folder import ClassError, ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.roster import RosterError
from cxkit.classroom.scaffold import new
from tests.classroom.given import NOTEBOOK


def test_a_folder_in_use_is_refused(tmp_path, course):
    (tmp_path / "r.csv").write_text("id\na\n", encoding="utf-8")
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ClassError, match="holds files already"):
        new(tmp_path / "class", tmp_path / "r.csv", course)
    assert [p.name for p in (tmp_path / "class").iterdir()] == ["thesis.txt"]


def test_a_bad_roster_makes_nothing(tmp_path, course):
    (tmp_path / "r.csv").write_text("id\na\nA\n", encoding="utf-8")
    with pytest.raises(RosterError):
        new(tmp_path / "class", tmp_path / "r.csv", course)
    assert not (tmp_path / "class").exists()


def test_a_class_that_was_cut_off_is_completed(tmp_path, course):
    (tmp_path / "r.csv").write_text("id\n a\n", encoding="utf-8")

    def cut(course, module):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        new(tmp_path / "class", tmp_path / "r.csv", course, sources=cut)
    with pytest.raises(ClassError, match="was not finished"):
        ClassFolder(tmp_path / "class")
    made = new(tmp_path / "class", tmp_path / "r.csv", course)
    assert made.roster.ids == ("a",)
    assert made.notes == ("Line 2: spaces around the id 'a' were removed.",)


def test_a_folder_that_is_no_class_is_a_sentence(tmp_path):
    with pytest.raises(ClassError, match="is not a class folder: it lacks nbgrader_config.py"):
        grade(tmp_path)


def test_the_class_is_pinned_to_its_course(made):
    names = {p.relative_to(made / "course").parts[0] for p in (made / "course").rglob("*")}
    assert names == {"course.toml", "cases", "quiz", "recordings", "paper-key", "paper-pinned.json"}
    assert not list(made.rglob("answers")) and not list(made.rglob("models"))
    released = (made / "release" / "modules" / NOTEBOOK).read_text(encoding="utf-8")
    assert "MARK SCHEME" not in released
