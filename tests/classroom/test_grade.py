"""Every bad input of a class: a sentence for it, everything else marked, nothing lost."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from cxkit.classroom.folder import ClassError, ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.gradebook import Gradebook
from cxkit.classroom.roster import RosterError
from cxkit.classroom.scaffold import new

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


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ({NOTEBOOK: f"handins/ana_4711_{NOTEBOOK}", OTHER: f"handins/ana_4712_{OTHER}"},
         f"ana_4711_{NOTEBOOK} was read as {NOTEBOOK}."),
        ({NOTEBOOK: "handins/ana/02-customers-by-need (1).ipynb", OTHER: f"handins/ana/{OTHER}"},
         f"02-customers-by-need (1).ipynb was read as {NOTEBOOK}."),
    ],
    ids=["loose", "renamed by a browser"],
)
def test_notebooks_alone_are_read_by_whatever_name_they_came(folder, give, names, says):
    give("ana", "notebooks only").rename(folder.root.parent / "sent")
    for name, place in names.items():
        (folder.root / place).parent.mkdir(exist_ok=True)
        (folder.root.parent / "sent" / name).rename(folder.root / place)
    result = grade(folder)
    ana, *_ = result
    assert (points(ana), result.strangers) == (FULL, ())
    assert says in ana.notes


def test_two_copies_of_a_notebook_are_not_guessed_among(folder, give):
    place = give("ana", "notebooks only")
    for name in ("02-customers-by-need (1).ipynb", "02-customers-by-need-Copy1.ipynb"):
        (place / name).write_bytes((place / NOTEBOOK).read_bytes())
    assert points(next(iter(grade(folder)))) == FULL  # the one with the right name counts
    (place / NOTEBOOK).unlink()
    ana, *_ = grade(folder)
    assert ana.status == "set aside"
    assert f"It holds 2 copies of {NOTEBOOK}" in ana.why


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


def notebook(raw):
    def change(files):
        files[NOTEBOOK] = raw(files[NOTEBOOK]) if callable(raw) else raw

    return change


def without(name):
    return lambda files: files.pop(name)


BROKEN = {
    "invalid JSON": (notebook(lambda raw: raw[:900]), "rebuilt from the release"),
    "empty": (notebook(b""), "rebuilt from the release"),
    "50 MB": (notebook(b" " * 50_000_000), "it holds 50.0 MB"),
    "missing": (without(NOTEBOOK), "was not handed in"),
    "code that would run": (
        notebook(lambda raw: raw.replace(b'points(\\"2.1\\")', b"import os; os._exit(1)")),
        "had been changed"),
}


@pytest.mark.parametrize(("change", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_notebook_costs_no_point(folder, give, change, says):
    give("ben")
    rewrite(give("ana"), change)
    ana, ben, _ = grade(folder)
    assert (ana.status, points(ana), points(ben)) == ("marked, repaired", FULL, FULL)
    assert any(says in note for note in ana.notes), ana.notes
    assert (folder.step("autograded", "ana") / NOTEBOOK).is_file()


ASIDE = {
    "zip cut off": "is not a whole zip file",
    "zip that reaches outside": "leads outside the hand-in",
    "nothing of the course": "no notebook and no answers of this course; found letter.docx",
}


@pytest.mark.parametrize(("kind", "why"), ASIDE.items())
def test_what_cannot_be_read_is_set_aside_and_kept(folder, give, kind, why):
    give("ben")
    path = give("ana", kind)
    before = path.read_bytes()
    ana, ben, _ = grade(folder)
    assert ana.status == "set aside"
    assert why in ana.why
    assert points(ben) == FULL
    assert path.read_bytes() == before
    assert sorted(p.name for p in folder.root.parent.iterdir()) == ["class"]
    with Gradebook(folder.gradebook) as book:
        assert set(book.scores("modules")) == {"ben"}


def test_an_unforeseen_error_sets_one_aside(folder, give):
    give("ana")
    give("ben")

    def twins(_):
        raise AssertionError("not called: both have their answers")

    from cxkit.desk import mark_answer

    def mark(answer, case):
        if answer.exercise == "2.3":
            raise ZeroDivisionError("a fault of the kit")
        return mark_answer(answer, case)

    ana, *_ = grade(folder, mark=mark, twins=twins)
    assert points(ana) == {**FULL, "2.3": None}
    assert "ZeroDivisionError" in ana.waiting[0].waiting


def test_a_worse_hand_in_later_leaves_the_marks_that_stand(folder, give):
    give("ana")
    grade(folder)
    before = rows(folder)
    give("ana", "zip cut off")
    ana, *_ = grade(folder)
    assert ana.status == "set aside"
    assert ana.why.endswith("The marks of an earlier hand-in stand.")
    assert rows(folder) == before


def test_the_whole_course_folder_zipped_is_read(folder, give):
    rewrite(give("ana"), lambda files: [
        files.__setitem__(f"outside-in/course/modules/{n}", files.pop(n)) for n in list(files)])
    ana, *_ = grade(folder)
    assert (ana.status, points(ana)) == ("marked", FULL)


def test_a_hand_in_that_breaks_the_reader_is_set_aside_alone(folder, give, monkeypatch):
    give("ana")
    give("ben")
    from cxkit.classroom import grade as office

    kept = office.open_archive

    def fail(path):
        if path.stem == "ana":
            raise MemoryError("not foreseen")
        return kept(path)

    monkeypatch.setattr(office, "open_archive", fail)
    ana, ben, _ = grade(folder)
    assert (ana.status, ben.status) == ("set aside", "marked")
    assert "MemoryError" in ana.why and "kept as it came" in ana.why
    assert points(ben) == FULL


def test_what_a_learner_s_own_kit_writes_is_read(folder, give, course, tmp_path):
    """The zip of cx.ready(), from a desk that holds an expert's work."""
    from cxkit.desk import Desk
    from cxkit.handin import write

    give("ben", "expert, a folder").rename(tmp_path / "desk")
    write(Desk(course, tmp_path / "desk"), folder.root / "handins" / "ana.zip")
    ana, ben, _ = grade(folder)
    assert (ana.status, points(ana), ben.status) == ("marked", FULL, "not handed in")


