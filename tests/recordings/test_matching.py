from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mir_eval.onset import f_measure

from cxkit.recordings.events import KINDS, Event, Events, EventsError
from cxkit.recordings.gold import Gold
from cxkit.recordings.matching import MOST, Matching, match
from cxkit.recordings.scores import tallies

from .marks import gold, golds, mark, marks


def told(matching: Matching) -> list[tuple[str, str, str, int | None]]:
    return [
        (p.outcome, p.gold.id if p.gold else "", p.given.id if p.given else "", p.off)
        for p in matching.pairs
    ]


# (gold, marks, outcomes)
TABLE = {
    "nothing at all": ("", "", []),
    "nothing marked": ("M1000", "", [("missed", "g0", "", None)]),
    "nothing agreed": ("", "M1000", [("extra", "", "m0", None)]),
    "at once": ("M1000", "M1000", [("hit", "g0", "m0", 0)]),
    "late, at the very edge": ("M1000", "M3000", [("hit", "g0", "m0", 2000)]),
    "early, at the very edge": ("M3000", "M1000", [("hit", "g0", "m0", -2000)]),
    "a millisecond beyond": (
        "M1000", "M3001", [("missed", "g0", "", None), ("extra", "", "m0", None)],
    ),
    "wrong kind": ("M1000", "B1300", [("wrong kind", "g0", "m0", 300)]),
    "no kind": ("M1000", "-1300", [("wrong kind", "g0", "m0", 300)]),
    "two events of a kind, one mark": (
        "M1000 M2000", "M1600", [("missed", "g0", "", None), ("hit", "g1", "m0", -400)],
    ),
    "one event, two marks": (
        "M1000", "M900 M1300", [("hit", "g0", "m0", -100), ("extra", "", "m1", None)],
    ),
    "most pairs before nearest pairs": (
        # the nearest pair, g1 with m0, would leave g0 and m1 alone
        "M1000 M2900", "M2800 M4500", [("hit", "g0", "m0", 1800), ("hit", "g1", "m1", 1600)],
    ),
    "the kind comes first, then the time": (
        "M1000 B1500", "B1000 M1500", [("hit", "g0", "m1", 500), ("hit", "g1", "m0", -500)],
    ),
    "pairs do not cross where it costs nothing": (
        "M1000 M2000", "M2500 M3000", [("hit", "g0", "m0", 1500), ("hit", "g1", "m1", 1000)],
    ),
    "a wrong kind takes no mark that could be a hit": (
        "M1000 B1200", "B1000", [("missed", "g0", "", None), ("hit", "g1", "m0", -200)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("agreed", "given_", "expected"), TABLE.values(), ids=TABLE)
def test_match(agreed: str, given_: str, expected: list) -> None:
    assert told(match(gold(agreed), mark(given_))) == expected


def one(**more: object) -> list[Gold]:
    return [Gold("g0", "MOT", 5000, 6000, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("agreed", "given_", "outcomes"),
    [
        (one(tolerance=500), "M5600", ["missed", "extra"]),
        (one(tolerance=4000), "M8900", ["hit"]),
        (one(also=("BP",)), "B5100", ["hit"]),
        (one(also=("BP",)), "R5100", ["wrong kind"]),
        (one(optional=True), "M5100", ["optional"]),
        (one(optional=True), "", ["passed over"]),
        (one(optional=True), "B5100", ["wrong kind"]),
        # Both events could have the only mark: it goes to the one that must be found,
        # though the optional one is nearer.
        ([*one(optional=True), Gold("g1", "MOT", 6000, 6000)], "M5100", ["passed over", "hit"]),
        # Both kinds are accepted: the event's own is no nearer, but its own.
        (one(also=("BP",)), "B4500 M5500", ["extra", "hit"]),
    ],
)
def test_gold_says_how_freely_it_may_be_found(
    agreed: list[Gold], given_: str, outcomes: list[str]
) -> None:
    assert [p.outcome for p in match(agreed, mark(given_)).pairs] == outcomes


# ---- oracles --------------------------------------------------------------------------------


def _brute(agreed: list[Gold], given_: list[Event], tolerance: int) -> tuple[int, int, int]:
    """Most pairs, most of them not optional, least total difference, by trying all."""
    best = (0, 0, 0)

    def go(n: int, free: frozenset[int], pairs: int, must: int, error: int) -> None:
        nonlocal best
        if n == len(agreed):
            best = max(best, (pairs, must, -error))
            return
        go(n + 1, free, pairs, must, error)
        event = agreed[n]
        width = tolerance if event.tolerance is None else event.tolerance
        for m in free:
            off = abs(given_[m].start - event.start)
            if off <= width and given_[m].kind in event.accepted:
                go(n + 1, free - {m}, pairs + 1, must + (not event.optional), error + off)

    go(0, frozenset(range(len(given_))), 0, 0, 0)
    return best[0], best[1], -best[2]


@settings(max_examples=300, deadline=None)
@given(golds(), marks(), st.sampled_from([500, 2000, 4000]))
def test_no_other_choice_is_better(agreed: list[Gold], given_: list[Event], wide: int) -> None:
    found = match(agreed, given_, wide).pairs
    pairs = [p for p in found if p.outcome in ("hit", "optional")]
    error = sum(abs(p.off or 0) for p in pairs)
    must = sum(p.outcome == "hit" for p in pairs)
    assert (len(pairs), must, error) == _brute(agreed, given_, wide)


@settings(max_examples=200, deadline=None)
@given(golds(20, plain=True), marks(20), st.sampled_from([300, 1000, 2000]))
def test_mir_eval_finds_the_same_f(agreed: list[Gold], given_: list[Event], wide: int) -> None:
    found = tallies(match(agreed, given_, wide))
    for kind in KINDS:
        # seconds of 1,024 parts are exact, so the edge of the tolerance is the same edge
        sides = [
            np.array(sorted(e.start for e in side if e.kind == kind)) / 1024
            for side in (agreed, given_)
        ]
        expected = f_measure(*sides, window=wide / 1024)[0] if all(map(len, sides)) else 0.0
        assert found[kind].f == pytest.approx(expected)


def test_a_crowd_is_matched_as_well_as_a_few() -> None:
    draw = random.Random(7)
    agreed = gold(" ".join(f"M{draw.randrange(60_000)}" for _ in range(800)))
    given_ = mark(" ".join(f"M{draw.randrange(60_000)}" for _ in range(800)))
    found = match(agreed, given_)
    a, b = (sorted(e.start for e in side) for side in (agreed, given_))
    expected = f_measure(np.array(a) / 1024, np.array(b) / 1024, window=2000 / 1024)[0]
    assert tallies(found)["MOT"].f == pytest.approx(expected)


# ---- laws -----------------------------------------------------------------------------------


@settings(deadline=None)
@given(golds(), marks(kinds=(*KINDS, "")))
def test_every_event_and_every_mark_is_told_once(agreed: list[Gold], given_: list[Event]) -> None:
    pairs = match(agreed, given_).pairs
    assert sorted(p.gold.id for p in pairs if p.gold) == sorted(g.id for g in agreed)
    assert sorted(p.given.id for p in pairs if p.given) == sorted(m.id for m in given_)
    assert [p.at for p in pairs] == sorted(p.at for p in pairs)


@settings(deadline=None)
@given(golds(), marks(), st.randoms(use_true_random=False))
def test_the_order_of_rows_plays_no_part(
    agreed: list[Gold], given_: list[Event], draw: random.Random
) -> None:
    expected = match(agreed, given_)
    draw.shuffle(agreed)
    draw.shuffle(given_)
    assert match(agreed, given_) == expected


@settings(deadline=None)
@given(golds(), marks(), st.integers(0, 100_000))
def test_a_later_start_of_the_recording_plays_no_part(
    agreed: list[Gold], given_: list[Event], shift: int
) -> None:
    def later(event: Event) -> dict:
        return vars(event) | {"start": event.start + shift, "end": event.end + shift}

    moved = match([Gold(**later(g)) for g in agreed], [Event(**later(m)) for m in given_])
    assert told(moved) == told(match(agreed, given_))


@settings(deadline=None)
@given(golds(plain=True))
def test_gold_matches_itself(agreed: list[Gold]) -> None:
    pairs = match(agreed, agreed).pairs
    assert all(p.outcome == "hit" and p.off == 0 for p in pairs)


# ---- offset, window, bounds -----------------------------------------------------------------

SLOW = "M1900 B4000 R8950", "M3000 B5000 R10000"  # 1.1, 1.0 and 1.05 s late


@pytest.mark.parametrize(
    ("more", "offset", "removed", "offs"),
    [
        ({}, 1050, 0, [1100, 1000, 1050]),
        ({"remove_offset": True}, 1050, 1050, [50, -50, 0]),
        ({"remove_offset": True, "cap": 400}, 1050, 400, [700, 600, 650]),
    ],
)
def test_a_reaction_time_is_told_and_taken_off_where_asked(
    more: dict, offset: int, removed: int, offs: list[int]
) -> None:
    found = match(gold(SLOW[0]), mark(SLOW[1]), **more)
    assert (found.offset, found.removed) == (offset, removed)
    assert [p.off for p in found.pairs] == offs


def test_taking_off_the_offset_can_bring_a_late_mark_within_reach() -> None:
    agreed, given_ = gold("M1000 M9000 M20000"), mark("M2500 M10500 M22500")
    assert [p.outcome for p in match(agreed, given_).pairs] == ["hit", "hit", "missed", "extra"]
    assert {p.outcome for p in match(agreed, given_, remove_offset=True).pairs} == {"hit"}


def test_without_a_hit_there_is_no_offset() -> None:
    assert match(gold("M1000"), mark("B1000"), remove_offset=True).offset is None


def test_a_part_of_a_recording_keeps_pairs_whole() -> None:
    found = match(gold("M1000 M9900"), mark("M1500 M10200 B10100"))
    assert [p.outcome for p in found.within(0, 10_000).pairs] == ["hit", "hit"]
    assert [p.outcome for p in found.within(10_000, 20_000).pairs] == ["extra"]


def test_events_may_come_as_a_table() -> None:
    table = Events((Event("m0", "MOT", 1000, 1000),))
    assert match(table, table).pairs[0].outcome == "hit"


@pytest.mark.parametrize(
    ("agreed", "given_", "tolerance", "fault"),
    [
        ([], [], 0, "Tolerance: expected 1 to 60,000 ms, found 0."),
        ([], [], 60_001, "Tolerance: expected 1 to 60,000 ms, found 60001."),
        (one(tolerance=-1), [], 2000, "g0, tolerance: expected 1 to 60,000 ms, found -1."),
        ([], [Event(f"m{n}", "MOT", n, n) for n in range(MOST + 1)], 2000,
         "Marked: expected at most 3,000 events to match, found 3,001."),
    ],
)  # fmt: skip
def test_what_cannot_be_matched_is_said(
    agreed: list[Gold], given_: list[Event], tolerance: int, fault: str
) -> None:
    with pytest.raises(EventsError) as error:
        match(agreed, given_, tolerance)
    assert error.value.faults == [fault]


@settings(max_examples=300, deadline=None)
@given(golds(8), marks(8))
def test_pairs_of_a_kind_cross_only_where_it_is_nearer(
    agreed: list[Gold], given_: list[Event]
) -> None:
    def reaches(event: Gold, given_: Event) -> bool:
        width = 2000 if event.tolerance is None else event.tolerance
        return abs(given_.start - event.start) <= width

    pairs = [p for p in match(agreed, given_).pairs if p.outcome in ("hit", "optional")]
    for kind in KINDS:
        row = [(p.gold, p.given) for p in pairs if p.given.kind == kind]
        for (g, m), (h, n) in itertools.pairwise(row):
            if m.start <= n.start or g.start == h.start or not (reaches(g, n) and reaches(h, m)):
                continue
            crossed = abs(m.start - g.start) + abs(n.start - h.start)
            straight = abs(n.start - g.start) + abs(m.start - h.start)
            assert crossed < straight


@pytest.mark.parametrize(("free", "offset"), [(False, 400), (True, 200)])
def test_the_reaction_time_is_that_of_events_that_count(free: bool, offset: int) -> None:
    agreed = [*gold("M1000"), Gold("o", "BP", 9000, 9000, optional=free)]
    assert match(agreed, mark("M1200 B9600")).offset == offset
