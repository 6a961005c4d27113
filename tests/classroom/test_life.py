"""A class's life: who is added, what is open, what is closed, handed on and deleted."""

from __future__ import annotations

import csv
import io
import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cxkit.classroom import ClassError, ClassFolder, Learner, Roster, grade_class, read_roster
from cxkit.classroom.closing import CLOSED, changed, close, is_closed, manifest
from cxkit.classroom.collect import collect
from cxkit.classroom.grade import grade
from cxkit.classroom.life import add, one_learner
from cxkit.classroom.marktable import codes, table, telling
from cxkit.classroom.opening import open_modules, opened
from cxkit.classroom.retention import deletion, due
from cxkit.classroom.sample import hand_in
from cxkit.classroom.standing import standing
from cxkit.classroom.status import ClassStatus, Line, lines, status
from cxkit.judging.merging import merge


def test_learners_come_later(folder: ClassFolder, tmp_path: Path) -> None:
    late = tmp_path / "late.csv"
    late.write_text("id,name,email\nana,Ana Lima,\nben,Ben Odum,ben@example.org\ndot,Dot Ray,\n", encoding="utf-8")
    added = add(folder, read_roster(late))
    assert [[x.id for x in held] for held in (added.new, added.changed, added.same)] == [["dot"], ["ben"], ["ana"]]
    assert add(folder, one_learner("eli", "Eli Fox")).summary == "1 added."
    now = ClassFolder(folder.root)
    assert now.roster.ids == ("ana", "ben", "cho", "dot", "eli")
    assert [x.email for x in now.roster if x.id == "ben"] == ["ben@example.org"]
    assert [x.learner.id for x in grade(now)] == list(now.roster.ids), "the gradebook has them as well"


@pytest.mark.parametrize(("roster", "says"), [
    (Roster((Learner("Ana"),)), "spelled in another way"),
    (None, "cannot stand in a folder's name"),
])  # fmt: skip
def test_who_cannot_be_added_changes_nothing(folder: ClassFolder, roster: Roster | None, says: str) -> None:
    before = (folder.root / "roster.csv").read_bytes()
    with pytest.raises(ClassError, match=says):
        add(folder, roster or one_learner("a/b"))
    assert (folder.root / "roster.csv").read_bytes() == before


def test_modules_open_one_by_one_and_solutions_after_them(folder: ClassFolder, root: Path) -> None:
    with pytest.raises(ClassError, match="not open yet"):
        open_modules(folder, solutions=["02"])
    paper = folder.root / "course/cases/paper"
    shutil.rmtree(paper, ignore_errors=True)
    with pytest.raises(ClassError, match="no paper yet"):
        open_modules(folder, ["09"])
    assert not (folder.root / "given").exists(), "nothing by halves"
    open_modules(folder, ["0", "02"], ["02"])
    given = {p.relative_to(folder.root / "given").as_posix() for p in (folder.root / "given").rglob("*.*")}
    assert given == {"modules/00-start-here.ipynb", "modules/02-customers-by-need.ipynb",
                     "solutions/02-customers-by-need.ipynb"}  # fmt: skip
    worked = (root / "solutions/02-customers-by-need.ipynb").read_bytes()
    assert (folder.root / "given/solutions/02-customers-by-need.ipynb").read_bytes() == worked
    assert {k: sorted(v) for k, v in opened(folder).items()} == {"modules": ["00", "02"], "solutions": ["02"]}
    open_modules(folder, ["all"])
    assert "09" not in opened(folder)["modules"], "the paper is opened by name alone"
    paper.mkdir()
    (paper / "paper.json").write_text("{}", encoding="utf-8")
    open_modules(folder, ["09"])
    assert [p.name for p in (folder.root / "given/cases").rglob("*.*")] == ["paper.json"], "no key"
    with pytest.raises(ClassError, match="once the class is closed"):
        open_modules(folder, solutions=["09"])


@pytest.fixture(scope="module")
def marked(made: Path, tmp_path_factory: pytest.TempPathFactory, course, answers) -> Path:
    """A class in which ana and ben were marked, and cho handed in afterwards."""
    place = tmp_path_factory.mktemp("marked") / "spring"
    shutil.copytree(made, place)
    folder = ClassFolder(place)
    for who, kind in (("ana", "blank"), ("ben", "half done, one file cut off")):
        hand_in(kind, who, place / "handins", course, folder.release, answers)
    grade(folder)
    hand_in("nothing of the course", "cho", place / "handins", course, folder.release, answers)
    return place


@pytest.fixture
def spring(marked: Path, tmp_path: Path) -> ClassFolder:
    shutil.copytree(marked, tmp_path / "spring")
    return ClassFolder(tmp_path / "spring")


def test_status_says_who_waits_for_what(spring: ClassFolder) -> None:
    found = {x.learner.id: x for x in status(spring).lines}
    assert [found[w].new for w in ("ana", "ben", "cho")] == [False, False, True]
    assert found["ana"].marks["modules"] == "marked" and not found["ana"].next
    assert found["ben"].judging and "to judge" in found["ben"].next
    shutil.copy(spring.root / "handins/ben.zip", spring.root / "handins/ana.zip")
    stranger = spring.root / "handins/somebody.zip"
    stranger.write_bytes(b"")
    grade(ClassFolder(spring.root))
    after = status(ClassFolder(spring.root))
    found = {x.learner.id: x for x in after.lines}
    assert found["cho"].aside and not found["cho"].new
    assert [s.name for s in after.strangers] == ["handins/somebody.zip"]
    os.utime(spring.root / "handins/cho.zip", (2e9, 2e9))
    assert {x.learner.id: x.new for x in status(ClassFolder(spring.root)).lines}["cho"], "handed in anew"
    assert any("Ben Odum" in line and "to judge" in line for line in lines(after))


