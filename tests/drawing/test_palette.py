"""Every text of the palette can be read on its ground."""

from __future__ import annotations

import pytest

from cxkit.drawing.palette import ACCENT, GREY, INK, MARKS, PAPER, STRENGTHS, contrast


@pytest.mark.parametrize(
    "a, b, expected",
    [("#FFFFFF", "#000000", 21.0), ("#FFFFFF", "#FFFFFF", 1.0), ("#767676", "#FFFFFF", 4.54)],
)
def test_contrast_is_that_of_wcag(a: str, b: str, expected: float) -> None:
    assert contrast(a, b) == pytest.approx(expected, abs=0.01)
    assert contrast(b, a) == contrast(a, b)


@pytest.mark.parametrize(
    "text, ground",
    [(INK, PAPER), (GREY, PAPER), (ACCENT, PAPER)]
    + [(PAPER, mark.colour) for mark in MARKS.values()]
    + [(step.text, step.fill) for step in STRENGTHS],
)
def test_text_stands_out(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


def test_strengths_darken_step_by_step() -> None:
    shades = [contrast(step.fill, PAPER) for step in STRENGTHS]
    assert all(later > 1.1 * earlier for earlier, later in zip(shades, shades[1:], strict=False))


def test_marks_differ_in_everything() -> None:
    marks = list(MARKS.values())
    for field in ("colour", "shape", "letter", "name"):
        assert len({getattr(m, field) for m in marks}) == len(marks)
