"""The outcome map in words: what its numbers say, an HTML table, plain text, and sheets.

Reading order: the line first, then the boxes from 1 to 5, then the change log.
"""

from __future__ import annotations

from html import escape

from ..techniques.outcomes import CYCLES, OutcomeMap, box_evidence, told
from .sheet import Table, Value
from .text import clean

__all__ = ["QUESTIONS", "TITLES", "canvas_html", "canvas_tables", "canvas_text", "canvas_title"]

TITLES = {
    "1": "Who pays?",
    "2": "What do they expect today?",
    "3": "What do they think they are doing?",
    "4": "What do we do that helps or hurts?",
    "5": "What must be true in the end?",
    "6": "What is it all for?",
}
QUESTIONS = ("6", "1", "2", "3", "4", "5")  # the order in which they are read
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def canvas_title(one: OutcomeMap) -> str:
    """What the numbers of a map say, as a title."""
    if one.blank:
        return "The outcome map is not begun"
    stated = [s for s in one.statements if not s.blank]
    based = sum(isinstance(s.baseline, (int, float)) for s in stated)
    if not stated:
        first = "No statement of intent yet"
    elif based == len(stated):
        first = "The statement has a baseline" if based == 1 else f"All {_count(based)} statements have a baseline"  # fmt: skip
    else:
        first = f"{_count(based).capitalize()} of {_count(len(stated))} statements {'has' if based == 1 else 'have'} a baseline"  # fmt: skip
    hurts = sum(i.sign == "-" for i in one.impacts if i.text)
    helps = sum(i.sign == "+" for i in one.impacts if i.text)
    if not hurts and not helps:
        return f"{first}; what helps and what hurts is still open"
    things = f"{_count(hurts)} {'thing hurts' if hurts == 1 else 'things hurt'}"
    return f"{first}; {things}, {_count(helps)} {'helps' if helps == 1 else 'help'}"


def canvas_tables(one: OutcomeMap) -> list[Table]:
    """The boxes, the statements with their fields and the log as sheets; none for an empty map."""
    if one.blank:
        return []
    cited = {row.id: ", ".join(row.evidence) for rows in (one.payer, one.expectation, one.process, one.impacts) for row in rows}  # fmt: skip
    boxes: list[tuple[Value, ...]] = [
        (int(box), TITLES[box], words, cited.get(row, "") if box in "1234" else "")
        for box in sorted(TITLES)
        for row, words in (*told(one, box), *(() if any(told(one, box)) else (("", ""),)))
    ]
    tables = [Table("Outcome map", ("Box", "Question", "Answer", "Evidence"), tuple(boxes))]
    stated = tuple(
        (s.measure, s.comparator, s.baseline, s.target, s.unit, s.source, s.owner, s.due, s.serves)
        for s in one.statements
        if not s.blank
    )
    if stated:
        header = ("Measure", "Side", "Today", "Target", "Unit", "Source", "Owner", "Due", "Serves")
        tables.append(Table("Statements", header, stated))
    logged = tuple(
        (c.box, c.what, ", ".join(c.evidence), c.colleague) for c in one.changes if c.box or c.what
    )
    if logged:
        tables.append(Table("Changes", ("Box", "What is new", "Evidence", "Colleague"), logged))
    return tables


def canvas_html(one: OutcomeMap, title: str, about: str) -> str:
    """The map as HTML tables with captions and scoped headers, every word of it in them."""
    cited = box_evidence(one)
    rows = "".join(
        f'<tr><th scope="row">{box}. {TITLES[box]}</th>'
        f"<td>{'<br>'.join(_html(w) for _, w in told(one, box)) or 'not written yet'}</td>"
        f"<td>{_html(', '.join(cited[box]))}</td></tr>"
        for box in QUESTIONS
    )
    head = '<th scope="col">Box</th><th scope="col">Answer</th><th scope="col">Evidence</th>'
    parts = [
        f"<table><caption>{_html(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>",
        f"<p>{_html(_cycle(one, about))}</p>",
    ]
    for table in canvas_tables(one)[1:]:
        heads = "".join(f'<th scope="col">{_html(h)}</th>' for h in table.header)
        body = "".join(
            f'<tr><th scope="row">{_html(row[0])}</th>'
            + "".join(f"<td>{_html(v)}</td>" for v in row[1:]) + "</tr>"
            for row in table.rows
        )  # fmt: skip
        parts.append(
            f"<table><caption>{table.name}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )
    return "".join(parts)


def canvas_text(one: OutcomeMap, title: str, about: str) -> str:
    """The map as plain lines, box after box."""
    cited = box_evidence(one)
    lines = [f"{_flat(title)}.", _cycle(one, about)]
    for box in QUESTIONS:
        lines += ["", f"{box}. {TITLES[box]}"]
        lines += [f"  {_flat(words)}" for _, words in told(one, box)] or ["  not written yet"]
        if cited[box]:
            lines.append(f"  Evidence: {_flat(', '.join(cited[box]))}")
    logged = [c for c in one.changes if c.box or c.what]
    if logged:
        lines += ["", "Changes"]
        for c in logged:
            rests = ", ".join(filter(None, (*c.evidence, c.colleague)))
            lines.append(f"  Box {c.box or '?'}: {_flat(c.what)}" + (f" ({_flat(rests)})" if rests else ""))  # fmt: skip
    return "\n".join(lines) + "\n"


def _cycle(one: OutcomeMap, about: str) -> str:
    told_ = f"Cycle {one.version} of at most {CYCLES}."
    return f"{told_} {_flat(about)}".strip()


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _flat(text: str) -> str:
    return clean(text).replace("\n", " ")


def _html(value: Value) -> str:
    return escape(clean("" if value is None else str(value))).replace("\n", "<br>")
