"""A learner's answers on disk: atomic, revisioned, never lost.

One workbook serves the whole course. Each exercise is one small JSON file beside the
notebooks, `answers/2.3.json`; the same exercise on the learner's own organisation lies in
`answers/mine/2.3.json`. Conventions:

- Reading never writes, not even to mend. A file that cannot be read yields an empty answer
  that says what is wrong and offers the last good revision.
- Writing goes to a temporary file, is flushed to the disk and renamed, so that a cut leaves
  the old answer or the new one, never half of one. The revision before is kept in
  `answers/.previous/`.
- A revision number rises by one with each save. A save that was based on an older revision
  is refused, so that a second tab cannot overwrite silently.
- A file says when it was first saved, and when a check first found it done: see `note_done`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .answer import (
    LIMIT,
    SCHEMA,
    Answer,
    DamagedAnswer,
    NewerAnswer,
    ReadOnlyWorkbook,
    StaleAnswer,
    WorkbookError,
    parse,
    sealed,
)
from .atomic import put

__all__ = [
    "LIMIT",
    "SCHEMA",
    "Answer",
    "DamagedAnswer",
    "NewerAnswer",
    "ReadOnlyWorkbook",
    "StaleAnswer",
    "Workbook",
    "WorkbookError",
    "headless",
    "parse",
    "sealed",
]

_EXERCISE = re.compile(r"(\d{1,2})\.(\d{1,2})([a-z]?)")
_MOMENT = 1.0  # s that a check waits for a save


class Workbook:
    """The answers beside one folder of notebooks.

    Args:
        folder: the folder that holds the notebooks; `answers/` is made at the first save.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    @property
    def answers(self) -> Path:
        return self.folder / "answers"

    def path(self, exercise: str, *, mine: bool = False) -> Path:
        if not _EXERCISE.fullmatch(exercise):
            raise WorkbookError(f"Expected an exercise such as 2.3, found {exercise!r:.40}.")
        return self.answers / ("mine" if mine else "") / f"{exercise}.json"

    def saved(self, *, mine: bool = False) -> list[str]:
        """The exercises that have a file, in order."""
        folder = self.answers / ("mine" if mine else "")
        names = [p.stem for p in folder.glob("*.json") if _EXERCISE.fullmatch(p.stem)]
        return sorted(names, key=_place)

    def read(self, exercise: str, *, mine: bool = False) -> Answer:
        """The answer as saved; never raises for what a file holds, and never writes."""
        path = self.path(exercise, mine=mine)
        try:
            return _load(path, exercise, mine)
        except FileNotFoundError:
            return Answer(exercise, mine)
        except DamagedAnswer as error:
            return Answer(exercise, mine, problem=str(error), offer=self.previous(exercise, mine))

    def is_newer(self, exercise: str, *, mine: bool = False) -> bool:
        """Whether the file was written by a newer kit: nothing here may replace it."""
        try:
            _load(self.path(exercise, mine=mine), exercise, mine)
        except NewerAnswer:
            return True
        except (DamagedAnswer, OSError):
            return False
        return False

    def previous(self, exercise: str, mine: bool = False) -> Answer | None:
        """The revision before the last save, if it can be read."""
        try:
            return _load(self.previous_path(exercise, mine=mine), exercise, mine)
        except (FileNotFoundError, DamagedAnswer):
            return None

    def write(
        self, exercise: str, data: Mapping[str, Any], rev: int, *, mine: bool = False
    ) -> Answer:
        """Save `data` as the successor of revision `rev`.

        A damaged file in its place is set aside under a dated name first.

        Raises:
            StaleAnswer: the file holds a later revision than `rev`.
            NewerAnswer: the file was written by a newer kit.
            ReadOnlyWorkbook: a headless run, or a folder that cannot be written.
        """
        from filelock import FileLock, Timeout  # only a save needs it

        path = self.path(exercise, mine=mine)
        if headless():
            raise ReadOnlyWorkbook("Nothing is saved while notebooks are run by a program.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.answers / ".lock", timeout=5):
                return self._replace(path, exercise, dict(data), rev, mine)
        except Timeout:
            raise ReadOnlyWorkbook(
                f"Another program has held {self.answers.name}/.lock for 5 s. Close it, then save."
            ) from None
        except OSError as error:
            raise ReadOnlyWorkbook(
                f"Could not save {exercise} in {self.answers}: {error.strerror or error}. "
                "Check that the folder may be written and the disk has room."
            ) from None

    def note_done(self, exercise: str, *, mine: bool = False) -> None:
        """Note in an answer's file that it is done, the first time that it is.

        It is no save: data, revision and the one before stay, so an open form can go on saving.
        Nothing is noted in a headless run, where the first save is not known (the first time that
        it was done may then be long ago), or where the file cannot be read or written: a check
        says no less without it.
        """
        path = self.path(exercise, mine=mine)
        if headless():
            return
        with suppress(OSError, WorkbookError):  # a lock held for too long is an OSError, too
            if not _may_note(_load(path, exercise, mine)):
                return
            from filelock import FileLock  # once an exercise

            with FileLock(self.answers / ".lock", timeout=_MOMENT):
                latest = _load(path, exercise, mine)
                if _may_note(latest):
                    put(path, sealed(replace(latest, done=_now())), flush=True)

    def _replace(
        self, path: Path, exercise: str, data: dict[str, Any], rev: int, mine: bool
    ) -> Answer:
        latest, aside = rev, False
        before: Answer | None = None
        try:
            current = _load(path, exercise, mine)
        except FileNotFoundError:
            current = None
        except NewerAnswer:
            raise
        except DamagedAnswer:
            before = self.previous(exercise, mine)
            latest, aside, current = max(rev, before.rev if before else 0), True, None
        if current and current.rev != rev:
            raise StaleAnswer(
                f"Exercise {exercise} was saved elsewhere at {_clock(current.saved)} "
                f"(revision {current.rev}; this form holds {rev}). "
                "Run the cell again to open the later answer."
            )
        now = _now()
        answer = Answer(exercise, mine, data, latest + 1, now, began="" if latest or aside else now)
        if kept := current or before:
            answer = replace(answer, began=kept.began, done=kept.done)
        raw = sealed(answer)
        if aside:
            os.replace(path, _dated(path))
        elif current:
            put(self.previous_path(exercise, mine=mine), path.read_bytes(), flush=True)
        put(path, raw, flush=True)
        return answer

    def previous_path(self, exercise: str, *, mine: bool = False) -> Path:
        return self.answers / ".previous" / ("mine" if mine else "") / f"{exercise}.json"


def _may_note(answer: Answer) -> bool:
    return bool(answer.began and not answer.done)


def _place(name: str) -> tuple[int, int, str]:
    found = _EXERCISE.fullmatch(name)
    return (int(found[1]), int(found[2]), found[3]) if found else (0, 0, name)


def headless() -> bool:
    """True where a program runs the notebook: nothing may be written or waited for."""
    return bool(os.environ.get("NBGRADER_EXECUTION") or os.environ.get("CXKIT_HEADLESS"))


def _load(path: Path, exercise: str, mine: bool) -> Answer:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LIMIT else b" " * (LIMIT + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DamagedAnswer(f"{path.name} cannot be opened: {error.strerror or error}.") from None
    if size > LIMIT:
        raise DamagedAnswer(
            f"{path.name} holds {size / 1e6:.1f} MB; an answer is at most {LIMIT / 1e6:.0f} MB."
        )
    return parse(raw, exercise, mine=mine)


def _dated(path: Path) -> Path:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}.damaged-{stamp}.json")
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{path.stem}.damaged-{stamp}-{count}.json")
    return target


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _clock(saved: str) -> str:
    try:
        return f"{datetime.fromisoformat(saved).astimezone():%H:%M}"
    except ValueError:
        return "an unknown time"
