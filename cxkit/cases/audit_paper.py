"""What the documents of a paper say of one fact, side by side: no two of them may differ.

Log, map, organisation and money tell the same work; register and key the same rules; letters,
voices and transcripts hold the words that their truths rest on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from cxkit.cases.reading import read_json

__all__ = ["agreed"]

Line = tuple[str, Any, Any]
Row = Mapping[str, str]
_BUILDING = ("Repair room", "Repeat repair")  # paid by the job, not by the minute
_HALF_YEAR = 182  # days; the last claim of a log may be paid somewhat later


def agreed(
    folder: Path, key: Mapping[str, Any], key_folder: Path, claims: Mapping[str, Sequence[Row]]
) -> Iterator[Line]:
    """One line a fact that two documents tell, or a document and the key."""
    front, organisation = read_json(folder / "paper.json"), read_json(folder / "organisation.json")
    steps = read_json(folder / "steps.json")
    rows = [row for found in claims.values() for row in found]
    yield "firm, in paper and organisation", front["firm"], organisation["firm"]
    yield from _work(steps, rows, organisation)
    yield from _minutes(steps, claims)
    yield from _points(folder, steps)
    yield from _money(folder, rows, organisation)
    yield from _register(folder, key)
    yield from _named(folder, key)
    yield from _words(folder, key)
    yield from _days(folder, organisation["first_day"], rows)
    yield from _heard(folder, key_folder, organisation)


def _work(
    steps: Sequence[Mapping[str, Any]], rows: Sequence[Row], organisation: Mapping[str, Any]
) -> Iterator[Line]:
    people = organisation["performers"]
    for step in steps:
        if step["performer"] == "customer":
            continue
        home = people[step["performer"]]["department"]
        stated = {(step["performer"], home, step["channel"], str(int(bool(step["channel"]))))}
        logged = [row for row in rows if row["activity"] == step["step"]]
        found = {
            (r["performer"], r["department"], r["channel"], r["customer_contact"]) for r in logged
        }
        yield f"{step['id']} who does it and how, on map and log", sorted(stated), sorted(found)
        yield f"{step['id']} times, on map and log", step["times"], len(logged)
        yield f"{step['id']} lane, on map and in the organisation", step["lane"], (
            people[step["performer"]]["lane"])  # fmt: skip
        yield f"{step['id']} meets a customer where there is a channel", bool(step["channel"]), (
            step["counterpart"] == "customer")  # fmt: skip
    known = {d for departments in organisation["departments"].values() for d in departments}
    homes = {who["department"] for who in people.values()}
    yield "departments of the performers", sorted(homes), sorted(homes & known)


def _minutes(
    steps: Sequence[Mapping[str, Any]], claims: Mapping[str, Sequence[Row]]
) -> Iterator[Line]:
    waits: dict[str, list[int]] = {}
    for rows in claims.values():
        line = [row for row in rows if row["activity"] != "Chase call"]
        for one, other in zip(line, line[1:], strict=False):
            gap = _between(one["end"], other["start"])
            waits.setdefault(other["activity"], []).append(max(0, gap))
    for step in steps:
        ranked = sorted(waits.get(step["step"], [0]))
        found = ranked[(len(ranked) - 1) // 2]
        yield f"{step['id']} minutes of waiting, in the middle", step["wait_minutes"], found


def _points(folder: Path, steps: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    by_id = {step["id"]: f"{step['step']} ({step['performer']})" for step in steps}
    for point in read_json(folder / "actions.json")["break_points"]:
        one, _, other = point["id"].partition("-")
        yield f"{point['id']} in words", point["text"], f"{by_id[one]} to {by_id[other]}"


def _money(folder: Path, rows: Sequence[Row], organisation: Mapping[str, Any]) -> Iterator[Line]:
    stated, people = read_json(folder / "finance.json"), organisation["performers"]
    spent: Counter[str] = Counter()
    for row in rows:
        if row["activity"] not in _BUILDING:
            minutes = _between(row["start"], row["end"])
            spent[row["department"]] += minutes * people[row["performer"]]["pence_a_minute"]
    yield "finance: pence by department", stated["by_department"], dict(sorted(spent.items()))
    yield "finance: handling", stated["handling"], sum(spent.values())
    each = sum(spent.values()) // stated["claims"]
    yield "finance: handling per claim", stated["handling_per_claim"], each


def _register(folder: Path, key: Mapping[str, Any]) -> Iterator[Line]:
    told = key["tasks"]["rules"]["rules"]
    for rule in read_json(folder / "rules.json"):
        truth, known = told[rule["id"]], rule["found"] == "register"
        full = (truth["way"], truth["owner"], str(truth["challenged"] or ""))
        found = (rule["way"], rule["owner"], rule["challenged"])
        yield (
            f"{rule['id']} way, owner, last asked, in the register",
            full if known else ("",) * 3,
            found,
        )


def _named(folder: Path, key: Mapping[str, Any]) -> Iterator[Line]:
    shown, names = read_json(folder / "measures.json"), key["measures"]["names"]
    for group, field in (("kpis", "name"), ("activities", "text"), ("outcomes", "text")):
        for item in shown[group]:
            yield f"{item['id']} names", names.get(item["id"]), item[field]


def _words(folder: Path, key: Mapping[str, Any]) -> Iterator[Line]:
    truths = {**key["tasks"]["needs"]["letters"], **key["verbatims"]}
    for name in ("letters", "verbatims"):
        for item in read_json(folder / f"{name}.json"):
            said = truths[item["id"]]["said"]
            found = [need for need, words in said.items() if words in item["text"]]
            yield f"{item['id']} needs, in its words", sorted(truths[item["id"]]["needs"]), found
    for item in read_json(folder / "promises.json"):
        short = key["promises"][item["id"]]["short"]
        yield f"{item['id']} as customers quote it", True, short.lower() in item["text"].lower()


def _days(folder: Path, first: str, rows: Sequence[Row]) -> Iterator[Line]:
    day = date.fromisoformat(first)
    yield "the log begins on the first day", True, (
        first <= min(row["start"] for row in rows)[:10] <= (day + timedelta(7)).isoformat())  # fmt: skip
    last = (day + timedelta(_HALF_YEAR)).isoformat()
    voices = [voice["date"] for voice in read_json(folder / "verbatims.json")]
    yield "voices are dated within the half-year, in order", voices, sorted(
        voice for voice in voices if first <= voice <= last)  # fmt: skip
    promised = [promise["date"] for promise in read_json(folder / "promises.json")]
    yield "promises are older than the log", promised, [d for d in promised if d < first]


def _heard(folder: Path, key_folder: Path, organisation: Mapping[str, Any]) -> Iterator[Line]:
    truths = read_json(key_folder / "key-recordings.json")["recordings"]
    people = organisation["performers"]
    for script in read_json(folder / "scripts.json"):
        lines = {line["id"]: line for line in script["lines"]}
        events = truths[script["id"]]["events"]
        ids = [event["id"] for event in events]
        known = {*script["voices"], *truths[script["id"]]["things"]}
        heard = [
            event["id"]
            for event in events
            if event["from"] in lines
            and event["to"] in lines
            and set(event["actors"]) <= known
            and _speaks(event, list(lines.values()))
        ]
        yield f"{script['id']}: events whose lines and parties are there", ids, heard
        staff = {role: voice["name"] for role, voice in script["voices"].items() if role in people}
        named = {role: people[role]["first"] for role in staff}
        yield f"{script['id']}: staff by name", staff, named
        texts = " ".join(line["text"] for line in script["lines"])
        yield f"{script['id']}: no slot is left open", [], re.findall(r"[{}]", texts)


def _speaks(event: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a party of a moment or break point is heard in its lines, or they are sounds; a rule
    may be told by anybody."""
    ids = [line["id"] for line in lines]
    span = lines[ids.index(event["from"]) : ids.index(event["to"]) + 1]
    heard = {line["speaker"] for line in span} - {""}
    return event["kind"] == "BR" or not heard or bool(heard & set(event["actors"]))


def _between(start: str, end: str) -> int:
    gone = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return int(gone.total_seconds()) // 60
