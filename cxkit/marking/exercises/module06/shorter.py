"""6.4: a table written anew, shorter, that says the same but for the changes asked for. Row 42.

That it says the same is proven, not sampled. The least number of rows is known by construction
(the cases of the key of which no two can share a row), and a fifth more is short enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....techniques.artefact import ArtefactError
from ....techniques.remembered import remembered
from ....techniques.rules_clinic import Shorter, piece_cases, shorter_table
from ....techniques.tablecover import Budget
from ....techniques.tables import Table
from ....techniques.tablesame import same
from ....techniques.tabletold import case_text, listed
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed as first_few
from ...sorting import met
from .material import decision_table

__all__ = ["SHORTER", "WIDER", "changed", "constant"]

WIDER = 1.2  # times the least number of rows
_STEPS = 20_000


def changed(context: Context) -> Table:
    """The table with the changes that are asked for: each as a row that settles its cases."""
    return _changed(decision_table(context.case, context.key["table"]), context.key["changes"])


@remembered
def _changed(table: Table, changes: Sequence[Any]) -> Table:
    data = table.data()
    for n, change in enumerate(changes, 1):
        row = {"id": f"New {n}", "when": [change["when"].get(i.name, "-") for i in table.inputs],
               "then": [change["then"]]}  # fmt: skip
        data["rules"].append(row)
    return Table.read(data)


def _read(answer: Shorter, context: Context) -> tuple[Table | None, list[str]]:
    return _rewritten(answer, decision_table(context.case, context.key["table"]))


@remembered
def _rewritten(answer: Shorter, like: Table) -> tuple[Table | None, list[str]]:
    try:
        return shorter_table(answer, like), []
    except ArtefactError as error:
        return None, error.faults


@remembered
def _truth(table: Table) -> tuple[tuple[dict[str, Any], str], ...]:
    return tuple((case, listed(table.outcome(case)[0])) for case in piece_cases(table))


def constant(context: Context) -> float:
    """The share of cases that one result for all gets right."""
    said = [result for _, result in _truth(changed(context))]
    return max(said.count(r) for r in said) / len(said)


def _same(answer: Shorter, context: Context) -> Measured:
    table, faults = _read(answer, context)
    if not table or not table.rules:
        told = [Finding(LOOK_AGAIN, f, why="A row has to be read in one way.",
                        next="Ages: <25, >=25, [25..30), or - for any.") for f in faults]  # fmt: skip
        return Measured(0.0, tuple(told[:3]) or (Finding(LOOK_AGAIN, "No row yet."),))
    wanted = changed(context)
    missing = [c for c in context.key["changes"] if not _made(table, wanted, c)]
    if missing:
        when = listed([f"{k} {v}" for k, v in missing[0]["when"].items()])
        text = f"The change is not made yet: {when} is to say {missing[0]['then']}."
        return Measured(0.0, (Finding(LOOK_AGAIN, text, why="The table as it stands has a gap.",
                                      next="Stretch a row that says the same over it."),))  # fmt: skip
    pieces = _truth(wanted)
    right = sum(_said(table, case) == result for case, result in pieces)
    proof = same(wanted, table, Budget(_STEPS))
    if proof.state == "same":
        return Measured(1.0, met("It says the same of every case, the change apart.", proof.proof))
    case = proof.case or {}
    ours = _said(table, case) if case else ""
    text = f"They differ: of {case_text(case)} yours says {ours or 'nothing'}." if case else proof.proof
    value = min(right / len(pieces), 0.99)
    return Measured(value, (Finding(LOOK_AGAIN, text, why="A shorter table that says something else "
                    "is another rule.", next="Find the row that covers this case."),))  # fmt: skip


def _made(table: Table, wanted: Table, change: Any) -> bool:
    """Whether the cases of a change have the result that is asked for."""
    row = wanted.rules[-1]
    inside = [
        case for case, _ in _truth(wanted)
        if all(cell.holds(i.value(case[i.name])) for i, cell in zip(wanted.inputs, row.when, strict=True))
    ]  # fmt: skip
    return all(_said(table, case) == change["then"] for case in inside)


def _said(table: Table, case: dict[str, Any]) -> str:
    """What a table says of a case; several results joined, nothing where no row covers it."""
    return " or ".join(listed(then) for then in table.outcome(case))


def _not_yet(answer: Shorter) -> Measured:
    there = any(r.begun for r in answer.rows)
    text = "Not looked at before every row can be read." if there else "No row yet."
    return Measured(0.0, (Finding(LOOK_AGAIN, text),))


def _short(answer: Shorter, context: Context) -> Measured:
    table, _ = _read(answer, context)
    rows, least = len(table.rules) if table else 0, context.key["minimal"]
    most = int(least * WIDER)
    if not rows:
        return _not_yet(answer)
    text = f"It has {rows} rows; {most} or fewer are asked for."
    if rows <= most:
        why = f"No table with fewer than {least} rows can say the same."
        return Measured(1.0, met(f"It has {rows} rows.", why))
    return Measured(0.0, (Finding(LOOK_AGAIN, text, why="A short table is read; a long one is asked about.",
                                  next="Join rows that differ in one input and say the same."),))  # fmt: skip


def _single(answer: Shorter, context: Context) -> Measured:
    """Under hit policy U no case may have two rows, also where they agree."""
    table, _ = _read(answer, context)
    if not table or not table.rules:
        return _not_yet(answer)
    twice = [(c, table.hits(c)) for c in piece_cases(table) if len(table.hits(c)) > 1]
    told = [
        Finding(LOOK_AGAIN, f"{listed([r.id for r in met_])} both cover {case_text(c)}.",
                why="Whoever changes one of them will forget the other.",
                next="Narrow one of the two.")
        for c, met_ in twice
    ]  # fmt: skip
    return Measured(float(not told), first_few(told, "Further cases with two rows: {n}.") or met(
        "No case is covered twice."))  # fmt: skip


SHORTER = Exercise(
    "6.4",
    Shorter,
    lambda a: any(r.begun for r in a.rows),
    (
        Criterion("same", "It says the same, but for the change", _same,
                  lambda context: Bounds(1.0, constant(context)), 8, keyed=True),
        Criterion("single", "No case is covered twice", _single, Bounds(1.0), 2, gate="same",
                  keyed=True),
        Criterion("short", "It is short", _short, Bounds(1.0), 2, gate="same", keyed=True),
    ),
)  # fmt: skip
