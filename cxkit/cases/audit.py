"""Every seeded truth of a case beside what the documents alone say.

The key states what the generator knows; here the same is worked out again from the files a
learner has, and where a truth lies in the key's own lists (links, words) from those lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from cxkit.cases import audit_heard, audit_stated
from cxkit.cases.audit_crown import crown
from cxkit.cases.audit_log import LogCount
from cxkit.cases.audit_tables import faults, hits, outcome
from cxkit.cases.case import Case

__all__ = ["audit"]

Line = tuple[str, Any, Any]


def audit(case: Case) -> list[Line]:
    """One line a truth: what it is, what the key states, what the documents give.

    All is well when the last two are equal in every line.

    Raises:
        CaseError: a file of the case is missing or damaged.
    """
    count = LogCount(case)
    return [
        *_needs(case),
        *_log(case, count),
        *_map(case, count),
        *_plan(case, count),
        *_rules(case),
        *_tables(case),
        *_measures(case, count),
        *crown(case, count),
        *audit_stated.stated(case),
        *audit_heard.heard(case),
    ]


def _needs(case: Case) -> Iterator[Line]:
    stated = case.key["exercises"]["2.5"]
    scores = {}
    for need in case.survey_needs:
        both = [
            (row["importance"], row["satisfaction"])
            for row in case.survey
            if row["need"] == need and None not in (row["importance"], row["satisfaction"])
        ]
        scores[need] = round(sum(i >= 4 and s <= 3 for i, s in both) / len(both), 4)
    for need, score in scores.items():
        yield f"2.5 need gap of {need}", stated["scores"][need], score
    yield "2.5 the top three", stated["top"], sorted(scores, key=lambda n: -scores[n])[:3]


def _log(case: Case, count: LogCount) -> Iterator[Line]:
    key, found = case.service_key, count.totals()
    for name, stated in key["log"].items():
        yield f"log: {name.replace('_', ' ')}", stated, found[name]
    effects = count.effects()
    for id_, stated in key["exercises"]["6.2"]["effects"].items():
        yield f"6.2 {id_} {stated['measure']}", (stated["count"], stated["minutes"]), effects[id_]


def _map(case: Case, count: LogCount) -> Iterator[Line]:
    key, steps = case.service_key["exercises"], case.steps
    moments = [id_ for id_, step in steps.items() if step["counterpart"] == "customer"]
    breaks = [
        f"{id_}-{follow}"
        for id_, step in steps.items()
        for follow in step["next"]
        if step["performer"] != steps[follow]["performer"]
        and "customer" not in (step["performer"], steps[follow]["performer"])
    ]
    rules = sorted({step["rule"] for step in steps.values() if step["rule"]})
    for name, found in (("moments", moments), ("break_points", breaks), ("rules", rules)):
        yield f"5.2 {name.replace('_', ' ')} on the map", key["5.2"][name], found
    places = {*moments, *breaks, *rules}
    for id_, causes in key["5.4"].items():
        yield f"5.4 {id_} causes on the map", causes, [c for c in causes if c in places]
        failure = case.failures[id_]
        figure = int(re.findall(r"\d+", failure["text"])[0])
        yield f"5.4 {id_} figure in the text", figure, count.times(failure["step"])["times"]
    known = {*case.promises, *case.verbatims, *case.vignettes}
    for id_, step in steps.items():
        if step["evidence"]:
            found = [e for e in step["evidence"] if e in known]
            yield f"5.1 {id_} evidence that exists", step["evidence"], found
    calls = case.service_key["exercises"]["5.6"]
    kinds = Counter(calls["words"][row["words"]] for row in case.contacts)
    failing = sum(n for reason, n in kinds.items() if calls["kinds"][reason] == "failure")
    yield "5.6 contacts by reason", calls["reasons"], {r: kinds[r] for r in calls["kinds"]}
    yield "5.6 share of failure demand", calls["share"], round(failing / len(case.contacts), 4)
    window = (case.contacts[0]["day"], case.contacts[-1]["day"])
    for reason, step in (("booking", "Take booking"), ("chase", "Chase call")):
        logged = sum(
            row["activity"] == step and window[0] <= row["start"][:10] <= window[1]
            for row in case.event_log
        )
        yield f"5.6 contacts that are '{step}' in the log", calls["reasons"][reason], logged


def _plan(case: Case, count: LogCount) -> Iterator[Line]:
    key, catalogue = case.service_key["exercises"]["5.5"], case.actions
    times = {point["id"]: point["times"] for point in catalogue["break_points"]}
    passed = count.passed()
    yield "5.5 times each break point was passed", times, {p: passed.get(p, 0) for p in times}
    actions = {action["id"]: action for action in catalogue["actions"]}
    fit = [a for a in actions if actions[a]["days"] <= catalogue["longest_days"]]
    plans = [
        (plan, {point for a in plan for point in actions[a]["breaks"]})
        for size in range(len(fit) + 1)
        for plan in combinations(fit, size)
        if sum(actions[a]["cost"] for a in plan) <= catalogue["budget"]
    ]
    yield "5.5 most break points", key["by_number"]["best"], max(len(gone) for _, gone in plans)
    best = max(sum(times[point] for point in gone) for _, gone in plans)
    yield "5.5 most times passed", key["by_times"]["best"], best
    yield "5.5 worth of the steps not needed", key["saves"]["pence"], count.worth(key["needless"])


def _rules(case: Case) -> Iterator[Line]:
    rules = case.service_key["rules"]
    obvious = [id_ for id_, rule in rules.items() if rule["seen"] == "obvious"]
    yield "rules in the register", obvious, list(case.rules)
    for id_, rule in rules.items():
        (number, *_) = rule["paragraphs"]
        text = _words(case.manual[number]["text"])
        # The rule that shares most of its own words with the paragraph.
        near = max(rules, key=lambda other: _share(_words(rules[other]["text"]), text))
        yield f"6.1 paragraph {number} states", id_, near
    law = [id_ for id_, rule in rules.items() if rule["type"] == "regulatory"]
    cited = [id_ for id_, shown in case.rules.items() if shown["citation"]]
    yield "6.2 rules set by law", law, cited
    notices = " ".join(p["text"] for p in case.manual.values() if p["page"].startswith("7"))
    for id_, rule in rules.items():
        if rule["obsolete"]:
            year = str(rule["year"])
            told = year in notices or f"/{year[2:]}," in notices
            yield f"6.2 {id_} dates from", rule["year"], rule["year"] if told else None


def _tables(case: Case) -> Iterator[Line]:
    key = case.service_key["exercises"]
    for id_, stated in key["6.3"].items():
        found = faults(case.tables[id_])
        for kind, items in stated.items():
            rows = sorted(item["rows"] for item in items)
            yield f"6.3 {id_} {kind}", rows, sorted(found[kind])
            for item in items:
                met = hits(case.tables[id_], item["witness"])
                yield f"6.3 {id_} {kind}: rows that the witness meets", item["rows"], met
    simple = key["6.4"]
    said = [outcome(case.tables[simple["table"]], item["case"]) for item in simple["apart"]]
    clear = sum(outputs == {i["then"]} for outputs, i in zip(said, simple["apart"], strict=True))
    yield "6.4 cases that need a row each", simple["minimal"], clear


def _measures(case: Case, count: LogCount) -> Iterator[Line]:
    key, measures = case.service_key["exercises"], case.measures
    yield "7.1 KPIs", sorted(key["7.1"]["kinds"]), sorted(kpi["id"] for kpi in measures["kpis"])
    sight = key["7.3"]
    blind = [
        a["id"]
        for a in measures["activities"]
        if not sight["activities"][a["id"]]["serves"] and not sight["activities"][a["id"]]["rule"]
    ]
    yield "7.3 activities that serve nothing", sight["orphans"], sorted(blind)
    used = {o for a in sight["activities"].values() for o in a["serves"]}
    ends = {end for outcome_ in used for end in sight["outcomes"][outcome_]}
    unserved = [o["id"] for o in measures["objectives"] if o["id"] not in ends]
    yield "7.3 objectives that nothing serves", sight["unserved"], unserved
    leaves, reported = count.leaves(), {n["id"]: n["pence"] for n in measures["tree"]}
    for leaf, pence in leaves.items():
        yield f"7.4 {leaf}, in pence", key["7.4"]["pence"][leaf], pence
    wrong = sorted(leaf for leaf, pence in leaves.items() if reported[leaf] != pence)
    yield "7.4 leaves reported wrongly", key["7.4"]["wrong"], wrong
    handling = sum(leaves.values())
    yield "7.4 root of the tree, in pence", key["7.4"]["pence"]["handling"], handling
    yield "finance: handling in pounds", case.finance["half_year"]["handling"], handling / 100
    yield "8.5 handling before, in pence", key["8.5"]["before"], handling


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z0-9£]{3,}", text.lower())} - _PLAIN


def _share(wanted: set[str], text: set[str]) -> float:
    return len(wanted & text) / len(wanted)


_PLAIN = {"the", "and", "for", "that", "with", "not", "has", "been", "when", "who", "was", "its",
          "than", "before", "may", "more", "only", "they", "are", "any", "from"}  # fmt: skip
