"""What is laid out once for a class holds nothing that one learner wrote."""

from __future__ import annotations

import importlib
from inspect import unwrap
from pathlib import Path
from typing import Any

import pytest

from cxkit.cases import load
from cxkit.classroom.sample import models
from cxkit.course import Course
from cxkit.forms.layouts import layout
from cxkit.marking.together import Together, of_case, other_answer

COURSE = Course(Path(__file__).resolve().parents[2] / "course")
MODELS = models(COURSE)
FORMS = [(part, *key) for part in COURSE.assignments for key in MODELS
         if key[0] in COURSE.part(part).exercises]  # fmt: skip


@pytest.fixture(scope="module")
def cases() -> dict[str, Any]:
    """Assignment -> its case, with every model answer beside it."""
    return {part: Together(load(COURSE.part(part).case), lambda e, mine: MODELS.get((e, mine), {}))
            for part in COURSE.assignments}  # fmt: skip


@pytest.mark.parametrize(("part", "exercise", "mine"), FORMS)
def test_a_form_is_the_same_where_nothing_is_kept(
    cases: dict[str, Any], part: str, exercise: str, mine: bool
) -> None:
    data, case = MODELS[exercise, mine], cases[part]
    module = importlib.import_module(f"cxkit.forms.layouts.module{exercise.partition('.')[0]:0>2}")
    anew = unwrap(module.LAYOUTS[exercise])(data, case, mine)
    assert layout(exercise, data, case, mine=mine) == anew
    assert layout(exercise, data, case, mine=mine) == anew, "the second time it is kept"


def test_a_form_that_is_kept_can_be_cut_without_harm(case: Any) -> None:
    layout("2.1", {}, case).clear()
    assert [s.key for s in layout("2.1", {}, case)] == ["labels"]


def test_a_case_is_known_in_any_wrap_and_no_answer_comes_with_it(case: Any) -> None:
    asked = []

    @of_case
    def promised(one: Any) -> list[Any]:
        asked.append(other_answer(one, "3.4"))
        return [*one.promises]

    wrapped = [Together(case, lambda e, mine, n=n: {"payer": n}) for n in range(3)]
    assert {id(promised(one)) for one in (case, *wrapped)} == {id(promised(case))}
    again = promised(load(case.folder))
    assert again == promised(case) and again is not promised(case), "a case that is loaded again is another"
    assert asked == [{}, {}]
