"""The Triple Crown chart: cost, revenue and service side by side, each period with its interval.

Row 49 of the method. A row is one period of one claim; a panel is one of the three measures with
its line at 0. Whether an interval stands is told by shape and letter: a square P is on the good
side, a circle 0 holds 0, a diamond X is on the wrong side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..techniques.crown import MEASURES, Change
from .chart import BOLD, SIDE, SMALL, WIDE, Chart, nothing, picture
from .palette import ACCENT, GREY, INK, PAPER
from .picture import Picture
from .scene import Shape
from .sheet import Table
from .text import Face

__all__ = ["Claimed", "draw_crown"]

_ROW = 16.0
_NAME, _PERIOD, _PANEL, _GAP = 150.0, 88.0, 136.0, 14.0
_BADGE = 9.0  # from the end of an interval to the middle of its letter
_LETTER = Face(6.6, bold=True)
_WANTED = {"cost": "wanted: less", "revenue": "wanted: more", "service": "wanted: more"}


@dataclass(frozen=True)
class Claimed:
    """One redesign, or one claim of one.

    Args:
        name: short, such as "G1 fleet". words: what is done; may be empty.
        changes: what was measured, as `techniques.crown` has it.
        verdict: in a few words; empty where it is not told.
        passed: whether the gate opens; only told with a verdict.
    """

    name: str
    words: str
    changes: tuple[Change, ...]
    verdict: str = ""
    passed: bool = False


def draw_crown(
    claims: Sequence[Claimed], units: Mapping[str, str], title: str, kicker: str = "", how: str = "",
    judged: bool = True,
) -> Picture:  # fmt: skip
    """Draw claims one under another, in three panels.

    Args:
        units: measure -> its unit in words, such as "handling a visit, pounds".
        how: how the intervals were made, said below.
        judged: whether each interval is marked P, 0 or X, and verdicts are shown.
    """
    shown = [c for c in claims if c.changes]
    if not shown:
        return nothing(
            "Before and after", "There are no figures to draw yet. Fill in a row, then draw again."
        )
    chart = Chart(title, kicker)
    spans = {
        m: _span([c for claim in shown for c in claim.changes if c.measure == m]) for m in MEASURES
    }
    left = {m: SIDE + _NAME + _PERIOD + n * (_PANEL + _GAP) for n, m in enumerate(MEASURES)}
    told_at = SIDE + _NAME + _PERIOD + 3 * (_PANEL + _GAP)
    for m, x in left.items():
        chart.say(x, chart.y, _PANEL, m.capitalize(), BOLD)
        chart.say(
            x, chart.y + 12, _PANEL, f"{units.get(m, '')}; {_WANTED[m]}", SMALL, GREY, lines=2
        )
    chart.y += 12 + SMALL.height(2) + 4
    top = chart.y
    for claim in shown:
        chart.line(SIDE, chart.y, SIDE + WIDE, chart.y)
        chart.y += 5
        _rows(chart, claim, spans, left, told_at, judged)
        chart.y += 5
    for m, x in left.items():
        low, high = spans[m]
        zero = _x(0.0, spans[m], x)
        chart.line(zero, top, zero, chart.y, 0.9, INK)
        for value in (low, high):
            if abs(value) > 0.2 * (high - low):
                chart.line(
                    _x(value, spans[m], x), chart.y, _x(value, spans[m], x), chart.y + 3, 0.5, GREY
                )
                chart.say(x - 20 if value < 0 else x + _PANEL - 20, chart.y + 3, 40, _short(value), SMALL,
                          GREY, "centre")  # fmt: skip
        chart.say(zero - 10, chart.y + 3, 20, "0", SMALL, GREY, "centre")
    chart.y += 16
    if judged:
        _key(chart)
    note = f"Change of the mean, after minus before. {how}".strip()
    chart.note(note)
    return picture(chart, title, f"Intervals of {len(shown)} redesigns in three panels. {title}.",
                   (_table(shown, judged),), (note,))  # fmt: skip


def _rows(
    chart: Chart, claim: Claimed, spans: Mapping[str, tuple[float, float]],
    left: Mapping[str, float], told_at: float, judged: bool,
) -> None:  # fmt: skip
    periods = list(dict.fromkeys(c.period for c in claim.changes))
    start = chart.y
    head = chart.say(SIDE, start, _NAME - 8, claim.name, BOLD, lines=2)
    head += chart.say(SIDE, start + head, _NAME - 8, claim.words, SMALL, GREY, lines=4)
    verdict = 0.0
    if judged and claim.verdict:
        size = 11.0
        chart.shapes.append(Shape("square" if claim.passed else "diamond", told_at, start, size, size,
                                  ACCENT if claim.passed else PAPER, ACCENT, 1.2))  # fmt: skip
        verdict = chart.say(told_at + size + 4, start, SIDE + WIDE - told_at - size - 4, claim.verdict,
                            BOLD if claim.passed else SMALL, lines=4)  # fmt: skip
    for n, period in enumerate(periods):
        middle = start + n * _ROW + _ROW / 2
        chart.say(SIDE + _NAME, middle - SMALL.leading / 2, _PERIOD - 4, period, SMALL)
        for measure, x in left.items():
            one = next(
                (c for c in claim.changes if (c.measure, c.period) == (measure, period)), None
            )
            if one is None:
                chart.say(x, middle - SMALL.leading / 2, _PANEL, "not given", SMALL, GREY, "centre")
                continue
            _interval(chart, one, spans[measure], x, middle, judged)
    chart.y = start + max(head, verdict, len(periods) * _ROW)


def _interval(
    chart: Chart, one: Change, span: tuple[float, float], x: float, middle: float, judged: bool
) -> None:
    low, high, at = (_x(v, span, x) for v in (one.low, one.high, one.difference))
    chart.line(low, middle, high, middle, 1.6, INK)
    for end in (low, high):
        chart.line(end, middle - 3.5, end, middle + 3.5, 1.0, INK)
    chart.shapes.append(Shape("circle", at - 1.8, middle - 1.8, 3.6, 3.6, INK, INK, 0.5))
    if not judged:
        return
    # Beside the interval, not on it: a narrow one would vanish beneath its letter.
    # On the side away from 0, so that none stands on that line.
    right, left = high + _BADGE, low - _BADGE
    if one.difference < 0 and not one.holds_zero:
        spot = left if left - _BADGE > x - _GAP else right
    else:
        spot = right if right + _BADGE < x + _PANEL + _GAP else left
    _badge(chart, _letter(one), spot, middle)


def _badge(chart: Chart, letter: str, x: float, y: float) -> None:
    """A letter in its shape about (x, y)."""
    shape = {"P": "square", "0": "circle", "X": "diamond"}[letter]
    wide = 13.0 if shape == "diamond" else 10.0
    filled = letter == "P"
    chart.shapes.append(
        Shape(shape, x - wide / 2, y - wide / 2, wide, wide, ACCENT if filled else PAPER,  # type: ignore[arg-type]
              ACCENT, 1.1)
    )  # fmt: skip
    chart.say(x - wide / 2, y - _LETTER.leading / 2, wide, letter, _LETTER,
              PAPER if filled else ACCENT, "centre")  # fmt: skip


def _key(chart: Chart) -> None:
    x, chart.y = SIDE, chart.y + 4
    for letter, words in (
        ("P", "on the good side of 0"), ("0", "the interval holds 0"), ("X", "on the wrong side"),
    ):  # fmt: skip
        _badge(chart, letter, x + 6, chart.y + SMALL.leading / 2)
        chart.say(x + 16, chart.y, 130, words, SMALL, GREY)
        x += 16 + SMALL.width(words) + 16
    chart.y += SMALL.leading + 4


def _letter(one: Change) -> str:
    return "0" if one.holds_zero else "P" if one.good else "X"


def _span(changes: Sequence[Change]) -> tuple[float, float]:
    """The scale of a panel: every end, and 0 with a little room on its other side."""
    low = min((min(c.low, c.difference) for c in changes), default=-1.0)
    high = max((max(c.high, c.difference) for c in changes), default=1.0)
    room = 0.08 * max(high, 0.0, high - low, -low) or 0.1
    return min(low, -room), max(high, room)


def _x(value: float, span: tuple[float, float], x: float) -> float:
    low, high = span
    return x + _PANEL * (value - low) / (high - low)


def _short(value: float) -> str:
    return (f"{value:+.0f}" if abs(value) >= 10 else f"{value:+.1f}").replace("-", "\u2212")


def _table(claims: Sequence[Claimed], judged: bool) -> Table:
    header = ("Claim", "What", "Measure", "Period", "Before", "After", "Change", "From", "to",
              *(("Interval", "Verdict") if judged else ()))  # fmt: skip
    words = {"P": "good side", "0": "holds 0", "X": "wrong side"}
    return Table(
        "Before and after",
        header,
        tuple(
            (claim.name, claim.words, c.measure, c.period, c.before, c.after, round(c.difference, 2),
             c.low, c.high, *((words[_letter(c)], claim.verdict) if judged else ()))
            for claim in claims for c in claim.changes
        ),
    )  # fmt: skip
