"""Files that nobody can read: each a sentence that names the file, never a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from cxkit.recordings import reading
from cxkit.recordings.events import Events, EventsError
from cxkit.recordings.reading import read_events, write_events
from cxkit.recordings.transcript import read_transcript

EAF = '<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER><TIER TIER_ID="MOT">{marks}</TIER></ANNOTATION_DOCUMENT>'
MARK = (
    '<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{0}" TIME_SLOT_REF1="{1}" TIME_SLOT_REF2="{2}">'
    "<ANNOTATION_VALUE>x</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
)
GRID = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n{end}\n<exists>\n1\n"IntervalTier"\n"MOT"\n0\n10\n1\n{start}\n{stop}\n"x"\n'


def _slots(*times: str) -> str:
    return "".join(
        f'<TIME_SLOT TIME_SLOT_ID="ts{n}" TIME_VALUE="{t}"/>' for n, t in enumerate(times, 1)
    )


def _eaf(*times: str, marks: str = MARK.format("a1", "ts1", "ts2")) -> str:
    return EAF.format(slots=_slots(*times), marks=marks)


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><ANNOTATION_DOCUMENT>&i;</ANNOTATION_DOCUMENT>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><ANNOTATION_DOCUMENT>&a;</ANNOTATION_DOCUMENT>'
DEEP = '{"behaviors_conf": ' + "[" * 200_000

FILES: list[tuple[str, str | bytes, str]] = [
    ("empty.csv", "", "The file is empty."),
    ("blank.csv", " \n\r\n\t", "The file is empty."),
    ("mark.csv", b"\xef\xbb\xbf", "The file is empty."),
    ("prose.txt", "Dear all,\nsee you on Monday.\n", "Found text that begins 'Dear all,"),
    ("noise.eaf", bytes(range(256)) * 20, "bytes that are no text"),
    ("film.webm", b"\x1a\x45\xdf\xa3" + b"\0" * 50, "a film or a recording"),
    ("paper.txt", b"%PDF-1.7 and so on", "a PDF"),
    ("bundle.xlsx", _zip(a_xml=b"<a/>"), "holds no spreadsheet"),
    ("bundle.zip", _zip(a_xml=b"<a/>"), "a ZIP archive that holds no spreadsheet"),
    ("cut.xlsx", _zip(xl__workbook_xml=b"<a/>")[:60], "The spreadsheet is damaged"),
    ("odd.xlsx", _zip(xl__workbook_xml=b"<a/>"), "The spreadsheet is damaged"),
    ("huge.xlsx", _zip(xl__workbook_xml=b"0" * 200_000_001), "Unpacks to more than 200 MB."),
    ("bomb.eaf", BOMB, "The XML defines entities of its own"),
    ("outside.eaf", OUTSIDE, "The XML defines entities of its own"),
    ("cut.eaf", _eaf("0", "9")[:-30], "The XML is damaged"),
    ("other.eaf", "<x><ANNOTATION_DOCUMENT/></x>", "Expected <ANNOTATION_DOCUMENT>, found <x>"),
    ("lost.eaf", _eaf("0"), "annotation a1: refers to time slot 'ts2'"),
    ("word.eaf", _eaf("0", "soon"), "Time slot ts2: expected a time, found 'soon'"),
    ("minus.eaf", _eaf("-5", "9"), "annotation a1, start: -00:00.005 lies before the recording"),
    ("back.eaf", _eaf("9", "5"), "annotation a1, end: 00:00.005 lies before the start"),
    ("far.eaf", _eaf("5", "1e308"), "annotation a1, end: lies beyond 100 hours"),
    ("digits.eaf", _eaf("5", "9" * 310), "Time slot ts2: expected a time, found a number beyond"),
    (
        "circle.eaf",
        _eaf("0", marks="".join(
            f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="{a}" ANNOTATION_REF="{b}"/></ANNOTATION>'
            for a, b in ("ab", "ba")
        )),
        "Annotation a: refers to 'b', which has no time",
    ),
    ("commas.md", "Well, yes, of course,\nno, never, not at all, ever,\n", "none of the formats known"),
    ("nan.csv", "start,end\nnan,2\n", "Row 2, start: expected a time, found 'nan'"),
    ("inf.csv", "start,end\n1,1e999\n", "Row 2, end: expected a time, found a number beyond"),
    ("far.csv", "start (s),end (s)\n1,1e308\n", "Row 2, end: lies beyond 100 hours"),
    ("word.csv", "start,end\nsoon,later\n", "Row 2, end: expected a time, found 'later'"),
    ("back.csv", "start (s),end (s)\n5,4\n", "Row 2, end: 00:04.000 lies before the start"),
    ("twice.csv", "id,start (s)\na,1\na,2\n", "Row 3, id: two events are called 'a'"),
    ("none.csv", "who,what\nann,b\n", "No column of start times among 'who', 'what'"),
    ("frames.csv", "start frame,end frame\n5,9\n", "times are in frames"),
    ("wall.csv", "start,end\n2024-05-01 10:00:00,x\n", "Row 2, start: expected a time"),
    ("sixty.csv", "start,end\n00:00:61,00:02:00\n", "at most 59 minutes and seconds"),
    ("formula.csv", "start,end\n=1+1,3\n", "Row 2, start: found a formula"),
    ("wide.csv", "start,note\n1," + "x" * 1_000_001 + "\n", "The table cannot be taken apart"),
    ("deep.json", DEEP, "The JSON is nested too deep"),
    ("cut.json", '[{"annotations": [', "The JSON is damaged at line 1"),
    ("digits.json", '[{"annotations": ' + "9" * 5000 + "}]", "too many digits"),
    (
        "nan.json",
        '[{"annotations":[{"result":[{"type":"labels","value":{"start":NaN,"end":1e400,"labels":["x"]}}]}]}]',
        "Region 1, start: expected a time, found nan",
    ),
    (
        "string.json",
        '[{"annotations":[{"result":[{"type":"labels","value":{"start":"soon","end":null,"labels":["x"]}}]}]}]',
        "Region 1, end: expected a time, found nothing",
    ),
    ("none.boris", '{"behaviors_conf": {}, "observations": 3}', "found none"),
    ("cut.TextGrid", GRID.format(end=10, start=0, stop=5)[:-40], "The TextGrid is damaged"),
    ("word.TextGrid", GRID.format(end=10, start="soon", stop=5), "The TextGrid is damaged"),
    ("count.TextGrid", GRID.format(end=10, start=0, stop=5).replace("\n1\n0\n", "\n1e9\n0\n"), "The TextGrid is damaged"),
    ("short.TextGrid", GRID.format(end=10, start=0, stop=5)[:-5], "The TextGrid is damaged"),
    ("many.TextGrid", GRID.format(end=10, start=0, stop=5).replace("\n1\n0\n", "\n999999999\n0\n"), "The TextGrid is damaged"),
    ("digits.TextGrid", GRID.format(end="9" * 5000, start=0, stop=5), "The file's end (xmax): expected a time"),
    ("beyond.TextGrid", GRID.format(end=10, start=0, stop=11), "lies beyond the recording, which"),
    ("bad.vtt", "WEBVTT\n\n00:01 --> soon\nhello\n", "Line 3: expected a start, an arrow and an end"),
    ("back.vtt", "WEBVTT\n\n00:09.000 --> 00:05.000\nhello\n", "Cue 1, end: 00:05.000 lies before"),
    ("bad.srt", "1\n00:00:01,000 --> 00:00:02,000\na\n\n2\n00:00:xx,000 --> 00:00:03,000\nb\n", "Line 6"),
    ("bad.txt", "1.0\t2.0\tMOT\nand more\n", "Line 2: expected start, end and a text between tabs"),
    ("minus.txt", "-1.0\t2.0\tMOT\n", "Line 1, start: -00:01.000 lies before the recording"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), FILES, ids=[f[0] for f in FILES])
def test_a_sentence_for_each(name: str, content: str | bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with pytest.raises(EventsError) as refused:
        read_events(path)
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"{name}: ") and str(tmp_path) not in str(refused.value)
    assert refused.value.__cause__ is None and refused.value.__suppress_context__


@pytest.mark.parametrize("name", ["prose.txt", "noise.eaf", "bad.vtt", "back.vtt", "nan.csv"])
def test_no_transcript_either(name: str, tmp_path: Path) -> None:
    content = next(f[1] for f in FILES if f[0] == name)
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(EventsError, match=f"^{name}: "):
        read_transcript(tmp_path / name)


def test_a_folder_and_nothing(tmp_path: Path) -> None:
    (tmp_path / "marks.eaf").mkdir()
    with pytest.raises(EventsError, match=r"^marks.eaf: Expected a file, found a folder\."):
        read_events(tmp_path / "marks.eaf")
    with pytest.raises(EventsError, match=r"^gone.eaf: There is no such file"):
        read_events(str(tmp_path / "gone.eaf"))
    with pytest.raises(EventsError, match="Cannot be|no such file"):
        read_events("zero\0byte")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 3_000_000)
    with open(tmp_path / "large.csv", "wb") as file:
        file.truncate(4_000_000)
    with pytest.raises(EventsError, match="Expected at most 3 MB, found 4 MB"):
        read_events(tmp_path / "large.csv")


def test_every_fault_of_a_file_at_once(tmp_path: Path) -> None:
    (tmp_path / "marks.csv").write_text("start (s),end (s)\n1,x\n9,3\n-2,1\ny,2\n", encoding="utf-8")
    with pytest.raises(EventsError) as refused:
        read_events(tmp_path / "marks.csv", duration=8000)
    assert [f.removeprefix("marks.csv: ").split(":")[0] for f in refused.value.faults] == [
        "Row 2, end", "Row 5, start", "Row 3, start", "Row 4, start",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "format", "said"),
    [
        ("a.mp3", None, "found '.mp3'"),
        ("a", None, "found ''"),
        ("a.eaf", "otter", "found 'otter'"),
        ("a.boris", None, "found '.boris'"),
    ],
)
def test_what_cannot_be_written(name: str, format: str | None, said: str, tmp_path: Path) -> None:
    with pytest.raises(EventsError, match=f"^{name}: Expected a name that ends in .eaf") as refused:
        write_events(Events(), tmp_path / name, format)
    assert said in str(refused.value)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(EventsError, match="Cannot be written"):
        write_events(Events(), tmp_path / "file" / "a.csv")
