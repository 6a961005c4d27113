"""The scripts of the recordings: heard speech, exact events, believable marks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

import pytest

from cxkit.cases import CaseError
from cxkit.cases.rowan_vale import scripts
from cxkit.cases.rowan_vale.heard_marks import ANNOTATORS, make_marks, make_partner
from cxkit.cases.rowan_vale.scripts import RECORDINGS, make_script
from cxkit.cases.rowan_vale.speech import setting_at, spoken
from cxkit.cases.rowan_vale.world import World, make_world
from cxkit.recordings.adjudicate import adjudicate
from cxkit.recordings.matching import match
from cxkit.recordings.scores import macro, tallies
from cxkit.recordings.script import Script, annotators, gold_events, timed

WORLD = make_world()


@pytest.fixture(params=RECORDINGS)
def heard(request):
    return make_script(WORLD, request.param)


def texts(heard):
    return [line["text"] for line in heard.script["lines"] if line["text"]]


def onsets(heard):
    placed = {line.id: line.start for line in timed(Script.read(heard.script)).lines}
    return [(placed[event["from"]], event["kind"]) for event in heard.events]


def test_length(heard):
    assert 450 <= sum(len(text.split()) for text in texts(heard)) <= 800
    assert 180_000 <= timed(Script.read(heard.script)).duration <= 360_000


def test_voices_scenes_and_sounds(heard):
    lines = heard.script["lines"]
    assert len({line["speaker"] for line in lines} - {""}) >= 4
    assert {"menu", "phone", "back", "desk"} <= {line["scene"] for line in lines}
    assert {"ring", "hold"} <= {line.get("sound") for line in lines}
    assert {line["speaker"] for line in lines} - {""} == set(heard.script["voices"])


def test_every_word_can_be_said(heard):
    for text in texts(heard):
        assert re.fullmatch(r"[A-Z][A-Za-z',.!? -]*[.?!]", text), text
        assert not re.search(r"\b(MOT|ok|approx|no\.|St\.)\b|  ", text), text


def test_events_are_enough_and_of_all_kinds(heard):
    counts = Counter(event["kind"] for event in heard.events)
    assert 25 <= len(heard.events) <= 60
    assert counts["MOT"] >= 8
    assert counts["BP"] >= 6
    assert counts["BR"] >= 6
    assert sum(bool(event["rule"]) for event in heard.events) >= 6


def test_about_one_event_in_six_is_debatable(heard):
    debatable = [event for event in heard.events if event["optional"] or event["also"]]
    assert 1 / 8 < len(debatable) / len(heard.events) < 1 / 4
    assert not any(event["optional"] and event["also"] for event in heard.events)


def test_events_of_one_kind_can_be_told_apart(heard):
    for kind in ("MOT", "BP", "BR"):
        times = [start for start, of in onsets(heard) if of == kind]
        assert all(after - before > 2500 for before, after in pairwise(times)), kind


def test_the_customer_is_a_party_of_every_mot_and_of_no_bp(heard):
    for event in heard.events:
        if event["kind"] != "BR":
            assert ("customer" in event["actors"]) == (event["kind"] == "MOT"), event


def test_key_is_the_adjudication_of_the_marks(heard):
    key = {"events": heard.events, "annotators": make_marks(WORLD, heard)}
    placed = timed(Script.read(heard.script))
    stated = gold_events(placed, key)
    found = adjudicate(annotators(placed, key))
    told = [[(g.kind, g.optional, g.also) for g in golds] for golds in (stated, found)]
    assert told[0] == told[1]


def test_annotators_react_each_in_their_own_time(heard):
    marks = make_marks(WORLD, heard)
    medians = [median(mark["shift"] for mark in marks[who]) for who in ANNOTATORS]
    assert all(400 <= value <= 1200 for value in medians)
    assert all(after - before >= 150 for before, after in pairwise(medians))


def test_partner_is_believable_and_nobody_else():
    heard = make_script(WORLD, "rv2")
    partner, marks = make_partner(WORLD, heard)["marks"], make_marks(WORLD, heard)
    key = {"events": heard.events, "annotators": {"P": partner}}
    placed = timed(Script.read(heard.script))
    score = macro(tallies(match(gold_events(placed, key), annotators(placed, key)["P"])))
    assert 30 <= len(partner) <= 40
    assert 0.7 < score < 0.95
    assert all(partner != marks[who] for who in ANNOTATORS)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_world_is_another_script_with_the_same_events(seed):
    for name in RECORDINGS:
        one, other = make_script(WORLD, name), make_script(make_world(seed), name)
        assert texts(one) != texts(other)
        assert one.events == other.events


@pytest.mark.parametrize(
    ("pounds", "said"),
    {
        0: "nought pounds", 7: "seven pounds", 20: "twenty pounds", 85: "eighty-five pounds",
        100: "one hundred pounds", 312: "three hundred and twelve pounds",
        1000: "one thousand pounds", 1001: "one thousand and one pounds",
        8995: "eight thousand nine hundred and ninety-five pounds",
        15995: "fifteen thousand nine hundred and ninety-five pounds",
        54.85: "fifty-four pounds eighty-five",
    }.items(),
)  # fmt: skip
def test_prices_are_said(pounds, said):
    world = World(1, WORLD.staff, {"thing": pounds})
    setting = setting_at(WORLD, "Stafford")
    assert spoken("[[say:thing]]", world, setting) == said
    assert spoken("[[Say:thing]]", world, setting) == said.capitalize()


@pytest.mark.parametrize(
    ("slot", "said"),
    {
        "[[fact:oneway]] miles": "forty miles",
        "[[Fact:hold]]": "Two working days",
        "[[far:Whitby-Halifax]]": "eighty-five",
        "[[Promise:P10]]": "Know where your car is up to, any time",
        "[[other:woman]]": "Oksana",
    }.items(),
)
def test_slots_of_speech(slot, said):
    assert spoken(slot, WORLD, setting_at(WORLD, "Stafford")) == said


@pytest.mark.parametrize("slot", ["[[say:yacht]]", "[[fact:lore]]", "[[far:A-B]]", "[[other:dog]]"])
def test_a_slot_that_names_nothing(slot):
    with pytest.raises(CaseError, match=r"names nothing in the world, near 'So"):
        spoken(f"So, {slot}.", WORLD, setting_at(WORLD, "Stafford"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("agent: It's a note.", "agent It's a note.", "expected a scene, a sound, an event"),
        ("! BR | menu | five levels", "! BX | menu | five levels", "expected '! KIND"),
        ("person | R17", "person | R77", "R77"),
        ("! BR | yard | vans go", "! BR | nobody | vans go", "nobody is called nobody"),
        ("! MOT ps | customer terminal", "! MOT pp | customer terminal", "are person and system"),
        ("! BP pp | desk yard | asks for", "! MOT pp | desk yard | asks for", "every MOT"),
        ("with the fuel they came in with", "with fuel | +9", "past the end"),
        ("~ tone 350\n", "! BP ss | menu screen | sends\n", "two events begin at one line"),
        ("Ten minutes, was it?\n", "Ten?\n! BR | yard | late\n", "after the last line"),
    ],
)
def test_a_fault_in_a_script_is_told_with_its_place(monkeypatch, old, new, words):
    text = scripts._text("rv1")
    assert text.count(old) == 1
    monkeypatch.setattr(scripts, "_text", lambda name: text.replace(old, new))
    with pytest.raises(CaseError, match=re.escape(words)):
        make_script(WORLD, "rv1")
