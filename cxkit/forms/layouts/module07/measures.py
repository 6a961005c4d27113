"""7.1 and 7.2: the audit of the measures, and what takes the place of outputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module07.audit import LEAST_OWN, ROAD, own_measures
from ....marking.exercises.module07.replaced import COUNTS, OUT_OF, WANTED, WANTED_OWN
from ....marking.exercises.module07.texts import texts
from ...spec import Column, Item, Option, Section
from ..parts import laid_once, options

__all__ = ["audit", "replaced"]

KINDS = {"output": "output", "outcome": "outcome"}
SOURCES = {s: s for s in (
    "event-log.csv", "rentals.csv", "contacts.csv", "asked: a call a week later",
    "asked: a card that comes back", "a list that has to be begun")}  # fmt: skip
_TEST = "Could it be true, and yet no customer be where they needed to be? Then it is an output."


def audit(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 7.1."""
    if mine:
        return [_own_measures(case), _share(), _road()]
    kpis = case.measures["kpis"]
    return [
        Section(
            "labels",
            f"{len(kpis)} measures",
            _TEST,
            kind="choices",
            # Who reads a measure would tell what it is.
            items=tuple(Item(k["id"], k["name"], k["id"], k["unit"]) for k in kpis),
            options=options(KINDS),
        ),
        _share(),
    ]  # fmt: skip


def _share() -> Section:
    return Section(
        "stated",
        "The share",
        shape="boxes",
        columns=(Column("share", "Outputs, of all measures", "number", placeholder="65 %",
                        help="Count your outputs, and divide by all measures."),),
        fixed=({"id": "share"},),
    )  # fmt: skip


def _own_measures(case: Any) -> Section:
    """The measures of 0.2, where there are any; else rows to fill in."""
    kept = own_measures(case)
    choice = Column("choice", "It is an", "choice", options(KINDS), width="8em")
    if kept:
        said = Column("said", "Measure", "label", width="16em")
        effect = Column("effect", "What it makes people do", "label")
        rows = tuple({"id": r["id"], "said": str(r["name"]), "effect": str(r.get("effect") or "")}
                     for r in kept)
        return Section("labels", f"Your {len(kept)} measures", f"From exercise 0.2. {_TEST}",
                       columns=(said, effect, choice), fixed=rows)  # fmt: skip
    why = Column("why", "What it makes people do", "long", help="One thing that you have seen.")
    name = Column("name", "Measure", "long", placeholder="calls answered in 20 s", width="16em")
    return Section("labels", "Your measures", _TEST, columns=(name, choice, why),
                   min_rows=LEAST_OWN, max_rows=30, row_name="measure")  # fmt: skip


def _road() -> Section:
    return Section(
        "road",
        "Four questions before you go on",
        "After James Dodkins' list, in our words. For yourself; nothing here is marked.",
        kind="choices",
        items=tuple(Item(key, text, f"Question {n}") for n, (key, text) in enumerate(ROAD.items(), 1)),
        options=options({"yes": "yes", "no": "no", "unknown": "I do not know"}),
        why="Where did you see it?",
    )


@laid_once
def replaced(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 7.2."""
    numerator = Column("numerator", "It counts", "long", placeholder=COUNTS,
                       help="People for whom something came true.")  # fmt: skip
    denominator = Column("denominator", "Out of", "long", placeholder=OUT_OF,
                         help="All for whom it could have come true.")  # fmt: skip
    gamed = Column("gamed", "How it could be gamed", "long",
                   help="Who does what, and the figure rises with nobody better off? A person reads it.")  # fmt: skip
    if mine:
        return [
            Section(
                "replaced",
                "Three outputs of yours, replaced",
                "Take those that people hurry most for.",
                shape="boxes",
                columns=(
                    Column("output", "Instead of", "text", placeholder="calls answered in 20 s"),
                    numerator,
                    denominator,
                    Column("source", "Source", "text", help="The list or system it is read from."),
                    Column("serves", "Outcome", "text", help="What has come true for the customer?"),
                    gamed,
                ),
                min_rows=WANTED_OWN,
                max_rows=10,
                row_name="replacement",
            )
        ]
    found = texts("proposals")
    measures = case.measures
    return [
        Section(
            "tests",
            f"{len(found['proposal'])} proposals of other firms",
            "Each replaces an output. Ask in turn: whom does it count, out of whom, and who could read it?",
            kind="choices",
            items=tuple(Item(p["id"], p["text"], p["firm"]) for p in found["proposal"]),
            options=options(found["labels"]),
        ),
        Section(
            "replaced",
            f"{WANTED} outputs, replaced",
            "Take those that you would least like to be steered by.",
            shape="boxes",
            columns=(
                Column("output", "Instead of", "choice",
                       tuple(Option(k["id"], f"{k['id']} {k['name']}") for k in measures["kpis"])),
                numerator,
                denominator,
                Column("source", "Source", "choice", options(SOURCES)),
                Column("serves", "Outcome", "choice",
                       options({o["id"]: f"{o['id']} {o['text']}" for o in measures["outcomes"]})),
                gamed,
            ),
            min_rows=WANTED,
            max_rows=10,
            row_name="replacement",
        ),
    ]  # fmt: skip
