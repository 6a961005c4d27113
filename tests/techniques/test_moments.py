from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.techniques.artefact import ArtefactError
from cxkit.techniques.moment_faults import faults
from cxkit.techniques.moments import (
    METHODS,
    TYPES,
    Register,
    moment_at,
    moment_type,
    off_the_marks,
    saturation,
)

ACTORS = [
    {"name": "Dana", "kind": "person", "side": "organisation"},
    {"name": "Voice menu", "kind": "system", "side": "organisation"},
    {"name": "Phone", "kind": "system", "side": "customer"},
    {"name": "The car", "kind": "product", "side": "organisation"},
    {"name": "Sam", "kind": "person", "side": "customer"},
]
WHOLE = {
    "code": "M1", "at": "00:10", "description": "Dana greets the customer", "method": "in person",
    "expectation": "Somebody knows that I am coming", "promise": "P01", "type": "person-person",
    "by": "customer", "to": "Dana", "owner": "Branch", "customer_impact": 2,
    "organisation_impact": 3, "outcomes": "S1", "evidence": "rv1, Q002",
}  # fmt: skip


def register(*rows: dict, actors: list[dict] = ACTORS) -> Register:
    return Register.read({"moments": list(rows), "actors": actors})


FAULTS = {
    "a type of its own": (
        {"moments": [{"type": "people"}]},
        "moments, row 1, type: expected '', 'person-person', 'person-system', 'system-person', "
        "'system-system', 'person-product' or 'product-person', found 'people'.",
    ),
    "an impact too high": (
        {"moments": [{"customer_impact": 4}]},
        "moments, row 1, customer_impact: expected at most 3, found 4.",
    ),
    "a kind of actor": (
        {"actors": [{"kind": "robot"}]},
        "actors, row 1, kind: expected '', 'person', 'system' or 'product', found 'robot'.",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_meant_is_a_sentence(data: dict, sentence: str) -> None:
    with pytest.raises(ArtefactError) as error:
        Register.read(data)
    assert error.value.faults == [sentence]


def test_a_blank_form_holds_nothing() -> None:
    blank = register({}, {"id": "r2"})
    assert (blank.rows, faults(blank)) == ([], [])


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("02:31", 151_000), ("2:31.4", 151_400), ("2:31,045", 151_045), (" 0:00 ", 0),
        ("1:02:31", 3_751_000), ("75:00", 4_500_000), ("2:75", None), ("1:75:00", None),
        ("M1", None), ("", None), ("151", None),
    ],
)  # fmt: skip
def test_a_time_as_people_write_it(text: str, at: int | None) -> None:
    assert moment_at(text) == at


@pytest.mark.parametrize(
    ("by", "to", "expected"),
    [
        ("customer", "Dana", "person-person"),
        ("CUSTOMER", "voice menu", "person-system"),
        ("Voice  Menu", "Sam", "system-person"),
        ("phone", "voice menu", "system-system"),
        ("Sam", "the car", "person-product"),
        ("the car", "Sam", "product-person"),
        ("the car", "voice menu", ""),
        ("Sam", "somebody", ""),
        ("", "", ""),
    ],
)
def test_the_type_follows_from_the_actors(by: str, to: str, expected: str) -> None:
    found = register(WHOLE | {"by": by, "to": to})
    assert moment_type(found, found.moments[0]) == expected
    assert expected in ("", *TYPES)


def test_the_first_actor_of_a_name_counts_and_the_customer_may_be_anything() -> None:
    found = register(
        WHOLE,
        actors=[
            {"name": "Dana", "kind": "person"},
            {"name": "dana", "kind": "system"},
            {"name": "Customer", "kind": "system", "side": "customer"},
        ],
    )
    assert moment_type(found, found.moments[0]) == "system-person"


def test_a_whole_row_has_no_fault() -> None:
    known = {"evidence": ["RV1", "q002"], "promises": ["p01"], "outcomes": ["s1"]}
    assert faults(register(WHOLE), **known) == []


