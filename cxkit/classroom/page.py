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
from .outcome import ExerciseResult, LearnerResult

__all__ = ["learner_page", "render", "task_rows"]


_PAGES = Path(__file__).parent / "pages"


@cache
def _pages(place: Path) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([place, _PAGES], encoding="utf-8"),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )


def render(template: str | Path, **values: Any) -> bytes:
    """A page as UTF-8; every value is escaped unless it is `Markup`.

    Args:
        template: one of this room's pages by name, or another room's by its path; that may
            extend the pages here.
    """
    path = _PAGES / template
    return _pages(path.parent).get_template(path.name).render(**values).encode("utf-8", "replace")


def learner_page(
    course: Course, result: LearnerResult, *, notebook: str = "", back: str = "",
) -> bytes:
    """What was found in one learner's work.

    Args:
        notebook: only this notebook's exercises; all of them if empty.
        back: the address of the class's page, for the grader.
    """
    modules, every = [], result.exercises
    for module in course.modules:
        found = [e for e in every if e.notebook == module.notebook]
        if found and notebook in ("", module.notebook):
            # Escaped where it was made, by the same page that the learner's own check shows.
            cards = [{"findings": Markup(findings_page(e).html), "tasks": task_rows(e)}  # noqa: S704
                     for e in found]
            modules.append({"title": f"{module.id} {module.title}", "cards": cards})
    return render(
        "learner.html", title=f"{result.learner.name}: {course.title}", name=result.learner.name,
        summary=_summary(result, notebook), notes=result.notes, modules=modules, back=back,
    )


def _summary(result: LearnerResult, notebook: str) -> str:
    if not result.marked:
        return f"{result.status.capitalize()}. {result.why}".strip()
    told = []
    for part in result.parts:
        shown = [e for e in part.exercises if notebook in ("", e.notebook)]
        if shown:
            several = len(result.parts) > 1 and not notebook
            told.append((f"{part.assignment.capitalize()}: " if several else "") + _sum(shown))
        elif part.why and not notebook:
            told.append(f"{part.assignment.capitalize()}: {part.status}. {part.why}")
    return " ".join(told)


def _sum(shown: list[ExerciseResult]) -> str:
    earned = sum(e.score or 0.0 for e in shown)
    full = sum(e.exercise.points for e in shown)
    text = f"{number(earned)} of {number(full)} points."
    waiting = sum(bool(e.waits) for e in shown)
    if waiting:
        text += f" {waiting} {'exercise waits' if waiting == 1 else 'exercises wait'} for a person."
    return text


def task_rows(result: ExerciseResult) -> list[dict[str, Any]]:
    """The rubric tasks of an exercise: id, title, full, points (None: not judged), said, comment."""
    rows = []
    for name in result.exercise.tasks:
        told, score = rubric(name), result.judgements.get(name)
        points = score.score if score and score.manual is not None else None
        if points is None:
            said = "waiting for a person" if result.started else "nothing was written"
        else:
            said = f"{number(points)} of {number(told.points)}"
            if score and score.waits:
                said += "; the answer has changed since, and a person looks again"
        rows.append({"id": name, "title": told.title, "full": told.points, "points": points,
                     "said": said, "comment": score.comment if score else ""})
    return rows
