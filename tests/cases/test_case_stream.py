"""Laws of chance and of likeness on which the case rests."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.cases.files import json_bytes, text_bytes
from cxkit.cases.rowan_vale.profile import nearest
from cxkit.cases.rowan_vale.world import CATEGORIES, NEEDS
from cxkit.cases.stream import Stream

PROFILES = {id_: category.strengths for id_, category in CATEGORIES.items()}
seeds = st.integers(0, 2**31)
felt = st.dictionaries(st.sampled_from(list(NEEDS)), st.integers(1, 3), min_size=1)


@given(seeds, st.lists(st.integers(), max_size=30))
def test_a_shuffle_loses_and_invents_nothing(seed, items):
    kept = list(items)
    assert Counter(Stream(seed, "a").shuffled(items)) == Counter(items)
    assert items == kept


@given(seeds)
def test_the_same_seed_and_purpose_give_the_same_draws(seed):
    one, other = Stream(seed, "a"), Stream(seed, "a")
    assert [one.unit() for _ in range(5)] == [other.unit() for _ in range(5)]
    assert Stream(seed, "a").unit() != Stream(seed, "b").unit()


@given(seeds, st.integers(-50, 50), st.integers(0, 50))
def test_a_draw_stays_between_its_bounds(seed, low, width):
    assert low <= Stream(seed, "a").between(low, low + width) <= low + width


def test_draws_are_pinned_so_that_another_python_would_be_noticed():
    chance = Stream(20260314, "pinned")
    assert [chance.below(1000) for _ in range(4)] == [621, 767, 852, 621]


def test_the_bell_is_centred_and_as_wide_as_it_says():
    chance = Stream(1, "bell")
    drawn = [chance.bell() for _ in range(4000)]
    assert abs(sum(drawn) / len(drawn)) < 0.05
    assert abs(sum(x * x for x in drawn) / len(drawn) - 1) < 0.08


@given(felt)
def test_saying_everything_twice_as_loud_changes_nothing(strengths):
    louder = {need: 2 * strength for need, strength in strengths.items()}
    assert nearest(louder, PROFILES) == nearest(strengths, PROFILES)


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_profile_is_nearest_to_itself(category):
    assert nearest(PROFILES[category], PROFILES)[0] == category


def test_a_tie_has_no_margin():
    assert nearest({"n01": 1}, {"b": {"n01": 3}, "a": {"n01": 2}}) == ("a", 0.0)


@pytest.mark.parametrize(
    ("value", "bytes_"),
    [
        ({"b": 1, "a": "é"}, '{\n "a": "é",\n "b": 1\n}\n'.encode()),
        ([], b"[]\n"),
    ],
)
def test_json_has_one_layout(value, bytes_):
    assert json_bytes(value) == bytes_


@pytest.mark.parametrize("text", ["a", "a\n", "a\n\n\n"])
def test_text_ends_in_one_line_end(text):
    assert text_bytes(text) == b"a\n"
