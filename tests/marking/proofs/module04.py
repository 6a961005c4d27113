"""Module 04: moments of truth and recordings."""

from __future__ import annotations

import random
from typing import Any

from .. import heard as h
from .. import truth as t

WORDS = "improve 42 by 30 September customer value satisfaction seamless quality service target"


def _random_marks(case: Any) -> t.Data:
    draw, data = random.Random(5), h.annotation(case)
    for name, recording in (("guided", "rv1"), ("alone", "rv2")):
        for row in data[name]:
            row["start"] = row["end"] = draw.randrange(case.recordings[recording]["duration"])
    return data


def _alone(case: Any, **how: Any) -> t.Data:
    """The guided opening right, and recording 2 otherwise."""
    return {**h.annotation(case), "alone": h.marks(case, "rv2", **how)}


def _constant(case: Any, choice: str) -> t.Data:
    return t.every(h.settled(case), "labels", choice=choice, why="as in the row above")


def _nonsense_rows(case: Any, **sides: str) -> t.Data:
    data = h.register(case)
    for n, row in enumerate(data["moments"]):
        row |= {"description": f"{WORDS} {n}", "expectation": f"{WORDS} now {n}"} | sides
    return data


def _one_place(case: Any) -> t.Data:
    return t.every(h.register(case), "moments", at=h.register(case)["moments"][0]["at"])


