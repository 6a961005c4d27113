"""4.6: above, met, below; and one "below" made anew. Rows 27 and 35 of the method."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from ....techniques.agreement import kappa
from ....techniques.artefact import tokens
from ....techniques.language import copied
from ....techniques.said import said_enough
from ....techniques.standing import Levels, Redesign
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import agreement, filled, kappa_interval, labels, listed, met

__all__ = ["LEVELS"]

FIELDS = {
    "expected": "what they count on",
    "change": "what you do instead",
    "stop": "what you stop doing",
    "owner": "who sees to it",
    "measure": "how you would notice",
}
_LEAST = {"expected": 4, "change": 6, "stop": 2, "owner": 1, "measure": 3}  # different words


def _filled(answer: Levels, context: Context) -> Measured:
    wanted = [m["id"] for m in context.case.moments["moments"]]
    return filled(wanted, labels(answer.labels), "moments", "Choose above, met or below.")


def _agree(answer: Levels, context: Context) -> Measured:
    names = {m["id"]: m["description"] for m in context.case.moments["moments"]}

    def tell(item: str, choice: Any) -> Finding:
        return Finding(
            LOOK_AGAIN,
            f"{item} {names[item]}: you said {choice}.",
            where=item,
            why="The interval decides. One that holds 0 says that expectation and perception "
            "cannot be told apart.",
            next="Look at both ends: is the whole of it above 0, or the whole below?",
        )

    return agreement(
        context.key["levels"], labels(answer.labels), kappa, kappa_interval, tell,
        "All twelve stand where their intervals put them.",
    )  # fmt: skip


def _chosen(answer: Levels, context: Context) -> Measured:
    one = _redesign(answer)
    level = labels(answer.labels).get(one.moment, "")
    faults = []
    if not one.moment:
        faults.append(("No moment is chosen for the redesign.", "Choose one that is below."))
    elif level != "below":
        faults.append((f"{one.moment} is not one that you put below.", "Choose one of those."))
    elif context.key["levels"].get(one.moment) != "below":
        faults.append((f"{one.moment} is not below by its interval.", "Choose another."))
    if not faults:
        critical = one.moment in context.case.exercises["4.5"]["top"]
        return Measured(1.0, met(f"{one.moment} is below what was expected.",
                                 "It is a critical one too." if critical else
                                 "Others that are below weigh more: see 4.5."))  # fmt: skip
    return Measured(
        0.0,
        tuple(
            Finding(LOOK_AGAIN, told, where="The redesign", next=then,
                    why="Work goes first where they get less than they count on.")
            for told, then in faults
        ),
    )  # fmt: skip


def _whole(answer: Levels, context: Context) -> Measured:
    one = _redesign(answer)
    said = {name: tokens(getattr(one, name)) for name in FIELDS}
    texts = [tuple(words) for words in said.values() if words]
    thin = [
        name
        for name, words in said.items()
        if len(set(words)) < _LEAST[name]
        or not said_enough(getattr(one, name), max(1, _LEAST[name] - 1))
    ]
    spoken = [" ".join(words) for words in texts]
    twice = len(set(texts)) < len(texts) or any(
        copied(a, b) > 0.5 for a, b in combinations(sorted(spoken, key=len, reverse=True), 2)
    )
    told = next((m["expectation"] for m in context.case.moments["moments"]
                 if m["id"] == one.moment), "")  # fmt: skip
    echo = copied(one.change, told) > 0.5
    faults = [
        Finding(LOOK_AGAIN, f"Too little is said about {FIELDS[name]}.", where="The redesign",
                why="A change that nobody owns and nobody would notice does not happen.",
                next="One sentence will do.")
        for name in thin
    ]  # fmt: skip
    if twice:
        faults.append(Finding(LOOK_AGAIN, "Two fields say the same.", where="The redesign",
                              next="Each field asks something else; read their help lines."))  # fmt: skip
    if echo:
        faults.append(Finding(LOOK_AGAIN, "The change repeats the expectation.",
                              where="The redesign", next="Say what somebody will do instead."))  # fmt: skip
    right = len(FIELDS) - len(thin) - twice - echo
    return Measured(
        max(0, right) / len(FIELDS),
        listed(faults, "Further fields to look at: {n}.") or met("The redesign is whole."),
    )


def _redesign(answer: Levels) -> Redesign:
    return next((r for r in answer.redesign if not r.blank), Redesign())


# 95 % of random answers reach a kappa of .36 at most; one word throughout is 0.
_BOUNDS = Bounds(0.7, 0.4)
LEVELS = Exercise(
    "4.6",
    Levels,
    lambda a: bool(labels(a.labels)) or any(not r.blank for r in a.redesign),
    (
        Criterion("filled", "Every moment has a level", _filled),
        Criterion("agrees", "Above, met and below are told apart", _agree, _BOUNDS, 5, keyed=True),
        Criterion("below", "The redesign is of one below", _chosen, keyed=True),
        Criterion("redesign", "The redesign is whole", _whole, weight=5, gate="agrees"),
    ),
)  # fmt: skip
