"""Who acts in a text: clauses, and those whose subject is the firm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.techniques.firm_voice import firm_voice

VOICES = [
    ("We repair cars.", 1, ["We"]),
    ("You choose the hour.", 1, []),
    ("We repair cars and you choose the hour.", 2, ["We"]),
    ("When your car is ready, we bring it to you.", 2, ["we"]),
    ("When your car is ready, it comes to you.", 2, []),
    ("We'll call; I will too.", 2, ["We", "I"]),
    ("Our fitters come at nine. The board reads 40 complaints.", 2, ["Our fitters", "The board"]),
    ("Staff are polite and customers know it.", 1, ["Staff"]),
    ("All 14 fitters hold a certificate.", 1, ["All 14 fitters"]),
    ("The board's letter is here.", 1, []),
    ("Ask staff for a leaflet.", 1, []),
    ("A letter reaches our fitters.", 1, []),
    ("\u201cWe waited,\u201d said a family from Hull.", 1, []),
    ("Weather and wedding are no firm.", 1, []),
    ("Rowan & Vale lends a car.", 1, ["Rowan & Vale"]),
    ("ROWAN & VALE LENDS A CAR.", 1, ["ROWAN & VALE"]),
    ("", 0, []),
    (" ... \n ", 0, []),
]


@pytest.mark.parametrize(("text", "clauses", "firm"), VOICES)
def test_whose_clause_it_is(text: str, clauses: int, firm: list[str]) -> None:
    voice = firm_voice(text, ["Rowan & Vale"])
    assert (voice.clauses, [m.word for m in voice.firm]) == (clauses, firm)
    assert [text[m.start : m.end] for m in voice.firm] == firm
    assert all(m.question.endswith("?") for m in voice.firm)


def test_a_firm_that_nobody_named_is_not_known() -> None:
    assert firm_voice("Rowan & Vale lends a car.").share == 0.0


def test_the_share_is_of_clauses() -> None:
    assert firm_voice("We call. You answer. We come. You wait.").share == 0.5
    assert firm_voice("").share == 0.0


@given(st.text(max_size=200))
def test_a_share_is_a_share_whatever_the_text(text: str) -> None:
    voice = firm_voice(text)
    assert 0 <= len(voice.firm) <= voice.clauses
    assert all(text[m.start : m.end] == m.word for m in voice.firm)
