"""7.4 and 7.6: a tree of figures, and a table of gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module07.gaps import LEAST_OWN as LEAST_GAPS
from ....marking.exercises.module07.gaps import goals
from ....marking.exercises.module07.texts import texts
from ....marking.exercises.module07.tree import FINE, LEAST_OWN, leaves, reported
from ....techniques.measures_tree import Joint, MeasureTree, joints
from ...spec import Column, Section
from ..parts import laid_once, options

__all__ = ["gaps", "tree"]

SLIPS = {FINE: "as it should be", "left out": "something left out", "counted twice": "something counted twice"}
SIDES = {"at least": "at least", "at most": "at most"}


@laid_once
def tree(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 7.4."""
    if mine:
        return [_own_tree()]
    whole = reported(case)
    rows = {n.ref: n for n in whole.nodes}
    office = texts("office")
    return [
        Section(
            "sums",
            "Do the parts make it?",
            "Figures as the finance office reported them, half a year, in pounds. They are rounded to "
            "the penny, and so is a visit.",
            columns=(
                Column("said", "Reported", "label", width="26em"),
                Column("adds", "It comes out", "choice", options({"yes": "yes", "no": "no"}), width="7em"),
                Column("off", "If not: the difference", "number", unit="\u00a3", width="9em",
                       help="Reported, less what the parts make. Keep the sign."),
            ),
            fixed=tuple({"id": j.node.lower(), "said": _told(j, whole)} for j in joints(whole)),
        ),
        Section(
            "repairs",
            "Which figure is wrong?",
            "The upper figures come from the ledger and are right. On the left what belongs into a "
            "leaf, then what the office's notes say was counted.",
            columns=(
                Column("said", "Leaf, and what belongs into it", "label", width="18em"),
                Column("counted", "Counted", "label", width="12em"),
                Column("slip", "It is", "choice", options(SLIPS), width="9em"),
                Column("value", "If not: the right figure", "number", unit="\u00a3", width="9em"),
            ),
            fixed=tuple(
                {"id": leaf, "said": f"{leaf.capitalize()}, {_pounds(rows[leaf.upper()].value)}. {office['belongs'][leaf]}",
                 "counted": office["counted"][leaf]}
                for leaf in leaves(case)
            ),
        ),
    ]  # fmt: skip


def _told(joint: Joint, whole: MeasureTree) -> str:
    rows = {n.ref: n for n in whole.nodes}
    sign = " \u00d7 " if joint.joined == "product" else " + "
    parts = sign.join(f"{rows[p].name} {_pounds(rows[p].value, rows[p].unit)}" for p in joint.parts)
    return f"{rows[joint.node].name.capitalize()} {_pounds(joint.value)} = {parts}"


def _pounds(value: Any, unit: str = "\u00a3") -> str:
    return f"\u00a3{value:,.2f}" if unit else f"{value:,g}"


def _own_tree() -> Section:
    return Section(
        "nodes",
        "Your tree of figures",
        "From the top: one figure that your organisation wants to move, then what makes it. Each names "
        "the code of the figure above it.",
        columns=(
            Column("code", "Code", "text", placeholder="F1", width="4em"),
            Column("name", "Figure", "long", placeholder="cost of a visit", width="12em"),
            Column("parent", "Above it", "text", placeholder="F0", width="5em",
                   help="Empty for the one at the top."),
            Column("joined", "Its parts are", "choice", options({"sum": "added", "product": "multiplied"}), width="7em"),
            Column("value", "Value", "number", width="7em"),
            Column("step", "Rounded to", "number", placeholder="0.01", width="6em", help="Empty where it is exact."),
            Column("unit", "Unit", "text", width="6em"),
        ),
        min_rows=LEAST_OWN,
        max_rows=40,
        row_name="figure",
    )  # fmt: skip


@laid_once
def gaps(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 7.6."""
    gap = Column("gap", "Gap", "number", placeholder="-12.5", width="7em", help="Target less today, with its sign.")
    if mine:
        return [
            Section("rows", "Your gaps", "Take the statements of your own map.",
                    columns=(
                        Column("name", "Measure", "long", width="12em"),
                        Column("today", "Today", "number", unit_beside=True, width="6em"),
                        Column("unit", "Unit of today", "text", placeholder="per cent", width="7em"),
                        Column("comparator", "Side", "choice", options(SIDES), width="7em"),
                        Column("target", "Target", "number", unit_beside=True, width="6em"),
                        Column("target_unit", "Unit of the target", "text", placeholder="per cent", width="7em"),
                        gap,
                    ), min_rows=LEAST_GAPS, max_rows=12, row_name="gap"),
        ]  # fmt: skip
    found = goals(case)
    return [
        Section(
            "rows",
            f"{len(found)} goals of the board",
            "Bring each goal into the unit of today's figure first.",
            columns=(
                Column("said", "Goal", "label", width="18em"),
                Column("now", "Today", "label", width="14em"),
                Column("target", "Target, in that unit", "number", unit_beside=True, width="7em",
                       placeholder="12.5"),
                gap,
            ),
            fixed=tuple({"id": g["id"], "said": f"{g['id']}  {g['text']}",
                         "now": f"{g['figure']['value']:g} {g['figure']['unit']}"} for g in found),
        ),
        Section(
            "stated",
            "The longest way",
            "A gap of twenty is short or long beside what is possible: down to none at all, or up to all of them.",
            shape="boxes",
            columns=(Column("goal", "The goal that asks for the largest share of what is possible", "choice",
                            options({g["id"]: g["id"] for g in found})),),
            fixed=({"id": "farthest"},),
        ),
    ]  # fmt: skip
