"""The poster's counts and plan in words: an HTML table, plain text, and sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from ..techniques.thirtydays import COSTS, MARKS, ThirtyDays, written
from .palette import MARKS as SHOWN
from .sheet import Table
from .text import clean

__all__ = ["poster_html", "poster_tables", "poster_text"]

_ACTIONS = ("Action", "Changes", "Rests on", "Owner", "First day", "Last day", "Ends on", "Measure",
            "Today", "Target", "Unit", "Cost")  # fmt: skip


def poster_tables(counts: Mapping[str, int], plan: ThirtyDays) -> list[Table]:
    """What was counted, the actions, and the days on which to measure again; none where empty."""
    tables = []
    if counts:
        rows = tuple((SHOWN[x].name, counts[x]) for x in "MBR" if x in counts)
        tables.append(Table("Marks", ("Mark", "How many"), rows))
    actions = written(plan)
    if actions:
        tables.append(Table("Plan", _ACTIONS, tuple(
            (a.action, MARKS.get(a.mark, ""), ", ".join(a.evidence), a.owner, a.start, a.due,
             _ends(plan, a.due), a.measure, a.baseline, a.target, a.unit, COSTS.get(a.cost, ""))
            for a in actions
        )))  # fmt: skip
    again = [a for a in plan.again if a.who or a.expect]
    if again:
        rows = tuple((f"Day {a.id.lstrip('d')}", _ends(plan, float(a.id.lstrip("d"))), a.who, a.expect)
                     for a in again if a.id.lstrip("d").isdecimal())  # fmt: skip
        tables.append(Table("Measure again", ("Day", "Date", "Who", "What they expect"), rows))
    return tables


def poster_html(counts: Mapping[str, int], plan: ThirtyDays) -> str:
    """The same tables as HTML."""
    return "".join(_html(t) for t in poster_tables(counts, plan))


def poster_text(counts: Mapping[str, int], plan: ThirtyDays) -> str:
    """The same as plain text, a line a row."""
    lines = []
    for table in poster_tables(counts, plan):
        lines += ["", table.name]
        for row in table.rows:
            told = [f"{h}: {clean(_plain(v))}" for h, v in zip(table.header, row, strict=True)
                    if _plain(v)]  # fmt: skip
            lines.append("; ".join(told))
    return "\n".join([*lines, ""])


def _html(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in table.header)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in table.rows)
    return (
        f"<table><caption>{escape(table.name)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _cells(row: Sequence[object]) -> str:
    first, *rest = (escape(clean(_plain(v))) for v in row)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{c}</td>" for c in rest)


def _ends(plan: ThirtyDays, number: object) -> str:
    on = plan.on(number) if isinstance(number, float) else None
    return f"{on:%d %b %Y}" if on else ""


def _plain(value: object) -> str:
    return f"{value:,.6g}" if isinstance(value, (int, float)) else str(value or "")
