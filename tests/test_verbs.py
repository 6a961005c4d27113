"""The learner's screen: what each verb says, and that nothing a learner does is a traceback."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import IPython.display
import pytest

import cxkit as cx
from cxkit import lesson, workbook
from cxkit import screen as screen_of_learner
from cxkit.desk import points
from cxkit.marking import DONE
from cxkit.marking.mark import AWAY, Mark
from cxkit.workbook import Workbook


class Screen:
    """What was displayed, as mime bundles."""

    def __init__(self) -> None:
        self.shown: list[Any] = []

    def __call__(self, *things: Any, **_: Any) -> None:
        self.shown += things

    @property
    def text(self) -> str:
        return "\n".join(t["text/plain"] for t in self.shown if isinstance(t, dict))


@pytest.fixture
def desk(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's copy of the course; the current folder is that of the notebooks."""
    course = tmp_path / "course"
    shutil.copytree(root / "course", course, ignore=shutil.ignore_patterns("answers", "exports"))
    monkeypatch.chdir(course / "modules")
    monkeypatch.setattr(lesson, "_given", {})
    return course / "modules"


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    found = Screen()
    monkeypatch.setattr(IPython.display, "display", found)
    return found


def _model(root: Path, desk: Path, *names: str) -> None:
    for name in names:
        mine = name.startswith("0.")
        path = root / "course/source/models" / ("mine" if mine else "") / f"{name}.json"
        Workbook(desk).write(name, json.loads(path.read_text(encoding="utf-8")), 0, mine=mine)


def test_the_package_shows_the_seven_verbs_and_nothing_else() -> None:
    assert cx.__all__ == ["check", "draw", "edit", "export", "hint", "ready", "start"]
    public = {n for n in vars(cx) if not n.startswith("_")}
    modules = {n for n in public if type(vars(cx)[n]).__name__ == "module"}
    assert public - modules - {"annotations"} == set(cx.__all__)


def test_start_shows_where_a_learner_stands(desk: Path, screen: Screen, root: Path) -> None:
    _model(root, desk, "2.1")
    cx.start("02")
    assert "Module 02 \u00b7 Customers by need \u00b7 75 minutes" in screen.text
    assert re.search(r"2\.1 +Circumstance or need +6 +core +done", screen.text)
    assert re.search(r"2\.3 +The categorisation grid +25 +core +not started", screen.text)


@pytest.mark.parametrize("module", ["2", "02", 2, "02-customers-by-need"])
def test_a_module_may_be_named_as_people_do(desk: Path, screen: Screen, module: Any) -> None:
    cx.start(module)
    assert "Module 02" in screen.text


def test_start_00_checks_the_set_up(desk: Path, screen: Screen) -> None:
    cx.start("00")
    assert re.search(r"Python .* yes", screen.text)
    assert re.search(r"Case +48 people, 180 texts +yes", screen.text)
    assert str(desk / "answers") in screen.text


def test_check_says_what_where_why_and_next(desk: Path, screen: Screen) -> None:
    labels = [{"id": f"S{i:02}", "choice": "need"} for i in range(1, 21)]
    Workbook(desk).write("2.1", {"labels": labels}, 0)
    cx.check("2.1")
    assert "look again" in screen.text and "you said need" in screen.text
    assert "->" in screen.text and "asked for 0.80" in screen.text
    html = screen.shown[-1]["text/html"]
    assert "\u25d0 look again" in html, "a state is told by a shape and a word"


