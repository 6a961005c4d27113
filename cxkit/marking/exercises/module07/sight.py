"""7.3: the line of sight from every task to an objective. Rows 47, 48, 62 and 76 of the method.

Tests and links must agree, which needs no key. Which tasks serve nothing is held against the case's
key as a set; what is read off the lines, against the learner's own lines. Whether a line is true,
and what it takes to stop a task, is for a person to judge.
"""

from __future__ import annotations

from typing import Any

from ....techniques.artefact import tokens
from ....techniques.said import said_enough
from ....techniques.sight import DIRECT, NONE, REGULATORY, Sight, SightLines, seen
from ....techniques.sight_faults import SightFault, sight_faults
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import filled, labels, listed, met, share_interval
from .branch import AGREE, claims, joined, open_tasks, true_orphans

__all__ = ["LEAST_OWN", "SIGHT", "THRESHOLD", "TRIVIAL", "set_f1"]

LEAST_OWN = 8  # tasks of one's own organisation
THRESHOLD = 0.8  # F1 of the set that serves nothing
# The best of: every claim one way with one test for the rest; 95 in 100 blind answers.
TRIVIAL = 0.4286
_STORY = 5  # words


def _sight(answer: SightLines, context: Context) -> Sight:
    return answer if context.mine else joined(answer, context.case)


def set_f1(truth: set[str], given: set[str]) -> float:
    """F1 of a set, 0 to 1: twice what both hold, of all that each holds."""
    size = len(truth) + len(given)
    return 2 * len(truth & given) / size if size else 1.0


def _filled(answer: SightLines, context: Context) -> Measured:
    if context.mine:
        tested = {tuple(tokens(t.text)) for t in answer.tasks if t.test and said_enough(t.text, 1)}
        told = [
            Finding(LOOK_AGAIN, f"{noun.capitalize()} so far: {have}; {least} are asked for.",
                    next="Add the next one that comes to mind.")
            for noun, have, least in (
                ("different tasks with a test", len(tested), LEAST_OWN),
                ("outcomes", len({tuple(tokens(o.text)) for o in answer.outcomes if said_enough(o.text, 1)}), 2),
                ("objectives", len({tuple(tokens(b.text)) for b in answer.objectives if said_enough(b.text, 1)}), 2))
            if have < least
        ]  # fmt: skip
        value = 1 - len(told) / 3
        return Measured(value, tuple(told) or met(f"{len(tested)} tasks have a test."))
    wanted = [c.id for c in claims(context.case)] + [a["id"] for a in open_tasks(context.case)]
    given = {**labels(answer.claims), **{t.id: t.test for t in answer.tasks}}
    return filled(wanted, given, "tasks and projects", "Judge each, also where you doubt.")


def _holds(answer: SightLines, context: Context) -> Measured:
    """Tests and links agree, nothing runs in a ring."""
    sight = _sight(answer, context)
    faults = sight_faults(sight) + ([] if context.mine else _laws(sight, context))
    begun = [t for t in sight.tasks if t.test]
    told = [
        Finding(LOOK_AGAIN, f"{f.ref} {f.what}.", f.ref,
                "A line that breaks off somewhere cannot be followed.", f.next)
        for f in faults
    ]  # fmt: skip
    if not begun:
        return Measured(0.0, (Finding(LOOK_AGAIN, "No task has a test yet.", next="Begin with one."),))
    found = seen(sight)
    good = (f"{len(found.lines)} lines reach an objective, {len(found.ruled)} are demanded by law, "
            f"{len(found.orphans)} serve nothing.")  # fmt: skip
    value = max(0.0, 1 - len({f.ref for f in faults}) / len(begun))
    return Measured(value, listed(told, "Further links to look at: {n}.") or met(good))


def _laws(sight: Sight, context: Context) -> list[SightFault]:
    """Tasks that a law is said to demand, and which it does not name."""
    key, rules, found = context.key["activities"], context.case.rules, []
    for task in sight.tasks:
        if task.test != REGULATORY or not task.rule or key.get(task.ref, {}).get("rule") == task.rule:
            continue
        rule = rules.get(task.rule, {})
        what = "is a rule of our own, and no law" if not rule.get("citation") else "does not name this task"
        found.append(SightFault(task.ref, f"cites {task.rule}, which {what}",
                                "Read the rule under \u201cMaterial\u201d: what does it demand?"))  # fmt: skip
    return found


def _orphans(answer: SightLines, context: Context) -> Measured:
    truth, given = true_orphans(context.case), set(seen(_sight(answer, context)).orphans)
    said = {c.id: c for c in claims(context.case)}
    key = context.key["activities"]
    texts = {a["id"]: a["text"] for a in context.case.measures["activities"]}
    told = []
    for ref in sorted(given - truth):
        told.append(Finding(LOOK_AGAIN, f"\u201c{texts.get(ref) or said[ref].text:.90}\u201d serves nothing, you say.",
                            ref, _served(key.get(ref, {}), context),
                            "Stop it in your mind for a month. Who would notice first?"))  # fmt: skip
    missed = truth - given
    judged = labels(answer.claims)
    for ref in sorted(missed & set(said)):
        if judged.get(ref) == AGREE:
            told.append(Finding(LOOK_AGAIN, f"\u201c{said[ref].text:.90}\u201d: you agree that it serves something.", ref,
                                said[ref].told or "The reason given tells what could be. Ask what did happen because of it.",
                                "Stop it in your mind for a month. Would any customer notice?"))  # fmt: skip
    tested = {t.id: t.test for t in answer.tasks}
    for ref in sorted(missed - set(said)):
        if tested.get(ref) not in (None, "", NONE):
            told.append(Finding(LOOK_AGAIN, f"\u201c{texts[ref]:.90}\u201d: you call it {tested[ref]}.", ref,
                                "Somebody reads it, perhaps. For which customer does it make a difference?",
                                "Stop it in your mind for a month. Would any customer notice?"))  # fmt: skip
    good = f"All {len(truth)} that serve nothing are found, and nothing else."
    value = set_f1(truth, given)
    if not told and missed:
        told = [Finding(LOOK_AGAIN, f"Found so far: {len(truth & given)}.", next="Judge the rest as well.")]
    more = listed(told, "Further ones that differ: {n}. Start with these.") or met(good)
    return Measured(value, more, share_interval(value * len(truth), len(truth)))


