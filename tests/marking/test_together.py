"""What is kept of a case and of other answers, and what is not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from cxkit.marking.criterion import Context
from cxkit.marking.together import Together, of_case, other_artefact
from cxkit.techniques.annotation import Annotation
from cxkit.techniques.artefact import ArtefactError

DATA = {"alone": [{"id": "m1", "kind": "MOT", "start": 1000}]}


def test_another_answer_is_read_once_until_it_is_saved_again() -> None:
    saved: dict[str, Any] = {"4.2": DATA}
    case = Together(object(), lambda name, mine: saved[name])
    first = other_artefact(case, "4.2", Annotation)
    assert first.alone[0].start == 1000
    saved["4.2"] = dict(DATA)  # the same rows in another cover
    assert other_artefact(case, "4.2", Annotation) is first
    saved["4.2"] = {"alone": [DATA["alone"][0] | {"start": 2000}]}
    assert other_artefact(case, "4.2", Annotation).alone[0].start == 2000


def test_a_bare_case_has_no_other_answer() -> None:
    assert other_artefact(object(), "4.2", Annotation) == Annotation()


def test_a_section_that_is_nothing_is_still_refused() -> None:
    case = Together(object(), lambda name, mine: {"alone": None})
    with pytest.raises(ArtefactError):
        other_artefact(case, "4.2", Annotation)


def test_what_is_true_of_a_case_is_computed_once_for_all_learners() -> None:
    asked = []

    @of_case
    def size(case: Any) -> int:
        asked.append(case)
        return len(case.steps)

    case, other = SimpleNamespace(steps=[1, 2]), SimpleNamespace(steps=[1])
    class_ = [Together(case, lambda name, mine: {}) for _ in range(3)]
    assert [size(learner) for learner in (*class_, case, other)] == [2, 2, 2, 2, 1]
    assert asked == [case, other]


def test_the_criteria_of_one_mark_share_what_they_compute() -> None:
    asked = []

    def words(artefact: list[str], context: Context) -> int:
        asked.append(artefact)
        return len(artefact)

    one, other = ["a"], ["b", "c"]
    context, later = Context(object(), {}), Context(object(), {})  # type: ignore[arg-type]
    assert [context.once(words, a) for a in (one, other, one)] == [1, 2, 1]
    assert later.once(words, one) == 1
    assert asked == [one, other, one]
