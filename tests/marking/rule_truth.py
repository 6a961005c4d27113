"""Answers of module 06 made from the case's truth, never from literal ids."""

from __future__ import annotations

from typing import Any

from cxkit.marking.exercises.module06.clinic import TABLES
from cxkit.marking.exercises.module06.material import (
    EFFECTS,
    answers,
    heard_debated,
    heard_lines,
    heard_rules,
    old_rules,
    paragraphs,
)

from .truth import Data

__all__ = [
    "clinic", "court", "hunt", "own_register", "own_table", "quiz", "register", "shorter", "six_rows",
]  # fmt: skip


def hunt(case: Any, missed: int = 0, extra: int = 0, free: bool = False) -> Data:
    """6.1: the rules of both documents; without the first `missed` of each, and with `extra`
    others; `free` marks what counts neither way too."""
    key = case.exercises["6.1"]
    of = {"manual": (list(paragraphs(case)), set(key["paragraphs"]), set(key["debated"])),
          "heard": (list(heard_lines(case)), set(heard_rules(case)), heard_debated(case))}  # fmt: skip
    data: Data = {}
    for section, (items, true, debated) in of.items():
        rules = [i for i in items if i in true][missed:]
        wrong = [i for i in items if i not in true and i not in debated][:extra]
        chosen = {*rules, *wrong, *(debated if free else ())}
        data[section] = [
            {"id": i, "choice": "rule" if i in chosen else "no", "why": ""} for i in items
        ]
    return data


def register(case: Any, **amounts: Any) -> Data:
    """6.2. `amounts` gives other numbers to some rules."""
    truth = case.service_key["rules"]
    rules = [{"id": i, "type": r["type"], "way": r["way"]} for i, r in truth.items()]
    old = [
        {"id": i, "origin": notice, "year": truth[i]["year"], "owner": truth[i]["owner"],
         "amount": amounts.get(i, round(answers(case, i)[0], 2))}
        for i, notice in old_rules(case).items()
    ]  # fmt: skip
    assert [r["id"] for r in old] == list(EFFECTS)
    return {"rules": rules, "old": old}


def clinic(case: Any) -> Data:
    """6.3: the witnesses of the key."""
    data: Data = {}
    for section, name in TABLES.items():
        data[section] = [
            {"id": f"{kind}{n}", "case": dict(fault["witness"])}
            for kind, faults in case.exercises["6.3"][name].items()
            for n, fault in enumerate(faults, 1)
        ]
    return data


def six_rows(case: Any) -> list[tuple[str, str, str, str]]:
    """The six rows that D2 with its change can be told in: one of several ways."""
    dear, middle, cheap = (c["then"] for c in case.exercises["6.4"]["apart"][::2])
    assert (dear, middle, cheap) == ("\u00a3378", "\u00a3378", "\u00a3328")
    low = case.exercises["6.4"]["apart"][-1]["then"]
    return [
        ("<25", "car", "-", dear), (">=25", "car", "credit", low), (">=25", "car", "debit", cheap),
        ("-", "van", "credit", cheap), ("-", "van", "debit", dear), ("-", "minibus", "-", dear),
    ]  # fmt: skip


def shorter(case: Any, rows: list[tuple[str, str, str, str]] | None = None) -> Data:
    """6.4."""
    return {
        "rows": [
            {"id": f"rows-{n}", "when": {"age of driver": a, "vehicle": v, "card": c}, "then": t}
            for n, (a, v, c, t) in enumerate(rows if rows is not None else six_rows(case), 1)
        ]
    }


def court(case: Any, changed: int = 0, softened: int = 0, **verdicts: str) -> Data:
    """6.5: gone rules retired, the first `changed` of them changed; sound ones kept, the first
    `softened` of them changed."""
    truth = case.service_key["rules"]
    before = case.exercises["6.5"]["rules"]
    gone = [i for i in before if truth[i]["obsolete"]]
    sound = [i for i in before if i not in gone and truth[i]["type"] != "regulatory"]
    said = {i: "retire" if i in gone else "keep" for i in before}
    said |= dict.fromkeys(gone[:changed] + sound[:softened], "change") | verdicts
    return {
        "rules": [
            {"id": i, "control": "yes" if "check" in truth[i]["text"] else "no", "decision": said[i],
             "reason": f"It was made because: {truth[i]['origin']} Today: {truth[i]['gone'] or 'so still.'}"}
            for i in before
        ]
    }  # fmt: skip


def own_register(**changes: Any) -> Data:
    """6.5 on one's own organisation: three rules, `changes` to the first."""
    kinds = [("B1", "operational", "", "keep"), ("B2", "regulatory", "Shop Hours Act, section 2", "keep"),
             ("B3", "strategic", "", "retire")]  # fmt: skip
    rows = [
        {"id": f"rules-{n}", "code": code, "text": f"Rule {code} says what may not be.", "seen": "found",
         "type": kind, "citation": law, "way": "manual", "source": "a form", "origin": f"reason of {code}",
         "year": 2000 + n, "owner": "head of sales", "effect": "two days", "challenged": None,
         "control": "no", "decision": verdict, "reason": f"What {code} was made for is still so for all of us."}
        for n, (code, kind, law, verdict) in enumerate(kinds, 1)
    ]  # fmt: skip
    rows[0] |= changes
    return {"rules": rows, "frame": [{"id": "frame", "now": 2026}]}


def own_table(rows: list[tuple[str, str, str]] | None = None) -> Data:
    """6.3 on one's own organisation: value and kind of customer decide on a rush order."""
    sound = [("<=500", "new", "next day"), ("<=500", "known", "same day"), (">500", "-", "same day")]
    return {
        "about": [{"id": "about", "name": "who gets a rush order"}],
        "inputs": [{"id": "i1", "name": "value", "kind": "number", "values": "0 to 5000"},
                   {"id": "i2", "name": "customer", "kind": "choice", "values": "new, known"}],
        "rows": [{"id": f"rows-{n}", "when": {"i1": a, "i2": b}, "then": c}
                 for n, (a, b, c) in enumerate(sound if rows is None else rows, 1)],
    }  # fmt: skip


def quiz(case: Any) -> Data:
    """6.6."""
    return {
        "labels": [
            {"id": i["id"], "choice": next(o["id"] for o in i["options"] if o["right"]), "why": ""}
            for i in case.quiz["06"]["items"]
        ]
    }
