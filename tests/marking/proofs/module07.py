"""Module 07: measures, line of sight, the map's second cycle."""

from __future__ import annotations

from typing import Any

from cxkit.marking.exercises.module07.branch import AGREE, DIFFER, open_tasks

from .. import truth as t
from .. import truth07 as d

WORDS = "improve 42 by 30 September customer value satisfaction seamless quality service target"


def _test(case: Any, test: str, n: int = 0) -> str:
    """The n-th of the learner's own tasks that passes a test in the key."""
    key = case.exercises["7.3"]["activities"]
    return [a["id"] for a in open_tasks(case) if key[a["id"]]["test"] == test][n]


def _stuffed(case: Any, choice: str) -> d.Data:
    """7.2: one label for all proposals, and nonsense in every field."""
    data = t.every(d.replaced(case), "tests", choice=choice)
    for n, row in enumerate(data["replaced"]):
        row |= {"numerator": f"{WORDS} {n}", "denominator": f"all of {WORDS} {n}", "gamed": f"{n} {WORDS} {n}"}
    return data


def _signs(case: Any) -> d.Data:
    data = d.gaps(case)
    for row in data["rows"]:
        row["gap"] = abs(row["gap"])
    return data


def _new(case: Any, **changes: Any) -> d.Data:
    return t.put(d.second(case), "statements", 0, **changes)


def _log(case: Any, place: int, **changes: Any) -> d.Data:
    return t.put(d.second(case), "changes", place, **changes)


def _nonsense(case: Any, figure: dict[str, Any]) -> d.Data:
    """7.5: everything struck out, nonsense with ids and numbers in its place."""
    data = d.second(case, struck=[{"id": "1/p1", "choice": "strike"}, {"id": "3/p1", "choice": "strike"}])
    data["statements"] = [data["statements"][0] | figure]
    data["payer"] = [{"id": "p1", "text": WORDS, "evidence": ["V05"]}]
    data["process"] = [{"id": "p1", "text": f"{WORDS} 2", "evidence": ["V05"]}]
    data["changes"] = [{"id": f"c{b}", "box": b, "what": WORDS, "evidence": ["V05"]} for b in "1235"]
    return data


def _answers(case: Any, letter: str) -> d.Data:
    return t.every(d.quiz(case), "labels", choice=letter)


def _wrong(case: Any, item: int) -> d.Data:
    options = case.quiz["07"]["items"][item]["options"]
    return t.put(d.quiz(case), "labels", item, choice=next(o["id"] for o in options if not o["right"]))


