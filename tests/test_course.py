"""The course as data: what is found from where, and what does not add up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cxkit.course import Course, CourseError

SOUND = """
title = "A course"
assignment = "modules"
case = "rowan-vale"

[areas]
needs = 60
rules = 40

[[module]]
id = "02"
slug = "02-needs"
title = "Needs"
minutes = 30
area = "needs"
section = [
    { title = "The idea", minutes = 10 },
    { title = "Sorting", minutes = 20, exercise = "2.1" },
]
exercise = [
    { id = "2.1", title = "Sorting", minutes = 20, core = true, points = 10, tasks = ["2.1h"] },
    { id = "2.2", title = "More", minutes = 5, core = false, points = 4 },
]

[[module]]
id = "10"
slug = "10-last"
title = "Last"
minutes = 0
section = []
exercise = []
"""


def _course(folder: Path, *changes: tuple[str, str]) -> Course:
    text = SOUND
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return Course(folder)


def test_a_sound_course_has_no_fault(tmp_path: Path) -> None:
    course = _course(tmp_path)
    assert course.faults() == []
    assert [m.notebook for m in course.modules] == ["02-needs.ipynb", "10-last.ipynb"]
    assert course.exercise("2.1").tasks == ("2.1h",) and course.exercise("2.1").slug == "2-1"
    assert list(course.exercises) == ["2.1", "2.2"]
    assert course.case == tmp_path / "cases" / "rowan-vale"


PAPER = ('title = "Last"\n', 'title = "Last"\nassignment = "paper"\ncase = "paper"\n')


@pytest.mark.parametrize(("name", "modules", "exercises", "case"), [
    ("modules", ["02"], ["2.1", "2.2"], "rowan-vale"),
    ("paper", ["10"], [], "paper"),
])  # fmt: skip
def test_an_assignment_is_a_course_of_its_own(
    tmp_path: Path, name: str, modules: list[str], exercises: list[str], case: str
) -> None:
    course = _course(tmp_path, PAPER)
    assert (course.assignment, course.assignments) == ("modules", ("modules", "paper"))
    part = course.part(name)
    assert (part.assignment, [m.id for m in part.modules]) == (name, modules)
    assert list(part.exercises) == exercises and part.case == tmp_path / "cases" / case
    assert len(course.modules) == 2 and course.case.name == "rowan-vale"


def test_an_unknown_assignment_is_told(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="There is no assignment 'exam'. This course has modules."):
        _course(tmp_path).part("exam")


def test_the_course_itself_is_sound_and_as_long_as_it_says(root: Path) -> None:
    course = Course(root / "course")
    assert course.faults() == []
    assert {m.id: m.minutes for m in course.modules} == {
        "00": 45, "01": 60, "02": 75, "03": 90, "04": 105, "05": 90,
        "06": 90, "07": 90, "08": 105, "09": 120,
    }  # fmt: skip
    for module in course.modules:
        wanted = (10, 10) if module.id == "00" else (76, 84)
        assert wanted[0] <= sum(e.points for e in module.exercises) <= wanted[1], module.id


FAULTS = {
    "minutes do not sum": (
        ("minutes = 10 }", "minutes = 11 }"),
        "course.toml, module 02: sections sum to 31 minutes, the module says 30."),
    "a core exercise without a section": (
        ('minutes = 20, exercise = "2.1"', "minutes = 20"),
        "course.toml, exercise 2.1 is core with 20 minutes; its section has none."),
    "a core exercise of another length": (
        ("minutes = 20, core", "minutes = 25, core"),
        "course.toml, exercise 2.1 is core with 25 minutes; its section has 20."),
    "a section for nothing": (
        ('title = "The idea", minutes = 10', 'title = "The idea", minutes = 10, exercise = "2.9"'),
        "course.toml, module 02: a section is for 2.9, no exercise of it."),
    "an exercise twice": (('id = "2.2"', 'id = "2.1"'), "course.toml: 2.1 stands 2 times."),
    "a module twice": (('id = "10"', 'id = "02"'), "course.toml: 02 stands 2 times."),
    "an area that is not there": (
        ('area = "needs"', 'area = "luck"'), "course.toml, module 02: there is no area 'luck'."),
    "areas that miss a part": (
        ("rules = 40", "rules = 30"), "course.toml, areas: they sum to 90, expected 100."),
}  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), FAULTS.values(), ids=FAULTS)
def test_what_does_not_add_up_is_one_sentence(
    tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    assert sentence in _course(tmp_path, change).faults()


def test_an_extra_exercise_needs_no_section(tmp_path: Path) -> None:
    changes = ('minutes = 20, exercise = "2.1"', "minutes = 20"), ("core = true", "core = false")
    assert _course(tmp_path, *changes).faults() == []


DAMAGE = {
    "no title": (('title = "A course"\n', ""), "course.toml: expected text as title, found none."),
    "no modules": (
        (SOUND[SOUND.index("[[module]]"):], ""),
        "course.toml: expected a list as module, found none."),
    "a number as text": (
        ("minutes = 30", 'minutes = "30"'),
        "course.toml, module 1: expected a whole number as minutes, found '30'."),
    "half a minute": (
        ("minutes = 10 }", "minutes = 9.5 }"),
        "course.toml, module 1, section 1: expected a whole number as minutes, found 9.5."),
    "a field forgotten": (
        (", points = 4", ""),
        "course.toml, module 1, exercise 2: expected a whole number as points, found none."),
    "a field misspelt": (
        ("points = 4", "point = 4"),
        "course.toml, module 1, exercise 2: there is no field 'point'. Correct its name."),
    "core as a word": (
        ("core = false", 'core = "no"'),
        "course.toml, module 1, exercise 2: expected true or false as core, found 'no'."),
    "tasks as one word": (
        ('tasks = ["2.1h"]', 'tasks = "2.1h"'),
        "course.toml, module 1, exercise 1: expected a list as tasks, found '2.1h'."),
    "a section as a word": (
        ("section = []", 'section = ["talk"]'),
        "course.toml, module 2, section 1: expected named fields as section, found 'talk'."),
    "no sections": (
        ("section = []\n", ""), "course.toml, module 2: expected a list as section, found none."),
    "not TOML": (("[areas]", "[areas"), "is not whole TOML"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), DAMAGE.values(), ids=DAMAGE)
def test_what_cannot_be_meant_is_a_sentence(
    tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    with pytest.raises(CourseError, match=re.escape(sentence)):
        _course(tmp_path, change).modules  # noqa: B018


def test_a_course_saved_by_notepad_is_read(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text(SOUND, encoding="utf-8-sig", newline="\r\n")
    assert Course(tmp_path).title == "A course"


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"title = 'x"])
def test_bytes_that_are_no_course_are_a_sentence(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "course.toml").write_bytes(raw)
    with pytest.raises(CourseError, match="is not whole TOML"):
        Course(tmp_path)


# ---- finding it -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "start", ["course", "course/modules", "course/modules/answers/mine", ".", "elsewhere/deep"]
)
def test_the_course_is_found_from_where_people_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    (tmp_path / "course").mkdir()
    _course(tmp_path / "course")
    place = tmp_path / start
    place.mkdir(parents=True, exist_ok=True)
    assert Course.find(place).root == (tmp_path / "course").resolve()
    monkeypatch.chdir(place)
    assert Course.find().root == (tmp_path / "course").resolve()
    assert Course.find(str(place)).title == "A course"


def test_the_nearest_course_is_the_one_that_is_meant(tmp_path: Path) -> None:
    """A class has its own copy inside the repository that it was made in."""
    for folder in ("course", "my-class/course", "my-class/submitted/ana/modules"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    _course(tmp_path / "course")
    _course(tmp_path / "my-class/course", ("A course", "The class's own"))
    assert Course.find(tmp_path / "my-class/submitted/ana/modules").title == "The class's own"


def test_a_named_course_goes_before_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("near", "named"):
        (tmp_path / name).mkdir()
        _course(tmp_path / name, ("A course", name))
    monkeypatch.setenv("CXKIT_COURSE", str(tmp_path / "named"))
    assert Course.find(tmp_path / "near").title == "named"
    monkeypatch.setenv("CXKIT_COURSE", str(tmp_path / "gone"))
    with pytest.raises(CourseError, match=r"gone.course.toml cannot be read: .* CXKIT_COURSE names"):
        Course.find(tmp_path / "near")


def test_no_course_is_a_sentence_that_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        Course.find(tmp_path)
    assert str(tmp_path.resolve()) in str(caught.value)
    assert "Expected a folder with course.toml" in str(caught.value)


# ---- asking it ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["02", "2", " 02 ", "02-needs", "02-needs.ipynb"])
def test_a_module_may_be_named_in_many_ways(tmp_path: Path, name: str) -> None:
    assert _course(tmp_path).module(name).id == "02"


@pytest.mark.parametrize("name", ["3", "", "needs", "x" * 300, "1", "00"])
def test_an_unknown_module_names_those_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(CourseError, match=r"^There is no module '.*This course has 02, 10\.$") as e:
        _course(tmp_path).module(name)
    assert len(str(e.value)) < 100


@pytest.mark.parametrize("name", ["3.1", "", "2", "2.10", "the grid", "y" * 300])
def test_an_unknown_exercise_names_those_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(CourseError, match=r"^There is no exercise '.*This course has 2\.1, 2\.2\.$") as e:
        _course(tmp_path).exercise(name)
    assert len(str(e.value)) < 110