PROOFS = {
    "4.1": {
        "expert": {
            "all right": h.types,
            "the other reading of two": lambda c: h.types(c, also=True),
            "three slips": lambda c: h.types(c, wrong=3),
        },
        "mutant": {
            "ten wrong": lambda c: h.types(c, wrong=10),
            "all wrong": lambda c: h.types(c, wrong=24),
            "one open": lambda c: t.without(h.types(c), "labels", 1),
            "half open": lambda c: t.without(h.types(c), "labels", 12),
            "turned round": lambda c: {"labels": [
                {**r, "choice": "-".join(r["choice"].split("-")[::-1])} for r in h.types(c)["labels"]]},
            "no product seen": lambda c: {"labels": [
                {**r, "choice": r["choice"].replace("product", "system")}
                for r in h.types(c)["labels"]]},
            "types that do not exist": lambda c: t.every(h.types(c), "labels", choice="MOT"),
        },
        "gamer": {
            "one type": lambda c: t.every(h.types(c), "labels", choice="person-person"),
            "in turn": lambda c: {"labels": [
                {**r, "choice": h.types(c)["labels"][i % 6]["choice"]}
                for i, r in enumerate(h.types(c)["labels"])]},
        },
    },
    "4.2": {
        "expert": {
            "a second behind": lambda c: h.annotation(c, lag=1000),
            "slow fingers, and ends": lambda c: h.annotation(c, lag=1900, long=True),
            "one in six missed": lambda c: h.annotation(c, miss=6),
            "three of another kind": lambda c: h.annotation(c, turn=3),
            "in no order": lambda c: {k: v[::-1] for k, v in h.annotation(c).items()},
        },
        "mutant": {
            "red alone": lambda c: _alone(c, only="MOT"),
            "no decisions": lambda c: {**h.annotation(c), "alone": [
                m for m in h.annotation(c)["alone"] if m["kind"] != "BR"]},
            "all of one kind": lambda c: t.every(h.annotation(c), "alone", kind="MOT"),
            "every second one missed": lambda c: _alone(c, miss=2),
            "kinds turned": lambda c: _alone(c, turn=99),
            "the first half": lambda c: _alone(c, until=138_000),
            "nothing guided": lambda c: {**h.annotation(c), "guided": []},
            "six seconds late": lambda c: _alone(c, lag=6000),
            "a mark without a kind": lambda c: t.put(h.annotation(c), "alone", 0, kind=""),
            "a mark beyond the end": lambda c: t.put(
                h.annotation(c), "alone", 0, start=9_999_999, end=9_999_999),
        },
        "gamer": {
            "everything every 4 s": lambda c: h.every(c, 4),
            "everything every 7 s": lambda c: h.every(c, 7),
            "red every 6 s": lambda c: h.every(c, 6, ("MOT",)),
            "at random": _random_marks,
        },
    },
    "4.3": {
        "expert": {
            "as agreed": h.settled,
            "one otherwise": lambda c: h.settled(c, wrong=1),
            "a reason for each": lambda c: h.settled(c, reasons=14),
        },
        "mutant": {
            "half otherwise": lambda c: h.settled(c, wrong=5),
            "all otherwise": lambda c: h.settled(c, wrong=14),
            "no reasons": lambda c: h.settled(c, reasons=0),
            "one reason for all": lambda c: t.every(
                h.settled(c), "labels", why="it was heard like that"),
            "one open": lambda c: t.without(h.settled(c), "labels", 1),
            "half open": lambda c: t.without(h.settled(c), "labels", 5),
            "the partner on trust": lambda c: h.settled(c, trust="theirs"),
        },
        "gamer": {
            "red throughout": lambda c: _constant(c, "MOT"),
            "blue throughout": lambda c: _constant(c, "BP"),
            "nothing throughout": lambda c: _constant(c, "none"),
            "the partner throughout": lambda c: h.settled(c, trust="theirs", reasons=14),
        },
    },
    "4.4": {
        "expert": {
            "six rows": h.register,
            "nine rows, on the marks themselves": lambda c: h.register(c, rows=9, by_id=True),
            "the last ones": lambda c: h.register(c, first=6),
            "in another order": lambda c: {"moments": h.register(c)["moments"][::-1]},
            "codes and capitals": lambda c: {"moments": [
                {**r, "code": f"m{i}", "by": r["by"].title()}
                for i, r in enumerate(h.register(c)["moments"])]},
        },
        "mutant": {
            "four rows": lambda c: h.register(c, rows=4),
            "no expectation": lambda c: t.put(h.register(c), "moments", 2, expectation=""),
            "expectations of one word": lambda c: t.every(
                h.register(c), "moments", expectation="speed"),
            "what was said, copied": lambda c: t.put(
                h.register(c), "moments", 1, expectation=(
                    "I'm putting you down for seven and a half hours")),
            "two alike": lambda c: t.put(
                h.register(c), "moments", 1, description=h.register(c)["moments"][0]["description"]),
            "no method": lambda c: t.put(h.register(c), "moments", 3, method=""),
            "types turned round": lambda c: t.every(
                h.register(c), "moments", type="product-person"),
            "between two of the staff": lambda c: t.every(
                h.register(c), "moments", by="adviser", to="fitter"),
            "places without a mark": lambda c: t.every(h.register(c), "moments", at="2:20"),
            "all on one place": _one_place,
            "no places": lambda c: t.every(h.register(c), "moments", at=""),
        },
        "gamer": {
            "nonsense, one counterpart": lambda c: _nonsense_rows(
                c, by="customer", to="discs", type="person-product"),
            "nonsense without places": lambda c: t.every(
                _nonsense_rows(c, by="customer", to="adviser", type="person-person"),
                "moments", at=""),
            "one row six times": lambda c: t.every(
                h.register(c), "moments", at="0:03", by="customer", to="menu",
                description=WORDS, expectation=WORDS),
        },
    },
    "4.5": {
        "expert": {
            "the five": h.critical,
            "four of them": lambda c: h.critical(
                c, [*c.exercises["4.5"]["top"][:4], "m01"]),
            "in another order": lambda c: h.critical(c, c.exercises["4.5"]["top"][::-1]),
        },
        "mutant": {
            "what customers name": lambda c: h.critical(c, c.exercises["4.5"]["by_stated_importance"]),
            "three of them": lambda c: h.critical(c, [*c.exercises["4.5"]["top"][:3], "m01", "m02"]),
            "four": lambda c: h.critical(c, c.exercises["4.5"]["top"][:4]),
            "six": lambda c: h.critical(c, [*c.exercises["4.5"]["top"], "m01"]),
            "the others": lambda c: h.critical(c, ["m01", "m02", "m04", "m05", "m09"]),
            "the first five": lambda c: h.critical(c, ["m01", "m02", "m03", "m04", "m05"]),
            "five that do not exist": lambda c: h.critical(c, ["x1", "x2", "x3", "x4", "x5"]),
        },
        "gamer": {
            "all twelve": lambda c: h.critical(c, c.exercises["4.5"]["drivers"]),
            "what they say": lambda c: h.critical(c, c.exercises["4.5"]["by_stated_importance"]),
            "the first five": lambda c: h.critical(c, ["m01", "m02", "m03", "m04", "m05"]),
        },
    },
    "4.6": {
        "expert": {
            "all right": h.levels,
            "one level off": lambda c: h.levels(c, wrong=1),
            "another below": lambda c: h.levels(c, moment="m05"),
            "in other words": lambda c: h.levels(
                c, change="Whoever books the visit keeps a small car free for that day",
                stop="The eight-hour limit", owner="fleet", measure="Visits put off for want of a car"),
        },
        "mutant": {
            "five levels off": lambda c: h.levels(c, wrong=5),
            "one open": lambda c: t.without(h.levels(c), "labels", 1),
            "one that is above": lambda c: h.levels(c, moment="m11"),
            "no moment": lambda c: h.levels(c, moment=""),
            "no owner": lambda c: h.levels(c, owner=""),
            "no measure": lambda c: h.levels(c, measure=""),
            "nothing stops": lambda c: h.levels(c, stop=""),
            "a change of two words": lambda c: h.levels(c, change="communicate better"),
            "one text throughout": lambda c: h.levels(
                c, **dict.fromkeys(h.REDESIGN, "we will look into all of it next year")),
            "no redesign": lambda c: {"labels": h.levels(c)["labels"]},
        },
        "gamer": {
            "below throughout": lambda c: t.every(h.levels(c), "labels", choice="below"),
            "in turn": lambda c: {**h.levels(c, **dict.fromkeys(h.REDESIGN, WORDS)), "labels": [
                {**r, "choice": ("above", "met", "below")[i % 3]}
                for i, r in enumerate(h.levels(c)["labels"])]},
        },
    },
    "4.7": {
        "expert": {
            "all right": h.quiz,
            "other order": lambda c: {"labels": h.quiz(c)["labels"][::-1]},
            "with notes": lambda c: t.every(h.quiz(c), "labels", why="as in the lesson"),
        },
        "mutant": {
            "one open": lambda c: t.without(h.quiz(c), "labels", 1),
            "two open": lambda c: t.without(h.quiz(c), "labels", 2),
            "one wrong": lambda c: t.put(h.quiz(c), "labels", 0, choice="a"),
            "another wrong": lambda c: t.put(h.quiz(c), "labels", 1, choice="b"),
            "an option that is not there": lambda c: t.put(h.quiz(c), "labels", 2, choice="z"),
            "an item that is not there": lambda c: t.put(h.quiz(c), "labels", 2, id="04-99"),
        },
        "gamer": {f"always {x}": lambda c, x=x: h.quiz(c, x) for x in "abcd"},
    },
}  # fmt: skip

UNTOUCHED = {
    "4.1": h.types, "4.2": h.annotation, "4.3": h.settled,
    "4.4": h.register, "4.5": h.critical, "4.6": h.levels, "4.7": h.quiz,
}  # fmt: skip
OTHERS = {"4.3": {"4.2": h.annotation}, "4.4": {"4.2": h.annotation}}
