"""Module 05: break points and the activity map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cxkit.marking.exercises.module05.service import asked

from .. import map_truth as m
from .. import truth as t

WORDS = "improve 42 by 30 September customer value satisfaction seamless quality service target"


def _arrows(case: Any, count: int, change: Callable[[list[str]], list[str]]) -> t.Data:
    data = m.drawn(case)
    for row in data["arrows"][:count]:
        row["next"] = change(row["next"])
    return data


def _lanes(case: Any, count: int, lane: str) -> t.Data:
    data = m.drawn(case)
    for row in data["lanes"][:count]:
        row["choice"] = lane
    return data


def _met(case: Any, count: int) -> t.Data:
    data = m.drawn(case)
    for row in data["arrows"][:count]:
        row["counterpart"] = "inside" if row["counterpart"] == "customer" else "customer"
    return data


def _lower(data: t.Data) -> t.Data:
    return {**data, "arrows": [{**r, "next": [n.lower() for n in r["next"]]}
                              for r in data["arrows"]][::-1]}  # fmt: skip


def _no_loop(case: Any) -> t.Data:
    """Without the arrow by which a step leads to itself."""
    return m.drawn(case, **{s: [n for n in case.steps[s]["next"] if n != s] for s in asked(case)})


def _other_lanes(case: Any) -> t.Data:
    data = m.drawn(case)
    for row in data["lanes"]:
        row["choice"] = {"support": "backstage", "backstage": "support"}.get(
            row["choice"], row["choice"])  # fmt: skip
    return data


def _names(case: Any, **changes: str) -> t.Data:
    return t.put(m.names(case), "names", 0, **changes)


def _moments(case: Any, count: int) -> t.Data:
    data = m.names(case)
    for row in data["names"][:count]:
        row["moment"] = case.exercises["5.2"]["moments"][-1]
    return data


def _causes(case: Any, place: int, **changes: Any) -> t.Data:
    return t.put(m.causes(case), "failures", place, **changes)


def _blind(case: Any, *back: int) -> t.Data:
    """Each failure's own step, and in turn the steps so many rows further up the list."""
    steps, data = list(case.steps), m.causes(case)
    for n, row in enumerate(data["failures"]):
        at = steps.index(row["causes"][0])
        row |= {"causes": [steps[at], steps[max(0, at - back[n % len(back)])]], "why": WORDS}
    return data


def _one_root(case: Any) -> t.Data:
    """Each failure's own step, and the start of everything."""
    data = m.causes(case)
    for row in data["failures"]:
        row["causes"] = [row["causes"][0], next(iter(case.steps))]
    return data


def _answers(case: Any, letter: str) -> t.Data:
    return t.every(m.quiz(case), "labels", choice=letter)


