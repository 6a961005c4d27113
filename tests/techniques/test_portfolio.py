"""A ranking, and how firm each place in it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.techniques.portfolio import EVEN, Offer, rank

CLEAR = [Offer("good", 10, 100, 5), Offer("fair", 6, 300, 20), Offer("poor", 1, 900, 60)]
OFFERS = st.lists(
    st.builds(Offer, st.uuids().map(str), st.integers(0, 50), st.integers(0, 9000), st.integers(1, 90)),
    min_size=1, max_size=7, unique_by=lambda o: o.id,
)  # fmt: skip


def test_what_is_best_in_all_three_is_first_under_every_weight() -> None:
    found = rank(CLEAR, k=1)
    assert list(found) == ["good", "fair", "poor"]
    assert (found["good"].score, found["poor"].score) == (1, 0)
    assert [p.keeps for p in found.values()] == [1, 1, 1]
    assert [p.stays for p in found.values()] == [1, 0, 0]


def test_what_is_near_changes_places_and_says_so() -> None:
    near = [Offer("dear", 10, 1000, 10), Offer("cheap", 1, 400, 10), Offer("poor", 0, 1000, 30)]
    found = rank(near, k=1)
    first, second = list(found.values())[:2]
    assert {list(found)[0], list(found)[1]} == {"dear", "cheap"}
    assert 0 < first.keeps < 1 and (first.best, first.worst) == (1, 2)
    assert first.stays + second.stays == pytest.approx(1)


def test_weights_decide() -> None:
    offers = [Offer("big", 10, 900, 60), Offer("quick", 2, 100, 5)]
    assert list(rank(offers, {"benefit": 5, "cost": 1, "time": 1}))[0] == "big"
    assert list(rank(offers, {"benefit": 1, "cost": 5, "time": 5}))[0] == "quick"


def test_no_shake_keeps_everything() -> None:
    assert all(p.keeps == 1 for p in rank(CLEAR, shake=0).values())


@pytest.mark.parametrize(
    ("weights", "k", "words"),
    [
        ({"benefit": 1}, 3, "Expected weights"),
        ({"benefit": 0, "cost": 0, "time": 0}, 3, "Expected weights"),
        ({"benefit": 1, "cost": -1, "time": 1}, 3, "Expected weights"),
        (EVEN, 0, "Expected k"),
    ],
)
def test_weights_that_cannot_be_meant_are_told(weights: Any, k: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rank(CLEAR, weights, k)


@given(OFFERS, st.integers(1, 4))
@settings(max_examples=25)
def test_places_are_a_ranking_whatever_is_ranked(offers: list[Offer], k: int) -> None:
    found = rank(offers, k=k)
    assert [p.rank for p in found.values()] == list(range(1, len(offers) + 1))
    assert all(p.best <= p.rank <= p.worst and 0 <= p.score <= 1 for p in found.values())
    assert sum(p.stays for p in found.values()) == pytest.approx(min(k, len(offers)))
    scores = [p.score for p in found.values()]
    assert scores == sorted(scores, reverse=True)


@given(OFFERS)
@settings(max_examples=25)
def test_the_order_of_the_list_changes_nothing(offers: list[Offer]) -> None:
    assert rank(offers) == rank(offers[::-1])
