"""What a verification says of a decision table, in sentences that a person can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from .tablecover import Budget, Uncovered
from .tablegrid import Box, Grid
from .tables import Rule, Table

__all__ = ["case_text", "gap", "gap_proof", "listed", "merge_proof", "merging", "pair",
           "pair_proof", "reach_proof", "unreached"]  # fmt: skip

_MOST = 5  # rules named in one sentence


def case_text(case: Mapping[str, Any]) -> str:
    """A case in words: `booked hours 7, day weekday and customer trade`."""
    words = {True: "true", False: "false"}
    return listed([f"{k} {words[v] if isinstance(v, bool) else v}" for k, v in case.items()])


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def gap(grid: Grid, region: Sequence[Box]) -> str:
    """A gap: a case, and the first box of its region where that says more."""
    case, cells = grid.case(region[0]), grid.cells(region[0])
    text = f"No rule covers a case with {case_text(case)}."
    wide = {k: v for k, v in cells.items() if v != "-"}
    if not wide:
        return text + " Nor does any rule cover another."
    more = f" and {len(region) - 1} parts beside it" if len(region) > 1 else ""
    return f"{text} The gap: {case_text(wide)}{more}."


def pair(kind: str, a: Rule, b: Rule, case: Mapping[str, Any], table: Table) -> str:
    """Two rules that share a case."""
    shared = case_text(case)
    said = [listed(r.then) for r in (a, b)]
    if kind == "conflicts":
        return f"{a.id} and {b.id} both cover {shared}: {a.id} says {said[0]}, {b.id} says {said[1]}."
    if kind == "duplicates":
        return f"{a.id} and {b.id} cover the same cases and say the same: {said[0]}. One can go."
    if kind == "subsumed":
        return (
            f"{a.id} lies within {b.id} and says the same: {said[0]}. All its cases, such as "
            f"{shared}, stay covered without it."
        )
    return f"{a.id} and {b.id} both cover {shared}. They agree, but under U only one rule may cover a case."


def unreached(rule: Rule, others: Sequence[str], case: Mapping[str, Any] | None, table: Table) -> str:
    """A rule that never decides."""
    if case is None:
        return f"{rule.id} covers no case within the table's bounds. Look at its cells."
    named = listed([*others[:_MOST], f"{len(others) - _MOST} more"] if len(others) > _MOST else others)
    wins = "come first" if table.policy == "F" else "rank higher or come first"
    if len(others) == 1:
        wins = "comes first" if table.policy == "F" else "ranks higher or comes first"
    return f"{rule.id} never decides: {named} {wins} in all its cases, such as {case_text(case)}."


def merging(ids: Sequence[str], column: str, cell: str, then: Sequence[str]) -> str:
    """Rules that one can stand for."""
    return (
        f"{listed(ids)} differ in {column} alone and say the same: {listed(then)}. "
        f"One rule with {column} {cell} says it all."
    )


def gap_proof(grid: Grid, got: Uncovered, budget: Budget) -> str:
    """Why the answer about gaps is certain, or that it is open."""
    whole = prod(a.size for a in grid.axes)
    cut = f"The inputs fall into {' x '.join(str(a.size) for a in grid.axes)} = {whole:,} combinations"
    if not got.settled:
        seen = f" {len(got.boxes)} gaps were found until then." if got.boxes else ""
        return f"Not settled within {budget.steps:,} steps.{seen}"
    if got.boxes:
        rest = "all are known" if got.complete else "there are more"
        return f"{cut}; each gap is shown by a case, and {rest}."
    if got.counted:
        return f"{cut}; no two rules share one, and together they have as many."
    return f"{cut}, and each lies in a part that was found covered."


def pair_proof(kind: str, rules: int, found: int) -> str:
    """Why the answer about pairs of rules is certain."""
    pairs = rules * (rules - 1) // 2
    if found:
        return f"All {pairs:,} pairs of rules were compared; each one found is shown by a case."
    return f"All {pairs:,} pairs of rules were compared, cell by cell."


def reach_proof(ranked: bool, found: int, unsettled: int, rules: int, budget: Budget) -> str:
    """Why the answer about rules that never decide is certain, or how much of it is open."""
    if unsettled:
        return f"{unsettled} of {rules} rules not settled within {budget.steps:,} steps."
    if not ranked:
        return "Each rule has a case within the bounds, but for those found."
    return f"Each of the {rules} rules has a case in which it decides, but for the {found} found."


def merge_proof(found: int) -> str:
    """What was looked for."""
    return "Rules with the same results were compared on all inputs but one, for each input."
