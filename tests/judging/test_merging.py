"""Judgements in the gradebook: as formgrader would have written them, and nobody's overwritten."""

from __future__ import annotations

import sqlite3

import pytest

from cxkit.classroom.folder import ClassError, ClassFolder
from cxkit.classroom.grade import grade
from cxkit.judging.judgement import Judgements, JudgingError
from cxkit.judging.merging import merge
from cxkit.judging.overview import table
from cxkit.judging.sitting import Judging

KEPT = "2.2h, ana: somebody entered 1 in formgrader, the judgement says 3."


def dump(judged):
    db = sqlite3.connect(judged / "gradebook.db")
    try:
        return list(db.iterdump())
    finally:
        db.close()


def test_one_marker_s_levels_become_manual_scores(judged, say, database):
    say("anna", "2.2h", ana=(3, "Well said."), ben=0)
    told = merge(judged)
    assert (told.written, told.same, told.alone, told.told) == (2, 0, 2, [])
    assert database("ana", "2.2h") == (3.0, False, "Well said.")
    assert database("ben", "2.2h") == (0.0, False, None)
    assert database("cho", "2.2h") == (None, True, None)
    assert told.summary.startswith("Scores: 2 written, 0 as before, ")


def test_a_second_run_changes_nothing(judged, say):
    say("anna", "2.2h", ana=(3, "Well said."), ben=0)
    merge(judged)
    before = dump(judged)
    told = merge(judged)
    assert (told.written, told.same, told.back, told.told) == (0, 2, 0, [])
    assert dump(judged) == before


def test_nbgrader_reads_them_as_a_person_s(judged, say):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{judged / 'gradebook.db'}") as book:
        tasks = [g.name for g in book.find_submission_notebook("02-customers-by-need", "modules", "ana").grades
                 if g.needs_manual_grade]  # fmt: skip
    assert "task-2-2h" in tasks
    for name in tasks:
        say("anna", name.removeprefix("task-").replace("-", "."), ana=(2, "Said."))
    merge(judged)
    with Gradebook(f"sqlite:///{judged / 'gradebook.db'}") as book:
        notebook = book.find_submission_notebook("02-customers-by-need", "modules", "ana")
        assert not notebook.needs_manual_grade and notebook.task_score == 2 * len(tasks)
        grades = {g.name: (g.score, g.manual_score, g.needs_manual_grade) for g in notebook.grades}
        assert [grades[name] for name in tasks] == [(2.0, 2.0, False)] * len(tasks)
        assert {c.comment for c in notebook.comments if c.name in tasks} == {"Said."}


def test_two_markers_give_the_mean_and_a_third_decides(judged, say, database):
    say("anna", "2.2h", ana=(3, "One."), ben=1, cho=0)
    say("bea", "2.2h", ana=(2, "Two."), ben=2, cho=3)
    told = merge(judged)
    assert (told.written, told.thirds, told.alone) == (1, 2, 0)
    assert database("ana", "2.2h") == (2.5, False, "One.\n\nTwo.")
    third = Judging(judged, "carl", third=True)
    assert {t.work.learner for t in third.tickets("2.2h").values()} == {"ben", "cho"}
    assert Judging(judged, "anna", third=True).questions() == []
    say("carl", "2.2h", ben=(2, "Settled."))
    assert {t.work.learner for t in Judging(judged, "carl", third=True).tickets("2.2h").values()} == {"ben", "cho"}
    assert merge(judged).thirds == 1
    assert database("ben", "2.2h") == (2.0, False, "Settled.")
    assert database("cho", "2.2h") == (None, True, None)
    said = table(judged)
    assert "anna and bea: 3 answers, same level 0%, within one 67%" in said
    assert "settled by a third: 1" in said and said.count("needs a third: ") == 1
    assert not {"ana", "ben", "cho"} & set(said.replace(",", "").split())


def test_only_what_two_have_judged(judged, say, database):
    say("anna", "2.2h", ana=3, ben=3)
    say("bea", "2.2h", ana=3)
    assert merge(judged, both=True).written == 1
    assert database("ben", "2.2h") == (None, True, None)


def test_a_later_judgement_takes_the_place_of_an_earlier_one(judged, say, database):
    say("anna", "2.2h", ana=(3, "First."))
    merge(judged)
    say("anna", "2.2h", ana=(2, "Second."))
    assert (merge(judged).written, database("ana", "2.2h")) == (1, (2.0, False, "Second."))
    say("bea", "2.2h", ana=0)  # now a third is needed: what stood there no longer does
    told = merge(judged)
    assert (told.back, told.thirds, database("ana", "2.2h")) == (1, 1, (None, True, None))
    assert (merge(judged).back, merge(judged).told) == (0, [])


