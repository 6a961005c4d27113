"""Label Studio: regions of audio in seconds, of video in frames, notes beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxkit.recordings.events import Events, EventsError
from cxkit.recordings.reading import read_events


def _file(folder: Path, tasks: Any) -> Path:
    path = folder / "export.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def _task(*regions: dict[str, Any], id: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": id, "data": {"audio": "a.mp3"}, "annotations": [{"result": list(regions)} | more]}


def _region(id: str, start: Any, end: Any, *labels: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "channel": 0, "labels": list(labels)}
    return {"id": id, "type": "labels", "from_name": "x", "original_length": 20.5, "value": value} | more


def _note(id: str, *texts: str) -> dict[str, Any]:
    return {"id": id, "type": "textarea", "value": {"start": 1, "end": 2, "text": list(texts)}}


FRAMES = {
    "id": "r",
    "type": "timelinelabels",
    "value": {"ranges": [{"start": 1, "end": 50}, {"start": 76, "end": 100}], "timelinelabels": ["BP"]},
}
SHORT = [{"id": 4, "annotator": 7, "audio": "a.mp3",
          "label": [{"start": 1.5, "end": 2, "channel": 0, "labels": ["MOT"]}]}]  # fmt: skip


def _spans(events: Events) -> list[tuple[str, str, int, int, str, str]]:
    return [(e.id, e.label or e.kind, e.start, e.end, e.by, e.note) for e in events.events]


@pytest.mark.parametrize("wrap", [lambda t: [t], lambda t: t])
def test_regions_of_audio_and_their_notes(wrap: Any, tmp_path: Path) -> None:
    task = _task(
        _region("r1", 1.5, 2.25, "red"), _note("r1", "asks", "twice"), _region("r2", 3, 3, "BR"),
        {"id": "r2", "type": "choices", "value": {"choices": ["unsure"]}},
        completed_by={"id": 3, "email": "ann@example.org"},
    )  # fmt: skip
    events = read_events(_file(tmp_path, wrap(task)))
    assert _spans(events) == [
        ("r1", "red", 1500, 2250, "ann@example.org", "asks; twice"),
        ("r2", "BR", 3000, 3000, "ann@example.org", "unsure"),
    ]
    assert events.duration == 20_500


def test_a_region_with_two_labels_is_two_events(tmp_path: Path) -> None:
    events = read_events(_file(tmp_path, [_task(_region("r", 1, 2, "MOT", "BP"))]))
    assert _spans(events) == [("e2", "BP", 1000, 2000, "", ""), ("e1", "MOT", 1000, 2000, "", "")]


def test_frames_of_a_video(tmp_path: Path) -> None:
    path = _file(tmp_path, [_task(FRAMES)])
    events = read_events(path, mapping={"fps": 25})
    assert [(e.start, e.end) for e in events.events] == [(0, 2000), (3000, 4000)]
    with pytest.raises(EventsError, match="times are in frames.*mapping={'fps': 25}"):
        read_events(path)


def test_the_short_export_and_the_old_one(tmp_path: Path) -> None:
    assert _spans(read_events(_file(tmp_path, SHORT))) == [("e1", "MOT", 1500, 2000, "7", "")]
    old = {"id": 1, "completions": [{"completed_by": 7, "result": [_region("r", 1, 2, "BP")]}]}
    assert _spans(read_events(_file(tmp_path, [old]))) == [("r", "BP", 1000, 2000, "7", "")]


def test_two_annotators_and_one_who_cancelled(tmp_path: Path) -> None:
    task = {"id": 1, "annotations": [
        {"completed_by": 1, "result": [_region("r", 1, 2, "MOT")]},
        {"completed_by": 2, "result": [_region("q", 1, 2, "BP")]},
        {"completed_by": 3, "was_cancelled": True, "result": [_region("p", 1, 2, "BR")]},
    ]}  # fmt: skip
    events = read_events(_file(tmp_path, [task]))
    assert [(e.kind, e.by) for e in events.events] == [("BP", "2"), ("MOT", "1")]
    assert events.told == ("An annotation that was cancelled is left out.",)


def test_one_of_several_tasks(tmp_path: Path) -> None:
    path = _file(tmp_path, [_task(_region("r", 1, 2, "MOT"), id=i) for i in (5, 6)])
    assert len(read_events(path, mapping={"task": 6})) == 1
    with pytest.raises(EventsError, match="holds 2 tasks with regions: 5, 6"):
        read_events(path)
    with pytest.raises(EventsError, match="no task has the id '9'"):
        read_events(path, mapping={"task": 9})


@pytest.mark.parametrize(
    "value",
    [
        {"start": 3, "end": 9, "text": "word", "labels": ["MOT"]},
        {"start": "/p[1]", "end": "/p[1]", "startOffset": 1, "labels": ["MOT"]},
        {"x": 1, "y": 2, "width": 3, "height": 4, "rectanglelabels": ["MOT"]},
    ],
)
def test_places_in_a_text_or_a_picture_are_no_times(value: dict[str, Any], tmp_path: Path) -> None:
    path = _file(tmp_path, [_task({"id": "r", "type": "labels", "value": value})])
    with pytest.raises(EventsError, match=r"Region 1 \(r\): marks a place in a text or picture"):
        read_events(path)
