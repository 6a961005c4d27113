from __future__ import annotations

import random
from typing import Any

import pytest
from scipy.stats import linregress, t

from cxkit.cases import Case
from cxkit.techniques.dashboard import MEASURES, Measure, dashboard
from cxkit.techniques.moments import Register

REGISTER = Register.read(
    {
        "moments": [
            {"code": "M1", "description": "a", "type": "person-person", "owner": "Desk",
             "outcomes": "S1", "customer_impact": 3, "organisation_impact": 2},
            {"code": "M2", "description": "b", "type": "person-system", "owner": "Desk",
             "customer_impact": 1, "organisation_impact": 1},
            {"code": "M3", "description": "c", "type": "person-system", "customer_impact": 2},
            {"code": "M4", "description": "d"},
            {},
        ]
    }
)  # fmt: skip
RATINGS = [
    {"moment": "M1", "encounter": 1, "expectation": 2, "emotion": 1, "importance": 5},
    {"moment": "M1", "encounter": 0, "expectation": -4, "emotion": -2, "importance": None},
    {"moment": "m2", "encounter": 1, "expectation": 0, "emotion": 0, "importance": 2},
]
LOG = [
    {"case": c, "performer": p, "start": start, "customer_contact": contact}
    for c, start, story in (
        ("1", "2025-10-01T09:00", [("agent", 1), ("adviser", 0), ("adviser", 1), ("fitter", 0)]),
        ("2", "2025-10-31T09:00", [("web", 1), ("customer", 0), ("web", 0)]),
        ("3", "2025-11-30T09:00", [("agent", 1), ("agent", 1), ("fitter", 1)]),
    )
    for p, contact in story
]
MONEY = {
    "m1": {"value": 100, "probability": 0.1, "loss": 50, "cost": 4, "return": None},
    "M2": {"value": 20, "probability": 0.5, "loss": None, "cost": 1.5},
    "M9": {"value": 1000, "cost": 1000},  # no row of the register
}


def found(**more: Any) -> dict[str, Measure]:
    whole = {"ratings": RATINGS, "log": LOG, "estimates": MONEY} | more
    return {m.name: m for m in dashboard(REGISTER, **whole)}


@pytest.mark.parametrize(
    ("name", "value", "basis"),
    [
        ("Amount", 2.0, 3),
        ("Type", 2 / 3, 3),
        ("Ownership", 2 / 4, 4),
        ("Alignment", 1 / 4, 4),
        ("Trend", 0.5, 3),
        ("Ratio", 3 / 6, 3),
        ("Impact", (6 + 1) / 2, 2),
        ("Opportunity", 120, 2),
        ("Risk", 5, 1),
        ("Value", 3.5, 2),
        ("Cost", 5.5, 2),
        ("Encounter", 2 / 3, 3),
        ("Expectation", -2 / 3, 3),
        ("Emotion", -1 / 3, 3),
    ],
)
def test_worked_by_hand(name: str, value: float, basis: int) -> None:
    measure = found()[name]
    assert (measure.value, measure.basis) == (pytest.approx(value), basis)
    assert not measure.missing


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("Amount", {"p90": 3, "most": 3}),
        ("Type", {"person-person": 1 / 3, "person-system": 2 / 3, "system-person": 0,
                  "system-system": 0, "person-product": 0, "product-person": 0}),
        ("Ratio", {"MOTs": 6, "BPs": 3}),
        ("Impact", {"M1": 6, "M2": 1}),
        ("Risk", {"M1": 5}),
        ("Expectation", {"M1": -1, "M2": 0}),
    ],
)  # fmt: skip
def test_parts_are_told_beside_the_figure(name: str, by: dict) -> None:
    assert found()[name].by == pytest.approx(by)


def test_what_is_not_known_is_said_and_not_guessed() -> None:
    assert found()["Return"].missing == "Estimates of return of some moment."
    empty = dashboard(Register())
    assert all(m.value is None and m.missing for m in empty)
    assert [m.number for m in empty] == list(range(1, 16))
    assert found(log=LOG[:4])["Trend"].missing and found(log=LOG[:4])["Amount"].value == 2
    dumb = [r | {"customer_contact": 0} for r in LOG]
    assert found(log=dumb)["Ratio"].value is None


def test_seven_five_and_three_each_marked() -> None:
    named = [m.named for m in MEASURES]
    assert [named.count(n) for n in ("Towers", "Dodkins", "the sources")] == [7, 5, 3]
    assert [m.name for m in MEASURES if m.formula == "SOURCE"] == ["Amount", "Type", "Ratio"]


def test_the_trend_is_that_of_least_squares() -> None:
    draw = random.Random(5)
    log, x, y = [], [], []
    for n in range(60):
        day, moments = draw.randrange(1, 29), draw.randrange(1, 6)
        start = f"2026-{1 + n % 5:02d}-{day:02d}T10:00"
        log += [
            {"case": n, "performer": "a", "start": start, "customer_contact": True}
            for _ in range(moments)
        ]
        x.append(sum((31, 28, 31, 30)[: n % 5]) + day)
        y.append(moments)
    expected = linregress([v / 30 for v in x], y)
    reach = t.ppf(0.975, 58) * expected.stderr
    trend = found(log=log)["Trend"]
    assert (trend.value, trend.low, trend.high) == pytest.approx(
        (expected.slope, expected.slope - reach, expected.slope + reach)
    )


def test_counts_of_the_case_are_those_of_a_spreadsheet(case: Case) -> None:
    import pandas as pd

    log = pd.DataFrame(case.event_log)
    per_case = log.groupby("case")["customer_contact"].sum()
    passed = (log["case"] == log["case"].shift()) & (log["performer"] != log["performer"].shift())
    amount = found(log=case.event_log)["Amount"]
    assert amount.value == pytest.approx(per_case.mean())
    assert amount.by["most"] == per_case.max()
    assert found(log=case.event_log)["Ratio"].by == {"MOTs": per_case.sum(), "BPs": passed.sum()}
