"""The assessment as a learner meets it: with the paper and without, and what goes home."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from IPython.utils.capture import capture_output

import cxkit as cx
from cxkit.classroom.release import bundle
from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.gallery.assessment import PICTURES
from cxkit.marking.mark import AWAY
from cxkit.screen import Refused
from cxkit.workbook import Workbook
from tests.marking import made09 as m

SENTENCE = "The paper is not here yet."
PAPER = ("9.1a", "9.1b", "9.1c", "9.1d", "9.1e", "9.3")


@pytest.fixture(scope="module")
def bare(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course as the bundle has it: the running case and no paper. Shared, so it is not changed."""
    folder = tmp_path_factory.mktemp("bare")
    for name in ("cases/rowan-vale", "quiz"):
        shutil.copytree(root / "course" / name, folder / name)
    shutil.copy(root / "course/course.toml", folder)
    return folder


def _desk(course: Path, folder: Path, **answers: Any) -> Desk:
    for name, data in answers.items():
        exercise = name.replace("_", ".")
        Workbook(folder).write(exercise, data, 0, mine=exercise == "9.2")
    return Desk(Course(course), folder)


def _told(verb: Any, *given: Any, **more: Any) -> str:
    with capture_output() as shown:
        verb(*given, **more)
    pages = [o.data.get("text/plain", "") for o in shown.outputs]
    return "\n".join([shown.stdout, *pages])


def test_the_bundle_has_no_paper_in_it(course: Course) -> None:
    names = bundle(course)
    assert f"course/modules/{course.module('09').notebook}" in names
    held = [n for n in names if "brightwater" in Path(n).parts or "paper" in Path(n).parts]
    assert held == [] and not [n for n in names if "bank" in Path(n).parts or "key.json" in n and "rowan" not in n]


@pytest.fixture
def course(root: Path) -> Course:
    return Course(root / "course")


def test_without_a_paper_every_form_and_check_is_a_calm_sentence(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXKIT_COURSE", str(bare))
    monkeypatch.chdir(tmp_path)
    told = _told(cx.start, "09")
    assert 0 < told.index(SENTENCE) < told.index("9.1a")
    desk = _desk(bare, tmp_path)
    for exercise in PAPER:
        (section,) = desk.layout(exercise, {})
        assert section.fixed[0]["told"].startswith(SENTENCE)
        assert desk.mark(exercise).state == "not started"
    for picture in ("claim", "calls"):
        assert SENTENCE in _told(cx.draw, picture)
    assert SENTENCE in _told(cx.ready)


def test_with_a_paper_and_no_key_a_check_says_what_is_filled(
    bare: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = tmp_path / "course"
    shutil.copytree(bare, course)
    shutil.copytree(root / "course/cases/brightwater", course / "cases/paper")
    sample = Desk(Course(root / "course"), tmp_path).sitting
    monkeypatch.setenv("CXKIT_COURSE", str(course))
    monkeypatch.chdir(tmp_path)
    _desk(course, tmp_path, **{"9_1c": m.breaks(sample), "9_1d": m.rules(sample)})
    assert "The paper is here: Brightwater Mutual." in _told(cx.start, "09")
    told = _told(cx.check, "9.1d")
    assert "All 48 answers are filled in." in told and AWAY in told
    assert "point" not in told and "%" not in told and "A person marks the rest" in told
    from cxkit.desk import points

    with capture_output() as shown:
        assert points("9.1c") == 0.0
    assert shown.stdout.strip() == AWAY


def test_the_papers_tables_add_up_by_ones_own_sorting(root: Path, tmp_path: Path) -> None:
    sample = Desk(Course(root / "course"), tmp_path).sitting
    desk = _desk(root / "course", tmp_path, **{"9_1c": m.breaks(sample)})
    rows = PICTURES["calls"].tables(desk, False)[0].rows
    failures = [row[4] for row in rows if row[3] == "failure"]
    whole = sum(row[2] for row in rows)
    assert abs(failures[-1] / whole - sample.exercises["9.1c"]["share"]) < 1e-4
    steps, log = PICTURES["claim"].tables(desk, False)
    assert len(steps.rows) == 21 and len(log.rows) == 8216
    assert [r[7] for r in steps.rows if r[1] == "Query report"] == [sample.exercises["9.1c"]["ping_pong"]]
    key = json.dumps(sample.exercises["9.1e"]["serves"])
    assert key not in PICTURES["claim"].draw(desk, False).text


def test_what_goes_home(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXKIT_COURSE", str(bare))
    monkeypatch.chdir(tmp_path)
    assert "no day on which it begins" in _told(cx.export, "plan", to="ics")
    _desk(bare, tmp_path, **{"9_2": m.PLAN})
    assert "exports/plan.ics" in _told(cx.export, "plan", to="ics")
    raw = (tmp_path / "exports/plan.ics").read_bytes()
    assert raw.count(b"BEGIN:VEVENT") == 6
    _told(cx.export, "plan", to="ics")
    assert (tmp_path / "exports/plan.ics").read_bytes() == raw
    assert "exports/poster-a3.pdf" in _told(cx.export, "poster", to="pdf", paper="A3")
    assert (tmp_path / "exports/poster-a3.pdf").read_bytes().startswith(b"%PDF")
    assert "Expected pdf" in _told(cx.export, "poster", to="ics")


def test_a_plan_that_cannot_be_read_is_refused(bare: Path, tmp_path: Path) -> None:
    desk = _desk(bare, tmp_path, **{"9_2": {"actions": [{"id": "a", "mark": "XY"}]}})
    with pytest.raises(Refused, match="mark"):
        PICTURES["plan"].draw(desk, True)
