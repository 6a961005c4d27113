"""One learner's modules as data: what a mark costs when nothing is run."""

from __future__ import annotations

import json
import statistics
import time
from typing import Any

from ..cases import load
from ..course import Course
from ..marking import mark

__all__ = ["bench_mark"]


def bench_mark(runs: int = 20) -> dict[str, Any]:
    """Mark the model workbook again and again.

    Returns:
        learner_ms (median for all exercises of one learner), exercises, runs.
    """
    course = Course.find()
    models = course.root / "source" / "models"
    answers = []
    for module in course.modules:
        case = load(course.root / "cases" / module.case if module.case else course.case)
        for exercise in module.exercises:
            path = models / ("mine" if exercise.mine else "") / f"{exercise.id}.json"
            answers.append((exercise, json.loads(path.read_text(encoding="utf-8")), case))
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        for exercise, data, case in answers:
            mark(exercise.id, data, case, mine=exercise.mine)
        times.append(time.perf_counter() - began)
    return {
        "learner_ms": round(1000 * statistics.median(times), 1),
        "exercises": len(answers),
        "runs": runs,
    }
