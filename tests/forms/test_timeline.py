"""Marks in a recording, whoever wrote them, and what of a recording reaches a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import timeline_forms
from hypothesis import given
from hypothesis import strategies as st
from timeline_forms import AGREED, LONG, SECONDS

from cxkit.forms.editor import Editor
from cxkit.forms.spec import Section
from cxkit.forms.timeline.agreed import checked
from cxkit.forms.timeline.marks import file_of, mark_cells, marked, marks_of, tape
from cxkit.forms.timeline.recording import PART, Recording, RecordingError, part_of
from cxkit.forms.twin import twin
from cxkit.forms.wire import plain
from cxkit.recordings.events import Events
from cxkit.workbook import Answer, Workbook

SHORT = Section("s", "Short", kind="timeline", recording=Recording("r1", "R", 10_000))
OWN = Section("o", "Own", kind="timeline")


def mark(start: Any, end: Any = None, kind: Any = "MOT", id: Any = "a", note: Any = "") -> dict[str, Any]:
    return {"id": id, "kind": kind, "start": start, "end": start if end is None else end, "note": note}


@pytest.mark.parametrize(
    ("raw", "kept", "told"),
    [
        (None, [], []),
        ([], [], []),
        ("marks", [], ["expected a list"]),
        ([mark(100), mark(50, id="b")], [mark(50, id="b"), mark(100)], []),
        ([mark(3000, 1000)], [mark(1000, 3000)], ["ended before it started, at 0:03.0"]),
        ([mark(9000, 12_000)], [mark(9000, 10_000)], ["outside the recording"]),
        ([mark(-5, 12)], [mark(0, 12)], ["outside the recording"]),
        ([mark(12_000)], [mark(10_000)], ["outside the recording"]),
        ([mark(1200.6)], [mark(1201)], []),
        ([mark("1200")], [], ["expected a time in milliseconds, found '1200'"]),
        ([mark(True)], [], ["milliseconds, found True"]),
        ([mark(float("nan"))], [], ["milliseconds, found nan"]),
        ([mark(10**400)], [], ["milliseconds"]),
        ([mark(5, kind="MOTS")], [], ["expected one of MOT, BP, BR, found 'MOTS'"]),
        ([mark(5, kind=["MOT"])], [], ["found ['MOT']"]),
        (["x", mark(5)], [mark(5)], ["Mark 1 is left out: expected fields"]),
        ([mark(5), mark(6)], [mark(5), mark(6, id="m2")], []),
        ([mark(5, note=None), mark(6, id="b", note=7)], [mark(5), mark(6, id="b", note="7")], []),
        ([{"id": "recording", "name": "x.mp3", "duration": 5}, mark(5)], [mark(5)], []),
    ],
)
def test_marks_come_in_order_and_within_the_recording(raw: Any, kept: Any, told: list[str]) -> None:
    rows, faults = marked(SHORT, raw)
    assert rows == kept
    assert len(faults) == len(told) and all(t in f for t, f in zip(told, faults, strict=True))


def test_an_own_file_is_named_first_and_bounds_the_marks() -> None:
    file = {"id": "recording", "name": "visit.m4a", "duration": 60_000, "more": 1}
    rows, faults = marked(OWN, [mark(70_000), file])
    assert rows == [{"id": "recording", "name": "visit.m4a", "duration": 60_000}, mark(60_000)]
    assert len(faults) == 1
    assert file_of(rows) == rows[0] and marks_of(rows) == rows[1:]
    assert marked(OWN, rows) == (rows, [])
    damaged, told = marked(OWN, [{"id": "recording", "name": "x", "duration": 0}, mark(70_000)])
    assert damaged == [mark(70_000)] and "Choose the file again" in told[0]


SCRAP = st.one_of(st.none(), st.integers(-99_999, 99_999), st.floats(), st.text(max_size=3), st.booleans())


@given(st.lists(st.one_of(
    st.text(max_size=3),
    st.fixed_dictionaries({}, optional={
        "id": st.sampled_from(["a", "b", "", None, "recording"]), "note": SCRAP, "start": SCRAP,
        "end": SCRAP, "kind": st.sampled_from(["MOT", "BP", "BR", "", None]),
    }),
), max_size=6))  # fmt: skip
def test_whatever_is_kept_are_the_events_of_a_recording(raw: list[Any]) -> None:
    rows, _ = marked(SHORT, raw)
    assert Events.check(rows, 10_000).rows() == [{**row, "by": "", "label": ""} for row in rows]
    assert marked(SHORT, rows) == (rows, [])
    json.dumps(rows, allow_nan=False)


@pytest.mark.parametrize(("ms", "told"), [
    (0, "0:00.0"), (62_449, "1:02.4"), (59_960, "1:00.0"), (3_599_949, "59:59.9"),
    (3_662_400, "1:01:02.4"),
])  # fmt: skip
def test_times_read_as_on_a_tape(ms: int, told: str) -> None:
    assert tape(ms) == told


def test_the_twin_lists_the_marks_by_name() -> None:
    rows = [mark(4000, 6400, "BP", "b"), mark(1000), mark(2000, id="c", note="a|b")]
    assert mark_cells(SHORT, rows) == (
        ["No.", "Mark", "Start", "End", "Note"],
        [["1", "Moment of Truth 1", "0:01.0", "", ""], ["2", "Moment of Truth 2", "0:02.0", "", "a|b"],
         ["3", "Break Point 1", "0:04.0", "0:06.4", ""]],
    )  # fmt: skip
    file = {"id": "recording", "name": "visit.m4a", "duration": 61_000}
    assert mark_cells(OWN, [file])[1] == [["File", "visit.m4a", "0:00.0", "1:01.0", ""]]
    assert "Short: nothing written yet" in twin(Answer("4.2"), [SHORT])["text/html"]


# ---- a recording ----------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    timeline_forms.build(tmp_path)
    return tmp_path


def test_a_recording_is_read_with_its_sounds_in_words(shelf: Path) -> None:
    one = Recording.read(shelf, "t1")
    assert (one.duration, one.lines[0].text, one.lines[1].who) == (SECONDS * 1000, "[a telephone rings]", "Ann")
    assert one.plain()["sound"] is True and one.plain()["peaks"] == ""
    assert str(shelf) not in json.dumps(one.plain())
    json.dumps(plain(Section("s", "S", kind="timeline", recording=one)))


@pytest.mark.parametrize(("content", "told"), [
    (None, "found none"), ("{", "is damaged"), ("[]", "is damaged"), ('{"lines": []}', "is damaged"),
    ('{"voices": {}, "lines": [], "title": "T", "duration": "long"}', "duration is 'long'"),
])  # fmt: skip
def test_a_recording_that_cannot_be_read_says_what_to_do(shelf: Path, content: str | None, told: str) -> None:
    if content is not None:
        (shelf / "t2.json").write_text(content, encoding="utf-8")
    with pytest.raises(RecordingError, match=told) as error:
        Recording.read(shelf, "t2")
    assert "Copy the course again" in str(error.value) and str(shelf) not in str(error.value)


def test_sound_comes_in_parts_that_make_the_file(shelf: Path) -> None:
    one = Recording.read(shelf, "t1")
    first, content = part_of([one], {"recording": "t1", "part": 0})
    assert first == {"op": "media", "recording": "t1", "part": 0, "parts": 2, "type": "audio/wav"}
    rest = part_of([one], {"recording": "t1", "part": 1})[1]
    assert len(content[0]) == PART and content[0] + rest[0] == (shelf / "t1.wav").read_bytes()


@pytest.mark.parametrize("message", [
    {}, {"recording": "other", "part": 0}, {"recording": "long", "part": 0}, {"recording": ["t1"]},
])  # fmt: skip
def test_a_sound_that_is_not_there_is_no_fault(message: dict[str, Any]) -> None:
    told, content = part_of([LONG], message)
    assert told["parts"] == 0 and content == []


# ---- the editor -----------------------------------------------------------------------------


def _opened(folder: Path, section: Section) -> tuple[Editor, list[tuple[Any, ...]]]:
    one = Editor(Workbook(folder), "4.2", layout=lambda data: [section], questions=lambda data: [], title="T")
    sent: list[tuple[Any, ...]] = []
    one._send = lambda message, *buffers: sent.append((message, *buffers))
    return one, sent


def test_what_was_agreed_stays_in_the_kernel_until_the_first_check(tmp_path: Path, shelf: Path) -> None:
    section = Section("s", "S", kind="timeline", recording=Recording.read(shelf, "t1"), agreed=AGREED)
    one, sent = _opened(tmp_path, section)
    one._heard(None, {"op": "hello", "client": "a", "rev": 0}, None)
    one._heard(None, {"op": "save", "client": "a", "seq": 1, "section": "s", "rows": [mark(5)]}, None)
    assert "meets the desk" not in json.dumps([one.state(), sent])
    assert one.workbook.read("4.2").data == {"s": [mark(5)]}
    checked(one.path)
    assert one.state()["agreed"] == {}, "one mark is no try"
    rows = [mark(5), mark(6, id="b")]
    one._heard(None, {"op": "save", "client": "a", "seq": 2, "section": "s", "rows": rows}, None)
    one._heard(None, {"op": "hello", "client": "a", "rev": 2}, None)
    assert sent[-1][0]["agreed"] == one.state()["agreed"]
    assert [row["what"] for row in one.state()["agreed"]["s"]] == ["meets the desk", "the deposit rule"]


def test_a_copy_that_no_longer_saves_still_plays(tmp_path: Path, shelf: Path) -> None:
    section = Section("s", "S", kind="timeline", recording=Recording.read(shelf, "t1"))
    one, sent = _opened(tmp_path, section)
    one._retired = True
    one._heard(None, {"op": "media", "client": "a", "recording": "t1", "part": 1}, None)
    (message, buffers), = sent
    assert (message["op"], message["client"], message["parts"]) == ("media", "a", 2)
    assert len(buffers[0]) == (shelf / "t1.wav").stat().st_size - PART
