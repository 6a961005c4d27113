"""Marking the marking: beside every check stand experts, mutants, gamers and the untouched form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxkit.cases import load
from cxkit.course import Course
from cxkit.marking import DONE, LOOK_AGAIN, NOT_STARTED, mark
from cxkit.marking.together import Together

from . import truth as t
from .proofs import OTHERS, PROOFS, UNTOUCHED, Make

ROWS = [
    pytest.param(exercise, kind, make, id=f"{exercise} {kind}: {name}")
    for exercise, kinds in PROOFS.items()
    for kind, rows in kinds.items()
    for name, make in rows.items()
]


COURSE = Course(Path(__file__).resolve().parents[2] / "course")


def _mine(exercise: str) -> bool:
    return COURSE.exercise(exercise).mine


def on(case: Any, exercise: str) -> Any:
    """What an exercise rests on: the running case, or the sample paper."""
    named = next(m.case for m in COURSE.modules if COURSE.exercise(exercise) in m.exercises)
    return load(COURSE.root / "cases" / named) if named else case


def before(case: Any, exercise: str) -> Any:
    """What an exercise rests on, with what the same learner did before."""
    others, case = OTHERS.get(exercise, {}), on(case, exercise)
    return Together(case, lambda name, mine: others[name](case) if name in others else {})


@pytest.mark.parametrize(("exercise", "kind", "make"), ROWS)
def test_a_check_tells_work_from_its_likeness(
    case: Any, exercise: str, kind: str, make: Make
) -> None:
    found = mark(exercise, make(case), before(case, exercise), mine=_mine(exercise))
    if kind == "expert":
        assert found.state == DONE, _why(found)
        assert found.share > 0.7
    elif kind == "mutant":
        assert found.state == LOOK_AGAIN
        assert any(f.what for r in found.results for f in r.findings)
    else:
        assert found.state == LOOK_AGAIN
        assert found.share <= 0.1, _why(found)


@pytest.mark.parametrize("exercise", UNTOUCHED)
def test_the_untouched_form_is_not_started(case: Any, exercise: str) -> None:
    for data in ({}, t.blank(UNTOUCHED[exercise](case))):
        found = mark(exercise, data, before(case, exercise), mine=_mine(exercise))
        assert (found.state, found.share) == (NOT_STARTED, 0.0)


def test_every_exercise_of_the_course_is_proven() -> None:
    assert set(PROOFS) == set(UNTOUCHED) == set(COURSE.exercises)
    for exercise, kinds in PROOFS.items():
        counts = [len(kinds[k]) for k in ("expert", "mutant", "gamer")]
        assert [a >= b for a, b in zip(counts, (3, 6, 2), strict=True)] == [True] * 3, exercise


def _why(found: Any) -> str:
    lines = [f"share {found.share:.2f}"]
    lines += [f"{r.id} {r.state} {r.value:.2f}/{r.threshold:.2f} credit {r.credit:.2f} {r.findings[:2]}"
              for r in found.results]  # fmt: skip
    return "\n".join([*lines, *map(str, found.faults)])