PROOFS = {
    "7.1": {
        "expert": {
            "disputed as outputs": lambda c: d.audit(c),
            "disputed as outcomes": lambda c: d.audit(c, "outcome"),
            "one elsewhere, and the share that follows": lambda c: d.audit(c, wrong=1),
            "a share as people type it": lambda c: d.audit(c, share="86.7 %"),
            "whole per cents": lambda c: d.audit(c, share="87%"),
        },
        "mutant": {
            "the sources' share instead of one's own": lambda c: d.audit(c, share=0.8),
            "one point off": lambda c: d.audit(c, share=0.877),
            "the share of outcomes": lambda c: d.audit(c, share=4 / 30),
            "a share in words": lambda c: d.audit(c, share="most of them"),
            "one open": lambda c: t.put(d.audit(c), "labels", 4, choice=""),
            "seven outputs taken for outcomes": lambda c: d.audit(c, wrong=7),
            "no share": lambda c: t.every(d.audit(c), "stated", share=None),
            "all turned round": lambda c: {**d.audit(c, share=4 / 30), "labels": [
                {**r, "choice": "outcome" if r["choice"] == "output" else "output"}
                for r in d.audit(c)["labels"]]},
        },
        "gamer": {
            "all outputs": lambda c: t.every(d.audit(c, share=1.0), "labels", choice="output"),
            "all outcomes": lambda c: t.every(d.audit(c, share=0.0), "labels", choice="outcome"),
            "in turn": lambda c: {**d.audit(c, share=0.5), "labels": [
                {**r, "choice": ("output", "outcome")[n % 2]} for n, r in enumerate(d.audit(c)["labels"])]},
        },
    },
    "7.2": {
        "expert": {
            "all right": lambda c: d.replaced(c),
            "two proposals elsewhere": lambda c: d.replaced(c, wrong=2),
            "six replacements": lambda c: d.replaced(c, count=6),
            "a disputed measure replaced": lambda c: t.put(d.replaced(c), "replaced", 0, output=next(
                k for k, v in c.exercises["7.1"]["kinds"].items() if v == "disputed")),
            "ids in lower case, rows turned round": lambda c: {**d.replaced(c), "replaced": [
                {**r, "serves": r["serves"].lower()} for r in d.replaced(c)["replaced"]][::-1]},
        },
        "mutant": {
            "four replacements": lambda c: d.replaced(c, count=4),
            "an outcome replaced": lambda c: t.put(d.replaced(c), "replaced", 2, output=next(
                k for k, v in c.exercises["7.1"]["kinds"].items() if v == "outcome")),
            "one output twice": lambda c: t.put(d.replaced(c), "replaced", 1, output=d.outputs(c)[0]),
            "no denominator": lambda c: t.put(d.replaced(c), "replaced", 0, denominator=""),
            "no source": lambda c: t.every(d.replaced(c), "replaced", source=""),
            "an outcome that is not there": lambda c: t.put(d.replaced(c), "replaced", 3, serves="O9"),
            "no story of gaming": lambda c: t.put(d.replaced(c), "replaced", 4, gamed="People cheat."),
            "one story for all": lambda c: t.every(
                d.replaced(c), "replaced", gamed="Only those who are happy are asked for their view."),
            "above and below the same": lambda c: t.put(
                d.replaced(c), "replaced", 0, numerator="all drivers", denominator="All drivers."),
            "the output itself": lambda c: t.put(d.replaced(c), "replaced", 0, numerator=next(
                k["name"] for k in c.measures["kpis"] if k["id"] == d.outputs(c)[0])),
            "five proposals wrong": lambda c: d.replaced(c, wrong=5),
        },
        "gamer": {
            "all stand": lambda c: _stuffed(c, "stands"),
            "all outputs": lambda c: _stuffed(c, "output"),
            "no proposals judged": lambda c: t.every(_stuffed(c, "stands"), "tests", choice=""),
        },
    },
    "7.3": {
        "expert": {
            "as the key": lambda c: d.sight(c),
            "direct for enabling": lambda c: d.sight(c, **{_test(c, "enabling"): ("direct", "O1")}),
            "another outcome": lambda c: d.sight(c, **{_test(c, "direct"): ("direct", "O5")}),
            "one orphan overlooked": lambda c: d.sight(c, **{_test(c, "none"): ("enabling", "O3")}),
            "one too many": lambda c: d.sight(c, **{_test(c, "enabling"): ("none", "")}),
            "rows turned round": lambda c: {**d.sight(c), "tasks": d.sight(c)["tasks"][::-1]},
        },
        "mutant": {
            "agrees with the other team": lambda c: t.every(d.sight(c), "claims", choice=AGREE),
            "four needed tasks stopped": lambda c: d.read(c, d.sight(
                c, **{_test(c, "direct", n): ("none", "") for n in range(4)},
                **{_test(c, "none"): ("enabling", "O1")})),
            "no link where one is due": lambda c: d.sight(c, **{_test(c, "direct"): ("direct", "")}),
            "serves nothing, and yet O1": lambda c: d.sight(c, **{_test(c, "none"): ("none", "O1")}),
            "regulatory without a rule": lambda c: d.sight(c, **{_test(c, "regulatory"): ("regulatory", "")}),
            "a rule for an outcome": lambda c: d.sight(c, **{_test(c, "enabling"): ("enabling", "R01")}),
            "a rule of our own for a law": lambda c: d.sight(c, **{_test(c, "direct"): ("regulatory", "R08")}),
            "another law": lambda c: d.sight(c, **{_test(c, "regulatory"): ("regulatory", "R16")}),
            "one open": lambda c: d.sight(c, **{_test(c, "direct", 2): ("", "")}),
            "another objective unserved": lambda c: t.put(d.sight(c), "stated", 0, unserved="B2"),
            "hours of everything": lambda c: t.put(d.sight(c), "stated", 0, hours=474),
            "42 lines": lambda c: t.put(d.sight(c), "stated", 0, lines=42),
            "stops what is needed": lambda c: t.put(d.sight(c), "stop", 0, task=_test(c, "direct")),
            "nobody to ask": lambda c: t.put(d.sight(c), "stop", 0, ask="Everybody."),
            "no way back": lambda c: t.put(d.sight(c), "stop", 0, wrong=""),
        },
        "gamer": {
            f"{choice} to all, {test} for the rest": lambda c, choice=choice, test=test: d.blind(
                c, choice, test, "" if test == "none" else "O1")
            for choice in (AGREE, DIFFER) for test in ("direct", "none")
        },
    },
    "7.4": {
        "expert": {
            "all right": lambda c: d.tree(c),
            "whole pounds": lambda c: {k: [
                {**r, **{f: round(r[f]) for f in ("off", "value") if isinstance(r.get(f), float)}} for r in rows]
                for k, rows in d.tree(c).items()},
            "as people type it": lambda c: {**d.tree(c), "repairs": [
                {**r, "value": f"\u00a3{r['value']:,.2f}" if r["value"] else ""} for r in d.tree(c)["repairs"]][::-1]},
        },
        "mutant": {
            "all comes out": lambda c: t.every(d.tree(c), "sums", adds="yes", off=None),
            "the sign turned": lambda c: {**d.tree(c), "sums": [
                {**r, "off": -r["off"] if r["off"] else None} for r in d.tree(c)["sums"]]},
            "no difference": lambda c: t.every(d.tree(c), "sums", off=None),
            "the rounding taken for a fault": lambda c: t.put(d.tree(c), "sums", 0, adds="no", off=-1.87),
            "the wrong leaf": lambda c: {**d.tree(c), "repairs": [
                {**r, "slip": "left out" if r["id"] == "booking" else "fine" if r["id"] == "calls" else r["slip"]}
                for r in d.tree(c)["repairs"]]},
            "left out for counted twice": lambda c: {**d.tree(c), "repairs": [
                {**r, "slip": {"left out": "counted twice", "counted twice": "left out"}.get(r["slip"], r["slip"])}
                for r in d.tree(c)["repairs"]]},
            "the difference for the value": lambda c: {**d.tree(c), "repairs": [
                {**r, "value": 692.72 if r["id"] == "calls" else r["value"]} for r in d.tree(c)["repairs"]]},
            "one open": lambda c: t.without(d.tree(c), "sums", 1),
            "nothing repaired": lambda c: t.every(d.tree(c), "repairs", slip="fine", value=None),
        },
        "gamer": {
            "yes to all, everything fine": lambda c: t.every(
                t.every(d.tree(c), "sums", adds="yes", off=None), "repairs", slip="fine", value=None),
            "no to all, everything left out": lambda c: t.every(
                t.every(d.tree(c), "sums", adds="no", off=42), "repairs", slip="left out", value=42),
        },
    },
    "7.5": {
        "expert": {
            "one line and one statement": lambda c: d.second(c),
            "a colleague instead of an id": lambda c: _log(c, 1, evidence=[], colleague="The night receptionist"),
            "a statement set anew": lambda c: _new(
                c, measure="L4", baseline=87, target=20, unit="per cent"),
            "a new line in place of the old": lambda c: d.second(
                c, line=[{"id": "line", "text": "There when they need me"}],
                changes=[*d.second(c)["changes"], {"id": "c3", "box": "6", "what": "Said by a midwife",
                                                   "evidence": [], "colleague": "Pat, planner"}]),
        },
        "mutant": {
            "nothing in boxes 1 to 3": lambda c: d.second(c, struck=[], expectation=[]),
            "no new statement": lambda c: d.second(c, statements=[]),
            "today's value made up": lambda c: _new(c, baseline=50),
            "another source": lambda c: _new(c, source="survey.csv"),
            "a response time for a day": lambda c: _new(c, due="within two hours"),
            "the measure of the first cycle": lambda c: _new(
                c, measure="L2", baseline=15.7, comparator="at least", target=70, unit="per cent"),
            "no log": lambda c: d.second(c, changes=[]),
            "one change not in the log": lambda c: t.without(d.second(c), "changes", 1),
            "an id that is not there": lambda c: _log(c, 0, evidence=["V99", "T23"]),
            "rests on nothing": lambda c: _log(c, 1, evidence=[]),
            "a line for a box that did not change": lambda c: _log(c, 0, box="4"),
            "nothing found since": lambda c: {**d.second(c), "changes": [
                {**r, "evidence": ["V48"]} for r in d.second(c)["changes"]]},
            "a copied expectation": lambda c: t.put(
                d.second(c), "expectation", 0, text=c.vignettes["V48"]["text"]),
            "box 4 emptied": lambda c: d.second(c, struck=[
                {"id": x, "choice": "strike"} for x in ("2/e1", "4/i1", "4/i2")]),
        },
        "gamer": {
            "nonsense and an id": lambda c: _nonsense(c, {"baseline": 42, "target": 30}),
            "nonsense without a figure": lambda c: {**_nonsense(c, {}), "statements": []},
        },
    },
    "7.6": {
        "expert": {
            "all right": lambda c: d.gaps(c),
            "as people type it": lambda c: {**d.gaps(c), "rows": [
                {**r, "target": f"{r['target']} %", "gap": f"{r['gap']:+}".replace("-", "\u2212")}
                for r in d.gaps(c)["rows"]]},
            "rows turned round": lambda c: {**d.gaps(c), "rows": d.gaps(c)["rows"][::-1]},
        },
        "mutant": {
            "no signs": _signs,
            "one in four is four": lambda c: t.put(d.gaps(c), "rows", 2, target=4, gap=-83.0),
            "today less target": lambda c: {**d.gaps(c), "rows": [
                {**r, "gap": -r["gap"]} for r in d.gaps(c)["rows"]]},
            "a slip": lambda c: t.put(d.gaps(c), "rows", 0, gap=-22.5),
            "one open": lambda c: t.put(d.gaps(c), "rows", 5, gap=None),
            "the largest number": lambda c: t.put(d.gaps(c), "stated", 0, goal="G3"),
            "nothing chosen": lambda c: t.put(d.gaps(c), "stated", 0, goal=""),
        },
        "gamer": {
            "one number": lambda c: t.every(d.gaps(c), "rows", target=42, gap=42),
            "the targets as they stand": lambda c: {**d.gaps(c), "rows": [
                {**r, "target": n, "gap": n} for n, r in enumerate(d.gaps(c)["rows"], 1)]},
        },
    },
    "7.7": {
        "expert": {
            "all right": lambda c: d.quiz(c),
            "other order": lambda c: {"labels": d.quiz(c)["labels"][::-1]},
            "with notes": lambda c: t.every(d.quiz(c), "labels", why="as in the lesson"),
        },
        "mutant": {
            "one open": lambda c: t.without(d.quiz(c), "labels", 1),
            "two open": lambda c: t.without(d.quiz(c), "labels", 2),
            "one wrong": lambda c: _wrong(c, 0),
            "another wrong": lambda c: _wrong(c, 1),
            "an option that is not there": lambda c: t.put(d.quiz(c), "labels", 2, choice="z"),
            "an item that is not there": lambda c: t.put(d.quiz(c), "labels", 2, id="07-99"),
        },
        "gamer": {f"always {x}": lambda c, x=x: _answers(c, x) for x in "abcd"},
    },
}  # fmt: skip

UNTOUCHED = {
    "7.1": d.audit, "7.2": d.replaced, "7.3": d.sight, "7.4": d.tree, "7.5": d.second,
    "7.6": d.gaps, "7.7": d.quiz,
}  # fmt: skip
OTHERS = {"7.5": {"3.4": d.first}}
