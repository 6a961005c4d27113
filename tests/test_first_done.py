"""When an answer was begun and first done: noted in its file, and no part of anything else."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from cxkit import workbook
from cxkit.forms.twin import twin
from cxkit.workbook import Answer, StaleAnswer, Workbook, WorkbookError, parse, sealed

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
BEGAN, DONE = "2026-03-02T09:00:00+00:00", "2026-03-02T09:20:00+00:00"
GOOD = {"schema": 1, "exercise": "2.3", "rev": 4, "saved": "2026-03-02T09:30:00+00:00", "data": {"a": [1]}}


def minute(number: int) -> str:
    return (START + timedelta(minutes=number)).isoformat(timespec="seconds")


def clock() -> mock._patch[Iterator[str]]:
    """One minute at each look."""
    return mock.patch.object(workbook, "_now", side_effect=map(minute, itertools.count()))


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return Workbook(tmp_path)


def test_the_first_save_is_noted_and_carried_on(book: Workbook) -> None:
    with clock():
        saves = [book.write("2.3", {"n": [rev]}, rev) for rev in range(3)]
    assert [a.began for a in saves] == [minute(0)] * 3
    assert [a.saved for a in saves] == [minute(0), minute(1), minute(2)]
    assert book.read("2.3") == saves[-1] and book.read("2.3").done == ""


def test_done_is_noted_once_and_is_no_save(book: Workbook) -> None:
    with clock():
        book.write("2.3", {"n": [0]}, 0)
        before = book.write("2.3", {"n": [1]}, 1)
        last = book.previous_path("2.3").read_bytes()
        book.note_done("2.3")
        book.note_done("2.3")
    assert book.read("2.3") == replace(before, done=minute(2))
    assert book.previous_path("2.3").read_bytes() == last
    assert sorted(p.name for p in book.answers.iterdir()) == [".lock", ".previous", "2.3.json"]


def test_a_form_that_was_open_goes_on_and_a_second_is_still_told(book: Workbook) -> None:
    first = book.write("2.3", {"n": [1]}, 0)
    book.note_done("2.3")
    noted = book.read("2.3").done
    second = book.write("2.3", {"n": [2]}, first.rev)
    assert noted and (second.rev, second.began, second.done) == (2, first.began, noted)
    with pytest.raises(StaleAnswer, match="revision 2; this form holds 1"):
        book.write("2.3", {"n": [3]}, first.rev)


def test_the_case_and_the_own_organisation_are_two(book: Workbook) -> None:
    book.write("2.3", {}, 0)
    book.write("2.3", {}, 0, mine=True)
    book.note_done("2.3", mine=True)
    assert (book.read("2.3").done, bool(book.read("2.3", mine=True).done)) == ("", True)


def test_what_a_damaged_file_said_is_taken_from_the_revision_before(book: Workbook) -> None:
    with clock():
        book.write("2.3", {}, 0)
        book.note_done("2.3")
        book.write("2.3", {"n": [1]}, 1)
        book.write("2.3", {"n": [2]}, 2)
        book.path("2.3").write_bytes(b"{")
        saved = book.write("2.3", {"n": [3]}, 2)
    assert (saved.began, saved.done) == (minute(0), minute(1))


@pytest.mark.parametrize("previous", [False, True])
def test_where_the_first_save_is_not_known_nothing_is_made_up(book: Workbook, previous: bool) -> None:
    path = book.path("2.3")
    path.parent.mkdir()
    path.write_bytes(b"{" if previous else json.dumps(GOOD).encode())
    saved = book.write("2.3", {"n": [1]}, 0 if previous else 4)
    before = path.read_bytes()
    book.note_done("2.3")
    assert (saved.began, saved.done) == ("", "")
    assert path.read_bytes() == before


STANDS = {
    "nothing": None,
    "damaged": b'{"schema": 1, "began"',
    "of a newer kit": json.dumps({**GOOD, "schema": 9, "began": BEGAN}).encode(),
    "of an older kit": json.dumps(GOOD).encode(),
    "typed by hand": b'{"began": "2026-03-02T09:00:00+00:00"}',
    "done already": json.dumps({**GOOD, "began": BEGAN, "done": DONE}).encode(),
}


@pytest.mark.parametrize("raw", STANDS.values(), ids=STANDS)
def test_nothing_is_noted_in_a_file_that(book: Workbook, raw: bytes | None) -> None:
    if raw is not None:
        book.answers.mkdir()
        book.path("2.3").write_bytes(raw)
    book.note_done("2.3")
    assert book.answers.exists() is (raw is not None)
    if raw is not None:
        assert [(p.name, p.read_bytes()) for p in book.answers.iterdir()] == [("2.3.json", raw)]


@pytest.mark.parametrize("variable", ["NBGRADER_EXECUTION", "CXKIT_HEADLESS"])
def test_a_headless_run_notes_nothing(
    book: Workbook, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    book.write("2.3", {}, 0)
    before = book.path("2.3").read_bytes()
    monkeypatch.setenv(variable, "1")
    book.note_done("2.3")
    assert book.path("2.3").read_bytes() == before


def test_a_place_that_cannot_be_written_stops_no_check(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.write("2.3", {}, 0)
    before = book.path("2.3").read_bytes()
    monkeypatch.setattr(workbook, "_MOMENT", 0.01)
    with FileLock(book.answers / ".lock"):
        book.note_done("2.3")

    def full(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(workbook, "put", full)
    book.note_done("2.3")
    assert book.path("2.3").read_bytes() == before


def test_only_an_exercise_names_a_file(book: Workbook) -> None:
    with pytest.raises(WorkbookError, match="Expected an exercise such as 2.3"):
        book.note_done("../2.3")


HOSTILE = {
    "null": None, "a number": 1772442000, "true": True, "a list": [BEGAN], "an object": {"when": BEGAN},
    "empty": "", "words": "yesterday", "HTML": "<script>alert(1)</script>", "a formula": "=1+1",
    "a day": "2026-03-02", "without a zone": "2026-03-02T09:00:00", "an hour that is none": "2026-03-02T25:00:00Z",
    "before all years": "0001-01-01T00:00:00+14:00", "after all years": "9999-12-31T23:59:59-23:59",
    "longer than a time": BEGAN + " " * 20, "much longer": "2" * 100_000, "other digits": BEGAN.replace("2", "\u0662"),
}  # fmt: skip


@pytest.mark.parametrize("key", ["began", "done"])
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_time_that_is_none_is_as_if_it_were_not_there(key: str, value: object) -> None:
    plain = parse(json.dumps(GOOD).encode(), "2.3")
    assert parse(json.dumps({**GOOD, key: value}).encode(), "2.3") == plain


@pytest.mark.parametrize(
    "text", [BEGAN, "2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z", "2026-03-02T09:00:00.999999+00:00",
             "2026-03-02\x0009:00:00Z", "2026-03-02=09:00:00Z"],
)  # fmt: skip
def test_a_time_is_read_as_utc_to_the_second(text: str) -> None:
    assert parse(json.dumps({**GOOD, "began": text}).encode(), "2.3").began == BEGAN


def test_without_times_a_file_is_the_same_bytes_as_before() -> None:
    """As an older kit wrote it: a hand-in of then is kept, and marked, to the byte."""
    held = {"schema": 1, "exercise": "2.3", "mine": False, "rev": 4, "saved": BEGAN, "data": {"a": [1]}}
    assert sealed(Answer("2.3", False, {"a": [1]}, 4, BEGAN)) == json.dumps(held, indent=1).encode()


def test_the_times_are_in_no_twin_and_in_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person marks is told apart by its twin: noting that it is done makes it no other."""
    plain = Answer("2.3", False, {"a": [{"id": "x"}]}, 4, BEGAN)
    assert twin(replace(plain, began=BEGAN, done=DONE), []) == twin(plain, [])


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=40) | st.datetimes().map(str)
    | st.datetimes(timezones=st.timezones()).map(datetime.isoformat),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(anything, anything)
