"""7.6: the gap between today and what must be true. Row 16 of the method.

The board's goals come in its own words; each is brought into the unit of today's figure, and the
gap keeps its sign. On one's own organisation units must agree and the sums come out.
"""

from __future__ import annotations

from typing import Any

from ....techniques.artefact import tokens
from ....techniques.measures_gaps import GapRow, GapTable
from ....techniques.smart import Intent, gap, same_unit, share_unit
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import listed, met
from .texts import texts

__all__ = ["GAPS", "LEAST_OWN", "goals", "true_gaps"]

LEAST_OWN = 3
_CLOSE = 0.051  # today's values have one decimal
_WHOLE = 0.501  # of whoever rounds the gap to a whole number


def goals(case: Any) -> list[dict[str, Any]]:
    """The goals with the figure each is about: id, text, comparator, target, and `figure` whole."""
    figures = {f["id"]: f for f in case.smart["figures"]}
    return [{**g, "figure": figures[g["figure"]]} for g in texts("goals")["goal"]]


def true_gaps(case: Any) -> dict[str, Any]:
    """Goal -> its gap, with the share of the possible way that it asks for."""
    found = {}
    for g in goals(case):
        one = Intent(id=g["id"], comparator=g["comparator"], baseline=g["figure"]["value"],
                     target=g["target"], unit=g["figure"]["unit"])  # fmt: skip
        found[g["id"]] = gap(one)
    return found


def _points(value: Any, unit: str) -> Any:
    """A number in the unit of a figure. A form takes "25 %" for a share of one; where the unit is
    per cent that is 25."""
    if isinstance(value, (int, float)) and share_unit(unit) and abs(value) <= 1:
        return value * 100
    return value


def _worked_out(answer: GapTable, context: Context) -> Measured:
    if context.mine:
        return _own(answer)
    rows = {r.id: r for r in answer.rows}
    told, right = [], 0
    truth = true_gaps(context.case)
    for g in goals(context.case):
        row, true = rows.get(g["id"], GapRow(id=g["id"])), truth[g["id"]]
        unit = g["figure"]["unit"]
        target, size = _points(row.target, unit), _points(row.gap, unit)
        if not isinstance(target, (int, float)) or not isinstance(size, (int, float)):
            told.append(_again("Target or gap is open.", g["id"], f"Bring the goal into {unit} first."))
        elif abs(target - true.target) > _CLOSE:
            told.append(_again(f"The target is not {target:g} {unit}.", g["id"],
                               "One in four is 25 in a hundred. What is it here?"))  # fmt: skip
        elif abs(size - true.size) <= (_WHOLE if float(size).is_integer() else _CLOSE):
            right += 1
        elif abs(size + true.size) <= _CLOSE:
            told.append(_again("The gap has the other sign.", g["id"],
                               "Target less today: what has to fall has a minus."))  # fmt: skip
        else:
            told.append(_again("The gap is another one.", g["id"], "Target less today, in the unit of today."))
    return Measured(right / len(truth), listed(told, "Further goals to look at: {n}.")
                    or met(f"All {right} gaps come out."))  # fmt: skip


def _own(answer: GapTable) -> Measured:
    rows = [r for r in answer.rows if tokens(r.name) or r.target is not None]
    told = []
    for n, r in enumerate(rows, start=1):
        where = f"Row {n}"
        today, target, size = (_points(v, r.unit) for v in (r.today, r.target, r.gap))
        if not (isinstance(today, (int, float)) and isinstance(target, (int, float))):
            told.append(_again("Today or target is no number.", where, "If nobody knows today's value, that is the first thing to find out."))
        elif not same_unit(r.unit, r.target_unit):
            told.append(_again(f"\u201c{r.unit}\u201d and \u201c{r.target_unit}\u201d are two units.", where,
                               "Bring both into one before you subtract."))  # fmt: skip
        elif not r.comparator or (target - today) * (1 if r.comparator == "at least" else -1) <= 0:
            told.append(_again("The target is no better than today.", where, "Choose the side, and look at both numbers again."))
        elif not isinstance(size, (int, float)) or abs(size - (target - today)) > 0.0051 * max(1, abs(size)):
            told.append(_again("The gap does not follow.", where, "Target less today, with its sign."))
    good, wanted = len(rows) - len(told), max(LEAST_OWN, len(rows))
    if len(rows) < LEAST_OWN:
        told.append(_again(f"Rows so far: {len(rows)} of {LEAST_OWN}.", "", "Take the statements of your own map."))
    return Measured(good / wanted, listed(told, "Further rows to look at: {n}.") or met(f"All {good} gaps come out."))


def _again(what: str, where: str, then: str) -> Finding:
    return Finding(LOOK_AGAIN, what, where, "A gap is what a plan has to close.", then)


def _farthest(answer: GapTable, context: Context) -> Measured:
    truth = true_gaps(context.case)
    top = max(truth, key=lambda g: truth[g].way or 0.0)
    given = next((s.goal for s in answer.stated if s.goal), "")
    if given == top:
        one = truth[top]
        text = f"{top} asks for {one.way:.0%} of all that is possible."
        return Measured(1.0, (Finding(DONE, text, why="Its gap is not the largest number."),))
    what = f"It is not {given}." if given else "None is chosen yet."
    return Measured(0.0, (Finding(LOOK_AGAIN, what, "The longest way",
                                  "Twenty points of thirty are further than forty of ninety.",
                                  "Divide each gap by the way to none at all, or to all of them."),))  # fmt: skip


GAPS = Exercise(
    "7.6",
    GapTable,
    lambda a: any(r.target is not None or r.gap is not None or r.name or r.today is not None for r in a.rows)
    or any(s.goal for s in a.stated),
    (
        Criterion("worked", "Each gap is in one unit and has its sign", _worked_out, Bounds(1.0), 6),
        Criterion("farthest", "The longest way is found", _farthest, Bounds(1.0), 2, gate="worked",
                  keyed=True),
    ),
)  # fmt: skip
