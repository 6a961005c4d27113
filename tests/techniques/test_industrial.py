"""The language of the production line, counted by list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.techniques.industrial import LISTS, Count, LanguageScore, listed, shares, spoken
from cxkit.techniques.loaded_words import phrases


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Throughput rose.", ["throughput"]),
        ("THE BACKLOGS", ["backlogs"]),  # any case, a plural s
        ("average handling time", ["average handling time"]),  # the longest, and none twice
        ("handling times and handling", ["handling times", "handling"]),
        ("a non-compliance", []),  # whole words
        ("outputs-based", []),
        ("We met on time.", ["on time"]),
        ("She was there on time.", []),  # left alone
        ("waste of my time, and waste", ["waste"]),
        ("", []),
    ],
)
def test_an_expression_is_matched_whole_longest_and_once(text, found):
    assert spoken(text, "inside-out") == found


def test_the_lists_stand_apart_and_hold_nothing_twice():
    words = {name: listed(name)[0] for name in LISTS}
    for name in LISTS:
        assert len(set(words[name])) == len(words[name])
    assert not set(words["inside-out"]) & set(words["outside-in"])


@given(st.lists(st.sampled_from(["backlog", "waited", "the", "reader", "throughput"]), max_size=30))
def test_shares_follow_from_the_words(words):
    tally = shares([" ".join(words)])
    inside = sum(w in ("backlog", "throughput") for w in words)
    assert tally.words == len(words)
    assert len(tally.found["inside-out"]) == inside
    expected = round(1000 * inside / len(words), 1) if words else 0
    assert tally.per_thousand("inside-out") == expected


def test_paragraphs_count_as_one_text_and_no_expression_spans_two():
    tally = shares(["It was on", "time and on budget"])
    assert (tally.words, tally.found["inside-out"]) == (7, ["on budget"])


def test_a_list_that_a_trainer_emptied_finds_nothing():
    assert phrases([]).findall("backlog") == []


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (3, 3.0), ("3", 3.0), (" 116,6 ", 116.6), ("1 000", 1000.0), ("", None), (None, None),
        ("about four", "about four"), ("nan", "nan"), ("1e400", "1e400"),
    ],
)  # fmt: skip
def test_a_number_is_taken_as_people_type_it_and_kept_where_it_is_none(typed, value):
    assert Count(id="r01", inside=typed).inside == value


def test_an_answer_of_a_form_is_read():
    score = LanguageScore.read({"counts": [{"id": "r01", "inside": "2"}], "rewrite": [{"text": "x"}]})
    assert (score.counts[0].inside, score.counts[0].outside, score.rewrite[0].text) == (2.0, None, "x")
