"""Cells of a decision table as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.techniques.rules_cells import bounds_of, names_of, typed
from cxkit.techniques.tablecell import parse

WHO = ("new", "Known")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("up to 500", "<=500"), ("At most \u00a35,000", "<=5000"), ("500 or less", "<=500"), ("\u2264 8", "<=8"),
        ("more than 500", ">500"), ("over 2.5", ">2.5"), ("under 25", "<25"), ("less  than 25", "<25"),
        ("25+", ">=25"), ("25 or more", ">=25"), ("at least 25", ">=25"), ("8 to 16", "[8..16]"),
        ("between 8 and 16", "[8..16]"), ("18-24", "[18..24]"), ("any", "-"), ("\u2013", "-"), ("All", "-"),
    ],
)  # fmt: skip
def test_words_become_the_tables_notation(text: str, cell: str) -> None:
    assert typed(text, "number") == cell


@pytest.mark.parametrize("cell", ["<=8", "> 8", "[8..16]", "(8..16]", "8, 9", "not(8)", "-", "8", "-5", ">=-5"])
def test_the_tables_own_notation_stays(cell: str) -> None:
    assert parse(typed(cell, "number"), "number", ()) == parse(cell, "number", ())


@pytest.mark.parametrize("text", ["soon", "up to many", "5,00", "8 to", "more than 5 or 6"])
def test_what_cannot_be_read_is_not_guessed(text: str) -> None:
    assert typed(text, "number") == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [("New", "new"), ("known", "Known"), ("new or known", "new, Known"), ("NEW; known", "new, Known"),
     ("any", "-"), ("old", "old"), ("new or old", "new or old"), ('"new"', '"new"')],
)  # fmt: skip
def test_names_are_found_whatever_their_case(text: str, cell: str) -> None:
    assert typed(text, "choice", WHO) == cell


@pytest.mark.parametrize(
    ("text", "bounds"),
    [("0 to 40", ("0", "40")), ("\u00a30-\u00a35,000", ("0", "5000")), ("0..40", ("0", "40")), ("from 1 to 9.5", ("1", "9.5")),
     ("-5 to 5", ("-5", "5")), ("a few", None), ("", None)],
)  # fmt: skip
def test_bounds_are_read_as_typed(text: str, bounds: object) -> None:
    assert bounds_of(text) == bounds


@pytest.mark.parametrize("text", ["new, known", "new; known", "new or known", " new ,known, "])
def test_names_are_told_apart(text: str) -> None:
    assert names_of(text) == ["new", "known"]


@settings(max_examples=60)
@given(st.integers(-999, 99_999), st.sampled_from(["<=", "<", ">", ">=", ""]))
def test_a_number_keeps_its_meaning(number: int, sign: str) -> None:
    plain = f"{sign}{number}"
    assert parse(typed(f"{sign} {number:,}" if sign else plain, "whole"), "whole", ()) == parse(plain, "whole", ())