def test_two_sets_of_answers_are_not_guessed_among(folder, give):
    rewrite(give("ana"), lambda files: [files.__setitem__(f"{place}/{name}", files[name])
                                        for name in list(files) for place in ("a", "b")]
            and [files.pop(n) for n in list(files) if not n.startswith(("a/", "b/"))])
    ana, *_ = grade(folder)
    assert ana.status == "set aside"
    assert "It holds 2 copies (a/, b/)" in ana.why


def test_who_it_is_comes_from_the_name_alone(folder, give):
    rewrite(give("ana"), lambda files: files.__setitem__(
        "manifest.json", b'{"learner": "ben", "kit": "0", "files": {}}'))
    ana, ben, _ = grade(folder)
    assert (ana.status, ben.status) == ("marked", "not handed in")


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


def test_a_second_run_changes_nothing(folder, give):
    give("ana")
    give("ben", "cells doubled and deleted")
    give("cho", "one answer of 50 MB")
    grade(folder)
    before = rows(folder), files(folder)
    grade(ClassFolder(folder.root))
    assert (rows(folder), files(folder)) == before


def decide(folder, name, score):
    db = sqlite3.connect(folder.gradebook)
    with db:
        (cell,) = db.execute("SELECT id FROM base_cell WHERE name = ?", (name,)).fetchone()
        db.execute("UPDATE grade SET manual_score = ?, needs_manual_grade = 0 WHERE cell_id = ?",
                   (score, cell))
        db.execute("UPDATE comment SET manual_comment = 'Seen.' WHERE cell_id = ?", (cell,))
    db.close()


def judged(folder, name):
    with Gradebook(folder.gradebook) as book:
        score = book.scores("modules")["ana"]["02-customers-by-need", name]
    return score.manual, score.waits, score.comment


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
    assert (ana.status, ana.points) == ("marked", 0.0)
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
    assert (folder.root / "earlier" / "ana" / "1" / NOTEBOOK).read_bytes() == b"an older try"


