"""The sentences of a grid say what its cells say, and no more."""

from __future__ import annotations

import pytest

from cxkit.drawing.finding import find
from cxkit.techniques.needs import Grid

from .grids import EXPERT, make_grid

FOUR = ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    "names, needs, strengths, title, dividers",
    [
        ([], [], [], "The grid is not begun: no kinds of customer, no needs", ()),
        (["A"], [], [], "The grid is not begun: one kind of customer, no needs", ()),
        (FOUR, ["x"], [[None] * 4], "Four kinds of customer, one need, no strengths yet", ()),
        (["A"], ["x", "y"], [[1], [3]], "One kind of customer so far; ‘y’ weighs most", ("n1",)),
        (
            ["A", "B"],
            ["x", "y"],
            [[3, 3], [1, 1]],
            "Two kinds of customer, and no need tells them apart yet",
            (),
        ),
        (
            FOUR,
            ["on price", "on time"],
            [[0, 0, 3, 3], [1, 1, 1, 2]],
            "Four kinds of customer; ‘on price’ divides them most",
            ("n0",),
        ),
        (
            ["A", "B"],
            ["x", "y"],
            [[3, 0], [0, 3]],
            "Two kinds of customer; ‘x’ and ‘y’ divide them most",
            ("n0", "n1"),
        ),
        (
            ["A", "B", "C"],
            ["x", "y", "z"],
            [[3, 0, 0], [0, 3, 0], [0, 0, 3]],
            "Three kinds of customer; three needs divide them equally",
            (),
        ),
        (
            ["A", "B"],
            ["", "y"],
            [[3, 0], [1, 1]],
            "Two kinds of customer; one without a name divides them most",
            ("n0",),
        ),
    ],
)
def test_title(
    names: list[str],
    needs: list[str],
    strengths: list[list[int | None]],
    title: str,
    dividers: tuple[str, ...],
) -> None:
    found = find(make_grid(names, needs, strengths))
    assert (found.title, found.dividers) == (title, dividers)


def test_of_equal_gaps_the_need_that_parts_the_profiles_is_named() -> None:
    # Each of the first two parts one kind from two by 3; without the first, B would be empty.
    grid = make_grid(["A", "B", "C"], ["x", "y", "z"], [[3, 3, 0], [3, 0, 0], [0, 0, 1]])
    assert find(grid).dividers == ("n0",)


@pytest.mark.parametrize(
    "names, strengths, sentence",
    [
        (
            ["A", "B"],
            [[3, 3], [1, 1]],
            "‘A’ and ‘B’ have the same profile: needs do not part them.",
        ),
        (["A", "B"], [[3, 0], [1, 1]], "The two resemble each other by 0.32 of 1."),
        (["A", "B", "C"], [[3, 3, 0], [1, 0, 3]], "Most alike: ‘A’ and ‘B’, 0.95 of 1."),
        (["A", "B", "C"], [[3, 3, 0], [1, 0, 0]], "‘C’ has no strength above 0 yet."),
        (["A", "B", "C"], [[3, 0, 0], [1, 0, 0]], "Two kinds have no strength above 0 yet."),
    ],
)
def test_who_is_alike(names: list[str], strengths: list[list[int | None]], sentence: str) -> None:
    assert sentence in find(make_grid(names, ["x", "y"], strengths)).sentences


@pytest.mark.parametrize(
    "counts, sentence",
    [
        ([0, 0, 0], "Evidence is still to come: none of the 3 strengths cites any."),
        ([0, 1, 2], "Thin evidence: of 3 strengths, 1 rests on none, and 1 on a single id."),
        ([0, 2, 2], "Thin evidence: of 3 strengths, 1 rests on none."),
        ([1, 2, 2], "All 3 strengths cite evidence, 1 of them a single id."),
        ([2, 2, 3], "All 3 strengths cite evidence, two ids or more."),
    ],
)
def test_evidence(counts: list[int], sentence: str) -> None:
    grid = make_grid(
        ["A", "B", "C"],
        ["x"],
        [[1, 2, 3]],
        evidence=lambda need, kind: [f"V{i:02d}" for i in range(counts[kind])],
    )
    assert find(grid).sentences[-1] == sentence


def test_long_words_are_quoted_short() -> None:
    grid = make_grid(["A", "B"], ["price " * 40, "y"], [[3, 0], [1, 1]])
    assert "price…’ divides" in find(grid).title
    assert len(find(grid).title) < 120


def test_the_order_of_columns_changes_no_sentence_but_the_pair() -> None:
    turned = Grid(categories=EXPERT.categories[::-1], needs=EXPERT.needs)
    assert find(turned).title == find(EXPERT).title
    assert find(turned).sentences[-1] == find(EXPERT).sentences[-1]
