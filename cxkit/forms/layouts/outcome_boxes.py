"""The six boxes of an outcome map as sections of a form; a later cycle shows the one before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...techniques.outcomes import BOXES, OutcomeMap, told
from ..spec import Column, Item, Section
from .parts import options

__all__ = ["next_cycle", "outcome_map", "voices"]

SIGNS = {"+": "helps", "-": "hurts"}
SIDES = {"at least": "at least", "at most": "at most"}
# Short titles and a line of help; the questions are those of the method, in our words.
_BOXES = (
    ("payer", "1 Who pays?", "The person whose money keeps this going. Nobody whom the firm pays.",
     "a night nurse with one car", "payer"),
    ("expectation", "2 What do they expect today?",
     "As they would say it on the way to you, good or bad.",
     "I shall have to ring twice to hear anything.", "expectation"),
    ("process", "3 What do they think they are doing?",
     "What they would tell a neighbour. No word of ours.",
     "getting to my shift", "errand"),
)  # fmt: skip


def outcome_map(case: Any, mine: bool, figures: tuple[Item, ...]) -> list[Section]:
    """The sections of the form of 3.4.

    Args:
        mine: the form is on the learner's own organisation: codes instead of ids, free fields.
        figures: what may be measured, with today's values; empty on one's own organisation.
    """
    material = () if mine else voices(case)
    evidence = Column("evidence", "Shown by", "ids", width="9em",
                      placeholder="letter-3 call-2" if mine else "V05 Q062")  # fmt: skip
    said = [
        Section(
            key,
            title,
            intro,
            columns=(Column("text", "Entry", "long", placeholder=example), evidence),
            min_rows=1,
            max_rows=5,
            row_name=name,
            material=material,
        )
        for key, title, intro, example, name in _BOXES
    ]
    return [
        _about(case, mine),
        *said,
        Section(
            "impacts",
            "4 What do we do that helps or hurts?",
            "At least one of each. A redesign must not break what helps.",
            columns=(
                Column("sign", "It", "choice", options(SIGNS), width="6em"),
                Column("text", "What we do", "long"),
                evidence,
            ),
            min_rows=2,
            max_rows=12,
            row_name="impact",
            material=material,
        ),
        _statements(case, mine, figures),
        Section(
            "line",
            "6 What is it all for?",
            "Six words at most. A first go will do: exercise 3.5 sharpens it.",
            columns=(Column("text", "One-liner", "text", width="30em"),),
            fixed=({"id": "line"},),
        ),
    ]


def next_cycle(sections: list[Section], before: OutcomeMap, evidence: Column) -> list[Section]:
    """The form of a later cycle: each box with what the cycle before said, then the change log.

    Args:
        sections: of `outcome_map`.
        before: the cycle that is revised.
        evidence: the column in which the log cites what a change rests on.
    """
    boxes = {section: box for box, section in BOXES.items()}
    shown = [
        replace(s, intro=f"{s.intro}\n\n{_said(before, boxes[s.key])}") if s.key in boxes else s
        for s in sections
    ]
    return [
        *shown,
        Section(
            "changes",
            "What changed, and why",
            "One line a change. It rests on evidence, or on a colleague whom you name.",
            columns=(
                Column("box", "Box", "choice", options({box: box for box in BOXES}), width="5em"),
                Column("what", "What is new", "long"),
                evidence,
                Column("colleague", "Or who said so", "text"),
            ),
            min_rows=2,
            max_rows=20,
            row_name="change",
        ),
    ]


def _said(before: OutcomeMap, box: str) -> str:
    rows = [f"\u2022 {text}" for _, text in told(before, box)]
    return "\n".join([f"Cycle {before.version} said:", *(rows or ["\u2022 nothing yet"])])


def _about(case: Any, mine: bool) -> Section:
    if mine:
        columns = (
            Column("journey", "The journey", "long", help="From what, to what, for the customer?"),
            Column("objective", "The aim it serves", "long",
                   help="An aim of your organisation, as it is written."),
        )  # fmt: skip
        return Section("about", "What the map is about", shape="boxes", columns=columns,
                       fixed=({"id": "about"},))  # fmt: skip
    objectives = {o["id"]: f"{o['id']} {o['text']}" for o in case.measures["objectives"]}
    columns = (
        Column("said", "Journey", "label"),
        Column("objective", "The objective it serves most", "choice", options(objectives)),
    )
    row = {"id": "about", "said": case.exercises["3.4"]["journey"]}
    return Section("about", "What the map is about", shape="boxes", columns=columns, fixed=(row,))


def _statements(case: Any, mine: bool, figures: tuple[Item, ...]) -> Section:
    if mine:
        measure = Column("measure", "Measure", "long",
                         help="What is counted. A time that each customer waits belongs here.")  # fmt: skip
        unit = Column("unit", "Unit", "text", placeholder="per cent")
        source = Column("source", "Source", "text", help="The list or system it is read from.")
        serves = Column("serves", "What it is for", "text", help="Which hurt does it end?")
    else:
        smart, outcomes = case.smart, case.measures["outcomes"]
        units = dict.fromkeys([*(f["unit"] for f in smart["figures"]), "hours"])
        sources = dict.fromkeys(f["source"] for f in smart["figures"])
        measure = Column("measure", "Measure", "choice",
                         options({f.id: f"{f.id} {f.title}" for f in figures}),
                         help="Open \u201cMaterial\u201d for today's values.")  # fmt: skip
        unit = Column("unit", "Unit", "choice", options({u: u for u in units}))
        source = Column("source", "Source", "choice", options({s: s for s in sources}))
        serves = Column("serves", "What it is for", "choice",
                        options({o["id"]: f"{o['id']} {o['text']}" for o in outcomes}))  # fmt: skip
    return Section(
        "statements",
        "5 What must be true in the end?",
        "Three statements of intent. Each has a number that could be missed and a day that comes once.",
        shape="boxes",
        columns=(
            measure,
            Column("baseline", "Today", "number", unit_beside=True,
                   help="The value today, from the source."),
            Column("comparator", "Target: side", "choice", options(SIDES)),
            Column("target", "Target: number", "number", unit_beside=True,
                   help="Between today and the best there can be."),
            unit,
            source,
            Column("owner", "Owner", "text", help="One role that answers for it."),
            Column("due", "Due", "text", placeholder="2026-09-30",
                   help="A day to come. A time that each customer waits is part of the measure."),
            serves,
        ),
        min_rows=3,
        max_rows=8,
        row_name="statement",
        material=figures,
    )  # fmt: skip


def voices(case: Any) -> tuple[Item, ...]:
    """Everybody who can be cited, and the promises."""
    promised = (Item(p["id"], p["text"], f"Promise, {p['where']}") for p in case.promises.values())
    people = (Item(v["id"], v["text"], v["who"]) for v in case.vignettes.values())
    said = (
        Item(q["id"], q["text"], f"{q['channel']}, {q['from']}") for q in case.verbatims.values()
    )
    return (*promised, *people, *said)
