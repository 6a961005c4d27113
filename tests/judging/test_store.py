"""What is kept of a judgement, and what a marker may see."""

from __future__ import annotations

import json

import pytest

from cxkit.classroom.roster import Learner
from cxkit.judging.blinding import MASK, Mask, codes, in_order, secret_of
from cxkit.judging.judgement import (
    Judgements,
    JudgingError,
    StaleJudgement,
    digest_of,
    markers,
    tidy,
)
from cxkit.judging.sitting import Judging


@pytest.fixture
def own(tmp_path):
    return Judgements(tmp_path, "anna")


def test_a_judgement_is_kept_and_the_one_before_it_about_another_answer(own):
    own.save("2.2h", "x", 2, " Well said.\r\n", "OLD")
    first = own.read("2.2h", "x")
    assert (first.level, first.comment, first.rev, first.begun) == (2, "Well said.", 1, first.saved)
    own.save("2.2h", "x", 3, "Well said.", "OLD")
    assert own.read("2.2h", "x").begun == first.begun
    now = own.save("2.2h", "x", 1, "", "NEW")
    assert now == own.read("2.2h", "x") == Judgements(own.place.parents[1], "anna").of("2.2h")["x"]
    assert [(e["level"], e["comment"], e["digest"]) for e in now.earlier] == [(3, "Well said.", "OLD")]
    assert now.begun > first.begun


def test_the_same_again_writes_nothing(own):
    own.save("2.2h", "x", 2, "", "D")
    raw = own.path("2.2h", "x").read_bytes()
    own.save("2.2h", "x", 2, "", "D")
    assert own.path("2.2h", "x").read_bytes() == raw


def test_a_level_can_be_taken_away_and_given_again(own):
    own.save("2.2h", "x", 2, "", "D")
    own.save("2.2h", "x", None, "", "D", rev=1)
    assert own.count("2.2h") == 0
    assert own.save("2.2h", "x", 0, "", "D", rev=own.of("2.2h")["x"].rev).level == 0
    assert own.count("2.2h") == 1


def test_two_windows_do_not_overwrite_each_other(own):
    own.save("2.2h", "x", 2, "", "D", rev=0)
    with pytest.raises(StaleJudgement, match="changed elsewhere"):
        own.save("2.2h", "x", 0, "", "D", rev=0)
    assert own.read("2.2h", "x").level == 2


@pytest.mark.parametrize("level", [4, -1, True, 1.5, "2"])
def test_no_other_levels(own, level):
    with pytest.raises(JudgingError, match="Expected a level from 0 to 3"):
        own.save("2.2h", "x", level, "", "D")
    assert markers(own.place.parents[1]) == ()


@pytest.mark.parametrize("raw", [
    b"", b"{", b"[]", b'{"schema": 2}', b'{"schema": 1, "level": 9}',
    b'{"schema": 1, "level": 1, "comment": 3, "digest": "", "begun": "", "saved": "", "rev": 1}',
])
def test_a_damaged_file_is_a_sentence_and_stays(own, raw):
    path = own.path("2.2h", "x")
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    with pytest.raises(JudgingError, match="is no whole judgement"):
        own.of("2.2h")
    assert path.read_bytes() == raw


@pytest.mark.parametrize("name", ["", " ", "..", "a/b", "a\\b", "x" * 41, ".hidden", "con", "lpt1.txt", "a."])
def test_names_that_cannot_be_a_folder(tmp_path, name):
    with pytest.raises(JudgingError, match="A marker's name has"):
        Judgements(tmp_path, name)


def test_one_person_in_two_spellings(own):
    own.save("2.2h", "x", 2, "", "D")
    assert Judgements(own.place.parents[1], " ANNA ").of("2.2h").keys() == {"x"}


@pytest.mark.parametrize(("typed", "kept"), [
    (" a\r\nb\rc ", "a\nb\nc"), ("a\x00\x07b", "ab"), ("e\u0301", "\u00e9"), ("half \ud800", "half ?"),
])
def test_comments_are_kept_tidy(typed, kept):
    assert tidy(typed) == kept == tidy(kept)


def test_a_comment_has_an_end():
    with pytest.raises(JudgingError, match="has 4001 characters; at most 4000"):
        tidy("x" * 4001)


def test_a_digest_follows_the_answer_and_no_spreadsheet_changes_it():
    one = digest_of({"a": 1, "b": [2]})
    assert one == digest_of({"b": [2], "a": 1}) != digest_of({"a": 2, "b": [2]})
    assert one.isalpha() and len(one) == 12


# ---- blinding -------------------------------------------------------------------------------

ROSTER = (Learner("ana-01", "Ana", "Lima", "ana@example.org"), Learner("17", "May", "O\u2019Neil"),
          Learner("x9", "Jos\u00e9", "de la Cruz"), Learner("bo", "Bo", "Li"),
          Learner("wei", "\u4f1f", "\u738b\u5c0f\u660e"))  # fmt: skip


