"""The pages of a class on paper and on a narrow screen: nothing is cut off, and axe finds nothing."""

from __future__ import annotations

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from cxkit.bench.lab import CHROMIUM, NAMES
from cxkit.classroom.grade import grade
from cxkit.classroom.report import write_report
from cxkit.items.page import write_items

pytestmark = pytest.mark.browser

PAPER = 680  # CSS pixels between the margins of an A4 page
WIDE = "[...document.querySelectorAll('.scroll, .scroll > *')].map(e => e.scrollWidth || e.clientWidth)"


def test_nothing_is_cut_off_on_paper_or_out_of_reach_on_a_narrow_screen(folder, give):
    give("ana", "weak")
    give("ben", "zip cut off")
    give("cho", "one answer of 50 MB")
    results = grade(folder)
    pages = write_report(folder, results), write_items(folder, results, classes=20)
    with sync_playwright() as play:
        program = next(filter(None, map(shutil.which, NAMES)))
        browser = play.chromium.launch(executable_path=program, args=CHROMIUM)
        page = browser.new_page()
        for path in pages:
            page.emulate_media(media="print")
            page.set_viewport_size({"width": PAPER, "height": 1000})
            page.goto(path.as_uri())
            assert max(page.evaluate(WIDE)) <= PAPER, path.name
            page.emulate_media(media="screen")
            page.set_viewport_size({"width": 400, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 400, path.name
            assert Axe().run(page).response["violations"] == [], path.name
        browser.close()
