"""Modules 06 and 07 against answers without thought, and what an honest answer may look like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cxkit.marking import DONE, LOOK_AGAIN, mark
from cxkit.marking.exercise import exercise
from cxkit.marking.exercises.module06.court import court_rules
from cxkit.marking.exercises.module06.material import known_rules
from cxkit.marking.exercises.module07.texts import texts
from cxkit.marking.together import Together

from . import rule_truth as m
from . import truth as t
from . import truth07 as d
from .test_module07 import _own_sight, told

LETTERS, NOTHING = "a b c d e f g", "\u3164\u3164 \u115f\u115f \u1160 \uffa0 \u200b \u3164\u1160"


def each(data: t.Data, section: str, **make: Callable[[int, Any], Any]) -> t.Data:
    """A copy with some fields of every row made from its number and the row."""
    rows = [{**row, **{k: f(n, row) for k, f in make.items()}} for n, row in enumerate(data[section])]
    return {**data, section: rows}


# ---- 6.5 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (lambda c: lambda n, row: known_rules(c)[row["id"]], "stands here once more"),
        (lambda c: lambda n, row: f"{LETTERS} {n}", "too short"),
        (lambda c: lambda n, row: f"Nobody in this firm likes that old rule {n}", "one reason between them"),
        (lambda c: lambda n, row: NOTHING + "\u3164" * n, "too short"),
    ],
    ids=["the rule once more", "letters", "one sentence, numbered", "nothing to be seen"],
)
def test_what_is_no_reason_earns_nothing_as_one(case: Any, reason: Any, words: str) -> None:
    found = mark("6.5", each(m.court(case), "rules", reason=reason(case)), case)
    assert found.state == LOOK_AGAIN and words in told(found, "reasons")
    assert next(r.credit for r in found.results if r.id == "reasons") == 0


def test_a_sound_rule_is_not_retired(case: Any) -> None:
    rules = court_rules(exercise("6.5").context(case))
    for rule, truth in rules.items():
        if not truth["obsolete"] and truth["type"] != "regulatory":
            assert mark("6.5", m.court(case, **{rule: "retire"}), case).state == LOOK_AGAIN


def test_how_laws_are_kept_may_change(case: Any) -> None:
    laws = [i for i, r in court_rules(exercise("6.5").context(case)).items() if r["type"] == "regulatory"]
    assert mark("6.5", m.court(case, **dict.fromkeys(laws, "change")), case).state == DONE


@pytest.mark.parametrize(
    "change",
    [{"text": lambda n, row: NOTHING}, {"text": lambda n, row: "The same rule for all of us."},
     {"origin": lambda n, row: "I don't know", "decision": lambda n, row: "keep"}],
    ids=["nothing to be seen", "one rule three times", "of unknown origin, and kept"],
)  # fmt: skip
def test_own_rules_are_rules(case: Any, change: Any) -> None:
    assert mark("6.5", each(m.own_register(), "rules", **change), case, mine=True).state == LOOK_AGAIN


# ---- 6.3 and 6.4 ----------------------------------------------------------------------------

SAID = [("up to 500", "New", "next day"), ("\u2264500", "KNOWN", "same day"), ("more than \u00a3500", "any", "same day")]


def test_a_table_in_plain_words_is_as_good(case: Any) -> None:
    data = m.own_table(SAID)
    data["inputs"][0]["values"], data["inputs"][1]["values"] = "\u00a30 to \u00a35,000", "new or known"
    assert mark("6.3", data, case, mine=True).state == DONE


@pytest.mark.parametrize(("kind", "state"), [("whole", DONE), ("number", LOOK_AGAIN)])
def test_between_two_whole_numbers_there_is_no_gap(case: Any, kind: str, state: str) -> None:
    data = m.own_table([("0 to 10", "any", "a"), ("11 to 20", "any", "b"), ("21 to 5000", "any", "c")])
    data["inputs"][0]["kind"] = kind
    assert mark("6.3", data, case, mine=True).state == state


def test_ages_in_words_are_read(case: Any) -> None:
    words = {"<25": "under 25", ">=25": "25+"}
    rows = [(words.get(age, age), *rest) for age, *rest in m.six_rows(case)]
    assert mark("6.4", m.shorter(case, rows), case).state == DONE


def test_a_table_that_cannot_be_read_is_not_called_empty(case: Any) -> None:
    found = mark("6.4", m.shorter(case, [("young", "car", "-", "\u00a3378")]), case)
    assert "No row yet" not in told(found, "single") + told(found, "short")


# ---- 7.2 ------------------------------------------------------------------------------------

STUFFED = {
    "letters": {"numerator": lambda n, row: f"x{n}", "denominator": lambda n, row: "y"},
    "the library's": {"numerator": lambda n, row: f"readers who had the book by their day {n}"},
    "one measure, numbered": {"numerator": lambda n, row: f"people who were helped {n}"},
    "another firm's": {"numerator": lambda n, row: texts("proposals")["proposal"][n]["text"]},
    "letters for a story": {"gamed": lambda n, row: f"{LETTERS} {n}"},
    "one story, numbered": {"gamed": lambda n, row: f"Somebody changes what stands in the system {n}"},
}  # fmt: skip


@pytest.mark.parametrize("make", STUFFED.values(), ids=STUFFED)
def test_a_replacement_is_not_stuffed(case: Any, make: Any) -> None:
    found = mark("7.2", each(d.replaced(case), "replaced", **make), case)
    assert next(r.value for r in found.results if r.id == "whole") <= 0.2


def test_an_output_does_not_replace_an_output(case: Any) -> None:
    names = {k["id"]: k["name"] for k in case.measures["kpis"]}
    other = each(d.replaced(case), "replaced", numerator=lambda n, row: names[d.outputs(case)[n + 9]])
    assert next(r.value for r in mark("7.2", other, case).results if r.id == "whole") == 0
    outcome = next(k for k, v in case.exercises["7.1"]["kinds"].items() if v == "outcome")
    known = t.put(d.replaced(case), "replaced", 0, numerator=names[outcome])
    assert mark("7.2", known, case).state == DONE


# ---- 7.3, 7.5, 7.6 --------------------------------------------------------------------------


@pytest.mark.parametrize("text", [LETTERS, NOTHING])
def test_a_way_back_is_told_in_words(case: Any, text: str) -> None:
    found = mark("7.3", t.put(d.sight(case), "stop", 0, wrong=text), case)
    assert "is open" in told(found, "stopped")


@pytest.mark.parametrize("text", ["", "Task", NOTHING])
def test_own_tasks_are_eight_different_ones(case: Any, text: str) -> None:
    rows = [row | {"text": text} for row in _own_sight()["tasks"]]
    assert mark("7.3", _own_sight() | {"tasks": rows}, case, mine=True).state == LOOK_AGAIN


@pytest.mark.parametrize(
    "text", ["x y", NOTHING, "I shall have it by Friday, or else I must buy it.", "A night nurse with one car"]
)
def test_a_new_line_is_the_learners_own(case: Any, text: str) -> None:
    beside = Together(case, lambda name, mine: d.first(case) if name == "3.4" else {})
    assert mark("7.5", d.second(case), beside).state == DONE
    data = t.put(d.second(case), "expectation", 0, text=text)
    assert next(r.value for r in mark("7.5", data, beside).results if r.id == "revised") == 0


def test_a_gap_may_be_rounded_to_a_whole_number_and_no_further(case: Any) -> None:
    whole = each(d.gaps(case), "rows", gap=lambda n, row: round(row["gap"]))
    assert mark("7.6", whole, case).state == DONE
    further = each(d.gaps(case), "rows", gap=lambda n, row: round(row["gap"]) + 2)
    assert mark("7.6", further, case).share == 0
