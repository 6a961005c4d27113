from __future__ import annotations

import pytest
from hypothesis import given, settings

from cxkit.recordings.events import KINDS, Event
from cxkit.recordings.gold import Gold
from cxkit.recordings.matching import match
from cxkit.recordings.scores import Tally, confusion, intervals, macro, tallies

from .marks import gold, golds, mark, marks

# 3 M of which 2 found, 1 B marked R, 1 R found; one M too many
AGREED = "M1000 M10000 M20000 B30000 R40000"
GIVEN = "M1500 M10500 R30000 R40100 M50000"


def test_counts_by_kind() -> None:
    assert tallies(match(gold(AGREED), mark(GIVEN))) == {
        "MOT": Tally(hits=2, extra=1, missed=1),
        "BP": Tally(missed=1),
        "BR": Tally(hits=1, extra=1),
    }


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f"),
    [
        (Tally(2, 1, 1), 2 / 3, 2 / 3, 2 / 3),
        (Tally(1, 1, 0), 1 / 2, 1, 2 / 3),
        (Tally(0, 0, 1), 0, 0, 0),
        (Tally(0, 5, 0), 0, 0, 0),
        (Tally(), 0, 0, 0),
    ],
)
def test_shares(tally: Tally, precision: float, recall: float, f: float) -> None:
    assert (tally.precision, tally.recall, tally.f) == pytest.approx((precision, recall, f))


@pytest.mark.parametrize(
    ("agreed", "given_", "expected"),
    [
        (AGREED, GIVEN, (2 / 3 + 0 + 2 / 3) / 3),
        ("M1000", "M1000", 1.0),  # kinds that neither side holds are left out
        ("M1000", "M1000 B9000", 0.5),  # a kind that only the marks hold is not
        ("", "", 0.0),
        ("", "M1", 0.0),
    ],
)
def test_macro(agreed: str, given_: str, expected: float) -> None:
    assert macro(tallies(match(gold(agreed), mark(given_)))) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("more", "given_", "expected"),
    [
        ({"optional": True}, "M1000", {}),
        ({"optional": True}, "", {}),
        ({"optional": True}, "B1000", {"BP": Tally(extra=1)}),
        ({"also": ("BP",)}, "B1000", {"BP": Tally(hits=1)}),
        ({"also": ("BP",)}, "", {"MOT": Tally(missed=1)}),
        ({"also": ("BP",)}, "R1000", {"MOT": Tally(missed=1), "BR": Tally(extra=1)}),
        ({}, "-1000", {"MOT": Tally(missed=1)}),
    ],
)
def test_what_an_event_counts_for(more: dict, given_: str, expected: dict) -> None:
    found = tallies(match(gold("M1000", **more), mark(given_)))
    assert found == dict.fromkeys(KINDS, Tally()) | expected


def test_confusion_tells_what_was_taken_for_what() -> None:
    table = confusion(match(gold(AGREED), mark(GIVEN)))
    held = {(a, b): n for a, row in table.items() for b, n in row.items() if n}
    assert held == {
        ("MOT", "MOT"): 2,
        ("MOT", ""): 1,
        ("BP", "BR"): 1,
        ("BR", "BR"): 1,
        ("", "MOT"): 1,
    }


@settings(deadline=None)
@given(golds(), marks())
def test_confusion_holds_every_event_that_must_be_found(
    agreed: list[Gold], given_: list[Event]
) -> None:
    table = confusion(match(agreed, given_))
    must = sum(not g.optional for g in agreed)
    assert sum(n for row in KINDS for n in table[row].values()) == must


def test_an_interval_holds_the_figure_and_stays_the_same() -> None:
    agreed = gold(" ".join(f"{k}{5000 * n}" for n, k in enumerate("MBR" * 12)))
    given_ = mark(" ".join(f"{k}{5000 * n + 700}" for n, k in enumerate("MBR" * 9 + "BRM")))
    found = match(agreed, given_)
    bounds = intervals(found)
    values = {k: t.f for k, t in tallies(found).items()} | {"macro": macro(tallies(found))}
    assert bounds.keys() == values.keys()
    assert all(bounds[k][0] < values[k] < bounds[k][1] for k in values)
    assert bounds == intervals(found)
    narrow = intervals(found, level=0.5)["macro"]
    assert bounds["macro"][0] < narrow[0] < narrow[1] < bounds["macro"][1]


def test_more_events_make_it_narrower() -> None:
    def width(times: int) -> float:
        agreed = gold(" ".join(f"M{5000 * n}" for n in range(4 * times)))
        given_ = mark(" ".join(f"M{5000 * n}" for n in range(4 * times) if n % 4))
        low, high = intervals(match(agreed, given_))["MOT"]
        return high - low

    assert width(25) < 0.6 * width(5)


@pytest.mark.parametrize(
    ("agreed", "given_", "expected"),
    [
        ("M1000 M9000", "M1000 M9000", {"MOT": (1.0, 1.0), "macro": (1.0, 1.0)}),
        ("M1000", "", {"MOT": (0.0, 0.0), "macro": (0.0, 0.0)}),
        ("", "", {"macro": (0.0, 0.0)}),
    ],
)
def test_intervals_at_the_edges(agreed: str, given_: str, expected: dict) -> None:
    assert intervals(match(gold(agreed), mark(given_))) == expected
