"""Every place of every answer in a wrong type: a marker says no in a finding, never by an error."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from cxkit.cases import load
from cxkit.classroom.sample import models
from cxkit.course import Course
from cxkit.desk import mark_answer
from cxkit.marking.together import Together
from cxkit.workbook import Answer

from .room import ROOT

COURSE = Course(ROOT / "course")
MODELS = models(COURSE)
ANSWERED = [key for key in MODELS if key[0] in COURSE.exercises]
ODD = (None, 7, True, "\u202e<script>", [[1]], {"id": {"b": 1}})
MORE = (-1.5, "", "x", [], {}, [{"id": 1}], 10**17, ["a"] * 50)


@pytest.fixture(scope="module")
def cases() -> dict[str, Any]:
    """Exercise -> what it is marked against; of the paper, the sample."""
    return {name: Together(load(COURSE.part(part).case), lambda e, mine: MODELS.get((e, mine), {}))
            for part in COURSE.assignments for name in COURSE.part(part).exercises}


def places(data: Any, rows: int, at: tuple = ()) -> Iterator[tuple]:
    """Every place in an answer, of lists only the first few rows."""
    if at:
        yield at
    inside = data.items() if isinstance(data, dict) else enumerate(data[:rows]) if isinstance(data, list) else ()
    for key, value in inside:
        yield from places(value, rows, (*at, key))


def changed(data: dict[str, Any], at: tuple, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(data)
    inner: Any = data
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    return data


def wrong(cases: dict[str, Any], exercise: str, mine: bool, values: tuple, rows: int) -> list[str]:
    data, found = MODELS[exercise, mine], []
    for at in places(data, rows):
        for value in values:
            try:
                mark = mark_answer(Answer(exercise, mine, changed(data, at, value), 1), cases[exercise])
                assert 0 <= mark.share <= 1
            except Exception as error:  # told below, with its place
                found.append(f"{at} = {value!r}: {type(error).__name__} {error!s:.60}")
    return found


@pytest.mark.parametrize(("exercise", "mine"), ANSWERED, ids=lambda v: {True: "mine"}.get(v, str(v)))
def test_a_wrong_type_is_a_finding(cases, exercise, mine):
    assert wrong(cases, exercise, mine, ODD, 1) == []


@pytest.mark.long
@pytest.mark.parametrize(("exercise", "mine"), ANSWERED, ids=lambda v: {True: "mine"}.get(v, str(v)))
def test_a_wrong_type_in_any_row_is_a_finding(cases, exercise, mine):
    assert wrong(cases, exercise, mine, ODD + MORE, 4) == []
