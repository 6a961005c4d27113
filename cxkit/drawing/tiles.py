"""The dashboard of 15 measures on one page: figure, unit, interval, and what is missing.

Row 22 of the method. No measure is coloured good or bad: each is a question for whoever owns it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..techniques.dashboard import Measure
from .chart import BODY, BOLD, SIDE, SMALL, WIDE, Chart, nothing, picture
from .palette import GREY, INK
from .picture import Picture
from .sheet import Table
from .text import Face

__all__ = ["draw_dashboard", "figure_of"]

_COLUMNS, _GAP, _TALL = 5, 8.0, 118.0
_FIGURE = Face(19, bold=True)
_FILL = "#F6F7F8"


def draw_dashboard(measures: Sequence[Measure], kicker: str = "") -> Picture:
    """The measures as tiles, five in a row, in their order.

    Args:
        measures: as `dashboard.dashboard` gives them.
    """
    known = [m for m in measures if m.value is not None]
    title = f"{len(known)} of {len(measures)} measures can be told from what is there"
    if not known:
        return nothing(title, "None of the measures can be told yet. Fill in the register first.")
    chart = Chart(title, kicker)
    wide = (WIDE - _GAP * (_COLUMNS - 1)) / _COLUMNS
    top = chart.y
    for n, m in enumerate(measures):
        x = SIDE + (wide + _GAP) * (n % _COLUMNS)
        y = top + (_TALL + _GAP) * (n // _COLUMNS)
        chart.ground(x, y, wide, _TALL, _FILL)
        inner, at = wide - 16, y + 7
        at += chart.say(x + 8, at, inner, f"{m.number}  {m.name}", BOLD) + 2
        if m.value is None:
            at += chart.say(x + 8, at, inner, "not known yet", BODY, GREY)
            chart.say(x + 8, at + 3, inner, f"Needs: {m.missing}", SMALL, GREY, lines=4)
            continue
        at += chart.say(x + 8, at, inner, figure_of(m), _FIGURE, INK)
        at += chart.say(x + 8, at, inner, m.unit, SMALL, GREY)
        at += chart.say(x + 8, at + 1, inner, _basis(m), SMALL, GREY) + 1
        chart.say(x + 8, at + 2, inner, m.how, SMALL, INK, lines=2)
        mark = "formula of the source" if m.formula == "SOURCE" else "formula ours"
        chart.say(x + 8, y + _TALL - SMALL.leading - 5, inner, f"{m.named}; {mark}", SMALL, GREY)
    chart.y = top + (_TALL + _GAP) * -(-len(measures) // _COLUMNS) + 2
    note = (
        "The sources name 15 measures and list none of them. These are seven of Towers, five of "
        "Dodkins and the sources' own three; most formulas are ours."
    )
    chart.note(note)
    table = Table(
        "The 15 measures",
        ("No.", "Measure", "Value", "Unit", "Interval from", "to", "Rests on", "How", "Named by",
         "Formula", "Missing"),
        tuple(
            (m.number, m.name, _rounded(m.value), m.unit, _rounded(m.low), _rounded(m.high), m.basis,
             m.how, m.named, "of the source" if m.formula == "SOURCE" else "ours", m.missing)
            for m in measures
        ),
    )  # fmt: skip
    parts = Table(
        "Their parts",
        ("Measure", "Part", "Value"),
        tuple((m.name, part, _rounded(value)) for m in measures for part, value in m.by.items()),
    )
    tables = (table, parts) if parts.rows else (table,)
    return picture(chart, title, f"Fifteen tiles. {title}.", tables, (note,))


def figure_of(measure: Measure) -> str:
    """A measure's value as it is shown: a share in per cent, money whole, others to two places."""
    value = measure.value
    if value is None:
        return ""
    if measure.unit == "share":
        return f"{value:.0%}"
    if measure.unit == "money":
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.2f}"
    signed = measure.unit.startswith("-") or measure.name == "Trend"
    return f"{value:+.2f}" if signed else f"{value:.2f}"


def _basis(m: Measure) -> str:
    told = [f"{m.low:+.2f} to {m.high:+.2f}"] if m.low is not None and m.high is not None else []
    if m.name == "Type" and m.by:
        told.append(max(m.by, key=lambda t: m.by[t]))
    told += [f"n = {m.basis:,}"] if m.basis else []
    return ", ".join(told)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
