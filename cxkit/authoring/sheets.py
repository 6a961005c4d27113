"""Sheets for the table and the wall: every form of the course on paper, A3 or A4.

A sheet is computed from the form's own layout, so what stands on the screen stands on paper: the
same titles, help lines, items and options, with room to write. Marks differ by shape and letter as
well as colour, so a black-and-white printer will do. Texts to read follow on pages of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..atomic import put
from ..course import Course, Exercise
from ..forms.spec import Column, Item, Option, Section, at, offered
from .notebook import lesson
from .typeset import escape, marked, pdf
from .wallsheets import STYLE, walls

__all__ = ["sheet", "write"]

_ROWS = {"a4": 6, "a3": 9}  # empty rows of a table that grows
_HIGH = {"text": 9, "long": 15, "choice": 9, "number": 9, "ids": 9, "strength": 11, "label": 6}  # mm
_WIDE = {"text": 3, "long": 5, "choice": 3, "number": 2, "ids": 2, "strength": 2, "label": 4}
_MANY = 7  # options that still fit into a cell
_BOX = "#box(width: 3.2mm, height: 3.2mm, stroke: 0.6pt, baseline: 0.4mm)"
_MARKS = {"MOT": "#mark-m;", "BP": "#mark-b;", "BR": "#mark-r;"}


def sheet(
    course: Course, exercise: Exercise, sections: Sequence[Section], *, paper: str = "a4",
    what: str = "",
) -> bytes:
    """One exercise's sheet as a PDF.

    Args:
        sections: the empty form, as its layout gives it.
        paper: "a4" or "a3"; both lie on their side.
        what: what the exercise asks, a sentence or two.

    Raises:
        PrintError: typst is not installed.
    """
    head = f"#heading(level: 1)[{escape(f'{exercise.id} {exercise.title}')}]\n"
    head += f"{marked(what)}\n" if what else ""
    head += (
        f"#grid(columns: (auto, 1fr, auto, 1fr, auto), gutter: 4mm, [Names], line(start: (0pt, 9pt), "
        f"length: 100%, stroke: 0.4pt), [Table], line(start: (0pt, 9pt), length: 100%, stroke: 0.4pt), "
        f"[{exercise.minutes} minutes])\n"
    )
    body = "".join(_section(s, paper) for s in sections)
    texts = {item.id: item for s in sections for item in s.material}  # once, whoever cites them
    reading = "".join(_reading(item) for item in texts.values())
    if reading:
        body += f"#pagebreak()\n#heading(level: 2)[To read]\n#columns(2, gutter: 8mm)[{reading}]\n"
    size = 9.0 if paper == "a4" else 12.0
    return pdf(STYLE + head + body, title=f"{exercise.id} {exercise.title}", paper=paper, size=size,
               foot=f"{course.title} \u00b7 {exercise.id}")  # fmt: skip


def write(
    course: Course, layouts: Mapping[str, Sequence[Section]], target: Path, *, paper: str = "a4"
) -> list[Path]:
    """Write a sheet for each exercise, `sheet-2-3-a4.pdf`, and the four for the wall.

    Args:
        layouts: exercise -> its empty form.

    Returns:
        The files, in the course's order.
    """
    made = []
    for name, raw in walls(course, paper).items():
        made.append(target / f"wall-{name}-{paper}.pdf")
        put(made[-1], raw)
    for module in course.modules:
        asked = dict(_asked(course, module))
        for exercise in module.exercises:
            raw = sheet(course, exercise, layouts[exercise.id], paper=paper,
                        what=asked.get(exercise.id, ""))  # fmt: skip
            made.append(target / f"sheet-{exercise.slug}-{paper}.pdf")
            put(made[-1], raw)
    return made


def _asked(course: Course, module: Any) -> Iterator[tuple[str, str]]:
    """What each exercise asks, as its lesson says it after **What.**"""
    name = ""
    for piece in lesson(course, module):
        if piece.kind != "text":
            continue
        for head in re.finditer(r"^#{2,3} (\d+\.\d+\w?) ", piece.text, re.M):
            name = head[1]
        found = re.search(r"\*\*What\.\*\* (.+?)(?:\n\s*\n|\Z)", piece.text, re.S)
        if name and found:
            yield name, found[1]
            name = ""


def _section(section: Section, paper: str) -> str:
    made = f"#heading(level: 2)[{escape(section.title)}]\n" if section.title else ""
    made += f"#help[{escape(section.intro)}]\n\n" if section.intro else ""
    if section.kind == "choices":
        return made + _choices(section)
    if section.kind == "order":
        return made + _order(section.items)
    if section.kind == "timeline":
        return made + _timeline(paper)
    if section.shape == "boxes":
        return made + "".join(_boxes(section, row) for row in _rows(section, 1))
    return made + _table(section, paper)


def _rows(section: Section, spare: int) -> Sequence[Mapping[str, Any]]:
    return section.fixed or [{} for _ in range(max(1, min(section.max_rows, max(section.min_rows, spare))))]


def _table(section: Section, paper: str) -> str:
    columns = section.columns
    head = ", ".join(f"[{_title(c)}]" for c in columns)
    free = not section.fixed
    widths = ", ".join([*(["7mm"] if free else []), *(f"{_WIDE[c.kind]}fr" for c in columns)])
    tall = max((_HIGH[c.kind] for c in columns), default=9) * (1 if paper == "a4" else 1.3)
    cells = []
    for number, row in enumerate(_rows(section, _ROWS[paper]), start=1):
        if free:
            cells.append(f"[{number}]")
        cells += [f"[{_cell(c, row)}]" for c in columns]
    top = f"table.header({'[], ' if free else ''}{head})"
    rows = f"(auto, ) + ({tall}mm, ) * {len(_rows(section, _ROWS[paper]))}"
    rows = "auto" if section.fixed else rows
    return f"#table(columns: ({widths}, ), rows: {rows}, {top},\n{', '.join(cells)})\n"


def _title(column: Column) -> str:
    told = f"#strong[{escape(column.title)}]"
    if column.unit:
        told += escape(f" ({column.unit})")
    if column.help:
        told += f" \\ #help[{escape(column.help)}]"
    if column.kind == "choice" and len(column.options) > _MANY:
        told += f" \\ #help[{escape(' | '.join(o.label for o in column.options))}]"
    return told


def _cell(column: Column, row: Mapping[str, Any]) -> str:
    if column.kind == "label":
        return escape(str(at(row, column.key) or ""))
    if column.kind == "choice" and len(column.options) <= _MANY:
        return " ".join(_tick(o) for o in column.options)
    if column.kind == "strength":
        return "0 #h(1fr) 1 #h(1fr) 2 #h(1fr) 3 #v(3mm)"
    return f"#v({_HIGH[column.kind] - 4}mm)"


def _tick(option: Option) -> str:
    return f"#box[{_BOX} {_MARKS.get(option.value, '')}{escape(option.label)}]"


def _boxes(section: Section, row: Mapping[str, Any]) -> str:
    fields = "".join(
        f"[{_title(c)}], [{_cell(c, row)}]," for c in section.columns
    )
    return f"#block(breakable: false, table(columns: (1fr, 3fr), {fields}))\n"


def _choices(section: Section) -> str:
    cells = []
    for item in section.items:
        ticks = " #h(2mm) ".join(_tick(o) for o in offered(section, item))
        if item.options:  # a question: each option on a line of its own
            ticks = " \\ ".join(_tick(o) for o in item.options)
        why = f" \\ #help[{escape(section.why)}] #box(width: 1fr, repeat[.])" if section.why else ""
        cells.append(f"[{escape(item.id)}], [{_told(item)}], [{ticks}{why}]")
    return f"#table(columns: (auto, 3fr, 4fr), stroke: (x, y) => (bottom: 0.4pt + luma(150)),\n{', '.join(cells)})\n"


def _told(item: Item) -> str:
    title = f"#strong[{escape(item.title)}] " if item.title and item.title != item.id else ""
    note = f" \\ #help[{escape(item.note)}]" if item.note else ""
    return f"{title}{escape(item.text)}{note}"


def _order(items: Sequence[Item]) -> str:
    cards = ", ".join(
        f"[#box(width: 9mm, height: 9mm, stroke: 0.6pt) #h(2mm) {_told(item)}]" for item in items
    )
    return f"#help[Write the place of each card into its box.]\n#grid(columns: (1fr, 1fr), gutter: 5mm,\n{cards})\n"


def _timeline(paper: str) -> str:
    rows = 16 if paper == "a4" else 22
    one = "[], [#mark-m #h(1.5mm) #mark-b #h(1.5mm) #mark-r], [],"
    return (
        "#help[Write the minute and second, ring the mark, note what you heard. M moment of truth, "
        "B break point, R business rule.]\n"
        f"#columns(2, gutter: 8mm, table(columns: (16mm, 24mm, 1fr), rows: 8mm, "
        f"table.header([*time*], [*mark*], [*what*]), {one * rows * 2}))\n"
    )


def _reading(item: Item) -> str:
    return f"#block(breakable: false, below: 0.9em)[#strong[{escape(item.id)}] {_told(item)}]\n"
