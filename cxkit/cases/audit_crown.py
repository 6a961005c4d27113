"""What is claimed to be gained (8.4, 8.5), worked out again from the documents and in plain sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxkit.cases.audit_log import LogCount
from cxkit.cases.case import Case

__all__ = ["crown"]

Line = tuple[str, Any, Any]

_SECOND = "2026"  # the second period is the new year
_GOOD = {"cost": -1, "revenue": 1, "service": 1}


def crown(case: Case, count: LogCount) -> Iterator[Line]:
    """Lines for the audit: figures before from the log, verdicts from the figures shown, sums."""
    key, made = case.service_key["exercises"], case.crown
    yield "8.5 handling, in pounds", made["handling"], sum(count.leaves().values()) / 100
    stars = _stars(count)
    whole = [c for c in made["claims"] if "visits" not in c["text"]]
    for claim in whole:
        for f in claim["figures"]:
            if f["measure"] == "service":
                name = f"8.5 {claim['id']} stars before, {f['period']}"
                yield name, f["before"], stars[made["periods"].index(f["period"])]
    for claim in made["claims"]:
        found = "twice" if "added up" in claim["text"] else _lacks(claim["figures"])
        yield f"8.5 {claim['id']} stands or falls", key["8.5"]["verdicts"][claim["id"]], found
    lists: dict[str, dict[str, float]] = {}
    for line in made["savings"]:
        lists.setdefault(line["list"], {})[line["item"]] = line["pounds"]
    rules, plan = lists.values()
    yield "8.5 the four rules save, in pence", key["8.5"]["rules"], round(sum(rules.values()) * 100)
    for item, pounds in plan.items():
        yield f"8.5 the plan saves on {item}", pounds, count.worth([item]) / 100
    yield "8.5 in both lists", key["8.5"]["twice"], sorted(set(rules) & set(plan))
    largest = {i: max(x[i] for x in (rules, plan) if i in x) for i in {*rules, *plan}}
    yield "8.5 together, in pence", key["8.5"]["both"], round(sum(largest.values()) * 100)
    on_map = sorted({s["rule"] for s in case.steps.values() if s["rule"]})
    truth = case.service_key["rules"]
    yield (
        "8.4 rules that have outlived",
        key["8.4"]["outlived"],
        [r for r in on_map if truth[r]["gone"]],
    )
    yield "8.4 rules of law", key["8.4"]["law"], [r for r in on_map if truth[r]["citation"]]
    ends = [s["id"] for s in case.steps.values() if not s["next"]]
    yield "8.4 where the customer has it", key["8.4"]["goal"], ends


def _stars(count: LogCount) -> tuple[float, float]:
    """Mean stars of the visits that arrived in each of the two periods."""
    found: tuple[list[int], list[int]] = ([], [])
    for rows in count.visits.values():
        received = next(row["start"] for row in rows if row["activity"] == "Receive car")
        rated = next(row["rating"] for row in rows if row["rating"] is not None)
        found[received.startswith(_SECOND)].append(rated)
    return tuple(round(sum(stars) / len(stars), 2) for stars in found)  # type: ignore[return-value]


def _lacks(figures: list[dict[str, Any]]) -> str:
    there = {(f["measure"], f["period"]) for f in figures}
    if {m for m, _ in there} != set(_GOOD):
        return "missing"
    if sum(all((m, p) in there for m in _GOOD) for p in {p for _, p in there}) < 2:
        return "periods"
    signs = [
        0 if f["low"] <= 0 <= f["high"] else _GOOD[f["measure"]] * (1 if f["low"] > 0 else -1)
        for f in figures
    ]
    return "wrong" if -1 in signs else "zero" if 0 in signs else "pass"
