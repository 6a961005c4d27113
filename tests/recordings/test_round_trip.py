"""What is written opens again unchanged, as far as a format can carry it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.recordings.events import KINDS, LONGEST, Event, Events
from cxkit.recordings.formats import FORMATS, WRITTEN, format_module
from cxkit.recordings.labels import DEFAULT
from cxkit.recordings.reading import read_events, write_events

HOUR = 3_600_000
NOTES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=30
).map(lambda text: " ".join(text.split()))
# What a team may call a thing: no name of a kind, no colon, not built like a name of ours.
LABELS = st.text("abcdé漢 <&>\"'=+-.x7", max_size=12).map(lambda text: " ".join(text.split())).filter(
    lambda text: not DEFAULT.kind(text)
)
NAMES = st.sampled_from(["", "Ann", "Bo & Co", "Łukasz <b>", "x@y"])


@st.composite
def _events(draw: st.DrawFn) -> Events:
    rows = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, HOUR))
        end = start + draw(st.sampled_from([0, 1, 999, 1000, 1001, 60_000]))
        kind, label = draw(st.sampled_from(["", *KINDS])), draw(LABELS)
        if not kind and not label:
            kind = "MOT"
        note = draw(NOTES.filter(lambda text: not DEFAULT.kind(text)))
        rows.append(Event(f"n{number}", kind, start, end, note, draw(NAMES), label))
    return Events(tuple(rows), draw(st.sampled_from([None, 2 * HOUR])))


def _texts(event: Event) -> Event:
    """What Praat holds: an interval with no text is silence, so the tier's name stands in."""
    note = event.note
    tier = " · ".join(t for t in (event.kind, event.label) if t)
    return replace(event, note="" if note == tier else note)


def _bare(event: Event) -> Event:
    return replace(event, by="", id="")


CARRIED: dict[str, Callable[[Event], Event]] = {
    "elan": lambda e: replace(e, id=""),
    "webvtt": lambda e: e,
    "srt": _bare,
    "textgrid": lambda e: _texts(_bare(e)),
    "audacity": _bare,
    "labelstudio": lambda e: e,
    "csvtable": lambda e: e,
    "xlsx": lambda e: e,
}
WITH_DURATION = {"labelstudio"}
NAMED = {format: ending for ending, format in WRITTEN.items()}


@pytest.mark.parametrize("format", sorted(CARRIED))
@given(events=_events())
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read(format: str, events: Events) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"marks{NAMED[format]}"
        write_events(events, path)
        if not events.events:
            return
        back = read_events(path)
    keep = CARRIED[format]
    assert sorted(_key(keep(e)) for e in _unnumbered(back, format)) == sorted(
        _key(keep(e)) for e in events.events
    )
    if format in WITH_DURATION:
        assert back.duration == events.duration


def _unnumbered(back: Events, format: str) -> list[Event]:
    ids = CARRIED[format](Event("id", "", 0, 0)).id
    return list(back.events) if ids else [replace(e, id="") for e in back.events]


def _key(event: Event) -> tuple[object, ...]:
    return (event.start, event.end, event.kind, event.label, event.note, event.by, event.id)


@pytest.mark.parametrize("format", sorted(CARRIED))
def test_the_same_events_make_the_same_bytes(format: str, tmp_path: Path) -> None:
    events = Events((Event("a", "MOT", 5, 5, "say \"hi\""), Event("b", "BP", 0, 7, "=1+1", "Ann")))
    again = Events(tuple(reversed(events.events)))
    for name, some in (("one", events), ("two", again)):
        write_events(some, tmp_path / name, format)
    if format != "xlsx":  # a spreadsheet bears the time at which its archive was packed
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert read_events(tmp_path / "one").rows() == read_events(tmp_path / "two").rows()


@pytest.mark.parametrize("format", sorted(CARRIED))
def test_the_farthest_event_comes_back(format: str, tmp_path: Path) -> None:
    far = Event("a", "BR", LONGEST - 2000, LONGEST - 1500, "late")
    write_events(Events((far,)), tmp_path / "far", format)
    assert [(e.kind, e.start, e.end, e.note) for e in read_events(tmp_path / "far").events] == [
        ("BR", LONGEST - 2000, LONGEST - 1500, "late")
    ]


def test_overlaps_on_one_tier_and_the_same_tier_of_two_people(tmp_path: Path) -> None:
    events = Events(
        tuple(Event(f"{by}{n}", "MOT", n * 10, n * 10 + 25, f"{n}", by) for by in "AB" for n in range(4))
    )
    for name in ("a.eaf", "a.json"):
        write_events(events, tmp_path / name)
        assert [_key(replace(e, id="")) for e in read_events(tmp_path / name).events] == [
            _key(replace(e, id="")) for e in events.events
        ]
    text = (tmp_path / "a.eaf").read_text(encoding="utf-8")
    assert [name in text for name in ("MOT@A", "MOT (2)@A", "MOT (3)@B", "MOT (4)@A")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_every_format_says_what_it_carries() -> None:
    said = {name: format_module(name).CARRIES for name in FORMATS}
    assert {name for name, text in said.items() if text} == set(CARRIED) == set(WRITTEN.values())
    assert all(format_module(name).NAME for name in FORMATS)
