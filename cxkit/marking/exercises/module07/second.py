"""7.5: the outcome map's second cycle, with its change log. Row 14 of the method.

The cycle is written as what changes against the learner's own 3.4. A new statement of intent must
give today's value as the data have it; that gates the rest, since lines are quickly struck out and
written. Whether understanding changed is for a person to judge.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ....techniques.artefact import ArtefactError, tokens
from ....techniques.cycles import log_faults, map_diff
from ....techniques.language import copied
from ....techniques.oneliner import OneLiner
from ....techniques.outcomes import BOXES, Line, OutcomeMap, told, words
from ....techniques.said import said_enough
from ....techniques.second_cycle import STRIKE, SecondCycle, joined_map
from ....techniques.smart import intent_faults
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met
from ...together import of_case, other_artefact
from ..module03.map_figures import figures_right
from ..module03.map_questions import questions as map_questions

__all__ = ["SECOND", "citable", "first_cycle", "since"]

_UNDERSTOOD = ("1", "2", "3")  # the boxes in which understanding shows
_NEW = 2  # words below which nothing new is told
# Of the lesson and of the form, in nobody's own words.
_SHOWN = ("I shall have it by Friday, or else I must buy it.", "I hope that they have it.",
          "a night nurse with one car", "getting to my shift")  # fmt: skip
_NO_MAP = Finding(
    LOOK_AGAIN,
    "There is no first cycle to revise.",
    "Exercise 3.4",
    "A second cycle says what changed since the first.",
    "Fill in 3.4 first; ten minutes are enough to begin.",
)


def first_cycle(case: Any, *, mine: bool = False) -> OutcomeMap:
    """The learner's map of 3.4 with the line kept in 3.5; an empty one where there is none, or it
    cannot be read."""
    try:
        one = other_artefact(case, "3.4", OutcomeMap, mine=mine)
        kept = other_artefact(case, "3.5", OneLiner, mine=mine).kept
    except ArtefactError:
        return OutcomeMap()
    return one if one.blank or not kept else one.model_copy(update={"line": [Line(id="line", text=kept)]})


@of_case
def citable(case: Any) -> dict[str, str]:
    """Id -> words, of all that a change may rest on: voices and promises, steps, rules, measures,
    figures and tasks."""
    case_voices = (case.promises, case.vignettes, case.verbatims)
    found = {i: row["text"] for rows in case_voices for i, row in rows.items()}
    return found | since(case)


@of_case
def since(case: Any) -> dict[str, str]:
    """The part of it that was found after the first cycle: in modules 04 to 07."""
    measures = case.measures
    found = {i: f"{s['step']}, {s['performer']}" for i, s in case.steps.items()}
    found |= {i: r["text"] for i, r in case.rules.items()}
    found |= {b["id"]: f"Break point, {b['words']}" if "words" in b else "Break point"
              for b in case.actions["break_points"]}  # fmt: skip
    found |= {k["id"]: k["name"] for k in measures["kpis"]}
    found |= {f["id"]: f["name"] for f in case.smart["figures"]}
    return found | {a["id"]: a["text"] for a in measures["activities"]}


def _cycle(answer: SecondCycle, context: Context) -> tuple[OutcomeMap, OutcomeMap]:
    """The map as it was, and as it is now."""
    before = first_cycle(context.case, mine=context.mine)
    return before, joined_map(before, answer)


def _whole(answer: SecondCycle, context: Context) -> Measured:
    before, after = context.once(_cycle, answer)
    if before.blank:
        return Measured(0.0, (_NO_MAP,))
    empty = [box for box in BOXES if not any(told(after, box))]
    if not empty and words(after.oneliner):
        return Measured(1.0, met(f"Cycle {after.version} still answers all six questions."))
    return Measured(1 - len(empty) / len(BOXES), (Finding(
        LOOK_AGAIN, f"Nothing stands in box {', '.join(empty)} any more.",
        why="A question without an answer cannot be tested with colleagues.",
        next="Keep a line of the first cycle, or write a new one."),))  # fmt: skip


def _figures(answer: SecondCycle, context: Context) -> Measured:
    """New statements: all fields hold, and on the case today's value is that of the data."""
    before, _ = context.once(_cycle, answer)
    out = {p.id for p in answer.struck if p.choice == STRIKE}
    kept = {" ".join(tokens(s.measure)) for s in before.statements if f"5/{s.id}" not in out}
    rows = [s for s in answer.statements if not s.blank]
    if not rows:
        return Measured(0.0, (Finding(
            LOOK_AGAIN, "No statement of intent is new.", "box 5",
            "What was found since then has to show in a number.",
            "Take a figure that the first cycle did not use, or strike one out and set it anew."),))  # fmt: skip
    faults, good = [], 0
    for n, s in enumerate(rows, start=1):
        told_ = [f.what for f in intent_faults(s)] + ["it serves nothing that is named"] * (not tokens(s.serves))
        told_ += ["the first cycle has it, and it was not struck out"] * (" ".join(tokens(s.measure)) in kept)
        if not context.mine:
            there = Context(context.case, context.case.exercises["3.4"])
            found = figures_right(OutcomeMap(statements=[s]), there)
            if not found.value:
                told_.insert(0, found.findings[0].what.partition(": ")[2].rstrip("."))
        good += not told_
        if told_:
            faults.append(Finding(LOOK_AGAIN, f"New statement {n}: {'; '.join(told_[:2])}.", "box 5",
                                  "A target means something only beside a true value of today.",
                                  "Set that right; each figure in the material names its value."))  # fmt: skip
    return Measured(good / len(rows), listed(faults, "Further statements to look at: {n}.")
                    or met(f"New statements that can be kept, or missed: {good}."))  # fmt: skip


