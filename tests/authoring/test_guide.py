"""The trainer's guide: it holds what learners do not see, prints, and runs nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pypdf import PdfReader

from cxkit.authoring import guidebook
from cxkit.authoring.guide import PAGES, Chapter, GuideError, chapters
from cxkit.authoring.notebook import lesson
from cxkit.authoring.typeset import PrintError, escape, marked, pdf, table
from cxkit.course import Course
from cxkit.marking import task as rubric


@pytest.fixture(scope="module")
def course(root: Path) -> Course:
    return Course(root / "course")


@pytest.fixture(scope="module")
def made(course: Course) -> tuple[Chapter, ...]:
    return chapters(course)


@pytest.fixture(scope="module")
def files(course: Course, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return guidebook.write(course, tmp_path_factory.mktemp("guide"))


# ---- what stands in it ----------------------------------------------------------------------


def test_there_is_a_chapter_for_each_page_and_each_module(course: Course, made: tuple[Chapter, ...]) -> None:
    assert [c.name for c in made] == [*PAGES, *(f"module-{m.id}" for m in course.modules)]
    assert len({c.title for c in made}) == len(made)


def test_every_word_to_the_trainer_stands_in_the_chapter_of_its_module(
    course: Course, made: tuple[Chapter, ...]
) -> None:
    text = {c.name: c.text for c in made}
    for module in course.modules:
        cells = [p.text.strip() for p in lesson(course, module) if p.kind == "trainer"]
        assert cells, f"module {module.id} says nothing to its trainer"
        assert [cell for cell in cells if cell not in text[f"module-{module.id}"]] == []


def test_every_rubric_and_every_model_answer_is_pointed_to(
    root: Path, course: Course, made: tuple[Chapter, ...]
) -> None:
    for module, chapter in zip(course.modules, made[len(PAGES) :], strict=True):
        for exercise in module.exercises:
            for task in map(rubric, exercise.tasks):
                assert f"({task.id}, 0 to {task.points})" in chapter.text
                assert all(level.text.split()[0] in chapter.text for level in task.levels)
        for name in re.findall(r"`(solutions/[^`]+)`", chapter.text):
            assert (root / name).is_file(), name


def test_sections_carry_their_minute_of_the_module(made: tuple[Chapter, ...]) -> None:
    text = next(c.text for c in made if c.name == "module-02")
    assert "## 23:00 2.3 The grid (25 minutes)" in text
    assert "| 72:00 | 2.7 Exit quiz | 3 |" in text
    assert "## Extra: 2.6 The 30-second dialogue (8 minutes)" in text


def test_the_key_of_an_exit_quiz_stands_beside_it(made: tuple[Chapter, ...]) -> None:
    text = next(c.text for c in made if c.name == "module-05")
    assert "1. b, “Two: nurse to system, and system to doctor”" in text


@pytest.mark.parametrize(
    "trouble",
    ["wifi", "projector", "kernel", "late learner", "lost", "no sound", "power", "cell was deleted",
     "20 minutes late", "zip", "two tabs", "wrong key"],
)  # fmt: skip
def test_when_it_goes_wrong_has_one_line_for(made: tuple[Chapter, ...], trouble: str) -> None:
    text = next(c.text for c in made if c.name == "wrong")
    rows = [line for line in text.splitlines() if line.startswith("|") and trouble in line]
    assert rows and all(len(row.split("|")) == 4 and row.split("|")[2].strip() for row in rows)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("before", "| 15:00 | 09 Assessment and take-home (9.1a, 9.1b, 9.1c, 9.1d, 9.1e, 9.3, 9.2) | 120 |"),
        ("remote", "| 10:55 | Break | 10 |"),
        ("one-day", "| 09:00 | 01 Outside-in or inside-out (1.1, 1.3) | 23 |"),
    ],
)
def test_variants_are_laid_out_by_the_clock(made: tuple[Chapter, ...], name: str, row: str) -> None:
    assert row in next(c.text for c in made if c.name == name)


def test_commands_that_the_guide_names_exist(made: tuple[Chapter, ...]) -> None:
    from cxkit.cli import main

    named = {m for c in made for m in re.findall(r"`cxkit ([a-z]+(?: [a-z]+)?)", c.text)}
    known = {n for name, command in main.commands.items()
             for n in (name, *(f"{name} {sub}" for sub in getattr(command, "commands", {})))}  # fmt: skip
    assert {n for n in named if n not in known and n.split()[0] not in known} == set()
    groups = {name for name, command in main.commands.items() if hasattr(command, "commands")}
    assert {n for n in named if n.split()[0] in groups and n not in known} == set()


def test_without_the_trainers_folder_it_says_where_to_run_it(tmp_path: Path, root: Path) -> None:
    (tmp_path / "course.toml").write_bytes((root / "course" / "course.toml").read_bytes())
    with pytest.raises(GuideError, match="not in a learner's bundle"):
        chapters(Course(tmp_path))


# ---- as files -------------------------------------------------------------------------------


def test_the_pdf_is_tagged_titled_and_the_same_every_time(
    course: Course, made: tuple[Chapter, ...], files: tuple[Path, Path]
) -> None:
    reader = PdfReader(files[0])
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB"
    assert str(reader.metadata.title).startswith("Trainer's guide: ")
    fonts = {str(font["/BaseFont"]) for page in reader.pages
             for font in (f.get_object() for f in page["/Resources"]["/Font"].values())}  # fmt: skip
    assert any("NotoSans" in name for name in fonts)
    assert guidebook.book(made, course.title) == files[0].read_bytes()


def test_the_page_fetches_and_runs_nothing(files: tuple[Path, Path], made: tuple[Chapter, ...]) -> None:
    text = files[1].read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"<(script|img|link|iframe|object|form)\b|\son\w+=|url\(|@import", text, re.I)
    assert all(f'<section id="{c.name}">' in text and f'href="#{c.name}"' in text for c in made)


def test_markup_in_a_chapter_is_shown_and_not_run() -> None:
    text = guidebook.page([Chapter("x", "# T <b>\n\n<script>alert(1)</script> & [a](javascript:x)\n")], "C")
    assert "<script" not in text and "&lt;script&gt;" in text and 'href="javascript' not in text


# ---- typesetting ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "markup"),
    [
        ("a *b* **c**", '#"a ";#emph[#"b";];#" ";#strong[#"c";];\n\n'),
        ("`x\"y`", '#raw("x\\"y");\n\n'),
        ("- a\n- b", '#list([#"a";\n],[#"b";\n],)\n\n'),
        ("3. a", '#enum(start: 3, [#"a";\n],)\n\n'),
        ("> q", '#quote(block: true)[#"q";\n\n]\n\n'),
        ("| a |\n| --- |\n| 1 |", '#table(columns: 1, table.header([#"a";],),[#"1";],)\n\n'),
        ("## T", '\n#heading(level: 2)[#"T";]\n'),
        ("[a](b)", '#link("b")[#"a";];\n\n'),
    ],
)
def test_markdown_as_markup(markdown: str, markup: str) -> None:
    assert marked(markdown) == markup


def test_what_people_type_is_printed_as_typed() -> None:
    nasty = '#panic("x") ] [ $x$ @a <b> \\ // /* *y* _z_ "q" `c` \x00\x07\t £ € ł'
    raw = pdf(f"#heading(level: 1)[{escape(nasty)}]\n{table([escape(nasty)], [[escape(nasty)]], '(1fr,)')}", title=nasty)
    assert raw.startswith(b"%PDF")


@given(text=st.text(max_size=60))
@examples(max_examples=15, deadline=None)
def test_no_text_breaks_the_page(text: str) -> None:
    assert pdf(f"#heading(level: 1)[T]\n{escape(text)}", title="T").startswith(b"%PDF")


def test_markup_that_is_refused_is_a_sentence() -> None:
    with pytest.raises(PrintError, match="T cannot be printed"):
        pdf("#nothing()", title="T")
