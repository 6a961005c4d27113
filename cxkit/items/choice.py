"""Who took which of the given answers, and which of them is right or likely so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from .answers import Asked, Key, choices_in
from .figures import Figure, mean_share
from .record import Record, against

__all__ = ["Choice", "choices_of"]


@dataclass(frozen=True)
class Choice:
    """One question with given answers, and who took which.

    Args:
        taken: value -> how many took it, every value that was offered included.
        elsewhere: value -> mean share in the other exercises of those who took it.
        other: how many gave something that was never offered.
        open: how many began the exercise and left this open.
        likely: the values that are right: the course's, else what those with full marks took, or,
            without any, most of the class; none where most of them left it open.
    """

    asked: Asked
    taken: Mapping[str, int]
    elsewhere: Mapping[str, float | None]
    other: int
    open: int
    likely: frozenset[str]
    share: Figure | None = None
    rest: Figure | None = None


def choices_of(
    asked: Sequence[Asked], answers: Mapping[str, Mapping[Key, Any]], seen: Mapping[str, Record]
) -> tuple[Choice, ...]:
    """Each question, with who took which answer.

    Args:
        answers: learner -> answers.
        seen: learner -> record, of everyone who was marked.
    """
    given: dict[str, dict[Any, str]] = {}
    for who, held in answers.items():
        given[who] = {}
        for (_, mine), answer in held.items():
            if not mine:
                given[who] |= choices_in(answer)
    return tuple(_choice(a, given, seen) for a in asked)


def _choice(
    asked: Asked, given: Mapping[str, Mapping[Any, str]], seen: Mapping[str, Record]
) -> Choice:
    exercise = asked.slot[0]
    began = [who for who, s in seen.items() if exercise in s.shares]
    took = {who: given.get(who, {}).get(asked.slot, "") for who in began}
    taken = {value: sum(t == value for t in took.values()) for value in asked.options}
    full = Counter(took[who] for who in began if seen[who].shares[exercise][0] > 1 - 1e-9)
    likely = asked.right or _mode(full or Counter(took.values()), asked)
    elsewhere = {}
    for value in asked.options:
        rests = [r for who in began if took[who] == value
                 and (r := seen[who].rest(exercise)) is not None]  # fmt: skip
        elsewhere[value] = fsum(rests) / len(rests) if rests else None
    held = {who: float(t in likely) for who, t in took.items()} if likely else {}
    return Choice(
        asked, taken, elsewhere, sum(bool(t) and t not in asked.options for t in took.values()),
        sum(not t for t in took.values()), likely, mean_share(list(held.values())),
        against(held, seen, exercise),
    )


def _mode(taken: Mapping[str, int], asked: Asked) -> frozenset[str]:
    """What was taken most often of what was offered; none where most left it open."""
    most = max((taken.get(value, 0) for value in asked.options), default=0)
    if not most or taken.get("", 0) > most:
        return frozenset()
    return frozenset(value for value in asked.options if taken.get(value, 0) == most)
