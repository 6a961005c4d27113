"""Answers made from the case's truth, never from literal ids: the key may be derived anew."""

from __future__ import annotations

import copy
from typing import Any

Data = dict[str, Any]
CATEGORIES = ("moving", "explain", "myself", "budget")
FEET = {
    "workflow": "Do the part that matters to {} first, and the papers later",
    "interactions": "One contact that fits {}, and none that does not",
    "people": "Somebody who notices {} before they say it",
}


def segments(case: Any, **changes: str) -> Data:
    """2.1: every label right, disputed ones with a reason."""
    rows = []
    for s, key in case.key["segments"].items():
        why = "It could be read both ways, and this is the part to act on." if key["debated"] else ""
        rows.append({"id": s, "choice": changes.get(s, key["kind"]), "why": why})
    return {"labels": rows}


def flipped(kind: str) -> str:
    return "need" if kind == "circumstance" else "circumstance"


def undebated(case: Any) -> list[str]:
    return [s for s, k in case.key["segments"].items() if not k["debated"]]


def pairs(case: Any, voice: str = "So that {need} (as {who} put it, {n})") -> Data:
    """2.2: every kind right, each need a sentence of its own."""
    key = case.key
    rows = []
    for n, q in enumerate(key["exercises"]["2.2"]["items"]):
        truth = key["verbatims"][q]
        needs = truth["needs"] or {"n01": 1}
        text = key["needs"][max(needs, key=lambda x: needs[x])]
        rows.append(
            {
                "id": q,
                "kind": truth["kind"],
                "want": "what was said",
                "need": voice.format(need=text, who=case.verbatims[q]["from"], n=n),
                "evidence": [q],
            }
        )
    return {"pairs": rows}


def grid(case: Any, groups: dict[str, tuple[str, ...]] | None = None) -> Data:
    """2.3: true categories as columns, or unions of them; evidence and sorting from the truth.

    Args:
        groups: column id -> the true categories that it joins.
    """
    groups = groups or {f"c{i}": (c,) for i, c in enumerate(CATEGORIES, 1)}
    assign = {t: column for column, truths in groups.items() for t in truths}
    key = case.key
    people = key["exercises"]["2.3"]["items"]
    sort = {v: assign[key["vignettes"][v]["category"]] for v in people}
    return sorted_grid(case, sort, list(groups))


def sorted_grid(case: Any, sort: dict[str, str], columns: list[str]) -> Data:
    """2.3: a grid that is consistent with any sorting: strengths are how often a need is shown."""
    key = case.key
    rows = []
    for j, (n, text) in enumerate(key["needs"].items()):
        cells = {}
        for c in columns:
            inside = [v for v in sort if sort[v] == c]
            shows = [v for v in inside if key["vignettes"][v]["needs"].get(n, 0) > 0]
            share = len(shows) / max(1, len(inside))
            strength = 3 if share > 0.6 else 2 if share > 0.3 else 1 if shows else 0
            cells[c] = {"strength": strength, "evidence": shows}
        rows.append({"id": f"r{j}", "need": text, "cells": cells})
    return {
        "categories": [
            {"id": c, "name": f"Kind {c}", "line": "In their words", "role": ""}
            | {f: t.format(c) for f, t in FEET.items()}
            for c in columns
        ],
        "needs": rows,
        "sort": [{"id": v, "choice": c, "why": ""} for v, c in sort.items()],
    }


def by(case: Any, rule: Any, columns: int = 4) -> dict[str, str]:
    """A sorting of the people of 2.3 by any rule that gives a number."""
    return {
        v: f"c{rule(i, case.vignettes[v]) % columns + 1}"
        for i, v in enumerate(case.key["exercises"]["2.3"]["items"])
    }


def other(case: Any) -> Data:
    """2.4."""
    truth = case.key["exercises"]["2.4"]["truth"]
    return {"labels": [{"id": v, "choice": c, "why": ""} for v, c in truth.items()]}


def statements(case: Any) -> Data:
    """2.5."""
    key = case.key["exercises"]["2.5"]
    return {
        "statements": [
            {"id": n, "direction": f["direction"][0], "measure": f["measure"][0],
             "object": f"the thing of {n}", "context": f"on a day like {n}"}
            for n, f in key["fields"].items()
        ],
        "scores": [
            {"id": n, "score": round(s, 2), "top": "yes" if n in key["top"] else ""}
            for n, s in key["scores"].items()
        ],
    }  # fmt: skip


def dialogue(case: Any) -> Data:
    """2.6."""
    key = case.key["exercises"]["2.6"]
    return {
        "heard": [{"id": "heard", "need": key["need"], "sentence": key["sentences"][0]}],
        "parts": [
            {"id": "need", "text": "You have to be there on time, whatever happens to the car."},
            {"id": "action", "text": "Take this one now, it stands at the door with a full tank."},
            {"id": "plan", "text": "I ring you at seven with a time, and bring yours tomorrow."},
        ],
    }


def quiz(case: Any) -> Data:
    """2.7."""
    return {
        "labels": [
            {"id": i["id"], "choice": next(o["id"] for o in i["options"] if o["right"]), "why": ""}
            for i in case.quiz["02"]["items"]
        ]
    }


def process() -> Data:
    """0.1."""
    steps = ("ring the desk", "note the fault", "book a slot", "send a fitter", "sign the sheet")
    return {
        "about": [{"id": "about", "organisation": "A lift firm", "process": "Repair",
                   "customer": "The house owner"}],
        "steps": [
            {"id": f"s{i}", "step": s, "who": f"Person {i}", "other": f"Tenant {i}",
             "wants": f"To get upstairs, part {i}"}
            for i, s in enumerate(steps)
        ],
    }  # fmt: skip


def kpis() -> Data:
    """0.2."""
    return {
        "kpis": [
            {"id": f"k{i}", "name": f"Measure {i}", "unit": "% a week", "reader": f"Manager {i}",
             "effect": f"People hurry in place {i}"}
            for i in range(10)
        ]
    }  # fmt: skip


def put(data: Data, section: str, index: int, **changes: Any) -> Data:
    """A copy with one row changed."""
    found = copy.deepcopy(data)
    found[section][index].update(changes)
    return found


def every(data: Data, section: str, **changes: Any) -> Data:
    """A copy with every row of a section changed."""
    found = copy.deepcopy(data)
    for row in found[section]:
        row.update(changes)
    return found


def without(data: Data, section: str, count: int) -> Data:
    """A copy without the last rows of a section."""
    found = copy.deepcopy(data)
    found[section] = found[section][:-count] if count else found[section]
    return found


def blank(data: Data) -> Data:
    """The untouched form: the rows that a form gives, with nothing in them."""
    return {
        section: [{"id": row["id"]} | dict.fromkeys((k for k in row if k != "id"), "") | _cells(row)
                  for row in rows]
        for section, rows in data.items()
    }  # fmt: skip


def _cells(row: Data) -> Data:
    fields: Data = {}
    if "cells" in row:
        fields["cells"] = {}
    for name in ("evidence", "score", "start", "end"):
        if name in row:
            fields[name] = [] if name == "evidence" else None
    return fields
