"""The cells of a built notebook: folded verb lines, graded cells, tasks for a person.

The shapes are nbgrader's (metadata schema 3). A graded cell returns a number and nothing else;
a task cell is locked Markdown whose mark scheme stands in a region that nbgrader removes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import nbformat
from nbformat import NotebookNode

from ..course import Exercise
from .source import Call

__all__ = [
    "BEGIN",
    "END",
    "FIXED",
    "graded",
    "graded_source",
    "identity",
    "label",
    "note",
    "slug",
    "task",
    "text",
    "verb",
]

BEGIN = "=== BEGIN MARK SCHEME ==="
END = "=== END MARK SCHEME ==="
# A letter typed outside a form is a notebook command: "dd" would delete the lesson's cell.
FIXED = {"deletable": False, "editable": False}


def text(cell_id: str, source: str) -> NotebookNode:
    """A Markdown cell."""
    return nbformat.v4.new_markdown_cell(source, id=cell_id, metadata=dict(FIXED))


def verb(cell_id: str, line: str, call: Call) -> NotebookNode:
    """A folded code cell with one verb line.

    JupyterLab shows the first line of a folded cell, so that line says what Run will do. The
    import stands in every cell, so that a learner who opens the notebook in the middle, or
    restarts the kernel, never meets a NameError.
    """
    return _folded(cell_id, f"# {label(call)}\nimport cxkit as cx\n{line}")


def label(call: Call) -> str:
    """What running a verb's cell does, in words; the verb line itself for one that has none."""
    own = " for your own organisation" if call.mine else ""
    about = call.subject
    what = about if about[:1].isdigit() else f"the {about}"
    form = str(dict(call.options).get("to", "xlsx")).upper()
    words = {
        "start": f"Run this first: module {about}",
        "edit": f"Open the form of {about}{own}",
        "check": f"Check {about}{own}",
        "hint": f"A hint for {about}",
        "draw": f"Draw the {about}{own}",
        "export": f"Save {what} as {form}{own}",
        "ready": "See what is missing, and pack the hand-in",
    }
    return words.get(call.verb, call.verb)


def note(exercise: Exercise) -> NotebookNode:
    """What stands above a graded cell, whose own text nobody may change."""
    return text(
        f"points-{exercise.slug}",
        f"*Points for {exercise.id}, up to {exercise.points}. The cell below is for the marking "
        "program. You may run it; `check` tells you more.*",
    )


def graded(exercise: Exercise) -> NotebookNode:
    """The autograded cell of an exercise; it returns the points earned as a number."""
    cell = _folded(f"mark-{exercise.slug}", graded_source(exercise.id))
    cell.metadata["nbgrader"] = _nbgrader(cell.id, exercise.points, grade=True)
    return cell


def graded_source(exercise: str) -> str:
    """The one text that a graded cell may hold."""
    return f'from cxkit.desk import points\npoints("{exercise}")'


def task(rubric: Any) -> NotebookNode:
    """The cell on which a person marks.

    Args:
        rubric: id, title, question, points, levels (score, text, exemplar), comments (id, text).
    """
    cell = text(f"task-{rubric.id.replace('.', '-')}", _task(rubric))
    cell.metadata["nbgrader"] = _nbgrader(cell.id, rubric.points, grade=False)
    return cell


def identity(call: Call) -> str:
    """The id of a verb's cell: what it does, to what, on whose organisation."""
    parts = [call.verb, call.subject, "mine" if call.mine else ""]
    parts += [str(value) for name, value in call.options if name != "mine"]
    return slug(" ".join(p for p in parts if p))


def slug(words: str) -> str:
    """Lower-case ASCII words joined by hyphens, 48 characters at most."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:48].strip("-") or "cell"


def _folded(cell_id: str, source: str) -> NotebookNode:
    return nbformat.v4.new_code_cell(
        source, id=cell_id, metadata={**FIXED, "jupyter": {"source_hidden": True}}
    )


def _nbgrader(grade_id: str, points: float, *, grade: bool) -> dict[str, Any]:
    return {
        "grade": grade,
        "grade_id": grade_id,
        "locked": True,
        "points": points,
        "schema_version": 3,
        "solution": False,
        "task": not grade,
    }


def _task(rubric: Any) -> str:
    lines = [
        f"**For a person to mark: {rubric.title}** (0 to {rubric.points} points)",
        "",
        rubric.question,
        "",
        "Nothing is written in this cell. Your answer is what you filled in above.",
        "",
        BEGIN,
    ]
    look = getattr(rubric, "look", "")
    if look:
        lines += ["", f"Read: {look}"]
    for level in rubric.levels:
        lines += ["", f"**{level.score}** {level.text}", "", f"> {level.exemplar}"]
    if rubric.comments:
        lines += ["", "Comments to reuse:", ""]
        lines += [f"- `{name}` {comment}" for name, comment in rubric.comments]
    return "\n".join([*lines, "", END])
