"""The outcome canvas on one sheet of paper: three boxes above, the line in the middle, two below.

Type is as large as one sheet allows, down to a floor; where that is not enough, a box ends in
"continued in the table".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .box import Box
from .canvaspanel import MORE, Column, Panel, Type
from .canvastable import TITLES
from .lanepage import PAPERS
from .palette import ACCENT, GREY, INK, PAPER
from .scene import Scene, Shape, Stroke
from .text import Face

__all__ = ["BODY_FLOOR", "SMALL_FLOOR", "Canvas", "Sheet", "lay_out"]

BODY_FLOOR, SMALL_FLOOR = 7.5, 6.5  # points
_LARGEST = {"A4": 12.0, "A3": 17.0}
_SIDE, _GAP = 28.0, 10.0
_STEP = 0.25
_LEFT, _LINE = 0.4, 0.6  # the share of box 4 below, and of the line in the middle
_LINE_SIZES = {"A4": (26.0, 12.0), "A3": (38.0, 14.0)}
_PALE = "#C9D6E4"  # on the accent: 6:1
_LEAST = (0.2, 0.16, 0.3)  # of the height, for each of the three rows when all are too long


@dataclass(frozen=True)
class Canvas:
    """What stands on the sheet; the line and the log are not panels, for they share the middle."""

    title: str
    kicker: str
    upper: tuple[Panel, ...]
    lower: tuple[Panel, ...]
    line: str
    cycle: str
    log: Column
    foot: str


@dataclass(frozen=True)
class Sheet:
    """The page, and whether something is left to the table."""

    page: Scene
    cut: bool


def lay_out(canvas: Canvas, paper: str = "A4") -> Sheet:
    """Lay the canvas out on one sheet of `paper`."""
    width, height = PAPERS[paper]
    head, top, cut = _opening(canvas, width, paper)
    small = Face(7.5 if paper == "A4" else 10)
    room = height - top - 24 - small.leading - 8 - 2 * _GAP
    body = _LARGEST[paper]
    while True:
        kind = Type(body, max(SMALL_FLOOR, 0.85 * body))
        needs = _needs(canvas, kind, width - 2 * _SIDE, paper)
        if body <= BODY_FLOOR or (sum(needs) <= room and _titled(canvas, kind, width - 2 * _SIDE)):
            break
        body = max(BODY_FLOOR, body - _STEP)
    heights = _shared(needs, room)
    boxes, shapes, strokes = list(head), list[Shape](), list[Stroke]()
    y = top
    for panels, tall in ((canvas.upper, heights[0]), ((), heights[1]), (canvas.lower, heights[2])):
        if panels:
            for (x, wide), panel in zip(_across(panels, width - 2 * _SIDE), panels, strict=True):
                b, s, k, lost = panel.place(kind, _SIDE + x, y, wide, tall)
                boxes, shapes, strokes, cut = (
                    [*boxes, *b],
                    [*shapes, *s],
                    [*strokes, *k],
                    cut or lost,
                )
        else:
            b, s, lost = _middle(canvas, kind, y, width - 2 * _SIDE, tall, paper)
            boxes, shapes, cut = [*boxes, *b], [*shapes, *s], cut or lost
        y += tall + _GAP
    foot = small.fit(canvas.foot, width - 2 * _SIDE).lines
    boxes.append(Box(_SIDE, height - 24 - small.leading + 6, width - 2 * _SIDE, small.leading, foot,
                     small, GREY, name="foot"))  # fmt: skip
    page = Scene(width, height, tuple(boxes), (), tuple(strokes), tuple(shapes))
    return Sheet(page, cut)


def _needs(canvas: Canvas, kind: Type, width: float, paper: str) -> list[float]:
    """Points that each of the three rows takes."""
    rows = [
        max(p.height(kind, wide) for (_, wide), p in zip(_across(ps, width), ps, strict=True))
        for ps in (canvas.upper, canvas.lower)
    ]
    pad = 1.3 * kind.body
    face, lines, _ = _line(canvas, width * _LINE - 2 * pad, paper)
    left = 2 * pad + 2.1 * kind.body + face.height(len(lines))
    log = canvas.log.height(kind, width * (1 - _LINE) - pad)
    right = 2 * pad + 2.1 * kind.body + log
    return [rows[0], max(left, right), rows[1]]


def _titled(canvas: Canvas, kind: Type, width: float) -> bool:
    return all(
        panel.titled(kind, wide)
        for panels in (canvas.upper, canvas.lower)
        for (_, wide), panel in zip(_across(panels, width), panels, strict=True)
    )


def _shared(needs: list[float], room: float) -> list[float]:
    """Heights that fill the room: what is spare is shared out, what is missing is taken from
    those above their least."""
    spare = room - sum(needs)
    if spare >= 0:
        upper, middle, lower = needs
        return [upper + spare * 0.35, middle + spare * 0.2, lower + spare * 0.45]
    least = [min(n, room * share) for n, share in zip(needs, _LEAST, strict=True)]
    over = [n - low for n, low in zip(needs, least, strict=True)]
    left = room - sum(least)
    return [low + left * o / sum(over) for low, o in zip(least, over, strict=True)]


def _across(panels: tuple[Panel, ...], width: float) -> list[tuple[float, float]]:
    """x and width of the panels of a row."""
    inner = width - _GAP * (len(panels) - 1)
    shares = [_LEFT, 1 - _LEFT] if len(panels) == 2 else [1 / len(panels)] * len(panels)
    found, x = [], 0.0
    for share in shares:
        found.append((x, inner * share))
        x += inner * share + _GAP
    return found


def _line(canvas: Canvas, width: float, paper: str) -> tuple[Face, tuple[str, ...], bool]:
    """The line in the largest type in which it takes two lines; in the smallest it may be cut."""
    size, floor = _LINE_SIZES[paper]
    while True:
        face = Face(size, bold=True)
        text = face.wrap(canvas.line, width, 2 if size > floor else 4, balance=True)
        whole = not text.cut and not any(_torn(canvas.line, line) for line in text.lines[:-1])
        if whole or size <= floor:
            return face, text.lines, text.cut
        size = max(floor, size - 1)


def _torn(text: str, line: str) -> bool:
    """Whether a line ends within a word."""
    at = text.find(line)
    after = text[at + len(line) : at + len(line) + 1] if at >= 0 else ""
    return bool(after) and after.isalnum() and line[-1:].isalnum() and ord(after) < 0x2E80


def _middle(
    canvas: Canvas, kind: Type, y: float, width: float, height: float, paper: str
) -> tuple[list[Box], list[Shape], bool]:
    """Box 6 and, beside it, the cycle and what changed."""
    pad, disc = 1.3 * kind.body, 1.75 * kind.body
    strong, x = kind.face("strong"), _SIDE + pad
    top = (disc - strong.leading) / 2
    boxes = [
        Box(_SIDE, y, width, height, fill=ACCENT, name="panel/6"),
        Box(x, y + pad, disc, disc, ("6",), strong, ACCENT, align="centre", top=top, name="number/6"),
        Box(x + disc + 0.6 * kind.body, y + pad, width * _LINE - 2 * pad - disc, disc,
            strong.fit(TITLES["6"], width * _LINE - 2 * pad - disc).lines, strong, _PALE, top=top,
            name="title/6"),
    ]  # fmt: skip
    shapes = [Shape("circle", x, y + pad, disc, disc, PAPER, name="number/6")]
    face, lines, cut = _line(canvas, width * _LINE - 2 * pad, paper)
    head = y + pad + 2.1 * kind.body
    fits = max(1, int((y + height - 0.5 * pad - head) / face.leading))
    if fits < len(lines):
        lines, cut = face.wrap(canvas.line, width * _LINE - 2 * pad, fits).lines, True
    spare = max(0.0, (y + height - pad - head - face.height(len(lines))) / 2)
    if cut:
        boxes[-1] = replace(
            boxes[-1], lines=strong.fit(f"{TITLES['6']} ({MORE})", boxes[-1].w).lines
        )
    boxes.append(Box(x, head + spare, width * _LINE - 2 * pad, face.height(len(lines)), lines, face,
                     PAPER, name="text/6"))  # fmt: skip
    right = _SIDE + width * _LINE
    wide = width * (1 - _LINE) - pad
    boxes.append(Box(right, y + pad, wide, disc, strong.fit(canvas.cycle, wide).lines, strong, _PALE,
                     top=top, name="cycle"))  # fmt: skip
    done = canvas.log.set(kind, wide, height - 2 * pad - 2.1 * kind.body)
    boxes += [
        replace(b, x=right, y=b.y + head, name="log", colour=PAPER if b.colour == INK else _PALE)
        for b in done.boxes
    ]
    return boxes, shapes, cut or done.cut


def _opening(canvas: Canvas, width: float, paper: str) -> tuple[list[Box], float, bool]:
    boxes: list[Box] = []
    y, cut = 24.0, False
    large = Face(17 if paper == "A4" else 23, bold=True)
    for name, text, face, colour, most in (
        ("kicker", canvas.kicker, Face(8.5 if paper == "A4" else 11), GREY, 2),
        ("title", canvas.title, large, INK, 2),
    ):  # fmt: skip
        found = face.wrap(text, width - 2 * _SIDE, most, balance=name == "title")
        if found.lines:
            h = face.height(len(found.lines))
            boxes.append(Box(_SIDE, y, width - 2 * _SIDE, h, found.lines, face, colour, name=name))
            y += h + 2
        cut = cut or found.cut
    return boxes, y + 10, cut
