"""The journal of a class: what was marked, under which digest, line by line, never rewritten.

A line is a learner's whole outcome: its key is the digest of the hand-ins, of all that the class
is marked by and of the kit's version. So a run that was cut off is continued by the next, and what
was marked is not marked again. A line that was cut off in the middle is taken out; nothing else is
ever lost by a cut: a line reaches the system before the next learner is begun and the disk within
half a second.

    <crc32 of the rest, 8 hex digits> <JSON, one line>
"""

from __future__ import annotations

import json
import os
import time
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..atomic import put
from .marker import Marked

__all__ = ["Journal", "Noted", "read_journal"]

_FLUSH = 0.5  # seconds between two waits for the disk


@dataclass(frozen=True)
class Noted:
    """One line.

    Args:
        key: the digest of everything that the outcome depends on.
        marked: when, as ISO 8601 in UTC.
        parts: the outcome, without the files.
        files: folder, relative to the class -> fingerprint of what was written there.
    """

    who: str
    key: str
    marked: str
    parts: tuple[Marked, ...]
    files: Mapping[str, str]


class Journal:
    """A class's journal; a context manager. One run at a time may have it open.

    Args:
        path: its file; made where there is none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, tuple[str, int]] = {}  # learner -> key, place of the last line
        self._lines, self._flushed = 0, 0.0

    def __enter__(self) -> Journal:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._open()
        try:
            self._load()
            if self._lines > 64 and self._lines > 4 * len(self._places):
                self._shorten()
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.flush()
        finally:
            self._file.close()

    def find(self, who: str, key: str) -> Noted | None:
        """What was noted of a learner under this key; None where it was another, or nothing."""
        held, place = self._places.get(who, ("", 0))
        if held != key:
            return None
        self._file.seek(place)
        data = _data(self._file.readline())
        return None if data is None else _noted(data)

    def add(self, noted: Noted) -> None:
        """Note an outcome. It outlives the end of this process at once, a power cut soon after."""
        line = _line(_plain(noted))
        self._file.seek(0, os.SEEK_END)
        place = self._file.tell()
        self._file.write(line)
        self._file.flush()
        self._places[noted.who] = noted.key, place
        self._lines += 1
        if time.monotonic() - self._flushed > _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Wait until the disk has every line."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._flushed = time.monotonic()

    def _load(self) -> None:
        self._file.seek(0)
        place = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break  # cut off in the middle: here goes the next line
            data = _data(line)
            if data is not None:
                self._places[data["who"]] = data["key"], place
                self._lines += 1
            place += len(line)
        if self._file.seek(0, os.SEEK_END) != place:
            self._file.truncate(place)

    def _shorten(self) -> None:
        """Keep the last line of each learner: the others are of no use to anybody."""
        kept = []
        for _, place in sorted(self._places.values(), key=lambda held: held[1]):
            self._file.seek(place)
            kept.append(self._file.readline())
        self._file.close()
        put(self._path, b"".join(kept), flush=True)
        self._open()
        self._places, self._lines = {}, 0
        self._load()

    def _open(self) -> None:
        self._file = open(self._path, "a+b")  # noqa: SIM115 - open as long as the journal is


def read_journal(path: Path) -> dict[str, Noted]:
    """learner -> the last line of each, without touching the file; empty where there is none."""
    held: dict[str, dict[str, Any]] = {}
    try:
        with open(path, "rb") as file:
            for line in file:
                data = _data(line)
                if data is not None:
                    held[data["who"]] = data
    except FileNotFoundError:
        return {}
    return {who: _noted(data) for who, data in held.items()}


def _line(data: Mapping[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _data(line: bytes) -> dict[str, Any] | None:
    """What a line says; None where it is damaged."""
    crc, _, text = line.rstrip(b"\n").partition(b" ")
    if crc != b"%08x" % zlib.crc32(text):
        return None
    data = json.loads(text)
    return data if isinstance(data, dict) else None


def _plain(noted: Noted) -> dict[str, Any]:
    parts = [[p.assignment, p.status, p.why, list(p.notes), b64encode(p.packed).decode()]
             for p in noted.parts]
    return {"who": noted.who, "key": noted.key, "marked": noted.marked, "parts": parts,
            "files": dict(noted.files)}


def _noted(data: Mapping[str, Any]) -> Noted:
    parts: Iterable[Any] = data["parts"]
    return Noted(
        data["who"], data["key"], data["marked"],
        tuple(Marked(name, status, why, tuple(notes), b64decode(packed))
              for name, status, why, notes, packed in parts),
        data["files"],
    )
