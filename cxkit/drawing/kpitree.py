"""A tree of figures as a picture: what makes what, and where the parts do not make the whole.

Row 47 of the method, seen from its figures. Each parent shows whether its parts are added or
multiplied. A parent whose parts miss it carries a diamond with an X, and by how much it is off.
"""

from __future__ import annotations

from ..techniques.measures_tree import Joint, MeasureTree, Node, joints
from .box import A4, Box
from .lanetable import lane_html
from .palette import ACCENT, GREY, INK, PAPER, STRENGTHS
from .picture import Picture
from .scene import Scene, Shape, Stroke, moved
from .sheet import Table
from .text import Face, clean, drawable
from .typeface import missing, no_font

__all__ = ["draw_tree", "tree_tables", "tree_title"]

_EMPTY = "There is nothing to draw yet. Write one figure and one of its parts, then draw again."
_SIDE, _BOX_H, _ROW, _SPLIT = 28.0, 34.0, 44.0, 46.0
_PAPERS = {"A4": A4, "A3": (A4[1] * 2, A4[0])}
_MOST = 60  # figures; with more nobody reads a picture
_SIGNS = {"sum": "+", "product": "\N{MULTIPLICATION SIGN}"}
_NAME, _VALUE, _NOTE = Face(8.5, bold=True), Face(9), Face(7.5)


def draw_tree(tree: MeasureTree, title_prefix: str = "", *, paper: str = "A4") -> Picture:
    """Draw a tree of figures. Never raises on what a learner wrote: what belongs to no tree (a
    parent that is not there, a ring) is left to the table.

    Args:
        title_prefix: whose figures they are; small above the title.
        paper: "A4" or "A3", landscape.

    Raises:
        ValueError: another paper.
    """
    if paper not in _PAPERS:
        raise ValueError(f"Expected paper {' or '.join(_PAPERS)}, found {paper!r:.20}.")
    title = tree_title(tree)
    shown = [n for n in tree.nodes if n.name or n.value is not None]
    if len(shown) < 2:
        return Picture(None, f"<p>{_EMPTY}</p>", f"{_EMPTY}\n", title, _EMPTY)
    kicker = title_prefix.strip().rstrip(":").strip()
    full = f"{kicker}: {title}" if kicker else title
    tables = tree_tables(tree)
    html = lane_html(tables, full)
    text = "\n".join([f"{full}.", *("  " + "; ".join(clean(str(v)) for v in row if v not in ("", None))
                                    for row in tables[0].rows)]) + "\n"  # fmt: skip
    lost = missing(drawable(t) for n in shown for t in (n.name, n.unit, kicker))
    note = ""
    if lost:
        note = no_font(lost, "the tree is")
    elif all(n.parent for n in tree.nodes):
        note = "No figure stands at the top, so the figures are shown as a table."
    elif len(shown) > _MOST:
        note = f"{len(shown)} figures are shown as a table; at most {_MOST} can be drawn."
    if note:
        return Picture.in_words(note, html, text, full, tables)
    page, drawn = _lay_out(tree, title, kicker)
    left = len(shown) - drawn
    notes = (f"{left} figures hang on nothing that is drawn; the table has them.",) * bool(left)
    wide, high = _PAPERS[paper]
    scale = min(wide / page.width, high / page.height)
    sheet = Scene(wide, high, *(tuple(moved(t, 0, 0, scale) for t in things)
                                for things in (page.boxes, page.rules, page.strokes, page.shapes)))  # fmt: skip
    alt = f"Tree of {drawn} figures. {title}. The table with it holds every figure."
    return Picture(page.figure(), html, text, full, alt, notes, (sheet,), tuple(tables))


def tree_title(tree: MeasureTree) -> str:
    """Whether the tree comes out, as a title."""
    found = joints(tree)
    if not found:
        return "No figure has parts yet"
    wrong = [j for j in found if not j.adds]
    names = {n.ref: n.name or n.ref for n in tree.nodes}
    if not wrong:
        return "The sum comes out" if len(found) == 1 else f"All {len(found)} sums come out"
    told = " and ".join(names[j.node] for j in wrong[:2]) + (" and others" if len(wrong) > 2 else "")
    verb = "does" if len(wrong) == 1 else "do"
    return f"{len(wrong)} of {len(found)} sums {verb} not come out: {told}"


def tree_tables(tree: MeasureTree) -> list[Table]:
    """The figures and their sums as sheets; none for an empty tree."""
    if not tree.nodes:
        return []
    at = {j.node: j for j in joints(tree)}
    rows = tuple(
        (n.ref, n.name, n.parent, n.value, n.unit, *_told(at.get(n.ref), n.unit)) for n in tree.nodes
    )
    header = ("Code", "Figure", "Above it", "Value", "Unit", "Its parts make", "Off by", "Remark")
    return [Table("Tree of figures", header, rows)]


def _told(joint: Joint | None, unit: str) -> tuple[float | None, float | None, str]:
    if joint is None:
        return None, None, ""
    if joint.adds:
        return round(joint.made, 4), None, "comes out"
    return round(joint.made, 4), joint.off, "X: does not come out"


