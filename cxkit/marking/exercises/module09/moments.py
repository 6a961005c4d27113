"""9.1b: a transcript annotated, and eight moments typed. Rows 20-24."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....techniques.papertask import MomentsTask
from ...exercise import Exercise
from ...sorting import labels
from .shared import Asked, complete, evidence_gate, parts, reasoned

__all__ = ["FEWEST", "MOMENTS", "script"]

FEWEST = 12  # marks; with fewer nobody has gone through to the end


def script(case: Any, id_: str) -> dict[str, Any]:
    """A transcript of the paper by its id."""
    return next(s for s in case.paper["scripts"] if s["id"] == id_)


def _asked(answer: MomentsTask, case: Any) -> Sequence[Asked]:
    whole = [m for m in answer.marks if m.whole]
    kinds = {m.kind: True for m in whole}
    begun = {f"mark {n}": m.whole for n, m in enumerate(answer.marks, start=1)}
    enough = {f"{FEWEST} marks or more": len(whole) >= FEWEST}
    said = reasoned(answer.said)
    return (
        ("Marks in the transcript", list(enough), enough),
        ("Kinds of mark", ["MOT", "BP", "BR"], kinds),
        ("Marks with a kind and a time", list(begun), begun),
        ("Types of moment", list(case.tasks["moments"]["type"]["moments"]), labels(answer.types)),
        ("The box for a person", list(said), said),
    )


def _given(answer: MomentsTask, case: Any) -> dict[str, Any]:
    marks = [{"kind": m.kind, "ms": m.start} for m in answer.marks if m.whole]
    return {"marks": marks, "types": labels(answer.types)}


def _ids(case: Any) -> list[str]:
    lines = script(case, case.tasks["moments"]["annotate"])["lines"]
    return [line["id"] for line in lines if line["text"]]


MOMENTS = Exercise(
    "9.1b",
    MomentsTask,
    lambda a: any(m.kind or m.start is not None or m.note for m in a.marks)
    or bool(labels(a.types)) or any(not r.blank for r in a.said),
    (
        complete(_asked),
        evidence_gate(_ids),
        *parts("moments", _given, {
            "annotation": "The transcript is annotated",
            "types": "Moments are typed",
        }),
    ),
    sealed=True,
)  # fmt: skip
