"""The hand-in that a learner makes: one zip with notebooks, answers and a manifest.

Who handed it in is never read from the file: that comes from the roster and the file's place.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from .desk import Desk

__all__ = ["MANIFEST", "write"]

MANIFEST = "manifest.json"


def write(desk: Desk, target: Path | None = None) -> tuple[Path, int]:
    """Write the hand-in of a desk, whole or not at all.

    Args:
        target: where; `exports/handin.zip` beside the notebooks if not given.

    Returns:
        (path, number of files in it).

    Raises:
        OSError: the folder cannot be written.
    """
    from . import __version__

    folder = desk.workbook.folder
    target = target or folder / "exports" / "handin.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    files = {name: (folder / name).read_bytes() for name in _names(desk)}
    manifest = {
        "kit": __version__,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": {name: hashlib.sha256(raw).hexdigest() for name, raw in files.items()},
    }
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    os.replace(temporary, target)
    return target, len(files) + 1


def _names(desk: Desk) -> list[str]:
    """The course's notebooks and every answer, as paths with forward slashes."""
    folder = desk.workbook.folder
    found = [m.notebook for m in desk.course.modules if (folder / m.notebook).is_file()]
    for mine in (False, True):
        found += [
            desk.workbook.path(e, mine=mine).relative_to(folder).as_posix()
            for e in desk.workbook.saved(mine=mine)
        ]
    return found
