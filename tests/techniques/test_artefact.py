"""What all artefacts share: words for comparing, bounds on what is worked through."""

from __future__ import annotations

import pytest

from cxkit.techniques.artefact import MOST, ArtefactError, tokens
from cxkit.techniques.needs import Grid, Placed, Sort
from cxkit.techniques.outcomes import Said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("To get HOME, today.", ["to", "get", "home", "today"]),
        ("  ", []),
        ("... - !", []),
        ("caf\u00e9", ["caf\u00e9"]),
        ("cafe\u0301", ["caf\u00e9"]),
        ("don't", ["dont"]),
        ("\u6771\u4eac", ["\u6771\u4eac"]),
    ],
)
def test_words_are_compared_without_case_points_or_ways_of_writing_an_accent(
    text: str, words: list[str]
) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("row", "item"),
    [({"id": "V07"}, "V07"), ({"id": "r1", "code": "k1"}, "K1"), ({"id": "r1", "code": " "}, "r1")],
)
def test_an_item_is_known_by_its_code_in_any_case(row: dict[str, str], item: str) -> None:
    assert Placed.model_validate(row).item == item


def test_as_many_as_there_may_be_are_read() -> None:
    rows = [{"id": f"S{i}", "choice": "need"} for i in range(MOST)]
    assert len(Sort.read({"labels": rows, "later": [1] * (MOST + 1)}).labels) == MOST
    with pytest.raises(ArtefactError) as caught:
        Grid.read({"needs": [{}, {"cells": {"c1": {"evidence": ["V01"] * (MOST + 1)}}}]})
    assert caught.value.faults == [
        "needs, row 2, cells, c1, evidence: expected at most 300 entries, found 301."
    ]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("V03, Q012; P04", ["V03", "Q012", "P04"]),
        (["(V03)", "Q012."], ["V03", "Q012"]),
        (["V03\u200b", "\u202e", "call-2"], ["V03", "call-2"]),
        ("", []),
    ],
)
def test_ids_are_read_as_people_type_them(typed: object, ids: list[str]) -> None:
    assert Said.model_validate({"evidence": typed}).evidence == ids
