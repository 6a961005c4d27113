"""The charts of module 04: text stays in its column, the twin holds every word."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.drawing import chart as chart_room
from cxkit.drawing import marked, rated, tiles
from cxkit.drawing.chart import SIDE, WIDE, Chart, picture
from cxkit.drawing.marked import Compared, Shared, draw_differences, draw_disagreement
from cxkit.drawing.rated import draw_critical, draw_standing
from cxkit.drawing.tiles import draw_dashboard, figure_of
from cxkit.techniques.dashboard import MEASURES, Measure, dashboard
from cxkit.techniques.drivers import Rank, Standing
from cxkit.techniques.moments import Moment, Register

LONG = "Donaudampfschifffahrtsgesellschaft" * 6
TEXTS = st.one_of(st.text(max_size=60), st.sampled_from([LONG, "", "\u0645\u0631\u062d\u0628\u0627", "$5 and $6"]))
KINDS = st.sampled_from(["MOT", "BP", "BR", ""])


@pytest.fixture
def scenes(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    """The charts as they are laid out, without the cost of drawing them."""
    return _watch(monkeypatch)


def _watch(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    found: list[Chart] = []

    def seen(chart: Chart, title: str, alt: str, tables: Any, notes: Any = ()) -> Any:
        found.append(chart)
        return picture(chart, title, alt, tables, notes)

    for room in (marked, rated, tiles):
        monkeypatch.setattr(room, "picture", seen)
    return found


def tidy(chart: Chart) -> None:
    scene = chart.scene()
    assert all(box.holds() for box in scene.boxes)
    for box in scene.boxes:
        left, top, right, bottom = box.ink()
        assert left >= SIDE - 8 and right <= SIDE + WIDE + 8 or not box.lines
        assert top >= 0 and bottom <= scene.height
    for shape in scene.shapes:
        assert shape.x >= 0 and shape.x + shape.w <= scene.width
        assert shape.y >= 0 and shape.y + shape.h <= scene.height


ROWS = (
    Compared(1000, 1400, "MOT", "MOT", "hit", "Found: rings"),
    Compared(2000, None, "BR", "", "missed", "Missed: a rule"),
    Compared(None, 61_000, "", "BP", "extra", "Extra: Break Point"),
    Compared(70_000, 70_500, "BP", "BR", "wrong kind", "Wrong kind: parts"),
)
SHARED = (
    Shared(1000, "MOT", "rings and meets the menu", {"MOT": 4, "BP": 0, "BR": 0, "": 1}, 0.43),
    Shared(9000, "BR", "five levels", {"MOT": 1, "BP": 1, "BR": 2, "": 1}, 0.9),
)
RANKS = {"m1": Rank(0.5, 1, 1.0, 1.0), "m2": Rank(0.2, 2, 0.7, 0.6), "m3": Rank(-0.1, 3, 0.0, 0.0)}
FOUND = {"m1": Standing(0.5, 0.2, 0.8, "above", 150), "m2": Standing(-0.1, -0.3, 0.1, "met", 150),
         "m3": Standing(-2.0, -2.2, -1.8, "below", 150)}  # fmt: skip
NAMES = {"m1": "Books a day", "m2": "Pays", "m3": "Waits"}
REGISTER = Register(moments=[Moment(id="a", description="rings", type="person-system", owner="desk")])


def test_every_chart_is_laid_out_within_its_page(scenes: list[Chart]) -> None:
    draw_differences(ROWS, 120_000, "You found 1 of 3", "A visit", "Your marks come 0.4 s after.")
    draw_disagreement(SHARED, 5, "One of two divides")
    draw_critical(NAMES, RANKS, {"m1": 3.0, "m2": 4.5, "m3": 2.0}, 2, "150 customers")
    draw_standing(NAMES, FOUND)
    draw_dashboard(dashboard(REGISTER))
    assert len(scenes) == 5
    for chart in scenes:
        tidy(chart)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 299_999), KINDS, KINDS, TEXTS), min_size=1, max_size=60),
    TEXTS,
)
def test_no_recording_leaves_the_page(rows: Any, words: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        scenes = _watch(patch)
        compared = [
            Compared(at if agreed else None, at if given_ else None, agreed, given_, "missed", text)
            for at, agreed, given_, text in rows
            if agreed or given_
        ]
        shared = [Shared(at, kind or "MOT", text, {kind: 3, "": 2}, 0.5) for at, kind, _, text in rows]
        draw_differences(compared, 300_000, words, words, words)
        draw_disagreement(shared, 5, words)
        for chart in scenes:
            tidy(chart)


@settings(max_examples=15, deadline=None)
@given(TEXTS, st.floats(-1, 1), st.floats(-4, 4))
def test_no_rating_leaves_the_page(words: str, weight: float, mean: float) -> None:
    with pytest.MonkeyPatch.context() as patch:
        scenes = _watch(patch)
        draw_critical({"m": words}, {"m": Rank(weight, 1, 0.5, 0.5)}, {"m": 3}, 1)
        draw_standing({"m": words}, {"m": Standing(mean, mean - 9, mean + 9, "met", 3)})
        for chart in scenes:
            tidy(chart)


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        (lambda: draw_differences(ROWS, 120_000, "T"), ["0:02", "Missed: a rule", "wrong kind", "BP"]),
        (lambda: draw_disagreement(SHARED, 5, "T"), ["five levels", "0.9", "Not marked: 1"]),
        (lambda: draw_critical(NAMES, RANKS, {"m2": 4.5}, 2), ["Books a day", "0.5", "Rank: 3"]),
        (lambda: draw_standing(NAMES, FOUND), ["Waits", "below", "-1.8"]),
        (lambda: draw_dashboard(dashboard(REGISTER)), ["Ownership", "An event log", "Towers", "ours"]),
    ],
)
def test_the_twin_says_all_of_it(drawn: Any, words: list[str]) -> None:
    found = drawn()
    for word in words:
        assert word in found.twin_text
    assert found.tables and found.alt and "<table>" in found.twin_html
    assert found.png() == drawn().png()


@pytest.mark.parametrize(
    "drawn",
    [
        lambda: draw_differences((), 1000, "T"), lambda: draw_disagreement((), 0, "T"),
        lambda: draw_critical({}, {}, {}), lambda: draw_standing({}, {}),
        lambda: draw_dashboard(MEASURES),
    ],
)  # fmt: skip
def test_with_nothing_to_show_a_sentence_says_so(drawn: Any) -> None:
    found = drawn()
    assert found.figure is None and found.twin_text.strip().endswith(".")


def test_without_a_font_the_twin_stands_alone(no_fonts: None) -> None:
    found = draw_standing({"m1": "\u6771\u4eac\u3092\u51fa\u767a"}, {"m1": FOUND["m1"]})
    assert found.figure is None and "no font" in found.twin_text and "\u6771\u4eac" in found.twin_text


@pytest.mark.parametrize(
    ("unit", "name", "value", "shown"),
    [("share", "Type", 0.667, "67%"), ("money", "Risk", 30755.0, "30,755"),
     ("money", "Cost", 26.4, "26.40"), ("-4 to 4", "Expectation", 0.19, "+0.19"),
     ("MOTs a case", "Amount", 7.27, "7.27"), ("share", "Type", None, "")],
)  # fmt: skip
def test_figures_are_shown_as_people_write_them(
    unit: str, name: str, value: float | None, shown: str
) -> None:
    assert figure_of(Measure(1, name, unit, "Towers", "OWN", "", value)) == shown


def test_marks_differ_by_shape_and_letter() -> None:
    chart = Chart("T")
    for kind in ("MOT", "BP", "BR"):
        chart.mark(kind, 100, 100)
    assert [s.kind for s in chart.shapes] == ["circle", "diamond", "square"]
    assert [chart_room.letter_of(k) for k in ("MOT", "BP", "BR", "")] == ["M", "B", "R", ""]
