"""What customers of the insurer write and say, and what it promises, drawn for one paper.

Where it can be done, what a text shows depends on the draw: a letter is an opening with one of
two middles, a voice a beginning with one of two endings. So remembering how a text begins, from
the sample or from another class's paper, does not give the answer; having the pool beside one
does. Method rows 1-4 and 17.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import product
from typing import Any

from cxkit.cases.brightwater.cards import NEEDS, Card, filled, needs_of, read_cards, said_of
from cxkit.cases.brightwater.firm import Firm, StreamFor
from cxkit.cases.brightwater.pool import authored
from cxkit.cases.brightwater.scripts import make_recordings
from cxkit.cases.case import CaseError
from cxkit.cases.stream import Stream

__all__ = ["CATEGORIES", "KINDS", "NEEDS", "SLOTS_NEEDED", "voice_files"]

KINDS = ("want", "need", "expectation", "perception")

# The shared 1s keep the grid from being four separate blocks: needs overlap, profiles differ.
CATEGORIES = {
    "stop": {"name": "make it stop",
             "strengths": {"n01": 3, "n02": 3, "n03": 3, "n04": 1}},
    "know": {"name": "tell me where I stand",
             "strengths": {"n04": 3, "n05": 3, "n06": 3, "n10": 1}},
    "mine": {"name": "let me decide about my home",
             "strengths": {"n07": 3, "n08": 3, "n09": 3, "n02": 1}},
    "cost": {"name": "do not let it cost me twice",
             "strengths": {"n10": 3, "n11": 3, "n12": 3, "n05": 1}},
}  # fmt: skip

SLOTS_NEEDED = frozenset({
    "firm", "short", "town1", "town2", "town3", "town4", "agent", "triage", "planner", "adjuster",
    "clerk", "plumber", "drying", "supplier", "builder", "manager", "payments", "premiums",
    "postroom", "agent_they", "hold", "notice", "quote_day", "meeting_day", "pay_day",
    "start_day", "visit_days", "batch", "excess", "limit", "advance", "estimate", "night", "menu",
    "wait_minutes", "plumber_hours", "visit_promise", "answer_days", "pay_promise", "dry_weeks",
    "quotes", "dryers", "claim",
})  # fmt: skip

_AGES = ("young", "mid", "old")
_PROMISES, _BROKEN = 5, 3  # in all, and of those that a rule gets in the way of
_TURNS, _PLAIN, _ASKED = 11, 11, 3  # of each kind
_DAYS, _SUNDAY = 182, 6
_INITIALS = "ABCDEFGHJKLMNPRSTW"
_SURNAMES = (
    "Aldous", "Bassett", "Cawley", "Dunmore", "Elstob", "Farrant", "Garside", "Hesketh", "Inskip",
    "Jessop", "Kinnear", "Lomas", "Mercer", "Naylor", "Orchard", "Pellow", "Quennell", "Rowsell",
    "Selwyn", "Tapper", "Upton", "Varley", "Winstone", "Yardley",
)  # fmt: skip

Item = dict[str, Any]


def voice_files(
    firm: Firm, stream_for: StreamFor, kept: frozenset[str] = frozenset()
) -> tuple[Item, Item]:
    """What is said in a paper, and what is true about it. `kept` names the promises that the log
    shows kept in spite of a rule: these are made only where there are no others.

    Returns:
        The paper's objects by file name: verbatims.json (90), letters.json (12), promises.json
        (5), scripts.json (2). The key's: needs, categories, letters (id to category, needs, the words that
        show them, and circumstance), verbatims (id to kind, needs, words and topic), items (the twelve voices to classify, three a
        kind), why, promises (id to key and site), recordings.
    """
    promises = _promises(firm, stream_for("promises"), kept)
    letters = _letters(firm, stream_for("letters"))
    verbatims = _verbatims(firm, stream_for("verbatims"), promises)
    items = sorted(id_ for id_, v in verbatims.items() if v["asked"])
    scripts, recordings = make_recordings(firm, stream_for)
    paper = {
        "verbatims.json": [{"id": id_} | v["shown"] for id_, v in verbatims.items()],
        "letters.json": [{"id": id_} | v["shown"] for id_, v in letters.items()],
        "promises.json": [{"id": id_} | v["shown"] for id_, v in promises.items()],
        "scripts.json": scripts,
    }
    key = {
        "needs": dict(NEEDS),
        "categories": CATEGORIES,
        "letters": {id_: _some(v, "category", "needs", "said", "circumstance") for id_, v in letters.items()},
        "verbatims": {id_: _some(v, "kind", "needs", "said", "topic") for id_, v in verbatims.items()},
        "items": items,
        "why": {id_: verbatims[id_]["why"] for id_ in items},
        "promises": {id_: _some(v, "key", "site", "short") for id_, v in promises.items()},
        "recordings": recordings,
    }
    return paper, key


def _some(item: Item, *names: str) -> Item:
    return {name: item[name] for name in names}


def _promises(firm: Firm, chance: Stream, kept: frozenset[str]) -> dict[str, Item]:
    pool = chance.shuffled(authored("voices/promises")["promise"])
    sited = sorted((item for item in pool if item["site"]), key=lambda item: item["key"] in kept)
    broken = sited[:_BROKEN]
    others = [item for item in pool if not item["site"]][: _PROMISES - _BROKEN]
    made = {}
    for number, item in enumerate(chance.shuffled([*broken, *others]), start=1):
        day = firm.first_day - timedelta(chance.between(30, 400))
        shown = {"text": firm.fill(item["text"]), "where": item["where"], "date": day.isoformat()}
        made[f"P{number:02d}"] = _some(item, "key", "site") | {
            "short": firm.fill(item["short"]), "shown": shown,
        }  # fmt: skip
    return made


def _letters(firm: Firm, chance: Stream) -> dict[str, Item]:
    names = chance.shuffled(_SURNAMES)
    made = {}
    for number, (category, card) in enumerate(chance.shuffled(_drawn_letters(chance)), start=1):
        age, household, who = card.fields
        text = " ".join((card.text, card.parts[category][0], card.parts["close"][0]))
        initials = " and ".join(
            f"{i}." for i in chance.shuffled(_INITIALS)[: 1 + (household == "couple")]
        )
        made[f"L{number:02d}"] = {
            "shown": {
                "who": f"{initials} {names.pop()}, {who}",
                "text": filled(firm, chance, text),
            },
            "category": category,
            "needs": needs_of(text),
            "said": said_of(text),
            "circumstance": {"age": age, "household": household},
        }
    return made


def _drawn_letters(chance: Stream) -> list[tuple[str, Card]]:
    """Three a category, one of each age and not all of one household: no circumstance tells a
    need. Two of the three show the same needs: letters hang together as closely in each paper."""
    threes = _threes()
    for _ in range(500):
        drawn: dict[Card, str] = {}
        for category in CATEGORIES:
            if fit := [three for three in threes[category] if not drawn.keys() & set(three)]:
                drawn |= dict.fromkeys(chance.pick(fit), category)
        if len(drawn) == len(CATEGORIES) * len(_AGES):
            return [(category, card) for card, category in drawn.items()]
    raise CaseError("letters.txt: no twelve letters are balanced. Add letters of other households.")


@cache
def _threes() -> dict[str, list[tuple[Card, ...]]]:
    found = {}
    for category in CATEGORIES:
        cards = [card for card in read_cards("letters", 3) if category in card.parts]
        shows = {card: tuple(needs_of(card.parts[category][0])) for card in cards}
        aged = ([card for card in cards if card.fields[0] == age] for age in _AGES)
        found[category] = [
            three
            for three in product(*aged)
            if len({c.fields[1] for c in three}) > 1 and len({shows[c] for c in three}) == 2
        ]
    return found


@dataclass(frozen=True)
class _Voice:
    """A voice as drawn, before it has a day and an id."""

    kind: str
    channel: str
    topic: str
    speaker: str
    text: str
    why: str = ""
    more: tuple[tuple[str, Any], ...] = ()


def _verbatims(firm: Firm, chance: Stream, promises: dict[str, Item]) -> dict[str, Item]:
    topics: Counter[str] = Counter()
    turning = _turning(chance, topics)
    asked = {voice for kind in KINDS
             for voice in chance.shuffled([v for v in turning if v.kind == kind])[:_ASKED]}  # fmt: skip
    quoted = {promise["key"]: promise["short"] for promise in promises.values()}
    spoken = [*turning, *_plain(chance, topics, quoted), *_viral(firm, chance)]
    dated = []
    for voice in chance.shuffled(spoken):
        day = firm.first_day + timedelta(chance.below(_DAYS))
        if day.weekday() == _SUNDAY and voice.channel in ("call", "counter", "letter"):
            day += timedelta(1)
        shown = {
            "channel": voice.channel,
            "date": day.isoformat(),
            "from": voice.speaker,
            "text": filled(firm, chance, voice.text),
        } | dict(voice.more)
        dated.append({"shown": shown, "kind": voice.kind, "needs": needs_of(voice.text), "said": said_of(voice.text),
                      "topic": voice.topic, "why": voice.why, "asked": voice in asked})  # fmt: skip
    dated.sort(key=lambda item: (item["shown"]["date"], item["shown"]["text"]))
    return {f"Q{n:02d}": item for n, item in enumerate(dated, start=1)}


def _turning(chance: Stream, topics: Counter[str]) -> list[_Voice]:
    """Voices that turn at the end: as many of each kind, and topics as even as can be."""
    left = chance.shuffled(read_cards("turns", 3))
    made = []
    for _ in range(_TURNS):
        for kind in KINDS:
            card = min((c for c in left if kind in c.parts), key=lambda c: topics[c.fields[1]])
            left.remove(card)
            channel, topic, speaker = card.fields
            topics[topic] += 1
            ending, why = card.parts[kind]
            made.append(_Voice(kind, channel, topic, speaker, f"{card.text} {ending}", why))
    return made


def _plain(chance: Stream, topics: Counter[str], quoted: dict[str, str]) -> list[_Voice]:
    """Voices of one kind; those that quote a promise speak if it was made, and then always."""
    made = []
    for kind in KINDS:
        cards = [c for c in chance.shuffled(read_cards("plain", 5)) if c.fields[0] == kind]
        left = [c for c in cards if not c.fields[4]]
        taken = [c for c in cards if c.fields[4] in quoted]
        while len(taken) < _PLAIN:
            taken.append(min(left, key=lambda c: topics[c.fields[2]]))
            left.remove(taken[-1])
            topics[taken[-1].fields[2]] += 1
        for card in taken:
            _, channel, topic, speaker, promise = card.fields
            text = card.text.replace("{promise}", quoted.get(promise, ""))
            made.append(_Voice(kind, channel, topic, speaker, text))
    return made


def _viral(firm: Firm, chance: Stream) -> list[_Voice]:
    """One complaint and one thank-you that went round; a complaint may be about a rule."""
    made = []
    for mood in ("complaint", "thanks"):
        cards = [c for c in read_cards("viral", 5) if c.fields[0] == mood]
        fit = [c for c in cards if not c.fields[4] or firm.rule(c.fields[4])]
        card = chance.pick(fit)
        _, topic, speaker, shares, _ = card.fields
        shared = (("shares", int(shares) + chance.below(5000)),)
        made.append(_Voice("perception", "post", topic, speaker, card.text, more=shared))
    return made
