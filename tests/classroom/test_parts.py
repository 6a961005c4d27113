"""Two assignments in one class: the modules and the paper, from one hand-in or from two."""

from __future__ import annotations

import json
import shutil
import zipfile

import pytest

from cxkit.classroom.folder import ClassError, ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.gradebook import Gradebook
from cxkit.classroom.paper import pin_paper
from cxkit.classroom.sample import hand_in, sample_paper
from cxkit.classroom.scaffold import new


def held(folder, result):
    """assignment -> (status, whether all points were given)."""
    return {p.assignment: (p.status, bool(p.full) and p.points == p.full) for p in result.parts}


def paper_of(answers, wanted=True):
    return {key: data for key, data in answers.items() if key[0].startswith("9.") == wanted}


def test_one_hand_in_serves_both(folder, give):
    give("ana")
    ana, ben, _ = grade(folder)
    assert held(folder, ana) == {"modules": ("marked", True), "paper": ("marked", True)}
    assert held(folder, ben) == {"modules": ("not handed in", False), "paper": ("not handed in", False)}
    for name, part in folder.parts.items():
        for step in ("submitted", "autograded"):
            there = {p.name for p in folder.step(step, "ana", name).glob("*.ipynb")}
            assert there == {m.notebook for m in part.modules}
            written = {p.stem for p in (folder.step(step, "ana", name) / "answers").rglob("*.json")}
            assert written >= {e for e in part.exercises if any((e, m) in ana_answers(folder) for m in (0, 1))}
        with Gradebook(folder.gradebook) as book:
            assert set(book.scores(name)) == {"ana"}
    # What is in the paper's answers alone is not handed on with the modules.
    modules = folder.step("submitted", "ana", "modules") / "answers"
    assert not [p.name for p in modules.rglob("9.*.json")]


def ana_answers(folder):
    files = folder.root.joinpath("submitted", "ana").rglob("answers/**/*.json")
    return {(p.stem, int("mine" in p.parts)) for p in files}


@pytest.mark.parametrize(
    ("only", "modules", "paper"),
    [(False, "marked", "not handed in"), (True, "not handed in", "marked")],
    ids=["modules alone", "paper alone"],
)
def test_what_was_not_answered_is_not_handed_in(folder, course, answers, only, modules, paper):
    hand_in("expert", "ana", folder.root / "handins", course, folder.release, paper_of(answers, only))
    ana, *_ = grade(folder)
    assert (ana["modules"].status, ana["paper"].status) == (modules, paper)
    assert ana.status == "marked"
    missing = "paper" if paper == "not handed in" else "modules"
    assert not folder.step("submitted", "ana", missing).exists()
    with Gradebook(folder.gradebook) as book:
        assert book.scores(missing) == {}


def test_a_later_hand_in_without_the_paper_leaves_its_marks(folder, give, course, answers):
    give("ana")
    grade(folder)
    hand_in("expert", "ana", folder.root / "handins", course, folder.release, paper_of(answers, False))
    ana, *_ = grade(ClassFolder(folder.root))
    assert ana["paper"].why == ("It is not in the latest hand-in. The marks of an earlier hand-in stand.")
    with Gradebook(folder.gradebook) as book:
        assert book.scores("paper")["ana"]["09-assessment", "mark-9-1a"].auto == 10.0


def test_two_collected_submissions_stand_for_themselves(folder, give, course, answers):
    """nbgrader collected each assignment by itself; a broken one costs the other nothing."""
    give("ana")
    grade(folder)
    (folder.root / "handins" / "ana.zip").unlink()
    for path in (folder.root / ".cxkit").glob("*.json"):
        path.unlink()
    (folder.step("submitted", "ana", "paper") / "answers" / "9.1a.json").write_bytes(b"{")
    ana, *_ = grade(ClassFolder(folder.root))
    assert held(folder, ana)["modules"] == ("marked", True)
    (waiting,) = ana.waiting
    assert (waiting.exercise.id, "is not complete JSON" in waiting.waiting) == ("9.1a", True)


# ---- the key --------------------------------------------------------------------------------


def waiting(result):
    return {e.exercise.id for e in result.waiting}


KEYED = {"9.1a", "9.1b", "9.1c", "9.1d", "9.1e", "9.3"}


