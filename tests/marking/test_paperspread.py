"""How far a paper's marks may be off: by hand, and as a law."""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.cases.paper import open_key
from cxkit.marking.paper import score_quiz
from cxkit.marking.paperspread import area_spread, jackknife, quiz_spread

KINDS = ("want", "need", "expectation", "perception")


@pytest.fixture(scope="module")
def key(root: Path) -> dict[str, Any]:
    return open_key(root / "course" / "trainer" / "brightwater-key")


@pytest.mark.parametrize(("value", "without", "expected"), [
    (1.0, [1.0, 1.0, 1.0], (1.0, 1.0)),
    # mean .5, squares 2 x .01, times 1/2: the error is .1
    (0.5, [0.4, 0.6], (0.5 - 1.96 * 0.1, 0.5 + 1.96 * 0.1)),
    # a share of 4 in 6: left out, 3/5 four times and 4/5 twice; the textbook's sqrt(pq/(n-1))
    (4 / 6, [0.6] * 4 + [0.8] * 2, (4 / 6 - 1.96 * sqrt(2 / 9 / 5), 1.0)),
    (0.05, [0.0, 0.3], (0.0, 0.05 + 1.96 * 0.15)),
])  # fmt: skip
def test_the_interval_is_that_of_the_textbook(
    value: float, without: list[float], expected: tuple[float, float]
) -> None:
    assert jackknife(value, without) == pytest.approx(expected)


@pytest.mark.parametrize(("area", "part", "field", "name"), [
    ("needs", "kinds", "kinds", "kinds"), ("moments", "types", "types", "types"),
    ("rules", "types", "types", "types"), ("rules", "decisions", "decisions", "court"),
    ("measures", "kpis", "kpis", "kpis"),
])  # fmt: skip
def test_one_slip_gives_a_spread_and_none_gives_none(
    key: dict[str, Any], area: str, part: str, field: str, name: str
) -> None:
    told = key["tasks"][area]
    right = {i: label for i, label in told[name]["truth"].items() if label != "disputed"}
    assert area_spread(area, part, {field: right}, told) == pytest.approx((1.0, 1.0))
    wrong = dict(right)
    for i in list(right)[: len(right) // 3]:
        wrong[i] = next(x for x in right.values() if x != right[i])
    low, high = area_spread(area, part, {field: wrong}, told) or (0.0, 0.0)
    assert low < high, (low, high)


@pytest.mark.parametrize(("area", "part"), [("needs", "letters"), ("breaks", "moments"),
                                            ("measures", "plan"), ("rules", "witnesses")])
def test_what_rests_on_no_labels_has_no_interval(
    key: dict[str, Any], area: str, part: str
) -> None:
    assert area_spread(area, part, {}, key["tasks"][area]) is None


@given(st.data())
def test_the_quizs_credit_lies_within_its_interval(key: dict[str, Any], data: Any) -> None:
    told = key["quiz"]
    answers = {i: data.draw(st.sampled_from("abcd")) for i in told["items"]}
    credits, spreads = score_quiz(answers, told), quiz_spread(answers, told)
    assert spreads.keys() == credits.keys()
    for area, (low, high) in spreads.items():
        assert 0 <= low <= credits[area] + 1e-6 and credits[area] - 1e-6 <= high <= 1
