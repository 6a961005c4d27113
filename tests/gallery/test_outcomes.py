"""The outcome map is drawn with words for ids, and with the line that was kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.gallery.outcomes import PICTURES, shown_map
from cxkit.workbook import Workbook
from tests.marking import truth03 as o


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    return Desk(Course(root / "course"), tmp_path)


def put(desk: Desk, exercise: str, data: dict[str, Any], mine: bool = False) -> None:
    Workbook(desk.workbook.folder).write(exercise, data, 0, mine=mine)


def test_an_empty_workbook_shows_an_empty_map(desk: Desk) -> None:
    assert shown_map(desk, False).blank
    assert PICTURES["outcomes"].tables(desk, False) == []


def test_figures_and_objectives_are_shown_in_words(desk: Desk) -> None:
    put(desk, "3.4", o.outcome_map(desk.case))
    one = shown_map(desk, False)
    names = {f["name"] for f in desk.case.smart["figures"]}
    assert {s.measure for s in one.statements} <= names
    assert one.objective.endswith("(B1)") and one.journey
    sheets = {t.name: t.rows for t in PICTURES["outcomes"].tables(desk, False)}
    assert [row[0] for row in sheets["Statements"]] == [s.measure for s in one.statements]


def test_the_line_kept_in_35_takes_the_place_of_the_first_go(desk: Desk) -> None:
    data = o.outcome_map(desk.case)
    data["line"] = [{"id": "line", "text": "A first go"}]
    put(desk, "3.4", data)
    assert shown_map(desk, False).oneliner == "A first go"
    put(desk, "3.5", o.oneliner(desk.case))
    assert shown_map(desk, False).oneliner == "There when you said"


def test_ones_own_map_is_shown_as_it_was_written(desk: Desk) -> None:
    mine = {"about": [{"id": "about", "journey": "From A to B", "objective": "B1"}],
            "statements": [{"id": "s", "measure": "L1"}], "payer": [{"id": "p", "text": "Ada"}]}  # fmt: skip
    put(desk, "3.4", mine, mine=True)
    one = shown_map(desk, True)
    assert (one.objective, one.journey, one.statements[0].measure) == ("B1", "From A to B", "L1")
    assert shown_map(desk, False).blank
