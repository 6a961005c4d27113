"""The notebooks that a grader opens: the learner's cells, their answers, the findings.

Written where nbgrader expects them, so that formgrader and its feedback work as they are. The
learner's own outputs are gone and their own Markdown cells are shown as the text they typed,
without links, pictures or formulas: what stands here is ours or is inert.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ..workbook import Answer
from .findings import findings_page
from .folder import ClassFolder
from .nbtext import around, notebook_bytes, outputs_text
from .outcome import ExerciseResult
from .preflight import NotebookDict, graded, source_of

__all__ = ["Sheet", "sheet"]

_EDIT = re.compile(r'cx\.edit\(\s*"(\d{1,2}\.\d{1,2}[a-z]?)"(\s*,\s*mine\s*=\s*True)?')
_TICKS = re.compile("`+")

Outputs = dict[int, list[dict[str, Any]]]


class Sheet:
    """A checked notebook made ready: what it is for a grader, but for the outputs.

    Locked cells have the source's text, as nbgrader does it: in the tasks stands the mark scheme.

    Args:
        notebook: as the preflight left it.
        name: its file name.
    """

    def __init__(self, notebook: NotebookDict, folder: ClassFolder, name: str) -> None:
        self._notebook = notebook
        self._marks: dict[int, str] = {}  # place of a cell -> its exercise's slug
        self._forms: dict[int, tuple[str, bool]] = {}
        self._around: list[tuple[str, str]] | None = None
        book, exercises = name.removesuffix(".ipynb"), folder.course.exercises
        ours = {cell.get("id"): source_of(cell) for cell in folder.release[name]["cells"]}
        marked = {id(cell) for cell in graded(notebook)}
        self.cells: list[dict[str, Any]] = []
        for place, cell in enumerate(notebook["cells"]):
            source = source_of(cell)
            if id(cell) in marked:
                held = cell["metadata"]["nbgrader"]
                grade_id = held["grade_id"]
                text, checksum = folder.locked[book, grade_id]
                held = {**held, "checksum": checksum}
                self.cells.append(
                    {**cell, "source": text, "metadata": {**cell["metadata"], "nbgrader": held}})
                if cell["cell_type"] == "code":
                    self._marks[place] = grade_id.removeprefix("mark-")
            elif cell["cell_type"] == "code":
                self.cells.append(cell)
                if match := _EDIT.search(source):
                    known = exercises.get(match[1])
                    self._forms[place] = match[1], bool(match[2] or (known and known.mine))
            elif ours.get(cell.get("id")) == source:
                self.cells.append(cell)
            else:
                self.cells.append({**cell, "source": _as_text(source), "cell_type": "markdown"})

    def outputs(
        self, results: Iterable[ExerciseResult], answers: Mapping[tuple[str, bool], Answer],
        case: Any,
    ) -> Outputs:
        """Place of a cell -> what stands under it: answers at the forms, findings at the marks."""
        by_slug = {e.exercise.slug: e for e in results}
        found = {place: _mark_outputs(by_slug[slug])
                 for place, slug in self._marks.items() if slug in by_slug}
        return found | {place: [_display(_shown(answers[key], case))]
                        for place, key in self._forms.items() if key in answers}

    def notebook(self, outputs: Outputs) -> NotebookDict:
        """The notebook with its outputs."""
        cells = [{**cell, "outputs": outputs[place]} if place in outputs else {**cell}
                 for place, cell in enumerate(self.cells)]
        return {**self._notebook, "cells": cells}

    def raw(self, outputs: Outputs) -> bytes:
        """The same as a file."""
        if self._around is None:
            self._around = [around(cell) for cell in self.cells]
        return notebook_bytes(self._notebook, [
            f'{head}{outputs_text(outputs.get(place, ()))}{tail}' if tail else head
            for place, (head, tail) in enumerate(self._around)
        ])


def sheet(folder: ClassFolder, name: str, notebook: NotebookDict) -> Sheet:
    """The sheet of a notebook; that of one that came back as it was given out is made once."""
    if notebook is not folder.mends[name].given:
        return Sheet(notebook, folder, name)
    if name not in folder.sheets:
        folder.sheets[name] = Sheet(notebook, folder, name)
    return folder.sheets[name]


def _as_text(source: str) -> str:
    """Markdown that shows a text as it was typed: a fence longer than any that it holds."""
    longest = max(map(len, _TICKS.findall(source)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{source}\n{fence}"


def _mark_outputs(found: ExerciseResult) -> list[dict[str, Any]]:
    page = findings_page(found)
    told = _display({"text/html": page.html, "text/plain": page.text})
    if found.points is None:
        return [told]
    # nbgrader reads a score from the result's text, so this one holds the number alone.
    return [told, {
        "output_type": "execute_result", "execution_count": None, "metadata": {},
        "data": {"text/plain": repr(found.points)},
    }]


def _shown(answer: Answer, case: Any) -> dict[str, Any]:
    from ..forms.layouts import layout
    from ..forms.twin import page

    try:
        # For the eye alone: the answer itself lies in answers/ beside the notebook.
        return {"text/html": page(answer, layout(answer.exercise, answer.data, case, mine=answer.mine))}
    except Exception:  # an answer of any shape must still be shown to the person who decides
        text = json.dumps(answer.data, ensure_ascii=False, indent=1)[:20_000]
        return {"text/html": f"<pre>{escape(text)}</pre>", "text/plain": text}


def _display(data: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": data}
