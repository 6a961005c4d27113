"""What a run leaves for the next: which answers were marked, by what, and what was told of them.

It lies in the class's own folder, where no hand-in reaches it. So a person's judgement is asked
for again when an answer has changed, what was recovered from a damaged hand-in is still told
when only the recovered copy is left, and a mark can be answered for: which kit and which key gave
it, to which bytes, when.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..atomic import put
from .folder import ClassFolder
from .handin import stamp
from .outcome import ABSENT, ASIDE, PartResult

__all__ = ["Receipts", "read_receipts", "receipt_of", "with_earlier", "write_receipts"]

Receipts = dict[str, dict[str, dict[str, Any]]]
_PLACE = Path(".cxkit") / "receipts.json"


def read_receipts(folder: ClassFolder) -> Receipts:
    """learner -> assignment -> receipt.

    A receipt holds filled (submitted/ is our copy), when, answers (exercise -> digest) and told;
    and kit, key, handin and marked: the kit's version, the digests of what the class is marked by
    and of the hand-in, and the time of marking.
    """
    try:
        found = json.loads((folder.root / _PLACE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    own = folder.course.assignment  # before there was a paper, a learner had one receipt
    return {who: {own: held} if "answers" in held else held for who, held in found.items()}


def write_receipts(folder: ClassFolder, receipts: Receipts) -> None:
    """Put the receipts in place of those that are there."""
    put(folder.root / _PLACE, json.dumps(receipts, indent=0, sort_keys=True).encode())


def with_earlier(part: PartResult, receipts: Mapping[str, Mapping[str, Any]]) -> PartResult:
    """A part that says so where nothing was marked and an earlier hand-in was.

    Args:
        receipts: the learner's, by assignment.
    """
    if part.assignment not in receipts or part.status not in (ASIDE, ABSENT):
        return part
    why = part.why or "It is not in the latest hand-in."
    return replace(part, why=f"{why} The marks of an earlier hand-in stand.")


def receipt_of(
    part: PartResult, before: Mapping[str, Any], rests: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """What the next run has to know of a part that was marked.

    Args:
        before: the part's receipt of an earlier run, if any.
        rests: kit, key, handin and marked, as pairs.
    """
    handin = part.handin
    assert handin is not None
    ours = before.get("filled", False) and bool(handin.told)
    exercises = list(part.exercises)
    return dict(rests) | {
        "filled": not handin.collected or ours,
        "when": stamp(handin.when),
        "answers": {e.exercise.id: e.digest for e in exercises},
        "told": {e.exercise.id: (e.problem, e.note) for e in exercises if e.problem or e.note},
    }
