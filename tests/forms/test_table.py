from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.forms.spec import Column, Item, Option, Section, at
from cxkit.forms.table import blank, doubts, tidy
from cxkit.forms.wire import carried

ROLE = (Option("funder", "Pays"), Option("watcher", "Looks on"))
KNOWN = {"v01": "V01", "q033": "Q033"}


def section(kind: str, key: str = "x") -> Section:
    return Section("rows", "Rows", columns=(Column(key, "X", kind, options=ROLE),))


@pytest.mark.parametrize(
    ("kind", "came", "kept"),
    [
        ("text", 12, "12"),
        ("text", " as typed ", " as typed "),
        ("long", "a\r\nb", "a\nb"),
        ("choice", "PAYS", "funder"),
        ("choice", " looks on ", "watcher"),
        ("choice", "nobody", "nobody"),
        ("number", "12", 12),
        ("number", "0,35", 0.35),
        ("number", "0,412", 0.412),
        ("number", "-0,412", -0.412),
        ("number", "41 %", 0.41),
        ("number", "0,5%", 0.005),
        ("number", "some %", "some %"),
        ("number", "1,234", 1234),
        ("number", "1,234.5", 1234.5),
        ("number", "\N{MINUS SIGN}3", -3),
        ("number", "a few", "a few"),
        ("number", "1_000", "1_000"),
        ("number", "1e999", "1e999"),
        ("number", "nan", "nan"),
        ("number", 4.5, 4.5),
        ("ids", "v01, Q033;v01", ["V01", "Q033"]),
        ("ids", ["q033", "", None, "Z9"], ["Q033", "Z9"]),
        ("strength", {"strength": "2", "evidence": "v01"}, {"strength": 2, "evidence": ["V01"]}),
        ("strength", {"strength": 7, "evidence": ["V01"]}, {"strength": None, "evidence": ["V01"]}),
        ("strength", 3, {"strength": 3, "evidence": []}),
        ("strength", {"strength": True, "evidence": "V01"}, {"strength": None, "evidence": ["V01"]}),
    ],
)
def test_a_value_takes_its_columns_type(kind, came, kept):
    rows, faults = tidy(section(kind), [{"id": "r1", "x": came}], KNOWN)
    assert faults == []
    assert rows[0]["x"] == kept


@pytest.mark.parametrize(
    "row",
    [
        {"id": "r1"},
        {"id": "r1", "x": "  "},
        {"id": "r1", "x": None, "cells": {"c1": {"strength": None, "evidence": []}}},
    ],
)
def test_a_blank_row_is_dropped(row):
    assert blank(section("text"), row)
    assert tidy(section("text"), [row]) == ([], [])


def test_strength_nought_is_not_blank():
    rows, _ = tidy(section("strength", "cells/c1"), [{"id": "r", "cells": {"c1": {"strength": 0}}}])
    assert at(rows[0], "cells/c1") == {"strength": 0, "evidence": []}


@pytest.mark.parametrize(
    ("raw", "rows", "words"),
    [
        (None, 0, ""),
        ("needs", 0, "expected a list, found str"),
        ({"a": 1}, 0, "expected a list, found dict"),
        (["word", {"x": "kept"}], 1, "Row 1 of Rows cannot be read"),
    ],
)
def test_rows_of_a_wrong_type_are_told(raw, rows, words):
    kept, faults = tidy(section("text"), raw)
    assert len(kept) == rows
    assert words in " ".join(faults)


def test_every_row_gets_an_id_of_its_own():
    raw = [{"id": "r1", "x": "a"}, {"id": "r1", "x": "b"}, {"x": "c"}, {"id": 7, "x": "d"}]
    ids = [row["id"] for row in tidy(section("text"), raw)[0]]
    assert len(set(ids)) == 4
    assert ids[0] == "r1"


def test_keys_of_a_removed_column_are_kept():
    raw = [{"id": "r1", "x": "a", "cells": {"gone": {"strength": 2, "evidence": ["V01"]}}}]
    assert tidy(section("text"), raw)[0] == raw


def test_doubts_name_strange_ids_and_numbers_that_are_none():
    columns = (Column("n", "N", "number"), Column("e", "E", "ids"), Column("s", "S", "strength"))
    rows = [{"id": "r", "n": "few", "e": ["V99", "V98"], "s": {"strength": 1, "evidence": ["V01"]}}]
    found = doubts(Section("rows", "Rows", columns=columns), rows, KNOWN)
    assert [(q.column, q.text.split("?")[0]) for q in found] == [
        ("n", "Which number is ‘few’"),
        ("e", "V99, V98 are not in the material. Which text shows this"),
    ]
    assert doubts(Section("rows", "Rows", columns=columns[1:]), rows, {}) == []


@pytest.mark.parametrize(("how", "kept"), [
    ({}, 0.41), ({"unit": "%"}, 41), ({"unit": "min"}, "41 %"), ({"unit_beside": True}, 41)])
def test_a_percentage_is_a_share_unless_the_column_counts_in_percent(how, kept):
    counted = Section("rows", "Rows", columns=(Column("x", "X", "number", **how),))
    assert tidy(counted, [{"id": "r", "x": "41 %"}])[0][0]["x"] == kept


def test_a_doubt_gives_the_columns_own_example():
    share = Section("rows", "Rows", columns=(Column("x", "X", "number", placeholder="0.25"),))
    assert doubts(share, [{"id": "r", "x": "38 of 150"}], {})[0].text.endswith("such as 0.25.")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["strength", "evidence", "id"]), inner),
    max_leaves=6,
)


@given(
    st.sampled_from(["text", "long", "choice", "number", "ids", "strength"]),
    st.lists(values | st.fixed_dictionaries({"id": values, "x": values}), max_size=4),
)
def test_tidying_twice_changes_nothing_more(kind, raw):
    once, _ = tidy(section(kind), raw, KNOWN)
    assert tidy(section(kind), once, KNOWN) == (once, [])
    json.dumps(carried(once), allow_nan=False)


@pytest.mark.parametrize("make", [lambda: Column("k", "K", "date"), lambda: Section("s", "S", kind="x")])
def test_an_unknown_kind_is_refused(make):
    with pytest.raises(ValueError, match="expected"):
        make()


def test_items_hold_plain_values():
    assert Item("V01", "text").title == ""


def test_the_javascript_never_makes_markup_from_data():
    forms = Path(__file__).parents[2] / "cxkit" / "forms"
    parts = list(forms.glob("*.js"))
    assert len(parts) > 5
    for part in parts:
        text = part.read_text(encoding="utf-8")
        assert "innerHTML" not in text and "insertAdjacentHTML" not in text, part.name
        assert "http://" not in text and "https://" not in text, part.name