# (changes to the whole row, kind, sentence)
ROWS = {
    "no description": ({"description": "…"}, "description", "no description yet."),
    "no method": ({"method": ""}, "method", "no method of interaction yet."),
    "no expectation": ({"expectation": ""}, "expectation", "no expectation yet."),
    "no promise": ({"promise": ""}, "promise", "write 'not promised'."),
    "a promise nobody made": ({"promise": "P99"}, "promise", "there is no promise called P99."),
    "half an impact": ({"customer_impact": None}, "impact", "give both impacts"),
    "no evidence": ({"evidence": "", "at": ""}, "evidence", "no evidence yet."),
    "evidence of nothing": ({"evidence": "Q002 Q999"}, "evidence", "no evidence called Q999."),
    "an outcome of nobody": ({"outcomes": "S7"}, "outcome", "no outcome called S7."),
    "no type": ({"type": ""}, "type", "no type yet."),
    "another type": ({"type": "person-system"}, "type", "customer and Dana make person-person."),
    "none of the six": ({"by": "Phone", "to": "The car"}, "type", "system-product, which is none"),
    "one side": ({"to": ""}, "actors", "name both sides"),
    "a stranger": ({"to": "Max"}, "actors", "Max: put it in the table of actors"),
    "no customer": ({"by": "Voice menu", "type": "system-person"}, "actors", "Break Point"),
    "two customers": ({"to": "Sam"}, "actors", "both sides are the customer's"),
}


@pytest.mark.parametrize(("change", "kind", "words"), ROWS.values(), ids=ROWS)
def test_a_fault_names_its_row(change: dict, kind: str, words: str) -> None:
    (found,) = faults(
        register(WHOLE | change), evidence=["rv1", "Q002"], promises=["P01"], outcomes=["S1"]
    )
    assert (found.kind, found.moments, found.asks) == (kind, ("M1",), False)
    assert found.text.startswith("Row 1 (M1): ") and words in found.text


def test_nobody_knows_the_ids_of_ones_own_organisation() -> None:
    assert faults(register(WHOLE | {"promise": "our advert", "evidence": "tape"})) == []


@pytest.mark.parametrize("said", ["not promised", "Not promised"])
def test_an_expectation_without_a_promise_says_so(said: str) -> None:
    assert faults(register(WHOLE | {"promise": said}), promises=["P01"]) == []


def test_an_ownerless_moment_is_a_question() -> None:
    (found,) = faults(register(WHOLE | {"owner": ""}))
    assert found.kind == "owner" and found.asks


def test_two_rows_alike_are_told_at_the_second() -> None:
    again = WHOLE | {"description": "Dana greets: the customer!"}
    found = faults(register(WHOLE, again))
    assert [(f.kind, f.text[:15]) for f in found] == [
        ("code", "Row 2 (M1): row"),
        ("description", "Row 2 (M1): the"),
    ]


MARKS = [("e01", 10_000, 12_000), ("e02", 60_000, 60_000)]


@pytest.mark.parametrize(
    ("at", "off"),
    [
        ("e01", False), ("E02", False), ("00:10", False), ("00:08", False), ("0:14", False),
        ("00:58", False), ("0:15", True), ("00:57.9", True), ("e03", True), ("later", True),
        ("", False),
    ],
)  # fmt: skip
def test_a_row_lies_on_a_mark_of_the_annotation(at: str, off: bool) -> None:
    assert bool(off_the_marks(register(WHOLE | {"at": at}), MARKS)) is off


def test_methods_are_told_apart() -> None:
    assert len(set(METHODS)) == len(METHODS)


# ---- saturation -----------------------------------------------------------------------------

sets = st.lists(st.sets(st.sampled_from("abcdef")), max_size=5)


@given(sets)
def test_the_expected_curve_is_the_mean_over_every_order(recordings: list[set[str]]) -> None:
    found = saturation(recordings)
    orders = list(itertools.permutations(recordings))
    for n, row in enumerate(found):
        new = [len(order[n] - set().union(*order[:n])) for order in orders]
        assert row.expected == pytest.approx(sum(new) / len(orders))
        assert row.new == len(recordings[n] - set().union(*recordings[:n]))
    assert sum(r.new for r in found) == len(set().union(*recordings))
    assert all(a.expected >= b.expected - 1e-9 for a, b in itertools.pairwise(found))
