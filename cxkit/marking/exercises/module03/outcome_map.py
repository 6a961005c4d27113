"""3.4: the six-box outcome map. Rows 10-13 of the method.

Most of it needs no key: boxes hold what they ask for, targets lie between today and the best there
can be, a deadline is a day. Two criteria look at the key: are today's values those of the data,
and are the voices about this journey? The first gates the rest, since a map can be well formed and
made up. Whether the outcome is true is for a person to judge.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ....techniques.artefact import tokens
from ....techniques.due import day
from ....techniques.insiders import inside
from ....techniques.language import taken
from ....techniques.outcomes import LONGEST_LINE, OutcomeMap, words
from ....techniques.smart import Intent, intent_faults, repeated
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import keyed_bounds, listed, met
from ...together import of_case
from .map_evidence import NAMES, cited, expected, there
from .map_evidence import said as entries
from .map_figures import CLOSE, figures_right
from .map_questions import questions

__all__ = ["MAP"]

STATEMENTS = 3
_FAR = 5  # years until a deadline that nobody now at the table will keep


def _again(what: str, where: str = "", why: str = "", next_step: str = "") -> Finding:
    return Finding(LOOK_AGAIN, what, where, why, next_step)


def _shape(one: OutcomeMap, context: Context) -> Measured:
    said = entries(one)
    count = {box: sum(b == box for b, _ in said) for box in NAMES.values()}
    signs = {row.sign for row in one.impacts if row.text}
    checks = [
        (count["box 1"], _again("Box 1 is empty.", "box 1", next_step="Whose money keeps this going? Name a person.")),
        (count["box 2"], _again("Box 2 is empty.", "box 2", next_step="What does this person count on, on the way to you?")),
        (count["box 3"], _again("Box 3 is empty.", "box 3", next_step="Ask them at home: what are you busy with today?")),
        ({"+", "-"} <= signs, _again(
            "Box 4 needs something that helps and something that hurts.", "box 4",
            "What helps is what a redesign must not break.", "Add the side that is missing.")),
        (len([s for s in one.statements if not s.blank]) >= STATEMENTS, _again(
            f"Statements of intent: {len([s for s in one.statements if not s.blank])}; {STATEMENTS} are asked for.",
            "box 5", "One figure alone can be reached by making the others worse.", "Measure another side of the outcome.")),
        (0 < words(one.oneliner) <= LONGEST_LINE, _again(
            f"The one-liner has {words(one.oneliner)} words; 1 to {LONGEST_LINE} are asked for.", "box 6",
            "A line that has to be read twice is not repeated.", "Strike out what somebody would not say aloud.")),
        (tokens(one.objective), _again("No objective is named.", "above the boxes",
            "An outcome that serves no objective finds no money.", "Choose the one it serves most.")),
    ]  # fmt: skip
    if context.mine:
        checks.append((tokens(one.journey), _again("The journey is not named.", "above the boxes",
                                                   next_step="From what, to what, for the customer?")))  # fmt: skip
    faults = [finding for good, finding in checks if not good]
    return Measured(
        1 - len(faults) / len(checks),
        listed(faults, "Further places to fill: {n}.")
        or met("All six boxes hold what they ask for."),
    )


def _outside(one: OutcomeMap, context: Context) -> Measured:
    """Boxes 1 and 3 hold no name from inside, and each entry says something of its own."""
    case = context.case
    faults = []
    for row in one.payer:
        if name := inside(row.text, case.internal_roles):
            faults.append(_again(f"\u201c{row.text}\u201d is a role inside a firm ({name}).", "box 1",
                                 "Who is paid by the firm does not pay for it.",
                                 "Go on asking whom they work for, until somebody pays."))  # fmt: skip
    for row in one.process:
        if name := inside(row.text, case.process_words):
            faults.append(_again(f"\u201c{row.text}\u201d is our name for it ({name}).", "box 3",
                                 "Customers do not set out to take part in our steps.",
                                 "Write what they would tell a neighbour they are doing."))  # fmt: skip
    seen: set[str] = set()
    for box, row in entries(one):
        text = " ".join(tokens(row.text))
        fault = "says too little" if len(set(tokens(row.text))) < 2 else ""
        fault = fault or ("stands in the map twice" if text in seen else "")
        fault = fault or (
            "is taken from another map" if not context.mine and taken(row.text, _theirs(case)) else ""
        )
        seen.add(text)
        if fault:
            faults.append(_again(f"\u201c{row.text}\u201d {fault}.", box,
                                 "Each entry should be able to be wrong on its own.",
                                 "Say what you saw in the material, in a sentence."))  # fmt: skip
    total = len(entries(one))
    return Measured(
        max(0.0, 1 - len(faults) / total) if total else 0.0,
        listed(faults, "Further entries to look at: {n}.")
        or met(f"{total} entries, none of them a name from inside."),
    )


@of_case
def _theirs(case: Any) -> list[str]:
    """The entries of a colleague's map, and the answers of 3.1."""
    found = [i["text"] for box in case.colleague_map["boxes"] for i in box["items"]]
    return found + [a["text"] for a in case.boxes["answers"]]


