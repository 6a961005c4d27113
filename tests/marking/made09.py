"""Answers to the paper, made from its key, in the shape in which the forms save them."""

from __future__ import annotations

from typing import Any

from cxkit.cases.bank import AREAS
from cxkit.marking.exercises.module09.breaks import calls
from cxkit.marking.exercises.module09.rules import FAULTS

Data = dict[str, Any]

PLAN: Data = {
    "about": [
        {"id": "about", "process": "A new patient's first check-up", "begins": "30 November 2026"}
    ],
    "actions": [
        {"id": "a1", "action": "Reception rings back before noon, on the day of the call",
         "mark": "MOT", "evidence": [], "owner": "Lead receptionist", "start": 0, "due": 10,
         "measure": "patients who ring twice about one appointment", "baseline": 11, "target": 3,
         "unit": "a week", "cost": "none"},
        {"id": "a2", "action": "The nurse asks for the history by message before the visit",
         "mark": "BP", "evidence": [], "owner": "Practice nurse", "start": 3, "due": 24,
         "measure": "visits that begin with a form at the desk", "baseline": 38, "target": 5,
         "unit": "a month", "cost": "low"},
        {"id": "a3", "action": "Drop the rule that new patients come on Thursdays only",
         "mark": "BR", "evidence": [], "owner": "Practice manager", "start": 0, "due": 7,
         "measure": "days until a new patient is seen", "baseline": 19, "target": 6,
         "unit": "days", "cost": "none"},
    ],
    "again": [
        {"id": "d30", "who": "Practice manager", "expect": "5 patients a week who ring twice"},
        {"id": "d60", "who": "Practice manager", "expect": "3 a week, and no second form"},
        {"id": "d90", "who": "Partner", "expect": "new patients seen within six days"},
    ],
}  # fmt: skip


def _rows(given: dict[str, str]) -> list[Data]:
    return [{"id": i, "choice": c} for i, c in given.items()]


def _said(subject: str, evidence: list[str], text: str, more: str) -> list[Data]:
    return [{"id": "said", "subject": subject, "text": text, "more": more, "evidence": evidence}]


def needs(case: Any, slots: str = "1234") -> Data:
    """9.1a, with the groups in any slots."""
    key = case.exercises["9.1a"]
    groups = sorted({letter["category"] for letter in key["letters"].values()})
    slot = {g: f"g{n}" for g, n in zip(groups, slots, strict=True)}
    names = {c: case.key["categories"][c]["name"] for c in groups}
    first = [i for i, letter in key["letters"].items() if letter["category"] == groups[0]]
    return {
        "names": [{"id": slot[g], "name": names[g]} for g in groups],
        "groups": _rows({i: slot[v["category"]] for i, v in key["letters"].items()}),
        "kinds": _rows(key["kinds"]["truth"]),
        "said": _said(slot[groups[0]], first[:2],
                      "They have to be sure that they do not end up worse off for what others did.",
                      "Their homes and ages differ; by these nobody could have told them apart."),
    }  # fmt: skip


def moments(case: Any, late: int = 0) -> Data:
    """9.1b, each mark so many milliseconds late."""
    key = case.exercises["9.1b"]
    events = [e for e in key["annotation"]["events"] if not e["optional"]]
    return {
        "marks": [
            {"id": f"m{n}", "kind": e["kind"], "start": e["start"] + late, "end": e["end"] + late,
             "note": ""}
            for n, e in enumerate(events, start=1)
        ],
        "types": _rows(key["types"]["truth"]),
        "said": _said("L03 asks what will be paid", ["L03"],
                      "Whether the family can plan the next weeks hangs on what they hear now.",
                      "The adjuster names the sum at the table, and no letter follows to take it back."),
    }  # fmt: skip


