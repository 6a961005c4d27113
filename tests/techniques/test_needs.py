from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxkit.techniques.artefact import ArtefactError
from cxkit.techniques.needs import (
    Grid,
    NeedStatements,
    WantNeedPairs,
    coverage,
    distances,
    evidence_profiles,
    nearest,
    need_gap,
    profiles,
    similarity,
)

FAULTS = {
    "strength as a word": (
        Grid, {"needs": [{"cells": {"c1": {"strength": "lots"}}}]},
        "needs, row 1, cells, c1, strength: expected a whole number, found 'lots'.",
    ),
    "strength too high": (
        Grid, {"needs": [{}, {"cells": {"c1": {"strength": 7}}}]},
        "needs, row 2, cells, c1, strength: expected at most 3, found 7.",
    ),
    "strength below none": (
        Grid, {"needs": [{"cells": {"c1": {"strength": -1}}}]},
        "needs, row 1, cells, c1, strength: expected at least 0, found -1.",
    ),
    "a role that was not offered": (
        Grid, {"categories": [{"role": "king"}]},
        "categories, row 1, role: expected '', 'funder', 'watcher' or 'enabler', found 'king'.",
    ),
    "rows as text": (Grid, {"needs": "many"}, "needs: expected a list, found 'many'."),
    "a row as text": (Grid, {"needs": ["x"]}, "needs, row 1: expected a row, found 'x'."),
    "a kind in other words": (
        WantNeedPairs, {"pairs": [{"kind": "wish"}]},
        "pairs, row 1, kind: expected '', 'want', 'need', 'expectation' or 'perception', "
        "found 'wish'.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("model", "data", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_fault_reads_as_a_sentence(model: type, data: dict, sentence: str) -> None:
    with pytest.raises(ArtefactError) as error:
        model.read(data)
    assert error.value.faults == [sentence]


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(ArtefactError) as error:
        Grid.read({"categories": [{"role": "king"}, {"name": 3}], "sort": 1})
    assert len(error.value.faults) == 3


@pytest.mark.parametrize(
    ("typed", "ids"),
    [("V07 Q031", ["V07", "Q031"]), ("V07, Q031;V1", ["V07", "Q031", "V1"]), ("", []), ([], [])],
)
def test_evidence_may_be_typed_as_one_line(typed: object, ids: list[str]) -> None:
    grid = Grid.read({"needs": [{"cells": {"c1": {"strength": 1, "evidence": typed}}}]})
    assert grid.needs[0].cells["c1"].evidence == ids


@pytest.mark.parametrize(
    ("typed", "score"),
    [("0.41", 0.41), ("0,41", 0.41), ("41 %", 0.41), (0.41, 0.41), ("", None), (None, None),
     ("half", "half"), ("nan", "nan"), (float("inf"), "inf"), ([1], "[1]"), ("x %", "x %")],
)
def test_a_share_may_be_typed_as_people_do(typed: object, score: float | str | None) -> None:
    found = NeedStatements.read({"scores": [{"score": typed}]}).scores[0].score
    assert found == (pytest.approx(score) if isinstance(score, float) else score)


def _grid(*rows: dict[str, tuple[int, str]]) -> Grid:
    """Rows of column -> (strength, evidence)."""
    columns = sorted({c for row in rows for c in row})
    return Grid.read(
        {
            "categories": [{"id": c, "name": c} for c in columns],
            "needs": [
                {"cells": {c: {"strength": s, "evidence": e} for c, (s, e) in row.items()}}
                for row in rows
            ],
        }
    )


TWO = _grid({"a": (3, "V1 V2"), "b": (0, "V3")}, {"a": (1, "V2"), "b": (3, "V4")})


def test_profiles_and_evidence() -> None:
    assert profiles(TWO) == {"a": (3, 1), "b": (0, 3)}
    assert evidence_profiles(TWO, ["V1", "v2", "V3", "V4", "V5"]) == {
        "V1": (1, 0), "v2": (1, 1), "V3": (0, 0), "V4": (0, 1), "V5": (0, 0),
    }  # fmt: skip
    assert coverage(TWO, ["V1", "V3", "V4", "V5"]) == 0.5
    assert coverage(TWO, []) == 0


def test_a_category_that_is_gone_cites_nothing() -> None:
    fewer = TWO.model_copy(update={"categories": TWO.categories[:1]})
    assert evidence_profiles(fewer, ["V2", "V4"]) == {"V2": (1, 1), "V4": (0, 0)}


@pytest.mark.parametrize(
    ("profile", "ids"),
    [((1, 0), ["a"]), ((0, 1), ["b"]), ((0, 0), []), ((1, 1), ["a"])],
)
def test_nearest(profile: tuple[int, int], ids: list[str]) -> None:
    assert nearest(profile, profiles(TWO))[0] == ids


def test_a_tie_names_both() -> None:
    assert nearest((1, 1), {"a": (1, 0), "b": (0, 1)}) == (["a", "b"], pytest.approx(math.sqrt(0.5)))


def test_equal_and_empty_columns_are_no_distance_apart() -> None:
    same = _grid({"a": (1, ""), "b": (3, ""), "c": (0, "")}, {"a": (1, ""), "b": (3, ""), "c": (0, "")})
    assert distances(same) == {("a", "b"): pytest.approx(0), ("a", "c"): 0, ("b", "c"): 0}


vector = st.lists(st.integers(0, 3), min_size=4, max_size=4)


@given(vector, vector, st.integers(1, 5))
def test_similarity_is_symmetric_bounded_and_blind_to_scale(a: list, b: list, k: int) -> None:
    found = similarity(a, b)
    assert found == pytest.approx(similarity(b, a))
    assert -1e-9 <= found <= 1 + 1e-9
    assert similarity([k * x for x in a], b) == pytest.approx(found)


@given(vector)
def test_a_profile_is_nearest_to_itself(a: list[int]) -> None:
    assume(any(a))
    assert "self" in nearest(a, {"self": a, "other": [1, 0, 0, 0]})[0]


def test_need_gap_by_hand() -> None:
    found = need_gap({"n": [(5, 1), (4, 3), (4, 4), (3, 1), None], "m": [(5, 5)] * 5})
    assert found["n"]["score"] == pytest.approx(2 / 4)
    assert (found["m"]["score"], found["m"]["high"]) == (0, 0)
    assert found["n"]["low"] <= 0.5 <= found["n"]["high"]


def test_need_gap_interval_is_the_bootstrap_of_a_share() -> None:
    rated = [(5, 1)] * 60 + [(1, 1)] * 90
    low, high = need_gap({"n": rated})["n"]["low"], need_gap({"n": rated})["n"]["high"]
    exact = np.quantile(np.random.default_rng(0).binomial(150, 0.4, 200_000) / 150, [0.025, 0.975])
    assert (low, high) == (pytest.approx(exact[0], abs=0.01), pytest.approx(exact[1], abs=0.01))


def test_need_gap_says_how_firm_the_first_three_are() -> None:
    clear = {f"n{i}": [(5, 1)] * k + [(1, 1)] * (100 - k) for i, k in enumerate((90, 70, 50, 5))}
    found = need_gap(clear)
    assert [round(found[n]["top3"], 2) for n in clear] == [1, 1, 1, 0]


def test_the_survey_scores_of_the_case_are_recomputed(case) -> None:  # noqa: ANN001
    ratings: dict[str, list] = {n: [] for n in case.survey_needs}
    for row in case.survey:
        both = row["importance"], row["satisfaction"]
        ratings[row["need"]].append(None if None in both else both)
    found = need_gap(ratings)
    for need, score in case.key["exercises"]["2.5"]["scores"].items():
        assert found[need]["score"] == pytest.approx(score, abs=1e-4)
