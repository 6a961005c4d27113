"""Timelines in a real JupyterLab, by keyboard alone."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
import timeline_forms
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cxkit.bench.lab import Lab

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    paths = os.pathsep.join([str(HERE), str(HERE.parents[1])])
    with Lab(folder, tmp_path_factory.mktemp("home"), env={"PYTHONPATH": paths}) as lab:
        yield lab


class Room:
    """One notebook with one timeline in a folder of its own, open in the page."""

    def __init__(self, lab: Lab, name: str, exercise: str, *after: str) -> None:
        self.lab, self.folder, self.exercise = lab, lab.folder / name, exercise
        self.folder.mkdir()
        timeline_forms.build(self.folder / "recordings")
        lines = (f"from timeline_forms import edit\nedit('{exercise}')", *after)
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(
            nbformat.v4.new_notebook(
                cells=[nbformat.v4.new_code_cell(line) for line in lines],
                metadata={"kernelspec": kernel},
            ),
            self.folder / "a.ipynb",
        )

    def open(self, page: Page | None = None) -> Page:
        page = self.lab.open(f"{self.folder.name}/a.ipynb", page)
        self.lab.run_all(page)
        expect(page.locator(".cx-tl").first).to_be_visible()
        return page

    @property
    def file(self) -> Path:
        return self.folder / "answers" / f"{self.exercise}.json"

    def saved(self) -> list[dict]:
        data = json.loads(self.file.read_text(encoding="utf-8"))["data"]
        return next(iter(data.values()))

    def put(self, section: str, rows: list[dict]) -> None:
        answer = {"schema": 1, "exercise": self.exercise, "mine": False, "rev": 1,
                  "saved": "2026-11-20T10:31:00+00:00", "data": {section: rows}}  # fmt: skip
        self.file.parent.mkdir()
        self.file.write_text(json.dumps(answer), encoding="utf-8")


def status(page: Page, words: str) -> None:
    expect(page.locator(".cx-status").first).to_contain_text(words)


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def spoken(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator(".cx-form > .cx-unseen").first).to_have_text(words)


def control(page: Page, name: str):
    """A control of the table by the name that is read out: its head, then its row."""
    role = {"Kind": "combobox", "Hear": "button", "Delete": "button"}.get(name.split()[0], "textbox")
    return page.get_by_role(role, name=name, exact=True)


def times(room: Room) -> list[tuple[str, int, int]]:
    return [(mark["kind"], mark["start"], mark["end"]) for mark in room.saved()]


def test_a_recording_is_played_and_marked_by_keyboard_and_comes_back(lab):
    room = Room(lab, "keys", "4.2")
    page = room.open()
    expect(page.locator(".cx-tl[data-sound=here]")).to_be_visible()
    stage = page.locator(".cx-tl-stage")
    stage.focus()
    keys(page, "Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator(".cx-tl-caption")).to_contain_text("a telephone rings")
    expect(page.locator(".cx-tl-line[aria-current]")).to_have_count(1)
    keys(page, "m", "Space")
    spoken_at = page.locator(".cx-form > .cx-unseen").first.text_content()
    assert spoken_at.startswith("Moment of Truth 1 at 0:0")
    keys(page, "ArrowRight", "b", "ArrowRight", "r")
    for _ in range(3):
        keys(page, "Shift+ArrowUp")
    keys(page, "Alt+Shift+ArrowUp", "Shift+ArrowLeft", "Alt+Shift+ArrowLeft")
    status(page, "Saved")
    page.wait_for_timeout(700)
    first, second, third = times(room)
    assert [one[0] for one in (first, second, third)] == ["MOT", "BP", "BR"]
    assert second[1] == second[2] and abs(second[1] - first[1] - 3000) < 600
    assert third[2] - third[1] == 2400 and abs(third[1] - second[1] - 1900) < 100
    keys(page, "ArrowUp")
    expect(stage).to_be_focused()
    keys(page, "Shift+r")
    named = re.compile(r"^Business Rule 1 at 0:0\d\.\d$")
    spoken(page, named)
    expect(page.locator(".cx-tl-mark.cx-tl-selected")).to_have_attribute("aria-label", named)
    keys(page, "n")
    expect(control(page, "Note Business Rule 1")).to_be_focused()
    page.keyboard.type("sends it on", delay=5)
    keys(page, "Escape")
    expect(stage).to_be_focused()
    status(page, "Saved")
    page.wait_for_timeout(700)
    assert [(m["kind"], m["note"]) for m in room.saved()] == [("MOT", ""), ("BR", "sends it on"), ("BR", "")]
    assert page.locator(".jp-Cell").count() == 1, "no key reached the notebook"
    before = room.saved()
    room.open(page)
    expect(page.locator(".cx-tl-stage .cx-tl-mark")).to_have_count(3)
    expect(control(page, "Note Business Rule 1")).to_have_value("sends it on")
    assert room.saved() == before


def test_undo_redo_delete_and_the_keys_of_the_notebook(lab):
    room = Room(lab, "undo", "4.2")
    page = room.open()
    page.locator(".cx-tl-stage").focus()
    marks = page.locator(".cx-tl-stage .cx-tl-mark")
    keys(page, "m", "ArrowRight", "m", "ArrowRight", "b")
    expect(marks).to_have_count(3)
    keys(page, "Delete")
    expect(marks).to_have_count(2)
    expect(page.locator(".cx-told")).to_contain_text("Break Point 1 deleted.")
    keys(page, "Control+z")
    expect(marks).to_have_count(3)
    keys(page, "Control+z", "Control+z", "Control+z", "Control+z")
    expect(marks).to_have_count(0)
    spoken(page, "Nothing further.")
    keys(page, "Control+y", "Control+Shift+z")
    expect(marks).to_have_count(2)
    keys(page, "a", "d", "d", "x", "c", "v", "Shift+Enter", "Alt+Enter", "Escape", "Enter")
    assert page.locator(".jp-Cell").count() == 1
    expect(page.locator(".jp-InputPrompt").first).to_have_text("[1]:")
    status(page, "Saved")
    page.wait_for_timeout(700)
    assert [(kind, start) for kind, start, _ in times(room)] == [("MOT", 0), ("MOT", 3000)]


def test_the_table_does_all_that_the_picture_does(lab):
    room = Room(lab, "table", "4.2")
    room.put("t1", [{"id": "a", "kind": "MOT", "start": 4000, "end": 4000, "note": ""},
                    {"id": "b", "kind": "BP", "start": 9000, "end": 9000, "note": ""}])  # fmt: skip
    page = room.open()
    control(page, "Start Moment of Truth 1").fill("0:10.5")
    keys(page, "Enter")
    expect(control(page, "Start Break Point 1")).to_have_value("0:09.0")
    status(page, "revision 2")
    assert times(room) == [("BP", 9000, 9000), ("MOT", 10500, 10500)]
    control(page, "End Break Point 1").fill("11,2")
    keys(page, "Tab")
    expect(control(page, "End Break Point 1")).to_have_value("0:11.2")
    control(page, "Start Break Point 1").fill("soon")
    keys(page, "Enter")
    expect(page.locator(".cx-told")).to_contain_text("soon: expected a time such as 1:02.4")
    expect(control(page, "Start Break Point 1")).to_have_value("0:09.0")
    control(page, "Start Break Point 1").fill("99")
    keys(page, "Enter")
    expect(control(page, "Start Break Point 1")).to_have_value("0:20.0")
    control(page, "Kind Break Point 1").focus()
    keys(page, "b")  # a list of options keeps its letters: Business Rule follows Break Point
    expect(control(page, "Kind Business Rule 1")).to_have_value("BR")
    control(page, "Delete Moment of Truth 1").focus()
    keys(page, "Enter")
    expect(control(page, "Delete Business Rule 1")).to_be_focused()
    page.get_by_role("button", name="Start 1 second earlier").focus()
    keys(page, "Space", "Enter")
    status(page, "Saved")
    page.wait_for_timeout(700)
    assert times(room) == [("BR", 18000, 18000)], "a point goes as a whole"


def test_restart_keeps_a_draft_and_the_next_run_plays_again(lab):
    room = Room(lab, "restart", "4.2")
    page = room.open()
    page.locator(".cx-tl-stage").focus()
    keys(page, "m")
    status(page, "revision 1")
    lab.restart()
    page.locator(".cx-tl-stage").focus()
    keys(page, "ArrowRight", "r")
    status(page, "Not saved")
    lab.run_all()
    expect(page.locator(".cx-tl-stage .cx-tl-mark")).to_have_count(1)
    page.get_by_role("button", name="Restore the draft").click()
    expect(page.locator(".cx-tl-stage .cx-tl-mark")).to_have_count(2)
    status(page, "revision 2")
    assert times(room) == [("MOT", 0, 0), ("BR", 3000, 3000)]
    expect(page.locator(".cx-tl[data-sound=here]")).to_be_visible()


CHECK = (
    "from pathlib import Path\nfrom cxkit.forms.timeline.agreed import checked\n"
    "checked(Path('answers/4.2.json').absolute())"
)


def test_what_was_agreed_comes_with_the_check_and_not_before(lab):
    room = Room(lab, "agreed", "4.2", CHECK)
    page = lab.open("agreed/a.ipynb")
    lab.menu("Run", "Run Selected Cell")
    lab.settled()
    page.locator(".cx-tl-stage").focus()
    keys(page, "m", "ArrowRight", "r")
    status(page, "revision 1")
    assert "meets the desk" not in page.content()
    expect(page.locator(".cx-tl-stage .cx-tl-agreed")).to_be_hidden()
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    keys(page, "Shift+Enter")
    expect(page.locator(".cx-tl-stage .cx-tl-agreed .cx-tl-mark")).to_have_count(2)
    page.get_by_text("Agreed by the annotators (2)").click()
    expect(page.get_by_role("button", name="the deposit rule (debatable)")).to_be_visible()
    lab.save()
    assert "meets the desk" not in (room.folder / "a.ipynb").read_text(encoding="utf-8")
    assert "UklGR" not in (room.folder / "a.ipynb").read_text(encoding="utf-8"), "no sound in the file"


def test_an_own_file_stays_in_the_browser(lab):
    room = Room(lab, "own", "4.8")
    page = room.open()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.locator(".cx-tl-stage")).to_be_hidden()
    page.locator(".cx-tl-own input").set_input_files(room.folder / "recordings" / "t1.wav")
    expect(page.locator(".cx-tl-stage")).to_be_focused()
    keys(page, "ArrowRight", "m")
    status(page, "Saved")
    page.wait_for_timeout(700)
    file, mark = room.saved()
    assert file == {"id": "recording", "name": "t1.wav", "duration": 20_000}
    assert mark["start"] == 3000
    assert [url for url in asked if not url.startswith(("blob:", lab.url))] == []
    room.open(page)
    expect(page.locator(".cx-tl-own")).to_contain_text("Your marks are of t1.wav, 0:20.0. Choose the file again")
    expect(page.locator(".cx-tl-stage .cx-tl-mark")).to_have_count(1)


def test_300_marks_in_half_an_hour_without_a_sound(lab):
    room = Room(lab, "long", "4.3")
    kinds = ("MOT", "BP", "BR")
    room.put("long", [{"id": f"x{n}", "kind": kinds[n % 3], "start": n * 6000, "end": n * 6000 + 900, "note": ""}
                      for n in range(300)])  # fmt: skip
    page = room.open()
    expect(page.locator(".cx-tl-stage .cx-tl-mark")).to_have_count(300)
    expect(page.get_by_text("The captions run without it")).to_be_visible()
    page.locator(".cx-tl-stage").focus()
    keys(page, "+", "+", "+", "+", "Space")
    expect(page.locator(".cx-tl-caption")).to_contain_text("Sentence 0")
    keys(page, "m", "ArrowRight", "b", "Space")
    expect(page.locator(".cx-tl-stage .cx-tl-mark")).to_have_count(302)
    status(page, "revision")
    page.wait_for_timeout(700)
    assert len(room.saved()) == 302
    counts = page.evaluate("performance.getEntriesByName('cx-key').length")
    assert counts == 2, "the bench reads these"


def test_axe_finds_nothing_serious_and_the_keys_are_listed(lab):
    room = Room(lab, "axe", "4.2", CHECK)
    room.put("t1", [{"id": "a", "kind": "MOT", "start": 4000, "end": 5000, "note": "x"},
                    {"id": "b", "kind": "BR", "start": 8000, "end": 8000, "note": ""}])  # fmt: skip
    page = room.open()
    page.locator(".cx-keys summary").click()
    expect(page.locator(".cx-keys")).to_contain_text("change the mark's kind")
    expect(page.locator(".cx-keys")).not_to_contain_text("spreadsheet")
    page.get_by_text("Agreed by the annotators (2)").click()
    page.locator(".cx-tl-stage").focus()
    keys(page, "ArrowDown")
    found = Axe().run(page, context=".cx-form").response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in SERIOUS] == []


def test_two_recordings_never_sound_at_once_and_a_lost_sound_is_asked_for_again(lab):
    room = Room(lab, "both", "4.9")
    page = room.open()
    for key in ("first", "second"):
        page.locator(f"[data-section={key}] .cx-tl-stage").focus()
        expect(page.locator(f"[data-section={key}] .cx-tl[data-sound=here]")).to_be_visible()
        keys(page, "Space")
        expect(page.locator(f"[data-section={key}] .cx-tl-play")).to_have_text("Pause")
    expect(page.locator("[data-section=first] .cx-tl-play")).to_have_text("Play")
    (room.folder / "recordings" / "t1.wav").rename(room.folder / "recordings" / "away.wav")
    room.open(page)
    first = page.locator("[data-section=first]")
    expect(first).to_contain_text("The captions run without it")
    (room.folder / "recordings" / "away.wav").rename(room.folder / "recordings" / "t1.wav")
    first.get_by_role("button", name="Try the sound again").click()
    expect(first.locator(".cx-tl[data-sound=here]")).to_be_visible()
