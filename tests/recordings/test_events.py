"""The events table: what always holds, and what is told when it does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.recordings.events import KINDS, LONGEST, Event, Events, EventsError, clock

ROW = {"id": "a", "kind": "MOT", "start": 1000, "end": 2000}


@given(
    st.lists(
        st.tuples(st.integers(0, 9000), st.integers(0, 1000), st.sampled_from(["", *KINDS])),
        max_size=20,
    )
)
def test_events_are_in_order_and_complete(spans: list[tuple[int, int, str]]) -> None:
    rows = [{"kind": k, "start": s, "end": s + length} for s, length, k in spans]
    events = Events.check(rows, 10_000).events
    assert [(e.start, e.end, e.kind, e.id) for e in events] == sorted(
        (e.start, e.end, e.kind, e.id) for e in events
    )
    assert sorted((e.start, e.end - e.start, e.kind) for e in events) == sorted(spans)
    assert len({e.id for e in events}) == len(spans)


def test_rows_go_out_and_come_back() -> None:
    events = Events.check([ROW, {**ROW, "id": "b", "note": "n", "by": "A", "label": "red"}], 5000)
    assert Events.check(events.rows(), 5000) == events


def test_a_free_id_is_found_for_a_row_without_one() -> None:
    rows = [{**ROW, "id": "e1"}, {**ROW, "id": ""}, {**ROW, "id": None}]
    assert sorted(e.id for e in Events.check(rows).events) == ["e1", "e2", "e3"]


def test_labels_without_a_kind_are_listed_once() -> None:
    rows = [{**ROW, "id": i, "kind": "", "label": label} for i, label in zip("abc", "yxy", strict=True)]
    assert Events.check(rows).unmapped == ("x", "y")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": -1}, "start: -00:00.001 lies before the recording"),
        ({"end": 999}, "end: 00:00.999 lies before the start, 00:01.000"),
        ({"end": 5001}, "end: 00:05.001 lies beyond the recording, which ends at 00:05.000"),
        ({"start": LONGEST + 1, "end": LONGEST + 1}, "is the unit right?"),
        ({"start": 10**400, "end": 10**400}, "is the unit right?"),
        ({"start": 1.5}, "expected whole milliseconds, found 1.5"),
        ({"start": float("nan")}, "expected whole milliseconds, found nan"),
        ({"start": "1000"}, "expected whole milliseconds, found '1000'"),
        ({"start": True}, "expected whole milliseconds, found True"),
        ({"end": None}, "end: expected whole milliseconds, found nothing"),
        ({"kind": "mot"}, "kind: expected MOT, BP, BR or nothing, found 'mot'"),
        ({"note": 3}, "note: expected text, found 3"),
        ({"id": ["a"]}, "id: expected text, found ['a']"),
    ],
)
def test_what_cannot_be_meant(change: dict[str, Any], said: str) -> None:
    with pytest.raises(EventsError, match="Row 1") as refused:
        Events.check([ROW | change], 5000)
    assert said in str(refused.value)


def test_every_fault_is_told_at_once() -> None:
    rows = [ROW, ROW | {"start": -5}, 7, {"kind": "X"}]
    with pytest.raises(EventsError) as refused:
        Events.check(rows)  # type: ignore[arg-type]
    places = [fault.split(":")[0] for fault in refused.value.faults]
    assert places == [
        "Row 3", "Row 2 (a), id", "Row 2 (a), start",
        "Row 4 (e1), kind", "Row 4 (e1), start", "Row 4 (e1), end",
    ]  # fmt: skip


@pytest.mark.parametrize("duration", [-1, 1.5, "9", True, LONGEST + 1])
def test_a_duration_that_cannot_be_meant(duration: Any) -> None:
    with pytest.raises(EventsError, match="Duration: expected whole milliseconds"):
        Events((), duration)


def test_a_hundred_faults_make_a_short_message() -> None:
    with pytest.raises(EventsError) as refused:
        Events.check([{"start": -1, "end": 0} for _ in range(100)])
    assert len(refused.value.faults) == 100
    assert "90 more faults follow." in str(refused.value) and len(str(refused.value)) < 1500


@pytest.mark.parametrize(
    ("ms", "said"), [(0, "00:00.000"), (151_400, "02:31.400"), (3_751_400, "1:02:31.400")]
)
def test_a_time_as_people_say_it(ms: int, said: str) -> None:
    assert clock(ms) == said


def test_a_point_is_an_event_without_length() -> None:
    assert [Event("a", "BR", 5, end).point for end in (5, 6)] == [True, False]
