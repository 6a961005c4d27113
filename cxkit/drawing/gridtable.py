"""The categorisation grid in words: an HTML table, plain text, and sheets."""

from __future__ import annotations

from html import escape

from ..techniques.needs import Category, Grid, Need
from .finding import Finding
from .palette import STRENGTHS
from .sheet import Table
from .text import clean

__all__ = ["FOOT", "grid_html", "grid_tables", "grid_text"]

FOOT = (("workflow", "Workflow"), ("interactions", "Interactions"), ("people", "People skills"))


def grid_html(grid: Grid, finding: Finding, title: str) -> str:
    """An HTML table with caption and scoped headers, every word of the grid in it."""
    heads = "".join(
        f'<th scope="col">{_html(_name(c, i))}'
        + (f"<br>{_html(c.line)}" if c.line else "")
        + (f"<br>{_html(c.role)}" if c.role else "")
        + "</th>"
        for i, c in enumerate(grid.categories)
    )
    rows = "".join(
        f'<tr><th scope="row">{_html(n.need)}</th>'
        + "".join(f"<td>{_html(_cell(n, c))}</td>" for c in grid.categories)
        + "</tr>"
        for n in grid.needs
    )
    feet = "".join(
        f'<tr><th scope="row">{label}</th>'
        + "".join(f"<td>{_html(getattr(c, key))}</td>" for c in grid.categories)
        + "</tr>"
        for key, label in FOOT
    )
    said = "".join(f"<p>{_html(s)}</p>" for s in finding.sentences)
    return (
        f"<table><caption>{_html(title)}</caption>"
        f'<thead><tr><th scope="col">Need</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody><tfoot>{feet}</tfoot></table>{said}"
    )


def grid_text(grid: Grid, finding: Finding, title: str) -> str:
    """The grid as plain lines, one need after the other."""
    lines = [f"{title}.", *finding.sentences, ""]
    for n in grid.needs:
        lines.append(_flat(n.need) or "(need without words)")
        for i, c in enumerate(grid.categories):
            lines.append(f"  {_flat(_name(c, i))}: {_cell(n, c) or 'not given'}")
    for key, label in FOOT:
        lines.append(label)
        for i, c in enumerate(grid.categories):
            lines.append(f"  {_flat(_name(c, i))}: {_flat(getattr(c, key)) or 'not given'}")
    return "\n".join(lines) + "\n"


def grid_tables(grid: Grid) -> list[Table]:
    """The grid, its evidence and its categories as three sheets; none for an empty grid."""
    if not grid.categories and not grid.needs:
        return []
    names = [_name(c, i) for i, c in enumerate(grid.categories)]
    strengths = tuple(
        (n.need, *(n.cells[c.id].strength if c.id in n.cells else None for c in grid.categories))
        for n in grid.needs
    )
    feet = tuple((label, *(getattr(c, key) for c in grid.categories)) for key, label in FOOT)
    evidence = tuple(
        (n.need, *(" ".join(_evidence(n, c)) for c in grid.categories)) for n in grid.needs
    )
    about = tuple((n, c.line, c.role) for n, c in zip(names, grid.categories, strict=True))
    return [
        Table("Grid", ("Need", *names), (*strengths, *feet)),
        Table("Evidence", ("Need", *names), evidence),
        Table("Kinds of customer", ("Name", "In their words", "Role"), about),
    ]


def _cell(need: Need, category: Category) -> str:
    cell = need.cells.get(category.id)
    if cell is None or cell.strength is None:
        return ""
    ids = [clean(e) for e in _evidence(need, category)]
    word = f"{cell.strength} {STRENGTHS[cell.strength].word}"
    return f"{word} ({', '.join(ids)})" if ids else word


def _evidence(need: Need, category: Category) -> list[str]:
    return list(need.cells[category.id].evidence) if category.id in need.cells else []


def _name(category: Category, index: int) -> str:
    return category.name or f"Kind {index + 1}"


def _flat(text: str) -> str:
    return clean(text).replace("\n", " ")


def _html(text: str) -> str:
    return escape(clean(text)).replace("\n", "<br>")
