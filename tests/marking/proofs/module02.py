"""Module 02: customers by need."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from .. import truth as t

WORDS = "improve 42 by 30 September customer value satisfaction seamless quality service target"


def _some_wrong(case: Any, count: int) -> t.Data:
    wrong = t.undebated(case)[:count]
    return t.segments(case, **{s: t.flipped(case.key["segments"][s]["kind"]) for s in wrong})


def _pairs_wrong(case: Any, count: int) -> t.Data:
    data = t.pairs(case)
    kinds = ["want", "need", "expectation", "perception"]
    for row in data["pairs"][:count]:
        row["kind"] = kinds[(kinds.index(row["kind"]) + 1) % 4]
    return data


def _others_wrong(case: Any, count: int) -> t.Data:
    data, columns = t.other(case), [c["id"] for c in case.other_grid["categories"]]
    for row in data["labels"][:count]:
        row["choice"] = columns[(columns.index(row["choice"]) + 1) % len(columns)]
    return data


def _split(case: Any, *truths: str) -> t.Data:
    """Some true categories each in two columns, by whichever need is stronger."""
    key = case.key
    sort, columns = {}, set()
    for v in key["exercises"]["2.3"]["items"]:
        c = key["vignettes"][v]["category"]
        if c in truths:
            needs = key["vignettes"][v]["needs"]
            first = sorted(key["categories"][c]["strengths"])[0]
            c += "-a" if needs.get(first, 0) >= 2 else "-b"
        sort[v] = c
        columns.add(c)
    return t.sorted_grid(case, sort, sorted(columns))


def _swapped(case: Any, count: int) -> t.Data:
    """People moved by hand to a column that their needs do not fit; the cells stay."""
    data = t.grid(case)
    for row in data["sort"][:count]:
        row["choice"] = f"c{int(row['choice'][1]) % 4 + 1}"
    return data


def _random_grid(case: Any) -> t.Data:
    draw = random.Random(5)
    return t.sorted_grid(case, t.by(case, lambda i, v: draw.randrange(4)), ["c1", "c2", "c3", "c4"])


def _stuffed_grid(case: Any) -> t.Data:
    data = t.grid(case)
    everybody = case.key["exercises"]["2.3"]["items"]
    for row in data["needs"]:
        row["cells"] = {f"c{i}": {"strength": 3, "evidence": everybody} for i in range(1, 5)}
    return t.every(data, "sort", choice="c1")


def _columns_alike(case: Any) -> t.Data:
    data = t.grid(case)
    for row in data["needs"]:
        row["cells"]["c2"] = dict(row["cells"]["c1"])
    return data


def _no_evidence(case: Any) -> t.Data:
    data = t.grid(case)
    for row in data["needs"]:
        for cell in row["cells"].values():
            cell["evidence"] = []
    return data


def _invented(case: Any) -> t.Data:
    data = t.grid(case)
    for row in data["needs"]:
        for cell in row["cells"].values():
            cell["evidence"] = ["V99", "Q999"] if cell["strength"] >= 2 else []
    return data


def _scores(case: Any, change: Callable[[float], float | None]) -> t.Data:
    data = t.statements(case)
    for row in data["scores"]:
        row["score"] = change(row["score"])
    return data


def _said(case: Any, **texts: str) -> t.Data:
    data = t.dialogue(case)
    for row in data["parts"]:
        row["text"] = texts.get(row["id"], row["text"])
    return data


def _answers(case: Any, letter: str) -> t.Data:
    return t.every(t.quiz(case), "labels", choice=letter)


def _numbers(case: Any) -> t.Data:
    data = t.pairs(case)
    for n, row in enumerate(data["pairs"]):
        row |= {"kind": "need", "need": f"{WORDS} {n}"}
    return data


PROOFS = {
    "2.1": {
        "expert": {
            "all right": lambda c: t.segments(c),
            "the other side of a dispute": lambda c: t.segments(
                c, **{s: t.flipped(k["kind"]) for s, k in c.key["segments"].items() if k["debated"]}),
            "two slips": lambda c: _some_wrong(c, 2),
            "three slips": lambda c: _some_wrong(c, 3),
        },
        "mutant": {
            "five wrong": lambda c: _some_wrong(c, 5),
            "half wrong": lambda c: _some_wrong(c, 9),
            "all wrong": lambda c: _some_wrong(c, 18),
            "no reason for a dispute": lambda c: t.every(t.segments(c), "labels", why=""),
            "a reason of one word": lambda c: t.every(t.segments(c), "labels", why="because"),
            "six left out": lambda c: t.without(t.segments(c), "labels", 6),
            "one left out": lambda c: t.without(t.segments(c), "labels", 1),
        },
        "gamer": {
            "need throughout": lambda c: t.every(t.segments(c), "labels", choice="need", why=WORDS),
            "circumstance throughout": lambda c: t.every(
                t.segments(c), "labels", choice="circumstance", why=WORDS),
            "both in turn": lambda c: {"labels": [
                {**r, "choice": ("need", "circumstance")[i % 2]}
                for i, r in enumerate(t.segments(c)["labels"])]},
        },
    },
    "2.2": {
        "expert": {
            "all right": lambda c: t.pairs(c),
            "other words": lambda c: t.pairs(c, "{need} That is what {who} is after, {n}."),
            "three kinds off": lambda c: _pairs_wrong(c, 3),
            "no wants, no further evidence": lambda c: t.every(
                t.pairs(c), "pairs", want="", evidence=[]),
        },
        "mutant": {
            "seven kinds off": lambda c: _pairs_wrong(c, 7),
            "all kinds off": lambda c: _pairs_wrong(c, 15),
            "one need open": lambda c: t.put(t.pairs(c), "pairs", 0, need=""),
            "five needs open": lambda c: {"pairs": [
                {**r, "need": "" if i < 5 else r["need"]} for i, r in enumerate(t.pairs(c)["pairs"])]},
            "one sentence for all": lambda c: t.every(
                t.pairs(c), "pairs", need="To be looked after properly"),
            "what was said, copied": lambda c: {"pairs": [
                {**r, "need": c.verbatims[r["id"]]["text"]} for r in t.pairs(c)["pairs"]]},
            "an id that is not there": lambda c: t.put(t.pairs(c), "pairs", 0, evidence=["Q999"]),
            "needs of one word": lambda c: {"pairs": [
                {**r, "need": f"speed{i}"} for i, r in enumerate(t.pairs(c)["pairs"])]},
        },
        "gamer": {
            "one kind and nonsense": _numbers,
            "copied and one kind": lambda c: {"pairs": [
                {**r, "kind": "want", "need": c.verbatims[r["id"]]["text"]}
                for r in t.pairs(c)["pairs"]]},
        },
    },
    "2.3": {
        "expert": {
            "four columns": lambda c: t.grid(c),
            "three columns, two joined": lambda c: t.grid(
                c, {"c1": ("moving", "myself"), "c2": ("explain",), "c3": ("budget",)}),
            "five columns, one split": lambda c: _split(c, "explain"),
            "two people elsewhere": lambda c: _swapped(c, 2),
            "needs in another order, ids in lower case": lambda c: {
                **t.grid(c), "needs": [
                    {**n, "cells": {k: {**x, "evidence": [e.lower() for e in x["evidence"]]}
                                    for k, x in n["cells"].items()}}
                    for n in t.grid(c)["needs"][::-1]]},
        },
        "mutant": {
            "sorted by age": lambda c: t.sorted_grid(
                c, t.by(c, lambda i, v: sum(map(int, filter(str.isdigit, v["who"]))) // 17),
                ["c1", "c2", "c3", "c4"]),
            "sorted by chance": _random_grid,
            "ten people in the wrong column": lambda c: _swapped(c, 10),
            "two columns alike": _columns_alike,
            "no evidence": _no_evidence,
            "invented evidence": _invented,
            "two categories": lambda c: t.grid(
                c, {"c1": ("moving", "myself"), "c2": ("explain", "budget")}),
            "a foot row open": lambda c: t.put(t.grid(c), "categories", 1, people=""),
            "five needs": lambda c: t.without(t.grid(c), "needs", 7),
            "eight people not sorted": lambda c: t.without(t.grid(c), "sort", 8),
            "the same need twice": lambda c: t.put(
                t.grid(c), "needs", 1, need=t.grid(c)["needs"][0]["need"]),
        },
        "gamer": {
            "everything 3, everybody cited, one column": _stuffed_grid,
            "consistent and by chance": _random_grid,
        },
    },
    "2.4": {
        "expert": {
            "as the team": lambda c: t.other(c),
            "two differ": lambda c: _others_wrong(c, 2),
            "three differ": lambda c: _others_wrong(c, 3),
        },
        "mutant": {
            "five differ": lambda c: _others_wrong(c, 5),
            "six differ": lambda c: _others_wrong(c, 6),
            "nine differ": lambda c: _others_wrong(c, 9),
            "all differ": lambda c: _others_wrong(c, 12),
            "one not placed": lambda c: t.without(t.other(c), "labels", 1),
            "half not placed": lambda c: t.without(t.other(c), "labels", 6),
            "columns that do not exist": lambda c: t.every(t.other(c), "labels", choice="g9"),
        },
        "gamer": {
            "one column": lambda c: t.every(t.other(c), "labels", choice="g1"),
            "columns in turn": lambda c: {"labels": [
                {**r, "choice": f"g{i % 4 + 1}"} for i, r in enumerate(t.other(c)["labels"])]},
        },
    },
    "2.5": {
        "expert": {
            "all right": lambda c: t.statements(c),
            "rounded to .05": lambda c: _scores(c, lambda s: round(s * 20) / 20),
            "two statements off": lambda c: {
                **t.statements(c), "statements": [
                    {**r, "measure": "cost" if i < 2 and r["measure"] != "cost" else r["measure"]}
                    for i, r in enumerate(t.statements(c)["statements"])]},
        },
        "mutant": {
            "one direction throughout": lambda c: t.every(
                t.statements(c), "statements", direction="more"),
            "one measure throughout": lambda c: t.every(
                t.statements(c), "statements", measure="time"),
            "no context": lambda c: t.every(t.statements(c), "statements", context=""),
            "object and context alike": lambda c: t.every(
                t.statements(c), "statements", object="the same words", context="the same words"),
            "importance instead of the gap": lambda c: _scores(c, lambda s: min(1.0, s + 0.2)),
            "per cent instead of shares": lambda c: _scores(c, lambda s: s * 100),
            "a score in words": lambda c: t.put(t.statements(c), "scores", 0, score="about half"),
            "one score open": lambda c: t.put(t.statements(c), "scores", 0, score=None),
            "four marked": lambda c: {
                **t.statements(c), "scores": [
                    {**r, "top": "yes" if r["top"] or i == next(
                        j for j, x in enumerate(t.statements(c)["scores"]) if not x["top"]) else ""}
                    for i, r in enumerate(t.statements(c)["scores"])]},
        },
        "gamer": {
            "one pattern": lambda c: t.every(
                t.every(t.statements(c), "statements", direction="less", measure="time"),
                "scores", score=0.5, top="yes"),
            "nonsense": lambda c: t.every(
                t.every(t.statements(c), "statements", direction="more", measure="number",
                        object=WORDS, context=WORDS + " now"), "scores", score=42, top=""),
        },
    },
    "2.6": {
        "expert": {
            "plain": lambda c: t.dialogue(c),
            "another sentence": lambda c: t.put(
                t.dialogue(c), "heard", 0, sentence=c.key["exercises"]["2.6"]["sentences"][-1]),
            "short": lambda c: _said(c, need="You must be there at six.",
                                     action="Here are keys, it is outside.",
                                     plan="I ring you at half past."),
        },
        "mutant": {
            "another need": lambda c: t.put(t.dialogue(c), "heard", 0, need="d1"),
            "another sentence": lambda c: t.put(t.dialogue(c), "heard", 0, sentence="s2"),
            "too long": lambda c: _said(c, plan="and then we will see about that again " * 12),
            "no plan": lambda c: _said(c, plan=""),
            "a part of two words": lambda c: _said(c, action="Of course!"),
            "one text three times": lambda c: _said(
                c, need="I will look into it today", action="I will look into it today",
                plan="I will look into it today"),
            "the card read back": lambda c: _said(c, need=c.dialogue["card"][:150]),
        },
        "gamer": {
            "nonsense and the first option": lambda c: {
                "heard": [{"id": "heard", "need": "d1", "sentence": "s1"}],
                "parts": [{"id": p, "text": f"{WORDS} {p}"} for p in ("need", "action", "plan")]},
            "nothing chosen": lambda c: {**_said(c, need=WORDS), "heard": []},
        },
    },
    "2.7": {
        "expert": {
            "all right": lambda c: t.quiz(c),
            "other order": lambda c: {"labels": t.quiz(c)["labels"][::-1]},
            "with notes": lambda c: t.every(t.quiz(c), "labels", why="as in the lesson"),
        },
        "mutant": {
            "one open": lambda c: t.without(t.quiz(c), "labels", 1),
            "two open": lambda c: t.without(t.quiz(c), "labels", 2),
            "one wrong": lambda c: t.put(t.quiz(c), "labels", 0, choice=next(
                o["id"] for o in c.quiz["02"]["items"][0]["options"] if not o["right"])),
            "another wrong": lambda c: t.put(t.quiz(c), "labels", 1, choice=next(
                o["id"] for o in c.quiz["02"]["items"][1]["options"] if not o["right"])),
            "an option that is not there": lambda c: t.put(t.quiz(c), "labels", 2, choice="z"),
            "an item that is not there": lambda c: t.put(t.quiz(c), "labels", 2, id="02-99"),
        },
        "gamer": {f"always {x}": lambda c, x=x: _answers(c, x) for x in "abcd"},
    },
}  # fmt: skip

UNTOUCHED = {
    "2.1": t.segments, "2.2": t.pairs, "2.3": t.grid, "2.4": t.other, "2.5": t.statements,
    "2.6": t.dialogue, "2.7": t.quiz,
}  # fmt: skip
