"""The categorisation grid as a picture."""

from __future__ import annotations

import json
import time
from typing import Any

from ..course import Course
from ..techniques.needs import Grid

__all__ = ["bench_draw"]


def bench_draw() -> dict[str, Any]:
    """Draw the model grid (4 categories, 12 needs) in a process that has drawn nothing yet, then
    again, then write it as PDF.

    Returns:
        first_s (imports included), again_s, pdf_s.
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

    return {"first_s": timed(png), "again_s": timed(png), "pdf_s": timed(pdf)}
