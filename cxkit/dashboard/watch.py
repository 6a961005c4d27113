"""One workbook, read as it is saved: only what has changed, and never a half-written file.

A look costs one listing of two folders. A file whose time and size are the same is not opened,
one whose bytes are the same is not read again. What cannot be read keeps its last good answer:
a shared folder may show a file before all of it has arrived. A name that is gone for one look is
kept, too: a file that is replaced is away for a moment in some of them. Nothing is written.

Times are this machine's own: a learner's clock may be wrong by hours.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from ..workbook import LIMIT, Answer, DamagedAnswer, parse

__all__ = ["Key", "Watch"]

Key = tuple[str, bool]
_NAME = re.compile(r"(\d{1,2}\.\d{1,2}[a-z]?)\.json")
_COARSE = 2.5  # s: a file system may know times only so well; what is younger is opened again
_PATIENT = 10.0  # s: so long a file may stay unreadable before it is told
_MANY = 500  # names looked at in one folder


@dataclass
class _File:
    """What is known of one file: its stamp, when that was taken, and its digest."""

    stamp: tuple[int, int, int]
    looked: float
    digest: bytes = b""
    broken: float = 0.0
    missing: int = 0


class Watch:
    """A workbook under watch.

    Args:
        folder: the folder that holds `answers/`.

    Attributes:
        answers: (exercise, mine) -> the last answer that could be read.
        changed: when each of them was last seen to change, as time.time() gives it.
        problems: what has been unreadable for longer than a save takes, as sentences.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers: dict[Key, Answer] = {}
        self.changed: dict[Key, float] = {}
        self.problems: dict[Key, str] = {}
        self._files: dict[Key, _File] = {}
        self._first = True

    def look(self, now: float) -> set[Key]:
        """Read what has changed since the last look; the answers that are new, other or gone."""
        new: set[Key] = set()
        for mine in (False, True):
            listed = _listed(self.folder / "answers" / ("mine" if mine else ""))
            if listed is None:
                continue  # the folder cannot be read now: what was read before stands
            for exercise, entry in listed.items():
                if self._read((exercise, mine), entry, now):
                    new.add((exercise, mine))
            new |= self._gone({e for e, m in self._files if m == mine} - listed.keys(), mine)
        self._first = False
        return new

    def _read(self, key: Key, entry: os.DirEntry[str], now: float) -> bool:
        try:
            found = entry.stat(follow_symlinks=False)
            stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
            held = self._files.get(key)
            settled = held and held.looked - stamp[0] / 1e9 > _COARSE
            told = held and (not held.broken or key in self.problems)
            if held and held.stamp == stamp and settled and told:
                held.missing = 0
                return False
            raw = _bytes(entry.path)
        except OSError:
            return False
        digest = blake2b(raw, digest_size=16).digest()
        if held and held.digest == digest and not held.broken:
            held.stamp, held.looked, held.missing = stamp, now, 0
            return False
        broken = held.broken if held else 0.0
        self._files[key] = _File(stamp, now, digest)
        try:
            answer = parse(raw, key[0], mine=key[1])
        except DamagedAnswer as error:
            self._files[key].broken = broken or now
            if now - self._files[key].broken >= _PATIENT:
                self.problems[key] = str(error)
            return False
        self.problems.pop(key, None)
        before = self.answers.get(key)
        if before is not None and before.data == answer.data:
            return False
        self.answers[key] = answer
        self.changed[key] = min(now, stamp[0] / 1e9) if self._first else now
        return True

    def _gone(self, names: set[str], mine: bool) -> set[Key]:
        gone = set()
        for key in [(name, mine) for name in names]:
            self._files[key].missing += 1
            if self._files[key].missing > 1:
                del self._files[key]
                self.problems.pop(key, None)
                self.changed.pop(key, None)
                if self.answers.pop(key, None) is not None:
                    gone.add(key)
        return gone


def _listed(folder: Path) -> dict[str, os.DirEntry[str]] | None:
    """Exercise -> its file; None where the folder cannot be listed."""
    found: dict[str, os.DirEntry[str]] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = _NAME.fullmatch(entry.name)
                if name and entry.is_file(follow_symlinks=False):
                    found[name[1]] = entry
                if len(found) > _MANY:
                    break
    except OSError:
        return None
    return found


def _bytes(path: str) -> bytes:
    """A file's bytes, one more than an answer may have where it is larger."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        return file.read(LIMIT + 1)