def test_a_score_that_a_person_entered_is_kept_and_told(judged, say, database):
    database("ana", "2.2h", put=1.0, says="Seen.")
    say("anna", "2.2h", ana=(3, "Well said."), ben=2)
    told = merge(judged)
    assert told.told == [f"{KEPT} It was kept; settle it in formgrader, or run this again with --replace."]
    assert (told.kept, told.written, database("ana", "2.2h")) == (1, 1, (1.0, False, "Seen."))
    told = merge(judged, replace=True)
    assert told.told[0] == f"{KEPT} It was written over." and "'Seen.'" in told.told[1]
    assert database("ana", "2.2h") == (3.0, False, "Well said.")
    assert merge(judged).told == []


def test_what_a_person_changed_after_a_merge_is_theirs(judged, say, database):
    say("anna", "2.2h", ana=3, ben=(3, "Ours."))
    merge(judged)
    database("ana", "2.2h", put=1.0)
    database("ben", "2.2h", says="A person's words.")
    told = merge(judged)
    assert told.told[0].startswith(KEPT)
    assert told.told[1] == ("2.2h, ben: the comment that stands in the gradebook was kept: "
                            "\"A person's words.\"")
    assert database("ana", "2.2h")[0] == 1.0
    assert database("ben", "2.2h") == (3.0, False, "A person's words.")


def test_a_person_s_score_that_is_the_same_stays_theirs(judged, say, database):
    database("ana", "2.2h", put=3.0)
    say("anna", "2.2h", ana=3)
    assert merge(judged).told == []
    say("anna", "2.2h", ana=0)
    assert merge(judged).told[0].startswith("2.2h, ana: somebody entered 3 in formgrader")
    assert database("ana", "2.2h")[0] == 3.0


def test_grading_again_keeps_them_and_a_changed_answer_asks_again(whole, judged, say, database, give_again):
    say("anna", "2.2h", ana=(3, "Well said."))
    say("anna", "2.3h", ana=3)
    merge(judged)
    result = grade(ClassFolder(judged))
    assert database("ana", "2.2h") == (3.0, False, "Well said.")
    ana = next(r for r in result if r.learner.id == "ana")
    assert {t: s.score for e in ana.exercises for t, s in e.judgements.items() if t in ("2.2h", "2.3h")} == {
        "2.2h": 3.0, "2.3h": 3.0}
    give_again("ana", "2.2", lambda data: data["pairs"][0].update(need="To be somewhere else."))
    grade(ClassFolder(judged))
    assert database("ana", "2.2h") == (3.0, True, "Well said.")  # nbgrader's own: score kept, asked again
    told = merge(judged)
    assert (told.same, told.back, told.written) == (1, 0, 0)
    assert database("ana", "2.2h") == (3.0, True, "Well said.")
    say("anna", "2.2h", ana=(3, "Well said."))
    assert merge(judged).written == 1
    assert database("ana", "2.2h") == (3.0, False, "Well said.")
    assert len(Judgements(judged, "anna").of("2.2h")["ana"].earlier) == 1


@pytest.fixture
def give_again(judged):
    """give_again("ana", "2.2", act): that learner's zip with another answer."""
    import json
    import zipfile

    def go(who, exercise, act):
        path = judged / "handins" / f"{who}.zip"
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        name = f"answers/{exercise}.json"
        held = json.loads(files[name])
        act(held["data"])
        with zipfile.ZipFile(path, "w") as archive:
            for one, raw in {**files, name: json.dumps(held).encode()}.items():
                archive.writestr(one, raw)

    return go


def test_a_score_taken_out_in_formgrader_is_told(judged, say, database):
    say("anna", "2.2h", ana=3)
    merge(judged)
    db = sqlite3.connect(judged / "gradebook.db")
    with db:
        db.execute("UPDATE grade SET manual_score = NULL, needs_manual_grade = 1 WHERE manual_score = 3.0")
    db.close()
    assert merge(judged).told == ["2.2h, ana: the score had been taken out in formgrader; it was written again."]
    assert database("ana", "2.2h")[0] == 3.0


def test_a_merge_that_fails_writes_nothing(judged, say, monkeypatch):
    from cxkit.judging import merging

    say("anna", "2.2h", ana=3, ben=2)
    before = dump(judged)
    kept = merging._Judged.decide

    def fail(self, *rest):
        kept(self, *rest)
        raise sqlite3.OperationalError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(merging._Judged, "decide", fail)
        with pytest.raises(sqlite3.OperationalError):
            merge(judged)
    assert dump(judged) == before and not (judged / "judgements" / "merged.json").exists()
    assert merge(judged).written == 2


def test_a_merge_beside_a_run_is_refused_and_a_damaged_memory_is_a_sentence(judged, say):
    say("anna", "2.2h", ana=3)
    with ClassFolder(judged).alone(), pytest.raises(ClassError, match="is being marked already"):
        merge(judged)
    (judged / "judgements" / "merged.json").write_text("[]", encoding="utf-8")
    with pytest.raises(JudgingError, match="told as a conflict and kept"):
        merge(judged)


def test_nobody_has_judged_yet(judged):
    assert table(judged).startswith("Nobody has judged anything here yet.")
    assert merge(judged).summary.startswith("Scores: 0 written, 0 as before, ")