def _served(key: Any, context: Context) -> str:
    if not key:
        return "A customer knows of it, or meets what it makes."
    if key["test"] == REGULATORY:
        return f"The law demands it: {context.case.rules[key['rule']]['text']}"
    outcome = next(o for o in context.case.measures["outcomes"] if o["id"] == key["serves"][0])
    how = "It makes this come true" if key["test"] == DIRECT else "It lets somebody else make this come true"
    return f"{how}: \u201c{outcome['text']}\u201d"


def _read(answer: SightLines, context: Context) -> Measured:
    """What the learner reads off, held against the learner's own lines."""
    found = seen(_sight(answer, context))
    given = answer.stated[0] if answer.stated else None
    lost = ", ".join(found.unserved) or "none"
    checks = [
        (given and (given.unserved.upper() in found.unserved or not found.unserved and given.unserved == "none"),
         "The objective that nothing serves", "Draw the lines: where does none arrive?"),
        (given and given.lines == len(found.lines), "The lines that reach an objective",
         "Count tasks and projects that are direct or enabling; what the law demands is not among them."),
        (given and isinstance(given.hours, (int, float)) and abs(given.hours - found.hours) < 0.05,
         "The hours a week", "Add up the hours of the tasks that serve nothing; projects have none."),
    ]  # fmt: skip
    told = [
        Finding(LOOK_AGAIN, "It does not follow from your own lines.", where, next=step)
        for good, where, step in checks if not good
    ]  # fmt: skip
    good = (f"{found.coverage:.0%} of {found.tasks} are on a line or demanded by law; {found.hours:g} hours a week "
            f"serve nothing; no line reaches {lost}.")  # fmt: skip
    if told:
        return Measured(1 - len(told) / len(checks), tuple(told))
    thin = "; ".join(f"{b} hangs on {o} alone" for b, o in found.thin.items())
    single = "; ".join(f"{end} hangs on {task} alone" for end, task in found.single.items())
    return Measured(1.0, (Finding(DONE, good, why=". ".join(filter(None, (thin, single)))),))


def _stopped(answer: SightLines, context: Context) -> Measured:
    """A candidate of one's own finding, somebody to ask, and what would prove one wrong."""
    found = seen(_sight(answer, context)).orphans
    given = next((s for s in answer.stop if s.task or s.ask or s.wrong), None)
    if not found:
        text = "Nothing is found that serves nothing, so there is nothing to stop."
        return Measured(float(context.mine), (Finding(DONE if context.mine else LOOK_AGAIN, text),))
    checks = [
        (given and given.task.upper() in found, "A candidate", "Choose one that serves nothing by your own lines."),
        (given and said_enough(given.ask, _STORY), "Whom you would ask, and what",
         "Name a role, and the one question that you have."),
        (given and said_enough(given.wrong, _STORY) and tokens(given.wrong) != tokens(given.ask),
         "What would show that you are wrong", "Which sign, seen by whom, within which time?"),
    ]  # fmt: skip
    told = [
        Finding(LOOK_AGAIN, f"{what} is open.", "One to stop",
                "Courage without a test is recklessness.", step)
        for good, what, step in checks if not good
    ]  # fmt: skip
    name = given.task.upper() if given else ""
    return Measured(1 - len(told) / len(checks), tuple(told) or met(f"{name} has somebody to ask, and a way back."))


def _questions(answer: SightLines, context: Context) -> list[Question]:
    """On one's own organisation: can it be that all is direct?"""
    tests = {t.test for t in answer.tasks if t.test}
    if context.mine and len([t for t in answer.tasks if t.test]) >= LEAST_OWN and tests == {DIRECT}:
        text = "All of it direct? Read each with the customer's eyes: which would they miss today?"
        return [Question("tasks", "", "", text)]
    return []


def _started(answer: SightLines) -> bool:
    rows = (*answer.outcomes, *answer.objectives)
    return (
        bool(labels(answer.claims))
        or any(not t.blank or t.text for t in answer.tasks)
        or any(r.text or r.code for r in rows)
        or any(f.unserved or f.lines is not None or f.hours is not None for f in answer.stated)
        or any(s.task or s.ask or s.wrong for s in answer.stop)
    )


SIGHT = Exercise(
    "7.3",
    SightLines,
    _started,
    (
        Criterion("filled", "Everything is judged", _filled),
        Criterion("orphans", "What serves nothing is found, and nothing else", _orphans,
                  Bounds(THRESHOLD, TRIVIAL), 10, keyed=True),
        Criterion("holds", "Tests and links agree", _holds, Bounds(1.0), 4, gate="orphans"),
        Criterion("read", "What you read off follows from your lines", _read, Bounds(1.0), 4,
                  gate="orphans", keyed=True),
        Criterion("stopped", "One candidate has somebody to ask and a way back", _stopped, Bounds(1.0), 2,
                  gate="orphans"),
    ),
    _questions,
)  # fmt: skip
