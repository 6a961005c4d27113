from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.recordings.adjudicate import adjudicate, beyond, sharing
from cxkit.recordings.events import Event, EventsError
from cxkit.recordings.gold import Gold
from cxkit.recordings.matching import match

from .marks import gold, mark, marks


def told(found: tuple[Gold, ...]) -> list[tuple]:
    return [(g.kind, g.start, g.by, g.also, g.optional) for g in found]


TABLE = {
    "nobody": ({}, []),
    "two of one mind": ({"A": "M1000", "B": "M1600"}, [("MOT", 1300, "A, B", (), False)]),
    "one alone": ({"A": "M1000", "B": ""}, [("MOT", 1000, "A", (), True)]),
    "most say M, one says B": (
        {"A": "M1000", "B": "B1100", "C": "M1300"},
        [("MOT", 1100, "A, B, C", ("BP",), False)],
    ),
    "two of two minds": (
        {"A": "R1000", "B": "B1100"}, [("BP", 1050, "A, B", ("BR",), False)],
    ),
    "too far apart": (
        {"A": "M1000", "B": "M3001"},
        [("MOT", 1000, "A", (), True), ("MOT", 3001, "B", (), True)],
    ),
    "a chain is not one event": (
        {"A": "M1000", "B": "M2500", "C": "M4000"},
        [("MOT", 1750, "A, B", (), False), ("MOT", 4000, "C", (), True)],
    ),
    "one person's two marks are two events": (
        {"A": "M1000 M1800", "B": "M1750"},
        [("MOT", 1000, "A", (), True), ("MOT", 1775, "A, B", (), False)],
    ),
    "one kind comes before a nearer mark of another": (
        {"A": "M1000 B1600", "B": "B1050 M1700"},
        [("BP", 1325, "A, B", (), False), ("MOT", 1350, "A, B", (), False)],
    ),
    "no kind is no mark": ({"A": "-1000", "B": "M1000"}, [("MOT", 1000, "B", (), True)]),
}  # fmt: skip


@pytest.mark.parametrize(("given_", "expected"), TABLE.values(), ids=TABLE)
def test_adjudicate(given_: dict, expected: list) -> None:
    assert told(adjudicate({who: mark(text) for who, text in given_.items()})) == expected


def test_ids_are_in_order_and_times_and_notes_are_brought_together() -> None:
    a = [Event("x", "MOT", 1000, 4000, note="greets"), Event("y", "BP", 9000, 9000)]
    b = [Event("x", "MOT", 1400, 3000, note="says hello")]
    first, second = adjudicate({"A": a, "B": b})
    assert (first.id, first.end, first.note, second.id) == (
        "e01", 3500, "greets / says hello", "e02",
    )  # fmt: skip


def test_known_reaction_times_are_taken_off_first() -> None:
    given_ = {"A": mark("M1000"), "B": mark("M2000")}
    assert adjudicate(given_, 500, offsets={"B": 900})[0].start == 1050
    assert adjudicate({"A": mark("M100")}, offsets={"A": 900})[0].start == 0


def test_a_class_can_ask_for_more_than_two() -> None:
    given_ = {who: mark("M1000") for who in "ABC"} | {"D": []}
    assert [adjudicate(given_, least=n)[0].optional for n in (2, 3, 4)] == [False, False, True]


def test_how_many_share_an_event() -> None:
    found = adjudicate({"A": mark("M0 M9000"), "B": mark("M0 B30000"), "C": mark("M0")})
    assert sharing(found) == {1: 2, 3: 1}


def test_what_several_marked_beyond_the_gold() -> None:
    given_ = {"A": "M1000 B9000 R20000", "B": "M1500 B9800", "C": "B8900 M40000"}
    found = beyond({who: match(gold("M1000"), mark(text)) for who, text in given_.items()})
    assert told(found) == [("BP", 9000, "A, B, C", (), False)]


@pytest.mark.parametrize("tolerance", [0, -5, 60_001])
def test_a_tolerance_has_bounds(tolerance: int) -> None:
    with pytest.raises(EventsError, match="expected 1 to 60,000 ms"):
        adjudicate({}, tolerance)


people = st.fixed_dictionaries({who: marks() for who in "ABC"})


@settings(deadline=None)
@given(people, st.randoms(use_true_random=False))
def test_order_plays_no_part(given_: dict[str, list[Event]], draw: random.Random) -> None:
    mixed = {who: draw.sample(given_[who], len(given_[who])) for who in draw.sample("ABC", 3)}
    assert adjudicate(mixed) == adjudicate(given_)


@settings(deadline=None)
@given(people)
def test_every_mark_is_in_one_event_and_near_it(given_: dict[str, list[Event]]) -> None:
    found = adjudicate(given_)
    assert sum(len(g.by.split(", ")) for g in found) == sum(map(len, given_.values()))
    assert [g.start for g in found] == sorted(g.start for g in found)
    for rows in given_.values():
        for m in rows:
            assert any(abs(g.start - m.start) <= 2000 and m.kind in g.accepted for g in found)


@settings(deadline=None)
@given(marks())
def test_those_of_one_mind_are_the_gold(one: list[Event]) -> None:
    found = adjudicate({"A": one, "B": one})
    assert all(p.outcome == "hit" and p.off == 0 for p in match(found, one).pairs)
