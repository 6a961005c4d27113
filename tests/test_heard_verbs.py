"""What the verbs draw and export in module 04."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.gallery.marks import TOOLS, write_marks
from cxkit.gallery.moments import PICTURES, halves
from cxkit.recordings.reading import read_events
from cxkit.screen import Refused
from cxkit.techniques.drivers import top
from tests.marking import heard as h


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    return Desk(Course(root / "course"), tmp_path)


def save(desk: Desk, name: str, data: Any, mine: bool = False) -> None:
    desk.workbook.write(name, data, desk.answer(name, mine=mine).rev, mine=mine)


def spans(rows: Any) -> list[tuple[str, int, int]]:
    return sorted((r["kind"], r["start"], r["end"]) for r in rows)


@pytest.mark.parametrize("name", ["differences", "disagreement", "moments", "levels"])
def test_what_shows_the_answer_waits_for_ones_own(desk: Desk, name: str) -> None:
    with pytest.raises(Refused, match="first"):
        PICTURES[name].draw(desk, False)


def test_with_answers_every_picture_is_drawn(desk: Desk, case: Any) -> None:
    save(desk, "4.2", h.annotation(case, miss=5, turn=3))
    save(desk, "4.5", h.critical(case))
    save(desk, "4.6", h.levels(case))
    titles = {}
    for name, shown in PICTURES.items():
        drawn = shown.draw(desk, False)
        titles[name] = drawn.text if shown.page else drawn.title
        assert shown.tables(desk, False)
        assert shown.page or drawn.figure is not None
    assert "You found" in titles["differences"] and "15 of 15" in titles["dashboard"]
    assert "5 of 12 moments are below" in titles["levels"]


def test_a_wrong_five_keeps_the_answer_covered(desk: Desk, case: Any) -> None:
    save(desk, "4.5", h.critical(case, ["m01", "m02", "m04", "m05", "m09"]))
    with pytest.raises(Refused, match=r"4\.5"):
        PICTURES["moments"].draw(desk, False)


def test_the_gaps_of_the_table_lead_to_the_key(case: Any) -> None:
    gaps = {}
    for m in case.moments["moments"]:
        better, worse = halves(case.moment_ratings, m["id"])
        gaps[m["id"]] = better - worse
    assert sorted(top(gaps)) == case.exercises["4.5"]["top"]


@pytest.mark.parametrize("suffix", TOOLS)
def test_marks_come_back_as_they_went(desk: Desk, case: Any, suffix: str) -> None:
    data = h.annotation(case, lag=700, long=True)
    save(desk, "4.2", data)
    one, two = write_marks(desk, "4.2", suffix, False)
    assert spans(vars(e) for e in read_events(one).events) == spans(data["guided"])
    again = read_events(two)
    assert spans(vars(e) for e in again.events) == spans(data["alone"])


def test_points_and_notes_survive_elan(desk: Desk, case: Any) -> None:
    data = h.annotation(case)
    data["alone"][0]["note"] = "five levels \u2013 \u00a3 & <b>"
    save(desk, "4.2", data)
    found = read_events(write_marks(desk, "4.2", "eaf", False)[1])
    assert spans(vars(e) for e in found.events) == spans(data["alone"])
    assert data["alone"][0]["note"] in [e.note for e in found.events]


def test_an_own_recording_is_written_with_its_length(desk: Desk) -> None:
    marks = [{"id": "o1", "kind": "BP", "start": 100, "end": 2000, "note": ""}]
    save(desk, "4.2", {"own": [{"id": "recording", "name": "a.m4a", "duration": 9000}, *marks]}, True)
    (path,) = write_marks(desk, "4.2", "eaf", True)
    assert path.name == "4-2-own-mine.eaf"
    assert spans(vars(e) for e in read_events(path).events) == spans(marks)


@pytest.mark.parametrize(
    ("name", "mine", "says"),
    [("2.1", False, "holds no marks"), ("4.2", False, "nothing to export yet"),
     ("4.2", True, "nothing to export yet")],
)  # fmt: skip
def test_what_cannot_be_exported_is_a_sentence(desk: Desk, name: str, mine: bool, says: str) -> None:
    with pytest.raises(Refused, match=says):
        write_marks(desk, name, "eaf", mine)


def test_a_register_is_held_against_the_desks_own_marks(desk: Desk, case: Any) -> None:
    save(desk, "4.2", h.annotation(case))
    save(desk, "4.4", h.register(case, by_id=True))
    assert desk.mark("4.4").state == "done"
    save(desk, "4.2", {})
    assert desk.mark("4.4").state == "look again"
