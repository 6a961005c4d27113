"""Swimlanes: words in their boxes, boxes apart, arrows from border to border, on any map."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxkit.drawing import draw_map, export, sketch_map
from cxkit.drawing.lanecards import rule_marks, story
from cxkit.drawing.lanepage import FLOOR, PAPERS, lay_out, sketched
from cxkit.drawing.lanerows import MOST_COLUMNS, broken
from cxkit.drawing.scene import Scene
from cxkit.techniques.activity import LANES, ActivityMap

from .geometry import sound
from .maps import NASTY, chain, make_map

CASE = Path(__file__).parents[2] / "course" / "cases" / "rowan-vale" / "steps.json"
SMALLEST = 6.0  # points on paper


def _case() -> ActivityMap:
    rows = json.loads(CASE.read_text(encoding="utf-8"))
    return ActivityMap.read({"steps": [{k: v for k, v in r.items() if k != "times"} for r in rows]})


MAPS = {
    "case": _case(),
    "one step": make_map({"lane": "frontstage", "step": "Say hello", "performer": "clerk"}),
    "one step to itself": make_map({"lane": "system", "step": "Wait", "next": ["S0"]}),
    "a ring": make_map(
        {"lane": "frontstage", "step": "Ask", "performer": "a", "next": ["S1"]},
        {"lane": "backstage", "step": "Tell", "performer": "b", "next": ["S0"]},
    ),
    "no lanes": make_map({"step": "Ask", "next": ["S1"]}, {"step": "Tell"}),
    "forty": chain(40, apart=6),
    "sixty": chain(60),
    "sixty at once": make_map(
        {"lane": "customer", "step": "Begin", "next": [f"S{n}" for n in range(1, 61)]},
        *({"lane": "backstage", "performer": f"p{n}", "step": "Do", "next": ["S61"]} for n in range(60)),
        {"lane": "backstage", "performer": "last", "step": "End"},
    ),
    "nasty": make_map(
        *(
            {"lane": LANES[n % 6], "step": text, "performer": text, "code": f"S{n}",
             "rule": "R1 R2 R3 R4 R5 R6 R7 R8 R9 R10", "next": [f"S{n + 1}", f"S{n // 2}"]}
            for n, text in enumerate(NASTY)
        )
    ),
}  # fmt: skip


def _scenes(activity: ActivityMap, before: ActivityMap | None = None) -> Iterable[Scene]:
    told = story(activity, before)
    for paper in PAPERS:
        laid = lay_out(
            told, "11 moments of truth, 31 break points: 2.8 each", "Rowan & Vale", paper
        )
        yield from (*laid.pages, laid.screen)
    yield sketched(told, 6)


@pytest.mark.parametrize("name", MAPS)
def test_a_map_is_sound_on_every_paper(name: str, cjk: str) -> None:
    for scene in _scenes(MAPS[name]):
        sound(scene)


STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "lane": st.sampled_from([*LANES, "", "Roof"]),
            "performer": st.sampled_from(["agent", "clerk", "customer", "", NASTY[1]]),
            "counterpart": st.sampled_from(["", "customer", "web"]),
            "step": st.one_of(st.sampled_from(NASTY), st.text(max_size=60)),
            "next": st.lists(st.integers(0, 13).map("S{}".format), max_size=5),
            "rule": st.sampled_from(["", "R1", "R1, R2", "the deposit rule", "R9 R8 R7 R6 R5 R4 R3 R2 R1"]),
            "touch_minutes": st.sampled_from([None, 0, 5, 4194, "soon"]),
            "wait_minutes": st.sampled_from([None, 0.4, 90, 10**7]),
        }
    ),
    min_size=1,
    max_size=13,
)  # fmt: skip
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SLOW
@given(STEPS)
def test_any_map_issound(cjk: str, rows: list[dict]) -> None:
    activity = make_map(*rows)
    if story(activity).cards:
        for scene in _scenes(activity):
            sound(scene)


@SLOW
@given(STEPS, st.sets(st.integers(0, 12)))
def test_any_change_issound(cjk: str, rows: list[dict], gone: set[int]) -> None:
    before = make_map(*rows)
    after = before.model_copy(
        update={"steps": [s for n, s in enumerate(before.steps) if n not in gone]}
    )
    if story(after, before).cards:
        for scene in _scenes(after, before):
            sound(scene)


@pytest.mark.parametrize("name", ["case", "forty", "sixty"])
@pytest.mark.parametrize("paper", PAPERS)
def test_paper_is_never_outgrown_and_type_never_too_small(name: str, paper: str) -> None:
    laid = lay_out(story(MAPS[name]), "A title", "", paper)
    assert {(p.width, p.height) for p in laid.pages} == {PAPERS[paper]}
    sizes = {b.face.size for p in laid.pages for b in p.boxes if b.lines}
    assert min(sizes) >= SMALLEST == 8 * FLOOR
    assert not laid.cut


@pytest.mark.parametrize("name, rows", [("case", 5), ("forty", 4), ("one step", 1)])
def test_rows_hold_at_most_twelve_columns(name: str, rows: int) -> None:
    found = broken(story(MAPS[name]), MOST_COLUMNS)
    assert max(r.columns for r in found) <= MOST_COLUMNS
    assert len(found) <= rows
    assert sorted(ref for r in found for ref in r.cards) == sorted(MAPS[name].rows)


def test_a_row_that_is_left_says_where_it_goes_on() -> None:
    rows = broken(story(chain(30)), 6)
    assert len(rows) == 5
    for row in rows:
        for ref, codes in row.leaving.items():
            assert ref in row.cards and not set(codes) & set(row.cards)
            for code in codes:
                there = next(r for r in rows if code in r.cards)
                assert ref in {k.first for k in there.coming[code]}


def test_lanes_stand_in_order_and_the_line_of_visibility_below_what_is_seen() -> None:
    rows = (
        {"lane": lane, "step": lane, "next": [f"S{n + 1}"]}
        for n, lane in enumerate(reversed(LANES))
    )
    scene = sketched(story(make_map(*rows)), 12)
    tops = {b.name.removeprefix("lane/"): b.y for b in scene.boxes if b.name.startswith("lane/")}
    assert tuple(sorted(tops, key=tops.__getitem__)) == LANES
    line = next(s for s in scene.strokes if s.name == "sight").points[0][1]
    assert tops["frontstage"] < line <= tops["backstage"]


def test_marks_are_numbered_as_the_title_counts_them() -> None:
    picture = draw_map(MAPS["case"], "Rowan & Vale")
    met, handed = map(int, re.findall(r"(\d+) (?:moment|break)", picture.title))
    scene = sketched(story(MAPS["case"]), 12)
    shown = {s.name[5:] for s in scene.shapes if s.name.startswith("mark/")}
    assert {m for m in shown if m[0] == "M"} == {f"M{n}" for n in range(1, met + 1)}
    assert {m for m in shown if m[0] == "B"} == {f"B{n}" for n in range(1, handed + 1)}
    assert (
        picture.title
        == f"Rowan & Vale: {met} moments of truth, {handed} break points: {handed / met:.1f} each"
    )


@pytest.mark.parametrize(
    "rules, expected",
    [
        (["R17", "R3"], {"R17": "R17", "R3": "R3"}),
        (["DEPOSIT", "R1"], {"DEPOSIT": "R2", "R1": "R1"}),
        (["DEPOSIT", "HOURS"], {"DEPOSIT": "R1", "HOURS": "R2"}),
    ],
)
def test_a_rule_keeps_its_own_number(rules: list[str], expected: dict[str, str]) -> None:
    assert rule_marks(make_map(*({"step": "x", "rule": r} for r in rules))) == expected


def test_what_is_gone_is_out_and_what_came_is_new() -> None:
    before = make_map(
        {"lane": "frontstage", "performer": "a", "step": "Ask", "next": ["S1"]},
        {"lane": "backstage", "performer": "b", "step": "Copy", "next": ["S2"]},
        {"lane": "frontstage", "performer": "a", "step": "Tell"},
    )
    after = make_map(
        {"lane": "frontstage", "performer": "a", "step": "Ask", "next": ["S3"]},
        {"lane": "frontstage", "performer": "a", "step": "Tell", "code": "S2"},
        {"lane": "system", "performer": "web", "step": "Look up", "code": "S3", "next": ["S2"]},
    )
    picture = draw_map(after, before=before)
    assert picture.title == "From 0 moments of truth and 2 break points to 0 and 2"
    assert "S1 (out): Copy. Backstage. b\n  then S2 (out)" in picture.twin_text
    assert "S3 (new): Look up. System. web\n  then S2 (B2, new)" in picture.twin_text
    scene = sketched(story(after, before), 6)
    hatched = [s.name for s in scene.shapes if s.hatch]
    assert hatched == ["step/S1"]
    assert {b.lines for b in scene.boxes if b.name == "code/S1"} == {("S1 out",)}
    assert {b.lines for b in scene.boxes if b.name == "code/S3"} == {("S3 new",)}


def test_the_twin_holds_every_step_and_every_arrow() -> None:
    picture = draw_map(MAPS["case"], "Rowan & Vale")
    for ref, step in MAPS["case"].rows.items():
        assert f"{ref}" in picture.twin_text and step.step in picture.twin_text
        assert f'<th scope="row">{ref}</th>' in picture.twin_html
        for follow in step.next:
            assert f"then {follow}" in picture.twin_text
    assert picture.twin_html.count("<caption>") == len(picture.tables) == 4
    assert picture.alt.startswith("Swimlanes of 24 steps in the lanes customer")


@pytest.mark.parametrize("text", ["<script>x</script>", "a & b", '"quoted"', "x\x00y"])
def test_the_sketch_is_well_formed_whatever_is_typed(text: str) -> None:
    svg, alt = sketch_map(make_map({"lane": text, "performer": text, "step": text, "code": text}))
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert alt.startswith("Swimlanes of 1 step")


def test_an_empty_map_is_a_calm_sentence() -> None:
    picture = draw_map(ActivityMap())
    assert picture.figure is None and picture.title == "The map is not begun"
    assert picture.twin_text.startswith("There is nothing to draw yet.")
    assert sketch_map(ActivityMap())[0] == ""


def test_far_too_many_arrows_are_a_calm_sentence() -> None:
    every = [f"S{n}" for n in range(60)]
    crowd = make_map(*({"lane": "system", "step": "Do", "next": every} for _ in every))
    picture = draw_map(crowd)
    assert picture.figure is None
    assert picture.twin_text.startswith("The map has 3,600 arrows, and at most 1,500 can be drawn.")
    assert sketch_map(crowd) == ("", picture.alt)


def test_without_a_font_words_stand_in(no_fonts: None) -> None:
    picture = draw_map(make_map({"lane": "customer", "step": "東京"}))
    assert picture.figure is None and "no font for 2 of the characters (京 東)" in picture.notes[0]
    assert "東京" in picture.twin_text and picture.tables


def test_another_paper_is_named() -> None:
    with pytest.raises(ValueError, match="Expected paper A4 or A3, found 'Letter'"):
        draw_map(MAPS["one step"], paper="Letter")


@pytest.mark.parametrize("paper, size", [("A4", [842, 595]), ("A3", [1191, 842])])
def test_the_pdf_has_its_size_and_its_fonts(tmp_path: Path, paper: str, size: list[int]) -> None:
    from pypdf import PdfReader

    path = export(draw_map(MAPS["case"], "Rowan & Vale", paper=paper), tmp_path / "map.pdf")
    reader = PdfReader(io.BytesIO(path.read_bytes()))
    for page in reader.pages:
        assert [round(float(v)) for v in page.mediabox[2:]] == size
        fonts = [f.get_object() for f in page["/Resources"]["/Font"].values()]
        inner = [
            f["/DescendantFonts"][0].get_object() if "/DescendantFonts" in f else f for f in fonts
        ]
        assert inner and all("/FontFile2" in f["/FontDescriptor"] for f in inner)
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Receive car" in text and "line of visibility" in text


@pytest.mark.parametrize("suffix", ["png", "svg", "xlsx"])
def test_a_map_is_written_in_every_format(tmp_path: Path, suffix: str) -> None:
    first = export(draw_map(MAPS["case"]), tmp_path / f"a.{suffix}").read_bytes()
    assert first == export(draw_map(MAPS["case"]), tmp_path / f"b.{suffix}").read_bytes()
