from __future__ import annotations

from dataclasses import replace

import pytest

from cxkit.recordings.events import KINDS
from cxkit.recordings.gold import Gold
from cxkit.recordings.matching import match
from cxkit.recordings.scores import macro, tallies
from cxkit.recordings.thoughtless import floor, ways

from .marks import mark

# An uneven five minutes: 12 events a kind.
GOLD = [
    Gold(f"g{n}", KINDS[n % 3], 4000 + 8000 * n + 700 * (n % 5), 4000 + 8000 * n + 700 * (n % 5))
    for n in range(36)
]


def test_the_floor_is_the_best_of_all_ways() -> None:
    found = ways(GOLD, 300_000, draws=200)
    assert floor(GOLD, 300_000, draws=200) == {
        name: max(way[name] for way in found.values()) for name in (*KINDS, "macro")
    }
    assert all(0.1 < way["macro"] < 0.5 for way in found.values())


def test_one_kind_alone_never_makes_a_mean() -> None:
    found = ways(GOLD, 300_000, draws=20)
    assert found["one kind"]["MOT"] == found["all kinds"]["MOT"]
    assert found["one kind"]["macro"] < found["all kinds"]["macro"]


@pytest.mark.parametrize("every", [1000, 2500, 4000, 7000])
def test_no_row_of_marks_is_better(every: int) -> None:
    text = " ".join(f"{k}{t}" for t in range(0, 300_000, every) for k in "MBR")
    score = macro(tallies(match(GOLD, mark(text))))
    assert score <= floor(GOLD, 300_000, draws=20)["macro"] + 0.02


def test_the_same_figures_each_time_and_fewer_within_less_tolerance() -> None:
    assert ways(GOLD, 300_000, draws=50) == ways(GOLD[::-1], 300_000, draws=50)
    tight = floor(GOLD, 300_000, tolerance=500, draws=50)
    assert tight["macro"] < floor(GOLD, 300_000, draws=50)["macro"]


def test_random_marks_come_as_often_as_events_that_must_be_found() -> None:
    free = [Gold(f"o{n}", "MOT", 1000 * n, 1000 * n, optional=True) for n in range(100)]
    assert ways(free, 100_000, draws=10)["random"] == dict.fromkeys((*KINDS, "macro"), 0.0)


def test_many_answers_at_once_score_as_one_by_one() -> None:
    odd = [
        replace(g, also=("BR",) if n % 7 == 0 else (), optional=n % 5 == 0,
                tolerance=6000 if n % 11 == 0 else None)
        for n, g in enumerate(GOLD)
    ]  # fmt: skip
    best = 0.0
    for every in range(1000, 31_000, 1000):
        for first in (0, every // 2):
            text = " ".join(f"{k}{t}" for t in range(first, 300_001, every) for k in "MBR")
            best = max(best, round(macro(tallies(match(odd, mark(text)))), 4))
    assert ways(odd, 300_000, draws=2)["all kinds"]["macro"] == best


@pytest.mark.parametrize("duration", [0, 500, 3_600_000])
def test_any_length_has_a_floor(duration: int) -> None:
    some = [Gold("g0", "MOT", 0, 0)]
    assert 0 <= floor(some, duration, draws=20)["macro"] <= 1
