"""2.2: from what is wanted to what is needed. Rows 4 and 5 of the method."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ....techniques import needs
from ....techniques.agreement import kappa
from ....techniques.artefact import tokens
from ....techniques.language import copied, solution_words
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import LOOK_AGAIN, Finding
from ...sorting import (
    agreement,
    filled,
    kappa_interval,
    keyed_bounds,
    listed,
    met,
    share_interval,
)

__all__ = ["PAIRS"]


def _pairs(answer: needs.WantNeedPairs, context: Context) -> dict[str, needs.Pair]:
    wanted = context.key.get("items") or [p.id for p in answer.pairs]
    given = {p.id: p for p in answer.pairs}
    return {item: given.get(item, needs.Pair(id=item)) for item in wanted}


def _pairs_filled(answer: needs.WantNeedPairs, context: Context) -> Measured:
    given = {i: p.kind and p.need for i, p in _pairs(answer, context).items()}
    return filled(list(given), given, "rows", "Choose a kind, and write the need in their words.")


def _pairs_kind(answer: needs.WantNeedPairs, context: Context) -> Measured:
    key = context.case.key["verbatims"]
    truth = {i: key[i]["kind"] for i in context.key["items"]}
    given = {i: p.kind for i, p in _pairs(answer, context).items()}

    def tell(item: str, kind: Any) -> Finding:
        return Finding(
            LOOK_AGAIN,
            f"You read {item} as {'an' if kind == 'expectation' else 'a'} {kind}.",
            where=item,
            why=context.key["why"][item],
            next="Ask: do they request a thing, say what must come out, tell what they thought "
            "would happen, or judge what did?",
        )

    return agreement(truth, given, kappa, kappa_interval, tell, "All kinds agree.")


def _own_words(pair: needs.Pair, context: Context, repeated: set[str]) -> str:
    """What keeps the need of a pair from being one; empty where nothing does."""
    words = tokens(pair.need)
    said = context.case.verbatims.get(pair.id, {}).get("text", "")
    if len(set(words)) < 3:
        return "says too little to be a need"
    if " ".join(words) in repeated:
        return "is the same sentence as in another row"
    if len(words) >= 6 and copied(pair.need, said) > 0.5:
        return "repeats what was said"
    return ""


def _pairs_need(answer: needs.WantNeedPairs, context: Context) -> Measured:
    pairs = _pairs(answer, context)
    seen = Counter(" ".join(tokens(p.need)) for p in pairs.values())
    repeated = {text for text, n in seen.items() if n > 1}
    key = context.case.key["verbatims"]
    right, faults = 0, []
    for item, pair in pairs.items():
        fault = _own_words(pair, context, repeated)
        if pair.need and fault:
            faults.append(
                Finding(
                    LOOK_AGAIN,
                    f"The need beside {item} {fault}.",
                    where=item,
                    why="A need is what must come out for the customer, and stays true when the "
                    "thing they ask for is gone.",
                    next="Ask why they said it, and write the answer in their words.",
                )
            )
        right += not fault and (context.mine or pair.kind == key[item]["kind"])
    value = right / len(pairs) if pairs else 0.0
    told = f"{right} of {len(pairs)} rows hold a kind that agrees and a need of its own."
    if right < len(pairs) and not faults:
        faults.append(
            Finding(
                LOOK_AGAIN,
                told,
                why="The need behind a text that was misread answers another text.",
                next="Fill the rows that are open, and settle the kinds first.",
            )
        )
    return Measured(
        value,
        listed(faults, "Further needs to look at: {n}.") or met(told),
        share_interval(right, len(pairs)),
    )


def _pairs_bounds(context: Context) -> Bounds:
    key = context.case.key["verbatims"]
    kinds = Counter(key[i]["kind"] for i in context.key.get("items", ()))
    return Bounds(0.8, max(kinds.values(), default=0) / max(1, kinds.total()))


def _pairs_cite(answer: needs.WantNeedPairs, context: Context) -> Measured:
    known = {*context.case.verbatims, *context.case.vignettes}
    wrong = [(p.id, e) for p in answer.pairs for e in p.evidence if e.upper() not in known]
    if context.mine or not wrong:
        return Measured(1.0, met("Every text you cite is in the material."))
    return Measured(
        0.0,
        listed(
            [
                Finding(
                    LOOK_AGAIN,
                    f"{e} is not in the material.",
                    where=row,
                    why="A need rests on something a customer said.",
                    next="Open the material and cite an id such as Q031 or V07.",
                )
                for row, e in wrong
            ],
            "Further unknown ids: {n}.",
        ),
    )


def _pairs_questions(answer: needs.WantNeedPairs, context: Context) -> list[Question]:
    return [
        Question("pairs", p.id, "need", m.question)
        for p in answer.pairs
        for m in solution_words(p.need)[:1]
    ]


PAIRS = Exercise(
    "2.2",
    needs.WantNeedPairs,
    lambda a: any(p.kind or p.need or p.want for p in a.pairs),
    (
        Criterion("filled", "Every text has a kind and a need", _pairs_filled),
        Criterion("kinds", "Want, need, expectation and perception are told apart", _pairs_kind,
                  keyed_bounds, 5, keyed=True),
        Criterion("needs", "Each need stands on its own", _pairs_need, _pairs_bounds, 5),
        Criterion("cited", "What is cited is there", _pairs_cite),
    ),
    _pairs_questions,
)  # fmt: skip
