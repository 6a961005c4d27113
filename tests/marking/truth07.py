"""Answers of module 07 made from the case's truth."""

from __future__ import annotations

import copy
from typing import Any

from cxkit.marking.exercises.module07.branch import AGREE, DIFFER, claims, joined, open_tasks
from cxkit.marking.exercises.module07.gaps import true_gaps
from cxkit.marking.exercises.module07.texts import texts
from cxkit.marking.exercises.module07.tree import leaves, reported
from cxkit.techniques.measures_tree import joints
from cxkit.techniques.sight import SightLines, seen

Data = dict[str, Any]


def audit(case: Any, disputed: str = "output", wrong: int = 0, share: Any = None) -> Data:
    """7.1: all right but the first few outputs; the share as it follows."""
    rows = []
    for k, kind in case.exercises["7.1"]["kinds"].items():
        choice = disputed if kind == "disputed" else kind
        if kind == "output" and wrong:
            choice, wrong = "outcome", wrong - 1
        rows.append({"id": k, "choice": choice, "why": ""})
    if share is None:
        share = sum(r["choice"] == "output" for r in rows) / len(rows)
    return {"labels": rows, "stated": [{"id": "share", "share": share}]}


def outputs(case: Any) -> list[str]:
    return [k for k, v in case.exercises["7.1"]["kinds"].items() if v == "output"]


def replaced(case: Any, wrong: int = 0, count: int = 5) -> Data:
    """7.2: the proposals told apart, and so many replacements."""
    labels = list(texts("proposals")["labels"])
    tests = []
    for p in texts("proposals")["proposal"]:
        put = p["put"]
        if wrong:
            put, wrong = labels[(labels.index(put) + 1) % len(labels)], wrong - 1
        tests.append({"id": p["id"], "choice": put, "why": ""})
    outcomes = [o["id"] for o in case.measures["outcomes"]]
    whom = ("drivers home by their hour", "callers who knew what would happen next", "people at work on time",
            "owners who could say what was done", "payers who saw the sum they had agreed to", "riders on time", "walkers in dry shoes")  # fmt: skip
    rows = [
        {"id": f"r{n}", "output": outputs(case)[n], "numerator": f"{whom[n]}",
         "denominator": f"all {whom[n].split()[0]} of that week", "source": "asked: a call a week later",
         "serves": outcomes[n % len(outcomes)],
         "gamed": f"Only the happy {whom[n].split()[0]} are rung, and number {n} looks better than it is."}
        for n in range(count)
    ]  # fmt: skip
    return {"tests": tests, "replaced": rows}


def sight(case: Any, **tests: tuple[str, str]) -> Data:
    """7.3: everything as the key has it, but for tasks given as (test, link) or claims as (choice, "")."""
    truth = case.exercises["7.3"]["activities"]
    judged = []
    for c in claims(case):
        choice = AGREE if c.right else DIFFER
        judged.append({"id": c.id, "choice": tests.get(c.id, (choice, ""))[0], "why": ""})
    rows = []
    for a in open_tasks(case):
        key = truth[a["id"]]
        test, link = tests.get(a["id"], (key["test"], key["rule"] or "".join(key["serves"][:1])))
        rows.append({"id": a["id"], "test": test, "link": link})
    return read(case, {"claims": judged, "tasks": rows})


def read(case: Any, data: Data) -> Data:
    """An answer with what follows from its lines."""
    found = seen(joined(SightLines.read(data), case))
    return {
        **data,
        "stated": [{"id": "read", "unserved": (*found.unserved, "")[0], "lines": len(found.lines),
                    "hours": found.hours}],
        "stop": [{"id": "stop", "task": (*found.orphans, "")[0],
                  "ask": "The service manager: who has opened it since last spring?",
                  "wrong": "Somebody at the desk asks for it within a month of our stopping."}],
    }  # fmt: skip


