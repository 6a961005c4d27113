"""What a class's marks say about the exercises: how hard, how telling, how long, what went wrong.

It is about items and not about people, so it rests on those who began an exercise; how many did
not is told beside it. Nothing of a learner's is run, and marks are read as they stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..classroom.folder import ClassFolder
from ..classroom.outcome import ClassResult, ExerciseResult
from .answers import Key, asked_of, read_answers
from .choice import Choice, choices_of
from .figures import Figure, alpha
from .item import Findings, Item, of_criterion, of_exercise
from .record import Record
from .times import spent_on

__all__ = ["ItemReport", "PartItems", "items"]

_SHARED = 0.8  # of the learners who began an exercise, for it to count in alpha


@dataclass(frozen=True)
class PartItems:
    """One assignment of the class."""

    assignment: str
    marked: int
    exercises: tuple[Item, ...]
    criteria: tuple[Item, ...]
    choices: tuple[Choice, ...]
    alpha: Figure | None
    counted: int  # exercises in alpha


@dataclass(frozen=True)
class ItemReport:
    """The whole class; `answers` are kept for whoever looks at copies: assignment -> learner."""

    learners: int
    parts: tuple[PartItems, ...]
    names: Mapping[str, str]
    answers: Mapping[str, Mapping[str, Mapping[Key, Any]]] = field(repr=False, default_factory=dict)


def items(folder: ClassFolder, results: ClassResult) -> ItemReport:
    """The item report of a class that was marked.

    Args:
        results: as `grade` gave them.
    """
    answers: dict[str, dict[str, dict[Key, Any]]] = {}
    parts = []
    for name in folder.parts:
        answers[name] = {r.learner.id: read_answers(folder, name, r.learner.id)
                         for r in results if r[name].marked}  # fmt: skip
        parts.append(_part(folder, results, name, answers[name]))
    names = {r.learner.id: r.learner.name for r in results}
    return ItemReport(len(results), tuple(parts), names, answers)


def _part(
    folder: ClassFolder, results: ClassResult, name: str, answers: Mapping[str, Mapping[Key, Any]]
) -> PartItems:
    seen: dict[str, Record] = {}
    titles: dict[tuple[str, str], str] = {}
    said: dict[tuple[str, str], list[Findings]] = defaultdict(list)
    for one in results:
        if one[name].marked:
            seen[one.learner.id] = _see(one[name].exercises, titles, said)
    exercises = folder.parts[name].exercises
    spent = spent_on(exercises.values(), answers.values())
    of = len(seen)
    whole = tuple(of_exercise(e, seen, of, spent[i], said[i, ""]) for i, e in exercises.items())
    single = tuple(of_criterion(key, title, seen, of, said[key]) for key, title in titles.items())
    asked = [a for e in exercises.values() for a in asked_of(e, folder.cases[name])]
    counted, table = _table(seen, list(exercises))
    return PartItems(name, of, whole, single, choices_of(asked, answers, seen), alpha(table), counted)


def _see(
    exercises: Iterable[ExerciseResult], titles: dict[tuple[str, str], str],
    said: dict[tuple[str, str], list[Findings]],
) -> Record:
    """A learner's record; what was found goes to `said`, and criteria not met before to `titles`."""
    found = Record()
    for e in exercises:
        if not e.started or e.score is None or e.waits:
            continue
        full = e.exercise.points
        found.shares[e.exercise.id] = (e.score / full if full else 0.0, full)
        every = set()
        for r in e.mark.results if e.mark else ():
            key = (e.exercise.id, r.id)
            titles.setdefault(key, r.title)
            found.credits[key] = r.credit
            if r.state != "done":
                said[key].append({(f.where, f.next or f.what) for f in r.findings})
                every |= said[key][-1]
        said[e.exercise.id, ""].append(every)
    return found


def _table(seen: Mapping[str, Record], names: Sequence[str]) -> tuple[int, list[list[float]]]:
    """Points by learner and exercise, without a gap: the exercises that nearly all began."""
    kept = [n for n in names if seen and
            sum(n in s.shares for s in seen.values()) >= _SHARED * len(seen)]  # fmt: skip
    rows = [[s.shares[n][0] * s.shares[n][1] for n in kept]
            for s in seen.values() if all(n in s.shares for n in kept)]  # fmt: skip
    return len(kept), rows if kept else []
