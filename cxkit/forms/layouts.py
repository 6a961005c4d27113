"""What stands in the form of each exercise: a pure function of the answer and the case.

A layout is computed again after each save, so the columns of one section may follow the rows of
another: the grid has a column for each category that has been named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .spec import Column, Item, Option, Section

__all__ = ["LAYOUTS", "layout"]

Rows = list[dict[str, Any]]


def layout(
    exercise: str, data: Mapping[str, Any], case: Any, *, mine: bool = False
) -> list[Section]:
    """The sections of an exercise's form.

    Args:
        data: the answer so far; damaged rows are passed over.
        mine: the form is on the learner's own organisation.

    Raises:
        KeyError: the exercise has no form.
    """
    return LAYOUTS[exercise](data, case, mine)


def _rows(data: Mapping[str, Any], section: str) -> Rows:
    rows = data.get(section, [])
    return [r for r in rows if isinstance(r, dict)] if isinstance(rows, list) else []


def _options(pairs: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in pairs.items())


# ---- module 00 --------------------------------------------------------------------------------


def _own_process(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        Section(
            "about",
            "The process",
            columns=(
                Column("organisation", "Your organisation", "text", help="A short name will do."),
                Column("process", "The process", "text", placeholder="as people call it"),
                Column("customer", "Who it is for", "text", help="Who pays for it in the end?"),
            ),
            fixed=({"id": "about"},),
        ),
        Section(
            "steps",
            "Five steps",
            "Five rows are enough. Start where the customer starts.",
            columns=(
                Column("step", "Step", "text", placeholder="take the call"),
                Column("who", "Who does it", "text"),
                Column("other", "Who is on the other side", "text"),
                Column("wants", "What the customer wants here", "long"),
            ),
            min_rows=5,
            max_rows=20,
            row_name="step",
        ),
    ]


def _own_kpis(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        Section(
            "kpis",
            "Ten measures",
            "Copy them as they are called. Do not improve them yet.",
            columns=(
                Column("name", "Measure", "text", placeholder="calls answered in 20 s"),
                Column("unit", "Unit", "text", placeholder="% a week"),
                Column("reader", "Who looks at it", "text"),
                Column("effect", "What it makes people do", "long"),
            ),
            min_rows=10,
            max_rows=30,
            row_name="measure",
        )
    ]


# ---- module 02 --------------------------------------------------------------------------------


def _segments(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        Section(
            "labels",
            "20 labels from a marketing plan",
            "Does the label say what someone needs, or where they stand in life?",
            kind="choices",
            items=tuple(Item(s["id"], s["text"]) for s in case.segments.values()),
            options=_options({"circumstance": "Circumstance", "need": "Need"}),
            why="Your reason (asked for where you could argue either side)",
        )
    ]


KINDS = {k: k for k in ("want", "need", "expectation", "perception")}


def _want_need(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    columns = (
        Column("kind", "Kind", "choice", _options(KINDS), width="8em"),
        Column("want", "What they ask for", "long"),
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
        for i in case.key["exercises"]["2.2"]["items"]
    )
    return [
        Section(
            "pairs",
            "15 things customers said",
            "Want: asks for a thing. Need: what must come out. Expectation: what they thought would "
            "happen. Perception: how they judge what did. Choose one, then write the need beneath.",
            columns=(Column("said", "What was said", "label", width="18em"), *columns),
            fixed=fixed,
            material=_material(case, verbatims=True),
        )
    ]


STRENGTHS = "0 none, 1 some, 2 strong, 3 decisive. Cite who shows it: V07 Q031."
ROLES = {"funder": "Funder: pays", "watcher": "Watcher: judges", "enabler": "Enabler: helps"}


def _grid(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    named = [c for c in _rows(data, "categories") if str(c.get("name") or "").strip()]
    columns = tuple(
        Column(f"cells/{c['id']}", str(c["name"]).strip(), "strength", width="9.5em")
        for c in named
        if c.get("id")
    )
    names = _options({str(c["id"]): str(c["name"]).strip() for c in named if c.get("id")})
    material = () if mine else _material(case, vignettes=True, verbatims=True)
    return [
        Section(
            "categories",
            "The categories",
            "Three to six kinds of customer, each named by what they need.",
            columns=(
                Column("name", "Name", "text", placeholder="named by need"),
                Column("line", "What they would say", "long"),
                Column("role", "Role (optional)", "choice", _options(ROLES)),
                Column("workflow", "Workflow", "long", help="What must the work do differently?"),
                Column("interactions", "Interactions", "long", help="Which contacts, when, how?"),
                Column("people", "People skills", "long", help="What must people be good at?"),
            ),
            min_rows=3,
            max_rows=6,
            row_name="category",
        ),
        Section(
            "needs",
            "The grid",
            STRENGTHS if columns else "Name a category above, and its column appears here.",
            columns=(
                Column("need", "Need, in the customer's words", "long", width="14em"),
                *columns,
            ),
            min_rows=8,
            max_rows=15,
            row_name="need",
            material=material,
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
        items=tuple(
            Item(v["id"], v["text"], f"{v['id']} \u00b7 {v['who']}")
            for v in (case.vignettes[i] for i in case.key["exercises"]["2.3"]["items"])
        ),
        options=names,
    )


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
            f"12 people, and the grid of {other['team']}",
            "Use their columns, not yours. Their strengths are in the pane.",
            kind="choices",
            items=tuple(
                Item(v["id"], v["text"], f"{v['id']} \u00b7 {v['who']}")
                for v in (case.vignettes[i] for i in case.key["exercises"]["2.4"]["items"])
            ),
            options=_options({c["id"]: c["name"] for c in other["categories"]}),
            why="A note for the other team (optional)",
            material=tuple(
                Item(c["id"], "; ".join(strong[c["id"]]), c["name"], c["line"])
                for c in other["categories"]
            ),
        )
    ]


DIRECTIONS = {"less": "less", "more": "more", "no change": "no change"}
MEASURES = ("time", "chance", "number", "effort", "cost", "understanding")


def _statements(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    fields = (
        Column("direction", "Direction", "choice", _options(DIRECTIONS)),
        Column("measure", "of what", "choice", _options({m: m for m in MEASURES})),
        Column("object", "Object", "text", placeholder="getting the van back"),
        Column("context", "Context", "text", placeholder="on a day with jobs booked"),
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
                Column("score", "Score, 0 to 1", "number", width="8em"),
                Column("top", "Among the three widest", "choice", (Option("yes", "yes"),)),
            ),
            fixed=tuple({"id": n["id"], "said": f"{n['id']}  {n['text']}"} for n in needs),
        ),
    ]


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
                       _options({n["id"]: n["text"] for n in card["needs"]})),
                Column("sentence", "The sentence that shows it", "choice", _options(sentences)),
            ),
            fixed=({"id": "heard"},),
        ),
        parts,
    ]  # fmt: skip


def _quiz(module: str) -> Callable[[Mapping[str, Any], Any, bool], list[Section]]:
    def sections(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
        items = case.quiz[module]["items"]
        return [
            Section(
                "labels",
                f"{len(items)} questions",
                kind="choices",
                items=tuple(
                    Item(i["id"], i["text"], options=_options(
                        {o["id"]: o["text"] for o in i["options"]}))
                    for i in items
                ),
            )
        ]  # fmt: skip

    return sections


def _material(case: Any, *, vignettes: bool = False, verbatims: bool = False) -> tuple[Item, ...]:
    found = []
    if vignettes:
        found += [Item(v["id"], v["text"], v["who"]) for v in case.vignettes.values()]
    if verbatims:
        found += [
            Item(q["id"], q["text"], f"{q['channel']}, {q['from']}")
            for q in case.verbatims.values()
        ]
    return tuple(found)


LAYOUTS: dict[str, Callable[[Mapping[str, Any], Any, bool], list[Section]]] = {
    "0.1": _own_process,
    "0.2": _own_kpis,
    "2.1": _segments,
    "2.2": _want_need,
    "2.3": _grid,
    "2.4": _other_grid,
    "2.5": _statements,
    "2.6": _dialogue,
    "2.7": _quiz("02"),
}
