"""ELAN as ELAN shows it: slots without times, reference tiers, origins, units."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxkit.recordings.events import Event, Events, EventsError
from cxkit.recordings.reading import read_events, write_events

SLOTS = {"ts1": 0, "ts2": None, "ts3": None, "ts4": 3000, "ts5": 5000, "ts6": 5000, "ts7": None}


def _slots(times: dict[str, int | None]) -> str:
    return "".join(
        f'<TIME_SLOT TIME_SLOT_ID="{name}"' + (f' TIME_VALUE="{t}"/>' if t is not None else "/>")
        for name, t in times.items()
    )


def _own(name: str, first: str, last: str, text: str = "") -> str:
    return (
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{name}" TIME_SLOT_REF1="{first}" '
        f'TIME_SLOT_REF2="{last}"><ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION>"
    )


def _ref(name: str, above: str, text: str = "", before: str = "") -> str:
    previous = f' PREVIOUS_ANNOTATION="{before}"' if before else ""
    return (
        f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="{name}" ANNOTATION_REF="{above}"{previous}>'
        f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
    )


def _file(folder: Path, tiers: dict[str, str], header: str = "", slots: str = _slots(SLOTS)) -> Path:
    body = "".join(f"<TIER TIER_ID={name!r}>{text}</TIER>" for name, text in tiers.items())
    path = folder / "marks.eaf"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT FORMAT="2.7">{header}'
        f"<TIME_ORDER>{slots}</TIME_ORDER>{body}</ANNOTATION_DOCUMENT>",
        encoding="utf-8",
    )
    return path


def _spans(events: Events) -> list[tuple[str, int, int]]:
    return sorted((e.note, e.start, e.end) for e in events.events)


def test_slots_without_times_lie_evenly_between_their_neighbours(tmp_path: Path) -> None:
    marks = _own("a1", "ts1", "ts2", "a") + _own("a2", "ts2", "ts3", "b") + _own("a3", "ts3", "ts4", "c")
    path = _file(tmp_path, {"MOT": marks, "BP": _own("a4", "ts6", "ts7", "d")})
    assert _spans(read_events(path)) == [
        ("a", 0, 1000), ("b", 1000, 2000), ("c", 2000, 3000), ("d", 5000, 5000),
    ]  # fmt: skip


def test_reference_tiers_have_their_parents_times(tmp_path: Path) -> None:
    words = _ref("w1", "a1", "one") + _ref("w2", "a1", "two", "w1") + _ref("w3", "a1", "three", "w2")
    tiers = {"gloss": _ref("g1", "w2", "due"), "words": words, "MOT": _own("a1", "ts1", "ts4", "all"),
             "notes": _ref("n1", "a1", "note")}  # fmt: skip
    events = read_events(_file(tmp_path, tiers))
    assert _spans(events) == [
        ("all", 0, 3000), ("due", 1000, 2000), ("note", 0, 3000),
        ("one", 0, 1000), ("three", 2000, 3000), ("two", 1000, 2000),
    ]  # fmt: skip
    assert events.unmapped == ("gloss", "notes", "words")


@pytest.mark.parametrize(
    ("header", "start", "told"),
    [
        ('<HEADER TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR TIME_ORIGIN="1500"/></HEADER>', 4500, 1),
        ('<HEADER TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR/></HEADER>', 3000, 0),
        ('<HEADER TIME_UNITS="PAL-frames"/>', 120_000, 0),
        ('<HEADER TIME_UNITS="NTSC-frames"/>', 100_100, 0),
        ("", 3000, 0),
    ],
)
def test_origin_and_units(header: str, start: int, told: int, tmp_path: Path) -> None:
    events = read_events(_file(tmp_path, {"MOT": _own("a1", "ts4", "ts5")}, header))
    assert (events.events[0].start, len(events.told)) == (start, told)


def test_units_that_nobody_knows(tmp_path: Path) -> None:
    path = _file(tmp_path, {"MOT": _own("a1", "ts4", "ts5")}, '<HEADER TIME_UNITS="moons"/>')
    with pytest.raises(EventsError, match="TIME_UNITS: expected milliseconds.*found 'moons'"):
        read_events(path)


def test_a_point_is_written_as_a_flagged_second_and_read_as_a_point(tmp_path: Path) -> None:
    path = tmp_path / "a.eaf"
    write_events(Events((Event("a", "BR", 700, 700, "why"), Event("b", "BR", 700, 900, "[point]"))), path)
    text = path.read_text(encoding="utf-8")
    assert '"1700"' in text and ">[point] why<" in text and ">[range] [point]<" in text
    assert _spans(read_events(path)) == [("[point]", 700, 900), ("why", 700, 700)]


def test_a_flag_that_was_stretched_in_elan_stays_a_point(tmp_path: Path) -> None:
    path = _file(tmp_path, {"MOT": _own("a1", "ts4", "ts5", "[point] here")})
    assert _spans(read_events(path)) == [("here", 3000, 3000)]


def test_tiers_with_numbers_of_their_own_keep_them(tmp_path: Path) -> None:
    path = _file(tmp_path, {"room (2)": _own("a1", "ts1", "ts4"), "MOT (2)": _own("a2", "ts1", "ts4"),
                            "MOT": _own("a3", "ts1", "ts4")})  # fmt: skip
    assert [(e.kind, e.label) for e in read_events(path).events] == [
        ("", "room (2)"), ("MOT", ""), ("MOT", ""),
    ]  # fmt: skip


def test_ids_that_stand_twice_cost_no_annotation(tmp_path: Path) -> None:
    marks = _own("a1", "ts1", "ts4", "first") + _own("a1", "ts4", "ts5", "second")
    notes = _ref("n1", "a1", "n") + _ref("n1", "a1", "m", "n1") + _ref("n2", "n1", "o", "n3") + _ref("n3", "n1", "p", "n2")
    events = read_events(_file(tmp_path, {"MOT": marks, "notes": notes}))
    assert [note for note, _, _ in _spans(events)] == ["first", "m", "n", "o", "p", "second"]
    assert events.told[0] == "2 annotations share their id with others, such as 'a1'; all are kept."


def test_slots_are_written_in_order_and_no_date_with_them(tmp_path: Path) -> None:
    path = tmp_path / "a.eaf"
    write_events(Events((Event("a", "MOT", 9, 12), Event("b", "BP", 3, 5))), path)
    text = path.read_text(encoding="utf-8")
    times = [int(part.split('"')[0]) for part in text.split('TIME_VALUE="')[1:]]
    assert times == [3, 5, 9, 12] and 'DATE="2000-01-01T00:00:00+00:00"' in text
