"""Partial orders, against the plain definition and against scipy where the order is whole."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from cxkit.techniques.artefact import ArtefactError
from cxkit.techniques.order import Card, StepOrder, arranged, order_tau, turned

PAIRS = [("a", "b"), ("b", "c"), ("a", "c")]


@pytest.mark.parametrize(
    ("before", "order", "tau", "wrong"),
    [
        (PAIRS, "abc", 1, []),
        (PAIRS, "cba", -1, PAIRS),
        (PAIRS, "bac", 1 / 3, [("a", "b")]),
        (PAIRS[1:], "bac", 1, []),  # a and b may stand either way
        (PAIRS, "ab", -1 / 3, [("b", "c"), ("a", "c")]),  # what is left out counts as turned
        (PAIRS, "axbyc", 1, []),  # cards that nobody asked for
        (PAIRS, "", -1, PAIRS),
        ([], "abc", 0, []),
    ],
)
def test_tau_counts_only_the_pairs_that_must_hold(before, order, tau, wrong):
    assert order_tau(before, order) == pytest.approx(tau)
    assert turned(before, order) == wrong


@given(st.permutations(range(8)))
def test_a_whole_order_gives_kendalls_tau(order):
    before = list(combinations(range(8), 2))
    places = [order.index(n) for n in range(8)]
    assert order_tau(before, order) == pytest.approx(kendalltau(range(8), places).statistic)


@given(st.permutations(range(6)), st.sets(st.sampled_from(list(combinations(range(6), 2))), min_size=1))
def test_the_mirror_of_an_order_has_the_opposite_tau(order, before):
    assert order_tau(before, order) == pytest.approx(-order_tau(before, order[::-1]))


@pytest.mark.parametrize(
    ("rows", "ids"),
    [
        ([("b", 2), ("a", 1)], ["a", "b"]),
        ([("b", None), ("a", None)], ["b", "a"]),
        ([("b", ""), ("a", "")], ["b", "a"]),
        ([("a", 1), ("b", 2), ("a", 3)], ["a", "b"]),
        ([("a", 1), ("b", 1)], ["a", "b"]),
        ([], []),
    ],
)
def test_cards_stand_by_place_and_each_once(rows, ids):
    assert arranged([Card(id=i, place=p) for i, p in rows]) == ids


def test_a_place_in_words_is_refused_with_its_row():
    with pytest.raises(ArtefactError) as caught:
        StepOrder.read({"order": [{"id": "a", "place": 1}, {"id": "b", "place": "second"}]})
    assert "row 2" in str(caught.value) and "a whole number" in str(caught.value)
