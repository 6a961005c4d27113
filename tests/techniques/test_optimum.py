from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.techniques.optimum import MOST_OPTIONS, Choosing, Chosen

items = "abcdefgh"
cover = st.sets(st.sampled_from(items), max_size=4)
choosings = st.integers(0, 7).flatmap(
    lambda n: st.builds(
        Choosing,
        st.lists(cover, min_size=n, max_size=n),
        st.lists(st.integers(0, 12), min_size=n, max_size=n),
        st.dictionaries(st.sampled_from(items), st.integers(0, 9)),
        st.none() | st.integers(0, 30),
    )
)


def by_trying(choosing: Choosing, must: set[int], never: set[int]) -> tuple[int, ...] | None:
    """Every choice there is; the best of them by the rule of the module."""
    options = range(len(choosing.covers))
    found = [
        chosen
        for size in range(len(options) + 1)
        for chosen in combinations(options, size)
        if must <= set(chosen) and not never & set(chosen)
        and (choosing.budget is None or choosing.cost(chosen) <= choosing.budget)
    ]  # fmt: skip
    # `combinations` gives the choices of one size in the order of the list.
    rank = {c: (choosing.value(c), -choosing.cost(c), -len(c)) for c in found}
    return max(found, key=rank.__getitem__, default=None)


@settings(max_examples=60, deadline=None)
@given(choosings, st.sets(st.integers(0, 6), max_size=2), st.sets(st.integers(0, 6), max_size=2))
def test_the_best_is_the_best_of_all_tried(
    choosing: Choosing, must: set[int], never: set[int]
) -> None:
    there = set(range(len(choosing.covers)))
    true = by_trying(choosing, must & there, never & there)
    found = choosing.best(must & there, never & there)
    assert found == (None if true is None else Chosen(true))
    if true is not None:
        assert choosing.solved(must & there, never & there) == found


TIES = {
    "nothing to choose from": (Choosing([], [], {"a": 1}), ()),
    "nothing worth it": (Choosing([{"a"}], [0], {}), ()),
    "nothing within the budget": (Choosing([{"a"}], [5], {"a": 1}, 4), ()),
    "the cheaper of two": (Choosing([{"a"}, {"a"}], [5, 4], {"a": 1}, 9), (1,)),
    "the one, not the two": (Choosing([{"a"}, {"b"}, {"a", "b"}], [2, 2, 4], {"a": 1, "b": 1}, 9), (2,)),
    "the first of equals": (Choosing([{"a"}] * 5, [3] * 5, {"a": 1}, 9), (0,)),
    "the first pair of equals": (
        Choosing([{"b"}, {"a", "c"}, {"b", "c"}, {"a"}], [1, 1, 1, 1], dict.fromkeys("abc", 1), 9), (0, 1),
    ),
    "once though covered twice": (Choosing([{"a", "b"}, {"b", "c"}, {"d"}], [5, 5, 5], {"a": 1, "b": 9, "c": 2, "d": 3}, 10), (1, 2)),
    "free of charge": (Choosing([{"a"}, {"b"}], [0, 0], {"a": 1, "b": 1}, 0), (0, 1)),
    "a budget met to the pound": (Choosing([{"a"}, {"b"}], [999_999, 1], {"a": 5, "b": 1}, 1_000_000), (0, 1)),
    "a budget missed by a pound": (Choosing([{"a"}, {"b"}], [999_999, 2], {"a": 5, "b": 1}, 1_000_000), (0,)),
    "worth a million and one": (Choosing([{"a"}, {"b"}], [5, 5], {"a": 1_000_000, "b": 1_000_001}, 5), (1,)),
}  # fmt: skip


@pytest.mark.parametrize(("choosing", "options"), TIES.values(), ids=TIES)
def test_of_equals_always_the_same_is_taken(choosing: Choosing, options: tuple[int, ...]) -> None:
    assert choosing.best() == choosing.solved() == Chosen(options)


@pytest.mark.parametrize(("must", "never"), [([0], [0]), ([0, 1], [])])
def test_what_cannot_be_is_none(must: list[int], never: list[int]) -> None:
    assert Choosing([{"a"}, {"b"}], [3, 3], {"a": 1}, 5).best(must, never) is None


def test_more_options_than_anybody_weighs_up_are_refused() -> None:
    with pytest.raises(
        ValueError, match=f"at most {MOST_OPTIONS} options, found {MOST_OPTIONS + 1}"
    ):
        Choosing([set()] * (MOST_OPTIONS + 1), [0] * (MOST_OPTIONS + 1), {})