def blind(case: Any, choice: str, test: str, link: str = "") -> Data:
    """7.3: one choice for all claims, one test for the rest."""
    return read(case, {
        "claims": [{"id": c.id, "choice": choice, "why": ""} for c in claims(case)],
        "tasks": [{"id": a["id"], "test": test, "link": link} for a in open_tasks(case)],
    })  # fmt: skip


def tree(case: Any) -> Data:
    """7.4."""
    truth, wrong = case.exercises["7.4"]["pence"], case.exercises["7.4"]["wrong"]
    pence = {n["id"]: n["pence"] for n in case.measures["tree"]}
    return {
        "sums": [{"id": j.node.lower(), "adds": "yes" if j.adds else "no", "off": None if j.adds else j.off}
                 for j in joints(reported(case))],
        "repairs": [
            {"id": leaf, "slip": ("left out" if pence[leaf] < truth[leaf] else "counted twice")
             if leaf in wrong else "fine", "value": truth[leaf] / 100 if leaf in wrong else None}
            for leaf in leaves(case)
        ],
    }  # fmt: skip


FIRST: Data = {
    "about": [{"id": "about", "objective": "B1"}],
    "payer": [{"id": "p1", "text": "A paramedic with one car, who pays and starts at seven", "evidence": ["V03"]}],
    "expectation": [{"id": "e1", "text": "I leave it at nine and drive it home tonight.", "evidence": ["P04"]}],
    "process": [{"id": "p1", "text": "Getting to my shift", "evidence": ["V03"]}],
    "impacts": [
        {"id": "i1", "sign": "+", "text": "A wheel bearing was done between eight and eleven.", "evidence": ["Q111"]},
        {"id": "i2", "sign": "-", "text": "People ring two and three times to hear how far things are.", "evidence": ["V48"]},
    ],
    "statements": [
        {"id": "s1", "measure": "L2", "baseline": 15.7, "comparator": "at least", "target": 60, "unit": "per cent",
         "source": "event-log.csv", "owner": "Service manager", "due": "2026-12-31", "serves": "O1"},
    ],
    "line": [{"id": "line", "text": "Where you must be, in time"}],
    "changes": [],
}  # fmt: skip


def first(case: Any) -> Data:
    """3.4, as the same learner wrote it."""
    return copy.deepcopy(FIRST)


def second(case: Any, **changes: Any) -> Data:
    """7.5: one line struck out in box 2 and written anew, a new statement, both in the log."""
    made = {
        "struck": [{"id": "2/e1", "choice": "strike", "why": ""}],
        "expectation": [{"id": "e1", "text": "Nobody will ring me, so I keep the telephone beside the ward bed.",
                         "evidence": ["V48"]}],
        "statements": [
            {"id": "s1", "measure": "L1", "baseline": 33.5, "comparator": "at most", "target": 10,
             "unit": "calls in a hundred visits", "source": "event-log.csv", "owner": "Service manager",
             "due": "2026-12-31", "serves": "O5"},
        ],
        "changes": [
            {"id": "c1", "box": "2", "what": "They expect silence, not a time", "evidence": ["V48", "T23"], "colleague": ""},
            {"id": "c2", "box": "5", "what": "Having to ask is counted now", "evidence": ["K02"], "colleague": ""},
        ],
    }  # fmt: skip
    return copy.deepcopy(made) | changes


def gaps(case: Any) -> Data:
    """7.6."""
    truth = true_gaps(case)
    top = max(truth, key=lambda g: truth[g].way)
    return {
        "rows": [{"id": g, "target": one.target, "gap": one.size} for g, one in truth.items()],
        "stated": [{"id": "farthest", "goal": top}],
    }


def quiz(case: Any) -> Data:
    """7.7."""
    return {
        "labels": [
            {"id": i["id"], "choice": next(o["id"] for o in i["options"] if o["right"]), "why": ""}
            for i in case.quiz["07"]["items"]
        ]
    }
