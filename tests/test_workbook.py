from __future__ import annotations

import contextlib
import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.workbook import (
    LIMIT,
    SCHEMA,
    DamagedAnswer,
    NewerAnswer,
    ReadOnlyWorkbook,
    StaleAnswer,
    Workbook,
    WorkbookError,
    parse,
)

GOOD = {"schema": 1, "exercise": "2.3", "rev": 4, "saved": "2026-03-02T09:00:00+00:00", "data": {}}


def _with(**fields: object) -> bytes:
    return json.dumps({**GOOD, **fields}).encode()


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return Workbook(tmp_path)


DAMAGE = {
    "empty": (b"", "is empty"),
    "blanks": (b"  \n ", "is empty"),
    "truncated": (_with()[:40], "not complete JSON (line 1"),
    "not json": (b"<html>", "not complete JSON"),
    "50 MB": (b" " * 50_000_000, "50.0 MB; an answer is at most 5 MB"),
    "just too large": (b" " * (LIMIT + 1), "at most 5 MB"),
    "utf-16": (_with().decode().encode("utf-16"), "not UTF-8 text"),
    "a list": (b"[1]", "expected an object, found a list"),
    "a number": (b"3", "expected an object, found a number"),
    "rev as text": (_with(rev="4"), "expected a whole number as rev, found '4'"),
    "rev true": (_with(rev=True), "expected a whole number as rev, found True"),
    "rev negative": (_with(rev=-1), "expected rev 0 or more, found -1"),
    "data as list": (_with(data=[]), "expected an object as data, found []"),
    "saved as number": (_with(saved=7), "expected text as saved, found 7"),
    "schema as text": (_with(schema="x"), "expected a whole number as schema, found 'x'"),
    "nan": (b'{"schema": 1, "rev": NaN}', "NaN is not a number"),
    "a number without end": (_with().replace(b'"rev": 4', b'"rev": ' + b"9" * 5000),
                             "9 is not a number a file can hold"),
    "infinite": (b'{"schema": 1, "rev": 1e999}', "1e999 is not a number"),
    "a key twice": (b'{"schema": 1, "rev": 1, "rev": 2}', "the key 'rev' stands twice"),
    "deep": (b"[" * 200_000, "nests too deeply"),
    "newer": (_with(schema=SCHEMA + 1), "written by a newer kit (schema 2"),
}


