"""What became of a class: each learner, each assignment, each exercise, and why.

These are values: the office reads hand-ins into them, and the gradebook, the notebooks, the
report and the feedback are written from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from .handin import Handin, Stranger
from .roster import Learner

if TYPE_CHECKING:
    from ..course import Exercise
    from .gradebook import Score
    from .told import Told

__all__ = ["ABSENT", "ASIDE", "MARKED", "REPAIRED", "ClassResult", "ExerciseResult",
           "LearnerResult", "PartResult", "Status"]

Status = Literal["marked", "marked, repaired", "set aside", "not handed in"]
MARKED: Status = "marked"
REPAIRED: Status = "marked, repaired"
ASIDE: Status = "set aside"
ABSENT: Status = "not handed in"


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise of one learner.

    Args:
        notebook: file name of the notebook it stands in.
        mark: None where the answer could not be marked.
        points: None where no score was given, which is never the same as 0.
        waiting: why a person decides on this exercise; empty where a score was given.
        note: where the answer came from, when not from its own file.
        problem: why its file could not be read; empty where it could.
        digest: a hash of what the learner answered, so that a changed answer can be told.
        person: what a person put in the program's place, as the gradebook has it.
        judgements: rubric task -> its row of the gradebook, once there is one.
    """

    exercise: Exercise
    notebook: str
    mark: Told | None = None
    points: float | None = None
    waiting: str = ""
    note: str = ""
    problem: str = ""
    digest: str = ""
    person: Score | None = None
    judgements: Mapping[str, Score] = field(default_factory=dict)

    @property
    def cell(self) -> tuple[str, str]:
        """(notebook, grade id) of the cell that holds the points."""
        return self.notebook.removesuffix(".ipynb"), f"mark-{self.exercise.slug}"

    @property
    def tasks(self) -> dict[str, tuple[str, str]]:
        """Rubric task -> (notebook, grade id) of its cell."""
        return {task: (self.cell[0], f"task-{task.replace('.', '-')}")
                for task in self.exercise.tasks}

    @property
    def score(self) -> float | None:
        """What counts: a person's score before the program's; None where there is neither."""
        return self.person.score if self.person else self.points

    @property
    def waits(self) -> str:
        """Why a person has to look; empty where nobody has to, or somebody has."""
        if self.person:
            return "The answer has changed since a person scored it." if self.person.waits else ""
        return self.waiting

    @property
    def state(self) -> str:
        if self.waits:
            return "waits for a person"
        if self.person:
            return "scored by a person"
        return self.mark.state if self.mark else "not started"

    @property
    def started(self) -> bool:
        return bool(self.waiting) or (self.mark is not None and self.mark.state != "not started")


@dataclass(frozen=True)
class PartResult:
    """One assignment of one learner.

    Args:
        why: where it is set aside, or not handed in but once was, the reason.
        notes: sentences about repairs, other copies and where answers came from.
        handin: what it was read from; None where there is nothing.
    """

    assignment: str
    status: Status
    why: str = ""
    notes: tuple[str, ...] = ()
    exercises: Sequence[ExerciseResult] = ()
    handin: Handin | None = field(default=None, repr=False)

    @property
    def marked(self) -> bool:
        return self.status in (MARKED, REPAIRED)

    @property
    def points(self) -> float:
        """The sum over the exercises; what waits for a person counts nothing yet."""
        return round(sum((e.score or 0.0 for e in self.exercises), 0.0), 2)

    @property
    def full(self) -> int:
        """The points that its exercises can earn, tasks of people not counted."""
        return sum(e.exercise.points for e in self.exercises)

    @property
    def when(self) -> datetime | None:
        return self.handin.when if self.handin else None

    @property
    def unpacked(self) -> PartResult:
        """The same for whoever looks at its exercises more than once."""
        return replace(self, exercises=tuple(iter(self.exercises)))


@dataclass(frozen=True)
class LearnerResult:
    """One learner of the roster: `result["paper"]` is the part for that assignment."""

    learner: Learner
    parts: tuple[PartResult, ...]

    def __getitem__(self, assignment: str) -> PartResult:
        return next(p for p in self.parts if p.assignment == assignment)

    @property
    def status(self) -> Status:
        """Of all parts together: what a person has to look at comes first."""
        held = {part.status for part in self.parts}
        return next(s for s in (ASIDE, REPAIRED, MARKED, ABSENT) if s in held)

    @property
    def why(self) -> str:
        """Why it, or a part of it, is set aside; each reason once."""
        return " ".join(dict.fromkeys(p.why for p in self.parts if p.why))

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(note for part in self.parts for note in part.notes))

    @property
    def exercises(self) -> tuple[ExerciseResult, ...]:
        return tuple(e for part in self.parts for e in part.exercises)

    @property
    def waiting(self) -> tuple[ExerciseResult, ...]:
        return tuple(e for e in self.exercises if e.waits)

    @property
    def marked(self) -> bool:
        """Whether anything of it was."""
        return any(part.marked for part in self.parts)


@dataclass(frozen=True)
class ClassResult:
    """The whole roster in its order, and the hand-ins that fit nobody. Iterates over learners."""

    learners: tuple[LearnerResult, ...]
    strangers: tuple[Stranger, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    def __iter__(self) -> Iterator[LearnerResult]:
        return iter(self.learners)

    def __len__(self) -> int:
        return len(self.learners)

    def count(self, *statuses: Status) -> int:
        return sum(result.status in statuses for result in self.learners)

    @property
    def assignments(self) -> tuple[str, ...]:
        return tuple(p.assignment for p in self.learners[0].parts) if self.learners else ()

    @property
    def summary(self) -> str:
        """One line: how many, and what became of them."""
        parts = [f"{self.count(MARKED, REPAIRED)} marked", f"{self.count(ASIDE)} set aside"]
        if self.count(ABSENT):
            parts.append(f"{self.count(ABSENT)} not handed in")
        return f"{len(self)} of {len(self)} accounted for ({', '.join(parts)})"
