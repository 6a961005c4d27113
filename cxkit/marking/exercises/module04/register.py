"""4.4: the register of Moments of Truth. Rows 18-20 of the method."""

from __future__ import annotations

from typing import Any

from ....recordings.events import clock
from ....techniques.artefact import tokens
from ....techniques.language import Runs, copied, echoed, runs
from ....techniques.moment_faults import Fault, faults
from ....techniques.moments import Moment, Register, moment_at, moment_type
from ....techniques.remembered import remembered
from ....techniques.said import said_enough, words
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import listed, met, share_interval
from .heard import ALONE, said
from .places import at_of, met_at, places, with_cast

__all__ = ["REGISTER"]

ROWS = 6
_CHANCE = 3  # rows in the words of somebody else
_FIELDS = {"description", "method", "expectation"}
_SIDES = {"type", "actors"}


def _rows(register: Register, context: Context) -> Measured:
    """The three fields of the sources, each row in words of its own."""
    rows = register.rows
    faulty: dict[str, str] = {}
    for fault in faults(register):
        if fault.kind in _FIELDS:
            faulty.setdefault(*_plain(fault))
    said: dict[tuple[str, ...], int] = {}
    taken = _taken(rows, context)
    for n, m in enumerate(rows, start=1):
        first = said.setdefault(tuple(words(m.expectation)), n)
        if m.ref in faulty:
            continue
        if thin := _thin(m, context):
            faulty[m.ref] = f"Row {n}: {thin}"
        elif m.ref in taken:
            faulty[m.ref] = f"Row {n}: the expectation is that of the firm's own register."
        elif first < n:
            faulty[m.ref] = f"Row {n}: the expectation is that of row {first}."
    right = len(rows) - len(faulty)
    found = [
        Finding(
            LOOK_AGAIN,
            text,
            why="What happens, by which way, and what they counted on: whoever reads the row must "
            "be able to act without the recording.",
            next="Say the expectation as the customer would, as \u201cI\u201d or \u201cit\u201d.",
        )
        for text in faulty.values()
    ]
    if len(rows) < ROWS:
        found.insert(0, Finding(LOOK_AGAIN, f"Moments so far: {len(rows)}. {ROWS} are asked for.",
                                next="Add the next one that the customer would tell at home."))  # fmt: skip
    if not found:
        return Measured(1.0, met(f"{right} moments, each described, with a way and an expectation."))
    return Measured(
        min(right / max(ROWS, len(rows)), 1.0 - 0.01 * bool(found)),
        listed(found, "Further rows to look at: {n}."),
        share_interval(min(right, max(ROWS, len(rows))), max(ROWS, len(rows))),
    )


def _plain(fault: Fault) -> tuple[str, str]:
    """The row's code, and the sentence without it: this form gives rows no code."""
    return fault.moments[0], fault.text.replace(f" ({fault.moments[0]})", "", 1)


def _thin(m: Moment, context: Context) -> str:
    """What is too little about a row; empty where nothing is."""
    if not said_enough(m.description, 2):
        return "the description is one word. Say who does what."
    if len(set(tokens(m.expectation))) < 4 or not said_enough(m.expectation):
        return "the expectation is too short to be anybody's. Write a sentence."
    same = tokens(m.expectation) == tokens(m.description)
    if same or copied(m.expectation, m.description) > 0.5:
        return "description and expectation are the same words."
    if not context.mine:
        built = context.case.recordings[context.case.exercises[ALONE]["alone"]]
        if copied(m.expectation, _heard(built)) > 0.5:
            return "the expectation is what was said. What did they count on before they said it?"
        if echoed(m.expectation, (p["text"] for p in context.case.promises.values())):
            return "the expectation is a promise of the firm's, word for word. What would he say?"
    return ""


@remembered
def _heard(built: Any) -> Runs:
    return runs(" ".join(line["text"] for line in built["lines"]))


def _taken(rows: list[Moment], context: Context) -> list[str]:
    """The rows whose expectation is the firm's own, from three on: one or two may be chance."""
    texts = [] if context.mine else [m["expectation"] for m in context.case.moments["moments"]]
    found = [m.ref for m in rows if echoed(m.expectation, texts)]
    return found if len(found) >= _CHANCE else []


