"""What changed from one cycle of the outcome map to the next, and whether its log says why.

Row 14 of the method: a map goes through two or three cycles, and each change rests on a piece of
evidence or on a colleague who saw it.

Conventions: rows that say the same are no change, whatever their order and ids.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from .artefact import tokens
from .outcomes import BOXES, OutcomeMap, told
from .remembered import remembered

__all__ = ["Difference", "LogFault", "log_faults", "map_diff"]


@dataclass(frozen=True)
class Difference:
    """One thing that one cycle has and the other has not.

    Args:
        kind: "added", "removed" or "changed".
        before, after: the row's words; empty where there is none.
    """

    box: str
    kind: Literal["added", "removed", "changed"]
    before: str = ""
    after: str = ""


@remembered
def map_diff(before: OutcomeMap, after: OutcomeMap) -> list[Difference]:
    """What changed from one cycle to the next, box by box.

    Rows that say the same are no change, whatever their order and ids. Of the rest, two with one
    id are one row that was changed.
    """
    found: list[Difference] = []
    for box in BOXES:
        old, new = list(told(before, box)), list(told(after, box))
        for row in list(old):
            same = next((n for n in new if _plain(n[1]) == _plain(row[1])), None)
            if same:
                old.remove(row)
                new.remove(same)
        for row in list(old):
            kin = next((n for n in new if n[0] and n[0] == row[0]), None)
            if kin:
                old.remove(row)
                new.remove(kin)
                found.append(Difference(box, "changed", row[1], kin[1]))
        if len(old) == len(new) == 1:
            found.append(Difference(box, "changed", old[0][1], new[0][1]))
            continue
        found += [Difference(box, "removed", before=said) for _, said in old]
        found += [Difference(box, "added", after=said) for _, said in new]
    return found


@dataclass(frozen=True)
class LogFault:
    """What does not hold in a change log: the box, a sentence, what to do."""

    box: str
    what: str
    next: str


def log_faults(
    before: OutcomeMap, after: OutcomeMap, evidence: Collection[str] | None = None
) -> list[LogFault]:
    """Changes without a line in the log, lines without a change, lines that rest on nothing.

    Args:
        evidence: the ids that can be cited; None where nobody knows them.
    """
    changed = dict.fromkeys(d.box for d in map_diff(before, after))
    logged = [c for c in after.changes if c.box or c.what]
    found = [
        LogFault(box, f"Box {box} changed, and the log does not say why.",
                 "Add a line: what is new, and what it rests on.")
        for box in changed if box not in {c.box for c in logged}
    ]  # fmt: skip
    known = None if evidence is None else {e.upper() for e in evidence}
    for c in logged:
        unknown = [e for e in c.evidence if known is not None and e.upper() not in known]
        if not c.box or c.box not in changed:
            found.append(LogFault(c.box, f"The log tells of box {c.box or '?'}, where nothing changed.",
                                  "Choose the box that changed, or remove the line."))  # fmt: skip
        elif unknown:
            found.append(LogFault(c.box, f"{', '.join(unknown)} cannot be looked up.",
                                  "Correct the id, or name the colleague who said it."))  # fmt: skip
        elif not (c.evidence or tokens(c.colleague)):
            found.append(LogFault(c.box, f"The change in box {c.box} rests on nothing.",
                                  "Cite an id, or name the colleague who saw it."))  # fmt: skip
    return found


def _plain(said: str) -> tuple[str, ...]:
    return (said[:1] if said[:2] in ("+ ", "- ") else "", *tokens(said))