def test_states_can_be_read_on_any_background() -> None:
    """White on the state's own colour, 4.5:1 or more (WCAG 2.2, 1.4.3)."""
    page = screen_of_learner.Page()
    for state in screen_of_learner.SHAPES:
        page.state(state, "x")
    colours = re.findall(r"color:#fff;background-color:#(\w{6})", page.html)
    assert len(colours) == 3
    for colour in colours:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        red, green, blue = (c / 12.92 if c <= 0.04 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5, colour


def test_a_place_that_is_a_question_keeps_its_own_mark() -> None:
    page = screen_of_learner.Page().findings([("No answer yet.", "What first?", "", "")])
    assert page.text.strip() == "What first? No answer yet."


def test_a_check_on_the_own_organisation_gives_no_points_and_whole_sentences(
    desk: Path, screen: Screen
) -> None:
    data = {"categories": [{"id": "c1", "name": "x"}], "needs": [], "sort": []}
    Workbook(desk).write("2.3", data, 0, mine=True)
    cx.check("2.3", mine=True)
    assert "look again: Some criteria are not met yet.\n" in screen.text
    assert "points" not in screen.text and "A person" not in screen.text


def test_a_check_says_which_answer_it_looked_at(desk: Path, screen: Screen, root: Path) -> None:
    _model(root, desk, "2.3")
    cx.check("2.3")
    assert "25 of 25 points" in screen.text and "Insight of the grid" in screen.text
    assert re.search(r"Checked \d\d:\d\d: revision 1 of your answer", screen.text)


def test_an_exercise_that_is_always_ones_own_needs_no_mark_of_it(
    desk: Path, screen: Screen
) -> None:
    cx.check("0.1")
    cx.check("2.3", mine=True)
    assert "own \u00b7 yours" not in screen.text and "grid \u00b7 yours" in screen.text


def test_check_of_nothing_is_not_started(desk: Path, screen: Screen) -> None:
    cx.check(2.3)
    assert "not started: Nothing is filled in yet" in screen.text


@pytest.mark.parametrize("name", ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "0.1", "0.2"])
def test_the_model_answer_is_done(desk: Path, screen: Screen, root: Path, name: str) -> None:
    _model(root, desk, name)
    cx.check(name)
    assert "done: All criteria are met." in screen.text, screen.text
    assert "look again" not in screen.text


def test_the_first_check_that_finds_it_done_is_noted_and_nothing_else_is(
    desk: Path, screen: Screen, root: Path
) -> None:
    book, half = Workbook(desk), [{"id": f"S{i:02}", "choice": "need"} for i in range(1, 21)]
    book.write("2.1", {"labels": half}, 0)
    cx.check("2.1")
    assert book.read("2.1").done == ""
    path = root / "course/source/models/2.1.json"
    book.write("2.1", json.loads(path.read_text(encoding="utf-8")), 1)
    cx.start("02")
    cx.hint("2.1")
    points("2.1")
    cx.ready()
    assert book.read("2.1").done == "", "to be shown as done is no check"
    cx.check("2.1")
    noted = book.read("2.1")
    assert noted.done >= noted.began and (noted.rev, noted.began != "") == (2, True)
    cx.check("2.1")
    assert book.read("2.1") == noted
    assert "revision 2 of your answer" in screen.text


