"""The gates of the assessment: what no number of points makes up for.

A gate is read from the marks of the exercises that could break it. `None` says that nothing can be
told yet, since nothing was answered or the key is elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from .finding import DONE
from .mark import Mark

__all__ = ["GATES", "TITLES", "gates"]

TITLES = {
    "regulatory": "No regulatory rule is dropped",
    "reachable": "The outcome can still be reached",
    "evidence": "No evidence is invented",
    "owned": "Every action is owned",
}
GATES = {  # gate -> the exercises in whose marks a criterion of that id stands
    "regulatory": ("9.1d",),
    "reachable": ("9.1e",),
    "evidence": ("9.1a", "9.1b", "9.1c", "9.1d", "9.2"),
    "owned": ("9.1e", "9.2"),
}


def gates(marks: Mapping[str, Mark]) -> dict[str, bool | None]:
    """Which gates are kept.

    Args:
        marks: exercise -> its mark; some may be missing.

    Returns:
        Gate -> True where it is kept everywhere it was looked at, False where it is broken, None
        where it was looked at nowhere.
    """
    found: dict[str, bool | None] = {}
    for gate, exercises in GATES.items():
        scored = [marks[e] for e in exercises if e in marks and not marks[e].waits]
        results = (r for mark in scored for r in mark.results if r.id == gate)
        kept = [r.state == DONE for r in results]
        found[gate] = all(kept) if kept else None
    return found
