"""Bad answer files: a sentence for each, everything else marked, nothing lost."""

from __future__ import annotations

import json

import pytest

from cxkit.classroom.grade import grade
from cxkit.classroom.gradebook import Gradebook
from tests.classroom.given import FULL, points, rewrite


def answer(raw):
    def change(files):
        held = files["answers/2.1.json"]
        files["answers/2.1.json"] = raw(held) if callable(raw) else raw

    return change


def envelope(**fields):
    def raw(held):
        return json.dumps({**json.loads(held), **fields}).encode()

    return raw


def test_experts_get_full_marks(folder, give):
    give("ana")
    ana, ben, cho = grade(folder)
    assert ana.status == "marked"
    assert points(ana) == FULL
    assert (ben.status, cho.status) == ("not handed in", "not handed in")


# what is done to the file of 2.1 -> what is said; 2.1 has no score and waits for a person.
DAMAGED = {
    "truncated": (answer(lambda raw: raw[:100]), "is not complete JSON"),
    "empty": (answer(b""), "is empty"),
    "of 50 MB": (answer(b" " * 50_000_000), "holds 50.0 MB; an answer is at most 5 MB"),
    "of a later schema": (answer(envelope(schema=99)), "written by a newer kit (schema 99"),
    "a wrong type": (answer(envelope(data={"labels": "all"})), "labels: expected a list"),
    "a wrong type inside": (answer(envelope(data={"labels": [{"id": "S01", "choice": 7}]})),
                            "row 1, choice"),
    "data is no object": (answer(envelope(data=[1])), "expected an object as data"),
    "not text": (answer(b"\xff\xfe\x00\x01"), "is not UTF-8 text"),
    "deep": (answer(b'{"a":' * 50_000), "nests too deeply"),
    "not a number": (answer(b'{"data": NaN}'), "NaN is not a number"),
    "a key twice": (answer(b'{"data": {}, "data": {}}'), "stands twice"),
}


@pytest.mark.parametrize(("change", "says"), DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_answer_waits_for_a_person(folder, give, change, says):
    give("ben")
    rewrite(give("ana"), change)
    ana, ben, _ = grade(folder)
    assert ana.status == "marked"
    assert points(ana) == {**FULL, "2.1": None}
    (waiting,) = ana.waiting
    assert says in waiting.waiting
    assert any(says in note for note in ana.notes)
    assert points(ben) == FULL
    with Gradebook(folder.gradebook) as book:
        score = book.scores("modules")["ana"]["02-customers-by-need", "mark-2-1"]
    assert (score.auto, score.waits) == (None, True)


def test_the_revision_before_stands_in(folder, give):
    def change(files):
        files["answers/.previous/2.1.json"] = files["answers/2.1.json"]
        files["answers/2.1.json"] = b"{"

    rewrite(give("ana"), change)
    ana, *_ = grade(folder)
    assert (ana.status, points(ana)) == ("marked, repaired", FULL)
    assert any("Read instead: the revision saved before it" in note for note in ana.notes)


def test_twins_stand_in_for_the_answers(folder, give):
    give("ana", "notebooks only")
    ana, *_ = grade(folder)
    assert (ana.status, points(ana)) == ("marked, repaired", FULL)
    assert "2.1: answers/2.1.json is missing; the copy in the notebook was read instead." in ana.notes


def test_a_link_in_the_place_of_an_answer_waits_for_a_person(folder, give):
    place = give("ana", "expert, a folder")
    (place / "answers" / "2.1.json").unlink()
    (place / "answers" / "2.1.json").symlink_to("/etc/hostname")
    ana, *_ = grade(folder)
    assert points(ana) == {**FULL, "2.1": None}
    assert "answers/2.1.json is a link" in ana.waiting[0].waiting


def test_many_faults_are_told_by_the_first(folder, give):
    def change(files):
        held = json.loads(files["answers/2.1.json"])
        held["data"]["labels"] = [{"id": None}] * 20
        files["answers/2.1.json"] = json.dumps(held).encode()

    rewrite(give("ana"), change)
    ana, *_ = grade(folder)
    assert ana.waiting[0].waiting.endswith(" more.")
    assert len(ana.waiting[0].waiting) < 500


def test_text_that_no_file_can_hold_stops_nobody(folder, give):
    def change(files):
        held = json.loads(files["answers/mine/0.1.json"])
        held["data"]["about"][0]["process"] = "half \ud800 a pair \x00"
        files["answers/mine/0.1.json"] = json.dumps(held).encode()

    give("ben")
    rewrite(give("ana"), change)
    ana, ben, _ = grade(folder)
    assert ana.status == "marked"
    assert points(ben) == FULL
