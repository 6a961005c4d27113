"""The board: the whole room, refreshed again and again, as plain data for a page.

Every refresh looks at every workbook. What has changed is marked at once, the latest first, for
as long as a refresh may take; the rest waits for the next, so that the page never stands still,
and says how much is still to be read. Everything is held in memory; nothing is written.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..cases import load
from ..course import Course
from .choices import Agreement, Offer, Place, agreement, chosen, offers
from .progress import LOOK, Learner
from .seats import Seats
from .telling import room

__all__ = ["BUDGET", "EVERY", "STUCK", "Board"]

EVERY = 3.0  # s between two refreshes
STUCK = 5.0  # minutes without getting on, from which somebody counts as stuck
BUDGET = 0.3  # s of marking in one refresh


class Board:
    """A room under watch.

    Args:
        folder: the shared folder with one workbook folder a learner, or a class.
        course: what is taught.
        roster: who is expected: a class or a CSV; by default whoever has a folder.
        stuck: minutes, see `STUCK`.

    Raises:
        DashboardError: there is no such folder, or it is one learner's own.
        RosterError: the roster has faults.
    """

    def __init__(
        self, folder: Path | str, course: Course | None = None,
        roster: Path | str | None = None, *, stuck: float = STUCK,
    ) -> None:
        self.course = course or Course.find()
        self.stuck = stuck
        self._seats = Seats(folder, self.course, roster)
        self.learners: dict[str, Learner] = {}
        self.pending = 0
        self.agreements: dict[str, Agreement | None] = {}
        self._offers: dict[str, Mapping[Place, Offer]] = {}
        self._stale: set[str] = set()
        self._turn = threading.Lock()
        self._told: dict[bool, tuple[float, dict[str, Any]]] = {}
        self._cases = self._load()

    @property
    def notes(self) -> list[str]:
        """What the trainer has to know of the folder itself, as sentences."""
        return self._seats.notes

    def state(self, *, names: bool, at_least: float = 0.0) -> dict[str, Any]:
        """The room as plain data, see `cxkit.dashboard.telling`.

        Args:
            names: with one row a learner; without, only what holds of the whole room.
            at_least: an answer that is no older than this many seconds will do, once all is read.
        """
        with self._turn:
            when, told = self._told.get(names, (0.0, {}))
            if not told or self.pending or time.monotonic() - when >= at_least:
                self.refresh()
                told = room(self, names=names, now=time.time())
                self._told[names] = time.monotonic(), told
            return told

    def refresh(self, *, budget: float = BUDGET, now: float | None = None) -> None:
        """Look at every workbook, and mark what has changed.

        Args:
            budget: seconds of marking; at least one exercise is marked.
            now: the time, as time.time() gives it.
        """
        began, now = time.perf_counter(), time.time() if now is None else now
        there = {}
        for seat in self._seats.look():
            held = self.learners.get(seat.id)
            there[seat.id] = held if held and held.seat == seat else Learner(seat, self.course, self._cases)
        self.learners = there
        due: list[tuple[float, str, str]] = []
        for who, one in there.items():
            one.look(now)
            due += [(when, who, name) for when, name in one.due()]
        due.sort(reverse=True)
        self.pending = len(due)
        for _, who, name in due:
            there[who].mark(name)
            self._stale.add(name)
            self.pending -= 1
            if time.perf_counter() - began > budget:
                break
        self._agree()

    def _agree(self) -> None:
        """Agreement again, for the exercises of which an answer has changed."""
        for name in self._stale:
            key = (name, self.course.exercises[name].mine)
            if self._cases[name] is None or key[1]:
                continue
            offer = self._offer(name)
            found = [chosen(one.answers[key].data, offer)
                     for one in self.learners.values() if key in one.answers and name in one.seen]
            self.agreements[name] = agreement([c for c in found if c], offer)
        self._stale.clear()

    def _offer(self, name: str) -> Mapping[Place, Offer]:
        if name not in self._offers:
            from ..forms.layouts import layout

            try:
                made = offers(layout(name, {}, self._cases[name], mine=False))
            except Exception:  # a form that needs more than an empty answer has nothing in common
                made = []
            self._offers[name] = {one.place: one for one in made}
        return self._offers[name]

    def _load(self) -> dict[str, Any]:
        """Exercise -> the case it rests on; None for those of the paper, which nobody marks here."""
        case = load(self.course.case)
        return {e.id: None if module.case else case
                for module in self.course.modules for e in module.exercises}

    def stuck_now(self, now: float) -> dict[str, float]:
        """learner -> for how many seconds, of those who are stuck."""
        found = {who: one.stuck(now, self.stuck) for who, one in self.learners.items()}
        return {who: long for who, long in found.items() if long}

    def at_work(self, name: str, state: str = LOOK) -> int:
        """How many stand in this state of an exercise."""
        return sum(name in one.seen and one.seen[name].state == state
                   for one in self.learners.values())
