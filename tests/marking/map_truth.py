"""Answers of module 05 made from the case's truth, never from literal ids."""

from __future__ import annotations

from typing import Any

from cxkit.marking.exercises.module05.sayings import sayings
from cxkit.marking.exercises.module05.service import asked, catalogue, named_breaks, true_map
from cxkit.techniques.breakchoice import dominated
from cxkit.techniques.causes import places
from cxkit.techniques.drawn import marks
from cxkit.techniques.flow import hand_offs, traces

from .truth import Data

__all__ = [
    "beaten",
    "causes",
    "chain_map",
    "cheapest",
    "counts",
    "demand",
    "drawn",
    "everything",
    "names",
    "own_map",
    "plan",
    "quiz",
    "too_long",
]


def drawn(case: Any, counted: dict[str, int] | None = None, **nexts: list[str]) -> Data:
    """5.1: the map as it is. `nexts` gives other arrows to some steps."""
    lanes = {s["performer"]: s["lane"] for s in case.steps.values() if s["performer"] != "customer"}
    steps = [
        {
            "id": s,
            "counterpart": case.steps[s]["counterpart"] or "inside",
            "next": nexts.get(s, case.steps[s]["next"]),
        }
        for s in asked(case)
    ]
    numbers = counted or marks(true_map(case))
    return {
        "lanes": [{"id": who, "choice": lane, "why": ""} for who, lane in lanes.items()],
        "arrows": steps,
        "counts": [{"id": m, "number": n} for m, n in numbers.items()],
    }


def chain_map(case: Any, met: str) -> Data:
    """5.1 without reading: each step leads to the one below it, everybody in one lane."""
    steps = list(case.steps)
    after = dict(zip(steps, steps[1:], strict=False))
    data = drawn(case, {"red": 3, "blue": 3, "green": 3})
    for row in data["arrows"]:
        row |= {"counterpart": met, "next": [after[row["id"]]] if row["id"] in after else []}
    for row in data["lanes"]:
        row["choice"] = "backstage"
    return data


def counts(case: Any, **changes: int) -> Data:
    """5.2."""
    log, key = case.service_key["log"], case.exercises["5.2"]
    from cxkit.marking.exercises.module05.service import bounced_visit

    moments = len(key["moments"])
    truth = {
        "moments": moments, "low": 3 * moments, "high": 4 * moments,
        "map": len(key["break_points"]),
        "visit": hand_offs(traces(bounced_visit(case.event_log))).times,
        "log": log["hand_offs"], "back": log["ping_pong"]["times"],
    } | changes  # fmt: skip
    said = "The map has each kind of hand-off once, the log has it each time that it happens."
    return {
        "counts": [{"id": row, "number": n} for row, n in truth.items()],
        "said": [{"id": "said", "how": said}],
    }


def names(case: Any) -> Data:
    """5.3."""
    return {
        "names": [
            {"id": one, "do": f"carry over {n}", "to": f"the sheet of job {n}",
             "get": f"a place in the day of {n}", "moment": behind[0]}
            for n, (one, behind) in enumerate(named_breaks(case).items())
        ]
    }  # fmt: skip


def causes(case: Any, how: str = "step") -> Data:
    """5.4: for each failure a chain back from its step: its own step and the arrow into it, or
    where none is a break point its rules; that arrow alone; or its rules; then the step before."""
    activity = true_map(case)
    where = places(activity)
    code = {s["step"]: s["id"] for s in case.steps.values()}
    rows = []
    for failure in case.failures.values():
        at = code[failure["step"]]
        ways = activity.routes.entering[at]
        before = next((b for b in ways if f"{b}-{at}" in where), ways[0])
        rule = [r for r, steps in where.items() if r.startswith("R") and at in steps]
        arrow = [f"{before}-{at}"] if f"{before}-{at}" in where else rule
        first = {"step": [at, *arrow], "arrow": arrow, "rule": rule or [at, *arrow]}[how]
        rows.append(
            {
                "id": failure["id"],
                "causes": list(dict.fromkeys([*first, before])),
                "why": f"Because of what stands before {at}",
            }
        )
    return {"failures": rows}


