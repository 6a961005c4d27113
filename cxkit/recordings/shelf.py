"""The shelf: where scripts, keys and built recordings lie in a course.

A script is an item of `cases/<case>/scripts.json`. Its key lies beside it as
`key-recordings.json`, or, for a paper whose answers are not a learner's to see, in
`trainer/<case>-key/`; gold and annotators are built to where the key is kept from learners.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .script import Script, ScriptError

__all__ = ["Shelved", "folder", "shelved"]


@dataclass(frozen=True)
class Shelved:
    """One recording to be built.

    Args:
        key: its item of `key-recordings.json`.
        answers: the folder for gold and annotators.
        partner: what somebody else marked in it (by, marks), from `partner-<id>.json` of the
            case, or {}.
    """

    script: Script
    key: Mapping[str, Any]
    answers: Path
    partner: Mapping[str, Any]


def folder(course_root: Path) -> Path:
    """Where built recordings lie."""
    return course_root / "recordings"


def shelved(course_root: Path) -> Iterator[Shelved]:
    """Every script of the course that has a key, by case, then in the order of its file.

    Raises:
        ScriptError: a script is wrong, a file cannot be read, or two have one id.
    """
    seen: set[str] = set()
    for path in sorted((course_root / "cases").glob("*/scripts.json")):
        at, answers = _key_of(course_root, path.parent)
        keys = _json(at, dict).get("recordings", {}) if at else {}
        for item in _json(path, list):
            script = Script.read(item if isinstance(item, Mapping) else {})
            if script.id in seen:
                raise ScriptError([f"{path}: {script.id} is used twice. Give it its own id."])
            seen.add(script.id)
            if script.id not in keys:
                raise ScriptError(
                    [f"{script.id} of {path} has no key. Write key-recordings.json for it."]
                )
            other = path.with_name(f"partner-{script.id}.json")
            partner = _json(other, dict) if other.is_file() else {}
            yield Shelved(script, keys[script.id], answers, partner)


def _key_of(course_root: Path, case: Path) -> tuple[Path | None, Path]:
    apart = course_root / "trainer" / f"{case.name}-key"
    for place, answers in ((case, folder(course_root)), (apart, apart)):
        if (place / "key-recordings.json").is_file():
            return place / "key-recordings.json", answers
    return None, folder(course_root)


def _json(path: Path, kind: type) -> Any:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ScriptError([f"{path} cannot be read ({error}). Build the case again."]) from None
    if not isinstance(data, kind):
        raise ScriptError([f"{path} does not hold a {kind.__name__}. Build the case again."])
    return data
