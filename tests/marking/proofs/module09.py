"""Module 09: the assessment, on the sample paper and its key."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cxkit.cases import load

from .. import made09 as m
from .. import truth as t

WORDS = "improve 42 by 30 September customer value satisfaction seamless quality service target"


PAPER = Path(__file__).resolve().parents[3] / "course" / "cases" / "paper"


def _on_paper(make: Callable[[Any], t.Data]) -> Callable[[Any], t.Data]:
    """A maker that is given the running case like all others, and works on the paper."""
    return lambda _: make(load(PAPER))


def _choose(data: t.Data, section: str, count: int, choice: str) -> t.Data:
    """The first so many rows of a section under one label."""
    found = copy.deepcopy(data)
    for row in found[section][:count]:
        row["choice"] = choice
    return found


def _one_kind_wrong(case: Any) -> t.Data:
    data = m.needs(case)
    row = data["kinds"][0]
    row["choice"] = "want" if row["choice"] != "want" else "need"
    return data


def _every(case: Any, seconds: int) -> t.Data:
    """All three kinds every few seconds."""
    length = case.exercises["9.1b"]["annotation"]["duration"]
    places = [(at, kind) for at in range(0, length, 1000 * seconds) for kind in ("MOT", "BP", "BR")]
    data = t.every(m.moments(case), "types", choice="person-person")
    return data | {"marks": [{"id": f"m{n}", "kind": kind, "start": at, "end": at, "note": ""}
                             for n, (at, kind) in enumerate(places, start=1)]}  # fmt: skip


def _fewer(case: Any, keep: int) -> t.Data:
    """Every so-many-th mark alone."""
    data = m.moments(case)
    return data | {"marks": data["marks"][::keep]}


def _other_kinds(case: Any) -> t.Data:
    turned = {"MOT": "BP", "BP": "BR", "BR": "MOT"}
    data = m.moments(case)
    return data | {"marks": [{**mark, "kind": turned[mark["kind"]]} for mark in data["marks"]]}


def _law(case: Any) -> str:
    return case.exercises["9.1d"]["court"]["regulatory"][0]


def _old(case: Any) -> t.Data:
    """Whatever the register has never asked about is obsolete, operational, retired."""
    data, rules = m.rules(case), case.rules
    for row in data["rules"]:
        never = not rules[row["id"]]["challenged"]
        row |= {"obsolete": "yes" if never else "no", "type": "operational",
                "decision": "retire" if never else "keep"}  # fmt: skip
    return t.every(data, "witnesses", values={"i1": 42, "i2": "", "i3": ""})


def _disputed(case: Any) -> t.Data:
    data = m.measures(case)
    kinds = case.exercises["9.1e"]["kpis"]["truth"]
    for row in data["audit"]:
        row["choice"] = "outcome" if kinds[row["id"]] == "disputed" else row["choice"]
    return data


def _stop(case: Any, *ids: str) -> t.Data:
    data = m.measures(case)
    for row in data["activities"]:
        row["stop"] = "yes" if row["id"] in ids else row["stop"]
    return data


def _serving(case: Any) -> list[str]:
    """All activities that serve the first outcome."""
    serves = case.exercises["9.1e"]["serves"]
    first = min(outcome for served in serves.values() for outcome in served)
    return [i for i, served in serves.items() if first in served]


def _plan(case: Any, *ids: str) -> t.Data:
    data = m.measures(case)
    for row in data["plan"]:
        row |= {"chosen": "yes" if row["id"] in ids else "", "owner": "Somebody"}
    return data


def _actions(**changes: Any) -> t.Data:
    return t.put(m.PLAN, "actions", 1, **changes)


def _nonsense() -> t.Data:
    row = {**m.PLAN["actions"][0], "action": WORDS, "owner": WORDS, "measure": WORDS, "unit": WORDS,
           "mark": ""}  # fmt: skip
    return {"about": [{"id": "about", "process": WORDS, "begins": "30 September 2026"}],
            "actions": [{**row, "id": f"a{n}"} for n in range(6)],
            "again": t.every(m.PLAN, "again", who=WORDS, expect=WORDS)["again"]}  # fmt: skip


_PROOFS: dict[str, dict[str, dict[str, Callable[[Any], t.Data]]]] = {
    "9.1a": {
        "expert": {
            "all right": m.needs,
            "the groups in other places": lambda c: m.needs(c, "3162"),
            "one saying of another kind": _one_kind_wrong,
            "rows turned round": lambda c: {k: rows[::-1] for k, rows in m.needs(c).items()},
        },
        "mutant": {
            "four letters elsewhere": lambda c: _choose(m.needs(c), "groups", 4, "g6"),
            "half the sayings wants": lambda c: _choose(m.needs(c), "kinds", 6, "want"),
            "a letter left out": lambda c: t.without(m.needs(c), "groups", 1),
            "two letters that are not there": lambda c: t.put(
                m.needs(c), "said", 0, evidence=["L01", "L77"]),
            "a group without a name": lambda c: t.without(m.needs(c), "names", 1),
            "no box": lambda c: {k: v for k, v in m.needs(c).items() if k != "said"},
            "a box of three words": lambda c: t.put(m.needs(c), "said", 0, text="They are", more="old"),
        },
        "gamer": {
            "one pile, all wants": lambda c: t.every(
                t.every(m.needs(c), "groups", choice="g1"), "kinds", choice="want"),
            "by their order": lambda c: {
                **t.every(m.needs(c), "kinds", choice="perception"),
                "groups": [{"id": f"L{n:02d}", "choice": f"g{1 + (n - 1) // 3}"} for n in range(1, 13)]},
            "each alone": lambda c: {
                **t.every(m.needs(c), "kinds", choice="need"),
                "groups": [{"id": f"L{n:02d}", "choice": f"g{n % 6 + 1}"} for n in range(1, 13)]},
        },
    },
    "9.1b": {
        "expert": {
            "all right": m.moments,
            "a second late": lambda c: m.moments(c, late=1000),
            "rows turned round": lambda c: {k: rows[::-1] for k, rows in m.moments(c).items()},
        },
        "mutant": {
            "a third of the marks": lambda c: _fewer(c, 3),
            "other kinds throughout": _other_kinds,
            "red alone": lambda c: {**m.moments(c), "marks": [
                x for x in m.moments(c)["marks"] if x["kind"] == "MOT"]},
            "half a minute late": lambda c: m.moments(c, late=30_000),
            "four types wrong": lambda c: _choose(m.moments(c), "types", 4, "system-system"),
            "a mark without a kind": lambda c: t.put(m.moments(c), "marks", 3, kind=""),
            "a line that is not there": lambda c: t.put(m.moments(c), "said", 0, evidence=["L999"]),
        },
        "gamer": {
            "a mark every four seconds": lambda c: _every(c, 4),
            "a mark every eight seconds": lambda c: _every(c, 8),
        },
    },
    "9.1c": {
        "expert": {
            "all right": m.breaks,
            "per cent": lambda c: m.breaks(c, share=f"{c.exercises['9.1c']['share']:.1%}"),
            "half a point off": lambda c: m.breaks(c, share=c.exercises["9.1c"]["share"] + 0.005),
            "nothing sorted but the share is there": lambda c: {**m.breaks(c), "calls": []},
        },
        "mutant": {
            "one moment too many": lambda c: m.breaks(
                c, moments=len(c.exercises["9.1c"]["moments"]) + 1),
            "arrows instead of break points": lambda c: m.breaks(
                c, break_points=sum(len(s["next"]) for s in c.steps.values())),
            "three times and five times": lambda c: m.breaks(
                c, high=5 * len(c.exercises["9.1c"]["moments"])),
            "of the value": lambda c: m.breaks(c, share=1 - c.exercises["9.1c"]["share"]),
            "sayings instead of calls": lambda c: m.breaks(c, share=17 / 28),
            "every claim goes back": lambda c: m.breaks(c, ping_pong=400),
            "a number in words": lambda c: m.breaks(c, rules="thirteen"),
            "a step that is not there": lambda c: t.put(m.breaks(c), "said", 0, evidence=["T99"]),
        },
        "gamer": {
            "one number": lambda c: m.breaks(
                c, moments=42, break_points=42, rules=42, low=42, high=42, ping_pong=42, share=0.42),
            "nonsense": lambda c: m.breaks(
                c, moments=1, break_points=2, rules=3, low=4, high=5, ping_pong=6, share=0.07),
        },
    },
    "9.1d": {
        "expert": {
            "all right": m.rules,
            "one kept is changed": lambda c: m.rules(c, **{next(
                i for i, d in c.exercises["9.1d"]["court"]["truth"].items() if d == "keep"): "change"}),
            "the law is changed, not dropped": lambda c: m.rules(c, **{_law(c): "change"}),
            "rows turned round": lambda c: {k: rows[::-1] for k, rows in m.rules(c).items()},
        },
        "mutant": {
            "a rule of the law is dropped": lambda c: m.rules(c, **{_law(c): "retire"}),
            "everything is obsolete": lambda c: t.every(m.rules(c), "rules", obsolete="yes"),
            "nothing is": lambda c: t.every(m.rules(c), "rules", obsolete="no"),
            "all operational": lambda c: t.every(m.rules(c), "rules", type="operational"),
            "one witness for all": lambda c: t.every(
                m.rules(c), "witnesses", values=m.rules(c)["witnesses"][0]["values"]),
            "a witness without a number": lambda c: t.put(
                m.rules(c), "witnesses", 0, values={"i1": None, "i2": "owned", "i3": "none"}),
            "all kept": lambda c: t.every(m.rules(c), "rules", decision="keep"),
            "a paragraph that is not there": lambda c: t.put(
                m.rules(c), "said", 0, evidence=["9.9"]),
        },
        "gamer": {
            "by what nobody asked": _old,
            "keep everything": lambda c: t.every(
                t.every(m.rules(c), "rules", obsolete="yes", type="operational", decision="keep"),
                "witnesses", values={"i1": 42, "i2": "", "i3": ""}),
        },
    },
    "9.1e": {
        "expert": {
            "all right": m.measures,
            "the disputed as outcomes": _disputed,
            "the share in per cent": lambda c: t.every(
                m.measures(c), "stated", share=f"{m.measures(c)['stated'][0]['share']:.1%}"),
            "one activity that serves nothing left out": lambda c: {**m.measures(c), "activities": [
                {**r, "stop": "no"} if r["id"] == c.exercises["9.1e"]["orphans"]["truth"][0] else r
                for r in m.measures(c)["activities"]]},
        },
        "mutant": {
            "all outputs": lambda c: t.every(m.measures(c), "audit", choice="output"),
            "the share of outcomes": lambda c: t.every(m.measures(c), "stated", share=0.125),
            "everything could stop": lambda c: t.every(m.measures(c), "activities", stop="yes"),
            "an outcome can no longer be reached": lambda c: _stop(c, *_serving(c)),
            "nobody answers": lambda c: t.every(m.measures(c), "plan", owner=" "),
            "one action alone": lambda c: _plan(c, "X2"),
            "over the budget": lambda c: _plan(c, *(a["id"] for a in c.actions["actions"])),
            "no plan": lambda c: _plan(c),
        },
        "gamer": {
            "all of everything": lambda c: {
                **t.every(t.every(m.measures(c), "audit", choice="output"), "activities", stop="yes"),
                "plan": _plan(c, *(a["id"] for a in c.actions["actions"]))["plan"],
                "stated": [{"id": "share", "share": 1.0}]},
            "none of anything": lambda c: {
                **t.every(t.every(m.measures(c), "audit", choice="outcome"), "activities", stop="no"),
                "plan": _plan(c)["plan"], "stated": [{"id": "share", "share": 0.8}]},
        },
    },
    "9.2": {
        "expert": {
            "three actions": lambda c: m.PLAN,
            "two more days and other numbers": lambda c: _actions(start=5, due="26", baseline="38 %"),
            "actions turned round": lambda c: {**m.PLAN, "actions": m.PLAN["actions"][::-1]},
            "the day as numbers": lambda c: t.put(m.PLAN, "about", 0, begins="2026-11-30"),
        },
        "mutant": {
            "nobody answers for one": lambda c: _actions(owner=""),
            "one ends on day 45": lambda c: _actions(due=45),
            "one ends before it begins": lambda c: _actions(start=20, due=10),
            "no target": lambda c: _actions(target=None),
            "today's number is the target": lambda c: _actions(target=38),
            "no unit": lambda c: _actions(unit=""),
            "two actions": lambda c: t.without(m.PLAN, "actions", 1),
            "one twice": lambda c: _actions(action=m.PLAN["actions"][0]["action"].upper()),
            "no first day": lambda c: t.put(m.PLAN, "about", 0, begins="soon"),
            "nobody measures again": lambda c: t.every(m.PLAN, "again", who=""),
            "cites what is not there": lambda c: _actions(evidence=["M7"]),
        },
        "gamer": {
            "nonsense six times": lambda c: _nonsense(),
            "one word in each": lambda c: {
                **t.every(m.PLAN, "actions", action="improve", owner="improve", measure="improve",
                          unit="improve", mark="")},
        },
    },
    "9.3": {
        "expert": {
            "all right": m.quiz,
            "other order": lambda c: {"labels": m.quiz(c)["labels"][::-1]},
            "with notes": lambda c: t.every(m.quiz(c), "labels", why="as in the lesson"),
        },
        "mutant": {
            "one open": lambda c: t.without(m.quiz(c), "labels", 1),
            "one wrong in each area": lambda c: m.quiz(c, wrong=1),
            "three wrong in each area": lambda c: m.quiz(c, wrong=3),
            "an option that is not there": lambda c: t.put(m.quiz(c), "labels", 2, choice="z"),
            "a question that is not there": lambda c: t.put(m.quiz(c), "labels", 2, id="Z99"),
            "half": lambda c: t.without(m.quiz(c), "labels", 15),
        },
        "gamer": {f"always {x}": lambda c, x=x: t.every(m.quiz(c), "labels", choice=x)
                  for x in "abcd"},
    },
}  # fmt: skip

_UNTOUCHED: dict[str, Callable[[Any], t.Data]] = {
    "9.1a": m.needs, "9.1b": m.moments, "9.1d": m.rules, "9.1e": m.measures,
    "9.1c": lambda c: {**m.breaks(c), "calls": m.breaks(c)["calls"][:3]},  # the rest is unmarked
    "9.2": lambda c: m.PLAN, "9.3": m.quiz,
}  # fmt: skip
PROOFS = {
    exercise: {kind: {name: _on_paper(make) for name, make in rows.items()}
               for kind, rows in kinds.items()}
    for exercise, kinds in _PROOFS.items()
}  # fmt: skip
UNTOUCHED = {exercise: _on_paper(make) for exercise, make in _UNTOUCHED.items()}
