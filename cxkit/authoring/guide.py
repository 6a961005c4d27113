"""The trainer's guide: what learners do not see, from the same sources as what they see.

A chapter is Markdown, so that print and page come from one text. First the general pages of
`course/trainer/guide/`, then a chapter a module: its minutes, the lesson's words to the trainer,
what a right answer looks like and where it lies, and the rubrics a person marks by.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from ..course import Course, Exercise, Module
from .agenda import PRE_WORK, plan
from .agendasheet import overview
from .notebook import lesson
from .stretches import Stretch, stretches, timed

__all__ = ["PAGES", "Chapter", "GuideError", "chapters"]

Tasks = Callable[[str], Any]
_OPENING = "You will"  # what stands before the first section is about the whole module
PAGES = ("using", "before", "remote", "one-day", "wrong", "adjudicating")


class GuideError(ValueError):
    """The guide cannot be made; the message says which file is missing."""


@dataclass(frozen=True)
class Chapter:
    """One chapter: a name for links, and Markdown that begins with its title."""

    name: str
    text: str

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].lstrip("# ")


def chapters(course: Course, *, task: Tasks | None = None) -> tuple[Chapter, ...]:
    """The whole guide, general pages first.

    Args:
        task: id -> rubric task; by default those of `cxkit.marking`.

    Raises:
        GuideError: a general page is missing.
        AgendaError: the days cannot be laid out.
        SourceError: a lesson cannot be read.
    """
    if task is None:
        from ..marking import task
    folder = course.root / "trainer" / "guide"
    general = [Chapter(n, _page(folder / f"{n}.md") + _days(course, n)) for n in PAGES]
    made = [Chapter(f"module-{m.id}", _module(course, m, task)) for m in course.modules]
    return (*general, *made)


def _page(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip() + "\n"
    except OSError as error:
        raise GuideError(
            f"{path} cannot be read: {error.strerror or error}. The guide is the trainer's: make it "
            "in the course's repository, not in a learner's bundle."
        ) from None


def _days(course: Course, name: str) -> str:
    """The days of a variant by the clock, for the page about it; empty for the other pages."""
    if name not in ("before", "remote", "one-day"):
        return ""
    made = plan(course, remote=name == "remote", one_day=name == "one-day")
    return f"\n## By the clock\n\n{overview(made)}"


def _module(course: Course, module: Module, task: Tasks) -> str:
    pieces = lesson(course, module)
    area = f" Prepares the area *{module.area}* of the assessment." if module.area else ""
    core = sum(e.core for e in module.exercises)
    where = "before the class" if module.id == PRE_WORK else "in class"
    parts = [
        f"# {module.id} {module.title}",
        f"{module.minutes} minutes. {core} exercises {where}, {len(module.exercises) - core} more "
        f"for learners' own time.{area}",
        _minutes(timed(pieces)),
    ]
    exercises = {e.id: e for e in module.exercises}
    clock = 0
    for stretch in _units(stretches(pieces)):
        exercise = exercises.get(stretch.exercise)
        words = [p for p in _section(stretch, exercise, course, module, task) if p]
        if stretch.title == _OPENING:
            parts += words
        elif words:
            parts += [_heading(stretch, clock), *words]
        if stretch.level == 2:
            clock += stretch.minutes or 0
    return "\n\n".join(p for p in parts if p) + "\n"


def _units(every: Sequence[Stretch]) -> Iterator[Stretch]:
    """Stretches that hold each word of the lesson once: of level 2, or of 3 among the extras."""
    extras = False
    for place, stretch in enumerate(every):
        if stretch.level == 2:
            inner = takewhile(lambda s: s.level > 2, every[place + 1 :])
            extras = any(s.exercise for s in inner)
        if stretch.level == 2 + extras:
            yield stretch


def _heading(stretch: Stretch, clock: int) -> str:
    if stretch.minutes is None:
        return f"## {_named(stretch)}"
    before = f"{clock}:00" if stretch.level == 2 else "Extra:"
    return f"## {before} {_named(stretch)} ({stretch.minutes} minutes)"


def _minutes(sections: tuple[Stretch, ...]) -> str:
    rows, clock = ["| from | section | minutes |", "| --- | --- | --- |"], 0
    for section in sections:
        rows.append(f"| {clock}:00 | {_cell(_named(section))} | {section.minutes} |")
        clock += section.minutes or 0
    return "\n".join(rows)


def _section(
    stretch: Stretch, exercise: Exercise | None, course: Course, module: Module, task: Tasks
) -> Iterator[str]:
    yield stretch.text("trainer")
    worked = stretch.text("worked")
    if worked:
        yield worked
    if exercise is None:
        return
    yield _pointers(course, module, exercise)
    yield _key(course, module, exercise)
    for name in exercise.tasks:
        yield _rubric(task(name))


def _pointers(course: Course, module: Module, exercise: Exercise) -> str:
    models = course.root / "source" / "models"
    found = [
        f"`solutions/answers/{place}{exercise.id}.json`"
        for place in ("", "mine/")
        if (models / f"{place}{exercise.id}.json").is_file()
    ]
    where = f"`solutions/{module.notebook}`"
    return f"**Model answer.** Worked in {where}" + (f"; as data in {' and '.join(found)}." if found else ".")


def _key(course: Course, module: Module, exercise: Exercise) -> str:
    """The right options of an exit quiz; empty for any other exercise."""
    path = course.root / "quiz" / f"{module.id}.json"
    if not exercise.title.lower().startswith("exit quiz") or not path.is_file():
        return ""
    items = json.loads(path.read_text(encoding="utf-8"))["items"]
    right = [
        next((f"{o['id']}, “{o['text']}”" for o in item["options"] if o["right"]), "none")
        for item in items
    ]
    return "\n".join(["**Right are**", "", *(f"{n}. {text}" for n, text in enumerate(right, start=1))])


def _rubric(task: Any) -> str:
    rows = ["| level | it means | exemplar |", "| --- | --- | --- |"]
    rows += [f"| {v.score} | {_cell(v.text)} | {_cell(v.exemplar)} |" for v in task.levels]
    comments = [f"- {_cell(text)}" for _, text in task.comments]
    return "\n".join(
        [
            f"### For a person to mark: {task.title} ({task.id}, 0 to {task.points})",
            "",
            f"{task.question} Read: {task.look}",
            "",
            *rows,
            *(["", "Comments to reuse:", "", *comments] if comments else []),
        ]
    )


def _named(stretch: Stretch) -> str:
    return f"{stretch.exercise} {stretch.title}".strip()


def _cell(text: str) -> str:
    """Plain text in a cell of a table."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*")
