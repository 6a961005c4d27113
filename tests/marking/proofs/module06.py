"""Module 06: business rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cxkit.marking.exercises.module06.clinic import TABLES

from .. import rule_truth as m
from .. import truth as t

WORDS = "improve 42 by 30 September customer value satisfaction seamless quality service target"


def _hunted(case: Any, choose: Callable[[int, str], str]) -> t.Data:
    """6.1 by a rule of thumb: place in the list and section -> label."""
    return {
        section: [{**row, "choice": choose(n, section)} for n, row in enumerate(rows)]
        for section, rows in m.hunt(case).items()
    }


def _types(case: Any, count: int, kind: str) -> t.Data:
    data = m.register(case)
    for row in [r for r in data["rules"] if r["type"] != kind][:count]:
        row["type"] = kind
    return data


def _old(case: Any, place: int, **changes: Any) -> t.Data:
    return t.put(m.register(case), "old", place, **changes)


def _turned(case: Any) -> t.Data:
    """6.2: each old rule with the notice of the next."""
    data = m.register(case)
    notices = [r["origin"] for r in data["old"]]
    for row, notice in zip(data["old"], notices[1:] + notices[:1], strict=True):
        row["origin"] = notice
    return data


def _witness(case: Any, row: str, section: str = "first", **values: Any) -> t.Data:
    data = m.clinic(case)
    one = next(r for r in data[section] if r["id"] == row)
    one["case"] = {**one["case"], **{k.replace("_", " "): v for k, v in values.items()}}
    return data


def _one_case(case: Any, first: int, second: int) -> t.Data:
    """6.3: one case of the key in all rows of a table."""
    data = m.clinic(case)
    for section, n in zip(TABLES, (first, second), strict=True):
        data[section] = [{**r, "case": data[section][n]["case"]} for r in data[section]]
    return data


def _same_gap(case: Any) -> t.Data:
    data = m.clinic(case)
    gaps = [r for r in data["first"] if r["id"].startswith("gaps")]
    gaps[1]["case"] = {**gaps[0]["case"], "booked hours": 5}
    return data


def _rows(case: Any, place: int, row: tuple[str, str, str, str] | None) -> t.Data:
    rows = m.six_rows(case)
    rows[place : place + 1] = [row] if row else []
    return m.shorter(case, rows)


def _as_it_stands(case: Any, change: bool) -> t.Data:
    """6.4: the table copied, with or without a row for the change."""
    key = case.exercises["6.4"]
    rows = [(*r["when"], *r["then"]) for r in case.tables[key["table"]]["rules"]]
    names = [i["name"] for i in case.tables[key["table"]]["inputs"]]
    if change:
        rows += [(*(c["when"].get(n, "-") for n in names), c["then"]) for c in key["changes"]]
    return m.shorter(case, rows)


def _all_one(case: Any, then: str) -> t.Data:
    return m.shorter(case, [("-", v, "-", then) for v in ("car", "van", "minibus")])


def _law(case: Any, verdict: str) -> t.Data:
    truth = case.service_key["rules"]
    law = next(i for i in case.exercises["6.5"]["rules"] if truth[i]["type"] == "regulatory")
    return m.court(case, **{law: verdict})


def _verdicts(case: Any, verdict: str, reason: str = WORDS) -> t.Data:
    data = t.every(m.court(case), "rules", decision=verdict, control="yes")
    return {"rules": [{**r, "reason": f"{reason} {n}"} for n, r in enumerate(data["rules"])]}


def _in_turn(case: Any) -> t.Data:
    data = _verdicts(case, "keep")
    return {"rules": [{**r, "decision": ("keep", "change")[n % 2]} for n, r in enumerate(data["rules"])]}


def _gone(case: Any, verdict: str, count: int) -> t.Data:
    truth = case.service_key["rules"]
    gone = [i for i in case.exercises["6.5"]["rules"] if truth[i]["obsolete"]]
    return m.court(case, **dict.fromkeys(gone[:count], verdict))


def _answers(case: Any, letter: str) -> t.Data:
    return t.every(m.quiz(case), "labels", choice=letter)


PROOFS = {
    "6.1": {
        "expert": {
            "all right": lambda c: m.hunt(c),
            "what counts neither way as well": lambda c: m.hunt(c, free=True),
            "two missed in each": lambda c: m.hunt(c, missed=2),
            "two too many in each": lambda c: m.hunt(c, extra=2),
            "only what is a rule, the rest left open": lambda c: {
                s: [r for r in rows if r["choice"] == "rule"][::-1] for s, rows in m.hunt(c).items()},
        },
        "mutant": {
            "half of the manual missed": lambda c: {**m.hunt(c), "manual": m.hunt(c, missed=9)["manual"]},
            "seven missed": lambda c: m.hunt(c, missed=7),
            "no conversation": lambda c: {**m.hunt(c), "heard": []},
            "no manual": lambda c: {**m.hunt(c), "manual": []},
            "six others of the manual": lambda c: {**m.hunt(c), "manual": m.hunt(c, extra=6)["manual"]},
            "sixteen others of the conversation": lambda c: {
                **m.hunt(c), "heard": m.hunt(c, extra=16)["heard"]},
            "all of the manual": lambda c: {
                **m.hunt(c), "manual": t.every(m.hunt(c), "manual", choice="rule")["manual"]},
            "turned round": lambda c: {
                s: [{**r, "choice": "no" if r["choice"] == "rule" else "rule"} for r in rows]
                for s, rows in m.hunt(c).items()},
        },
        "gamer": {
            "everything": lambda c: _hunted(c, lambda n, s: "rule"),
            "nothing": lambda c: _hunted(c, lambda n, s: "no"),
            "the manual, and no line": lambda c: _hunted(c, lambda n, s: "rule" if s == "manual" else "no"),
            "in turn": lambda c: _hunted(c, lambda n, s: ("rule", "no")[n % 2]),
            "every third": lambda c: _hunted(c, lambda n, s: ("no", "no", "rule")[n % 3]),
        },
    },
    "6.2": {
        "expert": {
            "all right": lambda c: m.register(c),
            "four per cent off, units written": lambda c: {
                **m.register(c), "old": [{**r, "amount": f"{r['amount'] * 1.04:.2f} hours"}
                                         for r in m.register(c)["old"]]},
            "two types otherwise, a year later": lambda c: {
                **_types(c, 2, "strategic"),
                "old": [{**r, "year": f"about {r['year'] + 1}"} for r in m.register(c)["old"]][::-1]},
            "shares instead of per cent": lambda c: {
                **m.register(c), "old": [
                    {**r, "amount": r["amount"] / 100 if r["amount"] > 50 else r["amount"]}
                    for r in m.register(c)["old"]]},
        },
        "mutant": {
            "eleven types the same": lambda c: _types(c, 8, "operational"),
            "no ways": lambda c: t.every(m.register(c), "rules", way=""),
            "half left out": lambda c: t.without(m.register(c), "rules", 9),
            "notices of the next rule": _turned,
            "no notices": lambda c: t.every(m.register(c), "old", origin=""),
            "all from one year": lambda c: t.every(m.register(c), "old", year=1950),
            "one effect seven per cent off": lambda c: _old(
                c, 0, amount=m.register(c)["old"][0]["amount"] * 1.07),
            "refused against granted": lambda c: m.register(c, R02=170, R03=668),
            "three copies instead of two": lambda c: m.register(c, R09=12.02),
            "in words": lambda c: m.register(c, R05="about three"),
            "one without an owner": lambda c: _old(c, 2, owner=""),
        },
        "gamer": {
            "the same for all": lambda c: {
                "rules": t.every(m.register(c), "rules", type="operational", way="manual")["rules"],
                "old": t.every(m.register(c), "old", origin="7.1", year=1987, owner="Sales",
                               amount=50)["old"]},
            "in turn": lambda c: {
                "rules": [{**r, "type": ("operational", "strategic", "regulatory")[n % 3],
                           "way": ("system", "manual")[n % 2]}
                          for n, r in enumerate(m.register(c)["rules"])],
                "old": [{**r, "origin": f"7.{n + 1}", "year": 1990, "amount": 42}
                        for n, r in enumerate(m.register(c)["old"])]},
        },
    },
    "6.3": {
        "expert": {
            "the key's own cases": lambda c: m.clinic(c),
            "other numbers": lambda c: {
                **_witness(c, "subsumed1", booked_hours=0.5),
                "second": _witness(c, "gaps1", "second", age_of_driver=21)["second"]},
            "at the edge": lambda c: _witness(c, "conflicts1", booked_hours=12.25),
            "numbers as text, the gaps in the other order": lambda c: {
                **m.clinic(c), "first": [
                    {**r, "id": {"gaps1": "gaps2", "gaps2": "gaps1"}.get(r["id"], r["id"]),
                     "case": {k: str(v) for k, v in r["case"].items()}}
                    for r in m.clinic(c)["first"]]},
        },
        "mutant": {
            "one case open": lambda c: t.put(m.clinic(c), "first", 0, case={}),
            "twice the same gap": _same_gap,
            "just beside the conflict": lambda c: _witness(c, "conflicts1", booked_hours=12),
            "covered, so no gap": lambda c: _witness(c, "gaps1", booked_hours=8.5),
            "outside the bounds": lambda c: _witness(c, "subsumed1", booked_hours=-1),
            "half a year of age": lambda c: _witness(c, "overlaps1", "second", age_of_driver=27.5),
            "past the overlap": lambda c: _witness(c, "overlaps1", "second", age_of_driver=30),
            "a day that is none": lambda c: _witness(c, "gaps2", day="Sunday"),
            "one value missing": lambda c: _witness(c, "gaps1", "second", card=""),
        },
        "gamer": {
            "one case for all": lambda c: _one_case(c, 0, 0),
            "another for all": lambda c: _one_case(c, 3, 1),
            "noughts": lambda c: {
                s: [{**r, "case": {k: 25 if "age" in k or "hours" in k else v for k, v in r["case"].items()}}
                    for r in _one_case(c, 2, 0)[s]] for s in TABLES},
        },
    },
    "6.4": {
        "expert": {
            "six rows": lambda c: m.shorter(c),
            "seven rows, the minibus apart": lambda c: _rows(c, 5, ("<30", "minibus", "-", "\u00a3378")) | {
                "rows": [*_rows(c, 5, ("<30", "minibus", "-", "\u00a3378"))["rows"],
                         *m.shorter(c, [(">=30", "minibus", "-", "\u00a3378")])["rows"]]},
            "other words for the same, rows turned round": lambda c: m.shorter(c, [
                ({"<25": "[21..24]", ">=25": "not(<25)"}.get(a, a), v, k, x)
                for a, v, k, x in m.six_rows(c)][::-1]),
        },
        "mutant": {
            "the table as it stands": lambda c: _as_it_stands(c, False),
            "the change as an eighth row": lambda c: _as_it_stands(c, True),
            "a row missing": lambda c: _rows(c, 2, None),
            "a deposit wrong": lambda c: _rows(c, 1, (">=25", "car", "credit", "\u00a3328")),
            "an age wrong": lambda c: _rows(c, 0, ("<=25", "car", "-", "\u00a3378")),
            "the change left out": lambda c: _rows(c, 4, (">=25", "van", "debit", "\u00a3378")),
            "a cell that is none": lambda c: _rows(c, 0, ("young", "car", "-", "\u00a3378")),
            "covered twice": lambda c: m.shorter(
                c, [*m.six_rows(c), ("<30", "minibus", "-", "\u00a3378")]),
        },
        "gamer": {
            "the dearest for all": lambda c: _all_one(c, "\u00a3378"),
            "one row": lambda c: m.shorter(c, [("-", "-", "-", "\u00a3378")]),
            "nonsense": lambda c: m.shorter(c, [(WORDS, "car", "-", "\u00a3278")] * 6),
        },
    },
    "6.5": {
        "expert": {
            "as the key": lambda c: m.court(c),
            "all that is gone is changed": lambda c: m.court(c, changed=4),
            "one sound rule is changed": lambda c: m.court(c, changed=1, softened=1),
            "a law is kept in another way": lambda c: _law(c, "change"),
        },
        "mutant": {
            "a law is retired": lambda c: _law(c, "retire"),
            "two that are gone are kept": lambda c: _gone(c, "keep", 2),
            "the sound ones retired": lambda c: m.court(c, **{
                i: "retire" for i in c.exercises["6.5"]["rules"]
                if not c.service_key["rules"][i]["obsolete"]
                and c.service_key["rules"][i]["type"] != "regulatory"}),
            "all are changed": lambda c: t.every(m.court(c), "rules", decision="change"),
            "one is open": lambda c: t.put(m.court(c), "rules", 3, decision=""),
            "no word on control": lambda c: t.every(m.court(c), "rules", control=""),
            "a reason too short": lambda c: t.put(m.court(c), "rules", 0, reason="It is old."),
            "one reason for all": lambda c: t.every(
                m.court(c), "rules", reason="It was made for something that is no longer there."),
            "no reasons": lambda c: t.every(m.court(c), "rules", reason=""),
        },
        "gamer": {
            "keep all": lambda c: _verdicts(c, "keep"),
            "change all": lambda c: _verdicts(c, "change"),
            "retire all": lambda c: _verdicts(c, "retire"),
            "in turn": _in_turn,
        },
    },
    "6.6": {
        "expert": {
            "all right": lambda c: m.quiz(c),
            "other order": lambda c: {"labels": m.quiz(c)["labels"][::-1]},
            "with notes": lambda c: t.every(m.quiz(c), "labels", why="as in the lesson"),
        },
        "mutant": {
            "one open": lambda c: t.without(m.quiz(c), "labels", 1),
            "two open": lambda c: t.without(m.quiz(c), "labels", 2),
            "one wrong": lambda c: t.put(m.quiz(c), "labels", 0, choice=next(
                o["id"] for o in c.quiz["06"]["items"][0]["options"] if not o["right"])),
            "another wrong": lambda c: t.put(m.quiz(c), "labels", 1, choice=next(
                o["id"] for o in c.quiz["06"]["items"][1]["options"] if not o["right"])),
            "an option that is not there": lambda c: t.put(m.quiz(c), "labels", 2, choice="z"),
            "an item that is not there": lambda c: t.put(m.quiz(c), "labels", 2, id="06-99"),
        },
        "gamer": {f"always {x}": lambda c, x=x: _answers(c, x) for x in "abcd"},
    },
}  # fmt: skip

UNTOUCHED = {
    "6.1": m.hunt, "6.2": m.register, "6.3": m.clinic, "6.4": m.shorter, "6.5": m.court, "6.6": m.quiz,
}  # fmt: skip
