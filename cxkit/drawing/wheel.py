"""The ABACUS wheel: six stages around a hub, each with its moments and what is done there.

Rows 28 and 29 of the method; the picture is a design of ours. A stage that holds moments and an
action is a filled disc with its letter; one that lacks either is hollow, with a broken edge, and its
card says what is missing. The table with it holds every word.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from ..techniques.abacus import BANDS, STAGES, Abacus, Action, Stage, empty_stages, staged
from ..techniques.due import spelt
from .box import A4
from .chart import BODY, BOLD, SIDE, SMALL, Chart, nothing, picture
from .palette import ACCENT, GREY, INK, PAPER
from .picture import Picture
from .scene import Shape
from .sheet import Table
from .text import Face

__all__ = ["draw_wheel", "lay_out", "wheel_tables", "wheel_title"]

_CARD, _GAP, _TALL = 252.0, 9.0, 141.0
_RADIUS, _DISC, _HUB = 106.0, 35.0, 40.0
_LETTER, _COUNT = Face(17, bold=True), Face(21, bold=True)
_FILL, _EMPTY = (
    "#F6F7F8",
    "There is nothing to draw yet. Put moments under stages, then draw again.",
)


def wheel_title(plan: Abacus) -> str:
    """What the wheel found, one sentence."""
    empty = empty_stages(plan)
    held = staged(plan.stages)
    moments = sum(map(len, held.values()))
    if len(empty) == len(STAGES):
        return f"No stage is planned yet; moments under stages: {moments}"
    if empty:
        return f"{_and(empty)}: a moment or an action is missing there"
    few = min(map(len, held.values()))
    thin = [STAGES[s].title for s in STAGES if len(held[s]) == few]
    told = _and(thin) if len(thin) < len(STAGES) else "each of them"
    return f"All six stages have a moment and an action; fewest, {few} of {moments} moments: {told}"


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def draw_wheel(plan: Abacus, names: Mapping[str, str], kicker: str = "") -> Picture:
    """Draw the plan on one landscape page: the wheel in the middle, a card a stage around it.

    Never raises on what a learner wrote. An empty plan comes back without a figure.

    Args:
        names: moment -> what happens, for the table.
        kicker: whose plan it is; small above the title.
    """
    title = wheel_title(plan)
    if not any(m.choice for m in plan.stages) and all(a.blank for a in plan.actions):
        return nothing(title, _EMPTY)
    chart = lay_out(plan, names, kicker)
    note = (
        "Filled disc: moments and an action. Hollow disc with a broken edge: one of them is missing. "
        "M counts moments of truth. Stages: as the sources name them; the wheel is ours."
    )
    chart.note(note)
    alt = f"A wheel of six stages. {title}. The table with it holds every moment and action."
    return picture(chart, title, alt, wheel_tables(plan, names), (note,))


def lay_out(plan: Abacus, names: Mapping[str, str], kicker: str = "") -> Chart:
    """The wheel and its six cards, placed but not drawn."""
    chart = Chart(wheel_title(plan), kicker)
    top = chart.y
    middle = (A4[0] / 2, top + 1.5 * _TALL + _GAP)
    _ring(chart, *middle)
    held = staged(plan.stages)
    empty = set(empty_stages(plan))
    for n, stage in enumerate(STAGES.values()):
        right, row = n < 3, n if n < 3 else 5 - n
        x = A4[0] - SIDE - _CARD if right else SIDE
        y = top + (_TALL + _GAP) * row
        at = _sector(chart, n, stage, len(held[stage.key]), stage.title in empty, *middle)
        edge = x - 2 if right else x + _CARD + 2
        far = at[0] + (_DISC / 2 if right else -_DISC / 2)
        chart.line(far, at[1], edge, min(max(at[1], y + 10), y + _TALL - 10), 0.8, GREY)
        told = [f"{m} {names.get(m, '')}".strip() for m in held[stage.key]]
        _card(chart, n + 1, stage, told, plan.by_stage[stage.key], x, y)
    full = len(STAGES) - len(empty)
    hub = Face(8)
    chart.say(middle[0] - _HUB, middle[1] - _COUNT.leading + 4, 2 * _HUB, f"{full} of 6", _COUNT, INK,
              "centre")  # fmt: skip
    chart.say(middle[0] - _HUB, middle[1] + 6, 2 * _HUB, "stages are planned", hub, GREY, "centre")
    chart.y = top + 3 * _TALL + 2 * _GAP + 6
    return chart


def wheel_tables(plan: Abacus, names: Mapping[str, str]) -> tuple[Table, ...]:
    """The plan as two sheets: a row a stage, and a row a moment."""
    held = staged(plan.stages)
    rows = []
    for stage in STAGES.values():
        a = plan.by_stage[stage.key]
        rows.append((stage.title, stage.asks, len(held[stage.key]), " ".join(a.moments), a.action,
                     a.owner, spelt(a.due), a.measure, BANDS.get(a.band, ""),
                     "missing: " + _missing(held[stage.key], a) if _missing(held[stage.key], a) else ""))  # fmt: skip
    moments = [
        (stage.title, m, names.get(m, "")) for stage in STAGES.values() for m in held[stage.key]
    ]
    return (
        Table("ABACUS plan", ("Stage", "Its question", "Moments", "Answered by", "Action", "Owner",
                              "Due", "Measure", "Cost", "Open"), tuple(rows)),
        Table("Moments by stage", ("Stage", "Moment", "What happens"), tuple(moments)),
    )  # fmt: skip


def _missing(held: list[str], action: Action) -> str:
    return " and ".join(["a moment"] * (not held) + ["an action"] * (not action.action))


def _ring(chart: Chart, x: float, y: float) -> None:
    """The rim, the hub, and six spokes between the stages."""
    for radius, weight in ((_RADIUS, 1.2), (_HUB, 0.8)):
        chart.shapes.append(Shape("circle", x - radius, y - radius, 2 * radius, 2 * radius, "", GREY,
                                  weight, name="rim"))  # fmt: skip
    for n in range(6):
        a = math.radians(60 * n)
        dx, dy = math.sin(a), -math.cos(a)
        chart.line(x + _HUB * dx, y + _HUB * dy, x + _RADIUS * dx, y + _RADIUS * dy, 0.8, GREY)


def _sector(chart: Chart, n: int, stage: Stage, count: int, empty: bool, x: float,
            y: float) -> tuple[float, float]:  # fmt: skip
    """A stage on the rim, its disc and the number of its moments; the middle of its disc."""
    a = math.radians(60 * n + 30)
    dx, dy = math.sin(a), -math.cos(a)
    cx, cy = x + _RADIUS * dx, y + _RADIUS * dy
    chart.shapes.append(Shape("circle", cx - _DISC / 2, cy - _DISC / 2, _DISC, _DISC,
                              PAPER if empty else ACCENT, ACCENT, 1.6, dash=empty,
                              name=f"stage/{stage.key}"))  # fmt: skip
    chart.say(cx - _DISC / 2, cy - _LETTER.leading / 2, _DISC, stage.letter, _LETTER,
              ACCENT if empty else PAPER, "centre")  # fmt: skip
    mx, my = x + 0.59 * _RADIUS * dx, y + 0.59 * _RADIUS * dy
    if count:
        chart.mark("MOT", mx - 7, my, 11)
        chart.say(mx + 1, my - BOLD.leading / 2, 20, str(count), BOLD)
    else:
        chart.say(mx - 24, my - BODY.leading / 2, 48, "none", BODY, GREY, "centre")
    return cx, cy


def _card(
    chart: Chart, number: int, stage: Stage, held: list[str], action: Action, x: float, y: float
) -> None:
    """What stands in a stage: moments, the action, and who, when, how much."""
    chart.ground(x, y, _CARD, _TALL, _FILL)
    inner, left, at = _CARD - 18, x + 9, y + 8
    at += chart.say(left, at, inner, f"{number}  {stage.title}", Face(11, bold=True)) + 1
    at += chart.say(left, at, inner, stage.asks, SMALL, GREY, lines=2) + 4
    if held:
        chart.mark("MOT", left + 5, at + SMALL.leading / 2 + 0.5, 9)
    at += chart.say(left + 14 * bool(held), at, inner - 14, "; ".join(held) or "No moment stands here",
                    SMALL, INK if held else GREY, lines=3) + 4  # fmt: skip
    if not action.action:
        chart.say(left, at, inner, "Nothing is done here yet", BOLD, GREY)
        return
    at += chart.say(left, at, inner, action.action, BOLD, lines=3) + 2
    about = ", ".join(filter(None, (action.owner, action.due and f"by {spelt(action.due)}",
                                    BANDS.get(action.band, ""))))  # fmt: skip
    at += chart.say(left, at, inner, about or "no owner, no day", SMALL, GREY)
    if action.measure:
        room = int((y + _TALL - 3 - at) // SMALL.leading)
        chart.say(left, at, inner, f"Moves: {action.measure}", SMALL, GREY, lines=room)
