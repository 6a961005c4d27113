"""6.3: the decision-table clinic: cases that show what is wrong with a table. Row 42.

Any case that truly shows a fault is right; nobody's wording or choice of numbers is compared with a
key. Two cases for two gaps have to lie in two gaps. One's own table is verified as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....techniques.artefact import ArtefactError
from ....techniques.remembered import remembered
from ....techniques.rules_clinic import (
    Clinic,
    FaultKind,
    Shown,
    case_of,
    checked,
    gap_region,
    own_table,
    witness,
)
from ....techniques.tableverify import HINTS, Report
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met
from .material import decision_table

__all__ = ["CLINIC", "NAMES", "TABLES", "asked"]

TABLES = {"first": "D1", "second": "D2"}  # section -> table of the case
NAMES = {"gaps": "gap", "conflicts": "conflict", "overlaps": "overlap", "subsumed": "subsumed rule"}
# One case in every row shows at most one fault of each table, and a case by lot hardly more.
_TRIVIAL = 1 / 3
_WHY: dict[str, str] = {
    "gaps": "A gap is a case that no rule covers: somebody will stand there.",
    "conflicts": "A conflict is a case for which two rules say different things.",
    "overlaps": "An overlap is a case that two rules cover, and they agree.",
    "subsumed": "A subsumed rule covers nothing that another, which agrees, does not cover too.",
}
_NEXT: dict[str, str] = {
    "gaps": "Go through one customer's rules from the lowest number to the highest: where is a step missing?",
    "conflicts": "Look for two rules of one customer and one day whose numbers cross.",
    "overlaps": "Look for two rules of one vehicle whose numbers cross.",
    "subsumed": "Look for a rule whose numbers lie within those of another.",
}


def asked(context: Context) -> dict[str, dict[str, FaultKind]]:
    """Section -> row -> the kind of fault to be shown, one row for each fault of the key."""
    found: dict[str, dict[str, FaultKind]] = {}
    for section, name in TABLES.items():
        rows: dict[str, FaultKind] = {}
        for kind in NAMES:
            for n in range(len(context.key[name][kind])):
                rows[f"{kind}{n + 1}"] = kind  # type: ignore[assignment]
        found[section] = rows
    return found


def _shown(answer: Clinic, context: Context) -> Measured:
    right, whole, told = 0, 0, []
    for section, rows in asked(context).items():
        table = decision_table(context.case, TABLES[section])
        report, given = checked(table), {r.id: r for r in getattr(answer, section)}
        taken: dict[int, str] = {}
        for row, kind in rows.items():
            whole += 1
            fault = _fault(report, kind, given.get(row, Shown(id=row)), taken)
            right += not fault
            if fault:
                told.append(Finding(LOOK_AGAIN, fault, where=f"{table.id}, {_row_name(row, rows)}",
                                    why=_WHY[kind], next=_NEXT[kind]))  # fmt: skip
    good = f"All {whole} cases show what they are to show."
    return Measured(right / whole, listed(told, "Further cases to look at: {n}.") or met(good))


def _row_name(row: str, rows: Mapping[str, str]) -> str:
    kind = rows[row]
    several = sum(k == kind for k in rows.values()) > 1
    return f"{NAMES[kind]} {row.removeprefix(kind)}" if several else NAMES[kind]


def _fault(report: Report, kind: FaultKind, row: Shown, taken: dict[int, str]) -> str:
    """Why a case does not do; empty if it does. `taken`: gaps that were shown already."""
    try:
        case = case_of(report.table, row)
    except ValueError as error:
        return str(error)
    found = witness(report, kind, case)
    if not found.holds:
        return found.text
    if kind == "gaps":
        region = gap_region(report.table, case)
        if region is not None and region in taken:
            return f"This is the gap that {taken[region]} shows. There is another."
        if region is not None:
            taken[region] = "the row above"
    return ""


# ---- one's own table ------------------------------------------------------------------------


@remembered
def _read(answer: Clinic) -> tuple[Report | None, list[str]]:
    try:
        return checked(own_table(answer)), []
    except ArtefactError as error:
        return None, error.faults


def _readable(answer: Clinic, context: Context) -> Measured:
    if not context.mine:  # on the case the tables are given: what counts is that rows are filled
        return _filled(answer, context)
    report, faults = _read(answer)
    told = [Finding(LOOK_AGAIN, f, why="What a program cannot read, a colleague will read in two ways.",
                    next="Cells: <=8, >8, [8..16], a name, or - for any.") for f in faults]  # fmt: skip
    rows = len(report.table.rules) if report else 0
    if report and rows < 3:
        told = [Finding(LOOK_AGAIN, f"Rows so far: {rows}; 3 are asked for.")]
    return Measured(float(not told), listed(told, "Further cells to look at: {n}.") or met(
        f"A table of {rows} rows that can be read in one way."))  # fmt: skip


def _filled(answer: Clinic, context: Context) -> Measured:
    open_, whole = [], 0
    for section, rows in asked(context).items():
        names = [i.name for i in decision_table(context.case, TABLES[section]).inputs]
        given = {r.id: r.case for r in getattr(answer, section)}
        for row in rows:
            whole += 1
            if any(given.get(row, {}).get(n) in (None, "") for n in names):
                open_.append(f"{TABLES[section]}, {_row_name(row, rows)}")
    if not open_:
        return Measured(1.0, met(f"All {whole} cases are written down."))
    text = f"{len(open_)} of {whole} cases are not whole."
    return Measured(1 - len(open_) / whole, (Finding(LOOK_AGAIN, text, where="; ".join(open_[:4]),
                    next="Give every input a value: a real customer has all of them."),))  # fmt: skip


def _sound(answer: Clinic, context: Context) -> Measured:
    if not context.mine:
        return _shown(answer, context)
    report, _ = _read(answer)
    if not report:
        return Measured(0.0, (Finding(LOOK_AGAIN, "Not looked at before the table can be read."),))
    told: list[Finding] = []
    hints: list[Any] = []
    for kind, verdict in report.verdicts.items():
        if kind in HINTS:
            hints += verdict.findings
            continue
        told += [Finding(LOOK_AGAIN, f.text, where=f"{NAMES.get(kind, kind)}",
                         why=_WHY.get(kind, ""), next="Change a cell, or add or drop a row.")
                 for f in verdict.findings]  # fmt: skip
        if verdict.state not in ("none", "found"):
            told.append(Finding(LOOK_AGAIN, verdict.proof, where=NAMES.get(kind, kind),
                                next="Give numbers narrower bounds, or make two tables of it."))  # fmt: skip
    good = "Every case within the bounds is covered, and by one row only."
    more = f" {hints[0].text}" if hints else ""
    return Measured(float(not told), listed(told, "Further faults: {n}.") or met(good + more))


CLINIC = Exercise(
    "6.3",
    Clinic,
    lambda a: any(v not in (None, "") for r in (*a.first, *a.second) for v in r.case.values())
    or any(i.name or i.values for i in a.inputs) or any(r.begun for r in a.rows),
    (
        Criterion("readable", "Each case, or your table, is whole", _readable),
        Criterion("sound", "No fault is left unseen", _sound,
                  lambda context: Bounds(1.0, 0.0 if context.mine else _TRIVIAL), 1),
    ),
)  # fmt: skip
