"""Answers to a paper: the model's, and fixed strategies that a weak learner might follow."""

from __future__ import annotations

import copy
from typing import Any

Parts = dict[str, Any]


def model(shown: Parts, key: Parts) -> Parts:
    """What the key says, in the shape of an answer."""
    tasks = key["tasks"]
    breaks, rules, measures = tasks["breaks"], tasks["rules"], tasks["measures"]
    count = len(breaks["moments"])
    witness = {kind: items[0]["witness"] for kind, items in rules["table"]["faults"].items() if items}
    kinds = list(measures["kpis"]["truth"].values())
    return {
        "needs": {
            "groups": {i: letter["category"] for i, letter in tasks["needs"]["letters"].items()},
            "kinds": tasks["needs"]["kinds"]["truth"],
        },
        "moments": {
            "marks": [
                {"kind": event["kind"], "ms": event["start"]}
                for event in tasks["moments"]["annotation"]["events"]
                if not event["optional"]
            ],
            "types": tasks["moments"]["types"]["truth"],
        },
        "breaks": {name: len(breaks[name]) for name in ("moments", "break_points", "rules")}
        | {
            "expected": [3 * count, 4 * count],
            "share": breaks["share"],
            "ping_pong": breaks["ping_pong"],
        },
        "rules": {
            "obsolete": rules["obsolete"]["truth"],
            "types": rules["types"]["truth"],
            "witnesses": {
                "gap": witness["gaps"],
                "conflict": witness["conflicts"],
                "subsumed": witness["subsumed"],
            },
            "decisions": rules["court"]["truth"],
        },
        "measures": {
            "kpis": {i: "output" if k == "disputed" else k
                     for i, k in measures["kpis"]["truth"].items()},
            "share": kinds.count("output") / len(kinds),
            "orphans": measures["orphans"]["truth"],
            "plan": measures["plan"]["plan"],
        },
    }  # fmt: skip


def constant(shown: Parts, key: Parts) -> Parts:
    """One answer for everything: all are outputs, all is obsolete, all in one pile."""
    rules = [rule["id"] for rule in shown["rules"]]
    kpis = [kpi["id"] for kpi in shown["measures"]["kpis"]]
    typed = shown["paper"]["tasks"][1]["type"]["moments"]
    return {
        "needs": {
            "groups": {letter["id"]: "all" for letter in shown["letters"]},
            "kinds": dict.fromkeys(shown["paper"]["tasks"][0]["kind"], "want"),
        },
        "moments": {"marks": every(8, key), "types": dict.fromkeys(typed, "person-person")},
        "rules": {
            "obsolete": rules,
            "types": dict.fromkeys(rules, "operational"),
            "decisions": dict.fromkeys(rules, "keep"),
        },
        "measures": {
            "kpis": dict.fromkeys(kpis, "output"),
            "share": 1.0,
            "orphans": [activity["id"] for activity in shown["measures"]["activities"]],
            "plan": [action["id"] for action in shown["actions"]["actions"]],
        },
    }


def shallow(shown: Parts, key: Parts) -> Parts:
    """By the look of things: length of letters, age of rules, readers of KPIs, the cheapest action."""
    old = [id_ for id_, rule in key["tasks"]["rules"]["rules"].items() if rule["year"] <= 2010]
    rules = [rule["id"] for rule in shown["rules"]]
    letters = sorted(shown["letters"], key=lambda letter: len(letter["text"]))
    cheap, left = [], shown["actions"]["budget"]
    for action in sorted(shown["actions"]["actions"], key=lambda action: action["cost"]):
        if action["days"] <= shown["actions"]["longest_days"] and action["cost"] <= left:
            cheap.append(action["id"])
            left -= action["cost"]
    return {
        "needs": {"groups": {letter["id"]: str(n // 3) for n, letter in enumerate(letters)}},
        "moments": {"marks": every(8, key)},
        "rules": {
            "obsolete": old,
            "types": {id_: "strategic" if id_ in old else "operational" for id_ in rules},
            "decisions": {id_: "retire" if id_ in old else "keep" for id_ in rules},
        },
        "measures": {
            "kpis": {
                kpi["id"]: "outcome" if kpi["reader"] == "nobody yet" else "output"
                for kpi in shown["measures"]["kpis"]
            },
            "orphans": [a["id"] for a in shown["measures"]["activities"] if a["hours_a_week"] < 6],
            "plan": cheap,
        },
    }


def first_page(shown: Parts, key: Parts) -> Parts:
    """Whoever counts eight steps, a hundred rows and half the calls, and stops there."""
    steps = shown["steps"][:8]
    moments = sum(step["counterpart"] == "customer" for step in steps)
    return {
        "breaks": {
            "moments": moments,
            "break_points": sum(len(step["next"]) for step in steps),
            "rules": len({step["rule"] for step in steps} - {""}),
            "expected": [3 * moments, 4 * moments],
            "share": 0.25,
            "ping_pong": 3,
        }
    }


def half(shown: Parts, key: Parts) -> Parts:
    """Whoever does two areas well, one by halves, and runs out of time."""
    right = model(shown, key)
    kpis = right["measures"]["kpis"]
    return {
        "breaks": right["breaks"],
        "rules": {"decisions": right["rules"]["decisions"], "witnesses": {}},
        "measures": {"kpis": kpis, "share": right["measures"]["share"]},
        "needs": {"groups": right["needs"]["groups"]},
    }


def careless(shown: Parts, key: Parts) -> Parts:
    """Whoever knows how, and slips in every task: one thing in four or five is wrong."""
    found = copy.deepcopy(model(shown, key))
    needs, moments, rules = found["needs"], found["moments"], found["rules"]
    _swap(needs["groups"], 1)
    _swap(needs["kinds"], 2)
    moments["marks"] = [mark for n, mark in enumerate(moments["marks"]) if n % 5 < 3]
    _swap(moments["types"], 1)
    found["breaks"]["moments"] += 1
    found["breaks"]["break_points"] -= 2
    found["breaks"]["share"] += 0.02
    rules["obsolete"] = rules["obsolete"][:2]
    _swap(rules["types"], 1)
    rules["decisions"][key["tasks"]["rules"]["obsolete"]["truth"][0]] = "keep"
    del rules["witnesses"]["conflict"]
    _swap(found["measures"]["kpis"], 1)
    found["measures"]["orphans"] = found["measures"]["orphans"][:3]
    found["measures"]["plan"] = found["measures"]["plan"][1:]
    return found


def _swap(labels: dict[str, str], pairs: int) -> None:
    """Exchange the labels of so many pairs of items that differ, the first ones met."""
    left = list(labels)
    for _ in range(pairs):
        one = left.pop(0)
        other = next(item for item in left if labels[item] != labels[one])
        left.remove(other)
        labels[one], labels[other] = labels[other], labels[one]


def every(seconds: int, key: Parts) -> list[Parts]:
    """All three kinds every few seconds of the second transcript."""
    return [
        {"kind": kind, "ms": at}
        for at in range(0, key["tasks"]["moments"]["annotation"]["duration"], 1000 * seconds)
        for kind in ("MOT", "BP", "BR")
    ]


STRATEGIES = {"constant": constant, "shallow": shallow, "first page": first_page, "half": half,
              "careless": careless}  # fmt: skip
