"""How often honest classes raise a signal, and how much has to be copied to raise one.

Classes are generated in the shape of the real one: as many learners, the same questions, each as
hard as it was, with the same wrong answers as tempting as they were. They are made harsher than
the measure believes: learners differ in skill (SD 1 in logits), each has good and bad exercises
(SD 0.8), and half of a class, drawn anew in each exercise, holds one misconception and half
another, which makes one wrong answer to each question three times as tempting. Nobody copies.
So whatever is raised is a false alarm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp
from typing import Any

from ..marking.sorting import share_interval
from .answers import Choices
from .chance import CLASS, Sheet, beyond, sheet

__all__ = ["Trial", "by_chance", "trial"]

_LARGE, _FEW = 200, 5  # learners from which on fewer classes are generated: each costs seconds
_SKILL, _DAY, _SCHOOL = 1.0, 0.8, 3.0


@dataclass(frozen=True)
class Trial:
    """Args:
    classes: how many were generated; `alarms` of them raised a pair.
    low, high: the 95 % interval of that share.
    copied: the share of answers that one learner took from another, in as many classes again;
        `noticed` of those pairs were raised.
    """

    classes: int
    alarms: int
    low: float
    high: float
    copied: float
    noticed: int


def trial(
    given: Mapping[str, Choices], right: Mapping[Any, frozenset[str]], *, classes: int = 200,
    copied: float = 0.5, seed: int = 2026,
) -> Trial | None:
    """Generate honest classes like this one and count the alarms; None for too small a class.

    Args:
        given, right: as for `cxkit.items.chance.alike`.
        copied: of all answers, for the second question: how much must be copied to be noticed.
    """
    if len(given) < CLASS or not right:
        return None
    import numpy as np

    made = sheet([given[w] for w in sorted(given)], right)
    if made.wrong.max(initial=-1) < 0:
        return None
    classes = max(_FEW, min(classes, round(classes * (_LARGE / len(given)) ** 2)))
    draw = np.random.Generator(np.random.PCG64(seed))
    alarms = noticed = 0
    for _ in range(classes):
        honest = _honest(made, draw)
        alarms += bool(beyond(honest))
        took = draw.random(honest.wrong.shape[1]) < copied
        wrong, answered = honest.wrong.copy(), honest.answered.copy()
        wrong[1, took], answered[1, took] = wrong[0, took], answered[0, took]
        pairs = beyond(replace(honest, wrong=wrong, answered=answered))
        noticed += any((i, j) == (0, 1) for i, j, *_ in pairs)
    low, high = share_interval(alarms, classes)
    return Trial(classes, alarms, low, high, copied, noticed)


def _honest(made: Sheet, draw: Any) -> Sheet:
    import numpy as np

    learners, questions = made.wrong.shape
    times = np.stack([(made.wrong == k).sum(0) for k in range(int(made.wrong.max()) + 1)], axis=1)
    share = (times.sum(1) + 0.5) / (made.answered.sum(0) + 1.0)
    logit = np.log(share / (1 - share))[None] + _SKILL * draw.standard_normal((learners, 1))
    tempting = np.broadcast_to(times[None], (2, *times.shape)).astype(float).copy()
    pick = draw.integers(0, times.shape[1], (2, questions))
    for half in (0, 1):
        tempting[half, np.arange(questions), pick[half]] *= _SCHOOL
    tempting = np.cumsum(tempting, axis=2)
    school = np.zeros((learners, questions), dtype=int)
    for group in made.groups:
        logit[:, group] += _DAY * draw.standard_normal((learners, 1))
        school[:, group] = draw.integers(0, 2, (learners, 1))
    missed = draw.random((learners, questions)) < 1 / (1 + np.exp(-logit))
    at = draw.random((learners, questions))
    who, what = (missed & (times.sum(1) > 0)[None]).nonzero()
    mine = tempting[school[who, what], what]
    wrong = np.full((learners, questions), -1)
    wrong[who, what] = (at[who, what, None] * mine[:, -1:] >= mine).sum(1)
    return replace(made, wrong=wrong, answered=np.ones_like(made.answered))


def by_chance(pairs: int, exercises: int, seconds: float, revisions: float, least: int) -> float:
    """How many honest pairs of a class share `least` saves or more, by Poisson's law.

    Args:
        seconds: within which all of a class save an exercise for the last time.
        revisions: numbers of saves, all alike likely.
    """
    mean, term, below = exercises / (seconds * revisions), 1.0, 0.0
    for n in range(least):
        below += term
        term *= mean / (n + 1)
    return pairs * max(0.0, 1 - exp(-mean) * below)
