"""5.2: break points expected, on the map and in the log. Rows 36 and 38 of the method.

The numbers are exact; the sources' three to four a moment is shown beside them and never judged.
Why the three differ is for a person to read.
"""

from __future__ import annotations

from typing import Any

from ....techniques.artefact import tokens
from ....techniques.breaks import TOLD, BreakCount, expected
from ....techniques.flow import hand_offs, traces
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import met
from .service import bounced_visit

__all__ = ["COUNTS", "ROWS"]

LEAST_WORDS = 12
ROWS = {
    "moments": "Red on the map: moments of truth",
    "low": f"Break points to expect at {TOLD[0]} a moment",
    "high": f"Break points to expect at {TOLD[1]} a moment",
    "map": "Blue on the map: break points",
    "visit": "Hand-offs in the one visit that is shown whole",
    "log": "Hand-offs in all visits of the log",
    "back": "Times a job went from the planner to the adviser and straight back",
}
_NEXT = {
    "moments": "Draw the map and count the circles.",
    "low": "Three times the moments.",
    "high": "Four times the moments.",
    "map": "Count the arrows between two different performers, neither of them the customer.",
    "visit": "Go down the performers of the visit: each change to another one is a hand-off.",
    "log": "All pairs of events, less those in which one performer goes on.",
    "back": "In the table of who passes to whom, planner to adviser, and adviser to planner.",
}
_WHY = {
    "visit": "One visit counted by hand shows what the big number is made of.",
    "back": "Work that goes back is paid for twice and waited for three times.",
}


def _truth(answer: BreakCount, context: Context) -> dict[str, int]:
    log = context.case.service_key["log"]
    met_ = len(context.key["moments"])
    low, high = expected(met_)
    one = {"": bounced_visit(context.case.event_log)}
    return {
        "moments": met_,
        "low": low,
        "high": high,
        "map": len(context.key["break_points"]),
        "visit": hand_offs(traces(one[""])).times,
        "log": log["hand_offs"],
        "back": log["ping_pong"]["times"],
    }


def _counted(*rows: str) -> Any:
    def measure(answer: BreakCount, context: Context) -> Measured:
        truth = _truth(answer, context)
        given = {c.id: c.number for c in answer.counts}
        told = [
            Finding(LOOK_AGAIN, _came(given.get(row)), where=ROWS[row], why=_WHY.get(row, ""),
                    next=_NEXT[row])
            for row in rows
            if given.get(row) != truth[row]
        ]  # fmt: skip
        good = "; ".join(f"{ROWS[row]}: {truth[row]:,}" for row in rows)
        return Measured(1 - len(told) / len(rows), tuple(told) or met(f"{good}."))

    return measure


def _came(number: Any) -> str:
    if number is None:
        return "No number yet."
    if isinstance(number, str):
        return f"\u201c{number:.20}\u201d is not a whole number."
    return f"You have {number:,}."


def _explained(answer: BreakCount, context: Context) -> Measured:
    words = len(tokens(" ".join(c.how for c in answer.said)))
    if words >= LEAST_WORDS:
        log, visits = context.case.service_key["log"]["hand_offs"], context.case.service_key["log"]
        ratio = len(context.key["break_points"]) / len(context.key["moments"])
        text = f"The map has {ratio:.1f} break points a moment, the log {log / visits['visits']:.1f} hand-offs a visit."
        return Measured(1.0, (Finding(DONE, text, why="The sources say 3 to 4 a moment, and give "
                                      "no data. A person reads your explanation."),))  # fmt: skip
    return Measured(
        words / LEAST_WORDS,
        (
            Finding(
                LOOK_AGAIN,
                f"Words of explanation so far: {words}; about {LEAST_WORDS} or more are asked for.",
                why="Three counts of one thing that differ are worth a sentence or two.",
                next="What does each count leave out that another takes in?",
            ),
        ),
    )


COUNTS = Exercise(
    "5.2",
    BreakCount,
    lambda a: any(c.number is not None for c in a.counts) or any(c.how for c in a.said),
    (
        Criterion("expected", "What the sources would expect is worked out",
                  _counted("moments", "low", "high"), weight=3, keyed=True),
        Criterion("map", "The break points on the map are counted", _counted("map"), weight=3,
                  keyed=True),
        Criterion("log", "The hand-offs in the log are counted", _counted("visit", "log", "back"),
                  weight=6, keyed=True),
        Criterion("said", "You say why the counts differ", _explained, keyed=True),
    ),
)  # fmt: skip
