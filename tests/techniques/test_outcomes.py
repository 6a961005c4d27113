"""The outcome map: what stands in it, what changed, what gives it away."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.techniques.artefact import ArtefactError
from cxkit.techniques.cycles import log_faults, map_diff
from cxkit.techniques.insiders import inside, mentions
from cxkit.techniques.oneliner import OneLiner, business_fault, line_faults
from cxkit.techniques.outcomes import BOXES, OutcomeMap, box_evidence, box_texts, gaps, words
from cxkit.techniques.review import Remark, open_remarks

NAMES = {
    "general": ["colleague", "call centre", "operations team"],
    "case": ["parts clerk", "our planner", "Mr Hathersage"],
    "alone": ["fitter", "finance", "clerk"],
}
FULL: dict[str, Any] = {
    "about": [{"id": "about", "objective": "B1"}],
    "payer": [{"id": "a", "text": "A reader with one hour", "evidence": "L07, l12"}],
    "expectation": [{"id": "b", "text": "It will be out.", "evidence": ["L12"]}],
    "process": [{"id": "c", "text": "Passing on Thursday", "evidence": ["L07"]}],
    "impacts": [
        {"id": "d", "sign": "+", "text": "The chapter was known", "evidence": ["L09"]},
        {"id": "e", "sign": "-", "text": "The list is a day old", "evidence": ["L12", "L09"]},
    ],
    "statements": [
        {"id": "f", "measure": "Readers who leave with it", "comparator": "at least", "baseline": 62,
         "target": 85, "unit": "per cent", "source": "door count", "owner": "reading room",
         "due": "30 September 2026", "serves": "Thursday"},
    ],
    "line": [{"id": "line", "text": "Ready on the day it counts"}],
}  # fmt: skip


def made(**changes: Any) -> OutcomeMap:
    return OutcomeMap.read(FULL | changes)


def test_an_untouched_map_is_blank_and_has_no_gap() -> None:
    one = OutcomeMap.read({"payer": [{"id": "a", "text": " "}], "statements": [{"id": "s"}]})
    assert one.blank
    assert (gaps(one), one.oneliner, box_texts(one)["5"]) == ([], "", [])


def test_boxes_are_read_with_signs_sentences_and_evidence() -> None:
    texts, ids = box_texts(made()), box_evidence(made())
    assert texts["1"] == ["A reader with one hour"]
    assert texts["4"] == ["+ The chapter was known", "- The list is a day old"]
    assert texts["5"] == [
        "Readers who leave with it: at least 85 per cent, today 62, by 30 September 2026, "
        "door count, reading room"
    ]
    assert texts["6"] == ["Ready on the day it counts"]
    assert (ids["1"], ids["4"], ids["5"]) == (["L07", "L12"], ["L09", "L12"], ["door count"])


def test_a_version_beyond_the_third_is_refused() -> None:
    with pytest.raises(ArtefactError, match="at most 3"):
        OutcomeMap.read({"version": 4})


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("Ready on the day it counts", 6), ("Ready - on time", 3), ("Home, tonight!", 2),
     ("well-kept promises", 2)],
)  # fmt: skip
def test_words_of_a_line_are_counted(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A fitter", "fitter"),
        ("the FITTERS", "fitter"),
        ("our planner and the parts clerks", "our planner"),
        ("Fitters, colleagues & clerks", "fitter"),
        ("Mr. Hathersage", "Mr Hathersage"),
        ("A fitter from Hexham who hires at weekends", ""),
        ("a clerk and her daughter", ""),
        ("A woman from a call centre", ""),
        ("Finance", "finance"),
        ("", ""),
        ("and", ""),
    ],
)
def test_only_an_entry_of_inside_names_alone_is_given_away(text: str, told: str) -> None:
    assert inside(text, NAMES) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A woman from a call centre", ["call centre"]),
        ("She rings the parts clerk", ["parts clerk"]),
        ("A refined man", []),
        ("a clerk", []),
    ],
)
def test_names_inside_a_longer_entry_are_asked_about(text: str, told: list[str]) -> None:
    assert mentions(text, NAMES) == told


def _row(row: str, text: str) -> dict[str, str]:
    return {"id": row, "text": text}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"payer": [_row("other", "a reader, with one hour!")]}, []),
        ({"payer": [_row("a", "A reader with no hour")]}, [("1", "changed")]),
        ({"payer": [_row("z", "A reader with no hour")]}, [("1", "changed")]),
        ({"process": []}, [("3", "removed")]),
        ({"process": [*FULL["process"], _row("n", "Sleeping well")]}, [("3", "added")]),
        ({"impacts": FULL["impacts"][::-1]}, []),
        ({"impacts": [{**FULL["impacts"][0], "sign": "-"}, FULL["impacts"][1]]}, [("4", "changed")]),
        ({"statements": [{**FULL["statements"][0], "target": 90}]}, [("5", "changed")]),
        ({"statements": [{**FULL["statements"][0], "owner": "the desk"}]}, [("5", "changed")]),
        ({"line": [_row("line", "Ready")], "payer": []}, [("1", "removed"), ("6", "changed")]),
    ],
)
def test_what_changed_is_told_by_box(changes: Any, expected: list[tuple[str, str]]) -> None:
    found = map_diff(made(), made(**changes))
    assert [(d.box, d.kind) for d in found] == expected
    assert all(d.before != d.after for d in found)


LINE = {"id": "x", "box": "1", "what": "a reader without time"}
NEW = {"payer": [_row("a", "A reader with no hour")], "version": 2}


@pytest.mark.parametrize(
    ("log", "told"),
    [
        ([{**LINE, "evidence": ["M03"]}], []),
        ([{**LINE, "colleague": "Ada"}], []),
        ([], ["the log does not say why"]),
        ([LINE], ["rests on nothing"]),
        ([{**LINE, "evidence": ["M99"]}], ["cannot be looked up"]),
        ([{**LINE, "colleague": "Ada", "box": "2"}], ["does not say why", "nothing changed"]),
    ],
)
def test_a_change_log_says_what_changed_and_why(log: Any, told: list[str]) -> None:
    found = log_faults(made(), made(**NEW, changes=log), ["M03"])
    assert len(found) == len(told)
    assert all(t in f.what for t, f in zip(told, found, strict=True))


ENTRY = st.sampled_from(["one", "two words", "Three, more words", "", "other"])
ROWS = st.lists(ENTRY, max_size=4).map(lambda t: [_row(f"r{n}", x) for n, x in enumerate(t)])
MAPS = st.fixed_dictionaries({"payer": ROWS, "process": ROWS, "line": ROWS}).map(OutcomeMap.read)


@given(MAPS)
def test_a_map_does_not_differ_from_itself(one: OutcomeMap) -> None:
    assert map_diff(one, one) == []


@given(MAPS, MAPS)
def test_what_is_added_one_way_is_removed_the_other(a: OutcomeMap, b: OutcomeMap) -> None:
    def net(x: OutcomeMap, y: OutcomeMap) -> dict[str, int]:
        kinds = {"added": 1, "removed": -1, "changed": 0}
        return {box: sum(kinds[d.kind] for d in map_diff(x, y) if d.box == box) for box in BOXES}

    assert net(a, b) == {box: -n for box, n in net(b, a).items()}
    sizes = {box: len(box_texts(b)[box]) - len(box_texts(a)[box]) for box in BOXES}
    assert net(a, b) == sizes


@pytest.mark.parametrize(
    ("remark", "answered", "told"),
    [
        ({"item": "2b", "text": "say it as a customer"}, False, ""),
        ({"text": "say it as a customer"}, False, "no entry is named"),
        ({"item": "2b", "text": "no no no no"}, False, "it does not say what to change"),
        ({"item": "2b", "text": "say it as a customer"}, True, "nobody is named who said it"),
        ({"item": "2b", "text": "say it as a customer", "by": "Ada"}, True, "it is not answered"),
        ({"item": "2b", "text": "say it as a customer", "by": "Ada", "answer": "Changed it"}, True, ""),
    ],
)
def test_a_remark_lacks_the_first_thing_it_lacks(remark: Any, answered: bool, told: str) -> None:
    found = open_remarks([Remark(id="r", **remark)], answered=answered)
    assert found == ({"r": told} if told else {})


@pytest.mark.parametrize(
    ("lines", "faulty"),
    [
        (["There in time", "Home tonight"], []),
        (["There when you said you would be", "Home"], ["l0"]),
        (["in time, there", "There in time!"], ["l1"]),
        (["", "  "], []),
    ],
)
def test_lines_are_too_long_or_the_same(lines: list[str], faulty: list[str]) -> None:
    one = OneLiner.read({"lines": [_row(f"l{n}", x) for n, x in enumerate(lines)]})
    assert list(line_faults(one)) == faulty


@pytest.mark.parametrize(
    ("business", "told"),
    [("being ready in time", ""), ("", "is open"), ("to be always ready in time", "6 words")],
)
def test_a_business_has_four_words_at_most(business: str, told: str) -> None:
    assert (told in business_fault(business)) and bool(told) == bool(business_fault(business))


def test_a_kept_line_that_is_gone_is_not_kept() -> None:
    one = {"lines": [_row("l1", "There in time")], "choice": [{"id": "choice", "keep": "l1"}]}
    assert OneLiner.read(one).kept == "There in time"
    assert OneLiner.read({**one, "lines": []}).kept == ""
