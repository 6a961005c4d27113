"""A learner's desk: the course, the workbook and the case, found once and kept together.

The verbs, the graded cells and the marking office all ask here, so that a mark is the same
wherever it is asked for.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from .cases import Case, load
from .course import Course, CourseError, Exercise
from .marking import Finding, Mark, mark
from .marking.finding import LOOK_AGAIN
from .marking.together import Together
from .workbook import Answer, Workbook

__all__ = ["Desk", "mark_answer", "points"]


class Desk:
    """Args:
    course: the course that is taken.
    folder: where the notebooks and `answers/` lie; the current folder in a notebook.
    """

    def __init__(self, course: Course, folder: Path | str) -> None:
        self.course = course
        self.workbook = Workbook(folder)

    @classmethod
    def find(cls, folder: Path | str | None = None) -> Desk:
        """The desk of the notebook that runs here.

        Raises:
            CourseError: no course lies around this folder.
        """
        here = Path(folder or Path.cwd())
        return cls(Course.find(here), here)

    @cached_property
    def case(self) -> Case:
        """The case, with this desk's answers beside it."""
        beside: Any = Together(load(self.course.case), self._data)
        return beside

    def case_of(self, exercise: Exercise) -> Any:
        """What an exercise rests on: the running case, or the paper of the module that it is in."""
        module = next(m for m in self.course.modules if exercise in m.exercises)
        return self.sitting if module.case else self.case

    @cached_property
    def sitting(self) -> Any:
        """The paper, with this desk's answers beside it. A paper that is missing is a state of it."""
        papers = [m for m in self.course.modules if m.case]
        return Together(load(self.course.root / "cases" / papers[0].case), self._data)

    def _data(self, name: str, mine: bool) -> dict[str, Any]:
        answer = self.workbook.read(name, mine=mine)
        return {} if answer.problem else answer.data

    def mine(self, exercise: Exercise, asked: bool = False) -> bool:
        """Whether an exercise is on the learner's own organisation: some always are.

        Raises:
            CourseError: it was asked for, and the exercise has only the case.
        """
        if asked and not exercise.own:
            raise CourseError(
                f"Exercise {exercise.id} is on the case alone. Run it without mine=True."
            )
        return asked or exercise.mine

    def answer(self, name: str, *, mine: bool = False) -> Answer:
        exercise = self.course.exercise(name)
        return self.workbook.read(exercise.id, mine=self.mine(exercise, mine))

    def mark(self, name: str, *, mine: bool = False) -> Mark:
        """The mark of what is saved.

        Raises:
            CourseError: there is no such exercise.
        """
        case = self.case_of(self.course.exercise(name))
        return mark_answer(self.answer(name, mine=mine), case)

    def layout(self, name: str, data: dict[str, Any], *, mine: bool = False) -> list:
        from .forms.layouts import layout

        exercise = self.course.exercise(name)
        case = self.case_of(exercise)
        return layout(exercise.id, data, case, mine=self.mine(exercise, mine))


def mark_answer(answer: Answer, case: Any) -> Mark:
    """The mark of an answer, a damaged one included: it says so and earns nothing."""
    if answer.problem:
        told = Finding(
            LOOK_AGAIN,
            answer.problem,
            where=f"exercise {answer.exercise}",
            why="What cannot be read cannot be marked.",
            next="Open the form: it offers the last good revision.",
        )
        return Mark(answer.exercise, LOOK_AGAIN, faults=(told,))
    return mark(answer.exercise, answer.data, case, mine=answer.mine)


def points(name: str) -> float:
    """The points of an exercise, to the cent: the last line of its graded cell."""
    desk = Desk.find()
    exercise = desk.course.exercise(name)
    mark = desk.mark(name)
    if mark.waits:  # a number has to follow: nbgrader takes silence for full marks
        print(mark.waits)
    return mark.points(exercise.points)