def test_a_mark_that_waits_for_its_key_is_not_done_yet(
    desk: Path, screen: Screen, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _model(root, desk, "2.1")
    monkeypatch.setattr(lesson, "mark_answer", lambda *_: Mark("2.1", DONE, waits=AWAY))
    cx.check("2.1")
    assert Workbook(desk).read("2.1").done == ""


def test_a_check_where_nothing_can_be_written_says_the_same(
    desk: Path, screen: Screen, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _model(root, desk, "2.1")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(workbook, "put", full)
    cx.check("2.1")
    assert "done: All criteria are met." in screen.text


def test_mine_is_checked_without_a_key(desk: Path, screen: Screen, root: Path) -> None:
    path = root / "course/source/models/mine/2.3.json"
    Workbook(desk).write("2.3", json.loads(path.read_text(encoding="utf-8")), 0, mine=True)
    cx.check("2.3", mine=True)
    assert "done: All criteria are met." in screen.text
    assert "share needs" not in screen.text, "that criterion needs a key"


def test_hints_go_deeper_and_stop(desk: Path, screen: Screen) -> None:
    for _ in range(4):
        cx.hint("2.1")
    heads = re.findall(r"Hint (\d) of 3", screen.text)
    assert heads == ["1", "2", "3", "3"]


def test_draw_and_export_write_files_that_open(desk: Path, screen: Screen, root: Path) -> None:
    _model(root, desk, "2.3", "2.2")
    cx.draw("grid")
    for to, magic in {"pdf": b"%PDF", "png": b"\x89PNG", "svg": b"<?xml", "xlsx": b"PK"}.items():
        cx.export("grid", to=to)
        assert (desk / "exports" / f"grid.{to}").read_bytes().startswith(magic)
    cx.export("2.2")
    assert (desk / "exports" / "2-2.xlsx").is_file()
    assert screen.text.count("Written: exports/") == 5


def test_survey_counts_divide_to_the_key(desk: Path, screen: Screen, case: Any) -> None:
    cx.draw("survey")
    for need, score in case.key["exercises"]["2.5"]["scores"].items():
        rated, _, unmet = map(int, re.search(rf"{need} .*?(\d+) +(\d+) +(\d+)$", screen.text, re.M).groups())
        assert unmet / rated == pytest.approx(score, abs=1e-4)


def test_ready_writes_a_hand_in_and_says_what_is_missing(
    desk: Path, screen: Screen, root: Path
) -> None:
    _model(root, desk, "2.1", "0.1")
    cx.ready()
    assert re.search(r"2\.3 .*not started +everything", screen.text)
    with zipfile.ZipFile(desk / "exports/handin.zip") as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    assert {"02-customers-by-need.ipynb", "answers/2.1.json", "answers/mine/0.1.json"} <= names
    assert set(manifest["files"]) == names - {"manifest.json"}
    assert manifest["paper"] == "fcfc11d1043dea7a", "so that another paper's key marks nothing of it"


def _notebook_in_the_way(desk: Path) -> None:
    (desk / "00-start-here.ipynb").unlink()
    (desk / "00-start-here.ipynb").mkdir()


def _huge_notebook(desk: Path) -> None:
    (desk / "00-start-here.ipynb").write_bytes(b" " * 30_000_000)


LEFT = {
    "missing": (lambda desk: (desk / "00-start-here.ipynb").unlink(), "is not in this folder"),
    "unreadable": (_notebook_in_the_way, "cannot be opened"),
    "of 30 MB": (_huge_notebook, "holds 30 MB; at most 20 MB go in"),
}


@pytest.mark.parametrize(("damage", "sentence"), LEFT.values(), ids=LEFT)
def test_a_notebook_that_cannot_go_in_is_told(
    desk: Path, screen: Screen, root: Path, damage: Any, sentence: str
) -> None:
    _model(root, desk, "2.1")
    (desk / "exports").mkdir()
    (desk / "exports" / "big.png").write_bytes(b" " * 60_000_000)
    damage(desk)
    cx.ready()
    assert "Left out: 00-start-here.ipynb" in screen.text and sentence in screen.text
    path = desk / "exports/handin.zip"
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    books = {p.name for p in (root / "course/modules").glob("*.ipynb")} - {"00-start-here.ipynb"}
    assert names == books | {"answers/2.1.json", "manifest.json"}
    assert path.stat().st_size < 1_000_000


def test_of_a_damaged_answer_the_revision_before_goes_in(
    desk: Path, screen: Screen, root: Path
) -> None:
    _model(root, desk, "2.1")
    Workbook(desk).write("2.1", {"labels": []}, 1)
    (desk / "answers/2.1.json").write_text("{", encoding="utf-8")
    cx.ready()
    with zipfile.ZipFile(desk / "exports/handin.zip") as archive:
        assert archive.read("answers/2.1.json") == b"{"
        assert b"S01" in archive.read("answers/.previous/2.1.json")


def test_a_folder_that_cannot_be_written_keeps_the_hand_in_before(
    desk: Path, screen: Screen, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cx.ready()
    before = (desk / "exports/handin.zip").read_bytes()
    _model(root, desk, "2.1")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", refuse)
        cx.ready()
    assert "The hand-in could not be written" in screen.text
    assert "Permission denied" in screen.text and "Traceback" not in screen.text
    assert [p.name for p in (desk / "exports").iterdir()] == ["handin.zip"]
    assert (desk / "exports/handin.zip").read_bytes() == before


TROUBLE = {
    "no such exercise": (lambda: cx.edit("9.9"), "There is no exercise '9.9'"),
    "no such module": (lambda: cx.start("77"), "There is no module '77'"),
    "words": (lambda: cx.check("the grid"), "There is no exercise 'the grid'"),
    "nothing": (lambda: cx.edit(), 'cx.edit("2.3")'),
    "too much": (lambda: cx.check("2.1", 1, 2, 3), 'cx.check("2.3")'),
    "no form of one's own": (
        lambda: cx.edit("2.1", mine=True), "Exercise 2.1 is on the case alone"),
    "no such picture": (lambda: cx.draw("moon"), "There is no picture 'moon'. There is: "),
    "no such format": (lambda: cx.export("grid", to="docx"), "Expected pdf, png, svg or xlsx"),
    "a table as pdf": (lambda: cx.export("2.2", to="pdf"), "Export it to xlsx"),
    "the survey as png": (lambda: cx.export("survey", to="png"), "Export it to xlsx"),
    "paper of another size": (lambda: cx.export("outcomes", to="pdf", paper="A9"), "A4 or A3"),
    "a grid on A3": (lambda: cx.export("grid", to="pdf", paper="A3"), "has one size"),
    "nothing to draw": (lambda: cx.export("grid", to="pdf"), "nothing"),
}


@pytest.mark.parametrize(("call", "sentence"), TROUBLE.values(), ids=TROUBLE)
def test_trouble_is_a_sentence(desk: Path, screen: Screen, call: Any, sentence: str) -> None:
    call()
    assert sentence.lower() in screen.text.lower()
    assert "Traceback" not in screen.text


def test_a_folder_without_a_course_is_told(
    tmp_path: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cx.start("02")
    assert "No course was found" in screen.text and "Open the notebooks" in screen.text


def test_the_unforeseen_is_calm_too(
    desk: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lesson, "check", lambda *_: 1 / 0)
    cx.check("2.1")
    assert "Your saved answers are untouched" in screen.text
    assert "ZeroDivisionError: division by zero" in screen.text


def test_a_damaged_answer_does_not_stop_the_verbs(desk: Path, screen: Screen, root: Path) -> None:
    _model(root, desk, "2.1", "2.3")
    (desk / "answers/2.3.json").write_text("{", encoding="utf-8")
    cx.start("02")
    cx.check("2.3")
    cx.draw("grid")
    cx.ready()
    assert screen.text.count("not complete JSON") >= 3
    assert (desk / "exports/handin.zip").is_file()


def test_text_of_a_learner_never_becomes_markup(desk: Path, screen: Screen) -> None:
    nasty = "<script>alert(1)</script>$10 and $20"
    labels = [{"id": "about", "organisation": nasty, "process": nasty, "customer": nasty}]
    Workbook(desk).write("0.1", {"about": labels, "steps": []}, 0, mine=True)
    cx.check("0.1")
    html = screen.shown[-1]["text/html"]
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert "mathjax_ignore" in html


def test_the_two_maps_come_on_a3(desk: Path, screen: Screen, root: Path) -> None:
    from pypdf import PdfReader

    _model(root, desk, "3.4", "5.1")
    for name in ("outcomes", "map"):
        cx.export(name, to="pdf", paper="a3")
        box = PdfReader(desk / f"exports/{name}-a3.pdf").pages[0].mediabox
        assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (420, 297)
