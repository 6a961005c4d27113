"""Our learner's notebooks against nbgrader's own generate_assignment, database and all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cxkit.authoring import instructor
from cxkit.authoring.build import learners
from cxkit.authoring.notebook import serialise
from cxkit.course import Course

ROOT = Path(__file__).resolve().parents[2]


def test_nbgrader_releases_the_same_bytes(tmp_path, monkeypatch):
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    # nbgrader calls alembic by its bare name
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    course = Course(ROOT / "course")
    source = tmp_path / "source" / course.assignment
    source.mkdir(parents=True)
    for module in course.modules:
        (source / module.notebook).write_bytes(serialise(instructor(course, module)))
    config = Config()
    config.CourseDirectory.root = str(tmp_path)
    config.CourseDirectory.course_id = "course"
    result = NbGraderAPI(config=config).generate_assignment(course.assignment)
    assert result["success"], result.get("error")
    release = tmp_path / "release" / course.assignment
    assert {p.name: p.read_bytes() for p in release.glob("*.ipynb")} == learners(course)
