"""A folder's files, and its end, however deep it goes: what comes in may be folders in folders.

The standard library goes down by calling itself, which Python ends a thousand folders deep; and
what lies below some 4,000 letters of path has no name that a system takes.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

__all__ = ["below", "remove"]

_NOTHING = (errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR)
_LONG = 600  # letters of path below the top: fewer folders than `shutil.rmtree` goes down


def below(folder: Path) -> list[Path]:
    """Files and links below a folder, in order; none where it is no folder. No link is followed,
    and what lies too deep to have a name is left out."""
    found = (e.path for e in _entries(folder) if not _inner(e))
    return sorted(Path(path) for path in found if len(path) <= _LONG or os.path.lexists(path))


def remove(folder: Path) -> None:
    """Delete a folder with all that is in it.

    Raises:
        OSError: something in it cannot be deleted; the rest may be gone.
    """
    while True:
        try:
            shutil.rmtree(folder)
            return
        except RecursionError:
            if not _lift(folder):
                raise OSError(errno.ENAMETOOLONG, "it holds folders too deep", str(folder)) from None


def _lift(folder: Path) -> int:
    """Move folders that lie deep to the top; how many were moved."""
    deep = [e.path for e in _entries(folder, _LONG) if _far(folder, e.path, _LONG) and _inner(e)]
    names = (folder / f".cxkit-lifted-{number}" for number in count())
    for path in deep:
        os.rename(path, next(name for name in names if not os.path.lexists(name)))
    return len(deep)


def _far(folder: Path, path: str, most: int) -> bool:
    return len(path) - len(str(folder)) > most


def _entries(folder: Path, most: int = 1_000_000) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder; folders whose path is longer than `most` are not gone into."""
    ahead = [str(folder)]
    while ahead:
        place = ahead.pop()
        try:
            with os.scandir(place) as found:
                held = list(found)
        except OSError as error:
            if error.errno not in _NOTHING:
                raise
            continue
        for entry in held:
            yield entry
            if _inner(entry) and not _far(folder, entry.path, most):
                ahead.append(entry.path)


def _inner(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder of its own: no link, and on Windows no junction."""
    if not entry.is_dir(follow_symlinks=False):
        return False
    return os.name != "nt" or not getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
