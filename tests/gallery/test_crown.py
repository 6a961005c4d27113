"""The pictures of 8.4 and 8.5 show what was decided, and no answer before its time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.gallery.crown import PICTURES, beside
from cxkit.screen import Refused
from tests.marking import crown_truth as k
from tests.marking import map_truth as m


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    return Desk(Course(root / "course"), tmp_path)


def _save(desk: Desk, exercise: str, data: dict[str, Any], mine: bool = False) -> None:
    desk.workbook.write(exercise, data, 0, mine=mine)


def test_verdicts_are_shown_after_all_are_given(desk: Desk) -> None:
    gains = PICTURES["gains"].draw(desk, False)
    assert "passes" not in gains.twin_text
    data = k.crown(desk.case)
    _save(desk, "8.5", {**data, "verdicts": data["verdicts"][:-2]})
    with pytest.raises(Refused, match="Still open: G8, G9"):
        PICTURES["crown"].draw(desk, False)


def test_the_crown_counts_what_passes(desk: Desk) -> None:
    _save(desk, "8.5", {**k.crown(desk.case), "verdicts": k.judged(desk.case, "zero")})
    drawn = PICTURES["crown"].draw(desk, False)
    assert drawn.title.startswith("2 of 9 claims pass")
    assert len(PICTURES["crown"].tables(desk, False)[0].rows) == sum(
        len(c["figures"]) for c in desk.case.crown["claims"]
    )


def test_ones_own_figures_are_drawn_or_told_why_not(desk: Desk) -> None:
    assert PICTURES["crown"].draw(desk, True).figure is None
    _save(desk, "8.5", k.own_crown(cost_spring={"low": 5.0}), mine=True)
    with pytest.raises(Refused, match="expected an interval"):
        PICTURES["crown"].draw(desk, True)


def test_the_map_follows_the_decisions(desk: Desk) -> None:
    _save(desk, "8.4", k.keep(desk.case, also=("T14",)))
    tables = PICTURES["removed"].tables(desk, False)
    assert {row[0] for row in tables[0].rows if row[2] == "remove"} >= {
        "M T05",
        "R R03",
        "B T07-T08",
    }
    states = {row[0]: row[-1] for row in tables[2].rows}
    assert states["T14"] == states["T05"] == "out, no longer done"


def test_ones_own_map_is_asked_for(desk: Desk) -> None:
    with pytest.raises(Refused, match="no map of your own"):
        PICTURES["removed"].draw(desk, True)
    _save(desk, "5.1", m.own_map(), mine=True)
    assert (
        PICTURES["removed"]
        .draw(desk, True)
        .title.startswith("Nothing is removed yet: moments of truth")
    )


def test_a_portfolio_ranks_what_can_be_begun(desk: Desk) -> None:
    rows = PICTURES["portfolio"].tables(desk, False)[0].rows
    days = {a["id"]: a["days"] for a in desk.case.actions["actions"]}
    assert {row[0] for row in rows} == {a for a, d in days.items() if d <= 90}
    with pytest.raises(Refused, match="two actions"):
        PICTURES["portfolio"].draw(desk, True)


def test_the_map_stands_beside_the_new_arrows_once_something_goes(desk: Desk) -> None:
    assert beside(desk, k.keep(desk.case, red=(), blue=(), green=()), False) is None
    assert beside(desk, {"red": "damaged"}, False) is None
    assert beside(desk, k.keep(desk.case), True) is None  # no map of one's own
    found = beside(desk, k.keep(desk.case, red=("T19",)), False)
    assert found is not None and found.section == "joins"
    assert "no way leads to the end" in found.alt
