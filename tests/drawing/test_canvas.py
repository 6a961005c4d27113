"""The outcome canvas: one page, every text in its box, nothing lost without a word."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxkit.drawing import canvas_tables, draw_canvas, export
from cxkit.drawing.canvas import canvas_of
from cxkit.drawing.canvaspage import BODY_FLOOR, SMALL_FLOOR, Sheet, lay_out
from cxkit.drawing.canvaspanel import MORE
from cxkit.drawing.canvastable import TITLES, canvas_title
from cxkit.drawing.lanepage import PAPERS
from cxkit.techniques.outcomes import OutcomeMap

from .maps import LONG, NASTY, make_outcome

LOG = [
    {"id": "c1", "box": "3", "what": "It begins with the noise", "evidence": ["M3", "B7"], "colleague": ""},
    {"id": "c2", "box": "", "what": "", "evidence": [], "colleague": "nobody"},
    {"id": "c3", "box": "4", "what": "", "evidence": [], "colleague": "Priya at the desk"},
]  # fmt: skip


def _sheet(one: OutcomeMap, paper: str = "A4") -> Sheet:
    return lay_out(canvas_of(one, "Rowan & Vale"), paper)


def _sound(sheet: Sheet, paper: str) -> None:
    page = sheet.page
    assert (page.width, page.height) == PAPERS[paper]
    for box in page.boxes:
        assert box.holds(), box
        assert box.x >= 0 and box.x + box.w <= page.width, box
        assert box.y >= 0 and box.y + box.h <= page.height, box
    panels = [b for b in page.boxes if b.name.startswith("panel/")]
    assert [p.name[-1] for p in panels] == ["1", "2", "3", "6", "4", "5"]
    inks = [(b.ink(), b) for b in page.boxes if b.lines]
    for n, (a, one) in enumerate(inks):
        home = [p for p in panels if p.x <= a[0] and p.y <= a[1]]
        if not one.name.startswith(("kicker", "title", "foot")) or "/" in one.name:
            assert any(a[2] <= p.x + p.w + 0.01 and a[3] <= p.y + p.h + 0.01 for p in home), one
        for b, other in inks[n + 1 :]:
            apart = a[2] <= b[0] + 0.01 or b[2] <= a[0] + 0.01 or a[3] <= b[1] + 0.01 or b[3] <= a[1] + 0.01  # fmt: skip
            assert apart, (one, other)
    sizes = {b.face.size for b in page.boxes if b.lines}
    assert min(sizes) >= SMALL_FLOOR


MAPS = {
    "usual": make_outcome(),
    "one word": make_outcome("Home", 1),
    "no line": make_outcome(rows=1, line=[]),
    "long": make_outcome(LONG, 8, version=3, changes=LOG * 12),
    "a word of 200": make_outcome("x" * 200, 3),
    "CJK": make_outcome("東京を出発するのに。" * 12, 3),
    "right to left": make_outcome("שלום, 10 cars to give back today", 4),
    "two cycles": make_outcome(version=2, changes=LOG),
    "one box": OutcomeMap.read(
        {"payer": [{"id": "a", "text": "A nurse", "evidence": ["V1"] * 99}]}
    ),
    "signs open": OutcomeMap.read({"impacts": [{"id": "a", "text": "A queue", "sign": ""}]}),
}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", MAPS)
def test_a_map_is_sound_on_every_paper(name: str, paper: str, cjk: str) -> None:
    _sound(_sheet(MAPS[name], paper), paper)


TEXT = st.one_of(st.sampled_from(NASTY), st.text(max_size=80))
SAID = st.lists(
    st.fixed_dictionaries({"text": TEXT, "evidence": st.lists(st.sampled_from(["V01", "x" * 90, "東京"]), max_size=40)}),
    max_size=6,
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SAID, SAID, SAID, TEXT, st.integers(0, 9), st.sampled_from(sorted(PAPERS)))
def test_any_map_is_sound(
    cjk: str, payer: list, expectation: list, impacts: list, line: str, rows: int, paper: str
) -> None:
    one = make_outcome(
        line, rows, version=2, payer=payer, expectation=expectation,
        impacts=[{**r, "sign": "+-"[n % 2]} for n, r in enumerate(impacts)],
        changes=[{"box": "1", "what": r["text"], "evidence": r["evidence"]} for r in impacts],
    )  # fmt: skip
    _sound(_sheet(one, paper), paper)


@pytest.mark.parametrize("name, cut", [("usual", False), ("two cycles", False), ("long", True)])
def test_what_does_not_fit_is_told_and_stands_in_the_table(name: str, cut: bool) -> None:
    sheet, picture = _sheet(MAPS[name]), draw_canvas(MAPS[name])
    shown = [line for b in sheet.page.boxes for line in b.lines]
    assert sheet.cut is (MORE in shown) is bool(picture.notes) is cut
    assert picture.twin_text.count(LONG.strip()) == (8 * 6 + 1 if cut else 0)


def test_type_shrinks_before_a_word_is_lost() -> None:
    def body(text: str) -> float:
        return max(b.face.size for b in _sheet(make_outcome(text)).page.boxes if b.name == "text/1")

    longer = LONG[: len(LONG) // 2]
    assert body("Home") > body(longer) > BODY_FLOOR
    assert not _sheet(make_outcome(longer)).cut
    assert body(LONG * 6) == BODY_FLOOR


def _stated(baselines: list[object], signs: str) -> OutcomeMap:
    return OutcomeMap.read(
        {
            "payer": [{"id": "p", "text": "A nurse"}],
            "statements": [{"id": f"s{n}", "measure": "x", "baseline": b} for n, b in enumerate(baselines)],
            "impacts": [{"id": f"i{n}", "text": "x", "sign": s} for n, s in enumerate(signs)],
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    "baselines, signs, title",
    [
        ([1, 2, 3, None], "--+", "Three of four statements have a baseline; two things hurt, one helps"),
        ([1, None], "-", "One of two statements has a baseline; one thing hurts, no help"),
        ([1], "++", "The statement has a baseline; no things hurt, two help"),
        ([1, 2], "", "All two statements have a baseline; what helps and what hurts is still open"),
        ([], "+-", "No statement of intent yet; one thing hurts, one helps"),
        (["soon", 0], "+-", "One of two statements has a baseline; one thing hurts, one helps"),
    ],
)  # fmt: skip
def test_the_title_says_what_the_numbers_say(baselines: list, signs: str, title: str) -> None:
    assert canvas_title(_stated(baselines, signs)) == title


def test_the_twin_reads_the_line_first_and_holds_the_log() -> None:
    text = draw_canvas(MAPS["two cycles"], "Rowan & Vale").twin_text
    places = [text.index(f"\n{box}. {TITLES[box]}\n") for box in "612345"]
    assert places == sorted(places)
    assert "Cycle 2 of at most 3." in text
    assert "  Box 3: It begins with the noise (M3, B7)" in text
    assert "nobody" not in text


def test_the_sheets_hold_every_field() -> None:
    boxes, statements, changes = canvas_tables(MAPS["two cycles"])
    assert boxes.rows[0] == (1, TITLES["1"], "Being on time for my shift", "V0")
    assert statements.rows[0][1:5] == ("at least", 40, 70, "per cent")
    assert changes.rows[-1] == ("4", "", "", "Priya at the desk")


@pytest.mark.parametrize("text", ["<script>x</script>", "a & b", '"quoted"'])
def test_the_twin_shows_markup_as_text(text: str) -> None:
    html = draw_canvas(
        make_outcome(text, version=2, changes=[{"box": "1", "what": text}])
    ).twin_html
    assert "<script" not in html and "&lt;script&gt;" in html if "<" in text else text not in html


def test_an_empty_map_is_a_calm_sentence() -> None:
    picture = draw_canvas(OutcomeMap())
    assert picture.figure is None and picture.title == "The outcome map is not begun"
    assert picture.twin_text.startswith("There is nothing to draw yet.")
    assert canvas_tables(OutcomeMap()) == []


def test_without_a_font_words_stand_in(no_fonts: None) -> None:
    picture = draw_canvas(make_outcome("東京", 1))
    assert picture.figure is None and "no font for 2 of the characters (京 東)" in picture.notes[0]
    assert "東京" in picture.twin_text and picture.tables


@pytest.mark.parametrize("paper, size", [("A4", [842, 595]), ("A3", [1191, 842])])
def test_the_pdf_has_its_size_and_its_fonts(tmp_path: Path, paper: str, size: list[int]) -> None:
    from pypdf import PdfReader

    path = export(draw_canvas(MAPS["usual"], "Rowan & Vale", paper=paper), tmp_path / "a.pdf")
    (page,) = PdfReader(io.BytesIO(path.read_bytes())).pages
    assert [round(float(v)) for v in page.mediabox[2:]] == size
    fonts = [f.get_object() for f in page["/Resources"]["/Font"].values()]
    inner = [f["/DescendantFonts"][0].get_object() if "/DescendantFonts" in f else f for f in fonts]
    assert inner and all("/FontFile2" in f["/FontDescriptor"] for f in inner)
    assert "Being on time for my shift" in page.extract_text()


@pytest.mark.parametrize("suffix", ["png", "svg", "xlsx"])
def test_a_canvas_is_written_in_every_format(tmp_path: Path, suffix: str) -> None:
    first = export(draw_canvas(MAPS["usual"]), tmp_path / f"a.{suffix}").read_bytes()
    assert first == export(draw_canvas(MAPS["usual"]), tmp_path / f"b.{suffix}").read_bytes()


def test_another_paper_is_named() -> None:
    with pytest.raises(ValueError, match="Expected paper A4 or A3, found 'Letter'"):
        draw_canvas(MAPS["usual"], paper="Letter")


def test_a_statement_is_read_without_the_form() -> None:
    one = OutcomeMap.read({"statements": [
        {"id": "s", "measure": "Cars back by five", "comparator": "at least", "baseline": 15.7, "target": 60,
         "unit": "per cent", "source": "event-log.csv", "owner": "Manager", "due": "2026-09-30"}]})  # fmt: skip
    shown = [line for b in _sheet(one).page.boxes if b.name == "text/5" for line in b.lines]
    assert shown == ["Cars back by five", "at least 60 per cent", "today 15.7, by 30 Sep 2026",
                     "Manager, event-log.csv"]  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS)
def test_headings_are_whole_on_a_short_map(paper: str) -> None:
    one = OutcomeMap.read({"payer": [{"id": "a", "text": "A nurse"}]})
    titles = {b.name[-1]: b.lines for b in _sheet(one, paper).page.boxes if b.name.startswith("title/")}
    assert titles == {box: (text,) for box, text in TITLES.items()}
