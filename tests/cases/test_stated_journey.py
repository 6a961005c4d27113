"""The journey of the six-box map: what may be cited for it, and today's values."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="module")
def key(case: Any) -> Any:
    return case.exercises["3.4"]


def test_what_can_be_cited_is_there_and_is_about_a_workshop_visit(case: Any, key: Any) -> None:
    people = {v for v, k in case.key["vignettes"].items() if k["circumstance"]["line"] == "service"}
    voices = set(key["voices"])
    assert len(voices) == len(key["voices"])
    assert voices <= {*case.vignettes, *case.verbatims, *case.promises}
    assert voices & set(case.vignettes) == people
    for item in voices & set(case.verbatims):
        assert case.key["verbatims"][item]["topic"] not in ("pickup", "return", "deposit", "oneway")


def test_every_expectation_of_the_journey_is_one(case: Any, key: Any) -> None:
    expected = set(key["expected"])
    assert expected < set(key["voices"])
    kinds = {case.key["verbatims"][i]["kind"] for i in expected & set(case.verbatims)}
    assert kinds == {"expectation"}
    assert expected - set(case.verbatims) == set(key["voices"]) & set(case.promises)


def test_todays_values_are_those_that_learners_read(case: Any, key: Any) -> None:
    shown = {f["id"]: f for f in case.smart["figures"]}
    assert set(shown) - set(key["figures"]) == {
        f["id"] for f in shown.values() if f["source"] != "event-log.csv"
    }
    for figure, truth in key["figures"].items():
        assert (truth["baseline"], truth["unit"]) == (shown[figure]["value"], shown[figure]["unit"])


def test_the_better_side_agrees_with_the_statements_to_repair(case: Any, key: Any) -> None:
    for goal in case.exercises["3.3"]["goals"].values():
        for measure in set(goal["measures"]) & set(key["figures"]):
            assert key["figures"][measure]["comparator"] == goal["comparator"]


def test_one_figure_thrice_is_worth_nothing(key: Any) -> None:
    assert key["trivial"] == pytest.approx(1 / 3, abs=1e-4)
    assert key["trivial"] < key["threshold"]
