"""Module 01: outside-in or inside-out."""

from __future__ import annotations

import random
from typing import Any

from .. import truth as t
from .. import truth01 as a


def _one_order(case: Any, seed: int) -> t.Data:
    order = list(case.exercises["1.2"]["told"])
    random.Random(seed).shuffle(order)
    return a.story(case, order)


def _shown(case: Any) -> list[str]:
    return [step["id"] for step in case.story["steps"]]


def _guessed(case: Any, seed: int, why: str) -> t.Data:
    """1.3 with a partner and a grade for each, drawn by chance."""
    draw, ids = random.Random(seed), {}
    for claim in case.claims["claims"]:
        ids.setdefault(claim["group"], []).append(claim["id"])
    data: t.Data = {
        group: [{"id": c, "choice": draw.choice([x for x in here if x != c])} for c in here]
        for group, here in ids.items()
    }
    data["grades"] = [
        {"id": c, "choice": draw.choice("ABCDE"), "why": f"{why} {n}"}
        for n, c in enumerate(case.claims["to_grade"])
    ]
    return data


def _one_grade(case: Any, grade: str) -> t.Data:
    data = t.every(a.claims(case), "grades", choice=grade, why=a.WORDS)
    return {key: rows if key == "grades" else [] for key, rows in data.items()}


def _starred(case: Any) -> t.Data:
    """1.3 with the first claim of each group chosen throughout, and C for every grade."""
    data = t.every(a.claims(case), "grades", choice="C", why=a.WORDS)
    for group in case.claims["groups"]:
        here = [c["id"] for c in case.claims["claims"] if c["group"] == group]
        data[group] = [{"id": c, "choice": here[0]} for c in here]
    return data


def _both_sides(case: Any) -> t.Data:
    """Every pair chosen at both of its claims, where the form has room for it."""
    data = a.claims(case)
    for group in case.claims["groups"]:
        taken = {row["id"] for row in data[group]}
        data[group] += [
            {"id": row["choice"], "choice": row["id"]}
            for row in list(data[group]) if row["choice"] not in taken
        ]  # fmt: skip
    return data


def _guessed_cells(case: Any) -> t.Data:
    draw = random.Random(7)
    data = a.definitions(case)
    for row in data["authors"]:
        row["choice"] = "gartner"
    for row in data["matrix"]:
        row["cells"] = {q: draw.choice(("yes", "no")) for q in row["cells"]}
    return data


def _in_text(case: Any) -> t.Data:
    data = a.language(case, a.ANEW["turned"])
    data["counts"] = [{**r, "inside": f" {r['inside']} ", "outside": str(r["outside"])}
                      for r in data["counts"]]  # fmt: skip
    data["score"] = [{**r, "inside": str(r["inside"]).replace(".", ",")} for r in data["score"]]
    return data


def _copied(case: Any) -> str:
    texts = {p["id"]: p["text"] for p in case.report["paragraphs"]}
    return texts[case.report["rewrite"]]


def _letter(case: Any, letter: str) -> t.Data:
    return t.every(a.quiz(case), "labels", choice=letter)


