"""Answers of module 01 made from the case's truth, never from literal ids."""

from __future__ import annotations

from typing import Any

from .truth import Data

WORDS = "improve 42 by 30 September customer value satisfaction seamless quality service target"
SEEN = "The bonus letter in April still counted calls an hour and nothing else"
ANEW = {
    "plain": "484 customers asked us for a car. We lent 63 of them one and sent 421 away. "
    "How they got to work we do not know.",
    "turned": "Of those who asked for a car to get through the day, 421 went without, because of a "
    "rule of ours; 63 drove home. We should ask some of the others what they did.",
}
OWN = (
    "In the period under review the desk processed nine hundred applications with unchanged "
    "headcount and the backlog came down to forty. Utilisation of the meeting rooms was high and "
    "the procedure for complaints was rolled out as planned. Compliance with opening hours was "
    "complete. Average handling time fell by a tenth, which releases capacity for the processing "
    "of new stock in the second half of the year."
)


def stances(case: Any) -> Data:
    """1.1: every clear statement right, both disputed ones with a reason."""
    key = case.exercises["1.1"]["kinds"]
    why = "It could be read both ways, and this is what would be acted on."
    return {
        "labels": [
            {"id": s, "choice": "inside-out" if kind == "disputed" else kind,
             "why": why if kind == "disputed" else ""}
            for s, kind in key.items()
        ]
    }  # fmt: skip


def flip(case: Any, count: int) -> Data:
    """1.1 with so many clear statements on the wrong side, from both sides in turn."""
    kinds = case.exercises["1.1"]["kinds"]
    sides = [[s for s, k in kinds.items() if k == side] for side in ("inside-out", "outside-in")]
    wrong = [s for pair in zip(*sides, strict=True) for s in pair][:count]
    data = stances(case)
    for row in data["labels"]:
        if row["id"] in wrong:
            row["choice"] = "outside-in" if row["choice"] == "inside-out" else "inside-out"
    return data


def story(case: Any, order: list[str] | None = None) -> Data:
    """1.2: the steps as told, or in an order of one's own, and a place for the firm."""
    told = order or case.exercises["1.2"]["told"]
    return {
        "order": [{"id": step, "place": n} for n, step in enumerate(told, start=1)],
        "firm": [{"id": "firm", "choice": told[4], "seen": SEEN}],
    }


def swapped(case: Any) -> list[str]:
    """The steps with every free pair the other way round."""
    key = case.exercises["1.2"]
    order = list(key["told"])
    for a, b in key["may_swap"]:
        i, j = order.index(a), order.index(b)
        order[i], order[j] = order[j], order[i]
    return order


def moved(case: Any, step: int, by: int) -> list[str]:
    """The steps as told, with one of them moved down by so many places."""
    order = list(case.exercises["1.2"]["told"])
    order.insert(step + by, order.pop(step))
    return order


def claims(case: Any) -> Data:
    """1.3: every contradiction once, every grade ours, every reason its own."""
    key = case.exercises["1.3"]
    groups = {c["id"]: c["group"] for c in case.claims["claims"]}
    data: Data = {group: [] for group in case.claims["groups"]}
    for a, b in key["pairs"]:
        rows = data[groups[a]]
        first, second = (b, a) if any(r["id"] == a for r in rows) else (a, b)
        rows.append({"id": first, "choice": second})
    data["grades"] = [
        {"id": c, "choice": item["grade"], "why": f"It rests on what stands at {c}; a list would lift it."}
        for c, item in key["graded"].items()
    ]
    return data


def pairs_left(case: Any, count: int) -> Data:
    """1.3 with so many contradictions not found."""
    data, left = claims(case), count
    for group in case.claims["groups"]:
        while left and data[group]:
            data[group].pop()
            left -= 1
    return data


def pairs_more(case: Any, count: int) -> Data:
    """1.3 with so many pairs besides that could both stand."""
    key, data = case.exercises["1.3"], claims(case)
    known = {frozenset(p) for p in (*key["pairs"], *key["may_count"])}
    ids = {g: [c["id"] for c in case.claims["claims"] if c["group"] == g] for g in case.claims["groups"]}
    for group, here in ids.items():
        free = [i for i in here if i not in {r["id"] for r in data[group]}]
        for a in free:
            b = next(x for x in here if x != a and frozenset((a, x)) not in known)
            if count > 0:
                known.add(frozenset((a, b)))
                data[group].append({"id": a, "choice": b})
                count -= 1
    assert count <= 0
    return data


