"""Captions, subtitles, labels and grids, as other tools write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxkit.recordings.events import Event, Events
from cxkit.recordings.reading import read_events, write_events


def _read(folder: Path, text: str, encoding: str = "utf-8") -> Events:
    (folder / "marks").write_bytes(text.encode(encoding))
    return read_events(folder / "marks")


def _rows(events: Events) -> list[tuple[str, int, int, str, str]]:
    return [(e.kind or e.label, e.start, e.end, e.by, e.note) for e in events.events]


VTT = """WEBVTT - Marks
Kind: captions

STYLE
::cue { color: red }

NOTE made by hand

m1
00:01.500 --> 00:02.250 align:start
<v Ann &amp; Co>MOT: asks &lt;twice&gt; &amp; <i>waits</i>

01:00:00.000 --> 01:00:01.000
BR: [point] fifty pounds

m1
00:00:03.000 --> 00:00:04.000
no label here
and a second line
"""


def test_webvtt(tmp_path: Path) -> None:
    events = _read(tmp_path, VTT)
    assert _rows(events) == [
        ("MOT", 1500, 2250, "Ann & Co", "asks <twice> & waits"),
        ("", 3000, 4000, "", "no label here\nand a second line"),
        ("BR", 3_600_000, 3_600_000, "", "fifty pounds"),
    ]
    assert [e.id for e in events.events] == ["e1", "e3", "e2"]  # an id that stands twice is none


def test_webvtt_that_lost_its_first_line(tmp_path: Path) -> None:
    assert _rows(_read(tmp_path, "00:01.500 --> 00:02.250\nBP: calls\n")) == [("BP", 1500, 2250, "", "calls")]


def test_cues_without_a_text_are_told(tmp_path: Path) -> None:
    events = _read(tmp_path, "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nMOT: x\n")
    assert (len(events), events.told) == (1, ("1 cues have no text and are left out.",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_srt(encoding: str, tmp_path: Path) -> None:
    text = "1\n00:00:01,500 --> 00:00:02,250\n<i>BP: “café”</i>\n\n2\n00:00:05,000 --> 00:00:06,000\n12:30 it is\n"
    assert _rows(_read(tmp_path, text, encoding)) == [
        ("BP", 1500, 2250, "", "“café”"), ("", 5000, 6000, "", "12:30 it is"),
    ]  # fmt: skip


def test_audacity_labels(tmp_path: Path) -> None:
    text = "1,500000\t2,250000\tred\n3.0\t3.0\tBR: fifty\n\\\t100.0\t2000.0\n4\t5\n6\t7\t\n"
    events = _read(tmp_path, text)
    assert _rows(events) == [
        ("MOT", 1500, 2250, "", ""), ("BR", 3000, 3000, "", "fifty"),
        ("", 4000, 5000, "", ""), ("", 6000, 7000, "", ""),
    ]  # fmt: skip
    assert events.told == ("Labels that name no kind, kept as they are: no label.",)


LONG = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 10.5
tiers? <exists>
size = 3
item []:
    item [1]:
        class = "IntervalTier"
        name = "MOT"
        xmin = 0
        xmax = 10.5
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 1.5
            text = ""
        intervals [2]:
            xmin = 1.5
            xmax = 2.25
            text = "says ""no"" to it"
        intervals [3]:
            xmin = 2.25
            xmax = 10.5
            text = " "
    item [2]:
        class = "TextTier"
        name = "rules"
        xmin = 0
        xmax = 10.5
        points: size = 2
        points [1]:
            number = 3
            mark = "BR"
        points [2]:
            number = 4.5
            mark = ""
    item [3]:
        class = "IntervalTier"
        name = "MOT"
        xmin = 0
        xmax = 10.5
        intervals: size = 1
        intervals [1]:
            xmin = 0
            xmax = 10.5
            text = "MOT"
"""
SHORT = (
    'File type = "ooTextFile short"\n"TextGrid"\n\n0\n10.5\n<exists>\n1\n"IntervalTier"\n"BP"\n0\n10.5\n2\n'
    '0\n1.5\n""\n1.5\n10.5\n"calls"\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_textgrid(encoding: str, tmp_path: Path) -> None:
    events = _read(tmp_path, LONG, encoding)
    assert _rows(events) == [
        ("MOT", 0, 10_500, "", ""), ("MOT", 1500, 2250, "", 'says "no" to it'),
        ("BR", 3000, 3000, "", "BR"), ("rules", 4500, 4500, "", ""),
    ]  # fmt: skip
    assert (events.duration, events.unmapped) == (10_500, ("rules",))
    assert _rows(_read(tmp_path, SHORT, encoding)) == [("BP", 1500, 10_500, "", "calls")]


def test_textgrid_of_points_and_overlaps(tmp_path: Path) -> None:
    events = Events(
        (Event("a", "MOT", 0, 500, "x"), Event("b", "MOT", 200, 900), Event("c", "MOT", 200, 200, "p"),
         Event("d", "MOT", 200, 200, "q"), Event("e", "MOT", 500, 700, "y")),
        1000,
    )  # fmt: skip
    write_events(events, tmp_path / "a.TextGrid")
    back = read_events(tmp_path / "a.TextGrid")
    assert sorted(_rows(back)) == sorted(_rows(events)) and back.duration == 1000
    text = (tmp_path / "a.TextGrid").read_text(encoding="utf-8")
    assert text.count('"IntervalTier"') == text.count('"TextTier"') == 2


def test_textgrid_with_texts_that_look_like_its_own(tmp_path: Path) -> None:
    notes = ['"', '""', "item [1]:", "intervals [2]:", 'text = "x"', "number = 3", "! no", "<exists>", "7"]
    for length in (0, 5):
        events = Events(tuple(
            Event(f"n{i}", "BP", i * 10, i * 10 + length, note) for i, note in enumerate(notes)
        ))  # fmt: skip
        write_events(events, tmp_path / "a.TextGrid")
        assert [e.note for e in read_events(tmp_path / "a.TextGrid").events] == notes


def test_textgrid_with_comments_and_without_tiers(tmp_path: Path) -> None:
    text = 'File type = "ooTextFile"\nObject class = "TextGrid"\n! by hand, 3 times\n0\n10.5\n<absent>\n'
    assert (len(_read(tmp_path, text)), _read(tmp_path, text).duration) == (0, 10_500)