@pytest.mark.parametrize("files_written", [1, 5, 12, 14, 26, 40])
def test_a_run_that_was_cut_off_is_completed_by_the_next(folder, give, monkeypatch, files_written):
    give("ana")
    give("ben")
    kept, count = Path.write_bytes, iter(range(files_written))

    def cut(path, raw):
        if next(count, None) is None:
            raise KeyboardInterrupt
        return kept(path, raw)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", cut)
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


def test_strangers_are_reported(folder, give):
    give("ana")
    (folder.root / "handins" / "eve.zip").write_bytes(b"")
    result = grade(folder)
    assert [s.name for s in result.strangers] == ["handins/eve.zip"]
    assert result.summary == "3 of 3 accounted for (1 marked, 0 set aside, 2 not handed in)"


def test_progress_names_everyone(folder, give):
    give("ana")
    told = []
    grade(folder, progress=lambda *one: told.append(one))
    assert told == [(1, 3, "ana"), (2, 3, "ben"), (3, 3, "cho")]


def test_html_of_a_learner_is_text_for_the_grader(folder, give):
    evil = "<script>alert(1)</script>"

    def change(files):
        held = json.loads(files["answers/2.2.json"])
        held["data"]["pairs"][0]["need"] = evil
        files["answers/2.2.json"] = json.dumps(held).encode()
        book = json.loads(files[NOTEBOOK])
        book["cells"].insert(0, {"cell_type": "markdown", "id": "x", "metadata": {},
                                 "source": f"Hello {evil}"})
        book["cells"].insert(1, {"cell_type": "code", "id": "y", "metadata": {}, "source": "1",
                                 "execution_count": 1, "outputs": [
            {"output_type": "display_data", "metadata": {}, "data": {"text/html": evil}}]})
        files[NOTEBOOK] = json.dumps(book).encode()

    rewrite(give("ana"), change)
    ana, *_ = grade(folder)
    assert ana.status == "marked"
    shown = json.loads((folder.step("autograded", "ana") / NOTEBOOK).read_text(encoding="utf-8"))
    assert shown["cells"][0]["source"] == ["Hello &lt;script>alert(1)&lt;/script>"]
    html = [line for cell in shown["cells"] for one in cell.get("outputs", [])
            for line in one["data"].get("text/html", [])]
    assert any("&lt;script&gt;" in line for line in html)
    assert not any("<script" in line for line in html)


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


# ---- the class itself -----------------------------------------------------------------------


def test_a_folder_in_use_is_refused(tmp_path, course):
    (tmp_path / "r.csv").write_text("id\na\n", encoding="utf-8")
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ClassError, match="holds files already"):
        new(tmp_path / "class", tmp_path / "r.csv", course)
    assert [p.name for p in (tmp_path / "class").iterdir()] == ["thesis.txt"]


def test_a_bad_roster_makes_nothing(tmp_path, course):
    (tmp_path / "r.csv").write_text("id\na\nA\n", encoding="utf-8")
    with pytest.raises(RosterError):
        new(tmp_path / "class", tmp_path / "r.csv", course)
    assert not (tmp_path / "class").exists()


def test_a_class_that_was_cut_off_is_completed(tmp_path, course):
    (tmp_path / "r.csv").write_text("id\n a\n", encoding="utf-8")

    def cut(course, module):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        new(tmp_path / "class", tmp_path / "r.csv", course, sources=cut)
    with pytest.raises(ClassError, match="was not finished"):
        ClassFolder(tmp_path / "class")
    made = new(tmp_path / "class", tmp_path / "r.csv", course)
    assert made.roster.ids == ("a",)
    assert made.notes == ("Line 2: spaces around the id 'a' were removed.",)


def test_a_folder_that_is_no_class_is_a_sentence(tmp_path):
    with pytest.raises(ClassError, match="is not a class folder: it lacks nbgrader_config.py"):
        grade(tmp_path)


def test_the_class_is_pinned_to_its_course(made):
    names = {p.relative_to(made / "course").parts[0] for p in (made / "course").rglob("*")}
    assert names == {"course.toml", "cases", "quiz", "recordings"}
    assert not list(made.rglob("answers")) and not list(made.rglob("models"))
    released = (made / "release" / "modules" / NOTEBOOK).read_text(encoding="utf-8")
    assert "MARK SCHEME" not in released
