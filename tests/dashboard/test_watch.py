"""One workbook under watch: what changes is seen, what is broken is waited for, nothing is written."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.dashboard.watch import Watch
from cxkit.workbook import Answer, sealed

KEY = ("2.1", False)
RAW = sealed(Answer("2.1", data={"labels": [{"id": "S01", "choice": "need", "why": "caf\u00e9"}]}, rev=3))


def _saved(folder: Path, raw: bytes, when: float = 1000.0, name: str = "2.1") -> Path:
    path = folder / "answers" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(raw)
    os.utime(path, (when, when))
    return path


def _other(rev: int, choice: str) -> bytes:
    return sealed(Answer("2.1", data={"labels": [{"id": "S01", "choice": choice, "why": ""}]}, rev=rev))


def test_a_look_tells_what_is_new_and_only_once(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    assert watch.look(2000) == set(), "no folder yet"
    _saved(tmp_path, RAW)
    assert watch.look(2003) == {KEY}
    assert watch.answers[KEY].rev == 3
    assert watch.look(2006) == set()
    _saved(tmp_path, sealed(Answer("2.1", data=watch.answers[KEY].data, rev=4)), 2007)
    assert watch.look(2009) == set(), "saved again, and nothing is other"
    _saved(tmp_path, _other(5, "wish"), 2010)
    assert watch.look(2012) == {KEY}
    assert watch.changed[KEY] == 2012


def test_times_are_this_machines_own(tmp_path: Path) -> None:
    """What was there before is as old as its file; a clock that is ahead is not believed."""
    _saved(tmp_path, RAW, 1500)
    _saved(tmp_path, sealed(Answer("2.2", data={"pairs": [{"id": "a"}]}, rev=1)), 9_000, "2.2")
    watch = Watch(tmp_path)
    watch.look(2000)
    assert watch.changed == {KEY: 1500, ("2.2", False): 2000}


def test_a_save_within_the_same_tick_and_of_the_same_size_is_seen(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    one, two = _other(1, "need"), _other(2, "wish")
    assert len(one) == len(two)
    path = _saved(tmp_path, one, 2000)
    watch.look(2000.5)
    with open(path, "r+b") as file:  # the same inode, as some shared folders keep it
        file.write(two)
    os.utime(path, (2000, 2000))
    assert watch.look(2003) == {KEY}


@settings(max_examples=40)
@given(st.integers(0, len(RAW) - 1), st.binary(max_size=8))
def test_half_a_file_never_takes_the_answer_away(tmp_path_factory, cut: int, noise: bytes) -> None:
    folder = tmp_path_factory.mktemp("half")
    watch = Watch(folder)
    _saved(folder, RAW, 1000)
    watch.look(1010)
    _saved(folder, RAW[:cut] + noise, 1011)
    for now in (1012, 1013):
        watch.look(now)
        assert watch.answers[KEY].data or noise
    _saved(folder, _other(9, "wish"), 1014)
    assert watch.look(1015) == {KEY}
    assert not watch.problems


def test_what_stays_broken_is_told_after_a_while(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    _saved(tmp_path, RAW[:40], 1000)
    watch.look(1001)
    assert not watch.problems
    watch.look(1012)
    assert "2.1.json is not complete JSON" in watch.problems[KEY]
    _saved(tmp_path, RAW, 1013)
    assert watch.look(1014) == {KEY}
    assert not watch.problems


def test_a_file_that_is_away_for_a_moment_is_not_gone(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    path = _saved(tmp_path, RAW)
    watch.look(1010)
    path.unlink()
    assert watch.look(1013) == set() and KEY in watch.answers
    assert watch.look(1016) == {KEY} and KEY not in watch.answers
    _saved(tmp_path, RAW, 1017)
    assert watch.look(1020) == {KEY}
    (tmp_path / "answers").rename(tmp_path / "away")
    for now in (1023, 1026, 1029):
        assert watch.look(now) == set() and KEY in watch.answers, "a folder that is away is waited for"


def test_links_and_strange_names_are_left_alone(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(RAW)
    folder = tmp_path / "ana"
    (folder / "answers").mkdir(parents=True)
    (folder / "answers" / "2.1.json").symlink_to(secret)
    (folder / "answers" / "2.2.json").mkdir()
    for name in ("2.1.damaged-20261122-101500.json", "notes.json", ".2.3.json.77.tmp"):
        (folder / "answers" / name).write_bytes(RAW)
    watch = Watch(folder)
    assert watch.look(2000) == set() == watch.look(2020)
    assert not watch.answers and not watch.problems
