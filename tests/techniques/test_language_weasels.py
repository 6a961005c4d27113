"""Weasel words: found, left alone for a reason, and asked about."""

from __future__ import annotations

import pytest

from cxkit.techniques.weasels import weasel_words

FOUND = [
    ("A fast answer.", ["fast"]),
    ("FAST, Efficient and timely!", ["FAST", "Efficient", "timely"]),
    ("Breakfast is served by steadfast people in the fast lane.", []),
    ("The effective date is 1 May.", []),
    ("A cost-effective, user-friendly service.", ["cost-effective", "user-friendly"]),
    (
        "World class, world-class, world\u2011class.",
        ["World class", "world-class", "world\u2011class"],
    ),
    ("We send it as soon as the part arrives.", []),
    ("We send it as soon as possible.", ["as soon as possible"]),
    ("We answer as many calls as possible.", ["as many calls as possible"]),
    ("Goods and other goods for good.", ["good"]),
    ("It is optimized.", ["optimized"]),
    ("It is optimised.", ["optimised"]),
    ("", []),
]
DEFINED = [
    ("Fast means within 4 hours.", []),
    ("Timely, in this contract, is 24 hours or more before the visit.", []),
    ("Prompt, that is inside two working days.", []),
    ("It is 20 per cent faster.", []),
    ("The frame is robust: it carries 120 kg.", []),
    ("Improve the share who are home by noon, of all who rang us, from 61 to 80.", []),
    ("Better by \u00a340 a month.", []),
    ("By 31 March 2027 estimates reach owners significantly sooner.", ["significantly", "sooner"]),
    ("Better service within 12 months.", ["Better"]),
    ("Fast service. It opens for 4 hours.", ["Fast"]),
    ("Fast service in the whole of the north of England and Wales, 24 hours a day.", ["Fast"]),
    ("Efficient hand-over at all 34 branches.", ["Efficient"]),
    ("Every job of more than \u00a3100 is priced appropriately.", ["appropriately"]),
    ("Cars for 1 owner or 100, within 2 hours where possible.", ["where possible"]),
]
QUOTED = [
    ("\u201cNobody was ever fast,\u201d wrote a man from Goole.", []),
    ('A caller said: "An efficient lad."', []),
    ("She called us \u2018quick\u2019, and it\u2019s true.", []),
    ("The brochure promises \u201ca fast service\u201d to all.", ["fast"]),
    ("Our slogan is 'fast'.", ["fast"]),
    ('A 5" pipe.\nFast work.\nA 3" pipe.', ["Fast"]),
    ("She wrote \u201cslow\u201d. We promise a fast reply.", ["fast"]),
]


@pytest.mark.parametrize(("text", "words"), FOUND + DEFINED + QUOTED)
def test_weasel_words(text: str, words: list[str]) -> None:
    found = weasel_words(text)
    assert [m.word for m in found] == words
    assert [text[m.start : m.end] for m in found] == words
    assert all(m.question.endswith("?") for m in found), "a lint asks, it never judges"


@pytest.mark.parametrize(
    ("word", "tier", "asks"),
    [
        ("fast", "strict", "In how many minutes or days?"),
        ("Efficiency", "strict", "What would show a customer that it was missed?"),
        ("promptly", "mild", "In how many minutes or days?"),
        ("improved", "mild", "Than what, and by how much?"),
        ("as needed", "mild", "Who decides that, and by what?"),
        ("world-class", "mild", "What would show a customer that it was missed?"),
    ],
)
def test_a_word_has_a_tier_and_a_question_of_its_kind(word: str, tier: str, asks: str) -> None:
    (match,) = weasel_words(f"A matter {word}.")
    assert (match.tier, match.question) == (tier, asks)


def test_places_are_those_of_the_text_as_it_was_given() -> None:
    text = "Zoe\u0308 and Jose\u0301 were fast."
    (match,) = weasel_words(text)
    assert text[match.start : match.end] == match.word == "fast"
