"""The static site: what stands on a page, and that nothing is asked of anybody else."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from cxkit.authoring.site import SiteError, build_site, page
from cxkit.course import Course
from tests.shorter import shorten


@pytest.mark.parametrize(("source", "told"), [
    ('# Open the form\nimport cxkit as cx\ncx.edit("2.3")',
     "*In the course, the form of 2.3 opens here.*"),
    ('cx.edit("5.1", mine=True)',
     "*In the course, the form of 5.1 on your own organisation opens here.*"),
    ('cx.draw("grid")', "*In the course, the picture \u201cgrid\u201d is drawn here.*"),
    ('cx.check("2.3")', ""),
    ('cx.start("02")', ""),
    ('points("2.3")', ""),
])  # fmt: skip
def test_a_cell_that_runs_becomes_a_line_or_nothing(source: str, told: str) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    assert [c.source for c in page(notebook).cells] == ([told] if told else [])


class _Asked(HTMLParser):
    """What a page loads by itself; a link that a reader may follow is none of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        loaded = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}
        self.found += [v for k, v in attrs if k == loaded.get(tag) and v]


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("site")
    for name in ("modules", "site"):
        shutil.copytree(root / "course" / name, home / "course" / name)
    shutil.copy(root / "course" / "course.toml", home / "course")
    shorten(home)
    return build_site(Course(home / "course"), home / "out").parent


def test_each_module_is_a_page_that_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = {p.name: p.read_text(encoding="utf-8") for p in site.glob("*.html")}
    assert {"index.html", "00-start-here.html", "02-customers-by-need.html"} <= pages.keys()
    for name, text in pages.items():
        asked = _Asked()
        asked.feed(text)
        assert asked.found and not [u for u in asked.found if re.match("(https?:)?//", u)], name
    told = pages["02-customers-by-need.html"]
    assert "the form of 2.3 opens here" in told and "cx.check" not in told
    assert "not affiliated" in pages["index.html"]


def test_a_folder_of_other_things_is_left_alone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(SiteError, match="holds files that are no site"):
        build_site(Course(site.parent / "course"), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_module_that_is_not_built_is_named(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site.parent / "course", tmp_path / "course")
    (tmp_path / "course" / "modules" / "00-start-here.ipynb").unlink()
    with pytest.raises(SiteError, match="00-start-here.ipynb is not built. Run `cxkit build`."):
        build_site(Course(tmp_path / "course"), tmp_path / "out")
