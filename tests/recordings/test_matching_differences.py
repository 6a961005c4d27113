from __future__ import annotations

import pytest

from cxkit.recordings.differences import differences, offset_note
from cxkit.recordings.matching import match

from .marks import gold, mark


@pytest.mark.parametrize(
    ("more", "agreed", "given_", "texts"),
    [
        ({}, "M151000", "M151300", ["02:31 Found: Moment of Truth."]),
        ({}, "M151000", "M152240", ["02:31 Found: Moment of Truth, late by 1.2 s."]),
        ({}, "M151000", "M149000", ["02:31 Found: Moment of Truth, early by 2.0 s."]),
        ({"what": "asks for the bill"}, "M151000", "",
         ["02:31 Missed: Moment of Truth (asks for the bill)."]),
        ({}, "R190000", "B190400", ["03:10 Wrong kind: marked Break Point, agreed Business Rule."]),
        ({}, "R190000", "-190400", ["03:10 Wrong kind: marked no kind, agreed Business Rule."]),
        ({}, "", "B3723000", ["1:02:03 Extra: Break Point, where none was agreed."]),
        ({"also": ("BP",)}, "M1000", "B1000",
         ["00:01 Found: Moment of Truth, marked Break Point, which is accepted too."]),
        ({"optional": True}, "B1000", "B1000",
         ["00:01 Found: Break Point. It is debatable and counts neither way."]),
        ({"optional": True}, "B1000", "",
         ["00:01 Not marked, and debatable: Break Point. It counts neither way."]),
    ],
)  # fmt: skip
def test_a_line_can_be_read_alone(more: dict, agreed: str, given_: str, texts: list[str]) -> None:
    assert [d.text for d in differences(match(gold(agreed, **more), mark(given_)))] == texts


def test_lines_follow_the_recording_and_name_both_sides() -> None:
    lines = differences(match(gold("M1000 B8000"), mark("M1400 R30000")))
    assert [(d.at, d.outcome, d.gold, d.given, d.off) for d in lines] == [
        (1000, "hit", "g0", "m0", 400),
        (8000, "missed", "g1", "", None),
        (30000, "extra", "", "m1", None),
    ]


@pytest.mark.parametrize(
    ("given_", "remove", "text"),
    [
        ("M1720", False, "Your marks come 0.7 s after the agreed start, in the median."),
        ("M500", False, "Your marks come 0.5 s before the agreed start, in the median."),
        ("M1040", False, "Your marks come at the agreed start, in the median."),
        ("M1720", True, "Your marks come 0.7 s after the agreed start, in the median. 0.7 s were "
                        "taken off every mark before comparing."),
        ("B1720", False, ""),
    ],
)  # fmt: skip
def test_a_reaction_time_in_words(given_: str, remove: bool, text: str) -> None:
    assert offset_note(match(gold("M1000"), mark(given_), remove_offset=remove)) == text
