"""Answers to module 08 made from its cards and the case, and faults put into them."""

from __future__ import annotations

from typing import Any

from cxkit.marking.exercises.module08.aboard import critical, departments, owners, turns
from cxkit.marking.exercises.module08.cards import accepted, cards
from cxkit.marking.exercises.module08.news import last_word
from cxkit.marking.exercises.module08.pitch import measures
from cxkit.marking.exercises.module08.rethink import citable
from cxkit.techniques.abacus import STAGES, staged
from cxkit.techniques.abacus import Moment as M
from cxkit.techniques.plan import LEVELS, LEVERS, levels

from . import truth as t

NONSENSE = "improve 42 customer value by 2027-09-30 seamless quality service target growth"
_ACTS = (
    "Tell each caller which garage is open", "Show the price on one sheet of paper",
    "Write every booking down once only", "Text the hour when the fault is known",
    "Ring each driver after three days", "Read one letter aloud on Mondays",
)  # fmt: skip


def sort(exercise: str, wrong: int = 0, other: bool = False) -> list[t.Data]:
    """The cards sorted, the first few wrongly; `other`: the second label where two are accepted."""
    names = list(cards(exercise)["labels"])
    truth, rows = accepted(exercise), []
    for n, card in enumerate(cards(exercise)["card"]):
        label = (card.get("also") or [card["put"]])[0] if other else card["put"]
        if n < wrong:
            label = next(x for x in names[::-1] if x not in truth[card["id"]])
        rows.append({"id": card["id"], "choice": label, "why": ""})
    return rows


def constant(exercise: str, label: str) -> list[t.Data]:
    return [{"id": c["id"], "choice": label, "why": ""} for c in cards(exercise)["card"]]


def in_turn(exercise: str) -> list[t.Data]:
    names = list(cards(exercise)["labels"])
    return [{"id": c["id"], "choice": names[n % len(names)], "why": ""}
            for n, c in enumerate(cards(exercise)["card"])]  # fmt: skip


def boundary(case: Any, wrong: int = 0, more: bool = False) -> t.Data:
    """8.1."""
    aim = case.measures["outcomes"][-1 if more else 0]["id"]
    return {
        "tests": sort("8.1", wrong),
        "before": [
            {"id": "b1", "step": "Feels a shudder when braking downhill", "lane": "customer", "met": "no"},
            *[{"id": "b2", "step": "Looks the light up in the handbook", "lane": "customer",
               "met": "no"}] * more,
        ],
        "after": [
            *[{"id": "a1", "step": "Gets a call three days later", "lane": "frontstage",
               "met": "yes"}] * more,
            {"id": "a2", "step": "Drives to the coast and forgets the brakes", "lane": "customer",
             "met": "no"},
        ],
        "reach": [{"id": "reach", "outcome": aim, "seen": "Asked a week later, they were where they had to be",
                   "business": "Days without worry", "link": "The line is kept when nobody has to wait"}],
    }  # fmt: skip


def abacus(case: Any, wrong: int = 0, other: bool = False) -> t.Data:
    """8.2: stages as the key has them, and actions that rest on what stands there."""
    rows = sort("8.2", wrong, other)
    held = staged([M.read(r) for r in rows])
    bands = ("low", "middle", "high")
    return {
        "stages": rows,
        "actions": [
            {"id": s, "moments": held[s][:2], "action": _ACTS[n], "owner": f"role {n}",
             "due": f"2027-0{n + 1}-28", "measure": f"calls in a hundred visits: 3{n} to 1{n}",
             "band": bands[n % 3]}
            for n, s in enumerate(STAGES)
        ],
    }  # fmt: skip


def news(case: Any, wrong: int = 0) -> t.Data:
    """8.3."""
    truth = last_word(case)
    return {
        "tests": sort("8.3", wrong),
        "figures": [{"id": k, "number": round(v, 1)} for k, v in truth.items()],
        "triggers": [
            {"id": "good", "signal": "named", "side": "at least", "number": 2, "owner": "branch manager",
             "within": 48, "act": "Thanks the person before the others"},
            {"id": "bad", "signal": "shares", "side": "at least", "number": 500, "owner": "head of contact",
             "within": 2, "act": "Rings the writer and sends a car"},
        ],
    }  # fmt: skip


def pitch(case: Any, wrong: int = 0, measure: str = "K05") -> t.Data:
    """8.6."""
    text = (
        "While your car is with us you still have a day to live. One customer in four has to ring "
        "and ask where it is. We say the hour when the fault is known, and lend cars by need. By "
        "June 60 of a hundred get everywhere. I ask for your planner for two weeks."
    )
    assert measure in measures(case)
    return {"tests": sort("8.6", wrong),
            "pitch": [{"id": "pitch", "text": text, "measure": measure, "number": 60}]}  # fmt: skip


def rethink(case: Any, wrong: int = 0, at: int = 0) -> t.Data:
    """8.8."""
    ideas = ("Write the booking once and show it to all", "Count those who got where they had to be",
             "Begin when the light comes on", "Sell days that go as planned")  # fmt: skip
    cites = {way: list(ids) for way, ids in citable(case).items()}
    return {"tests": sort("8.8", wrong),
            "ideas": [{"id": way, "idea": ideas[n], "evidence": [cites[way][at]]}
                      for n, way in enumerate(LEVERS)]}  # fmt: skip


def aboard(case: Any, pick: int = 0) -> t.Data:
    """8.9."""
    rank = levels(case.org_chart["roles"])
    notes = ("Sees the step that the car is at", "May lend a car by need",
             "Has a photo and a price at hand", "Reads plate, hour and sum", "Has ten minutes a job")  # fmt: skip
    return {
        "owners": [{"id": d, "role": sorted(r)[pick % len(r)]} for d, r in owners(case).items()],
        "ambassadors": [
            {"id": level, "role": next(r for r, found in rank.items() if found == level),
             "note": f"Asks first for the customer at level {level}"}
            for level in LEVELS
        ],
        "able": [{"id": m, "note": notes[n]} for n, m in enumerate(critical(case))],
        "voices": [*({"id": r, "number": n} for r, n in turns(case).items()),
                   {"id": "after", "number": pick}],
        "instead": [{"id": "instead", "note": "A person who sees whose car is in the workshop"}],
    }  # fmt: skip


def one_owner(case: Any, role: str) -> t.Data:
    """One role for every department."""
    return {**aboard(case), "owners": [{"id": d, "role": role} for d in departments(case)]}


def quiz(case: Any) -> t.Data:
    """8.7."""
    return {"labels": [
        {"id": i["id"], "choice": next(o["id"] for o in i["options"] if o["right"]), "why": ""}
        for i in case.quiz["08"]["items"]
    ]}  # fmt: skip


def sorted_as(data: t.Data, rows: list[t.Data], key: str = "tests") -> t.Data:
    """The same answer with the cards sorted in another way."""
    return {**data, key: rows}
