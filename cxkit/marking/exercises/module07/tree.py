"""7.4: does the cost tree reconcile? Row 47 of the method, seen from its figures.

Which sums do not come out, and by how much, is arithmetic. Which leaf is wrong is told by the
finance office's own notes. On one's own organisation the tree itself is written, and must reconcile.
"""

from __future__ import annotations

from typing import Any

from ....techniques.measures_tree import Joint, MeasureTree, TreeCheck, joints, tree_faults
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met
from ...together import of_case

__all__ = ["FINE", "LEAST_OWN", "PRODUCT", "TREE", "leaves", "reported"]

LEAST_OWN = 5  # figures of one's own tree
PRODUCT = "per visit"  # the sum that is a product
PENCE = 0.01
FINE = "fine"
_NEAR = 1.0  # pounds: whoever rounds to whole pounds is right
_WRONG = 2  # leaves, at least, that the two sums point to


def reported(case: Any, right: bool = False) -> MeasureTree:
    """The cost tree in pounds, as reported or as it is, and beside it the visits times what one
    costs to handle."""
    truth = case.exercises["7.4"]["pence"]
    rows = [
        {"id": n["id"], "name": n["id"], "parent": n["parent"], "step": PENCE, "unit": "\u00a3",
         "value": (truth[n["id"]] if right else n["pence"]) / 100}
        for n in case.measures["tree"]
    ]  # fmt: skip
    finance = case.finance
    top = {"id": PRODUCT, "name": "all visits", "parent": "", "joined": "product", "step": PENCE,
           "value": finance["half_year"]["handling"], "unit": "\u00a3"}  # fmt: skip
    parts = [
        {"id": "visits", "name": "visits", "parent": PRODUCT, "value": finance["half_year"]["visits"]},
        {"id": "a visit", "name": "handling a visit", "parent": PRODUCT, "step": PENCE, "unit": "\u00a3",
         "value": finance["per_visit"]["handling"]},
    ]  # fmt: skip
    return MeasureTree.read({"nodes": [top, *parts, *rows]})


@of_case
def _reported_joints(case: Any) -> list[Joint]:
    return joints(reported(case))


def leaves(case: Any) -> list[str]:
    """The figures of the tree that have no parts, in its order."""
    parents = {n["parent"] for n in case.measures["tree"]}
    return [n["id"] for n in case.measures["tree"] if n["id"] not in parents]


def _close(given: Any, wanted: float) -> bool:
    return isinstance(given, (int, float)) and abs(given - wanted) <= _NEAR


def _sums(answer: TreeCheck, context: Context) -> Measured:
    truth = {j.node.lower(): j for j in _reported_joints(context.case)}
    given = {s.id.lower(): s for s in answer.sums}
    told, right = [], 0
    for node, joint in truth.items():
        row = given.get(node)
        if row is None or not row.adds:
            told.append(Finding(LOOK_AGAIN, "Not judged yet.", node, next="Put the parts together, and compare."))
        elif (row.adds == "yes") != joint.adds:
            text = "It does come out." if joint.adds else "It does not come out."
            why = ("Figures that were rounded may miss each other by the rounding."
                   if joint.joined == "product" else "A sum can be done again by anybody who reads it.")  # fmt: skip
            told.append(Finding(LOOK_AGAIN, text, node, why, "Put the parts together once more."))
        elif not joint.adds and not _close(row.off, joint.off):
            told.append(Finding(LOOK_AGAIN, "The difference is another one.", node,
                                next="What is reported above, less what the parts make; keep the sign."))  # fmt: skip
        else:
            right += 1
    return Measured(right / len(truth), listed(told, "Further sums to look at: {n}.")
                    or met(f"All {right} sums are judged rightly."))  # fmt: skip


def _sums_bounds(context: Context) -> Bounds:
    """Whoever says yes to all is right where it comes out."""
    if context.mine:
        return Bounds(1.0)
    found = _reported_joints(context.case)
    return Bounds(1.0, sum(j.adds for j in found) / len(found))


