"""A learner's verdict in one word, for whoever compares two gradings."""

from __future__ import annotations

from collections.abc import Callable

from ..classroom.folder import ClassFolder
from ..classroom.outcome import LearnerResult
from .assessment import assess
from .decisions import read_decisions, with_decision

__all__ = ["verdicts"]


def verdicts(folder: ClassFolder) -> Callable[[LearnerResult], str] | None:
    """What a result is worth: "passed", "not passed" and so on, a person's decisions counted.

    Returns:
        None for a course without an assessment, in which nobody passes anything.
    """
    course = folder.course
    paper = next((name for name in course.assignments if name != course.assignment), "")
    if not course.assessment or not paper:
        return None
    decided = read_decisions(folder)

    def verdict(result: LearnerResult) -> str:
        found = assess(result.learner, result[paper], course.assessment, course.lines)
        return with_decision(found, decided).verdict

    return verdict
