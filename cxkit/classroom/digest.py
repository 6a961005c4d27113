"""Digests: of a hand-in's bytes, and of all that a class is marked by."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..handin import NOTEBOOK_LIMIT
from ..version import __version__
from .archive import PACKED, ArchiveError, FolderArchive, LooseArchive, TooLarge
from .folder import ClassFolder
from .handin import Handin, stamp
from .marker import Job

__all__ = ["fingerprint", "key_of", "of_class", "of_handin", "of_kit"]

_ROOMS = ("answer.py", "cases", "classroom", "course.py", "desk.py", "forms", "marking", "recordings",
          "screen.py", "techniques", "workbook.py")


@cache
def of_kit() -> str:
    """The kit's version and a digest of what marks rest on in it."""
    home, found = Path(__file__).parents[1], hashlib.sha256()
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home)
        if inside.parts[0] in _ROOMS and path.suffix in (".py", ".json", ".toml"):
            _add(found, inside.as_posix(), path.read_bytes())
    return f"{__version__}+{found.hexdigest()[:12]}"


def of_class(folder: ClassFolder) -> str:
    """Of the class's course, its key and the notebooks that were given out."""
    found = hashlib.sha256()
    for name in ("course", "release"):
        for path in sorted((folder.root / name).rglob("*")):
            if path.is_file():
                _add(found, path.relative_to(folder.root).as_posix(), path.read_bytes())
    return found.hexdigest()


def of_handin(handin: Handin) -> str:
    """Of the bytes of a zip, or of the files in a folder; of a file too large to read, its size."""
    found = hashlib.sha256()
    if not handin.loose and not handin.path.is_dir():
        try:
            if (size := handin.path.stat().st_size) > PACKED:
                return f"not read: {size} bytes"
            with open(handin.path, "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            return f"unreadable: {error.strerror}"
    try:
        archive = LooseArchive(handin.loose) if handin.loose else FolderArchive(handin.path)
    except ArchiveError as error:
        return str(error)
    for name in archive.names:
        try:
            _add(found, name, archive.read(name, NOTEBOOK_LIMIT))
        except (ArchiveError, TooLarge) as error:
            _add(found, name, str(error).encode())
    return found.hexdigest()


def key_of(job: Job, marked_by: str, handins: dict[str, str]) -> str:
    """Of everything that a learner's outcome depends on.

    Args:
        marked_by: `of_class`.
        handins: assignment -> `of_handin`.
    """
    rests = [[name, handins[name], held.collected, stamp(held.when), sorted(held.told.items()),
              held.path.name] for name, held in job.handins.items()]
    text = json.dumps([of_kit(), marked_by, job.who, rests])
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(files: Mapping[str, bytes] | Path) -> str:
    """Of the names and sizes of files; of a folder, without reading one; empty for none."""
    sizes = _sizes(files) if isinstance(files, Path) else {n: len(r) for n, r in files.items()}
    listed = json.dumps(sorted(sizes.items()))
    return hashlib.sha256(listed.encode()).hexdigest()[:16] if sizes else ""


def _sizes(folder: Path, before: str = "") -> dict[str, int]:
    found: dict[str, int] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = f"{before}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    found |= _sizes(folder / entry.name, f"{name}/")
                else:
                    found[name] = entry.stat(follow_symlinks=False).st_size
    except FileNotFoundError:
        return {}
    return found


def _add(found: hashlib._Hash, name: str, raw: bytes) -> None:
    found.update(f"{name}\x00{len(raw)}\x00".encode("utf-8", "backslashreplace"))
    found.update(raw)
