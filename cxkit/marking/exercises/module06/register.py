"""6.2: the rule register: type and way of every rule, origin and effect of six. Rows 41-43.

What is measured in the log is right within 5 %. A year is right within one of the notice's: a rule
may have held a little before somebody wrote it down.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....techniques.agreement import kappa
from ....techniques.artefact import tokens
from ....techniques.rules import Rule, RuleRegister
from ....techniques.rules_effect import within
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import agreement, kappa_interval, listed, met, share_interval
from .material import EFFECTS, answers, known_rules, old_rules

__all__ = ["REGISTER"]

_CLOSE = 0.05  # of the number in the log
_YEARS = 1
# Six rules and six notices, matched by lot: 95 of 100 answers have at most three right.
_MATCHED = 0.5
_HOW = {
    "type": "Operational: how work is done day by day. Strategic: chosen for money or reputation. "
    "Regulatory: a law is named.",
    "way": "System: nobody could break it if they wished to. Manual: somebody has to keep it.",
}
_UNITS = {"R02": "refused \u00f7 all that asked", "R03": "refused \u00f7 all that asked",
          "R05": "days \u00f7 hires", "R07": "hours \u00f7 cars held back",
          "R09": "minutes of two copies out of three \u00f7 visits",
          "R13": "hours \u00f7 estimates that waited"}  # fmt: skip


def _rows(answer: RuleRegister) -> dict[str, Rule]:
    return {r.id: r for r in answer.rules}


def _sorted(axis: str) -> Callable[[RuleRegister, Context], Measured]:
    def measure(answer: RuleRegister, context: Context) -> Measured:
        key = context.case.service_key["rules"]
        truth = {id_: key[id_][axis] for id_ in known_rules(context.case)}
        given = {id_: getattr(row, axis) for id_, row in _rows(answer).items() if getattr(row, axis)}

        def tell(id_: str, was: Any) -> Finding:
            where = ", ".join(key[id_]["paragraphs"]) or "the register"
            return Finding(LOOK_AGAIN, f"You have {was}: \u201c{key[id_]['text']:.90}\u201d",
                           where=id_, why=_HOW[axis], next=f"Read {where} again.")  # fmt: skip

        good = f"All {len(truth)} agree with the key."
        found = agreement(truth, given, kappa, kappa_interval, tell, good)
        missing = len(truth) - len(given)
        if missing and found.findings and found.findings[0].state == DONE:
            text = f"{missing} of {len(truth)} rules have no {axis} yet."
            return Measured(found.value, (Finding(LOOK_AGAIN, text, next="Choose one for each."),))
        return found

    return measure


def _kappa_bounds(axis: str) -> Callable[[Context], Bounds]:
    return lambda context: Bounds(context.key["threshold"], context.key["trivial"][axis])


def _origin(answer: RuleRegister, context: Context) -> Measured:
    """Notice and year of the six old rules; each counts a half."""
    truth, key = old_rules(context.case), context.case.service_key["rules"]
    rows = {r.id: r for r in answer.old}
    told, value = [], 0.0
    for id_, notice in truth.items():
        row = rows.get(id_, Rule(id=id_))
        right = row.origin.strip().rstrip(".") == notice
        made = key[id_]["year"]
        dated = row.made is not None and abs(row.made - made) <= _YEARS
        value += right * (1 + dated) / 2
        if not right and row.origin:
            told.append(Finding(LOOK_AGAIN, f"You trace it to notice {row.origin:.20}.", where=id_,
                                why="An old notice tells what the rule was for, not what it says.",
                                next="Look for the thing that the rule protects: a key, a tea, a cheque."))  # fmt: skip
        elif right and not dated:
            came = f"{row.year}" if row.year else "no year"
            told.append(Finding(LOOK_AGAIN, f"The notice is right; you have {came}.", where=id_,
                                why="Its age is how long it has gone without a question.",
                                next=f"Take the year from notice {notice}."))  # fmt: skip
    open_ = [i for i in truth if not rows.get(i, Rule()).origin]
    if open_:
        text = f"{len(open_)} of {len(truth)} origins are open."
        told.append(Finding(LOOK_AGAIN, text, where=", ".join(open_),
                            next="Choose the notice that tells why."))  # fmt: skip
    good = f"All {len(truth)} rules have their notice and their year."
    share = value / len(truth)
    return Measured(share, listed(told, "Further origins to look at: {n}.") or met(good),
                    share_interval(value, len(truth)))  # fmt: skip


def _effect(answer: RuleRegister, context: Context) -> Measured:
    rows = {r.id: r for r in answer.old}
    told, right = [], 0
    for id_, asked in EFFECTS.items():
        said = rows[id_].amount if id_ in rows else None
        if asked.unit == "%" and isinstance(said, float) and 0 < said <= 1:
            said *= 100  # a share, as some people write it
        if any(within(said, truth, _CLOSE) for truth in answers(context.case, id_)):
            right += 1
            continue
        came = "No number yet." if said is None else (
            f"You have {said:g} {asked.unit}." if isinstance(said, float) else
            f"\u201c{said:.20}\u201d is not a number.")  # fmt: skip
        told.append(Finding(LOOK_AGAIN, came, where=id_, why="What nobody has measured, nobody can "
                            "weigh against what the rule protects.",
                            next=f"Draw \u201ceffects\u201d: {_UNITS[id_]}, in {asked.unit}."))  # fmt: skip
    good = f"All {len(EFFECTS)} effects lie within 5 % of the log."
    value = right / len(EFFECTS)
    return Measured(value, listed(told, "Further effects to look at: {n}.") or met(good))


def _owned(answer: RuleRegister, context: Context) -> Measured:
    rows = {r.id: r for r in answer.old}
    open_ = [i for i in EFFECTS if not tokens(rows.get(i, Rule()).owner)]
    value = 1 - len(open_) / len(EFFECTS)
    if not open_:
        return Measured(1.0, met(f"All {len(EFFECTS)} rules have somebody who could change them."))
    return Measured(value, (Finding(LOOK_AGAIN, f"{len(open_)} rules have no owner yet.",
                    where=", ".join(open_), why="A rule without an owner can be changed by nobody.",
                    next="Who would have to sign if it were to go?"),))  # fmt: skip


def _begun(a: RuleRegister) -> bool:
    return any(r.begun or r.amount is not None or r.year for r in (*a.rules, *a.old))


_OLD = len(EFFECTS)
REGISTER = Exercise(
    "6.2",
    RuleRegister,
    _begun,
    (
        Criterion("type", "Operational, strategic or regulatory", _sorted("type"),
                  _kappa_bounds("type"), 5, keyed=True),
        Criterion("way", "Kept by a system or by hand", _sorted("way"), _kappa_bounds("way"), 3,
                  keyed=True),
        Criterion("origin", "Where six old rules came from", _origin,
                  Bounds((_OLD - 1) / _OLD, _MATCHED), 5, keyed=True),
        Criterion("effect", "What they cost, within 5 % of the log", _effect, Bounds(1.0), 6,
                  keyed=True),
        Criterion("owned", "Somebody owns each of them", _owned, Bounds(1.0), 1, gate="origin",
                  keyed=True),
    ),
)  # fmt: skip