PROOFS = {
    "1.1": {
        "expert": {
            "all right": lambda c: a.stances(c),
            "the other side of a dispute": lambda c: {"labels": [
                {**r, "choice": "outside-in" if r["why"] else r["choice"]}
                for r in a.stances(c)["labels"]]},
            "two slips": lambda c: a.flip(c, 2),
            "three slips": lambda c: a.flip(c, 3),
        },
        "mutant": {
            "four wrong": lambda c: a.flip(c, 4),
            "half wrong": lambda c: a.flip(c, 9),
            "all wrong": lambda c: a.flip(c, 18),
            "no reason for a dispute": lambda c: t.every(a.stances(c), "labels", why=""),
            "a reason of one word": lambda c: t.every(a.stances(c), "labels", why="because"),
            "six left out": lambda c: t.without(a.stances(c), "labels", 6),
            "one left out": lambda c: t.without(a.stances(c), "labels", 1),
        },
        "gamer": {
            "inside-out throughout": lambda c: t.every(
                a.stances(c), "labels", choice="inside-out", why=a.WORDS),
            "outside-in throughout": lambda c: t.every(
                a.stances(c), "labels", choice="outside-in", why=a.WORDS),
            "outside-in where it says customer": lambda c: {"labels": [
                {"id": s["id"], "why": a.WORDS,
                 "choice": "outside-in" if "customer" in s["text"].lower() else "inside-out"}
                for s in c.statements.values()]},
        },
    },
    "1.2": {
        "expert": {
            "as told": lambda c: a.story(c),
            "every free pair the other way": lambda c: a.story(c, a.swapped(c)),
            "one card two places late": lambda c: a.story(c, a.moved(c, 5, 2)),
            "rows in another order, places right": lambda c: {
                **a.story(c), "order": a.story(c)["order"][::-1]},
        },
        "mutant": {
            "the last card first": lambda c: a.story(c, a.moved(c, 9, -9)),
            "backwards": lambda c: a.story(c, c.exercises["1.2"]["told"][::-1]),
            "the excuses before the figures": lambda c: a.story(c, a.moved(c, 6, -6)),
            "half of the cards": lambda c: t.without(a.story(c), "order", 5),
            "no place for the firm": lambda c: {**a.story(c), "firm": []},
            "a place without a sighting": lambda c: t.put(a.story(c), "firm", 0, seen="Yes, here."),
            "a sighting without a place": lambda c: t.put(a.story(c), "firm", 0, choice=""),
        },
        "gamer": {
            "as shown": lambda c: a.story(c, _shown(c)),
            "by chance": lambda c: _one_order(c, 4),
            "by length": lambda c: a.story(c, [
                s["id"] for s in sorted(c.story["steps"], key=lambda s: len(s["text"]))]),
        },
    },
    "1.3": {
        "expert": {
            "all found": lambda c: a.claims(c),
            "every grade one off": lambda c: a.near(c),
            "one grade far off, four pairs not found": lambda c: {
                **a.pairs_left(c, 3), "grades": a.far(c, 1)["grades"]},
            "pairs chosen at both claims": _both_sides,
            "a debatable pair as well": lambda c: {
                **a.claims(c), "figures": [*a.claims(c)["figures"], {
                    "id": c.exercises["1.3"]["may_count"][0][0],
                    "choice": c.exercises["1.3"]["may_count"][0][1]}]},
        },
        "mutant": {
            "half of the pairs": lambda c: a.pairs_left(c, 6),
            "no pairs": lambda c: a.pairs_left(c, 12),
            "seven pairs that could both stand": lambda c: a.pairs_more(c, 7),
            "two grades far off": lambda c: a.far(c, 2),
            "the claims as their own reasons": lambda c: {**a.claims(c), "grades": [
                {**row, "why": next(x["text"] for x in c.claims["claims"] if x["id"] == row["id"])}
                for row in a.claims(c)["grades"]]},
            "every grade far off": lambda c: a.far(c, 8),
            "one grade open": lambda c: t.without(a.far(c, 1), "grades", 1),
            "no reasons": lambda c: t.every(a.claims(c), "grades", why=""),
            "one reason for all": lambda c: t.every(
                a.claims(c), "grades", why="No data and no source are given here."),
        },
        "gamer": {
            "C throughout": lambda c: _one_grade(c, "C"),
            "D throughout": lambda c: _one_grade(c, "D"),
            "one claim throughout": _starred,
            "by chance": lambda c: _guessed(c, 2, a.WORDS),
        },
    },
    "1.4": {
        "expert": {
            "all right": lambda c: a.definitions(c),
            "what can be argued, the other way": lambda c: a.definitions(c, "no"),
            "four cells off": lambda c: a.cells_wrong(c, 4),
        },
        "mutant": {
            "two authors exchanged": lambda c: a.authors_wrong(c, 2),
            "every author one on": lambda c: a.authors_wrong(c, 6),
            "an author open": lambda c: t.without(a.authors_wrong(c, 0), "authors", 2),
            "eight cells off": lambda c: a.cells_wrong(c, 8),
            "every cell the other way": lambda c: a.cells_wrong(c, 28),
            "a row of the matrix open": lambda c: t.without(a.definitions(c), "matrix", 1),
            "a cell open": lambda c: t.put(
                a.definitions(c), "matrix", 0,
                cells={**a.definitions(c)["matrix"][0]["cells"], "value": ""}),
        },
        "gamer": {
            "one author, yes throughout": lambda c: {
                "authors": t.every(a.definitions(c), "authors", choice="schmitt")["authors"],
                "matrix": [{**r, "cells": dict.fromkeys(r["cells"], "yes")}
                           for r in a.definitions(c)["matrix"]]},
            "one author, cells by chance": _guessed_cells,
            "one author, one column of yes": lambda c: {
                "authors": t.every(a.definitions(c), "authors", choice="schmitt")["authors"],
                "matrix": [{**r, "cells": {q: "yes" if q == "interactions" else "no" for q in r["cells"]}}
                           for r in a.definitions(c)["matrix"]]},
        },
    },
    "1.5": {
        "expert": {
            "plain": lambda c: a.language(c),
            "numbers typed with a comma and blanks": _in_text,
            "three paragraphs one off": lambda c: a.miscounted(c, 3),
            "the key's shares beside own slips": lambda c: {
                **a.miscounted(c, 2), "score": a.language(c)["score"]},
        },
        "mutant": {
            "four paragraphs one off": lambda c: a.miscounted(c, 4),
            "a word for a number": lambda c: {
                **a.language(c), "score": [{"id": "score", "inside": "many", "outside": "few"}]},
            "one in a hundred": lambda c: t.put(a.language(c), "score", 0, inside=11.7),
            "the score open": lambda c: {**a.language(c), "score": []},
            "a figure lost": lambda c: a.language(c, a.ANEW["plain"].replace("421", "many")),
            "the old words": lambda c: a.language(c, _copied(c)),
            "one line": lambda c: a.language(c, "63 were lent a car, 421 were not."),
            "nothing told anew": lambda c: a.language(c, ""),
        },
        "gamer": {
            "three everywhere": lambda c: {
                **t.every(a.language(c, f"{a.WORDS} 63 421"), "counts", inside=3, outside=0),
                "score": [{"id": "score", "inside": 50, "outside": 50}]},
            "nothing anywhere": lambda c: {
                **t.every(a.language(c, f"{a.WORDS} 63 421"), "counts", inside=0, outside=0),
                "score": [{"id": "score", "inside": 0, "outside": 0}]},
        },
    },
    "1.6": {
        "expert": {
            "all right": lambda c: a.quiz(c),
            "rows in another order": lambda c: {"labels": a.quiz(c)["labels"][::-1]},
            "with a note": lambda c: t.every(a.quiz(c), "labels", why="I am sure"),
        },
        "mutant": {
            "one wrong": lambda c: t.put(a.quiz(c), "labels", 0, choice="a"),
            "two wrong": lambda c: t.put(t.put(a.quiz(c), "labels", 0, choice="a"),
                                         "labels", 1, choice="a"),
            "one open": lambda c: t.without(a.quiz(c), "labels", 1),
            "all a": lambda c: _letter(c, "a"),
            "all d": lambda c: _letter(c, "d"),
            "a letter that is not there": lambda c: t.put(a.quiz(c), "labels", 0, choice="x"),
        },
        "gamer": {
            "all c": lambda c: _letter(c, "c"),
            "all b": lambda c: _letter(c, "b"),
        },
    },
}  # fmt: skip

UNTOUCHED = {
    "1.1": a.stances, "1.2": a.story, "1.3": a.claims,
    "1.4": a.definitions, "1.5": a.language, "1.6": a.quiz,
}  # fmt: skip
