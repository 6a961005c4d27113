"""The course as data: what is in it, in what order, for how long, for how many points.

Everything that other rooms know about modules and exercises comes from `course/course.toml`;
where the files of a course lie is decided here and nowhere else.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
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
    """

    id: str
    title: str
    minutes: int
    core: bool
    points: int
    tasks: tuple[str, ...] = ()
    mine: bool = False

    @property
    def slug(self) -> str:
        return self.id.replace(".", "-")


@dataclass(frozen=True)
class Module:
    id: str
    slug: str
    title: str
    minutes: int
    sections: tuple[Section, ...]
    exercises: tuple[Exercise, ...]
    area: str = ""

    @property
    def notebook(self) -> str:
        return f"{self.slug}.ipynb"


class Course:
    """A course folder.

    Args:
        root: the folder that holds `course.toml`, `modules/`, `cases/`.

    Raises:
        CourseError: there is no readable `course.toml` in it.
    """

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        try:
            self._data: dict[str, Any] = tomllib.loads(
                (self.root / "course.toml").read_text(encoding="utf-8")
            )
        except (OSError, ValueError) as error:
            raise CourseError(f"{self.root / 'course.toml'} cannot be read: {error}.") from None

    @classmethod
    def find(cls, start: Path | str | None = None) -> Course:
        """The course around `start` (the current folder): its own, a parent's, or a parent's
        `course/` folder. The environment variable CXKIT_COURSE goes before all."""
        named = os.environ.get("CXKIT_COURSE")
        if named:
            return cls(named)
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
        return self._data["assignment"]

    @property
    def notebooks(self) -> Path:
        return self.root / "modules"

    @property
    def case(self) -> Path:
        """The folder of the running case."""
        return self.root / "cases" / self._data["case"]

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        return tuple(_module(m) for m in self._data["module"])

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
        found = []
        for module in self.modules:
            total = sum(s.minutes for s in module.sections)
            if total != module.minutes:
                found.append(
                    f"course.toml, module {module.id}: sections sum to {total} minutes, "
                    f"the module says {module.minutes}."
                )
            timed = {s.exercise: s.minutes for s in module.sections if s.exercise}
            for exercise in module.exercises:
                if exercise.core and timed.get(exercise.id) != exercise.minutes:
                    found.append(
                        f"course.toml, exercise {exercise.id} is core with {exercise.minutes} "
                        f"minutes; its section has {timed.get(exercise.id, 'none')}."
                    )
        return found


def _module(data: dict[str, Any]) -> Module:
    return Module(
        data["id"],
        data["slug"],
        data["title"],
        data["minutes"],
        tuple(Section(**s) for s in data["section"]),
        tuple(Exercise(**{**e, "tasks": tuple(e.get("tasks", ()))}) for e in data["exercise"]),
        data.get("area", ""),
    )
