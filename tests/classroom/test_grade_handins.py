"""Hand-ins as a whole: what cannot be read is set aside, whose it is comes from the roster."""

from __future__ import annotations

import pytest

from cxkit.classroom.grade import grade
from cxkit.classroom.gradebook import Gradebook
from tests.classroom.given import FULL, points, rewrite, rows

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
    from cxkit.classroom import marker as office

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


def test_strangers_are_reported(folder, give):
    give("ana")
    (folder.root / "handins" / "eve.zip").write_bytes(b"")
    result = grade(folder)
    assert [s.name for s in result.strangers] == ["handins/eve.zip"]
    assert result.summary == "3 of 3 accounted for (1 marked, 0 set aside, 2 not handed in)"
