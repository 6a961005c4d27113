"""The heat grid: every text lies in its cell, on any grid that a learner can type."""

from __future__ import annotations

import warnings
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxkit.drawing import draw_grid, grid_tables
from cxkit.drawing.box import A4, Box
from cxkit.drawing.grid import grid_layout
from cxkit.drawing.gridpage import FLOOR, Layout
from cxkit.techniques.needs import Grid

from .grids import EXPERT, make_grid

LONG = "I want to bring the car back at any hour without looking for somebody. " * 4
NASTY = [
    "$10 and $20",
    "=1+1",
    "x" * 300,
    "東京" * 60,
    "Zażółć gęślą jaźń",
    '<b>bold</b> & "quoted"',
    "to the moon \U0001f680",
    "\u202egnihtyna",
    "e" + "\u0301" * 30,
    "שלום, 10 cars",
    "line\nbreak\n\n\nmore",
    "\\frac{1}{2} ^_{}%#",
    "",
    LONG,
]
WIDE = make_grid(
    [f"Kind {i} of customer" for i in range(6)],
    [f"Need {i}: know that someone will come out, wherever I am" for i in range(15)],
    [[(x + y) % 4 for x in range(6)] for y in range(15)],
    evidence=lambda y, x: [f"V{i:02d}" for i in range((x * y) % 9)],
)
MAXIMAL = make_grid([LONG] * 6, [LONG] * 15, [[3] * 6] * 15, foot=LONG * 3)
MANY = make_grid([f"Kind {i}" for i in range(40)], ["x"], [[1] * 40])
NASTY_GRID = make_grid(
    NASTY, NASTY, [[(x * y) % 4 for x in range(len(NASTY))] for y in range(len(NASTY))], foot=LONG
)
GRIDS = {
    "expert": EXPERT,
    "15 x 6": WIDE,
    "maximal": MAXIMAL,
    "one kind": make_grid(["A"], ["x"], [[3]]),
    "forty kinds": MANY,
    "nasty": NASTY_GRID,
    "no strengths": make_grid(["A", "B"], ["x"], [[None, None]], foot=""),
}


def _boxes(layout: Layout) -> list[Box]:
    return [b for page in (*layout.pages, layout.screen) for b in page.boxes]


def _overlap(a: Box, b: Box) -> bool:
    one, two = a.ink(), b.ink()
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


@pytest.mark.parametrize("name", GRIDS)
def test_every_text_lies_in_its_cell_and_its_cell_on_the_page(name: str, cjk: str) -> None:
    layout = grid_layout(GRIDS[name], "Rowan & Vale")
    for page in (*layout.pages, layout.screen):
        for box in page.boxes:
            assert box.holds(), box
            assert box.x >= 0 and box.x + box.w <= page.width + 0.01, box
            assert box.y >= 0 and box.y + box.h <= page.height + 0.01, box


@pytest.mark.parametrize("name", GRIDS)
def test_no_text_runs_into_another(name: str, cjk: str) -> None:
    layout = grid_layout(GRIDS[name], "Rowan & Vale")
    for page in (*layout.pages, layout.screen):
        boxes = sorted((b for b in page.boxes if b.lines), key=lambda b: b.ink()[1])
        for i, a in enumerate(boxes):
            for b in boxes[i + 1 :]:
                if b.ink()[1] >= a.ink()[3]:
                    break
                assert not _overlap(a, b), (a, b)


@pytest.mark.parametrize("name", GRIDS)
def test_type_comes_in_three_sizes_and_can_be_read(name: str, cjk: str) -> None:
    layout = grid_layout(GRIDS[name])
    for page in (*layout.pages, layout.screen):
        sizes = {b.face.size for b in page.boxes if b.lines}
        assert min(sizes) >= FLOOR
        assert len(sizes) <= 3


@pytest.mark.parametrize(
    "name, pages, tall",
    [("expert", 1, False), ("15 x 6", 1, False), ("maximal", 4, True), ("one kind", 1, False)],
)
def test_pages(name: str, pages: int, tall: bool) -> None:
    layout = grid_layout(GRIDS[name])
    assert len(layout.pages) == pages
    assert all((p.width, p.height) == A4 for p in layout.pages)
    assert (layout.screen.height > A4[1]) is tall


def test_every_need_stands_on_some_page() -> None:
    layout = grid_layout(MAXIMAL)
    names = [b.name for page in layout.pages for b in page.boxes]
    assert [n for n in names if n.startswith("need/")] == [f"need/{n.id}" for n in MAXIMAL.needs]
    assert "foot/people" in names