class _Tree:
    """Where each figure stands: its column by depth, its row by the leaves below it."""

    def __init__(self, tree: MeasureTree) -> None:
        self.rows = {n.ref: n for n in tree.nodes}
        self.below: dict[str, list[str]] = {}
        for n in tree.nodes:
            if n.parent.upper() in self.rows and n.parent.upper() != n.ref:
                self.below.setdefault(n.parent.upper(), []).append(n.ref)
        self.at: dict[str, tuple[int, float]] = {}
        self.leaves = 0
        for n in tree.nodes:
            if not n.parent and n.ref not in self.at:
                self._place(n.ref, 0)

    def _place(self, ref: str, depth: int) -> float:
        self.at[ref] = (depth, 0.0)
        rows = [self._place(r, depth + 1) for r in self.below.get(ref, ()) if r not in self.at]
        if not rows:
            rows = [float(self.leaves)]
            self.leaves += 1
        self.at[ref] = (depth, (rows[0] + rows[-1]) / 2)
        return self.at[ref][1]


def _lay_out(tree: MeasureTree, title: str, kicker: str) -> tuple[Scene, int]:
    made = _Tree(tree)
    at = {j.node: j for j in joints(tree)}
    columns = max(depth for depth, _ in made.at.values()) + 1
    width = max(A4[0], 2 * _SIDE + columns * 150 + (columns - 1) * _SPLIT)
    wide = min(220.0, (width - 2 * _SIDE - (columns - 1) * _SPLIT) / columns)
    boxes: list[Box] = []
    shapes: list[Shape] = []
    strokes: list[Stroke] = []
    y = 22.0
    for words, face, colour in ((kicker, Face(8.5), GREY), (title, Face(16, bold=True), INK)):
        lines = face.wrap(words, width - 2 * _SIDE, 2).lines
        if lines:
            boxes.append(Box(_SIDE, y, width - 2 * _SIDE, face.height(len(lines)), lines, face, colour))
            y += face.height(len(lines)) + 2
    top = y + 12

    def place(ref: str) -> tuple[float, float]:
        depth, row = made.at[ref]
        return _SIDE + depth * (wide + _SPLIT), top + row * _ROW

    for ref in made.at:
        node, joint, (x, y) = made.rows[ref], at.get(ref), place(ref)
        wrong = joint is not None and not joint.adds
        boxes.append(Box(x, y, wide, _BOX_H, fill=STRENGTHS[0].fill if wrong else STRENGTHS[1].fill, name=f"figure/{ref}"))
        if wrong:
            shapes.append(Shape("square", x, y, wide, _BOX_H, edge=INK, weight=1.2, dash=True, name=f"wrong/{ref}"))
        value = _value(node)
        boxes.append(Box(x + 6, y + 4, wide - 12, _NAME.leading, _NAME.fit(node.name or ref, wide - 12).lines, _NAME, ACCENT))
        boxes.append(Box(x + 6, y + 17, wide - 12, _VALUE.leading, _VALUE.fit(value, wide - 12).lines, _VALUE, INK))
        if wrong and joint is not None:
            _mark(boxes, shapes, x + wide, y, ref)
            said = f"parts make {_plain(joint.made, node.unit)}: off by {_plain(joint.off, node.unit)}"
            lines = _NOTE.wrap(said, wide + 10, 2).lines
            boxes.append(Box(x, y + _BOX_H + 2, wide + 10, _NOTE.height(len(lines)), lines, _NOTE, INK, name=f"off/{ref}"))
        parts = [r for r in made.below.get(ref, ()) if r in made.at and made.at[r][0] == made.at[ref][0] + 1]
        if parts:
            split = x + wide + _SPLIT * 0.45
            strokes.append(Stroke(((x + wide, y + _BOX_H / 2), (split, y + _BOX_H / 2)), 0.9, GREY))
            ys = [place(p)[1] + _BOX_H / 2 for p in parts]
            strokes.append(Stroke(((split, min(*ys, y + _BOX_H / 2)), (split, max(*ys, y + _BOX_H / 2))), 0.9, GREY))
            strokes += [Stroke(((split, h), (x + wide + _SPLIT, h)), 0.9, GREY) for h in ys]
            _sign(boxes, shapes, split, y + _BOX_H / 2, _SIGNS[node.joined or "sum"])
    high = top + made.leaves * _ROW + 26
    foot = Face(7.5)
    text = "X in a diamond: the parts do not make what stands above them, rounding allowed for."
    boxes.append(Box(_SIDE, high - 16, width - 2 * _SIDE, foot.leading, foot.fit(text, width - 2 * _SIDE).lines, foot, GREY))
    return Scene(width, high, tuple(boxes), (), tuple(strokes), tuple(shapes)), len(made.at)


def _mark(boxes: list[Box], shapes: list[Shape], x: float, y: float, ref: str) -> None:
    face = Face(7.5, bold=True)
    shapes.append(Shape("diamond", x - 8, y - 8, 16, 16, INK, PAPER, 0.6, name=f"mark/{ref}"))
    boxes.append(Box(x - 8, y - face.leading / 2, 16, face.leading, ("X",), face, PAPER, align="centre"))


def _sign(boxes: list[Box], shapes: list[Shape], x: float, y: float, sign: str) -> None:
    face = Face(9, bold=True)
    shapes.append(Shape("circle", x - 7, y - 7, 14, 14, PAPER, GREY, 0.8))
    boxes.append(Box(x - 7, y - face.leading / 2, 14, face.leading, (sign,), face, INK, align="centre"))


def _value(node: Node) -> str:
    return _plain(node.value, node.unit) if isinstance(node.value, (int, float)) else node.value or "open"


def _plain(value: float, unit: str) -> str:
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    if unit in ("\u00a3", "$", "\u20ac"):
        return f"{sign}{unit}{abs(value):,.2f}"
    return f"{sign}{abs(value):,.6g} {unit}".strip()