def test_whatever_stands_as_a_time_the_answer_is_read_and_written_back(began: object, done: object) -> None:
    found = parse(json.dumps({**GOOD, "began": began, "done": done}).encode(), "2.3")
    assert (found.data, found.rev, found.saved) == (GOOD["data"], 4, GOOD["saved"])
    for time in (found.began, found.done):
        assert time == "" or datetime.fromisoformat(time).utcoffset() == timedelta(0)
    assert parse(sealed(found), "2.3") == found


@given(st.lists(st.sampled_from(["save", "done", "stale", "cut"]), max_size=12))
def test_through_any_sequence_the_first_of_each_stays(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    """Saves, checks, saves of a second form, and files cut off once a revision lies before them."""
    book, began, done = Workbook(tmp_path_factory.mktemp("book")), "", ""
    with clock():
        rev = 0
        for step in steps:
            if step == "save":
                answer = book.write("2.3", {"n": [rev]}, rev)
                rev, began = answer.rev, began or answer.saved
            elif step == "done":
                book.note_done("2.3")
                found = book.read("2.3")
                done = done or found.done
                assert bool(found.done) is (rev > 0), "an answer that is there is done from then on"
            elif step == "stale" and rev:
                with pytest.raises(StaleAnswer):
                    book.write("2.3", {}, rev - 1)
            elif step == "cut" and rev > 1 and book.previous("2.3").done == done:
                book.path("2.3").write_bytes(book.path("2.3").read_bytes()[:-3])
                rev = book.write("2.3", {"n": [rev]}, rev - 1).rev
            found = book.read("2.3")
            assert (found.rev, found.began, found.done) == (rev, began, done)
