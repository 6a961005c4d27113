"""6.5: keep, change or retire eight rules, and one's own register. Rows 42 and 70.

A law cannot be retired: that gate closes everything. A rule whose reason is gone may be changed or
retired; a sound one is best kept, and may be changed. Whether the argument is good is for a person.
On one's own organisation nothing is known, and the register is held against itself.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from ....techniques.language import copied
from ....techniques.rules import LEAST_REASON, Rule, RuleRegister, dropped_laws, faults
from ....techniques.said import said_enough, words
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import listed, met, share_interval
from .material import known_rules

__all__ = ["COURT", "LEAST_RULES", "court_rules"]

LEAST_RULES = 3  # of one's own organisation
_CHANGED = 0.25  # of a sound rule: it may stand once, with a reason
_KEPT = 0.5  # of how a law is kept: ours to change, so it may stand for both
_LOST = -0.5  # a sound rule that is retired: more than one verdict, since somebody may be hurt
_ENOUGH = 7 / 8
_TRIVIAL = 0.7813  # by lot, and more than one verdict for all: a test draws it again
_MOSTLY = 0.5  # of a reason's four-word runs
_FIELDS = ("type", "owner", "origin", "effect", "year")
_HARD = {
    "law": "Choose keep or change: the law stays, how you keep it may not.",
    "citation": "Name the law, or call the rule what it is.",
    "unexamined": "Ask somebody who was there; then keep, change or retire it.",
}


def court_rules(context: Context) -> dict[str, dict[str, Any]]:
    """The rules before the court, with the truth about each."""
    truth = context.case.service_key["rules"]
    return {id_: truth[id_] for id_ in context.key["rules"]}


def _own(answer: RuleRegister) -> list[Rule]:
    return [r for r in answer.rules if r.begun]


def _heard(answer: RuleRegister, context: Context) -> dict[str, Rule]:
    rows = {r.id: r for r in answer.rules}
    return {id_: rows.get(id_, Rule(id=id_)) for id_ in context.key["rules"]}


def _law(answer: RuleRegister, context: Context) -> Measured:
    if context.mine:
        hard = [d for d in faults(_own(answer), answer.now) if d.kind in _HARD]
        told = [Finding(LOOK_AGAIN, d.text, where=d.rule, why="Laws are kept. All else has to give "
                        "its reason again.", next=_HARD[d.kind]) for d in hard]  # fmt: skip
        good = "No law is retired, and nothing of unknown origin is kept unexamined."
        value = float(bool(_own(answer)) and not told)
        return Measured(value, listed(told, "Further rules to look at: {n}.") or met(good))
    dropped = _dropped(answer, context)
    told = [
        Finding(LOOK_AGAIN, "You retire a rule that is set by law.", where=r.id,
                why=f"{context.case.service_key['rules'][r.id]['citation']}. It is not ours to drop.",
                next=_HARD["law"])
        for r in dropped
    ]  # fmt: skip
    return Measured(float(not told), tuple(told) or met("No rule that is set by law is retired."))


def _dropped(answer: RuleRegister, context: Context) -> list[Rule]:
    by_law = {id_ for id_, r in court_rules(context).items() if r["type"] == "regulatory"}
    return dropped_laws([r for r in answer.rules if r.id in context.key["rules"]], by_law)


def _filled(answer: RuleRegister, context: Context) -> Measured:
    if context.mine:
        return _on_record(answer)
    rows = _heard(answer, context)
    open_ = [i for i, r in rows.items() if not r.decision or not r.control]
    if not open_:
        return Measured(1.0, met(f"All {len(rows)} rules are decided on, and you say which control."))
    text = f"{len(open_)} of {len(rows)} rules are open."
    return Measured(1 - len(open_) / len(rows), (Finding(LOOK_AGAIN, text, where=", ".join(open_),
                    next="Choose a verdict, and say whether the rule is there to control people."),))  # fmt: skip


def _on_record(answer: RuleRegister) -> Measured:
    """Own rules whose fields are filled: type, way, origin or "unknown", owner, effect, verdict."""
    rules = _own(answer)
    lacking = {d.rule: d.text for d in faults(rules, answer.now) if d.kind in _FIELDS}
    said = Counter(tuple(words(r.text)) for r in rules)
    for rule in rules:
        told_of = said_enough(rule.text)
        if not told_of or not rule.decision:
            lacking.setdefault(rule.item, "Not decided yet." if told_of else "It is not worded yet.")
        if said[tuple(words(rule.text))] > 1:
            lacking.setdefault(rule.item, "The same rule stands twice.")
    told = [Finding(LOOK_AGAIN, text, where=item, why="What is left open is what nobody has asked.",
                    next="Ask whoever keeps the rule.") for item, text in lacking.items()]  # fmt: skip
    if len(rules) < LEAST_RULES:
        text = f"Rules so far: {len(rules)}; {LEAST_RULES} are asked for."
        told.append(Finding(LOOK_AGAIN, text, next="Look where people say: I would, but I may not."))
    whole = len(rules) - len(lacking)
    good = f"{len(rules)} rules, each with type, way, origin, owner, effect and verdict."
    return Measured(max(0.0, whole / max(LEAST_RULES, len(rules))),
                    listed(told, "Further fields to look at: {n}.") or met(good))  # fmt: skip


def worth(rule: dict[str, Any], decision: str) -> float:
    """What a verdict on a rule is worth, 1 at most; to retire a sound one costs more than it."""
    if rule["obsolete"]:
        return float(decision in ("change", "retire"))
    changed = _KEPT if rule["type"] == "regulatory" else _CHANGED
    return {"keep": 1.0, "change": changed, "retire": _LOST}.get(decision, 0.0)


def _verdicts(answer: RuleRegister, context: Context) -> Measured:
    rules, rows = court_rules(context), _heard(answer, context)
    value = sum(worth(rule, rows[id_].decision) for id_, rule in rules.items())
    told = []
    for id_, rule in rules.items():
        was = rows[id_].decision
        if rule["obsolete"] and was == "keep":
            told.append(Finding(LOOK_AGAIN, f"You keep it. {rule['gone']}", where=id_,
                                why="What it was made for is no longer there.",
                                next="Change or retire it, or say what it protects today."))  # fmt: skip
        elif not rule["obsolete"] and was in ("change", "retire") and rule["type"] != "regulatory":
            told.append(Finding(LOOK_AGAIN, f"You {was} it. It was last challenged in "
                                f"{rule['challenged']}, and kept.", where=id_,
                                why=f"Its reason still holds: {rule['origin']}.",
                                next="Keep it, unless you know better than those who asked."))  # fmt: skip
        elif rule["type"] == "regulatory" and was == "change":
            told.append(Finding(LOOK_AGAIN, "You change a rule that is set by law.", where=id_,
                                why="What may change is how it is kept: by a screen, sooner, once.",
                                next="Keep it, or name in your reason what stays as the law says."))  # fmt: skip
    share = max(0.0, value / len(rules))
    if _dropped(answer, context):  # all that follows rests on it
        text = "Nothing counts while a law is dropped."
        return Measured(0.0, (Finding(LOOK_AGAIN, text, next=_HARD["law"]), *told[:2]))
    good = f"{sum(r['obsolete'] for r in rules.values())} rules have lost their reason, and go."
    done = share >= _ENOUGH - 1e-9
    if done and told:  # what is left over stands, and is told as a remark
        told = [Finding(DONE, f.what, f.where, f.why) for f in told]
    return Measured(share, listed(told, "Further verdicts to look at: {n}.") or met(good),
                    share_interval(value, len(rules)))  # fmt: skip


def _reasons(answer: RuleRegister, context: Context) -> Measured:
    if context.mine:
        rows = {r.item: r for r in _own(answer)}
        wanted = max(LEAST_RULES, len(rows))
    else:
        rows = _heard(answer, context)
        wanted = len(rows)
    said = Counter(tuple(words(r.reason)) for r in rows.values())
    short = [i for i, r in rows.items() if not said_enough(r.reason, LEAST_REASON)]
    same = [i for i, r in rows.items() if i not in short and said[tuple(words(r.reason))] > 1]
    known = {} if context.mine else known_rules(context.case)
    echo = [i for i, r in rows.items() if i not in (*short, *same)
            and copied(r.reason, known.get(i, r.text)) > _MOSTLY]  # fmt: skip
    told = []
    if echo:
        told.append(Finding(LOOK_AGAIN, "The rule stands here once more, and no reason.",
                            where=", ".join(echo[:8]), why="Its owner knows what it says.",
                            next="What was it for, and is that still so?"))  # fmt: skip
    if short:
        told.append(Finding(LOOK_AGAIN, "The reason is missing, or too short to be judged.",
                            where=", ".join(short[:8]), why="Somebody will ask, and in a year it "
                            "will be you.", next="What was it for, and is that still so?"))  # fmt: skip
    if same:
        told.append(Finding(LOOK_AGAIN, "These have one reason between them.", where=", ".join(same[:8]),
                            why="Rules that were made for different reasons go for different ones.",
                            next="Say of each what has changed since it was made."))  # fmt: skip
    right = len(rows) - len(short) - len(same) - len(echo)
    if not told and right < wanted:
        told = [Finding(LOOK_AGAIN, f"Reasons so far: {right} of {wanted}.")]
    good = f"All {len(rows)} verdicts have a reason of their own. A person reads them."
    return Measured(right / wanted, tuple(told) or met(good))


COURT = Exercise(
    "6.5",
    RuleRegister,
    lambda a: any(r.begun or r.reason or r.control for r in a.rules),
    (
        Criterion("law", "No law is dropped", _law),
        Criterion("verdicts", "What has lost its reason goes, what has one stays", _verdicts,
                  Bounds(_ENOUGH, _TRIVIAL), 9, gate="law", keyed=True),
        Criterion("filled", "Every rule is on record", _filled, Bounds(1.0), 3, gate="verdicts"),
        Criterion("reasons", "Every verdict has a reason of its own", _reasons, Bounds(1.0), 3,
                  gate="verdicts"),
    ),
)  # fmt: skip
