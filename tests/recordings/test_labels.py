"""What a team calls things, and what we call them."""

from __future__ import annotations

from typing import Any

import pytest

from cxkit.recordings.events import EventsError
from cxkit.recordings.labels import DEFAULT, LabelMap


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("MOT", "MOT"), ("Red", "MOT"), ("Moments of Truth", "MOT"), ("touch-point", "MOT"),
        ("bp", "BP"), ("break  point", "BP"), ("Breakpoint", "BP"), ("Hand-over", "BP"),
        ("BLUE FLASH", "BP"), ("business_rule", "BR"), ("Decision point", "BR"), ("green", "BR"),
        ("", ""), ("greenish", ""), ("mother", ""), ("talk", ""),
    ],
)  # fmt: skip
def test_the_usual_names(label: str, kind: str) -> None:
    assert DEFAULT.kind(label) == kind


@pytest.mark.parametrize(
    ("names", "label", "note", "expected"),
    [
        ({}, "MOT", "asks", ("MOT", "", "asks")),
        ({}, "red", "asks", ("MOT", "red", "asks")),
        ({}, "events", "MOT", ("MOT", "events", "MOT")),
        ({}, "events", "MOT is near", ("", "events", "MOT is near")),
        ({}, "BP · visit", "x", ("BP", "visit", "x")),
        ({"Kontakt": "MOT"}, "kontakt", "x", ("MOT", "kontakt", "x")),
        ({"red": "BR"}, "Red", "x", ("BR", "Red", "x")),
        ({"red": ""}, "red", "MOT", ("", "red", "MOT")),
        ({"MOT": ""}, "MOT", "x", ("", "MOT", "x")),
    ],
)
def test_a_mark_is_taken_apart(
    names: dict[str, str], label: str, note: str, expected: tuple[str, str, str]
) -> None:
    assert LabelMap(names).split(label, note) == expected


def test_the_usual_names_may_be_off() -> None:
    assert LabelMap({"kontakt": "MOT"}, usual=False).kind("red") == ""


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"red": "RED"}, "'red': expected MOT, BP, BR or nothing, found 'RED'"),
        ({"Red": "MOT", "red ": "BP"}, "'red ': stands for MOT and BP"),
        ({3: "MOT"}, "'3': expected"),
        ({"red": None}, "found 'None'"),
    ],
)
def test_a_map_that_cannot_be_meant(names: dict[Any, Any], said: str) -> None:
    with pytest.raises(EventsError) as refused:
        LabelMap(names)
    assert said in str(refused.value)
