"""Answers to module 03, made from the case's truth."""

from __future__ import annotations

from typing import Any

from cxkit.marking.exercises.module03.lines import lines

Data = dict[str, Any]


def boxes(case: Any) -> Data:
    """3.1."""
    truth = case.exercises["3.1"]["boxes"]
    return {"labels": [{"id": i, "choice": b, "why": ""} for i, b in truth.items()]}


def weasels(case: Any) -> Data:
    """3.2."""
    true = case.exercises["3.2"]["weasels"]
    return {
        "labels": [
            {"id": i, "choice": "weasel" if i in true else "clear", "why": ""} for i in case.weasels
        ]
    }


def between(baseline: float, comparator: str, way: float = 0.5) -> float:
    """A target between today's share and the best there can be."""
    return round(baseline * (1 - way) if comparator == "at most" else
                 baseline + (100 - baseline) * way, 1)  # fmt: skip


def repairs(case: Any, way: float = 0.5) -> Data:
    """3.3: every field as the key has it, targets part of the way."""
    goals = case.exercises["3.3"]["goals"]
    return {
        "statements": [
            {
                "id": g,
                "measure": k["measures"][0],
                "comparator": k["comparator"],
                "target": between(k["baseline"], k["comparator"], way),
                "unit": k["unit"],
                "source": k["source"],
                "due": k["iso"],
            }
            for g, k in goals.items()
        ],
        "times": [{"id": g, "choice": k["response"], "why": ""} for g, k in goals.items()],
    }


def outcome_map(case: Any, figures: int = 0, statements: int = 3, people: int = 0) -> Data:
    """3.4: a map whose ids and figures are true.

    Args:
        figures, people: where to begin in the lists of figures and of voices.
        statements: how many.
    """
    key = case.exercises["3.4"]
    voices, expected = key["voices"][people:], key["expected"]
    measured = list(key["figures"].items())[figures : figures + statements]
    outcomes = [o["id"] for o in case.measures["outcomes"]]

    def said(row: str, text: str, *evidence: str, **more: str) -> Data:
        return {"id": row, "text": text, "evidence": list(evidence), **more}

    return {
        "about": [{"id": "about", "objective": "B1"}],
        "payer": [said("p1", "A nurse with one car and a night shift", voices[0])],
        "expectation": [said("e1", "I shall be driving home in it tonight", expected[people])],
        "process": [said("c1", "Getting to my shift on time", voices[1])],
        "impacts": [
            said("i1", "Somebody took the keys at six", voices[2], sign="+"),
            said("i2", "Nobody rang before the bill was made", voices[3], voices[4], sign="-"),
        ],
        "statements": [
            {
                "id": f"s{n}",
                "measure": figure,
                "baseline": k["baseline"],
                "comparator": k["comparator"],
                "target": between(k["baseline"], k["comparator"]),
                "unit": k["unit"],
                "source": k["source"],
                "owner": "Service manager",
                "due": "30 September 2027",
                "serves": outcomes[n],
            }
            for n, (figure, k) in enumerate(measured)
        ],
        "line": [{"id": "line", "text": "There when you said you would"}],
    }


def oneliner(case: Any) -> Data:
    """3.5."""
    return {
        "tests": [{"id": r["id"], "choice": r["put"], "why": ""} for r in lines()["line"]],
        "lines": [
            {"id": "l1", "text": "There when you said"},
            {"id": "l2", "text": "Nobody waits for you tonight"},
            {"id": "l3", "text": "No second trip, no second call"},
        ],
        "choice": [
            {"id": "choice", "keep": "l1", "serves": "B1", "today": "car repair", "business": "kept promises"}
        ],
    }  # fmt: skip


def review(case: Any) -> Data:
    """3.6."""
    flaws = case.exercises["3.6"]["flaws"]
    return {
        "remarks": [
            {"id": q, "item": k["item"], "text": f"I would write something else in {k['item']}: what they said"}
            for q, k in flaws.items()
        ]
    }  # fmt: skip


def quiz(case: Any) -> Data:
    """3.7."""
    return {
        "labels": [
            {"id": i["id"], "choice": next(o["id"] for o in i["options"] if o["right"]), "why": ""}
            for i in case.quiz["03"]["items"]
        ]
    }


def moved(data: Data, section: str, count: int, labels: list[str]) -> Data:
    """The first labels of a section moved on to the next of `labels`."""
    rows = [
        {**r, "choice": labels[(labels.index(r["choice"]) + 1) % len(labels)]} if n < count else r
        for n, r in enumerate(data[section])
    ]
    return {**data, section: rows}
