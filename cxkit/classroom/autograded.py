"""The notebooks that a grader opens: the learner's cells, their answers, the findings.

Written where nbgrader expects them, so that formgrader and its feedback work as they are. The
learner's own outputs are gone and the raw HTML in their own Markdown cells is shown as text:
what stands here is ours or is inert.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from ..workbook import Answer, DamagedAnswer, parse, sealed
from .findings import findings_page
from .folder import ClassFolder, put_folder
from .handin import stamp
from .outcome import ExerciseResult, LearnerResult
from .preflight import NotebookDict, graded, source_of

__all__ = ["TIMESTAMP", "filled", "write_learner"]

TIMESTAMP = "timestamp.txt"
_EDIT = re.compile(r'cx\.edit\(\s*"(\d{1,2}\.\d{1,2})"(\s*,\s*mine\s*=\s*True)?')


def write_learner(
    folder: ClassFolder, result: LearnerResult, answers: Mapping[tuple[str, bool], Answer],
    files: Mapping[str, bytes], *, refill: bool = False,
) -> None:
    """Write submitted/ and autograded/ of a learner that was marked.

    Args:
        answers: every answer that could be read, the learner's own organisation included.
        files: answer files as they came; kept where one could not be read.
        refill: what lies in submitted/ came from handins/ too, and may be written over.
    """
    assert result.handin is not None
    who = result.learner.id
    kept = {f"answers/{name}": raw for name, raw in files.items()}
    for (exercise, mine), answer in answers.items():
        name = f"answers/{'mine/' if mine else ''}{exercise}.json"
        kept[name] = files.get(name.removeprefix("answers/"), b"")
        if not _reads(kept[name], answer):
            kept[name] = sealed(answer)
    kept[TIMESTAMP] = stamp(result.handin.when).encode()
    scratch = folder.root / ".cxkit" / "filling"
    if not result.handin.collected:
        if not refill:
            _keep_earlier(folder, who)
        sent = {checked.name: _notebook(checked.notebook) for checked in result.checked}
        put_folder(folder.step("submitted", who), sent | kept, scratch)
    shown = {
        checked.name: _notebook(filled(checked.notebook, folder, checked.name, result, answers))
        for checked in result.checked
    }
    put_folder(folder.step("autograded", who), shown | kept, scratch)


def filled(
    notebook: NotebookDict, folder: ClassFolder, name: str, result: LearnerResult,
    answers: Mapping[tuple[str, bool], Answer],
) -> NotebookDict:
    """A copy of a checked notebook with answers at the forms and findings at the marks.

    Locked cells get the source's text, as nbgrader does it: in the tasks stands the mark scheme.
    """
    release, book = folder.release[name], name.removesuffix(".ipynb")
    notebook = copy.deepcopy(notebook)
    by_grade_id = {f"mark-{e.exercise.slug}": e for e in result.exercises}
    ours = {cell.get("id"): source_of(cell) for cell in release["cells"]}
    marked = {id(cell): cell["metadata"]["nbgrader"]["grade_id"] for cell in graded(notebook)}
    for cell in graded(notebook):
        held = cell["metadata"]["nbgrader"]
        cell["source"], held["checksum"] = folder.locked[book, held["grade_id"]]
    for cell in notebook["cells"]:
        source = source_of(cell)
        if id(cell) in marked and cell["cell_type"] != "code":
            continue
        if cell["cell_type"] != "code":
            if ours.get(cell.get("id")) != source:
                cell["source"] = source.replace("<", "&lt;")
                cell["cell_type"] = "markdown"
            continue
        found = by_grade_id.get(marked.get(id(cell), ""))
        if found:
            cell["outputs"] = _mark_outputs(found)
        elif match := _EDIT.search(source):
            key = (match[1], bool(match[2]) or _only_mine(result, match[1]))
            if key in answers:
                cell["outputs"] = [_display(_shown(answers[key], folder.case))]
    return notebook


def _only_mine(result: LearnerResult, exercise: str) -> bool:
    return any(e.exercise.mine for e in result.exercises if e.exercise.id == exercise)


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
    from ..forms.twin import twin

    try:
        return twin(answer, layout(answer.exercise, answer.data, case, mine=answer.mine))
    except Exception:  # an answer of any shape must still be shown to the person who decides
        text = json.dumps(answer.data, ensure_ascii=False, indent=1)[:20_000]
        return {"text/html": f"<pre>{escape(text)}</pre>", "text/plain": text}


def _display(data: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": data}


def _notebook(notebook: NotebookDict) -> bytes:
    """The bytes that nbformat would write: keys in order, texts as lists of lines."""
    cells = [{**cell, "source": source_of(cell).splitlines(True)} for cell in notebook["cells"]]
    for cell in cells:
        if "outputs" in cell:
            cell["outputs"] = [{**one, "data": {
                kind: value.splitlines(True) if isinstance(value, str) else value
                for kind, value in one["data"].items()
            }} for one in cell["outputs"]]
    text = json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _reads(raw: bytes, answer: Answer) -> bool:
    """Whether these bytes are the answer: then they are kept to the byte."""
    try:
        return parse(raw, answer.exercise, mine=answer.mine) == answer
    except DamagedAnswer:
        return False


def _keep_earlier(folder: ClassFolder, who: str) -> None:
    """A submission that nbgrader collected is moved aside, not written over."""
    place = folder.step("submitted", who)
    if not place.is_dir():
        return
    count = 1
    while (target := folder.root / "earlier" / who / str(count)).exists():
        count += 1
    target.parent.mkdir(parents=True, exist_ok=True)
    place.rename(target)
