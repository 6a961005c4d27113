"""What a rule costs, read off a log: cases refused, minutes waited.

Row 43 of the method: rules control what a process does and shape what a customer lives through.
An event log is rows with case, activity, start and end as ISO text; any other table with two
columns of times or one of words will do for `held` and `refused_rows`. All counts are exact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

__all__ = ["Effect", "held", "lasted", "refused", "refused_rows", "waited_before", "within"]

Log = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Effect:
    """What was measured.

    Args:
        count: cases that the rule hit. of: cases that it could have hit.
        minutes: minutes that it took of them, 0 for a refusal.
    """

    count: int
    of: int
    minutes: int = 0

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def mean(self) -> float:
        """Minutes a case that was hit."""
        return self.minutes / self.count if self.count else 0.0


def within(said: Any, truth: float, share: float = 0.05) -> bool:
    """Whether a number lies within a share of the truth, 5 % by default."""
    number = isinstance(said, int | float) and not isinstance(said, bool)
    return number and abs(said - truth) <= share * abs(truth) + 1e-9


def refused(log: Log, no: str, yes: str) -> Effect:
    """Events `no` against those and `yes` together."""
    said = [row["activity"] for row in log]
    return Effect(said.count(no), said.count(no) + said.count(yes))


def refused_rows(rows: Iterable[Mapping[str, Any]], column: str, no: str) -> Effect:
    """Rows with the word `no` in a column, against all with any word there."""
    said = [row[column] for row in rows if row[column]]
    return Effect(said.count(no), len(said))


def lasted(log: Log, activity: str, part: tuple[int, int] = (1, 1)) -> Effect:
    """A part of the length of each event of an activity, such as (2, 3) for two thirds."""
    took = [minutes_between(row["start"], row["end"]) for row in log if row["activity"] == activity]
    return Effect(len(took), len({row["case"] for row in log}), sum(took) * part[0] // part[1])


def held(
    rows: Sequence[Mapping[str, Any]], start: str, end: str, longer: int = 0
) -> Effect:  # fmt: skip
    """From one time to another of each row; `count` is of the rows longer than so many minutes,
    `minutes` of all."""
    took = [minutes_between(row[start], row[end]) for row in rows]
    return Effect(sum(t > longer for t in took), len(took), sum(took))


def waited_before(
    log: Log, activity: str, until: str = "", passing: Collection[str] = ()
) -> Effect:
    """The wait for an activity, over the cases that have it.

    From the end of the event before it (those in `passing` apart) to its end; with `until`, from
    its own start to the start of the first `until` after it.
    """
    by_case: dict[str, list[Mapping[str, Any]]] = {}
    for row in log:
        by_case.setdefault(row["case"], []).append(row)
    took = []
    for rows in by_case.values():
        rows = sorted(rows, key=lambda r: (r["start"], r["end"]))
        at = next((n for n, r in enumerate(rows) if r["activity"] == activity), None)
        if at is None:
            continue
        if until:
            after = [r for r in rows[at + 1 :] if r["activity"] == until]
            took += [minutes_between(rows[at]["start"], r["start"]) for r in after[:1]]
        else:
            before = [r for r in rows[:at] if r["activity"] not in passing]
            took += [minutes_between(r["end"], rows[at]["end"]) for r in before[-1:]]
    return Effect(len(took), len(by_case), sum(took))


def minutes_between(start: str, end: str) -> int:
    """Whole minutes from one ISO time to another."""
    gap = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return int(gap.total_seconds() // 60)
