"""The pictures of module 08: the wheel of what was staged, the stars to count in."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.gallery.redesign import PICTURES
from cxkit.marking.exercises.module08.news import last_word
from cxkit.techniques.abacus import STAGES
from tests.marking import truth08 as o


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    return Desk(Course(root / "course"), tmp_path)


def test_the_wheel_names_the_moments_of_the_case_and_ones_own(desk: Desk) -> None:
    assert PICTURES["wheel"].draw(desk, False).figure is None
    desk.workbook.write("8.2", o.abacus(desk.case), 0)
    told = PICTURES["wheel"].draw(desk, False)
    assert told.figure is not None and "m06" in told.twin_text
    assert "Rings to ask how far the car is" in told.twin_text
    plan, moments = PICTURES["wheel"].tables(desk, False)
    assert len(plan.rows) == len(STAGES) and len(moments.rows) == len(o.abacus(desk.case)["stages"])
    rows = [{"id": "r1", "code": "M1", "text": "asks if it hurts", "choice": "buyin"}]
    desk.workbook.write("8.2", {"stages": rows, "actions": []}, 0, mine=True)
    own = PICTURES["wheel"].draw(desk, True)
    assert "asks if it hurts" in own.twin_text and own.title.endswith("moments under stages: 1")


def test_the_stars_lead_to_the_means_and_do_not_say_them(desk: Desk) -> None:
    text, rows = (
        PICTURES["stars"].draw(desk, False).text,
        PICTURES["stars"].tables(desk, False)[0].rows,
    )
    counts = [[int(str(n).replace(",", "")) for n in row[1:]] for row in rows[:-1]]
    assert [row[0] for row in rows[:-1]] == [5, 4, 3, 2, 1]
    for place, value in enumerate(last_word(desk.case).values()):
        found = mean(star for star, row in zip(range(5, 0, -1), counts, strict=True)
                     for _ in range(row[place]))  # fmt: skip
        assert found == pytest.approx(value)
        assert f"{value:.1f}" not in text and f"{value:.2f}" not in text
