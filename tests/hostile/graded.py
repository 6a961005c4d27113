"""Grades a class as `cxkit grade` does and prints what became of everyone as JSON.

    python -m tests.hostile.graded CLASS WORKERS
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from cxkit.classroom import grade_class


def told(root: Path, workers: int) -> dict[str, Any]:
    results = grade_class(root, quiet=True, workers=workers)
    return {
        "learners": {one.learner.id: {
            "status": one.status, "why": one.why, "notes": one.notes,
            "points": {e.exercise.id: e.points for e in one.exercises},
            "waits": {e.exercise.id: e.waits for e in one.waiting},
            "started": [e.exercise.id for e in one.exercises if e.started],
        } for one in results},
        "strangers": {s.name: s.why for s in results.strangers},
        "summary": results.summary, "seconds": round(results.seconds, 2), "peak": peak(),
    }


def peak() -> int:
    """MB, of this process; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // (1_000_000 if sys.platform == "darwin" else 1_000)


if __name__ == "__main__":
    print(json.dumps(told(Path(sys.argv[1]), int(sys.argv[2]))))
