"""5.3: break points named as "do something, to something, to get something". Rows 33, 36, 37.

That a name makes sense is for a person to say. The program sees that its three parts are there and
differ, and on the case whether the moment of truth behind it is one that the map shows. On one's
own process a name has to be that of a break point of one's own map, where there is one.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from ....techniques.activity import name
from ....techniques.artefact import ArtefactError
from ....techniques.breaks import BreakName, BreakNames, breaks, open_names
from ....techniques.drawn import Drawn
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met, share_interval
from ...together import other_answer
from .service import named_breaks

__all__ = ["LEAST_NAMES", "NAMES"]

LEAST_NAMES = 5  # of one's own process
_FIELDS = ("do", "to", "get")


def _rows(answer: BreakNames, context: Context) -> dict[str, BreakName]:
    if context.mine:
        return {r.item: r for r in answer.names if any(getattr(r, f) for f in _FIELDS)}
    given = {row.item: row for row in answer.names}
    return {one: given.get(one, BreakName(id=one)) for one in named_breaks(context.case)}


def _own_breaks(context: Context) -> list[str]:
    """The break points of the learner's own map; none where there is no map to ask."""
    try:
        drawn = Drawn.read(other_answer(context.case, "5.1", mine=True))
    except ArtefactError:
        return []
    return [b.id for b in breaks(drawn)]


def _named(answer: BreakNames, context: Context) -> Measured:
    rows = _rows(answer, context)
    wanted = max(LEAST_NAMES, len(rows)) if context.mine else len(rows)
    said = Counter(name(row.sentence) for row in rows.values() if row.sentence)
    there = (_own_breaks(context) or rows) if context.mine else rows
    faults: dict[str, str] = {}
    for item, _, text in open_names(answer, there):
        faults.setdefault(item, text)
    for item, row in rows.items():
        if row.sentence and said[name(row.sentence)] > 1:
            faults.setdefault(item, f"{item}: another break point has the same name.")
    right = sum(bool(row.sentence) and item not in faults for item, row in rows.items())
    told = [
        Finding(LOOK_AGAIN, text, where=item,
                why="A hand-off with a name can be owned, and what is owned can be taken away.",
                next="Say it aloud: we do ..., to ..., to get ...")
        for item, text in faults.items()
    ]  # fmt: skip
    good = f"{right} of {wanted} break points have a name in three parts."
    if right < wanted and not told:
        told = [Finding(LOOK_AGAIN, good, next="Name the others too.")]
    return Measured(
        right / wanted,
        listed(told, "Further names to look at: {n}.") or met(good),
        share_interval(right, wanted),
    )


def _behind(answer: BreakNames, context: Context) -> Measured:
    truth, rows = named_breaks(context.case), _rows(answer, context)
    wrong = [one for one, accepted in truth.items() if rows[one].moment.upper() not in accepted]
    told = [
        Finding(
            LOOK_AGAIN,
            f"You trace it to {rows[one].moment:.30}.",
            where=one,
            why="The sources hold that moments of truth cause the work. The map can be asked.",
            next="Go back along the arrows from the first of its steps to the red mark met last.",
        )
        for one in wrong
        if rows[one].moment
    ]
    right = len(truth) - len(wrong)
    good = f"{right} of {len(truth)} break points are traced to a moment that lies behind them."
    if wrong and not told:
        told = [Finding(LOOK_AGAIN, good, next="Choose the moment met last before each.")]
    return Measured(
        right / len(truth),
        listed(told, "Further ones to look at: {n}.") or met(good),
        share_interval(right, len(truth)),
    )


def _behind_bounds(context: Context) -> Bounds:
    """One slip; and the best that one moment for all reaches."""
    truth = named_breaks(context.case)
    count: Counter[Any] = Counter(m for accepted in truth.values() for m in accepted)
    return Bounds((len(truth) - 1) / len(truth), max(count.values()) / len(truth))


NAMES = Exercise(
    "5.3",
    BreakNames,
    lambda a: any(r.at or r.moment or any(getattr(r, f) for f in _FIELDS) for r in a.names),
    (
        Criterion("behind", "Each is traced to the moment behind it", _behind, _behind_bounds, 5,
                  keyed=True),
        Criterion("named", "Each name has its three parts", _named, Bounds(1.0), 5, gate="behind"),
    ),
)  # fmt: skip
