"""Transcripts: who says what when, in captions and in what meeting tools export."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxkit.recordings.events import EventsError
from cxkit.recordings.reading import read_events
from cxkit.recordings.transcript import Cue, Transcript, read_transcript

ZOOM = """WEBVTT

1
00:00:03.210 --> 00:00:05.000
Dana Cole: Good morning, what can I do for you?

2
00:00:05.500 --> 00:00:07.250
Mr O'Neil: It is about the bill: it is wrong.

3
00:00:07.500 --> 00:00:08.000
Mm.
"""
TEAMS = """WEBVTT

00:00:03.210 --> 00:00:05.000
<v Cole, Dana>Good morning,
what can I do &amp; how?</v>

5a2c/12-0
00:00:05.500 --> 00:00:07.250
<v O&apos;Neil>It is about the bill.</v>
"""
OTTER = """Dana Cole  0:03
Good morning,
what can I do?

Unknown Speaker  1:05
It is about the bill.

1:02:03
No name here.

Transcribed by https://otter.ai
"""
SRT = "1\n00:00:03,210 --> 00:00:05,000\nNote: this is one line\n\n2\n00:00:06,000 --> 00:00:07,000\nplain\n\n3\n00:00:08,000 --> 00:00:09,000\nplain\n"


def _read(folder: Path, text: str, encoding: str = "utf-8") -> Transcript:
    (folder / "words.txt").write_bytes(text.encode(encoding))
    return read_transcript(folder / "words.txt")


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        (ZOOM, [
            Cue(3210, 5000, "Dana Cole", "Good morning, what can I do for you?"),
            Cue(5500, 7250, "Mr O'Neil", "It is about the bill: it is wrong."),
            Cue(7500, 8000, "", "Mm."),
        ]),
        (TEAMS, [
            Cue(3210, 5000, "Cole, Dana", "Good morning,\nwhat can I do & how?"),
            Cue(5500, 7250, "O'Neil", "It is about the bill."),
        ]),
        (OTTER, [
            Cue(3000, 65_000, "Dana Cole", "Good morning, what can I do?"),
            Cue(65_000, 3_723_000, "Unknown Speaker", "It is about the bill."),
            Cue(3_723_000, 3_723_000, "", "No name here."),
        ]),
        (SRT, [
            Cue(3210, 5000, "", "Note: this is one line"), Cue(6000, 7000, "", "plain"),
            Cue(8000, 9000, "", "plain"),
        ]),
    ],
    ids=["zoom", "teams", "otter", "srt"],
)  # fmt: skip
def test_cues(text: str, cues: list[Cue], tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        transcript = _read(tmp_path, text.replace("\n", "\r\n"), encoding)
        assert list(transcript.cues) == cues and transcript.source == "words.txt"


def test_speakers_in_their_order(tmp_path: Path) -> None:
    assert _read(tmp_path, ZOOM).speakers == ("Dana Cole", "Mr O'Neil")


def test_a_transcript_read_as_events_keeps_the_speaker(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(OTTER, encoding="utf-8")
    assert [(e.start, e.by, e.kind) for e in read_events(tmp_path / "a").events] == [
        (3000, "Dana Cole", ""), (65_000, "Unknown Speaker", ""), (3_723_000, "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("start,end\n1,2\n", "No transcript. Known are: WebVTT"),
        ("WEBVTT\n\n00:09.000 --> 00:05.000\nx\n", "Cue 1: expected an end after 00:09.000, found 00:05.000"),
        ("WEBVTT\n\n00:09.000 --> later\nx\n", "Line 3: expected a start, an arrow and an end"),
        ("", "The file is empty"),
    ],
)
def test_no_transcript(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(EventsError, match=r"^words.txt: ") as refused:
        _read(tmp_path, text)
    assert said in str(refused.value)
