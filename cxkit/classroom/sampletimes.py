"""When a generated answer was begun and first done: made up, so that a report has times to show.

Modules follow each other over two days, exercises within a module every twelve minutes, and each
learner has a pace. How long an exercise takes is drawn around what is planned for it; one in forty
is taken up again the next morning. Nothing here says how long a real exercise takes.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

__all__ = ["sample_times"]

_FIRST = datetime(2026, 2, 26, 9, tzinfo=UTC)
_MODULES = 5  # a day
_NIGHT = timedelta(hours=15)
_PAPER = "9.1"  # its key is with whoever marks, so no check of a learner finds it done


def sample_times(who: str, exercise: str, planned: float, done: bool) -> tuple[str, str]:
    """(began, done) as ISO 8601 in UTC; the same for the same learner and exercise.

    Args:
        planned: minutes.
        done: whether a check ever found it done; without, the second is empty.
    """
    draw, pace = random.Random(f"{who} {exercise}"), random.Random(who).lognormvariate(0, 0.25)
    module, _, place = exercise.partition(".")
    day, slot = divmod(int(module), _MODULES)
    number = int("".join(c for c in place if c.isdigit()) or 1)
    began = _FIRST + timedelta(days=day, minutes=90 * slot + 12 * number + draw.uniform(0, 5))
    spent = timedelta(minutes=max(1.0, planned) * pace * draw.lognormvariate(0, 0.4))
    if draw.random() < 1 / 40:
        spent += _NIGHT
    return _text(began), _text(began + spent) if done and not exercise.startswith(_PAPER) else ""


def _text(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