def _sides(register: Register, context: Context) -> Measured:
    """The type agrees with its two sides, and one of them is the customer."""
    whole = with_cast(register, context.case, context.mine)
    rows = whole.rows
    wrong: dict[str, str] = {}
    for fault in faults(whole):
        if fault.kind in _SIDES:
            wrong.setdefault(*_plain(fault))
    types = {moment_type(whole, m) for m in rows} - {""}
    right = len(rows) - len(wrong)
    n = max(ROWS, len(rows))
    found = [
        Finding(
            LOOK_AGAIN,
            text,
            why="The type says what must be looked after: a voice, a screen, or the thing itself.",
            next="Ask who begins, and whom or what they meet.",
        )
        for text in wrong.values()
    ]
    if found or right < n:
        found = found or [Finding(LOOK_AGAIN, f"{right} of {n} rows have two sides and a type.")]
        return Measured(right / n, listed(found, "Further rows to look at: {n}."))
    return Measured(1.0, met(f"In all {right} rows the type follows from the two sides "
                             f"({len(types)} of the six types)."))  # fmt: skip


def _placed(register: Register, context: Context) -> Measured:
    """Each row lies on a red mark, no two on one."""
    known = places(context.case)
    rows = register.rows
    taken: dict[str, int] = {}
    found = []
    for n, m in enumerate(rows, start=1):
        place = at_of(m.at, known) if m.at else None
        if place is None:
            came = "no place yet"
            if m.at:
                typed = moment_at(m.at) is not None
                came = f"{m.at} lies on no red mark" if typed else "its mark is gone, or red no more"
            found.append(f"Row {n}: {came}.")
        elif place.id in taken:
            found.append(f"Row {n} lies on the mark of row {taken[place.id]}.")
        else:
            taken[place.id] = n
    value = len(taken) / max(ROWS, len(rows))
    whose = "your own red marks" if any(p.own for p in known) else "the agreed red marks"
    if not found and len(rows) >= ROWS:
        return Measured(1.0, met(f"All {len(rows)} rows lie on {whose}."))
    told = [
        Finding(
            LOOK_AGAIN,
            text,
            why="A register that cannot be traced back to what was heard is a list of opinions.",
            next=f"Give it the time of one of {whose}, such as {_example(known)}.",
        )
        for text in found
    ] or [Finding(LOOK_AGAIN, f"{len(taken)} of {ROWS} rows lie on {whose}.")]
    return Measured(value, listed(told, "Further rows without a place: {n}."))


def _example(known: tuple) -> str:
    return clock(known[0].at)[:5] if known else "1:17"


def _met(register: Register, context: Context) -> Measured:
    """Who is met at the place of each row, as agreed."""
    known = places(context.case)
    rows = register.rows
    built = context.case.recordings[context.case.exercises[ALONE]["alone"]]
    right, found = 0, []
    used: set[str] = set()
    for n, m in enumerate(rows, start=1):
        place = at_of(m.at, known)
        if place is None or place.event is None or place.id in used:
            if place is not None and place.event is None:
                found.append(Finding(
                    LOOK_AGAIN, f"Row {n}: at {clock(place.at)[:5]} nothing is agreed.",
                    why="A new moment starts when the counterpart, the channel or the customer's "
                    "goal changes.",
                    next="Hear the place once more. If it is one to you, keep it and say why."))  # fmt: skip
            continue
        used.add(place.id)
        sides = {m.by.strip().lower(), m.to.strip().lower()}
        truth = {a.lower() for a in met_at(context.case, place.event)["actors"]}
        if sides == truth:
            right += 1
        elif m.by and m.to:
            found.append(Finding(
                LOOK_AGAIN,
                f"Row {n}: you wrote {m.by:.30} and {m.to:.30}.",
                where=clock(place.at)[:5],
                why=f"What is heard there: {said(built, place.at)[:160]}",
                next="Who, or what, does the customer meet at this moment?"))  # fmt: skip
    n = max(ROWS, len(rows))
    told = Finding(DONE if right == n else LOOK_AGAIN, f"In {right} of {n} rows the two sides are "
                   "those that three annotators heard there.")  # fmt: skip
    return Measured(
        right / n, (told, *listed(found, "Further rows to hear again: {n}.")), share_interval(right, n)
    )


REGISTER = Exercise(
    "4.4",
    Register,
    lambda r: bool(r.rows) or any(a.name or a.kind for a in r.actors),
    (
        Criterion("rows", "Six moments are described", _rows, weight=5, gate="met"),
        Criterion("places", "They lie on your own marks", _placed, Bounds(1.0, 0.5), 3,
                  gate="met", keyed=True),
        # One counterpart in all six rows is right in about five of fourteen places.
        Criterion("met", "The two sides are those that are heard", _met, Bounds(0.8, 0.5), 4,
                  keyed=True),
        Criterion("types", "The type follows from the two sides", _sides, weight=3, gate="met"),
    ),
)  # fmt: skip
