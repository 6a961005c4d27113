"""Every seeded truth of a paper beside what its documents alone say.

Nothing of the generator is used here. Where a truth lies in the key's own lists (what words mean,
what an activity serves) it is worked out from those lists.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from cxkit.cases.audit_paper import agreed
from cxkit.cases.audit_quiz import quizzed
from cxkit.cases.audit_tables import faults, hits
from cxkit.cases.reading import damaged, read_json, read_rows, read_text

__all__ = ["audit"]

Line = tuple[str, Any, Any]
Row = dict[str, str]

_LOG = ("case", "activity", "performer", "department", "start", "end", "channel",
        "customer_contact", "rating")  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
_CONTACTS = ("contact", "day", "time", "channel", "about", "words")


def audit(folder: Path, key_folder: Path) -> list[Line]:
    """One line a truth: what it is, what the key states, what the documents give.

    Raises:
        CaseError: a file of paper or key is missing or damaged.
    """
    key = read_json(key_folder / "key.json")
    front = read_json(folder / "paper.json")
    for path, content in ((key_folder / "key.json", key), (folder / "paper.json", front)):
        if not isinstance(content, dict) or "paper" not in content:
            raise damaged(path, "an object with the paper's id", "something else", "the top")
    steps = read_json(folder / "steps.json")
    claims = _claims(folder)
    return [
        ("paper id", key["paper"], front["paper"]),
        *_log(key, claims),
        *_effects(key, steps, claims),
        *_promises(folder, key, claims),
        *_map(folder, key, steps),
        *_contacts(folder, key, claims),
        *_rules(folder, key),
        *_table(folder, key),
        *_measures(folder, key),
        *_plan(folder, key, claims),
        *_voices(folder, key, front),
        *agreed(folder, key, key_folder, claims),
        *quizzed(folder, key),
    ]


def _claims(folder: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(folder / "event-log.csv", _LOG):
        found[row[0]].append(dict(zip(_LOG, row, strict=True)))
    return dict(found)


def _line(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["activity"] != "Chase call"]


def _log(key: Mapping[str, Any], claims: Mapping[str, list[Row]]) -> Iterator[Line]:
    rows = [row for found in claims.values() for row in found]

    def times(step: str) -> dict[str, int]:
        touched = Counter(row["case"] for row in rows if row["activity"] == step)
        return {"times": sum(touched.values()), "claims": len(touched)}

    found = {
        "claims": len(claims),
        "events": len(rows),
        "contacts": sum(row["customer_contact"] == "1" for row in rows),
        "ping_pong": times("Query report"),
        "rework": times("Repeat repair"),
        "chase_calls": times("Chase call"),
        "elapsed_minutes": sum(
            _minutes(r[0]["start"], _line(r)[-1]["end"]) for r in claims.values()
        ),
        "rating_total": sum(int(row["rating"] or 0) for row in rows),
    }
    for name, stated in key["log"].items():
        yield f"log: {name.replace('_', ' ')}", stated, found[name]
    yield (
        "reports sent back, as asked",
        key["tasks"]["breaks"]["ping_pong"],
        found["ping_pong"]["times"],
    )


def _effects(
    key: Mapping[str, Any], steps: list[dict[str, Any]], claims: Mapping[str, list[Row]]
) -> Iterator[Line]:
    rules = key["tasks"]["rules"]["rules"]
    for id_, stated in key["effects"].items():
        name = next(step["step"] for step in steps if step["rule"] == id_)
        ends = "end" if rules[id_]["site"].startswith("after") else "start"
        taken = []
        for rows in claims.values():
            line = _line(rows)
            at = next((n for n, row in enumerate(line) if row["activity"] == name), 0)
            if at:
                taken.append(_minutes(line[at - 1]["end"], line[at][ends]))
        yield f"{id_}: claims and minutes", stated, {"claims": len(taken), "minutes": sum(taken)}


def _promises(
    folder: Path, key: Mapping[str, Any], claims: Mapping[str, list[Row]]
) -> Iterator[Line]:
    words = {promise["id"]: promise["text"] for promise in read_json(folder / "promises.json")}
    yield "promises", sorted(key["promises"]), sorted(words)
    for id_, stated in key["promised"].items():
        taken = []
        for rows in claims.values():
            ends = [row["end"] for row in rows if row["activity"] == stated["from"]]
            starts = [row["start"] for row in rows if row["activity"] == stated["to"]]
            if ends and starts:
                taken.append(_lasted(ends[-1], starts[0], stated["unit"]))
        broken = sum(time > stated["limit"] for time in taken)
        yield f"{id_}: made to, broken", (stated["claims"], stated["broken"]), (len(taken), broken)
        number = _NUMBERS[stated["limit"]]
        yield f"{id_}: the number in its words", number, number if number in words[id_] else ""


def _lasted(start: str, end: str, unit: str) -> float:
    if unit == "hours":
        return _minutes(start, end) / 60
    first, last = (datetime.fromisoformat(text).date() for text in (start, end))
    days = [first + timedelta(n) for n in range(1, (last - first).days + 1)]
    return len(days) if unit == "days" else sum(day.weekday() < 5 for day in days)


def _map(folder: Path, key: Mapping[str, Any], steps: list[dict[str, Any]]) -> Iterator[Line]:
    by_id = {step["id"]: step for step in steps}
    breaks = [
        f"{step['id']}-{follow}"
        for step in steps
        for follow in step["next"]
        if step["performer"] != by_id[follow]["performer"]
        and "customer" not in (step["performer"], by_id[follow]["performer"])
    ]
    found = {
        "moments": [step["id"] for step in steps if step["counterpart"] == "customer"],
        "break_points": breaks,
        "rules": sorted({step["rule"] for step in steps if step["rule"]}),
    }
    for name, items in found.items():
        yield f"{name.replace('_', ' ')} on the map", key["tasks"]["breaks"][name], items
    people = read_json(folder / "organisation.json")["performers"]
    used = sorted({step["performer"] for step in steps} - {"customer"})
    yield "performers of the map in the organisation", used, sorted(people)


def _contacts(
    folder: Path, key: Mapping[str, Any], claims: Mapping[str, list[Row]]
) -> Iterator[Line]:
    stated = key["contacts"]
    rows = [dict(zip(_CONTACTS, row, strict=True))
            for row in read_rows(folder / "contacts.csv", _CONTACTS)]  # fmt: skip
    kinds = Counter(stated["words"][row["words"]] for row in rows)
    failing = sum(n for reason, n in kinds.items() if stated["kinds"][reason] == "failure")
    share = round(failing / len(rows), 4)
    yield "contacts by reason", stated["reasons"], {r: kinds[r] for r in stated["kinds"]}
    yield "share of failure demand", key["tasks"]["breaks"]["share"], share
    known = {row["about"] for row in rows} - {""}
    yield "contacts about a claim of the log", len(known), len(known & claims.keys())
    started = {f"{row['day']}T{row['time']}" for row in rows if row["words"]}
    chased = [row["start"] for found in claims.values() for row in found
              if row["activity"] == "Chase call"
              and rows[0]["day"] <= row["start"][:10] <= rows[-1]["day"]]  # fmt: skip
    yield (
        "chase calls of the log among the contacts",
        len(chased),
        sum(c in started for c in chased),
    )


def _rules(folder: Path, key: Mapping[str, Any]) -> Iterator[Line]:
    truth, manual = key["tasks"]["rules"], read_text(folder / "manual.md")
    register = {rule["id"]: rule for rule in read_json(folder / "rules.json")}
    told = truth["rules"]
    yield "rules in the register", sorted(told), sorted(register)
    for id_, rule in told.items():
        yield f"{id_} as the register words it", rule["text"], register[id_]["text"]
        yield f"{id_} stated and explained in the manual", (1, 1), (
            manual.count(rule["manual"]), manual.count(rule["note"]))  # fmt: skip
        head = rule["note"].split(". ")[0]
        kind = ("regulatory" if "(invented)" in head else
                "strategic" if "board" in head else "operational")  # fmt: skip
        yield f"{id_} type, by its note", truth["types"]["truth"][id_], kind
        yield f"{id_} year, by its note", rule["year"], int(re.findall(r"\d{4}", head)[0])
        if register[id_]["year"]:
            yield f"{id_} year, by the register", rule["year"], int(register[id_]["year"])
    gone = sorted(id_ for id_, rule in told.items() if rule["obsolete"])
    yield "obsolete rules", truth["obsolete"]["truth"], gone
    retired = sorted(id_ for id_, what in truth["court"]["truth"].items() if what == "retire")
    yield "rules to retire", gone, retired


def _table(folder: Path, key: Mapping[str, Any]) -> Iterator[Line]:
    stated = key["tasks"]["rules"]["table"]
    table = next(t for t in read_json(folder / "tables.json") if t["id"] == stated["id"])
    found = faults(table)
    for kind, items in stated["faults"].items():
        rows = sorted(item["rows"] for item in items)
        yield f"table: {kind}", rows, sorted(sorted(pair) for pair in found[kind])
        for item in items:
            yield f"table: rows that the witness of {kind} meets", item["rows"], sorted(
                hits(table, item["witness"]))  # fmt: skip


def _measures(folder: Path, key: Mapping[str, Any]) -> Iterator[Line]:
    shown, truth = read_json(folder / "measures.json"), key["tasks"]["measures"]
    listed = key["measures"]
    yield "KPIs", sorted(truth["kpis"]["truth"]), sorted(kpi["id"] for kpi in shown["kpis"])
    ids = [activity["id"] for activity in shown["activities"]]
    blind = sorted(id_ for id_ in ids if not listed["serves"][id_])
    yield "activities that serve nothing", truth["orphans"]["truth"], blind
    used = {outcome for ends in listed["serves"].values() for outcome in ends}
    known = {outcome["id"] for outcome in shown["outcomes"]}
    yield "outcomes that are served", sorted(known), sorted(used)
    ends = {end for outcome in used for end in listed["outcomes"][outcome]}
    yield "objectives that are served", sorted(o["id"] for o in shown["objectives"]), sorted(ends)


def _plan(folder: Path, key: Mapping[str, Any], claims: Mapping[str, list[Row]]) -> Iterator[Line]:
    catalogue = read_json(folder / "actions.json")
    fit = [a for a in catalogue["actions"] if a["days"] <= catalogue["longest_days"]]
    best = max(
        len({point for action in plan for point in action["breaks"]})
        for size in range(len(fit) + 1)
        for plan in combinations(fit, size)
        if sum(action["cost"] for action in plan) <= catalogue["budget"]
    )
    stated = key["tasks"]["measures"]["plan"]
    yield "break points that the best plan does away with", stated["best"], best
    ids = {step["step"]: step["id"] for step in read_json(folder / "steps.json")}
    passed: Counter[str] = Counter()
    for rows in claims.values():
        line = [ids[row["activity"]] for row in _line(rows)]
        passed.update(f"{a}-{b}" for a, b in zip(line, line[1:], strict=False))
    chase, calls = ids["Chase call"], sum(len(r) - len(_line(r)) for r in claims.values())
    for point in catalogue["break_points"]:
        found = calls if chase in point["id"].split("-") else passed[point["id"]]
        yield f"times {point['id']} was passed", point["times"], found


def _voices(folder: Path, key: Mapping[str, Any], front: Mapping[str, Any]) -> Iterator[Line]:
    tasks = key["tasks"]["needs"]
    letters = [letter["id"] for letter in read_json(folder / "letters.json")]
    verbatims = [voice["id"] for voice in read_json(folder / "verbatims.json")]
    yield "letters", sorted(tasks["letters"]), sorted(letters)
    yield "verbatims", sorted(key["verbatims"]), sorted(verbatims)
    asked = next(task for task in front["tasks"] if task["area"] == "needs")
    yield "letters to sort", sorted(tasks["letters"]), sorted(asked["sort"])
    yield "verbatims to kind", sorted(tasks["kinds"]["truth"]), sorted(asked["kind"])
    spread = Counter(letter["category"] for letter in tasks["letters"].values())
    yield "letters a category", dict.fromkeys(sorted(spread), 3), dict(sorted(spread.items()))


def _minutes(start: str, end: str) -> int:
    gone = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return int(gone.total_seconds()) // 60
