"""Decision tables side by side, as bare SVG for a form: rows to put a finger on. Row 42."""

from __future__ import annotations

from collections.abc import Sequence

from ..techniques.tables import Table
from .box import Box
from .palette import GREY, HAIRLINE, INK
from .scene import Scene, Stroke
from .text import Face

__all__ = ["sketch_tables"]

_WIDE, _GAP, _ROW = 820.0, 28.0, 19.0
_HEAD, _NAME, _CELL = Face(11, bold=True), Face(10), Face(10, bold=True)
_ID = 32.0  # width of the column of row names
_STEP = 0.6  # of the type, at which a column that is too narrow stops shrinking


def sketch_tables(tables: Sequence[Table]) -> tuple[str, str]:
    """The tables as SVG, and the same in words."""
    boxes: list[Box] = []
    strokes: list[Stroke] = []
    part = (_WIDE - _GAP * (len(tables) - 1)) / len(tables)
    high = 0.0
    for n, table in enumerate(tables):
        high = max(high, _lay(table, n * (part + _GAP), part, boxes, strokes))
    alt = " ".join(_words(t) for t in tables)
    return Scene(_WIDE, high + 8, tuple(boxes), (), tuple(strokes)).svg(alt), alt


def _lay(table: Table, left: float, wide: float, boxes: list[Box], strokes: list[Stroke]) -> float:
    """One table from `left`; where it ends."""
    y = 6.0
    _say(boxes, left, y, wide, f"{table.id}  {table.name}", _HEAD, INK)
    y += 22
    columns = [*(i.name for i in table.inputs), *(o.name for o in table.outputs)]
    rows = [(r.id, *(c.text for c in r.when), *r.then) for r in table.rules]
    needs = [max(_CELL.width(t) for t in (name, *(row[k + 1] for row in rows))) + 8
             for k, name in enumerate(columns)]  # fmt: skip
    scale = (wide - _ID) / sum(needs)
    at = [left, left + _ID]
    for need in needs:
        at.append(at[-1] + need * scale)
    for y_row, cells, face, colour in (
        (y, ("", *columns), _NAME, GREY),
        *((y + _ROW * n, row, _NAME, INK) for n, row in enumerate(rows, 1)),
    ):
        for k, text in enumerate(cells):
            _say(boxes, at[k], y_row, at[k + 1] - at[k] - 4, text, _CELL if k == 0 else face, colour)
        strokes.append(Stroke(((left, y_row + _ROW - 3), (left + wide, y_row + _ROW - 3)), 0.5, HAIRLINE))
    return y + _ROW * (len(rows) + 1)


def _say(
    boxes: list[Box], x: float, y: float, wide: float, text: str, face: Face, colour: str
) -> None:
    found = face.wrap(text, wide, 1)
    if found.cut:  # smaller rather than shortened: a cell has to be read whole
        size = max(_STEP, wide / (face.width(text) + 1))
        face = Face(face.size * size, bold=face.bold)
        found = face.wrap(text, wide, 1)
    boxes.append(Box(x, y, wide, face.height(len(found.lines)), found.lines, face, colour))


def _words(table: Table) -> str:
    rows = "; ".join(f"{r.id}: {', '.join(c.text for c in r.when)}, then {', '.join(r.then)}" for r in table.rules)
    return f"{table.id} {table.name}, by {', '.join(i.name for i in table.inputs)}. {rows}."
