from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxkit.techniques.agreement import kappa, macro_f1, share_equal, together

# (a, b, kappa): the first is the worked example of Cohen (1960) as 2 x 2 counts 20, 5, 10, 15.
COHEN = ["y"] * 25 + ["n"] * 25, ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (*COHEN, 0.4),
        ("xyxy", "xyxy", 1.0),
        ("xxyy", "yyxx", -1.0),
        ("xxxx", "xxxx", 0.0),
        ("xxyy", "xxxx", 0.0),
        ("", "", 0.0),
    ],
)
def test_kappa(a: str, b: str, expected: float) -> None:
    assert kappa(list(a), list(b)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("truth", "given_", "expected"),
    [
        ("nncc", "nncc", 1.0),
        ("nncc", "nnnn", (2 * 2 / (2 * 2 + 2)) / 2),
        ("nncc", "ccnn", 0.0),
        ("nncc", ["", "", "", ""], 0.0),
        ("nnnc", "nncc", (4 / 5 + 2 / 3) / 2),
        ("", "", 0.0),
    ],
)
def test_macro_f1(truth: str, given_: str, expected: float) -> None:
    assert macro_f1(list(truth), list(given_)) == pytest.approx(expected)


labels = st.lists(st.sampled_from("abc"), min_size=2, max_size=12)


@given(labels, st.randoms())
def test_kappa_does_not_mind_order_names_or_sides(a: list[str], draw: random.Random) -> None:
    b = [draw.choice("abc") for _ in a]
    pairs = list(zip(a, b, strict=True))
    draw.shuffle(pairs)
    x, y = [list(side) for side in zip(*pairs, strict=True)]
    assert kappa(x, y) == pytest.approx(kappa(a, b)) == pytest.approx(kappa(b, a))
    renamed = {"a": 1, "b": 2, "c": 3}
    assert kappa([renamed[i] for i in a], [renamed[i] for i in b]) == pytest.approx(kappa(a, b))


@given(labels)
def test_a_constant_answer_never_scores(truth: list[str]) -> None:
    assert kappa(truth, ["a"] * len(truth)) == pytest.approx(0)


def _people(n: int, seed: int) -> dict[str, tuple[float, ...]]:
    draw = random.Random(seed)
    return {f"p{i}": tuple(draw.random() for _ in range(3)) for i in range(n)}


def test_groups_of_one_mind_hold_together() -> None:
    people = {f"p{i}": ((1, 0), (0, 1))[i % 2] for i in range(8)}
    assert together(people, {p: i % 2 for i, p in enumerate(people)}) == 1


@pytest.mark.parametrize("n", [8, 24])
def test_chance_holds_nothing_together(n: int) -> None:
    people = _people(n, 1)
    draw = random.Random(2)
    found = [together(people, {p: draw.randrange(3) for p in people}) for _ in range(400)]
    assert sum(found) / len(found) == pytest.approx(0, abs=0.03)


@given(st.integers(3, 10), st.integers(0, 10_000))
def test_leaving_people_out_never_helps_a_true_grouping(n: int, seed: int) -> None:
    people = {f"p{i}": ((1.0, 0.0), (0.0, 1.0))[i % 2] for i in range(2 * n)}
    groups = {p: i % 2 for i, p in enumerate(people)}
    left = random.Random(seed).choice(list(people))
    fewer = {p: g for p, g in groups.items() if p != left}
    assert together(people, fewer) <= together(people, groups) + 1e-9


@given(st.integers(2, 12))
def test_everyone_alone_is_no_grouping(n: int) -> None:
    people = _people(n, 3)
    assume(len(people) > 1)
    assert together(people, {p: p for p in people}) == 0
    assert share_equal(list(people), list(people)) == 1
