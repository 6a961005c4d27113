from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from scipy import stats

from cxkit.techniques.artefact import ArtefactError
from cxkit.techniques.drivers import (
    drivers,
    end_of_journey,
    importance,
    jaccard,
    stability,
    standing,
    top,
)

TRUE = {"M1": 1.0, "M2": 0.8, "M3": 0.6, "M4": 0.0, "M5": 0.0, "M6": 0.0}
ASPECTS = ("encounter", "expectation", "emotion")


def survey(customers: int = 120, seed: int = 1, mood: float = 1.0) -> list[dict[str, Any]]:
    """Customers whose overall rating follows `TRUE`, and who are all in a mood of their own."""
    draw = random.Random(seed)
    rows = []
    for n in range(customers):
        own = draw.gauss(0, mood)
        felt = {m: own + draw.gauss(0, 1) for m in TRUE}
        overall = sum(w * felt[m] for m, w in TRUE.items()) + draw.gauss(0, 0.5)
        rows += [
            {
                "customer": f"C{n}", "moment": m, "encounter": int(v > 0), "expectation": v,
                "emotion": v / 2, "importance": 5 - k, "overall": overall,
            }
            for k, (m, v) in enumerate(felt.items())
        ]  # fmt: skip
    return rows


def test_the_regression_is_that_of_standard_figures() -> None:
    rows = survey()
    x = np.array([r["expectation"] for r in rows]).reshape(-1, len(TRUE))
    y = np.array([r["overall"] for r in rows]).reshape(-1, len(TRUE))[:, 0]
    slopes = np.linalg.lstsq(np.column_stack([x, np.ones(len(x))]), y, rcond=None)[0][:-1]
    expected = dict(zip(TRUE, slopes * x.std(axis=0) / y.std(), strict=True))
    assert drivers(rows, "expectation") == pytest.approx(expected)


def test_the_correlation_is_the_usual_one() -> None:
    rows = survey()
    x = np.array([r["expectation"] for r in rows]).reshape(-1, len(TRUE))
    y = np.array([r["overall"] for r in rows]).reshape(-1, len(TRUE))[:, 0]
    expected = {m: np.corrcoef(x[:, n], y)[0, 1] for n, m in enumerate(TRUE)}
    assert drivers(rows, "expectation", "correlation") == pytest.approx(expected)


@pytest.mark.parametrize("on", ["all", *ASPECTS])
def test_what_drives_comes_first(on: Any) -> None:
    assert set(top(drivers(survey(400), on), 3)) == {"M1", "M2", "M3"}


def test_a_mood_flatters_every_moment_in_a_correlation_only() -> None:
    rows = survey(400, mood=2.0)
    assert drivers(rows, how="correlation")["M5"] > 0.6
    assert abs(drivers(rows)["M5"]) < 0.15


def test_scales_play_no_part() -> None:
    rows = survey()
    wide = [r | {"emotion": 100 * r["emotion"], "overall": 3 * r["overall"] - 7} for r in rows]
    assert drivers(wide) == pytest.approx(drivers(rows))


def test_blanks_and_moments_all_rate_alike_move_nothing() -> None:
    rows = survey()
    flat = [r | {"moment": "M9", **dict.fromkeys(ASPECTS, 1)} for r in rows if r["moment"] == "M1"]
    blank = [r | {"moment": "M8", **dict.fromkeys(ASPECTS)} for r in rows if r["moment"] == "M1"]
    silent = [{"customer": "X", "moment": "M1", "encounter": 1, "expectation": 4, "emotion": 2,
               "overall": None}]  # fmt: skip
    found = drivers([*rows, *flat, *blank, *silent])
    assert found["M8"] == found["M9"] == pytest.approx(0)
    assert {m: w for m, w in found.items() if m in TRUE} == pytest.approx(drivers(rows))


