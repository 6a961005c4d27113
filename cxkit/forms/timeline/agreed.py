"""The agreed marks: shown beside a learner's own once they were checked, and never before.

A layout gives them with the section; they leave this process only after `checked`, and only
where the learner has made some marks of their own. That is kept in the kernel alone: after a
restart the learner checks once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ..spec import Section
from .marks import marked, marks_of

__all__ = ["FEWEST", "agreed", "checked", "when_checked"]

FEWEST = 5  # own marks in a recording, or as many as are agreed where those are fewer
_checked: set[Path] = set()
_told: dict[Path, Callable[[], None]] = {}


def checked(path: Path) -> None:
    """An answer with something in it was checked: its form may show what was agreed.

    Args:
        path: the answer's file, absolute.
    """
    _checked.add(path)
    if path in _told:
        _told[path]()


def when_checked(path: Path, tell: Callable[[], None]) -> None:
    """Call `tell` at each check of the answer at `path`; one form an answer is told."""
    _told[path] = tell


def agreed(
    path: Path, sections: Iterable[Section], data: Mapping[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    """Section key -> its agreed marks, in order of time; empty before the first check.

    Args:
        data: the answer's, to see whether a recording was tried at all.
    """
    if path not in _checked:
        return {}
    return {
        s.key: [
            {name: row.get(name) for name in ("kind", "start", "end", "what", "optional")}
            for row in sorted(s.agreed, key=lambda row: (row["start"], row["end"]))
        ]
        for s in sections
        if s.agreed
        and len(marks_of(marked(s, data.get(s.key))[0])) >= min(FEWEST, len(s.agreed))
    }
