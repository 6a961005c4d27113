"""8.3: good news and bad news. Rows 30 and 64 of the method.

Voices are sorted first; that gates the rest. The two figures of the last contact are counts of the
log. A trigger has to stand beyond today's value, or it rings all day. Whether the action is wise is
for a person to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import mean
from typing import Any

from ....techniques.plan import NEWS, Listening, Signal, trigger_faults
from ....techniques.remembered import remembered
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met
from .cards import sorted_cards

__all__ = ["EXERCISE", "FIGURES", "NAMES", "last_word", "signals", "stars"]

NAMES = {"good": "Good news to pass on", "bad": "An early warning"}
FIGURES = {
    "all": "Mean of the stars at hand-over, all visits",
    "chased": "The same, of customers who had to ring and ask",
}
_CLOSE = 0.055  # stars: rounded to one place


def stars(case: Any) -> dict[str, dict[int, int]]:
    """`all` and `chased` (visits in which the customer had to ring and ask) -> stars -> visits."""
    return _counted(case.event_log)


@remembered
def _counted(log: Any) -> dict[str, dict[int, int]]:
    rated = {r["case"]: r["rating"] for r in log if r["rating"]}
    rang = {r["case"] for r in log if r["activity"] == "Chase call"}
    found = {name: dict.fromkeys(range(1, 6), 0) for name in FIGURES}
    for visit, rating in rated.items():
        found["all"][rating] += 1
        found["chased"][rating] += visit in rang
    return found


def last_word(case: Any) -> dict[str, float]:
    """The rating of the last contact of a visit, in stars (row 64)."""
    return _means(stars(case))


@remembered
def _means(found: dict[str, dict[int, int]]) -> dict[str, float]:
    return {name: mean(n for n, times in counts.items() for _ in range(times))
            for name, counts in found.items()}  # fmt: skip


def signals(case: Any) -> dict[str, Signal]:
    """What can be listened for in the case, with today's value where it is counted."""
    figures = {f["id"]: f for f in case.smart["figures"]}
    loud = [v["shares"] for v in case.verbatims.values() if v.get("shares")]
    calls, again = figures["L1"], figures["L6"]
    return {s.id: s for s in (
        Signal("stars", "Stars at hand-over, mean of a week", "stars",
               round(last_word(case)["all"], 2), "at most", 1.0, 5.0),
        Signal("calls", "Calls to ask how far things are", calls["unit"], calls["value"], "at least",
               0.0, 200.0),
        Signal("again", "Visits with a repair done again", again["unit"], again["value"], "at least",
               0.0, 100.0),
        Signal("shares", "Times that one post about us is passed on", "times", None, "", 1.0,
               float(min(loud))),
        Signal("named", "Letters and posts in a week that name one of us", "in a week", None, "", 1.0,
               20.0),
    )}  # fmt: skip


def _figured(answer: Listening, context: Context) -> Measured:
    truth = last_word(context.case)
    given = {n.id: n.number for n in answer.figures}
    told = []
    for name, value in truth.items():
        came = given.get(name)
        if not isinstance(came, (int, float)) or abs(came - value) > _CLOSE:
            said = "No number yet." if came in (None, "") else f"You have {came:.20}." if isinstance(
                came, str) else f"You have {came:g}."  # fmt: skip
            told.append(Finding(LOOK_AGAIN, said, FIGURES[name],
                                "The last contact is the one that is told at home.",
                                "Each number of stars times its visits, added up, by all visits."))  # fmt: skip
    good = f"{truth['all']:.2f} of all, {truth['chased']:.2f} of those who had to ask."
    return Measured(1 - len(told) / len(truth), tuple(told) or met(good))


def _triggers(answer: Listening, context: Context) -> Measured:
    rows = {t.id: t for t in answer.triggers}
    known: Mapping[str, Signal] = {} if context.mine else signals(context.case)
    told, good = [], 0
    for kind in NEWS:
        row = rows.get(kind)
        if row is None or row.blank:
            told.append(Finding(LOOK_AGAIN, "Nobody listens for it yet.", NAMES[kind],
                                next="Choose what you would count, and the number that rings."))  # fmt: skip
            continue
        signal = known.get(row.signal)
        missing = trigger_faults(row, signal)
        if not context.mine and not signal:
            missing.insert(0, "What is listened for is not one of the signals.")
        good += not missing
        told += [Finding(LOOK_AGAIN, text, NAMES[kind],
                         "News without a number and a name reaches somebody too late.",
                         "When would you want to be rung, and before what?")
                 for text in missing[:2]]  # fmt: skip
    return Measured(
        good / len(NEWS),
        listed(told, "Further things to mend: {n}.")
        or met("Both kinds of news have a number, a name and an hour."),
    )


EXERCISE = Exercise(
    "8.3",
    Listening,
    lambda a: any(p.choice for p in a.tests) or any(n.number is not None for n in a.figures)
    or any(not t.blank for t in a.triggers),
    (
        sorted_cards("8.3", "News is told from noise", lambda a: a.tests, 4,
                     lambda case: {v: q["text"] for v, q in case.verbatims.items()}),
        Criterion("figured", "The last contact is worked out", _figured, weight=2, gate="sorted",
                  keyed=True),
        Criterion("triggers", "Each kind of news has a trigger that can ring", _triggers, Bounds(1.0),
                  4, gate="sorted"),
    ),
)  # fmt: skip
