"""Which format a file is in, which encoding, and what its labels mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.recordings.events import Event, Events, EventsError
from cxkit.recordings.formats import FORMATS, WRITTEN
from cxkit.recordings.formats.encoding import decode, looks_binary, printable
from cxkit.recordings.formats.found import UnitError, milliseconds
from cxkit.recordings.labels import LabelMap
from cxkit.recordings.reading import content, format_of, read_events, write_events

THREE = Events(
    (Event("a", "MOT", 500, 900, "café"), Event("b", "BP", 700, 800), Event("c", "BR", 900, 900))
)


@pytest.mark.parametrize("format", sorted(set(WRITTEN.values())))
def test_a_wrong_ending_does_not_matter(format: str, tmp_path: Path) -> None:
    for name in ("marks", "marks.eaf", "marks.xlsx", "marks.csv"):
        write_events(THREE, tmp_path / name, format)
        assert format_of(content(tmp_path / name), name) == format
        events = read_events(tmp_path / name)
        assert [(e.kind, e.start, e.end) for e in events.events] == [
            (e.kind, e.start, e.end) for e in THREE.events
        ]
        assert events.source == name


@pytest.mark.parametrize("format", sorted(set(WRITTEN.values()) - {"xlsx"}))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
def test_an_encoding_does_not_matter(
    format: str, encoding: str, line: str, tmp_path: Path
) -> None:
    write_events(THREE, tmp_path / "a", format)
    text = (tmp_path / "a").read_text(encoding="utf-8").replace("\n", line)
    text = text.replace('encoding="UTF-8"', f'encoding="{encoding[:6]}"')
    (tmp_path / "b").write_bytes(text.encode(encoding))
    assert [(e.kind, e.start, e.end, e.note) for e in read_events(tmp_path / "b").events] == [
        (e.kind, e.start, e.end, e.note) for e in THREE.events
    ]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=4, max_size=60))
def test_every_text_is_decoded(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        assert decode(text.encode(encoding))[0] == text.removeprefix("\ufeff" if encoding == "utf-8" else "")
        assert not looks_binary(text.encode(encoding))


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_decoder(data: bytes) -> None:
    text, encoding = decode(data)
    assert encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252") and "\r" not in text


@given(st.binary(max_size=400))
def test_no_bytes_bring_a_traceback(data: bytes) -> None:
    for head in (b"", b"WEBVTT\n\n", b"start,end\n", b'[{"annotations": ', b"0.5\t0.7\t",
                 b"<ANNOTATION_DOCUMENT>", b'File type = "ooTextFile"\n"TextGrid"\n', b"PK\x03\x04xl/"):  # fmt: skip
        try:
            name = format_of(head + data, "a")
        except EventsError:
            continue
        assert name in FORMATS


def test_unprintable_signs_become_spaces() -> None:
    assert printable("a\0b\x1fc\ud800d\ufffee\tf\r\ng") == "a b c d e\tf\ng"


@pytest.mark.parametrize(
    ("value", "unit", "ms"),
    [
        (1.5, "s", 1500), ("1,5", "s", 1500), (" 63 ", "s", 63_000), ("02:03.4", "s", 123_400),
        ("1:02:03,004", "ms", 3_723_004), ("90:00", "s", 5_400_000), ("-00:01", "s", -1000),
        (1500, "ms", 1500), ("1500.6", "ms", 1501), (2, "min", 120_000), (50, "frames", 2000),
        ("1e1", "s", 10_000), ("0:00:00.0009", "s", 1), (0.0005, "s", 0), ("١", "s", 1000), (10**400, "s", 3_600_000_000),
    ],
)  # fmt: skip
def test_a_time_in_its_unit(value: object, unit: str, ms: int) -> None:
    assert milliseconds(value, unit, 25) == ms


@pytest.mark.parametrize(
    "value", ["", None, True, "soon", "1:2:3:4", "1:60", "1:61:00", ".", "--1", "0x10", [1], 1j]
)
def test_no_time(value: object) -> None:
    with pytest.raises(UnitError):
        milliseconds(value)


@pytest.mark.parametrize("fps", [None, 0, -25, float("nan"), float("inf")])
def test_frames_without_a_rate(fps: float | None) -> None:
    with pytest.raises(UnitError, match="times are in frames"):
        milliseconds(5, "frames", fps)


def test_labels_of_a_team(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("0.5\t0.7\tKontakt: hello\n0.8\t0.8\tblue\n1\t1\tcough\n", encoding="utf-8")
    for labels in ({"kontakt": "MOT"}, LabelMap({"Kontakt": "MOT"})):
        events = read_events(path, labels=labels)
        assert [(e.kind, e.label, e.note) for e in events.events] == [
            ("MOT", "Kontakt", "hello"), ("BP", "blue", ""), ("", "cough", ""),
        ]  # fmt: skip
        assert events.unmapped == ("cough",)
        assert events.told == ("Labels that name no kind, kept as they are: 'cough'.",)


def test_a_duration_that_is_said_counts(tmp_path: Path) -> None:
    write_events(THREE, tmp_path / "a.TextGrid")
    assert read_events(tmp_path / "a.TextGrid").duration == 900
    assert read_events(tmp_path / "a.TextGrid", duration=5000).duration == 5000
    with pytest.raises(EventsError, match="lies beyond the recording, which ends at 00:00.850"):
        read_events(tmp_path / "a.TextGrid", duration=850)


def test_a_rate_that_is_no_number(tmp_path: Path) -> None:
    write_events(THREE, tmp_path / "a.csv")
    with pytest.raises(EventsError, match="mapping, fps: expected a number, found '25'"):
        read_events(tmp_path / "a.csv", mapping={"fps": "25"})
