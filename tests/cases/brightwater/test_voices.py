"""Brightwater's voices: many papers from one pool, each whole, true to its key and equally hard."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from cxkit.cases.brightwater.cards import needs_of, read_cards
from cxkit.cases.brightwater.firm import Firm, draw_firm
from cxkit.cases.brightwater.pool import TEXTS, authored
from cxkit.cases.brightwater.voices import CATEGORIES, KINDS, NEEDS, SLOTS_NEEDED, voice_files
from cxkit.cases.case import CaseError
from cxkit.cases.files import json_bytes
from cxkit.cases.rowan_vale.profile import nearest
from cxkit.cases.stream import Stream

SEEDS = range(20)
WIDTHS = {"letters": 3, "turns": 3, "plain": 5, "viral": 5}


@cache
def _paper(seed: int) -> tuple[Firm, dict[str, Any], dict[str, Any]]:
    firm = draw_firm(lambda purpose: Stream(seed, purpose))
    return firm, *voice_files(firm, lambda purpose: Stream(seed, purpose))


def _bare(text: str) -> str:
    return re.sub(r"\{\{n\d\d:\d\|((?:[^{}]|\{[^{}]*\})*)\}\}", r"\1", text)


def _said(paper: dict[str, Any]) -> list[str]:
    """Every text that a person reads or hears in a paper."""
    shown = [t[k] for name in ("letters", "verbatims") for t in paper[f"{name}.json"] for k in t if k in ("text", "who", "from")]
    shown += [p["text"] for p in paper["promises.json"]]
    for script in paper["scripts.json"]:
        shown += [script["title"], script["about"], *(v["name"] for v in script["voices"].values())]
        shown += [line["text"] for line in script["lines"] if line["speaker"]]
    return shown


# ---- the pool -------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "least"), [("letters", 30), ("turns", 60), ("plain", 68), ("viral", 4)])
def test_the_pool_holds_more_than_a_paper_draws(name: str, least: int) -> None:
    cards = read_cards(name, WIDTHS[name])
    assert len(cards) >= least
    assert len({" ".join(_bare(card.text).lower().split()[:5]) for card in cards}) == len(cards)


def test_any_letter_is_of_a_length_and_shows_two_needs_of_its_category_alone() -> None:
    for card in read_cards("letters", 3):
        assert len(card.parts) == 3, "two middles and a close"
        for category in card.parts.keys() - {"close"}:
            whole = " ".join((card.text, card.parts[category][0], card.parts["close"][0]))
            assert 90 <= len(_bare(whole).split()) <= 140, (card.fields, category)
            needs = needs_of(whole)
            assert len(needs) == 2
            assert all(CATEGORIES[category]["strengths"].get(need, 0) == 3 for need in needs)


def test_letters_are_spread_evenly_over_age_and_category() -> None:
    cards = read_cards("letters", 3)
    seen = Counter((c.fields[0], part) for c in cards for part in c.parts if part != "close")
    assert seen == dict.fromkeys([(a, c) for a in ("young", "mid", "old") for c in CATEGORIES], 5)


def test_each_voice_that_turns_has_two_kinds_and_a_reason_for_both() -> None:
    cards = read_cards("turns", 3)
    assert Counter(frozenset(card.parts) for card in cards) == dict.fromkeys(
        map(frozenset, combinations(KINDS, 2)), 10
    )
    for card in cards:
        assert all(why and needs_of(text) for text, why in card.parts.values()), card.fields


def test_the_slots_that_are_used_are_the_slots_that_are_asked_for() -> None:
    used = set()
    for path in sorted((TEXTS / "voices").iterdir()):
        text = _bare(path.read_text(encoding="utf-8").partition("\n@ " if path.stem in WIDTHS else "\n")[2])
        used |= {slot.lower() for slot in re.findall(r"(?<!\{)\{([A-Za-z][a-z0-9_]*)\}(?!\})", text)}
    assert used - {"town", "promise"} == SLOTS_NEEDED
    assert _paper(0)[0].slots.keys() >= SLOTS_NEEDED


def test_every_quoted_promise_is_in_the_pool_and_a_site_is_one_of_the_firms() -> None:
    promises = authored("voices/promises")["promise"]
    assert len(promises) == len({p["key"] for p in promises}) == 8
    assert {c.fields[4] for c in read_cards("plain", 5)} - {""} == {p["key"] for p in promises}
    assert {p["site"] for p in promises} - {""} <= {rule.site for rule in _paper(0)[0].rules}
    assert all(p["short"].lower() in p["text"].lower() for p in promises)


# ---- a paper --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_a_paper_is_whole(seed: int) -> None:
    firm, paper, key = _paper(seed)
    assert {name: len(items) for name, items in paper.items()} == {
        "verbatims.json": 90, "letters.json": 12, "promises.json": 5, "scripts.json": 2,
    }  # fmt: skip
    for name in ("verbatims", "letters", "promises"):
        assert [item["id"] for item in paper[f"{name}.json"]] == list(key[name])
    assert sum("shares" in v for v in paper["verbatims.json"]) == 2
    for text in _said(paper):
        assert text.strip() and not re.search(r"[{}|@]\s|[{}|]|\bn\d\d:", text), text
    assert firm.short in " ".join(_said(paper))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_text_repeats_another_or_names_a_category(seed: int) -> None:
    _, paper, _ = _paper(seed)
    texts = [t["text"].lower() for name in ("letters", "verbatims") for t in paper[f"{name}.json"]]
    sets = [set(zip(w, w[1:], w[2:], strict=False)) for w in (re.findall(r"\w+", t) for t in texts)]
    assert max(len(a & b) / len(a | b) for a, b in combinations(sets, 2)) < 0.2
    assert len({" ".join(text.split()[:4]) for text in texts}) == len(texts)
    assert not [t for t in texts for c in CATEGORIES.values() if c["name"] in t]
    assert all(8 <= len(v["text"].split()) <= 80 for v in paper["verbatims.json"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_letter_is_nearest_to_its_category_by_far_and_no_circumstance_tells_it(seed: int) -> None:
    _, _, key = _paper(seed)
    profiles = {id_: category["strengths"] for id_, category in key["categories"].items()}
    homes: dict[str, list[tuple[Any, ...]]] = {}
    for letter in key["letters"].values():
        found, margin = nearest(letter["needs"], profiles)
        assert (found, margin > 0.4) == (letter["category"], True)
        homes.setdefault(found, []).append((*letter["circumstance"].values(), tuple(letter["needs"])))
    assert set(homes) == set(CATEGORIES)
    for who in homes.values():
        ages, households, needs = (set(column) for column in zip(*who, strict=True))
        assert (len(ages), len(households) > 1, len(needs)) == (3, True, 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_kinds_and_topics_are_spread_the_same_in_every_paper(seed: int) -> None:
    _, paper, key = _paper(seed)
    voices = key["verbatims"]
    assert Counter(v["kind"] for v in voices.values()) == {
        "want": 22, "need": 22, "expectation": 22, "perception": 24,
    }  # fmt: skip
    topics = Counter(v["topic"] for v in voices.values())
    assert len(topics) == 6 and min(topics.values()) >= 12 and max(topics.values()) <= 20
    assert {need for v in voices.values() for need in v["needs"]} == set(NEEDS)
    assert Counter(voices[id_]["kind"] for id_ in key["items"]) == dict.fromkeys(KINDS, 3)
    assert set(key["why"]) == set(key["items"]) and all(key["why"].values())
    texts = {v["id"]: v["text"] for v in paper["verbatims.json"]}
    for promise in key["promises"].values():
        quoting = [id_ for id_, text in texts.items() if promise["short"] in text]
        assert [voices[id_]["kind"] for id_ in quoting] == ["expectation"]
    assert sum(bool(p["site"]) for p in key["promises"].values()) == 3


@pytest.mark.parametrize("seed", SEEDS)
def test_days_run_on_and_the_firm_is_shut_on_sundays(seed: int) -> None:
    firm, paper, _ = _paper(seed)
    days = [date.fromisoformat(v["date"]) for v in paper["verbatims.json"]]
    assert days == sorted(days) and days[0] >= firm.first_day
    for voice, day in zip(paper["verbatims.json"], days, strict=True):
        assert day.weekday() < 6 or voice["channel"] in ("post", "email", "survey comment")
    assert all(date.fromisoformat(p["date"]) < firm.first_day for p in paper["promises.json"])


# ---- papers beside each other ---------------------------------------------------------------


def test_the_same_secret_makes_the_same_bytes_and_another_makes_others() -> None:
    again = _paper.__wrapped__(3)
    assert [json_bytes(part) for part in again[1:]] == [json_bytes(part) for part in _paper(3)[1:]]
    assert json_bytes(_paper(4)[1]) != json_bytes(again[1])


def test_an_opening_does_not_tell_the_answer() -> None:
    letters: dict[str, set[str]] = {}
    kinds: dict[str, set[str]] = {}
    for seed in SEEDS:
        _, paper, key = _paper(seed)
        for letter in paper["letters.json"]:
            opening = letter["text"][:30]
            letters.setdefault(opening, set()).add(key["letters"][letter["id"]]["category"])
        for voice in paper["verbatims.json"]:
            if voice["id"] in key["items"]:
                kinds.setdefault(voice["from"], set()).add(key["verbatims"][voice["id"]]["kind"])
    assert sum(len(found) == 2 for found in letters.values()) > 15
    assert len(kinds) > 50 and sum(len(found) == 2 for found in kinds.values()) > 25


@pytest.mark.parametrize("place", [0, 1])
def test_ids_and_places_say_nothing_of_what_a_text_is(place: int) -> None:
    firsts: Counter[str] = Counter()
    for seed in range(60):
        key = _paper(seed)[2]
        part, field = (("letters", "category"), ("verbatims", "kind"))[place]
        firsts[next(iter(key[part].values()))[field]] += 1
    assert len(firsts) == 4 and max(firsts.values()) <= 27


@pytest.mark.parametrize("text", ["{{n99:3|words}}", "x {{n00:1|y}}"])
def test_a_marker_of_no_need_is_refused(text: str) -> None:
    with pytest.raises(CaseError, match="names no need"):
        needs_of(text)
