from __future__ import annotations

import csv
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from cxkit.classroom.grade import grade
from cxkit.items.answers import asked_of, choices_in
from cxkit.items.chart import chart, headline
from cxkit.items.figures import (
    Figure,
    alpha,
    alpha_said,
    discrimination,
    mean_share,
    median,
    median_range,
)
from cxkit.items.item import Item
from cxkit.items.page import stands_out, write_items
from cxkit.items.report import items
from cxkit.items.times import TO_DONE
from cxkit.workbook import Answer

CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def rounded(figure: Figure | None) -> tuple[float, float, float, int] | None:
    if figure is None:
        return None
    return round(figure.value, 3), round(figure.low, 3), round(figure.high, 3), figure.count


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([], None),
        ([1.0], (1.0, 0.207, 1.0, 1)),
        ([0.0] * 5, (0.0, 0.0, 0.434, 5)),
        ([1.0] * 15 + [0.0] * 5, (0.75, 0.531, 0.888, 20)),
        ([0.75] * 20, (0.75, 0.531, 0.888, 20)),
        ([1.7, -0.7], (0.5, 0.095, 0.905, 2)),
    ],
)
def test_the_mean_share_has_wilsons_interval(shares, expected):
    assert rounded(mean_share(shares)) == expected


@pytest.mark.parametrize(
    ("item", "rest", "expected"),
    [
        ([], [], None),
        ([1, 0, 1, 0], [1, 0, 1, 0], None),  # fewer than five say nothing
        ([1, 1, 1, 1, 1], [1, 2, 3, 4, 5], None),  # all alike
        ([1, 2, 3, 4, 5], [2, 2, 2, 2, 2], None),
        ([1, 2, 3, 4, 5], [2, 4, 6, 8, 10], (1.0, 1.0, 1.0, 5)),
        ([1, 2, 3, 4, 5, 6, 7, 8], [2, 1, 4, 3, 6, 5, 8, 7], (0.905, 0.552, 0.983, 8)),
        ([1, 2, 3, 4, 5, 6, 7, 8], [7, 8, 5, 6, 3, 4, 1, 2], (-0.905, -0.983, -0.552, 8)),
    ],
)
def test_discrimination_is_a_correlation_with_its_interval(item, rest, expected):
    assert rounded(discrimination(item, rest)) == expected


def test_alpha_is_cronbachs_and_its_interval_feldts():
    rows = [[2, 3, 3], [1, 1, 2], [3, 3, 3], [0, 1, 1], [2, 2, 1], [3, 2, 3]]
    found = alpha(rows)
    # by hand: variances 1.367, .8, .967 of the columns, 7.6 of the sums
    assert found and found.value == pytest.approx(1.5 * (1 - (1.36667 + 0.8 + 0.96667) / 7.6), abs=1e-4)
    # F(5, 10) at 2.5 % and 97.5 %, from a printed table: 1 / 6.62 and 4.24
    left = 1 - found.value
    assert found.low == pytest.approx(1 - left * 4.236, abs=1e-3)
    assert found.high == pytest.approx(1 - left / 6.619, abs=1e-3)


@pytest.mark.parametrize(
    "rows", [[], [[1, 2]], [[1, 2]] * 4, [[1], [2], [3], [4], [5]], [[1, 2]] * 9],
    ids=["nobody", "one", "four", "one exercise", "all alike"],
)
def test_where_alpha_is_not_defined_a_sentence_says_so(rows):
    assert alpha(rows) is None
    assert alpha_said(alpha(rows), 3).startswith("Alpha is not given: it takes at least five learners")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(0.9, 0.84, 0.94, 40), "about 90 % would come back"),
        (Figure(0.75, 0.6, 0.86, 25), "do not rank learners by this sum"),
        (Figure(-0.2, -0.9, 0.3, 12), "do not order the learners alike at all"),
    ],
)
def test_alpha_is_told_with_its_meaning(figure, words):
    assert words in alpha_said(figure, 12)


@pytest.mark.parametrize(("values", "expected"), [([], None), ([4], 4), ([9, 1, 5], 5), ([1, 2, 9, 4], 3)])
def test_the_median(values, expected):
    assert median(values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([1, 2, 3, 4, 5], None),  # 1 in 16 would lie outside even of all of them
        ([6, 1, 5, 2, 4, 3], (1, 6)),
        (range(11), (1, 9)),  # from a printed table of the sign test
        (range(25), (7, 17)),
        ([4.0] * 2000, (4.0, 4.0)),
    ],
)
def test_the_median_has_the_sign_tests_interval(values, expected):
    assert median_range(values) == expected


def item(exercise: str, share: float | None, rest: Figure | None = None) -> Item:
    figure = None if share is None else Figure(share, share / 2, 1.0, 9)
    return Item(exercise, "", f"Title <{exercise}>", 9, 9, figure, rest)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ([], "Nobody has begun an exercise"),
        ([item("1.1", None)], "Nobody has begun an exercise"),
        ([item("1.1", 0.5), item("1.2", 0.5)], "All exercises were equally hard"),
        ([item("1.1", 0.25), item("1.2", 0.5)], "1.1 Title <1.1> was the hardest, with a mean share of 0.25"),
        ([item("1.1", 0.2, Figure(-0.6, -0.8, -0.1, 9)), item("1.2", 0.5)], "In 1.1 those who did well elsewhere"),
    ],
)
def test_the_chart_says_what_was_found_and_escapes_it(made, words):
    assert words in headline(made)
    svg = chart(made, "modules")
    assert "<1.1>" not in svg
    assert "nan" not in svg.lower()


