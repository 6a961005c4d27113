"""Measures, their share and their replacements; a tree of figures; the map's later cycle."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.techniques.measures import (
    KpiAudit,
    Replacement,
    judged,
    output_share,
    replacements_faults,
)
from cxkit.techniques.measures_tree import MeasureTree, joints, tree_faults
from cxkit.techniques.outcomes import OutcomeMap, box_texts
from cxkit.techniques.second_cycle import SecondCycle, entries, joined_map


@pytest.mark.parametrize(
    ("choices", "share"),
    [
        (["output", "output", "outcome", "output"], 0.75),
        (["outcome"], 0.0),
        (["output", ""], 1.0),  # what is not judged yet does not count
        (["", ""], None),
        ([], None),
    ],
)
def test_the_share_is_of_what_was_judged(choices: list[str], share: float | None) -> None:
    audit = KpiAudit.read({"labels": [{"id": f"k{n}", "choice": c} for n, c in enumerate(choices)]})
    assert output_share(judged(audit)) == share


ROW = {
    "id": "1", "output": "K07", "numerator": "drivers home by their hour", "denominator": "all who rang",
    "source": "call list", "serves": "O1", "gamed": "Only calls from near by are entered.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"source": " "}, ["source"]),
        ({"denominator": "Drivers home, by their hour!"}, ["denominator"]),
        ({"numerator": "Calls answered within twenty seconds"}, ["numerator"]),
        ({"gamed": "Cheating."}, ["gamed"]),
        ({"gamed": "all who rang"}, ["gamed"]),
        ({"gamed": "", "serves": "", "output": ""}, ["output", "serves", "gamed"]),
    ],
)
def test_a_replacement_names_the_field_that_does_not_hold(changes: dict[str, str], fields: list[str]) -> None:
    names = {"K07": "Calls answered within twenty seconds"}
    found = replacements_faults([Replacement.read(ROW | changes)], names)
    assert [f.field for f in found] == fields


def test_a_row_that_repeats_another_is_named() -> None:
    found = replacements_faults([Replacement.read(ROW), Replacement.read(ROW | {"id": "2", "serves": "O2"})])
    assert {(f.row, f.field) for f in found} == {("2", "output"), ("2", "numerator"), ("2", "gamed")}


def _tree(*rows: tuple[Any, ...]) -> MeasureTree:
    fields = ("code", "parent", "joined", "value", "step")
    return MeasureTree.read({"nodes": [{"id": f"n{i}", **dict(zip(fields, r, strict=True))}
                                       for i, r in enumerate(rows)]})  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "adds", "off"),
    [
        ([("a", "", "sum", 10, None), ("b", "a", "", 4, None), ("c", "a", "", 6, None)], True, 0.0),
        ([("a", "", "", 10, None), ("b", "a", "", 4, None), ("c", "a", "", 7, None)], False, -1.0),
        # Three figures rounded to whole ones may miss each other by one and a half.
        ([("a", "", "sum", 10, 1), ("b", "a", "", 4, 1), ("c", "a", "", 7, 1)], True, -1.0),
        ([("a", "", "product", 68854.13, 0.01), ("b", "a", "", 1200, None), ("c", "a", "", 57.38, 0.01)], True, -1.87),
        ([("a", "", "product", 68900, 0.01), ("b", "a", "", 1200, None), ("c", "a", "", 57.38, 0.01)], False, 44.0),
        ([("A", "", "sum", "10", None), ("b", "a", "", "4,5", None), ("c", "A", "", "5.5", None)], True, 0.0),
    ],
    ids=["comes out", "does not", "rounded", "a product", "a product that does not", "as people type"],
)  # fmt: skip
def test_parts_make_what_stands_above_them(rows: list[tuple[Any, ...]], adds: bool, off: float) -> None:
    (joint,) = joints(_tree(*rows))
    assert (joint.adds, joint.off) == (adds, off)


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=6))
@settings(max_examples=40)
def test_pence_rounded_to_pounds_always_come_out(pence: list[int]) -> None:
    rows = [("top", "", "sum", round(sum(pence) / 100), 1)]
    rows += [(f"p{n}", "top", "", round(p / 100), 1) for n, p in enumerate(pence)]
    (joint,) = joints(_tree(*rows))
    assert joint.adds


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("a", "", "", 1, None), ("b", "z", "", 1, None)], "its parent z is not there"),
        ([("a", "", "", 1, None), ("b", "c", "", 1, None), ("c", "b", "", 1, None)], "stands below itself"),
        ([("a", "", "", 1, None), ("b", "", "", 1, None)], "figures without a parent: A, B"),
        ([("a", "", "", 1, None), ("A", "a", "", 1, None)], "stands twice"),
        ([("a", "", "", "much", None)], "is not a number"),
        ([("a", "", "", None, None)], "its figure is open"),
        ([("b", "b", "", 1, None)], "without a parent: none"),
    ],
)
def test_what_is_no_tree_is_told(rows: list[tuple[Any, ...]], words: str) -> None:
    assert any(words in what for _, what, _ in tree_faults(_tree(*rows)))


def test_a_ring_of_figures_ends() -> None:
    assert joints(_tree(("a", "b", "", 1, None), ("b", "a", "", 1, None)))


FIRST = OutcomeMap.read({
    "about": [{"id": "about", "objective": "B1"}],
    "payer": [{"id": "p1", "text": "A midwife"}],
    "process": [{"id": "p1", "text": "Getting home"}, {"id": "p2", "text": "Sleeping"}],
    "line": [{"id": "line", "text": "Home by ten"}],
})  # fmt: skip


@pytest.mark.parametrize(
    ("data", "boxes"),
    [
        ({}, {"1": ["A midwife"], "3": ["Getting home", "Sleeping"], "6": ["Home by ten"]}),
        ({"struck": [{"id": "3/p1", "choice": "strike"}]}, {"3": ["Sleeping"], "1": ["A midwife"]}),
        ({"struck": [{"id": "3/p1", "choice": "keep"}]}, {"3": ["Getting home", "Sleeping"]}),
        # A new row with an old row's id stands beside it.
        ({"process": [{"id": "p1", "text": "Being awake"}]}, {"3": ["Getting home", "Sleeping", "Being awake"]}),
        ({"line": [{"id": "line", "text": "There by ten"}]}, {"6": ["There by ten"]}),
        ({"line": [{"id": "line", "text": " "}]}, {"6": ["Home by ten"]}),
        ({"struck": [{"id": "9/x", "choice": "strike"}]}, {"1": ["A midwife"]}),
    ],
)
def test_a_later_cycle_is_what_is_kept_and_what_is_new(data: dict[str, Any], boxes: dict[str, list[str]]) -> None:
    after = joined_map(FIRST, SecondCycle.read(data))
    found = box_texts(after)
    assert {box: found[box] for box in boxes} == boxes
    assert (after.version, after.objective) == (2, "B1")


def test_the_line_is_replaced_and_never_struck() -> None:
    assert set(entries(FIRST)) == {"1/p1", "3/p1", "3/p2"}
