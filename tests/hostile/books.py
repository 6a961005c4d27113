"""Notebooks that were tampered with: forged scores and cells, and cells that would do harm."""

from __future__ import annotations

import copy
import json
from typing import Any

from .answers import HTML
from .sent import CODE, Kind, Sent

FIXED = "marked, repaired"
TWIN = "application/vnd.cxkit.answer+json"
MARKDOWN = (
    "# Hello <script>window.ran=1</script>", "<img src=x onerror=window.ran=1>", "[here](javascript:window.ran=1)",
    "![x](http://evil.example/pixel.png)", "$$\\href{javascript:window.ran=1}{x}$$ \\(\\style{color:red}{x}\\)",
    "```\n````\n<script>window.ran=1</script>", "<div\nonmouseover=window.ran=1>x</div>", "<https://evil.example>",
    "    <script>window.ran=1</script>\n\n~~~\n<svg onload=window.ran=1>", "![x](attachment:x.svg)",
    "[x]: javascript:window.ran=1\n\n[x]", "&lt;script&gt;window.ran=1&lt;/script&gt;", *HTML,
)


def cells(change):
    """change(cells, marks): marks are the cells that nbgrader knows."""
    def build(s: Sent) -> None:
        book = s.book()
        change(book["cells"], [c for c in book["cells"] if "nbgrader" in c["metadata"]])
        s.send_book(book)

    return build


def setting(**fields: Any):
    return cells(lambda _, marks: [c["metadata"]["nbgrader"].update(fields) for c in marks])


def code_cell(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}


def forged_outputs(all_cells: list, marks: list) -> None:
    for cell in all_cells:
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                {"output_type": "execute_result", "execution_count": 1, "metadata": {},
                 "data": {"text/plain": "1000.0", "text/html": HTML[0],
                          "application/javascript": "window.ran=1", "image/svg+xml": HTML[2]}},
                {"output_type": "stream", "name": "stderr", "text": "x" * 100},
            ]


