"""What is heard in module 04, worked out again from the files of a case.

Events are adjudicated anew from the annotators' marks, drivers from the ratings; what a voice
says of a rule is looked up in the manual.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import correlation, fmean, stdev
from typing import Any

__all__ = ["heard"]

Line = tuple[str, Any, Any]

_TOP = 5
_Z = 1.96
_KINDS = ("MOT", "BP", "BR")


def heard(case: Any) -> Iterator[Line]:
    """One line a truth: what it is, what the key states, what the documents give.

    Args:
        case: a `Case` that has the attributes of `HeardFiles` too.

    Raises:
        CaseError: a file of the case is missing or damaged.
    """
    for id_ in case.scripts:
        yield from _recording(case, id_)
    yield from _quotes(case)
    yield from _interactions(case)
    yield from _partner(case)
    yield from _ratings(case)
    yield from _moments(case)
    yield from _supplies(case)


def _recording(case: Any, id_: str) -> Iterator[Line]:
    key, lines = case.recordings_key[id_], [line["id"] for line in case.scripts[id_]["lines"]]
    events = key["events"]
    marked: dict[str, list[str]] = {}
    for marks in key["annotators"].values():
        for mark in marks:
            marked.setdefault(mark["line"], []).append(mark["kind"])
    agreed = {line: Counter(marked[line]).most_common() for line in lines if line in marked}
    for kind in _KINDS:
        stated = [event["from"] for event in events if event["kind"] == kind]
        yield (
            f"4.2 {id_}: {len(stated)} {kind} begin at",
            stated,
            [line for line, found in agreed.items() if found[0][0] == kind],
        )
    stated = [event["from"] for event in events if event["optional"]]
    alone = [line for line, found in agreed.items() if len(marked[line]) == 1]
    yield f"4.2 {id_}: optional events begin at", stated, alone
    also = {event["from"]: event["also"] for event in events if event["also"]}
    split = {line: [k for k, _ in found[1:]] for line, found in agreed.items() if len(found) > 1}
    yield f"4.2 {id_}: events of two kinds begin at", also, split
    named = [(event["from"], event["to"]) for event in events]
    whole = [pair for pair in named if {*pair} <= {*lines} and pair[0] <= pair[1]]
    yield f"4.2 {id_}: events run from line to line", named, whole


def _quotes(case: Any) -> Iterator[Line]:
    quotes, rules = case.heard_key["quotes"], case.service_key["rules"]
    cited = sorted({rule for _, event in _events(case) if (rule := event["rule"])})
    yield "4 rules that are heard", cited, [rule for rule in cited if rule in rules]
    for id_, event in _events(case):
        if not event["rule"]:
            continue
        quote = quotes[event["rule"]]
        said = _said(case.scripts[id_], event)
        (number, *_) = rules[event["rule"]]["paragraphs"]
        manual = case.manual[number]["text"].lower()
        found = (
            quote["said"] if quote["said"] in said else None,
            quote["written"] if quote["written"] in manual else None,
        )
        yield f"4 {id_} {event['rule']}: said, and in {number}", tuple(quote.values()), found


def _events(case: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for id_, key in case.recordings_key.items():
        yield from ((id_, event) for event in key["events"])


def _said(script: dict[str, Any], event: dict[str, Any]) -> str:
    return " ".join(
        line["text"].lower()
        for line in script["lines"]
        if event["from"] <= line["id"] <= event["to"]
    )


def _interactions(case: Any) -> Iterator[Line]:
    key = case.heard_key["exercises"]["4.1"]
    yield "4.1 interactions", sorted(key["types"]), list(case.interactions)
    yield "4.1 debatable ones, with the reason", sorted(key["also"]), sorted(key["why"])


def _partner(case: Any) -> Iterator[Line]:
    key, id_ = case.heard_key["exercises"]["4.3"], case.partner["recording"]
    events = {event["from"]: event for event in case.recordings_key[id_]["events"]}
    marks = {mark["line"]: mark for mark in case.partner["marks"]}
    gone = [event for line, event in events.items() if line not in marks]
    missed = [event["id"] for event in gone if not event["optional"]]
    yield "4.3 events that the partner missed", key["missed"], missed
    optional = [event["id"] for event in gone if event["optional"]]
    yield "4.3 optional events that the partner left out", key["left_out"], optional
    wrong = {
        events[line]["id"]: mark["kind"]
        for line, mark in marks.items()
        if line in events and mark["kind"] != events[line]["kind"]
    }
    yield "4.3 wrong kinds", key["wrong"], wrong
    extra = {line: mark["kind"] for line, mark in marks.items() if line not in events}
    yield "4.3 extra marks", key["extra"], extra


def _ratings(case: Any) -> Iterator[Line]:
    key = case.heard_key["exercises"]
    of: dict[str, list[dict[str, Any]]] = {}
    for row in case.moment_ratings:
        of.setdefault(row["moment"], []).append(row)

    def column(id_: str, name: str) -> list[int]:
        return [row[name] for row in of[id_]]

    found = {
        id_: round(correlation(column(id_, "expectation"), column(id_, "overall")), 4) for id_ in of
    }
    yield "4.5 drivers of the overall rating", key["4.5"]["drivers"], found
    yield "4.5 the top five", key["4.5"]["top"], _first(found)
    stated = {id_: fmean(column(id_, "importance")) for id_ in of}
    yield "4.5 the five that are said to matter", key["4.5"]["by_stated_importance"], _first(stated)
    levels = {id_: _level(column(id_, "expectation")) for id_ in of}
    yield "4.6 above, met, below", key["4.6"]["levels"], levels
    means = {id_: fmean(column(id_, "expectation")) for id_ in of}
    worst = sorted((id_ for id_ in _first(found) if levels[id_] == "below"), key=means.__getitem__)
    yield "4.6 to be redesigned first", key["4.6"]["redesign"], worst[:2]


def _first(values: dict[str, float]) -> list[str]:
    return sorted(sorted(values, key=lambda id_: -values[id_])[:_TOP])


def _level(values: list[int]) -> str:
    mean, half = fmean(values), _Z * stdev(values) / len(values) ** 0.5
    if abs(mean) <= half:
        return "met"
    return "above" if mean > 0 else "below"


def _moments(case: Any) -> Iterator[Line]:
    rows, performers = case.moments["moments"], case.branch["performers"]
    promised = [row["promise"] for row in rows if row["promise"] != "not promised"]
    yield "4.4 promises of the register", promised, [p for p in promised if p in case.promises]
    events = {e["id"]: e for e in case.recordings_key[case.moments["recording"]]["events"]}
    types = {row["id"]: row["type"] for row in rows}
    yield "4.4 types in the register", types, {r["id"]: events[r["at"]]["type"] for r in rows}
    aims = [outcome for row in rows for outcome in row["outcomes"]]
    known = [item["id"] for item in case.measures["outcomes"]]
    yield "4.4 outcomes of the register", aims, [aim for aim in aims if aim in known]
    costs = {row["id"]: row["cost"] for row in rows}
    rates = {row["id"]: performers[row["performer"]]["pence_a_minute"] for row in rows}
    found = {row["id"]: round(row["minutes"] * rates[row["id"]] / 100, 2) for row in rows}
    yield "4.5 cost to serve, in pounds", costs, found


def _supplies(case: Any) -> Iterator[Line]:
    steps, named = case.steps, case.org_chart["supplies"]
    pairs = {
        (step["performer"], steps[follow]["performer"])
        for step in steps.values()
        for follow in step["next"]
    }
    inside = {pair for pair in pairs if pair[0] != pair[1] and "customer" not in pair}
    chart = {(item["from"], item["to"]) for item in named}
    stated = case.heard_key["supplies"]
    yield "5.2 hand-offs that the chart names", stated["seen"], _sorted(inside & chart)
    yield "5.2 hand-offs that it does not name", stated["unseen"], _sorted(inside - chart)
    roles = {role["performer"]: role for role in case.org_chart["roles"] if role["performer"]}
    units = {unit["id"]: unit for unit in case.org_chart["units"]}
    departments = {id_: item["department"] for id_, item in case.branch["performers"].items()}
    found = {id_: units[role["unit"]]["department"] for id_, role in roles.items()}
    yield "5.2 departments on the chart", departments, found


def _sorted(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [list(pair) for pair in sorted(pairs)]
