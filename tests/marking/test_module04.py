"""Module 04 at its edges: other answers, damaged marks, a partner, the own organisation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxkit.cases import Case
from cxkit.marking import DONE, LOOK_AGAIN, NOT_STARTED, mark
from cxkit.marking.exercises.module04.between import MOST, between
from cxkit.marking.exercises.module04.places import at_of, places
from cxkit.marking.together import Together, other_answer
from cxkit.recordings.gold import read_gold
from cxkit.recordings.thoughtless import floor

from . import heard as h
from . import truth as t


def told(found: Any) -> str:
    return " ".join(f.what for r in found.results for f in r.findings)


def test_a_case_with_answers_is_that_case(case: Case) -> None:
    both = Together(case, lambda name, mine: {"rows": [{"id": f"{name}{mine}"}]})
    assert both.vignettes is case.vignettes and both.name == case.name
    assert other_answer(both, "4.2", mine=True) == {"rows": [{"id": "4.2True"}]}
    assert other_answer(case, "4.2") == {}
    with pytest.raises(AttributeError):
        _ = both.nothing_of_the_kind


@pytest.mark.parametrize("recording", ["rv1", "rv2", "rv3", "rv4"])
def test_the_floor_stands_with_the_agreed_marks(case: Case, recording: str) -> None:
    agreed = case.recordings[recording]["agreed"]
    assert agreed["floor"] == floor(read_gold(agreed), agreed["duration"])


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"id": "a", "kind": "MOT", "start": -5, "end": 3}], "before the recording"),
        ([{"id": "a", "kind": "MOT", "start": 300_000, "end": 300_000}], "beyond the recording"),
        ([{"id": "a", "kind": "BP", "start": 900, "end": 100}], "before the start"),
        ([{"id": "a", "kind": "BP", "start": 9, "end": 9}] * 2, "two events are called"),
    ],
)
def test_marks_that_cannot_be_are_told_and_earn_nothing(case: Case, rows: Any, says: str) -> None:
    found = mark("4.2", {"alone": rows}, case)
    assert (found.state, found.share) == (LOOK_AGAIN, 0.0)
    assert says in told(found)


def test_more_marks_than_a_form_holds_are_refused_in_a_sentence(case: Case) -> None:
    rows = [{"id": f"m{n}", "kind": "MOT", "start": n, "end": n} for n in range(4000)]
    found = mark("4.2", {"alone": rows}, case)
    assert found.share == 0 and "at most 1000" in found.faults[0].what


def test_a_time_beyond_all_numbers_is_told_in_words(case: Case) -> None:
    found = mark("4.2", {"alone": [{"id": "m", "kind": "MOT", "start": 0, "end": 1e308}]}, case)
    assert found.faults[0].what == "alone, row 1, end: expected a whole number, found 1e+308."


def test_a_steady_delay_costs_nothing_and_is_told(case: Case) -> None:
    shares = [mark("4.2", h.annotation(case, lag=lag), case).share for lag in (0, 700, 1400)]
    assert shares == [1.0, 1.0, 1.0]
    assert "1.4 s after the agreed start" in told(mark("4.2", h.annotation(case, lag=1400), case))


def test_names_ends_and_order_of_marks_change_nothing(case: Case) -> None:
    data = h.annotation(case, miss=4)
    other = {k: [{**m, "id": f"x{n}", "end": m["start"] + 900, "note": "so"}
                 for n, m in enumerate(reversed(rows))] for k, rows in data.items()}  # fmt: skip
    one, two = mark("4.2", data, case), mark("4.2", other, case)
    assert [r.value for r in one.results] == [r.value for r in two.results]


@pytest.mark.parametrize("seconds", range(1, 31, 2))
def test_marking_without_listening_earns_nothing(case: Case, seconds: int) -> None:
    data = h.every(case, seconds)
    data["alone"] = data["alone"][:300]
    assert mark("4.2", data, case).share <= 0.1


def test_an_own_recording_needs_no_key(case: Case) -> None:
    file = {"id": "recording", "name": "call.m4a", "duration": 60_000}
    rows = [{"id": f"o{n}", "kind": ("MOT", "BP")[n % 2], "start": 1000 * n, "end": 1000 * n}
            for n in range(8)]  # fmt: skip
    full = mark("4.2", {"own": [file, *rows]}, case, mine=True)
    assert (full.state, full.share) == (DONE, 1.0)
    assert mark("4.2", {"own": [file]}, case, mine=True).state == NOT_STARTED
    for less in ([file, *rows[:5]], [file, *rows[::2], *rows[::2]]):
        assert mark("4.2", {"own": less}, case, mine=True).state == LOOK_AGAIN


# ---- settling -------------------------------------------------------------------------------


def test_without_marks_there_is_nothing_to_settle(case: Case) -> None:
    assert between(case) is None
    found = mark("4.3", {"labels": [{"id": "x", "choice": "MOT", "why": ""}]}, case)
    assert found.share == 0 and "no marks of recording 2" in told(found)


def test_a_copy_of_the_partner_settles_nothing(case: Case) -> None:
    copied = {"alone": [{**e, "note": ""} for e in case.recordings["rv2"]["partner"]["events"]]}
    both = Together(case, lambda name, mine: copied)
    found = mark("4.3", {"labels": [{"id": "x", "choice": "MOT", "why": "a b c d"}]}, both)
    assert found.share == 0 and "differ in 0 places" in told(found)


def test_every_place_is_agreed_or_asked_once(case: Case) -> None:
    both = h.before(case, miss=3, turn=6)
    found = between(both)
    assert found is not None
    ids = [d.id for d in found.all]
    assert len(set(ids)) == len(ids) and len(found.asked) == MOST
    marks = {d.mine.id for d in found.all if d.mine}
    assert len(marks) + found.same == len(found.mine)
    assert all(d.accepted for d in found.all)


def test_right_decisions_better_the_own_file(case: Case) -> None:
    found = between(h.before(case, miss=4, turn=5))
    assert found is not None
    right = {d.id: sorted(d.accepted)[0] for d in found.asked}
    assert found.settled(right) > found.settled({})


@pytest.mark.parametrize("how", [{}, {"miss": 2}, {"turn": 99}, {"miss": 3, "turn": 20}, {"only": "BP"}])
def test_whatever_was_marked_a_bar_can_be_set(case: Case, how: Any) -> None:
    both = h.before(case, **how)
    found = between(both)
    assert found is not None
    rows = [{"id": d.id, "choice": sorted(d.accepted)[0], "why": h.reason(n)}
            for n, d in enumerate(found.asked)]  # fmt: skip
    assert mark("4.3", {"labels": rows}, both).state == DONE


# ---- the register ---------------------------------------------------------------------------


def test_places_are_the_learners_own_where_there_are_any(case: Case) -> None:
    assert not any(p.own for p in places(case))
    own = places(h.before(case, only="MOT"))
    assert own and all(p.own for p in own)


@pytest.mark.parametrize(
    ("text", "found"),
    [("0:03", "e01"), ("00:22", "e03"), ("E24", "e24"), ("2:49.5", "e24"), ("9:59", None), ("", None),
     ("soon", None), ("2:20", None)],
)  # fmt: skip
def test_a_place_is_a_mark_or_a_time_near_one(case: Case, text: str, found: str | None) -> None:
    place = at_of(text, places(case))
    assert (place.id if place else None) == found


def test_a_mark_that_is_red_no_more_is_named(case: Case) -> None:
    data = h.register(case, by_id=True)
    found = mark("4.4", data, h.before(case, turn=4))
    assert "its mark is gone, or red no more" in told(found)


def test_a_register_without_own_marks_lies_on_the_agreed_ones(case: Case) -> None:
    found = mark("4.4", h.register(case), case)
    assert found.state == DONE and "the agreed red marks" in told(found)


def test_the_own_register_takes_the_actors_it_names(case: Case) -> None:
    folder = Path(__file__).resolve().parents[2] / "course" / "source" / "models" / "mine"
    data = json.loads((folder / "4.4.json").read_text(encoding="utf-8"))
    assert mark("4.4", data, case, mine=True).state == DONE
    bare = mark("4.4", {"moments": data["moments"]}, case, mine=True)
    assert bare.state == LOOK_AGAIN and "put it in the table of actors" in told(bare)


# ---- ratings --------------------------------------------------------------------------------


def test_the_check_of_five_tells_no_answer_before_they_are_found(case: Case) -> None:
    wrong = mark("4.5", h.critical(case, case.exercises["4.5"]["by_stated_importance"]), case)
    assert "redrawn" not in told(wrong)
    assert "redrawn" in told(mark("4.5", h.critical(case), case))


@pytest.mark.parametrize("word", ["above", "met", "below"])
def test_one_word_throughout_earns_nothing(case: Case, word: str) -> None:
    assert mark("4.6", t.every(h.levels(case), "labels", choice=word), case).share == 0


# ---- answers without thought ----------------------------------------------------------------

NOTHING = {
    "letters that show as nothing": "\u3164\u3164 \u115f\u115f \u1160\u1160 \uffa0\uffa0 \u3164\u1160 \u115f\u3164",
    "zero width": " \u200b\u2060 \u202e\u00a0",
    "one letter each": "a b c d e f g h i j k l m n",
    "numbers": "1 2 3 4 5 6 7 8",
}  # fmt: skip
BOXES = [
    ("4.3", "reasons", h.settled, "labels", "why"),
    ("4.4", "rows", h.register, "moments", "description"),
    ("4.4", "rows", h.register, "moments", "expectation"),
    *(("4.6", "redesign", h.levels, "redesign", f) for f in ("expected", "change", "stop", "owner", "measure")),
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
@pytest.mark.parametrize(("name", "criterion", "make", "section", "field"), BOXES,
                         ids=[f"{b[0]} {b[4]}" for b in BOXES])  # fmt: skip
def test_a_box_that_says_nothing_is_seen(
    case: Case, name: str, criterion: str, make: Any, section: str, field: str, text: str
) -> None:
    data = make(case)
    rows = [{**row, field: f"{text}{chr(0x3164) * n}"} for n, row in enumerate(data[section], 1)]
    found = mark(name, {**data, section: rows}, h.before(case))
    row = next(r for r in found.results if r.id == criterion)
    assert row.state != DONE and row.credit < 1


@pytest.mark.parametrize(
    ("says", "expectations"),
    [
        ("that of row 1", lambda c: [f"I want to be served well, {n}" for n in range(6)]),
        ("a promise of the firm's", lambda c: [p["text"] for p in c.promises.values()][:6]),
        ("firm's own register", lambda c: [m["expectation"] for m in c.moments["moments"]][:6]),
        ("the same words", lambda c: [f"{m['description']} and so it does"
                                      for m in h.register(c)["moments"]]),
    ],
)  # fmt: skip
def test_an_expectation_is_ones_own(case: Case, says: str, expectations: Any) -> None:
    data = h.register(case)
    for row, text in zip(data["moments"], expectations(case), strict=True):
        row["expectation"] = text
    found = mark("4.4", data, h.before(case))
    assert says in told(found) and found.state == LOOK_AGAIN


def test_one_sentence_is_no_redesign(case: Case) -> None:
    data = h.levels(case)
    for field in ("expected", "change", "stop", "owner", "measure"):
        data["redesign"][0][field] = f"Tell the customer more and do it in time, {field}"
    found = mark("4.6", data, h.before(case))
    assert "Two fields say the same" in told(found) and found.state == LOOK_AGAIN
