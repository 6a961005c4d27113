"""The files of a learner that was marked: submitted/ and autograded/, each put in place whole.

One process writes, so nothing here waits for another; and what lies there already is left alone,
so a run may be repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .digest import fingerprint
from .folder import ClassFolder, put_folder
from .handin import Handin, read_timestamp, stamp
from .marker import Marked

__all__ = ["TIMESTAMP", "is_written", "write_part"]

TIMESTAMP = "timestamp.txt"


def write_part(
    folder: ClassFolder, who: str, handin: Handin, marked: Marked, receipt: Mapping[str, Any]
) -> dict[str, str]:
    """Write one assignment of one learner.

    Args:
        receipt: that of an earlier run, to know what in submitted/ is our own.

    Returns:
        Folder, relative to the class -> fingerprint of what stands in it now.
    """
    scratch = folder.root / ".cxkit" / "filling"
    when = {TIMESTAMP: stamp(handin.when).encode()}
    answers = {name: raw for name, raw in marked.sent.items() if name not in marked.shown}
    autograded = folder.step("autograded", who, marked.assignment)
    shown = answers | when | dict(marked.shown)
    written = {autograded: shown}
    if handin.collected:
        put_folder(autograded, shown, scratch)
    else:
        submitted = folder.step("submitted", who, marked.assignment)
        # Ours to write over only while its time is one that we wrote, in this hand-in's name too.
        there = read_timestamp(submitted / TIMESTAMP)
        wrote = {receipt["when"]} if receipt.get("filled") else set()
        if there is None or stamp(there) not in wrote | {stamp(handin.when)}:
            _keep_earlier(folder, who, marked.assignment)
        written[submitted] = dict(marked.sent) | when
        put_folder(submitted, written[submitted], scratch)
        # No link to the time: it says which hand-in counts, whatever is done to the marked copy.
        put_folder(autograded, shown, scratch, {name: f"{submitted}/{name}" for name in answers})
    return {place.relative_to(folder.root).as_posix(): fingerprint(files)
            for place, files in written.items()}


def is_written(folder: ClassFolder, files: Mapping[str, str]) -> bool:
    """Whether every folder still holds the files that were written, by name and size."""
    return all(fingerprint(folder.root / place) == found for place, found in files.items())


def _keep_earlier(folder: ClassFolder, who: str, assignment: str) -> None:
    """A submission that nbgrader collected is moved aside, not written over."""
    place = folder.step("submitted", who, assignment)
    if not place.is_dir():
        return
    count = 1
    while (target := folder.root / "earlier" / who / assignment / str(count)).exists():
        count += 1
    target.parent.mkdir(parents=True, exist_ok=True)
    place.rename(target)
