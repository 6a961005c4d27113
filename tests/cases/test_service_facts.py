"""One fact, seen four ways: a promise, a rule in the manual, a trace in the data, a voice."""

from __future__ import annotations

import shutil
from datetime import datetime

import pytest

from cxkit import cases
from cxkit.cases.audit_tables import outcome
from cxkit.cases.rowan_vale import calendar as cal
from cxkit.cases.rowan_vale import event_log, rentals, simulation
from cxkit.cases.rowan_vale.process import rules
from cxkit.cases.rowan_vale.simulation import simulate
from cxkit.cases.rowan_vale.world import FACTS, SEED


def rows_of(case, activity):
    return [row for row in case.event_log if row["activity"] == activity]


def visits_of(case):
    found = {}
    for row in case.event_log:
        found.setdefault(row["case"], {})[row["activity"]] = row
    return found.values()


def courtesy(case):
    stories = [s for s in simulate(SEED) if s.visit.wants_car]
    refused = {s.visit.hours10 for s in stories if s.refused_car}
    lent = {s.visit.hours10 for s in stories if s.loan}
    assert max(refused) <= 80 < min(lent)
    return len(rows_of(case, "Refuse car")) > 300


def hold(case):
    held = 0
    for hire in case.rentals:
        back = cal.minutes_of(hire["back"])
        held += cal.minutes_of(hire["released"]) == cal.plus_working_days(back, 2)
    return 0.95 < held / len(case.rentals) < 1


def one_way(case):
    asked = [hire for hire in case.rentals if hire["miles"]]
    return all((hire["one_way"] == "refused") == (hire["miles"] > 40) for hire in asked)


def saturday(case):
    refused = rows_of(case, "Refuse keys")
    times = [datetime.fromisoformat(row["start"]) for row in refused]
    assert all(time.weekday() == 5 and time.hour >= 12 for time in times)
    handed = [datetime.fromisoformat(row["start"]) for row in rows_of(case, "Hand over")]
    return bool(times) and not any(
        t.weekday() == 5 and t.hour * 60 + t.minute > 735 for t in handed
    )


def copies(case):
    return case.steps["T07"]["touch_minutes"] == 3 * 4


def chased(case):
    return len(rows_of(case, "Chase call")) > 400


def overnight(case):
    same = [
        visit["Receive car"]["start"][:10] == visit["Hand over"]["end"][:10]
        and visit["Hand over"]["end"][11:] <= "17:00"
        for visit in visits_of(case)
    ]
    return 0.05 < sum(same) / len(same) < 0.5


def approval(case):
    return all("Ask approval" in visit for visit in visits_of(case) if "Sign estimate" in visit)


# promise, rule, words in the manual, what the data shows, words of a customer
FACTS_SEEN = {
    "a courtesy car only over eight booked hours": (
        None, "R03", "more than eight", courtesy, "the magic number is eight"),
    "a deposit held for two working days": (
        "P08", "R05", "two working days", hold, "did not take it for two working days"),
    "forty miles one way": ("P07", "R02", "more than forty miles", one_way, "forty was as far"),
    "no keys on a Saturday afternoon": (
        "P06", "R07", "keys stay in the cabinet", saturday, "by noon on the Saturday"),
    "three signed copies": ("P01", "R09", "three copies", copies, None),
    "nobody knows where the car is up to": ("P10", "R17", "all five levels", chased, "five levels"),
    "routine work takes a night": ("P04", "R13", "blue tray", overnight, "In by nine, out by five"),
    "a price is agreed before the work": (
        "P02", "R06", "name the price", approval, "the price we say is the price you pay"),
}  # fmt: skip


@pytest.mark.parametrize("fact", FACTS_SEEN)
def test_a_fact_is_the_same_in_every_document(case, fact):
    promise, rule, manual, shows, voice = FACTS_SEEN[fact]
    (number,) = case.service_key["rules"][rule]["paragraphs"]
    text = case.manual[number]["text"]
    assert manual.replace("forty", FACTS["oneway"]) in text
    assert shows(case)
    if promise:
        assert promise in case.promises
    if voice:
        said = [v["text"].lower() for v in case.verbatims.values()]
        assert any(voice.lower() in words for words in said)
    else:
        assert any("three" in v["text"] and "sign" in v["text"] for v in case.vignettes.values())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (simulation.LOAN_LIMIT10 / 10, {8.0: FACTS["courtesy"]}),
        (simulation.COPIES, {3: FACTS["copies"]}),
        (rentals.HOLD_DAYS, {2: FACTS["hold"].split()[0]}),
    ],
)
def test_the_simulation_runs_on_the_numbers_of_the_texts(number, words):
    spelled = {"eight": 8.0, "three": 3, "two": 2}
    assert spelled[words[number]] == number


@pytest.mark.parametrize(
    ("rule", "said"), [("R13", f"£{simulation.SIGNED_ABOVE}"), ("R07", "twelve"), ("R04", "three")]
)
def test_rules_say_the_numbers_that_the_simulation_uses(rule, said):
    assert said in rules()[rule].text


def test_every_deposit_is_what_the_table_says_where_the_table_is_clear(case):
    for hire in case.rentals:
        asked = {"age of driver": hire["age"], "vehicle": hire["vehicle"], "card": hire["card"]}
        assert outcome(case.tables["D2"], asked) == {f"£{hire['deposit']}"}, hire


def test_the_courtesy_table_turns_at_the_rules_eight_hours(case):
    private = {"day": "weekday", "customer": "private"}
    below = outcome(case.tables["D1"], private | {"booked hours": 8})
    above = outcome(case.tables["D1"], private | {"booked hours": 8.5})
    assert (below, above) == ({"no car"}, {"small car"})


def test_signing_is_three_times_as_long_as_one_copy(case):
    run = simulate(SEED, ["R09"])
    once = sum(e.minutes for s in run for e in s.events if e.step == "Sign sheets")
    assert event_log.effects(simulate(SEED))["R09"]["minutes"] == 2 * once


def test_everything_says_that_it_is_invented(built):
    for name in (
        "actions.json",
        "branch.json",
        "finance.json",
        "measures.json",
        "key-service.json",
        "manual.md",
    ):
        text = (built / name).read_text(encoding="utf-8").lower()
        assert "synthetic" in text or "invented" in text, name


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("failures.json", "402 times", "many times"), ("rentals.csv", "2025-", "later-")],
)
def test_an_audit_of_a_file_changed_by_hand_is_a_sentence(root, tmp_path, file, old, new):
    shutil.copytree(root / "course/cases/rowan-vale", tmp_path / "cases/rowan-vale")
    path = tmp_path / "cases/rowan-vale" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(cases.CaseError, match="changed by hand"):
        cases.truths("rowan-vale", tmp_path / "cases")
