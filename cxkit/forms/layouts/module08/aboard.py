"""Exercise 8.9: owners, ambassadors, what must be at hand, and the way to a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module08.aboard import CALLS, critical, departments
from ....techniques.plan import LEVELS
from ...spec import Column, Item, Section
from ..parts import Layout, laid_once, options

__all__ = ["LAYOUTS"]

_GOOD_AT = Column("note", "What they will be good at", "long", help="And how they come to be.")
_AT_HAND = Column("note", "What must be at hand there", "long",
                  help="To know, to be allowed, or to have on the screen.")  # fmt: skip


def _ambassadors(role: Column) -> Section:
    return Section(
        "ambassadors",
        "Who speaks for customers at each level",
        "One at each. Somebody whom the others ask already.",
        shape="boxes",
        columns=(Column("level", "Level", "label"), role, _GOOD_AT),
        fixed=tuple({"id": k, "level": words} for k, words in LEVELS.items()),
    )


@laid_once
def _aboard(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    if mine:
        text = Column("role", "Role", "text", width="12em")
        return [
            Section("owners", "Departments that touch the process", "Each with one owner, by role.",
                    columns=(Column("unit", "Department", "text"), text), min_rows=2, max_rows=20,
                    row_name="department"),
            _ambassadors(text),
            Section("able", "Critical moments", "The two or three that decide the day.",
                    columns=(Column("unit", "Moment", "text"), _AT_HAND), min_rows=2, max_rows=6,
                    row_name="moment"),
        ]  # fmt: skip
    chart = case.org_chart
    units = {u["id"]: u["name"] for u in chart["units"]}
    roles = {r["id"]: f"{r['title']}, {units[r['unit']]}" for r in chart["roles"]}
    people = {k: v for k, v in roles.items()
              if next(r for r in chart["roles"] if r["id"] == k)["performer"] not in ("web", "supplier")}  # fmt: skip
    names = {u["department"]: u["name"] for u in chart["units"]}
    return [
        Section(
            "owners",
            "An owner for each department on the map",
            "Somebody who works there, or heads what it is part of. The head of everything owns "
            "everything, and so nothing.",
            columns=(
                Column("unit", "Department", "label", width="14em"),
                Column("role", "Who owns its part of the plan", "choice", options(roles)),
            ),
            fixed=tuple({"id": d, "unit": f"{d} ({names[d]})"} for d in departments(case)),
            material=_chart(chart),
        ),
        _ambassadors(Column("role", "Role", "choice", options(people), width="14em")),
        Section(
            "able",
            "What the critical moments need",
            "Of those you found in 4.5. A promise is kept by whoever stands there.",
            columns=(Column("moment", "Moment", "label", width="13em"), _AT_HAND),
            fixed=tuple({"id": m, "moment": f"{m} {text}"} for m, text in critical(case).items()),
        ),
        Section(
            "voices",
            "How often the menu speaks before a person does",
            "The first lines of three calls stand under Material. Then write what it should be.",
            columns=(
                Column("call", "Call", "label", width="20em"),
                Column("number", "Times", "number", width="8em", placeholder="5"),
            ),
            fixed=(*({"id": r, "call": f"{r} {case.scripts[r]['title']}"} for r in CALLS),
                   {"id": "after", "call": "After the change"}),
            material=_lines(case),
        ),
        Section(
            "instead",
            "Instead of the menu",
            shape="boxes",
            columns=(Column("note", "What answers, and how it knows what they want", "long",
                            help="Two sentences. Say also what you would not remove."),),
            fixed=({"id": "instead"},),
        ),
    ]  # fmt: skip


def _chart(chart: Mapping[str, Any]) -> tuple[Item, ...]:
    titles = {r["id"]: r["title"] for r in chart["roles"]}
    units = {u["id"]: u for u in chart["units"]}
    return tuple(
        Item(r["id"], f"{r['title']}, in {units[r['unit']]['name']}",
             "part of " + (units.get(units[r["unit"]]["part_of"], {}).get("name") or "nothing above"),
             f"answers to: {titles.get(r['reports_to'], 'nobody in the firm')}")
        for r in chart["roles"]
    )  # fmt: skip


def _lines(case: Any) -> tuple[Item, ...]:
    """The beginning of each call, up to the first words of a person of the firm."""
    found = []
    for r in CALLS:
        script = case.scripts[r]
        for line in script["lines"]:
            voice = script["voices"].get(line["speaker"], {})
            found.append(Item(f"{r}-{line['id']}", line["text"] or f"({line['sound']})",
                              f"{r} {voice.get('name', 'sound')}"))  # fmt: skip
            if voice.get("side") == "staff":
                break
    return tuple(found)


LAYOUTS: dict[str, Layout] = {"8.9": _aboard}
