"""The course as data: what is in it, in what order, for how long, for how many points.

Everything that other rooms know about modules and exercises comes from `course/course.toml`;
where the files of a course lie is decided here and nowhere else.
"""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from copy import copy
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

__all__ = ["Course", "CourseError", "Exercise", "Module", "Section"]


class CourseError(Exception):
    """The course cannot be found or read; the message says what to do."""


@dataclass(frozen=True)
class Section:
    """A stretch of a module's time. Minutes are whole; `exercise` may be empty."""

    title: str
    minutes: int
    exercise: str = ""


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Args:
        core: fits the class; an extra one is for the self-paced.
        points: what the program marks; each rubric task adds its own.
        tasks: ids of the rubric tasks that a person marks.
        mine: it has no case, only the learner's own organisation.
        own: it can be done on the learner's own organisation as well.
    """

    id: str
    title: str
    minutes: int
    core: bool
    points: int
    tasks: tuple[str, ...] = ()
    mine: bool = False
    own: bool = True

    @property
    def slug(self) -> str:
        return self.id.replace(".", "-")


@dataclass(frozen=True)
class Module:
    """One module: a notebook, its minutes, its exercises in order.

    Args:
        id: two digits, such as "02".
        slug: the notebook's name without its ending.
        minutes: what the sections sum to.
        area: the area of the assessment that it prepares; may be empty.
        assignment: the nbgrader assignment that it is handed in as; the course's own if empty.
        case: the folder of its case below `cases/`; the course's running case if empty.
    """

    id: str
    slug: str
    title: str
    minutes: int
    sections: tuple[Section, ...]
    exercises: tuple[Exercise, ...]
    area: str = ""
    assignment: str = ""
    case: str = ""

    @property
    def notebook(self) -> str:
        return f"{self.slug}.ipynb"


class Course:
    """A course folder.

    Args:
        root: the folder that holds `course.toml`, `modules/`, `cases/`.

    Raises:
        CourseError: there is no readable `course.toml` in it, or it lacks a field.
    """

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        self._part = ""
        path = self.root / "course.toml"
        try:
            # Notepad may begin a file with a mark that TOML does not know
            self._data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise CourseError(f"{path} cannot be read: {error.strerror or error}.") from None
        except ValueError as error:
            raise CourseError(f"{path} is not whole TOML: {error}.") from None
        for field in ("title", "assignment", "case"):
            _typed(self._data, field, "str", "course.toml")
        _typed(self._data, "module", "list", "course.toml")

    @classmethod
    def find(cls, start: Path | str | None = None) -> Course:
        """The course around `start` (the current folder): its own, a parent's, or a parent's
        `course/` folder. The environment variable CXKIT_COURSE goes before all."""
        named = os.environ.get("CXKIT_COURSE")
        if named:
            try:
                return cls(named)
            except CourseError as error:
                raise CourseError(f"{error} CXKIT_COURSE names this folder: correct it.") from None
        here = Path(start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            for root in (folder, folder / "course"):
                if (root / "course.toml").is_file():
                    return cls(root)
        raise CourseError(
            f"No course was found in {here} or above it. Expected a folder with course.toml. "
            "Open the notebooks from the course folder that you unpacked."
        )

    @property
    def title(self) -> str:
        return self._data["title"]

    @property
    def assignment(self) -> str:
        """The assignment of this course, or of this part of it."""
        return self._part or self._data["assignment"]

    @property
    def assignments(self) -> tuple[str, ...]:
        """Every assignment, in order of its first module: the course's own, then the paper."""
        named = (m.assignment or self._data["assignment"] for m in self.modules)
        return tuple(dict.fromkeys(named))

    def part(self, assignment: str) -> Course:
        """The modules of one assignment as a course of their own, with the case they rest on.

        Raises:
            CourseError: no module belongs to it.
        """
        if assignment not in self.assignments:
            known = ", ".join(self.assignments)
            raise CourseError(f"There is no assignment {assignment!r:.30}. This course has {known}.")
        made = copy(self)
        made._part = assignment
        for cached in ("modules", "exercises"):
            made.__dict__.pop(cached, None)
        return made

    @property
    def lines(self) -> dict[str, float]:
        """What it takes, per cent: overall, area, distinction."""
        return self._data["pass"]

    @property
    def assessment(self) -> dict[str, Any]:
        """What counts to which area of the assessment; empty in a course without one."""
        return self._data.get("assessment", {})

    @property
    def notebooks(self) -> Path:
        return self.root / "modules"

    @property
    def case(self) -> Path:
        """The folder of the running case; of a part, that of its modules."""
        named = next((m.case for m in self.modules if m.case), "") if self._part else ""
        return self.root / "cases" / (named or self._data["case"])

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        every = (_module(m, n) for n, m in enumerate(self._data["module"], start=1))
        own = self._data["assignment"]
        return tuple(m for m in every if self._part in ("", m.assignment or own))

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        return {e.id: e for m in self.modules for e in m.exercises}

    def module(self, name: str) -> Module:
        """The module with an id such as "02"; "2" and the notebook's name will do."""
        wanted = str(name).strip().removesuffix(".ipynb")
        for module in self.modules:
            if wanted in (module.id, module.slug, module.id.lstrip("0") or "0"):
                return module
        known = ", ".join(m.id for m in self.modules)
        raise CourseError(f"There is no module {wanted!r:.30}. This course has {known}.")

    def exercise(self, name: str) -> Exercise:
        wanted = str(name).strip()
        if wanted not in self.exercises:
            known = ", ".join(self.exercises)
            raise CourseError(f"There is no exercise {wanted!r:.30}. This course has {known}.")
        return self.exercises[wanted]

    def faults(self) -> list[str]:
        """What does not add up, as sentences; empty for a sound course."""
        ids = [m.id for m in self.modules] + [e.id for m in self.modules for e in m.exercises]
        found = [f"course.toml: {i} stands {n} times." for i, n in Counter(ids).items() if n > 1]
        areas = self._data.get("areas", {})
        for area in areas:
            _typed(areas, area, "int", "course.toml, areas")
        if areas and sum(areas.values()) != 100:
            found.append(f"course.toml, areas: they sum to {sum(areas.values())}, expected 100.")
        for module in self.modules:
            if module.area and module.area not in areas:
                found.append(f"course.toml, module {module.id}: there is no area {module.area!r}.")
            found += _timing(module)
        return found


