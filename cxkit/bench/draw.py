"""The categorisation grid, the outcome canvas and a large activity map as pictures."""

from __future__ import annotations

import json
import time
from typing import Any

from ..course import Course
from ..techniques.activity import LANES, ActivityMap
from ..techniques.needs import Grid
from ..techniques.outcomes import OutcomeMap

__all__ = ["bench_draw"]


def bench_draw() -> dict[str, Any]:
    """Draw the model grid (4 categories, 12 needs) in a process that has drawn nothing yet, then
    again, then write it as PDF; then the model outcome map, and an activity map of 60 steps.

    Returns:
        first_s (imports included), again_s, pdf_s, canvas_s and map_s (drawn and written as PDF),
        sketch_s (the map beside its form).
    """
    model = Course.find().root / "source" / "models" / "2.3.json"
    grid = Grid.read(json.loads(model.read_text(encoding="utf-8")))

    def timed(work: Any) -> float:
        began = time.perf_counter()
        work()
        return round(time.perf_counter() - began, 3)

    def png() -> None:
        from ..drawing import draw_grid

        draw_grid(grid).png()

    def pdf() -> None:
        from ..drawing import draw_grid

        draw_grid(grid).pdf()

    found = {"first_s": timed(png), "again_s": timed(png), "pdf_s": timed(pdf)}
    from ..drawing import draw_canvas, draw_map, sketch_map

    canvas, steps = _canvas(), _steps(60)
    found["canvas_s"] = timed(lambda: draw_canvas(canvas).pdf())
    found["map_s"] = timed(lambda: draw_map(steps).pdf())
    found["sketch_s"] = timed(lambda: sketch_map(steps))
    return found


def _canvas() -> OutcomeMap:
    model = Course.find().root / "source" / "models" / "3.4.json"
    data = json.loads(model.read_text(encoding="utf-8"))
    return OutcomeMap.read(data.get("data", data))


def _steps(count: int) -> ActivityMap:
    """So many steps, a branch at every fifth and a loop at every eleventh."""
    rows = [
        {"code": f"S{n}", "lane": LANES[n * 7 // 6 % 6], "performer": f"role {n % 5}",
         "step": f"Check paper number {n}", "touch_minutes": n, "rule": f"R{n}" if n % 4 == 0 else "",
         "counterpart": "customer" if n % 6 == 1 else "",
         "next": [f"S{n + 1}", *([f"S{n + 4}"] if n % 5 == 0 else []),
                  *([f"S{n - 3}"] if n % 11 == 10 else [])]}
        for n in range(count)
    ]  # fmt: skip
    return ActivityMap.read({"steps": rows})
