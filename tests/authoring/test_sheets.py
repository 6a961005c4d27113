"""Sheets to print: one for every form, with every word of it, and four for the wall."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from cxkit.authoring import sheets
from cxkit.authoring.wallsheets import walls
from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.forms.spec import Section, offered

READ = ("0.1", "1.2", "2.1", "2.3", "3.5", "4.2", "4.4", "5.5", "6.3", "7.2", "8.2", "9.3")


@pytest.fixture(scope="module")
def desk(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Course(root / "course"), tmp_path_factory.mktemp("nobody"))


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _words(sections: list[Section]) -> Iterator[str]:
    """What a person must find on the sheet."""
    for section in sections:
        yield section.title
        yield from (column.title for column in section.columns)
        for item in section.items:
            yield item.text
            yield from (option.label for option in offered(section, item))
        yield from (item.text for item in section.material)


@pytest.mark.parametrize("name", READ)
def test_a_sheet_holds_every_word_of_its_form(desk: Desk, name: str) -> None:
    sections = desk.layout(name, {})
    exercise = desk.course.exercise(name)
    raw = sheets.sheet(desk.course, exercise, sections)
    pdf = PdfReader(io.BytesIO(raw))
    # Without the feet, a word that goes on overleaf is whole again.
    text = _plain("".join(page.extract_text() for page in pdf.pages))
    text = re.sub(_plain(f"{desk.course.title}\u00b7{name}") + r"\d+/\d+", "", text)
    missing = [w for w in _words(sections) if _plain(w) not in text]
    assert missing == [] and _plain(exercise.title) in text
    assert raw == sheets.sheet(desk.course, exercise, sections), "the same bytes"


def test_every_exercise_of_the_course_has_a_sheet(desk: Desk) -> None:
    for exercise in desk.course.exercises.values():
        raw = sheets.sheet(desk.course, exercise, desk.layout(exercise.id, {}))
        assert raw.startswith(b"%PDF-"), exercise.id


@pytest.mark.parametrize(("paper", "wide"), [("a4", 842), ("a3", 1191)])
def test_the_sheets_for_the_wall_are_one_page_on_its_side(
    desk: Desk, paper: str, wide: int
) -> None:
    made = walls(desk.course, paper)
    assert list(made) == ["grid", "outcome-map", "activity-map", "stages"]
    for name, raw in made.items():
        pdf = PdfReader(io.BytesIO(raw))
        assert len(pdf.pages) == 1, name
        assert round(float(pdf.pages[0].mediabox.width)) == wide
