"""Half a minute that says what comes of the work for a customer. Row 61 of the method.

75 words take about 30 seconds at 150 words a minute. A pitch names one outcome with a number; time,
budget and deliverables are for the report. Whether it persuades is for a person to judge.
"""

from __future__ import annotations

import re

from .artefact import Artefact, Row, Text, tokens
from .needs import Placed
from .said import words
from .smart import Amount

__all__ = ["LEAST", "LONGEST", "Pitch", "Spoken", "length", "pitch_faults"]

LONGEST = 75  # words
LEAST = 25  # fewer leave out for whom, or what comes of it
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


class Spoken(Row):
    """The pitch, the measure of the outcome it names, and the number it gives."""

    text: Text = ""
    measure: Text = ""
    number: Amount = None

    @property
    def blank(self) -> bool:
        return not (tokens(self.text) or self.measure) and self.number is None


class Pitch(Artefact):
    """Exercise 8.6: sentences of others told apart, and a pitch of one's own."""

    tests: list[Placed] = []
    pitch: list[Spoken] = []

    @property
    def spoken(self) -> Spoken:
        return self.pitch[0] if self.pitch else Spoken()


def length(text: str) -> int:
    """Words as one speaks them: a hyphen joins two."""
    return len(tokens(re.sub(r"[-\u2010-\u2015/]", " ", text)))


def pitch_faults(spoken: Spoken) -> list[str]:
    """What keeps a pitch from being one, as sentences; empty where nothing does."""
    count, different = length(spoken.text), len(set(words(spoken.text)))
    found = []
    if not count:
        return ["Nothing is said yet."]
    if count > LONGEST:
        found.append(f"It has {count} words; {LONGEST} take half a minute.")
    elif count < LEAST or different < count / 2:
        found.append(
            f"It has {count} words, {different} of them different: it leaves something out."
        )
    if not isinstance(spoken.number, (int, float)):
        found.append("The number is open.")
    elif spoken.number not in _numbers(spoken.text):
        found.append(f"The number {spoken.number:g} is not said in it.")
    return found


def _numbers(text: str) -> set[float]:
    plain = (m[0] for m in _NUMBER.finditer(text))
    found = set()
    for number in plain:
        thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number)
        try:
            found.add(float(number.replace(",", "" if thousands else ".")))
        except ValueError:
            continue
    return found
