from __future__ import annotations

import json
import subprocess
import sys

import pytest
from sample_forms import cards, grid, pairs

from cxkit.forms.twin import MIME, answers_in, twin
from cxkit.workbook import Answer

NASTY = "<img src=x onerror=alert(1)> $10 & $20\nsecond"
SAVED = "2026-11-20T10:31:00+00:00"


def notebook(*bundles) -> dict:
    outputs = [{"output_type": "display_data", "data": b, "metadata": {}} for b in bundles]
    return {"cells": [{"cell_type": "code", "source": "", "outputs": outputs}]}


def answered() -> tuple[Answer, list]:
    data = {
        "categories": [{"id": "c1", "name": NASTY, "role": "funder"}],
        "needs": [{"id": "n1", "need": "x", "cells": {"c1": {"strength": 0, "evidence": ["V01"]}}}],
    }
    return Answer("2.3", data=data, rev=4, saved=SAVED), grid(data)


def test_a_twin_is_escaped_and_typeset_as_text():
    html = twin(*answered())["text/html"]
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; $10 &amp; $20<br>second" in html
    assert 'class="cx-twin cx-twin-2-3 mathjax_ignore tex2jax_ignore"' in html
    assert ">0 (V01)</td>" in html and ">Pays</td>" in html
    assert "Saved 20 Nov 2026, " in html and "revision 4" in html
    assert "To go on writing, run the line above." in html


def test_text_is_the_same_whenever_it_is_saved():
    answer, sections = answered()
    later = Answer("2.3", data=answer.data, rev=9, saved="2027-01-01T00:00:00+00:00")
    assert twin(answer, sections)["text/plain"] == twin(later, sections)["text/plain"]
    assert "No.: 1; Need: x; " in twin(answer, sections)["text/plain"]


def test_a_headless_twin_knows_neither_time_nor_revision(monkeypatch):
    monkeypatch.setenv("CXKIT_HEADLESS", "1")
    answer, sections = answered()
    later = Answer("2.3", data=answer.data, rev=9, saved="2027-01-01T00:00:00+00:00")
    assert twin(answer, sections) == twin(later, sections)
    html = twin(answer, sections)["text/html"]
    assert "revision" not in html and "run the line" not in html


def test_nothing_written_is_said():
    assert "nothing written yet" in twin(Answer("2.2"), pairs({}))["text/html"]
    assert "nothing written yet" in twin(Answer("2.1"), cards({}))["text/plain"]


def test_fixed_rows_and_labels_are_named():
    data = {"pairs": [{"id": "p2", "need": "to be told"}]}
    html = twin(Answer("2.2", True, data), pairs(data))["text/html"]
    assert "cx-twin-2-2-mine" in html and "your own organisation" in html
    assert ">Saying 2 &lt;b&gt;bold&lt;/b&gt;</th><td" in html and ">to be told</td>" in html
    data = {"labels": [{"id": "S02", "choice": "fact", "why": ""}]}
    assert ">Circumstance</td>" in twin(Answer("2.1", data=data), cards(data))["text/html"]


def test_what_went_in_comes_out():
    answer, sections = answered()
    book = json.loads(json.dumps(notebook(twin(answer, sections))))
    assert answers_in(book) == [answer]


def test_the_highest_revision_wins_and_the_own_organisation_is_apart():
    sections = pairs({})
    old, new = Answer("2.2", rev=3, saved=SAVED), Answer("2.2", rev=5, saved=SAVED)
    mine = Answer("2.2", True, {"pairs": []}, rev=1, saved=SAVED)
    book = notebook(*(twin(a, sections) for a in (new, old, mine)))
    assert answers_in(book) == [new, mine]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (7, "is not an object"),
        ("{", "is not complete JSON"),
        (["{", "]"], "is not complete JSON"),
        ({"schema": 1}, "expected an exercise such as 2.3"),
        ({"schema": 1, "exercise": "../../etc", "data": {}}, "expected an exercise such as 2.3"),
        ({"schema": 1, "exercise": "2.3", "rev": "x", "saved": "", "data": {}}, "whole number"),
        ({"schema": 9, "exercise": "2.3", "rev": 1, "saved": "", "data": {}}, "newer kit"),
        ({"schema": 1, "exercise": "2.3", "rev": 1, "saved": "", "data": []}, "an object as data"),
    ],
)
def test_a_bad_twin_is_reported_and_hides_no_good_one(raw, words):
    good, sections = answered()
    found = answers_in(notebook({MIME: raw}, twin(good, sections)))
    assert found[0] == good
    assert words in found[1].problem and "cell 1" in found[1].problem


@pytest.mark.parametrize(
    "book",
    [{}, [], {"cells": 3}, {"cells": [1, {"outputs": 2}, {"outputs": [None, {"data": []}]}]}],
)
def test_a_notebook_of_any_shape_can_be_read(book):
    assert answers_in(book) == []


def test_reading_twins_needs_no_widget():
    code = (
        "import sys; import cxkit.forms.twin, cxkit.forms.spec, cxkit.forms.editor; "
        "sys.exit(any(m in sys.modules for m in ('anywidget', 'ipywidgets', 'IPython')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
