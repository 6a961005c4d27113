"""The hand-in that a learner makes: one zip with notebooks, answers and a manifest.

Who handed it in is never read from the file: that comes from the roster and the file's place.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from .atomic import put
from .desk import Desk
from .version import __version__
from .workbook import ReadOnlyWorkbook

__all__ = ["MANIFEST", "NOTEBOOK_LIMIT", "Written", "write"]

MANIFEST = "manifest.json"
NOTEBOOK_LIMIT = 20_000_000  # bytes; a notebook with twins is about 300 kB


class Written(NamedTuple):
    """A hand-in: where it lies, how many files are in it, and sentences on what is not."""

    path: Path
    count: int
    left: tuple[str, ...]


def write(desk: Desk, target: Path | None = None) -> Written:
    """Write the hand-in of a desk, whole or not at all.

    A notebook that is missing, unreadable or too large is left out and told: marks rest on the
    answers. Of an answer that is damaged the revision before goes in as well.

    Args:
        target: where; `exports/handin.zip` beside the notebooks if not given.

    Raises:
        ReadOnlyWorkbook: the folder cannot be written; what was there stands.
    """
    target = target or desk.workbook.folder / "exports" / "handin.zip"
    files: dict[str, bytes] = {}
    left = []
    for name in _names(desk):
        path = desk.workbook.folder / name
        try:
            if path.suffix == ".ipynb" and path.stat().st_size > NOTEBOOK_LIMIT:
                left.append(
                    f"{name} holds {path.stat().st_size / 1e6:.0f} MB; at most "
                    f"{NOTEBOOK_LIMIT / 1e6:.0f} MB go in. Clear its outputs, save it, hand in again."
                )
            else:
                files[name] = path.read_bytes()
        except FileNotFoundError:
            left.append(f"{name} is not in this folder.")
        except OSError as error:
            left.append(f"{name} cannot be opened: {error.strerror or error}.")
    manifest = {
        "kit": __version__,
        "paper": desk.sitting.paper_id if any(m.case for m in desk.course.modules) else "",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": {name: hashlib.sha256(raw).hexdigest() for name, raw in files.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    try:
        put(target, out.getvalue(), flush=True)
    except OSError as error:
        raise ReadOnlyWorkbook(
            f"The hand-in could not be written: {target.name} in {target.parent}: "
            f"{error.strerror or error}. Your answers are safe. Check that the folder may be "
            "written and the disk has room, then run the cell again."
        ) from None
    return Written(target, len(files) + 1, tuple(left))


def _names(desk: Desk) -> Iterator[str]:
    """The course's notebooks and every answer, as paths with forward slashes."""
    book = desk.workbook
    yield from (module.notebook for module in desk.course.modules)
    for mine in (False, True):
        for exercise in book.saved(mine=mine):
            paths = [book.path(exercise, mine=mine)]
            if book.read(exercise, mine=mine).problem:
                paths += [p for p in [book.previous_path(exercise, mine=mine)] if p.is_file()]
            yield from (path.relative_to(book.folder).as_posix() for path in paths)
