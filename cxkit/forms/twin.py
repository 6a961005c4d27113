"""The static twin: an answer as a plain table in the notebook's own output.

A widget leaves nothing behind in a notebook file. The twin can be read without running
anything, is shown in feedback, and carries the answer itself as a back-up for when only the
.ipynb is handed in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any

from ..workbook import SCHEMA, Answer, DamagedAnswer, headless, parse
from .spec import Column, Section, at, options_of
from .timeline.marks import mark_cells

__all__ = ["MIME", "answers_in", "cells", "page", "twin"]

MIME = "application/vnd.cxkit.answer+json"
_LEFT = 'style="text-align:left"'  # JupyterLab sets tables to the right, as if all were numbers
# A notebook that is opened again has the twin, and above it a widget's red words about a model.
_REOPENED = (
    "<style>.jp-OutputArea:has(.cx-twin) .jupyter-widgets:not(:has(*)){display:none}</style>"
    "<p>To go on writing, run the line above.</p>"
)
_NAME = re.compile(r"\d{1,2}\.\d{1,2}[a-z]?")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def twin(answer: Answer, sections: Iterable[Section]) -> dict[str, Any]:
    """A mime bundle: text/html, text/plain and the envelope under `MIME`.

    In a headless run it holds neither time nor revision: a worked notebook must be the same
    bytes on every machine.
    """
    quiet = headless()
    shown = list(sections)
    envelope = {
        "schema": SCHEMA, "exercise": answer.exercise, "mine": answer.mine,
        "rev": 0 if quiet else answer.rev, "saved": "" if quiet else answer.saved,
        "data": answer.data,
    }
    return {
        "text/html": _html(answer, shown, quiet),
        "text/plain": _text(answer, shown),
        MIME: envelope,
    }


def page(answer: Answer, sections: Iterable[Section]) -> str:
    """The twin for the eye alone: HTML."""
    return _html(answer, list(sections), headless())


def answers_in(notebook: Mapping[str, Any]) -> list[Answer]:
    """The answers that lie in a notebook's outputs, which anyone may have edited.

    One a exercise and place (the case, or `mine`): the highest revision, the later cell where
    two are equal. A twin that cannot be read gives an `Answer` whose `problem` says why.
    """
    best: dict[tuple[str, bool], Answer] = {}
    bad: list[Answer] = []
    for number, raw in _envelopes(notebook):
        found = _read(raw, number)
        key = (found.exercise, found.mine)
        if found.problem:
            bad.append(found)
        elif key not in best or found.rev >= best[key].rev:
            best[key] = found
    return [*best.values(), *bad]


def _envelopes(notebook: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
    cells = notebook.get("cells") if isinstance(notebook, Mapping) else None
    for number, cell in enumerate(cells if isinstance(cells, list) else [], start=1):
        outputs = cell.get("outputs") if isinstance(cell, Mapping) else None
        for output in outputs if isinstance(outputs, list) else []:
            data = output.get("data") if isinstance(output, Mapping) else None
            if isinstance(data, Mapping) and MIME in data:
                yield number, data[MIME]


def _read(raw: Any, number: int) -> Answer:
    if isinstance(raw, list):
        raw = "".join(part for part in raw if isinstance(part, str))
    try:
        if isinstance(raw, str):
            raw = json.loads(raw)
        content = json.dumps(raw).encode()
    except (ValueError, RecursionError):
        return Answer("", problem=f"The answer in cell {number} is not complete JSON.")
    if not isinstance(raw, Mapping):
        return Answer("", problem=f"The answer in cell {number} is not an object.")
    exercise, mine = raw.get("exercise"), raw.get("mine") is True
    if not isinstance(exercise, str) or not _NAME.fullmatch(exercise):
        return Answer(
            "", problem=f"The answer in cell {number}: expected an exercise such as 2.3, "
            f"found {exercise!r:.40}."
        )
    try:
        return replace(parse(content, exercise, mine=mine), exercise=exercise, mine=mine)
    except DamagedAnswer as error:
        return Answer(exercise, mine, problem=f"The answer in cell {number}: {error}")


# ---- for the eye ----------------------------------------------------------------------------


def _html(answer: Answer, sections: list[Section], quiet: bool) -> str:
    name = f"cx-twin-{answer.exercise.replace('.', '-')}{'-mine' if answer.mine else ''}"
    head = f"Exercise {answer.exercise}{', your own organisation' if answer.mine else ''}"
    if not quiet and answer.rev:
        head += f". Saved {_when(answer.saved)}, revision {answer.rev}"
    parts = [
        f'<div class="cx-twin {escape(name)} mathjax_ignore tex2jax_ignore">',
        f"<p><strong>{escape(head)}</strong></p>",
    ]
    if not quiet:
        parts.append(_REOPENED)
    for section in sections:
        heads, rows = cells(answer, section)
        if not rows:
            parts.append(f"<p>{escape(section.title)}: nothing written yet.</p>")
            continue
        parts.append(f"<table><caption {_LEFT}>{escape(section.title)}</caption><thead><tr>")
        parts += [f'<th scope="col" {_LEFT}>{escape(title)}</th>' for title in heads]
        parts.append("</tr></thead><tbody>")
        for first, *rest in rows:
            told = "".join([f"<td {_LEFT}>{_lines(cell)}</td>" for cell in rest])
            parts.append(f'<tr><th scope="row" {_LEFT}>{_lines(first)}</th>{told}</tr>')
        parts.append("</tbody></table>")
    return "\n".join([*parts, "</div>"])


def _text(answer: Answer, sections: list[Section]) -> str:
    lines = [f"Exercise {answer.exercise}{' (mine)' if answer.mine else ''}"]
    for section in sections:
        heads, rows = cells(answer, section)
        lines += ["", section.title] + ([] if rows else ["  nothing written yet"])
        for row in rows:
            filled = [f"{h}: {' / '.join(c.splitlines())}" for h, c in zip(heads, row, strict=True) if c]
            lines.append("  " + "; ".join(filled))
    return "\n".join(lines)


def cells(answer: Answer, section: Section) -> tuple[list[str], list[list[str]]]:
    """Column titles and cells as text; no rows where nothing was written."""
    raw = answer.data.get(section.key)
    rows = [row for row in raw if isinstance(row, dict)] if isinstance(raw, list) else []
    if section.kind == "choices":
        return _sorted(section, rows)
    if section.kind == "timeline":
        return mark_cells(section, rows)
    if section.kind == "order":
        return _in_order(section, rows)
    named = not any(c.kind == "label" for c in section.columns[:1])
    heads = (["No."] if named else []) + [c.title for c in section.columns]
    if section.fixed:
        saved = {row.get("id"): row for row in rows}
        if not any(given["id"] in saved for given in section.fixed):
            return heads, []
        rows = [{**saved.get(given["id"], {}), **given} for given in section.fixed]
    columns = [_told(column, rows) for column in section.columns]
    if named:
        columns.insert(0, [str(number) for number, _ in enumerate(rows, start=1)])
    return heads, [list(row) for row in zip(*columns, strict=True)]


def _sorted(section: Section, rows: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    saved = {row.get("id"): row for row in rows}
    heads = ["Item", "Text", "Label"] + ([section.why] if section.why else [])
    table, labels = [], options_of(section.options)
    for item in section.items:
        row = saved.get(item.id)
        if row:
            choice = _plain(row.get("choice"))
            label = (options_of(item.options) if item.options else labels).get(choice, choice)
            cells = [item.title or item.id, item.text, label]
            table.append(cells + ([_plain(row.get("why"))] if section.why else []))
    return heads, table


def _in_order(section: Section, rows: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    texts = {item.id: item for item in section.items}
    found = [texts[row["id"]] for row in rows if row.get("id") in texts]
    return ["No.", "Card"], [[str(n), item.text] for n, item in enumerate(found, start=1)]


def _told(column: Column, rows: list[dict[str, Any]]) -> list[str]:
    """A column's cells as text."""
    values = [at(row, column.key) for row in rows]
    if column.kind == "strength":
        return [_strength(value) for value in values]
    if column.kind == "ids":
        return [_joined(value) for value in values]
    texts = [_plain(value) for value in values]
    if column.kind == "choice":
        labels = options_of(column.options)
        return [labels.get(text, text) for text in texts]
    if column.kind == "number":
        return [f"{text} {column.unit}".strip() if text else text for text in texts]
    return texts


def _strength(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _plain(value)
    level, cited = _plain(value.get("strength")), _joined(value.get("evidence"))
    return f"{level} ({cited})".strip() if cited else level


def _joined(value: Any) -> str:
    return ", ".join(_plain(v) for v in value) if isinstance(value, list) else _plain(value)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


@lru_cache(maxsize=8192)
def _lines(text: str) -> str:
    """A cell; most hold what the case gives, the same for every learner."""
    return escape(text).replace("\n", "<br>")


def _when(saved: str) -> str:
    """With the day: a twin is read long after. Months in English, whatever the machine speaks."""
    try:
        when = datetime.fromisoformat(saved).astimezone()
        return f"{when.day} {_MONTHS[when.month - 1]} {when.year}, {when:%H:%M}"
    except ValueError:
        return "at an unknown time"
