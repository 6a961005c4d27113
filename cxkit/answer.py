"""One answer: what a learner filled in for an exercise, as a value and as a file's bytes.

Reading is strict about the envelope and says what it expected and found; what is inside `data` is
the affair of the exercise's model. An older schema is read, a newer one is refused.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NoReturn

__all__ = [
    "LIMIT",
    "SCHEMA",
    "Answer",
    "DamagedAnswer",
    "NewerAnswer",
    "ReadOnlyWorkbook",
    "StaleAnswer",
    "WorkbookError",
    "parse",
    "sealed",
]

SCHEMA = 1
LIMIT = 5_000_000  # bytes; a full grid is under 30 kB
_DIGITS = 18
_TIME = 32  # characters of a time, to the microsecond


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
        began: time of the first save, ISO 8601 in UTC; empty where it is not known.
        done: time of the first check that found every criterion met; empty while none did.
            Both are told to the trainer and are no part of a mark: an answer is the same to whoever
            marks it with them or without.
    """

    exercise: str
    mine: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    rev: int = 0
    saved: str = ""
    problem: str = ""
    offer: Answer | None = None
    began: str = ""
    done: str = ""


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
            raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number,
            parse_int=_whole, parse_float=_finite,
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


def sealed(answer: Answer) -> bytes:
    """An answer as the bytes of its file: in its envelope.

    Raises:
        ReadOnlyWorkbook: it has grown beyond `LIMIT`.
    """
    envelope = {
        "schema": SCHEMA,
        "exercise": answer.exercise,
        "mine": answer.mine,
        "rev": answer.rev,
        "saved": answer.saved,
        **{key: when for key, when in (("began", answer.began), ("done", answer.done)) if when},
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


def _fields(found: dict[str, Any], name: str) -> dict[str, Any]:
    expected = {"rev": (int, "a whole number"), "saved": (str, "text"), "data": (dict, "an object")}
    for key, (kind, words) in expected.items():
        value = found.get(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise DamagedAnswer(f"{name}: expected {words} as {key}, found {value!r:.40}.")
    if found["rev"] < 0:
        raise DamagedAnswer(f"{name}: expected rev 0 or more, found {found['rev']}.")
    return {key: found[key] for key in expected} | {k: _time(found.get(k)) for k in ("began", "done")}


def _time(value: object) -> str:
    """A time in UTC; "" for anything else: no hand-in is set aside for a time that is no time."""
    if not isinstance(value, str) or len(value) > _TIME:
        return ""
    try:
        when = datetime.fromisoformat(value)
        return when.astimezone(UTC).isoformat(timespec="seconds") if when.tzinfo else ""
    except (ValueError, OverflowError):
        return ""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(k for i, (k, _) in enumerate(pairs) if k in dict(pairs[:i]))
        raise ValueError(f"the key {twice!r:.40} stands twice")
    return found


def _whole(text: str) -> int:
    return int(text) if len(text) <= _DIGITS else _no_number(text)


def _finite(text: str) -> float:
    return number if math.isfinite(number := float(text)) else _no_number(text)


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text:.40} is not a number a file can hold")


def _kind(value: object) -> str:
    names = {list: "list", str: "text", bool: "true/false", type(None): "null"}
    return names.get(type(value), "number")
