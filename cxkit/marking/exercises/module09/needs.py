"""9.1a: letters sorted by what their writers need, verbatims told apart. Rows 3, 4 and 6."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....techniques.papertask import NeedsTask
from ...exercise import Exercise
from ...sorting import labels
from .shared import Asked, complete, evidence_gate, parts, reasoned

__all__ = ["GROUPS", "KINDS", "NEEDS"]

GROUPS = ("g1", "g2", "g3", "g4", "g5", "g6")  # as many as there may be; the paper does not say
KINDS = ("want", "need", "expectation", "perception")


def _asked(answer: NeedsTask, case: Any) -> Sequence[Asked]:
    task, said = case.tasks["needs"], reasoned(answer.said)
    groups = labels(answer.groups)
    used = [g for g in GROUPS if g in groups.values()]
    names = {n.id: n.name for n in answer.names}
    return (
        ("Letters", task["sort"], groups),
        ("Names of the groups you use", used or ["g1"], names),
        ("Verbatims", task["kind"], labels(answer.kinds)),
        ("The box for a person", list(said), said),
    )


def _given(answer: NeedsTask, case: Any) -> dict[str, Any]:
    return {"groups": labels(answer.groups), "kinds": labels(answer.kinds)}


def _ids(case: Any) -> list[str]:
    task = case.tasks["needs"]
    return [*task["sort"], *task["kind"]]


NEEDS = Exercise(
    "9.1a",
    NeedsTask,
    lambda a: bool(labels(a.groups) or labels(a.kinds)) or any(n.name for n in a.names)
    or any(not r.blank for r in a.said),
    (
        complete(_asked),
        evidence_gate(_ids),
        *parts("needs", _given, {
            "letters": "Letters are grouped by need",
            "kinds": "Kinds of saying are told apart",
        }),
    ),
    sealed=True,
)  # fmt: skip
