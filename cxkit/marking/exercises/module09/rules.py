"""9.1d: a register judged, a decision table examined. Rows 40-44."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....techniques.papertask import RulesTask
from ....techniques.smart import amount
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import met
from .shared import Asked, complete, evidence_gate, parts, reasoned

__all__ = ["FAULTS", "RULES", "table"]

FAULTS = ("gap", "conflict", "subsumed")


def table(case: Any) -> dict[str, Any]:
    """The decision table that is examined."""
    return case.tables[case.tasks["rules"]["table"]]


def _asked(answer: RulesTask, case: Any) -> Sequence[Asked]:
    ids = list(case.rules)
    judged = {r.id: r for r in answer.rules}
    inputs = [f"i{n}" for n, _ in enumerate(table(case)["inputs"], start=1)]
    whole = {
        w.id: all(w.values.get(name) not in (None, "") for name in inputs) for w in answer.witnesses
    }
    said = reasoned(answer.said)
    return (
        ("Rules: is the reason gone", ids, {i: r.obsolete for i, r in judged.items()}),
        ("Rules: types", ids, {i: r.type for i, r in judged.items()}),
        ("Rules: decisions", ids, {i: r.decision for i, r in judged.items()}),
        ("Witnesses", FAULTS, whole),
        ("The box for a person", list(said), said),
    )


def _given(answer: RulesTask, case: Any) -> dict[str, Any]:
    return {
        "obsolete": [r.id for r in answer.rules if r.obsolete == "yes"],
        "types": {r.id: r.type for r in answer.rules if r.type},
        "decisions": {r.id: r.decision for r in answer.rules if r.decision},
        "witnesses": {w.id: _case(w.values, table(case)["inputs"]) for w in answer.witnesses},
    }


def _case(values: dict[str, Any], inputs: list[dict[str, Any]]) -> dict[str, Any]:
    """The witness by the names of the inputs; numbers as people type them."""
    found = {}
    for n, column in enumerate(inputs, start=1):
        value = values.get(f"i{n}")
        found[column["name"]] = value if column["type"] == "choice" else amount(value)
    return found


def _law(answer: RulesTask, context: Context) -> Measured:
    """The gate: no rule that the law asks for is retired. Which it was is not told."""
    law = set(context.key["court"]["regulatory"])
    if any(r.id in law and r.decision == "retire" for r in answer.rules):
        return Measured(0.0, (Finding(LOOK_AGAIN, "A rule that the law asks for is retired."),))
    return Measured(1.0, met("No rule that the law asks for is retired."))


def _ids(case: Any) -> list[str]:
    return [*case.rules, *case.manual, *(row["id"] for row in table(case)["rules"])]


RULES = Exercise(
    "9.1d",
    RulesTask,
    lambda a: any(r.obsolete or r.type or r.decision for r in a.rules)
    or any(v not in (None, "") for w in a.witnesses for v in w.values.values())
    or any(not r.blank for r in a.said),
    (
        complete(_asked),
        evidence_gate(_ids),
        Criterion("regulatory", "No regulatory rule is dropped", _law, keyed=True),
        *parts("rules", _given, {
            "obsolete": "Rules whose reason is gone are found",
            "types": "Rules are typed",
            "witnesses": "Each fault of the table has a witness",
            "decisions": "Keep, change or retire",
        }),
    ),
    sealed=True,
)  # fmt: skip
