"""What people open of a hostile class: pages that run nothing, sheets that compute nothing."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from .table import KINDS, SENDERS

CSP = "default-src 'none'"
# Every tag that a page of ours has; a learner's would have to be one of them.
TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "p", "a", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "strong", "em", "div", "section", "header", "footer", "nav", "main", "article", "dl", "dt", "dd", "br", "hr", "details", "summary", "small", "code", "figure", "figcaption", "svg", "g", "path", "rect", "line", "circle", "text", "tspan", "polyline", "polygon", "defs", "use", "clippath", "desc", "b", "i", "sub", "sup", "col", "colgroup", "abbr", "time", "tfoot"}  # fmt: skip
LIVE = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
PRINTED = ("text: HTML and scripts everywhere", "text: templates and markup",
           "text: bidi, zero width, control characters", "answer: half a character")


class Reader(HTMLParser):
    """What stands in a page beyond text."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.odd.append(f"<{tag}>")
        for name, value in attrs:
            name, value = name.lower(), (value or "").strip()
            if name.startswith("on") or (name in ("src", "srcdoc", "action", "formaction", "background")):
                self.odd.append(f"{tag} {name}={value:.60}")
            if name.endswith("href") and re.match(r"(?i)\s*(javascript|data|vbscript|https?|//)", value):
                self.odd.append(f"{tag} {name}={value:.60}")
            if tag == "meta" and name == "http-equiv" and value != "Content-Security-Policy":
                self.odd.append(f"meta {value}")


@pytest.fixture(scope="session")
def made(room, third) -> Path:
    """The class with all its pages and sheets."""
    room.watched(room.root, "-m", "tests.hostile.material", str(room.root), *(SENDERS[k] for k in PRINTED))
    return room.root


def pages(root: Path) -> list[Path]:
    return sorted(p for step in ("report", "feedback") for p in (root / step).rglob("*.html"))


def test_making_them_ran_nothing_either(room, made):
    assert room.log.read_text(encoding="utf-8") == ""
    assert [*room.nest.iterdir(), *room.scratch.iterdir()] == []


def test_no_page_holds_anything_of_a_learners_but_text(made):
    found, seen = {}, 0
    for path in pages(made):
        text = path.read_text(encoding="utf-8")
        reader = Reader()
        reader.feed(text)
        seen += "&lt;script&gt;" in text
        if reader.odd or CSP not in text:
            found[path.relative_to(made).as_posix()] = reader.odd[:3]
    assert found == {}
    assert seen > 40, "the attacks are in the pages, as text"


def test_templates_are_not_filled_in(made):
    for path in pages(made):
        text = path.read_text(encoding="utf-8")
        assert "42 #read" not in text and "root:x:0" not in text, path
    who = made / "feedback" / SENDERS["text: templates and markup"]
    assert "{{ 7*6 }}" in (who / "index.html").read_text(encoding="utf-8")


def test_prints_are_made_of_any_text(made):
    import io

    from pypdf import PdfReader

    for kind in PRINTED:
        raw = (made / "feedback" / SENDERS[kind] / "feedback.pdf").read_bytes()
        read = PdfReader(io.BytesIO(raw))
        text = "".join(page.extract_text() for page in read.pages)
        assert "0.1" in text and "root:x:0" not in text
        assert not [n for n in (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/EmbeddedFile") if n in raw]


def test_no_sheet_computes(made):
    tables = sorted((made / "report").rglob("*.csv"))
    assert {"marks.csv", "judging.csv", "moodle-marks.csv", "canvas-marks.csv", "status.csv"} <= {
        p.name for p in tables}
    live = []
    for path in tables:
        text = path.read_text(encoding="utf-8-sig")
        for row in csv.reader(text.splitlines(keepends=True)):
            live += [f"{path.name}: {cell!r:.60}" for cell in row if _live(cell)]
        assert "\x00" not in text
    assert live == []
    assert "'=cmd|" in (made / "report" / "marks.csv").read_text(encoding="utf-8-sig")


def _live(cell: str) -> bool:
    """Whether a spreadsheet would take it for a formula, blanks before it or not."""
    bare = cell.lstrip()
    return bare.startswith(LIVE) and not re.fullmatch(r"-|[+-]?[\d.]+(e-?\d+)?", bare)


def test_no_workbook_computes(made):
    from openpyxl import load_workbook

    book = load_workbook(made / "report" / "judging.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "b", "inlineStr"}
    assert not [s for s in book if any(c.hyperlink for row in s.iter_rows() for c in row)]


def test_a_notebook_for_the_grader_holds_only_text_of_theirs(made):
    """Their own cells stand in fences; what a form printed is escaped."""
    for kind in ("notebook: Markdown and raw cells with scripts", "notebook: forged scores in the outputs",
                 "text: HTML and scripts everywhere"):
        for path in sorted((made / "autograded" / SENDERS[kind]).rglob("*.ipynb")):
            book = json.loads(path.read_text(encoding="utf-8"))
            for cell in book["cells"]:
                assert cell["cell_type"] in ("markdown", "code") and "attachments" not in cell
                for output in cell.get("outputs", []):
                    assert set(output["data"]) <= {"text/html", "text/plain"}
                    reader = Reader()
                    reader.feed("".join(output["data"].get("text/html", "")))
                    assert reader.odd == [], path


@pytest.mark.browser
def test_a_browser_runs_nothing_of_theirs(made, tmp_path):
    """Every page that a grader opens, and their notebooks as formgrader shows them."""
    import shutil

    from playwright.sync_api import sync_playwright

    from cxkit.bench.lab import CHROMIUM, NAMES

    texts = [SENDERS[k] for k in KINDS if k.startswith(("text:", "notebook:")) or "scripts" in k]
    opened = [p for p in pages(made) if p.parent.name in ("report", "learners") or set(texts) & set(p.parts)]
    opened += notebooks(made, tmp_path)
    watch = """window.ran = undefined; window.faults = [];
        addEventListener('securitypolicyviolation', e => window.faults.push(e.violatedDirective + ' ' + e.sample))"""
    faults, asked = {}, []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=next(filter(None, map(shutil.which, NAMES))), args=CHROMIUM)
        context = browser.new_context()
        context.add_init_script(watch)
        context.on("request", lambda r: None if r.url.startswith("file:") else asked.append(r.url))
        page = context.new_page()
        for path in opened:
            page.goto(path.as_uri())
            said = page.evaluate("[window.ran, document.title == 'ran', window.faults]")
            if said != [None, False, []]:
                faults[path.relative_to(path.parents[2]).as_posix()] = said
        browser.close()
    assert faults == {}
    assert [url for url in asked if "evil.example" in url] == []
    assert len(opened) > 100


def notebooks(root: Path, target: Path) -> list[Path]:
    """As nbgrader's pages show them: by nbconvert, with nothing taken out."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="classic")
    made = []
    for kind in ("notebook: Markdown and raw cells with scripts", "notebook: forged scores in the outputs",
                 "notebook: a kernel of its own", "text: HTML and scripts everywhere"):
        path = next((root / "autograded" / SENDERS[kind]).rglob("02*.ipynb"))
        place = target / f"{SENDERS[kind]}.html"
        # What the template itself fetches is nbgrader's affair and is not there offline.
        page = re.sub(r'(?s)<script[^>]*src="https://cdnjs[^>]*></script>', "", exporter.from_filename(str(path))[0])
        place.write_text(page, encoding="utf-8")
        made.append(place)
    return made
