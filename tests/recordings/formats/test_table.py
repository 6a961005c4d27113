"""Tables: columns by header, by value, by what is said; spreadsheets and their traps."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from cxkit.recordings.events import Event, Events, EventsError
from cxkit.recordings.reading import read_events, write_events


def _read(folder: Path, text: str, **mapping: Any) -> Events:
    path = folder / "marks.csv"
    path.write_text(text, encoding="utf-8")
    return read_events(path, mapping=mapping)


def _spans(events: Events) -> list[tuple[str, int, int]]:
    return [(e.label or e.kind, e.start, e.end) for e in events.events]


@pytest.mark.parametrize(
    ("head", "row", "start", "end"),
    [
        ("start,end", "1.5,2", 1500, 2000),
        ("start (ms),end (ms)", "1500,2000", 1500, 2000),
        ("Start_ms;End_ms", "1500;2000", 1500, 2000),
        ("Begin Time - msec\tEnd Time - msec", "1500\t2000", 1500, 2000),
        ("Begin Time - ss.msec\tDuration - ss.msec", "1.5\t0.5", 1500, 2000),
        ("Begin Time - hh:mm:ss.ms\tEnd Time - hh:mm:ss.ms", "00:00:01.500\t00:00:02.000", 1500, 2000),
        ("Onset [s]|Offset [s]", "1.5|2", 1500, 2000),
        ("time,duration", "1.5,0.5", 1500, 2000),
        ("time (min)", "0.025", 1500, 1500),
        ("BeginTime,EndTime", "1.5,2", 1500, 2000),
        ("TIMECODE", "0:01.500", 1500, 1500),
        ("start seconds,stop", "1.5,", 1500, 1500),
        ("from,to", "1.5,NA", 1500, 1500),
        ("start;end", "1,5;2,0", 1500, 2000),
    ],
)
def test_headers_and_units(head: str, row: str, start: int, end: int, tmp_path: Path) -> None:
    sign = next(c for c in "\t|;," if c in head + row + ",")
    events = _read(tmp_path, f"Code{sign}{head}\nMOT{sign}{row}\n")
    assert _spans(events) == [("MOT", start, end)]


@pytest.mark.parametrize(
    ("rows", "mapping", "starts"),
    [
        ("1\n2\n", {}, [1000, 2000]),
        ("1\n90000\n", {}, [1, 90_000]),
        ("1\n90000\n", {"unit": "s"}, [1000, 90_000_000]),
        ("25\n50\n", {"unit": "frames", "fps": 25}, [1000, 2000]),
        ("1\n2\n", {"unit": "min"}, [60_000, 120_000]),
    ],
)
def test_a_unit_that_nobody_names(
    rows: str, mapping: dict[str, Any], starts: list[int], tmp_path: Path
) -> None:
    events = _read(tmp_path, f"start,\n{rows.replace(chr(10), ',' + chr(10))}", **mapping)
    assert [e.start for e in events.events] == starts
    assert any("No unit is named" in text for text in events.told) is not bool(mapping)


def test_what_the_caller_says_wins(tmp_path: Path) -> None:
    text = "start,when,what,label,x\n9,1500,MOT,no,why\n"
    said = {"start": "When", "label": 3, "note": "x", "unit": "ms"}
    assert [(e.kind, e.start, e.note) for e in _read(tmp_path, text, **said).events] == [
        ("MOT", 1500, "why")
    ]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"start": "Begin"}, "mapping, start: expected a column among 'start', 'label'; found 'Begin'"),
        ({"start": 3}, "mapping, start: expected a column"),
        ({"start": True}, "mapping, start: expected a column"),
        ({"unit": "hours"}, "mapping, unit: expected s, ms, min, frames, found 'hours'"),
        ({"begin": "start"}, "mapping: expected start, end, duration"),
    ],
)
def test_what_the_caller_cannot_mean(mapping: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(EventsError) as refused:
        _read(tmp_path, "start,label\n1,MOT\n", **mapping)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.5,1.5,MOT,why\n2,2.5,BP,\n", [("MOT", 500, 1500), ("BP", 2000, 2500)]),
        ("0:01.5,MOT\n0:02,BP\n", [("MOT", 1500, 1500), ("BP", 2000, 2000)]),
        ("MOT\tAnn\t1.040\t2.330\t1.290\thello\n", [("MOT", 1040, 2330)]),
        ("5.5,1.5,MOT\n2.5,2.0,BP\n", [("BP", 2500, 4500), ("MOT", 5500, 7000)]),
    ],
)
def test_a_table_without_headers(
    text: str, expected: list[tuple[str, int, int]], tmp_path: Path
) -> None:
    events = _read(tmp_path, text)
    assert _spans(events) == expected and "No headers; columns read as start" in events.told[0]


def test_columns_by_number_in_a_table_without_headers(tmp_path: Path) -> None:
    events = _read(tmp_path, "x,MOT,1.5\ny,BP,2.5\n", start=3, label=2)
    assert _spans(events) == [("MOT", 1500, 1500), ("BP", 2500, 2500)]


def test_cells_that_a_spreadsheet_would_compute_are_texts_both_ways(tmp_path: Path) -> None:
    notes = ["=HYPERLINK(1)", "+1", "-1", "@x", "'=1", "plain"]
    events = Events(tuple(Event(f"n{i}", "MOT", i, i, note) for i, note in enumerate(notes)))
    for name in ("a.csv", "a.xlsx"):
        write_events(events, tmp_path / name)
        assert read_events(tmp_path / name) == events
    cells = load_workbook(tmp_path / "a.xlsx").active["F"]
    assert [cell.value for cell in cells[1:]] == notes
    assert {cell.data_type for cell in cells[1:]} == {"s"}
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[5][:1] for line in lines[1:]] == ["'"] * 5 + ["p"]


def _book(folder: Path, **sheets: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "marks.xlsx")
    return folder / "marks.xlsx"


def test_times_as_a_spreadsheet_keeps_them(tmp_path: Path) -> None:
    rows = [
        [], ["Label", "Start", "End"],
        ["MOT", datetime.time(0, 1, 2, 500_000), datetime.timedelta(hours=30)],
        ["BP", 1.25, "0:02,5"],
        ["BR", 3, None],
    ]  # fmt: skip
    assert _spans(read_events(_book(tmp_path, A=rows))) == [
        ("BP", 1250, 2500), ("BR", 3000, 3000), ("MOT", 62_500, 108_000_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("=1+1", "Row 2, start: found a formula; put its value in its place"),
        (datetime.datetime(2024, 5, 1, 10, 0), "Row 2, start: expected a time, found '2024-05-01"),
        (True, "Row 2, start: expected a time, found True"),
        (-1, "Row 2, start: -00:01.000 lies before the recording"),
    ],
)
def test_a_cell_that_is_no_time(cell: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(EventsError) as refused:
        read_events(_book(tmp_path, A=[["start (s)", "label"], [cell, "MOT"]]))
    assert said in str(refused.value)


def test_the_sheet_with_start_times(tmp_path: Path) -> None:
    rows = [["start (s)", "label"], [1, "MOT"]]
    path = _book(tmp_path, Read_me=[["Dear all"]], Marks=rows, More=[rows[0], [2, "BP"]])
    assert _spans(read_events(path)) == [("MOT", 1000, 1000)]
    assert read_events(path).told == ("Read from the sheet 'Marks'.",)
    assert _spans(read_events(path, mapping={"sheet": "More"})) == [("BP", 2000, 2000)]
    with pytest.raises(EventsError, match="mapping, sheet: expected 'Read_me', 'Marks', 'More'"):
        read_events(path, mapping={"sheet": "Notes"})


@pytest.mark.parametrize(
    ("rows", "said"),
    [([[]], "The spreadsheet is empty"), ([["who"], ["Ann"]], "No column of start times among 'who'")],
)
def test_a_spreadsheet_without_events(rows: list[list[Any]], said: str, tmp_path: Path) -> None:
    with pytest.raises(EventsError, match=said):
        read_events(_book(tmp_path, A=rows))
