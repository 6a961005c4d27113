"""9.1d: fourteen rules judged, a decision table examined, one verdict argued."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module09.rules import FAULTS, table
from ...spec import Column, Item, Option, Section
from ..parts import laid_once, options
from .there import box, with_paper

__all__ = ["rules"]

_TYPES = ("operational", "strategic", "regulatory")
_ASKED = {
    "gap": "A case that no row covers",
    "conflict": "A case that rows with different outcomes cover",
    "subsumed": "A case that two rows with the same outcome cover",
}


@with_paper
@laid_once
def rules(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 9.1d: the register, the table, the box."""
    manual = tuple(Item(n, p["text"], n, p["page"]) for n, p in case.manual.items())
    one = table(case)
    rows = tuple(Item(r["id"], _row(r, one), r["id"]) for r in one["rules"])
    return [
        Section(
            "rules",
            f"{len(case.rules)} rules",
            "The register knows some of it; the manual, in Material, knows more. Is the reason for "
            "the rule gone? Of what type is it? What would you do with it?",
            columns=(
                Column("said", "Rule", "label", width="24em"),
                Column("obsolete", "Reason gone?", "choice", options({"yes": "yes", "no": "no"}),
                       width="7em"),
                Column("type", "Type", "choice", options({t: t for t in _TYPES}), width="9em"),
                Column("decision", "Decision", "choice",
                       options({d: d for d in ("keep", "change", "retire")}), width="8em"),
            ),
            fixed=tuple({"id": i, "said": _register(r)} for i, r in case.rules.items()),
            material=manual,
        ),
        Section(
            "witnesses",
            f"A decision table: {one['name']}",
            f"{_bounds(one)} For each fault name one case that shows it.",
            columns=(
                Column("fault", "Fault", "label", width="16em"),
                *(_input(n, column) for n, column in enumerate(one["inputs"], start=1)),
            ),
            fixed=tuple({"id": f, "fault": _ASKED[f]} for f in FAULTS),
            material=rows,
        ),
        box(
            "One rule in court, for a person to read",
            "Choose a rule that you would retire, or one that others would and you keep.",
            (
                Column("subject", "The rule", "choice",
                       tuple(Option(i, f"{i} {r['text']}") for i, r in case.rules.items())),
                Column("text", "What it was for, and whether that still holds", "long"),
                Column("more", "What protects the customer and the firm instead", "long",
                       help="Or, where you keep it: what it still protects."),
            ),
            (*manual, *rows),
        ),
    ]  # fmt: skip


def _register(rule: Mapping[str, Any]) -> str:
    known = [
        rule["way"],
        rule["owner"] and f"owner {rule['owner']}",
        rule["year"] and f"since {rule['year']}",
        rule["challenged"] and f"last asked about {rule['challenged']}",
    ]
    told = ", ".join(part for part in known if part) or "the register has nothing more"
    return f"{rule['id']}  {rule['text']} ({told})"


def _input(number: int, column: Mapping[str, Any]) -> Column:
    key, title = f"values/i{number}", column["name"]
    if column["type"] == "choice":
        return Column(key, title, "choice", options({v: v for v in column["values"]}), width="8em")
    return Column(key, title, "number", width="8em")


def _bounds(one: Mapping[str, Any]) -> str:
    """Between what a number may lie: beyond that the table promises nothing."""
    told = [f"{c['name']} from {c['from']:,} to {c['to']:,}" for c in one["inputs"] if "from" in c]
    return f"Its rows stand in Material. It is for {' and '.join(told)}." if told else ""


def _row(row: Mapping[str, Any], one: Mapping[str, Any]) -> str:
    told = [
        f"{column['name']}: {_words(cell)}"
        for column, cell in zip(one["inputs"], row["when"], strict=True)
    ]
    outcome = ", ".join(
        f"{column['name']}: {value}"
        for column, value in zip(one["outputs"], row["then"], strict=True)
    )
    return f"{'; '.join(told)} \u2192 {outcome}"


def _words(cell: str) -> str:
    """A cell in words: `(2300..5800]` is over 2300, up to 5800."""
    if cell == "-":
        return "any"
    if cell[0] in "([" and ".." in cell:
        low, high = cell[1:-1].split("..")
        return f"{'over' if cell[0] == '(' else 'from'} {low}, {'up to' if cell[-1] == ']' else 'under'} {high}"
    for sign, word in (("<=", "up to"), (">=", "from"), ("<", "under"), (">", "over")):
        if cell.startswith(sign):
            return f"{word} {cell.removeprefix(sign)}"
    return cell
