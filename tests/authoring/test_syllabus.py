"""The syllabus: every row of the method has a place, and the place teaches it in these words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from cxkit.authoring.source import reads
from cxkit.authoring.stretches import stretches, timed
from cxkit.authoring.syllabus import Place, Row, SyllabusError, faults, listed, read
from cxkit.cli import main
from cxkit.course import Course

TINY = """\
title = "Tea"
assignment = "modules"
case = "none"

[[module]]
id = "01"
slug = "01-tea"
title = "Tea"
minutes = 20
section = [{ title = "The idea", minutes = 8 }, { title = "Brew", minutes = 12, exercise = "1.1" }]
exercise = [
    { id = "1.1", title = "Brew", minutes = 12, core = true, points = 5 },
    { id = "1.2", title = "Again", minutes = 6, core = false, points = 3 },
]
"""
LESSON = """\
# Tea

Before any section.

+++

## The idea (8 minutes)

Warm the *pot*.

### Why

It cools
otherwise.

+++

## 1.1 Brew (12 minutes)

Wait four minutes.

+++ {"tags": ["trainer"]}

Ask for the **clock**.

+++

## Extra: in your own time

### 1.2 Again (6 minutes)

Pour “slowly”.
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Course:
    (tmp_path / "source").mkdir()
    (tmp_path / "course.toml").write_text(TINY, encoding="utf-8")
    (tmp_path / "source" / "01-tea.md").write_text(LESSON, encoding="utf-8")
    return Course(tmp_path)


@pytest.fixture(scope="module")
def rows(root: Path) -> tuple[Row, ...]:
    return read(Course(root / "course"))


# ---- the course -----------------------------------------------------------------------------


def test_no_row_is_without_a_place_and_no_place_without_its_words(
    root: Path, rows: tuple[Row, ...]
) -> None:
    assert faults(Course(root / "course"), rows) == []
    assert [row.row for row in rows] == list(range(1, 81))


def test_each_technique_has_a_name_of_its_own(rows: tuple[Row, ...]) -> None:
    names = [row.technique for row in rows]
    assert len(set(names)) == len(names)


def test_the_command_prints_every_row_as_json_and_as_text(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    data = json.loads(CliRunner().invoke(main, ["syllabus", "--json"]).stdout)
    assert [entry["row"] for entry in data] == list(range(1, 81))
    for entry in data:
        assert entry.keys() == {"row", "technique", "where"}
        assert entry["where"]
        assert all(place.keys() == {"module", "section", "exercise"} for place in entry["where"])
    text = CliRunner().invoke(main, ["syllabus"])
    assert text.exit_code == 0 and text.stdout.startswith(" 1  Segments by circumstance")


# ---- what is told ---------------------------------------------------------------------------

GOOD = (
    Place("01", "The idea", "", "warm the pot"),
    Place("01", "Brew", "1.1", "ask for the clock"),
    Place("01", "Again", "1.2", "pour slowly"),
    Place("01", "Why", "", "It cools otherwise"),
    Place("01", "The idea", "", "it cools"),
)


def full(*rows: Row) -> tuple[Row, ...]:
    """80 sound rows, with these in place of theirs."""
    given = {row.row: row for row in rows}
    return tuple(given.get(n, Row(n, f"Row {n}", GOOD[:1])) for n in range(1, 81))


def test_a_place_may_be_a_section_an_exercise_an_extra_or_a_heading(tiny: Course) -> None:
    assert faults(tiny, full(*(Row(n, f"R{n}", (place,)) for n, place in enumerate(GOOD, 1)))) == []


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (replace(GOOD[0], module="02"), "Row 7: there is no module '02' in course.toml."),
        (replace(GOOD[0], section="Milk"), "Row 7: module 01 has no section 'Milk'."),
        (replace(GOOD[0], section="Tea"), "Row 7: module 01 has no section 'Tea'."),
        (replace(GOOD[1], exercise="1.3"), "Row 7: module 01 has no section 'Brew' 1.3."),
        (replace(GOOD[0], says="warm the cup"), "Row 7: the words 'warm the cup' no longer stand"),
        (replace(GOOD[0], says="four minutes"), "Row 7: the words 'four minutes' no longer stand"),
        (replace(GOOD[3], says="Warm"), "Row 7: the words 'Warm' no longer stand"),
        (replace(GOOD[0], says=" "), "Row 7: 'The idea' in module 01: say by which words"),
    ],
)
def test_a_place_that_does_not_hold_is_told(tiny: Course, place: Place, sentence: str) -> None:
    found = faults(tiny, full(Row(7, "Seven", (GOOD[0], place))))
    assert len(found) == 1 and found[0].startswith(sentence)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (full()[:-1], "Row 80 stands nowhere."),
        ((*full(), Row(3, "Three", GOOD[:1])), "Row 3 stands 2 times; expected once."),
        ((*full(), Row(81, "More", GOOD[:1])), "Row 81 is no row of the method"),
        (full(Row(5, "Five", ())), "Row 5 names no place."),
    ],
)
def test_a_row_that_is_nowhere_or_twice_is_told(
    tiny: Course, rows: tuple[Row, ...], sentence: str
) -> None:
    found = faults(tiny, rows)
    assert len(found) == 1 and found[0].startswith(sentence)


