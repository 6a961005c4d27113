"""A portfolio of actions: the order by score, and how firm each place is when weights move.

Row 38 of the method; the scores are ours (`techniques.portfolio`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..techniques.portfolio import Offer, Place
from .chart import BODY, BOLD, SIDE, SMALL, WIDE, Chart, nothing, picture
from .palette import ACCENT, GREY
from .picture import Picture
from .sheet import Table

__all__ = ["draw_portfolio"]

_ROW = 22.0
_SHADES = {"benefit": ACCENT, "cost": "#A3BAD2", "time": "#DCE5EE"}
_WORDS = {"benefit": "benefit", "cost": "low cost", "time": "short time"}
_TOP = 3


def draw_portfolio(
    names: Mapping[str, str], offers: Sequence[Offer], places: Mapping[str, Place], unit: str,
    kicker: str = "",
) -> Picture:  # fmt: skip
    """Draw the ranking, best first.

    Args:
        names: action -> what is done. places: as `portfolio.rank` gives them, k = 3.
        unit: what the benefit counts.
    """
    if not places:
        return nothing("Portfolio", "There are no actions to rank yet.")
    by = {o.id: o for o in offers}
    firm = [id_ for id_ in list(places)[:_TOP] if places[id_].stays == 1]
    title = (
        f"{len(places)} actions by benefit, cost and time; {len(firm)} of the first "
        f"{min(_TOP, len(places))} stay there whichever weight moves by a fifth"
    )
    chart = Chart(title, kicker)
    bar, wide = SIDE + 300, 150.0
    heads = (
        (SIDE, 290.0, "Action"), (bar, wide + 30, "Score, 0 to 1"), (bar + wide + 46, 110.0, "Benefit, cost, days"),
        (bar + wide + 160, 60.0, "Rank, range"), (bar + wide + 226, 90.0, "Keeps it / first 3"),
    )  # fmt: skip
    for x, width, words in heads:
        chart.say(x, chart.y, width, words, SMALL, GREY)
    chart.y += 14
    for id_, place in places.items():
        middle = chart.y + _ROW / 2
        face = BOLD if place.rank <= _TOP else BODY
        words = f"{id_}  {names.get(id_, '')}"
        tall = SMALL.height(len(SMALL.wrap(words, 290, 2).lines))
        chart.say(SIDE, middle - tall / 2, 290, words, SMALL, lines=2)
        x = bar
        for name, shade in _SHADES.items():
            part = wide * place.scores[name] / 3
            chart.ground(x, middle - 5, part, 10, shade)
            x += part
        chart.say(x + 4, middle - SMALL.leading / 2, 34, f"{place.score:.2f}", SMALL)
        o = by[id_]
        chart.say(bar + wide + 46, middle - SMALL.leading / 2, 110,
                  f"{o.benefit:,.0f}; \u00a3{o.cost:,.0f}; {o.days:.0f}", SMALL)  # fmt: skip
        span = (
            f"{place.rank}"
            if place.best == place.worst
            else f"{place.rank} ({place.best}\u2013{place.worst})"
        )
        chart.say(bar + wide + 160, middle - face.leading / 2, 62, span, face)
        chart.say(bar + wide + 226, middle - face.leading / 2, SIDE + WIDE - bar - wide - 226,
                  f"{place.keeps:.0%} / {place.stays:.0%}", face)  # fmt: skip
        if place.rank == _TOP and len(places) > _TOP:
            chart.line(SIDE, chart.y + _ROW, SIDE + WIDE, chart.y + _ROW, 0.8, GREY, dash=True)
        chart.y += _ROW
    chart.y += 4
    x = SIDE
    for name, shade in _SHADES.items():
        chart.ground(x, chart.y + 1, 10, 8, shade)
        width = SMALL.width(_WORDS[name]) + 2
        chart.say(x + 14, chart.y, width, _WORDS[name], SMALL, GREY)
        x += width + 30
    chart.y += SMALL.leading + 4
    note = (
        f"Benefit: {unit}. Each score runs from 0, the worst here, to 1, the best; the three weigh alike. "
        "Keeps it, first 3: the share of 125 sets of weights, each up to a fifth up or down. Actions that "
        "remove the same thing are ranked one by one; a plan counts it once."
    )
    chart.note(note)
    table = Table(
        "Portfolio",
        ("Action", "What", "Rank", "Score", "Benefit", "Cost", "Days", "Best rank", "Worst rank",
         "Keeps its rank", "Stays in first 3"),
        tuple(
            (id_, names.get(id_, ""), p.rank, round(p.score, 3), by[id_].benefit, by[id_].cost,
             by[id_].days, p.best, p.worst, round(p.keeps, 3), round(p.stays, 3))
            for id_, p in places.items()
        ),
    )  # fmt: skip
    return picture(chart, title, f"Bars of {len(places)} actions. {title}.", (table,), (note,))
