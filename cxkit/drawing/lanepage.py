"""Swimlanes on paper: rows on as few pages as can be read, the largest type that they allow.

The smallest type is 8 pt at natural size and 6 pt at least on paper. What fits no page makes the
page larger rather than the type smaller.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

from .box import A4, Box
from .laneband import Band, band
from .lanecards import SMALL, Story, badge
from .lanerows import MOST_COLUMNS, Lined, broken
from .palette import GREY, INK, MARKS, PAPER
from .scene import Scene, Shape, Stroke, moved
from .text import Face

__all__ = ["FLOOR", "PAPERS", "Lanes", "lay_out", "sketched"]

PAPERS = {"A4": A4, "A3": (A4[1] * 2, A4[0])}
FLOOR = 0.75  # of natural size: 6 pt
_LARGEST = {"A4": 1.15, "A3": 1.6}
_SIDE, _HEAD, _FOOT = 28.0, 30.0, 22.0
_GAP = 11.0  # between two rows
_STEP = 0.03
_WIDTHS = (84.0, 108.0)  # of a step; a map of many words is shorter in wide ones


@dataclass(frozen=True)
class Lanes:
    """Pages for print, one for the screen, and whether something was left out."""

    pages: tuple[Scene, ...]
    screen: Scene
    cut: bool


def lay_out(told: Story, title: str, kicker: str = "", paper: str = "A4") -> Lanes:
    """Lay a map out on paper; at least one step.

    Args:
        kicker: whose map it is, small above the title.
        paper: a key of `PAPERS`.
    """
    size = PAPERS[paper]
    told_at = [replace(told, cards=tuple(replace(c, width=w) for c in told.cards)) for w in _WIDTHS]
    best: tuple[tuple[float, ...], list[Lined], float, list[list[Band]]] | None = None
    seen = set()
    for one, most in product(told_at, range(3, MOST_COLUMNS + 1)):
        rows = broken(one, most)
        shape = (one.cards[0].width, *(r.columns for r in rows))
        if shape in seen:
            continue
        seen.add(shape)
        bands = [band(r, set(told.lanes[: told.above])) for r in rows]
        cut = sum(len(k) for r in rows for k in r.leaving.values())
        for scale in _scales(bands, size, _LARGEST[paper]):
            packed = _packed(bands, scale, _room(told, title, kicker, size))
            tall = sum(b.height * scale > _room(told, title, kicker, size) for b in bands)
            wide = max(b.width for b in bands) * scale > size[0] - 2 * _SIDE + 0.01
            worth = (tall + wide, len(packed), -scale + 0.02 * cut)
            if best is None or worth < best[0]:
                best = (worth, rows, scale, packed)
    assert best is not None
    _, rows, scale, packed = best
    above, room = set(told.lanes[: told.above]), (size[0] - 2 * _SIDE) / scale
    bands = [band(r, above, room) for r in rows]
    spread = iter(bands)
    packed = [[next(spread) for _ in group] for group in packed]
    pages = tuple(
        _page(
            told,
            group,
            scale,
            title,
            kicker,
            size,
            f"{n} of {len(packed)}" if len(packed) > 1 else "",
        )
        for n, group in enumerate(packed, 1)
    )
    screen = pages[0] if len(pages) == 1 else _page(told, bands, scale, title, kicker, size, "")
    return Lanes(pages, screen, any(b.cut for b in bands))


def sketched(told: Story, most: int) -> Scene:
    """A map at natural size without title and legend, in rows of at most `most` columns."""
    bands = [band(r, set(told.lanes[: told.above])) for r in broken(told, most)]
    width = max(b.width for b in bands)
    boxes, strokes, shapes = _placed(bands, 1.0, 4.0, 4.0, width)
    height = sum(b.height for b in bands) + _GAP * (len(bands) - 1)
    return Scene(width + 8, height + 8, boxes, (), strokes, shapes)


def _scales(bands: list[Band], size: tuple[float, float], largest: float) -> list[float]:
    """Sizes to try: from what the width allows down to the floor."""
    wide = (size[0] - 2 * _SIDE) / max(b.width for b in bands)
    top = min(largest, wide)
    if top <= FLOOR:
        return [FLOOR]
    return [top - _STEP * n for n in range(int((top - FLOOR) / _STEP) + 1)]


def _room(told: Story, title: str, kicker: str, size: tuple[float, float]) -> float:
    """Points between heading and legend."""
    return size[1] - _opening(title, kicker, size, size[0])[1] - _FOOT - SMALL.leading - 10


def _packed(bands: list[Band], scale: float, room: float) -> list[list[Band]]:
    pages: list[list[Band]] = [[]]
    used = 0.0
    for one in bands:
        need = one.height * scale + (_GAP * scale if pages[-1] else 0.0)
        if pages[-1] and used + need > room:
            pages.append([])
            used, need = 0.0, one.height * scale
        pages[-1].append(one)
        used += need
    return pages


def _page(
    told: Story, bands: list[Band], scale: float, title: str, kicker: str,
    size: tuple[float, float], folio: str,
) -> Scene:  # fmt: skip
    inner = max(size[0] - 2 * _SIDE, scale * max(b.width for b in bands))
    width = inner + 2 * _SIDE
    head, top = _opening(title, kicker, size, width)
    tall = sum(b.height for b in bands) * scale + _GAP * scale * (len(bands) - 1)
    height = max(size[1], top + tall + 10 + SMALL.leading + _FOOT)
    boxes, strokes, shapes = _placed(bands, scale, _SIDE, top, inner / scale)
    legend = _legend(told, _SIDE, height - _FOOT - SMALL.leading)
    strokes, shapes = (*strokes, *legend[1]), (*shapes, *legend[2])
    boxes = (*head, *boxes, *legend[0])
    if folio:
        boxes = (*boxes, Box(width - _SIDE - 60, height - _FOOT - SMALL.leading, 60,
                             SMALL.leading, (folio,), SMALL, GREY, align="right", name="folio"))  # fmt: skip
    return Scene(round(width, 2), round(height, 2), boxes, (), strokes, shapes)


def _placed(
    bands: list[Band], scale: float, x: float, y: float, width: float
) -> tuple[tuple[Box, ...], tuple[Stroke, ...], tuple[Shape, ...]]:
    boxes: list[Box] = []
    strokes: list[Stroke] = []
    shapes: list[Shape] = []
    for one in bands:
        for b in one.boxes:
            wide = (
                Box(b.x, b.y, width, b.h, fill=b.fill, name=b.name) if b.name[:5] == "lane/" else b
            )
            boxes.append(moved(wide, x, y, scale))
        for s in one.strokes:
            if s.name == "sight":
                s = Stroke((s.points[0], (width, s.points[1][1])), s.weight, s.colour, s.dash,
                           name=s.name)  # fmt: skip
            strokes.append(moved(s, x, y, scale))
        shapes += [moved(f, x, y, scale) for f in one.shapes]
        y += (one.height + _GAP) * scale
    return tuple(boxes), tuple(strokes), tuple(shapes)


def _opening(
    title: str, kicker: str, size: tuple[float, float], width: float
) -> tuple[list[Box], float]:
    """Heading boxes, and where the rows begin."""
    large = Face(17 if size[0] < 900 else 22, bold=True)
    boxes: list[Box] = []
    y = _HEAD - 6
    for name, text, face, colour, most in (
        ("kicker", kicker, Face(8.5), GREY, 1), ("title", title, large, INK, 3),
    ):  # fmt: skip
        lines = face.wrap(text, width - 2 * _SIDE, most, balance=name == "title").lines
        if lines:
            h = face.height(len(lines))
            boxes.append(Box(_SIDE, y, width - 2 * _SIDE, h, lines, face, colour, name=name))
            y += h + 2
    return boxes, y + 10


def _legend(told: Story, x: float, y: float) -> tuple[list[Box], list[Stroke], list[Shape]]:
    """The marks and lines in words, on one line."""
    boxes: list[Box] = []
    strokes: list[Stroke] = []
    shapes: list[Shape] = []
    h = SMALL.leading

    def say(text: str, at: float) -> float:
        w = SMALL.width(text) + 1
        boxes.append(Box(at, y, w, h, (text,), SMALL, GREY, name="legend"))
        return at + w + 13

    for mark in MARKS.values():
        w, tall = (v * 0.62 for v in badge(mark.letter))
        shapes.append(Shape(mark.shape, x, y + (h - tall) / 2, w, tall, mark.colour, name="key"))  # type: ignore[arg-type]
        small = Face(6.5, bold=True)
        boxes.append(Box(x, y, w, h, (mark.letter,), small, PAPER, align="centre",
                         top=(h - small.leading) / 2, name="key"))  # fmt: skip
        x = say(mark.name, x + w + 4)
    if any(k.closes for k in told.links):
        strokes.append(Stroke(((x, y + h / 2), (x + 20, y + h / 2)), colour=GREY, dash=True,
                              head=True, name="key"))  # fmt: skip
        x = say("goes back", x + 24)
    if told.compared:
        for words, out in (("out: no longer done", True), ("new", False)):
            shapes.append(Shape("square", x, y + 1, 16, h - 2, PAPER, GREY if out else INK,
                                0.8 if out else 1.6, dash=out, hatch=out, name="key"))  # fmt: skip
            x = say(words, x + 20)
    say("to, from: goes on in another row", x)
    return boxes, strokes, shapes
