"""What a person judges: rubric tasks and hints, as data that a trainer can edit.

One file a module: `rubrics/02.toml`, `hints/02.toml`. A module without one has none.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Level", "Task", "hints", "task", "tasks"]


@dataclass(frozen=True)
class Level:
    """One step of a rubric: 0 to 3, what it means, and a piece of work that is just there."""

    score: int
    text: str
    exemplar: str


@dataclass(frozen=True)
class Task:
    """One judgement, made by a person.

    Args:
        id: such as "2.2h".
        look: what of the learner's answer to read for it.
        points: the highest level.
        comments: (id, text) a marker can reuse.
    """

    id: str
    title: str
    question: str
    look: str
    levels: tuple[Level, ...]
    comments: tuple[tuple[str, str], ...]

    @property
    def points(self) -> int:
        return max(level.score for level in self.levels)


@cache
def _data(kind: str, exercise: str) -> dict:
    """What `kind` (rubrics or hints) holds for the module of an exercise such as "2.3"."""
    file = files(__package__).joinpath(kind, f"{exercise.partition('.')[0]:0>2}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


@cache
def task(name: str) -> Task:
    """The rubric task with an id such as "2.2h".

    Raises:
        KeyError: there is none.
    """
    data = _data("rubrics", name)[name]
    return Task(
        name,
        data["title"],
        data["question"],
        data["look"],
        tuple(Level(i, *level) for i, level in enumerate(data["levels"])),
        tuple(data["comments"].items()),
    )


def tasks(exercise: str) -> tuple[Task, ...]:
    """The rubric tasks of an exercise, in order; often none."""
    names = _data("rubrics", exercise)
    plain = {n: n.removesuffix("h") for n in names}  # 9.1ah belongs to 9.1a, 2.3ah to 2.3
    return tuple(task(n) for n, p in plain.items() if exercise in (p, p.rstrip("ab")))


def hints(exercise: str) -> tuple[str, ...]:
    """Hints in steps, each more specific than the last; empty where there are none."""
    return tuple(_data("hints", exercise).get(exercise, ()))
