"""A class closed: final marks frozen, with a manifest that shows any later change.

`closed/` holds the marks as they are final, as CSV and JSON, and `manifest.json`: the digest of
every file that they rest on, when the class was closed, and until when learners' data is kept.
Nothing more is collected, marked or merged; certificates may be written.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from ..atomic import put
from ..version import __version__
from .folder import ClassError, ClassFolder
from .gradebook import Gradebook
from .marktable import table
from .outcome import LearnerResult
from .tree import below

__all__ = ["CLOSED", "changed", "close", "is_closed", "manifest", "still_open", "unfinished"]

CLOSED = "closed"
_RESTS = ("course", "release", "handins", "submitted", "autograded", "feedback", "judgements",
          "earlier")
_FILES = ("roster.csv", ".cxkit/journal", ".cxkit/receipts.json", "closed/marks.json", "closed/marks.csv")
_SCORES = "gradebook: scores and comments"
_FEW = 8  # names in a sentence


def is_closed(folder: ClassFolder | Path) -> bool:
    """Whether a class is closed."""
    return (_root(folder) / CLOSED / "manifest.json").is_file()


def still_open(folder: ClassFolder | Path) -> None:
    """Say no where a class is closed.

    Raises:
        ClassError: it is.
    """
    if is_closed(folder):
        when = manifest(folder).get("closed", "")[:10]
        raise ClassError(
            f"The class in {_root(folder)} was closed on {when}: its marks are final. To open it "
            "again, move its folder closed/ elsewhere, and keep it."
        )


def manifest(folder: ClassFolder | Path) -> dict[str, Any]:
    """What the closing noted.

    Raises:
        ClassError: it cannot be read.
    """
    path = _root(folder) / CLOSED / "manifest.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        assert isinstance(found["files"], dict) and isinstance(found["closed"], str)
        date.fromisoformat(found["keep until"])
    except (OSError, ValueError, KeyError, TypeError, AssertionError):
        raise ClassError(f"{path} cannot be read. Restore it from a copy.") from None
    return found


def unfinished(folder: ClassFolder) -> list[str]:
    """What still waits, as sentences; empty for a class that can be closed."""
    from .status import status

    told = []
    found = status(folder)
    for what, who in (
        ("handed in since the last marking", [x for x in found.lines if x.new]),
        ("set aside", [x for x in found.lines if x.aside]),
        ("waiting for a person", [x for x in found.lines if x.waits or x.judging]),
    ):
        if who:
            names = ", ".join(x.learner.name for x in who[:_FEW])
            more = f" and {len(who) - _FEW} more" if len(who) > _FEW else ""
            told.append(f"{len(who)} {what}: {names}{more}.")
    if found.strangers:
        told.append(f"{len(found.strangers)} in handins/ that fit nobody: "
                    + ", ".join(s.name for s in found.strangers[:_FEW]) + ".")
    return told


def close(
    folder: Path | str | ClassFolder, *, keep: int, anyway: bool = False,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Freeze the marks that stand, and note until when learners' data is kept.

    Args:
        keep: days from now.
        anyway: although something waits; what waits is written down, never taken for 0.

    Returns:
        The manifest.

    Raises:
        ClassError: the folder is no class, is closed, was never marked, or something waits.
    """
    from .standing import standing

    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    still_open(folder)
    now = now or datetime.now(UTC)
    waits = unfinished(folder)
    if waits and not anyway:
        raise ClassError("This class is not finished:\n" + "\n".join(f"  - {w}" for w in waits)
                         + "\nSettle it and mark again, or close it as it is: --anyway.")
    with folder.alone():
        results = standing(folder)
        marks = [_marks(one) for one in results]
        put(folder.root / CLOSED / "marks.json", _json(marks))
        put(folder.root / CLOSED / "marks.csv", table(results))
        made = {
            "class": folder.root.resolve().name, "closed": now.isoformat(timespec="seconds"),
            "keep until": f"{(now + timedelta(days=keep)).date():%Y-%m-%d}", "kit": __version__,
            "learners": len(results), "unfinished": waits, "files": _digests(folder),
        }
        put(folder.root / CLOSED / "manifest.json", _json(made), flush=True)
    return made


def changed(folder: ClassFolder | Path) -> list[str]:
    """The files that are other, new or gone since the class was closed; empty for none.

    Raises:
        ClassError: it was never closed.
    """
    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    held, now = manifest(folder)["files"], _digests(folder)
    return sorted(name for name in held.keys() | now.keys() if held.get(name) != now.get(name))


def _marks(one: LearnerResult) -> dict[str, Any]:
    return {
        "learner": one.learner.id,
        "assignments": {
            part.assignment: {
                "status": part.status, "points": part.points if part.marked else None,
                "of": part.full, "why": part.why,
                "exercises": {
                    e.exercise.id: {
                        "score": e.score, "of": e.exercise.points, "state": e.state,
                        "waits": e.waits,
                        "tasks": {task: None if s.waits else s.score for task, s in e.judgements.items()},
                    } for e in part.exercises
                },
            } for part in one.parts
        },
    }


def _digests(folder: ClassFolder) -> dict[str, str]:
    """File, relative to the class -> SHA-256, of all that marks rest on.

    Of the gradebook what it says counts: its file changes when it is only looked at.
    """
    root = folder.root
    paths = [root / name for name in _FILES]
    for name in _RESTS:
        paths += below(root / name)
    found = {}
    for path in paths:
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            found[path.relative_to(root).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    with Gradebook(folder.gradebook) as book:
        said = [[name, who, *key, s.auto, s.manual, s.extra, s.waits, s.comment]
                for name in folder.parts for who, held in book.scores(name).items()
                for key, s in held.items()]
    text = json.dumps(sorted(said, key=lambda row: row[:4]))
    return found | {_SCORES: hashlib.sha256(text.encode()).hexdigest()}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _root(folder: ClassFolder | Path) -> Path:
    return folder.root if isinstance(folder, ClassFolder) else Path(folder)
