"""The tables of module 01 show what a learner has, and ours only beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.gallery.outside import PICTURES
from cxkit.workbook import Workbook
from tests.marking import truth01 as a


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    return Desk(Course(root / "course"), tmp_path)


def put(desk: Desk, exercise: str, data: dict[str, Any], mine: bool = False) -> None:
    Workbook(desk.workbook.folder).write(exercise, data, 0, mine=mine)


def text(desk: Desk, name: str, mine: bool = False) -> str:
    return PICTURES[name].draw(desk, mine).text


def test_nothing_done_shows_nothing_of_the_key(desk: Desk) -> None:
    told = text(desk, "claims")
    key = desk.case.exercises["1.3"]
    assert "No contradiction is found yet" in told and "Still to be graded: 8" in told
    assert not any(why in told for why in key["why"].values())
    assert not any(item["why"] in told for item in key["graded"].values())
    assert "There is no text yet" in text(desk, "language", mine=True)


def test_what_is_found_is_explained_and_what_is_not_stays_hidden(desk: Desk) -> None:
    data = a.pairs_left(desk.case, 2)
    put(desk, "1.3", {k: rows for k, rows in data.items() if k != "grades"})
    told, why = text(desk, "claims"), desk.case.exercises["1.3"]["why"]
    assert "Contradictions you found: 10 of 12" in told
    assert sum(said in told for said in why.values()) == 10


def test_our_grades_wait_for_all_eight(desk: Desk) -> None:
    graded = desk.case.exercises["1.3"]["graded"]
    data = a.claims(desk.case)
    data["grades"] = data["grades"][:-1]
    put(desk, "1.3", data)
    assert "Still to be graded: 1" in text(desk, "claims")
    assert not any(item["why"] in text(desk, "claims") for item in graded.values())


def test_eight_grades_stand_beside_ours(desk: Desk) -> None:
    put(desk, "1.3", a.near(desk.case))
    told = text(desk, "claims")
    assert all(i["why"] in told for i in desk.case.exercises["1.3"]["graded"].values())
    pairs, grades = PICTURES["claims"].tables(desk, False)
    assert (len(pairs.rows), len(grades.rows)) == (12, 8)
    assert all(mine != ours for _, mine, ours, _ in grades.rows)


def test_language_is_counted_before_and_after(desk: Desk) -> None:
    put(desk, "1.5", a.language(desk.case))
    (before, after) = PICTURES["language"].tables(desk, False)[0].rows
    key = desk.case.exercises["1.5"]["found"][desk.case.report["rewrite"]]
    assert before[4] == f"inside-out: {', '.join(key['inside-out'])}"
    assert after[2] == 0 and after[1] > 10


def test_ones_own_text_is_counted_by_the_same_lists(desk: Desk) -> None:
    put(desk, "1.5", a.own_text(), mine=True)
    assert "backlog" in text(desk, "language", mine=True)
    assert "A text of your firm" in text(desk, "language", mine=True)
