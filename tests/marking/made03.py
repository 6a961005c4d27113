"""Answers to module 03 with faults made into them, for its proofs."""

from __future__ import annotations

from typing import Any

from cxkit.marking.exercises.module03.lines import lines

from . import truth as t
from . import truth03 as o

WORDS = "improve 42 by 30 September customer value satisfaction seamless quality service target"
SIX = list("123456")
SAID = ("payer", "expectation", "process", "impacts")
LABELS = list(lines()["labels"])


def weasels_off(case: Any, missed: int, blamed: int) -> t.Data:
    """Some weasels called clear, some clear sentences called weasels."""
    found, left = [], {"weasel": missed, "clear": blamed}
    for row in o.weasels(case)["labels"]:
        other = "clear" if row["choice"] == "weasel" else "weasel"
        wrong = left[row["choice"]] > 0
        left[row["choice"]] -= wrong
        found.append({**row, "choice": other if wrong else row["choice"]})
    return {"labels": found}


def times_swapped(case: Any) -> t.Data:
    deadlines = {g: k["deadline"] for g, k in case.exercises["3.3"]["goals"].items()}
    data = o.repairs(case)
    return {**data, "times": [{**r, "choice": deadlines[r["id"]]} for r in data["times"]]}


def dates(case: Any, form: str) -> t.Data:
    from datetime import date

    data = o.repairs(case)
    rows = [{**r, "due": f"{date.fromisoformat(r['due']):{form}}"} for r in data["statements"]]
    return {**data, "statements": rows}


def same_row(case: Any) -> t.Data:
    """One repair, the best there is, under every statement."""
    data = o.repairs(case)
    row = {**data["statements"][2], "target": 1, "comparator": "at most"}
    return {"times": [{**r, "choice": "x"} for r in data["times"]],
            "statements": [{**row, "id": r["id"]} for r in data["statements"]]}  # fmt: skip


def map_nonsense(case: Any) -> t.Data:
    data = o.outcome_map(case)
    for section in ("payer", "expectation", "process", "impacts"):
        for n, row in enumerate(data[section]):
            row |= {"text": f"{WORDS} {section} {n}", "evidence": ["V03"]}
    return t.every(data, "statements", measure="L1", baseline=42, target=99, comparator="at least")


def colleagues_map(case: Any) -> t.Data:
    """The other map, copied: its entries, its figures."""
    items = {b["id"]: b["items"] for b in case.colleague_map["boxes"]}
    data = o.outcome_map(case)
    for section, box in (("payer", "1"), ("expectation", "2"), ("process", "3"), ("impacts", "4")):
        data[section] = [
            {"id": i["id"], "text": i["text"], "evidence": i["evidence"], "sign": "-+"[n == 0]}
            for n, i in enumerate(items[box])
        ]
    goals = [i["goal"] for i in items["5"]]
    data["statements"] = [
        {"id": f"s{n}", "measure": g["figure"], **{f: g[f] for f in
         ("comparator", "target", "unit", "source", "owner", "due")}, "baseline": 2.2,
         "serves": g["outcome"]}
        for n, g in enumerate(goals)
    ]  # fmt: skip
    data["line"] = [{"id": "line", "text": items["6"][0]["text"]}]
    return data


def by_turns(data: t.Data, section: str, labels: list[str]) -> t.Data:
    rows = [{**r, "choice": labels[n % len(labels)]} for n, r in enumerate(data[section])]
    return {**data, section: rows}


def reviewed(case: Any, wrong: int) -> t.Data:
    """Some remarks on the entry of the next prompt."""
    data = o.review(case)
    items = [r["item"] for r in data["remarks"]]
    rows = [{**r, "item": items[(n + 1) % 5]} if n < wrong else r for n, r in enumerate(data["remarks"])]
    return {"remarks": rows}


def prompts_back(case: Any) -> t.Data:
    prompts = {p["id"]: p["text"] for p in case.colleague_map["prompts"]}
    return {"remarks": [{**r, "text": prompts[r["id"]]} for r in o.review(case)["remarks"]]}


def entries_back(case: Any) -> t.Data:
    said = {i["id"]: i["text"] for b in case.colleague_map["boxes"] for i in b["items"]}
    return {"remarks": [{**r, "text": said[r["item"]]} for r in o.review(case)["remarks"]]}


def cite_all(case: Any, ids: list[str]) -> t.Data:
    data = o.outcome_map(case)
    for section in SAID:
        data = t.every(data, section, evidence=ids)
    return data


def texts_copied(case: Any) -> t.Data:
    """Each entry is the text of what it cites."""
    texts = {**case.vignettes, **case.verbatims, **case.promises}
    data = o.outcome_map(case)
    return data | {s: [{**r, "text": texts[r["evidence"][0]]["text"]} for r in data[s]]
                   for s in SAID}  # fmt: skip


def answers_copied(case: Any) -> t.Data:
    """The answers of 3.1, sorted into their boxes: another firm's map."""
    texts = {a["id"]: a["text"] for a in case.boxes["answers"]}
    sorted_ = case.exercises["3.1"]["boxes"]
    data = o.outcome_map(case)
    for section, box in zip(SAID, "1234", strict=True):
        found = [texts[i] for i, b in sorted_.items() if b == box]
        data[section] = [{**r, "text": f} for r, f in zip(data[section], found, strict=False)]
    return data


def hardly_better(case: Any) -> t.Data:
    rows = o.outcome_map(case)["statements"]
    step = {"at least": 0.2, "at most": -0.2}
    return {**o.outcome_map(case), "statements": [
        {**r, "target": round(r["baseline"] + step[r["comparator"]], 1)} for r in rows]}  # fmt: skip


def typed(case: Any) -> t.Data:
    """As people type: commas, American dates, brackets, capitals."""
    data = o.outcome_map(case)
    for section in SAID:
        data[section] = [{**r, "evidence": [f"({e.lower()})." for e in r["evidence"]]}
                         for r in data[section]]  # fmt: skip
    data["statements"] = [
        {**r, "baseline": f"{r['baseline']}".replace(".", ","), "measure": r["measure"].lower(),
         "source": r["source"].upper(), "due": "12/31/2027"} for r in data["statements"]
    ]  # fmt: skip
    return data


def lower(case: Any) -> t.Data:
    data = o.outcome_map(case)
    for section in ("payer", "expectation", "process", "impacts"):
        for row in data[section]:
            row["evidence"] = [e.lower() for e in row["evidence"]]
    return data
