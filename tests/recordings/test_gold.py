from __future__ import annotations

import pytest

from cxkit.recordings.events import Event, Events, EventsError
from cxkit.recordings.gold import Gold, agreed, gold_rows, read_gold

ROW = {"id": "e1", "kind": "MOT", "start": 1000, "end": 2000}


def test_gold_comes_back_as_it_was_written() -> None:
    gold = (
        Gold("e1", "MOT", 0, 900, what="greets"),
        Gold("e2", "BP", 500, 500, also=("BR", "MOT"), optional=True, tolerance=4000, by="A, B"),
    )
    assert read_gold({"duration": 1000, "events": gold_rows(gold)}) == gold


def test_gold_comes_in_order_of_time() -> None:
    later = ROW | {"id": "e0", "start": 1500}
    assert [g.id for g in read_gold({"events": [later, ROW]})] == ["e1", "e0"]


@pytest.mark.parametrize(
    ("also", "accepted"),
    [((), ("MOT",)), (("BP",), ("MOT", "BP")), (("MOT", "BR"), ("MOT", "BR"))],
)
def test_its_own_kind_is_always_accepted(also: tuple[str, ...], accepted: tuple[str, ...]) -> None:
    assert Gold("e", "MOT", 0, 0, also=also).accepted == accepted


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (ROW | {"kind": ""}, "Row 1 (e1), kind: gold has one of MOT, BP, BR, found ''."),
        (ROW | {"also": ["XX"]}, "Row 1 (e1), also: expected a list of MOT, BP, BR, found ['XX']."),
        (ROW | {"also": "BP"}, "Row 1 (e1), also: expected a list of MOT, BP, BR, found 'BP'."),
        (ROW | {"optional": "no"}, "Row 1 (e1), optional: expected true or false, found 'no'."),
        (ROW | {"tolerance": 0}, "Row 1 (e1), tolerance: expected 1 to 60000 ms or nothing, found 0."),
        (ROW | {"tolerance": True}, "Row 1 (e1), tolerance: expected 1 to 60000 ms or nothing, found True."),
        (ROW | {"what": 3}, "Row 1 (e1), what: expected text, found 3."),
        ({k: v for k, v in ROW.items() if k != "id"}, "Row 1, id: expected a name, found nothing."),
    ],
)  # fmt: skip
def test_a_fault_names_the_row_and_what_is_expected(row: dict, fault: str) -> None:
    with pytest.raises(EventsError) as error:
        read_gold({"events": [row]})
    assert error.value.faults == [fault]


def test_every_fault_is_told_at_once() -> None:
    rows = [ROW | {"kind": "", "tolerance": -1}, ROW | {"id": "e2", "end": 0}]
    with pytest.raises(EventsError) as error:
        read_gold({"events": rows})
    assert len(error.value.faults) == 3


@pytest.mark.parametrize("data", [{}, {"events": {}}, {"events": None}, [1]])
def test_what_holds_no_list_of_events_is_no_gold(data: object) -> None:
    with pytest.raises(EventsError, match="expected a list of events"):
        read_gold(data)  # type: ignore[arg-type]


def test_plain_events_can_stand_for_gold() -> None:
    events = Events((Event("b", "BP", 5, 5), Event("a", "MOT", 1, 2)))
    assert [(g.id, g.accepted, g.optional) for g in agreed(events)] == [
        ("a", ("MOT",), False),
        ("b", ("BP",), False),
    ]
