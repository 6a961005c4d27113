"""Boxes on a page: text laid out and placed before anything is drawn.

Units are points, the origin is the top left corner, y runs downwards. A layout yields a `Page`
of boxes and rules; whether every text lies inside its box can be asked without drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from .palette import HAIRLINE, INK
from .quiet import quiet
from .text import Face
from .typeface import runs

__all__ = ["A4", "Box", "Page", "Rule"]

A4 = (841.89, 595.28)  # landscape


@dataclass(frozen=True)
class Box:
    """A rectangle with lines of text in it.

    Args:
        x, y, w, h: points.
        lines: as `Face.wrap` gave them; drawn as they are.
        fill: colour of the ground, empty for none.
        pad: points kept free left and right.
        top: points from the box's upper edge to the first line.
        name: what a test or a later drawing calls the box by.
    """

    x: float
    y: float
    w: float
    h: float
    lines: tuple[str, ...] = ()
    face: Face = Face(9)
    colour: str = INK
    fill: str = ""
    align: Literal["left", "centre", "right"] = "left"
    pad: float = 0.0
    top: float = 0.0
    name: str = ""

    def place(self, line: str) -> float:
        """The x at which a line of this box begins."""
        spare = self.w - 2 * self.pad - self.face.width(line)
        return self.x + self.pad + {"left": 0.0, "centre": spare / 2, "right": spare}[self.align]

    def ink(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the text; an empty box has its own corner twice."""
        if not self.lines:
            return self.x, self.y, self.x, self.y
        starts = [self.place(line) for line in self.lines]
        ends = [s + self.face.width(t) for s, t in zip(starts, self.lines, strict=True)]
        head = self.y + self.top
        return min(starts), head, max(ends), head + self.face.height(len(self.lines))

    def holds(self, slack: float = 0.01) -> bool:
        """Whether the text lies inside the box."""
        left, top, right, bottom = self.ink()
        return (
            left >= self.x - slack
            and top >= self.y - slack
            and right <= self.x + self.w + slack
            and bottom <= self.y + self.h + slack
        )


@dataclass(frozen=True)
class Rule:
    """A line from one point to another, in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 0.4
    colour: str = HAIRLINE


@dataclass(frozen=True)
class Page:
    """One page: its size in points, its boxes and its rules."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    rules: tuple[Rule, ...] = ()

    def figure(self) -> Any:
        """The page as a `matplotlib.figure.Figure`, on no canvas of a screen."""
        with quiet():
            from matplotlib.figure import Figure
            from matplotlib.font_manager import FontProperties
            from matplotlib.lines import Line2D
            from matplotlib.patches import Rectangle
            from matplotlib.text import Text
            from matplotlib.transforms import Affine2D

            figure = Figure(figsize=(self.width / 72, self.height / 72), facecolor="white")
            down = Affine2D().scale(1 / 72, -1 / 72).translate(0, self.height / 72)
            points = down + figure.dpi_scale_trans
            fonts: dict[str, FontProperties] = {}
            for b in self.boxes:
                if b.fill:
                    ground = Rectangle((b.x, b.y), b.w, b.h, fc=b.fill, lw=0, transform=points)
                    figure.add_artist(ground)
            for r in self.rules:
                line = Line2D([r.x1, r.x2], [r.y1, r.y2], lw=r.weight, color=r.colour)
                line.set(solid_capstyle="butt", transform=points)
                figure.add_artist(line)
            for b in self.boxes:
                for i, words in enumerate(b.lines):
                    x = b.place(words)
                    y = b.y + b.top + i * b.face.leading + b.face.ascent
                    for path, piece in runs(words, b.face.bold):
                        font = fonts.setdefault(path, FontProperties(fname=path))
                        text = Text(x, y, piece, color=b.colour, fontproperties=font,
                                    fontsize=b.face.size, ha="left", va="baseline",
                                    parse_math=False, usetex=False, transform=points)  # fmt: skip
                        figure.add_artist(text)
                        x += b.face.width(piece)
            return figure
