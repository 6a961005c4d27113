"""What never changes what a lint finds, held on every labelled sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.bench.language import LINTS, labelled
from cxkit.techniques.industrial import LISTS, spoken
from cxkit.techniques.language import inside_out_words, process_words
from cxkit.techniques.loaded_words import folded, found, listed, phrases, stored
from cxkit.techniques.weasels import weasel_words

TEXTS = [s["text"] for s in labelled()]
US = {"isation": "ization", "ised": "ized", "ising": "izing", "ise ": "ize ", "centre": "center",
      "programme": "program", "fulfilment": "fulfillment"}  # fmt: skip


def _american(text: str) -> str:
    for uk, us in US.items():
        text = text.replace(uk, us)
    return text


SAME: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "the spelling of the US": _american,
    "an exclamation": lambda t: re.sub(r"\.$", "!", t),
    "no full stop": lambda t: t.removesuffix("."),
    "blanks that do not break": lambda t: t.replace(" ", "\u00a0"),
    "lines in between": lambda t: f"\n\n  {t}\n",
    "straight quotes": lambda t: t.translate({0x201C: '"', 0x201D: '"', 0x2019: "'"}),
    "curly apostrophes": lambda t: t.replace("'", "\u2019"),
    "hyphens that do not break": lambda t: t.replace("-", "\u2011"),
    "accents after their letters": lambda t: unicodedata.normalize("NFD", f"Zo\u00eb. {t}"),
}


@pytest.mark.parametrize("lint", LINTS)
@pytest.mark.parametrize("change", SAME)
def test_what_is_found_does_not_hang_on(change: str, lint: str) -> None:
    find, written = LINTS[lint], SAME[change]
    differ = [t for t in TEXTS if len(find(written(t))) != len(find(t))]
    assert differ == []


@given(
    st.sampled_from(TEXTS), st.integers(1, 90), st.sampled_from(["hours", "days", "per cent", "km"])
)
def test_a_number_that_defines_a_word_adds_no_finding(text: str, number: int, unit: str) -> None:
    before = [m.word for m in weasel_words(text)]
    for match in weasel_words(text):
        said = f"{text[: match.end]} ({number} {unit}){text[match.end :]}"
        after = [m.word for m in weasel_words(said)]
        assert len(after) <= len(before) and set(after) <= set(before)


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_place_is_in_it(text: str) -> None:
    for find in LINTS.values():
        for match in find(text):
            assert text[match.start : match.end] == match.word
    plain, places = folded(text)
    assert len(places) == len(plain) + 1 and places == sorted(places)
    assert plain == unicodedata.normalize("NFC", text) or not text.isascii()


@pytest.mark.parametrize("text", TEXTS[::7])
def test_words_to_ask_about_are_those_that_are_counted(text: str) -> None:
    assert [m.word.lower() for m in inside_out_words(text)] == spoken(text, LISTS[0])


@pytest.mark.parametrize(
    "name", ["delivery", "inside-out", "outside-in", "process", "solutions", "weasels"]
)
def test_every_word_of_a_list_is_found_as_it_is_written(name: str) -> None:
    words = [w for w in listed(name) if "*" not in w]
    assert [w for w in words if [(f.start, f.end) for f in found(w, name)] != [(0, len(w))]] == []
    assert stored(name)["note"] and len(set(words)) == len(words)


def test_every_weasel_that_is_asked_about_is_in_the_list() -> None:
    known = phrases(listed("weasels"))
    for ask in stored("weasels")["ask"].values():
        assert ask["question"].endswith("?")
        assert [w for w in ask["words"] if not known.fullmatch(w.replace("*", "many"))] == []


def test_an_emptied_list_finds_nothing() -> None:
    assert phrases([]).search("anything at all, fast") is None
    assert phrases(["", " "]).search("anything at all, fast") is None


def test_an_accent_in_a_list_is_that_of_a_text_however_it_is_written() -> None:
    (match,) = process_words("The Caf\u00e9 desk is shut.", ["cafe\u0301 desk"])
    assert match.word == "Caf\u00e9 desk"


def test_a_case_adds_names_of_its_own() -> None:
    text = "The job sheet lies in the blue tray until triage."
    assert [m.word for m in process_words(text)] == ["triage"]
    names = ["job sheet", "blue tray"]
    assert [m.word for m in process_words(text, names)] == ["job sheet", "blue tray", "triage"]
