"""A file that is put in place whole or not at all: every room that writes one asks here.

The bytes go to a temporary file in the same folder, which is then renamed; so a cut, a full disk
or a second reader meets the old file or the new one, never half of one.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["put"]


def put(path: Path, content: bytes, *, flush: bool = False) -> bool:
    """Write a file in one step, unless it holds these bytes already. Folders are made.

    Args:
        flush: wait until the disk has the bytes and the name, so that a power cut costs nothing.
            For what a person typed; what can be made again need not wait.

    Returns:
        Whether the file has changed.

    Raises:
        OSError: the place cannot be written. The old file stands, and nothing half-written lies
            beside it.
    """
    if _holds(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(content)
            if flush:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if flush:
        _flush_names(path.parent)
    return True


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _flush_names(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened to flush its names
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
