"""Moved ends, triggers, levels, the way to a person, and half a minute."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.techniques.activity import ActivityMap
from cxkit.techniques.activity_faults import faults
from cxkit.techniques.boundary import Boundary, boundary_faults, extended
from cxkit.techniques.pitch import LONGEST, Spoken, length, pitch_faults
from cxkit.techniques.plan import Signal, Trigger, first_voice, levels, trigger_faults

MAP = ActivityMap.read({"steps": [
    {"code": "T1", "step": "Ask", "performer": "customer", "lane": "customer", "next": "T2 T3"},
    {"code": "T2", "step": "Book", "performer": "agent", "lane": "frontstage", "next": "T4"},
    {"code": "T3", "step": "Book online", "performer": "web", "lane": "system", "next": "T4"},
    {"code": "T4", "step": "Hand over", "performer": "adviser", "lane": "frontstage"},
]})  # fmt: skip
BEFORE = {"id": "b", "step": "Hears a noise", "lane": "customer", "met": "no"}
AFTER = {"id": "a", "step": "Drives to the coast", "lane": "customer", "met": "no"}


def _boundary(before: Any = (BEFORE,), after: Any = (AFTER,)) -> Boundary:
    return Boundary.read({"before": list(before), "after": list(after)})


@pytest.mark.parametrize(
    ("boundary", "told"),
    [
        (_boundary(), []),
        (_boundary(before=[{"id": "x"}, BEFORE]), []),
        (_boundary(before=[]), ["No step is added at the start"]),
        (_boundary(after=[]), ["No step is added at the end"]),
        (_boundary(before=[{**BEFORE, "lane": "frontstage"}]), ["in the lane “frontstage”"]),
        (_boundary(before=[{**BEFORE, "lane": ""}]), ["stands in no lane"]),
        (_boundary(before=[{**BEFORE, "met": "yes"}]), ["meets the firm already"]),
        (_boundary(after=[{**AFTER, "met": ""}]), ["leaves open"]),
        (_boundary(after=[{**AFTER, "step": "Glad"}]), ["no words that somebody could do"]),
        (_boundary(after=[{**AFTER, "step": "A noise hears"}, {**AFTER, "step": "hears a noise!"}]),
         ["say the same"]),
    ],
)  # fmt: skip
def test_the_ends_are_the_customers(boundary: Boundary, told: list[str]) -> None:
    found = [text for _, text in boundary_faults(boundary)]
    assert len([t for t in told if any(t in f for f in found)]) == len(told)
    assert bool(found) == bool(told)


@settings(max_examples=25)
@given(st.integers(1, 5), st.integers(1, 5))
def test_a_longer_map_holds_together_and_is_longer_by_what_was_added(a: int, b: int) -> None:
    before = [{**BEFORE, "step": f"Sees thing {n}"} for n in range(a)]
    after = [{**AFTER, "step": f"Does thing {n}"} for n in range(b)]
    longer = extended(MAP, _boundary(before, after))
    assert len(longer.rows) == len(MAP.rows) + a + b
    assert [f for f in faults(longer) if f.kind in ("orphan", "start", "end", "next")] == []
    assert longer.rows[f"S{a}"].next == ["T1"] and longer.rows["T4"].next == ["E1"]
    assert longer.rows[f"E{b}"].next == []


CALLS = Signal("calls", "Calls", "in a hundred", 33.5, "at least", 0, 200)
STARS = Signal("stars", "Stars", "stars", 3.47, "at most", 1, 5)
SHARED = Signal("shares", "Times passed on", "times", None, "", 1, 28_600)


def _trigger(kind: str, side: Any, number: Any, **changes: Any) -> Trigger:
    whole = {"id": kind, "signal": "open calls", "side": side, "number": number, "owner": "manager",
             "within": 4, "act": "Rings the writer first"}  # fmt: skip
    return Trigger.read({**whole, **changes})


@pytest.mark.parametrize(
    ("trigger", "signal", "told"),
    [
        (_trigger("bad", "at least", 45), CALLS, ""),
        (_trigger("bad", "at least", 33.5), CALLS, "rings already"),
        (_trigger("bad", "at least", 20), CALLS, "rings already"),
        (_trigger("good", "at most", 20), CALLS, ""),
        (_trigger("good", "at most", 40), CALLS, "rings already"),
        (_trigger("bad", "at most", 20), CALLS, "would be good news"),
        (_trigger("good", "at least", 60), CALLS, "would be bad news"),
        (_trigger("bad", "at most", "3,2"), STARS, ""),
        (_trigger("good", "at least", 4.5), STARS, ""),
        (_trigger("good", "at least", 7), STARS, "lies outside"),
        (_trigger("bad", "at least", 200), SHARED, ""),
        (_trigger("bad", "at least", 40_000), SHARED, "lies outside"),
        (_trigger("bad", "at least", "lots"), SHARED, "is no number"),
        (_trigger("bad", "", 200), SHARED, "above or below"),
        (_trigger("bad", "at least", 200, owner=""), SHARED, "Nobody answers"),
        (_trigger("bad", "at least", 200, within=0), SHARED, "By when"),
        (_trigger("bad", "at least", 200, act="Act, act, act"), SHARED, "What is done"),
        (_trigger("bad", "at least", 15, today=11), None, ""),
        (_trigger("bad", "at least", 10, today=11), None, "rings already"),
        (_trigger("bad", "at least", 15, signal="mood"), None, "listened for is open"),
    ],
)
def test_a_trigger_rings_beyond_today_and_not_too_late(
    trigger: Trigger, signal: Signal | None, told: str
) -> None:
    found = " ".join(trigger_faults(trigger, signal))
    assert told in found and bool(found) == bool(told)


def test_levels_follow_from_who_reports_to_whom() -> None:
    above = {"md": "", "head": "md", "lead": "head", "hand": "lead", "alone": "md", "other": ""}
    roles = [{"id": k, "reports_to": v} for k, v in above.items()]
    assert levels(roles) == {"md": "top", "head": "head", "lead": "lead", "hand": "hands",
                             "alone": "head", "other": ""}  # fmt: skip


def test_a_menu_speaks_until_a_person_does() -> None:
    voices = {"menu": {"side": "system"}, "joan": {"side": "staff"}, "me": {"side": "customer"}}

    def turns(*speakers: str) -> int:
        return first_voice([{"speaker": s} for s in speakers], voices)

    assert turns("", "menu", "", "me", "menu", "joan", "menu") == 2
    assert turns("joan", "menu") == 0
    assert turns("menu", "menu") == 2


@pytest.mark.parametrize(
    ("text", "number", "told"),
    [
        ("One two three four five six seven eight nine ten eleven twelve thirteen fourteen 60 "
         "sixteen seventeen eighteen nineteen twenty one-two three-four five six", 60, ""),
        ("", 60, "Nothing is said"),
        ("By June 60 get there", 60, "5 words"),
        ("by June 60 " * 12, 60, "of them different"),
        (" ".join(f"w{n}" for n in range(LONGEST + 1)) + " 60", 60, "take half a minute"),
        (" ".join(f"w{chr(97 + n)}" for n in range(26)) + " 1,200", 1200, ""),
        (" ".join(f"w{chr(97 + n)}" for n in range(26)) + " 33.5 %", 33.5, ""),
        (" ".join(f"w{chr(97 + n)}" for n in range(26)) + " 60", 61, "is not said"),
        (" ".join(f"w{chr(97 + n)}" for n in range(26)) + " 60", None, "number is open"),
    ],
)  # fmt: skip
def test_a_pitch_is_short_and_says_its_number(text: str, number: Any, told: str) -> None:
    found = " ".join(pitch_faults(Spoken.read({"text": text, "number": number})))
    assert told in found and bool(found) == bool(told)


def test_a_hyphen_hides_no_word() -> None:
    assert length("three-part plan, on/off") == 5