def _revised(answer: SecondCycle, context: Context) -> Measured:
    """Something in boxes 1 to 3 is other than it was, in words that somebody thought about."""
    before, after = context.once(_cycle, answer)
    found = [d for d in map_diff(before, after) if d.box in _UNDERSTOOD]
    old = [said for box in BOXES for _, said in told(before, box)]
    texts = [*old, *_SHOWN, *([] if context.mine else citable(context.case).values())]
    told_ = []
    for d in found:
        thin = d.after and not said_enough(d.after, _NEW)
        if thin or d.after and _taken(d.after, texts):
            what = "says too little" if thin else "repeats what stands elsewhere"
            told_.append(Finding(LOOK_AGAIN, f"\u201c{d.after:.90}\u201d {what}.", f"box {d.box}",
                                 "A line that could stand in any map changed nothing.",
                                 "Say in your own words what you see now."))  # fmt: skip
    new = [d for d in found if d.after]
    if not new:
        told_ = [Finding(LOOK_AGAIN, "Nothing new stands in boxes 1 to 3.", "boxes 1 to 3",
                         "New figures for an old understanding are no second cycle.",
                         "Who pays, what do they expect, what are they busy with: what do you know now?")]  # fmt: skip
    value = 1 - len(told_) / len(new) if new else 0.0
    return Measured(value, listed(told_, "Further lines to look at: {n}.")
                    or met(f"Changed in boxes 1 to 3: {len(found)}."))  # fmt: skip


def _taken(said: str, texts: Iterable[str]) -> bool:
    """Whether a line is, or all but is, one of these texts."""
    plain = tokens(said)
    return any(copied(said, text) > 0.8 or plain == tokens(text) for text in texts)


def _logged(answer: SecondCycle, context: Context) -> Measured:
    """Each change has a line that rests on evidence or on somebody."""
    before, after = context.once(_cycle, answer)
    known = None if context.mine else citable(context.case)
    faults = log_faults(before, after, known)
    lines = [c for c in answer.changes if c.box or c.what]
    boxes = {d.box for d in map_diff(before, after)}
    found = [Finding(LOOK_AGAIN, f.what, f"box {f.box}" if f.box else "The log",
                     "In a month nobody remembers why, and the old line comes back.", f.next)
             for f in faults]  # fmt: skip
    blank = [c for c in lines if not said_enough(c.what, _NEW)]
    found += [Finding(LOOK_AGAIN, f"The line for box {c.box or '?'} does not say what is new.", "The log",
                      next="Say in a few words what changed.") for c in blank]  # fmt: skip
    if not boxes:
        return Measured(0.0, (Finding(LOOK_AGAIN, "Nothing has changed yet."),))
    value = max(0.0, 1 - len(found) / (len(boxes | {c.box for c in lines})))
    return Measured(value, listed(found, "Further lines to look at: {n}.")
                    or met(f"Changes in the log: {len(lines)}, each with what it rests on."))  # fmt: skip


def _since(answer: SecondCycle, context: Context) -> Measured:
    """A change rests on what was found after the first cycle."""
    later = since(context.case)
    if any(e.upper() in later for c in answer.changes for e in c.evidence):
        return Measured(1.0, met("The log cites what was found since the first cycle."))
    return Measured(0.0, (Finding(
        LOOK_AGAIN, "The log cites nothing that was found since the first cycle.", "The log",
        "You have marked moments, drawn the map and read the rules in between.",
        "Cite a step (T09), a break point (T14-T15), a rule (R03), a measure (K07) or a task (A18)."),))  # fmt: skip


def _questions(answer: SecondCycle, context: Context) -> list[Question]:
    return map_questions(answer, context)


SECOND = Exercise(
    "7.5",
    SecondCycle,
    lambda a: not a.blank or any(p.choice == STRIKE for p in a.struck)
    or any(c.box or c.what for c in a.changes),
    (
        Criterion("whole", "The second cycle is a whole map", _whole),
        Criterion("figures", "A new statement of intent holds", _figures, Bounds(1.0), 4),
        Criterion("revised", "Who pays, what they expect or what they do is seen anew", _revised,
                  Bounds(1.0), 4, gate="figures"),
        Criterion("logged", "Each change says what it rests on", _logged, Bounds(1.0), 5,
                  gate="figures"),
        Criterion("since", "The log cites what was found since", _since, Bounds(1.0), 2,
                  gate="figures", keyed=True),
    ),
    _questions,
)  # fmt: skip
