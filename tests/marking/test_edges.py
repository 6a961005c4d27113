"""Each threshold from both sides: the last answer that meets a criterion, and the first that does
not. Answers are made from the truth; how far they are off is counted here by hand."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from cxkit.marking import DONE, LOOK_AGAIN, Result, mark

from . import truth as t
from .proofs.module02 import _others_wrong, _pairs_wrong, _some_wrong, _swapped


def _criterion(name: str, data: t.Data, case: Any, wanted: str, *, mine: bool = False) -> Result:
    found = mark(name, data, case, mine=mine)
    assert not found.faults
    return next(r for r in found.results if r.id == wanted)


def _disputed_and_wrong(case: Any, count: int) -> t.Data:
    disputed = {s: t.flipped(k["kind"]) for s, k in case.key["segments"].items() if k["debated"]}
    wrong = {s: t.flipped(case.key["segments"][s]["kind"]) for s in t.undebated(case)[:count]}
    return t.segments(case, **disputed, **wrong)


def _reasons(case: Any, words: int) -> t.Data:
    return t.every(t.segments(case), "labels", why=" ".join("abcdefg"[:words]))


def _needs_empty(case: Any, count: int) -> t.Data:
    data = t.pairs(case)
    for row in data["pairs"][:count]:
        row["need"] = ""
    return data


def _needs_short(case: Any, words: int) -> t.Data:
    data = t.pairs(case)
    for n, row in enumerate(data["pairs"][:4]):
        row["need"] = " ".join([f"one{n}", "two", "three", "four"][:words])
    return data


def _needs_copied(case: Any, own: int) -> t.Data:
    """Four needs: the first six words of what was said, and as many words of one's own."""
    data = t.pairs(case)
    rows = [r for r in data["pairs"] if len(case.verbatims[r["id"]]["text"].split()) >= 8][:4]
    for row in rows:
        said = case.verbatims[row["id"]]["text"].split()[:6]
        row["need"] = " ".join([*said, *[f"own{i}" for i in range(own)]])
    return data


def _kinds_wrong_needs_kept(case: Any, count: int) -> t.Data:
    return _pairs_wrong(case, count)


def _columns(case: Any, count: int) -> t.Data:
    """A whole grid with so many categories: true ones, the later ones split from the first."""
    people = case.key["exercises"]["2.3"]["items"]
    sort = {v: f"c{i % count + 1}" for i, v in enumerate(people)}
    return t.sorted_grid(case, sort, [f"c{i + 1}" for i in range(count)])


def _rows(case: Any, count: int) -> t.Data:
    data = t.grid(case)
    while len(data["needs"]) < count:
        more = copy.deepcopy(data["needs"][len(data["needs"]) % 5])
        data["needs"].append(more | {"id": f"x{len(data['needs'])}", "need": f"need {len(data['needs'])}"})
    data["needs"] = data["needs"][:count]
    for row in data["needs"]:
        for cell in row["cells"].values():
            cell["strength"] = max(1, cell["strength"])
    return data


def _strong_needs(case: Any, count: int) -> t.Data:
    data = t.grid(case)
    for n, row in enumerate(data["needs"]):
        row["cells"]["c1"]["strength"] = 1 if n < count else 0
        row["cells"]["c2"]["strength"] = 1
    return data


def _foot(case: Any, words: int) -> t.Data:
    return t.put(t.grid(case), "categories", 2, workflow=" ".join(["keys", "first"][:words]))


def _unused(case: Any, strength: int) -> t.Data:
    data = t.grid(case)
    for cell in data["needs"][0]["cells"].values():
        cell["strength"] = strength
    return data


def _uncited_people(case: Any, count: int) -> t.Data:
    data = t.grid(case)
    gone = set(case.key["exercises"]["2.3"]["items"][:count])
    for row in data["needs"]:
        for cell in row["cells"].values():
            cell["evidence"] = [e for e in cell["evidence"] if e not in gone]
    return data


def _bare_cells(case: Any, count: int) -> t.Data:
    """Ten strong cells, so many of them without evidence; half of them 2, half of them 3."""
    data = t.grid(case)
    strong = 0
    for row in data["needs"]:
        for column, cell in row["cells"].items():
            here = [r["id"] for r in data["sort"] if r["choice"] == column]
            cell["strength"] = (2 + strong % 2) if strong < 10 else 1
            cell["evidence"] = [] if strong < count else here[:1]
            strong += 1
    return data


