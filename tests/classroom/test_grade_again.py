"""Runs after runs: nothing changes by itself, what people decided stays, a cut costs nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cxkit.classroom.folder import ClassError, ClassFolder
from cxkit.classroom.grade import grade
from tests.classroom.given import (
    FULL,
    NOTEBOOK,
    decide,
    files,
    judged,
    points,
    rewrite,
    rows,
    without,
)


def test_a_second_run_changes_nothing(folder, give):
    give("ana")
    give("ben", "cells doubled and deleted")
    give("cho", "one answer of 50 MB")
    grade(folder)
    before = rows(folder), files(folder)
    grade(ClassFolder(folder.root))
    assert (rows(folder), files(folder)) == before


def test_what_a_person_decided_survives(folder, give):
    give("ana")
    grade(folder)
    assert judged(folder, "task-2-2h") == (None, True, "")
    decide(folder, "task-2-2h", 2.0)
    decide(folder, "mark-2-1", 9.5)
    grade(folder)
    assert judged(folder, "task-2-2h") == (2.0, False, "Seen.")
    assert judged(folder, "mark-2-1") == (9.5, False, "Seen.")


def test_a_changed_answer_asks_the_person_again(folder, give):
    path = give("ana")
    grade(folder)
    decide(folder, "task-2-2h", 2.0)
    decide(folder, "task-2-3h", 3.0)

    def change(files):
        held = json.loads(files["answers/2.2.json"])
        held["data"]["pairs"][0]["need"] = "To be somewhere else by nine."
        files["answers/2.2.json"] = json.dumps(held).encode()

    rewrite(path, change)
    grade(folder)
    assert judged(folder, "task-2-2h") == (2.0, True, "Seen.")
    assert judged(folder, "task-2-3h") == (3.0, False, "Seen.")


def test_nothing_written_is_nothing_to_judge(folder, give):
    give("ana", "blank")
    ana, *_ = grade(folder)
    assert (ana.status, ana["modules"].points) == ("marked", 0.0)
    assert "No answers were found in it" in ana.notes[0]
    assert judged(folder, "task-2-2h") == (None, False, "")


def test_a_recovered_answer_is_still_told_once_it_lies_in_submitted(folder, give):
    path = give("ana", "one answer of 50 MB")
    first, *_ = grade(folder)
    path.unlink()
    again, *_ = grade(ClassFolder(folder.root))
    assert points(again)["2.5"] is None
    assert [w.waiting for w in again.waiting] == [w.waiting for w in first.waiting]


def test_a_collected_submission_is_never_written_over(folder, give):
    place = folder.step("submitted", "ana")
    place.mkdir(parents=True)
    (place / NOTEBOOK).write_bytes(b"an older try")
    (place / "timestamp.txt").write_text("2020-01-01 00:00:00 UTC", encoding="utf-8")
    give("ana")
    ana, *_ = grade(folder)
    assert points(ana) == FULL
    assert (folder.root / "earlier" / "ana" / "modules" / "1" / NOTEBOOK).read_bytes() == b"an older try"


@pytest.mark.parametrize("files_written", [1, 5, 12, 14, 26, 40])
def test_a_run_that_was_cut_off_is_completed_by_the_next(folder, give, monkeypatch, files_written):
    give("ana")
    give("ben")
    count = iter(range(files_written))

    def cut(kept):
        def once(*of):
            if next(count, None) is None:
                raise KeyboardInterrupt
            return kept(*of)

        return once

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", cut(Path.write_bytes))
        patch.setattr(os, "link", cut(os.link))
        with pytest.raises(KeyboardInterrupt):
            grade(folder)
    again = grade(ClassFolder(folder.root))
    for one in list(again)[:2]:
        assert (one.status, points(one), one.notes) == ("marked", FULL, ())
    assert not (folder.root / "earlier").exists()
    assert not [p for p in folder.root.rglob("*") if p.name.endswith((".tmp", "new", "old"))]


def test_what_a_later_hand_in_lacks_does_not_stay(folder, give):
    rewrite(give("ana"), lambda files: None)
    grade(folder)
    rewrite(folder.root / "handins" / "ana.zip", without("answers/2.5.json"))
    ana, *_ = grade(folder)
    assert points(ana) == {**FULL, "2.5": 0.0}
    for step in ("submitted", "autograded"):
        assert not (folder.step(step, "ana") / "answers" / "2.5.json").exists()


def test_two_runs_at_once_are_refused(folder, give):
    give("ana")

    def second(*_):
        with pytest.raises(ClassError, match="is being marked already"):
            grade(ClassFolder(folder.root))

    assert next(iter(grade(folder, progress=second))).status == "marked"


def test_progress_names_everyone(folder, give):
    give("ana")
    told = []
    grade(folder, progress=lambda *one: told.append(one))
    assert told == [(1, 3, "ana"), (2, 3, "ben"), (3, 3, "cho")]


@pytest.mark.parametrize("link", [os.link, None], ids=["links", "a disk without links"])
def test_an_answer_stands_in_both_folders(folder, give, monkeypatch, link):
    def refused(*_):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", link or refused)
    give("ana")
    grade(folder)
    files = [folder.step(step, "ana") / "answers" / "2.5.json" for step in ("submitted", "autograded")]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].samefile(files[1]) == bool(link)
    rewrite(folder.root / "handins" / "ana.zip", lambda files: None)
    (files[1].parent / "more.json").write_text("{}", encoding="utf-8")
    grade(folder)  # written anew, beside a submission that stays
    assert sorted(p.name for p in files[0].parent.iterdir()) == sorted(
        p.name for p in files[1].parent.iterdir())


@pytest.mark.parametrize("name", ["answers/2.5.json", "timestamp.txt"])
def test_a_marked_copy_that_was_written_over_changes_no_submission(folder, give, name):
    give("ana")
    grade(folder)
    submitted, autograded = (folder.step(step, "ana") for step in ("submitted", "autograded"))
    before = {p: p.read_bytes() for p in submitted.rglob("*") if p.is_file()}
    with open(autograded / name, "w", encoding="utf-8") as file:  # as an editor does, in place
        file.write("2099-01-01 00:00:00.000000 UTC")
    (one, *_) = grade(folder)
    assert {p: p.read_bytes() for p in submitted.rglob("*") if p.is_file()} == before
    assert one.status == "marked" and not one.notes
    assert not (folder.root / "earlier").exists()
