"""What one marker made of one answer, and the files in which it is kept.

```
DIR/judgements/  codes.json             see blinding.py
                 merged.json            see merging.py
                 <marker>/<task>/<learner>.json
```
One file a judgement, put in place whole and flushed: whatever happens to the machine costs at
most the judgement that was being typed. A judgement names the answer it is about by its digest;
when the answer changes, the old judgement is kept in `earlier` and a new one is asked for.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..atomic import put

__all__ = ["COMMENT", "TOP", "Judgement", "Judgements", "JudgingError", "StaleJudgement", "digest_of",
           "lettered", "markers", "tidy"]  # fmt: skip

TOP = 3  # the highest level of every rubric
COMMENT = 4000  # characters
_SCHEMA = 1
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_NAME = re.compile(r"[^\W_][\w .\-]{0,39}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class JudgingError(ValueError):
    """Judging cannot go on; the message says what to do."""


class StaleJudgement(JudgingError):
    """The judgement was changed elsewhere since it was read."""


@dataclass(frozen=True)
class Judgement:
    """One marker's judgement of one answer.

    Args:
        level: 0 to `TOP`; None while there is a comment and no level.
        digest: of the answer that was judged.
        begun: when this answer first got a level, ISO 8601 in UTC; who came first is told by it.
        saved: time of the last save.
        rev: counts the saves.
        earlier: judgements that this one took the place of: level, comment, digest, saved.
    """

    task: str
    learner: str
    level: int | None = None
    comment: str = ""
    digest: str = ""
    begun: str = ""
    saved: str = ""
    rev: int = 0
    earlier: tuple[Mapping[str, Any], ...] = ()

    @property
    def says(self) -> bool:
        return self.level is not None or bool(self.comment)


def lettered(text: str, count: int) -> str:
    """A hash of a text in `count` letters that no spreadsheet changes."""
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest())
    letters = []
    for _ in range(count):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "".join(letters)


def digest_of(data: Mapping[str, Any], problem: str = "") -> str:
    """A hash of what was answered: letters only, so that a sheet can carry it."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=True)
    return lettered(hashlib.sha256(f"{text}{problem}".encode()).hexdigest(), 12)


def tidy(comment: Any) -> str:
    """A comment as it is kept: composed, lines ended alike, no control characters.

    Raises:
        JudgingError: it is no text, or too long.
    """
    if not isinstance(comment, str):
        raise JudgingError(f"Expected a text as comment, found {comment!r:.40}.")
    text = comment.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Co"))
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > COMMENT:
        raise JudgingError(f"The comment has {len(text)} characters; at most {COMMENT}. Shorten it.")
    return text


def markers(folder: Path) -> tuple[str, ...]:
    """Everybody who has judged anything in a class, by name."""
    place = folder / "judgements"
    if not place.is_dir():
        return ()
    return tuple(sorted(p.name for p in place.iterdir() if p.is_dir() and not p.name.startswith(".")))


class Judgements:
    """One marker's judgements in a class.

    Args:
        folder: the class.
        marker: a name that can be a folder's; "Anna" and "anna" are one person.

    Raises:
        JudgingError: the name will not do.
    """

    def __init__(self, folder: Path, marker: str) -> None:
        name = unicodedata.normalize("NFC", " ".join(marker.split()))
        if not _NAME.fullmatch(name) or name.endswith(".") or _RESERVED.fullmatch(name):
            raise JudgingError(
                f"A marker's name has 1 to 40 letters, digits, spaces, dots or hyphens, and begins "
                f"with a letter or digit; found {marker!r:.60}. Give another with --marker."
            )
        known = {n.casefold(): n for n in markers(folder)}
        self.marker = known.get(name.casefold(), name)
        self.place = folder / "judgements" / self.marker

    def path(self, task: str, learner: str) -> Path:
        return self.place / task / f"{learner}.json"

    def read(self, task: str, learner: str) -> Judgement:
        """What was judged; an empty judgement of revision 0 where nothing was.

        Raises:
            JudgingError: the file is damaged.
        """
        path = self.path(task, learner)
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            return _judgement(found, task, learner)
        except FileNotFoundError:
            return Judgement(task, learner)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise JudgingError(
                f"{path} is no whole judgement ({error!s:.120}). Restore it from a copy, or remove "
                "it and judge that answer again."
            ) from None

    def of(self, task: str) -> dict[str, Judgement]:
        """learner -> judgement, for everyone of whom something was ever said in this task."""
        place = self.place / task
        names = sorted(p.stem for p in place.glob("*.json")) if place.is_dir() else []
        return {name: self.read(task, name) for name in names if not name.startswith(".")}

    def count(self, task: str) -> int:
        """How many levels were given in a task, to answers as they are or as they were."""
        return sum(one.level is not None for one in self.of(task).values())

    def save(
        self, task: str, learner: str, level: int | None, comment: str, digest: str, *,
        rev: int | None = None, keep: bool = False,
    ) -> Judgement:
        """Write a judgement and wait until the disk has it.

        Args:
            rev: the revision that was read; None to write over any.
            keep: keep what stood before in `earlier`, though it is about the same answer.

        Raises:
            JudgingError: a level or comment that cannot be.
            StaleJudgement: `rev` is no longer the last.
            OSError: the place cannot be written.
        """
        if level is not None and (type(level) is not int or not 0 <= level <= TOP):
            raise JudgingError(f"Expected a level from 0 to {TOP}, found {level!r:.40}.")
        comment, before = tidy(comment), self.read(task, learner)
        if rev is not None and rev != before.rev:
            raise StaleJudgement(
                f"This judgement was changed elsewhere (revision {before.rev}, expected {rev}). "
                "Run the cell again to see it."
            )
        if (level, comment, digest) == (before.level, before.comment, before.digest):
            return before
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        same, earlier = before.digest == digest, before.earlier
        if before.says and (keep or not same):
            earlier += ({"level": before.level, "comment": before.comment, "digest": before.digest,
                         "saved": before.saved},)  # fmt: skip
        begun = (before.begun if same else "") or (now if level is not None else "")
        made = Judgement(task, learner, level, comment, digest, begun, now, before.rev + 1, earlier)
        text = json.dumps({"schema": _SCHEMA, **asdict(made)}, ensure_ascii=False, indent=1)
        put(self.path(task, learner), text.encode() + b"\n", flush=True)
        return made


def _judgement(found: Any, task: str, learner: str) -> Judgement:
    if not isinstance(found, dict) or found.get("schema") != _SCHEMA:
        raise ValueError("expected schema 1")
    level = found["level"]
    if level is not None and (type(level) is not int or not 0 <= level <= TOP):
        raise ValueError(f"level {level!r:.20}")
    texts = {n: found[n] for n in ("comment", "digest", "begun", "saved")}
    if not all(isinstance(t, str) for t in texts.values()) or type(found["rev"]) is not int:
        raise ValueError("a field of another kind")
    earlier = tuple(e for e in found.get("earlier", ()) if isinstance(e, dict))
    return replace(Judgement(task, learner, level, rev=found["rev"], earlier=earlier), **texts)
