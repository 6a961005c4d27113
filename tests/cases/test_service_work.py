"""The map, the plan, the contacts, the measures; and that the documents alone give every truth."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from cxkit import cases
from cxkit.cases.audit import audit
from cxkit.cases.case import Case
from cxkit.cases.rowan_vale import files


@pytest.fixture(scope="module")
def key(case):
    return case.service_key["exercises"]


def test_every_truth_is_what_the_documents_say(case):
    lines = audit(case)
    assert [line for line in lines if line[1] != line[2]] == []
    assert len(lines) > 90


@pytest.mark.parametrize("seed", [1, 2])
def test_the_truths_follow_from_the_documents_whatever_the_seed(tmp_path, seed):
    for name, content in files(seed).items():
        (tmp_path / name).write_bytes(content)
    opened = Case("rowan-vale", tmp_path)
    assert [line for line in audit(opened) if line[1] != line[2]] == []
    assert 0.2 <= opened.service_key["exercises"]["8.5"]["share"] <= 0.35


@pytest.mark.parametrize(
    ("name", "old", "new", "truth"),
    [
        ("event-log.csv", ",Chase call,", ",Query sheet,", "log: chase calls"),
        ("rentals.csv", ",refused,", ",granted,", "6.2 R02"),
        (
            "contacts.csv",
            "How far are you with my car?",
            "Price of a battery, fitted.",
            "5.6 share",
        ),
        ("tables.json", '"(8..16]"', '"(9..16]"', "6.3 D1 gaps"),
        ("steps.json", '"counterpart": "customer"', '"counterpart": ""', "5.2 moments"),
        ("actions.json", '"budget": 6000', '"budget": 2000', "5.5 most"),
        ("measures.json", '"pence": ', '"pence": 1', "7.4 leaves reported wrongly"),
        ("finance.json", '"number": 1', '"number": 2', "7.4 courtesy"),
        ("failures.json", " times a customer", "0 times a customer", "5.4 F"),
        ("survey.csv", ",5,2\n", ",1,2\n", "2.5 need gap"),
    ],
)
def test_the_audit_sees_a_changed_document(built, tmp_path, name, old, new, truth):
    for path in built.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == name:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / path.name).write_text(text, encoding="utf-8", newline="\n")
    wrong = [line[0] for line in audit(Case("rowan-vale", tmp_path)) if line[1] != line[2]]
    assert any(name_.startswith(truth) for name_ in wrong), wrong


def reached(edges, start):
    seen, edge = {start}, [start]
    while edge:
        here = edge.pop()
        edge += [b for a, b in edges if a == here and b not in seen]
        seen |= {b for a, b in edges if a == here}
    return seen


def test_the_map_has_one_start_one_end_and_no_step_beside_the_way(case):
    edges = [(a, b) for a, step in case.steps.items() for b in step["next"]]
    assert set(case.steps) - {b for _, b in edges} == {"T00"}
    assert set(case.steps) - {a for a, _ in edges} == {"T22"}
    assert reached(edges, "T00") == set(case.steps)
    assert reached([(b, a) for a, b in edges], "T22") == set(case.steps)


def test_steps_that_customers_speak_of_cite_them(case):
    cited = {id_: step["evidence"] for id_, step in case.steps.items() if step["evidence"]}
    assert len(cited) == 9
    assert {id_[0] for ids in cited.values() for id_ in ids} == {"P", "Q", "V"}


@pytest.mark.parametrize("exercise", ["7.1", "7.3"])
def test_thought_is_needed_for_the_threshold(key, exercise):
    assert 0 <= key[exercise]["trivial"] < key[exercise]["threshold"]


def test_the_ratio_of_breaks_to_moments_is_one_to_look_at(key):
    assert 1.5 <= len(key["5.2"]["break_points"]) / len(key["5.2"]["moments"]) <= 8


def test_every_action_names_break_points_of_the_map_and_some_are_no_choice(case, key):
    points = {point["id"] for point in case.actions["break_points"]}
    assert points == set(key["5.2"]["break_points"])
    assert all(set(action["breaks"]) <= points for action in case.actions["actions"])
    assert key["5.5"]["dominated"]
    assert sum(action["days"] > 90 for action in case.actions["actions"]) == 2


@pytest.mark.parametrize("aim", ["by_number", "by_times"])
def test_the_best_plan_keeps_to_budget_and_days_and_beats_taking_the_cheapest(case, key, aim):
    actions = {action["id"]: action for action in case.actions["actions"]}
    plan = key["5.5"][aim]["plan"]
    assert sum(actions[a]["cost"] for a in plan) <= case.actions["budget"]
    assert all(actions[a]["days"] <= 90 for a in plan)
    assert not set(plan) & set(key["5.5"]["dominated"])


def test_rules_and_plan_together_save_a_fifth_to_a_third_without_counting_twice(key):
    found = key["8.5"]
    assert 0.20 <= found["share"] <= 0.35
    assert found["both"] == found["rules"] + found["plan_after_rules"]
    assert found["plan_after_rules"] < key["5.5"]["saves"]["pence"]


def test_failure_demand_is_a_good_part_and_said_in_many_ways(case, key):
    assert 0.3 < key["5.6"]["share"] < 0.5
    assert len({row["words"] for row in case.contacts}) >= 35
    assert all(n >= 8 for n in key["5.6"]["reasons"].values())
    times = [(row["day"], row["time"]) for row in case.contacts]
    assert times == sorted(times)


def test_contacts_about_a_visit_or_hire_name_one_that_exists(case):
    known = {row["case"] for row in case.event_log} | {hire["hire"] for hire in case.rentals}
    assert {row["about"] for row in case.contacts} - {""} <= known


def test_thirty_kpis_of_which_four_fifths_are_outputs(case, key):
    kinds = Counter(key["7.1"]["kinds"].values())
    assert kinds == {"output": 24, "outcome": 4, "disputed": 2}
    assert all(key["7.1"]["why"].values()) and len(case.measures["kpis"]) == 30


def test_the_order_of_kpis_and_activities_gives_nothing_away(case, key):
    kinds = [key["7.1"]["kinds"][kpi["id"]] for kpi in case.measures["kpis"]]
    assert kinds != sorted(kinds)
    orphans = [int(id_[1:]) for id_ in key["7.3"]["orphans"]]
    assert max(orphans) - min(orphans) > 15


def test_forty_two_activities_seven_serve_nothing_one_objective_is_unserved(case, key):
    tests = Counter(item["test"] for item in key["7.3"]["activities"].values())
    assert sum(tests.values()) == 42 == len(case.measures["activities"])
    assert tests["none"] == 7 and tests["regulatory"] == 4
    assert key["7.3"]["unserved"] == ["B5"] and len(case.measures["objectives"]) == 5
    law = {id_ for id_, r in case.service_key["rules"].items() if r["type"] == "regulatory"}
    cited = {item["rule"] for item in key["7.3"]["activities"].values() if item["rule"]}
    assert cited == law
    for item in key["7.3"]["activities"].values():
        assert bool(item["serves"]) == (item["test"] in ("direct", "enabling"))


def test_learners_see_nothing_of_the_truth(case):
    assert {frozenset(a) for a in case.measures["activities"]} == {
        frozenset({"id", "text", "department", "hours_a_week"})
    }
    for kpi in case.measures["kpis"]:
        assert set(kpi) <= {"id", "name", "unit", "reader", "value"}
    for action in case.actions["actions"]:
        assert set(action) == {"id", "text", "cost", "days", "breaks"}
    assert all("kind" not in row for row in case.contacts)


def test_the_tree_sums_up_when_the_slips_are_mended(case, key):
    children = {}
    for node in case.measures["tree"]:
        children.setdefault(node["parent"], []).append(node["id"])
    right = key["7.4"]["pence"]
    for parent, nodes in children.items():
        if parent:
            assert right[parent] == sum(right[node] for node in nodes), parent
    reported = {node["id"]: node["pence"] for node in case.measures["tree"]}
    off = [p for p, nodes in children.items() if p and reported[p] != sum(map(reported.get, nodes))]
    assert sorted(off) == ["consequences", "talking"]
    assert key["7.4"]["wrong"] == ["calls", "yard"]


def test_loading_everything_is_quick(built, capsys):
    spent = []
    for _ in range(3):
        begun = time.perf_counter()
        opened = cases.load(built)
        for name in ("key", "vignettes", "verbatims", "survey", "event_log", "rentals", "contacts",
                     "rules", "manual", "tables", "branch", "steps", "failures", "actions",
                     "measures", "finance", "service_key", "claims", "report", "colleague_map",
                     "stated_key", "scripts", "recordings_key", "moments", "moment_ratings",
                     "interactions", "heard_key"):  # fmt: skip
            assert getattr(opened, name)
        spent.append(time.perf_counter() - begun)
    with capsys.disabled():
        print(f"\nwhole case with the service files loaded in {1000 * min(spent):.0f} ms")


def test_both_cases_stay_small(root):
    folders = (root / "course/cases", root / "course/trainer/brightwater-key")
    sizes = [path.stat().st_size for folder in folders for path in folder.rglob("*")]
    assert sum(sizes) < 3_000_000
