"""A paper agrees with itself: what a promise, a rule, the log and the manual say is one fact."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime
from typing import Any

import pytest

from cxkit.cases.audit_brightwater import audit
from cxkit.cases.brightwater import SAMPLE, Paper, files, make_paper
from cxkit.cases.brightwater.firm import WEEKDAYS, closed_stream, secret_numbers
from cxkit.cases.brightwater.rules import draw_rules
from cxkit.cases.brightwater.voices import SLOTS_NEEDED
from cxkit.cases.case import CaseError
from cxkit.cases.files import write_all
from cxkit.cases.stream import Stream
from cxkit.cases.xes import COLUMNS, xes_rows

from .conftest import FEW, made

Row = dict[str, str]


def _rows(paper: Paper, name: str = "event-log.csv") -> list[Row]:
    head, *lines = paper.files[name].decode().splitlines()
    return [dict(zip(head.split(","), line.split(","), strict=False)) for line in lines]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _starts(paper: Paper, step: str, first: bool = False) -> list[datetime]:
    found: dict[str, list[datetime]] = defaultdict(list)
    for row in _rows(paper):
        if row["activity"] == step:
            found[row["case"]].append(_at(row["start"]))
    return [starts[0] for starts in found.values()] if first else sum(found.values(), [])


def test_the_same_secret_gives_the_same_bytes_and_another_gives_others() -> None:
    again = make_paper(FEW[0])
    assert (again.files, again.key) == (made(FEW[0]).files, made(FEW[0]).key)
    for name in made(FEW[0]).files:
        assert made(FEW[0]).files[name] != made(FEW[1]).files[name], name
    assert len({made(secret).id for secret in FEW}) == len(FEW)


def test_every_truth_is_found_in_the_documents(paper: Paper, tmp_path: Any) -> None:
    write_all(tmp_path / "paper", paper.files)
    write_all(tmp_path / "key", paper.key)
    lines = audit(tmp_path / "paper", tmp_path / "key")
    assert len(lines) > 120
    assert [line for line in lines if line[1] != line[2]] == []


def test_the_audit_sees_a_document_that_was_changed(tmp_path: Any) -> None:
    paper, key = files(SAMPLE)
    write_all(tmp_path / "key", key)
    for name, old, new in (
        ("event-log.csv", b"Query report", b"Read meter"),
        ("manual.md", b"Office note of", b"Resolved by the board,"),
        ("tables.json", b'"<=', b'">'),
        ("steps.json", b'"customer"', b'"agent"'),
        ("steps.json", b'"wait_minutes": ', b'"wait_minutes": 1'),
        ("event-log.csv", b",Field,", b",Payments,"),
        ("rules.json", b'"way": "manual"', b'"way": "system"'),
        ("finance.json", b'"handling": ', b'"handling": 1'),
        ("organisation.json", b'"pence_a_minute": 52', b'"pence_a_minute": 53'),
        ("measures.json", b'"id": "K01"', b'"id": "K99"'),
        ("actions.json", b"Check report (clerk)", b"Check report (agent)"),
        ("letters.json", b'"id": "L01"', b'"id": "L02"'),
        ("verbatims.json", b'"id": "Q04"', b'"id": "Q05"'),
        ("promises.json", b'"date": "202', b'"date": "209'),
        ("paper.json", b'"firm": "', b'"firm": "New '),
    ):
        write_all(tmp_path / "paper", paper | {name: paper[name].replace(old, new)})
        unequal = [a for a in audit(tmp_path / "paper", tmp_path / "key") if a[1] != a[2]]
        assert unequal, name


def test_nobody_can_work_back_from_a_stream_to_the_seed() -> None:
    seed, id_ = secret_numbers(FEW[0])
    assert seed.bit_length() > 200 and id_ not in f"{seed:064x}"
    # What `Random` was seeded with can be read out of its state: it is a digest, one a purpose.
    digests = [closed_stream(seed, purpose).unit() for purpose in ("claims", "rules")]
    assert digests[0] != digests[1]
    assert digests[0] != Stream(seed, "claims").unit()


def test_a_damaged_paper_is_a_sentence(tmp_path: Any) -> None:
    paper, key = files(SAMPLE)
    write_all(tmp_path / "key", key)
    write_all(tmp_path / "paper", paper | {"paper.json": b"[]\n"})
    with pytest.raises(CaseError, match="paper.json"):
        audit(tmp_path / "paper", tmp_path / "key")


def test_the_log_has_the_columns_that_mining_tools_know(paper: Paper) -> None:
    rows = _rows(paper)
    assert set(COLUMNS) <= rows[0].keys()
    assert xes_rows(rows)[0]["concept:name"] == "Take first call"
    assert len({row["case"] for row in rows}) == 400


def test_a_claim_is_a_line_in_time(paper: Paper) -> None:
    last: dict[str, str] = {}
    for row in _rows(paper):
        assert row["start"] <= row["end"]
        if row["activity"] != "Chase call":
            assert last.get(row["case"], "") <= row["start"]
            last[row["case"]] = row["end"]


def test_rules_act_on_the_log_as_their_words_say(paper: Paper) -> None:
    firm = paper.firm
    days = {name: set(found) for name, found in firm.days.items()}
    weekly = {"area-days": ("Visit home", "visit"), "quote-day": ("Ask quotes", "quote"),
              "meeting": ("Approve sum", "meeting"), "key-safe": ("Repair room", "start"),
              "pay-run": ("Pay claim", "pay")}  # fmt: skip
    seen = 0
    for rule in firm.rules:
        if rule.key in weekly:
            step, name = weekly[rule.key]
            starts = _starts(paper, step, first=True)
            kept = sum(start.weekday() in days[name] for start in starts)
            # Whoever stands in a queue on the day itself is served on the next.
            assert kept / len(starts) > 0.6, rule.key
            for day in days[name]:
                assert WEEKDAYS[day] in rule.text, rule.key
            seen += 1
        if rule.key in ("noon-batch", "colour-card"):
            starts = _starts(paper, "Plan visit")
            opens = firm.counts["batch"]
            early = [s for s in starts if s.hour * 60 + s.minute < opens]
            assert len(early) / len(starts) < 0.2
            seen += 1
        if rule.key == "ring-hours":
            hours = [s.hour for s in _starts(paper, "Ring customer")]
            assert sum(10 <= hour < 12 for hour in hours) / len(hours) > 0.7
    assert seen >= 2


def test_what_is_obsolete_takes_time_that_can_be_measured(paper: Paper, key: Any) -> None:
    gone = [rule.id for rule in paper.firm.rules if rule.obsolete]
    assert len(gone) == 4
    for id_ in gone:
        effect = key["effects"][id_]
        assert effect["claims"] >= 100
        assert effect["minutes"] / effect["claims"] > 5


def test_each_rule_is_dead_in_one_paper_and_alive_in_another() -> None:
    fates: dict[str, set[bool]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    for number in range(120):

        def stream_for(purpose: str, number: int = number) -> Stream:
            return Stream(number, purpose)

        for rule in draw_rules(stream_for):
            fates[rule.key].add(rule.obsolete)
            words[rule.key].add(rule.type)
    law = {key for key, types in words.items() if types == {"regulatory"}}
    assert (len(fates), len(law)) == (24, 5)
    assert all(fates[key] == {False} for key in law)
    assert [key for key in fates if key not in law and fates[key] != {True, False}] == []
    assert all(words[key] == {"operational", "strategic"} for key in words if key not in law)


def test_a_note_never_tells_by_its_look(paper: Paper) -> None:
    for rule in paper.firm.rules:
        if rule.type != "regulatory":
            years = [word.strip(".,;:") for word in rule.note.split()]
            years = [word for word in years if word.isdigit() and len(word) == 4]
            assert len(years) == 2 and years[0] == str(rule.year) < years[1], rule.note


def test_promises_speak_of_the_firms_own_numbers(paper: Paper, shown: Any, key: Any) -> None:
    assert len(shown["promises"]) == 5
    for promise in shown["promises"]:
        made_of = key["promises"][promise["id"]]
        assert date.fromisoformat(promise["date"]) < paper.firm.first_day
        assert made_of["short"]
    # What an advert says, a rule undoes: the log has the claims for which it was not kept.
    for id_, found in key["promised"].items():
        assert found["broken"] / found["claims"] > 0.03, (id_, found)
    sites = {rule.site for rule in paper.firm.rules} | {""}
    assert {key["promises"][p["id"]]["site"] for p in shown["promises"]} <= sites | {
        step.key for step in paper.process.steps
    }


def test_transcripts_cite_rules_of_the_paper(paper: Paper) -> None:
    recordings = json.loads(paper.key["key-recordings.json"])
    assert recordings["paper"] == paper.id
    ids = {rule.id for rule in paper.firm.rules}
    cited = {e["rule"] for r in recordings["recordings"].values() for e in r["events"]} - {""}
    assert cited and cited <= ids


def test_every_slot_that_the_voices_need_is_there(paper: Paper) -> None:
    assert set(SLOTS_NEEDED) <= paper.firm.slots.keys()
    assert paper.firm.fill("{short}, {town1}") == f"{paper.firm.short}, {paper.firm.towns[0]}"


@pytest.mark.parametrize("text", ["{no_such}", "{", "a } b", "{Firm}"])
def test_a_slot_that_is_not_known_is_told(text: str) -> None:
    with pytest.raises(CaseError, match="slot"):
        made(FEW[0]).firm.fill(text)


def test_no_slot_is_left_open(paper: Paper) -> None:
    for name, content in paper.files.items():
        text = content.decode()
        if not name.endswith(".json"):
            assert "{" not in text, name
        assert "[[" not in text.replace("[[]]", "") or name.endswith(".json"), name


def test_the_sample_is_the_firm_that_the_course_speaks_of() -> None:
    assert make_paper(SAMPLE).firm.name == "Brightwater Mutual"
