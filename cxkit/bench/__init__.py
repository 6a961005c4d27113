"""Benchmarks: what the kit costs, measured on this machine and printed, never asserted.

`cxkit bench` runs them all, `cxkit bench NAME --json` one. Each is a function of no arguments
that gives plain figures; the bounds that the project set itself are printed beside them.
"""

from __future__ import annotations

import importlib
from typing import Any

__all__ = ["NAMES", "line", "run"]

# name -> (module, function); imported when asked for
NAMES = {
    "grade": ("cxkit.classroom.bench", "bench_grade"),
    "start": ("cxkit.bench.start", "bench_start"),
    "form": ("cxkit.bench.form", "bench_form"),
    "timeline": ("cxkit.bench.timeline", "bench_timeline"),
    "draw": ("cxkit.bench.draw", "bench_draw"),
    "mark": ("cxkit.bench.mark", "bench_mark"),
    "match": ("cxkit.bench.match", "bench_match"),
    "tables": ("cxkit.bench.tables", "bench_tables"),
    "language": ("cxkit.bench.language", "bench_language"),
}


def run(name: str) -> dict[str, Any]:
    """The figures of one benchmark.

    Raises:
        KeyError: there is no such benchmark.
    """
    module, function = NAMES[name]
    return getattr(importlib.import_module(module), function)()


def line(name: str, figures: dict[str, Any]) -> str:
    """The figures on one line, for a person."""
    return f"{name}: " + ", ".join(f"{k} {v}" for k, v in figures.items())