@pytest.mark.parametrize(("raw", "sentence"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_told_and_the_last_good_revision_offered(
    book: Workbook, raw: bytes, sentence: str
) -> None:
    book.write("2.3", {"a": [1]}, 0)
    book.write("2.3", {"a": [2]}, 1)
    book.path("2.3").write_bytes(raw)
    before = sorted(p.name for p in book.folder.rglob("*"))

    found = book.read("2.3")

    assert sentence in found.problem
    assert "answers/2.3.json" in found.problem or "2.3.json" in found.problem
    assert (found.data, found.rev) == ({}, 0)
    assert found.offer is not None and found.offer.data == {"a": [1]}
    assert sorted(p.name for p in book.folder.rglob("*")) == before, "reading never writes"


@pytest.mark.parametrize("raw", [r for n, (r, _) in DAMAGE.items() if n != "newer"],
                         ids=[n for n in DAMAGE if n != "newer"])  # fmt: skip
def test_a_damaged_file_is_set_aside_by_the_next_save(book: Workbook, raw: bytes) -> None:
    book.write("2.3", {"a": [1]}, 0)
    book.path("2.3").write_bytes(raw)
    saved = book.write("2.3", {"a": [3]}, 1)
    assert book.read("2.3") == saved
    aside = list(book.answers.glob("2.3.damaged-*.json"))
    assert [p.read_bytes() for p in aside] == [raw], "nothing is lost"


def test_a_file_of_a_newer_kit_is_never_overwritten(book: Workbook) -> None:
    book.write("2.3", {}, 0)
    book.path("2.3").write_bytes(_with(schema=9))
    with pytest.raises(NewerAnswer, match="Update the kit"):
        book.write("2.3", {"a": []}, 1)
    assert book.path("2.3").read_bytes() == _with(schema=9)


def test_an_answer_typed_by_hand_is_migrated_from_schema_0() -> None:
    found = parse(b'{"labels": [{"id": "S01"}]}', "2.1")
    assert (found.data, found.rev) == ({"labels": [{"id": "S01"}]}, 0)


def test_a_byte_order_mark_is_no_damage() -> None:
    assert parse(b"\xef\xbb\xbf" + _with(), "2.3").rev == 4


def test_a_save_is_one_revision_more_and_the_one_before_is_kept(book: Workbook) -> None:
    assert book.read("2.3").rev == 0
    for rev in range(3):
        assert book.write("2.3", {"n": [rev]}, rev).rev == rev + 1
    assert book.read("2.3").data == {"n": [2]}
    assert book.previous("2.3").data == {"n": [1]}


def test_a_second_tab_cannot_overwrite(book: Workbook) -> None:
    book.write("2.3", {"n": [1]}, 0)
    with pytest.raises(StaleAnswer, match="revision 1; this form holds 0"):
        book.write("2.3", {"n": [9]}, 0)
    assert book.read("2.3").data == {"n": [1]}


def test_of_many_savers_at_once_each_revision_has_one(tmp_path: Path) -> None:
    won: list[int] = []

    def save(who: int) -> None:
        with contextlib.suppress(StaleAnswer):
            won.append(Workbook(tmp_path).write("2.3", {"who": [who]}, 0).rev)

    threads = [threading.Thread(target=save, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won == [1]


def test_mine_lies_beside_the_case(book: Workbook) -> None:
    book.write("2.3", {"n": ["case"]}, 0)
    book.write("2.3", {"n": ["own"]}, 0, mine=True)
    assert book.read("2.3").data == {"n": ["case"]}
    assert book.read("2.3", mine=True).data == {"n": ["own"]}
    assert (book.saved(), book.saved(mine=True)) == (["2.3"], ["2.3"])


def test_exercises_are_listed_in_order(book: Workbook) -> None:
    for name in ("10.1", "2.10", "2.2"):
        book.write(name, {}, 0)
    (book.answers / "notes.json").write_text("{}", encoding="utf-8")
    assert book.saved() == ["2.2", "2.10", "10.1"]


@pytest.mark.parametrize("variable", ["NBGRADER_EXECUTION", "CXKIT_HEADLESS"])
def test_a_headless_run_writes_nothing(
    book: Workbook, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "autograde")
    with pytest.raises(ReadOnlyWorkbook, match="Nothing is saved"):
        book.write("2.3", {}, 0)
    assert list(book.folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(ReadOnlyWorkbook, match="Could not save 2.3 in"):
        Workbook(tmp_path).write("2.3", {}, 0)


@pytest.mark.parametrize("name", ["../2.3", "2.3/../../x", "", "2", "two", "2.3.4", "123.1"])
def test_only_an_exercise_names_a_file(book: Workbook, name: str) -> None:
    with pytest.raises(WorkbookError, match="Expected an exercise such as 2.3"):
        book.path(name)


def test_a_cut_while_writing_leaves_the_old_answer(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.write("2.3", {"n": [1]}, 0)

    def cut(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(ReadOnlyWorkbook, match="No space left on device"):
        book.write("2.3", {"n": [2]}, 1)
    monkeypatch.undo()
    assert book.read("2.3").data == {"n": [1]}


def test_an_answer_too_large_to_read_back_is_not_written(book: Workbook) -> None:
    book.write("2.3", {"n": [1]}, 0)
    with pytest.raises(ReadOnlyWorkbook, match="Remove what was pasted last"):
        book.write("2.3", {"n": ["x" * LIMIT]}, 1)
    assert book.read("2.3").data == {"n": [1]}


def test_half_a_character_is_no_loss(book: Workbook) -> None:
    book.write("2.3", {"n": ["cut \ud83d off"]}, 0)
    assert book.read("2.3").data == {"n": ["cut ? off"]}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), json_values, max_size=4))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, data: dict) -> None:
    book = Workbook(tmp_path_factory.mktemp("book"))
    saved = book.write("2.3", data, 0)
    assert book.read("2.3") == saved


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_say_what_is_wrong(raw: bytes) -> None:
    try:
        parse(raw, "2.3")
    except DamagedAnswer as error:
        assert "answers/2.3.json" in str(error)
