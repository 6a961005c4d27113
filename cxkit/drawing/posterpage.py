"""The poster on one sheet: the line and the tallies above, the map left, the plan right, days below.

Type is as large as the sheet allows, down to a floor; where that is not enough, a panel ends in
"continued in the table".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .box import Box
from .canvaspage import BODY_FLOOR, SMALL_FLOOR, Sheet
from .canvaspanel import Panel, Type
from .lanepage import PAPERS
from .palette import ACCENT, GREY, INK, MARKS, PAPER
from .scene import Scene, Shape, Stroke
from .text import Face

__all__ = ["Poster", "lay_out"]

_SIDE, _GAP = 30.0, 12.0
_MAP = 0.62  # of the width; the plan has the rest
_LARGEST = {"A3": 18.0, "A4": 12.5}
_STEP = 0.25
_SCALE = {"A3": 1.0, "A4": 0.7}  # of what does not follow the text
_NAMES = {"M": "moments of truth", "B": "break points", "R": "business rules"}
_ONE = {"M": "moment of truth", "B": "break point", "R": "business rule"}
_DAYS = 96.0  # points of height on A3 for the three days
_BAND = 128.0


@dataclass(frozen=True)
class Poster:
    """What stands on the sheet. `panels` are the five boxes of the map, `days` those of the look
    back; a tally is None where nothing was counted."""

    title: str
    kicker: str
    line: str
    tallies: Mapping[str, int | None]
    panels: tuple[Panel, ...]
    plan: Panel
    days: tuple[Panel, ...]
    foot: str

    def words(self) -> Iterator[str]:
        """Every text on it."""
        yield from (self.title, self.kicker, self.line, self.foot)
        for panel in (*self.panels, self.plan, *self.days):
            yield panel.title
            yield from panel.evidence
            for column in panel.columns:
                yield from (part.text for entry in column.entries for part in entry)


class _Laid:
    """Boxes, marks and lines so far, and whether something was left to the table."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.shapes: list[Shape] = []
        self.strokes: list[Stroke] = []
        self.cut = False

    def panel(self, panel: Panel, kind: Type, x: float, y: float, w: float, h: float) -> None:
        boxes, shapes, strokes, cut = panel.place(kind, x, y, w, h)
        self.boxes += boxes
        self.shapes += shapes
        self.strokes += strokes
        self.cut = self.cut or cut


def lay_out(poster: Poster, paper: str = "A3") -> Sheet:
    """Lay the poster out on one sheet of `paper`."""
    width, height = PAPERS[paper]
    scale, laid = _SCALE[paper], _Laid()
    inner = width - 2 * _SIDE
    y = _head(poster, laid, inner, scale)
    y = _band(poster, laid, y, inner, scale) + _GAP
    small = Face(9 * scale)
    end = height - 20 - small.leading
    days = _DAYS * scale
    room = end - _GAP - days - _GAP - y
    wide, narrow = inner * _MAP - _GAP / 2, inner * (1 - _MAP) - _GAP / 2
    kind, rows = _fitted(poster, room, wide, paper)
    top, third, half = y, (wide - 2 * _GAP) / 3, (wide - _GAP) / 2
    for n, panel in enumerate(poster.panels[:3]):
        laid.panel(panel, kind, _SIDE + n * (third + _GAP), top, third, rows[0])
    for n, panel in enumerate(poster.panels[3:]):
        laid.panel(panel, kind, _SIDE + n * (half + _GAP), top + rows[0] + _GAP, half, rows[1])
    own = _largest((poster.plan,), narrow, room, paper)
    laid.panel(poster.plan, own, _SIDE + wide + _GAP, top, narrow, room)
    third = (inner - 2 * _GAP) / 3
    lesser = _largest(poster.days, third, days, paper)
    for n, panel in enumerate(poster.days):
        laid.panel(panel, lesser, _SIDE + n * (third + _GAP), top + room + _GAP, third, days)
    foot = small.fit(poster.foot, inner).lines
    laid.boxes.append(Box(_SIDE, end + 4, inner, small.leading, foot, small, GREY, name="foot"))
    page = Scene(width, height, tuple(laid.boxes), (), tuple(laid.strokes), tuple(laid.shapes))
    return Sheet(page, laid.cut)


