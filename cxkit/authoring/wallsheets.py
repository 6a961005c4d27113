"""Empty sheets for the wall: grid, outcome map, activity map, six stages. For any organisation.

Marks have shape and letter beside their colour, as on the screen: circle M, diamond B, square R.
"""

from __future__ import annotations

from ..course import Course
from .typeset import escape, pdf

__all__ = ["STYLE", "walls"]

STYLE = """\
#let mark(tone, letter, body) = box(width: 4.4mm, height: 4.4mm, baseline: 1mm, {
  place(center + horizon, body)
  place(center + horizon, text(7pt, white, weight: "bold", letter))
})
#let mark-m = mark(none, "M", circle(radius: 2.1mm, fill: rgb("#B84300")))
#let mark-b = mark(none, "B", rotate(45deg, square(size: 3.3mm, fill: rgb("#0059A3"))))
#let mark-r = mark(none, "R", square(size: 3.8mm, fill: rgb("#00704F")))
#set page(flipped: true, margin: (x: 14mm, top: 12mm, bottom: 15mm))
#set table(stroke: 0.5pt + luma(120), inset: 4pt)
#show table.cell.where(y: 0): set text(weight: "regular")
#let help(it) = text(0.82em, fill: luma(70), it)
"""
_LANES = ("Customer", "Front stage", "Back stage", "Support", "System", "Partner")
_STAGES = ("Awareness", "Buy-in", "Acquisition", "Care", "Use", "Share")
_BOXES = (
    ("1 Who is the customer?", "Who provides the money that keeps this going. Evidence:"),
    ("2 What do they expect today?", "In their words. Evidence:"),
    ("3 What do they think they are doing?", "No word of ours. Evidence:"),
    ("4 What do we do that helps or hurts?", "One of each at least, each with an M, B or R."),
    ("5 What must be true in the end?", "Three statements: what, from, to, unit, source, by when."),
    ("6 The one-liner", "Six words at most, and nothing that we sell."),
)


def walls(course: Course, paper: str) -> dict[str, bytes]:
    """Name -> PDF, "a4" or "a3" on its side.

    Raises:
        PrintError: typst is not installed.
    """
    size = 9.0 if paper == "a4" else 12.0
    made = {}
    for name, (title, draw) in _WALLS.items():
        body = f"{STYLE}#heading(level: 1)[{escape(title)}]\n{draw(paper == 'a3')}"
        made[name] = pdf(body, title=title, paper=paper, size=size, foot=course.title)
    return made


def _grid(large: bool) -> str:
    """Needs down, categories across, and three foot rows."""
    count, needs = (6, 12) if large else (5, 9)
    high = 14 if large else 10
    head = ", ".join(["[*need, in the customer\u2019s words*]", *["[*category:*]"] * count])
    row = ", ".join(["[]", *["[0 #h(1fr) 1 #h(1fr) 2 #h(1fr) 3]"] * count])
    foot = ", ".join(
        ", ".join([f"[*{name}*]", *["[]"] * count])
        for name in ("workflow", "interactions", "people skills")
    )
    return (
        "#help[Ring one: 0 plays no part, 1 some, 2 strong, 3 decisive. Write the evidence below it.]\n"
        f"#table(columns: (2fr, ) + (1fr, ) * {count}, rows: (10mm, ) + ({high}mm, ) * {needs + 3}, "
        f"table.header({head}), {', '.join([row] * needs)}, {foot})\n"
    )


def _outcomes(large: bool) -> str:
    """Six boxes in a ring; version and changes in the middle."""
    high = 100 if large else 66
    cells = [f"[*{escape(t)}* \\ #help[{escape(h)}]]" for t, h in _BOXES]
    middle = "table.cell(colspan: 3)[*Version* #h(30mm) *What changed, and what made us change it*]"
    order = [*cells[:3], middle, *cells[5:2:-1]]
    return (
        f"#table(columns: (1fr, ) * 3, rows: ({high}mm, {18 if not large else 26}mm, {high}mm), "
        f"{', '.join(order)})\n"
    )


def _lanes(large: bool) -> str:
    """Six lanes for sticky notes."""
    rows = ", ".join(f"[*{lane}*], []" for lane in _LANES)
    return (
        "#help[One note a step: verb and object. #mark-m where the customer is a party, #mark-b on the "
        "line where work changes hands, #mark-r where a rule decides. Time runs to the right.]\n"
        f"#table(columns: (30mm, 1fr), rows: {36 if large else 23}mm, align: left + horizon, {rows})\n"
    )


def _stages(large: bool) -> str:
    """Six stages across; moments, actions and triggers down."""
    high = "(12mm, 60mm, 110mm, 38mm)" if large else "(10mm, 38mm, 74mm, 26mm)"
    head = ", ".join(f"[*{escape(name)}*]" for name in _STAGES)
    rows = ("moments #mark-m", "actions: what, owner, day, measure, cost band", "trigger: at what number, who")
    cells = ", ".join(f"[*{row}*], " + ", ".join(["[]"] * 6) for row in rows)
    return f"#table(columns: (26mm, ) + (1fr, ) * 6, rows: {high}, table.header([], {head}), {cells})\n"


_WALLS = {
    "grid": ("Customers by need: the grid", _grid),
    "outcome-map": ("The outcome map", _outcomes),
    "activity-map": ("The activity map", _lanes),
    "stages": ("Six stages: the plan", _stages),
}
