"""Answers to module 04 made from the case's truth: marks from the agreed events, and so on."""

from __future__ import annotations

from typing import Any

from cxkit.marking.exercises.module04.between import NOTHING, between
from cxkit.marking.together import Together
from cxkit.recordings.events import KINDS

from . import truth as t

Data = t.Data


def types(case: Any, wrong: int = 0, also: bool = False) -> Data:
    """4.1: every type right, the first few turned to another."""
    key = case.exercises["4.1"]
    names = sorted(set(key["types"].values()))
    rows = []
    for n, (item, kind) in enumerate(key["types"].items()):
        if also and item in key["also"]:
            kind = key["also"][item][0]
        if n < wrong:
            kind = names[(names.index(kind) + 1) % len(names)]
        rows.append({"id": item, "choice": kind, "why": ""})
    return {"labels": rows}


def marks(
    case: Any, recording: str, lag: int = 0, miss: int = 0, turn: int = 0, until: int = 0,
    only: str = "", long: bool = False,
) -> list[dict[str, Any]]:
    """The agreed events of a recording as somebody marked them.

    Args:
        lag: ms after the event. miss: every so-manieth is left out. turn: as many of another kind.
        until: ms after which nothing is marked. only: one kind alone. long: with their ends.
    """
    found = []
    for n, e in enumerate(case.recordings[recording]["agreed"]["events"]):
        if (miss and n % miss == 0) or (until and e["start"] > until) or (only and e["kind"] != only):
            continue
        kind = KINDS[(KINDS.index(e["kind"]) + 1) % 3] if n < turn else e["kind"]
        start = e["start"] + lag
        found.append({"id": f"{recording}{n}", "kind": kind, "start": start, "note": "",
                      "end": max(start, e["end"]) if long else start})  # fmt: skip
    return found


def annotation(case: Any, **how: Any) -> Data:
    """4.2: both recordings, the guided one up to 75 seconds."""
    key = case.exercises["4.2"]
    return {
        "guided": marks(case, key["guided"], lag=400, until=75_000),
        "alone": marks(case, key["alone"], **{"lag": 600, **how}),
    }


def every(case: Any, seconds: int, kinds: tuple[str, ...] = KINDS) -> Data:
    """4.2: marks without listening."""
    key = case.exercises["4.2"]
    found = {}
    for name in ("guided", "alone"):
        end = case.recordings[key[name]]["duration"]
        found[name] = [
            {"id": f"{name}{at}{k}", "kind": k, "start": at, "end": at, "note": ""}
            for at in range(0, end, 1000 * seconds)
            for k in kinds
        ]
    return found


def before(case: Any, **how: Any) -> Any:
    """The case beside a learner who has marked recording 2."""
    return Together(case, lambda name, mine: annotation(case, **how) if name == "4.2" else {})


_HEARD = (
    "menu", "agent", "note", "key", "sheet", "signature", "fitter", "planner", "estimate", "lift",
    "message", "till", "bill", "ramp", "disc", "phone",
)  # fmt: skip


def reason(n: int) -> str:
    """What decided at the n-th place, in words that no other place has."""
    return f"The {_HEARD[n % len(_HEARD)]} is meant for the customer alone"


def settled(case: Any, wrong: int = 0, reasons: int = 4, trust: str = "") -> Data:
    """4.3: decisions as agreed, or always one's own or the partner's."""
    rows = []
    for n, d in enumerate(between(before(case)).asked):
        right = sorted(d.accepted)[0]
        other = next(k for k in (*KINDS, NOTHING) if k not in d.accepted)
        choice = other if n < wrong else right
        if trust == "theirs":
            choice = d.theirs.kind if d.theirs else NOTHING
        why = reason(n) if n < reasons else ""
        rows.append({"id": d.id, "choice": choice, "why": why})
    return {"labels": rows}


SAYS = (
    "I dial, and a person answers me.",
    "Somebody writes down what I have told them.",
    "They leave me with something to drive.",
    "I hand over the keys and am on my way.",
    "Nobody asks me twice for the same thing.",
    "I know how far it is without asking.",
    "It costs what I was told it would.",
    "Whoever mended it says what was wrong.",
    "My keys lie ready when I come.",
    "The noise at the front has gone.",
    "They ring before they spend my money.",
    "I need not read small print at the counter.",
    "One call is enough for all of it.",
    "Somebody sees me when I walk in.",
)


def register(case: Any, rows: int = 6, by_id: bool = False, first: int = 0, **every_row: Any) -> Data:
    """4.4: a row for each of the first red events that must be found."""
    key = case.exercises["4.2"]["alone"]
    agreed = case.recordings[key]["agreed"]["events"]
    made = []
    names = {f"{key}{n}": e for n, e in enumerate(agreed)}
    red = [(i, e) for i, e in names.items() if e["kind"] == "MOT" and not e["optional"]]
    truth = {e["id"]: e for e in case.recordings_key[key]["events"]}
    for n, (id_, e) in enumerate(red[first : first + rows]):
        told = truth[e["id"]]
        by, to = told["actors"]
        at = e["start"] // 1000
        made.append({
            "id": f"m{n}", "at": id_ if by_id else f"{at // 60}:{at % 60:02d}",
            "description": f"the customer {e['what']}", "method": "phone", "by": by, "to": to,
            "type": told["type"], "expectation": SAYS[n % len(SAYS)], **every_row,
        })  # fmt: skip
    return {"moments": made}


def critical(case: Any, ids: Any = None) -> Data:
    """4.5: the five, or others."""
    chosen = case.exercises["4.5"]["top"] if ids is None else ids
    return {"moments": [{"id": i, "critical": "yes"} for i in chosen]}


REDESIGN = {
    "expected": "I know where my car is up to and need not ask.",
    "change": "The adviser sends a message at eleven and at three with the time it will be ready",
    "stop": "The list of people to ring back",
    "owner": "service adviser",
    "measure": "Calls after three that ask how far it is",
}


def levels(case: Any, wrong: int = 0, **redesign: str) -> Data:
    """4.6: every level right, and one critical "below" redesigned."""
    key = case.exercises["4.6"]
    words = ("above", "met", "below")
    rows = [
        {"id": i, "choice": words[(words.index(w) + 1) % 3] if n < wrong else w}
        for n, (i, w) in enumerate(key["levels"].items())
    ]
    one = {"id": "redesign", "moment": key["redesign"][-1], **REDESIGN, **redesign}
    return {"labels": rows, "redesign": [one]}


def quiz(case: Any, letter: str = "") -> Data:
    """4.7."""
    return {"labels": [
        {"id": i["id"], "why": "",
         "choice": letter or next(o["id"] for o in i["options"] if o["right"])}
        for i in case.quiz["04"]["items"]]}  # fmt: skip
