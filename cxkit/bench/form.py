"""A form in a real browser: how soon it is drawn, how soon a key is acknowledged."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Any

__all__ = ["bench_form", "show"]

ROWS, COLUMNS, KEYS = 30, 8, 40
_DRAW_BOUND, _KEY_BOUND = 600, 50  # ms


def show() -> None:
    """Open a form of 30 rows x 8 columns in the current folder (run by the bench's notebook)."""
    from ..forms.editor import Editor
    from ..forms.spec import Column, Section
    from ..workbook import Workbook

    columns = tuple(Column(f"c{n}", f"Column {n + 1}", "text") for n in range(COLUMNS))
    section = Section("rows", "Thirty rows", columns=columns, min_rows=ROWS, max_rows=ROWS)
    Editor(
        Workbook(Path.cwd()),
        "9.9",
        layout=lambda data: [section],
        questions=lambda data: [],
        title="A large table",
    ).display()


def bench_form(runs: int = 3) -> dict[str, Any]:
    """Draw the form and type into it, in JupyterLab under Chromium, in fresh kernels.

    Returns:
        draw_ms (median of `runs`, from the start of drawing to the second frame after),
        key_ms (median from keydown to the painted acknowledgement), key_p95_ms, the bounds,
        rows, columns.

    Raises:
        RuntimeError: there is no Chromium on this machine.
    """
    import nbformat

    from .lab import Lab

    drawn: list[float] = []
    keys: list[float] = []
    with tempfile.TemporaryDirectory(prefix="cxkit-bench-") as place:
        room = Path(place, "room")
        room.mkdir()
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        code = nbformat.v4.new_code_cell("from cxkit.bench.form import show\nshow()")
        for run in range(runs):
            nbformat.write(
                nbformat.v4.new_notebook(cells=[code], metadata={"kernelspec": kernel}),
                room / f"{run}.ipynb",
            )
        with Lab(room, Path(place, "home")) as lab:
            for run in range(runs):
                page = lab.open(f"{run}.ipynb")
                lab.run_all(page)
                page.wait_for_function("performance.getEntriesByName('cx-draw').length > 0")
                page.locator(".cx-form textarea, .cx-form input[type=text]").nth(20).focus()
                for _ in range(KEYS):
                    page.keyboard.press("e", delay=20)
                page.wait_for_timeout(500)
                drawn += _durations(page, "cx-draw")[:1]
                keys += _durations(page, "cx-key")
    return {
        "draw_ms": round(statistics.median(drawn)),
        "draw_bound_ms": _DRAW_BOUND,
        "key_ms": round(statistics.median(keys), 1),
        "key_p95_ms": round(sorted(keys)[int(0.95 * len(keys))], 1),
        "key_bound_ms": _KEY_BOUND,
        "keys": len(keys),
        "rows": ROWS,
        "columns": COLUMNS,
    }


def _durations(page: Any, name: str) -> list[float]:
    return page.evaluate(f"performance.getEntriesByName('{name}').map(e => e.duration)")
