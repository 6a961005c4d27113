"""The gate, paired intervals and sums without a double count."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.techniques.artefact import ArtefactError
from cxkit.techniques.crown import Change, gate, paired
from cxkit.techniques.crownclaims import Claims, changes
from cxkit.techniques.crownsavings import Saving, combined

GOOD = {"cost": (50.0, 45.0, -7.0, -3.0), "revenue": (100.0, 110.0, 4.0, 16.0),
        "service": (3.0, 3.5, 0.2, 0.8)}  # fmt: skip
TWO = ("autumn", "winter")


def figures(periods: tuple[str, ...] = TWO, **other: tuple[float, ...]) -> list[Change]:
    """Six good figures; `cost_winter=(...)` puts another in one's place."""
    return [
        Change(m, p, *other.get(f"{m}_{p}", GOOD[m]))
        for m in GOOD
        for p in periods
        if other.get(f"{m}_{p}") != ()
    ]


GATES: dict[str, tuple[list[Change], str]] = {
    "all well": (figures(), ""),
    "three periods": (figures((*TWO, "spring")), ""),
    "0 inside": (figures(revenue_winter=(100, 101, -2, 4)), "zero"),
    "an end at 0": (figures(service_autumn=(3, 3.1, 0, 0.2)), "zero"),
    "nothing changes": (figures(cost_winter=(50, 50, 0, 0)), "zero"),
    "cost rises": (figures(cost_autumn=(50, 53, 1, 5)), "wrong"),
    "a loss weighs more than a doubt": (
        figures(cost_autumn=(50, 53, 1, 5), revenue_winter=(100, 101, -2, 4)), "wrong"),
    "one period": (figures(TWO[:1]), "periods"),
    "periods that do not meet": (
        figures(cost_winter=(), revenue_autumn=(), service_autumn=()), "periods"),
    "a third that fails": (figures((*TWO, "spring"), cost_spring=(50, 50.5, -1, 2)), "zero"),
    "no revenue": (figures(revenue_autumn=(), revenue_winter=()), "missing"),
    "nothing at all": ([], "missing"),
}  # fmt: skip


@pytest.mark.parametrize(("given_", "first"), GATES.values(), ids=GATES)
def test_the_gate_names_the_weightiest_lack(given_: list[Change], first: str) -> None:
    found = gate(given_)
    assert (found.first, found.passed) == (first, not first)
    assert all(f.text for f in found.faults)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("speed", "autumn", 1, 2, 0.5, 1.5), "Expected one of cost, revenue, service"),
        (
            Change("cost", "autumn", 50, 45, -3, -7),
            "expected an interval that holds the difference",
        ),
        (Change("cost", "autumn", 50, 45, 1, 2), "-5.00"),
        (Change("cost", "autumn", 50, 45, math.nan, 2), "found nan"),
    ],
)
def test_what_cannot_be_meant_is_told(change: Change, words: str) -> None:
    with pytest.raises(ArtefactError, match=words):
        gate([change])


@given(st.permutations(figures()))
@settings(max_examples=20)
def test_the_order_of_figures_changes_nothing(mixed: list[Change]) -> None:
    assert gate(mixed).passed


# ---- intervals ------------------------------------------------------------------------------


def test_the_t_interval_is_that_of_the_books() -> None:
    """Student's paired t with four units: mean 2, standard error 0.5, t(3, .975) = 3.182."""
    before, after = [10.0, 12.0, 9.0, 11.0], [11.0, 13.0, 12.0, 14.0]
    found = paired(before, after)
    spread = math.sqrt(sum((d - 2) ** 2 for d in (1, 1, 3, 3)) / 3 / 4)
    assert found.difference == pytest.approx(2)
    assert found.low == pytest.approx(2 - 3.1824463 * spread)
    assert found.high == pytest.approx(2 + 3.1824463 * spread)
    assert found.how == "paired t over 4 units"


