"""A page with lines and marks on it: what a map needs beyond boxes of text.

Units are points, the origin is the top left corner, y runs downwards. A scene is drawn twice from
one layout: by matplotlib for paper, and as bare SVG for a form, where nothing may be slow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from .box import Box, Page, Rule
from .palette import GREY, HAIRLINE, INK

__all__ = ["HEAD", "Scene", "Shape", "Stroke", "moved"]

HEAD = 5.0  # points that the head of an arrow takes at a weight of 0.9
_HATCH = 4.5  # points between the lines of a hatching
_FONTS = "'Noto Sans','Segoe UI','Helvetica Neue',Arial,sans-serif"


@dataclass(frozen=True)
class Stroke:
    """A line through points, straight from one to the next; `head` puts an arrow at its end."""

    points: tuple[tuple[float, float], ...]
    weight: float = 0.9
    colour: str = INK
    dash: bool = False
    head: bool = False
    name: str = ""


@dataclass(frozen=True)
class Shape:
    """A figure within a rectangle: a mark, or the frame of a step."""

    kind: Literal["circle", "diamond", "square"]
    x: float
    y: float
    w: float
    h: float
    fill: str = ""
    edge: str = ""
    weight: float = 0.8
    dash: bool = False
    hatch: bool = False
    name: str = ""

    def corners(self) -> tuple[tuple[float, float], ...]:
        """The corners of a diamond or a square."""
        x, y, w, h = self.x, self.y, self.w, self.h
        if self.kind == "diamond":
            return (x, y + h / 2), (x + w / 2, y), (x + w, y + h / 2), (x + w / 2, y + h)
        return (x, y), (x + w, y), (x + w, y + h), (x, y + h)


@dataclass(frozen=True)
class Scene(Page):
    """A page whose lines lie above its grounds and below its marks and words."""

    strokes: tuple[Stroke, ...] = ()
    shapes: tuple[Shape, ...] = ()

    def figure(self) -> Any:
        """The scene as a `matplotlib.figure.Figure`, on no canvas of a screen."""
        figure = super().figure()
        from matplotlib.lines import Line2D
        from matplotlib.patches import Ellipse, Polygon
        from matplotlib.transforms import Affine2D

        down = Affine2D().scale(1 / 72, -1 / 72).translate(0, self.height / 72)
        points = down + figure.dpi_scale_trans
        for s in self.strokes:
            xs, ys = zip(*_shortened(s), strict=True)
            line = Line2D(xs, ys, lw=s.weight, color=s.colour, zorder=2)
            line.set(solid_capstyle="butt", solid_joinstyle="round", transform=points)
            if s.dash:
                line.set(linestyle=(0, (3.2, 2.2)), dash_capstyle="butt")
            figure.add_artist(line)
            if s.head:
                head = Polygon(_head(s), closed=True, fc=s.colour, lw=0, transform=points, zorder=2)
                figure.add_artist(head)
        for f in self.shapes:
            made: Any
            if f.kind == "circle":
                made = Ellipse((f.x + f.w / 2, f.y + f.h / 2), f.w, f.h, zorder=2.5)
            else:
                made = Polygon(f.corners(), closed=True, zorder=2.5)
            made.set(facecolor=f.fill or "none", edgecolor=f.edge or "none", transform=points)
            made.set(linewidth=f.weight if f.edge else 0, linestyle=(0, (3, 2)) if f.dash else "-")
            figure.add_artist(made)
            for a, b in _hatching(f) if f.hatch else ():
                line = Line2D((a[0], b[0]), (a[1], b[1]), lw=0.5, color=HAIRLINE, zorder=2.6)
                line.set(transform=points)
                figure.add_artist(line)
        return figure

    def svg(self, alt: str) -> str:
        """The scene as SVG text, its letters as letters, each line as wide as it was measured."""
        n = _number
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label={quoteattr(alt)} '
            f'viewBox="0 0 {n(self.width)} {n(self.height)}" width="{n(self.width)}" '
            f'height="{n(self.height)}" font-family="{_FONTS}">',
            f"<title>{escape(alt)}</title>",
            f'<rect width="{n(self.width)}" height="{n(self.height)}" fill="#FFFFFF"/>',
        ]
        parts += [_rect(b.x, b.y, b.w, b.h, f'fill="{b.fill}"') for b in self.boxes if b.fill]
        for r in self.rules:
            parts.append(_path(((r.x1, r.y1), (r.x2, r.y2)), r.weight, r.colour, False))
        for s in self.strokes:
            parts.append(_path(_shortened(s), s.weight, s.colour, s.dash))
            if s.head:
                parts.append(f'<polygon points="{_points(_head(s))}" fill="{s.colour}"/>')
        parts += [_figure(f) for f in self.shapes]
        for b in self.boxes:
            for i, words in enumerate(b.lines):
                weight = ' font-weight="700"' if b.face.bold else ""
                y = b.y + b.top + i * b.face.leading + b.face.ascent
                parts.append(
                    f'<text x="{n(b.place(words))}" y="{n(y)}" font-size="{n(b.face.size)}"'
                    f'{weight} fill="{b.colour}" textLength="{n(b.face.width(words))}" '
                    f'lengthAdjust="spacingAndGlyphs">{escape(words)}</text>'
                )
        return "".join(parts) + "</svg>"


def moved(thing: Any, dx: float, dy: float, scale: float = 1.0) -> Any:
    """A box, rule, stroke or shape scaled about the origin, then moved; its type grows along."""
    if isinstance(thing, Stroke):
        at = tuple((x * scale + dx, y * scale + dy) for x, y in thing.points)
        return replace(thing, points=at, weight=thing.weight * scale)
    if isinstance(thing, Rule):
        return replace(
            thing, x1=thing.x1 * scale + dx, y1=thing.y1 * scale + dy,
            x2=thing.x2 * scale + dx, y2=thing.y2 * scale + dy, weight=thing.weight * scale,
        )  # fmt: skip
    place = {"x": thing.x * scale + dx, "y": thing.y * scale + dy,
             "w": thing.w * scale, "h": thing.h * scale}  # fmt: skip
    if isinstance(thing, Box):
        face = replace(thing.face, size=thing.face.size * scale)
        return replace(thing, **place, face=face, pad=thing.pad * scale, top=thing.top * scale)
    return replace(thing, **place, weight=thing.weight * scale)


def _head(stroke: Stroke) -> list[tuple[float, float]]:
    """The triangle at the end of an arrow."""
    (x0, y0), (x1, y1) = stroke.points[-2:]
    size = HEAD * stroke.weight / 0.9
    far = max(abs(x1 - x0), abs(y1 - y0), 1e-9)
    dx, dy = (x1 - x0) / far * size, (y1 - y0) / far * size
    return [(x1, y1), (x1 - dx - dy * 0.42, y1 - dy + dx * 0.42),
            (x1 - dx + dy * 0.42, y1 - dy - dx * 0.42)]  # fmt: skip


def _shortened(stroke: Stroke) -> tuple[tuple[float, float], ...]:
    """The points of a line, its end drawn back beneath the head so that the tip stays sharp."""
    if not stroke.head:
        return stroke.points
    tip, a, b = _head(stroke)
    return (*stroke.points[:-1], ((a[0] + b[0] + tip[0]) / 3, (a[1] + b[1] + tip[1]) / 3))


def _hatching(f: Shape) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Slanting lines, kept within the rectangle of a shape."""
    lines = []
    reach = _HATCH
    while reach < f.w + f.h:
        a = (f.x + min(reach, f.w), f.y + max(0.0, reach - f.w))
        b = (f.x + max(0.0, reach - f.h), f.y + min(reach, f.h))
        lines.append((a, b))
        reach += _HATCH
    return lines


def _figure(f: Shape) -> str:
    edge = f' stroke="{f.edge}" stroke-width="{_number(f.weight)}"' if f.edge else ""
    edge += ' stroke-dasharray="3 2"' if f.dash else ""
    paint = f'fill="{f.fill or "none"}"{edge}'
    if f.kind == "circle":
        x, y = _number(f.x + f.w / 2), _number(f.y + f.h / 2)
        rx, ry = _number(f.w / 2), _number(f.h / 2)
        return f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" {paint}/>'
    drawn = f'<polygon points="{_points(f.corners())}" {paint}/>'
    hatching = _hatching(f) if f.hatch else ()
    return drawn + "".join(_path(line, 0.5, HAIRLINE, False) for line in hatching)


def _rect(x: float, y: float, w: float, h: float, paint: str) -> str:
    n = _number
    return f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}" {paint}/>'


def _path(points: Any, weight: float, colour: str, dash: bool) -> str:
    dashes = ' stroke-dasharray="3.2 2.2"' if dash else ""
    return (
        f'<polyline points="{_points(points)}" fill="none" stroke="{colour or GREY}" '
        f'stroke-width="{_number(weight)}"{dashes}/>'
    )


def _points(points: Any) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
