"""The whole build, on a copy of the course: bytes, drift, answers, models."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from cxkit.authoring import BuildError, build, drift, environment
from cxkit.authoring.build import answers, learners
from cxkit.authoring.environment import ProjectError
from cxkit.course import Course
from cxkit.workbook import Workbook
from tests.shorter import shorten

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A copy of the course, built once, with a learner's answers lying in it."""
    folder = tmp_path_factory.mktemp("kit")
    skip = shutil.ignore_patterns("modules", "exports")
    shutil.copytree(ROOT / "course", folder / "course", ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", folder)
    shorten(folder)
    mine = folder / "course" / "modules" / "answers" / "mine" / "0.1.json"
    mine.parent.mkdir(parents=True)
    mine.write_text('{"precious": true}', encoding="utf-8")
    (mine.parent.parent / "2.3.json").write_text("{half", encoding="utf-8")
    build(Course(folder / "course"), folder / "solutions")
    return folder


def _hashes(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_built_twice_is_byte_identical_and_writes_nothing(place):
    course, solutions = Course(place / "course"), place / "solutions"
    before = _hashes(place)
    assert build(course, solutions) == []
    shutil.rmtree(solutions)
    for path in course.notebooks.glob("*.ipynb"):
        path.unlink()
    assert build(course, solutions)
    assert _hashes(place) == before


def test_a_learners_answers_are_untouched(place):
    folder = place / "course" / "modules"
    assert (folder / "answers/mine/0.1.json").read_text(encoding="utf-8") == '{"precious": true}'
    assert (folder / "answers/2.3.json").read_text(encoding="utf-8") == "{half"
    names = {p.name for p in folder.rglob("*") if p.is_file()}
    assert names == {"0.1.json", "2.3.json", *(m.notebook for m in Course(place / "course").modules)}


def test_drift_is_silent_then_names_what_was_edited(place):
    course, solutions = Course(place / "course"), place / "solutions"
    learner = course.notebooks / "02-customers-by-need.ipynb"
    model = next((solutions / "answers").glob("2.*.json"))
    kept = {p: p.read_bytes() for p in (learner, model)}
    assert drift(course, solutions) == []
    learner.write_bytes(kept[learner].replace(b"Customers by need", b"Customers", 1))
    model.unlink()
    stray = solutions / "05-stray.ipynb"
    stray.write_text("{}", encoding="utf-8")
    try:
        found = drift(course, solutions)
    finally:
        stray.unlink()
        for path, content in kept.items():
            path.write_bytes(content)
    assert found == [
        "course/modules/02-customers-by-need.ipynb is not what its source gives. "
        "Run `cxkit build`.",
        f"solutions/answers/{model.name} is missing. Run `cxkit build`.",
        "solutions/05-stray.ipynb belongs to no source. "
        "Delete it, or add its lesson to course.toml.",
    ]


def test_learners_get_no_rubric_and_no_model_text():
    course = Course(ROOT / "course")
    shown = " ".join(raw.decode() for raw in learners(course).values())
    rubrics = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "cxkit/marking/rubrics").glob("*.toml")
    )
    exemplars = re.findall(r'^ {4}\["[^"]*", "(.*)"\],$', rubrics, re.M)
    models = []
    for raw in answers(course).values():
        models += [v for v in _strings(json.loads(raw)["data"]) if len(v.split()) >= 6]
    assert len(exemplars) >= 12 and len(models) >= 20
    leaked = [t for t in (*exemplars, *models) if t in shown]
    assert leaked == []
    assert "MARK SCHEME" not in shown
    categories = json.loads((course.case / "key.json").read_text(encoding="utf-8"))["categories"]
    assert [c["name"] for c in categories.values() if c["name"] in shown] == []


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def test_model_answers_are_read_by_the_workbook(place):
    book = Workbook(place / "solutions")
    names = [(n, False) for n in book.saved()] + [(n, True) for n in book.saved(mine=True)]
    assert names
    for name, mine in names:
        answer = book.read(name, mine=mine)
        assert (answer.problem, answer.rev, bool(answer.data)) == ("", 1, True)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("2.1.json", "{", "source/models/2.1.json: "),
        ("2.1.json", "[]", "expected an object as data"),
        ("9.9.json", "{}", "expected an exercise of the course"),
        ("own/2.1.json", "{}", "expected an exercise of the course"),
    ],
)
def test_a_bad_model_answer_is_a_sentence(tmp_path, name, text, sentence):
    (tmp_path / "course.toml").write_bytes((ROOT / "course/course.toml").read_bytes())
    path = tmp_path / "source" / "models" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        answers(Course(tmp_path))
    assert sentence in str(caught.value)


def test_environment_yml_is_what_pyproject_gives():
    written = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert written == environment(ROOT / "pyproject.toml")


@pytest.mark.parametrize(
    ("requirement", "line"),
    [
        ("jinja2>=3.1", '  - "jinja2>=3.1"'),
        ("pydantic >=2.10, <3", '  - "pydantic>=2.10,<3"'),
        ("tool[extra]>=1; python_version < '4'", '  - "tool>=1"'),
    ],
)
def test_a_requirement_as_conda_writes_it(tmp_path, requirement, line):
    path = tmp_path / "pyproject.toml"
    path.write_text(
        f'[project]\nname = "k"\nrequires-python = ">=3.11"\ndependencies = ["{requirement}"]\n',
        encoding="utf-8",
    )
    assert line in environment(path).splitlines()
    path.write_text("[project]\n", encoding="utf-8")
    with pytest.raises(ProjectError, match="expected .project. with its dependencies"):
        environment(path)


def test_one_module_can_be_built_while_another_is_still_being_written(place):
    course, solutions = Course(place / "course"), place / "solutions"
    (course.root / "source" / "00-start-here.md").rename(place / "away.md")
    try:
        assert build(course, solutions, only="02") == []
        assert list(learners(course, only="2")) == ["02-customers-by-need.ipynb"]
        with pytest.raises(BuildError, match="00-start-here"):
            build(course, solutions)
    finally:
        (place / "away.md").rename(course.root / "source" / "00-start-here.md")
