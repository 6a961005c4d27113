"""Module 07: what the checks say at their edges, on one's own organisation, and their bounds."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from cxkit.cases.rowan_vale.calibration import DRAWS, trivial_labels
from cxkit.cases.stream import Stream
from cxkit.marking import DONE, LOOK_AGAIN, Mark, mark
from cxkit.marking.exercises.module07.branch import (
    AGREE,
    DIFFER,
    claims,
    joined,
    open_tasks,
    rules_offered,
    true_orphans,
)
from cxkit.marking.exercises.module07.second import citable, first_cycle, since
from cxkit.marking.exercises.module07.sight import THRESHOLD, TRIVIAL, set_f1
from cxkit.marking.exercises.module07.texts import texts
from cxkit.marking.exercises.module07.tree import leaves, reported
from cxkit.marking.together import Together
from cxkit.techniques.agreement import kappa
from cxkit.techniques.measures_tree import joints
from cxkit.techniques.sight import NONE, TESTS, SightLines, seen

from . import truth as t
from . import truth07 as d


def told(found: Mark, criterion: str) -> str:
    rows = next(r for r in found.results if r.id == criterion).findings
    return " ".join(f"{f.where}: {f.what} {f.why} {f.next}" for f in rows)


# ---- bounds ---------------------------------------------------------------------------------


def test_what_no_thought_reaches_with_the_proposals(case: Any) -> None:
    found = texts("proposals")
    truth = [p["put"] for p in found["proposal"]]
    assert trivial_labels(truth, list(found["labels"]), kappa, Stream(7, "trivial 7.2")) == found["trivial"]


def test_what_no_thought_reaches_with_the_orphans(case: Any) -> None:
    truth, rows = true_orphans(case), claims(case)
    tasks = [a["id"] for a in open_tasks(case)]

    def lost(choice: Any, test: Any) -> set[str]:
        said = {c.id for c in rows if (c.said if choice(c.id) == AGREE else c.other).test == NONE}
        return said | {a for a in tasks if test(a) == NONE}

    one_way = [set_f1(truth, lost(lambda _, c=c: c, lambda _, x=x: x)) for c in (AGREE, DIFFER) for x in TESTS]
    chance = Stream(7, "trivial 7.3")
    blind = sorted(
        set_f1(truth, lost(lambda _: chance.pick((AGREE, DIFFER)), lambda _: chance.pick(TESTS)))
        for _ in range(DRAWS)
    )
    assert max(*one_way, blind[int(0.95 * (DRAWS - 1))]) <= TRIVIAL + 0.01 < THRESHOLD


# ---- the material ---------------------------------------------------------------------------


def test_the_other_team_is_right_and_wrong_both_ways(case: Any) -> None:
    wrong = [c for c in claims(case) if not c.right]
    assert 5 <= len(wrong) <= 9
    assert {c.said.test == NONE for c in wrong} == {True, False}
    assert len(claims(case)) + len(open_tasks(case)) == 46
    # Whoever is wrong is put right by the second choice, and by nothing else.
    key = case.exercises["7.3"]["activities"]
    for c in wrong:
        if c.id in key:
            assert (c.other.test, c.other.rule) == (key[c.id]["test"], key[c.id]["rule"])


def test_a_claim_on_a_task_that_is_not_there_says_so(case: Any) -> None:
    class Less:
        measures = {**case.measures, "activities": case.measures["activities"][:3]}
        exercises = case.exercises

    with pytest.raises(LookupError, match="Expected a task"):
        claims(Less())


def test_the_lines_of_the_key_agree_with_the_case(case: Any) -> None:
    found = seen(joined(SightLines.read(d.sight(case)), case))
    key = case.exercises["7.3"]
    assert [o for o in found.orphans if o[0] == "A"] == key["orphans"]
    assert list(found.unserved) == key["unserved"]
    assert {k["rule"] for k in key["activities"].values() if k["rule"]} <= set(rules_offered(case))


def test_the_tree_as_it_is_comes_out(case: Any) -> None:
    assert all(j.adds for j in joints(reported(case, right=True)))
    wrong = [j for j in joints(reported(case)) if not j.adds]
    assert len(wrong) == len(case.exercises["7.4"]["wrong"])
    office = texts("office")
    assert set(office["belongs"]) == set(office["counted"]) == set(leaves(case))
    # A product within its rounding is no slip, though it misses by more than a pound.
    product = next(j for j in joints(reported(case)) if j.joined == "product")
    assert product.adds and abs(product.off) > 1


def test_what_belongs_into_a_leaf_is_what_the_ledger_puts_there(case: Any) -> None:
    for leaf, steps in case.finance["leaves"].items():
        assert all(step in texts("office")["belongs"][leaf] for step in steps), leaf


def test_everything_that_can_be_cited_has_words(case: Any) -> None:
    assert all(words.strip() for words in citable(case).values())
    assert {"T09", "R03", "K07", "A18", "L1", "T14-T15"} <= set(since(case))


# ---- what the checks say --------------------------------------------------------------------


SAID = {
    "a share of one's own that is not the list's": ("7.1", lambda c: d.audit(c, share=0.5), "share", "another share"),
    "a share in words": ("7.1", lambda c: d.audit(c, share="most"), "share", "is not a share"),
    "the sources' figure stands beside one's own": ("7.1", d.audit, "share", "The sources say 80 %"),
    "the law is not stopped": (
        "7.3", lambda c: d.sight(c, **{next(a["id"] for a in open_tasks(c) if c.exercises["7.3"]["activities"][
            a["id"]]["test"] == "regulatory"): ("none", "")}), "orphans", "The law demands it"),
    "a project of the board": (
        "7.3", lambda c: d.sight(c, J2=(AGREE, "")), "orphans", "To draw what needs no change"),
    "what hangs on one thing": ("7.3", d.sight, "read", "B2 hangs on O5 alone"),
    "the rounding": (
        "7.4", lambda c: t.put(d.tree(c), "sums", 0, adds="no", off=-1.87), "sums", "by the rounding"),
    "a sign": ("7.6", lambda c: t.put(d.gaps(c), "rows", 0, gap=23.5), "worked", "the other sign"),
    "a share of one where a hundred is meant": ("7.6", lambda c: t.put(
        d.gaps(c), "rows", 2, target=0.25, gap=-0.62), "worked", "All 6 gaps come out"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make", "criterion", "words"), SAID.values(), ids=SAID)
def test_a_finding_says_what_it_is_about(case: Any, name: str, make: Any, criterion: str, words: str) -> None:
    assert words in told(mark(name, make(case), case), criterion)


def test_the_differences_of_the_tree_are_not_told_before_they_are_found(case: Any) -> None:
    data = t.every(d.tree(case), "sums", adds="yes", off=None)
    data = t.every(data, "repairs", slip="fine", value=None)
    found = mark("7.4", data, case)
    text = told(found, "sums") + told(found, "repaired")
    assert "692" not in text and "1,512" not in text and "2,424" not in text


def test_a_second_cycle_needs_a_first(case: Any) -> None:
    found = mark("7.5", d.second(case), case)
    assert found.state == LOOK_AGAIN
    assert "There is no first cycle to revise." in told(found, "whole")


def test_a_damaged_first_cycle_is_as_good_as_none(case: Any) -> None:
    beside = Together(case, lambda name, mine: {"payer": 7})
    assert mark("7.5", d.second(case), beside).state == LOOK_AGAIN


# ---- one's own organisation -----------------------------------------------------------------

KPIS = {"kpis": [{"id": f"k{n}", "name": f"Measure {n}"} for n in range(6)]}


@pytest.mark.parametrize(
    ("labels", "share", "state"),
    [
        ([{"id": f"k{n}", "choice": "output" if n else "outcome"} for n in range(6)], 5 / 6, DONE),
        ([{"id": f"k{n}", "choice": "output"} for n in range(6)], 0.8, LOOK_AGAIN),
        ([{"id": f"k{n}", "choice": "output"} for n in range(5)], 1.0, LOOK_AGAIN),
        ([], 0.8, LOOK_AGAIN),
    ],
    ids=["follows", "the sources' share", "one open", "nothing judged"],
)
def test_own_measures_are_those_of_0_2(case: Any, labels: list[Any], share: float, state: str) -> None:
    beside = Together(case, lambda name, mine: KPIS if name == "0.2" and mine else {})
    found = mark("7.1", {"labels": labels, "stated": [{"id": "share", "share": share}]}, beside, mine=True)
    assert found.state == state


def test_own_measures_can_be_written_where_0_2_is_empty(case: Any) -> None:
    labels = [{"id": f"l{n}", "name": f"Measure {n}", "choice": "output"} for n in range(5)]
    found = mark("7.1", {"labels": labels, "stated": [{"id": "share", "share": 1.0}]}, case, mine=True)
    assert found.state == DONE
    assert [q.section for q in found.questions] == ["stated"]


def _own_sight(**changes: Any) -> dict[str, Any]:
    tasks = [{"id": f"a{n}", "code": f"A{n}", "text": f"Task {n}", "test": "direct", "serves": ["O1"]} for n in range(8)]
    data = {
        "objectives": [{"id": "b1", "code": "B1", "text": "More"}, {"id": "b2", "code": "B2", "text": "Known"}],
        "outcomes": [{"id": "o1", "code": "O1", "text": "I slept.", "objectives": ["B1"]},
                     {"id": "o2", "code": "O2", "text": "I ate.", "objectives": ["B2"]}],
        "tasks": tasks,
        "stop": [],
    }  # fmt: skip
    data["tasks"] = [row | changes.get(row["id"], {}) for row in tasks]
    return data | {k: v for k, v in changes.items() if k in data}


STOP = [{"id": "stop", "task": "A3", "ask": "The night nurse: who reads the second list?",
         "wrong": "Within a month somebody looks for it and rings us."}]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, DONE),  # nothing serves nothing, so there is nothing to stop
        ({"a3": {"test": "none", "serves": []}}, LOOK_AGAIN),
        ({"a3": {"test": "none", "serves": []}, "stop": STOP}, DONE),
        ({"a3": {"test": "enabling", "serves": ["A4"]}}, DONE),
        ({"a3": {"test": "enabling", "serves": ["A4"]}, "a4": {"test": "enabling", "serves": ["A3"]}}, LOOK_AGAIN),
        ({"a3": {"test": "regulatory", "serves": []}}, LOOK_AGAIN),
        ({"a3": {"test": ""}}, LOOK_AGAIN),
        ({"outcomes": [{"id": "o1", "code": "O1", "text": "I slept.", "objectives": ["B1"]}]}, LOOK_AGAIN),
    ],
)
def test_own_lines_hold_without_a_key(case: Any, changes: dict[str, Any], state: str) -> None:
    found = mark("7.3", _own_sight(**changes), case, mine=True)
    assert found.state == state, [f for r in found.results for f in r.findings]
    assert {r.id for r in found.results} == {"filled", "holds", "stopped"}


def test_if_all_is_direct_the_form_asks(case: Any) -> None:
    assert "All of it direct?" in mark("7.3", _own_sight(), case, mine=True).questions[0].text


def test_an_own_tree_says_by_how_much_it_is_off(case: Any) -> None:
    rows = [("f0", "", 10), ("f1", "f0", 4), ("f2", "f0", 5), ("f3", "f1", 2), ("f4", "f1", 2)]
    nodes = [{"id": i, "code": i, "name": i, "parent": p, "value": v} for i, p, v in rows]
    found = mark("7.4", {"nodes": nodes}, case, mine=True)
    assert "The parts make 9; 10 stands above them." in told(found, "sums")
    fixed = copy.deepcopy(nodes)
    fixed[2]["value"] = 6
    assert mark("7.4", {"nodes": fixed}, case, mine=True).state == DONE


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "All 3 gaps come out"),
        ({"target_unit": "days"}, "are two units"),
        ({"gap": -5}, "The gap does not follow"),
        ({"target": 1, "gap": -1}, "no better than today"),
        ({"today": "unknown"}, "Today or target is no number"),
        ({"unit": "per cent", "target_unit": "%", "today": 0.5, "target": 0.8, "gap": 30}, "All 3 gaps come out"),
    ],
)
def test_own_gaps_are_in_one_unit(case: Any, changes: dict[str, Any], words: str) -> None:
    row = {"name": "Callers", "today": 2, "unit": "calls", "comparator": "at least", "target": 7,
           "target_unit": "calls", "gap": 5}  # fmt: skip
    rows = [{"id": f"g{n}", **row} | (changes if n == 1 else {}) for n in range(3)]
    assert words in told(mark("7.6", {"rows": rows}, case, mine=True), "worked")


def test_three_own_replacements_are_enough(case: Any) -> None:
    rows = d.replaced(case, count=3)["replaced"]
    assert mark("7.2", {"replaced": rows}, case, mine=True).state == DONE
    assert mark("7.2", {"replaced": rows[:2]}, case, mine=True).state == LOOK_AGAIN


@pytest.mark.parametrize(
    ("map_", "line", "shown"),
    [
        (d.FIRST, {}, "Where you must be, in time"),
        (d.FIRST, {"lines": [{"id": "a", "text": "There by ten"}], "choice": [{"id": "choice", "keep": "a"}]}, "There by ten"),
        ({}, {"lines": [{"id": "a", "text": "There by ten"}], "choice": [{"id": "choice", "keep": "a"}]}, ""),
    ],
    ids=["no 3.5", "the line kept in 3.5", "a line alone is no map"],
)  # fmt: skip
def test_the_first_cycle_has_the_line_that_was_kept(case: Any, map_: Any, line: Any, shown: str) -> None:
    others = {"3.4": map_, "3.5": line}
    one = first_cycle(Together(case, lambda name, mine: others[name]))
    assert one.oneliner == shown
    assert one.blank is (not shown)