def test_whatever_is_in_a_file_only_short_values_under_an_id_are_choices():
    rows = [{"id": "a", "choice": "x", "n": 3, "cells": {"c1": "y", "c2": {"deep": "z"}}}, {"id": 5, "choice": "x"},
            "text", None, {"choice": "x"}]  # fmt: skip
    assert choices_in(Answer("1.1", data={"labels": rows, "more": "text"})) == {
        ("1.1", "labels", "a", "choice"): "x", ("1.1", "labels", "a", "cells/c1"): "y"}


def test_what_was_asked_is_the_same_for_everybody(course):
    from cxkit.cases import load

    case = load(course.case)
    quiz = asked_of(course.exercises["2.7"], case)
    assert [len(a.right) for a in quiz] == [1, 1, 1]
    assert all(len(a.options) == 4 and a.right < a.options.keys() for a in quiz)
    assert len(asked_of(course.exercises["2.1"], case)) == 20
    assert asked_of(course.exercises["0.1"], case) == ()  # on the own organisation
    assert asked_of(course.exercises["2.1"], SimpleNamespace()) == ()  # a paper that is not there


@pytest.fixture
def graded(folder, give):
    """ana and cho hand in; ana's answers were saved one minute apart and hold markup."""
    path = give("ana", "weak")
    give("cho", "expert")
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for name in sorted(n for n in files if n.startswith("answers/") and n.endswith(".json")):
        held = json.loads(files[name])
        held["saved"] = (at := at + timedelta(minutes=1)).isoformat()
        if held["exercise"] == "2.7":
            held["data"]["labels"][0]["choice"] = "=<script>alert(1)</script>"
        files[name] = json.dumps(held).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return folder, grade(folder)


def table(folder, name):
    raw = (folder.root / "report" / name).read_bytes()
    return list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))


def test_the_report_of_a_small_class(graded):
    folder, results = graded
    page = write_items(folder, results, classes=20).read_text(encoding="utf-8")
    assert CSP in page
    assert "<script" not in page
    assert "2 of 3 learners were marked" in page
    assert "Alpha is not given" in page
    assert "not defined" in page
    assert not re.search(r"\b(nan|inf|None)\b", page)
    rows = {(r["exercise"], r["criterion"]): r for r in table(folder, "items.csv")}
    assert rows["2.7", ""]["of"] == "2"
    assert float(rows["2.1", ""]["share"]) < 1
    assert rows["2.1", ""]["rest"] == ""
    assert rows["2.1", ""]["minutes are"] == "to first done"
    assert "Minutes to first done (median)" in page
    taken = [r for r in table(folder, "choices.csv") if r["exercise"] == "2.7" and r["row"] == "02-1"]
    assert [(r["option"], r["right"], r["taken"]) for r in taken] == [
        ("a", "", "0"), ("b", "", "0"), ("c", "right", "1"), ("d", "", "0"),
        ("(not among the options)", "", "1")]
    report = items(folder, results)
    assert report.parts[0].marked == 2
    # both hold the course's model answers: the same texts, and a question for a person
    shared = {(r["one"], r["other"]): r["what is shared"] for r in table(folder, "signals.csv")}
    assert list(shared) == [("ana", "cho")]
    assert "word for word alike" in shared["ana", "cho"]
    assert "Nothing here is a\nverdict" in page


def test_an_empty_class_has_sentences_and_no_figures(folder):
    page = write_items(folder, grade(folder)).read_text(encoding="utf-8")
    assert "0 of 3 learners were marked" in page
    assert "Nobody&#39;s work was marked yet" in page or "Nobody's work was marked yet" in page
    assert all(r["share"] == "" for r in table(folder, "items.csv"))


def test_one_learner_alone_has_shares_and_sentences(folder, give):
    give("ben", "expert")
    page = write_items(folder, grade(folder)).read_text(encoding="utf-8")
    assert "1 of 3 learners were marked" in page
    assert "Alpha is not given" in page
    assert "No two of the 1 hand-ins share more than chance explains" in page
    assert not re.search(r"\b(nan|inf|None)\b", page)
    rows = {(r["exercise"], r["criterion"]): r for r in table(folder, "items.csv")}
    assert (rows["2.1", ""]["share"], rows["2.1", ""]["low"], rows["2.1", ""]["rest"]) == ("1", "0.2065", "")


def test_what_stands_out_is_beyond_its_own_uncertainty(graded):
    folder, results = graded
    part = items(folder, results).parts[0]
    slow = Item("1.1", "", "Slow", 30, 30, Figure(0.9, 0.8, 0.95, 30), None, 40.0, 30, 20, within=(28, 52), measure=TO_DONE)
    few = Item("1.5", "", "Few", 5, 5, None, None, 90.0, 5, 20, measure=TO_DONE)
    spread = Item("1.6", "", "Spread", 9, 9, None, None, 40.0, 9, 20, within=(15, 99), measure=TO_DONE)
    hard = Item("1.2", "", "Hard", 30, 30, Figure(0.3, 0.2, 0.45, 30))
    odd = Item("1.3", "", "Odd", 30, 30, Figure(0.5, 0.4, 0.6, 30), Figure(-0.5, -0.7, -0.1, 30))
    unsure = Item("1.4", "", "Unsure", 6, 6, Figure(0.4, 0.1, 0.8, 6), Figure(-0.3, -0.8, 0.5, 6))
    said = stands_out(part.__class__("modules", 30, (slow, hard, odd, unsure, few, spread), (), (), None, 0))
    assert [s.split()[0] for s in said] == ["1.1", "1.2", "1.3"]
    assert "took 40 minutes to first done (median), and 20 are planned" in said[0]
