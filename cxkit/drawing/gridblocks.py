"""The parts of the categorisation grid on paper: heading, column heads, rows, foot, legend.

A `Block` is one horizontal band of the page, its boxes measured from its own top in points;
`gridpage` stacks bands into pages. Every text is wrapped into its own box; what is cut ends in
an ellipsis, and `Setter.cut` says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..techniques.needs import Category, Grid, Need
from .box import A4, Box, Rule
from .finding import Finding
from .gridtable import FOOT
from .palette import ACCENT, GREY, HAIRLINE, INK, STRENGTHS
from .text import Face, Wrapped

__all__ = ["SIDE", "Block", "Scale", "Setter"]

SIDE = 42.0  # margin left and right
_NARROWEST, _COSIEST = 62.0, 176.0  # widths of a column
_PAD = 6.0  # free space left and right in a cell
_GAP = 1.2  # white between two shaded cells


@dataclass(frozen=True)
class Scale:
    """Sizes of type in points, and how many lines a need and a foot cell may take.

    The foot rows take the body's size or the small one, so that a page has three.
    """

    title: float
    body: float
    small: float
    foot: float
    need_lines: int = 5
    foot_lines: int = 9


@dataclass(frozen=True)
class Block:
    """One band of the page: boxes and rules measured from its own top, in points."""

    height: float
    boxes: tuple[Box, ...] = ()
    rules: tuple[Rule, ...] = ()

    def at(self, y: float) -> tuple[list[Box], list[Rule]]:
        """Its boxes and rules, moved down to `y`."""
        return (
            [replace(b, y=b.y + y) for b in self.boxes],
            [replace(r, y1=r.y1 + y, y2=r.y2 + y) for r in self.rules],
        )

    def padded(self, more: float) -> Block:
        """The band made taller by `more` points, what it holds kept in its middle."""
        boxes = [
            replace(b, h=b.h + more, top=b.top + more / 2 if b.lines else b.top) for b in self.boxes
        ]
        rules = [replace(r, y1=r.y1 + more, y2=r.y2 + more) for r in self.rules]
        return Block(self.height + more, tuple(boxes), tuple(rules))


class Setter:
    """Sets one grid in one scale of type.

    Attributes:
        opening, names, rows, feet, legend: the bands, from top to bottom.
        right: x of the right margin, in points; wider than A4 only for very many columns.
        cut: whether a text had to be shortened.
    """

    def __init__(self, grid: Grid, finding: Finding, kicker: str, scale: Scale) -> None:
        self.grid, self.finding, self.scale, self.cut = grid, finding, scale, False
        self.strong, self.body = Face(scale.body, bold=True), Face(scale.body)
        self.small, self.foot = Face(scale.small), Face(scale.foot)
        count = len(grid.categories)
        room = A4[0] - 2 * SIDE
        self.first = room * (0.32 if count <= 4 else 0.26 if count <= 6 else 0.2)
        self.column = max(_NARROWEST, min(_COSIEST, (room - self.first) / count))
        self.table = SIDE + self.first + self.column * count
        self.right = max(A4[0] - SIDE, self.table)
        self.opening = self._opening(kicker)
        self.running = self._running()
        self.names = self._names()
        self.rows = [self._row(n, n is grid.needs[-1]) for n in grid.needs]
        self.feet = self._feet()
        self.legend = self._legend()

    def _opening(self, kicker: str) -> Block:
        """Whose grid it is, what it found, what else is worth knowing."""
        width = A4[0] - 2 * SIDE
        boxes: list[Box] = []
        y = 0.0
        parts = (
            ("kicker", kicker, self.small, GREY, 1, 2.0),
            ("title", self.finding.title, Face(self.scale.title, bold=True), INK, 3, 5.0),
            ("finding", " ".join(self.finding.sentences), self.body, GREY, 3, 0.0),
        )
        for name, text, face, colour, most, after in parts:
            set_text = self._wrap(face, text, width, most, balance=name == "title")
            if set_text.lines:
                h = face.height(len(set_text.lines))
                boxes.append(Box(SIDE, y, width, h, set_text.lines, face, colour, name=name))
                y += h + after
        return Block(y + 14, tuple(boxes))

    def _running(self) -> Block:
        """The head of a later page."""
        h = self.small.leading
        text = self.small.fit(f"Continued: {self.finding.title}", A4[0] - 2 * SIDE).lines
        box = Box(SIDE, 0, A4[0] - 2 * SIDE, h, text, self.small, GREY, name="running")
        return Block(h + 12, (box,))

    def _names(self) -> Block:
        """The heads of the columns: name, the customer's line, role."""
        boxes: list[Box] = []
        heights = []
        for i, c in enumerate(self.grid.categories):
            y = 0.0
            x = SIDE + self.first + i * self.column
            parts = (
                ("name", c.name or f"Kind {i + 1}", self.strong, INK, 3),
                ("line", c.line, self.small, GREY, 4),
                ("role", c.role.capitalize(), self.small, ACCENT, 1),
            )
            for key, text, face, colour, most in parts:
                lines = self._wrap(face, text, self.column - 2 * _PAD, most).lines
                if lines:
                    h = face.height(len(lines))
                    box = Box(x, y, self.column, h, lines, face, colour, pad=_PAD)
                    boxes.append(replace(box, name=f"{key}/{c.id}"))
                    y += h + 1
            heights.append(y)
        height = max(heights) + 5
        rule = Rule(SIDE, height, self.table, height, 0.9, INK)
        return Block(height + _GAP, tuple(boxes), (rule,))

    def _row(self, need: Need, last: bool) -> Block:
        """One need, its strengths shaded; a need that the title names carries the accent."""
        divides = need.id in self.finding.dividers
        face = self.strong if divides else self.body
        words = self._wrap(face, need.need or "–", self.first - _PAD, self.scale.need_lines)
        cells = [self._cell(need, c) for c in self.grid.categories]
        air = 0.42 * self.body.size
        ids = max((len(i) for _, i in cells), default=0)
        inner = max(face.height(len(words.lines)), self.strong.leading, self.small.height(ids))
        height = inner + 2 * air
        label = Box(SIDE, 0, self.first, height, words.lines, face,
                    top=(height - face.height(len(words.lines))) / 2,
                    name=f"need/{need.id}")  # fmt: skip
        boxes = [label]
        if divides:
            boxes.append(Box(SIDE - 9, _GAP / 2, 3, height - _GAP, fill=ACCENT, name="accent"))
        for i, ((digit, ids_lines), c) in enumerate(zip(cells, self.grid.categories, strict=True)):
            boxes += self._shaded(i, c, digit, ids_lines, height)
        rule = Rule(SIDE, height, SIDE + self.first, height, 0.4, HAIRLINE)
        return Block(height, tuple(boxes), () if last else (rule,))

    def _shaded(
        self, index: int, category: Category, digit: str, ids: tuple[str, ...], height: float
    ) -> list[Box]:
        x = SIDE + self.first + index * self.column
        step = STRENGTHS[int(digit)] if digit.isdigit() else None
        ink = step.text if step else GREY
        w, h = self.column - _GAP, height - _GAP
        face = self.strong if digit in "23" else self.body
        beside = _PAD + self.strong.width("0") + 5
        return [
            Box(x + _GAP / 2, _GAP / 2, w, h, (digit,), face, ink, step.fill if step else "",
                pad=_PAD - _GAP / 2, top=(h - face.leading) / 2, name=f"cell/{category.id}"),
            Box(x + beside, _GAP / 2, self.column - beside - _PAD / 2, h, ids, self.small, ink,
                top=(h - self.small.height(len(ids))) / 2, name=f"ids/{category.id}"),
        ]  # fmt: skip

    def _cell(self, need: Need, category: Category) -> tuple[str, tuple[str, ...]]:
        """The digit of a cell and its ids on at most two lines, the rest counted: V03 V07 +4."""
        cell = need.cells.get(category.id)
        if cell is None or cell.strength is None:
            return "–", ()
        width = self.column - _PAD - self.strong.width("0") - 5 - _PAD / 2
        ids = list(dict.fromkeys(cell.evidence))
        best: tuple[str, ...] = ()
        for shown in range(1, len(ids) + 1):
            rest = [f"+{len(ids) - shown}"] if shown < len(ids) else []
            tried = self.small.wrap(" ".join(ids[:shown] + rest), width, 2)
            if tried.cut:
                break
            best = tried.lines
        if ids and not best:
            best = self.small.fit(f"+{len(ids)}", width).lines
        self.cut = self.cut or "+" in "".join(best)
        return str(cell.strength), best

    def _feet(self) -> Block:
        """Workflow, interactions, people skills: what each kind asks of the organisation."""
        boxes: list[Box] = []
        rules: list[Rule] = [Rule(SIDE, 5, self.table, 5, 0.9, INK)]
        y = 5.0
        air = 0.4 * self.body.size
        for n, (key, label) in enumerate(FOOT):
            width, most = self.column - 2 * _PAD, self.scale.foot_lines
            texts = [
                self._wrap(self.foot, getattr(c, key) or "–", width, most).lines
                for c in self.grid.categories
            ]
            head = self._wrap(self.strong, label, self.first - _PAD, 2).lines
            height = 2 * air + max(
                self.strong.height(len(head)), *(self.foot.height(len(t)) for t in texts)
            )
            boxes.append(Box(SIDE, y, self.first, height, head, self.strong, top=air,
                             name=f"foot/{key}"))  # fmt: skip
            level = air + self.strong.ascent - self.foot.ascent  # one baseline for the row
            for i, (c, lines) in enumerate(zip(self.grid.categories, texts, strict=True)):
                x, ink = SIDE + self.first + i * self.column, INK if getattr(c, key) else GREY
                boxes.append(Box(x, y, self.column, height + 2, lines, self.foot, ink, pad=_PAD,
                                 top=level, name=f"foot/{key}/{c.id}"))  # fmt: skip
            y += height + 2
            if n < len(FOOT) - 1:
                rules.append(Rule(SIDE, y, self.table, y, 0.4, HAIRLINE))
        return Block(y, tuple(boxes), tuple(rules))

    def _legend(self) -> Block:
        h = self.small.leading
        boxes: list[Box] = []
        x = SIDE
        said = "How strong is the need?"
        w = self.small.width(said) + 10
        boxes.append(Box(x, 0, w, h, (said,), self.small, GREY, name="legend"))
        x += w
        for digit, step in enumerate(STRENGTHS):
            boxes.append(Box(x, 0, 16, h, (str(digit),), self.small, step.text, step.fill,
                             align="centre", name="legend"))  # fmt: skip
            w = self.small.width(step.word) + 14
            boxes.append(Box(x + 20, 0, w, h, (step.word,), self.small, GREY, name="legend"))
            x += 20 + w
        said = "Beside it: the ids of its evidence."
        boxes.append(Box(x, 0, self.small.width(said) + 1, h, (said,), self.small, GREY,
                         name="legend"))  # fmt: skip
        return Block(h, tuple(boxes))

    def _wrap(
        self, face: Face, text: str, width: float, most: int, *, balance: bool = False
    ) -> Wrapped:
        found = face.wrap(text, width, most, balance=balance)
        self.cut = self.cut or found.cut
        return found
