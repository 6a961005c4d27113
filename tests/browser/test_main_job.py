"""The main job on real input: a learner fills 2.3 in a browser by keyboard alone, checks,
restarts, reloads and hands in; the class is marked, and the grader reads the report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cxkit.bench.lab import Lab
from cxkit.classroom import grade_class, new
from cxkit.course import Course
from tests.marking import truth

pytestmark = pytest.mark.browser

NOTEBOOK = "02-customers-by-need.ipynb"
FOCUSED = "document.activeElement.getAttribute('aria-label') || ''"


@pytest.fixture
def learner(tmp_path: Path, root: Path) -> Path:
    """The notebooks of a learner's copy of the course."""
    leave = shutil.ignore_patterns("answers", "exports", "source", "*.checkpoints")
    shutil.copytree(root / "course", tmp_path / "room" / "course", ignore=leave)
    return tmp_path / "room" / "course" / "modules"


def tab_to(page: Page, name: str, most: int = 12) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(most):
        if page.evaluate(FOCUSED) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name!r}; it stopped at {page.evaluate(FOCUSED)!r}.")


def cell(page: Page, line: str) -> Any:
    """The code cell whose folded line shows `line`."""
    return page.locator(".jp-CodeCell", has_text=line).first


def run(lab: Lab, page: Page, line: str) -> Any:
    found = cell(page, line)
    found.scroll_into_view_if_needed()
    found.click(position={"x": 4, "y": 4})
    page.keyboard.press("Control+Enter")
    lab.settled()
    return found


def fill_grid(page: Page, data: dict) -> None:
    """Type a grid and sort its people: Tab, letters and digits only, from the first field on."""
    page.get_by_label("Name, category 1", exact=True).focus()
    for n, row in enumerate(data["categories"], 1):
        if n > 1:
            tab_to(page, f"Name, category {n}")
        page.keyboard.type(row["name"])
        for title, key in (("What they would say", "line"), ("Workflow", "workflow"),
                           ("Interactions", "interactions"), ("People skills", "people")):
            tab_to(page, f"{title}, category {n}")
            page.keyboard.type(row[key])
        if n == 3:
            page.keyboard.press("Alt+Insert")  # the form begins with three rows
    names = {row["id"]: row["name"] for row in data["categories"]}
    for n, row in enumerate(data["needs"], 1):
        title = f"Need, in the customer's words, need {n}"
        if n > 8:
            page.keyboard.press("Alt+Insert")
        tab_to(page, title, 40)
        page.keyboard.type(row["need"])
        for column, found in row["cells"].items():
            if not found["strength"]:
                continue
            tab_to(page, f"{names[column]}, strength, need {n}", 16)
            page.keyboard.press(str(found["strength"]))
            tab_to(page, f"{names[column]}, evidence ids, need {n}")
            page.keyboard.type(" ".join(found["evidence"]))


def sort_people(page: Page, data: dict) -> None:
    columns = [row["id"] for row in data["categories"]]
    card = page.locator("[data-section=sort] .cx-card")
    card.focus()
    for row in data["sort"]:
        expect(card).to_contain_text(row["id"])
        page.keyboard.press(str(columns.index(row["choice"]) + 1))


def test_from_a_keyboard_to_the_graders_report(
    learner: Path, tmp_path: Path, root: Path, case: Any
) -> None:
    wanted = truth.grid(case)
    for row, name in zip(wanted["categories"], ("Moving", "Telling", "Alone", "Money"), strict=True):
        row["name"] = name
    with Lab(learner, tmp_path / "home", size=(1400, 1000)) as lab:
        page = lab.open(NOTEBOOK)
        run(lab, page, "Open the form of 2.3")
        form = page.locator(".cx-form")
        expect(form).to_have_count(1)
        fill_grid(page, wanted)
        sort_people(page, wanted)
        expect(page.locator(".cx-status").first).to_contain_text("Saved")

        checked = run(lab, page, "Check 2.3")
        expect(checked).to_contain_text("done All criteria are met.")
        found = Axe().run(page, context=".cx-form").response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
        shot(lab, "form")

        lab.restart()
        run(lab, page, "Open the form of 2.3")
        expect(page.get_by_label("Name, category 4", exact=True)).to_have_value("Money")
        run(lab, page, "Draw the grid")
        shot(lab, "grid")
        lab.save()
        page = lab.open(NOTEBOOK)  # the page is loaded anew
        run(lab, page, "Check 2.3")
        expect(cell(page, "Check 2.3")).to_contain_text("done All criteria are met.")
        lab.save()
        assert ids(learner / NOTEBOOK) == ids(root / "course/modules" / NOTEBOOK), (
            "no key reached the notebook"
        )

        page = lab.open("00-start-here.ipynb")
        lab.run_all()
        expect(page.locator(".jp-CodeCell").last).to_contain_text("exports/handin.zip")

        saved = json.loads((learner / "answers/2.3.json").read_text(encoding="utf-8"))["data"]
        assert [r["need"] for r in saved["needs"]] == [r["need"] for r in wanted["needs"]]
        assert {r["id"]: r["choice"] for r in saved["sort"]}.keys() == {r["id"] for r in wanted["sort"]}

        roster = tmp_path / "roster.csv"
        roster.write_text("id,name\nada,Ada Lovelace\nbob,Bob Nobody\n", encoding="utf-8")
        room = tmp_path / "class"
        new(room, roster, Course(root / "course"))
        shutil.copy(learner / "exports/handin.zip", room / "handins/ada.zip")
        grade_class(room)
        report(room, lab)


def report(room: Path, lab: Lab) -> None:
    """The grader opens the report: every learner is there, and no request leaves the machine."""
    page = lab.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((room / "report/index.html").as_uri())
    text = page.locator("body").inner_text()
    assert "Ada Lovelace" in text and "Bob Nobody" in text
    row = page.locator("tr", has=page.locator("a", has_text="Ada Lovelace")).first
    assert "25" in row.inner_text().split(), row.inner_text()
    assert all(url.startswith("file:") for url in asked)
    shot(lab, "report", page)


def ids(notebook: Path) -> list[str]:
    return [c["id"] for c in json.loads(notebook.read_text(encoding="utf-8"))["cells"]]


def shot(lab: Lab, name: str, page: Page | None = None) -> None:
    """A picture for people, kept outside git."""
    folder = Path(__file__).resolve().parents[2] / "artefacts"
    folder.mkdir(exist_ok=True)
    lab.screenshot(folder / f"{name}.png", page)
