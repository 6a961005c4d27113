"""What a check says is true of the answer, reads well, and comes with a next step."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cxkit.marking import LOOK_AGAIN, Mark, mark

from . import truth as t


def told(result: Mark, criterion: str) -> str:
    found = next(r for r in result.results if r.id == criterion)
    return " ".join(f"{f.where} {f.what} {f.next}" for f in found.findings)


def own(**changes: Any) -> t.Data:
    """A grid on the learner's own six customers, as `mine` holds it."""
    categories = [
        {"id": f"c{n}", "name": f"name {n}"} | dict.fromkeys(t.FEET, "one change")
        for n in (1, 2, 3)
    ]
    needs = [
        {"id": f"n{n}", "need": f"need number {n}",
         "cells": {f"c{n % 3 + 1}": {"strength": 3, "evidence": [f"k{n % 6 + 1}"]}}}
        for n in range(9)
    ]  # fmt: skip
    sort = [{"id": f"s{n}", "code": f"K{n}", "who": "waited", "choice": ""} for n in range(1, 7)]
    for row in sort:
        place = int(row["code"][1:]) - 1
        row["choice"] = f"c{place % 3 + 1}"
    return {"categories": categories, "needs": needs, "sort": sort} | changes


def test_an_own_grid_may_cite_only_its_own_customers(case: Any) -> None:
    data = own()
    assert "rest on evidence" in told(mark("2.3", data, case, mine=True), "cited")
    data["needs"][0]["cells"]["c1"]["evidence"] = ["K9"]
    found = mark("2.3", data, case, mine=True)
    assert "K9 not among your customers" in told(found, "cited")
    assert [q.text for q in found.questions] == ["K9 is not a code in your list below. Who is it?"]


def test_an_own_grid_written_before_its_customers_is_not_questioned(case: Any) -> None:
    assert mark("2.3", own(sort=[]), case, mine=True).questions == ()


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        ("together", "Nobody is sorted yet"),
        ("agreement", "24 of 24 people not sorted yet"),
        ("distinct", "No strengths are set yet"),
        ("cited", "No cell has strength 2 or 3 yet"),
    ],
)
def test_a_grid_with_names_alone_hears_what_is_missing(
    case: Any, criterion: str, words: str
) -> None:
    data = {"categories": [{"id": "c1", "name": "one"}, {"id": "c2", "name": "two"}]}
    assert words in told(mark("2.3", data, case), criterion)


def test_the_interval_of_f1_holds_its_value(case: Any) -> None:
    for count in range(0, 18, 3):
        wrong = t.undebated(case)[:count]
        data = t.segments(case, **{s: t.flipped(case.key["segments"][s]["kind"]) for s in wrong})
        found = next(r for r in mark("2.1", data, case).results if r.id == "agrees")
        low, high = found.interval
        assert 0 <= low <= found.value <= high <= 1, count


@pytest.mark.parametrize(("score", "words"), [(41, "lies between 0 and 1"), (0.99, "another share")])
def test_a_score_off_the_scale_is_told_as_that(case: Any, score: float, words: str) -> None:
    need = next(iter(case.key["exercises"]["2.5"]["scores"]))
    found = mark("2.5", {"scores": [{"id": need, "score": score}]}, case)
    assert words in told(found, "scores")


STARTED = {
    "0.1": {"about": [{"id": "about", "process": "leak to mended"}], "steps": [{"id": "1", "step": "a"}]},
    "0.2": {"kpis": [{"id": "1", "name": "calls"}]},
    "2.1": {"labels": [{"id": "S01", "choice": "need"}]},
    "2.3": {"needs": [{"id": "n1", "need": "to be seen"}], "categories": [{"id": "c1", "name": "x"}]},
    "2.5": {"scores": [{"id": "N1", "score": 0.1, "top": "yes"}]},
    "2.6": {"parts": [{"id": "need", "text": "ok"}]},
}  # fmt: skip


@pytest.mark.parametrize("name", STARTED)
def test_what_is_not_met_says_so_and_what_to_do(case: Any, name: str) -> None:
    found = mark(name, STARTED[name], case, mine=name.startswith("0."))
    assert found.state == LOOK_AGAIN
    for result in found.results:
        if result.state != LOOK_AGAIN:
            continue
        assert any(f.state == LOOK_AGAIN for f in result.findings), result.id
        assert any(f.next for f in result.findings), result.id
        for f in result.findings:
            assert not re.search(r"\b1 (\w+s|\w+ of \w+s) (are|were)\b|\b1 people\b", f.what), f.what


def test_pairs_left_open_are_told_with_a_next_step(case: Any) -> None:
    first = case.key["exercises"]["2.2"]["items"][0]
    found = mark("2.2", {"pairs": [{"id": first, "kind": "want"}]}, case)
    assert "0 of 15 rows" in told(found, "needs") and "Fill the rows" in told(found, "needs")


@pytest.mark.parametrize(("change", "words"), [
    ({"who": ""}, "Complete it, or remove the row."),
    ({"step": "ring the desk"}, "Write what differs, or remove the row."),
    ({"step": "post", "who": "post", "other": "post", "wants": "post"},
     "Answer each column by itself, or remove the row."),
])  # fmt: skip
def test_what_to_do_with_a_row_fits_its_fault(case: Any, change: t.Data, words: str) -> None:
    found = mark("0.1", t.put(t.process(), "steps", 1, **change), case, mine=True)
    assert words in " ".join(f.next for r in found.results for f in r.findings)
