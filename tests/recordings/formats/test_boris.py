"""BORIS: projects and what it exports from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from cxkit.recordings.events import Events, EventsError
from cxkit.recordings.reading import read_events

CONF = {
    "0": {"code": "talk", "type": "State event"},
    "1": {"code": "MOT", "type": "Point event"},
    "2": {"code": "draw", "type": "State event with coding map"},
}
ROWS = [
    [3.5, "Ann", "talk", "loud", ""],
    [1.0, "", "MOT", "", "asks"],
    [4.0, "Bob", "talk", "", "begins"],
    [6.25, "Ann", "talk", "loud", "ends", 156],
    [9.0, "Bob", "talk", "", "goes"],
]


def _project(folder: Path, **observations: dict[str, Any]) -> Path:
    project = {"project_format_version": "7.0", "behaviors_conf": CONF, "observations": observations}
    path = folder / "visits.boris"
    path.write_text(json.dumps(project), encoding="utf-8")
    return path


def _spans(events: Events) -> list[tuple[str, int, int, str, str]]:
    return [(e.label or e.kind, e.start, e.end, e.by, e.note) for e in events.events]


def test_points_and_states(tmp_path: Path) -> None:
    path = _project(tmp_path, one={"events": ROWS})
    assert _spans(read_events(path)) == [
        ("MOT", 1000, 1000, "", "asks"),
        ("talk", 3500, 6250, "Ann", "loud; ends"),
        ("talk", 4000, 9000, "Bob", "begins; goes"),
    ]


def test_a_state_that_never_stops_is_kept_and_told(tmp_path: Path) -> None:
    events = read_events(_project(tmp_path, one={"events": [*ROWS, [12, "", "draw", "", ""]]}))
    assert ("draw", 12_000, 12_000, "", "") in _spans(events)
    assert events.told[0] == "Observation 'one', event 6: 'draw' starts and never stops; kept as a point."


def test_a_behaviour_that_the_project_does_not_define(tmp_path: Path) -> None:
    events = read_events(_project(tmp_path, one={"events": [[1, "", "smile", "None", None]]}))
    assert _spans(events) == [("smile", 1000, 1000, "", "")] and "read as points: smile" in events.told[0]


def test_one_of_several_observations(tmp_path: Path) -> None:
    path = _project(tmp_path, one={"events": ROWS}, two={"events": [[1, "", "MOT", "", ""]]})
    assert len(read_events(path, mapping={"observation": "two"})) == 1
    for wanted in (None, "three", ["two"]):
        with pytest.raises(EventsError, match="holds 2 observations: 'one', 'two'"):
            read_events(path, mapping=None if wanted is None else {"observation": wanted})


def test_a_project_without_observations(tmp_path: Path) -> None:
    events = read_events(_project(tmp_path))
    assert (len(events), events.told) == (0, ("The project holds no observation.",))


@pytest.mark.parametrize(
    ("more", "duration", "start"),
    [
        ({"file": {"1": ["a", "b"]}, "media_info": {"length": {"a": 10.0, "b": 5.5}}}, 15_500, 1000),
        ({"file": {"1": ["a", "b"]}, "media_info": {"length": {"a": 10.0}}}, None, 1000),
        ({"file": [], "media_info": {}}, None, 1000),
        ({"time offset": 2.5}, None, 3500),
    ],
)
def test_length_and_offset(
    more: dict[str, Any], duration: int | None, start: int, tmp_path: Path
) -> None:
    events = read_events(_project(tmp_path, one={"events": ROWS} | more))
    assert (events.duration, events.events[0].start) == (duration, start)


def test_an_event_beyond_the_media(tmp_path: Path) -> None:
    media = {"file": {"1": ["a"]}, "media_info": {"length": {"a": 8.0}}}
    with pytest.raises(EventsError, match=r"Observation 'one', event 3, end: 00:09.000 lies beyond"):
        read_events(_project(tmp_path, one={"events": ROWS} | media))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([1.0, ""], "event 1: expected time, subject and behaviour"),
        ("x", "event 1: expected time, subject and behaviour"),
        (["NaN", "", "MOT", "", ""], "event 1: expected a time, found 'NaN'"),
        ([None, "", "MOT", "", ""], "event 1: expected a time, found nothing"),
    ],
)
def test_an_event_that_cannot_be_read(row: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(EventsError) as refused:
        read_events(_project(tmp_path, one={"events": [row]}))
    assert said in str(refused.value)


TABULAR = [
    ["Observation id", "visit"], [], ["Media file(s)"], ["Player #1", "a.mp4"], [],
    ["Time", "Media file path", "Total length", "FPS", "Subject", "Behavior", "Comment", "Status"],
    ["1.0", "a.mp4", "20.5", "25", "", "MOT", "asks", "POINT"],
    ["3.5", "a.mp4", "20.5", "25", "Ann", "talk", "", "START"],
    ["6.25", "a.mp4", "20.5", "25", "Ann", "talk", "", "STOP"],
    ["7", "a.mp4", "20.5", "25", "Ann", "talk", "", "START"],
]  # fmt: skip
AGGREGATED = [
    ["Observation id", "Subject", "Behavior", "Modifiers", "Behavior type", "Start (s)", "Stop (s)",
     "Duration (s)", "Comment start", "Comment stop"],
    ["visit", "No focal subject", "MOT", "", "POINT", "1.0", "1.0", "NA", "asks", ""],
    ["visit", "Ann", "talk", "loud", "STATE", "3.5", "6.25", "2.75", "", "ends"],
]  # fmt: skip


@pytest.mark.parametrize("sign", ["\t", ","])
def test_tabular_events(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "export.tsv"
    wide = [row + [""] * (8 - len(row)) for row in TABULAR]
    path.write_text("\n".join(sign.join(row) for row in wide) + "\n", encoding="utf-8")
    _tabular(read_events(path))


def test_tabular_events_in_a_spreadsheet(tmp_path: Path) -> None:
    book = Workbook()
    for row in TABULAR:
        book.active.append([float(c) if c[:1].isdigit() else c for c in row])
    book.save(tmp_path / "export.xlsx")
    _tabular(read_events(tmp_path / "export.xlsx"))


def _tabular(events: Events) -> None:
    assert _spans(events) == [
        ("MOT", 1000, 1000, "", "asks"), ("talk", 3500, 6250, "Ann", ""), ("talk", 7000, 7000, "Ann", ""),
    ]  # fmt: skip
    assert events.duration == 20_500 and "'talk' starts and never stops" in events.told[0]


def test_aggregated_events(tmp_path: Path) -> None:
    path = tmp_path / "export.tsv"
    path.write_text("\n".join("\t".join(row) for row in AGGREGATED), encoding="utf-8")
    assert _spans(read_events(path)) == [
        ("MOT", 1000, 1000, "", "asks"), ("talk", 3500, 6250, "Ann", "loud; ends"),
    ]  # fmt: skip


def test_an_export_of_two_observations(tmp_path: Path) -> None:
    path = tmp_path / "export.tsv"
    rows = [*AGGREGATED, ["other", *AGGREGATED[1][1:]]]
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    assert len(read_events(path, mapping={"observation": "visit"})) == 2
    with pytest.raises(EventsError, match="holds 2 observations: 'visit', 'other'"):
        read_events(path)
