"""8.2: the ABACUS plan. Rows 28 and 29 of the method.

The stages of the case's moments are compared with a key in which some moments may stand in two;
that gates the rest. Coverage both ways and the fields of an action need no key. Whether the actions
are good ones is for a person to judge.
"""

from __future__ import annotations

from typing import Any

from ....techniques.abacus import (
    STAGES,
    Abacus,
    Action,
    action_faults,
    staged,
    unstaged,
)
from ....techniques.artefact import tokens
from ....techniques.language import echoed
from ....techniques.said import words
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import filled, listed, met
from .cards import sorted_cards
from .moments import moments

__all__ = ["EXERCISE", "LEAST_MOMENTS"]

LEAST_MOMENTS = 6  # of one's own: one a stage


def _wanted(answer: Abacus, context: Context) -> list[str]:
    if not context.mine:
        return list(moments(context.case))
    return [m.ref for m in answer.stages if tokens(m.text) or m.choice]


def _filled(answer: Abacus, context: Context) -> Measured:
    wanted = _wanted(answer, context)
    if context.mine and len(wanted) < LEAST_MOMENTS:
        return Measured(len(wanted) / LEAST_MOMENTS, (Finding(
            LOOK_AGAIN, f"Moments so far: {len(wanted)}; at least {LEAST_MOMENTS} are asked for.",
            why="There are six stages, and each has one at least.",
            next="Which stage have you no moment for? Ask who of you is there."),))  # fmt: skip
    left = set(unstaged(answer.stages, wanted))
    return filled(wanted, {m: m not in left for m in wanted}, "moments",
                  "Put each under the stage in which the customer is then.")  # fmt: skip


def _covered(answer: Abacus, context: Context) -> Measured:
    """Every stage has a moment and an action, and the action rests on moments put there."""
    known, held = set(_wanted(answer, context)), staged(answer.stages)
    told, good = [], 0
    for key, action in answer.by_stage.items():
        stage = STAGES[key]
        strange = [m for m in action.moments if m not in known]
        elsewhere = [m for m in action.moments if m in known and m not in held[key]]
        if not held[key]:
            what, step = "No moment stands here.", "Who of your customers is in this stage today?"
        elif not words(action.action):
            what, step = "Nothing is done here.", f"Begin with its question: {stage.asks}"
        elif strange:
            what, step = (
                f"{', '.join(strange[:3])}: no such moment.",
                "Take the codes of the cards.",
            )
        elif elsewhere:
            what = f"{', '.join(elsewhere[:3])}: you put that under another stage."
            step = "Move the moment, or cite another."
        elif not action.moments:
            what, step = "No moment answers its question.", "Cite one of those that stand here."
        else:
            good += 1
            continue
        told.append(Finding(LOOK_AGAIN, what, stage.title,
                            "A stage without moment and action is where customers are lost.", step))  # fmt: skip
    return Measured(
        good / len(STAGES),
        listed(told, "Further stages to look at: {n}.")
        or met("All six stages have a moment and an action."),
    )


def _ready(answer: Abacus, context: Context) -> Measured:
    """The share of actions of which somebody could be asked whether they were done."""
    told, good, seen = [], 0, dict[str, str]()
    for key, action in answer.by_stage.items():
        missing = [f.text for f in action_faults(action)]
        said = " ".join(sorted(set(tokens(action.action))))
        if said and said in seen:
            missing.append(f"The action is that of {seen[said]}.")
        seen.setdefault(said, STAGES[key].title)
        if said and _echo(action, context):
            missing.append("The action repeats a moment or the question.")
        if not missing:
            good += 1
        elif not action.blank:
            told.append(Finding(LOOK_AGAIN, " ".join(missing[:2]), STAGES[key].title,
                                "What nobody can be asked about is not done.",
                                "Who does what by which day, and what number would move?"))  # fmt: skip
    if not told and good < len(STAGES):
        told = [Finding(LOOK_AGAIN, f"Stages without an action: {len(STAGES) - good}.")]
    return Measured(
        good / len(STAGES),
        listed(told, "Further stages to look at: {n}.")
        or met("Every action has an owner, a day, a number and a price."),
    )


def _echo(action: Action, context: Context) -> bool:
    shown = [STAGES[action.id].asks, *([] if context.mine else moments(context.case).values())]
    return echoed(action.action, shown)


def _started(answer: Any) -> bool:
    return any(not m.blank for m in answer.stages) or any(not a.blank for a in answer.actions)


EXERCISE = Exercise(
    "8.2",
    Abacus,
    _started,
    (
        Criterion("filled", "Every moment has a stage", _filled),
        sorted_cards("8.2", "Moments stand in the stage that customers are in", lambda a: a.stages, 8,
                     moments),
        Criterion("covered", "Every stage has a moment and an action", _covered, weight=6,
                  gate="sorted"),
        Criterion("ready", "Each action has an owner, a day, a measure and a price", _ready,
                  Bounds(1.0), 6, gate="sorted"),
    ),
)  # fmt: skip
