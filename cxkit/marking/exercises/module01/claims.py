"""1.3: what the method's own sources say against each other, and how good eight claims are.

Rows 50, 67, 73 and 74 of the method. A pair may be chosen at either of its claims, or at both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ....techniques.artefact import tokens
from ....techniques.claims import GRADES, GROUPS, ClaimsAudit, grades_apart, overlap, paired
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import labels, listed, met, share_interval
from .reason import given, repeats

__all__ = ["CLAIMS"]

_LEAST = 4  # different words of a reason
_CLAIMS = 3  # of one's own firm
_LUCK = 4  # exact among those near that guessing reaches: 95 of 100 stay at or below six and four


def _pairs(key: Mapping[str, Any], name: str) -> set[tuple[str, str]]:
    return {(a, b) for a, b in key[name]}


def _contradictions(answer: ClaimsAudit, context: Context) -> Measured:
    truth, free = _pairs(context.key, "pairs"), _pairs(context.key, "may_count")
    claims = {c["id"]: c for c in context.case.claims["claims"]}
    chosen = paired(answer.matched) - free
    told = [_both_stand(claims, *pair) for pair in sorted(chosen - truth)]
    for group in GROUPS:
        here = {p for p in truth if claims[p[0]]["group"] == group}
        if left := here - chosen:
            told.append(
                Finding(
                    LOOK_AGAIN,
                    f"Contradictions found: {len(here) - len(left)} of {len(here)}.",
                    where=context.case.claims["groups"][group],
                    why="A source that contradicts itself tells you where to ask again.",
                    next="Look for two claims about the same thing with another number, name, aim or date.",
                )
            )
    good = f"All {len(truth)} contradictions are found. Draw \u201cclaims\u201d for what lies behind each."
    findings = listed(told, "Further places to look at: {n}.") or met(good)
    return Measured(overlap(truth, chosen), findings)


def _both_stand(claims: Mapping[str, Any], a: str, b: str) -> Finding:
    known = a in claims and b in claims
    what = "can both be true" if known else "are not two of the claims"
    return Finding(
        LOOK_AGAIN,
        f"{a} and {b} {what}.",
        where=f"{a} and {b}",
        why="Two claims contradict each other when no world has room for both.",
        next="Say aloud what would have to hold for both, then choose again or leave it open.",
    )


def _grades(answer: ClaimsAudit, context: Context) -> Measured:
    """The share within one grade. Below the threshold, grades that are ours exactly add to it, by
    less than one more near grade would."""
    key, chosen = context.key["graded"], labels(answer.grades)
    apart = grades_apart({c: item["grade"] for c, item in key.items()}, chosen)
    near, exact = (sum(steps <= most for steps in apart.values()) for most in (1, 0))
    told = [
        Finding(
            LOOK_AGAIN,
            f"You gave {chosen[c]}; that is {steps} grades from ours.",
            where=c,
            why=key[c]["why"],
            next="Ask what the claim rests on, not whether you believe it.",
        )
        for c, steps in apart.items()
        if steps > 1
    ]
    if open_ := [c for c in key if c not in apart]:
        told.append(Finding(LOOK_AGAIN, "No grade yet.", ", ".join(open_), next="Choose A to E."))
    n = len(key)
    count = f"{near} of {n} grades are the same as ours or next to it"
    if told:
        low = context.key["grading"]
        told.append(
            Finding(
                LOOK_AGAIN,
                f"{count}; {round(low['threshold'] * n)} are asked for.",
                why=f"Guessing reaches {round(low['trivial'] * n)}, with {_LUCK} of them exactly ours. "
                "Only what is better earns something.",
            )
        )
    value = near / n if near == n else (near + exact / n) / n
    return Measured(value, tuple(told) or met(f"{count}."), share_interval(value * n, n))


def _grade_bounds(context: Context) -> Bounds:
    low, n = context.key["grading"], len(context.key["graded"])
    return Bounds(low["threshold"], low["trivial"] + _LUCK / n**2)


def _reasons(answer: ClaimsAudit, context: Context) -> Measured:
    if context.mine:
        return _own_claims(answer)
    wanted = list(context.key["graded"])
    texts = {c["id"]: c["text"] for c in context.case.claims["claims"]}
    told_by = {p.id: " ".join(tokens(p.why)) for p in answer.grades}
    words = {c: told_by.get(c, "") for c in wanted}
    bare = [c for c, w in words.items() if not given(w, _LEAST)]
    copies = [c for c, w in words.items() if c not in bare and repeats(w, texts[c])]
    often = Counter(words.values())
    twice = [c for c, w in words.items() if often[w] > 1 and c not in (*bare, *copies)]
    if not bare and not copies and not twice:
        return Measured(1.0, met("Each grade has a reason of its own. A person reads them."))
    faults = [(bare, "A reason is missing, or too short to follow."),
              (copies, "The claim is repeated, and no reason given."),
              (twice, "The same reason stands at several claims.")]  # fmt: skip
    told = tuple(
        Finding(LOOK_AGAIN, what, ", ".join(where), "The grade is one letter; the reason is the work.",
                "Say what the claim rests on, and what would lift it by one grade.")
        for where, what in faults
        if where
    )  # fmt: skip
    return Measured(1 - len({*bare, *copies, *twice}) / len(wanted), told)


def _own_claims(answer: ClaimsAudit) -> Measured:
    """Claims of one's own firm: what is said, where, a grade, and what it rests on."""
    good, begun, faults = 0, 0, []
    for number, row in enumerate(answer.own, start=1):
        open_ = [
            words
            for words, there in (
                ("what is said", given(row.claim, _LEAST)),
                ("where", given(row.place, 1)),
                ("a grade", row.choice in tuple(GRADES)),
                ("what it rests on", given(row.why, _LEAST) and not repeats(row.why, row.claim)),
            )
            if not there
        ]
        if row.claim or row.place or row.choice or row.why:
            begun += 1
            good += not open_
            if open_:
                faults.append(Finding(LOOK_AGAIN, f"Still open: {', '.join(open_)}.",
                                      f"Claim {number}", "The letter alone convinces nobody.",
                                      "Complete it, or remove the row."))  # fmt: skip
    if good < _CLAIMS:
        faults.insert(0, Finding(LOOK_AGAIN, f"{good} of {_CLAIMS} claims are whole.",
                                 next="Look at an advert, a tender and the last board paper."))  # fmt: skip
    told = listed(faults, "Further claims to look at: {n}.")
    all_good = met(f"{good} claims are graded, each with what it rests on.")
    return Measured(good / max(_CLAIMS, begun), told or all_good)


def _pair_bounds(context: Context) -> Bounds:
    key = context.key["contradictions"]
    return Bounds(key["threshold"], key["trivial"])


CLAIMS = Exercise(
    "1.3",
    ClaimsAudit,
    lambda a: any(row.choice for row in a.matched)
    or any(p.choice or p.why for p in a.grades)
    or any(c.claim or c.place or c.choice or c.why for c in a.own),
    (
        Criterion("pairs", "Claims that cannot both stand are paired", _contradictions,
                  _pair_bounds, 12, keyed=True),
        Criterion("grades", "Grades say what a claim rests on", _grades, _grade_bounds, 8,
                  keyed=True),
        Criterion("reasons", "Each grade has a reason", _reasons, weight=5, gate="grades"),
    ),
)  # fmt: skip
