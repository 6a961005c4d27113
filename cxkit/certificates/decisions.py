"""What a person decided on a learner whose result lies too near a line for a program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..atomic import put
from ..classroom.folder import ClassFolder
from .assessment import DISTINCTION, NOT_PASSED, PASSED, PERSON, Assessment
from .certificate import CertificateError

__all__ = ["decide", "read_decisions", "with_decision"]

_DECIDED = Path(".cxkit") / "decisions.json"
_FIELDS = ("verdict", "by", "why", "when", "of")
_VERDICTS = {"passed": PASSED, "distinction": DISTINCTION, "not-passed": NOT_PASSED}


def decide(
    folder: ClassFolder, found: Assessment, verdict: str, *, by: str, why: str, when: str
) -> None:
    """Keep what a person decided where a line lies within an interval.

    Args:
        verdict: "passed", "distinction" or "not-passed".

    Raises:
        CertificateError: there is nothing to decide, or the reason is missing.
    """
    if found.verdict != PERSON:
        raise CertificateError(
            f"{found.learner.id} is not for a person to decide: {found.verdict}. "
            "Correct the marks that it rests on, in formgrader or with `cxkit judge`."
        )
    if found.open and verdict not in found.open:
        raise CertificateError(
            f"What is open is {' or '.join(found.open)}, not {verdict}: the other lines are clear. "
            "Correct the marks if one of them is wrong."
        )
    if not by.strip() or not why.strip():
        raise CertificateError("A decision needs who decided and why: give --by and --why.")
    told = {"verdict": _VERDICTS[verdict], "by": by, "why": why, "when": when, "of": _digest(found)}
    every = read_decisions(folder) | {found.learner.id: told}
    put(folder.root / _DECIDED, json.dumps(every, indent=1, sort_keys=True).encode(), flush=True)


def with_decision(found: Assessment, decided: Mapping[str, Mapping[str, str]]) -> Assessment:
    """The assessment with what was decided of it, while the marks it rested on stand."""
    told = decided.get(found.learner.id)
    if found.verdict != PERSON or not told:
        return found
    said = f"{told['by']} decided on {told['when']}"
    if told["of"] == _digest(found):
        return replace(found, verdict=told["verdict"], reasons=(f"{said}: {told['why']}",))
    again = f"{said}; the marks have changed since, so decide again."
    return replace(found, reasons=(*found.reasons, again))


def _digest(found: Assessment) -> str:
    """Of what a decision rests on, so that it is asked for again when that has changed."""
    areas: Any = [(a.name, *(round(x or 0, 4) for x in (a.practical, a.quiz, a.human))) for a in found.areas]
    return sha256(json.dumps(areas).encode()).hexdigest()[:16]


def read_decisions(folder: ClassFolder) -> dict[str, dict[str, str]]:
    """learner -> verdict, by, why, when, of (a digest of the marks).

    Raises:
        CertificateError: the file is damaged.
    """
    try:
        found = json.loads((folder.root / _DECIDED).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise CertificateError(
            f"{_DECIDED} in the class cannot be read ({error}). It holds what a person decided: "
            "bring it back from a copy, or delete it and decide again."
        ) from None
    if not isinstance(found, dict) or not all(_whole(told) for told in found.values()):
        raise CertificateError(
            f"{_DECIDED} in the class is damaged: expected learner, then {', '.join(_FIELDS)} as text. "
            "Bring it back from a copy, or delete it and decide again."
        )
    return found


def _whole(told: Any) -> bool:
    if not isinstance(told, dict) or told.get("verdict") not in _VERDICTS.values():
        return False
    return all(isinstance(told.get(name), str) for name in _FIELDS)