def _repaired(answer: TreeCheck, context: Context) -> Measured:
    truth, wrong = context.key["pence"], set(context.key["wrong"])
    pence = {n["id"]: n["pence"] for n in context.case.measures["tree"]}
    slips = {leaf: "left out" if pence[leaf] < truth[leaf] else "counted twice" for leaf in wrong}
    rows = {r.id.lower(): r for r in answer.repairs}
    marked = {leaf for leaf, r in rows.items() if r.slip and r.slip != FINE}
    told, right = [], 0
    for leaf in sorted(marked | wrong):
        row = rows.get(leaf)
        if leaf not in wrong:
            text, then = "The office counted what belongs into it.", "Compare the two notes word by word."
        elif leaf not in marked or row is None:
            continue
        elif row.slip != slips[leaf]:
            text, then = f"It is not that something was {row.slip}.", "Is the sum above it larger, or smaller?"
        elif not _close(row.value, truth[leaf] / 100):
            text, then = "The value is another one.", "The sums above it are right. What must be here for them to come out?"
        else:
            right += 1
            continue
        told.append(Finding(LOOK_AGAIN, text, leaf, "Whoever looks for savings begins with the leaves.", then))
    if right < len(wrong) and not told:
        told = [Finding(LOOK_AGAIN, f"Put right: {right}.", next="Each sum that does not come out has its reason.")]
    value = right / max(len(wrong), _WRONG, len(marked))
    return Measured(value, listed(told, "Further leaves to look at: {n}.")
                    or met(f"{right} leaves are put right, and the tree comes out."))  # fmt: skip


def _whole(answer: TreeCheck, context: Context) -> Measured:
    """One tree, with five figures at least."""
    faults = tree_faults(answer)
    names = {n.id: n.name or n.ref for n in answer.nodes}
    told = [Finding(LOOK_AGAIN, f"{names.get(row, '')}: {what}.".removeprefix(": "), next=step) for row, what, step in faults]
    if len(answer.nodes) < LEAST_OWN:
        told.append(Finding(LOOK_AGAIN, f"Figures so far: {len(answer.nodes)} of {LEAST_OWN}.",
                            next="Which two or three figures make the one at the top?"))  # fmt: skip
    return Measured(1 / (1 + len(told)) if told else 1.0, listed(told, "Further figures to look at: {n}.")
                    or met(f"{len(answer.nodes)} figures make one tree."))  # fmt: skip


def _adds(answer: TreeCheck, context: Context) -> Measured:
    found = joints(answer)
    names = {n.ref: n.name or n.ref for n in answer.nodes}
    told = [
        Finding(LOOK_AGAIN, f"The parts make {j.made:,.6g}; {j.value:,.6g} stands above them.", names[j.node],
                f"They are {abs(j.off):,.6g} apart, and rounding explains {j.slack:,.3g}.",
                "Ask whoever keeps the figures what one of them leaves out, or what two of them share.")
        for j in found if not j.adds
    ]  # fmt: skip
    if not found:
        return Measured(0.0, (Finding(LOOK_AGAIN, "No figure has parts yet.",
                                      next="Give the figures below it its code as their parent."),))  # fmt: skip
    return Measured(1 - len(told) / len(found), listed(told, "Further sums to look at: {n}.")
                    or met(f"All {len(found)} sums come out."))  # fmt: skip


def _held(answer: TreeCheck, context: Context) -> Measured:
    return _adds(answer, context) if context.mine else _sums(answer, context)


def _put_right(answer: TreeCheck, context: Context) -> Measured:
    return _whole(answer, context) if context.mine else _repaired(answer, context)


TREE = Exercise(
    "7.4",
    TreeCheck,
    lambda a: any(s.adds or s.off is not None for s in a.sums)
    or any(r.slip or r.value is not None for r in a.repairs)
    or any(n.code or n.name or n.parent or n.value is not None for n in a.nodes),
    (
        Criterion("sums", "Figures are held against their parts", _held, _sums_bounds, 5),
        Criterion("repaired", "The figures make one tree that comes out", _put_right, Bounds(1.0), 5,
                  gate="sums"),
    ),
)  # fmt: skip
