"""Module 03: each threshold from both sides, what is asked and never marked, and one's own map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cxkit.forms.layouts import layout
from cxkit.marking import DONE, LOOK_AGAIN, mark, questions

from . import truth as t
from . import truth03 as o
from .made03 import LABELS, SIX
from .made03 import reviewed as _reviewed
from .made03 import weasels_off as _weasels_off

Make = Callable[[Any], t.Data]


def _state(name: str, data: t.Data, case: Any, wanted: str, *, mine: bool = False) -> str:
    found = mark(name, data, case, mine=mine)
    assert not found.faults
    return next(r.state for r in found.results if r.id == wanted)


def _parts_off(case: Any, count: int) -> t.Data:
    """3.3 with as many of its thirty-six parts wrong: owners of sources, then units."""
    data = o.repairs(case)
    fields = [(n, f) for f in ("source", "unit") for n in range(6)][:count]
    for n, field in fields:
        data["statements"][n][field] = ""
    return data


def _uncited(case: Any, entries: int, without: int) -> t.Data:
    """3.4 with as many entries in box 4, the last ones without evidence."""
    data = o.outcome_map(case)
    voices = case.exercises["3.4"]["voices"]
    data["impacts"] = [
        {"id": f"i{n}", "sign": "+-"[n % 2], "text": f"What they do, number {n}",
         "evidence": [voices[n]] if n < entries - without else []}
        for n in range(entries)
    ]  # fmt: skip
    return data


@pytest.mark.parametrize(
    ("name", "criterion", "met", "missed"),
    [
        ("3.1", "agrees", lambda c: o.moved(o.boxes(c), "labels", 3, SIX),
         lambda c: o.moved(o.boxes(c), "labels", 4, SIX)),
        ("3.2", "hunted", lambda c: _weasels_off(c, 2, 0), lambda c: _weasels_off(c, 3, 0)),
        ("3.2", "hunted", lambda c: _weasels_off(c, 0, 3), lambda c: _weasels_off(c, 0, 4)),
        ("3.3", "parts", lambda c: _parts_off(c, 7), lambda c: _parts_off(c, 8)),
        ("3.4", "cited", lambda c: _uncited(c, 7, 2), lambda c: _uncited(c, 6, 2)),
        ("3.4", "figures", lambda c: o.outcome_map(c, statements=3),
         lambda c: t.put(o.outcome_map(c, statements=4), "statements", 3, baseline=None)),
        ("3.4", "shape", lambda c: t.put(o.outcome_map(c), "line", 0, text="a b c d e f"),
         lambda c: t.put(o.outcome_map(c), "line", 0, text="a b c d e f g")),
        ("3.5", "tested", lambda c: o.moved(o.oneliner(c), "tests", 3, LABELS),
         lambda c: o.moved(o.oneliner(c), "tests", 4, LABELS)),
        ("3.6", "found", lambda c: _reviewed(c, 1), lambda c: _reviewed(c, 2)),
    ],
)  # fmt: skip
def test_thresholds_hold_on_both_sides(
    case: Any, name: str, criterion: str, met: Make, missed: Make
) -> None:
    assert _state(name, met(case), case, criterion) == DONE
    assert _state(name, missed(case), case, criterion) == LOOK_AGAIN


@pytest.mark.parametrize(("off", "state"), [(0.4, DONE), (0.6, LOOK_AGAIN)])
def test_todays_value_may_be_rounded(case: Any, off: float, state: str) -> None:
    data = o.outcome_map(case)
    data["statements"][0]["baseline"] += off
    assert _state("3.4", data, case, "figures") == state


OWN: dict[str, Any] = {
    "about": [{"id": "about", "journey": "From the first twinge", "objective": "Ten years with us"}],
    "payer": [{"id": "a", "text": "A roofer who pays his own bill", "evidence": ["K1"]}],
    "expectation": [{"id": "b", "text": "I shall wait two weeks", "evidence": ["K1"]}],
    "process": [{"id": "c", "text": "Sleeping through again", "evidence": ["letter-3"]}],
    "impacts": [
        {"id": "d", "sign": "+", "text": "The nurse tells what comes", "evidence": ["K2"]},
        {"id": "e", "sign": "-", "text": "Nobody answers at noon", "evidence": ["K3"]},
    ],
    "statements": [
        {"id": f"s{n}", "measure": f"treated on day {n}", "comparator": "at least", "baseline": 40,
         "target": 80, "unit": "per cent", "source": "book", "owner": "manager",
         "due": "30 September 2027", "serves": "no pain"}
        for n in range(3)
    ],
    "line": [{"id": "line", "text": "Home without pain tonight"}],
}  # fmt: skip


def _own(**changes: Any) -> t.Data:
    return OWN | changes


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (_own(), DONE),
        (_own(about=[{"id": "about", "objective": "Ten years"}]), LOOK_AGAIN),
        (_own(payer=[{"id": "a", "text": "our fitters", "evidence": ["K1"]}]), LOOK_AGAIN),
        (_own(process=[{"id": "c", "text": "Sleeping through again", "evidence": []},
                       {"id": "f", "text": "Eating an apple", "evidence": []}]), LOOK_AGAIN),
        (_own(statements=OWN["statements"][:2]), LOOK_AGAIN),
        (_own(statements=[{**s, "baseline": None} for s in OWN["statements"]]), LOOK_AGAIN),
        (_own(line=[]), LOOK_AGAIN),
    ],
)  # fmt: skip
def test_ones_own_map_is_held_to_what_needs_no_key(case: Any, data: t.Data, state: str) -> None:
    found = mark("3.4", data, case, mine=True)
    assert found.state == state
    assert not {"figures", "there", "expected"} & {r.id for r in found.results}


REMARK = {"item": "box 2", "text": "say it as she would say it", "by": "Ada", "answer": "changed it"}


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([REMARK, {**REMARK, "by": "Bo", "text": "the target is the one we miss"}], DONE),
        ([REMARK, {**REMARK, "text": "the target is the one we miss"}], LOOK_AGAIN),
        ([REMARK], LOOK_AGAIN),
        ([REMARK, {**REMARK, "by": "Bo", "text": "the target is the one", "answer": ""}], LOOK_AGAIN),
        ([REMARK, {**REMARK, "by": "Bo"}], LOOK_AGAIN),
    ],
)
def test_ones_own_map_is_reviewed_by_two_and_answered(case: Any, rows: Any, state: str) -> None:
    data = {"remarks": [{**r, "id": f"r{n}"} for n, r in enumerate(rows)]}
    assert mark("3.6", data, case, mine=True).state == state


REPAIR = {"measure": "answers before closing", "comparator": "at least", "target": 90,
          "unit": "per cent", "source": "book", "due": "1 May 2027"}  # fmt: skip

SECOND, THIRD = ({**REPAIR, "measure": m} for m in ("answers by post", "letters lost"))


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([REPAIR, SECOND, THIRD], DONE),
        ([REPAIR, SECOND], LOOK_AGAIN),
        ([REPAIR] * 3, LOOK_AGAIN),
        ([REPAIR, SECOND, {**THIRD, "due": "within a day"}], LOOK_AGAIN),
        ([REPAIR, SECOND, {**THIRD, "target": "most"}], LOOK_AGAIN),
    ],
)
def test_ones_own_statements_have_their_fields(case: Any, rows: Any, state: str) -> None:
    data = {"statements": [{**r, "id": f"s{n}"} for n, r in enumerate(rows)]}
    assert mark("3.3", data, case, mine=True).state == state


@pytest.mark.parametrize(
    ("section", "row", "told"),
    [
        ("payer", {"text": "A woman from a call centre"}, "is a role in a firm"),
        ("process", {"text": "Filling in the hire form for Leeds"}, "is a name of ours"),
        ("expectation", {"text": "Everybody wants a welcome"}, "Could a customer say this"),
        ("expectation", {"text": "We know what customers want"}, "Could a customer say this"),
        ("impacts", {"text": "The keys came in a timely manner"}, "timely"),
        ("line", {"text": "An effective start"}, "effective"),
        ("statements", {"due": "within two hours"}, "On which day"),
    ],
)
def test_what_may_be_right_is_asked_and_costs_nothing(
    case: Any, section: str, row: t.Data, told: str
) -> None:
    data = t.put(o.outcome_map(case), section, 0, **row)
    found = [q for q in questions("3.4", data, case, mine=False) if q.section == section]
    assert [told.lower() in q.text.lower() for q in found] == [True]
    assert not questions("3.4", o.outcome_map(case), case, mine=False)
    if section != "statements":
        assert mark("3.4", data, case).share == 1.0


@pytest.mark.parametrize("name", ["3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7"])
@pytest.mark.parametrize("mine", [False, True])
def test_what_the_form_offers_is_what_the_check_reads(case: Any, name: str, mine: bool) -> None:
    """Every label of the truth can be chosen in the form."""
    truth = {"3.1": o.boxes, "3.2": o.weasels, "3.3": o.repairs, "3.4": o.outcome_map,
             "3.5": o.oneliner, "3.6": o.review, "3.7": o.quiz}[name](case)  # fmt: skip
    sections = layout(name, truth, case, mine=mine)
    assert len({s.key for s in sections}) == len(sections)
    if mine:
        return
    assert {s.key for s in sections} - {"map"} == set(truth)  # the colleague's map is read only
    for section in [s for s in sections if s.key in truth]:
        offers = {c.key: {x.value for x in c.options} for c in section.columns if c.kind == "choice"}
        items = {i.id: {x.value for x in i.options or section.options} for i in section.items}
        for row in truth[section.key]:
            assert section.kind != "choices" or row["choice"] in items[row["id"]]
            assert all(row[key] in values for key, values in offers.items() if row.get(key))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("There when you said", []),
        ("An effective morning", ["effective"]),
        ("We keep the world moving", ["Here the firm acts"]),
        ("Your cars are ready tonight", ["is sold here"]),
    ],
)
def test_a_line_raises_questions(case: Any, line: str, told: list[str]) -> None:
    data = t.put(o.oneliner(case), "lines", 0, text=line)
    found = [q.text for q in questions("3.5", data, case, mine=False)]
    assert len(found) == len(told)
    assert all(w.lower() in x.lower() for w, x in zip(told, found, strict=True))
    assert mark("3.5", data, case).share == 1.0
