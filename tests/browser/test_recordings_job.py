"""Module 04 on its own recordings: marked, checked, settled with a partner and handed in, by
keyboard alone; the file for ELAN opens again unchanged, and the class is graded."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cxkit.bench.lab import Lab
from cxkit.classroom import grade_class, new
from cxkit.course import Course
from cxkit.marking.exercises.module04.between import between
from cxkit.marking.together import Together
from cxkit.recordings.reading import read_events

from .test_main_job import learner, run, shot  # noqa: F401

pytestmark = pytest.mark.browser

NOTEBOOK = "04-moments-of-truth.ipynb"
STEP = 3000  # ms of one arrow key
KEYS = {"MOT": "m", "BP": "b", "BR": "r"}


def mark_all(page: Page, section: str, agreed: list[dict[str, Any]], until: int) -> None:
    """Three seconds at a time, and a letter where something begins."""
    at: dict[int, list[str]] = defaultdict(list)
    for event in agreed:
        if not event["optional"]:
            at[round(event["start"] / STEP)].append(KEYS[event["kind"]])
    page.locator(f"[data-section={section}] .cx-tl-stage").focus()
    for step in range(until // STEP + 1):
        for key in at[step]:
            page.keyboard.press(key)
        page.keyboard.press("ArrowRight")


REASONS = (
    "Nobody speaks to him there, the desk talks to itself.",
    "The work goes from one hand to the next behind the counter.",
    "He asks, and it is a rule that answers him.",
    "Same person, same wish: it belongs to the moment before.",
)


def settle(page: Page, modules: Path, case: Any) -> None:
    """A digit for each place, and a reason for the first four."""
    mine = json.loads((modules / "answers/4.2.json").read_text(encoding="utf-8"))["data"]
    found = between(Together(case, lambda name, _: mine if name == "4.2" else {}))
    assert found is not None and len(found.asked) >= 9
    card = page.locator("[data-section=labels] .cx-card").first
    card.focus()
    for n, place in enumerate(found.asked):
        expect(card).to_contain_text(f"{n + 1} of {len(found.asked)}")
        if n < 4:
            reason = card.locator("textarea")
            reason.focus()
            page.keyboard.type(REASONS[n])
            card.focus()
        page.keyboard.press(str(("MOT", "BP", "BR", "none").index(sorted(place.accepted)[0]) + 1))
        page.keyboard.press("Enter")  # on to the next


def test_from_the_first_mark_to_the_graders_report(
    learner: Path, tmp_path: Path, root: Path, case: Any  # noqa: F811
) -> None:
    with Lab(learner, tmp_path / "home", size=(1400, 1000)) as lab:
        page = lab.open(NOTEBOOK)
        run(lab, page, "Open the form of 4.2")
        expect(page.locator(".cx-tl")).to_have_count(2)
        built = case.recordings
        mark_all(page, "guided", built["rv1"]["agreed"]["events"], 75_000)
        track = page.locator("[data-section=alone] .cx-tl-stage")
        track.focus()
        page.keyboard.press("Space")  # it plays, and stops again
        page.wait_for_timeout(1200)
        page.keyboard.press("Space")
        page.keyboard.press("ArrowLeft")
        mark_all(page, "alone", built["rv2"]["agreed"]["events"], built["rv2"]["duration"])
        expect(page.locator(".cx-status").first).to_contain_text("Saved")

        checked = run(lab, page, "Check 4.2")
        expect(checked).to_contain_text("done All criteria are met.")
        expect(checked).to_contain_text("of 12 found")
        found = Axe().run(page, context=".cx-form").response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
        listed = run(lab, page, "Draw the differences")
        expect(listed).to_contain_text("The same as a table")
        shot(lab, "differences")

        run(lab, page, "Open the form of 4.3")
        settle(page, learner, case)
        expect(page.locator(".cx-status").nth(1)).to_contain_text("Saved")
        expect(run(lab, page, "Check 4.3")).to_contain_text("done All criteria are met.")

        expect(run(lab, page, "Save 4.2 as EAF")).to_contain_text("exports/4-2-rv2.eaf")
        saved = json.loads((learner / "answers/4.2.json").read_text(encoding="utf-8"))["data"]["alone"]
        again = read_events(learner / "exports/4-2-rv2.eaf").events
        assert sorted((e.kind, e.start, e.end) for e in again) == sorted(
            (m["kind"], m["start"], m["end"]) for m in saved
        )
        lab.save()
        lab.open("00-start-here.ipynb")
        lab.run_all()
        expect(lab.page.locator(".jp-CodeCell").last).to_contain_text("exports/handin.zip")

    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\nada,Ada Lovelace\n", encoding="utf-8")
    room = tmp_path / "class"
    new(room, roster, Course(root / "course"))
    shutil.copy(learner / "exports/handin.zip", room / "handins/ada.zip")
    (result,) = grade_class(room).learners
    points = {e.exercise.id: e.points for e in result.exercises}
    assert (points["4.2"], points["4.3"]) == (20, 10)
