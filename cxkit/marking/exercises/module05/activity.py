"""5.1: the activity map, drawn from what people say. Rows 26 and 32 of the method.

What holds together can be told from the rows alone, and so on anybody's own process: every step
on a way from a start to an end, and counts that the rows bear out. The picture numbers its
marks, so that a count costs a look: it carries little. On the case the arrows, the lanes and the
red marks are compared with the process as it is; the arrows gate the rest.
"""

from __future__ import annotations

from typing import Any

from ....techniques.activity import LANES, ActivityMap, met_below, minutes
from ....techniques.activity_faults import Fault, faults
from ....techniques.agreement import kappa
from ....techniques.artefact import tokens
from ....techniques.drawn import MARKS, Drawn, marks
from ....techniques.remembered import remembered
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import LOOK_AGAIN, Finding
from ...sorting import agreement, filled, kappa_interval, labels, listed, met, share_interval
from ...together import of_case
from .service import asked, drawn_map, lanes_accepted

__all__ = ["LEAST_STEPS", "MAP"]

LEAST_STEPS = 8  # of one's own process: fewer hold hardly a hand-off
_WORDS = dict(zip(MARKS, ("red moments", "blue break points", "green rules"), strict=True))
_HOW = {
    "red": "Count the places where the customer meets somebody, a new one for each new person, "
    "channel or wish.",
    "blue": "Count the arrows between two different performers, neither of them the customer.",
    "green": "Count the rules, each once, however many steps it decides at.",
}


def _map(drawn: Drawn, context: Context) -> ActivityMap:
    return drawn if context.mine else drawn_map(drawn, context.case)


def _filled(drawn: Drawn, context: Context) -> Measured:
    if context.mine:
        rows = drawn.rows
        bare = [r for r, s in rows.items() if not (s.who and s.lane and tokens(s.step))]
        if len(rows) < LEAST_STEPS:
            return Measured(len(rows) / LEAST_STEPS, (Finding(
                LOOK_AGAIN,
                f"Steps so far: {len(rows)}; at least {LEAST_STEPS} are asked for.",
                why="With fewer there is hardly a hand-off to be seen.",
                next="Go on to where the customer has what they came for.",
            ),))  # fmt: skip
        given = {r: r not in bare for r in rows}
        return filled(list(rows), given, "steps", "Say what is done, by whom, and in which lane.")
    said = {s.ref: s for s in drawn.arrows}
    given = labels(drawn.lanes) | {
        step: said[step].next and said[step].counterpart for step in asked(context.case)
        if step in said
    }  # fmt: skip
    wanted = [*lanes_accepted(context.case), *asked(context.case)]
    return filled(wanted, given, "performers and steps", "Lanes first, then the arrows from above.")


def _lanes(drawn: Drawn, context: Context) -> Measured:
    accepted = lanes_accepted(context.case)
    given = labels(drawn.lanes)
    wrong = [who for who, lanes in accepted.items() if given.get(who) not in lanes]
    told = [
        Finding(
            LOOK_AGAIN,
            f"You put the {who} into the lane {given[who]}.",
            where=who,
            why="The lane says who sees the customer, and where the line of visibility runs.",
            next="Does this performer meet customers, work out of their sight, supply those who "
            "do, belong to another firm, or is it no person at all?",
        )
        for who in wrong
        if given.get(who)
    ]
    right = len(accepted) - len(wrong)
    good = f"{right} of {len(accepted)} performers stand in a lane of theirs."
    if wrong and not told:
        told = [Finding(LOOK_AGAIN, good, next="Put the others into a lane.")]
    return Measured(
        right / len(accepted),
        listed(told, "Further performers to look at: {n}.") or met(good),
        share_interval(right, len(accepted)),
    )


def _lane_bounds(context: Context) -> Bounds:
    """One slip; and the best that one lane for all reaches."""
    accepted = list(lanes_accepted(context.case).values())
    constant = max(sum(lane in lanes for lanes in accepted) for lane in LANES)
    return Bounds((len(accepted) - 1) / len(accepted), constant / len(accepted))


def _arrows(drawn: Drawn, context: Context) -> Measured:
    """F1 of the arrows that leave the steps asked for; a step that leads to itself is nobody's."""
    truth, given = _truth(context.case), _given(drawn, context)
    hits = len(truth & given)
    value = 2 * hits / (len(truth) + len(given)) if given else 0.0
    steps = context.case.steps
    told = []
    for step in asked(context.case):
        mine, right = ({b for a, b in arrows if a == step} for arrows in (given, truth))
        if mine and mine != right:
            told.append(
                Finding(
                    LOOK_AGAIN,
                    _arrow_words(len(mine - right), len(right - mine)),
                    where=f"{step} {steps[step]['step']}",
                    why="An arrow is a promise that the work arrives. One too few, and it is lost.",
                    next=f"Read again what the {steps[step]['performer']} says comes next.",
                )
            )
    good = f"{hits} of {len(truth)} arrows are as people tell them."
    if value < 1 and not told:
        told = [Finding(LOOK_AGAIN, good, next="Write the codes of the steps that may follow.")]
    return Measured(value, listed(told, "Further steps to look at: {n}.") or met(good))


def _arrow_words(strange: int, missing: int) -> str:
    parts = [f"{strange} that nobody speaks of"] * bool(strange)
    parts += [f"{missing} still missing"] * bool(missing)
    return f"Among its arrows: {', '.join(parts)}."


@of_case
def _truth(case: Any) -> set[tuple[str, str]]:
    return {(a, b) for a in asked(case) for b in case.steps[a]["next"] if a != b}


def _given(drawn: Drawn, context: Context) -> set[tuple[str, str]]:
    rows = {s.ref: s for s in drawn.arrows}
    return {
        (a, b.upper())
        for a in asked(context.case)
        if a in rows
        for b in rows[a].next
        if b.upper() != a
    }


