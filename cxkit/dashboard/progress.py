"""How one learner gets on: each exercise's state, marked again only where it may have changed.

An exercise may rest on others (a register on the learner's own marks), so a mark remembers what
it asked for and is made again when any of it changes. Of the paper nothing is marked here: who
has begun is all that a room may see of an examination.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..course import Course
from ..desk import mark_answer
from ..marking import DONE, NOT_STARTED
from ..marking.together import Together
from .seats import Seat
from .watch import Key, Watch

__all__ = ["BEGUN", "DONE", "LOOK", "Learner", "Missed", "Seen", "counted"]

LOOK, BEGUN = "look again", "begun"
AWAY = 90 * 60  # s without a save: nobody works on it any more


@dataclass(frozen=True)
class Missed:
    """A criterion that is not met yet, and what its finding says to do."""

    id: str
    title: str
    next: str


@dataclass(frozen=True)
class Seen:
    """One exercise as it stands: "begun", "look again" or "done"."""

    state: str
    share: float = 0.0
    missed: tuple[Missed, ...] = ()
    asked: frozenset[Key] = field(default=frozenset(), repr=False)


def counted(course: Course) -> dict[str, Key]:
    """Exercise -> the answer that counts for it."""
    return {name: (name, one.mine) for name, one in course.exercises.items()}


class Learner:
    """One learner in the room.

    Args:
        seat: who, and where the workbook lies.
        course, cases: what is taught; cases by exercise, None for what is not marked here.
    """

    def __init__(self, seat: Seat, course: Course, cases: Mapping[str, Any]) -> None:
        self.seat = seat
        self.watch = Watch(seat.workbook) if seat.workbook else None
        self.seen: dict[str, Seen] = {}
        self._keys, self._cases = counted(course), cases
        self._due: set[str] = set()
        self._best: dict[str, tuple[float, int]] = {}  # exercise -> highest share, most written
        self._risen: dict[str, float] = {}  # exercise -> when either last rose

    @property
    def answers(self) -> Mapping[Key, Any]:
        return self.watch.answers if self.watch else {}

    def look(self, now: float) -> None:
        """Read what was saved; what has to be marked for it is then `due`."""
        if self.watch is None:
            return
        new = self.watch.look(now)
        if not new:
            return
        for name, key in self._keys.items():
            if key in new and key not in self.answers:
                self.seen.pop(name, None)
                self._due.discard(name)
            elif key in new or (name in self.seen and self.seen[name].asked & new):
                self._due.add(name)

    def due(self) -> list[tuple[float, str]]:
        """(when it was saved, exercise) of what waits to be marked."""
        changed = self.watch.changed if self.watch else {}
        return [(changed.get(self._keys[name], 0.0), name) for name in self._due]

    def mark(self, name: str) -> None:
        """Mark one exercise that is due."""
        self._due.discard(name)
        key = self._keys[name]
        answer = self.answers.get(key)
        if answer is None:
            return
        now = self._mark(name, answer)
        if now is None:
            self.seen.pop(name, None)
            return
        self.seen[name] = now
        assert self.watch is not None
        share, written = self._best.get(name, (-1.0, 0))
        much = _written(answer.data)
        if now.share > share or much > written:
            self._risen[name] = self.watch.changed[key]
        self._best[name] = max(share, now.share), max(written, much)

    def _mark(self, name: str, answer: Any) -> Seen | None:
        """What is seen of an exercise; None where its form was opened and nothing written."""
        case = self._cases[name]
        if case is None:
            return Seen(BEGUN) if any(answer.data.values()) else None
        asked: set[Key] = set()

        def data(other: str, mine: bool) -> Mapping[str, Any]:
            asked.add((other, mine))
            found = self.answers.get((other, mine))
            return found.data if found else {}

        try:
            made = mark_answer(answer, Together(case, data))
        except Exception:  # whatever a file holds, the room goes on
            return Seen(BEGUN, asked=frozenset(asked))
        if made.state == NOT_STARTED:
            return None
        if made.faults or made.waits:
            return Seen(BEGUN, asked=frozenset(asked))
        missed = tuple(
            Missed(r.id, r.title, r.findings[0].next if r.findings else "")
            for r in made.results if r.state != DONE
        )
        state = DONE if made.state == DONE else LOOK
        return Seen(state, float(made.share), missed, frozenset(asked))

    @property
    def at(self) -> str:
        """The exercise that was saved last, on the case or on the own organisation; "" for none."""
        return self._last[1][0]

    def silent(self, now: float) -> float | None:
        """Seconds since the last save; None where nothing was saved."""
        when, key = self._last
        return max(0.0, now - when) if key[0] else None

    def stuck(self, now: float, minutes: float) -> float:
        """For how many seconds the exercise at hand has findings and has not come on; else 0.

        It comes on where its share rises, or more is written than ever before: who changes an
        answer back and forth does not get on, who is still filling in does.
        """
        (_, key), silent = self._last, self.silent(now)
        seen, name = self.seen.get(key[0]), key[0]
        if seen is None or key != self._keys[name] or seen.state != LOOK or silent is None or silent > AWAY:
            return 0.0
        long = now - self._risen.get(name, now)
        return long if long >= 60 * minutes else 0.0

    @property
    def _last(self) -> tuple[float, Key]:
        """When the last save was, and of what; of exercises of this course."""
        changed = self.watch.changed if self.watch else {}
        found = [(when, key) for key, when in changed.items() if key[0] in self._keys]
        return max(found, default=(0.0, ("", False)))


def _written(value: Any) -> int:
    """How many fields of an answer hold anything."""
    if isinstance(value, Mapping):
        return sum(_written(inner) for key, inner in value.items() if key != "id")
    if isinstance(value, list):
        return sum(map(_written, value))
    return int(value not in (None, ""))
