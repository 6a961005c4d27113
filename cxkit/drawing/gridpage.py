"""The categorisation grid laid out on paper: A4 landscape, points, nothing drawn yet.

Type comes in three sizes: title, body, small. Where the grid does not fit a page they shrink
together, down to 6.5 pt; where that is not enough, the screen gets a taller page and the
printer a second one. A short grid leaves its page white below, and the screen goes without
that white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..techniques.needs import Grid
from .box import A4, Box, Page
from .finding import Finding
from .gridblocks import SIDE, Block, Scale, Setter
from .palette import GREY

__all__ = ["FLOOR", "Layout", "lay_out"]

FLOOR = 6.5  # points: smaller cannot be read on a wall, nor on paper
_HEAD, _TAIL = 36.0, 30.0  # margins above and below
_ABOVE_LEGEND = 8.0
_AIR = 0.45  # a row grows by this share at most where the page has room
_SCALES = (
    Scale(19, 10, 7.5, foot=10),
    Scale(19, 9.8, 8, foot=8),
    Scale(19, 8.8, 7.4, foot=7.4),
    Scale(18, 7.9, 7, foot=7),
    Scale(17, 7.2, FLOOR, foot=FLOOR),
    Scale(16, FLOOR, FLOOR, foot=FLOOR),
)
_TALL = Scale(19, 9, 7.4, foot=7.4, need_lines=8, foot_lines=14)
_PAGED = Scale(16, 7.2, FLOOR, foot=FLOOR, need_lines=8, foot_lines=14)


@dataclass(frozen=True)
class Layout:
    """The pages for print, the one for the screen, and whether words were left out."""

    pages: tuple[Page, ...]
    screen: Page
    cut: bool


def lay_out(grid: Grid, finding: Finding, kicker: str = "") -> Layout:
    """Lay a grid out: in the largest type that one page takes, else on several pages.

    Args:
        grid: at least one category and one need.
        kicker: whose grid it is, small above the title.
    """
    for scale in _SCALES:
        setter = Setter(grid, finding, kicker, scale)
        bands = _bands(setter)
        if _height(setter, bands) <= A4[1]:
            page = _single(setter, A4[1])
            full = _height(setter, bands) + _AIR * sum(r.height for r in setter.rows)
            screen = _single(setter, full) if full < A4[1] - 24 else page
            return Layout((page,), screen, setter.cut)
    tall, paged = Setter(grid, finding, kicker, _TALL), Setter(grid, finding, kicker, _PAGED)
    screen = _single(tall, _height(tall, _bands(tall)))
    return Layout(_paged(paged), screen, tall.cut or paged.cut)


def _bands(setter: Setter) -> list[Block]:
    return [setter.opening, setter.names, *setter.rows, setter.feet]


def _height(setter: Setter, bands: Sequence[Block]) -> float:
    inner = sum(b.height for b in bands)
    return _HEAD + inner + _ABOVE_LEGEND + setter.legend.height + _TAIL


def _single(setter: Setter, height: float) -> Page:
    """One page of the given height; room to spare is shared out among the rows."""
    spare = (height - _height(setter, _bands(setter))) / len(setter.rows)
    rows = [r.padded(min(spare, _AIR * r.height)) for r in setter.rows]
    return _page(setter, [setter.opening, setter.names, *rows, setter.feet], height)


def _paged(setter: Setter) -> tuple[Page, ...]:
    """A4 pages, the column heads on each; a band is never torn."""
    pages: list[list[Block]] = [[setter.opening, setter.names]]
    for band in (*setter.rows, setter.feet):
        if _height(setter, [*pages[-1], band]) > A4[1] and len(pages[-1]) > 2:
            pages.append([setter.running, setter.names])
            if band is setter.feet:  # the column heads have drawn this line
                band = replace(band, rules=band.rules[1:])
        pages[-1].append(band)
    return tuple(
        _page(setter, bands, max(A4[1], _height(setter, bands)), f"{i} of {len(pages)}")
        for i, bands in enumerate(pages, 1)
    )


def _page(setter: Setter, bands: Sequence[Block], height: float, folio: str = "") -> Page:
    foot = height - _TAIL - setter.legend.height
    tops = [_HEAD + sum(b.height for b in bands[:i]) for i in range(len(bands))]
    placed = [b.at(y) for b, y in zip((*bands, setter.legend), (*tops, foot), strict=True)]
    boxes = [box for found, _ in placed for box in found]
    if folio:
        small = setter.small
        boxes.append(Box(setter.right - 80, foot, 80, small.leading, (folio,), small, GREY,
                         align="right", name="folio"))  # fmt: skip
    rules = [rule for _, found in placed for rule in found]
    return Page(round(setter.right + SIDE, 2), height, tuple(boxes), tuple(rules))
