"""The claim as a table of steps with minutes from the log, and how often each hand-off happened.

Method rows 26 and 33-38.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from cxkit.cases.brightwater.process import PERFORMERS, Process
from cxkit.cases.brightwater.simulation import Run

__all__ = ["make_steps", "passed"]


def make_steps(process: Process, run: Run) -> list[dict[str, Any]]:
    """The as-is step table. Minutes are medians over the log, rounded down."""
    touch: dict[str, list[int]] = {}
    wait: dict[str, list[int]] = {}
    for story in run:
        for event in story.events:
            touch.setdefault(event.step.key, []).append(event.minutes)
        line = story.line
        for one, other in zip(line, line[1:], strict=False):
            wait.setdefault(other.step.key, []).append(max(0, other.start - one.end))
    made = []
    for step in process.steps:
        performer = PERFORMERS.get(step.performer)
        made.append(
            {
                "id": step.id,
                "step": step.name,
                "lane": performer.lane if performer else "customer",
                "performer": step.performer,
                "counterpart": step.counterpart,
                "channel": step.channel,
                "goal": step.goal,
                "next": [process.by_key[key].id for key in step.next],
                "rule": step.rule,
                "touch_minutes": _median(touch.get(step.key, [0])),
                "wait_minutes": _median(wait.get(step.key, [0])),
                "times": len(touch.get(step.key, [])),
            }
        )
    return made


def passed(process: Process, run: Run) -> dict[str, int]:
    """Break point to the times it was passed in the log, chase calls left out of the line.

    The break points of a chase call are each passed once a call.
    """
    found = Counter(dict.fromkeys(process.breaks, 0))
    for story in run:
        line = story.line
        for one, other in zip(line, line[1:], strict=False):
            point = f"{one.step.id}-{other.step.id}"
            if point in process.breaks:
                found[point] += 1
        for point, (one_step, other_step) in process.breaks.items():
            if "chase" in (one_step.key, other_step.key):
                found[point] += story.times("chase")
    return dict(found)


def _median(values: list[int]) -> int:
    return sorted(values)[(len(values) - 1) // 2]
