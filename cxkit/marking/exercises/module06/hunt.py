"""6.1: which paragraphs of a manual, and which lines of a conversation, state a rule. Rows 40, 44.

Both bounds have to be met: three quarters of the rules found, and three of five marks right. Since
most paragraphs of a manual are rules, credit is for telling rules from the rest: whoever marks
everything, nothing or by lot earns nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from ....techniques.rules import RuleHunt, informed, recall_precision
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import labels, listed, met
from .material import heard_debated, heard_lines, heard_rules, paragraphs

__all__ = ["HUNT", "PRECISION", "RECALL", "places"]

RECALL, PRECISION = 0.75, 0.6
# The 95th percentile of 2,000 answers by lot; a test draws them again.
TRIVIAL = {"manual": 0.3112, "heard": 0.3125}
_TOLD = 0.55
_FIELDS = ("manual", "heard")


def places(context: Context) -> dict[str, tuple[set[str], set[str], set[str]]]:
    """Section -> items that state a rule, items that do not, items that count neither way."""
    case, key = context.case, context.key
    free = {"manual": set(key["debated"]), "heard": heard_debated(case)}
    true = {"manual": set(key["paragraphs"]), "heard": set(heard_rules(case))}
    there = {"manual": set(paragraphs(case)), "heard": set(heard_lines(case))}
    return {s: (true[s], there[s] - true[s] - free[s], free[s]) for s in _FIELDS}


def _marked(answer: RuleHunt) -> dict[str, set[str]]:
    return {s: {i for i, c in labels(getattr(answer, s)).items() if c == "rule"} for s in _FIELDS}


def _both(answer: RuleHunt, context: Context) -> Measured:
    """Recall and precision over both documents together."""
    of, marked = places(context), _marked(answer)
    there = {(s, i) for s in _FIELDS for i in marked[s] if i in set().union(*of[s])}
    truth = {(s, i) for s in _FIELDS for i in of[s][0]}
    free = {(s, i) for s in _FIELDS for i in of[s][2]}
    recall, precision = recall_precision(truth, there, free)
    value = min(1.0, recall / RECALL, precision / PRECISION)
    hits = len(there & truth)
    text = f"You found {hits} of {len(truth)} places ({recall:.0%}); of your marks {precision:.0%} are right."
    if value >= 1:
        return Measured(1.0, met(text, f"Asked for: {RECALL:.0%} and {PRECISION:.0%}."))
    why = f"At least {RECALL:.0%} found, and at least {PRECISION:.0%} of the marks right."
    then = "Look for more: who may not do what, or only when?" if recall < RECALL else (
        "Take marks away: advice, news and small talk decide nothing.")  # fmt: skip
    return Measured(value, (Finding(LOOK_AGAIN, text, why=why, next=then),))


def _told(section: str, words: Callable[[Any], Mapping[str, str]]) -> Callable[[RuleHunt, Context], Measured]:
    def measure(answer: RuleHunt, context: Context) -> Measured:
        true, wrong, _ = places(context)[section]
        marked = _marked(answer)[section]
        text = words(context.case)
        order = list(text)
        missed = _sorted(true - marked, order)
        extra = _sorted(wrong & marked, order)
        told = [
            Finding(LOOK_AGAIN, f"Marked as a rule: \u201c{_short(text[i])}\u201d", where=i,
                    why="It advises, tells or complains; nothing is allowed, refused or fixed by it.",
                    next="Ask: what would be decided otherwise without it?")
            for i in extra
        ]  # fmt: skip
        told += [
            Finding(LOOK_AGAIN, f"Not marked: \u201c{_short(text[i])}\u201d", where=i,
                    why="Something is decided there, and always in the same way.",
                    next="Say it as: only if ..., then ...")
            for i in missed
        ]  # fmt: skip
        if len(extra) > 1 and missed:  # a word on either side first
            told = [told[0], told[len(extra)], *told[1 : len(extra)], *told[len(extra) + 1 :]]
        good = f"All {len(true)} are found, and nothing else is marked."
        value = informed(true, wrong, marked) if marked else 0.0
        return Measured(value, listed(told, "Further places to look at: {n}.") or met(good))

    return measure


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:78].rsplit(" ", 1)[0] + " \u2026"


def _sorted(items: Collection[str], order: list[str]) -> list[str]:
    return sorted(items, key=order.index)


def _bounds(section: str) -> Bounds:
    return Bounds(_TOLD, TRIVIAL[section])


HUNT = Exercise(
    "6.1",
    RuleHunt,
    lambda a: any(p.choice for p in (*a.manual, *a.heard)),
    (
        Criterion("both", "Enough rules are found, and enough marks are right", _both, keyed=True),
        Criterion("manual", "In the manual you tell rules from the rest",
                  _told("manual", lambda c: {n: p["text"] for n, p in paragraphs(c).items()}),
                  _bounds("manual"), 8, keyed=True),
        Criterion("heard", "In the conversation you tell rules from the rest",
                  _told("heard", lambda c: {n: x["text"] for n, x in heard_lines(c).items()}),
                  _bounds("heard"), 7, keyed=True),
    ),
)  # fmt: skip
