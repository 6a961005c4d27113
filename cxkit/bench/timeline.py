"""A timeline in a real browser: 300 marks in half an hour, from a key to the painted mark."""

from __future__ import annotations

import base64
import statistics
import tempfile
from pathlib import Path
from typing import Any

from .form import _durations

__all__ = ["bench_timeline", "show"]

MARKS, SECONDS, KEYS, RATE = 300, 1800, 40, 20
PAUSE = 150  # ms between two marks: sooner than anyone hears two things happen
_KEY_BOUND = 50  # ms


def show() -> None:
    """Open a timeline of 300 marks in the current folder (run by the bench's notebook)."""
    from ..forms.editor import Editor
    from ..forms.spec import Section
    from ..forms.timeline.recording import Line, Recording
    from ..workbook import Workbook

    every = SECONDS * 1000 // MARKS
    lines = tuple(
        Line(n * every, (n + 1) * every - 500, "Ann", f"Sentence {n} of a long recording.")
        for n in range(MARKS)
    )
    peaks = base64.b64encode(bytes(n * 37 % 120 for n in range(SECONDS * RATE))).decode()
    recording = Recording("long", "Half an hour", SECONDS * 1000, lines, peaks=peaks, rate=RATE)
    book = Workbook(Path.cwd())
    marks = [
        {"id": f"m{n}", "kind": ("MOT", "BP", "BR")[n % 3], "start": n * every, "end": n * every + 900,
         "note": ""}
        for n in range(MARKS)
    ]  # fmt: skip
    book.write("9.8", {"long": marks}, book.read("9.8").rev)
    Editor(
        book,
        "9.8",
        layout=lambda data: [Section("long", "Half an hour", kind="timeline", recording=recording)],
        questions=lambda data: [],
        title="A long recording",
    ).display()


def bench_timeline(runs: int = 2) -> dict[str, Any]:
    """Mark while it plays, in JupyterLab under Chromium, in fresh kernels.

    Returns:
        draw_ms (median of `runs`, from the start of drawing to the second frame after), key_ms
        (median from keydown to the painted mark, in picture and table), key_p95_ms, the bound,
        keys, marks, minutes.

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
        code = nbformat.v4.new_code_cell("from cxkit.bench.timeline import show\nshow()")
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
                page.locator(".cx-tl-stage").focus()
                for key in ("+", "+", "+", "Space"):
                    page.keyboard.press(key)
                for number in range(KEYS):
                    page.keyboard.press("mbr"[number % 3], delay=20)
                    page.keyboard.press("ArrowRight")
                    page.wait_for_timeout(PAUSE)
                page.wait_for_timeout(500)
                drawn += _durations(page, "cx-draw")[:1]
                keys += _durations(page, "cx-key")
    return {
        "draw_ms": round(statistics.median(drawn)),
        "key_ms": round(statistics.median(keys), 1),
        "key_p95_ms": round(sorted(keys)[int(0.95 * len(keys))], 1),
        "key_bound_ms": _KEY_BOUND,
        "keys": len(keys),
        "marks": MARKS,
        "minutes": SECONDS // 60,
    }
