"""Matching marks with gold: cost and growth, beside mir_eval and a greedy match.

mir_eval knows one kind and one tolerance, so it is called once a kind; the greedy match is that of
sound-event evaluation (sed_eval): each event takes the first free mark within tolerance, in the
order in which the marks are listed, so that its score hangs on that order. All three see the same
synthetic marks, listed in no order of time.
"""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from typing import Any

from ..recordings.events import KINDS, Event
from ..recordings.gold import Gold
from ..recordings.matching import TOLERANCE, match
from ..recordings.scores import macro, tallies

__all__ = ["bench_match"]

A_SECOND = 1000 / 1800  # events: 1,000 in half an hour
SIZES = {
    "30": (30, A_SECOND),
    "100": (100, A_SECOND),
    "300": (300, A_SECOND),
    "1000": (1000, A_SECOND),
    "1000 in 4 min": (1000, 4.0),
}


def bench_match() -> dict[str, Any]:
    """Match growing recordings, a class of 30, and 1,000 by 1,000 that could all be pairs.

    Returns:
        class_s: 30 annotators x 1,000 events, matched and scored (bound .5);
        square_s, square_mb: 1,000 marks x 1,000 events within one tolerance (bounds 15, 1000;
        the peak that Python and numpy allocate);
        size (30 to 1,000, and 1,000 crowded) -> {ours_ms, ours_f, greedy_ms, greedy_f, mir_eval_ms, mir_eval_f}; mir_eval where
        it is installed.
    """
    import scipy.sparse.csgraph  # noqa: F401  loaded for crowds alone, and no cost of matching

    match(*_recording(10, A_SECOND, "warm"))
    gold, _ = _recording(1000, A_SECOND, "gold")
    people = [_marks(gold, Random(f"person {n}"), 1000 / A_SECOND) for n in range(30)]
    found: dict[str, Any] = {"class_s": round(_timed(lambda: [_ours(gold, m) for m in people]), 3)}

    gold, marks = _recording(1000, 1000.0, "square")
    gold, marks = [_as(g, "MOT") for g in gold], [_as(m, "MOT") for m in marks]
    found["square_s"] = round(_timed(lambda: match(gold, marks)), 3)
    tracemalloc.start()
    match(gold, marks)
    found["square_mb"] = round(tracemalloc.get_traced_memory()[1] / 1e6)
    tracemalloc.stop()

    ways: dict[str, Callable[..., float]] = {"ours": _ours, "greedy": _greedy}
    if other := _mir_eval():
        ways["mir_eval"] = other
    for name, (size, rate) in SIZES.items():
        gold, marks = _recording(size, rate, name)
        found[name] = row = {}
        for by, way in ways.items():
            work = partial(way, gold, marks)
            row[f"{by}_ms"] = round(1000 * _timed(work), 1)
            row[f"{by}_f"] = round(work(), 4)
    return found


def _timed(work: Callable[[], Any]) -> float:
    """Seconds, the median of five."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _recording(size: int, rate: float, seed: str) -> tuple[list[Gold], list[Event]]:
    chance, last = Random(seed), 1000 * size / rate
    times = sorted(int(chance.random() * last) for _ in range(size))
    gold = [Gold(f"e{n}", KINDS[int(3 * chance.random())], t, t) for n, t in enumerate(times)]
    return gold, _marks(gold, chance, last)


def _marks(gold: Sequence[Gold], chance: Random, last: float) -> list[Event]:
    """As many marks as events: one in five at random, the rest late by up to 2.4 s, one in ten
    of another kind."""
    found = []
    for n, event in enumerate(gold):
        astray, other = chance.random() < 0.2, chance.random() < 0.1
        at = int(chance.random() * last) if astray else event.start + int(2400 * chance.random())
        kind = KINDS[int(3 * chance.random())] if astray or other else event.kind
        found.append((chance.random(), Event(f"m{n}", kind, at, at)))
    return [mark for _, mark in sorted(found, key=lambda pair: pair[0])]


def _as(event: Any, kind: str) -> Any:
    return type(event)(event.id, kind, event.start, event.end)


def _ours(gold: Sequence[Gold], marks: Sequence[Event]) -> float:
    return macro(tallies(match(gold, marks)))


def _by_kind(
    gold: Sequence[Gold], marks: Sequence[Event], f: Callable[[list[int], list[int]], float]
) -> float:
    sides = [[[e.start for e in side if e.kind == k] for side in (gold, marks)] for k in KINDS]
    return statistics.fmean(f(*side) for side in sides)


def _greedy(gold: Sequence[Gold], marks: Sequence[Event]) -> float:
    def f(events: list[int], heard: list[int]) -> float:
        free = set(range(len(heard)))
        hits = 0
        for at in events:
            for n, mark in enumerate(heard):
                if n in free and abs(mark - at) <= TOLERANCE:
                    free.remove(n)
                    hits += 1
                    break
        return 2 * hits / max(1, len(events) + len(heard))

    return _by_kind(gold, marks, f)


def _mir_eval() -> Callable[..., float] | None:
    try:
        from mir_eval.onset import f_measure
    except ImportError:
        return None
    import numpy as np

    def f(events: list[int], heard: list[int]) -> float:
        return f_measure(np.array(events) / 1000, np.sort(heard) / 1000, TOLERANCE / 1000)[0]

    return lambda gold, marks: _by_kind(gold, marks, f)