@pytest.mark.parametrize(("when", "said"), [
    (None, "not handed in"), (datetime(2026, 11, 22, tzinfo=UTC), "not marked")])
def test_status_tells_what_was_never_sent_from_what_is_not_marked(when: datetime | None, said: str) -> None:
    (told, _) = lines(ClassStatus((Line(Learner("fay"), when, {}),), (), ()))
    assert said in told


def test_a_closed_class_stays_as_it_is(spring: ClassFolder, tmp_path: Path, root: Path) -> None:
    with pytest.raises(ClassError, match="1 handed in since the last marking: Cho"):
        close(spring, keep=30)
    assert not is_closed(spring)
    made = close(spring, keep=30, anyway=True, now=datetime(2026, 11, 22, tzinfo=UTC))
    assert made["keep until"] == "2026-12-22" and len(made["unfinished"]) == 2
    refused = (lambda: add(spring, one_learner("new")), lambda: collect(spring, tmp_path),
               lambda: open_modules(spring, ["01"]), lambda: grade_class(spring.root, quiet=True),
               lambda: merge(spring), lambda: close(spring, keep=1))  # fmt: skip
    for act in refused:
        with pytest.raises(ClassError, match="was closed on 2026-11-22"):
            act()
    assert changed(spring) == []
    grade(spring.root)  # as a certificate does; cho's late hand-in is then seen, and told
    assert changed(spring) and "closed/marks.csv" not in changed(spring)
    rows = list(csv.DictReader(io.StringIO((spring.root / CLOSED / "marks.csv").read_text("utf-8-sig"))))
    assert {r["learner"] for r in rows} == {"ana", "ben", "cho"}
    waits = [r for r in rows if r["state"] == "waits for a person"]
    assert waits and all(r["points"] == "" for r in waits), "what waits is never a zero"


def test_a_file_that_changes_after_the_closing_is_named(spring: ClassFolder) -> None:
    close(spring, keep=30, anyway=True)
    (spring.root / "handins/ana.zip").write_bytes(b"other")
    assert changed(spring) == ["handins/ana.zip"]
    (spring.root / CLOSED / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ClassError, match="Restore it"):
        manifest(spring)


def test_marks_without_names_hold_nobody(spring: ClassFolder) -> None:
    results = standing(spring)
    hidden = codes(results)
    raw = table(results, hidden=hidden, text=False).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(raw)))
    assert {r["learner"] for r in rows} == set(hidden.values())
    assert list(dict.fromkeys(r["learner"] for r in rows)) == sorted(hidden.values())
    for one in results:
        assert not any(x in raw for x in (one.learner.id + ",", one.learner.last, one.learner.name))
    assert not {"name", "note"} & set(rows[0])
    assert hidden != codes(results), "codes are drawn anew"
    said = " ".join(telling(results))
    assert "Only 2 were marked" in said and "2 of 2 have points that nobody else has" in said
    named = list(csv.DictReader(io.StringIO(table(results).decode("utf-8-sig"))))
    points = sorted((r["exercise"], r["part"], r["points"]) for r in rows)
    assert points == sorted((r["exercise"], r["part"], r["points"]) for r in named)


def test_classes_that_are_due(spring: ClassFolder, folder: ClassFolder) -> None:
    close(spring, keep=10, anyway=True, now=datetime(2026, 11, 1, tzinfo=UTC))
    before, after = (due(spring.root.parent, date(2026, 11, day)) for day in (9, 13))
    assert [x.days for x in before] == [2, 0]
    assert before[0].sentence == "spring: kept until 2026-11-11, 2 days more."
    assert after[0].sentence.startswith("spring: due since 2026-11-11 (2 days).")
    assert after[1].sentence == "class: not closed, so no date is set."


def test_deleting_says_what_goes_first_and_takes_a_name(folder: ClassFolder, tmp_path: Path) -> None:
    (tmp_path / "keep.txt").write_text("mine", encoding="utf-8")
    (folder.root / "handins" / "link").symlink_to(tmp_path / "keep.txt")
    (folder.root / "elsewhere").symlink_to(tmp_path)
    found = deletion(folder.root)
    files = sum(1 for p in folder.root.rglob("*") if p.is_symlink() or p.is_file())
    told = list(found.lines())
    assert f"{files} files" in told[0] and "3 learners" in told[0]
    assert any(line.startswith("  handins (what learners handed in, with the times of their saves): 2 files") for line in told)
    with pytest.raises(ClassError, match="Nothing was deleted"):
        found.carry_out("Class")
    assert folder.roster.ids == ("ana", "ben", "cho")
    found.carry_out("class")
    assert not folder.root.exists()
    assert (tmp_path / "keep.txt").read_text(encoding="utf-8") == "mine"


def test_a_deletion_that_was_cut_off_goes_on(folder: ClassFolder) -> None:
    (folder.root / ".cxkit-deleting").write_text("", encoding="utf-8")
    (folder.root / "roster.csv").unlink()
    deletion(folder.root).carry_out("class")
    assert not folder.root.exists()


def test_only_a_class_is_deleted(tmp_path: Path, folder: ClassFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "photos").mkdir()
    with pytest.raises(ClassError, match="not a class folder"):
        deletion(tmp_path / "photos")
    (tmp_path / "link").symlink_to(folder.root)
    with pytest.raises(ClassError, match="is a link"):
        deletion(tmp_path / "link")
    monkeypatch.chdir(folder.root / "handins")
    with pytest.raises(ClassError, match="You work in"):
        deletion(folder.root)
