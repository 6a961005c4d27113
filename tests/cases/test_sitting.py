"""A paper being sat: where it lies, where its key lies, and what is said when one is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cxkit.cases import Case, load
from cxkit.cases.sitting import PARTS, Sitting

SENTENCE = "The paper is not here yet."


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course folder without any paper."""
    (tmp_path / "cases").mkdir()
    return tmp_path


def _paper(course: Path, root: Path, name: str = "paper", key: str = "paper-key") -> Sitting:
    shutil.copytree(root / "course/cases/brightwater", course / "cases" / name)
    if key:
        shutil.copytree(root / "course/trainer/brightwater-key", course / key)
    return load(course / "cases" / "paper")


def test_a_folder_of_a_case_is_a_case_and_one_of_a_paper_a_sitting(root: Path) -> None:
    assert isinstance(load(root / "course/cases/rowan-vale"), Case)
    for name in ("paper", "brightwater"):
        found = load(root / "course/cases" / name)
        assert isinstance(found, Sitting) and found.folder.name == "brightwater"
        assert not found.missing and not found.fault and found.paper_id == found.key_id
        assert set(found.exercises) == {*PARTS, "9.3"}
        assert found is load(root / "course/cases" / name), "a class is marked from one"


def test_without_a_paper_there_is_a_sentence_and_nothing_else(course: Path) -> None:
    found = load(course / "cases" / "paper")
    assert found.missing.startswith(SENTENCE) and "course/cases" in found.missing
    assert (found.paper, found.tasks, found.items, found.key, found.exercises) == ({}, {}, [], {}, {})
    assert (found.paper_id, found.key_id, found.firm, found.fault) == ("", "", "", "")


def test_a_paper_that_arrives_is_seen_at_once(course: Path, root: Path) -> None:
    assert load(course / "cases" / "paper").missing
    found = _paper(course, root, key="")
    assert not found.missing and found.firm == "Brightwater Mutual"
    assert found.exercises == {} and found.key_id == "" and not found.fault
    shutil.copytree(root / "course/trainer/brightwater-key", course / "paper-key")
    assert set(load(course / "cases" / "paper").exercises) == {*PARTS, "9.3"}


def test_the_paper_goes_before_the_sample(course: Path, root: Path) -> None:
    shutil.copytree(root / "course/cases/brightwater", course / "cases" / "brightwater")
    shutil.copytree(root / "course/trainer/brightwater-key", course / "trainer" / "brightwater-key")
    assert load(course / "cases" / "paper").exercises
    found = _paper(course, root, key="")
    assert found.folder.name == "paper" and found.exercises == {}, "the sample's key opens no paper"


def test_the_key_of_another_paper_opens_nothing(course: Path, root: Path) -> None:
    _paper(course, root)
    path = course / "paper-key" / "key.json"
    key = json.loads(path.read_text("utf-8")) | {"paper": "0123456789abcdef"}
    path.write_text(json.dumps(key), "utf-8")
    found = load(course / "cases" / "paper")
    assert found.exercises == {} and "0123456789abcdef" in found.fault
    assert found.paper_id in found.fault


@pytest.mark.parametrize("content", ["", "[]", "{", '{"schema": 1}'])
def test_a_key_that_is_none_is_as_good_as_absent(content: str, course: Path, root: Path) -> None:
    _paper(course, root)
    (course / "paper-key" / "key.json").write_text(content, "utf-8")
    found = load(course / "cases" / "paper")
    assert found.exercises == {} and found.key == {}


def test_a_damaged_key_is_told(course: Path, root: Path) -> None:
    sitting = _paper(course, root)
    key = {"schema": 1, "paper": sitting.paper_id, "tasks": {"needs": {}}}
    (course / "paper-key" / "key.json").write_text(json.dumps(key), "utf-8")
    found = load(course / "cases" / "paper")
    assert found.exercises == {} and "damaged" in found.fault


@pytest.mark.parametrize("name", ["quiz.json", "letters.json", "manual.md", "paper.json"])
def test_what_a_paper_lacks_is_named(name: str, course: Path, root: Path) -> None:
    _paper(course, root)
    (course / "cases" / "paper" / name).unlink()
    found = load(course / "cases" / "paper")
    assert name in found.missing and found.exercises == {}


@pytest.mark.parametrize("content", ["", "[]", '{"schema": 1, "paper": "x", "tasks": [1]}'])
def test_a_damaged_paper_is_a_sentence(content: str, course: Path, root: Path) -> None:
    _paper(course, root)
    (course / "cases" / "paper" / "paper.json").write_text(content, "utf-8")
    found = load(course / "cases" / "paper")
    assert "paper.json" in found.missing and found.tasks == {}


@pytest.mark.parametrize("area", sorted(PARTS.values()))
def test_a_key_that_lacks_a_part_is_damaged_before_anybody_is_marked(
    area: str, course: Path, root: Path
) -> None:
    whole = json.loads((root / "course/trainer/brightwater-key/key.json").read_text(encoding="utf-8"))
    for lost in whole["tasks"][area]:
        (course / "paper-key").mkdir(exist_ok=True)
        less = {k: v for k, v in whole["tasks"][area].items() if k != lost}
        (course / "paper-key" / "key.json").write_text(
            json.dumps(whole | {"tasks": whole["tasks"] | {area: less}}), encoding="utf-8")
        if not (course / "cases" / "paper").exists():
            shutil.copytree(root / "course/cases/brightwater", course / "cases" / "paper")
        found = Sitting(course / "cases" / "paper", course / "paper-key")
        assert found.exercises == {} and "damaged" in found.fault, lost
