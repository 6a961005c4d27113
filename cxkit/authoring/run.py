"""Running a worked notebook with the model answers, and keeping only what every machine agrees on.

The kernel is this Python's own, headless, in a folder that is thrown away; so nothing of the
course is written and no output can name a place on this machine.
"""

from __future__ import annotations

import copy
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

__all__ = ["UNFINISHED", "RunError", "inspect_outputs", "run"]

# The twin's own type holds the answer as data: nbval compares it, and it is the same everywhere.
_KEPT = ("text/plain", "text/html", "application/vnd.cxkit.answer+json")
UNFINISHED = "could not finish. Your saved answers are untouched."  # what a verb says, not raises
_ADDRESS = re.compile(r" at 0x[0-9a-f]{6,}")


class RunError(ValueError):
    """A worked notebook did not run clean; the message names the cell and what came."""


def run(notebook: NotebookNode, course: Path, answers: Mapping[str, bytes]) -> NotebookNode:
    """The notebook with its outputs, text only.

    Args:
        notebook: a worked notebook; it is changed and returned.
        course: the course folder.
        answers: path below `answers/`, such as "2.3.json" or "mine/0.1.json", to the file.

    Raises:
        RunError: a cell raised, wrote to stderr, ran over 60 s, or named a place on this machine.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    said = copy.deepcopy(notebook.metadata)  # the kernel adds this machine's Python to it
    with tempfile.TemporaryDirectory(prefix="cxkit-worked-") as place:
        folder = Path(place).resolve() / "solutions"
        for name, content in answers.items():
            path = folder / "answers" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        folder.mkdir(exist_ok=True)
        client = NotebookClient(
            notebook,
            timeout=60,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
            store_widget_state=False,
            record_timing=False,
            coalesce_streams=True,
        )
        try:
            # the kernel's own remarks about its wires are no fault of the lesson
            client.execute(env=_environment(course, Path(place)), stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            raise RunError(f"{_where(notebook)} raised {error.ename}: {error.evalue}") from None
        except (CellTimeoutError, DeadKernelError) as error:
            raise RunError(f"{_where(notebook)} did not end: {error}") from None
        for cell in notebook.cells:
            _clean(cell)
            inspect_outputs(cell, (place, str(Path(place).resolve()), str(course.resolve())))
    notebook.metadata = said
    return notebook


def _environment(course: Path, place: Path) -> dict[str, str]:
    """The caller's, but headless, and without the person's own IPython start-up files."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CXKIT_", "NBGRADER_"))}
    package = Path(__file__).resolve().parents[2]
    return kept | {
        "CXKIT_HEADLESS": "1",
        "CXKIT_COURSE": str(course.resolve()),
        "IPYTHONDIR": str(place / "ipython"),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(package), kept.get("PYTHONPATH", "")))),
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", ""))),
    }


def _clean(cell: NotebookNode) -> None:
    cell.metadata.pop("execution", None)
    if cell.cell_type != "code":
        return
    kept = []
    for output in cell.outputs:
        output.pop("transient", None)
        if "data" in output:
            output["metadata"] = {}
            output["data"] = {m: output["data"][m] for m in _KEPT if _plain(output["data"], m)}
            if not output["data"]:
                continue
        kept.append(output)
    cell.outputs = kept


def _plain(data: Mapping[str, Any], mime: str) -> bool:
    """Whether a representation is there and carries no picture."""
    return mime in data and "data:image" not in str(data[mime])


def inspect_outputs(cell: NotebookNode, places: tuple[str, ...]) -> None:
    """Refuse what a worked notebook must not show.

    Args:
        places: paths of this machine.

    Raises:
        RunError: an error, a word on stderr, a verb that gave up, a path or a memory address.
    """
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        text = output.get("text", "") + "".join(map(str, data.values()))
        if UNFINISHED in text:
            raise RunError(f"Cell {cell.id}: {data.get('text/plain', text).strip()[:400]}")
        if output.output_type == "error":
            raise RunError(f"Cell {cell.id} raised {output.ename}: {output.evalue}")
        if output.get("name") == "stderr":
            raise RunError(f"Cell {cell.id} wrote to stderr: {text.strip()[:200]}")
        address = _ADDRESS.search(text)
        facts = [p for p in places if p in text] + ([address[0].strip()] if address else [])
        if facts:
            raise RunError(
                f"Cell {cell.id} shows a fact of this machine ({facts[0]}). "
                "An output must be the same everywhere."
            )


def _where(notebook: NotebookNode) -> str:
    """The last cell that was begun."""
    begun = [c for c in notebook.cells if c.cell_type == "code" and c.get("execution_count")]
    failed = [c for c in begun if any(o.output_type == "error" for o in c.outputs)]
    cell = (failed or begun or [None])[-1]
    return f"Cell {cell.id}" if cell else "The first cell"
