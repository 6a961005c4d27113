"""From the lessons to the files that learners and trainers open.

What is built: `course/modules/*.ipynb` for learners, `solutions/*.ipynb` worked with the model
answers of `course/source/models/`, `solutions/answers/*.json`, and `environment.yml` beside the
`pyproject.toml`. Built twice, the bytes are the same. A learner's own `answers/` under
`course/modules` is never read or written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ..atomic import put
from ..course import Course, Module
from ..workbook import SCHEMA, DamagedAnswer, parse
from .environment import ProjectError, environment
from .notebook import Tasks, instructor, released, serialise, worked
from .run import RunError, run
from .source import SourceError

__all__ = ["BuildError", "answers", "build", "drift", "instructor", "learners"]

SAVED = "2026-01-05T09:00:00+00:00"  # a model answer was saved by nobody, at no time that matters


class BuildError(ValueError):
    """The course cannot be built; the message has one sentence for each fault."""


def build(
    course: Course, solutions: Path, *, only: str = "", tasks: Tasks | None = None
) -> list[Path]:
    """Build every notebook and model answer of the course.

    Args:
        solutions: the folder of the worked notebooks.
        only: the id of the one module to build, while its lesson is being written.
        tasks: exercise id -> rubric tasks; by default those of `cxkit.marking`.

    Returns:
        The files that changed, in the order in which they were written; empty for a sound course.

    Raises:
        BuildError: a lesson or a model answer cannot be read, or a worked notebook fails. The
            learners' notebooks are written first, so they may be there already.
    """
    return [
        path
        for path, content in _files(course, Path(solutions), tasks, only)
        if put(path, content)
    ]


def drift(course: Course, solutions: Path, *, tasks: Tasks | None = None) -> list[str]:
    """What differs from what would be built, as sentences; empty where nothing does.

    Nothing is written. A fault that would stop the build is a sentence as well.
    """
    solutions = Path(solutions)
    found, expected = [], set()
    try:
        for path, content in _files(course, solutions, tasks):
            expected.add(path)
            name = _short(path, course, solutions)
            if not path.is_file():
                found.append(f"{name} is missing. Run `cxkit build`.")
            elif path.read_bytes() != content:
                found.append(f"{name} is not what its source gives. Run `cxkit build`.")
    except BuildError as error:
        return [*found, *str(error).splitlines()]
    there = [*course.notebooks.glob("*.ipynb"), *solutions.glob("*.ipynb")]
    there += (solutions / "answers").rglob("*.json")
    for path in sorted(set(there) - expected):
        found.append(
            f"{_short(path, course, solutions)} belongs to no source. "
            "Delete it, or add its lesson to course.toml."
        )
    return found


def learners(
    course: Course, *, only: str = "", tasks: Tasks | None = None
) -> dict[str, bytes]:
    """Notebook file name -> the learner's notebook, for every module.

    Raises:
        BuildError: with every fault of every lesson.
    """
    made, faults = {}, []
    for module in _wanted(course, only):
        try:
            made[module.notebook] = serialise(released(instructor(course, module, tasks=tasks)))
        except SourceError as error:
            faults += error.faults
    if faults:
        raise BuildError("\n".join(faults))
    return made


def answers(course: Course) -> dict[str, bytes]:
    """Path below `answers/` -> the model answer in the workbook's envelope.

    Raises:
        BuildError: a model answer is no JSON object, or names no exercise of the course.
    """
    folder = course.root / "source" / "models"
    made, faults = {}, []
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).as_posix()
        mine = name.startswith("mine/")
        try:
            if path.stem not in course.exercises or name != f"{'mine/' * mine}{path.stem}.json":
                raise ValueError("expected an exercise of the course, such as 2.3.json")
            data = json.loads(path.read_text(encoding="utf-8"))
            envelope = {
                "schema": SCHEMA, "exercise": path.stem, "mine": mine,
                "rev": 1, "saved": SAVED, "data": data,
            }
            content = json.dumps(envelope, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
            parse(content.encode("utf-8"), path.stem, mine=mine)
            made[name] = content.encode("utf-8")
        except (OSError, ValueError, DamagedAnswer) as error:
            faults.append(f"source/models/{name}: {error}")
    if faults:
        raise BuildError("\n".join(faults))
    return made


def _files(
    course: Course, solutions: Path, tasks: Tasks | None, only: str = ""
) -> Iterator[tuple[Path, bytes]]:
    """(where, what) of every built file; the learners' come first, the slow ones last."""
    for name, content in learners(course, only=only, tasks=tasks).items():
        yield course.notebooks / name, content
    pyproject = course.root.parent / "pyproject.toml"
    if pyproject.is_file():
        try:
            text = environment(pyproject)
        except ProjectError as error:
            raise BuildError(str(error)) from None
        yield pyproject.with_name("environment.yml"), text.encode("utf-8")
    models = answers(course)
    for name, content in models.items():
        yield solutions / "answers" / name, content
    for module in _wanted(course, only):
        try:
            notebook = run(worked(course, module, tasks=tasks), course.root, models)
        except RunError as error:
            raise BuildError(f"solutions/{module.notebook}: {error}") from None
        yield solutions / module.notebook, serialise(notebook)


def _wanted(course: Course, only: str) -> tuple[Module, ...]:
    return (course.module(only),) if only else course.modules


def _short(path: Path, course: Course, solutions: Path) -> str:
    for root in (course.root.parent, solutions.parent):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name