def _cells_of_strangers(case: Any, count: int) -> t.Data:
    """Ten strong cells, so many of them citing only people who were sorted elsewhere."""
    data = _bare_cells(case, 0)
    cells = [(c, cell) for row in data["needs"] for c, cell in row["cells"].items()][:count]
    for column, cell in cells:
        cell["evidence"] = [r["id"] for r in data["sort"] if r["choice"] != column][:2]
    return data


def _two_profiles(case: Any, last: int) -> t.Data:
    """Profiles (3, 3, 3) and (3, 3, last): cosine .985 for 2, .927 for 1."""
    strengths = [(3, 3), (3, 3), (3, last)]
    return {
        "categories": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "needs": [{"id": f"r{i}", "need": f"n{i}", "cells": {"a": {"strength": a}, "b": {"strength": b}}}
                  for i, (a, b) in enumerate(strengths)],
        "sort": [],
    }  # fmt: skip


def _fields_off(case: Any, count: int) -> t.Data:
    data = t.statements(case)
    accepted = case.key["exercises"]["2.5"]["fields"]
    for row in data["statements"][:count]:
        known = accepted[row["id"]]["measure"]
        row["measure"] = next(m for m in ("cost", "effort", "time") if m not in known)
    return data


def _directions_off(case: Any, count: int) -> t.Data:
    data = t.statements(case)
    accepted = case.key["exercises"]["2.5"]["fields"]
    for row in data["statements"][:count]:
        known = accepted[row["id"]]["direction"]
        row["direction"] = next(d for d in ("less", "more", "no change") if d not in known)
    return data


def _context_words(case: Any, words: int) -> t.Data:
    return t.every(t.statements(case), "statements", context=" ".join(["early", "on"][:words]))


def _scores_off(case: Any, cents: int) -> t.Data:
    data = t.statements(case)
    truth = case.key["exercises"]["2.5"]["scores"]
    for row in data["scores"]:
        row["score"] = truth[row["id"]] + cents / 1000
    return data


def _top(case: Any, right: int) -> t.Data:
    top = case.key["exercises"]["2.5"]["top"]
    others = [n for n in case.key["exercises"]["2.5"]["scores"] if n not in top]
    chosen = {*top[:right], *others[: 3 - right]}
    data = t.statements(case)
    for row in data["scores"]:
        row["top"] = "yes" if row["id"] in chosen else ""
    return data


