"""How long an exercise took, from the times that stand in a class's answers.

Where an answer says so, the minutes run from its first save to the first check that found every
criterion met. Answers of an older kit say only when they were saved last: then they run from the
learner's save before, of whatever exercise, to the last save of this one. Neither sees what was done
in between. So what is longer than one sitting is left out: a night between is no work.

Times are as the learner's clock said, and a file can be edited. They are for the trainer and no part
of a mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime

from ..course import Exercise
from ..workbook import Answer
from .answers import Key

__all__ = ["SAVES", "SITTING", "TO_DONE", "Spent", "heading", "minutes_of", "minutes_to_done", "pace_said",
           "spent_on", "times_said", "when"]  # fmt: skip

SITTING = 120.0  # minutes; longer is a break and no work
TO_DONE, SAVES = "to first done", "between saves"


@dataclass(frozen=True)
class Spent:
    """What a class's answers say about the minutes on one exercise.

    Args:
        measure: `TO_DONE` or `SAVES`; empty where no answer says anything.
        minutes: one for each learner.
        left_out: learners with both times who are not among them, as these lie further apart than
            one sitting or not apart at all.
    """

    measure: str = ""
    minutes: tuple[float, ...] = ()
    left_out: int = 0


def spent_on(
    exercises: Iterable[Exercise], answers: Collection[Mapping[Key, Answer]]
) -> dict[str, Spent]:
    """Exercise -> what was spent on it, to first done wherever any learner's answer says when.

    Args:
        answers: of each learner.
    """
    saves: dict[str, list[float]] = defaultdict(list)
    for held in answers:
        for name, minutes in minutes_of(held).items():
            saves[name].append(minutes)
    found = {}
    for e in exercises:
        counted = [held[e.id, e.mine] for held in answers if (e.id, e.mine) in held]
        known = [m for answer in counted if (m := minutes_to_done(answer)) is not None]
        if known:
            kept = tuple(m for m in known if 0 < m <= SITTING)
            found[e.id] = Spent(TO_DONE, kept, len(known) - len(kept))
        else:
            found[e.id] = Spent(SAVES if saves[e.id] else "", tuple(saves[e.id]))
    return found


def when(time: str) -> datetime | None:
    """A time of an answer in UTC; None where it says nothing sensible."""
    try:
        found = datetime.fromisoformat(time)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def minutes_to_done(answer: Answer) -> float | None:
    """Minutes by the clock from the first save to first done; None where either is not known.

    Below 0 where the clock was set back in between.
    """
    began, done = when(answer.began), when(answer.done)
    return (done - began).total_seconds() / 60 if began and done else None


def minutes_of(answers: Mapping[Key, Answer]) -> dict[str, float]:
    """Exercise -> minutes from the save before to its own last save, within one sitting."""
    saves: dict[str, datetime] = {}
    for (exercise, _), answer in answers.items():
        saved = when(answer.saved)
        if saved and (exercise not in saves or saved > saves[exercise]):
            saves[exercise] = saved
    order = sorted(saves.items(), key=lambda pair: (pair[1], pair[0]))
    found = {}
    for (_, before), (exercise, saved) in zip(order, order[1:], strict=False):
        minutes = (saved - before).total_seconds() / 60
        if 0 < minutes <= SITTING:
            found[exercise] = minutes
    return found


def heading(measures: Set[str]) -> str:
    """The head of a column of minutes: it says which they are, where all are alike."""
    return f"Minutes {min(measures)} (median)" if len(measures) == 1 else "Minutes (median)"


def pace_said(pairs: Collection[tuple[float, int]]) -> str:
    """How the medians compare with the plan in all; empty where there are none.

    Args:
        pairs: of each exercise with times its median and its planned minutes.
    """
    if not pairs:
        return ""
    took, planned = sum(median for median, _ in pairs), sum(plan for _, plan in pairs)
    many, whom = ("exercise", "it") if len(pairs) == 1 else ("exercises", "them")
    return f"The medians of {len(pairs)} {many} add up to {took:.0f} minutes; {planned} are planned for {whom}."


def times_said(measures: Set[str], left_out: int) -> str:
    """What the minutes are, as sentences.

    Args:
        measures: those that are shown; `left_out` of all exercises together.
    """
    said = []
    if TO_DONE in measures:
        said.append(
            "Minutes to first done run by the clock from the first save of an exercise to the first "
            "check that found every criterion met. Reading before the first save is not in them; a "
            "short break is. Whoever never checked it once it was done is not counted.")  # fmt: skip
        if left_out:
            said.append(f"Left out: {left_out} in all, where it was done at once, or before it was begun, or "
                        f"more than {SITTING:.0f} minutes after: a file read in, a clock set, a night.")  # fmt: skip
    if SAVES in measures:
        said.append(
            "Minutes between saves run from a learner's save before, of any exercise, to the last save "
            "of this one, within one sitting: no answer to it says when it was first done.")  # fmt: skip
    if not said:
        return "Nothing in the answers says how long an exercise took."
    return " ".join([*said, "The times are as each learner's clock said and can be edited: they are for you, "
                            "and no part of a mark."])  # fmt: skip
