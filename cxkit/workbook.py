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
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
]

SCHEMA = 1
LIMIT = 5_000_000  # bytes; a full grid is under 30 kB
_EXERCISE = re.compile(r"\d{1,2}\.\d{1,2}")


class WorkbookError(Exception):
    """Base of everything a workbook can say no with; the message is a sentence for people.

    WorkbookError
    +-- DamagedAnswer      the file cannot be read
    |   +-- NewerAnswer    it was written by a newer kit: left as it is
    +-- StaleAnswer        someone saved a later revision
    +-- ReadOnlyWorkbook   this place must not be written
    """


class DamagedAnswer(WorkbookError):
    pass


class NewerAnswer(DamagedAnswer):
    pass


class StaleAnswer(WorkbookError):
    pass


class ReadOnlyWorkbook(WorkbookError):
    pass


@dataclass(frozen=True)
class Answer:
    """One exercise as it was saved.

    Args:
        data: section name -> list of rows, as the exercise's model defines them.
        rev: 0 while nothing was saved, then 1, 2, ...
        saved: time of the save, ISO 8601 in UTC; empty while nothing was saved.
        problem: why the file could not be read; empty where it could.
        offer: the last good revision, where `problem` is set and one is there.
    """

    exercise: str
    mine: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    rev: int = 0
    saved: str = ""
    problem: str = ""
    offer: Answer | None = None


def _bare(raw: dict[str, Any]) -> dict[str, Any]:
    """Schema 0, a file typed by hand: the answer itself without an envelope."""
    return {"schema": 1, "rev": 0, "saved": "", "data": raw}


MIGRATIONS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {0: _bare}


def parse(raw: bytes, exercise: str, *, mine: bool = False) -> Answer:
    """Read one answer file's bytes, older schemas included.

    Raises:
        DamagedAnswer: too large, not UTF-8, not JSON, a key twice, or a field of a wrong type.
        NewerAnswer: the schema is later than this kit's.
    """
    name = f"answers/{'mine/' if mine else ''}{exercise}.json"
    if len(raw) > LIMIT:
        raise DamagedAnswer(
            f"{name} holds {len(raw) / 1e6:.1f} MB; an answer is at most {LIMIT / 1e6:.0f} MB."
        )
    if not raw.strip():
        raise DamagedAnswer(f"{name} is empty; expected the saved answer of exercise {exercise}.")
    try:
        found = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except RecursionError:
        raise DamagedAnswer(f"{name} nests too deeply to be an answer.") from None
    except UnicodeDecodeError as error:
        raise DamagedAnswer(f"{name} is not UTF-8 text (byte {error.start}).") from None
    except ValueError as error:
        at = f"line {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
        what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise DamagedAnswer(f"{name} is not complete JSON ({at}{what}).") from None
    if not isinstance(found, dict):
        raise DamagedAnswer(f"{name}: expected an object, found a {_kind(found)}.")
    version = found.get("schema", 0)
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise DamagedAnswer(f"{name}: expected a whole number as schema, found {version!r:.40}.")
    if version > SCHEMA:
        raise NewerAnswer(
            f"{name} was written by a newer kit (schema {version}; this kit reads up to {SCHEMA}). "
            "Update the kit, then open it again."
        )
    while version < SCHEMA:
        found, version = MIGRATIONS[version](found), version + 1
    return Answer(exercise, mine, **_fields(found, name))


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
        return sorted(names, key=lambda name: [int(part) for part in name.split(".")])

    def read(self, exercise: str, *, mine: bool = False) -> Answer:
        """The answer as saved; never raises for what a file holds, and never writes."""
        path = self.path(exercise, mine=mine)
        try:
            return _load(path, exercise, mine)
        except FileNotFoundError:
            return Answer(exercise, mine)
        except DamagedAnswer as error:
            return Answer(exercise, mine, problem=str(error), offer=self.previous(exercise, mine))

    def previous(self, exercise: str, mine: bool = False) -> Answer | None:
        """The revision before the last save, if it can be read."""
        try:
            return _load(self._previous(exercise, mine), exercise, mine)
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

    def _replace(
        self, path: Path, exercise: str, data: dict[str, Any], rev: int, mine: bool
    ) -> Answer:
        latest, aside = rev, False
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
        answer = Answer(exercise, mine, data, latest + 1, _now())
        raw = _sealed(answer)
        if aside:
            os.replace(path, _dated(path))
        elif current:
            _put(self._previous(exercise, mine), path.read_bytes())
        _put(path, raw)
        return answer

    def _previous(self, exercise: str, mine: bool) -> Path:
        return self.answers / ".previous" / ("mine" if mine else "") / f"{exercise}.json"


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


def _sealed(answer: Answer) -> bytes:
    """The file's bytes: the answer in its envelope."""
    envelope = {
        "schema": SCHEMA,
        "exercise": answer.exercise,
        "mine": answer.mine,
        "rev": answer.rev,
        "saved": answer.saved,
        "data": answer.data,
    }
    text = json.dumps(envelope, ensure_ascii=False, indent=1, allow_nan=False)
    raw = text.encode("utf-8", "replace")  # half a character pasted from elsewhere
    if len(raw) > LIMIT:
        raise ReadOnlyWorkbook(
            f"Exercise {answer.exercise} has grown to {len(raw) / 1e6:.1f} MB; an answer is at "
            f"most {LIMIT / 1e6:.0f} MB. Remove what was pasted last."
        )
    return raw


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with open(temporary, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    if os.name == "posix":  # elsewhere a folder cannot be opened to flush its names
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _dated(path: Path) -> Path:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}.damaged-{stamp}.json")
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{path.stem}.damaged-{stamp}-{count}.json")
    return target


def _fields(found: dict[str, Any], name: str) -> dict[str, Any]:
    expected = {"rev": (int, "a whole number"), "saved": (str, "text"), "data": (dict, "an object")}
    for key, (kind, words) in expected.items():
        value = found.get(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise DamagedAnswer(f"{name}: expected {words} as {key}, found {value!r:.40}.")
    if found["rev"] < 0:
        raise DamagedAnswer(f"{name}: expected rev 0 or more, found {found['rev']}.")
    return {key: found[key] for key in expected}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(k for i, (k, _) in enumerate(pairs) if k in dict(pairs[:i]))
        raise ValueError(f"the key {twice!r:.40} stands twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number a file can hold")


def _kind(value: object) -> str:
    names = {list: "list", str: "text", bool: "true/false", type(None): "null"}
    return names.get(type(value), "number")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _clock(saved: str) -> str:
    try:
        return f"{datetime.fromisoformat(saved).astimezone():%H:%M}"
    except ValueError:
        return "an unknown time"