def far(case: Any, count: int) -> Data:
    """1.3 with so many grades two or more from ours."""
    data = claims(case)
    for row in data["grades"][:count]:
        row["choice"] = "E" if row["choice"] in "ABC" else "A"
    return data


def near(case: Any) -> Data:
    """1.3 with every grade one from ours."""
    data = claims(case)
    for row in data["grades"]:
        row["choice"] = "BCDED"["ABCDE".index(row["choice"])]
    return data


def definitions(case: Any, free: str = "yes") -> Data:
    """1.4: authors and cells as in the key; cells that can be argued all one way."""
    key = case.exercises["1.4"]
    return {
        "authors": [{"id": d, "choice": a} for d, a in key["authors"].items()],
        "matrix": [
            {"id": d, "cells": {q: free if v == "free" else v for q, v in row.items()}}
            for d, row in key["matrix"].items()
        ],
    }


def cells_wrong(case: Any, count: int) -> Data:
    """1.4 with so many settled cells the other way."""
    key, data = case.exercises["1.4"]["matrix"], definitions(case)
    for row in data["matrix"]:
        for quality, value in row["cells"].items():
            if count and key[row["id"]][quality] != "free":
                row["cells"][quality] = "no" if value == "yes" else "yes"
                count -= 1
    return data


def authors_wrong(case: Any, count: int) -> Data:
    """1.4 with so many authors passed on to the next definition."""
    data = definitions(case)
    rows = data["authors"][:count]
    names = [row["choice"] for row in rows]
    for row, name in zip(rows, names[1:] + names[:1], strict=True):
        row["choice"] = name
    return data


def language(case: Any, anew: str = ANEW["plain"]) -> Data:
    """1.5: counts and shares as the lists give them, the paragraph in other words."""
    key = case.exercises["1.5"]
    return {
        "counts": [
            {"id": p, "inside": len(f["inside-out"]), "outside": len(f["outside-in"])}
            for p, f in key["found"].items()
        ],
        "score": [{"id": "score", "inside": key["per_thousand"]["inside-out"],
                   "outside": key["per_thousand"]["outside-in"]}],
        "rewrite": [{"id": case.report["rewrite"], "text": anew}],
    }  # fmt: skip


def miscounted(case: Any, count: int) -> Data:
    """1.5 with so many paragraphs one off, the shares following from them."""
    data, key = language(case), case.exercises["1.5"]
    for row in data["counts"][:count]:
        row["inside"] += 1
    inside = sum(row["inside"] for row in data["counts"])
    data["score"][0]["inside"] = round(1000 * inside / key["words"], 1)
    return data


def ladder(case: Any) -> Data:
    """1.2 on one's own firm."""
    told = case.exercises["1.2"]["told"]
    answers = ["yes", "partly", "no", "unknown"]
    return {
        "steps": [
            {"id": s, "here": answers[n % 4], "seen": SEEN if n % 4 < 2 else ""}
            for n, s in enumerate(told)
        ],
        "after": [{"id": "after", "seen": "Ask the head of sales what the bonus letter counts"}],
    }


def own_text() -> Data:
    """1.5 on one's own firm."""
    return {
        "own": [{"id": "p1", "text": OWN}],
        "rewrite": [{"id": "rewrite", "text": "Nine hundred people asked us for something this half "
                     "year. Forty are still waiting, and we have not asked them for how long."}],
    }  # fmt: skip


def own_claims() -> Data:
    """1.3 on one's own firm."""
    return {
        "own": [
            {"id": f"c{n}", "claim": f"It saves {n} hours a week", "place": "A tender", "choice": g,
             "why": "Nobody else has counted it yet"}
            for n, g in enumerate("BED", start=1)
        ]
    }  # fmt: skip


def quiz(case: Any) -> Data:
    """1.6."""
    return {
        "labels": [
            {"id": i["id"], "choice": next(o["id"] for o in i["options"] if o["right"]), "why": ""}
            for i in case.quiz["01"]["items"]
        ]
    }
