"""Moments as customers rate them: which are critical and how surely, and above, met or below.

Rows 21, 27 and 53 of the method. A bar is a correlation with the overall rating, a line with two
ends an interval. Stated importance stands beside it, since the two need not agree.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..techniques.drivers import Rank, Standing
from .chart import BODY, BOLD, SIDE, SMALL, WIDE, Chart, nothing, picture
from .palette import ACCENT, GREY, INK, PAPER
from .picture import Picture
from .scene import Shape
from .sheet import Table

__all__ = ["draw_critical", "draw_standing"]

_ROW = 21.0
_SOFT = "#A3BAD2"
_ENDS = 4.0  # the scale of perceived minus expected runs to this on either side


def draw_critical(
    names: Mapping[str, str], ranks: Mapping[str, Rank], stated: Mapping[str, float], k: int = 5,
    kicker: str = "",
) -> Picture:  # fmt: skip
    """The moments by their weight in the overall rating, with how surely each is among the first.

    Args:
        names: moment -> what happens. ranks: as `drivers.stability` gives them, heaviest first.
        stated: moment -> mean importance that customers state, 1 to 5.
    """
    if not ranks:
        return nothing("Critical moments", "There are no ratings to draw.")
    first = list(ranks)[:k]
    named = sorted(stated, key=lambda m: -stated[m])[:k]
    both = len(set(first) & set(named))
    sure = min(ranks[m].redrawn for m in first)
    title = (
        f"{k} moments go with the overall rating, each surely ({sure:.0%} or more of redrawn "
        f"groups); customers name {both} of them when asked what matters"
    )
    chart = Chart(title, kicker)
    bar, wide = SIDE + 262, 215.0
    sure_at, stated_at = bar + wide + 48, bar + wide + 142
    heads = (
        (SIDE, 250.0, "Moment"), (bar, wide, "Goes with the overall rating (correlation)"),
        (sure_at, 104.0, f"Among the first {k}"), (stated_at, 104.0, "Stated importance, 1-5"),
    )  # fmt: skip
    for x, width, words in heads:
        chart.say(x, chart.y, width, words, SMALL, GREY)
    chart.y += 14
    most = max(0.1, *(r.weight for r in ranks.values()))
    for m, rank in ranks.items():
        middle = chart.y + _ROW / 2
        face = BOLD if m in first else BODY
        chart.say(SIDE, middle - face.leading / 2, 255, f"{m}  {names.get(m, '')}", face)
        part = wide * max(0.0, rank.weight) / most
        chart.ground(bar, middle - 6, part, 12, ACCENT if m in first else _SOFT)
        chart.say(bar + part + 4, middle - SMALL.leading / 2, 40, f"{rank.weight:+.2f}", SMALL)
        chart.say(sure_at, middle - face.leading / 2, 100, f"{rank.redrawn:.0%}", face)
        said = f"{stated.get(m, 0):.1f}" + (f"  named among the first {k}" if m in named else "")
        chart.say(stated_at, middle - BODY.leading / 2, WIDE + SIDE - stated_at, said)
        if m == first[-1]:
            chart.line(SIDE, chart.y + _ROW, SIDE + WIDE, chart.y + _ROW, 0.8, GREY, dash=True)
        chart.y += _ROW
    chart.y += 6
    note = (
        "Among the first: the share of 500 groups of customers, drawn again with replacement, in "
        "which the moment is one of them. Going together is no proof of cause."
    )
    chart.note(note)
    table = Table(
        "Moments by weight",
        ("Moment", "What", "Correlation", "Rank", f"Among the first {k}", "Weights shaken by 20 %",
         "Stated importance"),
        tuple(
            (m, names.get(m, ""), round(r.weight, 3), r.rank, round(r.redrawn, 3), round(r.shaken, 3),
             round(stated.get(m, 0.0), 2))
            for m, r in ranks.items()
        ),
    )  # fmt: skip
    return picture(chart, title, f"Bars of {len(ranks)} moments. {title}.", (table,), (note,))


def draw_standing(
    names: Mapping[str, str], found: Mapping[str, Standing], kicker: str = ""
) -> Picture:
    """Perceived minus expected for each moment, with its interval, the lowest first.

    Args:
        names: moment -> what happens. found: as `drivers.standing` gives them.
    """
    if not found:
        return nothing("Above, met, below", "There are no ratings to draw.")
    count = {w: sum(s.word == w for s in found.values()) for w in ("above", "met", "below")}
    title = (
        f"{count['below']} of {len(found)} moments are below what customers expected, "
        f"{count['met']} met it, {count['above']} are above"
    )
    chart = Chart(title, kicker)
    left, wide = SIDE + 262, 400.0

    def x_of(value: float) -> float:
        return left + wide * (min(max(value, -_ENDS), _ENDS) + _ENDS) / (2 * _ENDS)

    zero, top = x_of(0), chart.y + 14
    chart.say(left, chart.y, 140, "less than expected", SMALL, GREY)
    chart.say(left + wide - 140, chart.y, 140, "more than expected", SMALL, GREY, "right")
    chart.say(left + wide + 20, chart.y, 60, "It is", SMALL, GREY)
    chart.y = top
    bottom = top + _ROW * len(found)
    for tick in range(-4, 5):
        chart.line(x_of(tick), top, x_of(tick), bottom, 1.0 if not tick else 0.4,
                   GREY if not tick else "#CDD2D6")  # fmt: skip
        chart.say(x_of(tick) - 12, bottom + 3, 24, f"{tick:+d}" if tick else "0", SMALL, GREY, "centre")
    for m, s in sorted(found.items(), key=lambda item: item[1].mean):
        middle = chart.y + _ROW / 2
        face = BODY if s.word == "met" else BOLD
        chart.say(SIDE, middle - face.leading / 2, 255, f"{m}  {names.get(m, '')}", face)
        chart.line(x_of(s.low), middle, x_of(s.high), middle, 2.0, INK)
        for end in (s.low, s.high):
            chart.line(x_of(end), middle - 4, x_of(end), middle + 4, 1.0, INK)
        # Shape as well as side: no one needs to measure from the line.
        shape = {"above": "square", "met": "circle", "below": "diamond"}[s.word]
        chart.shapes.append(
            Shape(shape, x_of(s.mean) - 4.5, middle - 4.5, 9, 9,  # type: ignore[arg-type]
                  PAPER if s.word == "met" else ACCENT, ACCENT, 1.4)
        )  # fmt: skip
        chart.say(left + wide + 20, middle - face.leading / 2, 60, s.word, face)
        chart.y += _ROW
    chart.line(zero, top, zero, bottom, 1.0, GREY)
    chart.y = bottom + 20
    note = (
        "Mean of perceived minus expected on a scale from -4 to 4, with its 95 % interval. Above "
        "or below only where the whole interval is on one side of 0."
    )
    chart.note(note)
    table = Table(
        "Perceived minus expected",
        ("Moment", "What", "It is", "Mean", "Interval from", "to", "Customers"),
        tuple(
            (m, names.get(m, ""), s.word, round(s.mean, 2), round(s.low, 2), round(s.high, 2), s.customers)
            for m, s in found.items()
        ),
    )
    return picture(chart, title, f"Intervals of {len(found)} moments. {title}.", (table,), (note,))
