"""How a value becomes credit, credit a share, a share points; and how sure a value is."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.marking import (
    DONE,
    LOOK_AGAIN,
    Bounds,
    Context,
    Criterion,
    Exercise,
    Finding,
    Mark,
    Measured,
    exercise,
    mark,
)
from cxkit.marking.exercises import module02
from cxkit.marking.sorting import f1_interval, filled, kappa_interval, listed, share_interval
from cxkit.techniques.agreement import kappa, macro_f1
from cxkit.techniques.needs import Sort

# exercise -> criterion -> (threshold, trivial, weight, gate, needs the key). The thresholds of
# 2.1 to 2.6 are those of the course's page on marking; a trivial value of None comes from the key.
SPEC = {
    "0.1": {"about": (1, 0, 1, "", False), "steps": (1, 0, 4, "", False)},
    "0.2": {"kpis": (1, 0, 5, "", False)},
    "2.1": {"filled": (1, 0, 0, "", False), "agrees": (0.8, None, 8, "", True),
            "reasons": (1, 0, 2, "agrees", True)},
    "2.2": {"filled": (1, 0, 0, "", False), "kinds": (0.6, None, 5, "", True),
            "needs": (0.8, None, 5, "", False), "cited": (1, 0, 0, "", False)},
    "2.3": {"shape": (1, 0, 0, "", False), "together": (0.5, None, 7, "", True),
            "agreement": (0.8, 1 / 3, 6, "together", False),
            "coverage": (0.9, 0, 4, "together", False), "cited": (0.8, 0.34, 5, "together", False),
            "distinct": (0.05, 0, 3, "together", False)},
    "2.4": {"filled": (1, 0, 0, "", False), "agrees": (0.6, None, 10, "", True)},
    "2.5": {"fields": (0.75, None, 6, "", False), "scores": (1, None, 6, "", True),
            "top": (1, 0.375, 3, "", True)},
    "2.6": {"heard": (1, 0.16, 2, "", True), "words": (1, 0, 3, "heard", False)},
    "2.7": {"right": (1, None, 1, "", True)},
}  # fmt: skip


@pytest.mark.parametrize("name", SPEC)
def test_the_criteria_are_those_that_were_agreed(case: Any, name: str) -> None:
    one = exercise(name)
    context = one.context(case)
    found = {}
    for c in one.criteria:
        bounds = c.bounds if isinstance(c.bounds, Bounds) else c.bounds(context)
        trivial = SPEC[name][c.id][1]
        assert 0 <= bounds.trivial < bounds.threshold
        found[c.id] = (bounds.threshold, bounds.trivial if trivial is not None else None,
                       c.weight, c.gate, c.keyed)  # fmt: skip
    assert found == {i: tuple(pytest.approx(x) if isinstance(x, float) else x for x in row)
                     for i, row in SPEC[name].items()}  # fmt: skip


def test_a_gate_is_a_criterion_of_the_same_exercise_and_has_none_itself() -> None:
    for name in SPEC:
        gates = {c.id: c.gate for c in exercise(name).criteria}
        assert all(g == "" or gates[g] == "" for g in gates.values()), name


# ---- credit ---------------------------------------------------------------------------------


def _result(value: float, threshold: float, trivial: float) -> Any:
    criterion = Criterion("x", "X", lambda a, c: Measured(value), Bounds(threshold, trivial), 1)
    return criterion.apply(None, Context(None, {}))


@pytest.mark.parametrize(
    ("value", "threshold", "trivial", "credit", "state"),
    [
        (0.8, 0.8, 0.5, 1.0, DONE),
        (1.0, 0.8, 0.5, 1.0, DONE),
        (0.65, 0.8, 0.5, 0.5, LOOK_AGAIN),
        (0.5, 0.8, 0.5, 0.0, LOOK_AGAIN),
        (0.2, 0.8, 0.5, 0.0, LOOK_AGAIN),
        (-1.0, 0.6, 0.0, 0.0, LOOK_AGAIN),
        (0.3, 0.6, 0.0, 0.5, LOOK_AGAIN),
        (0.1 + 0.2, 0.3, 0.0, 1.0, DONE),
        (0.7999999999, 0.8, 0.5, 1.0, DONE),  # a rounding error is no reason to look again
        (0.7999, 0.8, 0.5, 0.99967, LOOK_AGAIN),
        (math.nan, 0.8, 0.5, 0.0, LOOK_AGAIN),
    ],
)
def test_credit_begins_above_the_trivial_value(
    value: float, threshold: float, trivial: float, credit: float, state: str
) -> None:
    found = _result(value, threshold, trivial)
    assert found.credit == pytest.approx(credit, abs=1e-5)
    assert (found.state, found.threshold) == (state, threshold)


shares = st.floats(-1, 1, allow_nan=False)


@given(shares, shares, st.floats(0, 0.9), st.floats(0.05, 1))
def test_credit_lies_in_0_to_1_and_never_falls_as_the_value_rises(
    a: float, b: float, trivial: float, span: float
) -> None:
    low, high = (_result(v, trivial + span, trivial) for v in sorted((a, b)))
    assert 0 <= low.credit <= high.credit <= 1
    assert low.state == LOOK_AGAIN or high.state == DONE
    for found in (low, high):
        assert found.credit > 1 - 1e-6 if found.state == DONE else found.credit < 1


@pytest.mark.parametrize(("threshold", "trivial"), [(0.8, 0.8), (0.5, 0.9), (0, 0)])
def test_a_key_by_which_nothing_can_be_earned_is_refused(threshold: float, trivial: float) -> None:
    with pytest.raises(ValueError, match="Expected a trivial value below the threshold"):
        Bounds(threshold, trivial)


# ---- share and points -----------------------------------------------------------------------

TABLE = {
    # (id, value, weight, gate): thresholds 1, trivial 0, so credit is the value
    "one": ([("a", 0.4, 1, "")], 0.4, LOOK_AGAIN),
    "by weight": ([("a", 1, 3, ""), ("b", 0, 1, "")], 0.75, LOOK_AGAIN),
    "weight 0 decides and pays nothing": ([("a", 1, 2, ""), ("b", 0, 0, "")], 1.0, LOOK_AGAIN),
    "all met": ([("a", 1, 2, ""), ("b", 1, 0, "")], 1.0, DONE),
    "a gate caps": ([("a", 0.25, 1, ""), ("b", 1, 1, "a")], 0.25, LOOK_AGAIN),
    "a gate lifts nothing": ([("a", 1, 1, ""), ("b", 0.5, 1, "a")], 0.75, LOOK_AGAIN),
    "a gate that stands after": ([("b", 1, 3, "a"), ("a", 0.2, 1, "")], 0.2, LOOK_AGAIN),
    "a gate of weight 0": ([("a", 0.5, 0, ""), ("b", 1, 1, "a")], 0.5, LOOK_AGAIN),
    "a gate shut": ([("a", 0, 1, ""), ("b", 1, 9, "a")], 0.0, LOOK_AGAIN),
    "nothing pays": ([("a", 1, 0, "")], 0.0, DONE),
}  # fmt: skip
STARTED = {"labels": [{"id": "x", "choice": "y"}]}


def _exercise(rows: list[tuple[str, float, int, str]], keyed: tuple[str, ...] = ()) -> Exercise:
    criteria = tuple(
        Criterion(i, i, lambda a, c, v=v: Measured(v), Bounds(1.0), w, g, i in keyed)
        for i, v, w, g in rows
    )
    return Exercise("2.99", Sort, lambda a: bool(a.labels), criteria)


@pytest.mark.parametrize(("rows", "share", "state"), TABLE.values(), ids=TABLE)
def test_a_share_is_credit_by_weight_under_its_gate(
    case: Any, monkeypatch: pytest.MonkeyPatch, rows: Any, share: float, state: str
) -> None:
    monkeypatch.setitem(module02.EXERCISES, "2.99", _exercise(rows))
    found = mark("2.99", STARTED, case)
    assert (found.share, found.state) == (pytest.approx(share), state)
    assert [r.id for r in found.results] == [r[0] for r in rows]


def test_without_a_key_a_gate_that_needs_one_stands_open(
    case: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [("a", 0.0, 5, ""), ("b", 0.6, 1, "a")]
    monkeypatch.setitem(module02.EXERCISES, "2.99", _exercise(rows, keyed=("a",)))
    assert mark("2.99", STARTED, case).share == 0
    own = mark("2.99", STARTED, case, mine=True)
    assert (own.share, [r.id for r in own.results]) == (pytest.approx(0.6), ["b"])


credits = st.floats(0, 1)


class Keyless:
    """A case without a key for any exercise."""

    exercises: dict[str, Any] = {}



@given(st.lists(st.tuples(credits, st.integers(0, 9)), min_size=1, max_size=5), credits)
def test_a_gate_never_adds_and_a_better_gate_never_takes(
    rows: list[tuple[float, int]], gate: float
) -> None:
    def share(gate: float, name: str) -> float:
        asked = [("g", gate, 1, ""), *((f"c{i}", v, w, name) for i, (v, w) in enumerate(rows))]
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(module02.EXERCISES, "2.99", _exercise(asked))
            return mark("2.99", STARTED, Keyless()).share

    assert 0 <= share(gate, "g") <= share(gate, "") <= 1
    assert share(gate, "g") <= share(1.0, "g") + 1e-12


@pytest.mark.parametrize(
    ("share", "full", "points"),
    [(1 / 3, 25, 8.33), (2 / 3, 25, 16.67), (0.0, 5, 0.0), (1.0, 15, 15.0), (0.12345, 10, 1.23)],
)
def test_points_are_a_float_to_the_cent(share: float, full: int, points: float) -> None:
    found = Mark("2.1", LOOK_AGAIN, share).points(full)
    assert (found, type(found)) == (points, float)


# ---- how sure a value is --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [  # Wilson 1927; the figures as Newcombe 1998 and common tables print them
        (0, 10, 0.0, 0.2775),
        (1, 10, 0.0179, 0.4042),
        (5, 10, 0.2366, 0.7634),
        (8, 10, 0.4902, 0.9433),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson_s_interval(hits: int, n: int, low: float, high: float) -> None:
    assert share_interval(hits, n) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


@given(st.integers(1, 200), st.data())
def test_an_interval_holds_its_share_and_is_as_far_as_1_96_errors(n: int, data: Any) -> None:
    hits = data.draw(st.integers(0, n))
    low, high = share_interval(hits, n)
    assert 0 <= low <= hits / n + 1e-12 and hits / n - 1e-12 <= high <= 1
    for end in (low, high):
        if 1e-9 < end < 1 - 1e-9:  # the equation that Wilson solved
            assert abs(hits / n - end) == pytest.approx(1.96 * math.sqrt(end * (1 - end) / n))


# Cohen's two sorters: 20, 5, 10, 15. They agree on 35 of 50, chance is .5, Wilson .5625 to .8090.
COHEN = ["y"] * 25 + ["n"] * 25, ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        (*COHEN, 0.1249, 0.6179),
        ("xyxy", "xyxy", 0.0202, 1.0),  # Wilson of 4 of 4: .5101 to 1; chance .5
        ("xxxx", "xxxx", 0.0, 0.0),  # chance explains everything
        ("xxxxxxxxxy", "xxxxxxxxxx", -1.0, 0.8213),  # .9: .5958 to .9821; never below -1
        ("", "", 0.0, 1.0),
    ],
)
def test_kappa_s_interval(a: str, b: str, low: float, high: float) -> None:
    found = kappa_interval(list(a), list(b))
    assert found == (pytest.approx(low, abs=2e-4), pytest.approx(high, abs=2e-4))


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=30), st.randoms())
def test_an_interval_holds_its_value(a: list[str], draw: random.Random) -> None:
    b = [x if draw.random() < 0.7 else draw.choice("abc") for x in a]
    for value, interval in ((kappa, kappa_interval), (macro_f1, f1_interval)):
        low, high = interval(a, b)
        assert -1 <= low <= value(a, b) + 1e-9 <= high + 2e-9 <= 1 + 3e-9


def test_every_interval_that_is_shown_holds_its_value(case: Any) -> None:
    from .test_proofs import PROOFS, before

    seen = 0
    for name, kinds in PROOFS.items():
        for make in (m for rows in kinds.values() for m in rows.values()):
            for r in mark(name, make(case), before(case, name), mine=name.startswith("0.")).results:
                if r.interval:
                    seen += 1
                    low, high = r.interval
                    assert low - 1e-9 <= r.value <= high + 1e-9, (name, r.id, r.value, r.interval)
    assert seen > 100


# ---- what is told ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "value", "open_"),
    [({"a": 1, "b": 1}, 1.0, ""), ({"a": 1}, 0.5, "b"), ({"a": 1, "b": ""}, 0.5, "b"),
     ({}, 0.0, "a, b"), ({"z": 1}, 0.0, "a, b")],
)  # fmt: skip
def test_what_is_filled_in(given_: dict[str, object], value: float, open_: str) -> None:
    found = filled(["a", "b"], given_, "cards", "Go on.")
    (told,) = found.findings
    assert (found.value, told.state, told.where) == (value, LOOK_AGAIN if open_ else DONE, open_)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (3, 3), (4, 4), (9, 4)])
def test_three_findings_at_once_and_the_rest_counted(count: int, shown: int) -> None:
    found = listed([Finding(LOOK_AGAIN, f"f{i}") for i in range(count)], "{n} more.")
    assert len(found) == shown
    if count > 3:
        assert found[-1].what == f"{count - 3} more."


def test_a_finding_repeats_no_book() -> None:
    found = Finding(LOOK_AGAIN, "x" * 5_000_000, "y" * 600)
    assert len(found.what) == len(found.where) == 500
    assert found.what.endswith("\u2026")
    assert Finding(LOOK_AGAIN, "z" * 500).what == "z" * 500
