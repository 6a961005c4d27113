"""What marking without listening scores: the floor above which credit begins.

Three ways to mark without listening: every n seconds all kinds at once, every n seconds one
kind, and at random as often as gold has events. Credit is clip((value - floor) / (threshold -
floor), 0, 1), so that none of them earns anything (course.md, "Marking the marking").

The chance is made from `Random.random` alone, so the floor is the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

from .events import KINDS, Event
from .gold import Gold, agreed
from .matching import MOST, TOLERANCE, Pair, match
from .scores import macro, tallies

__all__ = ["floor", "ways"]

DRAWS = 2000
EVERY = tuple(range(1, 31))  # seconds

Answer = list[tuple[str, int]]  # kind and ms of each mark


def floor(
    gold: Iterable[Gold],
    duration: int,
    tolerance: int = TOLERANCE,
    *,
    draws: int = DRAWS,
    seed: int = 17,
) -> dict[str, float]:
    """The best F that marking without listening reaches, for "MOT", "BP", "BR" and "macro".

    Arguments as for `ways`.
    """
    found = ways(gold, duration, tolerance, draws=draws, seed=seed)
    return {name: max(way[name] for way in found.values()) for name in (*KINDS, "macro")}


def ways(
    gold: Iterable[Gold],
    duration: int,
    tolerance: int = TOLERANCE,
    *,
    draws: int = DRAWS,
    seed: int = 17,
) -> dict[str, dict[str, float]]:
    """F of each way to mark without listening.

    Args:
        gold: the agreed events.
        duration: of the recording, ms.
        tolerance: ms either side of an agreed start.
        draws: random answers; 95 % of them reach at most what is told.
        seed: of the random answers.

    Returns:
        "all kinds", "one kind" (each the best over every 1 to 30 s, begun at once or after half a
        step) and "random" -> F by kind and "macro", rounded to 4 places.
    """
    truth = agreed(gold)
    ticks = [
        range(first, duration + 1, 1000 * seconds)
        for seconds in EVERY
        for first in (0, 500 * seconds)
        # A long recording marked each second is more than can be matched, and never the best.
        if len(KINDS) * (duration // (1000 * seconds) + 1) <= MOST
    ]
    answers = {
        "all kinds": [[(k, t) for t in tick for k in KINDS] for tick in ticks],
        "one kind": [[(k, t) for t in tick] for tick in ticks for k in KINDS],
        "random": list(_random(truth, duration, draws, seed)),
    }
    found = {}
    for way, several in answers.items():
        scores = list(_scores(truth, several, duration, tolerance))
        place = 0.95 if way == "random" else 1.0
        found[way] = {
            name: sorted(s[name] for s in scores)[int(place * (len(scores) - 1))]
            for name in (*KINDS, "macro")
        }
    return found


def _random(gold: Sequence[Gold], duration: int, draws: int, seed: int) -> Iterator[Answer]:
    chance = Random(f"{seed}/thoughtless")
    rate = Counter(g.kind for g in gold if not g.optional)
    for _ in range(draws):
        yield [(k, int(chance.random() * (duration + 1))) for k in KINDS for _ in range(rate[k])]


def _scores(
    gold: Sequence[Gold], answers: Sequence[Answer], duration: int, tolerance: int
) -> Iterator[dict[str, float]]:
    """The score of each answer. Answers are matched many at a time, laid out one after the other
    in time and too far apart to meet: two thousand small matchings would cost seconds."""
    widest = max([tolerance, *(g.tolerance or 0 for g in gold)])
    room = duration + 2 * widest + 1
    longest = max([len(gold), *map(len, answers)])
    together = max(1, MOST // max(1, longest))
    copies = [
        replace(g, id=f"{n} {g.id}", start=g.start + n * room, end=g.end + n * room)
        for n in range(min(together, len(answers)))
        for g in gold
    ]
    for first in range(0, len(answers), together):
        some = answers[first : first + together]
        marks = [
            Event(f"{n} {i}", kind, at + n * room, at + n * room)
            for n, answer in enumerate(some)
            for i, (kind, at) in enumerate(answer)
        ]
        found = match(copies[: len(some) * len(gold)], marks, tolerance)
        parts: list[list[Pair]] = [[] for _ in some]
        for pair in found.pairs:
            parts[pair.at // room].append(pair)
        for part in parts:
            counts = tallies(replace(found, pairs=tuple(part)))
            yield {k: round(t.f, 4) for k, t in counts.items()} | {"macro": round(macro(counts), 4)}
