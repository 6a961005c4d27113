"""The transcripts of a paper: scenes in versions, events, annotators, rules that are heard."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import permutations
from typing import Any

import pytest

from cxkit.cases.brightwater.firm import Firm, draw_firm
from cxkit.cases.brightwater.rules import LAW
from cxkit.cases.brightwater.scripts import RECORDINGS, read_scenes
from cxkit.cases.brightwater.voices import voice_files
from cxkit.cases.stream import Stream
from cxkit.recordings.events import Event
from cxkit.recordings.matching import match
from cxkit.recordings.scores import macro, tallies
from cxkit.recordings.script import Script, annotators, gold_events, timed

SEEDS = range(20)
EVENTS = ("MOT", "BP", "BR")


@cache
def _paper(seed: int) -> tuple[Firm, dict[str, Any], dict[str, Any]]:
    firm = draw_firm(lambda purpose: Stream(seed, purpose))
    return firm, *voice_files(firm, lambda purpose: Stream(seed, purpose))


@pytest.mark.parametrize("name", RECORDINGS)
def test_all_versions_of_a_scene_hold_as_many_events_of_each_kind(name: str) -> None:
    _, scenes = read_scenes(name)
    versions: dict[str, set[tuple[int, ...]]] = {}
    for scene in scenes:
        kinds = Counter(row.split()[1] for row in scene.rows if row.startswith("! "))
        versions.setdefault(scene.name, set()).add(tuple(kinds[k] for k in EVENTS))
    assert {scene: len(counts) for scene, counts in versions.items()} == dict.fromkeys(versions, 1)
    assert 6 <= len(versions) <= 8
    assert all(sum(s.name == scene for s in scenes) >= 2 for scene in versions)


@pytest.mark.parametrize("name", RECORDINGS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_transcript_can_be_timed_and_its_events_found(seed: int, name: str) -> None:
    firm, paper, key = _paper(seed)
    script = Script.read(next(s for s in paper["scripts.json"] if s["id"] == name))
    placed, truth = timed(script), key["recordings"][name]
    assert 180_000 <= placed.duration <= 360_000
    assert len(script.voices) >= 4 and "back" in {line.scene for line in script.lines}
    gold = gold_events(placed, truth)
    assert 25 <= len(gold) <= 60
    counts = Counter(event.kind for event in gold)
    assert min(counts[kind] for kind in EVENTS) >= 6
    assert all(abs(counts[k] - n) <= 2 for k, n in _kinds(0, name).items())
    assert [e["id"] for e in truth["events"]] == [g.id for g in gold], "in order of time"
    assert all(a.start < b.start for a, b in zip(gold, gold[1:], strict=False))
    assert all(len(marks) > 20 for marks in annotators(placed, truth).values())
    ids = {rule.id for rule in firm.rules}
    assert {e["rule"] for e in truth["events"]} - {""} <= ids


def _kinds(seed: int, name: str) -> Counter[str]:
    return Counter(event["kind"] for event in _paper(seed)[2]["recordings"][name]["events"])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_customer_is_a_party_of_every_moment_and_of_no_break_point(seed: int) -> None:
    for recording in _paper(seed)[2]["recordings"].values():
        for event in recording["events"]:
            assert len(event["actors"]) == (1 if event["kind"] == "BR" else 2)
            assert ("customer" in event["actors"]) == (event["kind"] == "MOT"), event
            assert ("-" in event["type"], " to " in event["type"]) == (
                event["kind"] == "MOT", event["kind"] == "BP"
            )  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_the_key_is_what_the_annotators_agree_on(seed: int) -> None:
    for recording in _paper(seed)[2]["recordings"].values():
        debatable = 0
        for event in recording["events"]:
            marks = Counter(
                mark["kind"]
                for given in recording["annotators"].values()
                for mark in given
                if mark["line"] == event["from"]
            )
            assert marks.most_common(1)[0][0] == event["kind"]
            assert event["optional"] == (sum(marks.values()) == 1)
            assert event["also"] == sorted(marks.keys() - {event["kind"]})
            debatable += event["optional"] or bool(event["also"])
        assert 4 <= debatable <= 7


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rule_that_is_heard_is_the_rule_that_was_drawn(seed: int) -> None:
    firm, paper, key = _paper(seed)
    cited = {e["rule"] for r in key["recordings"].values() for e in r["events"]} - {""}
    silent = {"before repair", "before inspection", LAW}
    assert cited >= {rule.id for rule in firm.rules if rule.site not in silent}
    heard = " ".join(line["text"] for s in paper["scripts.json"] for line in s["lines"]).lower()
    for rule, slots in (
        ("area-days", ["visit_days"]), ("visit-notice", ["notice"]), ("noon-batch", ["batch"]),
        ("second-name", ["limit"]), ("quote-day", ["quote_day"]), ("meeting", ["meeting_day"]),
        ("dry-certificate", ["hold"]), ("pay-run", ["pay_day"]), ("excess-first", ["excess"]),
    ):  # fmt: skip
        if firm.rule(rule):
            for slot in slots:
                assert firm.slots[slot].lower() in heard, rule
                assert firm.slots[slot] in firm.rule(rule).text


@pytest.mark.parametrize("name", RECORDINGS)
def test_the_gold_differs_from_paper_to_paper(name: str) -> None:
    found = {
        tuple((e["kind"], e["from"]) for e in _paper(seed)[2]["recordings"][name]["events"])
        for seed in SEEDS
    }
    assert len(found) >= 15


@pytest.mark.parametrize("name", RECORDINGS)
def test_another_papers_answers_are_of_little_use(name: str) -> None:
    golds = [_gold(seed, name) for seed in range(8)]
    copied = [
        macro(tallies(match(one, [Event(g.id, g.kind, g.start, g.start) for g in other])))
        for one, other in permutations(golds, 2)
    ]
    assert sorted(copied)[len(copied) // 2] < 0.4 and max(copied) < 0.75


def _gold(seed: int, name: str) -> tuple[Any, ...]:
    _, paper, key = _paper(seed)
    script = next(s for s in paper["scripts.json"] if s["id"] == name)
    return gold_events(timed(Script.read(script)), key["recordings"][name])