def breaks(case: Any, **other: Any) -> Data:
    """9.1c; `other` replaces counts by their row."""
    key = case.exercises["9.1c"]
    count = len(key["moments"])
    numbers = {"moments": count, "break_points": len(key["break_points"]), "rules": len(key["rules"]),
               "low": 3 * count, "high": 4 * count, "ping_pong": key["ping_pong"]} | other  # fmt: skip
    kinds, words = case.key["contacts"]["kinds"], case.key["contacts"]["words"]
    return {
        "counts": [{"id": i, "number": n} for i, n in numbers.items() if i != "share"],
        "calls": _rows({i: kinds[words[w]] for i, (w, _) in calls(case).items()}),
        "stated": [{"id": "share", "share": other.get("share", round(key["share"], 3))}],
        "said": _said(key["break_points"][0], [key["break_points"][0]],
                      "Three to four a moment is what the sources say; the map counts each kind once.",
                      "Without it the claim would not wait a day for somebody who only passes it on."),
    }  # fmt: skip


def rules(case: Any, **decisions: str) -> Data:
    """9.1d; `decisions` replaces some."""
    key = case.exercises["9.1d"]
    gone, court = set(key["obsolete"]["truth"]), key["court"]["truth"] | decisions
    kinds = dict(zip(FAULTS, ("gaps", "conflicts", "subsumed"), strict=True))
    inputs = [c["name"] for c in case.tables[key["table"]["id"]]["inputs"]]
    shown = {f: key["table"]["faults"][kinds[f]][0]["witness"] for f in FAULTS}
    first = min(gone)
    return {
        "rules": [
            {"id": i, "obsolete": "yes" if i in gone else "no", "type": t, "decision": court[i]}
            for i, t in key["types"]["truth"].items()
        ],
        "witnesses": [
            {"id": f, "values": {f"i{n}": case_[name] for n, name in enumerate(inputs, start=1)}}
            for f, case_ in shown.items()
        ],
        "said": _said(first, [first, next(iter(case.manual))],
                      "It was for a time when papers went by cart; the note says that time is over.",
                      "The figures can be looked up by everybody now, and that protects them better."),
    }  # fmt: skip


def measures(case: Any) -> Data:
    """9.1e."""
    key = case.exercises["9.1e"]
    kinds = key["kpis"]["truth"]
    outputs = sum(kind == "output" for kind in kinds.values())
    plan = set(key["plan"]["plan"])
    return {
        "audit": _rows({i: "output" if k == "disputed" else k for i, k in kinds.items()}),
        "stated": [{"id": "share", "share": round(outputs / len(kinds), 3)}],
        "activities": [
            {"id": a["id"], "stop": "yes" if a["id"] in key["orphans"]["truth"] else "no"}
            for a in case.measures["activities"]
        ],
        "plan": [
            {"id": a["id"], "chosen": "yes" if a["id"] in plan else "",
             "owner": "Head of claims" if a["id"] in plan else ""}
            for a in case.actions["actions"]
        ],
    }  # fmt: skip


def quiz(case: Any, wrong: int = 0) -> Data:
    """9.3, with so many of each area wrong."""
    key, found, left = case.exercises["9.3"]["items"], {}, dict.fromkeys(AREAS, wrong)
    for id_, told in key.items():
        miss = left[told["area"]] > 0
        left[told["area"]] -= miss
        found[id_] = next(x for x in "abcd" if (x == told["right"]) != miss)
    return {"labels": _rows(found)}


def whole(case: Any) -> dict[str, Data]:
    """Every answer by its file below `models/`. The plan rests on what the invented practice of the
    other models has written."""
    plan = {**PLAN, "actions": [{**a, "evidence": [code]}
                                for a, code in zip(PLAN["actions"], ("M4", "B1", "K3"), strict=True)]}  # fmt: skip
    made = {"9.1a": needs, "9.1b": moments, "9.1c": breaks, "9.1d": rules, "9.1e": measures,
            "9.3": quiz}  # fmt: skip
    return {name: make(case) for name, make in made.items()} | {"mine/9.2": plan}
