"""A later cycle of the outcome map, written as what changes: lines struck out, lines added.

Row 14 of the method. Nobody writes a map anew to change three lines of it; whoever had to would
change none. What is neither struck out nor replaced stays as it was.

Conventions: an entry of the cycle before is known as "box/row id", such as "2/b1". A new one-liner
takes the place of the old one; in every other box a new line stands beside the old ones.
"""

from __future__ import annotations

from typing import Any

from .artefact import Row
from .needs import Placed
from .outcomes import BOXES, CYCLES, OutcomeMap, told

__all__ = ["KEEP", "STRIKE", "SecondCycle", "entries", "joined_map"]

KEEP, STRIKE = "keep", "strike"
_NEW = "+"  # before the ids of new rows, so that none is taken for an old one


class SecondCycle(OutcomeMap):
    """Exercise 7.5: entries of the first cycle kept or struck out, new ones, and the change log."""

    struck: list[Placed] = []


def entries(before: OutcomeMap) -> dict[str, str]:
    """"box/row id" -> words, of all that a cycle says; the one-liner is replaced, never struck."""
    return {
        f"{box}/{row}": said for box in BOXES if box != "6" for row, said in told(before, box)
    }


def joined_map(before: OutcomeMap, second: SecondCycle) -> OutcomeMap:
    """The later cycle as a whole map: what is kept, then what is new."""
    out = {p.id for p in second.struck if p.choice == STRIKE}
    rows: dict[str, Any] = {}
    for box, section in BOXES.items():
        kept = [r for r in getattr(before, section) if f"{box}/{r.id}" not in out]
        new = [_renamed(r) for r in getattr(second, section) if _says(r)]
        rows[section] = new if box == "6" and new else [*kept, *new]
    return OutcomeMap(
        version=min(CYCLES, before.version + 1),
        about=before.about,
        changes=second.changes,
        **rows,
    )


def _renamed(row: Row) -> Row:
    return row.model_copy(update={"id": f"{_NEW}{row.id}"})


def _says(row: Any) -> bool:
    return not row.blank if hasattr(row, "blank") else bool(row.text)
