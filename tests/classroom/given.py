"""What the tests of grading share: an expert's points, hand-ins altered, what the gradebook has."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

from cxkit.classroom.gradebook import Gradebook

FULL = {"0.1": 5.0, "0.2": 5.0, "2.1": 10.0, "2.2": 10.0, "2.3": 25.0, "2.4": 10.0, "2.5": 15.0,
        "2.6": 5.0}
NOTEBOOK = "02-customers-by-need.ipynb"
OTHER = "00-start-here.ipynb"


def points(result):
    return {e.exercise.id: e.points for e in result.exercises if e.exercise.id in FULL}


def rewrite(path: Path, change) -> None:
    """Apply change(files) to a zip's files, name -> bytes."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)


def without(name):
    return lambda files: files.pop(name)


def notebook(raw):
    def change(files):
        files[NOTEBOOK] = raw(files[NOTEBOOK]) if callable(raw) else raw

    return change


def rows(folder):
    db = sqlite3.connect(folder.gradebook)
    try:
        return {table: sorted(db.execute(f"SELECT * FROM {table}"), key=repr) for table in (
            "student", "submitted_assignment", "submitted_notebook", "grade", "comment")}
    finally:
        db.close()


def files(folder):
    return {p.relative_to(folder.root): p.read_bytes() for p in folder.root.rglob("*")
            if p.is_file() and p.suffix != ".db"}


def decide(folder, name, score, who="", comment="Seen."):
    """A person scores a cell in formgrader; everybody's if nobody is named."""
    row = ("cell_id = (SELECT id FROM base_cell WHERE name = ?) AND notebook_id IN (SELECT n.id "
           "FROM submitted_notebook n JOIN submitted_assignment a ON a.id = n.assignment_id "
           "WHERE ? IN ('', a.student_id))")
    db = sqlite3.connect(folder.gradebook)
    with db:
        db.execute(f"UPDATE grade SET manual_score = ?, needs_manual_grade = 0 WHERE {row}",
                   (score, name, who))
        db.execute(f"UPDATE comment SET manual_comment = ? WHERE {row}", (comment, name, who))
    db.close()


def judged(folder, name):
    with Gradebook(folder.gradebook) as book:
        score = book.scores("modules")["ana"]["02-customers-by-need", name]
    return score.manual, score.waits, score.comment
