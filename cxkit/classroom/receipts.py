"""What a run leaves for the next: which answers were marked, and what was told of them.

It lies in the class's own folder, where no hand-in reaches it. So a person's judgement is asked
for again when an answer has changed, and what was recovered from a damaged hand-in is still told
when only the recovered copy is left.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..atomic import put
from .folder import ClassFolder
from .handin import stamp
from .outcome import ASIDE, LearnerResult

__all__ = ["Receipts", "read_receipts", "with_earlier", "write_receipts"]

Receipts = dict[str, dict[str, Any]]
_PLACE = Path(".cxkit") / "receipts.json"


def read_receipts(folder: ClassFolder) -> Receipts:
    """learner -> filled (submitted/ is our copy), when, answers (digests), told."""
    try:
        found = json.loads((folder.root / _PLACE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_receipts(folder: ClassFolder, before: Receipts, results: list[LearnerResult]) -> None:
    """Add the learners that were marked in this run."""
    after = before | {r.learner.id: _receipt(r, before) for r in results if r.marked}
    put(folder.root / _PLACE, json.dumps(after, indent=0, sort_keys=True).encode())


def with_earlier(result: LearnerResult, receipts: Mapping[str, Any]) -> LearnerResult:
    """A result that says so where it is set aside and an earlier hand-in was marked."""
    if result.status == ASIDE and result.learner.id in receipts:
        return replace(result, why=f"{result.why} The marks of an earlier hand-in stand.")
    return result


def _receipt(result: LearnerResult, before: Mapping[str, Any]) -> dict[str, Any]:
    """What the next run has to know: which answers were marked, and what was told of them."""
    handin = result.handin
    assert handin is not None
    ours = before.get(result.learner.id, {}).get("filled", False) and bool(handin.told)
    return {
        "filled": not handin.collected or ours,
        "when": stamp(handin.when) if handin.when else "",
        "answers": {e.exercise.id: e.digest for e in result.exercises},
        "told": {e.exercise.id: (e.answer.problem, e.note) for e in result.exercises
                 if e.answer.problem or e.note},
    }
