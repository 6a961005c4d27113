"""Pairs of claims, grades, and what two sets share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.techniques.claims import ClaimsAudit, Matched, grades_apart, overlap, paired

SETS = st.sets(st.integers(0, 9), min_size=1)


@pytest.mark.parametrize(
    ("rows", "pairs"),
    [
        ([("C01", "C02")], {("C01", "C02")}),
        ([("C02", "C01")], {("C01", "C02")}),
        ([("C01", "C02"), ("C02", "C01")], {("C01", "C02")}),
        ([("C01", "C02"), ("C03", "C02")], {("C01", "C02"), ("C02", "C03")}),
        ([("C01", "C01")], set()),
        ([("C01", "")], set()),
    ],
)
def test_a_pair_counts_once_from_whichever_side(rows, pairs):
    assert paired([Matched(id=a, choice=b) for a, b in rows]) == pairs


@pytest.mark.parametrize(
    ("truth", "given_", "apart"),
    [
        ({"C01": "C"}, {"C01": "C"}, {"C01": 0}),
        ({"C01": "C"}, {"C01": "E"}, {"C01": 2}),
        ({"C01": "A"}, {"C01": "E"}, {"C01": 4}),
        ({"C01": "A"}, {}, {}),
        ({"C01": "A"}, {"C01": ""}, {}),
        ({"C01": "A"}, {"C01": "AB"}, {}),
        ({"C01": "A"}, {"C01": "F"}, {}),
        ({"C01": "A"}, {"C02": "A"}, {}),
    ],
)
def test_grades_are_steps_apart_and_no_grade_is_none(truth, given_, apart):
    assert grades_apart(truth, given_) == apart


@given(SETS, SETS)
def test_overlap_is_f1_and_the_same_from_both_sides(one, other):
    both = len(one & other)
    precision, recall = both / len(other), both / len(one)
    f1 = 2 * precision * recall / (precision + recall) if both else 0
    assert overlap(one, other) == overlap(other, one) == pytest.approx(f1)


def test_nothing_against_nothing_earns_nothing():
    assert overlap([], []) == 0


def test_rows_of_all_groups_are_read_together():
    audit = ClaimsAudit.read({g: [{"id": g}] for g in ("terms", "dates", "figures", "customers")})
    assert [row.id for row in audit.matched] == ["dates", "figures", "terms", "customers"]
