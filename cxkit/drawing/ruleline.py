"""Rules on a line of years: since when each stands, when it was last challenged, and how long ago.

Rows 41, 42 and 44 of the method. A bar runs from the year of origin to the last challenge, and from
there an open tail to today: what is open was not looked at. A type differs by colour, shape and
letter. Rules are listed by their open tail, the longest first; those of unknown origin on top.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..techniques.rules import Rule, Standing, standing
from .box import Box
from .chart import BODY, BOLD, SIDE, SMALL, WIDE, Chart, nothing, picture
from .palette import GREY, HAIRLINE, INK, PAPER
from .picture import Picture
from .scene import Shape
from .sheet import Table
from .text import Face

__all__ = ["TYPES", "draw_rules", "finding"]

# type -> letter, shape, colour, words; letters other than those of the marks M, B and R
TYPES = {
    "operational": ("O", "circle", "#24456B", "operational"),
    "strategic": ("S", "diamond", "#7A4A00", "strategic"),
    "regulatory": ("L", "square", "#4B2E83", "regulatory (law)"),
    "": ("?", "circle", GREY, "type not said"),
}
_ROW = 20.0
_NAMES, _RIGHT = 300.0, 176.0  # widths of the words on either side of the years
_BAR, _TAIL = 6.4, 3.2  # height of a bar, half that of a tail
_MARK = Face(6.4, bold=True)
_LONG = 10  # years; from here on a rule is set in bold
_HEADER = ("Rule", "In words", "Type", "Kept by", "Owner", "Made in", "Last challenged", "Age, years",
           "Years unchallenged", "Verdict")  # fmt: skip


def draw_rules(rules: Sequence[Rule], now: int, kicker: str = "") -> Picture:
    """The rules of a register on a line of years.

    Args:
        rules: of a case or of one's own; blank rows are left out.
        now: the year to which tails run.
        kicker: whose they are.
    """
    rules = [r for r in rules if r.text]
    if not rules:
        return nothing("Rules by age", "There are no rules to draw yet. Fill in the register first.")
    pairs = [(s, r) for r in rules for s in standing([r], now)]  # codes may stand twice
    pairs.sort(key=lambda pair: (pair[0].rank, pair[0].rule))
    order = [s for s, _ in pairs]
    title = finding(order)
    chart = Chart(title, kicker)
    years = _Years(rules, now)
    _axis(chart, years, len(order))
    for s, rule in pairs:
        _row(chart, years, rule, s)
        chart.y += _ROW
    chart.y += 20
    _key(chart, {r.type for r in rules})
    note = (
        "Full: from the year in which a rule was made to its last challenge. Open: since then. A "
        "dashed line begins where nobody knows. Old is not wrong: a law may be old and sound."
    )
    chart.note(note)
    table = Table("Rules by age", _HEADER, tuple(_cells(rule, s) for s, rule in pairs))
    return picture(chart, title, f"{len(rules)} rules on a line of years. {title}.", (table,), (note,))


def finding(order: Sequence[Standing]) -> str:
    """What the picture shows, in one sentence."""
    total, unknown = len(order), [s for s in order if s.unlooked is None]
    never = [s for s in order if not s.ever and s.age is not None]
    parts = []
    if never:
        oldest = max(never, key=lambda s: s.age or 0)
        parts.append(f"{len(never)} of {total} rules have no challenge on record, "
                     f"{oldest.rule} for {_some_years(oldest.age or 0)}")  # fmt: skip
    elif known := [s for s in order if s.unlooked is not None]:
        parts.append(f"Nobody has challenged {known[0].rule} for {_some_years(known[0].unlooked or 0)}")
    if unknown:
        parts.append(f"how old {len(unknown)} of {total} are, nobody knows")
    text = "; ".join(parts)
    return text[0].upper() + text[1:]


def _some_years(n: int) -> str:
    return f"{n} year{'s' * (n != 1)}"


class _Years:
    """Where a year stands on the page."""

    def __init__(self, rules: Sequence[Rule], now: int) -> None:
        known = [y for r in rules for y in (r.made, r.looked_at) if y is not None]
        self.now = max([now, *known])
        first = min([self.now - 10, *known])
        self.first = first - first % 5
        self.left, self.right = SIDE + _NAMES, SIDE + WIDE - _RIGHT

    def x(self, year: int) -> float:
        return self.left + (self.right - self.left) * (year - self.first) / (self.now - self.first)

    def ticks(self) -> list[int]:
        span = self.now - self.first
        step = next((s for s in (5, 10, 25, 50, 100) if span / s <= 9), 250)
        return list(range(self.first + -self.first % step, self.now + 1, step))


def _axis(chart: Chart, years: _Years, rows: int) -> None:
    chart.say(SIDE, chart.y, _NAMES, "Rule", SMALL, GREY)
    chart.say(years.right + 14, chart.y, 112, "Without a challenge", SMALL, GREY)
    chart.say(years.right + 132, chart.y, 44, "Verdict", SMALL, GREY)
    chart.y += 14
    bottom = chart.y + rows * _ROW
    for year in years.ticks():
        chart.line(years.x(year), chart.y, years.x(year), bottom, 0.4, HAIRLINE)
        chart.say(years.x(year) - 18, bottom + 3, 36, str(year), SMALL, GREY, "centre")
    chart.line(years.right, chart.y, years.right, bottom, 1.0, GREY)
    if years.now - years.ticks()[-1] > (years.now - years.first) / 12:
        chart.say(years.right - 18, bottom + 3, 36, str(years.now), SMALL, GREY, "centre")


def _row(chart: Chart, years: _Years, rule: Rule, s: Standing) -> None:
    middle = chart.y + _ROW / 2
    long_ = s.unlooked is None or s.unlooked >= _LONG
    face = BOLD if long_ else BODY
    _mark(chart, rule.type, SIDE + 6, middle)
    chart.say(SIDE + 17, middle - face.leading / 2, _NAMES - 24, f"{rule.item}  {rule.text}", face)
    colour = TYPES[rule.type][2]
    made, looked = rule.made, rule.looked_at
    if made is None:
        chart.line(years.left, middle, years.x(looked) if looked else years.right, middle, 1.1, colour, dash=True)
    elif looked:
        width = max(2.0, years.x(looked) - years.x(made))
        chart.shapes.append(Shape("square", years.x(made), middle - _BAR / 2, width, _BAR, colour, colour))
    start = looked or made
    if start is not None and start < years.now:
        width = years.right - years.x(start)
        chart.shapes.append(
            Shape("square", years.x(start), middle - _TAIL, width, 2 * _TAIL, PAPER, colour, 0.9)
        )
    if looked:
        chart.line(years.x(looked), middle - 6, years.x(looked), middle + 6, 1.6, colour)
    said = "age not known" if s.unlooked is None else _some_years(s.unlooked)
    if s.unlooked is not None and not s.ever:
        said += ", none known"
    chart.say(years.right + 14, middle - face.leading / 2, 116, said, face)
    chart.say(years.right + 132, middle - BODY.leading / 2, 44, rule.decision or "\u2013", BODY,
              INK if rule.decision else GREY)  # fmt: skip


def _mark(chart: Chart, kind: str, x: float, y: float) -> None:
    letter, shape, colour, _ = TYPES[kind]
    size = 14.0 if shape == "diamond" else 11.0
    fill = colour if kind else PAPER
    chart.shapes.append(Shape(shape, x - size / 2, y - size / 2, size, size, fill, colour, 1.0))  # type: ignore[arg-type]
    chart.boxes.append(
        Box(x - size / 2, y - _MARK.leading / 2, size, _MARK.leading, (letter,), _MARK,
            PAPER if kind else colour, align="centre")
    )  # fmt: skip


def _key(chart: Chart, used: set[str]) -> None:
    x = SIDE
    for kind, (_, _, _, words) in TYPES.items():
        if kind in used:
            _mark(chart, kind, x + 7, chart.y + SMALL.leading / 2)
            width = SMALL.width(words) + 2
            chart.say(x + 18, chart.y, width, words, SMALL, GREY)
            x += width + 34
    chart.y += SMALL.leading + 8


def _cells(rule: Rule, s: Standing) -> tuple[str | int, ...]:
    return (
        rule.item, rule.text, rule.type, rule.way, rule.owner,
        "not known" if rule.made is None else rule.made,
        rule.looked_at or "none on record",
        "not known" if s.age is None else s.age,
        "not known" if s.unlooked is None else s.unlooked,
        rule.decision,
    )  # fmt: skip
