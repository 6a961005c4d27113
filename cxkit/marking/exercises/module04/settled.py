"""4.3: settle what two people marked differently. Row 24 of the method."""

from __future__ import annotations

from collections import Counter

from ....recordings.events import KINDS, NAMES, clock
from ....techniques.annotation import Settled
from ....techniques.artefact import tokens
from ....techniques.said import said_enough, words
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import filled, labels, listed, met, share_interval
from .between import NOTHING, Between, Difference, between

__all__ = ["SETTLED"]

FEWEST = 4  # differences without which there is nothing to settle
REASONS = 4
THRESHOLD = 0.7
WORDS = {**NAMES, NOTHING: "nothing to mark"}


def _marked(answer: Settled, context: Context) -> Measured:
    found = between(context.case)
    if found is None:
        told, then = "There are no marks of recording 2 yet.", "Mark it in 4.2, then come back."
    elif len(found.all) < FEWEST:
        told = f"Your marks and {found.by}'s differ in {len(found.all)} places."
        then = "Mark recording 2 from your own hearing in 4.2, then open this form again."
    else:
        told = f"You and {found.by} agree on {found.same} places and differ in {len(found.all)}."
        return Measured(1.0, met(told))
    why = "Two careful listeners part in ten places or so. There is nothing to settle without that."
    return Measured(0.0, (Finding(LOOK_AGAIN, told, why=why, next=then),))


def _decided(answer: Settled, context: Context) -> Measured:
    found = between(context.case)
    ids = [d.id for d in found.asked] if found else []
    given = labels(answer.labels)
    places = {d.id: clock(d.at)[:5] for d in found.asked} if found else {}
    return filled(
        [places[i] for i in ids],
        {places[i]: given.get(i) for i in ids},
        "differences",
        "Listen to the place once more, then decide together.",
    )


def _agree(answer: Settled, context: Context) -> Measured:
    found = between(context.case)
    if found is None or len(found.all) < FEWEST:
        return Measured(0.0, (Finding(LOOK_AGAIN, "Nothing can be compared yet."),))
    given = labels(answer.labels)
    right = [d for d in found.asked if given.get(d.id) in d.accepted]
    n = len(found.asked)
    rows = [_tell(d, given[d.id], found.by) for d in found.asked
            if given.get(d.id) and d not in right]  # fmt: skip
    told = Finding(
        DONE if len(right) == n else LOOK_AGAIN,
        f"{len(right)} of {n} decisions agree with the marks of three annotators. {_gain(found, given)}",
        why="Three annotators can be wrong together. Where you have the better reason, keep it.",
    )
    return Measured(
        len(right) / n,
        (told, *listed(rows, "Further ones to hear again: {n}.")),
        share_interval(len(right), n),
    )


def _gain(found: Between, given: dict[str, str]) -> str:
    """Agreement before and after, counted again from the marks themselves."""
    places = found.same + len(found.all)
    decided = sum(bool(given.get(d.id)) for d in found.all)
    return (
        f"Between you: {found.same} of {places} places before, {found.same + decided} after. "
        f"Your marks against the agreed ones: {found.settled({}):.2f} before, "
        f"{found.settled(given):.2f} after."
    )


def _tell(difference: Difference, choice: str, by: str) -> Finding:
    said = [f"you marked {NAMES[difference.mine.kind]}"] if difference.mine else []
    if difference.theirs:
        said.append(f"{by} marked {NAMES[difference.theirs.kind]}")
    return Finding(
        LOOK_AGAIN,
        f"{clock(difference.at)[:5]}: {', '.join(said)}; decided: {WORDS.get(choice, choice)}.",
        why="The three annotators agreed on something else here.",
        next="Ask: is the customer a party (red)? Is work handed over inside (blue)? Does a rule "
        "decide (green)?",
    )


def _bounds(context: Context) -> Bounds:
    """Above the best that one decision throughout reaches, and the partner taken on trust."""
    found = between(context.case)
    if found is None or not found.asked:
        return Bounds(THRESHOLD)
    asked = found.asked
    same = [sum(x in d.accepted for d in asked) for x in (*KINDS, NOTHING)]
    trusting = sum((d.theirs.kind if d.theirs else NOTHING) in d.accepted for d in asked)
    trivial = min(max(*same, trusting) / len(asked), 0.9)
    return Bounds(max(THRESHOLD, min(1.0, trivial + 0.1)), trivial)


def _reasons(answer: Settled, context: Context) -> Measured:
    found = between(context.case)
    asked = {d.id for d in found.asked} if found else set()
    given = [p.why for p in answer.labels if p.id in asked and p.choice]
    seen = Counter(tuple(words(why)) for why in given)
    good = sum(
        len(set(tokens(why))) >= 4 and said_enough(why) and seen[tuple(words(why))] == 1
        for why in given
    )
    if good >= REASONS:
        return Measured(1.0, met(f"{good} decisions have a reason of their own."))
    return Measured(
        good / REASONS,
        (
            Finding(
                LOOK_AGAIN,
                f"{good} decisions have a reason of their own; {REASONS} are asked for.",
                why="The decision settles one place. The reason settles all places like it.",
                next="Write it where it was hardest: what did you hear that decided it?",
            ),
        ),
    )


SETTLED = Exercise(
    "4.3",
    Settled,
    lambda a: any(p.choice or p.why for p in a.labels),
    (
        Criterion("marked", "There is something to settle", _marked, keyed=True),
        Criterion("decided", "Every difference is decided", _decided, keyed=True),
        Criterion("agrees", "The decisions hold", _agree, _bounds, 7, keyed=True),
        Criterion("reasons", "The hardest have a reason", _reasons, weight=3, gate="agrees",
                  keyed=True),
    ),
)  # fmt: skip