def _spoken(case: Any, words: int) -> t.Data:
    """A dialogue of so many words, a third in each part."""
    data = t.dialogue(case)
    for n, row in enumerate(data["parts"]):
        row["text"] = " ".join(f"word{n}x{i}" for i in range(words // 3 + (n < words % 3)))
    return data


def _part(case: Any, words: int) -> t.Data:
    data = t.dialogue(case)
    data["parts"][1]["text"] = " ".join(f"word{i}" for i in range(words))
    return data


Make = Callable[[Any, int], t.Data]
# (exercise, criterion, answer, the last number that meets it, the first that does not)
EDGES: list[tuple[str, str, Make, int, int]] = [
    ("2.1", "agrees", _some_wrong, 3, 4),
    ("2.1", "agrees", _disputed_and_wrong, 3, 4),
    ("2.1", "reasons", _reasons, 4, 3),
    ("2.1", "filled", lambda c, n: t.without(t.segments(c), "labels", n), 0, 1),
    ("2.2", "filled", _needs_empty, 0, 1),
    ("2.4", "filled", lambda c, n: t.without(t.other(c), "labels", n), 0, 1),
    ("2.2", "kinds", _pairs_wrong, 4, 5),
    ("2.2", "needs", _needs_empty, 3, 4),
    ("2.2", "needs", _kinds_wrong_needs_kept, 3, 4),
    ("2.2", "needs", _needs_short, 3, 2),
    ("2.2", "needs", _needs_copied, 4, 2),
    ("2.3", "shape", _columns, 3, 2),
    ("2.3", "shape", _columns, 6, 7),
    ("2.3", "shape", _rows, 8, 7),
    ("2.3", "shape", _rows, 15, 16),
    ("2.3", "shape", _strong_needs, 3, 2),
    ("2.3", "shape", _foot, 2, 1),
    ("2.3", "shape", _unused, 1, 0),
    ("2.3", "agreement", _swapped, 4, 5),
    ("2.3", "coverage", _uncited_people, 2, 3),
    ("2.3", "cited", _bare_cells, 2, 3),
    ("2.3", "cited", _cells_of_strangers, 2, 3),
    ("2.3", "distinct", _two_profiles, 1, 2),
    ("2.4", "agrees", _others_wrong, 3, 4),
    ("2.5", "fields", _fields_off, 2, 3),
    ("2.5", "fields", _directions_off, 2, 3),
    ("2.5", "fields", _context_words, 2, 1),
    ("2.5", "scores", _scores_off, 50, 51),
    ("2.5", "scores", _scores_off, -50, -51),
    ("2.5", "top", _top, 3, 2),
    ("2.6", "words", _spoken, 75, 76),
    ("2.6", "words", _part, 4, 3),
]


@pytest.mark.parametrize(("name", "criterion", "make", "last", "first"), EDGES)
def test_a_threshold_stands_where_it_was_put(
    case: Any, name: str, criterion: str, make: Make, last: int, first: int
) -> None:
    inside = _criterion(name, make(case, last), case, criterion)
    outside = _criterion(name, make(case, first), case, criterion)
    assert (inside.state, outside.state) == (DONE, LOOK_AGAIN), (inside.value, outside.value)


@pytest.mark.parametrize(
    ("need", "sentence", "value"),
    [(True, True, 1.0), (True, False, 0.5), (False, True, 0.5), (False, False, 0.0)],
)
def test_a_need_is_heard_with_the_sentence_that_shows_it(
    case: Any, need: bool, sentence: bool, value: float
) -> None:
    key = case.key["exercises"]["2.6"]
    wrong = next(s["id"] for s in case.dialogue["sentences"] if s["id"] not in key["sentences"])
    other = next(n["id"] for n in case.dialogue["needs"] if n["id"] != key["need"])
    data = t.put(t.dialogue(case), "heard", 0, need=key["need"] if need else other,
                 sentence=key["sentences"][0] if sentence else wrong)  # fmt: skip
    found = mark("2.6", data, case)
    heard, words = found.results
    assert heard.value == value
    assert heard.credit == pytest.approx(max(0, (value - 0.16) / 0.84))
    assert words.credit == heard.credit, "what is said well for a need that nobody has"
    assert found.share == pytest.approx(heard.credit)


@pytest.mark.parametrize(("people", "says"), [(5, 0.0), (6, 1.0)])
def test_a_few_people_say_nothing_about_an_own_grid(case: Any, people: int, says: float) -> None:
    columns = ["a", "b", "c"]
    sort = [{"id": f"r{i}", "code": f"k{i}", "who": f"Customer {i}", "choice": columns[i % 3]}
            for i in range(people)]  # fmt: skip
    cells = [{c: {"strength": 3 * (c == column),
                  "evidence": [p["code"] for p in sort if p["choice"] == column == c]} for c in columns}
             for column in columns]  # fmt: skip
    data = {
        "categories": [{"id": c, "name": c.upper()} for c in columns],
        "needs": [{"id": f"n{i}", "need": f"To get {i}", "cells": c} for i, c in enumerate(cells)],
        "sort": sort,
    }
    assert _criterion("2.3", data, case, "agreement", mine=True).value == says


def test_2_5_scores_pay_by_the_score_above_one_number_for_all(case: Any) -> None:
    """Eight scores, n right: the best constant reaches some; credit begins there."""
    truth = case.key["exercises"]["2.5"]["scores"]
    constant = max(
        sum(abs(x / 1000 - s) <= 0.05 + 1e-9 for s in truth.values()) for x in range(1001)
    ) / len(truth)
    for right in range(len(truth) + 1):
        data = t.statements(case)
        for row in data["scores"][right:]:
            row["score"] = 9.0
        found = _criterion("2.5", data, case, "scores")
        expected = max(0.0, (right / len(truth) - constant) / (1 - constant))
        assert found.credit == pytest.approx(expected)


def test_2_7_pays_for_what_no_letter_alone_reaches(case: Any) -> None:
    data = t.quiz(case)
    wrong = t.put(data, "labels", 0, choice="none")
    right = [r["choice"] for r in data["labels"]]
    most = max(right.count(x) for x in right) / len(right)
    found = _criterion("2.7", wrong, case, "right")
    assert found.value == pytest.approx(2 / 3)
    assert found.credit == pytest.approx((2 / 3 - most) / (1 - most))


def test_a_score_that_is_no_number_costs_its_own_row_alone(case: Any) -> None:
    found = _criterion(
        "2.5", t.put(t.statements(case), "scores", 0, score="about half"), case, "scores"
    )
    assert found.value == pytest.approx(7 / 8)
    assert "\u201cabout half\u201d, which is not a number" in found.findings[0].what
