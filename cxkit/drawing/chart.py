"""A chart built from the top down: a title that says what was found, rows, a legend.

Units are points. What is put on a chart is measured before it is drawn, so a text never leaves its
column; what does not fit is shortened, and the twin holds every word.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal

from .box import A4, Box
from .palette import GREY, HAIRLINE, INK, MARKS, PAPER
from .picture import Picture
from .scene import Scene, Shape, Stroke
from .sheet import Table
from .text import Face, clean, drawable
from .typeface import missing, no_font

__all__ = ["BODY", "BOLD", "SIDE", "SMALL", "WIDE", "Chart", "letter_of", "nothing", "picture"]

SIDE, _HEAD, _FOOT = 40.0, 34.0, 26.0  # margins
WIDE = A4[0] - 2 * SIDE
TITLE, BODY, BOLD, SMALL = Face(17, bold=True), Face(9), Face(9, bold=True), Face(7.6)
Align = Literal["left", "centre", "right"]


def letter_of(kind: str) -> str:
    """MOT -> M, BP -> B, BR -> R: the letter by which the palette knows a mark."""
    return {"MOT": "M", "BP": "B", "BR": "R"}.get(kind, "")


class Chart:
    """Args:
    title: what was found, one sentence. kicker: whose it is, small above the title.
    """

    def __init__(self, title: str, kicker: str = "") -> None:
        self.boxes: list[Box] = []
        self.strokes: list[Stroke] = []
        self.shapes: list[Shape] = []
        self.cut = False
        self.y = _HEAD
        if kicker:
            self.y += self.say(SIDE, self.y, WIDE, kicker, SMALL, GREY) + 2
        self.y += self.say(SIDE, self.y, WIDE, title, TITLE, lines=3, balance=True) + 10

    def say(
        self, x: float, y: float, width: float, text: str, face: Face = BODY, colour: str = INK,
        align: Align = "left", lines: int = 1, balance: bool = False,
    ) -> float:  # fmt: skip
        """Put a text into a column; its height."""
        found = face.wrap(text, width, lines, balance=balance)
        self.cut = self.cut or found.cut
        height = face.height(len(found.lines))
        if found.lines:
            self.boxes.append(Box(x, y, width, height, found.lines, face, colour, align=align))
        return height

    def ground(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A rectangle of one colour, beneath all else."""
        self.boxes.append(Box(x, y, max(width, 0.0), height, fill=fill))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.5,
        colour: str = HAIRLINE, dash: bool = False,
    ) -> None:  # fmt: skip
        """A straight line."""
        self.strokes.append(Stroke(((x1, y1), (x2, y2)), weight, colour, dash))

    def mark(
        self, kind: str, x: float, y: float, size: float = 11.0, *, hollow: bool = False
    ) -> None:
        """A mark about (x, y): colour, shape and letter; hollow for one that was not met."""
        style = MARKS.get(letter_of(kind))
        shape, colour, letter = (
            (style.shape, style.colour, style.letter) if style else ("square", GREY, "?")
        )
        wide = size * (1.28 if shape == "diamond" else 1.0)
        self.shapes.append(
            Shape(shape, x - wide / 2, y - wide / 2, wide, wide, PAPER if hollow else colour,  # type: ignore[arg-type]
                  colour, 1.1, dash=hollow)
        )  # fmt: skip
        face = Face(size * 0.62, bold=True)
        self.boxes.append(
            Box(x - wide / 2, y - face.leading / 2, wide, face.leading, (letter,), face,
                colour if hollow else PAPER, align="centre")
        )  # fmt: skip

    def key(self, entries: Sequence[tuple[str, bool, str]]) -> None:
        """A legend on one line: (kind or "", hollow, words)."""
        x, self.y = SIDE, self.y + 6
        for kind, hollow, words in entries:
            if kind:
                self.mark(kind, x + 6, self.y + SMALL.leading / 2, 8.5, hollow=hollow)
                x += 15
            width = SMALL.width(drawable(words)) + 1
            self.say(x, self.y, width, words, SMALL, GREY)
            x += width + 14
        self.y += SMALL.leading + 4

    def note(self, text: str) -> None:
        """A sentence in the second voice, over the whole width."""
        self.y += self.say(SIDE, self.y, WIDE, text, SMALL, GREY, lines=3) + 2

    def scene(self) -> Scene:
        """All that was put on it, on a page as tall as it needs."""
        return Scene(
            A4[0], self.y + _FOOT, tuple(self.boxes), (), tuple(self.strokes), tuple(self.shapes)
        )


def picture(
    chart: Chart, title: str, alt: str, tables: Sequence[Table], notes: Sequence[str] = ()
) -> Picture:
    """The chart with its twin: every table as HTML and as plain lines.

    A chart in a script for which this machine has no font comes back as its twin alone.
    """
    html, text = _html(title, tables, notes), _text(title, tables, notes)
    lost = missing(line for box in chart.boxes for line in box.lines)
    if lost:
        return Picture.in_words(no_font(lost, "the chart is"), html, text, title, tables)
    told = ("Some text is shortened in the picture; the table holds every word.",) * chart.cut
    return Picture(chart.scene().figure(), html, text, title, alt, told, tables=tuple(tables))


def nothing(title: str, said: str) -> Picture:
    """What stands in a chart's place while there is nothing to show."""
    return Picture(None, f"<p>{escape(said)}</p>", f"{said}\n", title, said)


def _html(title: str, tables: Sequence[Table], notes: Sequence[str]) -> str:
    parts = [f"<p><strong>{escape(title)}</strong></p>"]
    for table in tables:
        heads = "".join(f'<th scope="col">{_cell(h)}</th>' for h in table.header)
        rows = "".join(
            "<tr>" + "".join(
                f'<th scope="row">{_cell(v)}</th>' if n == 0 else f"<td>{_cell(v)}</td>"
                for n, v in enumerate(row)) + "</tr>"
            for row in table.rows
        )  # fmt: skip
        parts.append(
            f"<table><caption>{escape(table.name)}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )
    return "".join([*parts, *(f"<p>{escape(n)}</p>" for n in notes)])


def _text(title: str, tables: Sequence[Table], notes: Sequence[str]) -> str:
    lines = [title, *notes]
    for table in tables:
        lines += ["", table.name]
        for row in table.rows:
            pairs = zip(table.header, row, strict=False)
            lines.append(
                "  " + "; ".join(f"{h}: {_flat(v)}" for h, v in pairs if v not in ("", None))
            )
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return escape(_flat(value))


def _flat(value: object) -> str:
    return clean("" if value is None else str(value)).replace("\n", " ")
