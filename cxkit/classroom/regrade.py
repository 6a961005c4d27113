"""A regrade explained before it is done: who changes by how much, on which criterion, and why.

After a change of the kit, the key or a case, every hand-in is marked again beside the marks that
stand, and nothing is written. What a person scored stays whatever the program would give. Those
whose verdict changes come first, since for them it matters most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .folder import ClassFolder
from .outcome import ExerciseResult, LearnerResult, PartResult
from .roster import Learner
from .standing import Again, again
from .told import Line

__all__ = ["Change", "Difference", "Regrade", "explain"]

_CLOSE = 1e-9
_RESTS = {"kit": "the kit", "key": "the key or the course", "handin": "the hand-in"}

Verdict = Callable[[LearnerResult], str]


@dataclass(frozen=True)
class Change:
    """One line: a criterion, or an exercise as a whole where `criterion` is empty.

    Args:
        value, threshold: (before, after); None where there was none.
        points: (before, after) of what counts; None for no score.
        counts: False where a person's score stands, so that the learner's points stay.
        why: what was found to differ, as a sentence.
    """

    assignment: str
    exercise: str
    title: str
    criterion: str = ""
    value: tuple[float | None, float | None] = (None, None)
    threshold: tuple[float | None, float | None] = (None, None)
    points: tuple[float | None, float | None] = (None, None)
    counts: bool = True
    why: str = ""


@dataclass(frozen=True)
class Difference:
    """One learner who changes.

    Args:
        points: assignment -> (before, after).
        verdict: (before, after); empty where nobody asked for one.
        rests: what differs in kit, key or hand-in, as sentences.
    """

    learner: Learner
    points: Mapping[str, tuple[float, float]]
    changes: tuple[Change, ...]
    verdict: tuple[str, str] = ("", "")
    rests: tuple[str, ...] = ()

    @property
    def crosses(self) -> bool:
        """Whether a pass line lies between what stands and what would."""
        return self.verdict[0] != self.verdict[1]

    @property
    def delta(self) -> float:
        """By how many points in all."""
        return round(sum(after - before for before, after in self.points.values()), 2)


@dataclass(frozen=True)
class Regrade:
    """All of it: those who change, in the order in which to look, and how many do not.

    Args:
        fresh: learners of whom nothing was marked until now.
        rests: what differs for the class: old and new kit, old and new key.
    """

    differences: tuple[Difference, ...]
    same: int
    fresh: tuple[Learner, ...] = ()
    rests: tuple[str, ...] = ()

    @property
    def criteria(self) -> tuple[tuple[str, str, int, float], ...]:
        """(exercise, criterion's title, learners, points in all), most learners first."""
        found: dict[tuple[str, str], list[float]] = {}
        for d in self.differences:
            for c in d.changes:
                if c.criterion:
                    before, after = (p or 0.0 for p in c.points)
                    found.setdefault((c.exercise, c.title), []).append(after - before)
        rows = ((*key, len(by), round(sum(by), 2)) for key, by in found.items())
        return tuple(sorted(rows, key=lambda row: (-row[2], row[0])))

    @property
    def summary(self) -> str:
        """One line."""
        crossing = sum(d.crosses for d in self.differences)
        moved = sum(abs(d.delta) > _CLOSE for d in self.differences)
        told = (f"{len(self.differences)} of {len(self.differences) + self.same + len(self.fresh)} "
                f"learners differ: {moved} in points, {crossing} in the verdict")
        if self.fresh:
            told += f"; {len(self.fresh)} handed in since and were not marked yet"
        return f"{told}."


def explain(
    folder: Path | str | ClassFolder, verdict: Verdict | None = None, *, workers: int | None = None
) -> Regrade:
    """What marking again would change; the class is only read.

    Args:
        verdict: of a learner, such as "passed"; a change of it puts the learner first.
        workers: as for `grade`.

    Raises:
        ClassError: the folder is no class, or nothing was ever marked in it.
        GradebookError: the gradebook cannot be read.
    """
    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    order = {who: n for n, who in enumerate(folder.roster.ids)}
    found, fresh, rests, same = [], [], {}, 0
    for one in again(folder, workers=workers):
        if one.before is None:
            fresh += [one.learner] if one.after.marked or one.after.why else []
            same += not (one.after.marked or one.after.why)
            continue
        rests |= dict.fromkeys(_rests(one, ("kit", "key")))
        difference = _difference(one, verdict)
        if difference:
            found.append(difference)
        else:
            same += 1
    found.sort(key=lambda d: (not d.crosses, -abs(d.delta), order[d.learner.id]))
    return Regrade(tuple(found), same, tuple(fresh), tuple(rests))


def _difference(one: Again, verdict: Verdict | None) -> Difference | None:
    assert one.before is not None
    changes: list[Change] = []
    points = {}
    for before, after in zip(one.before.parts, one.after.parts, strict=True):
        rests = _differing(one, before.assignment)
        changes += _part(before, after, rests)
        points[before.assignment] = before.points, after.points
    told = (verdict(one.before), verdict(one.after)) if verdict else ("", "")
    if not changes and told[0] == told[1]:
        return None
    return Difference(one.learner, points, tuple(changes), told, tuple(_rests(one, tuple(_RESTS))))


def _part(before: PartResult, after: PartResult, rests: frozenset[str]) -> Iterator[Change]:
    if before.status != after.status and not (before.marked and after.marked):
        why = f"It was {before.status}, and now it is {after.status}. {after.why}".strip()
        yield Change(before.assignment, "", "The whole assignment",
                     points=(before.points if before.marked else None,
                             after.points if after.marked else None), why=why)
    if not (before.marked and after.marked):
        return
    held = {e.exercise.id: e for e in before.exercises}
    for new in after.exercises:
        old = held.get(new.exercise.id)
        if old is not None:
            yield from _exercise(before.assignment, old, new, rests)


def _exercise(
    assignment: str, old: ExerciseResult, new: ExerciseResult, rests: frozenset[str]
) -> Iterator[Change]:
    whole = (old.points, old.waiting, old.score) != (new.points, new.waiting, new.score)
    lines = list(_lines(assignment, old, new, rests))
    if whole or lines:
        yield Change(
            assignment, new.exercise.id, new.exercise.title, points=(old.score, new.score),
            counts=not new.person, why=_reason(old, new, rests),
        )
        yield from lines


def _reason(old: ExerciseResult, new: ExerciseResult, rests: frozenset[str]) -> str:
    told = []
    if "handin" in rests and old.digest != new.digest:
        told.append("The answer itself has changed.")
    if old.waiting != new.waiting:
        told.append(f"It waits for a person now: {new.waiting}" if new.waiting
                    else "It waits for a person no more.")
    if new.person:
        ours = " to ".join("none" if p is None else f"{p:g}" for p in (old.points, new.points))
        told.append(f"A person's score stands; the program's goes from {ours}.")
        if old.points != new.points:
            told.append("They are asked to look once more.")
    return " ".join(told)


def _lines(
    assignment: str, old: ExerciseResult, new: ExerciseResult, rests: frozenset[str]
) -> Iterator[Change]:
    was, now = _held(old), _held(new)
    answer = "handin" in rests and old.digest != new.digest
    for name in dict.fromkeys((*was, *now)):
        a, b = was.get(name), now.get(name)
        why = _why(a, b, answer, rests)
        some = b or a
        if why and some:
            yield Change(
                assignment, new.exercise.id, some.title, name,
                (a.value if a else None, b.value if b else None),
                (a.threshold if a else None, b.threshold if b else None),
                (_worth(old, a), _worth(new, b)), not new.person, why,
            )


def _held(e: ExerciseResult) -> dict[str, Line]:
    return {r.id: r for r in e.mark.results} if e.mark and not e.waiting else {}


def _worth(e: ExerciseResult, line: Line | None) -> float | None:
    if line is None or e.mark is None:
        return None
    weights = sum(r.weight for r in e.mark.results)
    return round(e.exercise.points * line.credit * line.weight / weights, 2) if weights else 0.0


def _why(a: Line | None, b: Line | None, answer: bool, rests: frozenset[str]) -> str:
    """Why a criterion comes out otherwise; empty where it does not."""
    if a is None or b is None:
        return "It was not judged before." if a is None else "It is not judged any more."
    told = []
    if abs(a.threshold - b.threshold) > _CLOSE:
        told.append(f"The threshold goes from {a.threshold:.2f} to {b.threshold:.2f}.")
    if abs(a.value - b.value) > _CLOSE:
        by = " and ".join(_RESTS[what] for what in ("key", "kit") if what in rests)
        source = "since the answer has changed" if answer else f"by {by}" if by else "for no known reason"
        told.append(f"The same measure gives {b.value:.2f} in place of {a.value:.2f}, {source}.")
    if a.weight != b.weight:
        told.append(f"Its weight goes from {a.weight} to {b.weight}.")
    if not told and abs(a.credit - b.credit) > _CLOSE:
        told.append("Its points follow a criterion that it rests on, or the value that earns nothing.")
    if not told and a.state != b.state:
        told.append(f"It is {b.state} now; it was {a.state}.")
    return " ".join(told)


def _differing(one: Again, assignment: str) -> frozenset[str]:
    then, now = one.rests.get(assignment, {}), one.now.get(assignment, {})
    return frozenset(what for what in _RESTS if then.get(what) != now.get(what))


def _rests(one: Again, which: tuple[str, ...]) -> Iterator[str]:
    """Old and new, each once: the kit's version, the key's digest, the hand-in's."""
    told: dict[str, None] = {}
    for name in one.now:
        then: Mapping[str, Any] = one.rests.get(name, {})
        for what in which:
            old, new = str(then.get(what, "unknown")), str(one.now[name][what])
            if old != new and then:
                told[f"{_RESTS[what].capitalize()}: {_short(old)} then, {_short(new)} now."] = None
    yield from told


def _short(digest: str) -> str:
    return digest if "+" in digest else digest[:16]
