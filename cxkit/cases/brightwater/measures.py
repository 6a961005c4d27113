"""What the firm measures, wants and does: KPIs, objectives, outcomes, activities.

Ids are given in an order that tells nothing. Method rows 45-48.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.brightwater.firm import StreamFor
from cxkit.cases.brightwater.pool import authored

__all__ = ["KPIS", "NOTHING", "SERVING", "make_measures", "measure_truth"]

LONG = 6  # of the outputs
KPIS = {"output": 19, "outcome": 3, "disputed": 2}
SERVING, NOTHING = 16, 4


def make_measures(stream_for: StreamFor) -> dict[str, Any]:
    """What a learner sees."""
    pool = authored("measures")
    return {
        "note": "Synthetic: the firm and its figures are invented.",
        "kpis": [
            {"id": id_, "name": name, "unit": unit, "reader": reader}
            for id_, (_, (name, unit, reader)) in _kpis(stream_for).items()
        ],
        "objectives": [
            {"id": f"B{n}", "text": text} for n, text in enumerate(pool["objectives"], start=1)
        ],
        "outcomes": [
            {"id": f"O{n}", "text": item["text"]}
            for n, item in enumerate(pool["outcome_link"], start=1)
        ],
        "activities": [
            {"id": id_, "text": text, "department": department, "hours_a_week": hours}
            for id_, (text, department, hours, *_) in _activities(stream_for).items()
        ],
    }


def measure_truth(stream_for: StreamFor) -> dict[str, Any]:
    """What each id names; kinds of the KPIs, what each activity serves, which serve nothing."""
    links = authored("measures")["outcome_link"]
    serves = {
        id_: [f"O{item[3]}"] if len(item) > 3 else []
        for id_, item in _activities(stream_for).items()
    }
    return {
        "names": {id_: name for id_, (_, (name, *_)) in _kpis(stream_for).items()}
        | {id_: text for id_, (text, *_) in _activities(stream_for).items()}
        | {f"O{n}": item["text"] for n, item in enumerate(links, start=1)},
        "kinds": {id_: kind for id_, (kind, _) in _kpis(stream_for).items()},
        "serves": serves,
        "outcomes": {
            f"O{n}": [f"B{o}" for o in item["objectives"]] for n, item in enumerate(links, start=1)
        },
        "orphans": sorted(id_ for id_, outcomes in serves.items() if not outcomes),
        "unread": sorted(
            id_ for id_, (_, item) in _kpis(stream_for).items() if item[2] == "nobody yet"
        ),
        "by_hours": sorted(serves, key=lambda id_: _activities(stream_for)[id_][2]),
    }


def _kpis(stream_for: StreamFor) -> dict[str, tuple[str, list[str]]]:
    chance, pool = stream_for("kpis"), authored("measures")
    groups = [("output", "output_long", LONG), ("output", "output", KPIS["output"] - LONG)]
    groups += [(kind, kind, KPIS[kind]) for kind in ("outcome", "disputed")]
    drawn = [
        (kind, item) for kind, name, count in groups for item in chance.shuffled(pool[name])[:count]
    ]
    return {f"K{n:02d}": pair for n, pair in enumerate(chance.shuffled(drawn), start=1)}


def _activities(stream_for: StreamFor) -> dict[str, list[Any]]:
    chance, pool = stream_for("activities"), authored("measures")["activities"]
    # Every outcome keeps somebody who works for it: two of each first, then the rest.
    serving: list[list[Any]] = []
    rest: list[list[Any]] = []
    for outcome in range(1, 1 + len(authored("measures")["outcome_link"])):
        mixed = chance.shuffled([item for item in pool["serving"] if item[3] == outcome])
        serving += mixed[:2]
        rest += mixed[2:]
    serving += chance.shuffled(rest)[: SERVING - len(serving)]
    drawn = chance.shuffled([*serving, *chance.shuffled(pool["nothing"])[:NOTHING]])
    return {f"A{n:02d}": item for n, item in enumerate(drawn, start=1)}
