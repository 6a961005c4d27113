from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from cxkit.classroom.handin import find_handins, read_timestamp, stamp

IDS = ("ana", "ana-lima", "s1", "s10", "zoé", "o.k", "02")
BOOKS = ("00-start.ipynb", "02-needs.ipynb")
NAMES = {
    "ana.zip": "ana",
    "ANA.ZIP": "ana",
    "ana-lima.zip": "ana-lima",
    "s1.zip": "s1",
    "s10_4711_handin.zip": "s10",
    "4711_s1_late.zip": "s1",
    "(s10) handin.zip": "s10",
    "zoe\u0301.zip": "zoé",
    "o.k_12.zip": "o.k",
    "ana.ipynb": "ana",
    "s1_4711_02-needs.ipynb": "s1",
    "02_02-needs.ipynb": "02",
}
STRANGE = {
    "s11.zip": "fits no id",
    "banana.zip": "fits no id",
    "ana-lima_12.zip": "fits ana and ana-lima",
    "s1_s10.zip": "fits s1 and s10",
    "s1.pdf": "Expected a zip, a folder or a notebook",
    "02-needs.ipynb": "fits no id",
    "okk.zip": "fits no id",
}


@pytest.mark.parametrize(("name", "who"), NAMES.items())
def test_a_name_tells_whose_it_is(tmp_path, name, who):
    (tmp_path / "handins").mkdir()
    (tmp_path / "handins" / name).write_bytes(b"")
    found = find_handins(tmp_path, IDS, ("modules",), notebooks=BOOKS)
    assert list(found.by_learner) == [who]
    assert found.strangers == ()


@pytest.mark.parametrize(("name", "why"), STRANGE.items())
def test_a_name_that_is_not_certain_is_reported(tmp_path, name, why):
    (tmp_path / "handins").mkdir()
    (tmp_path / "handins" / name).write_bytes(b"")
    found = find_handins(tmp_path, IDS, ("modules",), notebooks=BOOKS)
    assert found.by_learner == {}
    assert [why in s.why for s in found.strangers] == [True]


def test_our_own_files_are_no_hand_ins(tmp_path):
    (tmp_path / "handins").mkdir()
    for name in ("README.md", ".DS_Store", "Thumbs.db"):
        (tmp_path / "handins" / name).write_bytes(b"")
    assert find_handins(tmp_path, IDS, ("modules",)).strangers == ()


def _collected(tmp_path, text):
    place = tmp_path / "submitted" / "ana" / "modules"
    place.mkdir(parents=True)
    (place / "timestamp.txt").write_text(text, encoding="utf-8")
    (tmp_path / "handins").mkdir()
    path = tmp_path / "handins" / "ana.zip"
    path.write_bytes(b"")
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()
    os.utime(path, (noon, noon))


@pytest.mark.parametrize(
    ("text", "collected"),
    [
        ("2026-03-02 13:00:00.000000 UTC", True),
        ("2026-03-02 11:00:00.000000 UTC", False),
        ("2026-03-02 13:00:00 +0200", False),
        ("2026-03-02 12:00:00.000001 UTC", True),
    ],
)
def test_the_later_copy_counts_and_the_other_is_told(tmp_path, text, collected):
    _collected(tmp_path, text)
    handin = find_handins(tmp_path, IDS, ("modules",)).by_learner["ana"]["modules"]
    assert handin.collected is collected
    assert ["was left aside" in note for note in handin.notes] == [True]


def test_a_copy_with_the_hand_in_s_own_time_is_ours(tmp_path):
    """It was left by a run that was cut off before it could note what it wrote."""
    _collected(tmp_path, "2026-03-02 12:00:00.000000 UTC")
    handin = find_handins(tmp_path, IDS, ("modules",)).by_learner["ana"]["modules"]
    assert (handin.collected, handin.notes) == (False, ())


def test_a_submission_of_nobody_is_reported(tmp_path):
    (tmp_path / "submitted" / "eve" / "modules").mkdir(parents=True)
    (stranger,) = find_handins(tmp_path, IDS, ("modules",)).strangers
    assert stranger.name == "submitted/eve"
    assert "not on the roster" in stranger.why


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01 00:00:00 UTC", "\x00", "9" * 500])
def test_a_bad_timestamp_is_none(tmp_path, text):
    (tmp_path / "timestamp.txt").write_text(text, encoding="utf-8")
    assert read_timestamp(tmp_path / "timestamp.txt") is None


def test_a_time_is_read_as_written(tmp_path):
    when = datetime(2026, 3, 2, 12, 30, 1, 250, tzinfo=UTC)
    (tmp_path / "timestamp.txt").write_text(stamp(when), encoding="utf-8")
    assert read_timestamp(tmp_path / "timestamp.txt") == when
