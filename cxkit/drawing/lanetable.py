"""An activity map in words: what it counts, an HTML table, plain text, and sheets.

The reading order is that of the picture: by column from the start of the process to its end, then
by lane from the top.
"""

from __future__ import annotations

from html import escape

from ..techniques.activity import ActivityMap, Step
from ..techniques.breaks import breaks, moments, rules
from .lanecards import Story, rule_marks
from .sheet import Table, Value
from .text import clean

__all__ = ["lane_html", "lane_tables", "lane_text", "map_title"]

_HEADER = ("Step", "What", "Lane", "Performer", "With", "Channel", "What the customer wants",
           "Rule", "Minutes of work", "Minutes of waiting", "Then", "Marks", "Evidence")  # fmt: skip


def map_title(activity: ActivityMap, before: ActivityMap | None = None) -> str:
    """The counts of a map, as a title; they are shown and not judged (row 38)."""
    met, handed = len(moments(activity)), len(breaks(activity))
    if before is not None:
        was = _many(len(moments(before)), "moment"), _many(len(breaks(before)), "break point")
        return f"From {was[0]} of truth and {was[1]} to {met} and {handed}"
    if not activity.rows:
        return "The map is not begun"
    title = f"{_many(met, 'moment')} of truth, {_many(handed, 'break point')}"
    return f"{title}: {handed / met:.1f} each" if met > 1 and handed else title


def lane_tables(activity: ActivityMap, told: Story) -> list[Table]:
    """Steps, break points, moments and rules as sheets; none for an empty map."""
    if not told.cards:
        return []
    marks = {c.ref: ", ".join(c.marks) for c in told.cards}
    header = (*_HEADER, "Change") if told.compared else _HEADER
    rows: list[tuple[Value, ...]] = []
    for card in told.cards:
        step = activity.rows.get(card.ref)
        gone = (card.ref, card.words, card.lane, *[""] * (len(_HEADER) - 3))
        row: tuple[Value, ...] = _row(step, marks[card.ref]) if step else gone
        state = {"out": "out, no longer done", "new": "new", "changed": "changed"}.get(
            card.state, ""
        )
        rows.append((*row, state) if told.compared else row)
    tables = [Table("Activity map", header, tuple(rows))]
    found = {b.steps: b for b in breaks(activity)}
    handed = tuple(
        (k.mark, k.first, k.last, *found[k.first, k.last].performers, found[k.first, k.last].type)
        for k in told.links
        if k.mark and (k.first, k.last) in found
    )
    if handed:
        tables.append(Table("Break points", ("Mark", "From", "To", "From whom", "To whom", "Type"), handed))  # fmt: skip
    first = {m.id: m for m in moments(activity)}
    met = tuple(
        (mark, ", ".join(first[c.ref].steps), first[c.ref].counterpart, first[c.ref].channel,
         first[c.ref].goal)
        for c in told.cards
        for mark in c.marks
        if mark[0] == "M" and c.ref in first
    )  # fmt: skip
    if met:
        tables.append(Table("Moments of truth", ("Mark", "Steps", "With", "Channel", "What the customer wants"), met))  # fmt: skip
    named = rule_marks(activity)
    decided = tuple((named[r], r, ", ".join(at)) for r, at in rules(activity).items())
    if decided:
        tables.append(Table("Rules", ("Mark", "Rule", "Decides at"), decided))
    return tables


def lane_html(tables: list[Table], title: str) -> str:
    """The tables as HTML with captions and scoped headers, every word of the map in them."""
    parts = []
    for n, table in enumerate(tables):
        caption = title if n == 0 else table.name
        heads = "".join(f'<th scope="col">{_html(h)}</th>' for h in table.header)
        body = "".join(
            "<tr>" + f'<th scope="row">{_html(row[0])}</th>'
            + "".join(f"<td>{_html(v)}</td>" for v in row[1:]) + "</tr>"
            for row in table.rows
        )  # fmt: skip
        parts.append(
            f"<table><caption>{_html(caption)}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )
    return "".join(parts)


def lane_text(activity: ActivityMap, told: Story, title: str) -> str:
    """The map as plain lines, one step after the other, each with what follows it."""
    lines = [f"{_flat(title)}.", ""]
    for card in told.cards:
        marks = f" [{', '.join(card.marks)}]" if card.marks else ""
        state = f" ({card.state})" if card.state else ""
        head = f"{card.ref}{state}{marks}: {_flat(card.words) or '(no words yet)'}"
        lines.append(
            f"{head}. {(card.lane or 'no lane yet').capitalize()}. {_flat(card.about_words)}".rstrip()
        )
        for link in (k for k in told.links if k.first == card.ref):
            notes = [link.mark, "goes back" if link.closes else "", link.state]
            told_ = ", ".join(n for n in notes if n)
            lines.append(f"  then {link.last}{f' ({told_})' if told_ else ''}")
    for table in lane_tables(activity, told)[1:]:
        lines += ["", table.name]
        lines += ["  " + ", ".join(_flat(str(v)) for v in row if v) for row in table.rows]
    return "\n".join(lines) + "\n"


def _row(step: Step, marks: str) -> tuple[Value, ...]:
    return (
        step.ref, step.step, step.lane, step.performer, step.counterpart, step.channel, step.goal,
        step.rule, _minutes(step.touch_minutes), _minutes(step.wait_minutes),
        ", ".join(n.upper() for n in step.next), marks, ", ".join(step.evidence),
    )  # fmt: skip


def _minutes(value: float | str | None) -> Value:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _flat(text: str) -> str:
    return clean(text).replace("\n", " ")


def _html(value: Value) -> str:
    return escape(clean("" if value is None else str(value))).replace("\n", "<br>")
