"""What is stated in modules 01 and 03, worked out again from the documents of a case alone.

The language of the report is counted word by word here, and not by the pattern that made the
key; baselines come from the rows of the log and of the hires.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from importlib.resources import files
from itertools import combinations
from typing import Any

from cxkit.cases.audit_log import LogCount

__all__ = ["stated"]

Line = tuple[str, Any, Any]


def stated(case: Any) -> Iterator[Line]:
    """One line a truth: what it is, what the key states, what the documents give.

    Args:
        case: a `Case` that has the attributes of `StatedFiles` too.

    Raises:
        CaseError: a file of the case is missing or damaged.
    """
    yield from _story(case)
    yield from _claims(case)
    yield from _definitions(case)
    yield from _language(case)
    yield from _figures(case)
    yield from _outcome_maps(case)
    yield from _baselines(case)
    yield from _journey(case)
    yield from _evidence(case)


def _story(case: Any) -> Iterator[Line]:
    key = case.stated_key["exercises"]["1.2"]
    pairs = sorted(key["before"] + key["may_swap"])
    told = [list(pair) for pair in combinations(key["told"], 2)]
    yield "1.2 pairs of steps, held or free", pairs, sorted(told)
    shown = [step["id"] for step in case.story["steps"]]
    yield "1.2 steps that are shown", sorted(key["told"]), sorted(shown)


def _claims(case: Any) -> Iterator[Line]:
    key, claims = case.stated_key["exercises"]["1.3"], {c["id"]: c for c in case.claims["claims"]}
    pairs = [tuple(pair) for pair in key["pairs"]]
    yield (
        "1.3 contradicting claims that are there and differ",
        pairs,
        [(a, b) for a, b in pairs if claims[a]["figure"] != claims[b]["figure"]],
    )
    yield "1.3 claims to grade", sorted(key["graded"]), sorted(case.claims["to_grade"])
    grades = sorted(case.claims["grades"])
    near = {
        id_: [g for g in grades if abs(grades.index(g) - grades.index(item["grade"])) <= 1]
        for id_, item in key["graded"].items()
    }
    yield "1.3 grades accepted", {i: x["accepted"] for i, x in key["graded"].items()}, near
    sources = {source["id"] for source in case.claims["sources"]}
    yield "1.3 sources named", sorted({c["source"] for c in claims.values()}), sorted(sources)


def _definitions(case: Any) -> Iterator[Line]:
    key, material = case.stated_key["exercises"]["1.4"], case.definitions
    authors = [author["id"] for author in material["authors"]]
    yield "1.4 authors", sorted(key["authors"].values()), sorted(authors)
    cells = {(d["id"], a["id"]) for d in material["definitions"] for a in material["attributes"]}
    yield "1.4 cells of the matrix", sorted((d, a) for d in key["matrix"] for a in key["matrix"][d]), sorted(cells)  # fmt: skip


def _language(case: Any) -> Iterator[Line]:
    key, told = case.stated_key["exercises"]["1.5"], case.report["paragraphs"]
    words = sum(any(c.isalnum() for c in word) for p in told for word in p["text"].split())
    yield "1.5 words of the report", key["words"], words
    for name in case.report["lists"]:
        found = {p["id"]: _spoken(p["text"], name) for p in told}
        yield f"1.5 {name} words", {i: x[name] for i, x in key["found"].items()}, found
        share = round(1000 * sum(map(len, found.values())) / words, 1)
        yield f"1.5 {name} words in a thousand", key["per_thousand"][name], share


def _figures(case: Any) -> Iterator[Line]:
    key = case.stated_key["exercises"]["1.5"]["figures"]
    kpis = {kpi["id"]: kpi.get("value") for kpi in case.measures["kpis"]}
    for item in key:
        if item["file"] == "measures.json":
            found = kpis[item["at"]]
        elif item["file"] == "event-log.csv":
            found = sum(row["activity"] == item["at"] for row in case.event_log)
        else:
            found = case.finance
            for part in item["at"].split("."):
                found = found[part]
            found = round(found) if isinstance(item["value"], int) else found
        yield f"1.5 {item['text']} in {item['paragraph']}", item["value"], found
    told = " ".join(p["text"] for p in case.report["paragraphs"])
    undated = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}", "", told)
    printed = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", undated)
    yield "1.5 all numbers of the report", [item["text"] for item in key], printed


def _outcome_maps(case: Any) -> Iterator[Line]:
    key = case.stated_key["exercises"]
    boxes = {box["id"] for box in case.boxes["boxes"]}
    yield "3.1 boxes that answers belong in", sorted(set(key["3.1"]["boxes"].values())), sorted(boxes)  # fmt: skip
    for id_, words in key["3.2"]["weasels"].items():
        text = case.weasels[id_]["text"].lower()
        yield f"3.2 weasels in {id_}", words, [word for word in words if word in text]
    for statement in case.smart["statements"]:
        goal = key["3.3"]["goals"][statement["id"]]
        times = sorted((goal["deadline"], goal["response"]))
        yield f"3.3 times in {statement['id']}", times, sorted(statement["times"])


def _baselines(case: Any) -> Iterator[Line]:
    # The places of the figures in the list are fixed; each is counted from what `how` says.
    visits = list(LogCount(case).visits.values())

    def with_step(step: str) -> list[list[dict[str, Any]]]:
        return [rows for rows in visits if any(row["activity"] == step for row in rows)]

    chased = sum(row["activity"] == "Chase call" for row in case.event_log)
    asked = len(with_step("Refuse car")) + len(with_step("Lend car"))
    signed = with_step("Sign estimate")
    found = (
        _share(chased, len(visits)),
        _share(sum(map(_by_five, visits)), len(visits)),
        _share(sum(_minutes(h["back"], h["released"]) <= 60 for h in case.rentals), len(case.rentals)),
        _share(len(with_step("Refuse car")), asked),
        _share(sum(_agreed(rows) <= 240 for rows in signed), len(signed)),
        _share(len(with_step("Repeat repair")), len(visits)),
        _share(len(with_step("Query sheet")), len(visits)),
        _share(len(with_step("Book online")), len(visits)),
    )  # fmt: skip
    shown = {figure["id"]: figure["value"] for figure in case.smart["figures"]}
    for (id_, value), counted in zip(shown.items(), found, strict=True):
        yield f"3.3 {id_}", value, counted
    for id_, goal in case.stated_key["exercises"]["3.3"]["goals"].items():
        yield f"3.3 baseline of {id_}", goal["baseline"], shown[goal["measures"][0]]


def _journey(case: Any) -> Iterator[Line]:
    # Lines, topics and kinds stand in the key of the texts; where a promise hangs tells its reader.
    key, texts = case.stated_key["exercises"]["3.4"], case.key
    elsewhere = {"deposit", "extras", "finance", "oneway", "pickup", "purchase", "return"}
    people = {v for v, x in texts["vignettes"].items() if x["circumstance"]["line"] == "service"}
    said = {q for q, x in texts["verbatims"].items() if x["topic"] not in elsewhere}
    hung = {p for p, x in case.promises.items()
            if not re.search("radio|rental|student", x["where"])}  # fmt: skip
    yield "3.4 voices about the journey", sorted(key["voices"]), sorted(people | said | hung)
    hoped = {q for q in said if texts["verbatims"][q]["kind"] == "expectation"}
    yield "3.4 what tells an expectation", sorted(key["expected"]), sorted(hoped | hung)
    shown = {f["id"]: (f["value"], f["unit"], f["source"]) for f in case.smart["figures"]
             if f["source"] == "event-log.csv"}  # fmt: skip
    stated_ = {i: (f["baseline"], f["unit"], f["source"]) for i, f in key["figures"].items()}
    yield "3.4 figures of the journey", stated_, shown
    handed = [row["end"] for row in case.event_log if row["activity"] == "Hand over"]
    yield "3.4 last day that was counted", key["counted"], max(handed)[:10]


def _evidence(case: Any) -> Iterator[Line]:
    key = case.stated_key["exercises"]["3.6"]
    known = {*case.vignettes, *case.verbatims, *case.promises, *case.service_key["rules"]}
    known |= {kpi["id"] for kpi in case.measures["kpis"]}
    items = {item["id"]: item for box in case.colleague_map["boxes"] for item in box["items"]}
    cited = [(id_, e) for id_, item in items.items() for e in item["evidence"] if e not in known]
    flaws = {flaw["flaw"]: flaw["item"] for flaw in key["flaws"].values()}
    yield "3.6 evidence that is not there", [(flaws["evidence"], key["missing"])], cited
    named = [*case.process_words["general"], *case.process_words["case"]]
    inside = [id_ for id_, item in items.items() if id_[0] == "3" and _any(named, item["text"])]
    yield "3.6 a name of our own in box 3", [flaws["name"]], inside
    vague = [i for i, x in items.items() if i[0] in "56" and _any(_words("weasels", "strict"), x["text"])]  # fmt: skip
    yield "3.6 a weasel", [flaws["weasel"]], vague
    undated = [i for i, x in items.items() if "goal" in x and not _is_day(x["goal"]["due"])]
    yield "3.6 a response time for a deadline", [flaws["deadline"]], undated


def _spoken(text: str, name: str) -> list[str]:
    # Word by word: at each place the longest phrase of the list that begins there.
    words = re.findall(r"[\w-]+", text.lower())
    phrases = {tuple(phrase.split()) for phrase in _words(name, "words")}
    longest, found, at = max(map(len, phrases)), [], 0
    while at < len(words):
        for length in range(longest, 0, -1):
            run = tuple(words[at : at + length])
            single = (*run[:-1], run[-1].removesuffix("s"))
            if len(run) == length and (run in phrases or single in phrases):
                found.append(" ".join(run))
                at += length - 1
                break
        at += 1
    return found


def _words(name: str, part: str) -> list[str]:
    source = files("cxkit.techniques").joinpath(f"words/{name}.json")
    return list(json.loads(source.read_text(encoding="utf-8"))[part])


def _any(words: Iterable[str], text: str) -> bool:
    return any(re.search(rf"(?<![\w-]){re.escape(w)}s?(?![\w-])", text, re.I) for w in words)


def _by_five(rows: list[dict[str, Any]]) -> bool:
    received = next(row["start"] for row in rows if row["activity"] == "Receive car")
    handed = next(row["end"] for row in rows if row["activity"] == "Hand over")
    return received[:10] == handed[:10] and handed[11:] <= "17:00"


def _agreed(rows: list[dict[str, Any]]) -> float:
    fault = next(row["end"] for row in rows if row["activity"] == "Find fault")
    return _minutes(fault, max(row["end"] for row in rows if row["activity"] == "Ask approval"))


def _minutes(start: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 60


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
