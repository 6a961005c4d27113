"""2.5: needs in four fields, and the need gap. Row 4 of the method; the score is our own."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ....techniques import needs
from ....techniques.artefact import tokens
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import listed, met, share_interval
from ...together import of_case

__all__ = ["STATEMENTS"]


def _statement_fields(answer: needs.NeedStatements, context: Context) -> Measured:
    given = {s.id: s for s in answer.statements}
    key = context.key.get("fields") or {s.id: None for s in answer.statements}
    right, faults = 0, []
    for need, accepted in key.items():
        s = given.get(need, needs.Statement(id=need))
        fault = _field_fault(s, accepted)
        right += not fault
        if fault and (s.direction or s.measure or s.object or s.context):
            faults.append(
                Finding(
                    LOOK_AGAIN,
                    f"{need}: {fault}.",
                    where=need,
                    why="Four separate fields make a need that can be measured and compared.",
                    next="Read it back: less time / to do what / when or where.",
                )
            )
    n = len(key)
    told = f"{right} of {n} statements have four fields that agree with the need."
    if right < n and not faults:
        faults.append(
            Finding(
                LOOK_AGAIN,
                told,
                why="Four separate fields make a need that can be measured and compared.",
                next="Begin with the direction: less, more, or no change?",
            )
        )
    return Measured(
        right / n if n else 0.0,
        listed(faults, "Further statements to look at: {n}.") or met(told),
        share_interval(right, n),
    )


def _field_fault(s: needs.Statement, accepted: Any) -> str:
    for field in ("direction", "measure"):
        value = getattr(s, field)
        if not value:
            return f"the {field} is open"
        if accepted and value not in accepted[field]:
            return f"the {field} \u201c{value}\u201d is not what this need is about"
    if not tokens(s.object) or len(tokens(s.context)) < 2:
        return "it needs an object and a context of a few words"
    if tokens(s.object) == tokens(s.context):
        return "object and context are the same words"
    return ""


def _field_bounds(context: Context) -> Bounds:
    """The best that one and the same direction and measure reaches in all rows."""
    fields = context.key.get("fields", {}).values()
    pairs = Counter((d, m) for f in fields for d in f["direction"] for m in f["measure"])
    constant = max(pairs.values(), default=0) / max(1, len(fields))
    return Bounds(0.75, min(constant, 0.5))


def _scores_close(answer: needs.NeedStatements, context: Context) -> Measured:
    given = {s.id: s.score for s in answer.scores}
    truth, tolerance = context.key["scores"], context.key["tolerance"]
    wrong = [n for n, t in truth.items() if not _close(given.get(n), t, tolerance)]
    faults = [
        Finding(
            LOOK_AGAIN,
            f"{n}: you wrote {_slip(given[n])}",
            where=n,
            why="The score decides where to look first, so a slip moves the whole plan.",
            next="Important and not well served, divided by all who rated it: a share from 0 to 1.",
        )
        for n in wrong
        if given.get(n) is not None
    ]
    open_ = [n for n in wrong if given.get(n) is None]
    if open_:
        faults.append(Finding(LOOK_AGAIN, "No score yet.", ", ".join(open_),
                              next="Divide the two counts of the survey."))  # fmt: skip
    return Measured(
        1 - len(wrong) / len(truth),
        listed(faults, "Further scores to look at: {n}.")
        or met(f"All {len(truth)} scores are within {tolerance:g}."),
    )


def _slip(score: float | str) -> str:
    """What was written, and what is wrong with it."""
    if isinstance(score, str):
        return f"\u201c{score:.20}\u201d, which is not a number."
    if not 0 <= score <= 1:
        return f"{score:g}; a share lies between 0 and 1."
    return f"{score:g}; the survey gives another share."


def _close(score: float | str | None, truth: float, tolerance: float) -> bool:
    return isinstance(score, (int, float)) and abs(score - truth) <= tolerance + 1e-9


def _score_bounds(context: Context) -> Bounds:
    """The best that one and the same number reaches in all rows."""
    scores, tolerance = list(context.key["scores"].values()), context.key["tolerance"]
    constant = max(sum(abs(s - t) <= 2 * tolerance for t in scores if t >= s) for s in scores)
    return Bounds(1.0, constant / len(scores))


def _top_three(answer: needs.NeedStatements, context: Context) -> Measured:
    chosen = {s.id for s in answer.scores if s.top == "yes"}
    top = set(context.key["top"])
    if len(chosen) != 3:
        return Measured(
            0.0,
            (
                Finding(
                    LOOK_AGAIN,
                    f"You marked {len(chosen)} needs; exactly three are asked for.",
                    why="A list of everything is not a choice.",
                    next="Mark the three highest scores.",
                ),
            ),
        )
    if chosen == top:
        return Measured(1.0, (*met("These are the three widest gaps."), *_firmness(context)))
    return Measured(
        len(chosen & top) / 3,
        (
            Finding(
                LOOK_AGAIN,
                f"{len(chosen & top)} of your three are among the widest gaps.",
                where=", ".join(sorted(chosen - top)),
                why="High importance alone is not a gap: many are important and well served.",
                next="Rank by the score, not by importance.",
            ),
        ),
    )


def _firmness(context: Context) -> tuple[Finding, ...]:
    """How far other customers might have moved the first four scores."""
    found = _gaps(context.case)
    first = sorted(found, key=lambda n: -found[n]["score"])[:4]
    told = "; ".join(
        f"{n} {found[n]['score']:.2f} ({found[n]['low']:.2f} to {found[n]['high']:.2f})"
        for n in first
    )
    firm = min(found[n]["top3"] for n in first[:3])
    return (
        Finding(
            DONE,
            f"With other customers the first four might have been: {told} (95 % intervals).",
            why=f"In at least {int(firm * 100)} % of 2,000 redrawn surveys, each of your three "
            "stays among the first three.",
        ),
    )


@of_case
def _gaps(case: Any) -> dict[str, dict[str, float]]:
    """The need-gap scores of the survey, as others might have answered it."""
    people = list(dict.fromkeys(r["respondent"] for r in case.survey))
    ratings: dict[str, dict[Any, tuple[int, int] | None]] = {}
    for r in case.survey:
        both = r["importance"], r["satisfaction"]
        ratings.setdefault(r["need"], dict.fromkeys(people))[r["respondent"]] = (
            None if None in both else both
        )
    return needs.need_gap({need: list(by.values()) for need, by in ratings.items()})


STATEMENTS = Exercise(
    "2.5",
    needs.NeedStatements,
    lambda a: any(s.direction or s.measure or s.object or s.context for s in a.statements)
    or any(s.score is not None or s.top for s in a.scores),
    (
        Criterion("fields", "Each need is in four fields", _statement_fields, _field_bounds, 6),
        Criterion("scores", "The need-gap scores are right", _scores_close, _score_bounds, 6,
                  keyed=True),
        Criterion("top", "The three widest gaps are chosen", _top_three, Bounds(1.0, 0.375), 3,
                  keyed=True),
    ),
)  # fmt: skip
