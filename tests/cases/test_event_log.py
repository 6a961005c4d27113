"""The log: what was put in can be counted in it, and nothing happens out of hours."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from cxkit import cases
from cxkit.cases import xes
from cxkit.cases.rowan_vale import calendar as cal
from cxkit.cases.rowan_vale import event_log, process, rentals
from cxkit.cases.rowan_vale.simulation import simulate
from cxkit.cases.rowan_vale.world import FACTS, MILES, SEED


@pytest.fixture(scope="module")
def visits(case):
    found = {}
    for row in case.event_log:
        found.setdefault(row["case"], []).append(row)
    return found


def test_size_and_shape(built, case, visits):
    assert (built / "event-log.csv").stat().st_size < 1_200_000
    assert len(visits) == 1200
    assert Counter(row["activity"] for row in case.event_log)["Hand over"] == 1200


def test_every_step_of_the_map_occurs_and_no_other(case):
    names = {step.name for step in process.STEPS if step.performer != "customer"}
    assert {row["activity"] for row in case.event_log} == names


def test_every_move_in_the_log_is_an_edge_of_the_map(visits):
    allowed = {(one.name, other.name) for one, other in process.edges()}
    for rows in visits.values():
        walked = [row["activity"] for row in rows if row["activity"] != "Chase call"]
        assert set(zip(walked, walked[1:], strict=False)) <= allowed


def test_performer_department_contact_and_channel_are_those_of_the_step(case):
    by_name = process.steps_by_name()
    for row in case.event_log:
        step = by_name[row["activity"]]
        assert row["performer"] == step.performer
        assert row["department"] == process.PERFORMERS[step.performer].department
        assert (row["channel"], row["customer_contact"]) == (step.channel, bool(step.channel))
        assert (row["rating"] is not None) == (row["activity"] == "Hand over")


def test_nobody_works_out_of_hours_or_backwards(case):
    for row in case.event_log:
        start, end = cal.minutes_of(row["start"]), cal.minutes_of(row["end"])
        assert start < end
        assert cal.opening(start, row["performer"]) == start, row
        assert datetime.fromisoformat(row["start"]).weekday() < 6 or row["performer"] == "web"


def test_no_more_at_work_at_once_than_there_are(case):
    for role, performer in process.PERFORMERS.items():
        if role == "web":
            continue
        changes = []
        for row in case.event_log:
            if row["performer"] == role:
                changes += [(row["end"], -1), (row["start"], 1)]
        busy = 0
        for _, change in sorted(changes):
            busy += change
            assert busy <= performer.number, role


@pytest.mark.parametrize(
    ("fault", "step", "least"),
    [
        ("ping_pong", "Query sheet", 0),
        ("rework", "Repeat repair", 0),
        ("chase_calls", "Chase call", 0),
    ],
)
def test_seeded_faults_are_in_the_log_as_often_as_the_key_says(case, visits, fault, step, least):
    times = {id_: sum(r["activity"] == step for r in rows) for id_, rows in visits.items()}
    assert case.service_key["log"][fault] == {
        "times": sum(times.values()),
        "visits": sum(n > least for n in times.values()),
    }
    assert sum(times.values()) > 100


def test_xes_names_are_there_and_nothing_is_lost(case):
    rows = xes.xes_rows(case.event_log[:50])
    for row, renamed in zip(case.event_log, rows, strict=False):
        assert renamed["case:concept:name"] == row["case"]
        assert renamed["concept:name"] == row["activity"]
        assert renamed["org:resource"] == row["performer"]
        assert renamed["org:group"] == row["department"]
        assert renamed["time:timestamp"] == row["end"] > renamed["start_timestamp"]
        assert renamed["lifecycle:transition"] == "complete"
        assert (renamed["channel"], renamed["rating"]) == (row["channel"], row["rating"])


def test_queues_and_weekends_show(case, visits):
    arrivals = [
        rows_ for rows in visits.values() for rows_ in rows if rows_["activity"] == "Receive car"
    ]
    days = Counter(datetime.fromisoformat(row["start"]).weekday() for row in arrivals)
    assert days[5] < 0.7 * min(days[n] for n in range(5)) and days[6] == 0
    morning = sum(row["start"][11:13] in ("08", "09", "10") for row in arrivals)
    assert 0.5 < morning / 1200 < 0.95


def test_hires_refused_are_those_beyond_the_limit_and_come_back_where_they_began(case):
    for hire in case.rentals:
        if hire["miles"] is None:
            assert hire["one_way"] == "" and hire["end"] == hire["from"]
            continue
        far = hire["miles"] > int(FACTS["oneway"])
        assert hire["one_way"] == ("refused" if far else "granted")
        assert hire["end"] == (hire["from"] if far else hire["wanted_end"])
    assert all(miles < int(FACTS["oneway"]) for miles in rentals.NEAR.values())
    assert not set(rentals.NEAR) & set(MILES)


@pytest.mark.parametrize("seed", [SEED, 7, 8])
def test_without_a_rule_its_own_measure_is_never_worse(seed):
    for id_ in process.BRANCH_RULES:
        before = event_log.effects(simulate(seed))[id_]
        run = simulate(seed, [id_])
        after = event_log.effects(run)[id_]
        signing = [sum(e.minutes for e in s.events if e.step == "Sign sheets") for s in run]
        if id_ == "R09":
            assert sum(signing) * 3 == before["minutes"] + before["minutes"] // 2
        else:
            assert (after["count"], after["minutes"]) == (0, 0) and before["count"] > 30


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("event-log.csv", lambda t: t.replace(",phone,1,", ",phone,7,", 1), "contact 0 or 1"),
        ("event-log.csv", lambda t: "a,b\n" + t, "the columns case, activity"),
        ("rentals.csv", lambda t: t.replace(",debit,", ",debit,much", 1), "deposit as a number"),
        ("rules.json", lambda t: t.replace('"R02"', '"R01"', 1), "R01 twice"),
        ("manual.md", lambda t: t.replace("**", ""), "numbered paragraphs"),
        ("tables.json", lambda t: t.replace('"hit_policy"', '"hit"'), "'hit_policy'"),
        ("branch.json", lambda t: t[:300], "whole JSON"),
    ],
)
def test_a_damaged_service_file_is_named(built, tmp_path, name, change, said):
    from cxkit.cases.case import Case

    text = (built / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(change(text), encoding="utf-8")
    attribute = {"event-log.csv": "event_log"}.get(name, name.partition(".")[0])
    with pytest.raises(cases.CaseError) as caught:
        getattr(Case("rowan-vale", tmp_path), attribute)
    assert name in str(caught.value) and said in str(caught.value)


def test_a_case_without_the_service_files_is_still_a_case(built, tmp_path):
    for path in built.iterdir():
        if path.name not in ("event-log.csv", "key-service.json"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    opened = cases.load(tmp_path)
    assert opened.vignettes and opened.key
    with pytest.raises(cases.CaseError, match=r"event-log\.csv"):
        _ = opened.event_log
