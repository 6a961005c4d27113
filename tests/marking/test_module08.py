"""Module 08: the cards, what the checks say at their edges, and one's own process."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from cxkit.cases.stream import Stream
from cxkit.marking import DONE, LOOK_AGAIN, Mark, mark
from cxkit.marking.exercises.module08.aboard import departments, owners, turns
from cxkit.marking.exercises.module08.cards import accepted, cards
from cxkit.marking.exercises.module08.moments import moments
from cxkit.marking.exercises.module08.news import last_word, signals
from cxkit.marking.exercises.module08.pitch import MEASURES
from cxkit.marking.together import Together

from . import map_truth
from . import truth as t
from . import truth08 as o

ROOT = Path(__file__).parents[2]
SORTED = ("8.1", "8.2", "8.3", "8.6", "8.8")


def told(found: Mark, criterion: str) -> str:
    rows = next(r for r in found.results if r.id == criterion).findings
    return " ".join(f"{f.where}: {f.what} {f.why} {f.next}" for f in rows)


# ---- the cards ------------------------------------------------------------------------------


@pytest.mark.parametrize("exercise", SORTED)
def test_no_thought_reaches_more_than_the_trivial_share(exercise: str) -> None:
    held, truth = cards(exercise), list(accepted(exercise).values())
    names = list(held["labels"])
    constant = max(sum(name in labels for labels in truth) for name in names) / len(truth)
    stream = Stream(8, f"cards {exercise}")
    random = sorted(
        sum(names[stream.below(len(names))] in labels for labels in truth) / len(truth)
        for _ in range(2000)
    )
    assert max(constant, random[1899]) <= held["trivial"] + 1e-9 < held["threshold"]
    turns_ = max(
        sum(p[n % len(p)] in labels for n, labels in enumerate(truth)) / len(truth)
        for p in permutations(names)
    )
    assert turns_ <= held["trivial"] + 1e-9


@pytest.mark.parametrize("exercise", SORTED)
def test_a_card_has_a_label_that_is_offered_and_a_reason(exercise: str, case: Any) -> None:
    held = cards(exercise)
    for card in held["card"]:
        assert {card["put"], *card.get("also", ())} <= set(held["labels"])
        assert card["why"].endswith((".", "?"))
    ids = [card["id"] for card in held["card"]]
    assert len(set(ids)) == len(ids)


def test_cards_of_the_case_are_there(case: Any) -> None:
    assert all(c["id"] in case.verbatims for c in cards("8.3")["card"])
    assert list(moments(case))[:12] == [m["id"] for m in case.moments["moments"]]
    known = {*case.promises, *case.verbatims, *(x["id"] for x in case.measures["outcomes"])}
    assert {c["cites"] for c in cards("8.2")["card"] if "cites" in c} <= known
    kinds = case.exercises["7.1"]["kinds"]
    assert {k for k, kind in kinds.items() if kind == "outcome"} <= set(MEASURES)


# ---- the figures of the case ----------------------------------------------------------------


def test_the_last_word_is_that_of_the_log(case: Any) -> None:
    rated = [r["rating"] for r in case.event_log if r["rating"]]
    found = last_word(case)
    assert found["all"] == pytest.approx(sum(rated) / len(rated))
    assert found["chased"] < found["all"]
    assert all(s.today is None or s.low < s.today < (s.high or 1e9) for s in signals(case).values())


def test_no_role_owns_most_of_the_map(case: Any) -> None:
    found = owners(case)
    assert list(found) == list(departments(case)) and all(found.values())
    best = max(sum(r in roles for roles in found.values()) for r in set().union(*found.values()))
    assert best <= len(found) / 2
    assert set(departments(case)) == {r["department"] for r in case.event_log}


def test_the_menu_speaks_before_a_person_does(case: Any) -> None:
    assert all(n >= 2 for n in turns(case).values())


# ---- at the edges ---------------------------------------------------------------------------


def test_steps_are_joined_to_the_map_that_was_drawn(case: Any) -> None:
    drawn = map_truth.drawn(case)
    both = Together(case, lambda name, mine: drawn if name == "5.1" else {})
    assert "With your map of 5.1, 24 steps become 26" in told(
        mark("8.1", o.boundary(case), both), "moved"
    )
    assert "With the map of the case" in told(mark("8.1", o.boundary(case), case), "moved")


def test_a_name_far_from_the_line_is_asked_about_and_not_marked(case: Any) -> None:
    line = {"lines": [{"id": "l1", "text": "Nobody waits"}], "choice": [{"id": "c", "keep": "l1"}]}
    both = Together(case, lambda name, mine: line if name == "3.5" else {})
    found = mark("8.1", o.boundary(case), both)
    assert found.state == DONE
    assert ["Nobody waits" in q.text for q in found.questions] == [True]
    near = t.put(o.boundary(case), "reach", 0, business="Days without waiting")
    assert mark("8.1", near, both).questions == ()


def test_a_word_of_delivery_is_asked_about_and_costs_nothing(case: Any) -> None:
    data = o.pitch(case)
    text = data["pitch"][0]["text"].replace("two weeks", "two weeks, on budget")
    found = mark("8.6", t.put(data, "pitch", 0, text=text), case)
    assert (found.state, found.share) == (DONE, 1.0)
    assert any("budget" in q.text for q in found.questions)


@pytest.mark.parametrize(
    ("exercise", "data", "criterion", "words"),
    [
        ("8.2", lambda c: t.put(o.abacus(c), "actions", 0, moments=["m06"]), "covered",
         "m06: you put that under another stage"),
        ("8.2", lambda c: t.put(o.abacus(c), "actions", 0, due="in two weeks"), "ready",
         "a time that each customer waits"),
        ("8.3", lambda c: t.put(o.news(c), "triggers", 1, signal="calls", number=20), "triggers",
         "rings already"),
        ("8.3", lambda c: t.put(o.news(c), "figures", 0, number="many"), "figured", "You have many"),
        ("8.6", lambda c: o.pitch(c, measure="K27"), "measured", "while no customer notices"),
        ("8.8", lambda c: t.put(o.rethink(c), "ideas", 3, evidence=["V01"]), "ideas",
         "V01 is none of these"),
        ("8.9", lambda c: t.put(o.aboard(c), "owners", 1, role="O07"), "owned", "Website, you say"),
    ],
)  # fmt: skip
def test_a_finding_names_the_place(
    case: Any, exercise: str, data: Any, criterion: str, words: str
) -> None:
    assert words in told(mark(exercise, data(case), case), criterion)


# ---- one's own ------------------------------------------------------------------------------


def _own(data: t.Data, *sections: str) -> t.Data:
    return {s: rows for s, rows in data.items() if s not in sections}


OWN = {
    "8.1": (lambda c: _own(o.boundary(c), "tests"), "aimed"),
    "8.3": (lambda c: {"triggers": [
        {**r, "signal": "letters that name us", "today": 1} for r in o.news(c)["triggers"]]}, "triggers"),
    "8.6": (lambda c: {"pitch": [{**o.pitch(c)["pitch"][0], "measure": "people who get there"}]},
            "said"),
    "8.8": (lambda c: {"ideas": [{**r, "evidence": ["own-1"]} for r in o.rethink(c)["ideas"]]}, "ideas"),
    "8.9": (lambda c: {
        "owners": [{"id": f"r{n}", "unit": f"Ward {n}", "role": "sister"} for n in range(2)],
        "ambassadors": o.aboard(c)["ambassadors"],
        "able": [{"id": f"r{n}", "unit": "m", "note": f"Sees the list of day {n}"} for n in range(2)]},
        "able"),
}  # fmt: skip


@pytest.mark.parametrize("exercise", OWN)
def test_an_own_answer_needs_no_key(case: Any, exercise: str) -> None:
    make, last = OWN[exercise]
    found = mark(exercise, make(case), case, mine=True)
    assert found.state == DONE, [(r.id, r.findings) for r in found.results]
    assert "sorted" not in {r.id for r in found.results}
    assert mark(exercise, t.blank(make(case)), case, mine=True).share == 0


def test_six_own_moments_are_asked_for(case: Any) -> None:
    data = o.abacus(case)
    rows = [{"id": f"r{n}", "code": f"M{n}", "text": f"meets us {n}", "choice": a["id"]}
            for n, a in enumerate(data["actions"])]  # fmt: skip
    actions = [{**a, "moments": [f"m{n}".upper()]} for n, a in enumerate(data["actions"])]
    found = mark("8.2", {"stages": rows, "actions": actions}, case, mine=True)
    assert found.state == DONE, [(r.id, r.findings) for r in found.results]
    short = mark("8.2", {"stages": rows[:5], "actions": actions}, case, mine=True)
    assert short.state == LOOK_AGAIN and "Moments so far: 5" in told(short, "filled")


# ---- answers without thought ----------------------------------------------------------------

NOTHING = {
    "letters that show as nothing": "\u3164\u3164 \u115f\u115f \u1160\u1160 \uffa0\uffa0 \u3164\u1160 \u115f\u3164",
    "zero width": " \u200b\u2060 \u202e\u00a0",
    "one letter each": "a b c d e f g h i j k l m n",
    "numbers": "1 2 3 4 5 6 7 8",
}  # fmt: skip
BOXES = [
    ("8.1", "moved", o.boundary, "before", "step"),
    ("8.1", "moved", o.boundary, "after", "step"),
    ("8.1", "aimed", o.boundary, "reach", "seen"),
    ("8.1", "aimed", o.boundary, "reach", "link"),
    ("8.2", "covered", o.abacus, "actions", "action"),
    ("8.2", "ready", o.abacus, "actions", "owner"),
    ("8.2", "ready", o.abacus, "actions", "measure"),
    ("8.3", "triggers", o.news, "triggers", "owner"),
    ("8.3", "triggers", o.news, "triggers", "act"),
    ("8.8", "ideas", o.rethink, "ideas", "idea"),
    ("8.9", "levels", o.aboard, "ambassadors", "note"),
    ("8.9", "able", o.aboard, "able", "note"),
    ("8.9", "heard", o.aboard, "instead", "note"),
]


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
@pytest.mark.parametrize(("name", "criterion", "make", "section", "field"), BOXES,
                         ids=[f"{b[0]} {b[4]}" for b in BOXES])  # fmt: skip
def test_a_box_that_says_nothing_is_seen(
    case: Any, name: str, criterion: str, make: Any, section: str, field: str, text: str
) -> None:
    found = mark(name, t.every(make(case), section, **{field: text}), case)
    row = next(r for r in found.results if r.id == criterion)
    assert row.state != DONE and row.credit < 1


COPIES: dict[str, tuple[str, Any, str, str]] = {
    "a step of the map": ("8.1", lambda c: t.put(
        o.boundary(c), "before", 0, step=next(iter(c.steps.values()))["step"]), "moved", "on the map already"),
    "the outcome for what shows it": ("8.1", lambda c: t.put(
        o.boundary(c), "reach", 0, seen=c.measures["outcomes"][0]["text"]), "aimed", "outcome again"),
    "one sentence twice": ("8.1", lambda c: t.put(
        o.boundary(c), "reach", 0, link=o.boundary(c)["reach"][0]["seen"]), "aimed", "said before"),
    "the pitch of the lesson": ("8.6", lambda c: t.put(
        o.pitch(c), "pitch", 0, text=cards("8.6")["example"], number=6), "said", "somebody else's"),
    "a card for an idea": ("8.8", lambda c: t.put(
        o.rethink(c), "ideas", 0, idea=cards("8.8")["card"][3]["text"]), "ideas", "text of a card"),
    "what it cites for an idea": ("8.8", lambda c: t.put(
        o.rethink(c), "ideas", 0, evidence=["R09"], idea=c.rules["R09"]["text"]), "ideas", "starts from"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make", "criterion", "words"), COPIES.values(), ids=COPIES)
def test_a_text_of_somebody_else_is_none_of_ones_own(
    case: Any, name: str, make: Any, criterion: str, words: str
) -> None:
    found = mark(name, make(case), case)
    assert words in told(found, criterion) and found.state == LOOK_AGAIN


def test_the_pitch_that_is_refused_is_that_of_the_lesson() -> None:
    lesson = (ROOT / "course" / "source" / "08-redesign.md").read_text(encoding="utf-8")
    assert cards("8.6")["example"] in lesson