def _arrow_bounds(context: Context) -> Bounds:
    """What each step leading to the one below it reaches, without reading a word."""
    case = context.case
    steps, truth = list(case.steps), _truth(case)
    chain = {(a, b) for a, b in zip(steps, steps[1:], strict=False) if a in asked(case)}
    return Bounds(0.9, 2 * len(chain & truth) / (len(chain) + len(truth)))


def _red(drawn: Drawn, context: Context) -> Measured:
    case = context.case
    truth = {s: case.steps[s]["counterpart"] == LANES[0] for s in asked(case)}
    said = {s.ref: s.counterpart == LANES[0] for s in drawn.arrows if s.counterpart}
    given = {s: said[s] for s in truth if s in said}

    def tell(step: str, mine: Any) -> Finding:
        return Finding(
            LOOK_AGAIN,
            "You have the customer there." if mine else "You have no customer there.",
            where=f"{step} {case.steps[step]['step']}",
            why="Red is where the customer meets the firm. Everything else is work inside.",
            next="Who is on the other side of the desk or the line, as the performer tells it?",
        )

    # None where a row is open: neither with the customer nor without.
    return agreement(truth, {s: given.get(s) for s in truth}, kappa, kappa_interval, tell,
                     "The customer is where people say.")  # fmt: skip


def _holds(drawn: Drawn, context: Context) -> Measured:
    activity = _map(drawn, context)
    found = [f for f in _found(activity, context) if not f.asks]
    count = max(1, len(activity.rows))
    told = [
        Finding(LOOK_AGAIN, fault.text, where=_place(fault), why=_why(fault), next="")
        for fault in found
    ]
    good = f"All {len(activity.rows)} steps lie on a way from a start to an end."
    return Measured(
        max(0.0, 1 - len(found) / count),
        listed(told, "Further places to mend: {n}.") or met(good, _duck(activity)),
    )


def _duck(activity: ActivityMap) -> str:
    """What lies below the line of visibility, and where a customer is met there."""
    sides, legs = minutes(activity), met_below(activity)
    above, below = (sides[side]["touch"] for side in ("above", "below"))
    told = f"Steps below the line of visibility: {sides['below']['steps']:.0f}"
    if above + below:
        told += f", with {below / (above + below):.0%} of the minutes of work"
    return told + (f". Customers are met there at {', '.join(legs[:4])}." if legs else ".")


def _found(activity: ActivityMap, context: Context) -> list[Fault]:
    found = _faults(activity)
    if not context.mine:  # where performers stand is a question of its own there
        found = [f for f in found if f.kind not in ("lane", "performer", "step", "counterpart")]
    return found


_faults = remembered(faults)


def _place(fault: Fault) -> str:
    return ", ".join(fault.steps[:3])


def _why(fault: Fault) -> str:
    if fault.kind in ("orphan", "next", "end", "start"):
        return "Work that cannot arrive, or comes from nowhere, is lost work or a missing arrow."
    return ""


def _counted(drawn: Drawn, context: Context) -> Measured:
    """The counts against the map they are counted on: no key is asked."""
    derived = marks(_map(drawn, context))
    given = {c.id: c.number for c in drawn.counts}
    if all(given.get(mark) is None for mark in derived):
        return Measured(0.0, (Finding(
            LOOK_AGAIN, "Nothing is counted yet.", why="Three numbers say how much of the work "
            "customers see.", next="Count red, blue and green on the map, with a finger."),))  # fmt: skip
    told = []
    for mark, number in derived.items():
        if given.get(mark) != number:
            said = given.get(mark)
            came = "No count yet of" if said is None else f"You count {said}"
            text = f"{came} {_WORDS[mark]}" + (
                "." if said is None else ", and the rows make another number."
            )
            told.append(Finding(LOOK_AGAIN, text, where=mark,
                                why="A count that the rows do not bear out is an opinion.",
                                next=_HOW[mark]))  # fmt: skip
    good = ", ".join(f"{n} {_WORDS[m]}" for m, n in derived.items())
    right = len(derived) - len(told) if any(derived.values()) else 0
    return Measured(right / len(derived), tuple(told) or met(f"Counted as the rows have it: {good}."))


def _questions(drawn: Drawn, context: Context) -> list[Question]:
    section = "steps" if context.mine else "arrows"
    at = {s.ref: s.id for s in getattr(drawn, section)}
    return [
        Question(section, at[f.steps[0]], _COLUMN.get(f.kind, "step"), f.text)
        for f in _found(_map(drawn, context), context)
        if f.asks and f.steps and f.steps[0] in at
    ]


_COLUMN = {"counterpart": "counterpart", "lane": "lane", "start": "next"}

MAP = Exercise(
    "5.1",
    Drawn,
    lambda d: any(not s.blank for s in (*d.steps, *d.arrows)) or any(p.choice for p in d.lanes)
    or any(c.number is not None for c in d.counts),
    (
        Criterion("filled", "The map is complete", _filled),
        Criterion("lanes", "Everybody stands in a lane of theirs", _lanes, _lane_bounds, 4,
                  keyed=True),
        Criterion("arrows", "The arrows are as people tell them", _arrows, _arrow_bounds, 10,
                  keyed=True),
        Criterion("red", "The customer is where people say", _red, Bounds(0.8), 4, gate="arrows",
                  keyed=True),
        Criterion("holds", "Every step lies on a way from a start to an end", _holds,
                  Bounds(1.0, 0.5), 4, gate="arrows"),
        Criterion("counts", "The counts are those that the rows make", _counted, Bounds(1.0), 2,
                  gate="arrows"),
    ),
    _questions,
)  # fmt: skip
