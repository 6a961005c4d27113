"""A tree of figures as a picture: what does not come out is marked by shape and letter."""

from __future__ import annotations

import pytest

from cxkit.drawing.kpitree import _lay_out, draw_tree, tree_tables, tree_title
from cxkit.techniques.measures_tree import MeasureTree


def tree(calls: float = 2.0, joined: str = "sum") -> MeasureTree:
    rows = [("talk", "", 10, joined), ("book", "talk", 8, ""), ("calls", "talk", calls, "")]
    return MeasureTree.read({"nodes": [
        {"id": code, "code": code, "name": f"The {code}", "parent": parent, "value": value, "joined": how, "unit": "\u00a3"}
        for code, parent, value, how in rows]})  # fmt: skip


@pytest.mark.parametrize(
    ("made", "title"),
    [
        (tree(), "The sum comes out"),
        (tree(1.5), "1 of 1 sums does not come out: The talk"),
        (tree(1.25, "product"), "The sum comes out"),
        (MeasureTree(), "No figure has parts yet"),
    ],
    ids=["comes out", "does not", "a product", "empty"],
)
def test_the_title_is_the_finding(made: MeasureTree, title: str) -> None:
    assert tree_title(made) == title


def test_a_sum_that_does_not_come_out_has_a_diamond_a_letter_and_its_difference() -> None:
    page, drawn = _lay_out(tree(1.5), "t", "")
    assert drawn == 3
    assert [s.kind for s in page.shapes if s.name.startswith("mark/")] == ["diamond"]
    assert ("X",) in [b.lines for b in page.boxes]
    assert any("off by \u00a30.50" in " ".join(b.lines) for b in page.boxes)
    assert not [s for s in _lay_out(tree(), "t", "")[0].shapes if s.name.startswith("mark/")]


def test_every_text_lies_in_its_box_and_none_on_another() -> None:
    rows = [{"id": f"n{n}", "code": f"n{n}", "name": "A figure with a rather long name", "value": n + 1,
             "parent": f"n{(n - 1) // 3}" if n else ""} for n in range(30)]  # fmt: skip
    page, drawn = _lay_out(MeasureTree.read({"nodes": rows}), "Many sums", "A firm")
    assert drawn == 30
    assert all(b.holds() for b in page.boxes)
    inks = [b.ink() for b in page.boxes if b.lines and b.lines != ("X",) and len(b.lines[0]) > 1]
    for n, a in enumerate(inks):
        for b in inks[n + 1 :]:
            assert a[2] <= b[0] + 0.01 or b[2] <= a[0] + 0.01 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1


def test_what_hangs_on_nothing_is_left_to_the_table() -> None:
    whole = tree()
    more = MeasureTree.read({"nodes": [*(n.model_dump() for n in whole.nodes),
                                       {"id": "x", "name": "Alone", "parent": "z", "value": 1}]})  # fmt: skip
    picture = draw_tree(more)
    assert picture.notes == ("1 figures hang on nothing that is drawn; the table has them.",)
    assert "Alone" in picture.twin_html
    assert len(tree_tables(more)[0].rows) == 4
    assert picture.png(30)[:4] == b"\x89PNG"


@pytest.mark.parametrize("made", [MeasureTree(), MeasureTree.read({"nodes": [{"id": "a", "name": "One", "value": 1}]})])
def test_too_little_to_draw_says_so(made: MeasureTree) -> None:
    assert draw_tree(made).figure is None
    with pytest.raises(ValueError, match="Expected paper"):
        draw_tree(made, paper="letter")


def test_a_ring_and_no_root_do_not_stop_the_picture() -> None:
    ring = MeasureTree.read({"nodes": [{"id": "a", "name": "A", "parent": "b", "value": 1},
                                       {"id": "b", "name": "B", "parent": "a", "value": 1}]})  # fmt: skip
    assert draw_tree(ring).twin_text
