"""Module 03: the outcome map, cycle 1."""

from __future__ import annotations

from cxkit.marking.exercises.module03.lines import lines

from .. import made03 as m
from .. import truth as t
from .. import truth03 as o
from ..made03 import LABELS, SIX, WORDS

PROOFS = {
    "3.1": {
        "expert": {
            "all right": o.boxes,
            "two off": lambda c: o.moved(o.boxes(c), "labels", 2, SIX),
            "another order, with notes": lambda c: t.every(
                {"labels": o.boxes(c)["labels"][::-1]}, "labels", why="it is the customer who speaks"),
        },
        "mutant": {
            "as they stood": lambda c: {"labels": [
                {"id": a["id"], "choice": a["put"]} for a in c.boxes["answers"]]},
            "four off": lambda c: o.moved(o.boxes(c), "labels", 4, SIX),
            "half off": lambda c: o.moved(o.boxes(c), "labels", 6, SIX),
            "all off": lambda c: o.moved(o.boxes(c), "labels", 12, SIX),
            "one open": lambda c: t.without(o.boxes(c), "labels", 1),
            "four open": lambda c: t.without(o.boxes(c), "labels", 4),
            "boxes that do not exist": lambda c: t.every(o.boxes(c), "labels", choice="7"),
        },
        "gamer": {
            "box 4 throughout": lambda c: t.every(o.boxes(c), "labels", choice="4"),
            "boxes in turn": lambda c: m.by_turns(o.boxes(c), "labels", SIX),
        },
    },
    "3.2": {
        "expert": {
            "all right": o.weasels,
            "two missed": lambda c: m.weasels_off(c, 2, 0),
            "two blamed": lambda c: m.weasels_off(c, 0, 2),
            "one of each": lambda c: m.weasels_off(c, 1, 1),
        },
        "mutant": {
            "four missed": lambda c: m.weasels_off(c, 4, 0),
            "four blamed": lambda c: m.weasels_off(c, 0, 4),
            "three of each": lambda c: m.weasels_off(c, 3, 3),
            "the wrong way round": lambda c: m.weasels_off(c, 25, 25),
            "one open": lambda c: t.without(o.weasels(c), "labels", 1),
            "half open": lambda c: t.without(o.weasels(c), "labels", 12),
            "numbers make clear": lambda c: {"labels": [
                {"id": i, "choice": "clear" if any(x.isdigit() for x in s["text"]) else "weasel"}
                for i, s in c.weasels.items()]},
        },
        "gamer": {
            "weasel throughout": lambda c: t.every(o.weasels(c), "labels", choice="weasel"),
            "clear throughout": lambda c: t.every(o.weasels(c), "labels", choice="clear"),
            "in turn": lambda c: m.by_turns(o.weasels(c), "labels", ["weasel", "clear"]),
        },
    },
    "3.3": {
        "expert": {
            "half of the way": o.repairs,
            "a small step, days in words": lambda c: {
                **m.dates(c, "%d %B %Y"), "times": o.repairs(c, 0.1)["times"]},
            "days with slashes, per cent as a sign": lambda c: {
                **o.repairs(c), "statements": [
                    {**r, "unit": r["unit"].replace("per cent", "%")}
                    for r in m.dates(c, "%d/%m/%Y")["statements"]]},
            "KPIs where they serve": lambda c: {
                **o.repairs(c), "statements": [
                    {**r, "measure": c.exercises["3.3"]["goals"][r["id"]]["measures"][-1]}
                    for r in o.repairs(c)["statements"]]},
            "one time confused": lambda c: {
                **o.repairs(c), "times": m.times_swapped(c)["times"][:1] + o.repairs(c)["times"][1:]},
        },
        "mutant": {
            "two times confused": lambda c: {
                **o.repairs(c), "times": m.times_swapped(c)["times"][:2] + o.repairs(c)["times"][2:]},
            "no times": lambda c: {**o.repairs(c), "times": []},
            "response times as due dates and times confused": lambda c: {
                **m.times_swapped(c), "statements": [
                    {**r, "due": c.exercises["3.3"]["goals"][r["id"]]["response"]}
                    for r in o.repairs(c)["statements"]]},
            "targets no better than today, no sources": lambda c: {
                **o.repairs(c), "statements": [
                    {**r, "target": 0 if r["comparator"] == "at least" else 100, "source": ""}
                    for r in o.repairs(c)["statements"]]},
            "all or none, and no units": lambda c: t.every(o.repairs(c, 1.0), "statements", unit=""),
            "one measure, one source": lambda c: t.every(
                o.repairs(c), "statements", measure="L8", source="survey.csv"),
            "four statements open": lambda c: t.without(
                t.without(o.repairs(c), "statements", 4), "times", 4),
            "targets in words, days missing": lambda c: t.every(
                o.repairs(c), "statements", target="a lot", due=""),
            "sides turned, days a year late": lambda c: {
                **o.repairs(c), "statements": [
                    {**r, "due": "2028-12-31",
                     "comparator": "at most" if r["comparator"] == "at least" else "at least"}
                    for r in o.repairs(c)["statements"]]},
        },
        "gamer": {
            "one row throughout": m.same_row,
            "nonsense": lambda c: {
                "times": t.every(o.repairs(c), "times", choice="soon")["times"],
                "statements": t.every(o.repairs(c), "statements", measure=WORDS, target=42,
                                      unit="quality", source=WORDS, due="30 September")["statements"]},
        },
    },
    "3.4": {
        "expert": {
            "as people type": m.typed,
            "three statements": o.outcome_map,
            "four, other figures, other people": lambda c: o.outcome_map(c, 2, 4, 5),
            "values rounded, days with slashes, ids in lower case": lambda c: {
                **m.lower(c), "statements": [
                    {**r, "baseline": round(r["baseline"]), "due": "30/9/2027"}
                    for r in o.outcome_map(c)["statements"]]},
            "a payer who works in a call centre": lambda c: t.put(
                o.outcome_map(c), "payer", 0, text="A woman from a call centre, on lates"),
            "one entry without evidence": lambda c: t.put(
                o.outcome_map(c, people=3), "impacts", 0, evidence=[]),
        },
        "mutant": {
            "nobody pays": lambda c: t.put(o.outcome_map(c), "payer", 0, text=""),
            "a role inside pays": lambda c: t.put(
                o.outcome_map(c), "payer", 0, text="Our service advisers and the planner"),
            "the process has our name": lambda c: t.put(
                o.outcome_map(c), "process", 0, text="The repair order"),
            "nothing helps": lambda c: t.put(o.outcome_map(c), "impacts", 0, sign="-"),
            "two statements": lambda c: t.without(o.outcome_map(c), "statements", 1),
            "a value of today that is not so": lambda c: t.put(
                o.outcome_map(c), "statements", 1, baseline=40),
            "a target no better than today": lambda c: t.put(
                o.outcome_map(c), "statements", 0, target=o.outcome_map(c)["statements"][0]["baseline"]),
            "reached by getting worse": lambda c: t.put(
                o.outcome_map(c), "statements", 1, comparator="at most", target=5),
            "a response time as due date": lambda c: t.put(
                o.outcome_map(c), "statements", 0, due="within two hours"),
            "nobody answers for it": lambda c: t.put(o.outcome_map(c), "statements", 0, owner=""),
            "one measure twice": lambda c: t.put(
                o.outcome_map(c), "statements", 1, **{k: v for k, v in
                o.outcome_map(c)["statements"][0].items() if k != "id"}),
            "an id that is not there": lambda c: t.put(
                o.outcome_map(c), "impacts", 1, evidence=["Q999", "V03"]),
            "evidence about hires": lambda c: t.every(
                t.every(o.outcome_map(c), "impacts", evidence=["V07"]), "process", evidence=["P01"]),
            "no expectation behind box 2": lambda c: t.put(
                o.outcome_map(c), "expectation", 0, evidence=["V03"]),
            "a line of eight words": lambda c: t.put(
                o.outcome_map(c), "line", 0, text="There when you said you would be there"),
            "no objective": lambda c: t.put(o.outcome_map(c), "about", 0, objective=""),
            "every id under every entry": lambda c: m.cite_all(
                c, [*c.vignettes, *c.verbatims, *c.promises]),
            "promises for people": lambda c: m.cite_all(c, ["P04"]),
            "the texts of the material": m.texts_copied,
            "answers of 3.1": m.answers_copied,
            "a day gone by": lambda c: t.every(o.outcome_map(c), "statements", due="2001-01-01"),
            "a day that nobody waits for": lambda c: t.every(
                o.outcome_map(c), "statements", due="31 December 2099"),
            "today's value, rounded": m.hardly_better,
            "a line joined by hyphens": lambda c: t.put(
                o.outcome_map(c), "line", 0, text="there-when-you-said-you-would-be"),
            "text that nobody sees": lambda c: t.every(
                o.outcome_map(c), "payer", text="\u200b \u202e\u2066"),
        },
        "gamer": {
            "nonsense, a number, a date, one id": m.map_nonsense,
            "the colleague's map": m.colleagues_map,
            "words alone": lambda c: {
                **t.every(m.map_nonsense(c), "statements", measure="", baseline=None),
                "line": [{"id": "line", "text": "improve 42 now"}]},
        },
    },
    "3.5": {
        "expert": {
            "all right": o.oneliner,
            "two lines misjudged": lambda c: o.moved(o.oneliner(c), "tests", 2, LABELS),
            "one word each": lambda c: {**o.oneliner(c), "lines": [
                {"id": f"l{n}", "text": w} for n, w in enumerate(("Home", "Peace", "Ready"), 1)]},
        },
        "mutant": {
            "four lines misjudged": lambda c: o.moved(o.oneliner(c), "tests", 4, LABELS),
            "all misjudged": lambda c: o.moved(o.oneliner(c), "tests", 10, LABELS),
            "two lines": lambda c: t.without(o.oneliner(c), "lines", 1),
            "seven words": lambda c: t.put(
                o.oneliner(c), "lines", 1, text="There when you said you would be"),
            "one line twice": lambda c: t.put(
                o.oneliner(c), "lines", 1, text="when you said, there"),
            "somebody else's line": lambda c: t.put(
                o.oneliner(c), "lines", 1, text=lines()["line"][0]["text"]),
            "none kept": lambda c: t.put(o.oneliner(c), "choice", 0, keep=""),
            "the kept line is gone": lambda c: t.put(o.oneliner(c), "choice", 0, keep="l9"),
            "a business of five words": lambda c: t.put(
                o.oneliner(c), "choice", 0, business="keeping promises to busy people"),
            "the business as it is called today": lambda c: t.put(
                o.oneliner(c), "choice", 0, business="Car repair"),
        },
        "gamer": {
            "one label, nonsense": lambda c: {
                **t.every(o.oneliner(c), "tests", choice="empty"), "lines": [
                    {"id": f"l{n}", "text": f"improve {n} now"} for n in range(1, 4)]},
            "labels in turn": lambda c: m.by_turns(o.oneliner(c), "tests", LABELS[::-1]),
        },
    },
    "3.6": {
        "expert": {
            "all found": o.review,
            "one on another entry": lambda c: t.put(o.review(c), "remarks", 0, item="4a"),
            "another order": lambda c: {"remarks": o.review(c)["remarks"][::-1]},
        },
        "mutant": {
            "two on other entries": lambda c: m.reviewed(c, 2),
            "all on other entries": lambda c: m.reviewed(c, 5),
            "one remark open": lambda c: t.put(o.review(c), "remarks", 2, text=""),
            "one entry open, one wrong": lambda c: t.put(
                t.put(o.review(c), "remarks", 2, item=""), "remarks", 3, item="4a"),
            "verdicts": lambda c: t.every(o.review(c), "remarks", text="Wrong."),
            "one remark five times": lambda c: t.every(
                o.review(c), "remarks", text="Please say this in the words of a customer"),
            "the prompts read back": m.prompts_back,
            "the entries read back": m.entries_back,
            "three remarks": lambda c: t.without(o.review(c), "remarks", 2),
        },
        "gamer": {
            "one entry, nonsense": lambda c: t.every(
                o.review(c), "remarks", item="2b", text=WORDS),
            "no entry": lambda c: t.every(o.review(c), "remarks", item="", text=WORDS),
        },
    },
    "3.7": {
        "expert": {
            "all right": o.quiz,
            "other order": lambda c: {"labels": o.quiz(c)["labels"][::-1]},
            "with notes": lambda c: t.every(o.quiz(c), "labels", why="as in the lesson"),
        },
        "mutant": {
            "one open": lambda c: t.without(o.quiz(c), "labels", 1),
            "two open": lambda c: t.without(o.quiz(c), "labels", 2),
            "one wrong": lambda c: t.put(o.quiz(c), "labels", 0, choice="a"),
            "another wrong": lambda c: t.put(o.quiz(c), "labels", 1, choice="c"),
            "an option that is not there": lambda c: t.put(o.quiz(c), "labels", 2, choice="z"),
            "an item that is not there": lambda c: t.put(o.quiz(c), "labels", 2, id="03-99"),
        },
        "gamer": {
            f"always {x}": lambda c, x=x: t.every(o.quiz(c), "labels", choice=x) for x in "abcd"
        },
    },
}  # fmt: skip

UNTOUCHED = {
    "3.1": o.boxes, "3.2": o.weasels, "3.3": o.repairs, "3.4": o.outcome_map, "3.5": o.oneliner,
    "3.6": o.review, "3.7": o.quiz,
}  # fmt: skip
