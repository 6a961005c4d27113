"""8.1: where the process starts and ends. Rows 52 and 53 of the method.

Events are sorted first; that gates the rest. The steps that are added are joined to the map: the
learner's own of 5.1 where it is drawn, else the one of the case. Whether the new ends are the right
ones is for a person to judge.
"""

from __future__ import annotations

from typing import Any

from ....techniques.activity import ActivityMap
from ....techniques.activity_faults import way_faults
from ....techniques.artefact import ArtefactError, tokens
from ....techniques.boundary import Boundary, Reach, boundary_faults, extended
from ....techniques.drawn import Drawn
from ....techniques.language import taken
from ....techniques.oneliner import OneLiner, business_fault
from ....techniques.remembered import remembered
from ....techniques.said import said_enough
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met
from ...together import other_artefact
from ..module03.lines import lines
from ..module05.service import drawn_map, true_map
from .cards import cards, sorted_cards

__all__ = ["EXERCISE", "kept_line", "longer", "map_of"]

_ENOUGH = 3  # different words that say what would be seen
_WHERE = {"start": "Before we hear of it", "end": "After we are done"}
_NEXT = {
    "start": "Go back until nobody at the firm knows: what has just changed for the customer?",
    "end": "Go on until the customer has what they came for, and the firm is out of sight.",
}


def map_of(context: Context) -> tuple[ActivityMap, bool]:
    """The map that the steps are joined to, and whether the learner drew it."""
    case, mine = context.case, context.mine
    try:
        drawn = other_artefact(case, "5.1", Drawn, mine=mine)
    except ArtefactError:
        drawn = Drawn()
    if mine:
        return drawn, True
    if any(not s.blank for s in drawn.arrows):
        made = drawn_map(drawn, case)
        if not _way_faults(made):
            return made, True
    return true_map(case), False


def longer(boundary: Boundary, context: Context) -> ActivityMap:
    """The map with the steps of this answer joined on."""
    return extended(map_of(context)[0], boundary)


_way_faults = remembered(way_faults)


def kept_line(case: Any, mine: bool) -> str:
    """The one-liner that was kept in 3.5; empty where there is none."""
    try:
        return other_artefact(case, "3.5", OneLiner, mine=mine).kept
    except ArtefactError:
        return ""


def _moved(answer: Boundary, context: Context) -> Measured:
    found = boundary_faults(answer)
    if not context.mine:
        shown = [c["text"] for c in cards("8.1")["card"]]
        today = [s.step for s in map_of(context)[0].rows.values()]
        for side, rows in (("start", answer.start), ("end", answer.end)):
            for a in rows:
                if taken(a.step, shown):
                    found.append((side, f"\u201c{a.step}\u201d is one of the cards."))
                elif taken(a.step, today):
                    found.append((side, f"\u201c{a.step}\u201d is on the map already."))
    bad = {side for side, _ in found}
    told = [Finding(LOOK_AGAIN, text, _WHERE[side],
                    "What a process leaves out, nobody looks after.", _NEXT[side])
            for side, text in found]  # fmt: skip
    return Measured(
        1 - len(bad) / 2,
        listed(told, "Further places to mend: {n}.") or met(_told(answer, context)),
    )


def _told(answer: Boundary, context: Context) -> str:
    activity, own = map_of(context)
    more = len(answer.start) + len(answer.end)
    whose = "your map of 5.1" if own else "the map of the case"
    if not activity.rows:
        return f"{more} steps are added, on both sides."
    after = longer(answer, context)
    return (
        f"It starts and ends with the customer. With {whose}, {len(activity.rows)} steps become "
        f"{len(after.rows)}."
    )


def _aimed(answer: Boundary, context: Context) -> Measured:
    """The outcome it ends in, what would show it, and the business that reaches that far."""
    aim = answer.aim
    texts = [] if context.mine else [o["text"] for o in context.case.measures["outcomes"]]
    checks = [
        (_outcome(aim, context), "The outcome in which it ends is open.",
         "Choose the one that is true of your last step."),
        (said_enough(aim.seen, _ENOUGH) and not taken(aim.seen, [*texts, aim.outcome]),
         "What would show that it has come true is open, or is the outcome again.",
         "What could somebody see or count a week later?"),
        (not _business(aim, context), f"The business {_business(aim, context)}.",
         "Name what customers come away with, in four words at most."),
        (said_enough(aim.link, _ENOUGH) and not taken(aim.link, [aim.seen, kept_line(context.case, context.mine)]),
         "What joins it to the one-liner is open, or said before.",
         "Say in a sentence how the line would come true in that business."),
    ]  # fmt: skip
    told = [Finding(LOOK_AGAIN, what, "What it comes to",
                    "A boundary moved for no outcome is only a longer process.", step)
            for good, what, step in checks if not good]  # fmt: skip
    return Measured(
        1 - len(told) / len(checks),
        listed(told, "Further fields to look at: {n}.")
        or met(f"It ends in {aim.outcome}, and the business is \u201c{aim.business}\u201d."),
    )


def _outcome(aim: Reach, context: Context) -> bool:
    if context.mine:
        return bool(tokens(aim.outcome))
    return aim.outcome in {o["id"] for o in context.case.measures["outcomes"]}


def _business(aim: Reach, context: Context) -> str:
    """What cannot stand in its name: open, too long, or the name of a thing that is sold."""
    fault = business_fault(aim.business)
    if fault or context.mine:
        return fault
    sold = {s for w in lines()["sold"] for s in (w, f"{w}s")}
    named = [w for w in tokens(aim.business) if w in sold]
    return f"has the name of a thing that is sold: \u201c{named[0]}\u201d" if named else ""


def _questions(answer: Boundary, context: Context) -> list[Question]:
    """A name that shares no word with the one-liner: a question, since a link need not be a word."""
    line, business = kept_line(context.case, context.mine), answer.aim.business
    if not tokens(line) or not tokens(business):
        return []
    stems = [{w[:4] for w in tokens(text) if len(w) > 3} for text in (line, business)]
    if stems[0] & stems[1]:
        return []
    asked = f"Your line was \u201c{line}\u201d. Would somebody in this business say it?"
    return [Question("reach", answer.aim.id, "business", asked)]


EXERCISE = Exercise(
    "8.1",
    Boundary,
    lambda b: any(p.choice for p in b.tests) or bool(b.start or b.end) or not b.aim.blank,
    (
        sorted_cards("8.1", "Events are told apart: before, inside, after", lambda b: b.tests, 5),
        Criterion("moved", "It starts and ends in the customer's life", _moved, weight=5,
                  gate="sorted"),
        Criterion("aimed", "It ends in an outcome, and the business has its name", _aimed, weight=4,
                  gate="sorted"),
    ),
    _questions,
)  # fmt: skip
