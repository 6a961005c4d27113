"""8.5: which claims of a gain pass the Triple Crown gate, and what two lists save together.

Rows 49 and 50 of the method. On the case the verdicts are the gate's own finding on the figures
shown; on one's own figures the gate is asked at once. Sums are done again from the lists: a thing
in two of them is saved once. Measuring again is a plan: what, who, against which figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....techniques.agreement import kappa
from ....techniques.artefact import ArtefactError
from ....techniques.crownclaims import DAYS, Again, Claims, no_number
from ....techniques.crownsavings import Combined, combined
from ....techniques.language import copied
from ....techniques.said import said_enough
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import agreement, kappa_interval, keyed_bounds, listed, met

__all__ = ["CLAIM", "EXERCISE", "TEST", "VERDICTS"]

CLAIM = (
    "The sources put the gain at 70 to 80 per cent of the cost saved, service better by 50 to 60 per "
    "cent, and three to four times the revenue. That is all they write about it."
)
TEST = "What would have to be measured, where, against what?"

VERDICTS = {
    "pass": "passes the gate",
    "zero": "an interval holds 0",
    "wrong": "one goes the wrong way",
    "periods": "fewer than two whole periods",
    "missing": "one of the three is not measured",
    "twice": "something is counted twice",
}
_TEST = 5  # words of a test
_POUNDS = 0.005  # of the sum
_SHARE = 0.002
_OWN_FIGURES, _OWN_LINES = 2, 2
_ASK = {
    "pass": "Go through the six figures once more: three measures, two periods, each interval.",
    "zero": "Does 0 lie inside one of the intervals, or at its end?",
    "wrong": "Cost should fall; revenue and service should rise. Is a whole interval on the other side?",
    "periods": "For which periods are all three measures given?",
    "missing": "Are cost, revenue and service all there?",
    "twice": "Are two lists of savings added up? Which thing stands in both?",
}


# ---- verdicts -------------------------------------------------------------------------------


def _verdicts(answer: Claims, context: Context) -> Measured:
    if context.mine:
        return _own_verdict(answer)
    truth: Mapping[str, str] = context.key["verdicts"]

    def tell(claim: str, given: Any) -> Finding:
        return Finding(
            LOOK_AGAIN,
            f"You have: {VERDICTS.get(given, given)}. The figures say otherwise.",
            where=claim,
            why="The gate opens for cost, revenue and service together, twice, and counted once.",
            next=_ASK["pass" if given != "pass" else truth[claim]],
        )

    found = agreement(truth, answer.chosen, kappa, kappa_interval, tell,
                      "Every claim is judged as its figures allow.")  # fmt: skip
    open_ = [c for c in truth if c not in answer.chosen]
    if not open_:
        return found
    told = Finding(LOOK_AGAIN, f"{len(open_)} of {len(truth)} claims have no verdict yet.",
                   where=", ".join(open_), next="Choose one for each.")  # fmt: skip
    wrong = tuple(f for f in found.findings if f.state == LOOK_AGAIN)
    return Measured(found.value, (told, *wrong), found.interval)


def _own_verdict(answer: Claims) -> Measured:
    whole = [f for f in answer.figures if f.whole]
    told = [
        Finding(LOOK_AGAIN, "Something is open, or is not a number.", where=f"row {n}",
                why="The gate compares a measure, in a period, before and after, with its interval.",
                next="Fill in the row, or empty it.")
        for n, f in enumerate(answer.figures, start=1)
        if not f.whole and not f.blank
    ]  # fmt: skip
    if len(whole) < _OWN_FIGURES:
        text = f"Whole rows so far: {len(whole)}; at least {_OWN_FIGURES} are asked for."
        told.append(
            Finding(LOOK_AGAIN, text, next="Six make the gate: three measures in two periods.")
        )
        return Measured(len(whole) / (2 * _OWN_FIGURES), tuple(told))
    try:
        found = answer.gate()
    except ArtefactError as error:
        faults = [Finding(LOOK_AGAIN, f, next="The interval is that of after minus before.")
                  for f in error.faults]  # fmt: skip
        return Measured(0.0, listed(faults, "Further rows to look at: {n}."))
    given = next((v.choice for v in answer.verdict if v.choice), "")
    right = found.first or "pass"
    if given == right or (given == "twice" and _own(answer).twice):
        text = f"{VERDICTS[given].capitalize()}: so say the {len(whole)} figures."
        more = " ".join(f.text for f in found.faults[:3])
        return Measured(float(not told), (*told, Finding(DONE, text, why=more)))
    text = f"You have: {VERDICTS[given]}." if given in VERDICTS else "No verdict yet."
    then = _ASK["pass" if given not in ("", "pass") else right]
    return Measured(0.5, (*told, Finding(LOOK_AGAIN, text, where="Your verdict", next=then)))


def _verdict_bounds(context: Context) -> Bounds:
    return Bounds(1.0) if context.mine else keyed_bounds(context)


# ---- sums -----------------------------------------------------------------------------------


def _own(answer: Claims) -> Combined:
    return combined(line.saving for line in answer.lines if line.whole)


def _sums(answer: Claims, context: Context) -> Measured:
    if context.mine:
        if (lines := sum(line.whole for line in answer.lines)) < _OWN_LINES:
            text = f"Savings written down so far: {lines}; at least {_OWN_LINES} are asked for."
            return Measured(0.0, (Finding(LOOK_AGAIN, text, next="Which project counts on what?"),))
        found = _own(answer)
        twice, union, added = set(found.twice), found.union, found.added
    else:
        twice = {t.casefold() for t in context.key["twice"]}
        union, added = context.key["union"], context.key["added"]
    told = [f for f in (_same(answer, twice), _pounds(answer, union, added)) if f]
    parts = 2
    if not context.mine:
        parts = 3
        told += [f for f in [_share(answer, context)] if f]
    good = f"Together \u00a3{union:,.2f}, each thing counted once; the plain sum would be \u00a3{added:,.2f}."
    return Measured(1 - len(told) / parts, tuple(told) or met(good))


def _same(answer: Claims, twice: set[str]) -> Finding | None:
    given = " ".join(answer.sum.twice.casefold().split())
    if given in twice or (not twice and given in ("", "nothing", "none")):
        return None
    text = f"You have: {answer.sum.twice:.40}." if given else "Nothing is named yet."
    return Finding(LOOK_AGAIN, text, where="In both lists",
                   why="What is no longer done cannot be saved a second time.",
                   next="Read one list line by line, and look for each line in the other.")  # fmt: skip


def _pounds(answer: Claims, union: float, added: float) -> Finding | None:
    given = answer.sum.pounds
    if not no_number(given) and abs(float(given or 0) - union) <= max(0.01, _POUNDS * union):
        return None
    then = "Add both lists, each thing once."
    if given is None:
        text = "No sum yet."
    elif isinstance(given, str):
        text = f"\u201c{given:.20}\u201d is not a number."
    else:
        text = f"You have \u00a3{given:,.2f}."
        if abs(given - added) <= max(0.01, _POUNDS * union):
            text += " That is both lists as they stand."
            then = "Take off once what stands in both."
    return Finding(LOOK_AGAIN, text, where="Together",
                   why="A saving that is counted twice will be missed once the year is over.", next=then)  # fmt: skip


def _share(answer: Claims, context: Context) -> Finding | None:
    given, truth = answer.sum.share, context.key["share"]
    if isinstance(given, float) and abs(given - truth) <= _SHARE + 1e-9:
        return None
    text = "No share yet." if given is None else f"You have {given:.1%}." if isinstance(
        given, float) else f"\u201c{given:.20}\u201d is not a share."  # fmt: skip
    return Finding(LOOK_AGAIN, text, where="The share of handling cost",
                   why="Only a share can be held against a claim such as 70 to 80 per cent.",
                   next="Divide what you save by what handling costs in the half-year.")  # fmt: skip


# ---- measuring again, and the sources' claim ------------------------------------------------


def _again(answer: Claims, context: Context) -> Measured:
    rows = {a.id: a for a in answer.again}
    told = []
    for day in DAYS:
        row = rows.get(f"d{day}", Again())
        if row.missing:
            names = {"what": "what is measured", "owner": "by whom", "against": "against what"}
            text = f"Open: {', '.join(names[f] for f in row.missing)}."
            told.append(Finding(LOOK_AGAIN, text, where=f"Day {day}",
                                why="A gain that nobody measures again is a memory.",
                                next="One measure, one role, and the figures it is held against."))  # fmt: skip
    return Measured(
        1 - len(told) / len(DAYS),
        tuple(told) or met("Three days, each with what, who and against what."),
    )


def _card(answer: Claims, context: Context) -> Measured:
    card = next(iter(answer.card), None)
    grade, test = (card.grade, card.test) if card else ("", "")
    told = []
    if grade not in ("D", "E"):
        text = f"You gave {grade}." if grade else "No grade yet."
        told.append(Finding(LOOK_AGAIN, text, where="The grade", why="The claim comes without a source, a "
                            "case or a number of cases.", next="Ask what it rests on."))  # fmt: skip
    if not said_enough(test, _TEST) or copied(test, f"{CLAIM} {TEST}") > 0.5:
        told.append(Finding(LOOK_AGAIN, "What would test it is not said yet, or in few words of your own.",
                            where="The test", next="What would somebody have to measure, and where?"))  # fmt: skip
    return Measured(1 - len(told) / 2, tuple(told) or met(
        f"{grade}: a figure without data. By the case's own log the saving is {context.key['share']:.0%}."))  # fmt: skip


EXERCISE = Exercise(
    "8.5",
    Claims,
    lambda a: bool(a.chosen) or any(s.twice or s.pounds is not None or s.share is not None for s in a.sums)
    or any(len(r.missing) < 3 for r in a.again) or any(c.grade or c.test for c in a.card)
    or any(not f.blank for f in a.figures) or any(v.choice for v in a.verdict)
    or any(x.project or x.item or x.pounds is not None for x in a.lines),
    (
        Criterion("verdicts", "Each claim is judged by its figures", _verdicts, _verdict_bounds, 7),
        Criterion("sums", "Savings are added up, each thing once", _sums, weight=5, gate="verdicts"),
        Criterion("again", "It will be measured again: day 30, 60, 90", _again, weight=3, gate="verdicts"),
        Criterion("card", "The sources' figure is graded, with a test", _card, weight=2, gate="verdicts",
                  keyed=True),
    ),
)  # fmt: skip
