"""Exercise results packed small: a class of thousands fits in memory, and the journal holds them.

A learner's results are some 60 kB of findings and a tenth of that when packed. They are unpacked
when looked at, and not kept.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, overload

from ..course import Course
from .outcome import ExerciseResult
from .told import Told

if TYPE_CHECKING:
    from .gradebook import Score

__all__ = ["Packed", "pack"]


def pack(results: Iterable[ExerciseResult]) -> bytes:
    """Results as bytes: JSON, deflated. What people decided is not in it."""
    rows = [[e.exercise.id, e.points, e.waiting, e.note, e.problem, e.digest,
             e.mark.data() if e.mark else None] for e in results]
    return zlib.compress(json.dumps(rows, ensure_ascii=True, separators=(",", ":")).encode(), 1)


class Packed(Sequence[ExerciseResult]):
    """The results of one learner's assignment; each pass over it unpacks it anew.

    Args:
        raw: what `pack` gave.
        course: the course, or the part of it, that the exercises are in.
        scores: (notebook, grade id) -> what people decided.
    """

    def __init__(
        self, raw: bytes, course: Course, scores: Mapping[tuple[str, str], Score] | None = None
    ) -> None:
        self.raw, self._course, self._scores = raw, course, scores

    def judged(self, scores: Mapping[tuple[str, str], Score]) -> Packed:
        """The same results with what people decided."""
        return Packed(self.raw, self._course, scores)

    def __iter__(self) -> Iterator[ExerciseResult]:
        places = _places(self._course)
        for row in json.loads(zlib.decompress(self.raw)):
            one = _read(row, places)
            yield one if self._scores is None else _judged(one, self._scores)

    def __len__(self) -> int:
        return sum(1 for _ in json.loads(zlib.decompress(self.raw)))

    @overload
    def __getitem__(self, index: int) -> ExerciseResult: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ExerciseResult]: ...
    def __getitem__(self, index: Any) -> Any:
        return list(self)[index]


def _read(row: list[Any], places: Mapping[str, tuple[Any, str]]) -> ExerciseResult:
    name, points, waiting, note, problem, digest, mark = row
    exercise, notebook = places[name]
    return ExerciseResult(exercise, notebook, Told.read(mark) if mark else None, points, waiting,
                          note, problem, digest)


def _judged(one: ExerciseResult, scores: Mapping[tuple[str, str], Score]) -> ExerciseResult:
    score = scores.get(one.cell)
    return replace(
        one, person=score if score and (score.manual is not None or score.extra) else None,
        judgements={task: scores[key] for task, key in one.tasks.items() if key in scores},
    )


def _places(course: Course) -> dict[str, tuple[Any, str]]:
    return {e.id: (e, m.notebook) for m in course.modules for e in m.exercises}