def _head(poster: Poster, laid: _Laid, inner: float, scale: float) -> float:
    y = 22.0
    for name, text, face, colour, most in (
        ("kicker", poster.kicker, Face(13 * scale), GREY, 1),
        ("title", poster.title, Face(27 * scale, bold=True), INK, 2),
    ):
        found = face.wrap(text, inner, most, balance=name == "title")
        if found.lines:
            tall = face.height(len(found.lines))
            laid.boxes.append(Box(_SIDE, y, inner, tall, found.lines, face, colour, name=name))
            y += tall + 2
        laid.cut = laid.cut or found.cut
    return y + 8


def _band(poster: Poster, laid: _Laid, y: float, inner: float, scale: float) -> float:
    """The line on the accent, and beside it the three tallies, each with its shape and letter."""
    tall, wide = _BAND * scale, inner * _MAP - _GAP / 2
    laid.boxes.append(Box(_SIDE, y, wide, tall, fill=ACCENT, name="band"))
    size, pad = 38 * scale, 22 * scale
    while True:
        face = Face(size, bold=True)
        found = face.wrap(poster.line, wide - 2 * pad, 3, balance=True)
        if (not found.cut and face.height(len(found.lines)) <= tall - pad) or size <= 14 * scale:
            break
        size -= 1
    high = face.height(len(found.lines))
    laid.boxes.append(Box(_SIDE + pad, y + (tall - high) / 2, wide - 2 * pad, high, found.lines, face,
                          PAPER, name="line"))  # fmt: skip
    laid.cut = laid.cut or found.cut
    x, each = _SIDE + wide + _GAP, (inner * (1 - _MAP) - _GAP / 2) / 3
    for n, (letter, count) in enumerate(poster.tallies.items()):
        _tally(laid, letter, count, x + n * each, y, each, tall, scale)
    return y + tall


def _tally(laid: _Laid, letter: str, count: int | None, x: float, y: float, w: float, h: float,
           scale: float) -> None:  # fmt: skip
    mark = MARKS[letter]
    side, big, small = 40 * scale, Face(40 * scale, bold=True), Face(11 * scale)
    strong = Face(16 * scale, bold=True)
    number = f"{count:,}" if count is not None else "?"
    reach = big.width(number)
    left = x + (w - side - 8 * scale - reach) / 2
    top = y + h * 0.1
    kind = mark.shape
    laid.shapes.append(Shape(kind, left, top + 6 * scale, side, side, mark.colour, name=f"mark/{letter}"))  # type: ignore[arg-type]
    laid.boxes.append(Box(left, top + 6 * scale, side, side, (letter,), strong, PAPER, align="centre",
                          top=(side - strong.leading) / 2, name=f"mark/{letter}"))  # fmt: skip
    laid.boxes.append(Box(left + side + 8 * scale, top, reach + 1, big.leading, (number,), big, INK,
                          name=f"count/{letter}"))  # fmt: skip
    told = (_ONE if count == 1 else _NAMES)[letter]
    words = told if count is not None else f"{told}: not counted yet"
    found = small.wrap(words, w - 8 * scale, 2)
    laid.boxes.append(Box(x, top + big.leading + 6 * scale, w, small.height(len(found.lines)),
                          found.lines, small, GREY, align="centre", name=f"name/{letter}"))  # fmt: skip


def _largest(panels: tuple[Panel, ...], width: float, height: float, paper: str) -> Type:
    """The largest type in which each of the panels fits; the floor where none does."""
    body = _LARGEST[paper]
    while True:
        kind = Type(body, max(SMALL_FLOOR, 0.8 * body))
        fits = all(p.height(kind, width) <= height and p.titled(kind, width) for p in panels)
        if fits or body <= BODY_FLOOR:
            return kind
        body -= _STEP


def _fitted(
    poster: Poster, room: float, wide: float, paper: str
) -> tuple[Type, tuple[float, float]]:
    """The largest type in which the map fits, and the heights of its two rows."""
    body = _LARGEST[paper]
    third, half = (wide - 2 * _GAP) / 3, (wide - _GAP) / 2
    while True:
        kind = Type(body, max(SMALL_FLOOR, 0.8 * body))
        upper = max(p.height(kind, third) for p in poster.panels[:3])
        lower = max(p.height(kind, half) for p in poster.panels[3:])
        titled = all(p.titled(kind, third) for p in poster.panels[:3])
        titled = titled and all(p.titled(kind, half) for p in poster.panels[3:])
        if (upper + lower + _GAP <= room and titled) or body <= BODY_FLOOR:
            break
        body -= _STEP
    left = room - _GAP
    share = min(max(upper / (upper + lower), 0.3), 0.7)
    return kind, (left * share, left * (1 - share))
