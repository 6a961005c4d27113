"""Judging in a real JupyterLab: three learners by keyboard, found in formgrader's database."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cxkit.bench.lab import Lab
from cxkit.classroom.folder import ClassFolder
from cxkit.judging.judgement import Judgements
from cxkit.judging.merging import merge
from cxkit.judging.notebook import write_notebook
from cxkit.judging.sitting import Judging

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[3]
SHOTS = os.environ.get("CXKIT_SHOTS")  # where somebody looks at the pictures


def shot(lab, name):
    if SHOTS:
        lab.screenshot(Path(SHOTS) / f"judge-{name}.png")


def test_three_learners_are_judged_by_keyboard(judged, tmp_path, say, database, change):
    say("anna", "2.6h", ben=(1, "What happens next?"))
    change("ben", "2.6", lambda data: next(iter(data.values()))[0].update(need="Other words."))
    say("bea", "2.2h", ana=0, ben=0, cho=0)  # anna must not see them
    notebook = write_notebook(ClassFolder(judged), "anna")
    order = [t.work.learner for t in Judging(judged, "anna").tickets("2.2h").values()]
    with Lab(judged, tmp_path / "home", env={"PYTHONPATH": str(ROOT)}, size=(1280, 1000)) as lab:
        page = lab.open(notebook.name)
        lab.run_all(page)
        form, answer = page.locator(".cx-judge"), page.locator(".cx-judge-answer")
        expect(answer).to_be_focused()  # the first key is the form's: 0 twice restarts a kernel
        question = page.get_by_label("Question")
        question.select_option("2.2h")
        expect(page.locator(".cx-judge-title")).to_contain_text("Answer 1 of 3")
        expect(answer).to_contain_text("What they need")
        for name in ("Ana", "Lima", "Odum", "ana"):
            assert name not in form.inner_text().split()
        answer.focus()
        page.keyboard.press("2")
        expect(page.locator(".cx-status")).to_contain_text("Saved")
        page.keyboard.press("a")
        page.keyboard.press("c")
        expect(page.get_by_label("Comment for the learner (C)")).to_be_focused()
        page.keyboard.press("Control+End")
        for letter in " n0p dd":  # text, not commands
            page.keyboard.press("Space" if letter == " " else letter)
        shot(lab, "first")
        page.keyboard.press("Shift+Enter")
        expect(page.locator(".cx-judge-title")).to_contain_text("Answer 2 of 3")
        expect(answer).to_be_focused()
        page.keyboard.press("0")
        page.keyboard.press("3")
        page.keyboard.press("n")
        expect(page.locator(".cx-judge-title")).to_contain_text("Answer 3 of 3")
        page.keyboard.press("0")
        page.keyboard.press("p")
        expect(page.locator(".cx-judge-level[aria-pressed=true]")).to_have_attribute("data-score", "3")
        expect(page.locator(".cx-judge-foot")).to_contain_text("3 of 3 judged")
        page.keyboard.press("?")
        expect(page.locator(".cx-keys dl")).to_be_visible()
        expect(page.locator(".cx-status")).to_contain_text("Saved")
        shot(lab, "second")
        found = Axe().run(page, ".cx-form").response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []
        question.select_option("2.6h")
        page.keyboard.press("Escape")
        expect(page.locator(".cx-judge-foot")).to_contain_text("0 of 3 judged")
        while "has changed since you judged it" not in answer.inner_text():
            page.keyboard.press("n")
            page.wait_for_timeout(100)
        expect(answer).to_contain_text("You gave level 1 then")
        shot(lab, "changed")
        assert page.locator(".jp-Notebook .jp-CodeCell").count() == 1, "no key reached the notebook"
        lab.restart(page)  # what is typed now reaches nobody, and is kept in the browser
        answer.focus()
        page.keyboard.press("2")
        expect(page.locator(".cx-banner")).to_contain_text("Not saved.")
        lab.run_all(page)
        question.select_option("2.6h")
        page.get_by_role("button", name="Restore the draft").click()
        expect(page.locator(".cx-status")).to_contain_text("Saved")
        expect(page.locator(".cx-judge-foot")).to_contain_text("1 of 3 judged")
    own = Judgements(judged, "anna").of("2.2h")
    assert [own[who].level for who in order] == [2, 3, 0]
    ben = Judgements(judged, "anna").read("2.6h", "ben")
    assert (ben.level, [one["level"] for one in ben.earlier]) == (2, [1])
    bank = Judging(judged, "anna").desk.rubric("2.2h").comments
    assert own[order[0]].comment == f"{bank[0][1]} n0p dd"
    told = merge(judged, tasks=["2.2h"])
    assert (told.thirds, told.written) == (2, 1)
    Judgements(judged, "bea").place.rename(tmp_path / "elsewhere")
    merge(judged, tasks=["2.2h"])
    assert [database(who, "2.2h") for who in order] == [
        (2.0, False, f"{bank[0][1]} n0p dd"), (3.0, False, None), (0.0, False, None),
    ]
