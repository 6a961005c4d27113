"""Learners who come to a class later: from a CSV, or one by one."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .closing import still_open
from .folder import ClassError, ClassFolder
from .gradebook import Gradebook
from .roster import Learner, Roster, RosterError, read_roster, write_roster

__all__ = ["Added", "add", "one_learner"]


@dataclass(frozen=True)
class Added:
    """What became of a list of learners.

    Args:
        new: on the roster since now.
        changed: had another name or e-mail address before.
        same: stood there already, and nothing was changed.
        notes: sentences about repairs in the list.
    """

    new: tuple[Learner, ...]
    changed: tuple[Learner, ...]
    same: tuple[Learner, ...]
    notes: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for the screen."""
        parts = [f"{len(self.new)} added"]
        parts += [f"{len(self.changed)} corrected"] if self.changed else []
        parts += [f"{len(self.same)} there already"] if self.same else []
        return ", ".join(parts) + "."


def add(folder: Path | str | ClassFolder, learners: Roster) -> Added:
    """Put learners on the roster and into the gradebook. Nobody is ever taken off.

    Raises:
        ClassError: the folder is no class, is closed, or an id is spelled as another's but for
            its case; then nothing was changed.
        GradebookError: the gradebook cannot be written; then nothing was changed.
    """
    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    still_open(folder)
    with folder.alone():
        held = {one.id: one for one in read_roster(folder.root / "roster.csv")}
        _apart(held.values(), learners)
        new, changed, same = [], [], []
        for one in learners:
            before = held.get(one.id)
            one = _kept(before, one) if before else one
            (new if before is None else same if before == one else changed).append(one)
            held[one.id] = one
        roster = Roster(tuple(held.values()))
        if new or changed:
            with Gradebook(folder.gradebook) as book:
                book.enrol(roster)
                _put(folder, roster)
    return Added(tuple(new), tuple(changed), tuple(same), learners.notes)


def one_learner(who: str, name: str = "", email: str = "") -> Roster:
    """A roster of one, held to the same rules as a file.

    Raises:
        ClassError: the id cannot be a folder's name.
    """
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "learner.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["id", "name", "email"], [who, name, email]])
        try:
            return read_roster(path)
        except RosterError as error:
            told = " ".join(fault.partition(": ")[2] or fault for fault in error.faults)
            raise ClassError(f"This learner cannot be added: {told} Nothing was changed.") from None


def _kept(before: Learner, one: Learner) -> Learner:
    """What a list leaves empty stays as it was."""
    named = one.first or one.last
    return Learner(one.id, one.first if named else before.first, one.last if named else before.last,
                   one.email or before.email)


def _apart(held: Iterable[Learner], learners: Roster) -> None:
    """Two ids that differ in case alone are one folder on some machines."""
    spelled = {"".join(one.id.split()).casefold(): one.id for one in held}
    twice = [(one.id, spelled[same]) for one in learners
             if (same := "".join(one.id.split()).casefold()) in spelled and spelled[same] != one.id]
    if twice:
        told = "; ".join(f"{new!r} and {old!r}" for new, old in twice)
        raise ClassError(
            f"The roster holds an id that is spelled in another way: {told}. "
            "Use the spelling of the roster. Nothing was changed."
        )


def _put(folder: ClassFolder, roster: Roster) -> None:
    path, half = folder.root / "roster.csv", folder.root / ".roster.csv.tmp"
    try:
        write_roster(half, roster)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    folder.__dict__.pop("roster", None)
