"""Module 08: redesign. The proofs of 8.4 and 8.5 stand in `module08_crown.py`."""

from __future__ import annotations

from typing import Any

from .. import truth as t
from .. import truth08 as o

W = o.NONSENSE


def _gamed(data: t.Data, sections: dict[str, dict[str, Any]]) -> t.Data:
    for section, changes in sections.items():
        data = t.every(data, section, **changes)
    return data


PROOFS = {
    "8.1": {
        "expert": {
            "one step a side": o.boundary,
            "two steps a side, another outcome": lambda c: o.boundary(c, more=True),
            "two cards misjudged": lambda c: o.boundary(c, 2),
            "an empty row too many": lambda c: {
                **o.boundary(c), "before": [*o.boundary(c)["before"], {"id": "b9", "step": ""}]},
        },
        "mutant": {
            "three cards misjudged": lambda c: o.boundary(c, 3),
            "all cards misjudged": lambda c: o.boundary(c, 12),
            "no step before": lambda c: {**o.boundary(c), "before": []},
            "no step after": lambda c: {**o.boundary(c), "after": []},
            "the start is the firm's": lambda c: t.put(o.boundary(c), "before", 0, lane="frontstage"),
            "the firm is met at the start": lambda c: t.put(o.boundary(c), "before", 0, met="yes"),
            "whether the firm is met is open": lambda c: t.put(o.boundary(c), "after", 0, met=""),
            "the end is a task of the firm": lambda c: t.put(
                o.boundary(c), "after", 0, step="Files the job sheet away", lane="backstage"),
            "a step of one word": lambda c: t.put(o.boundary(c), "before", 0, step="Noise"),
            "a card for a step": lambda c: t.put(
                o.boundary(c), "before", 0,
                step="The brakes grind for the first time, on the way to work."),
            "the same at both ends": lambda c: t.put(
                o.boundary(c), "after", 0, step=o.boundary(c)["before"][0]["step"]),
            "no outcome": lambda c: t.put(o.boundary(c), "reach", 0, outcome=""),
            "an outcome that is not there": lambda c: t.put(o.boundary(c), "reach", 0, outcome="O99"),
            "nothing would show it": lambda c: t.put(o.boundary(c), "reach", 0, seen="Yes"),
            "a business of five words": lambda c: t.put(
                o.boundary(c), "reach", 0, business="days without any worry left"),
            "a business that names what is sold": lambda c: t.put(
                o.boundary(c), "reach", 0, business="Happy cars"),
        },
        "gamer": {
            "one label, nonsense": lambda c: _gamed(
                o.sorted_as(o.boundary(c), o.constant("8.1", "inside")),
                {"before": {"step": W}, "reach": {"seen": W, "link": W}}),
            "labels in turn, right words": lambda c: o.sorted_as(o.boundary(c), o.in_turn("8.1")),
        },
    },
    "8.2": {
        "expert": {
            "as the key has it": o.abacus,
            "the other stage where two are right": lambda c: o.abacus(c, other=True),
            "four misjudged": lambda c: o.abacus(c, 4),
            "days in words, ids in a text": lambda c: {
                **o.abacus(c), "actions": [
                    {**a, "due": f"28 {m} 2027", "moments": ", ".join(a["moments"])}
                    for a, m in zip(o.abacus(c)["actions"],
                                    ("Jan", "February", "March", "Apr", "May", "June"), strict=True)]},
        },
        "mutant": {
            "six misjudged": lambda c: o.abacus(c, 6),
            "all misjudged": lambda c: o.abacus(c, 18),
            "one moment open": lambda c: t.put(o.abacus(c), "stages", 0, choice=""),
            "no action in one stage": lambda c: t.put(o.abacus(c), "actions", 5, action=""),
            "an action without moments": lambda c: t.put(o.abacus(c), "actions", 2, moments=[]),
            "a moment of another stage": lambda c: t.put(o.abacus(c), "actions", 0, moments=["m06"]),
            "a moment that is not there": lambda c: t.put(o.abacus(c), "actions", 0, moments=["m99"]),
            "nobody answers": lambda c: t.put(o.abacus(c), "actions", 1, owner=" "),
            "a time for a day": lambda c: t.put(o.abacus(c), "actions", 1, due="within two weeks"),
            "a measure without a number": lambda c: t.put(
                o.abacus(c), "actions", 3, measure="calls go down a lot"),
            "no price": lambda c: t.put(o.abacus(c), "actions", 4, band=""),
            "one action six times": lambda c: t.every(
                o.abacus(c), "actions", action="Improve the experience of everybody"),
            "a question for an action": lambda c: t.put(
                o.abacus(c), "actions", 2, action="What is harder than it need be when they say yes?"),
            "five stages": lambda c: t.without(o.abacus(c), "actions", 1),
        },
        "gamer": {
            "all of it care": lambda c: _gamed(
                o.sorted_as(o.abacus(c), o.constant("8.2", "care"), "stages"),
                {"actions": {"action": W, "measure": W, "moments": ["m06"]}}),
            "stages in turn, right words": lambda c: o.sorted_as(
                o.abacus(c), o.in_turn("8.2"), "stages"),
        },
    },
    "8.3": {
        "expert": {
            "as the key has it": o.news,
            "two voices misjudged": lambda c: o.news(c, 2),
            "two places after the point": lambda c: {
                **o.news(c), "figures": [{"id": k, "number": round(v, 2)}
                                         for k, v in o.last_word(c).items()]},
            "other signals": lambda c: t.put(
                t.put(o.news(c), "triggers", 0, signal="stars", side="at least", number="4,2"),
                "triggers", 1, signal="calls", number=45),
        },
        "mutant": {
            "three voices misjudged": lambda c: o.news(c, 3),
            "a figure is wrong": lambda c: t.put(o.news(c), "figures", 1, number=3.5),
            "a figure is open": lambda c: t.put(o.news(c), "figures", 0, number=None),
            "rings already": lambda c: t.put(o.news(c), "triggers", 1, signal="calls", number=20),
            "rings when it is too late": lambda c: t.put(o.news(c), "triggers", 1, number=50_000),
            "good news as a warning": lambda c: t.put(
                o.news(c), "triggers", 1, signal="stars", side="at least", number=4.5),
            "bad news to pass on": lambda c: t.put(
                o.news(c), "triggers", 0, signal="calls", side="at least", number=60),
            "no number": lambda c: t.put(o.news(c), "triggers", 0, number="a few"),
            "no side": lambda c: t.put(o.news(c), "triggers", 0, side=""),
            "nobody is rung": lambda c: t.put(o.news(c), "triggers", 1, owner=""),
            "no hour": lambda c: t.put(o.news(c), "triggers", 1, within=None),
            "half a year": lambda c: t.put(o.news(c), "triggers", 1, within=4000),
            "nothing is done": lambda c: t.put(o.news(c), "triggers", 1, act="Act"),
            "one kind of news": lambda c: t.without(o.news(c), "triggers", 1),
            "a signal that is not there": lambda c: t.put(o.news(c), "triggers", 0, signal="mood"),
        },
        "gamer": {
            "all of it bad news": lambda c: o.sorted_as(o.news(c), o.constant("8.3", "bad")),
            "labels in turn, nonsense": lambda c: _gamed(
                o.sorted_as(o.news(c), o.in_turn("8.3")), {"triggers": {"act": W, "number": 42}}),
        },
    },
    "8.6": {
        "expert": {
            "a pitch": o.pitch,
            "one sentence misjudged, another outcome": lambda c: o.pitch(c, 1, "K03"),
            "a word of delivery in it": lambda c: t.put(
                o.pitch(c), "pitch", 0,
                text=o.pitch(c)["pitch"][0]["text"].replace("two weeks", "two weeks, on budget")),
            "the number with a sign": lambda c: t.put(o.pitch(c), "pitch", 0, number="60 %"),
        },
        "mutant": {
            "two sentences misjudged": lambda c: o.pitch(c, 2),
            "all misjudged": lambda c: o.pitch(c, 8),
            "too long": lambda c: t.put(o.pitch(c), "pitch", 0,
                                        text=o.pitch(c)["pitch"][0]["text"] + " And so on" * 10),
            "twelve words": lambda c: t.put(
                o.pitch(c), "pitch", 0, text="By June 60 of a hundred get everywhere they had to"),
            "the number is not said": lambda c: t.put(o.pitch(c), "pitch", 0, number=61),
            "no number": lambda c: t.put(o.pitch(c), "pitch", 0, number=None),
            "an output": lambda c: o.pitch(c, measure="K27"),
            "no measure": lambda c: t.put(o.pitch(c), "pitch", 0, measure=""),
            "one word again and again": lambda c: t.put(
                o.pitch(c), "pitch", 0, text="customers first 60 " * 10),
        },
        "gamer": {
            "one label": lambda c: o.sorted_as(o.pitch(c), o.constant("8.6", "outcome")),
            "labels in turn, nonsense": lambda c: _gamed(
                o.sorted_as(o.pitch(c), o.in_turn("8.6")), {"pitch": {"text": f"{W} 60 {W} {W}"}}),
        },
    },
    "8.7": {
        "expert": {
            "all right": o.quiz,
            "other order": lambda c: {"labels": o.quiz(c)["labels"][::-1]},
            "with notes": lambda c: t.every(o.quiz(c), "labels", why="as in the lesson"),
        },
        "mutant": {
            "one open": lambda c: t.without(o.quiz(c), "labels", 1),
            "two open": lambda c: t.without(o.quiz(c), "labels", 2),
            "one wrong": lambda c: t.put(o.quiz(c), "labels", 0, choice="a"),
            "another wrong": lambda c: t.put(o.quiz(c), "labels", 1, choice="d"),
            "an option that is not there": lambda c: t.put(o.quiz(c), "labels", 2, choice="z"),
            "an item that is not there": lambda c: t.put(o.quiz(c), "labels", 2, id="08-99"),
        },
        "gamer": {
            f"always {x}": lambda c, x=x: t.every(o.quiz(c), "labels", choice=x) for x in "abcd"
        },
    },
    "8.8": {
        "expert": {
            "as the key has it": o.rethink,
            "two ideas misjudged, other evidence": lambda c: o.rethink(c, 2, 1),
            "ids in small letters": lambda c: {
                **o.rethink(c), "ideas": [{**r, "evidence": [e.lower() for e in r["evidence"]]}
                                          for r in o.rethink(c)["ideas"]]},
        },
        "mutant": {
            "three misjudged": lambda c: o.rethink(c, 3),
            "one idea open": lambda c: t.put(o.rethink(c), "ideas", 1, idea=""),
            "two words": lambda c: t.put(o.rethink(c), "ideas", 1, idea="Count more"),
            "one idea four times": lambda c: t.every(
                o.rethink(c), "ideas", idea="Write the booking once and show it"),
            "from nothing": lambda c: t.put(o.rethink(c), "ideas", 2, evidence=[]),
            "an id that is not there": lambda c: t.put(o.rethink(c), "ideas", 2, evidence=["V99"]),
            "a voice where an objective belongs": lambda c: t.put(
                o.rethink(c), "ideas", 3, evidence=["V01"]),
            "three ideas": lambda c: t.without(o.rethink(c), "ideas", 1),
        },
        "gamer": {
            "one label": lambda c: o.sorted_as(o.rethink(c), o.constant("8.8", "business")),
            "labels in turn": lambda c: o.sorted_as(o.rethink(c), o.in_turn("8.8")),
        },
    },
    "8.9": {
        "expert": {
            "the first who can": o.aboard,
            "the last who can": lambda c: o.aboard(c, 1),
            "one slip": lambda c: t.put(o.aboard(c), "owners", 0, role="O01"),
        },
        "mutant": {
            "two slips": lambda c: t.put(t.put(o.aboard(c), "owners", 0, role="O01"),
                                         "owners", 1, role="O07"),
            "two departments open": lambda c: t.without(o.aboard(c), "owners", 2),
            "an ambassador of another level": lambda c: t.put(
                o.aboard(c), "ambassadors", 0, role="O09"),
            "a level without anybody": lambda c: t.without(o.aboard(c), "ambassadors", 1),
            "good at nothing": lambda c: t.put(o.aboard(c), "ambassadors", 1, note="Good"),
            "a moment without a note": lambda c: t.put(o.aboard(c), "able", 0, note=""),
            "one note for all moments": lambda c: t.every(
                o.aboard(c), "able", note="Give them what they need"),
            "a menu miscounted": lambda c: t.put(o.aboard(c), "voices", 0, number=5),
            "no shorter than today": lambda c: t.put(o.aboard(c), "voices", 3, number=3),
            "nothing in its place": lambda c: t.put(o.aboard(c), "instead", 0, note=""),
        },
        "gamer": {
            f"{role} everywhere": lambda c, role=role: _gamed(
                o.one_owner(c, role), {"able": {"note": W}}) for role in ("O01", "O05")
        },
    },
}  # fmt: skip

UNTOUCHED = {
    "8.1": o.boundary, "8.2": o.abacus, "8.3": o.news, "8.6": o.pitch, "8.7": o.quiz,
    "8.8": o.rethink, "8.9": o.aboard,
}  # fmt: skip
