"""Nothing in a paper's folder tells the key: no field, no order, no look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import sqrt
from typing import Any

import pytest

from cxkit.cases.brightwater import Paper

from .conftest import FEW, made, opened

# Words that are names of fields in the key and may be none in a paper.
_SECRET = {
    "obsolete", "decision", "kind", "kinds", "gold", "optional", "also", "effect", "effects",
    "trivial", "threshold", "truth", "category", "needs", "serves", "orphans", "best", "faults",
    "witness", "events", "annotators", "note of", "gone", "fate", "site", "key", "why", "citation",
    "asked", "meant", "type",
}  # fmt: skip
# `type` names how a table's input is written; a task says what is to be typed.
_ALLOWED = {("tables.json", "type"), ("paper.json", "type"), ("paper.json", "kind")}


def _fields(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _fields(inner)


def test_no_field_of_the_paper_is_one_of_the_key(paper: Paper) -> None:
    for name, content in paper.files.items():
        if name.endswith(".json"):
            found = {field for field in _fields(json.loads(content)) if field in _SECRET}
            assert {field for field in found if (name, field) not in _ALLOWED} == set(), name


def test_the_tasks_name_items_in_the_order_of_their_ids(paper: Paper, shown: Any) -> None:
    needs, moments, *_ = shown["paper"]["tasks"]
    assert needs["sort"] == sorted(needs["sort"]) and needs["kind"] == sorted(needs["kind"])
    assert set(moments["type"]["moments"]) == {f"M{n}" for n in range(1, 9)}
    assert moments["annotate"] != moments["type"]["recording"], "what is to be found is not told"


def test_the_catalogue_names_no_break_point_but_those_of_its_actions(shown: Any, key: Any) -> None:
    named = {point["id"] for point in shown["actions"]["break_points"]}
    assert named == {id_ for action in shown["actions"]["actions"] for id_ in action["breaks"]}
    # Nobody may count in one task what another one lists.
    assert named < set(key["tasks"]["breaks"]["break_points"])


def test_the_id_is_no_part_of_the_seed_and_is_on_both_sides(paper: Paper, key: Any) -> None:
    assert key["paper"] == paper.id
    assert len(paper.id) == 16
    assert all(secret not in content for secret in FEW for content in paper.files.values())


def _places(name: str) -> Iterator[tuple[list[str], set[str]]]:
    """Ids in order, and those that the key singles out, paper by paper."""
    for secret in FEW:
        shown, key = opened(secret)
        tasks = key["tasks"]
        if name == "rules":
            yield [r["id"] for r in shown["rules"]], set(tasks["rules"]["obsolete"]["truth"])
        elif name == "law":
            law = set(tasks["rules"]["court"]["regulatory"])
            yield [r["id"] for r in shown["rules"]], law
        elif name == "kpis":
            kinds = tasks["measures"]["kpis"]["truth"]
            yield [k["id"] for k in shown["measures"]["kpis"]], {
                k for k, kind in kinds.items() if kind != "output"
            }
        elif name == "activities":
            yield [a["id"] for a in shown["measures"]["activities"]], set(
                tasks["measures"]["orphans"]["truth"]
            )
        elif name == "actions":
            yield [a["id"] for a in shown["actions"]["actions"]], set(
                tasks["measures"]["plan"]["plan"]
            )
        elif name == "table":
            faulty = tasks["rules"]["table"]["faults"]
            rows = {row for items in faulty.values() for item in items for row in item["rows"]}
            yield [r["id"] for r in shown["tables"][0]["rules"]], rows
        elif name == "notes":
            notes = shown_notes(secret)
            rules = tasks["rules"]["rules"].values()
            yield notes, {rule["note"] for rule in rules if rule["obsolete"]}


def shown_notes(secret: bytes) -> list[str]:
    manual = made(secret).files["manual.md"].decode()
    last = manual.split("## ")[-1]
    return [line.partition("** ")[2] for line in last.splitlines() if line.startswith("**")]


@pytest.mark.parametrize(
    "name", ["rules", "law", "kpis", "activities", "actions", "table", "notes"]
)
def test_where_an_item_stands_says_nothing_about_it(name: str) -> None:
    # The mean place of those singled out lies as near the middle as chance would have it.
    gone, spread, runs = 0.0, 0.0, 0
    for ids, marked in _places(name):
        count, some = len(ids), len(marked)
        assert marked <= set(ids)
        places = [n for n, id_ in enumerate(ids) if id_ in marked]
        gone += sum(places) - some * (count - 1) / 2
        spread += some * (count - some) * (count + 1) / 12
        runs += places == list(range(places[0], places[0] + some))
    assert abs(gone) < 3 * sqrt(spread)
    assert runs <= 3


def test_categories_of_letters_do_not_stand_together() -> None:
    for secret in FEW:
        shown, key = opened(secret)
        letters = key["tasks"]["needs"]["letters"]
        order = [letters[letter["id"]]["category"] for letter in shown["letters"]]
        assert sum(a == b for a, b in zip(order, order[1:], strict=False)) <= 6
        assert order != sorted(order)
