"""8.6: the plan in 75 words. Row 61 of the method.

Sentences of others are told apart first; that gates the rest. The number has to be that of an
outcome. Words of time, budget and deliverables raise a question and cost nothing. Whether anybody
would follow is for a person to judge.
"""

from __future__ import annotations

from typing import Any

from ....techniques.artefact import tokens
from ....techniques.language import delivery_words, echoed
from ....techniques.pitch import Pitch, length, pitch_faults
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met
from .cards import cards, sorted_cards

__all__ = ["EXERCISE", "MEASURES", "measures"]

# Every outcome KPI of the case, and as many outputs that sound well.
MEASURES = ("K03", "K04", "K05", "K09", "K12", "K18", "K23", "K27")


def measures(case: Any) -> dict[str, str]:
    """The measures that a pitch on the case may name: id -> name."""
    return {k["id"]: k["name"] for k in case.measures["kpis"] if k["id"] in MEASURES}


def _said(answer: Pitch, context: Context) -> Measured:
    told = list(pitch_faults(answer.spoken))
    if not context.mine and answer.spoken.text:
        shown = [c["text"] for c in cards("8.6")["card"]]
        shown += [cards("8.6")["example"], *(v["text"] for v in context.case.verbatims.values())]
        if echoed(answer.spoken.text, shown, 0.3):
            told.append("It is somebody else's text.")
    found = [Finding(LOOK_AGAIN, text, "Your pitch",
                     "Half a minute is what you get, and one number is what is kept of it.",
                     "Read it aloud with a watch.") for text in told]  # fmt: skip
    return Measured(
        float(not told),
        listed(found, "Further things to mend: {n}.")
        or met(f"{length(answer.spoken.text)} words, and the number is in it."),
    )


def _measured(answer: Pitch, context: Context) -> Measured:
    measure = answer.spoken.measure
    if context.mine:
        good = len(tokens(measure)) > 1
        what = "What is measured is open." if not good else ""
    else:
        kinds = context.case.exercises["7.1"]["kinds"]
        named = measures(context.case)
        good = measure in named and kinds[measure] != "output"
        what = "No measure is chosen." if measure not in named else (
            f"\u201c{named[measure]}\u201d can come true while no customer notices.")  # fmt: skip
    told = () if good else (Finding(
        LOOK_AGAIN, what, "The measure", "An output is what we produce; an outcome, what comes of it.",
        "Choose one that can be true only if the customer is better off."),)  # fmt: skip
    return Measured(float(good), told or met("The number is that of an outcome."))


def _questions(answer: Pitch, context: Context) -> list[Question]:
    spoken = answer.spoken
    return [
        Question("pitch", spoken.id, "text", m.question) for m in delivery_words(spoken.text)[:2]
    ]


EXERCISE = Exercise(
    "8.6",
    Pitch,
    lambda a: any(p.choice for p in a.tests) or not a.spoken.blank,
    (
        sorted_cards("8.6", "Outcome is told from delivery", lambda a: a.tests, 3),
        Criterion("said", "It takes half a minute, and says its number", _said, weight=3,
                  gate="sorted"),
        Criterion("measured", "What it counts is an outcome", _measured, weight=2, gate="sorted"),
    ),
    _questions,
)  # fmt: skip