def test_a_lesson_that_cannot_be_read_is_told_once(tiny: Course) -> None:
    (tiny.root / "source" / "01-tea.md").unlink()
    found = faults(tiny, full())
    assert "01-tea.md cannot be read" in found[0]
    assert sum("cannot be read" in sentence for sentence in found) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[row]]\nrow = 1\n", "entry 1: expected row, technique and where."),
        ('[[row]]\nrow = "1"\ntechnique = "A"\nwhere = []\n', "expected a row's number"),
        ('[[row]]\nrow = 1\ntechnique = " "\nwhere = []\n', "expected a row's number"),
        ('[[row]]\nrow = 1\ntechnique = "A"\nwhere = [{ at = "1.9", says = "x" }]\n', "there is no exercise 1.9"),
        ('[[row]]\nrow = 1\ntechnique = "A"\nwhere = [{ at = "1.1" }]\n', "expected at and says"),
        ("[[row", "is not whole TOML"),
    ],
)
def test_a_syllabus_that_cannot_be_read_says_where(tiny: Course, text: str, sentence: str) -> None:
    (tiny.root / "syllabus.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SyllabusError, match=sentence):
        read(tiny)


def test_a_missing_syllabus_is_a_sentence(tiny: Course) -> None:
    with pytest.raises(SyllabusError, match="cannot be read"):
        read(tiny)


def test_reading_and_listing(tiny: Course) -> None:
    (tiny.root / "syllabus.toml").write_text(
        '[[row]]\nrow = 1\ntechnique = "A"\n'
        'where = [{ at = "1.2", says = "x" }, { at = "01 The idea", says = "y" }]\n',
        encoding="utf-8",
    )
    assert listed(read(tiny)) == [
        {
            "row": 1,
            "technique": "A",
            "where": [
                {"module": "01", "section": "Again", "exercise": "1.2"},
                {"module": "01", "section": "The idea", "exercise": ""},
            ],
        }
    ]


# ---- stretches ------------------------------------------------------------------------------


def test_a_stretch_holds_what_stands_under_deeper_headings() -> None:
    found = {s.title: s for s in stretches(reads(LESSON, "tea.md"))}
    assert found["The idea"].text("text") == "Warm the *pot*.\n\nIt cools\notherwise."
    assert found["Brew"].text("trainer") == "Ask for the **clock**."
    assert found["Extra: in your own time"].text("text") == "Pour “slowly”."
    assert (found["Again"].exercise, found["Again"].minutes, found["Again"].level) == ("1.2", 6, 3)


def test_timed_stretches_are_the_sections_of_the_class() -> None:
    found = timed(reads(LESSON, "tea.md"))
    assert [(s.exercise, s.title, s.minutes) for s in found] == [("", "The idea", 8), ("1.1", "Brew", 12)]
