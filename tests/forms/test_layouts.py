"""The forms of the course as a learner meets them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cxkit.forms.layouts import layout
from cxkit.forms.layouts.outcome_boxes import next_cycle
from cxkit.forms.spec import Column, Section
from cxkit.techniques.outcomes import BOXES, OutcomeMap, box_texts


def section(case: Any, exercise: str, key: str, data: Any = None, mine: bool = False) -> Section:
    return next(s for s in layout(exercise, data or {}, case, mine=mine) if s.key == key)


@pytest.mark.parametrize(("exercise", "key"), [("2.2", "pairs"), ("2.3", "needs")])
def test_every_text_that_may_be_cited_can_be_read(case: Any, exercise: str, key: str) -> None:
    ids = {item.id for item in section(case, exercise, key).material}
    assert ids == {*case.vignettes, *case.verbatims}


def test_a_search_for_sort_card_finds_the_24_alone(case: Any) -> None:
    texts = section(case, "2.3", "needs").material
    found = [
        i.id for i in texts
        if all(w in f"{i.id} {i.title} {i.text} {i.note}".lower() for w in ("sort", "card"))
    ]
    assert sorted(found) == sorted(i.id for i in section(case, "2.3", "sort").items)


def test_the_own_grid_speaks_of_own_codes(case: Any) -> None:
    data = {"categories": [{"id": "c1", "name": "one"}]}
    grid = section(case, "2.3", "needs", data, mine=True)
    assert "K1 K2" in grid.intro and "V07" not in grid.intro
    assert "V07 Q031" in section(case, "2.3", "needs", data).intro


def test_a_quiz_counts_its_questions(case: Any) -> None:
    titles = [item.title for item in section(case, "2.7", "labels").items]
    assert titles == [f"Question {n}" for n in range(1, len(titles) + 1)]


def test_a_later_cycle_shows_the_one_before_beside_each_box(case: Any, root: Any) -> None:
    path = root / "course/source/models/3.4.json"
    before = OutcomeMap.read(json.loads(path.read_text(encoding="utf-8")))
    evidence = Column("evidence", "Shown by", "ids")
    boxes = next_cycle(layout("3.4", {}, case), before, evidence)
    shown = {s.key: s.intro for s in boxes}
    for box, texts in box_texts(before).items():
        intro = shown[BOXES[box]]
        assert "Cycle 1 said:" in intro and all(text in intro for text in texts), box
    assert [c.key for c in boxes[-1].columns] == ["box", "what", "evidence", "colleague"]
    blank = next_cycle(layout("3.4", {}, case), OutcomeMap(), evidence)
    assert "nothing yet" in {s.key: s.intro for s in blank}["payer"]
