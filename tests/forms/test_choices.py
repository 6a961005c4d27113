from __future__ import annotations

import pytest

from cxkit.forms.choices import sort
from cxkit.forms.spec import Item, Option, Section

CARDS = Section(
    "labels", "Sort", kind="choices", items=(Item("S1", "one"), Item("S2", "two")),
    options=(Option("need", "Need"), Option("want", "Want")), why="Why?",
)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (None, []),
        ([{"id": "S2", "choice": "WANT"}, {"id": "S1", "choice": "need", "why": "so"}],
         [("S1", "need", "so"), ("S2", "want", "")]),
        ([{"id": "S1", "choice": "need"}, {"id": "S1", "choice": "want"}], [("S1", "want", "")]),
        ([{"id": "S1", "choice": "", "why": " "}], []),
        ([{"id": "S1", "choice": 3, "why": "kept"}], [("S1", "", "kept")]),
        ([{"id": "S9", "choice": "need"}, {"id": "S1", "choice": "old"}],
         [("S1", "old", ""), ("S9", "need", "")]),
    ],
)
def test_labels_in_the_items_order(raw, kept):
    rows, faults = sort(CARDS, raw)
    assert [(r["id"], r["choice"], r["why"]) for r in rows] == kept
    assert faults == []


@pytest.mark.parametrize(
    ("raw", "words"),
    [("S1", "expected a list, found str"), ([1, {"choice": "need"}], "2 saved labels of Sort")],
)
def test_what_cannot_be_kept_is_told(raw, words):
    rows, faults = sort(CARDS, raw)
    assert rows == []
    assert words in faults[0]