def forged_twins(data: Any, rev: int):
    def change(all_cells: list, marks: list) -> None:
        code = next(c for c in all_cells if c["cell_type"] == "code")
        held = {"schema": 1, "exercise": "2.1", "mine": False, "rev": rev, "saved": "", "data": data}
        code["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {TWIN: held}}]

    return change


def twin_alone(data: Any):
    """The answer is only in the notebook, and it is no answer."""
    def build(s: Sent) -> None:
        del s.files["answers/2.1.json"]
        cells(forged_twins(data, 3))(s)

    return build


def edit_tests(all_cells: list, marks: list) -> None:
    for cell in marks:
        cell["source"] = f"{CODE}\n1000.0"


def strip(all_cells: list, marks: list) -> None:
    for cell in all_cells:
        cell["metadata"] = {}


def claims(all_cells: list, marks: list) -> None:
    for n in range(1_500):
        held = {"grade": True, "grade_id": f"bonus-{n}", "points": 99, "locked": False, "solution": False,
                "schema_version": 3, "task": False}  # fmt: skip
        all_cells.append(code_cell("99", nbgrader=held))


def odd_ids(all_cells: list, marks: list) -> None:
    for n, cell in enumerate(marks):
        cell["metadata"]["nbgrader"]["grade_id"] = [["x"], {"a": 1}, None, 7, HTML[0], "../../x"][n % 6]
    for n, cell in enumerate(all_cells):
        cell["id"] = [HTML[1], "\ud800", 7, None, "a" * 9_000][n % 5]


def reorder(all_cells: list, marks: list) -> None:
    all_cells.reverse()


def double(all_cells: list, marks: list) -> None:
    all_cells += copy.deepcopy(all_cells)


def harm(all_cells: list, marks: list) -> None:
    for n, cell in enumerate(list(all_cells)):
        all_cells.insert(2 * n, code_cell(CODE, tags=["raises-exception"]))
        if cell["cell_type"] == "code" and cell not in marks:
            cell["source"] = f"%%bash\ntouch $CXKIT_HOSTILE_NEST/ran\n!touch x\n{CODE}"


def markdown(all_cells: list, marks: list) -> None:
    evil = {"x.svg": {"image/svg+xml": HTML[2]}}
    for text in MARKDOWN:
        all_cells.insert(0, {"cell_type": "markdown", "metadata": {}, "source": text, "attachments": evil})
        all_cells.insert(0, {"cell_type": "raw", "metadata": {"format": "text/html"}, "source": text})
    for cell in all_cells:
        if cell["cell_type"] == "markdown" and cell not in marks:
            cell["source"] = "".join(cell["source"]) + MARKDOWN[0]


def notebook_metadata(s: Sent) -> None:
    book = s.book()
    book["metadata"] = {
        "kernelspec": {"name": "evil", "display_name": HTML[0], "argv": ["sh", "-c", "touch ran"]},
        "language_info": {"name": "../../../x", "pygments_lexer": "../../x", "file_extension": "/../../x"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": {"model_module": "//evil"}}}},
        "title": HTML[0], "celltoolbar": HTML[0], "nbconvert": {"template": "/tmp/x"}, "papermill": {},
    }  # fmt: skip
    s.send_book(book)


def another(s: Sent) -> None:
    """Another notebook of the course under this one's name."""
    s.zip({s.notebook: s.files[next(n for n in s.files if n.startswith("00"))]})


def raw(content: bytes):
    return lambda s: s.zip({s.notebook: content})


def deep_metadata(s: Sent) -> None:
    text = json.dumps(s.book()).encode()
    s.zip({s.notebook: text.replace(b'"metadata": {}', b'"metadata": {"a": ' + b"[" * 400 + b"]" * 400 + b"}", 1)})


def crowd(s: Sent) -> None:
    book = s.book()
    book["cells"] += [code_cell("1")] * 3_000
    s.send_book(book)


KINDS = {
    "notebook: forged scores in the outputs": Kind(cells(forged_outputs)),
    "notebook: a forged copy of an answer, of a later revision": Kind(
        cells(forged_twins({"labels": [{"id": "S01", "choice": "need"}]}, 10**12))),
    "notebook: a copy of an answer that is none": Kind(
        twin_alone({"labels": "all"}), FIXED, "what its form never writes", waits=("2.1",)),
    "notebook: a copy of an answer with scripts": Kind(
        twin_alone({"labels": [{"id": "S01", "choice": HTML[0]}], HTML[0]: [{HTML[1]: HTML[2]}]}), FIXED,
        other=True),
    "notebook: 1,000 points a cell": Kind(setting(points=1000, max_points=1000), FIXED,
                                          "other settings (points"),
    "notebook: flags flipped": Kind(setting(grade=False, solution=True, locked=False, task=False), FIXED,
                                    "other settings"),
    "notebook: forged check sums": Kind(setting(checksum="0" * 32), FIXED, "other settings (checksum)"),
    "notebook: edited tests": Kind(cells(edit_tests), FIXED, "had been changed"),
    "notebook: no metadata": Kind(cells(strip), FIXED, "had lost its metadata"),
    "notebook: 1,500 cells that claim marks": Kind(cells(claims), FIXED, "claimed to be marked as 'bonus-0'"),
    "notebook: ids that are no ids": Kind(cells(odd_ids), FIXED, "claimed to be marked"),
    "notebook: every cell twice": Kind(cells(double), FIXED, "stood twice"),
    "notebook: in another order": Kind(cells(reorder), FIXED, "in another order"),
    "notebook: cells that write files and open sockets": Kind(cells(harm)),
    "notebook: Markdown and raw cells with scripts": Kind(cells(markdown)),
    "notebook: a kernel of its own": Kind(notebook_metadata),
    "notebook: another in its place": Kind(another, FIXED, "had been deleted"),
    "notebook: nested without end": Kind(raw(b'{"cells": ' * 100_000), FIXED, "nests too deeply"),
    "notebook: metadata 400 deep": Kind(deep_metadata),
    "notebook: 30 MB": Kind(raw(b'{"cells": [' + b" " * 30_000_000), FIXED, "at most 20 MB"),
    "notebook: 3,000 cells": Kind(crowd, FIXED, "at most 2000"),
    "notebook: of format 3": Kind(raw(b'{"nbformat": 3, "worksheets": []}'), FIXED, "of format 4"),
    "notebook: a program": Kind(raw(CODE.encode()), FIXED, "not complete JSON"),
    "notebook: UTF-16": Kind(lambda s: raw(json.dumps(s.book()).encode("utf-16"))(s), FIXED, "not UTF-8"),
}
