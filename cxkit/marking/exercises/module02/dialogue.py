"""2.6: the 30-second dialogue. Row 6 of the method."""

from __future__ import annotations

from ....techniques import needs
from ....techniques.artefact import tokens
from ....techniques.language import closed_opener, copied
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import LOOK_AGAIN, Finding
from ...sorting import met

__all__ = ["DIALOGUE"]

PARTS = ("need", "action", "plan")


def _heard(answer: needs.Dialogue, context: Context) -> Measured:
    heard = answer.heard[0] if answer.heard else needs.Heard()
    need = heard.need == context.key["need"]
    sentence = heard.sentence in context.key["sentences"]
    if need and sentence:
        return Measured(1.0, met("You heard the need, and where it was said."))
    what = (
        "The need is not the one that this customer shows."
        if not need
        else "The need is right; another sentence shows it."
    )
    return Measured(
        0.5 * need + 0.5 * sentence,
        (
            Finding(
                LOOK_AGAIN,
                what,
                where="What you heard",
                why="An action for a need that nobody has costs the same 30 seconds.",
                next="Read the card again: what happens at six if nobody acts?",
            ),
        ),
    )


def _words(answer: needs.Dialogue, context: Context) -> Measured:
    texts = {p.id: p.text for p in answer.parts}
    said = {name: tokens(texts.get(name, "")) for name in PARTS}
    total = sum(map(len, said.values()))
    limit = context.key.get("words", 75)
    thin = [name for name, words in said.items() if len(set(words)) < 4]
    card = context.case.dialogue["card"]
    echoed = [name for name in PARTS if copied(texts.get(name, ""), card) > 0.5]
    same = len({tuple(w) for w in said.values()}) < len(PARTS)
    faults = [
        (thin, f"Too little is said in the {', the '.join(thin)}."),
        (total > limit, f"{total} words; at most {limit} fit in 30 seconds."),
        (same and not thin, "Two parts say the same."),
        (echoed, f"The card is repeated in the {', the '.join(echoed)}."),
    ]
    told = [
        Finding(
            LOOK_AGAIN,
            what,
            where="Your 30 seconds",
            why="Thirty seconds at a counter are about 75 words: one need, one action, one plan.",
            next="Aim at 25 words a part, and say it aloud once with a watch.",
        )
        for wrong, what in faults
        if wrong
    ]
    if told:
        return Measured(0.0, tuple(told))
    return Measured(1.0, met(f"{total} words in three parts; {limit} are allowed."))


def _dialogue_questions(answer: needs.Dialogue, context: Context) -> list[Question]:
    found = []
    for part in answer.parts:
        if part.id == "need" and (text := closed_opener(part.text)):
            found.append(Question("parts", part.id, "text", text))
    return found


DIALOGUE = Exercise(
    "2.6",
    needs.Dialogue,
    lambda a: any(h.need or h.sentence for h in a.heard) or any(p.text for p in a.parts),
    (
        Criterion("heard", "The need was heard", _heard, Bounds(1.0, 0.16), 2, keyed=True),
        Criterion("words", "Need, action and plan fit in 30 seconds", _words, weight=3,
                  gate="heard"),
    ),
    _dialogue_questions,
)  # fmt: skip
