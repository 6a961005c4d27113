"""The page on loopback: who may see what, and the room looked at in a browser."""

from __future__ import annotations

import http.client
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Page, expect, sync_playwright

from cxkit.bench.lab import CHROMIUM, NAMES
from cxkit.classroom.sample import worsened
from cxkit.cli import main
from cxkit.course import Course
from cxkit.dashboard import Board, serve
from cxkit.dashboard.serving import Serving

ROSTER = "id,name\nana,Ana <b>Lima</b>\nben,Ben Odum\ncho,Cho Min\n"


@pytest.fixture
def serving(place: Path, save, models, course: Course, tmp_path: Path) -> Iterator[Serving]:
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    save("ana", "2.1", models("2.1"))
    save("ben", "2.1", worsened(models("2.1"), "ben", 0.5))
    found = serve(Board(place, course, tmp_path / "roster.csv"))
    yield found
    found.close()


def _get(address: str, host: str = "", method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(address)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    line.request(method, parts.path, headers={"Host": host or parts.netloc})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body


def test_two_addresses_and_nothing_else(serving: Serving) -> None:
    assert urlsplit(serving.private).hostname == "127.0.0.1"
    named, quiet = (json.loads(_get(f"{address}state.json")[2]) for address in (serving.private, serving.wall))
    assert [x["name"] for x in named["learners"]] == ["Ana <b>Lima</b>", "Ben Odum", "Cho Min"]
    assert b"Odum" not in _get(f"{serving.wall}state.json")[2] and quiet["here"] == 2
    base = serving.private.rsplit("/", 2)[0]
    for path in ("/", "/state.json", "/x/state.json", "/../", f"{urlsplit(serving.private).path}../../x",
                 f"{urlsplit(serving.private).path}board.py"):  # fmt: skip
        assert _get(base + path)[0] == 404
    assert _get(serving.private, host="evil.example")[0] == 404, "another host's name"
    assert _get(serving.private, method="POST")[0] == 501
    status, headers, body = _get(serving.private)
    assert status == 200 and b"http" not in body
    assert "default-src 'none'" in headers["content-security-policy"] and headers["cache-control"] == "no-store"


def test_the_command_says_what_it_cannot_show(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    (tmp_path / "answers").mkdir()
    found = CliRunner().invoke(main, ["dashboard", str(tmp_path), "--no-open"])
    assert found.exit_code == 1 and "one learner's workbook" in found.output


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as play:
        program = next(filter(None, map(shutil.which, NAMES)))
        browser = play.chromium.launch(executable_path=program, args=CHROMIUM)
        yield browser.new_page(viewport={"width": 1280, "height": 800})
        browser.close()


@pytest.mark.browser
def test_a_room_is_followed_in_a_browser(serving: Serving, page: Page, save, models) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text))
    page.goto(serving.private)
    expect(page.locator("h1")).to_have_text("Module 02 \u00b7 Customers by need", timeout=30_000)
    row = page.locator("#learners tr", has_text="Ana <b>Lima</b>")
    expect(row.locator("td").first).to_contain_text("done")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details[open]")).to_have_count(1)

    save("cho", "2.1", models("2.1"))
    expect(page.locator("#learners tr", has_text="Cho Min").locator("td").first).to_contain_text("done", timeout=30_000)
    expect(page.locator("#tiles li").first).to_contain_text("3 of 3")
    expect(page.locator("details[open]")).to_have_count(1)
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY", "a refresh leaves the focus"
    assert Axe().run(page).response["violations"] == []

    page.get_by_label("Module").select_option("01")
    expect(page.locator("h1")).to_contain_text("Module 01")
    page.goto(serving.wall)
    expect(page.locator("#exercises tbody tr")).to_have_count(7, timeout=30_000)
    assert not any(word in page.content() for word in ("Odum", "Lima", "Cho Min"))
    assert Axe().run(page).response["violations"] == []
    assert faults == []
