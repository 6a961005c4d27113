"""Module 02, customers by need: exercises 2.1 to 2.7."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...marking.together import of_case
from ..spec import Column, Item, Option, Section
from .parts import Layout, laid_once, options, quiz, rows_of

__all__ = ["LAYOUTS"]


@laid_once
def _segments(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        Section(
            "labels",
            "20 labels from a marketing plan",
            "Does the label say what someone needs, or where they stand in life?",
            kind="choices",
            items=tuple(Item(s["id"], s["text"]) for s in case.segments.values()),
            options=options({"circumstance": "Circumstance", "need": "Need"}),
            why="Your reason (asked for where you could argue either side)",
        )
    ]


KINDS = {k: k for k in ("want", "need", "expectation", "perception")}


@laid_once
def _want_need(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    columns = (
        Column("kind", "Kind", "choice", options(KINDS), width="8em"),
        Column("want", "What they ask for", "long", help="Empty where they ask for nothing."),
        Column("need", "What they need", "long", help="In their words, without a solution."),
        Column("evidence", "Also shown by", "ids", placeholder="Q031", width="8em"),
    )
    if mine:
        said = Column("said", "What a customer of yours said", "long")
        return [
            Section("pairs", "What your customers say", "Quote them; do not tidy.",
                    columns=(said, *columns[:3]), min_rows=3, row_name="quotation"),
        ]  # fmt: skip
    fixed = tuple(
        {"id": i, "said": f"{i}  {case.verbatims[i]['text']}"}
        for i in case.exercises["2.2"]["items"]
    )
    return [
        Section(
            "pairs",
            "15 things customers said",
            "Want: asks for a thing. Need: what must come out. Expectation: what they thought would "
            "happen. Perception: how they judge what did. Choose one, then write the need beneath.",
            columns=(Column("said", "What was said", "label", width="18em"), *columns),
            fixed=fixed,
            material=_material(case),
        )
    ]


STRENGTHS = "0 none, 1 some, 2 strong, 3 decisive. Cite who shows it: {ids}."
ROLES = {"funder": "Funder: pays", "watcher": "Watcher: judges", "enabler": "Enabler: helps"}


def _grid(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    named = [c for c in rows_of(data, "categories") if str(c.get("name") or "").strip()]
    columns = tuple(
        Column(f"cells/{c['id']}", str(c["name"]).strip(), "strength", width="9.5em",
               placeholder="codes" if mine else "")
        for c in named
        if c.get("id")
    )
    names = options({str(c["id"]): str(c["name"]).strip() for c in named if c.get("id")})
    strengths = STRENGTHS.format(ids="K1 K2" if mine else "V07 Q031")
    return [
        Section(
            "categories",
            "The categories",
            "Three to six kinds of customer, each named by what they need.",
            columns=(
                Column("name", "Name", "text", placeholder="named by need", width="12em"),
                Column("line", "What they would say", "long", width="9.5em"),
                Column("role", "Role (optional)", "choice", options(ROLES), width="7em"),
                Column("workflow", "Workflow", "long", width="9.5em",
                       help="What must the work do differently?"),
                Column("interactions", "Interactions", "long", width="9.5em",
                       help="Which contacts, when, how?"),
                Column("people", "People skills", "long", width="9.5em",
                       help="What must people be good at?"),
            ),
            min_rows=3,
            max_rows=6,
            row_name="category",
        ),
        Section(
            "needs",
            "The grid",
            strengths if columns else "Name a category above, and its column appears here.",
            columns=(
                Column("need", "Need, in the customer's words", "long", width="14em"),
                *columns,
            ),
            min_rows=8,
            max_rows=15,
            row_name="need",
            material=() if mine else _numbered(case),
        ),
        _people(case, names, mine),
    ]


def _people(case: Any, names: tuple[Option, ...], mine: bool) -> Section:
    if mine:
        return Section(
            "sort",
            "Sort people by hand",
            "Six or more real customers. Give each a short code, and cite it in the grid.",
            columns=(
                Column("code", "Code", "text", placeholder="K1", width="5em"),
                Column("who", "Who, and what happened", "long"),
                Column("choice", "Category", "choice", names),
            ),
            min_rows=6,
            max_rows=24,
            row_name="customer",
        )
    return Section(
        "sort",
        "Sort 24 people by hand",
        "Where would you put them, before any counting?",
        kind="choices",
        items=_cards(case),
        options=names,
    )


@of_case
def _cards(case: Any) -> tuple[Item, ...]:
    return tuple(
        Item(v["id"], v["text"], f"{v['id']} \u00b7 {v['who']}")
        for v in (case.vignettes[i] for i in case.exercises["2.3"]["items"])
    )


@of_case
def _numbered(case: Any) -> tuple[Item, ...]:
    return _material(case, case.exercises["2.3"]["items"])


@laid_once
def _other_grid(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    other = case.other_grid
    marks = {0: "", 1: "1", 2: "2", 3: "3"}
    strong = {
        c["id"]: [
            f"{n['need']} ({marks[n['strengths'][c['id']]]})"
            for n in other["needs"]
            if n["strengths"].get(c["id"], 0) >= 2
        ]
        for c in other["categories"]
    }
    return [
        Section(
            "labels",
            f"12 people, and another team's grid: {other['team']}",
            "Use their columns, not yours. Beside each need stands its strength.",
            kind="choices",
            items=tuple(
                Item(v["id"], v["text"], f"{v['id']} \u00b7 {v['who']}")
                for v in (case.vignettes[i] for i in case.exercises["2.4"]["items"])
            ),
            options=options({c["id"]: c["name"] for c in other["categories"]}),
            why="A note for the other team (optional)",
            material=tuple(
                Item(c["id"], "; ".join(strong[c["id"]]), c["name"], c["line"])
                for c in other["categories"]
            ),
        )
    ]


DIRECTIONS = {"less": "less", "more": "more", "no change": "no change"}
MEASURES = ("time", "chance", "number", "effort", "cost", "understanding")


@laid_once
def _statements(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    fields = (
        Column("direction", "Direction", "choice", options(DIRECTIONS)),
        Column("measure", "of what", "choice", options({m: m for m in MEASURES})),
        Column("object", "Object", "long", placeholder="getting the van back"),
        Column("context", "Context", "long", placeholder="on a day with jobs booked"),
    )
    if mine:
        said = Column("said", "The need, as your customers say it", "long")
        return [
            Section("statements", "Your needs in four fields", columns=(said, *fields),
                    min_rows=4, max_rows=20, row_name="need"),
        ]  # fmt: skip
    needs = case.survey_needs.values()
    return [
        Section(
            "statements",
            "Eight needs in four fields",
            "Read each back aloud: less time, to do what, when.",
            columns=(Column("said", "The need", "label", width="18em"), *fields),
            fixed=tuple({"id": n["id"], "said": f"{n['id']}  {n['text']}"} for n in needs),
        ),
        Section(
            "scores",
            "The need gap",
            "The share who call it important (4-5) and are not well served (3 or less). "
            "Draw \u201csurvey\u201d for the counts.",
            columns=(
                Column("said", "The need", "label", width="18em"),
                Column("score", "Score, 0 to 1", "number", width="8em", placeholder="0.25"),
                Column("top", "Among the three widest", "choice", (Option("yes", "yes"),)),
            ),
            fixed=tuple({"id": n["id"], "said": f"{n['id']}  {n['text']}"} for n in needs),
        ),
    ]


@laid_once
def _dialogue(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    parts = Section(
        "parts",
        "Your 30 seconds",
        "At most 75 words in all.",
        columns=(Column("part", "Part", "label"), Column("text", "What you say", "long")),
        fixed=(
            {"id": "need", "part": "Need: say it back"},
            {"id": "action", "part": "Action: what you do now"},
            {"id": "plan", "part": "Plan: what happens next"},
        ),
    )
    if mine:
        return [parts]
    card = case.dialogue
    sentences = {s["id"]: s["text"] for s in card["sentences"]}
    return [
        Section(
            "heard",
            card["who"],
            card["card"],
            columns=(
                Column("need", "What they need", "choice",
                       options({n["id"]: n["text"] for n in card["needs"]}), width="20em"),
                Column("sentence", "The sentence that shows it", "choice", options(sentences),
                       width="20em"),
            ),
            fixed=({"id": "heard"},),
        ),
        parts,
    ]  # fmt: skip


def _material(case: Any, cards: Sequence[str] = ()) -> tuple[Item, ...]:
    """All texts of the case. No text holds both words of the note, so a search for them finds
    the people on the cards alone."""
    note = {card: f"sort card {n}" for n, card in enumerate(cards, start=1)}
    people = (
        Item(v["id"], v["text"], v["who"], note.get(v["id"], "")) for v in case.vignettes.values()
    )
    said = (
        Item(q["id"], q["text"], f"{q['channel']}, {q['from']}") for q in case.verbatims.values()
    )
    return (*people, *said)


LAYOUTS: dict[str, Layout] = {
    "2.1": _segments,
    "2.2": _want_need,
    "2.3": _grid,
    "2.4": _other_grid,
    "2.5": _statements,
    "2.6": _dialogue,
    "2.7": quiz("02"),
}
