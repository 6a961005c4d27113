"""Who sits in the room and where each workbook lies.

A shared folder holds one folder a learner; how deep the notebooks lie in it differs from room to
room (a home, an unpacked bundle, the notebooks themselves), so the nearest folder with `answers/`
or a notebook of the course counts. Links are not followed, and nothing is ever written.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..classroom import ClassFolder, Learner, read_roster
from ..course import Course

__all__ = ["DashboardError", "Seat", "Seats", "find_seats"]

_DEEP = 4  # an unpacked bundle is outside-in/course/modules
_WIDE = 60  # folders looked through for one workbook
_LEAVE = {"node_modules", "site-packages", "__pycache__", "exports", "cases", "recordings"}


class DashboardError(ValueError):
    """The room cannot be shown; the message says what to do."""


@dataclass(frozen=True)
class Seat:
    """One learner. `workbook` is the folder of the notebooks; None where none is there yet."""

    id: str
    name: str
    workbook: Path | None = None


class Seats:
    """The seats of a room, looked for again and again: learners come late.

    Args:
        folder: the shared folder, or a class, whose `handins/` is then the shared folder.
        course: knows the notebooks by name.
        roster: who is expected: a class or a CSV; by default whoever has a folder.

    Raises:
        DashboardError: there is no such folder, or it is one learner's own.
        RosterError: the roster has faults.
    """

    def __init__(self, folder: Path | str, course: Course, roster: Path | str | None = None) -> None:
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise DashboardError(f"There is no folder {self.folder}. Give the room's shared folder.")
        if roster is None and _is_class(self.folder):
            roster = self.folder
        self.learners: tuple[Learner, ...] = _learners(roster) if roster else ()
        if _is_class(self.folder):
            self.folder = self.folder / "handins"
        self._books = frozenset(module.notebook for module in course.modules)
        if self._is_workbook(self.folder):
            raise DashboardError(
                f"{self.folder} is one learner's workbook. Give the folder above it, which holds "
                "one folder a learner."
            )
        self._known: dict[str, Path] = {}
        self.notes: list[str] = []

    def look(self) -> list[Seat]:
        """Who is there now: the roster in its order, else the folders by name."""
        self.notes = []
        found = self._folders()
        if not self.learners:
            return [Seat(name, name, self._workbook(place)) for name, place in found.items()]
        places = {_plain(name): place for name, place in found.items()}
        seats = []
        for one in self.learners:
            place = places.pop(_plain(one.id), None)
            seats.append(Seat(one.id, one.name, self._workbook(place) if place else None))
        if places:
            count = len(places)
            self.notes.append(
                f"{count} folder{'s' * (count > 1)} in {self.folder.name} fit nobody on the roster. "
                "A folder is named by the learner's id."
            )
        return seats

    def _folders(self) -> dict[str, Path]:
        try:
            with os.scandir(self.folder) as entries:
                names = [e.name for e in entries
                         if not e.name.startswith((".", "_")) and e.is_dir(follow_symlinks=False)]
        except OSError as error:
            self.notes.append(f"{self.folder.name} cannot be read now ({error.strerror or error}); "
                              "what was read before is shown.")
            return {name: self.folder / name for name in self._known}
        return {name: self.folder / name for name in sorted(names, key=str.casefold)}

    def _workbook(self, place: Path) -> Path | None:
        known = self._known.get(place.name)
        if known is None or not known.is_dir():
            found = self._search(place)
            if found is None:
                return known  # gone for a moment, as synchronised folders are
            self._known[place.name] = found
        return self._known[place.name]

    def _search(self, place: Path) -> Path | None:
        """The nearest folder that is a workbook, level by level."""
        level, looked = [place], 0
        for _ in range(_DEEP):
            below: list[Path] = []
            for folder in level:
                if self._is_workbook(folder):
                    return folder
                looked += 1
                if looked <= _WIDE:
                    below += _inside(folder)
            level = below
        return next((folder for folder in level if self._is_workbook(folder)), None)

    def _is_workbook(self, folder: Path) -> bool:
        try:
            with os.scandir(folder) as entries:
                return any(e.name in self._books or (e.name == "answers" and e.is_dir(follow_symlinks=False))
                           for e in entries)
        except OSError:
            return False


def find_seats(
    folder: Path | str, course: Course, roster: Path | str | None = None
) -> list[Seat]:
    """Who is in a room now; see `Seats`."""
    return Seats(folder, course, roster).look()


def _is_class(folder: Path) -> bool:
    return (folder / "nbgrader_config.py").is_file() and (folder / "roster.csv").is_file()


def _learners(roster: Path | str) -> tuple[Learner, ...]:
    path = Path(roster)
    return (ClassFolder(path).roster if path.is_dir() else read_roster(path)).learners


def _inside(folder: Path) -> Iterable[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(e.path) for e in entries
                          if e.is_dir(follow_symlinks=False) and not e.name.startswith(".")
                          and e.name not in _LEAVE)
    except OSError:
        return ()


def _plain(name: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", name).casefold().strip()
