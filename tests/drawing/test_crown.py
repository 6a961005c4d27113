"""The Triple Crown chart, the portfolio, the map before and after: tidy, and the twin holds it all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxkit.drawing import beforeafter, crown, crownportfolio, export
from cxkit.drawing.beforeafter import before_after_tables, draw_before_after
from cxkit.drawing.chart import SIDE, WIDE, Chart, picture
from cxkit.drawing.crown import Claimed, draw_crown
from cxkit.drawing.crownportfolio import draw_portfolio
from cxkit.techniques.activity import ActivityMap
from cxkit.techniques.crown import MEASURES, Change
from cxkit.techniques.keep import Keep, redrawn
from cxkit.techniques.portfolio import Offer, rank
from tests.drawing.geometry import sound
from tests.techniques.test_keep import a_map, answer

UNITS = {"cost": "a visit, pounds", "revenue": "a year, pounds", "service": "stars"}
LONG = "Donaudampfschifffahrtsgesellschaft" * 5


@pytest.fixture
def charts(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    """The charts as they are laid out."""
    found: list[Chart] = []

    def seen(chart: Chart, *rest: Any, **more: Any) -> Any:
        found.append(chart)
        return picture(chart, *rest, **more)

    for room in (crown, crownportfolio):
        monkeypatch.setattr(room, "picture", seen)
    return found


def tidy(chart: Chart) -> None:
    scene = chart.scene()
    assert all(box.holds() for box in scene.boxes)
    for box in scene.boxes:
        left, top, right, bottom = box.ink()
        assert left >= SIDE - 8 and right <= SIDE + WIDE + 8 or not box.lines, box
        assert top >= 0 and bottom <= scene.height
    for shape in scene.shapes:
        assert shape.x >= 0 and shape.x + shape.w <= scene.width


def claim(name: str = "G1", low: float = -5, high: float = -1, **more: Any) -> Claimed:
    """A claim with one interval laid about its middle in each panel, two periods."""
    middle = (low + high) / 2
    changes = tuple(
        Change(m, p, 10, 10 + (middle if m == "cost" else -middle), *((low, high) if m == "cost" else (-high, -low)))
        for m in MEASURES for p in ("autumn", "winter")
    )  # fmt: skip
    return Claimed(name, "What is done", changes, **more)


CLAIMS = {
    "one that passes": [claim(verdict="passes the gate", passed=True)],
    "0 inside": [claim(low=-3, high=2, verdict="an interval holds 0")],
    "the wrong way": [claim(low=2, high=4, verdict="one goes the wrong way")],
    "nothing moves": [claim(low=0, high=0, verdict="an interval holds 0")],
    "very different sizes": [claim(), claim("G2", -900, -100), claim("G3", -0.02, -0.01)],
    "long words": [Claimed(LONG, LONG, claim().changes, LONG)],
    "one figure": [Claimed("G1", "", claim().changes[:1], "")],
}


@pytest.mark.parametrize("claims", CLAIMS.values(), ids=CLAIMS)
@pytest.mark.parametrize("judged", [True, False])
def test_the_chart_is_laid_out_within_its_page(
    charts: list[Chart], claims: list[Claimed], judged: bool
) -> None:
    made = draw_crown(claims, UNITS, "A title", "Yours", "By t.", judged)
    tidy(charts[0])
    assert len(made.tables[0].rows) == sum(len(c.changes) for c in claims)


NUMBER = st.floats(-1e6, 1e6, allow_nan=False)


@given(
    st.lists(
        st.tuples(st.sampled_from(list(MEASURES)), NUMBER, NUMBER, NUMBER), min_size=1, max_size=6
    )
)
@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_figures_can_be_drawn(charts: list[Chart], rows: list[Any]) -> None:
    changes = tuple(Change(m, "p", 0, mid, *sorted((low, high))) for m, mid, low, high in rows)
    draw_crown([Claimed("x", "", changes)], {}, "t")
    tidy(charts[-1])


def _letters(chart: Chart) -> list[str]:
    return [line for box in chart.boxes for line in box.lines if line in ("P", "0", "X")]


@pytest.mark.parametrize(
    ("low", "high", "letter"), [(-5, -1, "P"), (-5, 1, "0"), (-5, 0, "0"), (1, 5, "X")]
)
def test_an_interval_is_told_by_letter_and_shape(
    charts: list[Chart], low: float, high: float, letter: str
) -> None:
    draw_crown([claim(low=low, high=high)], UNITS, "t")
    found = _letters(charts[0])
    plain = {"P": 1, "0": 1 + 3, "X": 1}[letter]  # the key, and the three zeros of the scales
    assert found.count(letter) == 6 + plain
    shape = {"P": "square", "0": "circle", "X": "diamond"}[letter]
    assert sum(s.kind == shape and s.w >= 9 for s in charts[0].shapes) == 6 + 1


def test_what_is_not_judged_tells_nothing(charts: list[Chart]) -> None:
    made = draw_crown([claim(verdict="passes the gate", passed=True)], UNITS, "t", judged=False)
    assert _letters(charts[0]) == ["0"] * 3
    assert "passes" not in made.twin_text and "good side" not in made.twin_html


def test_what_is_not_given_is_said(charts: list[Chart]) -> None:
    draw_crown([Claimed("x", "", claim().changes[:3])], UNITS, "t")
    assert sum("not given" in box.lines for box in charts[0].boxes) == 3


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_crown([], UNITS, "t").figure is None
    assert draw_portfolio({}, [], {}, "x").figure is None


def test_a_portfolio_is_laid_out_and_told(charts: list[Chart]) -> None:
    offers = [
        Offer("a", 10, 100, 5),
        Offer("b", 3, 300, 40),
        Offer("c", 0, 900, 60),
        Offer("d", 0, 900, 60),
    ]
    made = draw_portfolio({"a": LONG, "b": "short"}, offers, rank(offers), "hand-offs")
    tidy(charts[0])
    assert [row[0] for row in made.tables[0].rows] == ["a", "b", "c", "d"]
    assert "3 of the first 3 stay" in made.title


# ---- before and after -----------------------------------------------------------------------

MAPS = {
    "nothing goes": answer(),
    "a side way goes": answer(red=["A7"], blue=["A3-A4"], green=["R1"]),
    "a gap bridged": answer(red=["A5"], joins=[{"first": "A4", "last": "A6"}]),
    "nearly all goes": answer(red=["A2", "A5", "A6", "A7"]),
}


@pytest.mark.parametrize("keep", MAPS.values(), ids=MAPS)
def test_the_map_before_and_after_is_tidy(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Any] = []
    whole = beforeafter.lay_out
    monkeypatch.setattr(beforeafter, "lay_out", lambda *a: found.append(whole(*a)) or found[-1])
    made = redrawn(a_map(), keep)
    drawn = draw_before_after(made, {"A6", "R3"}, {"A7": "nobody asks"}, "Yours")
    for page in found[0].pages:
        sound(page)
    assert drawn.figure is not None and drawn.title.startswith(
        ("Moments of truth 4 to", "Nothing is removed yet: moments of truth 4")
    )
    words = {line for box in found[0].screen.boxes for line in box.lines}
    gone = made.steps
    assert {w for w in words if w.endswith(" out")} == {f"{step} out" for step in gone}


def test_every_decision_stands_in_the_table_with_its_reason() -> None:
    made = redrawn(a_map(), answer(red=["A7"], green=["R2"]))
    tables = before_after_tables(made, {"A6"}, {"A7": "nobody asks", "R2": "the till does it"})
    rows = {row[0]: row[2:] for row in tables[0].rows}
    assert rows["M A7"] == ("remove", "nobody asks")
    assert rows["M A6"] == ("improve", "")
    assert rows["B A2-A3"] == ("keep", "")
    assert rows["R R2"] == ("remove", "the till does it")
    assert {r[0]: r[1:] for r in tables[1].rows}["rules"] == (3, 2)


def test_a_hand_off_that_is_removed_keeps_its_arrow_and_loses_its_mark() -> None:
    made = redrawn(a_map(), answer(blue=["A3-A4"]))
    text = draw_before_after(made, (), {}).twin_text
    assert "then A4\n" in text and "then A4 (B" not in text


@pytest.mark.parametrize("suffix", ["pdf", "xlsx"])
def test_they_can_be_exported(tmp_path: Any, suffix: str) -> None:
    drawn = draw_before_after(redrawn(a_map(), answer(red=["A7"])), (), {}, paper="A3")
    thing = drawn if suffix == "pdf" else list(drawn.tables)
    assert export(thing, tmp_path / f"x.{suffix}").stat().st_size > 1000


def test_an_empty_map_and_an_unknown_paper_are_told() -> None:
    nothing = draw_before_after(redrawn(ActivityMap(), Keep()))
    assert nothing.figure is None and "nothing to draw" in nothing.alt
    with pytest.raises(ValueError, match="A4 or A3"):
        draw_before_after(redrawn(a_map(), Keep()), paper="A5")
