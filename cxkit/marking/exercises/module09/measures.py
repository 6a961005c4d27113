"""9.1e: measures audited, activities without a line of sight, a plan within a budget. Rows 38, 45-47."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....techniques.artefact import tokens
from ....techniques.papertask import MeasuresTask
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import labels, met
from .shared import Asked, complete, parts, shown

__all__ = ["MEASURES", "SIDES"]

SIDES = ("output", "outcome")


def _asked(answer: MeasuresTask, case: Any) -> Sequence[Asked]:
    share = {"share": isinstance(_share(answer), float)}
    some = {"an action": bool(answer.chosen)}
    return (
        ("Measures", [k["id"] for k in case.measures["kpis"]], labels(answer.audit)),
        ("The share of outputs, as a number", ["share"], share),
        ("Activities", [a["id"] for a in case.measures["activities"]],
         {s.id: s.stop for s in answer.activities}),
        ("The plan", ["an action"], some),
    )  # fmt: skip


def _share(answer: MeasuresTask) -> float | str | None:
    return next((s.share for s in answer.stated if s.share is not None), None)


def _stopped(answer: MeasuresTask) -> list[str]:
    return [s.id for s in answer.activities if s.stop == "yes"]


def _given(answer: MeasuresTask, case: Any) -> dict[str, Any]:
    return {
        "kpis": labels(answer.audit),
        "share": _share(answer),
        "orphans": _stopped(answer),
        "plan": [c.id for c in answer.chosen],
    }


def _owned(answer: MeasuresTask, context: Context) -> Measured:
    open_ = [c.id for c in answer.chosen if not tokens(c.owner)]
    if not open_:
        return Measured(1.0, met("Every action that is chosen has an owner."))
    what = f"Nobody answers for {len(open_)} of the actions chosen."
    return Measured(0.0, (Finding(LOOK_AGAIN, what, where=shown(open_), next="Name a role."),))


def _reachable(answer: MeasuresTask, context: Context) -> Measured:
    """The gate: after what would stop, every outcome still has an activity that serves it."""
    gone, serves = set(_stopped(answer)), context.key["serves"]
    all_ = {outcome for served in serves.values() for outcome in served}
    left = {outcome for id_, served in serves.items() if id_ not in gone for outcome in served}
    if all_ <= left:
        return Measured(1.0, met("Every outcome can still be reached."))
    what = "Were all of this stopped, an outcome could no longer be reached."
    return Measured(0.0, (Finding(LOOK_AGAIN, what),))


MEASURES = Exercise(
    "9.1e",
    MeasuresTask,
    lambda a: bool(labels(a.audit)) or any(s.stop for s in a.activities)
    or any(s.share is not None for s in a.stated) or any(c.chosen or c.owner for c in a.plan),
    (
        complete(_asked),
        Criterion("owned", "Every action is owned", _owned),
        Criterion("reachable", "Every outcome can still be reached", _reachable, keyed=True),
        *parts("measures", _given, {
            "kpis": "Outputs and outcomes are told apart",
            "share": "The share of outputs is worked out",
            "orphans": "Activities that serve no outcome are found",
            "plan": "The plan makes the most of its budget",
        }),
    ),
    sealed=True,
)  # fmt: skip
