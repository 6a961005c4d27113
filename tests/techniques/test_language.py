from __future__ import annotations

from collections.abc import Callable

import pytest

from cxkit.techniques.language import (
    Match,
    closed_opener,
    copied,
    delivery_words,
    echoed,
    inside_out_words,
    process_words,
    runs,
    solution_words,
    taken,
)

WORDS = [
    ("I want an app", ["app"]),
    ("Give me the Portals and a chatbot", ["Portals", "chatbot"]),
    ("Know where my car is without a tracking link", ["tracking link"]),
    ("The braking system must hold", []),
    ("The system is down", ["system"]),
    ("An appliance shop, happily", []),
    ("e-mail or email", ["e-mail", "email"]),
    ("To be back at work by nine", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_solution_words(text: str, words: list[str]) -> None:
    found = solution_words(text)
    assert [m.word for m in found] == words
    assert [text[m.start : m.end] for m in found] == words
    assert all(m.question.endswith("?") for m in found), "a lint asks, it never judges"


OTHERS = [
    (inside_out_words, "Throughput is up, waste is down.", ["Throughput", "waste"]),
    (inside_out_words, "A waste of my time, she wrote.", []),
    (inside_out_words, "Bay utilization and rework.", ["utilization", "rework"]),
    (inside_out_words, "The headcount-neutral plan", []),
    (process_words, "Your ticket is in triage.", ["ticket", "triage"]),
    (process_words, "A train ticket to York", []),
    (process_words, "KYC and onboarding", ["KYC", "onboarding"]),
    (delivery_words, "On time, within budget, all milestones hit.",
     ["On time", "within budget", "milestones"]),
    (delivery_words, "She arrived on time.", []),
    (delivery_words, "The go\u2011live slipped.", ["go\u2011live"]),
    (delivery_words, "Nine in ten are home by noon.", []),
]  # fmt: skip


@pytest.mark.parametrize(("lint", "text", "words"), OTHERS)
def test_words_of_the_firm(lint: Callable[[str], list[Match]], text: str, words: list[str]) -> None:
    found = lint(text)
    assert [m.word for m in found] == words == [text[m.start : m.end] for m in found]
    assert all(m.question.endswith("?") for m in found)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("Can I help you?", True),
        ("Are you all right? Tell me.", True),
        ("Would you like a coffee?", True),
        ("What happened this morning?", False),
        ("You have to be there by six.", False),
        ("Will is my name. How are you?", False),
        ("Can I help you. No question mark", False),
        ("", False),
    ],
)
def test_an_opener_that_yes_or_no_ends(text: str, closed: bool) -> None:
    assert bool(closed_opener(text)) is closed


@pytest.mark.parametrize(
    ("text", "source", "share"),
    [
        ("one two three four", "zero one two three four five", 1.0),
        ("One, two; three FOUR five", "one two three four", 0.5),
        ("one two three", "one two three", 0.0),
        ("four three two one", "one two three four", 0.0),
    ],
)
def test_copied(text: str, source: str, share: float) -> None:
    assert copied(text, source) == share


def test_a_source_may_come_as_its_runs() -> None:
    assert copied("one two three four", runs("zero one two three four")) == 1


@pytest.mark.parametrize(
    ("text", "echo", "theirs"),
    [
        ("one two three four five", True, True),
        ("One two three four, and so on", False, False),
        ("Five six!", False, True),  # too short for a run: the same words
        ("five", False, False),
    ],
)
def test_words_of_somebody_else(text: str, echo: bool, theirs: bool) -> None:
    sources = ["zero one two three four five", "five, six"]
    assert (echoed(text, sources), taken(text, sources)) == (echo, theirs)
