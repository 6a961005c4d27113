"""A tree of figures that reconciles: parts add up, or multiply, to what stands above them.

Row 47 of the method, seen from its figures: an objective is a number, and the numbers below it must
make it. A tree is written from the top: each node names its parent, and each parent says how its
parts are joined. Where the parts do not make the parent, the tree says by how much.

Conventions: values are in the node's own unit. `step` is what a figure was rounded to (0.01 for
pence in pounds); nothing means exact. Figures that were rounded may miss each other by half a step
each: a difference within that is none. `off` is what is written above less what the parts make.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .artefact import Artefact, Row, Text
from .smart import Amount

__all__ = ["Joint", "MeasureTree", "Node", "Repair", "SumCheck", "TreeCheck", "joints", "tree_faults"]

Joined = Literal["", "sum", "product"]

# ---- what a learner makes -------------------------------------------------------------------


class Node(Row):
    """One figure of a tree. The row's id serves as its code where none is given."""

    code: Text = ""
    name: Text = ""
    parent: Text = ""
    joined: Joined = ""  # how its parts make it; a sum where nothing is said
    value: Amount = None
    step: Amount = None
    unit: Text = ""

    @property
    def ref(self) -> str:
        return (self.code or self.id).upper()


class MeasureTree(Artefact):
    """A tree of figures, row by row."""

    nodes: list[Node] = []


class SumCheck(Row):
    """One parent of a tree that somebody else reported: do its parts make it, and if not, how much
    is it off?"""

    adds: Literal["", "yes", "no"] = ""
    off: Amount = None


class Repair(Row):
    """A figure of the tree, held against what belongs into it; `value` where it is put right."""

    slip: Literal["", "fine", "left out", "counted twice"] = ""
    value: Amount = None


class TreeCheck(MeasureTree):
    """A reported tree checked and put right; on one's own organisation the tree itself (7.4)."""

    sums: list[SumCheck] = []
    repairs: list[Repair] = []


# ---- what can be computed from it -----------------------------------------------------------


@dataclass(frozen=True)
class Joint:
    """A parent and its parts.

    Args:
        made: what the parts make together.
        off: the parent's value less that, with its sign.
        slack: the difference that rounding alone can make.
    """

    node: str
    parts: tuple[str, ...]
    joined: Joined
    value: float
    made: float
    off: float
    slack: float

    @property
    def adds(self) -> bool:
        """Whether the parts make the parent, rounding allowed for."""
        return abs(self.off) <= self.slack + 1e-9 * max(1.0, abs(self.value))


def joints(tree: MeasureTree) -> list[Joint]:
    """Every parent whose own value and all of whose parts are numbers, in the order of the rows."""
    parts: dict[str, list[Node]] = {}
    for node in tree.nodes:
        if node.parent and node.parent.upper() != node.ref.upper():
            parts.setdefault(node.parent.upper(), []).append(node)
    found = []
    for node in tree.nodes:
        below = parts.get(node.ref.upper(), [])
        if below and all(isinstance(n.value, (int, float)) for n in (node, *below)):
            found.append(_joint(node, below))
    return found


def _joint(node: Node, below: list[Node]) -> Joint:
    values = [float(n.value) for n in below if isinstance(n.value, (int, float))]
    value = float(node.value) if isinstance(node.value, (int, float)) else 0.0
    if node.joined == "product":
        made = math.prod(values)
        slack = sum(_half(n) * abs(math.prod(values[:i] + values[i + 1 :])) for i, n in enumerate(below))
    else:
        made, slack = math.fsum(values), math.fsum(_half(n) for n in below)
    joined: Joined = node.joined or "sum"
    return Joint(node.ref, tuple(n.ref for n in below), joined, value, made, round(value - made, 6),
                 slack + _half(node))  # fmt: skip


def _half(node: Node) -> float:
    return abs(node.step) / 2 if isinstance(node.step, (int, float)) else 0.0


# ---- what can be wrong with it --------------------------------------------------------------


def tree_faults(tree: MeasureTree) -> list[tuple[str, str, str]]:
    """(row id, what is wrong, what to do) for all that keeps rows from being one tree of figures."""
    rows = {n.ref.upper(): n for n in tree.nodes if n.ref}
    found = []
    seen: set[str] = set()
    for node in tree.nodes:
        ref, parent = node.ref.upper(), node.parent.upper()
        if ref in seen:
            found.append((node.id, f"{node.ref} stands twice", "Give each figure a code of its own."))
        seen.add(ref)
        if not isinstance(node.value, (int, float)):
            what = f"\u201c{node.value:.20}\u201d is not a number" if node.value else "its figure is open"
            found.append((node.id, what, "Write the number alone; the unit has a field of its own."))
        if parent and parent not in rows:
            found.append((node.id, f"its parent {node.parent:.20} is not there",
                          "Write the code of a row above it."))  # fmt: skip
        elif parent and ref in _above(parent, rows):
            found.append((node.id, "it stands below itself", "Go up from it: you must come to the top."))
    roots = [n for n in tree.nodes if not n.parent]
    if tree.nodes and len(roots) != 1:
        told = ", ".join(n.ref for n in roots[:4]) or "none"
        found.append(("", f"figures without a parent: {told}", "One figure stands at the top, and one alone."))
    return found


def _above(start: str, rows: dict[str, Node]) -> Iterable[str]:
    found: list[str] = []
    while start and start in rows and start not in found:
        found.append(start)
        start = rows[start].parent.upper()
    return found
