"""What the five tasks of a paper share: what is filled, what is cited, what a part earned.

Without the key a check says what is filled in and what is missing, and no more. With it, in the
marking office, each part says its share: never which answer was right, since a paper may be sat
again by others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ....techniques.artefact import tokens
from ....techniques.papertask import Reason
from ...criterion import Bounds, Context, Criterion, Measured
from ...finding import DONE, LOOK_AGAIN, Finding
from ...paper import parts_of
from ...paperspread import area_spread
from ...sorting import met

__all__ = ["Asked", "cited", "complete", "evidence_gate", "parts", "reasoned", "shown"]

_NAMED = 6  # ids that a finding names
_WORDS = 8  # different words of a reasoning; fewer are a heading

Asked = tuple[str, Sequence[str], Mapping[str, object]]  # what, its ids, what is filled in


def shown(ids: Iterable[str]) -> str:
    """The first few ids, for a finding."""
    found = list(ids)
    return ", ".join(found[:_NAMED]) + (" \u2026" if len(found) > _NAMED else "")


def complete(ask: Callable[[Any, Any], Sequence[Asked]]) -> Criterion:
    """Whether everything that the paper asks has something in it.

    Args:
        ask: (answer, case) -> what is asked; only called where the paper is there.
    """

    def measure(answer: Any, context: Context) -> Measured:
        case: Any = context.case
        if case.missing:
            return Measured(0.0, (Finding(LOOK_AGAIN, case.missing),))
        asked = ask(answer, case)
        open_ = [(what, [i for i in ids if not given.get(i)], ids) for what, ids, given in asked]
        total = sum(len(ids) for _, _, ids in open_)
        left = sum(len(gone) for _, gone, _ in open_)
        told = tuple(
            Finding(LOOK_AGAIN, f"{what}: {len(gone)} of {len(ids)} still open.", where=shown(gone))
            for what, gone, ids in open_
            if gone
        )
        return Measured(1 - left / total, told or met(f"All {total} answers are filled in."))

    return Criterion("complete", "Everything that is asked is filled in", measure)


def reasoned(said: Sequence[Reason]) -> dict[str, object]:
    """Which fields of a reasoning hold something that a person can read."""
    one = next((r for r in said if not r.blank), Reason())
    return {
        "what it is about": one.subject,
        "the reasoning": len(set(tokens(f"{one.text} {one.more}"))) >= _WORDS,
        "what it rests on": one.evidence,
    }


def cited(said: Sequence[Reason]) -> list[str]:
    """Every id that a reasoning rests on."""
    return [i for r in said for i in r.evidence]


def evidence_gate(known: Callable[[Any], Iterable[str]]) -> Criterion:
    """The gate that no evidence is invented: every id that is cited is in the paper.

    Args:
        known: case -> the ids that this task may cite.
    """

    def measure(answer: Any, context: Context) -> Measured:
        case: Any = context.case
        if case.missing:
            return Measured(1.0, (Finding(DONE, "Without the paper nothing can be looked up."),))
        there = {i.upper() for i in known(case)}
        gone = [i for i in cited(answer.said) if i.upper() not in there]
        if not gone:
            return Measured(1.0, met("Nothing is cited that is not in the paper."))
        what = f"Not in the paper: {len(gone)} of what is cited."
        then = "Cite what stands beside the box, by its id."
        return Measured(0.0, (Finding(LOOK_AGAIN, what, where=shown(gone), next=then),))

    return Criterion("evidence", "Nothing is cited that is not there", measure)


def parts(
    area: str, given: Callable[[Any, Any], Mapping[str, Any]], titles: Mapping[str, str]
) -> list[Criterion]:
    """The parts of an area, as the key marks them. The value of each is its credit.

    Args:
        given: (answer, case) -> the answer as `marking.paper` reads it.
        titles: part, as `marking.paper` calls it -> what it asks for.
    """

    def marked(answer: Any, context: Context) -> tuple[Mapping[str, Any], dict[str, float]]:
        case: Any = context.case
        told = given(answer, case)
        return told, parts_of(area, told, case.paper, context.key)

    def part(name: str, title: str) -> Criterion:
        def measure(answer: Any, context: Context) -> Measured:
            told, credits = context.once(marked, answer)
            earned = credits[name]
            spread = area_spread(area, name, told, context.key) if earned else None
            what = f"This part earns {earned:.0%}."
            return Measured(earned, (Finding(DONE if earned >= 1 else LOOK_AGAIN, what),), spread)

        return Criterion(name, title, measure, Bounds(1.0), 1, keyed=True)

    return [part(name, title) for name, title in titles.items()]
