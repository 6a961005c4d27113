"""The labelled sentences, their halves, and what the lints reach on them."""

from __future__ import annotations

from collections import Counter

import pytest

from cxkit.bench.language import HALVES, LINTS, bench_language, half, labelled, measured

OWN = {"goal", "report", "letter", "project", "need"}


@pytest.fixture(scope="module")
def figures() -> dict:
    return bench_language()


def test_there_are_sentences_enough_of_both_sources_and_none_twice() -> None:
    sentences = labelled()
    own = [s for s in sentences if s["from"] in OWN]
    assert len(own) >= 170 and len(sentences) - len(own) >= 70
    assert len({s["text"].casefold() for s in sentences}) == len(sentences)
    assert {label for s in sentences for label in s["labels"]} == LINTS.keys()


def test_a_half_hangs_on_the_text_alone() -> None:
    count = Counter(half(s["text"]) for s in labelled())
    assert all(count[h] > 0.4 * count.total() for h in HALVES)
    assert half("Every caller hears a person within 40 seconds, nine times in ten.") == HALVES[0]
    assert half("Zo\u00eb") == half("Zoe\u0308"), "one spelling, one half"


def test_weasels_reach_their_targets_on_what_no_rule_was_tuned_on(figures: dict) -> None:
    assert figures["weasel"]["held out"]["precision"][0] >= 0.9
    assert figures["weasel"]["held out"]["recall"][0] >= 0.8
    other = figures["exercise 3.2"]
    assert other["precision"][0] >= 0.9 and other["recall"][0] >= 0.8


@pytest.mark.parametrize("lint", LINTS)
def test_the_errors_told_are_all_there_are(figures: dict, lint: str) -> None:
    told = figures[lint]
    out = told["held out"]
    assert len(told["missed"]) == out["true"] - out["both"]
    assert len(told["false alarms"]) == out["found"] - out["both"]
    for name in ("precision", "recall"):
        value, low, high = out[name]
        assert 0 <= low <= value <= high <= 1


@pytest.mark.parametrize(
    ("sentences", "precision", "recall"),
    [
        ([("a", True), ("b", True), ("c", False)], 1.0, 0.5),
        ([("a", False), ("b", False)], 0.0, None),
        ([("b", True)], None, 0.0),
        ([("a", True)], 1.0, 1.0),
    ],
)
def test_precision_and_recall(
    sentences: list[tuple[str, bool]], precision: float | None, recall: float | None
) -> None:
    found = measured(lambda text: ["it"] if text == "a" else [], sentences)
    assert (found["precision"][0], found["recall"][0]) == (precision, recall)
