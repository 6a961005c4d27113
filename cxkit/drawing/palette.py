"""The course's colours, and the proof that they can be read.

Colours are sRGB hex strings. A mark differs by colour, shape and letter at once, so that no
one needs the colour; a strength is shaded and its digit is printed. Every text colour stands
at 4.5:1 or more against the ground it is printed on (WCAG 2, AA).
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ACCENT",
    "GREY",
    "HAIRLINE",
    "INK",
    "MARKS",
    "PAPER",
    "STRENGTHS",
    "Mark",
    "Strength",
    "contrast",
]

PAPER = "#FFFFFF"
INK = "#1B2126"
GREY = "#5C646B"  # second voice: still 4.5:1 on paper
HAIRLINE = "#CDD2D6"  # lines only, never text
ACCENT = "#24456B"  # the one accent of a page that shows no marks


@dataclass(frozen=True)
class Mark:
    """How one kind of mark is shown: its colour, shape, letter and name."""

    colour: str
    shape: str
    letter: str
    name: str


@dataclass(frozen=True)
class Strength:
    """One step of the scale from 0 to 3: the ground, the text on it, the word for it."""

    fill: str
    text: str
    word: str


MARKS = {
    "M": Mark("#B84300", "circle", "M", "Moment of Truth"),
    "B": Mark("#0059A3", "diamond", "B", "Break Point"),
    "R": Mark("#00704F", "square", "R", "Business Rule"),
}

STRENGTHS = (
    Strength("#F6F7F8", GREY, "none"),
    Strength("#DCE5EE", INK, "some"),
    Strength("#A3BAD2", INK, "strong"),
    Strength("#24456B", PAPER, "decisive"),
)


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, 1 (the same) to 21 (black on white), after WCAG 2."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
