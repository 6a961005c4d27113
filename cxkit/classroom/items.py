"""What a class's marks say about the exercises: how hard, how telling, how long, what went wrong.

It is about items and not about people, so it rests on those who began an exercise; how many did
not is told beside it. Nothing of a learner's is run, and marks are read as they stand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum
from typing import Any

from .folder import ClassFolder
from .itemsanswers import Asked, Key, asked_of, choices_in, minutes_of, read_answers
from .itemstatistics import Figure, alpha, discrimination, mean_share, median
from .outcome import ClassResult, ExerciseResult

__all__ = ["Choice", "Item", "ItemReport", "PartItems", "items"]

_OTHERS = 2     # exercises that a learner must have begun besides, to have a rest
_SHARED = 0.8   # of the learners who began an exercise, for it to count in alpha
_CLEAR = 0.6    # of the findings with one advice, for their place to be told with it


@dataclass(frozen=True)
class Item:
    """An exercise, or one criterion of it.

    Args:
        id: the criterion; empty for the exercise itself.
        began: how many learners it rests on; `of` were marked.
        share: mean share of its points or credit; None for nobody.
        rest: its discrimination; None where it is not defined.
        minutes: median minutes, of `timed` learners; None where no times are in the answers.
        finding: the finding met most often, by `times` learners; empty for none.
    """

    exercise: str
    id: str
    title: str
    began: int
    of: int
    share: Figure | None
    rest: Figure | None = None
    minutes: float | None = None
    timed: int = 0
    planned: int = 0
    finding: str = ""
    times: int = 0


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


@dataclass(frozen=True)
class PartItems:
    """One assignment of the class."""

    assignment: str
    marked: int
    exercises: tuple[Item, ...]
    criteria: tuple[Item, ...]
    choices: tuple[Choice, ...]
    alpha: Figure | None
    counted: int  # exercises in alpha


@dataclass(frozen=True)
class ItemReport:
    """The whole class; `answers` are kept for whoever looks at copies: assignment -> learner."""

    learners: int
    parts: tuple[PartItems, ...]
    names: Mapping[str, str]
    answers: Mapping[str, Mapping[str, Mapping[Key, Any]]] = field(repr=False, default_factory=dict)


@dataclass
class _Seen:
    """What is kept of one learner: exercise -> share and points, criterion -> credit."""

    shares: dict[str, tuple[float, float]] = field(default_factory=dict)
    credits: dict[tuple[str, str], float] = field(default_factory=dict)

    def rest(self, without: str) -> float | None:
        """The share of the points of all other exercises that were begun."""
        share, points = self.shares.get(without, (0.0, 0.0))
        earned, full = self._sums
        others = len(self.shares) - (without in self.shares)
        left = full - points
        return (earned - share * points) / left if others >= _OTHERS and left > 0 else None

    @cached_property
    def _sums(self) -> tuple[float, float]:
        return fsum(s * p for s, p in self.shares.values()), fsum(p for _, p in self.shares.values())


def items(folder: ClassFolder, results: ClassResult) -> ItemReport:
    """The item report of a class that was marked.

    Args:
        results: as `grade` gave them.
    """
    answers: dict[str, dict[str, dict[Key, Any]]] = {}
    parts = []
    for name in folder.parts:
        answers[name] = {r.learner.id: read_answers(folder, name, r.learner.id)
                         for r in results if r[name].marked}  # fmt: skip
        parts.append(_part(folder, results, name, answers[name]))
    names = {r.learner.id: r.learner.name for r in results}
    return ItemReport(len(results), tuple(parts), names, answers)


def _part(
    folder: ClassFolder, results: ClassResult, name: str, answers: Mapping[str, Mapping[Key, Any]]
) -> PartItems:
    seen: dict[str, _Seen] = {}
    titles: dict[tuple[str, str], str] = {}
    said: dict[tuple[str, str], list[set[tuple[str, str]]]] = defaultdict(list)
    for one in results:
        if one[name].marked:
            seen[one.learner.id] = _see(one[name].exercises, titles, said)
    minutes: dict[str, list[float]] = defaultdict(list)
    for held in answers.values():
        for exercise, spent in minutes_of(held).items():
            minutes[exercise].append(spent)
    exercises = folder.parts[name].exercises
    of = len(seen)
    whole = tuple(
        _exercise(e, seen, of, minutes[i], said[i, ""]) for i, e in exercises.items()
    )
    single = tuple(_criterion(key, title, seen, of, said[key]) for key, title in titles.items())
    asked = [a for e in exercises.values() for a in asked_of(e, folder.cases[name])]
    counted, table = _table(seen, list(exercises))
    return PartItems(name, of, whole, single, _choices(asked, answers, seen), alpha(table), counted)


def _see(
    exercises: Iterable[ExerciseResult], titles: dict[tuple[str, str], str],
    said: dict[tuple[str, str], list[set[tuple[str, str]]]],
) -> _Seen:
    found = _Seen()
    for e in exercises:
        if not e.started or e.score is None or e.waits:
            continue
        full = e.exercise.points
        found.shares[e.exercise.id] = (e.score / full if full else 0.0, full)
        every = set()
        for r in e.mark.results if e.mark else ():
            key = (e.exercise.id, r.id)
            titles.setdefault(key, r.title)
            found.credits[key] = r.credit
            if r.state != "done":
                said[key].append({(f.where, f.next or f.what) for f in r.findings})
                every |= said[key][-1]
        said[e.exercise.id, ""].append(every)
    return found


def _exercise(
    e: Any, seen: Mapping[str, _Seen], of: int, minutes: Sequence[float],
    said: Sequence[set[tuple[str, str]]],
) -> Item:
    held = {who: s.shares[e.id][0] for who, s in seen.items() if e.id in s.shares}
    finding, times = _common(said)
    return Item(e.id, "", e.title, len(held), of, mean_share(list(held.values())),
                _against(held, seen, e.id), median(minutes), len(minutes), e.minutes, finding, times)


def _criterion(
    key: tuple[str, str], title: str, seen: Mapping[str, _Seen], of: int,
    said: Sequence[set[tuple[str, str]]],
) -> Item:
    held = {who: s.credits[key] for who, s in seen.items() if key in s.credits}
    finding, times = _common(said)
    return Item(key[0], key[1], title, len(held), of, mean_share(list(held.values())),
                _against(held, seen, key[0]), finding=finding, times=times)


def _against(held: Mapping[str, float], seen: Mapping[str, _Seen], exercise: str) -> Figure | None:
    pairs = [(value, rest) for who, value in held.items()
             if (rest := seen[who].rest(exercise)) is not None]  # fmt: skip
    return discrimination([p[0] for p in pairs], [p[1] for p in pairs])


def _common(said: Sequence[set[tuple[str, str]]]) -> tuple[str, int]:
    """The advice given most often, with its place where that is mostly the same."""
    advice = Counter(text for group in said for text in {text for _, text in group})
    if not advice:
        return "", 0
    text, times = max(advice.items(), key=lambda pair: (pair[1], pair[0]))
    places = Counter(where for group in said for where, said_ in group if said_ == text and where)
    if places:
        where, count = max(places.items(), key=lambda pair: (pair[1], pair[0]))
        if count >= _CLEAR * times:
            return f"{where}: {text}", count
    return text, times


def _table(seen: Mapping[str, _Seen], names: Sequence[str]) -> tuple[int, list[list[float]]]:
    """Points by learner and exercise, without a gap: the exercises that nearly all began."""
    kept = [n for n in names if seen and
            sum(n in s.shares for s in seen.values()) >= _SHARED * len(seen)]  # fmt: skip
    rows = [[s.shares[n][0] * s.shares[n][1] for n in kept]
            for s in seen.values() if all(n in s.shares for n in kept)]  # fmt: skip
    return len(kept), rows if kept else []


def _choices(
    asked: Sequence[Asked], answers: Mapping[str, Mapping[Key, Any]], seen: Mapping[str, _Seen]
) -> tuple[Choice, ...]:
    given: dict[str, dict[Any, str]] = {}
    for who, held in answers.items():
        given[who] = {}
        for (_, mine), answer in held.items():
            if not mine:
                given[who] |= choices_in(answer)
    return tuple(_choice(a, given, seen) for a in asked)


def _choice(
    asked: Asked, given: Mapping[str, Mapping[Any, str]], seen: Mapping[str, _Seen]
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
        _against(held, seen, exercise),
    )


def _mode(taken: Mapping[str, int], asked: Asked) -> frozenset[str]:
    """What was taken most often of what was offered; none where most left it open."""
    most = max((taken.get(value, 0) for value in asked.options), default=0)
    if not most or taken.get("", 0) > most:
        return frozenset()
    return frozenset(value for value in asked.options if taken.get(value, 0) == most)
