"""What is there to judge, and what came of it: each learner's answer to a rubric task, as graded.

The answers are read from autograded/, where `cxkit grade` put them, and only those whose cell
waits for a person or has been judged: what was never begun needs nobody's judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..cases import load
from ..classroom.folder import ClassFolder
from ..classroom.gradebook import Gradebook, Score
from ..marking import task as rubric
from ..marking.together import Together
from ..workbook import Answer, DamagedAnswer, parse
from .agreement import Resolved, resolve
from .judgement import Judgements, JudgingError, digest_of, markers

__all__ = ["Desk", "Place", "Work"]


@dataclass(frozen=True)
class Place:
    """Where a rubric task stands: assignment, exercise and its cell in the gradebook."""

    task: str
    assignment: str
    exercise: Any
    cell: tuple[str, str]


@dataclass(frozen=True)
class Work:
    """One learner's answer to one task, and what the gradebook has of it."""

    learner: str
    answer: Answer
    score: Score

    @property
    def digest(self) -> str:
        """Of the answer as it is now: a judgement of another one does not count."""
        return digest_of(self.answer.data, self.answer.problem)


class Desk:
    """A class's answers, laid out to be judged.

    Raises:
        ClassError: the folder is no class.
    """

    def __init__(self, folder: Path | str | ClassFolder) -> None:
        self.folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
        self.root = self.folder.root
        self._scores: dict[str, dict[str, dict[tuple[str, str], Score]]] = {}
        self._cases: dict[str, Any] = {}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Rubric task -> its place, in the course's order, over all assignments."""
        found = {}
        for assignment, part in self.folder.parts.items():
            for module in part.modules:
                for exercise in module.exercises:
                    for name in exercise.tasks:
                        cell = (module.slug, f"task-{name.replace('.', '-')}")
                        found[name] = Place(name, assignment, exercise, cell)
        return found

    def place(self, task: str) -> Place:
        """The place of a task; "2.2" will do for "2.2h".

        Raises:
            JudgingError: there is none.
        """
        for name in (task, f"{task}h"):
            if name in self.places:
                return self.places[name]
        known = ", ".join(self.places) or "none"
        raise JudgingError(f"There is no rubric task {task!r:.30}. This course has {known}.")

    def rubric(self, task: str) -> Any:
        """What a person looks for in a task.

        Raises:
            JudgingError: the kit has no rubric for it.
        """
        try:
            return rubric(task)
        except KeyError:
            raise JudgingError(
                f"The kit has no rubric for {task}. Add it to cxkit/marking/rubrics, "
                "or use the kit with which the class was made."
            ) from None

    def refresh(self) -> None:
        """Read the gradebook again when it is next asked."""
        self._scores = {}

    def rows(self, task: str) -> dict[str, Score]:
        """learner -> the row of the gradebook, for everyone who has something to judge.

        Raises:
            GradebookError: the gradebook cannot be read.
        """
        place = self.place(task)
        if place.assignment not in self._scores:
            with Gradebook(self.folder.gradebook) as book:
                self._scores[place.assignment] = book.scores(place.assignment)
        found = {who: held[place.cell] for who, held in self._scores[place.assignment].items()
                 if place.cell in held}
        return {who: score for who, score in found.items() if score.auto is None}

    def works(self, task: str) -> dict[str, Work]:
        """learner -> work, for everyone who has something to judge."""
        return {who: self.work(task, who, score) for who, score in self.rows(task).items()}

    def work(self, task: str, learner: str, score: Score) -> Work:
        """One learner's work; an answer that cannot be read says so in `problem`."""
        place = self.place(task)
        return Work(learner, self._answer(place, learner, place.exercise.id, place.exercise.mine), score)

    def resolved(self, task: str, works: Mapping[str, Work] | None = None) -> dict[str, Resolved]:
        """learner -> what came of all markers' judgements of a task.

        Args:
            works: as `works` gave them; read anew if not given.

        Raises:
            JudgingError: no such task, or a judgement that cannot be read.
            GradebookError: the gradebook cannot be read.
        """
        task = self.place(task).task
        works = self.works(task) if works is None else works
        said = {name: Judgements(self.root, name).of(task) for name in markers(self.root)}
        return {
            who: resolve({name: held[who] for name, held in said.items() if who in held}, work.digest)
            for who, work in works.items()
        }

    def _answer(self, place: Place, learner: str, exercise: str, mine: bool) -> Answer:
        name = f"{'mine/' if mine else ''}{exercise}.json"
        path = self.folder.step("autograded", learner, place.assignment) / "answers" / name
        try:
            return parse(path.read_bytes(), exercise, mine=mine)
        except DamagedAnswer as error:
            return Answer(exercise, mine, problem=str(error))
        except OSError:
            return Answer(exercise, mine, problem=(
                f"There is no answers/{name} among what was graded. Look at the hand-in itself."
            ))

    def sections(self, task: str, work: Work) -> list[Any]:
        """The form of an answer, so that it can be shown as tables; empty where it fits none."""
        from ..forms.layouts import layout

        place = self.place(task)

        def beside(name: str, mine: bool) -> dict[str, Any]:
            return self._answer(place, work.learner, name, mine).data

        try:
            if place.assignment not in self._cases:
                self._cases[place.assignment] = load(self.folder.parts[place.assignment].case)
            # Some forms show what the same learner wrote in another exercise.
            case: Any = Together(self._cases[place.assignment], beside)
            return layout(place.exercise.id, work.answer.data, case, mine=place.exercise.mine)
        except Exception:  # an answer of any shape must still be shown to whoever judges it
            return []
