"""A lesson's pieces as notebooks: the instructor's, the learner's, the worked one.

The instructor's notebook is what nbgrader takes as source; the learner's comes from it by
nbgrader's own steps; the worked one adds commentary and rubrics and holds no nbgrader metadata.
All are values in memory: nothing is read but the lesson, nothing is written.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import nbformat
from nbformat import NotebookNode

from ..course import Course, Module
from . import cells
from .source import Piece, SourceError, read

__all__ = ["Tasks", "instructor", "lesson", "released", "serialise", "worked"]

Tasks = Callable[[str], Sequence[Any]]

_MINUTES = re.compile(r"\s*\(\d+ minutes?\)$")  # they change more often than a title

_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def lesson(course: Course, module: Module | str) -> list[Piece]:
    """The pieces of a module's lesson.

    Raises:
        SourceError: the lesson is missing or cannot be read.
    """
    return read(course.root / "source" / f"{_module(course, module).slug}.md")


def instructor(
    course: Course, module: Module | str, *, tasks: Tasks | None = None
) -> NotebookNode:
    """The notebook that nbgrader takes as source: graded cells, tasks with their mark scheme.

    Args:
        module: a module of the course, or its id.
        tasks: exercise id -> rubric tasks; by default those of `cxkit.marking`.

    Raises:
        SourceError: the lesson cannot be read, or marks an exercise that the module lacks.
    """
    module = _module(course, module)
    pieces = [p for p in lesson(course, module) if p.kind in ("text", "verb", "mark")]
    return _compose(module, pieces, tasks or _tasks)


def released(source: NotebookNode) -> NotebookNode:
    """The learner's notebook, made from the instructor's by nbgrader's own steps.

    They are those of `nbgrader generate_assignment` in its order, but for the gradebook and the
    header. The argument stays as it is.
    """
    from nbgrader.preprocessors import (
        CheckCellMetadata,
        ClearHiddenTests,
        ClearMarkScheme,
        ClearOutput,
        ClearSolutions,
        ComputeChecksums,
        LockCells,
    )

    notebook, resources = copy.deepcopy(source), {}
    for step in (
        LockCells, ClearSolutions, ClearOutput, CheckCellMetadata, ComputeChecksums,
        ClearHiddenTests, ClearMarkScheme, ComputeChecksums, CheckCellMetadata,
    ):
        notebook, resources = step().preprocess(notebook, resources)
    return notebook


def worked(course: Course, module: Module | str, *, tasks: Tasks | None = None) -> NotebookNode:
    """The worked notebook, not yet run: the lesson, the commentary and the rubrics.

    Raises:
        SourceError: as for `instructor`.
    """
    module = _module(course, module)
    pieces = [p for p in lesson(course, module) if p.kind != "trainer"]
    notebook = _compose(module, pieces, tasks or _tasks)
    for cell in notebook.cells:
        for name in ("nbgrader", *cells.FIXED):
            cell.metadata.pop(name, None)
        kept = [s for s in cell.source.split("\n") if s not in (cells.BEGIN, cells.END)]
        cell.source = "\n".join(kept).strip("\n")
    return notebook


def serialise(notebook: NotebookNode) -> bytes:
    """The notebook as UTF-8 with LF line ends and sorted keys: the same bytes for the same cells.

    Raises:
        nbformat.ValidationError: it is no notebook.
    """
    nbformat.validate(notebook)
    text = nbformat.writes(notebook, version=nbformat.NO_CONVERT)
    return (text.rstrip("\n") + "\n").encode("utf-8")


def _compose(module: Module, pieces: Sequence[Piece], tasks: Tasks) -> NotebookNode:
    seen: Counter[str] = Counter()
    exercises = {e.id: e for e in module.exercises}
    made: list[NotebookNode] = []
    faults: list[str] = []
    for piece in pieces:
        if piece.kind == "mark" and piece.call:
            exercise = exercises.get(piece.call.subject)
            if exercise is None:
                faults.append(
                    f"{module.slug}.md:{piece.line}: exercise {piece.call.subject} is not in "
                    f"module {module.id}. Expected one of {', '.join(exercises)}."
                )
                continue
            found = {t.id: t for t in tasks(exercise.id)}
            missing = [name for name in exercise.tasks if name not in found]
            if missing:
                faults.append(
                    f"course.toml: exercise {exercise.id} names the task {missing[0]}, "
                    "which has no rubric."
                )
            made += [cells.note(exercise), cells.graded(exercise)]
            made += [cells.task(found[name]) for name in exercise.tasks if name in found]
        elif piece.kind == "verb" and piece.call:
            name = _numbered(seen, cells.identity(piece.call))
            made.append(cells.verb(name, piece.text, piece.call))
        else:
            prefix = "worked-" if piece.kind == "worked" else ""
            name = prefix + cells.slug(f"{module.id} {_MINUTES.sub('', piece.heading)}")
            made.append(cells.text(_numbered(seen, name, first=True), piece.text))
    if faults:
        raise SourceError(faults)
    return nbformat.v4.new_notebook(cells=made, metadata=copy.deepcopy(_METADATA))


def _numbered(seen: Counter[str], name: str, *, first: bool = False) -> str:
    """`name`, `name-2`, ...; with `first` the first is numbered too."""
    seen[name] += 1
    return f"{name}-{seen[name]}" if first or seen[name] > 1 else name


def _module(course: Course, module: Module | str) -> Module:
    return module if isinstance(module, Module) else course.module(module)


def _tasks(exercise: str) -> Sequence[Any]:
    from ..marking import tasks

    return tasks(exercise)
