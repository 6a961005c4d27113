"""What does not hold together in a register of moments, row by row.

Rows 17-20 and 23 of the method: the three fields of the sources filled in, a description of its
own, a type that agrees with its actors, the customer on one side, promises and evidence that
exist. Whether a moment is well described is for people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from .artefact import tokens
from .moments import NOT_PROMISED, TYPES, Moment, Register, moment_type

__all__ = ["Fault", "faults"]


@dataclass(frozen=True)
class Fault:
    """Something in a register that does not hold, or a question about it.

    Args:
        kind: one word, see `faults`.
        moments: the codes it is about.
        text: a sentence that names the row, what is there and what to do.
        asks: True for a question: the register may well be right as it is.
    """

    kind: str
    moments: tuple[str, ...]
    text: str
    asks: bool = False


def faults(
    register: Register,
    *,
    evidence: Collection[str] | None = None,
    promises: Collection[str] | None = None,
    outcomes: Collection[str] | None = None,
) -> list[Fault]:
    """What is wrong with a register, in the order of its rows.

    Args:
        evidence, promises, outcomes: ids that exist; None where nobody knows them.

    Returns:
        Faults of kind `code` (none, or two of one), `description` (none, or two alike),
        `method`, `expectation`, `promise`, `type`, `actors`, `owner` (a question), `impact`,
        `outcome`, `evidence`. Nothing for a register without rows.
    """
    known = {
        "evidence": None if evidence is None else {i.upper() for i in evidence},
        "promise": None if promises is None else {i.upper() for i in promises},
        "outcome": None if outcomes is None else {i.upper() for i in outcomes},
    }
    found: list[Fault] = []
    codes: dict[str, int] = {}
    words: dict[tuple[str, ...], int] = {}
    for n, moment in enumerate(register.moments, start=1):
        if moment.blank:
            continue
        place = f"Row {n} ({moment.ref})" if moment.ref else f"Row {n}"
        found += [
            Fault(kind, (moment.ref,), f"{place}: {text}", asks)
            for kind, text, asks in (
                *_same(moment, n, codes, words),
                *_blank(moment),
                *_actors(register, moment),
                *_unknown(moment, known),
            )
        ]
    return found


Told = tuple[str, str, bool]


def _same(
    moment: Moment, n: int, codes: dict[str, int], words: dict[tuple[str, ...], int]
) -> Iterator[Told]:
    if not moment.ref:
        yield "code", "no code yet, so nothing can cite it. Give it one.", False
    elif (first := codes.setdefault(moment.ref, n)) != n:
        yield "code", f"row {first} has this code too. Give each moment a code of its own.", False
    said = tuple(tokens(moment.description))
    if not said:
        yield "description", "no description yet. Say what happens, in a few words.", False
    elif (first := words.setdefault(said, n)) != n:
        text = f"the description is that of row {first}. Say what is different, or join the two."
        yield "description", text, False


def _blank(moment: Moment) -> Iterator[Told]:
    if not moment.method:
        yield "method", "no method of interaction yet. Choose the channel.", False
    if not tokens(moment.expectation):
        yield "expectation", "no expectation yet. Say what the customer counts on.", False
    if not moment.promise:
        text = f"cite the promise behind the expectation, or write {NOT_PROMISED!r}."
        yield "promise", text, False
    if not moment.owner:
        yield "owner", "does anybody own this moment? Blank means nobody does.", True
    if moment.impact is None:
        yield "impact", "give both impacts, on the customer and on the organisation, 1-3.", False
    if not moment.evidence and not moment.at:
        yield "evidence", "no evidence yet. Cite where it was seen, or the mark.", False


def _actors(register: Register, moment: Moment) -> Iterator[Told]:
    if not moment.type:
        yield "type", f"no type yet. Choose one of {', '.join(TYPES)}.", False
    if not moment.by or not moment.to:
        yield "actors", "name both sides: who turns to whom.", False
        return
    cast = register.cast
    sides = [cast.get(" ".join(tokens(name))) for name in (moment.by, moment.to)]
    missing = [
        name for name, a in zip((moment.by, moment.to), sides, strict=True) if not (a and a.kind)
    ]
    if missing:
        names = " and ".join(f"{name:.40}" for name in missing)
        text = f"{names}: put it in the table of actors, as person, system or product."
        yield "actors", text, False
        return
    customers = [a.side == "customer" for a in sides if a]
    if not any(customers):
        text = "neither side is the customer's. Inside the organisation it is a Break Point."
        yield "actors", text, False
    elif all(customers):
        yield "actors", "both sides are the customer's. Who meets them here?", False
    made = moment_type(register, moment)
    if not made:
        pair = "-".join(a.kind for a in sides if a)
        yield "type", f"the actors make {pair}, which is none of the six types.", False
    elif moment.type and made != moment.type:
        text = f"the type is {moment.type}, but {moment.by:.40} and {moment.to:.40} make {made}."
        yield "type", f"{text} Change the type, or who turns to whom.", False


def _unknown(moment: Moment, known: Mapping[str, set[str] | None]) -> Iterator[Told]:
    promised = [] if moment.promise.lower() in ("", NOT_PROMISED) else [moment.promise]
    cited = {"evidence": moment.evidence, "promise": promised, "outcome": moment.outcomes}
    for kind, ids in cited.items():
        there = known[kind]
        astray = [] if there is None else [i for i in ids if i.upper() not in there]
        if astray:
            names = ", ".join(f"{i:.20}" for i in astray[:5])
            yield kind, f"there is no {kind} called {names}. Look the id up.", False