@pytest.mark.parametrize(
    ("rows", "more", "fault"),
    [
        (survey(17), {}, "Ratings: expected 18 customers with an overall rating or more, for 6 "
                         "moments, found 17. With fewer, use 'correlation'."),
        ([], {"how": "correlation"}, "Ratings: expected 3 customers with an overall rating or "
                                     "more, for 0 moments, found 0."),
        (survey(20), {"on": "mood"}, "on: expected all or encounter or expectation or emotion, "
                                     "found 'mood'."),
        (survey(20), {"how": "guess"}, "how: expected regression or correlation, found 'guess'."),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_a_sentence(rows: list, more: dict, fault: str) -> None:
    with pytest.raises(ArtefactError) as error:
        drivers(rows, **more)
    assert fault in error.value.faults


def test_stability_tells_sure_ranks_from_unsure_ones() -> None:
    found = stability(survey(60, seed=4), k=3, draws=300)
    assert list(found) == list(drivers(survey(60, seed=4)))
    assert [r.rank for r in found.values()] == [1, 2, 3, 4, 5, 6]
    assert found["M1"].redrawn > 0.95 and found["M1"].shaken == 1
    assert sum(r.redrawn for r in found.values()) == pytest.approx(3)
    assert sum(r.shaken for r in found.values()) == pytest.approx(3)
    assert found == stability(survey(60, seed=4), k=3, draws=300)


def test_a_tie_is_shaken_loose() -> None:
    rows = [r | {"moment": m} for r in survey(60) if r["moment"] == "M1" for m in ("A", "B")]
    found = stability(rows, k=1, how="correlation", draws=400)
    assert found["A"].weight == pytest.approx(found["B"].weight)
    assert 0.4 < found["A"].shaken < 0.6


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [("abc", "abc", 1.0), ("abc", "bcd", 0.5), ("ab", "cd", 0.0), ("", "", 0.0), ("a", "", 0.0)],
)
def test_jaccard(a: str, b: str, share: float) -> None:
    assert jaccard(a, b) == share


def test_stated_importance_is_a_mean_of_its_own() -> None:
    rows = [
        {"moment": "M1", "importance": 2}, {"moment": "M2", "importance": 5},
        {"moment": "M1", "importance": 3}, {"moment": "M3", "importance": None},
    ]  # fmt: skip
    assert list(importance(rows).items()) == [("M2", 5.0), ("M1", 2.5)]


@pytest.mark.parametrize(
    ("values", "word"),
    [([1, 2, 1, 2], "above"), ([-1, -2, -1, -2], "below"), ([-1, 1, 2, -2], "met"),
     ([4, -1, 0, 0], "met"), ([3], "met"), ([1, 1, 1], "above"), ([0, 0], "met")],
)  # fmt: skip
def test_above_met_below(values: list[int], word: str) -> None:
    found = standing([{"moment": "M", "expectation": v} for v in [*values, None]])["M"]
    assert (found.word, found.customers) == (word, len(values))
    assert found.mean == pytest.approx(sum(values) / len(values))


def test_the_interval_is_students() -> None:
    values = [1, 3, -2, 0, 4, 1]
    found = standing([{"moment": "M", "expectation": v} for v in values])["M"]
    expected = stats.t.interval(0.95, 5, loc=np.mean(values), scale=stats.sem(values))
    assert (found.low, found.high) == pytest.approx(expected)


def test_whether_the_last_interaction_decides() -> None:
    def rows(last: bool) -> list[dict]:
        draw, found = random.Random(2), []
        for n in range(80):
            felt = {m: draw.gauss(0, 1) for m in ("Z", "Y", "A")}
            overall = felt["A"] if last else sum(felt.values())
            found += [
                {"customer": n, "moment": m, "expectation": v, "overall": overall}
                for m, v in felt.items()
            ]
        return found

    order = ["Z", "Y", "A"]
    assert end_of_journey(rows(True), order)["last"] == pytest.approx(1)
    assert end_of_journey(rows(False), order)["mean"] == pytest.approx(1)
    assert end_of_journey([], order) == {"last": 0.0, "mean": 0.0, "worst": 0.0}
