"""The key of a paper: the truth of each task, and where credit for it begins and ends.

`trivial` is the best that an answer without thought reaches: a constant, 95 % of random ones, or
a shallow rule of thumb (sorted by length, all that is old, a mark every eight seconds). So none
of these earns anything, whatever the secret.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cxkit.cases.brightwater.firm import Firm
from cxkit.cases.brightwater.rules import NOW, OLD
from cxkit.cases.stream import Stream
from cxkit.recordings.gold import gold_rows
from cxkit.recordings.script import Script, gold_events, timed
from cxkit.techniques.agreement import kappa, together

__all__ = ["DRAWS", "TYPED", "make_tasks", "moment_truth", "needs_truth", "rule_truth",
           "sight_bounds", "trivial_kappa"]  # fmt: skip

DRAWS = 400  # random answers; a paper has two seconds
TYPED = 8  # moments of truth whose type is asked

_GROUPING, _KINDS, _TYPES, _ANNOTATION = 0.8, 0.6, 0.7, 0.65
_OBSOLETE, _COURT, _ORPHANS = 0.8, 0.7, 0.8
_RANDOM_MARKS = 30
_OWN = 2  # strength from which a need is a category's own


def needs_truth(voices: Mapping[str, Any], letters: Sequence[Mapping[str, Any]],
                chance: Stream) -> dict[str, Any]:  # fmt: skip
    """Task 1: twelve letters to sort, twelve verbatims to kind.

    Args:
        voices: the key part of the voices: letters, verbatims, items.
        letters: as shown; the lengths of their texts are a shallow way to sort.
    """
    # A letter stands for the needs that are its category's own: so no two categories are nearer
    # than others, and a slip costs the same in every paper.
    profiles = {
        id_: [int(category["strengths"].get(need, 0) >= _OWN) for need in sorted(voices["needs"])]
        for id_, category in voices["categories"].items()
    }
    vectors = {
        id_: profiles[letter["category"]] for id_, letter in sorted(voices["letters"].items())
    }
    truth = {id_: letter["category"] for id_, letter in voices["letters"].items()}
    full = together(vectors, truth)
    ids = list(vectors)

    def share(groups: Mapping[str, str]) -> float:
        return together(vectors, groups) / full

    even = sorted(ids, key=lambda i: (list(voices["categories"]).index(truth[i]), i))
    random = [share({i: str(chance.below(3 + draw % 4)) for i in even}) for draw in range(DRAWS)]
    by_length = sorted(ids, key=lambda i: len(next(x["text"] for x in letters if x["id"] == i)))
    shallow = [share(_piles(order, size)) for order in (by_length, ids) for size in (2, 3, 4)]
    kinds = {id_: voices["verbatims"][id_]["kind"] for id_ in voices["items"]}
    return {
        "letters": voices["letters"],
        "sorting": {
            "profiles": vectors,
            "full": round(full, 6),
            "threshold": _GROUPING,
            "trivial": round(max(0.0, _percentile95(random), *shallow), 4),
        },
        "kinds": {
            "truth": kinds,
            "threshold": _KINDS,
            "trivial": trivial_kappa(list(kinds.values()), chance),
        },
    }


def moment_truth(scripts: Sequence[Mapping[str, Any]], recordings: Mapping[str, Any],
                 chance: Stream) -> dict[str, Any]:  # fmt: skip
    """Task 2: the gold of one transcript, and the types of eight moments of the other."""
    by_id = {script["id"]: Script.read(script) for script in scripts}
    placed = timed(by_id["bw2"])
    gold = gold_events(placed, recordings["bw2"])
    typed = [e for e in recordings["bw1"]["events"] if e["kind"] == "MOT" and not e.get("optional")]
    asked = sorted(_mixed_types(typed, chance), key=lambda e: e["id"])
    truth = {f"M{n}": event["type"] for n, event in enumerate(asked, start=1)}
    return {
        "annotation": {
            "recording": "bw2",
            "duration": placed.duration,
            "events": gold_rows(gold),
            "threshold": _ANNOTATION,
            "trivial": _annotation_floor(gold, placed.duration, chance),
        },
        "types": {
            "truth": truth,
            "lines": {
                f"M{n}": {"from": event["from"], "to": event["to"]}
                for n, event in enumerate(asked, start=1)
            },
            "threshold": _TYPES,
            "trivial": trivial_kappa(list(truth.values()), chance),
        },
    }


def rule_truth(firm: Firm, faults: Mapping[str, Any], chance: Stream) -> dict[str, Any]:
    """Task 4: obsolete rules, types, faults of the table, what to do with each rule."""
    ids = [rule.id for rule in firm.rules]
    gone = {rule.id for rule in firm.rules if rule.obsolete}
    old = {rule.id for rule in firm.rules if NOW - rule.year > OLD}
    never = {rule.id for rule in firm.rules if not rule.challenged}
    random = _random_sets(len(ids), len(gone), chance)
    shallow = [_f1(gone, set(given)) for given in (ids, old, never, old & never)]
    types = {rule.id: rule.type for rule in firm.rules}
    verdicts = [rule.decision for rule in firm.rules]
    by_age = ["retire" if i in old else "keep" for i in ids]
    by_silence = ["retire" if i in never else "keep" for i in ids]
    guessed = [
        kappa(list(types.values()), [there if i in few else "operational" for i in ids])
        for few in (old, never)
        for there in ("strategic", "regulatory")
    ]
    court = [kappa(verdicts, by_age), kappa(verdicts, by_silence)]
    return {
        "rules": {rule.id: _told(rule) for rule in firm.rules},
        "obsolete": {
            "truth": sorted(gone),
            "threshold": _OBSOLETE,
            "trivial": round(max(_percentile95(random), *shallow), 4),
        },
        "types": {
            "truth": types,
            "threshold": _TYPES,
            "trivial": round(max(trivial_kappa(list(types.values()), chance), *guessed), 4),
        },
        "table": {"id": "D1", "faults": faults},
        "court": {
            "truth": {rule.id: rule.decision for rule in firm.rules},
            "regulatory": sorted(rule.id for rule in firm.rules if rule.type == "regulatory"),
            "threshold": _COURT,
            "trivial": round(max(trivial_kappa(verdicts, chance), *court), 4),
        },
    }


def sight_bounds(truth: Mapping[str, Any], chance: Stream) -> dict[str, Any]:
    """Task 5: KPIs, and the activities that serve nothing, with their bounds."""
    clear = {id_: kind for id_, kind in truth["kinds"].items() if kind != "disputed"}
    orphans, ids = set(truth["orphans"]), list(truth["serves"])
    # Whatever takes the fewest hours, however many of those; and everything.
    shallow = [_f1(orphans, set(truth["by_hours"][:count])) for count in range(1, len(ids) + 1)]
    random = _random_sets(len(ids), len(orphans), chance)
    # Whatever nobody reads yet would be an outcome: those that sound like one are among them.
    unread = ["outcome" if id_ in truth["unread"] else "output" for id_ in clear]
    by_reader = kappa(list(clear.values()), unread)
    return {
        "kpis": {
            "truth": truth["kinds"],
            "threshold": _KINDS,
            "trivial": round(max(trivial_kappa(list(clear.values()), chance), by_reader), 4),
        },
        "orphans": {
            "truth": sorted(orphans),
            "threshold": _ORPHANS,
            "trivial": round(max(_percentile95(random), *shallow), 4),
        },
    }


def make_tasks(letters: Iterable[str], items: Iterable[str],
               lines: Mapping[str, Any]) -> list[dict[str, Any]]:  # fmt: skip
    """What the paper asks, area by area, as far as it has to name things."""
    return [
        {"area": "needs", "sort": sorted(letters), "kind": sorted(items)},
        {"area": "moments", "annotate": "bw2", "type": {"recording": "bw1", "moments": lines}},
        {"area": "breaks", "count": "steps.json", "share": "contacts.csv", "log": "event-log.csv"},
        {"area": "rules", "register": "rules.json", "table": "D1"},
        {"area": "measures", "audit": "measures.json", "plan": "actions.json"},
    ]


def trivial_kappa(truth: Sequence[str], chance: Stream) -> float:
    """95 % of random labellings reach no more in Cohen's kappa; a constant one reaches 0."""
    labels, truth = sorted(set(truth)), sorted(truth)
    random = [kappa(truth, [chance.pick(labels) for _ in truth]) for _ in range(DRAWS)]
    return round(max(0.0, _percentile95(random)), 4)