def _timing(module: Module) -> list[str]:
    found = []
    total = sum(s.minutes for s in module.sections)
    if total != module.minutes:
        found.append(
            f"course.toml, module {module.id}: sections sum to {total} minutes, "
            f"the module says {module.minutes}."
        )
    timed = {s.exercise: s.minutes for s in module.sections if s.exercise}
    for name in sorted(timed.keys() - {e.id for e in module.exercises}):
        found.append(f"course.toml, module {module.id}: a section is for {name}, no exercise of it.")
    for exercise in module.exercises:
        if exercise.core and timed.get(exercise.id) != exercise.minutes:
            found.append(
                f"course.toml, exercise {exercise.id} is core with {exercise.minutes} "
                f"minutes; its section has {timed.get(exercise.id, 'none')}."
            )
    return found


def _module(data: Any, number: int) -> Module:
    where = f"course.toml, module {number}"
    for field in ("section", "exercise"):
        for n, row in enumerate(_typed(data, field, "list", where), start=1):
            place = f"{where}, {field} {n}"
            _typed({field: row}, field, "dict", place)
            if "tasks" in row:
                _typed(row, "tasks", "list", place)
    given = {k: v for k, v in data.items() if k not in ("section", "exercise")}
    return _made(
        Module,
        given
        | {
            "sections": tuple(
                _made(Section, s, f"{where}, section {n}")
                for n, s in enumerate(data["section"], start=1)
            ),
            "exercises": tuple(
                _made(Exercise, {**e, "tasks": tuple(e.get("tasks", ()))}, f"{where}, exercise {n}")
                for n, e in enumerate(data["exercise"], start=1)
            ),
        },
        where,
    )


def _made(kind: type, data: dict[str, Any], where: str) -> Any:
    """An instance of a dataclass from a table, or a sentence that names the field."""
    known = {f.name: f for f in fields(kind)}
    for name in data:
        if name not in known:
            raise CourseError(f"{where}: there is no field {name!r:.30}. Correct its name.")
    for name, field in known.items():
        if name in data or field.default is MISSING:
            _typed(data, name, str(field.type).partition("[")[0], where)
    return kind(**data)


def _typed(data: Any, field: str, kind: str, where: str) -> Any:
    words = {"str": "text", "int": "a whole number", "bool": "true or false", "list": "a list",
             "tuple": "a list", "dict": "named fields"}  # fmt: skip
    if not isinstance(data, dict):
        raise CourseError(f"{where}: expected named fields, found {data!r:.40}.")
    value = data.get(field)
    if type(value).__name__ != kind:
        came = f"{value!r:.40}" if field in data else "none"
        raise CourseError(f"{where}: expected {words[kind]} as {field}, found {came}.")
    return value
