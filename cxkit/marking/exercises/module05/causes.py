"""5.4: a tree of causes behind five failures. Rows 33 and 34 of the method.

Nothing here knows the right cause. A tree is a chain of places on the map: the first touches the
step at which the failure shows, and each further one lies before the one before it. The step itself
is given with the failure and steps in a row can be had by counting down, so a chain has to name a
hand-off or a rule, and what stands behind most failures tells none of them apart.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from ....techniques.activity import ActivityMap
from ....techniques.artefact import tokens
from ....techniques.causes import CauseTree, cause_faults, places, points, relation
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met, share_interval
from .service import true_map

__all__ = ["CAUSES"]

LEAST, MOST = 2, 5  # causes of one failure
_READ = 10  # of a list longer than is asked for
_MAP = "Every cause is a place on the map, so that somebody can go there."


def _at(case: Any) -> dict[str, str]:
    """Failure -> the step at which it shows, by code."""
    code = {s["step"]: s["id"] for s in case.steps.values()}
    return {f["id"]: code[f["step"]] for f in case.failures.values()}


def _chains(tree: CauseTree, case: Any) -> dict[str, list[str]]:
    rows = {row.item: row for row in tree.failures}
    return {f: [_code(c) for c in rows[f].causes[:_READ]] if f in rows else [] for f in _at(case)}


def _code(typed: str) -> str:
    return typed.upper().replace("\u2013", "-")


def _filled(tree: CauseTree, context: Context) -> Measured:
    chains = _chains(tree, context.case)
    why = {row.item: row.why for row in tree.failures}
    told = []
    for failure, chain in chains.items():
        if not LEAST <= len(set(chain)) <= MOST:
            text = f"Causes cited: {len(set(chain))}; {LEAST} to {MOST} are asked for."
            told.append(_again(failure, text, "One is a symptom, ten are a list.",
                               "Begin at the step itself and go back along the arrows."))  # fmt: skip
        elif len(tokens(why.get(failure, ""))) < 3:
            told.append(_again(failure, "Why it comes about is not said yet.", "",
                               "One sentence: because of what does the last of these lead here?"))  # fmt: skip
    return Measured(1 - len(told) / len(chains), listed(told, "Further failures: {n}.")
                    or met(f"All {len(chains)} failures have their causes."))  # fmt: skip


def _there(tree: CauseTree, context: Context) -> Measured:
    known = places(true_map(context.case))
    strange = [(f, c) for f, chain in _chains(tree, context.case).items() for c in chain
               if c not in known]  # fmt: skip
    told = [
        _again(f, f"{c:.20} is no step, break point or rule of the map.", _MAP,
               "Open the material and cite a code such as T14, T14-T15 or R13.")
        for f, c in strange
    ]  # fmt: skip
    return Measured(float(not told), listed(told, "Further unknown codes: {n}.")
                    or met("Every cause is on the map."))  # fmt: skip


def _touches(tree: CauseTree, context: Context) -> Measured:
    """Whether the nearest cause is at the step where the failure shows."""
    where, at = places(true_map(context.case)), _at(context.case)
    told, right = [], 0
    for failure, chain in _chains(tree, context.case).items():
        if not chain:
            continue
        near = at[failure] in where.get(chain[0], ())
        right += near
        if not near and chain[0] in where:
            told.append(_again(failure, f"The first cause, {chain[0]}, is not at {at[failure]}.",
                               "The nearest cause comes first, so that the chain has no gap.",
                               f"Begin with {at[failure]}, a break point that it is part of, or "
                               "its rule."))  # fmt: skip
    n = len(at)
    good = f"{right} of {n} chains begin where the failure shows."
    if right < n and not told:
        told = [_again("", good, "", "Cite the nearest cause of each failure first.")]
    return Measured(right / n, listed(told, "Further chains: {n}.") or met(good),
                    share_interval(right, n))  # fmt: skip


def _back(tree: CauseTree, context: Context) -> Measured:
    """Whether each further cause lies before the one before it."""
    activity, at = true_map(context.case), _at(context.case)
    chains = _chains(tree, context.case)
    often = Counter(c for chain in chains.values() for c in set(chain))
    always = {c for c, times in often.items() if times > len(chains) / 2}
    told, right = [], 0
    for failure, whole in chains.items():
        chain = [c for c in whole if c not in always]
        broken = _first_break(activity, chain)
        apart = any(relation(activity, c, at[failure]) == "apart" for c in chain)
        bare = all(c in activity.rows for c in chain)
        right += len(set(chain)) >= LEAST and not broken and not apart and not bare
        if broken:
            told.append(_again(failure, f"{broken[1]} does not lie before {broken[0]}.",
                               "A cause comes before what it causes.",
                               "Go back along the arrows, or leave it out."))  # fmt: skip
        elif apart:
            told.append(_again(failure, f"One of its causes lies on no way to {at[failure]}.", _MAP,
                               "Go back along the arrows from there."))  # fmt: skip
        elif chain and bare:
            told.append(_again(failure, "Only steps are cited.",
                               "A step says where. What is handed over, or decided, says why.",
                               "Add a break point or a rule on the way to it."))  # fmt: skip
    n = len(at)
    if always:
        told.insert(0, _again("", f"Behind most failures you cite {', '.join(sorted(always)[:3])}.",
                           "What explains everything tells nothing apart.",
                           "Cite what this failure has and the others have not."))  # fmt: skip
    good = f"{right} of {n} chains lead back along the arrows."
    if right < n and not told:
        told = [_again("", good, "", "Cite at least two causes for each failure.")]
    return Measured(right / n, listed(told, "Further chains: {n}.") or met(good, _summary(tree)),
                    share_interval(right, n))  # fmt: skip


def _first_break(activity: ActivityMap, chain: list[str]) -> tuple[str, str] | None:
    """The first two neighbours of a chain of which the second lies nowhere before the first."""
    where = places(activity)
    for near, far in zip(chain, chain[1:], strict=False):
        steps = where.get(near, ())
        if far not in where or not any(relation(activity, far, s) == "before" for s in steps):
            return near, far
    return None


def _summary(tree: CauseTree) -> str:
    often = [(place, n) for place, n in points(tree) if n > 1][:3]
    told = ", ".join(f"{place} behind {n}" for place, n in often)
    return f"Cited more than once: {told} failures. Begin there." if often else ""


def _questions(tree: CauseTree, context: Context) -> list[Question]:
    rows = {row.item: row.id for row in tree.failures}
    return [
        Question("failures", rows[f.failure], "causes", f.text)
        for f in cause_faults(tree, true_map(context.case), _at(context.case))
        if f.asks and f.failure in rows
    ]


def _again(where: str, what: str, why: str, next_step: str) -> Finding:
    return Finding(LOOK_AGAIN, what, where, why, next_step)


CAUSES = Exercise(
    "5.4",
    CauseTree,
    lambda t: any(row.causes or row.why for row in t.failures),
    (
        Criterion("filled", "Each failure has causes and a reason", _filled),
        Criterion("there", "Each cause is a place on the map", _there),
        Criterion("touches", "The nearest cause comes first", _touches),
        Criterion("back", "Each chain leads back along the arrows", _back, Bounds(1.0, 0.4), 10,
                  gate="touches"),
    ),
    _questions,
)  # fmt: skip