def test_without_a_key_the_paper_waits_and_the_modules_do_not(folder, give):
    shutil.rmtree(folder.root / "course" / "paper-key")
    give("ana")
    ana, *_ = grade(folder)
    assert held(folder, ana)["modules"] == ("marked", True)
    assert waiting(ana) == KEYED
    assert all("There is no key of the paper in this class." in e.waiting for e in ana.waiting)
    assert {e.exercise.id: e.points for e in ana["paper"].exercises}["9.2"] is not None


@pytest.mark.parametrize(("told", "waits"), [
    ('{"paper": "0123456789abcdef"}', True),
    ('{"paper": ""}', False), ('{"paper": 7}', False), ("[]", False), ("{", False),
])  # fmt: skip
def test_an_answer_to_another_paper_is_never_marked_by_this_key(folder, give, told, waits):
    with zipfile.ZipFile(give("ana"), "a") as archive:
        archive.writestr("manifest.json", told)
    ana, *_ = grade(folder)
    assert held(folder, ana)["modules"] == ("marked", True)
    found = {e.exercise.id: e.waits for e in ana["paper"].exercises}
    assert {name for name, why in found.items() if why} == (set(found) - {"9.2"} if waits else set())
    if waits:
        assert "0123456789abcdef, and this class sits fcfc11d1043dea7a" in found["9.1a"]


def test_a_key_in_a_hand_in_is_no_key(folder, give):
    with zipfile.ZipFile(give("ana"), "a") as archive:
        for place in ("paper-key", "course/paper-key", "answers/paper-key"):
            archive.writestr(f"{place}/key.json", '{"schema": 1, "paper": "fcfc11d1043dea7a", "tasks": {}}')
    ana, *_ = grade(folder)
    assert held(folder, ana)["paper"] == ("marked", True), "marked by the class's own key"


def test_a_key_that_comes_later_marks_what_waited(folder, give, course):
    key = folder.root / "course" / "paper-key"
    shutil.rmtree(key)
    give("ana")
    grade(folder)
    pin_paper(folder.root / "course", None, sample_paper(course)[1])
    ana, *_ = grade(ClassFolder(folder.root))
    assert held(folder, ana)["paper"] == ("marked", True)


def other(folder, target):
    """The sample's key as if it were another paper's."""
    shutil.copytree(folder, target)
    data = json.loads((target / "key.json").read_text(encoding="utf-8"))
    (target / "key.json").write_text(json.dumps({**data, "paper": "0" * 16}), encoding="utf-8")
    return target


def test_a_key_of_another_paper_is_told(folder, give, course, tmp_path):
    paper, key = sample_paper(course)
    wrong = other(key, tmp_path / "wrong")
    with pytest.raises(ClassError, match="The key is of 0000000000000000"):
        pin_paper(folder.root / "course", None, wrong)
    with pytest.raises(ClassError, match="Give the folders that were made together"):
        new(tmp_path / "second", folder.root / "roster.csv", course, paper=paper, key=wrong)
    shutil.rmtree(folder.root / "course" / "paper-key")
    shutil.copytree(wrong, folder.root / "course" / "paper-key")  # by hand, past the check
    give("ana")
    ana, *_ = grade(folder)
    assert waiting(ana) == KEYED
    assert all("0000000000000000" in e.waiting for e in ana.waiting)


def test_a_paper_that_was_exchanged_with_its_key_is_told(folder, give):
    """Both fit each other, and neither is what this class was given."""
    root = folder.root / "course"
    for path in (root / "cases" / "paper" / "paper.json", root / "paper-key" / "key.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**data, "paper": "1" * 16}), encoding="utf-8")
    give("ana")
    ana, *_ = grade(folder)
    assert waiting(ana) == KEYED
    assert all("this class sits" in e.waiting for e in ana.waiting)


def test_a_class_may_have_no_paper_yet(course, tmp_path):
    (tmp_path / "r.csv").write_text("id\nana\n", encoding="utf-8")
    made = new(tmp_path / "class", tmp_path / "r.csv", course)
    assert not (made.root / "course" / "paper-pinned.json").exists()
    assert (made.root / "release" / "paper" / "09-assessment.ipynb").is_file()
    with pytest.raises(ClassError, match="A key alone marks nothing"):
        pin_paper(made.root / "course", None, sample_paper(course)[1])
    assert pin_paper(made.root / "course", *sample_paper(course)) != ""
