"""Claims of the method's own sources, to be set against each other and graded (1.3).

Method section 1.2 and rows 50, 67, 73, 74. Every figure was looked up in the sources.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

from cxkit.cases.rowan_vale.documents import authored, numbered
from cxkit.cases.rowan_vale.stated_chance import trivial
from cxkit.cases.rowan_vale.world import World
from cxkit.cases.stream import Stream
from cxkit.techniques.claims import Matched, overlap, paired

__all__ = ["claims_truth", "make_claims"]

_SHOWN = ("group", "source", "place", "text", "figure")


def make_claims(world: World) -> dict[str, Any]:
    """Sources, the five grades, a critique to read, claims, and which eight are to be graded."""
    source, claims = authored("stated/claims"), _mixed(world)
    return {
        "note": "The claims are told in our own words; only the figures are the sources' own.",
        "sources": source["source"],
        "grades": source["grades"],
        "groups": source["groups"],
        "critique": source["critique"],
        "claims": [
            {"id": id_, **{field: item[field] for field in _SHOWN}} for id_, item in claims.items()
        ],
        "to_grade": [id_ for id_, item in claims.items() if "grade" in item],
    }


def claims_truth(world: World) -> dict[str, Any]:
    """The key of 1.3: the pairs that contradict each other, and a grade, one step either way."""
    claims, grades = _mixed(world), "".join(authored("stated/claims")["grades"])
    ids = {item["id"]: id_ for id_, item in claims.items()}
    why = {}
    for item in claims.values():
        for number, other in enumerate(item.get("contradicts", [])):
            # A claim that stands in two contradictions explains the first; the other its own.
            told = item if not number else claims[ids[other]]
            why[_pair(ids[item["id"]], ids[other])] = told["why"]
    free = [
        _pair(ids[item["id"]], ids[other])
        for item in claims.values()
        for other in item.get("debatable", [])
    ]
    graded = {id_: item for id_, item in claims.items() if "grade" in item}
    accepted = {id_: _near(item["grade"], grades) for id_, item in graded.items()}
    chance = world.stream("trivial 1.3")

    def good(pick: Any) -> float:
        return sum(pick() in near for near in accepted.values()) / len(accepted)

    return {
        "pairs": [list(pair) for pair in sorted(why)],
        "may_count": [list(pair) for pair in sorted(free)],
        "why": {f"{a}-{b}": text for (a, b), text in sorted(why.items())},
        "contradictions": {
            "metric": "F1 of the set of pairs, those that may count left out",
            "threshold": 0.8,
            "trivial": _pairing_by_chance(claims, set(why), set(free), chance),
        },
        "graded": {
            id_: {"grade": item["grade"], "accepted": accepted[id_], "why": item["graded"]}
            for id_, item in graded.items()
        },
        "grading": {
            "metric": "share of the eight within one grade",
            "threshold": 0.875,
            "trivial": trivial(
                [good(lambda g=grade: g) for grade in grades],
                lambda: good(lambda: chance.pick(grades)),
            ),
        },
    }


def _pairing_by_chance(
    claims: dict[str, dict[str, Any]],
    true: set[tuple[str, str]],
    free: set[tuple[str, str]],
    chance: Stream,
) -> float:
    # The form asks for each claim's partner in its group, so that is what is drawn. The constants:
    # in each group one and the same claim is chosen throughout.
    groups: dict[str, list[str]] = {}
    for id_, item in claims.items():
        groups.setdefault(item["group"], []).append(id_)

    def reached(choose: Callable[[str, list[str]], str]) -> float:
        rows = [Matched(id=a, choice=choose(g, [b for b in ids if b != a]))
                for g, ids in groups.items() for a in ids]  # fmt: skip
        return overlap(true, paired(rows) - free)

    constants = (dict(zip(groups, one, strict=True)) for one in product(*groups.values()))
    return trivial(
        [reached(lambda g, _, one=one: one[g]) for one in constants],
        lambda: reached(lambda _, others: chance.pick(others)),
    )


def _near(grade: str, grades: str) -> list[str]:
    place = grades.index(grade)
    return list(grades[max(0, place - 1) : place + 2])


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _mixed(world: World) -> dict[str, dict[str, Any]]:
    claims = world.stream("stated claims").shuffled(authored("stated/claims")["claim"])
    return numbered("C", claims, 2)