@pytest.mark.parametrize(("text", "seen"), [
    ("Ana and I asked", "[name] and I asked"),
    ("ana and ANA'S list", "[name] and [name]'S list"),
    ("banana, Anatomy", "banana, Anatomy"),
    ("Lima, Ana", "[name]"),
    ("ana  lima", "[name]"),
    ("write to ana@example.org now", "write to [name] now"),
    ("file ana-01.zip", "file [name].zip"),
    ("May said we may in May", "[name] said we may in [name]"),
    ("O\u2019Neil", "[name]"),
    ("Jose and JOSE\u0301", "[name] and [name]"),
    ("row 17 of 17", "row 17 of 17"),
    ("so Bo said, bo li", "so Bo said, [name]"),
    ("\u6211\u662f\u738b\u5c0f\u660e\u7684", f"\u6211\u662f{MASK}\u7684"),
    ("", ""),
])
def test_names_are_masked(text, seen):
    assert Mask(ROSTER)(text) == seen


def test_a_roster_without_names_masks_nothing():
    assert Mask([])("Ana") == "Ana"


def test_codes_differ_by_task_and_tell_nothing(tmp_path):
    secret = secret_of(tmp_path)
    assert secret == secret_of(tmp_path)
    learners = [f"l{n}" for n in range(2000)]
    one, other = codes(secret, "2.2h", learners), codes(secret, "2.3h", learners)
    assert len(set(one.values())) == 2000 and not set(one.values()) & set(other.values())
    assert all(code.replace("-", "").isalpha() for code in one.values())
    assert codes(secret, "2.2h", learners[:9]) == {who: one[who] for who in learners[:9]}


def test_a_damaged_secret_is_a_sentence(tmp_path):
    secret_of(tmp_path)
    (tmp_path / "judgements" / "codes.json").write_text("{}")
    with pytest.raises(JudgingError, match="codes of all answers rest on it"):
        secret_of(tmp_path)


def test_each_marker_has_an_order_and_a_late_learner_moves_nobody():
    learners = [f"l{n}" for n in range(30)]
    anna = in_order("s", "anna", "2.2h", learners)
    assert anna != in_order("s", "bea", "2.2h", learners) != in_order("s", "bea", "2.3h", learners)
    assert [x for x in in_order("s", "anna", "2.2h", [*learners, "late"]) if x != "late"] == anna


def test_a_marker_sees_neither_names_nor_others_and_the_case_keeps_its_people(judged, change, say):
    def name(data):
        data["pairs"][0]["need"] = "To be called back, as Ben Odum was."

    change("ana", "2.2", name)
    say("bea", "2.2h", ana=3, ben=3, cho=3)
    judging = Judging(judged, "anna")
    told = json.dumps(judging.question("2.2h")) + "".join(
        json.dumps(judging.tables("2.2h", code)) for code in judging.tickets("2.2h"))
    assert "as [name] was" in told and "Odum" not in told
    assert all(item["level"] is None for item in judging.question("2.2h")["items"])
    assert "ana" not in {item["code"] for item in judging.question("2.2h")["items"]}


def test_an_answer_that_fits_no_form_and_one_that_cannot_be_read_are_still_shown(judged, change):
    change("ana", "2.2", lambda data: data.update(pairs="On paper, says Ana."))
    (judged / "autograded" / "ben" / "modules" / "answers" / "2.2.json").write_bytes(b"{")
    (judged / "autograded" / "cho" / "modules" / "answers" / "2.2.json").unlink()
    judging = Judging(judged, "anna")
    seen = {t.work.learner: json.dumps(judging.tables("2.2h", c)) for c, t in judging.tickets("2.2h").items()}
    assert "On paper, says [name]." in seen["ana"]
    assert "is not complete JSON" in seen["ben"]
    assert "Look at the hand-in itself" in seen["cho"]


def test_only_what_waits_for_a_person_is_there_to_judge(judged):
    judging = Judging(judged, "anna")
    counts = {q["id"]: q["count"] for q in judging.questions()}
    assert [counts[task] for task in ("2.2h", "2.3h", "2.6h")] == [3, 3, 3]
    assert list(counts) == [task for task in judging.desk.places if task in counts]
    assert judging.tickets("2.2") == judging.tickets("2.2h")
    with pytest.raises(JudgingError, match="There is no rubric task '9.9'"):
        judging.tickets("9.9")
    assert Judging(judged, "anna", third=True).questions() == []


def test_every_task_of_the_course_has_a_rubric_and_shows_as_a_form(whole):
    judging = Judging(whole, "anna")
    assert {judging.desk.rubric(task).points for task in judging.desk.places} == {3}
    for task in [question["id"] for question in judging.questions()]:
        assert len(judging.question(task)["rubric"]["levels"]) == 4
        for code in judging.tickets(task):
            tables = judging.tables(task, code)
            assert any(t["heads"] and t["rows"] for t in tables), (task, tables)
