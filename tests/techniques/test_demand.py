from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from cxkit.cases import Case
from cxkit.techniques.demand import Demand, DemandSort, demand, kinds, wilson


@pytest.mark.parametrize(
    ("typed", "share"),
    [("36 %", 0.36), ("36%", 0.36), ("36", 0.36), (36, 0.36), ("0,36", 0.36), (0.36, 0.36), (1, 1.0),
     ("0.5 %", 0.005), (0, 0.0), ("", None), (None, None), ("a third", "a third"), ("nan", "nan"),
     (float("inf"), "inf"), (True, "True"), ([3], "[3]")],
)  # fmt: skip
def test_a_share_may_be_typed_as_people_do(typed: object, share: float | str | None) -> None:
    found = DemandSort.read({"stated": [{"share": typed}]}).stated[0].share
    assert found == (pytest.approx(share) if isinstance(share, float) else share)


def test_contacts_not_sorted_yet_are_told_and_not_counted() -> None:
    found = demand(["a", "a", "b", "c"], {"a": "failure", "b": "value"})
    assert found == Demand(4, 2, 1, 2 / 3, *wilson(2, 3))


@pytest.mark.parametrize("contacts", [[], ["a", "b"]])
def test_nothing_sorted_says_nothing(contacts: list[str]) -> None:
    assert demand(contacts, {}) == Demand(len(contacts), 0, len(contacts), 0.0, 0.0, 1.0)


def test_a_sorting_knows_two_labels() -> None:
    rows = [{"id": "a", "choice": "Failure"}, {"id": "b", "choice": "other"}, {"id": "c"}]
    assert kinds(DemandSort.read({"labels": rows})) == {"a": "failure"}


def test_the_share_of_the_case_is_that_of_its_key(case: Case) -> None:
    key = case.exercises["5.6"]
    kind = {words: key["kinds"][reason] for words, reason in key["words"].items()}
    found = demand([row["words"] for row in case.contacts], kind)
    assert (found.contacts, found.open) == (key["contacts"], 0)
    assert round(found.share, 4) == key["share"]
    assert found.low < key["share"] < found.high


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_that_of_scipy(pair: tuple[int, int]) -> None:
    true = binomtest(*pair).proportion_ci(0.95, method="wilson")
    assert wilson(*pair) == pytest.approx((true.low, true.high), abs=1e-4)