words = st.one_of(st.text(max_size=80), st.sampled_from(NASTY))
grids = st.integers(1, 6).flatmap(
    lambda kinds: st.builds(
        lambda names, needs, strengths, ids, foot: make_grid(
            names, needs, strengths[: len(needs)], evidence=lambda y, x: ids, foot=foot
        ),
        st.lists(words, min_size=kinds, max_size=kinds),
        st.lists(words, min_size=1, max_size=15),
        st.lists(
            st.lists(st.none() | st.integers(0, 3), min_size=kinds, max_size=kinds),
            min_size=15,
            max_size=15,
        ),
        st.lists(st.text(max_size=12), max_size=12),
        words,
    )
)
hostile = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@hostile
@given(grid=grids)
def test_no_grid_bursts_its_boxes(grid: Grid, cjk: str) -> None:
    assert all(box.holds() for box in _boxes(grid_layout(grid)))


@settings(hostile, max_examples=8)
@given(grid=grids)
def test_no_grid_breaks_the_drawing(grid: Grid, cjk: str) -> None:
    picture = draw_grid(grid)
    assert picture.title and picture.alt and picture.twin_text
    if picture.figure is not None:
        assert picture.png().startswith(b"\x89PNG") and picture.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["expert", "nasty"])
def test_what_is_drawn_is_as_wide_as_it_was_measured(
    name: str, cjk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    page = grid_layout(GRIDS[name]).screen
    figure = page.figure()
    figure.dpi = 144
    renderer = FigureCanvasAgg(figure).get_renderer()
    lines = iter(figure.findobj(Text))
    scale = 72 / figure.dpi
    monkeypatch.setitem(matplotlib.rcParams, "text.hinting", "no_hinting")
    for box in page.boxes:
        for line in box.lines:
            drawn, left = "", None
            while len(drawn) < len(line):  # a line is drawn in runs of one font each
                text = next(lines)
                extent = text.get_window_extent(renderer)
                left = extent.x0 if left is None else left
                drawn += text.get_text()
            assert drawn == line
            assert left * scale >= box.x - 1.5
            assert extent.x1 * scale <= box.x + box.w + 1.5, line


@pytest.mark.parametrize("name", GRIDS)
def test_nothing_is_said_on_stderr(name: str, cjk: str, capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = draw_grid(GRIDS[name])
        picture.png(dpi=72), picture.svg(), picture.pdf()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "grid",
    [Grid(), make_grid(["A"], [], []), make_grid([], ["x"], [[]])],
    ids=["nothing", "no need", "no kind"],
)
def test_an_empty_grid_is_a_calm_sentence(grid: Grid) -> None:
    picture = draw_grid(grid, "Rowan & Vale")
    assert picture.figure is None
    assert picture.twin_text.startswith("There is nothing to draw yet.")
    assert picture._repr_mimebundle_() == picture.twin()


def test_without_a_font_words_stand_in(no_fonts: None) -> None:
    picture = draw_grid(make_grid(["東京"], ["x"], [[1]]))
    assert picture.figure is None
    assert "no font for 2 of the characters (京 東)" in picture.notes[0]
    assert "<table>" in picture.twin_html and "東京" in picture.twin_text
    assert picture.tables


@pytest.mark.parametrize("name, cut", [("expert", False), ("maximal", True), ("nasty", True)])
def test_a_shortened_text_is_owned_up_to(name: str, cut: bool, cjk: str) -> None:
    assert bool(draw_grid(GRIDS[name]).notes) is cut


class _Table(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag + "".join(f" {k}={v}" for k, v in attrs))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_twin_is_a_table_that_a_screen_reader_can_walk() -> None:
    picture = draw_grid(EXPERT, "Rowan & Vale")
    table = _Table()
    table.feed(picture.twin_html)
    kinds, needs = len(EXPERT.categories), len(EXPERT.needs)
    assert table.tags.count("caption") == 1
    assert table.tags.count("th scope=col") == 1 + kinds
    assert table.tags.count("th scope=row") == needs + 3
    assert table.tags.count("td") == kinds * (needs + 3)
    assert "3 decisive (V01, V02)" in table.words
    assert f"Rowan & Vale: {picture.title.split(': ')[1]}" in table.words


@pytest.mark.parametrize("text", ["<script>x</script>", "a & b", '"quoted"'])
def test_the_twin_shows_markup_as_text(text: str) -> None:
    table = _Table()
    table.feed(draw_grid(make_grid([text], [text], [[1]], foot=text)).twin_html)
    assert not any(t.startswith("script") for t in table.tags)
    assert table.words.count(text) == 5  # a name, a need, three foot rows


def test_the_sheets_hold_what_the_picture_holds() -> None:
    grid, evidence, kinds = grid_tables(EXPERT)
    assert grid.header == ("Need", *(c.name for c in EXPERT.categories))
    assert grid.rows[0] == (EXPERT.needs[0].need, 3, 1, 2, 1)
    assert [row[0] for row in grid.rows[-3:]] == ["Workflow", "Interactions", "People skills"]
    assert evidence.rows[1] == (EXPERT.needs[1].need, "", "V01 V02", "", "V01 V02")
    assert kinds.rows[0] == ("Just get me moving", "I have a train at six.", "")
    assert grid_tables(Grid()) == []
