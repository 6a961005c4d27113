from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.recordings.agreement import alpha, class_alpha, nominal_alpha, pair_kappa, where
from cxkit.recordings.events import Event
from cxkit.recordings.matching import match

from .marks import gold, mark


def _units(*rows: str) -> list[list[str | None]]:
    """Observers' rows, "." for no value, turned into units."""
    return [[None if v == "." else v for v in unit] for unit in zip(*rows, strict=True)]


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): sections A (binary, two
# observers), B (nominal, two), C (nominal, any number, values missing), as printed there.
BINARY = _units("0100000010", "1110010000")
NOMINAL = _units("aabbdcccedda", "babbbccceddd")
MISSING = _units("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


@pytest.mark.parametrize(
    ("units", "expected"),
    [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)],
    ids=["A binary", "B nominal", "C missing values"],
)
def test_alpha_of_the_published_tables(units: list, expected: float) -> None:
    assert nominal_alpha(units) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ([], 0.0),
        ([["a", None], [None, "b"]], 0.0),
        ([["a", "a"], ["a", "a"]], 0.0),
        ([["a", "a"], ["b", "b"]], 1.0),
        ([["a", "b"], ["b", "a"]], -0.5),
    ],
)
def test_alpha_at_the_edges(units: list, expected: float) -> None:
    assert nominal_alpha(units) == pytest.approx(expected)


values = st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=2, max_size=5))


@given(values, st.randoms(use_true_random=False))
def test_alpha_does_not_mind_names_or_order(units: list, draw: random.Random) -> None:
    renamed = {"a": 3, "b": 1, "c": 2, None: None}
    mixed = [[renamed[v] for v in draw.sample(unit, len(unit))] for unit in units]
    draw.shuffle(mixed)
    assert nominal_alpha(mixed) == pytest.approx(nominal_alpha(units))


@given(values)
def test_alpha_is_at_most_one(units: list) -> None:
    assert nominal_alpha(units) <= 1 + 1e-9


# ---- a class --------------------------------------------------------------------------------

GOLD = gold("M1000 B10000 R20000 M30000")
CLASS = [
    mark("M1500 B10300 R20100 M30900"),
    mark("M1700 R10300 R20100"),
    mark("M900 B10700 R20900 M31000 B50000"),
]


def test_the_two_variants_ask_different_things() -> None:
    # as told by hand: MMM, BRB, RRR, M-M
    units = ["MMM", "BRB", "RRR", "M.M"]
    missing = nominal_alpha([[None if v == "." else v for v in u] for u in units])
    category = nominal_alpha([list(u) for u in units])
    assert class_alpha(GOLD, CLASS, "missing") == pytest.approx(missing)
    assert class_alpha(GOLD, CLASS, "category") == pytest.approx(category)
    assert category < missing


def test_marks_where_nothing_is_agreed_change_nothing() -> None:
    more = [*CLASS[:2], [*CLASS[2], Event("x", "BR", 70_000, 70_000)]]
    assert class_alpha(GOLD, more, "category") == class_alpha(GOLD, CLASS, "category")


def test_a_steady_lag_is_no_disagreement() -> None:
    lag = [[Event(m.id, m.kind, m.start + 300, m.end + 300) for m in CLASS[0]], CLASS[0]]
    assert class_alpha(GOLD, lag, "category") == 1


@pytest.mark.parametrize(
    ("matchings", "missed", "message"),
    [
        ([match(GOLD, CLASS[0])], "ignored", "expected 'missing' or 'category', found 'ignored'"),
        ([match(GOLD, []), match(GOLD[:1], [])], "missing", "match all against the same"),
    ],
)
def test_alpha_wants_a_name_and_one_gold(matchings: list, missed: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        alpha(matchings, missed)  # type: ignore[arg-type]


def test_where_a_class_disagrees() -> None:
    first, second, third, last = where([match(GOLD, m) for m in CLASS])
    assert (first.found, first.split, first.offs) == (1.0, 0.0, (-100, 500, 700))
    assert second.found == pytest.approx(2 / 3)
    assert second.kinds == {"MOT": 0, "BP": 2, "BR": 1, "": 0}
    assert last.kinds == {"MOT": 2, "BP": 0, "BR": 0, "": 1}
    assert second.split == last.split == pytest.approx((1 - 5 / 9) / 0.75)
    assert third.gold.id == "g2"


def test_of_as_many_minds_as_there_are_answers() -> None:
    every = [mark("M0"), mark("B0"), mark("R0"), []]
    (found,) = where([match(gold("M0"), m) for m in every])
    assert found.split == pytest.approx(1)


@pytest.mark.parametrize(
    ("more", "given_", "expected"),
    [
        ({}, "M0 B10000 R20000", (1.0, 3)),
        ({}, "M0 R10000 R20000", ((2 / 3 - 1 / 3) / (1 - 1 / 3), 3)),
        ({}, "M0 B10000", (1.0, 2)),  # what one alone marked is not kappa's to tell
        ({}, "", (0.0, 0)),
        ({"also": ("BR",)}, "M0 R10000 R20000", (1.0, 3)),
    ],
)
def test_kappa_of_two_people(more: dict, given_: str, expected: tuple[float, int]) -> None:
    found = pair_kappa(match(gold("M0 B10000 R20000", **more), mark(given_)))
    assert found == pytest.approx(expected)
