"""The poster: everything inside its box, with much, with little, with nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.drawing.poster import draw_poster
from cxkit.techniques.outcomes import OutcomeMap
from cxkit.techniques.thirtydays import ThirtyDays
from tests.marking.made09 import PLAN

MAP: dict[str, Any] = {
    "payer": [{"id": "p", "text": "A roofer with an abscess", "evidence": ["K1"]}],
    "expectation": [{"id": "e", "text": "A slot in two weeks"}],
    "process": [{"id": "r", "text": "Sleeping through the night again"}],
    "impacts": [{"id": "i", "text": "The telephone is off at noon", "sign": "-"}],
    "statements": [{"id": "s", "measure": "Treated on the day", "baseline": 41, "target": 85,
                    "unit": "per cent"}],
    "line": [{"id": "line", "text": "Home without pain tonight"}],
}  # fmt: skip
COUNTS = {"M": 5, "B": 8, "R": 3}


def _drawn(one: dict[str, Any], counts: dict[str, int], plan: dict[str, Any], paper: str) -> Any:
    return draw_poster(OutcomeMap.read(one), counts, ThirtyDays.read(plan), "Hollin Street",
                       paper=paper)  # fmt: skip


@pytest.mark.parametrize("paper", ["A3", "A4"])
@pytest.mark.parametrize(
    ("one", "counts", "plan", "title"),
    [
        (MAP, COUNTS, PLAN, "5 moments, 8 break points, 3 rules; 3 actions in thirty days"),
        (MAP, {}, {}, "Moments are not counted yet; no action is planned yet"),
        ({}, {"M": 1}, {}, "1 moment; no action is planned yet"),
        ({}, {}, {"actions": PLAN["actions"][:1]}, "Moments are not counted yet; 1 action in thirty days"),
    ],
)
def test_the_title_says_what_there_is_and_every_text_lies_in_its_box(
    one: Any, counts: Any, plan: Any, title: str, paper: str
) -> None:
    found = _drawn(one, counts, plan, paper)
    assert found.title == f"Hollin Street: {title}" and not found.notes
    (page,) = found.pages
    assert (page.width > page.height) and [b.name for b in page.boxes if not b.holds()] == []
    for box in page.boxes:
        assert box.x >= 0 and box.x + box.w <= page.width and box.y + box.h <= page.height
    assert {f"mark/{x}" for x in "MBR"} <= {s.name for s in page.shapes}


def test_the_words_are_in_the_twin_and_in_the_sheets() -> None:
    found = _drawn(MAP, COUNTS, PLAN, "A3")
    for words in ("Home without pain tonight", "Lead receptionist", "28 Feb 2027", "Break Point"):
        assert words in found.twin_html and words in found.twin_text
    sheets = {table.name: table.rows for table in found.tables}
    assert sheets["Marks"] == (("Moment of Truth", 5), ("Break Point", 8), ("Business Rule", 3))
    assert [row[0] for row in sheets["Plan"]] == [a["action"] for a in PLAN["actions"]]
    assert len(sheets["Measure again"]) == 3


def test_nothing_at_all_is_a_sentence() -> None:
    found = _drawn({}, {}, {}, "A3")
    assert found.figure is None and "3.4" in found.twin_text and found.tables == ()
    with pytest.raises(ValueError, match="A3"):
        _drawn({}, {}, {}, "A5")


@settings(max_examples=12)
@given(st.lists(st.text(max_size=400), min_size=5, max_size=5), st.integers(0, 12))
def test_no_text_breaks_it(texts: list[str], count: int) -> None:
    first, second, third, fourth, fifth = texts
    one = MAP | {"line": [{"id": "line", "text": first}], "payer": [{"id": "p", "text": second}]}
    row = PLAN["actions"][0] | {"action": third, "owner": fourth, "due": 1e9, "target": fifth}
    found = _drawn(one, COUNTS, {"actions": [row] * count, "again": PLAN["again"]}, "A3")
    for page in found.pages:
        assert [b.name for b in page.boxes if not b.holds()] == []
