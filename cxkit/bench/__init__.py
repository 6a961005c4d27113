"""Benchmarks: what the kit costs, measured on this machine and printed, never asserted.

`cxkit bench` runs them all, `cxkit bench NAME --json` one. Each is a function of no arguments
that gives plain figures; the bounds that the project set itself are printed beside them.
"""

from __future__ import annotations

import importlib
from typing import Any

__all__ = ["FULL", "NAMES", "line", "run"]

# name -> (module, function); imported when asked for
NAMES = {
    "grade": ("cxkit.classroom.bench", "bench_grade"),
    "class": ("cxkit.classroom.classbench", "bench_class"),
    "start": ("cxkit.bench.start", "bench_start"),
    "form": ("cxkit.bench.form", "bench_form"),
    "timeline": ("cxkit.bench.timeline", "bench_timeline"),
    "draw": ("cxkit.bench.draw", "bench_draw"),
    "mark": ("cxkit.bench.mark", "bench_mark"),
    "match": ("cxkit.bench.match", "bench_match"),
    "tables": ("cxkit.bench.tables", "bench_tables"),
    "dashboard": ("cxkit.bench.dashboard", "bench_dashboard"),
    "language": ("cxkit.bench.language", "bench_language"),
}

FULL = ("grade", "class")  # those of which a part is measured unless all is asked for


def run(name: str, full: bool = False) -> dict[str, Any]:
    """The figures of one benchmark.

    Args:
        full: measure all of it, where as a rule a part is.

    Raises:
        KeyError: there is no such benchmark.
    """
    module, function = NAMES[name]
    measure = getattr(importlib.import_module(module), function)
    return measure(full=True) if full and name in FULL else measure()


def line(name: str, figures: dict[str, Any]) -> str:
    """The figures on one line, for a person."""
    return f"{name}: " + ", ".join(f"{k} {v}" for k, v in figures.items())
