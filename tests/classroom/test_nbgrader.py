"""nbgrader is the office: its own autograde, button, API and feedback agree with ours."""

from __future__ import annotations

import json
import shutil
import sqlite3

import pytest

from cxkit.classroom.bench import class_of, differences, run_nbgrader, without_hooks
from cxkit.classroom.folder import ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.gradebook import Gradebook, GradebookError
from cxkit.marking import task as rubric

COLUMNS = """SELECT a.student_id, a.timestamp, b.name, g.auto_score, g.manual_score, g.extra_credit,
    g.needs_manual_grade FROM grade g JOIN base_cell b ON b.id = g.cell_id
    JOIN submitted_notebook n ON n.id = g.notebook_id
    JOIN submitted_assignment a ON a.id = n.assignment_id ORDER BY 1, 3"""


def rows(root):
    db = sqlite3.connect(root / "gradebook.db")
    try:
        return db.execute(COLUMNS).fetchall()
    finally:
        db.close()


@pytest.fixture(scope="module")
def peers(tmp_path_factory, course):
    """A good learner's notebooks, all of them, and an expert's paper: marked by nbgrader with
    kernels, and by us."""
    place = tmp_path_factory.mktemp("peer")
    class_of(place / "theirs", course, 2)
    shutil.rmtree(place / "theirs" / "submitted" / "learner-0001" / "modules")
    shutil.copytree(place / "theirs", place / "ours")
    without_hooks(place / "theirs")
    run_nbgrader(place / "theirs")
    grade(place / "ours")
    return place / "theirs", place / "ours"


def test_a_cold_kernel_gives_the_same_scores(peers, course):
    theirs, ours = peers
    assert differences(theirs, ours) == []
    full = {name: sum(e.points for e in course.part(name).exercises.values())
            for name in course.assignments}
    with Gradebook(theirs / "gradebook.db") as book:
        total = {(name, who): sum(s.score for s in held.values())
                 for name in full for who, held in book.scores(name).items()}
    assert total["paper", "learner-0001"] == full["paper"] == 80
    assert 0 < total["paper", "learner-0002"] < full["paper"]
    assert 0 < total["modules", "learner-0002"] < full["modules"]


def test_the_rows_are_those_that_nbgrader_writes(peers):
    theirs, ours = peers
    assert rows(theirs) == rows(ours)


def test_nbgrader_reads_the_class_as_its_own(peers, course):
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    root = peers[1]
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = "ours"
    config.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"
    api = NbGraderAPI(config=config)
    for name, count in (("modules", 1), ("paper", 2)):
        found = [one for one in api.get_submissions(name) if one["autograded"]]
        assert len(found) == count
        full = sum(e.points + sum(rubric(t).points for t in e.tasks)
                   for e in course.part(name).exercises.values())
        assert {(one["submitted"], one["needs_manual_grade"], one["max_score"]) for one in found} == {
            (True, True, full)}


def test_the_mark_scheme_stands_before_the_grader_and_nobody_else(peers):
    root = peers[1]
    name = "02-customers-by-need.ipynb"
    shown = (root / "autograded" / "learner-0002" / "modules" / name).read_text(encoding="utf-8")
    assert shown.count("BEGIN MARK SCHEME") == 3
    for step in ("submitted/learner-0002", "release"):
        assert "MARK SCHEME" not in (root / step / "modules" / name).read_text(encoding="utf-8")


def test_the_autograde_button_runs_nothing_and_writes_the_same(folder, give):
    """Hostile code and a doubled cell in a submission, marked by nbgrader with the class's hooks."""
    give("ana", "good")
    give("ben", "one answer of 50 MB")
    give("cho", "notebooks only")
    grade(folder)
    name = "02-customers-by-need.ipynb"
    before = rows(folder.root)
    autograded = {p.relative_to(folder.root): p.read_bytes()
                  for p in (folder.root / "autograded").rglob("*") if p.is_file()}
    submitted = folder.step("submitted", "ana") / name
    notebook = json.loads(submitted.read_text(encoding="utf-8"))
    marks = [i for i, c in enumerate(notebook["cells"]) if "nbgrader" in c["metadata"]]
    notebook["cells"].insert(marks[0], notebook["cells"][marks[0]])
    notebook["cells"].append({
        "cell_type": "code", "id": "evil", "metadata": {}, "outputs": [], "execution_count": None,
        "source": f"open({str(folder.root / 'ran')!r}, 'w').close()",
    })
    submitted.write_text(json.dumps(notebook), encoding="utf-8")
    run_nbgrader(folder.root, "--force")
    assert rows(folder.root) == before
    assert not (folder.root / "ran").exists()
    after = {p.relative_to(folder.root): p.read_bytes()
             for p in (folder.root / "autograded").rglob("*") if p.is_file()}
    ours = {k: v for k, v in autograded.items() if not ("ana" in k.parts and k.name == name)}
    assert {k: after.get(k) for k in ours} == ours


def test_a_gradebook_of_another_schema_is_refused(made, tmp_path):
    shutil.copy(made / "gradebook.db", tmp_path / "gradebook.db")
    db = sqlite3.connect(tmp_path / "gradebook.db")
    with db:
        db.execute("UPDATE alembic_version SET version_num = 'ffff'")
    db.close()
    with pytest.raises(GradebookError, match="another nbgrader"), Gradebook(
        tmp_path / "gradebook.db"
    ):
        pass


def test_a_damaged_gradebook_is_a_sentence(made, tmp_path):
    (tmp_path / "gradebook.db").write_bytes(b"not a database" * 100)
    with pytest.raises(GradebookError, match="cannot be opened"), Gradebook(
        tmp_path / "gradebook.db"
    ):
        pass


def test_a_failed_run_writes_nothing(folder, give, monkeypatch):
    give("ana")
    give("ben")
    before = rows(folder.root)
    kept = Gradebook._comment

    def fail(self, *rest):
        kept(self, *rest)
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(Gradebook, "_comment", fail)
    with pytest.raises(sqlite3.OperationalError):
        grade(folder)
    monkeypatch.undo()
    assert rows(folder.root) == before
    assert [r.status for r in grade(ClassFolder(folder.root))][:2] == ["marked", "marked"]
