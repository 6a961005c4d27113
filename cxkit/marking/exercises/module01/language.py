"""1.5: count the language of a report, and write one paragraph anew. Row 59 of the method.

The counts are a recount by a stated list and can be right or wrong. They are made here and not
taken from the key, so that they follow when a trainer edits the list. What the list says about
the learner's own words is a question and carries no marks.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ....techniques.industrial import (
    LISTS,
    Count,
    LanguageScore,
    Passage,
    Share,
    shares,
    spoken,
)
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met, share_interval
from .reason import given, repeats

__all__ = ["LANGUAGE"]

_COUNTED = 0.75  # of the paragraphs, exactly
_SENTENCE = 12  # different words of a paragraph that was written anew
_TOLD = "It is told anew, and its figures are kept. Whether it is true to them, a person judges."
_OWN_TOLD = "It is told anew. Draw \u201clanguage\u201d to compare the two."
_OWN = 60  # words of one's own text: with fewer a share moves by a fifth for one word


@cache  # a class has one report
def _pair(text: str) -> tuple[int, ...]:
    return tuple(len(spoken(text, name)) for name in LISTS)


def _pairs(context: Context) -> dict[str, tuple[int, ...]]:
    """Paragraph -> how many expressions of each list stand in it."""
    return {p["id"]: _pair(p["text"]) for p in context.case.report["paragraphs"]}


def _counts(answer: LanguageScore, context: Context) -> Measured:
    rows = {row.id: row for row in answer.counts}
    right, told, open_ = 0, [], []
    pairs = _pairs(context)
    for paragraph, truth in pairs.items():
        row = rows.get(paragraph, Count())
        if (row.inside, row.outside) == truth:
            right += 1
        elif row.inside is None or row.outside is None:
            open_.append(paragraph)
        else:
            both = zip(LISTS, (row.inside, row.outside), truth, strict=True)
            wrong = [(name, came) for name, came, wanted in both if came != wanted]
            told.append(
                _again(
                    "; ".join(f"{name}: you counted {_as_typed(came)}" for name, came in wrong) + ".",
                    paragraph,
                    "The list finds another number.",
                    "Match whole expressions, the longest first, and count none twice.",
                )
            )
    if open_:
        told.append(_again("Not counted yet.", ", ".join(open_),
                           next_step="Write 0 where there is none."))  # fmt: skip
    n = len(pairs)
    good = f"All {n} paragraphs are counted as the lists count them."
    return Measured(
        right / n,
        listed(told, "Further paragraphs to look at: {n}.") or met(good),
        share_interval(right, n),
    )


def _count_bounds(context: Context) -> Bounds:
    """The best that one and the same pair of numbers reaches in all rows; a list that a trainer
    cut short must not reach the threshold."""
    pairs = Counter(_pairs(context).values())
    return Bounds(_COUNTED, min(max(pairs.values()) / pairs.total(), _COUNTED - 0.05))


def _score(answer: LanguageScore, context: Context) -> Measured:
    """Right where it is the share that the lists give, or follows from the learner's own counts."""
    typed = answer.score[0] if answer.score else Share()
    words, near = context.key["words"], context.key["tolerance"]
    counts = [sum(column) for column in zip(*_pairs(context).values(), strict=True)]
    truth = {name: round(1000 * n / words, 1) for name, n in zip(LISTS, counts, strict=True)}
    told = []
    for name, field in zip(LISTS, ("inside", "outside"), strict=True):
        value = getattr(typed, field)
        counted = [getattr(row, field) for row in answer.counts]
        own = sum(c for c in counted if isinstance(c, float))
        wanted = (truth[name], 1000 * own / words)
        if not isinstance(value, float):
            told.append(_again(f"{name}: {_as_typed(value)}, which is not a number yet.", "The score",
                               next_step="Divide your count by the words, times 1,000."))  # fmt: skip
        elif all(abs(value - w) > near + 1e-9 for w in wanted):
            told.append(_again(f"{name}: you wrote {_as_typed(value)}.", "The score",
                               f"It follows neither from the lists nor from your {own:g}.",
                               f"1,000 times the count, divided by {words} words, to one place."))  # fmt: skip
    good = "By the lists the report has " + " and ".join(
        f"{v:g} {n}" for n, v in truth.items()) + " expressions in 1,000 words."  # fmt: skip
    return Measured(1 - len(told) / 2, tuple(told) or met(good))


def _rewritten(answer: LanguageScore, context: Context) -> Measured:
    text = answer.rewrite[0].text if answer.rewrite else ""
    figures, faults = [], []
    if context.mine:
        own = [p.text for p in answer.own]
        old, faults = " ".join(own), _too_short(own)
    else:
        report = {p["id"]: p["text"] for p in context.case.report["paragraphs"]}
        old, figures = report[context.case.report["rewrite"]], context.key["rewrite"]
    lost = [f for f in figures if f not in _numbers(text)]
    if not given(text, _SENTENCE):
        faults.append(_again(f"Fewer than {_SENTENCE} different words.", "Told anew",
                             "A paragraph says who, what and what came of it.",
                             "Say what happened to the customers, in two or three sentences."))  # fmt: skip
    elif repeats(text, old):
        faults.append(_again("Most of it stands in the old text.", "Told anew",
                             "Changing a word keeps the point of view.",
                             "Begin with the customer: who asked, what for, what happened?"))  # fmt: skip
    if lost:
        faults.append(_again(f"Lost on the way, or written in words: {', '.join(lost)}.", "Told anew",
                             "A report that drops its figures is nicer and worth less.",
                             "Keep every figure, in digits; say what it meant to those counted."))  # fmt: skip
    if faults:
        return Measured(0.0, tuple(faults))
    return Measured(1.0, met(_TOLD if figures else _OWN_TOLD))


def _too_short(texts: list[str]) -> list[Finding]:
    """One's own text must be long enough for a share to mean something."""
    words = shares(texts).words
    if words >= _OWN:
        return []
    return [
        _again(f"{words} words; at least {_OWN} are asked for.", "Your text",
               "With fewer, one word moves the share by more than anybody could mean.",
               "Paste a paragraph of a report, a letter or a page for customers.")
    ]  # fmt: skip


def _questions(answer: LanguageScore, context: Context) -> list[Question]:
    found = []
    for row in answer.rewrite:
        if words := spoken(row.text, "inside-out"):
            told = ", ".join(f"\u201c{w}\u201d" for w in dict.fromkeys(words))
            text = f"{told}: would a customer say it? What would they say?"
            found.append(Question("rewrite", row.id, "text", text))
    return found


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)


def _as_typed(value: float | str | None) -> str:
    if value is None:
        return "open"
    return f"{value:g}" if isinstance(value, float) else f"\u201c{value:.20}\u201d"


def _again(what: str, where: str, why: str = "", next_step: str = "") -> Finding:
    return Finding(LOOK_AGAIN, what, where, why, next_step)


def _any(passages: list[Passage]) -> bool:
    return any(p.text for p in passages)


LANGUAGE = Exercise(
    "1.5",
    LanguageScore,
    lambda a: any(c.inside is not None or c.outside is not None for c in (*a.counts, *a.score))
    or _any(a.own)
    or _any(a.rewrite),
    (
        Criterion("counts", "Each paragraph is counted by the lists", _counts, _count_bounds, 9,
                  keyed=True),
        Criterion("score", "The share in a thousand words is right", _score, Bounds(1.0, 0.5), 3,
                  gate="counts", keyed=True),
        Criterion("rewrite", "One paragraph is told anew", _rewritten, weight=3, gate="counts"),
    ),
    _questions,
)  # fmt: skip
