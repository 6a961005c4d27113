"""The script: read with every fault at once, timed exactly, and what follows from its times."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from cxkit.recordings.script import (
    BREATH,
    LEAD,
    TAIL,
    Script,
    ScriptError,
    annotators,
    captions,
    gold_events,
    timed,
)

from .spoken import KEY, LINES, SCRIPT, VOICES


def changed(at: int, **fields: Any) -> dict[str, Any]:
    lines = [dict(line) for line in LINES]
    lines[at] |= fields
    return SCRIPT | {"lines": lines}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (SCRIPT | {"title": " "}, 'x1: "title" is missing'),
        (SCRIPT | {"voices": {}}, '"voices" is missing'),
        (SCRIPT | {"lines": []}, '"lines" is missing'),
        (SCRIPT | {"voices": VOICES | {"lee": VOICES["ann"]}}, "slot a is taken"),
        (SCRIPT | {"voices": VOICES | {"lee": {"name": "Lee"}}}, "voice lee: \"side\" is None"),
        (changed(1, speaker="bob"), "line L02: nobody is called bob"),
        (changed(1, scene="moon"), "line L02: \"scene\" is 'moon'"),
        (changed(1, text=""), 'line L02: "text" is missing'),
        (changed(1, length=9), 'line L02: "length" is for a sound alone'),
        (changed(1, id="L01"), 'line L01: "id" is used twice'),
        (changed(1, pause=-1), "\"pause\" is -1. Write whole milliseconds"),
        (changed(1, pause=True), "\"pause\" is True"),
        (changed(0, length=0), "line L01: nobody speaks"),
        (changed(0, sound="bang"), "\"sound\" is 'bang'"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(data: dict[str, Any], said: str) -> None:
    with pytest.raises(ScriptError) as caught:
        Script.read(data)
    assert said in str(caught.value)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(ScriptError) as caught:
        Script.read({})
    assert len(caught.value.faults) == 6


def test_lines_follow_each_other_at_exact_times() -> None:
    lines = timed(Script.read(SCRIPT), {"L02": 1500, "L03": 800, "L04": 400}).lines
    at = LEAD
    expected = []
    for length, pause in ((1200, 0), (1500, 300), (800, BREATH), (400, 700)):
        expected.append((at + pause, at + pause + length))
        at += pause + length
    assert [(line.start, line.end) for line in lines] == expected


def test_without_sound_a_line_takes_as_long_as_its_words() -> None:
    lines = timed(Script.read(SCRIPT)).lines
    assert [line.end - line.start for line in lines] == [1200, 4 * 60_000 // 155, 1935, 387]
    short = timed(Script.read(changed(3, text="No"))).lines[3]
    assert short.end - short.start == 387
    assert (
        timed(Script.read(SCRIPT), {"L04": 90}).lines[3].end
        == timed(Script.read(SCRIPT), {"L04": 90}).duration - TAIL
    )


@given(st.lists(st.integers(350, 9000), min_size=3, max_size=3))
def test_no_line_begins_before_the_one_before_it_ends(lengths: list[int]) -> None:
    placed = timed(Script.read(SCRIPT), dict(zip(["L02", "L03", "L04"], lengths, strict=True)))
    borders = [border for line in placed.lines for border in (line.start, line.end)]
    assert borders == sorted(borders)
    assert borders[-1] < placed.duration


def test_gold_lies_at_the_borders_of_lines_in_order_of_time() -> None:
    placed = timed(Script.read(SCRIPT))
    first, second = gold_events(placed, KEY)
    lines = {line.id: line for line in placed.lines}
    assert (first.id, first.start, first.end) == ("e1", lines["L01"].start, lines["L02"].end)
    assert (first.also, first.optional, second.optional) == (("BP",), True, False)


@pytest.mark.parametrize(("start", "end"), [("L09", "L02"), ("L01", "L09"), ("L03", "L02")])
def test_an_event_names_two_lines_in_order(start: str, end: str) -> None:
    key = {"events": [KEY["events"][0] | {"from": start, "to": end}]}
    with pytest.raises(ScriptError, match=f"e2 runs from {start} to {end}"):
        gold_events(timed(Script.read(SCRIPT)), key)


def test_marks_are_points_and_stay_within_the_recording() -> None:
    placed = timed(Script.read(SCRIPT))
    marks = annotators(placed, KEY)["A"]
    assert [(m.id, m.start, m.end) for m in marks] == [
        ("A01", 0, 0),
        ("A02", placed.lines[2].start + 450, placed.lines[2].start + 450),
    ]
    assert {m.by for m in marks} == {"A"}
    with pytest.raises(ScriptError, match="mark 1 of annotator B is at line L99"):
        annotators(placed, {"annotators": {"B": [{"kind": "BP", "line": "L99", "shift": 0}]}})


def test_captions_can_be_read_by_others() -> None:
    placed = timed(Script.read(SCRIPT))
    text = captions(placed)
    cues = list(webvtt.from_buffer(StringIO(text)))
    assert [cue.identifier for cue in cues] == ["L01", "L02", "L03", "L04"]
    assert "<v Ann &amp; Sons>A &lt; B, I say.</v>" in text
    assert cues[0].text == "[a telephone rings]"
    assert cues[1].start_in_seconds * 1000 // 1000 == placed.lines[1].start // 1000
    assert text.startswith("WEBVTT\n\nNOTE\nSynthetic")
