"""The paper of a class: which one is sat, pinned with its key, and what keeps it from being marked.

Learners get the paper's folder; the key stays with whoever marks. Both are copied into the class,
with the paper's id, so that another key or another paper that comes to lie there is told.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from ..atomic import put
from ..cases import CaseError
from ..cases.paper import open_key, open_paper
from .folder import ClassError, ClassFolder

__all__ = ["another", "pin_paper", "unmarkable"]

_PINNED = "paper-pinned.json"
_NO_KEY = (
    "There is no key of the paper in this class. Give it with `cxkit class paper DIR --paper PAPER "
    "--paper-key KEY` and mark again."
)


def pin_paper(course: Path, paper: Path | None, key: Path | None) -> str:
    """Copy a paper and its key into a class's course.

    Args:
        course: the `course` folder of the class.
        paper, key: the folders that `cxkit paper new` wrote; None for what is not given yet.

    Returns:
        The id of the paper that the class now sits; empty where none was ever given.

    Raises:
        ClassError: one of them cannot be read, they do not belong together, or the class sits
            another paper. Nothing was copied.
    """
    pinned = _pinned(course)
    try:
        ids = {
            "paper": str(open_paper(paper)["paper"]["paper"]) if paper else "",
            "key": str(open_key(key)["paper"]) if key else "",
        }
    except CaseError as error:
        raise ClassError(str(error)) from None
    wanted = pinned or ids["paper"]
    if key and not wanted:
        raise ClassError("A key alone marks nothing. Give the folder of its paper with it: --paper.")
    for what, found in ids.items():
        if found and found != wanted:
            raise ClassError(
                f"The {what} is of {found}, and the paper of this class is {wanted}. "
                "Give the folders that were made together."
            )
    for source, target in ((paper, course / "cases" / "paper"), (key, course / "paper-key")):
        if source and source.resolve() != target.resolve():
            shutil.copytree(source, target, dirs_exist_ok=True)
    if wanted:
        put(course / _PINNED, json.dumps({"paper": wanted}).encode() + b"\n")
    return wanted


def unmarkable(folder: ClassFolder, assignment: str) -> str:
    """Why nothing that needs a key can be marked in an assignment; empty where it can."""
    case = folder.cases[assignment]
    if not hasattr(case, "paper_id"):
        return ""
    pinned = _pinned(folder.root / "course")
    if case.missing:
        return f"There is no paper in this class. {_NO_KEY}"
    if pinned and case.paper_id != pinned:
        return (f"The paper in course/cases is {case.paper_id}, and this class sits {pinned}. "
                "Put the right one back.")
    return _NO_KEY if not case.key else case.fault


def another(folder: ClassFolder, assignment: str, sat: str) -> str:
    """Why a hand-in whose manifest names paper `sat` cannot be marked here; empty where it can.

    A manifest that names none, or was made elsewhere, keeps nobody from being marked.
    """
    here = getattr(folder.cases[assignment], "paper_id", "")
    if not sat or not here or sat == here:
        return ""
    return (f"It was answered on paper {sat:.16}, and this class sits {here}. Ask which paper was "
            "unpacked; marks by this class's key would mean nothing.")


def _pinned(course: Path) -> str:
    try:
        found: Any = json.loads((course / _PINNED).read_text(encoding="utf-8"))
        return str(found["paper"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