def _smart(one: OutcomeMap, context: Context) -> Measured:
    """Statements all of whose fields hold."""
    rows = [s for s in one.statements if not s.blank]
    again = set(repeated(s.model_copy(update={"id": str(n)}) for n, s in enumerate(rows, start=1)))
    faults = []
    for n, s in enumerate(rows, start=1):
        told = intent_faults(s)
        what = [f.what for f in told] + ([] if told else _late(s, context))
        what += ["it serves nothing that is named"] * (not tokens(s.serves))
        what += ["it measures the same as one before it"] * (str(n) in again)
        if what:
            step = told[0].next if told else "Set that right, and the rest of it holds."
            more = f"; and {len(what) - 2} more" if len(what) > 2 else ""
            faults.append(_again(f"Statement {n}: {'; '.join(what[:2])}{more}.", "box 5",
                                 "A statement that cannot be missed cannot be kept.", step))  # fmt: skip
    good, wanted = len(rows) - len(faults), max(STATEMENTS, len(rows))
    if not rows:
        faults = [_again("Box 5 is empty.", "box 5", next_step="Begin with the measure.")]
    elif len(rows) < STATEMENTS:
        faults.append(_again(f"Statements: {len(rows)} of {STATEMENTS}.", "box 5"))
    return Measured(
        good / wanted,
        listed(faults, "Further statements to look at: {n}.")
        or met(f"All {good} statements can be kept, or missed."),
    )


def _late(s: Intent, context: Context) -> list[str]:
    """On the case: a target that is today's value rounded, a day that has gone by or never comes."""
    if context.mine:
        return []
    found, key = [], context.key["figures"].get(s.measure.upper())
    if key and isinstance(s.target, (int, float)) and abs(s.target - key["baseline"]) <= CLOSE:
        found.append(f"{s.target:g} is today's value, rounded")
    due, counted = day(s.due), date.fromisoformat(context.key["counted"])
    if due and due <= counted:
        found.append(f"{due.isoformat()} had gone by when today's value was counted")
    if due and due.year > counted.year + _FAR:
        found.append(f"nobody waits until {due.year}")
    return found


MAP = Exercise(
    "3.4",
    OutcomeMap,
    lambda one: not one.blank,
    (
        Criterion("shape", "All six boxes hold what they ask for", _shape),
        Criterion("figures", "Today's values are those of the data", figures_right, keyed_bounds, 6,
                  keyed=True),
        Criterion("smart", "Statements of intent can be kept or missed", _smart, weight=7,
                  gate="figures"),
        Criterion("cited", "Entries rest on evidence", cited, Bounds(0.8, 0.25), 5,
                  gate="figures"),
        Criterion("there", "What is cited is there", there, keyed=True),
        Criterion("expected", "Box 2 tells what is expected", expected, weight=2, gate="figures",
                  keyed=True),
        Criterion("outside", "Entries are the customer's, not ours", _outside, weight=4,
                  gate="figures"),
    ),
    questions,
)  # fmt: skip
