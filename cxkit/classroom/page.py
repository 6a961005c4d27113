"""The pages of a class: one look, no script, nothing from outside.

A content security policy in each page forbids both, so that a page stays harmless even if a
fault let something of a learner's through the escaping.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..course import Course
from ..marking import task as rubric
from .findings import findings_page, number
from .gradebook import Score
from .outcome import ExerciseResult, LearnerResult

__all__ = ["learner_page", "render"]

Scores = dict[tuple[str, str], Score]


@cache
def _pages() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages", encoding="utf-8"),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> bytes:
    """A page as UTF-8; every value is escaped unless it is `Markup`."""
    return _pages().get_template(template).render(**values).encode("utf-8", "replace")


def learner_page(
    course: Course, result: LearnerResult, scores: Scores, *, notebook: str = "", back: str = "",
    notes: bool = True,
) -> bytes:
    """What was found in one learner's work.

    Args:
        scores: the learner's rows of the gradebook: tasks, and scores a person changed.
        notebook: only this notebook's exercises; all of them if empty.
        back: the address of the class's page, for the grader.
        notes: whether to tell what was noticed in the hand-in.
    """
    modules = []
    for module in course.modules:
        found = [e for e in result.exercises if e.notebook == module.notebook]
        if found and notebook in ("", module.notebook):
            cards = [_card(one, scores) for one in found]
            modules.append({"title": f"{module.id} {module.title}", "cards": cards})
    shown = [e for e in result.exercises if notebook in ("", e.notebook)]
    return render(
        "learner.html", title=f"{result.learner.name}: {course.title}", name=result.learner.name,
        summary=_summary(result, shown, scores), notes=result.notes if notes else (),
        modules=modules, back=back,
    )


def _summary(result: LearnerResult, shown: list[ExerciseResult], scores: Scores) -> str:
    if not result.marked:
        return f"{result.status.capitalize()}. {result.why}".strip()
    earned = sum(e.points or 0.0 for e in shown)
    full = sum(e.exercise.points for e in shown)
    text = f"{number(earned)} of {number(full)} points by program."
    waiting = sum(e.points is None for e in shown)
    if waiting:
        text += f" {waiting} {'exercise waits' if waiting == 1 else 'exercises wait'} for a person."
    return text


def _card(result: ExerciseResult, scores: Scores) -> dict[str, Any]:
    book = result.notebook.removesuffix(".ipynb")
    tasks = [
        _task(name, result, scores.get((book, f"task-{name.replace('.', '-')}")))
        for name in result.exercise.tasks
    ]
    changed = scores.get((book, f"mark-{result.exercise.slug}"))
    if changed and changed.manual is not None:
        tasks.insert(0, {
            "title": "A person changed the score of this exercise",
            "full": number(changed.full), "score": number(changed.score),
            "comment": changed.comment,
        })
    # Escaped where it was made, by the same page that the learner's own check shows.
    return {"findings": Markup(findings_page(result).html), "tasks": tasks}  # noqa: S704


def _task(name: str, result: ExerciseResult, score: Score | None) -> dict[str, Any]:
    told = rubric(name)
    if not result.started:
        said = "nothing was written"
    elif score is None or (score.manual is None and score.waits):
        said = "waiting for a person"
    else:
        said = f"{number(score.score)} of {number(score.full)}"
    return {"title": told.title, "full": told.points, "score": said,
            "comment": score.comment if score else ""}
