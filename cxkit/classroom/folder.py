"""A class as a folder: an nbgrader course with its roster, its pinned course and its hand-ins.

```
DIR/  nbgrader_config.py  gradebook.db  roster.csv
      course/      course.toml, cases, quiz, recordings without sound: what this class is marked
                   by, whatever comes later; cases/paper and paper-key, see paper.py
      source/ release/   nbgrader's own, filled once: a folder for each assignment
      handins/     what learners sent, kept as it came
      submitted/ autograded/ feedback/ report/   written by `cxkit grade`
      earlier/     submissions that nbgrader collected and a later hand-in replaced
      .cxkit/      what one run leaves for the next, see receipts.py and journal.py
```
The folder may be moved: nothing in it names the place where it was made.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from ..cases import load
from ..course import Course
from .preflight import NotebookDict, Preflight
from .roster import Roster, read_roster

__all__ = ["DATABASE", "HALF", "ClassError", "ClassFolder", "put_folder"]

DATABASE = "database.txt"  # the address of a PostgreSQL, where the class has one
HALF = ".cxkit-unfinished"  # stands in a class that is being made


class ClassError(ValueError):
    """A class folder cannot be made or used; the message says what to do."""


class ClassFolder:
    """An existing class.

    Raises:
        ClassError: the folder is no class, or was never finished.
    """

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        if (self.root / HALF).exists():
            raise ClassError(
                f"The class in {self.root} was not finished. "
                "Run `cxkit class new` again with the same folder and roster."
            )
        own = DATABASE if (self.root / DATABASE).exists() else "gradebook.db"
        missing = [n for n in ("nbgrader_config.py", "roster.csv", own, "course")
                   if not (self.root / n).exists()]
        if missing:
            raise ClassError(
                f"{self.root} is not a class folder: it lacks {', '.join(missing)}. "
                "Make one with `cxkit class new DIR --roster roster.csv`."
            )

    @cached_property
    def course(self) -> Course:
        """The class's own copy of the course: it does not change when the kit's does."""
        return Course(self.root / "course")

    @cached_property
    def roster(self) -> Roster:
        return read_roster(self.root / "roster.csv")

    @property
    def notes(self) -> tuple[str, ...]:
        """What was repaired in the roster, as sentences."""
        return self.roster.notes

    @cached_property
    def parts(self) -> dict[str, Course]:
        """Assignment -> its modules as a course of their own, in order."""
        return {name: self.course.part(name) for name in self.course.assignments}

    @cached_property
    def case(self) -> Any:
        """The class's own copy of the running case, with its key."""
        return self.cases[self.course.assignment]

    @cached_property
    def cases(self) -> dict[str, Any]:
        """Assignment -> the class's own copy of the case that it rests on."""
        return {name: load(part.case) for name, part in self.parts.items()}

    @property
    def gradebook(self) -> Path | str:
        """The gradebook's file; where the class has a database of its own, its address."""
        try:
            return (self.root / DATABASE).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return self.root / "gradebook.db"

    @property
    def report(self) -> Path:
        return self.root / "report" / "index.html"

    @cached_property
    def release(self) -> dict[str, NotebookDict]:
        """The notebooks of every assignment as they were given out, file name -> notebook."""
        found = {}
        for name, part in self.parts.items():
            for module in part.modules:
                path = self.root / "release" / name / module.notebook
                try:
                    found[module.notebook] = json.loads(path.read_text(encoding="utf-8"))
                except (OSError, ValueError) as error:
                    raise ClassError(
                        f"The class's own notebook {path} cannot be read ({error}). "
                        "Restore it from a copy, or make the class again."
                    ) from None
        return found

    @cached_property
    def mends(self) -> dict[str, Preflight]:
        """File name of a notebook -> what holds a hand-in's against the release."""
        return {name: Preflight(name, notebook) for name, notebook in self.release.items()}

    @cached_property
    def sheets(self) -> dict[str, Any]:
        """File name of a notebook -> how it is shown; `cxkit.classroom.autograded` fills it."""
        return {}

    @cached_property
    def locked(self) -> dict[tuple[str, str], tuple[str, str]]:
        """(notebook, grade id) -> (text, checksum) of the cells that nobody may change."""
        from .gradebook import Gradebook

        found = {}
        with Gradebook(self.gradebook) as book:
            for name in self.parts:
                found |= book.locked(name)
        return found

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the class, so that two runs do not write it at once.

        Raises:
            ClassError: another run holds it.
        """
        from filelock import FileLock, Timeout

        place = self.root / ".cxkit" / "lock"
        place.parent.mkdir(exist_ok=True)
        try:
            with FileLock(place, timeout=0):
                yield
        except Timeout:
            raise ClassError(
                f"{self.root} is being marked already. Wait until that run has ended."
            ) from None

    def step(self, name: str, learner: str, assignment: str = "") -> Path:
        """A learner's folder in one of nbgrader's steps; by default of the course's own work."""
        return self.root / name / learner / (assignment or self.course.assignment)


def put_folder(
    target: Path, files: Mapping[str, bytes], scratch: Path, links: Mapping[str, str] | None = None
) -> bool:
    """Let a folder hold these files and no others, in one step; False where it did already.

    It is filled in `scratch`, on the same disk, and renamed: a run that is cut off leaves the old
    folder, the new one or none, never a part that looks like a learner's whole work.

    Args:
        links: name -> another file that holds the same bytes: a link to it costs a part of what a
            new file does, and no disk. Where there can be none, the file is written.
    """
    if _holds(target, files):
        return False
    new, old = scratch / "new", scratch / "old"
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left, ignore_errors=True)
    for inside in sorted({name.rpartition("/")[0] for name in files}):
        (new / inside).mkdir(parents=True, exist_ok=True)
    for name, raw in files.items():
        if not (links and name in links and _linked(links[name], f"{new}/{name}")):
            (new / name).write_bytes(raw)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    if old.exists():
        shutil.rmtree(old, ignore_errors=True)
    return True


def _linked(held: str, name: str) -> bool:
    """Whether a file could be had as a link to another; not on every disk."""
    try:
        os.link(held, name)
    except OSError:
        return False
    return True


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    there = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return there.keys() == files.keys() and all(
        path.stat().st_size == len(files[name]) and path.read_bytes() == files[name]
        for name, path in there.items()
    )