def test_pairs_leave_chance_out() -> None:
    """Units differ by hundreds, each change is about one: pairs see it."""
    before = [float(100 * n) for n in range(30)]
    after = [b + 1 + (0.1 if n % 2 else -0.1) for n, b in enumerate(before)]
    for how in ("t", "bootstrap"):
        found = paired(before, after, how=how)  # type: ignore[arg-type]
        assert 0.9 < found.low < 1 < found.high < 1.1


def test_units_that_move_together_are_fewer_than_they_look() -> None:
    blocks = [n // 10 for n in range(60)]
    change = [float(b % 3) for b in blocks]
    alone = paired([0.0] * 60, change)
    together = paired([0.0] * 60, change, blocks)
    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_the_bootstrap_is_the_same_each_time_and_seeds_differ() -> None:
    args: Any = ([0.0] * 12, [1.0, 4, 2, 8, 5, 7, 1, 4, 2, 8, 5, 7], list(range(12)), "bootstrap")
    one, again, other = paired(*args, seed=1), paired(*args, seed=1), paired(*args, seed=2)
    assert one == again
    assert (one.low, one.high) != (other.low, other.high)


@pytest.mark.parametrize(
    ("before", "after", "blocks"),
    [
        ([], [], None),
        ([1.0], [2.0], None),
        ([1.0, 2.0], [1.0], None),
        ([1.0, 2.0], [1.0, 2.0], ["a", "a"]),
    ],
)
def test_too_little_for_an_interval_is_told(before: Any, after: Any, blocks: Any) -> None:
    with pytest.raises(ArtefactError, match="two blocks or more"):
        paired(before, after, blocks)


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=20))
@settings(max_examples=30)
def test_the_difference_lies_in_its_interval(pairs: list[tuple[float, float]]) -> None:
    found = paired(*zip(*pairs, strict=True))
    assert found.low - 1e-9 <= found.difference <= found.high + 1e-9


# ---- sums -----------------------------------------------------------------------------------

SUMS = {
    "no overlap": ([("a", "x", 10), ("b", "y", 5)], 15, 15, ()),
    "one thing in both": ([("a", "x", 10), ("b", "X ", 10), ("b", "y", 5)], 25, 15, ("x",)),
    "the larger amount": ([("a", "x", 10), ("b", "x", 7)], 17, 10, ("x",)),
    "two lines of one list belong together": ([("a", "x", 10), ("a", "x", 2), ("b", "x", 7)], 19, 12, ("x",)),
    "three lists": ([("a", "x", 3), ("b", "x", 3), ("c", "x", 3)], 9, 3, ("x",)),
    "nothing": ([], 0, 0, ()),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "added", "union", "twice"), SUMS.values(), ids=SUMS)
def test_a_thing_is_saved_once(lines: Any, added: float, union: float, twice: Any) -> None:
    found = combined(Saving(*line) for line in lines)
    assert (found.added, found.union, found.twice) == (added, union, twice)
    assert found.overlap == added - union
    assert found.share(100) == union / 100 and found.share(0) == 0


@given(
    st.lists(st.builds(Saving, st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(0, 99)))
)
@settings(max_examples=30)
def test_the_union_lies_between_one_list_and_the_sum(lines: list[Saving]) -> None:
    found = combined(lines)
    alone = combined(s for s in lines if s.source == "a")
    assert alone.union <= found.union <= found.added


# ---- as people type -------------------------------------------------------------------------


def test_numbers_are_read_as_people_type_them() -> None:
    rows = [{"measure": "cost", "period": " Spring ", "before": "\u00a31,250.50", "after": "1 200",
             "low": "\u221280", "high": "-21"}]  # fmt: skip
    (one,) = changes(Claims.read({"figures": rows}).figures)
    assert one == Change("cost", "spring", 1250.5, 1200, -80, -21)


@pytest.mark.parametrize("typed", ["about ten", "", None, "nan", "1e999"])
def test_what_is_no_number_keeps_a_figure_open(typed: Any) -> None:
    rows = [
        {"measure": "cost", "period": "spring", "before": typed, "after": 1, "low": 1, "high": 1}
    ]
    assert changes(Claims.read({"figures": rows}).figures) == []
