"""Module 04's material: what the key says follows from the files a learner has."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest

from cxkit.cases import Case, CaseError
from cxkit.cases.audit_heard import heard
from cxkit.cases.heard import HeardFiles
from cxkit.cases.rowan_vale.heard import heard_files, make_heard_provenance
from cxkit.cases.rowan_vale.world import make_world
from cxkit.techniques.agreement import kappa
from cxkit.techniques.dashboard import dashboard
from cxkit.techniques.drivers import drivers, jaccard, stability, standing, top
from cxkit.techniques.moments import METHODS, TYPES, Moment, Register, moment_type


class HeardCase(Case, HeardFiles):
    """A case with this part, wherever `Case` itself may have it."""


@pytest.fixture(scope="module")
def made():
    return heard_files(make_world())


@pytest.fixture(scope="module")
def told(built, made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("heard") / "rowan-vale"
    folder.mkdir()
    for path in built.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return HeardCase("rowan-vale", folder)


@pytest.fixture(scope="module")
def key(told):
    return told.heard_key["exercises"]


def test_files_are_small_and_the_same_each_time(made):
    assert made == heard_files(make_world())
    assert sum(map(len, made.values())) < 120_000
    assert all(content.endswith(b"\n") and b"\r" not in content for content in made.values())


def test_what_the_key_states_is_what_the_files_give(told):
    lines = list(heard(told))
    assert len(lines) > 70
    assert [line for line in lines if line[1] != line[2]] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "told_of"),
    [
        ("scripts.json", "Forty miles is as far", "Fifty miles is as far", "4 rv1 R02"),
        ("manual.md", "more than 40 miles", "more than 50 miles", "4 rv1 R02"),
        ("manual.md", "only if they come to more than eight", "only above nine", "4 rv2 R03"),
        ("moments.json", '"promise":"P10"', '"promise":"P77"', "4.4 promises"),
        ("moments.json", '"cost":4.32', '"cost":4.33', "4.5 cost to serve"),
        ("org-chart.json", '"to":"checker"', '"to":"clerk"', "5.2 hand-offs that the chart"),
        ("partner-rv2.json", '"kind":"BP","line":"L15"', '"kind":"BR","line":"L15"', "4.3 wrong"),
    ],
)
def test_the_audit_sees_a_document_that_says_something_else(
    told, tmp_path, name, old, new, told_of
):
    for path in told.folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    differ = [
        what for what, stated, found in heard(replace(told, folder=tmp_path)) if stated != found
    ]
    assert any(what.startswith(told_of) for what in differ), differ


# ---- 4.1 -----------------------------------------------------------------------------------


def test_interactions_are_balanced_and_two_are_debatable(told, key):
    counts = Counter(key["4.1"]["types"].values())
    assert len(told.interactions) == 24
    assert set(counts) == set(TYPES)
    assert min(counts.values()) >= 3
    assert len(key["4.1"]["also"]) == 2
    assert sum("Rowan & Vale" in item["text"] for item in told.interactions.values()) >= 2


def test_typing_without_thought_is_far_from_the_threshold(key):
    part, types = key["4.1"], list(key["4.1"]["types"].values())
    assert part["trivial"] < 0.25 < part["threshold"] == 0.7
    for kind in TYPES:
        assert kappa(types, [kind] * len(types)) <= part["trivial"]


# ---- the chart ------------------------------------------------------------------------------


def test_everybody_reports_to_somebody_who_is_there(told):
    roles = {role["id"]: role for role in told.org_chart["roles"]}
    units = {unit["id"]: unit for unit in told.org_chart["units"]}
    assert sum(not unit["part_of"] for unit in units.values()) == 1
    for role in roles.values():
        above, steps = role, 0
        while above["reports_to"]:
            above, steps = roles[above["reports_to"]], steps + 1
            assert steps < len(roles)
        assert above["title"] == "managing director" or above["performer"] == "supplier"
        assert role["unit"] in units


def test_people_on_the_chart_are_those_of_the_branch(told):
    performers = told.branch["performers"]
    number = {role["performer"]: role["number"] for role in told.org_chart["roles"]}
    people = {id_: item["number"] for id_, item in performers.items() if item["kind"] == "person"}
    assert {id_: number[id_] for id_ in people} == people


def test_the_chart_hides_most_hand_offs(told):
    supplies = told.heard_key["supplies"]
    assert len(supplies["seen"]) == len(told.org_chart["supplies"]) < len(supplies["unseen"])


# ---- 4.3 to 4.6 -----------------------------------------------------------------------------


def test_the_partner_misses_four_turns_two_and_adds_three(key):
    part = key["4.3"]
    assert [len(part[name]) for name in ("missed", "wrong", "extra")] == [4, 2, 3]


@pytest.mark.parametrize("on", ["all", "expectation", "emotion"])
@pytest.mark.parametrize("how", ["regression", "correlation"])
def test_the_top_five_do_not_hang_on_the_method(told, key, on, how):
    assert sorted(top(drivers(told.moment_ratings, on, how))) == key["4.5"]["top"]


def test_the_top_five_are_clear(told, key):
    ranks = stability(told.moment_ratings, draws=200)
    assert all(ranks[id_].redrawn > 0.9 for id_ in key["4.5"]["top"])


def test_stated_importance_is_another_matter(told, key):
    part, stated = key["4.5"], key["4.5"]["by_stated_importance"]
    assert len({*part["top"]} - {*stated}) == 2
    assert jaccard(part["top"], stated) <= part["trivial"] < part["threshold"] == 0.5


def test_levels_of_the_moments(told, key):
    found = {id_: standing_.word for id_, standing_ in standing(told.moment_ratings).items()}
    assert found == key["4.6"]["levels"]
    assert min(Counter(found.values()).values()) >= 3
    assert all(found[id_] == "below" for id_ in key["4.6"]["redesign"])


def test_ratings_are_whole(told):
    rows = told.moment_ratings
    assert len(rows) == 150 * 12
    overall = {}
    for row in rows:
        assert overall.setdefault(row["customer"], row["overall"]) == row["overall"]
    assert len(overall) == 150


@pytest.fixture(scope="module")
def register(told):
    known = set(Moment.model_fields)
    moments = [
        {n: m[n] for n in known & set(m)} | {"code": m["id"]} for m in told.moments["moments"]
    ]
    actors = [{"id": actor["name"]} | actor for actor in told.moments["actors"]]
    return Register.model_validate({"moments": moments, "actors": actors})


def test_the_register_is_one_that_a_learner_could_have_made(told, register):
    assert len({row.description for row in register.rows}) == len(register.rows) == 12
    for row in register.rows:
        assert row.method in METHODS
        assert row.type == moment_type(register, row)
        assert row.promise == "not promised" or row.promise in told.promises
    assert 0 < sum(not row.owner for row in register.rows) < 12


def test_every_measure_of_the_dashboard_can_be_computed(told, register):
    found = dashboard(register, told.moment_ratings, told.event_log, told.moment_estimates)
    assert [measure.name for measure in found if measure.missing or measure.value is None] == []


# ---- reading --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "attribute", "words"),
    [
        ("scripts.json", "[]x", "scripts", "whole JSON"),
        ("scripts.json", '[{"id":"rv1"}]', "scripts", "the field 'title'"),
        ("key-recordings.json", '{"schema":2,"recordings":{}}', "recordings_key", "schema 1"),
        ("key-heard.json", '{"schema":1}', "heard_key", "the field 'exercises'"),
        ("interactions.json", "{}", "interactions", "a list of items"),
        ("org-chart.json", "[]", "org_chart", "named fields"),
        ("moment-ratings.csv", "customer,overall\n", "moment_ratings", "the columns customer"),
    ],
)
def test_a_damaged_file_is_named(told, tmp_path, name, content, attribute, words):
    (tmp_path / "moments.json").write_bytes((told.folder / "moments.json").read_bytes())
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(CaseError, match=words) as error:
        getattr(HeardCase("rowan-vale", tmp_path), attribute)
    assert name in str(error.value)


@pytest.mark.parametrize("value", ["11", "", "x", "0", "-1"])
def test_a_rating_out_of_bounds_is_named(told, made, tmp_path, value):
    (tmp_path / "moments.json").write_bytes(made["moments.json"])
    lines = made["moment-ratings.csv"].decode("utf-8").splitlines()
    cells = lines[3].split(",")
    lines[3] = ",".join([cells[0], value, *cells[2:]])
    (tmp_path / "moment-ratings.csv").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    with pytest.raises(CaseError, match=r"from 1 to 10.*at line 4, overall"):
        _ = HeardCase("rowan-vale", tmp_path).moment_ratings


def test_provenance_tells_the_figures():
    text = make_heard_provenance(make_world())
    assert all(name in text for name in heard_files(make_world()))
    assert json.dumps(text).isascii()