def _told(rule: Any) -> dict[str, Any]:
    return {
        "text": rule.text, "type": rule.type, "owner": rule.owner, "way": rule.way,
        "year": rule.year, "challenged": rule.challenged, "citation": rule.citation,
        "obsolete": rule.obsolete, "note": rule.note, "manual": rule.manual, "site": rule.site,
        "decision": rule.decision,
    }  # fmt: skip


def _mixed_types(events: list[dict[str, Any]], chance: Stream) -> list[dict[str, Any]]:
    # As many types as there are, then whatever comes: eight of one type would ask nothing.
    mixed, taken = chance.shuffled(events), []
    for event in mixed:
        if sum(e["type"] == event["type"] for e in taken) < 3 and len(taken) < TYPED:
            taken.append(event)
    taken += [event for event in mixed if event not in taken][: TYPED - len(taken)]
    return taken


def _annotation_floor(gold: Sequence[Any], duration: int, chance: Stream) -> float:
    from cxkit.recordings.events import KINDS, Event
    from cxkit.recordings.matching import match
    from cxkit.recordings.scores import macro, tallies

    def score(marks: Iterable[tuple[str, int]]) -> float:
        rows = [Event(f"x{n}", kind, at, at) for n, (kind, at) in enumerate(marks)]
        return macro(tallies(match(gold, rows)))

    steady = [
        score((k, at) for at in range(0, duration, 1000 * seconds) for k in kinds)
        for seconds in (4, 6, 8, 10, 12, 16)
        for kinds in (KINDS, KINDS[:1])
    ]
    rate = {kind: sum(g.kind == kind and not g.optional for g in gold) for kind in KINDS}
    random = [
        score((k, chance.below(duration)) for k in KINDS for _ in range(rate[k]))
        for _ in range(_RANDOM_MARKS)
    ]
    return round(max(*steady, _percentile95(random)), 4)


def _random_sets(count: int, some: int, chance: Stream) -> list[float]:
    """F1 of random sets of ten sizes, where `some` of `count` items are true."""
    truth = set(range(some))
    return [
        _f1(truth, {n for n in range(count) if chance.unit() < 0.1 + 0.08 * (draw % 10)})
        for draw in range(DRAWS)
    ]


def _piles(order: Sequence[str], size: int) -> dict[str, str]:
    return {item: str(place * size // len(order)) for place, item in enumerate(order)}


def _f1(truth: set[str], given: set[str]) -> float:
    return 2 * len(truth & given) / (len(truth) + len(given)) if truth or given else 0.0


def _percentile95(values: Iterable[float]) -> float:
    ranked = sorted(values)
    return ranked[int(0.95 * (len(ranked) - 1))]
