"""What to read next: the module and the section of the course, by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..course import Course, Module
from ..marking import DONE, hints
from .outcome import ExerciseResult

__all__ = ["Place", "places"]

_IDEA = "The idea"  # the section in which a module says what its exercises rest on

_QUIZ = ("quiz", "Quiz")  # nothing to read there


@dataclass(frozen=True)
class Place:
    """Where to read: the module's number and title, its sections, and a hint if there is one."""

    module: str
    sections: tuple[str, ...]
    hint: str = ""

    @property
    def text(self) -> str:
        named = " and ".join(f"\u201c{section}\u201d" for section in self.sections)
        where = f"Module {self.module}"
        told = f"{where}, {named}." if named else f"{where}."
        return f"{told} {self.hint}".strip()


def places(course: Course, result: ExerciseResult) -> tuple[Place, ...]:
    """Where the course treats what was not met yet; none where everything was.

    An exercise of the assessment points to the modules of its area, one of a module to the
    module's idea and to its own section.
    """
    if result.mark is None or (result.mark.state == DONE and not result.person):
        return ()
    if result.score is not None and result.score >= result.exercise.points:
        return ()
    home = next(m for m in course.modules if result.exercise in m.exercises)
    if home.id != course.assessment.get("module"):
        return (_place(home, result),)
    areas = tuple(_areas(course, result))
    return tuple(Place(f"{m.id} {m.title}", _idea(m)) for m in course.modules if m.area in areas)


def _place(module: Module, result: ExerciseResult) -> Place:
    exercise = result.exercise
    own = next((s.title for s in module.sections if s.exercise == exercise.id), exercise.title)
    ask = f'In the notebook, cx.hint("{exercise.id}") says more.' if hints(exercise.id) else ""
    sections = _idea(module) if own.endswith(_QUIZ) else (*_idea(module), own)
    return Place(f"{module.id} {module.title}", sections, ask)


def _idea(module: Module) -> tuple[str, ...]:
    return tuple(s.title for s in module.sections if s.title == _IDEA)


def _areas(course: Course, result: ExerciseResult) -> Iterable[str]:
    plan = course.assessment
    if result.exercise.id == plan["quiz"]:
        return [r.id for r in result.mark.results if r.state != DONE] if result.mark else ()
    return [area for area, ids in plan["practical"].items() if result.exercise.id in ids]
