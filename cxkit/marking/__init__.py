"""Marks as a pure function of answers, case and key. No learner code is ever run."""

from .criterion import Bounds, Context, Criterion, Measured, Result
from .exercise import Exercise, Question, UnknownExercise, exercise
from .finding import DONE, LOOK_AGAIN, NOT_STARTED, Finding, State
from .mark import Mark, mark, questions
from .rubric import Level, Task, hints, task, tasks

__all__ = [
    "DONE",
    "LOOK_AGAIN",
    "NOT_STARTED",
    "Bounds",
    "Context",
    "Criterion",
    "Exercise",
    "Finding",
    "Level",
    "Mark",
    "Measured",
    "Question",
    "Result",
    "State",
    "Task",
    "UnknownExercise",
    "exercise",
    "hints",
    "mark",
    "questions",
    "task",
    "tasks",
]
