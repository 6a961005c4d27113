"""9.2: the own plan of thirty days, by checks that need no key. Rows 36, 53, 57 and 80."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ....techniques.artefact import tokens
from ....techniques.remembered import remembered
from ....techniques.thirtydays import AGAIN, LAST, LEAST, ThirtyDays, doubts, written
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met
from ...together import other_answer
from .shared import shown

__all__ = ["OWN", "PLAN", "own_work"]

# Own work that a plan may rest on: exercise, section, letter of the code, fields that name a row.
OWN = (
    ("4.4", "moments", "M", ("description",)),
    ("5.3", "names", "B", ("do", "to", "get")),
    ("6.5", "rules", "R", ("text",)),
    ("0.2", "kpis", "K", ("name",)),
)


def own_work(case: Any) -> dict[str, str]:
    """Code -> words, for what this learner has written about their own organisation: moments M1,
    break points B1, rules R1, measures K1, each in its own order."""
    found = {}
    for exercise, section, letter, fields in OWN:
        rows = other_answer(case, exercise, mine=True).get(section, [])
        rows = rows if isinstance(rows, list) else []
        told = [_told(row, fields) for row in rows if isinstance(row, Mapping)]
        found |= {f"{letter}{n}": text for n, text in enumerate(filter(None, told), start=1)}
    return found


def _told(row: Mapping[str, Any], fields: tuple[str, ...]) -> str:
    return " ".join(text.strip() for f in fields if isinstance(text := row.get(f), str) and text.strip())


def _free(plan: ThirtyDays, *kinds: str) -> tuple[int, list[Finding]]:
    """How many actions are free of such doubts, and what is to be told of the others."""
    found = [d for d in _doubts(plan) if d.kind in kinds]
    told = [Finding(LOOK_AGAIN, d.text, where=f"Action {d.number}") for d in found]
    return len(written(plan)) - len({d.number for d in found}), told


_doubts = remembered(doubts)


def _whole(plan: ThirtyDays, context: Context) -> Measured:
    good, told = _free(plan, "wish", "twice", "mark")
    count = len(written(plan))
    if count < LEAST:
        what = f"Actions so far: {count}. {LEAST} are enough to begin with."
        told.append(Finding(LOOK_AGAIN, what, next="Add an action."))
    done = "Each says who does what, and what it changes for the customer."
    return Measured(good / max(LEAST, count), listed(told, "Further ones: {n}.") or met(done))


def _each(kind: str, good: str, why: str) -> Callable[[ThirtyDays, Context], Measured]:
    """The share of the written actions that are free of one doubt."""

    def measure(plan: ThirtyDays, context: Context) -> Measured:
        free, told = _free(plan, kind)
        count = len(written(plan))
        if not count:
            told = [Finding(LOOK_AGAIN, "No action is written yet.", why=why)]
        return Measured(free / count if count else 0.0, listed(told, "Further ones: {n}.") or met(good))

    return measure


def _begins(plan: ThirtyDays, context: Context) -> Measured:
    if plan.begins:
        return Measured(1.0, met(f"Day 0 is {plan.begins:%d %B %Y}."))
    what = "The day on which the plan begins is missing, or is no day."
    then = "Write it such as 30 November 2026."
    return Measured(0.0, (Finding(LOOK_AGAIN, what, where="Your plan begins", next=then),))


def _evidence(plan: ThirtyDays, context: Context) -> Measured:
    """The gate: what is cited is there. Without own work there is nothing to cite."""
    known = own_work(context.case)
    there = {code.upper() for code in known}
    given = [i for a in plan.actions for i in a.evidence]
    gone = [i for i in given if i.upper() not in there]
    if gone:
        what = "Cited, and not in your own work: " + shown(gone) + "."
        then = "Cite codes of the list beside the form, or leave the field empty."
        return Measured(0.0, (Finding(LOOK_AGAIN, what, next=then),))
    return Measured(1.0, met("Nothing is cited that is not there."))


def _rests(plan: ThirtyDays, context: Context) -> Measured:
    known, given = own_work(context.case), [i for a in plan.actions for i in a.evidence]
    if not known or given:
        return Measured(1.0, met("It names work of your own." if known else
                                 "There is no work of your own yet that could be cited."))  # fmt: skip
    what = "No action says what of your own work it rests on."
    then = "Name a moment, a break point, a rule or a measure by its code."
    return Measured(0.0, (Finding(LOOK_AGAIN, what, next=then),))


def _again(plan: ThirtyDays, context: Context) -> Measured:
    owned = {a.id: a for a in plan.again if tokens(a.who) and tokens(a.expect)}
    open_ = [str(d) for d in AGAIN if f"d{d}" not in owned]
    if not open_:
        return Measured(1.0, met("Days 30, 60 and 90 have somebody who measures again."))
    what = f"Day {', '.join(open_)}: who measures again, and what do they expect?"
    why = "A number that was right once may not stay so."
    return Measured(1 - len(open_) / len(AGAIN), (Finding(LOOK_AGAIN, what, why=why),))


_started: Callable[[ThirtyDays], bool] = lambda p: (  # noqa: E731
    bool(written(p)) or any(b.process or b.begins for b in p.about)
    or any(a.who or a.expect for a in p.again)
)  # fmt: skip
PLAN = Exercise(
    "9.2",
    ThirtyDays,
    _started,
    (
        Criterion("whole", "Actions that somebody could begin", _whole, weight=3),
        Criterion("owned", "Every action is owned",
                  _each("owner", "Every action has an owner.",
                        "An action without an owner is an intention."), weight=2, gate="whole"),
        Criterion("days", f"All within {LAST} days",
                  _each("days", f"All end by day {LAST}.",
                        "What takes longer can be begun by something that does not."),
                  weight=2, gate="whole"),
        Criterion("measured", "Each has a measure with two numbers and a unit",
                  _each("measure", "Each has a measure, two numbers and a unit.",
                        "Without two numbers nobody will know whether it worked."),
                  weight=2, gate="whole"),
        Criterion("begins", "The plan has a first day", _begins),
        Criterion("evidence", "Nothing is cited that is not there", _evidence),
        Criterion("rests", "It rests on work of your own", _rests, weight=1, gate="whole"),
        Criterion("again", "It is measured again", _again, weight=1, gate="whole"),
    ),
)  # fmt: skip
