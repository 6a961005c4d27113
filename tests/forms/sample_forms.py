"""Forms of every kind, small enough to read, for tests in a kernel and without one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cxkit.forms.editor import Editor
from cxkit.forms.spec import Beside, Column, Item, Option, Question, Section
from cxkit.workbook import Workbook

MATERIAL = tuple(
    Item(f"V{n:02d}", f"I rang {n} times about the same car", note="call") for n in range(1, 31)
)
LABELS = (Option("need", "Need"), Option("want", "Want"), Option("fact", "Circumstance"))
ROLES = (Option("funder", "Pays"), Option("watcher", "Looks on"))


def grid(data: dict[str, Any]) -> list[Section]:
    """The columns of the second section are the rows of the first."""
    named = [c for c in data.get("categories") or [] if isinstance(c, dict)]
    cells = tuple(
        Column(f"cells/{c['id']}", c.get("name") or "unnamed", "strength") for c in named
    )
    return [
        Section(
            "categories", "Categories", min_rows=2, max_rows=6, row_name="category",
            columns=(
                Column("name", "Name", "text"), Column("line", "What they say", "long"),
                Column("role", "Role", "choice", options=ROLES),
            ),
        ),
        Section(
            "needs", "Needs", min_rows=2, max_rows=4, row_name="need", material=MATERIAL,
            columns=(Column("need", "Need", "long"), *cells),
        ),
    ]


def pairs(data: dict[str, Any]) -> list[Section]:
    return [
        Section(
            "pairs", "Want and need", row_name="pair",
            columns=(
                Column("want", "What was said", "label"), Column("need", "Need", "long"),
                Column("score", "Score", "number", unit="%"), Column("evidence", "Evidence", "ids"),
            ),
            fixed=tuple({"id": f"p{n}", "want": f"Saying {n} <b>bold</b>"} for n in (1, 2, 3)),
        )
    ]


def cards(data: dict[str, Any]) -> list[Section]:
    items = tuple(Item(f"S{n:02d}", f"Women of 35 to 49, segment {n}") for n in range(1, 6))
    return [
        Section("labels", "Sort", kind="choices", items=items, options=LABELS),
        Section("reasons", "Give a reason", kind="choices", items=items[:2], options=LABELS,
                why="Why?", material=MATERIAL[:3]),
    ]


def wide(data: dict[str, Any]) -> list[Section]:
    """30 rows by 8 columns, as the bench draws it."""
    kinds = ("text", "long", "choice", "number", "ids", "strength", "long", "text")
    columns = tuple(
        Column(f"k{n}", f"Column {n}", kind, options=ROLES) for n, kind in enumerate(kinds)
    )
    return [Section("rows", "Register", columns=columns, min_rows=30)]


def story(data: dict[str, Any]) -> list[Section]:
    """Cards to order, and a box with fields one under another."""
    items = tuple(Item(f"T{n}", f"Step {n} of the story") for n in range(1, 6))
    return [
        Section("order", "What came first?", kind="order", items=items),
        Section(
            "box", "Your own", shape="boxes", fixed=({"id": "own", "before": "As it was"},),
            columns=(
                Column("before", "Cycle 1", "label"), Column("place", "Where are we?", "text"),
                Column("why", "Why", "long", help="One sentence."),
            ),
        ),
    ]


def drawn(data: dict[str, Any]) -> Beside | None:
    """A picture of how many cards are in order."""
    count = len(data.get("order") or [])
    if not count:
        return None
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40">'
        f'<text x="5" y="25">{count} in order</text></svg>'
    )
    return Beside("order", svg, f"{count} cards in order")


def ask(data: dict[str, Any]) -> list[Question]:
    needs = data.get("needs")
    return [
        Question("needs", row["id"], "need", "Is this a need, or already a solution?")
        for row in (needs if isinstance(needs, list) else [])
        if "app" in str(row.get("need", ""))
    ]


LAYOUTS = {"2.1": cards, "2.2": pairs, "2.3": grid, "2.5": wide, "1.2": story}


def editor(exercise: str, folder: Path | str = ".", mine: bool = False) -> Editor:
    return Editor(
        Workbook(folder), exercise, mine, layout=LAYOUTS[exercise], questions=ask,
        title="A sample form", known_ids=frozenset(item.id for item in MATERIAL),
        beside=drawn if exercise == "1.2" else None,
    )


def edit(exercise: str, folder: Path | str = ".", mine: bool = False) -> None:
    editor(exercise, folder, mine).display()
