"""The tables of module 05 hold what is needed to work an answer out, and not the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.gallery.activity import LIBRARY, beside
from cxkit.gallery.tallies import PICTURES
from cxkit.techniques.activity_faults import faults
from cxkit.techniques.drawn import marks
from tests.marking import map_truth as m


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    return Desk(Course(root / "course"), tmp_path)


def _save(desk: Desk, exercise: str, data: dict[str, Any]) -> None:
    desk.workbook.write(exercise, data, 0)


def _numbers(text: str) -> set[str]:
    return {word.strip(".,:;").replace(",", "") for word in text.split()}


def test_the_log_leads_to_the_counts_and_does_not_say_them(desk: Desk) -> None:
    text = PICTURES["log"].draw(desk, False).text
    log = desk.case.service_key["log"]
    going_on = sum(int(row.split()[-1].replace(",", "")) for row in text.split("goes on")[1]
                   .split("Pairs with")[0].splitlines()[2:] if row.split()[-1][0].isdigit()
                   and len(row.split()) == 2)  # fmt: skip
    assert log["events"] - log["visits"] - going_on == log["hand_offs"]
    assert str(log["hand_offs"]) not in _numbers(text)


def test_contacts_are_added_up_by_the_learners_own_sorting(desk: Desk) -> None:
    key = desk.case.exercises["5.6"]
    before = PICTURES["contacts"].tables(desk, False)[0].rows
    assert [row[4] for row in before] == [""] * len(before)
    _save(desk, "5.6", m.demand(desk.case))
    rows = PICTURES["contacts"].tables(desk, False)[0].rows
    running = [row[4] for row in rows if row[4] != ""]
    assert running == sorted(running)
    assert running[-1] / key["contacts"] == pytest.approx(key["share"], abs=1e-4)


def test_the_actions_show_each_break_point_with_who_removes_it(desk: Desk) -> None:
    actions, points = PICTURES["actions"].tables(desk, False)
    assert len(points.rows) == len(desk.case.exercises["5.2"]["break_points"])
    for row in actions.rows:
        for point in row[3].split(", "):
            assert row[0] in next(p[3] for p in points.rows if p[0] == point).split(", ")


def test_the_lessons_own_map_is_sound_and_counts_as_the_lesson_says() -> None:
    assert [f for f in faults(LIBRARY) if not f.asks] == []
    assert marks(LIBRARY) == {"red": 3, "blue": 8, "green": 2}


@pytest.mark.parametrize(
    ("data", "section", "words"),
    [
        ({}, "arrows", "7 steps"),
        ({"arrows": [{"id": "T06", "counterpart": "customer", "next": ["T07"]}]}, "arrows", "8 steps"),
        ({"arrows": [{"id": "T19", "counterpart": "customer", "next": ["T20"]}]}, "arrows", "11 steps"),
    ],
    ids=["untouched", "one arrow more", "an arrow to the end"],
)
def test_the_map_grows_beside_the_form(
    desk: Desk, data: dict[str, Any], section: str, words: str
) -> None:
    found = beside(desk, data, False)
    assert found is not None
    assert (found.section, words in found.alt) == (section, True), found.alt


def test_ones_own_map_stands_beside_its_rows_once_there_is_one(desk: Desk) -> None:
    assert beside(desk, {}, True) is None
    assert beside(desk, {"steps": "damaged"}, True) is None
    found = beside(desk, m.own_map(), True)
    assert found is not None and found.section == "steps"
