"""From a fresh kernel to the first form."""

from __future__ import annotations

import statistics
import time
from typing import Any

from ..course import Course

__all__ = ["bench_start"]

_CODE = 'import cxkit as cx\ncx.edit("2.3")'
_BOUND = 0.5  # s


def bench_start(runs: int = 5) -> dict[str, Any]:
    """Time `import cxkit` and `cx.edit("2.3")` in a kernel that has run nothing else.

    Returns:
        first_form_s (median of `runs` kernels), worst_s, bound_s, runs.
    """
    from jupyter_client.manager import KernelManager

    course = Course.find()
    times = []
    for _ in range(runs):
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel(cwd=str(course.notebooks))
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=60)
            client.execute_interactive("pass", timeout=60, output_hook=lambda message: None)
            began = time.perf_counter()
            client.execute_interactive(_CODE, timeout=60, output_hook=lambda message: None)
            times.append(time.perf_counter() - began)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    return {
        "first_form_s": round(statistics.median(times), 3),
        "worst_s": round(max(times), 3),
        "bound_s": _BOUND,
        "runs": runs,
    }