def plan(case: Any, aim: str = "times", chosen: list[str] | None = None, **sums: int) -> Data:
    """5.5: the best plan of the key, or another, added up rightly."""
    chosen = case.exercises["5.5"][f"by_{aim}"]["plan"] if chosen is None else chosen
    shelf = catalogue(case)
    times = {b["id"]: b["times"] if aim == "times" else 1 for b in case.actions["break_points"]}
    frame = {
        "cost": shelf.cost(chosen),
        "worth": sum(times[b] for b in shelf.removed(chosen)),
    } | sums
    return {
        "chosen": [
            {"id": a.id, "chosen": "yes" if a.id in chosen else "", "owner": "service manager",
             "why": ""}
            for a in shelf.actions
        ],
        "frame": [{"id": "frame", "aim": aim, **frame}],
    }  # fmt: skip


def cheapest(case: Any) -> list[str]:
    """The cheapest actions that fit, without those that then add nothing: near the best."""
    shelf, chosen = catalogue(case), []
    for a in sorted(shelf.fit, key=lambda a: a.cost or 0):
        if shelf.cost([*chosen, a.id]) <= (shelf.budget or 0):
            chosen.append(a.id)
    own = {a.id: a.breaks for a in shelf.actions}
    return [a for a in chosen if own[a] - shelf.removed([b for b in chosen if b != a])]


def too_long(case: Any) -> list[str]:
    shelf = catalogue(case)
    return [a.id for a in shelf.actions if (a.days or 0) > shelf.longest][:1]


def beaten(case: Any, why: str) -> Data:
    """The best plan, with the beaten action in place of the one that beats it."""
    shelf = catalogue(case)
    best = case.exercises["5.5"]["by_number"]["plan"]
    pairs = dominated(shelf)
    beaten, other = next((a, b) for a, b in pairs.items() if b in best)
    chosen = [beaten if a == other else a for a in best]
    dear = sorted(chosen, key=lambda a: -shelf.cost([a]))
    while shelf.cost(chosen) > (shelf.budget or 0):
        gone = next(a for a in dear if a != beaten)
        dear.remove(gone)
        chosen.remove(gone)
    data = plan(case, "number", chosen)
    for row in data["chosen"]:
        row["why"] = why if row["id"] == beaten else ""
    return data


def everything(case: Any) -> list[str]:
    return [a.id for a in catalogue(case).actions]


def demand(case: Any, share: Any = None, wrong: int = 0) -> Data:
    """5.6: sorted as in the key but for the last few."""
    key = case.exercises["5.6"]
    rows = [
        {"id": item, "choice": key["kinds"][key["words"][said]], "why": ""}
        for item, said in sayings(case).items()
    ]
    for row in rows[len(rows) - wrong :]:
        row["choice"] = "value" if row["choice"] == "failure" else "failure"
    return {"labels": rows, "stated": [{"id": "share", "share": share or key["share"]}]}


def quiz(case: Any) -> Data:
    """5.7."""
    return {
        "labels": [
            {"id": i["id"], "choice": next(o["id"] for o in i["options"] if o["right"]), "why": ""}
            for i in case.quiz["05"]["items"]
        ]
    }


def own_map(steps: int = 9) -> Data:
    """5.1 on one's own process: a chain from the customer to the customer, with one way back."""
    who = ["customer", "reception", "nurse", "system", "dentist", "reception"]
    lane = ["customer", "frontstage", "backstage", "system", "frontstage", "frontstage"]
    rows = []
    for n in range(steps):
        met = n % 6 in (1, 4, 5)
        rows.append(
            {
                "id": f"s{n}", "code": f"A{n}", "step": f"do thing {n}", "performer": who[n % 6],
                "lane": lane[n % 6], "counterpart": "customer" if met else "",
                "channel": "desk" if met else "", "goal": f"wish {n}" if met else "",
                "next": [f"A{n + 1}"] if n + 1 < steps else [], "rule": "R1" if n == 2 else "",
            }
        )  # fmt: skip
    return {"steps": rows, "counts": []}