PROOFS = {
    "5.1": {
        "expert": {
            "as people tell it": lambda c: m.drawn(c),
            "codes in lower case, rows turned round": lambda c: _lower(m.drawn(c)),
            "no step leads to itself": lambda c: _no_loop(c),
            "the line between backstage and support elsewhere": lambda c: _other_lanes(c),
            "one performer elsewhere": lambda c: _lanes(c, 1, "support"),
        },
        "mutant": {
            "no lanes": lambda c: t.every(m.drawn(c), "lanes", choice=""),
            "four in a lane that is not theirs": lambda c: _lanes(c, 4, "partner"),
            "steps that are not there": lambda c: _arrows(c, 4, lambda n: ["T99"]),
            "six steps lead nowhere": lambda c: _arrows(c, 6, lambda n: []),
            "one step leads nowhere": lambda c: _arrows(c, 1, lambda n: []),
            "everything leads everywhere": lambda c: _arrows(c, 15, lambda n: list(c.steps)),
            "the customer at five wrong places": lambda c: _met(c, 5),
            "another count of blue": lambda c: t.put(m.drawn(c), "counts", 1, number=30),
            "no counts": lambda c: t.every(m.drawn(c), "counts", number=None),
            "the only end leads back": lambda c: m.drawn(
                c, **{s: ["T06"] for s in asked(c) if "T20" in c.steps[s]["next"]}),
        },
        "gamer": {
            "down the list, the customer everywhere": lambda c: m.chain_map(c, "customer"),
            "down the list, the customer nowhere": lambda c: m.chain_map(c, "inside"),
            "everything everywhere": lambda c: t.every(
                t.every(m.chain_map(c, "customer"), "arrows", next=list(c.steps)),
                "lanes", choice="support"),
        },
    },
    "5.2": {
        "expert": {
            "all right": lambda c: m.counts(c),
            "other words": lambda c: t.put(m.counts(c), "said", 0, how=(
                "Three to four is an average that nobody has shown. Our map is drawn in coarse "
                "steps, and the log counts every single time.")),
            "numbers as people type them": lambda c: {**m.counts(c), "counts": [
                {**r, "number": f"{r['number']:,}"} for r in m.counts(c)["counts"]]},
        },
        "mutant": {
            "one moment too many": lambda c: m.counts(c, moments=12),
            "three times and five times": lambda c: m.counts(c, high=55),
            "arrows instead of break points": lambda c: m.counts(c, map=43),
            "events instead of hand-offs": lambda c: m.counts(c, log=17117),
            "the visit's events": lambda c: m.counts(c, visit=13),
            "there and back counted apart": lambda c: m.counts(c, back=460),
            "a number in words": lambda c: t.put(m.counts(c), "counts", 0, number="eleven"),
            "no explanation": lambda c: t.put(m.counts(c), "said", 0, how="They differ."),
            "one open": lambda c: t.put(m.counts(c), "counts", 5, number=None),
        },
        "gamer": {
            "one number": lambda c: t.every(m.counts(c), "counts", number=42),
            "nonsense": lambda c: {
                "counts": [{**r, "number": 10 * n} for n, r in enumerate(m.counts(c)["counts"])],
                "said": [{"id": "said", "how": WORDS}]},
            "three, four": lambda c: t.every(
                m.counts(c, moments=1, low=3, high=4, map=4, visit=4, log=4, back=4), "said",
                how=WORDS),
        },
    },
    "5.3": {
        "expert": {
            "all right": lambda c: m.names(c),
            "one moment elsewhere": lambda c: _moments(c, 1),
            "capitals and marks": lambda c: {"names": [
                {**r, "do": r["do"].upper() + "!", "moment": r["moment"].lower()}
                for r in m.names(c)["names"]][::-1]},
        },
        "mutant": {
            "no purpose": lambda c: t.every(m.names(c), "names", get=""),
            "one without a thing": lambda c: _names(c, to=""),
            "something, to something": lambda c: _names(c, do="something", to="something"),
            "three times the same": lambda c: _names(c, do="the sheet", to="the sheet", get="a day"),
            "one name for all": lambda c: t.every(
                m.names(c), "names", do="carry", to="the sheet", get="a day"),
            "three moments wrong": lambda c: _moments(c, 3),
            "no moments": lambda c: t.every(m.names(c), "names", moment=""),
            "two left out": lambda c: t.without(m.names(c), "names", 2),
        },
        "gamer": {
            "one moment and nonsense": lambda c: {"names": [
                {**r, "do": f"{WORDS} {n}", "to": f"{n} target", "get": "quality",
                 "moment": c.exercises["5.2"]["moments"][4]}
                for n, r in enumerate(m.names(c)["names"])]},
            "copied": lambda c: t.every(
                m.names(c), "names", do=WORDS, to="Take booking", get="Copy booking", moment="T02"),
        },
    },
    "5.4": {
        "expert": {
            "from the step": lambda c: m.causes(c),
            "from the arrow": lambda c: m.causes(c, "arrow"),
            "from the rule": lambda c: m.causes(c, "rule"),
            "as the key": lambda c: {"failures": [
                {**r, "causes": [x.lower() for x in r["causes"]]}
                for r in m.causes(c)["failures"]][::-1]},
        },
        "mutant": {
            "one failure open": lambda c: t.without(m.causes(c), "failures", 1),
            "a code that is not there": lambda c: _causes(c, 0, causes=["T23", "T77"]),
            "a cause on another way": lambda c: _causes(c, 4, causes=["T09", "T12"]),
            "the nearest left out": lambda c: _causes(c, 1, causes=["T10", "T08"]),
            "forwards instead of back": lambda c: {"failures": [
                {**r, "causes": r["causes"][::-1]} for r in m.causes(c)["failures"]]},
            "one cause each": lambda c: {"failures": [
                {**r, "causes": r["causes"][:1]} for r in m.causes(c)["failures"]]},
            "no reasons": lambda c: t.every(m.causes(c), "failures", why=""),
            "the same root for all": _one_root,
            "steps only": lambda c: {"failures": [
                {**r, "causes": [x for x in r["causes"] if x in c.steps]}
                for r in m.causes(c)["failures"]]},
            "one break point behind three of them": lambda c: {"failures": [
                {**r, "causes": [r["causes"][0], "T07-T08"] if n < 3 else r["causes"]}
                for n, r in enumerate(m.causes(c)["failures"])]},
        },
        "gamer": {
            "one chain for all": lambda c: t.every(
                m.causes(c), "failures", causes=["T14", "T10"], why=WORDS),
            "everything": lambda c: t.every(
                m.causes(c), "failures", causes=list(c.steps), why=WORDS),
            "the row above": lambda c: _blind(c, 1),
            "now the second, now the fifth row above": lambda c: _blind(c, 2, 5),
        },
    },
    "5.5": {
        "expert": {
            "the best by times": lambda c: m.plan(c, "times"),
            "the best by number": lambda c: m.plan(c, "number"),
            "the cheapest that fit": lambda c: m.plan(c, "number", m.cheapest(c)),
            "a beaten action, with a reason": lambda c: m.beaten(
                c, "The till is to go altogether next year."),
        },
        "mutant": {
            "one that takes too long": lambda c: m.plan(
                c, "number", [*c.exercises["5.5"]["by_number"]["plan"][:5], *m.too_long(c)]),
            "over the budget": lambda c: m.plan(c, "times", m.everything(c)[:8]),
            "half of the best": lambda c: m.plan(
                c, "times", c.exercises["5.5"]["by_times"]["plan"][:3]),
            "a wrong sum of pounds": lambda c: m.plan(c, cost=1),
            "a break point counted twice": lambda c: m.plan(c, worth=99999),
            "nobody answers": lambda c: t.every(m.plan(c), "chosen", owner=""),
            "no aim": lambda c: t.every(m.plan(c), "frame", aim=""),
            "a beaten action without a reason": lambda c: m.beaten(c, ""),
            "nothing chosen": lambda c: m.plan(c, "times", []),
        },
        "gamer": {
            "everything": lambda c: m.plan(c, "times", m.everything(c)),
            "one action": lambda c: m.plan(c, "number", m.everything(c)[:1]),
            "the first few": lambda c: m.plan(c, "times", m.everything(c)[:2], cost=42, worth=42),
        },
    },
    "5.6": {
        "expert": {
            "all right": lambda c: m.demand(c),
            "two sayings elsewhere": lambda c: m.demand(c, wrong=2),
            "per cent": lambda c: m.demand(c, share=f"{c.exercises['5.6']['share']:.1%}"),
            "in words": lambda c: m.demand(c, share=f"{c.exercises['5.6']['share']:.0%}".replace("%", " per cent")),
            "rounded": lambda c: m.demand(c, share=round(c.exercises["5.6"]["share"], 2)),
        },
        "mutant": {
            "sayings instead of contacts": lambda c: m.demand(c, share=25 / 38),
            "two points off": lambda c: m.demand(c, share=c.exercises["5.6"]["share"] + 0.02),
            "of the value": lambda c: m.demand(c, share=263 / 468),
            "in words": lambda c: m.demand(c, share="about a third"),
            "six sayings elsewhere": lambda c: m.demand(c, wrong=6),
            "one open": lambda c: t.without(m.demand(c), "labels", 1),
            "no share": lambda c: t.every(m.demand(c), "stated", share=None),
            "all turned round": lambda c: m.demand(c, wrong=38),
        },
        "gamer": {
            "all failure": lambda c: t.every(m.demand(c, share=1.0), "labels", choice="failure"),
            "all value": lambda c: t.every(m.demand(c, share=0.36), "labels", choice="value"),
            "in turn": lambda c: {**m.demand(c, share=0.36), "labels": [
                {**r, "choice": ("value", "failure")[n % 2]}
                for n, r in enumerate(m.demand(c)["labels"])]},
        },
    },
    "5.7": {
        "expert": {
            "all right": lambda c: m.quiz(c),
            "other order": lambda c: {"labels": m.quiz(c)["labels"][::-1]},
            "with notes": lambda c: t.every(m.quiz(c), "labels", why="as in the lesson"),
        },
        "mutant": {
            "one open": lambda c: t.without(m.quiz(c), "labels", 1),
            "two open": lambda c: t.without(m.quiz(c), "labels", 2),
            "one wrong": lambda c: t.put(m.quiz(c), "labels", 0, choice=next(
                o["id"] for o in c.quiz["05"]["items"][0]["options"] if not o["right"])),
            "another wrong": lambda c: t.put(m.quiz(c), "labels", 1, choice=next(
                o["id"] for o in c.quiz["05"]["items"][1]["options"] if not o["right"])),
            "an option that is not there": lambda c: t.put(m.quiz(c), "labels", 2, choice="z"),
            "an item that is not there": lambda c: t.put(m.quiz(c), "labels", 2, id="05-99"),
        },
        "gamer": {f"always {x}": lambda c, x=x: _answers(c, x) for x in "abcd"},
    },
}  # fmt: skip

UNTOUCHED = {
    "5.1": m.drawn, "5.2": m.counts, "5.3": m.names, "5.4": m.causes, "5.5": m.plan,
    "5.6": m.demand, "5.7": m.quiz,
}  # fmt: skip
