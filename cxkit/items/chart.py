"""The chart of an item report: for each exercise how hard it was and how it parts learners.

Drawn as plain SVG without a script; the table beneath it on the page is its twin and holds every
figure. Its title says what was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from ..drawing.palette import ACCENT, GREY, HAIRLINE, INK
from .figures import FEW, Figure
from .item import Item

__all__ = ["chart", "headline"]

_ROW, _HEAD, _NAME, _PANEL, _GAP = 20, 46, 280, 300, 60
_WIDE = _NAME + 2 * _PANEL + _GAP + 40


def headline(items: Sequence[Item]) -> str:
    """What the chart shows, in a sentence or two."""
    known = [i for i in items if i.share]
    if not known:
        return "Nobody has begun an exercise, so there is nothing to show."
    hard = min(known, key=lambda i: i.share.value)  # type: ignore[union-attr]
    easy = max(known, key=lambda i: i.share.value)  # type: ignore[union-attr]
    if hard is easy or hard.share.value == easy.share.value:  # type: ignore[union-attr]
        return f"All exercises were equally hard: a mean share of {_two(hard.share)}."
    said = (
        f"{hard.exercise} {hard.title} was the hardest, with a mean share of {_two(hard.share)}; "
        f"{easy.exercise} {easy.title} the easiest, with {_two(easy.share)}."
    )
    against = [i for i in items if i.rest and i.rest.high < 0]
    if against:
        said += f" In {', '.join(i.exercise for i in against)} those who did well elsewhere did worse."
    return said


def chart(items: Sequence[Item], name: str) -> Markup:
    """Two panels: mean share, and correlation with the rest; a dot and its 95 % interval each.

    Args:
        name: tells this chart's ids from another's on the page.
    """
    title, tall = headline(items), _HEAD + _ROW * len(items) + 26
    left, right = _NAME, _NAME + _PANEL + _GAP
    parts = [
        f'<svg role="img" aria-labelledby="{name}-title {name}-what" viewBox="0 0 {_WIDE} {tall}" '
        f'width="{_WIDE}" height="{tall}" font-size="12" font-family="inherit">',
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-what">One row an exercise: left its mean share from 0 to 1, right its '
        "correlation with the rest from -1 to 1. The table below holds every figure.</desc>",
        _text(left, 16, "Mean share (difficulty)", INK, bold=True),
        _text(right, 16, "Correlation with the rest (discrimination)", INK, bold=True),
    ]
    bottom = _HEAD + _ROW * len(items)
    for at, low, high, ticks in ((left, 0.0, 1.0, (0, 0.25, 0.5, 0.75, 1)), (right, -1.0, 1.0, (-1, -0.5, 0, 0.5, 1))):
        for tick in ticks:
            x = at + _PANEL * (tick - low) / (high - low)
            colour = GREY if tick == 0 else HAIRLINE
            parts.append(_line(x, _HEAD - 8, x, bottom, colour, 1))
            parts.append(_text(x, _HEAD - 14, f"{tick:g}", GREY, "middle"))
    for n, item in enumerate(items):
        y = _HEAD + _ROW * (n + 0.5)
        parts.append(_text(0, y + 4, _short(f"{item.exercise}  {item.title}"), INK))
        parts.append(_dot(left, 0.0, 1.0, y, item.share) if item.share
                     else _text(left + 6, y + 4, "nobody began it", GREY))  # fmt: skip
        parts.append(_dot(right, -1.0, 1.0, y, item.rest) if item.rest
                     else _text(right + 6, y + 4, "not defined", GREY))  # fmt: skip
    most = max((i.began for i in items), default=0)
    if 0 < most < FEW:
        parts.append(_text(0, bottom + 18, f"At most {most} learners: read the bars, not the dots.", GREY))
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 - every text in it is escaped above


def _dot(at: float, low: float, high: float, y: float, figure: Figure) -> str:
    x, a, b = (at + _PANEL * (v - low) / (high - low) for v in (figure.value, figure.low, figure.high))
    return _line(a, y, b, y, ACCENT, 2) + f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{ACCENT}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: int) -> str:
    return (f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
            f'stroke="{colour}" stroke-width="{width}"/>')  # fmt: skip


def _text(x: float, y: float, text: str, colour: str, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"{weight}>'
            f"{escape(text)}</text>")  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}\u2026"


def _two(figure: Figure | None) -> str:
    return "none" if figure is None else f"{figure.value:.2f}"
