"""The print: tagged, the same bytes each time, and nothing that anybody wrote breaks it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from cxkit.authoring.typeset import PrintError
from cxkit.classroom.feedbackpdf import feedback_pdf, printable
from cxkit.classroom.letter import letter
from cxkit.classroom.outcome import ExerciseResult, LearnerResult, PartResult
from cxkit.classroom.roster import Learner
from cxkit.classroom.told import Asked, Line, Told
from cxkit.course import Course
from cxkit.marking import LOOK_AGAIN, Finding
from tests.conftest import ROOT

COURSE = Course(ROOT / "course")


def told(text: str, name: str = "Ana Lima") -> dict[str, Any]:
    """A letter in which a text stands wherever somebody's words may."""
    finding = Finding(LOOK_AGAIN, text, text, text, text)
    line = Line("c", text, LOOK_AGAIN, 0.5, 0.6, 0.4, 1, (0.3, 0.7), (finding,))
    mark = Told(LOOK_AGAIN, 0.4, (line,), (Asked(text),), (finding,))
    results = tuple(
        ExerciseResult(COURSE.exercise(n), m.notebook, mark, 2.0, note=text, digest="d")
        for n, m in (("2.2", COURSE.module("02")), ("3.4", COURSE.module("03")))
    )
    part = PartResult("modules", "marked", notes=(text,), exercises=results)
    return letter(COURSE, LearnerResult(Learner("x", name), (part,)), (("kit", text),))


def shown(raw: bytes) -> str:
    reader = PdfReader(io.BytesIO(raw))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return "".join("".join(p.extract_text().split()) for p in reader.pages)


NASTY = {
    "typst": '#set page(fill: red) $x^2$ @label <label> \\ #import "a" `raw` *b* _i_ = h [c] // /* ~ --',
    "json": '"} ] \\u0000 \\" \' {{ }} </script>',
    "bidi": "safe \u202egnp.exe\u202c \u2067x\u2069 end",
    "zero width": "a\u200bb\u200dc\u2060d\ufeff",
    "controls": "a\x00b\x07c\r\nd\te\x85f",
    "long": "x" * 10_000,
    "many lines": "line\n" * 2_000,
    "emoji": "good \U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1ec\U0001f1e7 end",
    "CJK": "\u4f0a\u85e4\u7f8e\u54b2 \u5f88\u597d \ud55c\uad6d\uc5b4",
    "Arabic": "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645",
    "Hebrew, Hindi": "\u05e9\u05dc\u05d5\u05dd \u0928\u092e\u0938\u094d\u0924\u0947",
    "combining": "a" + "\u0301\u0316" * 200,
    "surrogate, private, none": "a\ud800b \ue000 \U0010ffff \ufffe end",
    "empty": "",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_whatever_was_written_is_printed_as_it_stands(text):
    raw = feedback_pdf(told(text))
    assert b"pdfuaid" in raw
    assert "AnaLima" in shown(raw)


@pytest.mark.parametrize("name", ["typst", "json"])
def test_markup_is_shown_letter_by_letter(name):
    text = NASTY[name]
    assert "".join(text.split()) in shown(feedback_pdf(told(text)))


_LETTERS = st.characters(codec=None) | st.sampled_from("#$@\\*_`<>[]{}\"'=~/-\u202e\u200b\u200d\U0001f600\u0645\u4f0a")


@settings(max_examples=12)
@given(st.text(_LETTERS, max_size=60), st.text(_LETTERS, min_size=1, max_size=20))
def test_no_text_and_no_name_breaks_the_print(text, name):
    assert feedback_pdf(told(text, name)).startswith(b"%PDF-1.7")


def test_marks_do_not_pile_up_over_other_lines():
    assert letter_of("a" + "\u0301\u0316" * 200) == "a" + "\u0301\u0316\u0301"


def letter_of(text: str) -> str:
    return told(text)["notes"][0]


def test_the_same_words_are_the_same_bytes():
    assert feedback_pdf(told("Same.")) == feedback_pdf(told("Same."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("n \U0001f600 m", "n (grinning face) m"),
        ("\U0001f600\U0001f601\U0001f602\U0001f603\U0001f604",
         "(grinning face, grinning face with smiling eyes, face with tears of joy and 2 more)"),
        ("e\u0301", "\u00e9"),
        ("\ud55c\uad6d \U0001f468\u200d\U0001f469", "(2 letters of hangul) (man, woman)"),
        ("\ue000", "(U+E000)"),
        ("a" * 61, "a" * 30 + "\u200b" + "a" * 30 + "\u200b" + "a"),
        ("a" * 30, "a" * 30),
    ],
)  # fmt: skip
def test_what_no_font_can_write_is_named(text, expected):
    known = {chr(n) for n in range(0x20, 0x17F)}
    assert printable(text, known) == expected


def test_without_typst_a_sentence(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(PrintError, match="Printing needs typst"):
        feedback_pdf(told("x"))
