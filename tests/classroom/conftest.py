"""One class is made by nbgrader for the whole run; each test works on a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cxkit.classroom.folder import ClassFolder
from cxkit.classroom.sample import models, sample_paper
from cxkit.classroom.scaffold import new
from cxkit.course import Course

ROOT = Path(__file__).parents[2]
ROSTER = "id,name\nana,Ana Lima\nben,Ben Odum\ncho,Cho <b>Min</b>\n"


@pytest.fixture(scope="session")
def course() -> Course:
    return Course(ROOT / "course")


@pytest.fixture(scope="session")
def answers(course):
    return models(course)


@pytest.fixture(scope="session")
def made(tmp_path_factory, course) -> Path:
    place = tmp_path_factory.mktemp("class")
    (place / "roster.csv").write_text(ROSTER, encoding="utf-8")
    paper, key = sample_paper(course)
    new(place / "made", place / "roster.csv", course, paper=paper, key=key)
    return place / "made"


@pytest.fixture
def folder(made, tmp_path) -> ClassFolder:
    shutil.copytree(made, tmp_path / "class")
    return ClassFolder(tmp_path / "class")


@pytest.fixture
def give(folder, course, answers) -> Callable[..., Path]:
    """give("ana", "expert"): that learner hands in work of that kind."""
    from cxkit.classroom.sample import hand_in

    def put(who: str, kind: str = "expert") -> Path:
        return hand_in(kind, who, folder.root / "handins", course, folder.release, answers)

    return put
