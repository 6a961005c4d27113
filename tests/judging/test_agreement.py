"""Agreement held against tables worked by hand, and who decides in the end."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.judging.agreement import (
    agreement,
    alpha,
    interval,
    needs_third,
    resolve,
    weighted_kappa,
)
from cxkit.judging.judgement import Judgement

# By hand: ten answers; squared differences sum to 7, by chance to 202 / 10.
TEN = {(3, 3): 3, (2, 2): 2, (2, 3): 1, (1, 2): 1, (1, 1): 1, (0, 1): 1, (0, 2): 1}

# Krippendorff (2011), data C: four observers, twelve units; interval alpha is .849.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def units(columns):
    return Counter(tuple(v for v in unit if v is not None) for unit in columns)


@pytest.mark.parametrize(("table", "expected"), [
    (TEN, 1 - 70 / 202),
    ({(0, 0): 2, (3, 3): 2}, 1.0),
    ({(0, 3): 2, (3, 0): 2}, -1.0),
    ({(0, 0): 1, (0, 3): 1, (3, 0): 1, (3, 3): 1}, 0.0),
    ({(0, 1): 1, (1, 2): 1, (2, 3): 1}, 1 - 3 * 3 / 21),  # always one higher
    ({(2, 2): 9}, None),  # one level throughout: chance explains all
])
def test_weighted_kappa_by_hand(table, expected):
    assert weighted_kappa(table) == pytest.approx(expected)


def test_alpha_is_the_published_one():
    assert alpha(units(zip(*OBSERVERS, strict=True))) == pytest.approx(0.849, abs=0.0005)


@pytest.mark.parametrize(("table", "expected"), [
    # values 0 0 0 1: within 2 pairs of 1 over (2-1); between 2 * 3 * 1
    ({(0, 0): 1, (0, 1): 1}, 1 - 3 * 2 / 6),
    ({(0, 0): 2, (3, 3): 1}, 1.0),
    ({(1,): 5, (0, 0): 2, (3, 3): 1}, 1.0),  # judged once: says nothing
    ({(2, 2, 2): 4}, None),
])
def test_alpha_by_hand(table, expected):
    assert alpha(table) == (expected if expected is None else pytest.approx(expected))


PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=5, max_size=25)


@settings(max_examples=40)
@given(PAIRS, st.sampled_from([weighted_kappa, alpha]))
def test_the_interval_is_the_jackknife_done_the_long_way(pairs, measure):
    whole = measure(Counter(pairs))
    without = [measure(Counter(pairs[:i] + pairs[i + 1:])) for i in range(len(pairs))]
    found = interval(Counter(pairs), measure)
    if whole is None or None in without:
        assert found is None
        return
    mean = sum(without) / len(without)
    error = sqrt((len(pairs) - 1) / len(pairs) * sum((v - mean) ** 2 for v in without))
    if error < 1e-12:
        return
    assert found == pytest.approx((max(-1, whole - 1.96 * error), min(1, whole + 1.96 * error)))


def test_few_answers_and_perfect_agreement_have_no_interval():
    assert interval({(0, 0): 2, (3, 3): 2}, weighted_kappa) is None
    assert interval({(0, 0): 9, (3, 3): 9}, weighted_kappa) is None
    low, high = interval(TEN, weighted_kappa)
    assert -1 <= low < 1 - 70 / 202 < high <= 1


def test_every_two_markers_and_all_together():
    levels = {"anna": {"x": 2, "y": 1, "z": 0}, "bea": {"x": 2, "y": 2}, "carl": {"z": 3}, "dora": {"w": 1}}
    pairs, every = agreement(levels)
    told = [(p.who, p.count, p.same, p.near) for p in pairs]
    assert told == [(("anna", "bea"), 2, 0.5, 1.0), (("anna", "carl"), 1, 0.0, 0.0)]
    assert (every.count, every.same, every.near) == (3, pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert agreement({"dora": {"w": 1}}) == ((), None)


@pytest.mark.parametrize(("a", "b"), list(product(range(4), repeat=2)))
def test_a_third_is_asked_where_two_are_apart_or_the_line_lies_between(a, b):
    near = {(0, 0), (0, 1), (1, 1), (2, 2), (2, 3), (3, 3)}
    assert needs_third(a, b) == ((min(a, b), max(a, b)) not in near)


def by(*levels, digest="NOW"):
    """anna, bea, carl ... in the order in which they judged."""
    return {name: Judgement("2.2h", "x", level, f"{name} says", digest, begun=str(turn))
            for turn, (name, level) in enumerate(zip(("carl", "bea", "anna", "dora"), levels, strict=False))}


@pytest.mark.parametrize(("said", "level", "who", "third"), [
    (by(), None, (), False),
    (by(2), 2, ("carl",), False),
    (by(2, 3), 2.5, ("carl", "bea"), False),
    (by(0, 1), 0.5, ("carl", "bea"), False),
    (by(1, 2), None, ("carl", "bea"), True),
    (by(0, 2), None, ("carl", "bea"), True),
    (by(0, 3, 1), 1, ("carl", "bea", "anna"), False),
    (by(2, 3, 0), 2.5, ("carl", "bea"), False),  # nobody asked for a third
    (by(0, 3, 1, 2), 1, ("carl", "bea", "anna"), False),
    (by(2, 2, digest="BEFORE"), None, (), False),  # another answer
    (by(None, 2), 2, ("bea",), False),  # a comment alone is no level
])
def test_whose_level_counts(said, level, who, third):
    found = resolve(said, "NOW")
    assert (found.level, found.by, found.third) == (level, who, third)


def test_comments_are_joined_and_a_third_s_stands_alone():
    assert resolve(by(2, 3), "NOW").comment == "carl says\n\nbea says"
    assert resolve(by(0, 3, 1), "NOW").comment == "anna says"
