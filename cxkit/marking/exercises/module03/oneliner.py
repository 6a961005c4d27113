"""3.5: the one-liner, and what business we are in. Rows 13 and 53 of the method.

Lines of invented firms are sorted against a key; that gates the rest, since six words that nobody
thought about are quickly written. Whether one's own line is true is for a person to judge.
"""

from __future__ import annotations

from typing import Any

from ....techniques.agreement import kappa
from ....techniques.artefact import tokens
from ....techniques.firm_voice import firm_voice
from ....techniques.language import echoed
from ....techniques.oneliner import OneLiner, business_fault, line_faults
from ....techniques.weasels import weasel_words
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import LOOK_AGAIN, Finding
from ...sorting import agreement, kappa_interval, labels, listed, met
from .lines import lines
from .map_questions import missable

__all__ = ["ONELINER"]

CANDIDATES = 3


def _tested(one: OneLiner, context: Context) -> Measured:
    given = {row["id"]: row for row in lines()["line"]}

    def tell(item: str, label: Any) -> Finding:
        return Finding(
            LOOK_AGAIN,
            f"{given[item]['firm']}, \u201c{given[item]['text']}\u201d: you said \u201c"
            f"{lines()['labels'].get(label, label)}\u201d.",
            where=item,
            why=given[item]["why"],
            next="Count the words, look for what is sold, then ask who speaks, and whether it could be missed.",
        )

    truth = {item: row["put"] for item, row in given.items()}
    good = f"All {len(truth)} lines are told apart."
    return agreement(truth, labels(one.tests), kappa, kappa_interval, tell, good)


def _tried(one: OneLiner, context: Context) -> Measured:
    written = {c.id: c.text for c in one.lines if tokens(c.text)}
    faults = line_faults(one)
    if not context.mine:
        shown = [row["text"] for row in lines()["line"]]
        shown += [a["text"] for a in context.case.boxes["answers"]]
        shown += [i["text"] for box in context.case.colleague_map["boxes"] for i in box["items"]]
        words = {" ".join(tokens(text)) for text in shown}
        for row, text in written.items():
            if " ".join(tokens(text)) in words or echoed(text, shown):
                faults.setdefault(row, "is somebody else's line")
    told = [
        Finding(LOOK_AGAIN, f"\u201c{written[row]}\u201d {fault}.", "Your lines",
                "A line that has to be read twice is not repeated.",
                "Say it to your neighbour from memory; keep what survives.")
        for row, fault in faults.items()
    ]  # fmt: skip
    good = len(written) - len(told)
    if len(written) < CANDIDATES:
        told.append(Finding(LOOK_AGAIN, f"Lines tried: {len(written)}; {CANDIDATES} are asked for.",
                            "Your lines", "The first line that comes is often the firm's.",
                            "Write one as each of two customers would say it."))  # fmt: skip
    return Measured(
        good / max(CANDIDATES, len(written)),
        listed(told, "Further lines to look at: {n}.")
        or met(f"{good} lines of at most six words."),
    )


def _chosen(one: OneLiner, context: Context) -> Measured:
    chosen = one.chosen
    fault = business_fault(chosen.business)
    checks = [
        (one.kept, "No line is kept.", "Choose the one that most of your customers would sign."),
        (tokens(chosen.serves), "It serves no objective yet.", "Choose the objective that moves when it comes true."),
        (tokens(chosen.today), "What you call your business today is open.", "Write what stands over the door."),
        (not fault, f"The business you are in {fault}.", "Name it after what customers come away with."),
        (fault or tokens(chosen.business) != tokens(chosen.today),
         "Both names of the business are the same.", "What would customers say they pay for?"),
    ]  # fmt: skip
    told = [
        Finding(LOOK_AGAIN, what, "Your choice", "A line that nobody chose binds nobody.", step)
        for good, what, step in checks if not good
    ]  # fmt: skip
    return Measured(
        1 - len(told) / len(checks),
        listed(told, "Further fields to look at: {n}.") or met(f"You keep \u201c{one.kept}\u201d."),
    )


def _questions(one: OneLiner, context: Context) -> list[Question]:
    """What a line makes one ask: could it be missed, who speaks, is something sold in it?"""
    found = []
    for line in one.lines:
        asked = [missable(m) for m in weasel_words(line.text)[:1]]
        asked += [m.question for m in firm_voice(line.text).firm[:1]]
        if not context.mine:
            sold = [w for w in tokens(line.text) if w.removesuffix("s") in lines()["sold"]]
            asked += [
                f"\u201c{w}\u201d is sold here. What comes of it for the customer?"
                for w in sold[:1]
            ]
        found += [Question("lines", line.id, "text", text) for text in asked]
    return found


ONELINER = Exercise(
    "3.5",
    OneLiner,
    lambda one: bool(labels(one.tests)) or any(c.text for c in one.lines) or not one.chosen.blank,
    (
        Criterion("tested", "Lines that stand are told from lines that do not", _tested,
                  lambda c: Bounds(lines()["threshold"], lines()["trivial"]), 4, keyed=True),
        Criterion("tried", "Three lines, each of six words at most", _tried, weight=3,
                  gate="tested"),
        Criterion("chosen", "One is kept, and the business has its outcome's name", _chosen,
                  weight=3, gate="tested"),
    ),
    _questions,
)  # fmt: skip
